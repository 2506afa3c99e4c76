"""What is doubtful about a claim, and what is not. All texts are invented."""

import pytest

from kg.claims import criteria, dating, doubting, elision, naming, respective, sites
from kg.mentions import attribution, quotations
from kg.model import Metadata, Reading
from kg.pipeline import read
from kg.readers import read_bytes
from kg.repair import repair


def reading(text: str, published: str | None = "2022-11-18", place: str | None = "浚县") -> Reading:
    [source] = read_bytes("a.txt", text.encode())
    return read(repair(source, Metadata(id="a", published=published, place=place)))


@pytest.mark.parametrize(
    ("doubt", "text"),
    [
        (attribution.SEVERAL_SPEAK, "浚县水利局局长周晓禾和副局长闻人乐均表示，今年全县新建水厂3座。"),
        (attribution.OTHER_MEANT, "县长许知远来到水厂，水利局局长周晓禾汇报了进度。他说，今年浚县新建水厂3座。"),
        (quotations.GOES_ON, "浚县水利局局长周晓禾说：“水质达标。”“今年全县新建水厂3座。”"),
        (doubting.UNHEARD, "门卫老余头他爹讲，今年全县新建水厂3座。"),
        (doubting.UNHEARD, "县长在会上说，今年全县新建水厂3座。"),
        (doubting.UNHEARD, "记者从浚县水利局局长周晓禾处了解到，今年全县新建水厂3座。"),
        (doubting.UNHEARD, "据浚县水利局副主任周晓禾，今年全县新建水厂3座。"),
        (doubting.UNHEARD, "我是浚县县长周晓禾。今年我们新建水厂3座。"),
        (doubting.UNHEARD, "浚县县长周晓禾道出实情：今年全县新建水厂3座。"),
        (doubting.UNHEARD, "“今年全县新建水厂3座。”大家都笑了。"),
        (quotations.RETOLD, "浚县水利局局长周晓禾表示，许知远说今年浚县新建水厂3座。"),
        (doubting.PLACE_AMONG_SEVERAL, "今年浚县和淇县共同建成青石茶厂3座。"),
        (doubting.PLACE_AMONG_SEVERAL, "从山城区到淇县，一路都有变化，淇县今年新建水厂3座。"),
        (doubting.PLACE_AMONG_SEVERAL, "今年青石、白水两区新建水厂3座。"),
        (doubting.PLACE_AMONG_SEVERAL, "今年淇县、浚县新建水厂3座。"),
        (doubting.PLACE_AMONG_SEVERAL, "淇县、浚县同抓绿化。今年新建水厂3座。"),
        (respective.UNCLEAR, "今年浚县生猪、肉牛、肉羊存栏量分别增长3%和2%。"),
        (doubting.PLACE_OF_ONE, "善堂镇倒塌房屋20间。灾害共造成300名群众受灾。"),
        (doubting.PLACE_OF_ONE, "善堂镇倒塌房屋20间。截至10日，转移群众300名。"),
        (doubting.PLACE_OF_ONE, "淇县新建水厂3座。今年累计新修水渠30公里。"),
        (doubting.BY_A_PRINCIPLE, "今年，浚县按照“以水定茶”原则，推广滴灌，新建水厂3座。"),
        (doubting.WITHIN_ANOTHER, "浚县政府工作报告\n（2022年11月18日）\n“双修双补”有序推进，今年改造老旧小区12个。"),
        (elision.CARRIED_OVER, "今年浚县续建安置房7550套，新开工1000套。"),
        (sites.ONE_SITE, "浚县政府工作报告\n（2022年11月18日）\n今年启动东山第二水源地建设，新建村卫生室12个。"),
        (sites.ONE_OF_SEVERAL, "浚县政府工作报告\n（2022年11月18日）\n今年实施“青苗”行动和“壮干”计划，新增茶企12家。"),
        (doubting.NO_PLACE, "浚县今年新建水厂3座，全球平均气温上升1.2℃。"),
        (doubting.PLACE_UNKNOWN, "浚县县长许知远来到一处山坳，今年全村新修水渠12公里。"),
        (doubting.PLACE_UNKNOWN, "浚县青石坳的群众说，我镇今年新建水厂3座。"),
        (doubting.PLACE_UNKNOWN, "石桥镇镇长许知远介绍，今年全社区新建水厂3座。"),
        (doubting.PLACE_AMBIGUOUS, "铁西区今年新建水厂3座。"),
        (doubting.NO_PERIOD, "浚县合作社带动农户，户均增收8000元。"),
        (doubting.NO_PERIOD, "浚县政府工作报告\n（2022年11月18日）\n一、2021年工作回顾\n近年来茶园喷灌率首次突破60%。"),
        (doubting.PERIOD_OF_ONE, "2015年的茶园面积为3万亩，浚县新增茶厂12座。"),
        (doubting.PERIOD_OF_ONE, "浚县茶园面积由2015年的3万亩增加到2022年的5万亩，新增茶厂12座。"),
        (doubting.PERIOD_OF_ONE, "青石合作社成立于2012年，浚县农户320户入社。"),
        (doubting.NAME_BROKEN, "今年浚县茶企由上年亏损1.2亿元转为盈利3.4亿元。"),
        (dating.UNRESOLVED, "去年同期，浚县接待茶客3万人次。"),
        (dating.UNRESOLVED, "次年，浚县新建水厂3座。"),
        (doubting.NAME_BROKEN, "浚县二季度茶叶产值8亿元，上季度为7亿元。"),
        (doubting.OF_EACH, "今年鹤壁市有2个县财政自给率不足20%。"),
        (criteria.EXPLAINS, "“18”是指用地、投入、审批等18个改革事项。"),
        (criteria.EXPLAINS, "一带十五园：指在浚县布局建设15个茶叶园区。"),
        (criteria.EXPLAINS, "今年浚县实施招商“125”计划，即各镇引进1家茶叶企业。"),
        (criteria.MAY_PICK_OUT, "今年鹤壁市消除集体收入3万元以下的薄弱村。"),
        (doubting.OF_EACH, "今年浚县26个入统茶楼复工率达95%。"),
        (doubting.OF_EACH, "今年浚县18个茶园项目开工率达95%。"),
        (doubting.PLACE_OF_ZONE, "今年浚县临港开发区完成进出口总额3亿元。"),
        (doubting.PLACE_OF_ZONE, "茶叶出名。青石经开区完成茶叶销售3亿元；引进茶企30家。"),
        (doubting.NAME_OPEN, "今年浚县“茶园＋游客”托管服务等9条在全国推广。"),
        (doubting.SHORT_NAME, "今年浚县12个街道已建立茶社，覆盖率超过95%。"),
        (doubting.SHORT_NAME, "今年浚县茶农来信件件有回音，满意率达95%。"),
        (doubting.SHORT_NAME, "今年浚县种树3万棵，养羊200只。"),
        (doubting.NAME_BROKEN, "今年浚县引进茶企和民宿各20家。"),
        (doubting.NAME_BROKEN, "今年浚县工业总产值56亿元，其中规模以上52亿元。"),
        (doubting.NAME_BROKEN, "今年浚县茶客过3万人。"),
        (doubting.NAME_BROKEN, "今年浚县引进一批投资超20亿元的茶机。"),
        (doubting.NAME_BROKEN, "高产茶园是指每亩年产量在150公斤以上的茶园。"),
        (doubting.SEVERAL_METRICS, "今年浚县茶叶产值和农民收入均增长8%。"),
        (doubting.SEVERAL_METRICS, "今年浚县茶园面积、茶叶产量都比2020年翻一番。"),
        (doubting.ABLE, "浚县垃圾处理园每年可发电200万千瓦时。"),
        (doubting.ABLE, "据测算，今年浚县新厂可年节约用电3万千瓦时。"),
        (doubting.OF_EACH, "今年浚县每加工1吨茶叶可节水2吨。"),
        (doubting.ABLE, "浚县建成水厂，一年可节约用电3万千瓦时。"),
        (doubting.PUBLISHED_BY, "今年县统计局发布的普通小学数为12所。"),
        (doubting.PUBLISHED_BY, "周晓禾说，今年浚县新增就业5000人，而省统计局的数据是4200人。"),
        (doubting.NOMINAL_OR_REAL, "今年浚县农户人均收入名义增长5.4%，扣除价格因素，实际增长5.3%。"),
        (doubting.NAME_BROKEN, "今年浚县比去年多建成水厂3座。"),
        (doubting.NOT_LISTED, "今年松岗市进出口总额达12亿元。"),
        (doubting.OF_EACH, "今年浚县每个村配备2名技术员。"),
        (doubting.OF_EACH, "今年浚县每个乡镇新建3处文化广场。"),
        (doubting.NO_PERIOD, "浚县居民恩格尔系数比上年下降0.5个百分点。"),
        (doubting.NAME_BROKEN, "今年浚县茶厂好，占工业产值比重达12%。"),
        (doubting.NAME_BROKEN, "今年浚县茶园面积要比“十二五”翻一番。"),
        (doubting.NAME_BROKEN, "今年浚县进入全国茶业百强县前20名。"),
        (doubting.NAME_BROKEN, "今年浚县茶叶价格指数由最高8.4%回落。"),
        (doubting.NAME_BROKEN, "今年浚县茶业连上两个台阶3亿元。"),
        (doubting.NAME_BROKEN, "今年浚县茶园投入达到农业总投入的60%以上。"),
        (doubting.NAME_BROKEN, "今年浚县创建国家级2个。"),
        (naming.MORE_THAN_A_NAME, "今年浚县高30米的茶塔旁，茶客很多。"),
        (naming.ONLY_VERB, "今年浚县接续实施12类，落实好9个。"),
        (doubting.NAME_POINTS_BACK, "浚县建了茶厂。今年这家茶厂新招采茶工30名。"),
        (doubting.NAME_POINTS_BACK, "浚县建了水库。该水库总库容300万立方米。"),
        (doubting.CAPACITY, "今年浚县加快建设年产5万吨纸浆生产线。"),
        (doubting.CAPACITY, "今年浚县推进青石纸业10万吨包装纸项目。"),
        (doubting.CAPACITY, "今年浚县投产云岭能源2万千瓦机组。"),
        (doubting.NO_PERIOD, "浚县居民用水价格由每立方米2.1元调整为3.2元。"),
    ],
)
def test_a_doubt_is_told_with_its_reason(doubt: str, text: str) -> None:
    found = reading(text)
    assert doubt in [d for claim in found.claims for d in claim.doubts]
    assert all(bool(claim.doubts) == (claim.confidence == "doubtful") for claim in found.claims)


def test_a_time_that_only_the_date_would_tell_is_doubtful_where_there_is_none() -> None:
    text = "浚县县长许知远说，去年新建水厂3座。"
    assert doubting.NO_PERIOD in reading(text, published=None).claims[0].doubts
    assert doubting.NO_PERIOD not in reading(text).claims[0].doubts


def test_what_something_came_from_in_a_report_has_no_time_of_its_own() -> None:
    text = "浚县政府工作报告\n（2022年11月18日）\n一、2021年工作回顾\n2018年以来，低保标准由500元提高到600元。"
    first = reading(text).claims[0]
    assert first.period is None
    assert doubting.NO_PERIOD not in first.doubts


def test_whether_a_year_has_come_is_doubtful_where_there_is_no_date() -> None:
    text = "到2025年，浚县新建水厂3座。"
    assert doubting.MAYBE_TO_COME in reading(text, published=None).claims[0].doubts
    assert reading(text).claims[0].kind == "target"


@pytest.mark.parametrize(
    "text",
    [
        "今年浚县数字经济产值占比12%，金融机构存贷比达80%。",
        "今年浚县生产茶叶饮料5万吨，茶园面积达20万亩左右。",
        "今年浚县完成项目投资20亿元，争取项目资金3亿元。",
        "今年浚县对外销售茶叶超过3000公斤。",
        "今年浚县民生支出占财政支出比重达80%。",
        "2016年至2020年，浚县茶叶精制率平均每年提高1个百分点。",
        "今年浚县每个村都通了公路，新建公路60公里。",
        "据介绍，今年浚县新建乡村水厂3座。总的来说，浚县今年新建公路60公里。",
        "数据显示，今年浚县新建乡村水厂3座。",
        "打造“鱼米之乡”，今年浚县新建乡村水厂3座。",
        "在“头雁”指导下，今年浚县新建乡村水厂3座。",
        "今年浚县省级开发区工业总产值达3亿元。",
    ],
)
def test_whole_names_and_amounts_of_their_own_are_sure(text: str) -> None:
    claims = reading(text).claims
    assert claims and not any(claim.doubts for claim in claims)


def test_a_claim_whose_roles_stand_beside_it_is_sure() -> None:
    [claim] = reading("浚县水利局局长周晓禾表示，今年浚县新建乡村水厂3座。").claims
    assert (claim.confidence, claim.doubts) == ("sure", ())


@pytest.mark.parametrize(
    "text",
    [
        "全县今年新建水厂3座。",
        "该区今年新建水厂3座。",
        "县水利局局长周晓禾介绍，今年新建水厂3座。",
        "县委、县政府高度重视，今年新建水厂3座。",
        "全旗今年新建水厂3座。",
    ],
)
def test_a_county_that_is_not_named_is_not_the_city_given(text: str) -> None:
    [claim] = reading(text, place="鹤壁市").claims
    assert claim.doubts == (doubting.PLACE_UNKNOWN,)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("浚县今年修路。全县今年新建水厂3座。", "浚县"),
        ("全市今年新建水厂3座。", "鹤壁市"),
        ("今年新建水厂3座，居全省第一。", "鹤壁市"),
        ("创建农产品质量安全县，今年新建水厂3座。", "鹤壁市"),
    ],
)
def test_a_word_that_means_a_known_place_leaves_no_doubt(text: str, place: str) -> None:
    [claim] = reading(text, place="鹤壁市").claims
    assert claim.place and (claim.place.value.name, claim.doubts) == (place, ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("新华社北京6月20日电（记者周晓禾）全县今年新建水厂3座。", None),
        ("本报北京6月20日讯 今年新建水厂3座。", None),
        ("新华社北京6月20日电 浚县今年新建水厂3座。", "浚县"),
        ("本报北京6月20日讯 北京市今年新建水厂3座。", "北京市"),
        ("本报鹤壁6月20日电 全市今年新建水厂3座。", "鹤壁市"),
    ],
)
def test_a_dateline_says_where_a_text_was_written(text: str, place: str | None) -> None:
    [claim] = reading(text, place=None).claims
    assert (claim.place and claim.place.value.name) == place


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("浚县水利局局长周晓禾表示，“今年再建水厂3座”。", "建水厂3座"),
        ("★“我们县今年再建水厂3座。”浚县水利局局长周晓禾说。", "建水厂3座"),
    ],
)
def test_a_claim_in_a_quotation_lies_within_its_words(text: str, quote: str) -> None:
    found = reading(text)
    [claim], [statement] = found.claims, found.statements
    assert claim.statement == 0
    assert statement.words.start <= claim.quote.start < claim.quote.end <= statement.words.end
    assert claim.quote.quote.endswith(quote)


def test_no_claim_is_of_a_metric_without_a_name() -> None:
    found = reading("49处场馆设施中，东河体育中心等21处完工、云岭体育公园等28处如期推进，浚县新建单体建筑基本建成。")
    assert [claim.metric.value.name for claim in found.claims] == ["场馆设施", "完工"]
    assert [number.reason for number in found.skipped] == ["no metric"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("合作社成立于2012年，浚县今年新增社员80户。", None),
        ("周晓禾2012年回浚县，目前全县养羊80只。", None),
        ("浚县2012年通路，近年来新增社员80户。", "2012"),
        ("2012年，浚县新增社员80户。", "2012"),
    ],
)
def test_a_time_that_needs_the_date_of_an_undated_document_is_no_earlier_one(text: str, period: str | None) -> None:
    [claim] = reading(text, published=None).claims
    assert (claim.period and claim.period.value.end) == period


def test_a_sum_does_not_have_the_year_of_its_section() -> None:
    report = "浚县政府工作报告\n（2023年1月18日）\n一、2022年工作回顾\n{}完成投资12亿元。\n二、2023年工作安排"
    assert [doubting.SUM_SINCE in reading(report.format(word)).claims[0].doubts for word in ("累计", "")] == [True, False]


def test_a_policy_called_after_a_strategy_or_what_it_brought_begins_no_part_of_a_report() -> None:
    report = (
        "浚县政府工作报告\n（2023年4月18日）\n一、2022年工作回顾\n（一）实施创新驱动发展战略\n新建水厂3座。\n"
        "二、2023年主要工作安排\n（一）推动产业发展取得新成效\n新建水厂5座。\n（十五）加强环境保护\n新建水厂8座。"
    )
    claims = reading(report, None).claims
    assert [(claim.kind, claim.period and claim.period.value.end) for claim in claims] == [
        ("actual", "2022"),
        ("target", "2023"),
        ("target", "2023"),
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2022年，浚县数字经济增加值17亿元，占生产总值的41.6%，年均增速达10.3%。", "数字经济增加值"),
        ("浚县建成有机产业示范镇10个。", "有机产业示范镇"),
        ("浚县共有机关党组织756个。", "机关党组织"),
        ("浚县城镇新增就业2368人，完成年度目标任务的67.7%；失业人员再就业512人，完成65%。", "失业人员再就业年度目标任务完成率"),
        ("浚县年均新增高新技术企业8家，总数达45家。", "高新技术企业总数"),
        ("浚县112个行政村实现5G网络全覆盖。", "行政村5G网络全覆盖"),
    ],
)
def test_what_the_last_number_is_said_of(text: str, named: str) -> None:
    assert reading(text).claims[-1].metric.value.name == named


def test_what_began_a_year_ago_lasts() -> None:
    [claim] = reading("自2013年开展整治行动以来，浚县关停作坊2100家。").claims
    assert claim.period and (claim.period.value.start, claim.period.value.end) == ("2013", "2022-11-18")


def test_a_yearly_change_is_over_the_years_between_its_ends() -> None:
    claim = reading("浚县覆盖率由2015年的72.1%提高到2021年的75.8%，年均提高0.5个百分点。").claims[-1]
    assert claim.period and (claim.period.value.start, claim.period.value.end) == ("2015", "2021")


def test_all_provinces_are_the_country() -> None:
    claims = reading("31个省（自治区、直辖市）和新疆生产建设兵团新增病例166例，其中境外输入43例。").claims
    assert {claim.place and claim.place.value.name for claim in claims[-2:]} == {"全国"}


def test_a_name_that_begins_in_the_middle_is_broken() -> None:
    assert doubting.NAME_BROKEN in reading("2022年底，浚县农田36万亩，到当地耕地的45%。").claims[-1].doubts


def test_games_are_no_plan() -> None:
    [claim] = reading("十五运会期间，浚县新建水厂3座。").claims
    assert claim.period is None


def test_what_has_doubled_is_named_without_it() -> None:
    [claim] = reading("浚县规上企业三年倍增至129家。").claims
    assert (claim.metric.value.name, claim.value) == ("规上企业", 129)


def test_a_verb_alone_names_no_metric() -> None:
    assert [naming.ONLY_VERB in claim.doubts for claim in reading("今年浚县新改建8所，新建水厂3座，存栏300头。").claims] == [
        True,
        False,
        False,
    ]


def test_the_province_of_a_county_that_no_list_has_is_not_known() -> None:
    for words in ("我省", "该省", "本省"):
        assert doubting.PLACE_UNKNOWN in reading(f"今年{words}新建水厂300座。", place="云岭县").claims[0].doubts
    assert not reading("今年我县新建水厂3座。", place="云岭县").claims[0].doubts


def test_a_sentence_that_begins_with_the_programme_itself_leaves_it_sure() -> None:
    [claim] = reading("浚县政府工作报告\n（2022年11月18日）\n老旧小区改造有序推进，今年改造老旧小区12个。").claims
    assert [role.value.name for role in claim.programmes] == ["老旧小区改造"]
    assert doubting.WITHIN_ANOTHER not in claim.doubts


def test_a_campaign_that_heads_a_paragraph_is_not_sure_where_its_sentence_names_another() -> None:
    report = "浚县政府工作报告\n（2022年11月18日）\n坚决打好污染防治攻坚战。"
    [near] = reading(f"{report}推行“茶长制”，优化环境，关停小茶厂30家。").claims
    [alone] = reading(f"{report}强化巡查，关停小茶厂30家。").claims
    assert [[role.value.name for role in claim.programmes] for claim in (near, alone)] == [["污染防治攻坚战"]] * 2
    assert [doubting.PROGRAMME_NEAR in claim.doubts for claim in (near, alone)] == [True, False]


def test_a_principle_of_a_report_is_no_doubt() -> None:
    [claim] = reading("浚县政府工作报告\n（2022年11月18日）\n今年，我们按照“以水定茶”原则，新建水厂3座。").claims
    assert doubting.BY_A_PRINCIPLE not in claim.doubts


def test_a_loan_of_which_there_is_so_much_is_no_programme_of_it() -> None:
    lent, policy = reading("今年浚县发放小额担保贷款300万元。今年浚县落实小额担保贷款政策，带动创业800人。").claims
    assert not lent.programmes and not lent.doubts
    assert [role.value.name for role in policy.programmes] == ["小额担保贷款"]


def test_a_reform_that_is_said_to_go_well_heads_what_follows_in_its_sentence() -> None:
    report = "浚县政府工作报告\n（2022年11月18日）\n"
    claims = reading(f"{report}茶园管理改革深入推进，茶农增收，茶厂增效，新建茶厂3座。茶农增收，新建茶园3亩。").claims
    assert [[role.value.name for role in claim.programmes] for claim in claims] == [["茶园管理改革"], []]
