"""Which place, and which time, each number of a list is about. The numbers are invented."""

import pytest

from kg.model import Metadata, Reading
from kg.pipeline import read
from kg.readers import read_bytes
from kg.repair import repair


def reading(text: str, title: str | None = None) -> Reading:
    [source] = read_bytes("a.txt", text.encode())
    return read(repair(source, Metadata(id="a", published="2023-02-18", place="鹤壁市", title=title)))


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "one metric in two places",
            "淇县、浚县规模以上工业增加值分别增长8.7%和12.3%。",
            [("规模以上工业增加值", "8.7", "淇县"), ("规模以上工业增加值", "12.3", "浚县")],
        ),
        (
            "joined by a word",
            "淇县和浚县地区生产总值分别为300亿元、280亿元。",
            [("地区生产总值", "30000000000", "淇县"), ("地区生产总值", "28000000000", "浚县")],
        ),
        (
            "what is counted stands behind 分别",
            "受灾人口60万人；淇县、浚县分别转移群众1.2万人和8000人。",
            [("受灾人口", "600000", "鹤壁市"), ("转移群众", "12000", "淇县"), ("转移群众", "8000", "浚县")],
        ),
        (
            "the time between",
            "淇县、浚县、淇滨区“十三五”期间分别搬迁2.1万人、1.4万人和0.9万人。",
            [("搬迁", "21000", "淇县"), ("搬迁", "14000", "浚县"), ("搬迁", "9000", "淇滨区")],
        ),
        (
            "places that no list has",
            "东坪镇、西坪镇分别新建公路3公里、5公里。",
            [("新建公路", "3", "东坪镇"), ("新建公路", "5", "西坪镇")],
        ),
        (
            "three of them",
            "东坪镇、西坪乡和青山街道分别转移群众12人、8人和30人。",
            [("转移群众", "12", "东坪镇"), ("转移群众", "8", "西坪乡"), ("转移群众", "30", "青山街道")],
        ),
        ("everywhere", "31个省（自治区、直辖市）和新疆生产建设兵团报告新增茶农166人。", [("新增茶农", "166", "全国")]),
        (
            "in brackets",
            "全市种茶291亩（淇县270亩，浚县21亩）。",
            [("种茶", "291", "鹤壁市"), ("种茶", "270", "淇县"), ("种茶", "21", "浚县")],
        ),
        ("in the name of a firm", "青石茶业（淇县基地）种茶3亩。", [("青石茶业（淇县基地）种茶", "3", "鹤壁市")]),
        ("the whole of it", "全鹤壁有10所茶校。", [("茶校", "10", "鹤壁市")]),
        ("villages that no list has", "东坪村、西坪村分别种茶3亩、5亩。", [("种茶", "3", "东坪村"), ("种茶", "5", "西坪村")]),
        (
            "one town after the other",
            "东坪镇新建水厂2座，西坪乡转移群众30人。",
            [("新建水厂", "2", "东坪镇"), ("转移群众", "30", "西坪乡")],
        ),
        (
            "kinds of towns are no places",
            "重点镇、一般镇分别新建水厂3座、5座。",
            [("新建水厂", "3", "鹤壁市"), ("新建水厂", "5", "鹤壁市")],
        ),
        (
            "where most was measured",
            "全市平均降雨量120毫米，最大点雨量出现在东坪乡，为687毫米，转移群众300人。",
            [("降雨量", "120", "鹤壁市"), ("最大点雨量", "687", "东坪乡"), ("转移群众", "300", "鹤壁市")],
        ),
        ("where it was hottest", "最高气温出现在东坪镇（41.2℃）。", [("最高气温", "41.2", "东坪镇")]),
        ("where it rained most", "降雨量最大的是淇县，达321毫米。", [("最大降雨量", "321", "淇县")]),
        ("where it was, behind the number", "最大点雨量687毫米，出现在东坪乡。", [("最大点雨量", "687", "东坪乡")]),
        ("the world", "淇县种茶3亩，全球平均气温上升1.2℃。", [("种茶", "3", "淇县"), ("全球平均气温", "1.2", None)]),
        (
            "the world before home",
            "2022年全球茶叶产量达660万吨，淇县茶叶产量3万吨。",
            [("全球茶叶产量", "6600000", None), ("茶叶产量", "30000", "淇县")],
        ),
        ("a country abroad", "淇县种茶3亩，去年韩国茶园面积3万亩。", [("种茶", "3", "淇县"), ("茶园面积", "30000", "韩国")]),
        (
            "who won something in the part before",
            "浚县、淇县获评全省茶业先进县；新建水厂3座。浚县新建水厂2座；种茶5亩。",
            [("新建水厂", "3", "鹤壁市"), ("新建水厂", "2", "浚县"), ("种茶", "5", "浚县")],
        ),
        ("who comes from there", "淇县引进韩国企业3家。", [("引进韩国企业", "3", "淇县")]),
        ("what is sold there", "淇县茶叶出口日本3吨。", [("茶叶出口日本", "3", "淇县")]),
        ("what the world only describes", "淇县引进全球灯塔工厂3家。", [("引进全球灯塔工厂", "3", "淇县")]),
        ("some of many", "淇县、浚县等5个县区受灾，转移群众300人。", [("县区受灾", "5", "鹤壁市"), ("转移群众", "300", "鹤壁市")]),
        (
            "counted places",
            "淇县、浚县两县粮食产量分别为3万吨、5万吨。",
            [("粮食产量", "30000", "淇县"), ("粮食产量", "50000", "浚县")],
        ),
        (
            "the parts of a sum",
            "粮食产量9万吨，其中淇县3万吨、浚县5万吨。",
            [("粮食产量", "90000", "鹤壁市"), ("粮食产量", "30000", "淇县"), ("粮食产量", "50000", "浚县")],
        ),
        ("the country as 我国", "目前，我国茶园面积达5万亩。", [("茶园面积", "50000", "全国")]),
        ("names behind a count of them", "全市在3个地市新乡、安阳、濮阳建成茶厂。", [("地市", "3", "鹤壁市")]),
        ("the country as what gains", "填补了我国空白，全市建成茶厂3座。", [("茶厂", "3", "鹤壁市")]),
        ("the world compared with", "中国茶园面积占全球60%。", [("茶园面积占全球比重", "60", "全国")]),
        ("a multiple of another's", "全市人均收入是郑州市的1.2倍。", [("人均收入", "1.2", "鹤壁市")]),
        ("a share of another's", "全市人均收入为郑州市的90%。", [("人均收入为郑州市", "90", "鹤壁市")]),
        ("compared with several", "全市经济增速低于郑州市、开封市0.5个百分点。", [("经济增速", "-0.5", "鹤壁市")]),
        ("compared with another", "全市经济增速低于郑州市0.5个百分点。", [("经济增速", "-0.5", "鹤壁市")]),
        ("behind another", "淇县经济增速落后于浚县0.5个百分点。", [("经济增速", "-0.5", "淇县")]),
        ("more than another", "淇县比浚县多2个项目。", [("项目", "2", "淇县")]),
    ],
)
def test_each_value_has_its_own_place(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(c.metric.value.name, str(c.value), c.place.value.name if c.place else None) for c in reading(text).claims]
    assert found == expected


def test_each_value_has_its_own_time() -> None:
    claims = reading("2021年、2022年，全市分别新增就业3000人、3500人。").claims
    assert [(str(c.value), c.period and c.period.value.end) for c in claims] == [("3000", "2021"), ("3500", "2022")]
    assert all(c.period and c.period.span and c.period.span.quote.startswith("202") for c in claims)


def test_a_report_does_not_walk_from_place_to_place() -> None:
    text = "鹤壁市2022年国民经济和社会发展统计公报\n\n全年全市地区生产总值584亿元。\n\n分县看，浚县地区生产总值增长6%。\n\n年末常住人口157.6万人。"
    found = reading(text, "鹤壁市2022年国民经济和社会发展统计公报")
    assert [c.place and c.place.value.name for c in found.claims] == ["鹤壁市", "浚县", "鹤壁市"]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("全市税收、利润比上年分别增长5%、6%。", ["税收", "利润"]),
        ("2022年，税收、利润分别达3亿元、1亿元，分别占全省的4%、5%。", ["税收", "利润", "税收占全省比重", "利润占全省比重"]),
    ],
)
def test_what_is_compared_and_of_what_it_is_a_part(text: str, metrics: list[str]) -> None:
    assert [c.metric.value.name for c in reading(text).claims] == metrics


def test_places_that_cannot_be_told_apart_leave_a_doubt() -> None:
    claims = reading("东坪市、西坪市分别新建公路3公里、5公里。").claims
    assert [claim.confidence for claim in claims] == ["doubtful", "doubtful"]
    assert all(any("分别" in doubt for doubt in claim.doubts) for claim in claims)


def test_values_compared_with_several_places_leave_a_doubt() -> None:
    claims = reading("全市茶叶增速比郑州市、开封市分别高2个、3个百分点。").claims
    assert claims and all(claim.confidence == "doubtful" for claim in claims)


def test_a_value_that_names_neither_metric_nor_an_earlier_one_is_none() -> None:
    assert [(skip.span.quote, skip.reason) for skip in reading("上半年和前三季度分别增长3%和5%。").skipped if skip.reason != "date"] == [
        ("3%", "no metric"),
        ("5%", "no metric"),
    ]


def test_what_something_came_from_is_of_no_time_that_is_told() -> None:
    claims = reading("目前，全市供水普及率由81%提高到93%，用水价格、供热价格分别由3元、20元提高到4元、22元。").claims
    assert [(str(c.value), c.period and c.period.value.end) for c in claims] == [
        ("81", None), ("93", "2023-02-18"), ("3", None), ("20", None), ("4", "2023-02-18"), ("22", "2023-02-18"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("浚县新建水厂3座。\n淇县县长周晓禾到浚县考察。\n周晓禾说，全县新建水厂5座。", "淇县"),
        ("浚县新建水厂3座。\n“我县新建水厂5座。”淇县水利局局长周晓禾说。", "淇县"),
        ("浚县新建水厂3座。\n安阳市市长周晓禾来访。\n周晓禾说，全市新建水厂5座。", "安阳市"),
        ("浚县新建水厂3座。\n云岭县水利局局长周晓禾说，全县新建水厂5座。", "云岭县"),
        ("浚县新建水厂3座。\n县水利局局长周晓禾说，全县新建水厂5座。", "浚县"),
    ],
)
def test_a_whole_county_is_that_of_the_post_of_who_says_it(text: str, place: str) -> None:
    [source] = read_bytes("a.txt", text.encode())
    claim = read(repair(source, Metadata(id="a", published="2023-02-18", place="浚县"))).claims[-1]
    assert claim.place and claim.place.value.name == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("浚县善堂镇镇长周晓禾说：“全镇种植花生5万亩。”", "善堂镇"),
        ("浚县花生种植面积达60万亩。柳河镇党委书记周晓禾介绍，全镇种植花生5万亩，占全县的十二分之一。", "柳河镇"),
        ("云岭县青石镇镇长周晓禾说：“去年，我们镇种植花生5万亩。”", "青石镇"),
        ("淇县朝歌街道党工委书记周晓禾说，全街道新增就业1200人。", "朝歌街道"),
        ("云岭县河口社区党委书记周晓禾说，全社区新增就业1200人。", "河口社区"),
        ("淇滨区建成水厂3座。浚县也在建设。全区新增就业1200人。", "淇滨区"),
        ("巩义市水利局局长周晓禾说：“全市新增就业1200人。”", "巩义市"),
    ],
)
def test_the_whole_is_what_bears_its_word(text: str, place: str) -> None:
    claim = reading(text).claims[-1]
    assert claim.place and claim.place.value.name == place


@pytest.mark.parametrize(
    ("phenomenon", "text", "place"),
    [
        ("an honour of the nation's", "新增全国技术能手3人。", "鹤壁市"),
        ("a title of the nation's", "入选全国水利改革试点县，新建水厂3座。", "鹤壁市"),
        ("the nation's zone", "全国农村改革试验区通过验收。新建水厂3座。", "鹤壁市"),
        ("a network of the nation's", "争取加入全国骨干水网，新建水厂3座。", "鹤壁市"),
        ("what the nation does", "全国水利普查全面完成。新建水厂3座。", "鹤壁市"),
        ("the nation's own", "去年，全国新建水厂300座，新修水渠5公里。", "全国"),
    ],
)
@pytest.mark.parametrize("title", ["2023年鹤壁市政府工作报告", "修渠"])
def test_the_whole_country_is_named_for_much_that_is_here(phenomenon: str, text: str, place: str, title: str) -> None:
    claim = reading(f"{title}\n\n各项工作稳步推进，水利建设取得新的成绩。{text}", title).claims[-1]
    assert claim.place and claim.place.value.name == place


def test_figures_of_the_country_run_on_where_a_text_counts_them_but_not_in_a_report_of_one_place() -> None:
    text = "目前，全国建成水厂3200座。新修水渠500公里。"
    places = [reading(f"{title}\n\n{text}", title).claims[-1].place for title in ("修渠", "2023年鹤壁市政府工作报告")]
    assert [place and place.value.name for place in places] == ["全国", "鹤壁市"]


def test_the_country_can_be_given_as_home() -> None:
    [source] = read_bytes("a.txt", "去年新建水厂300座。".encode())
    claim = read(repair(source, Metadata(id="a", published="2023-02-18", place="全国"))).claims[-1]
    assert claim.place and (claim.place.value.name, claim.place.value.code) == ("全国", "100000")


def place_told(text: str, home: str) -> str | None:
    [source] = read_bytes("a.txt", text.encode())
    place = read(repair(source, Metadata(id="a", published="2023-02-18", place=home))).claims[-1].place
    return place.value.name if place else None


@pytest.mark.parametrize(
    ("phenomenon", "text", "place"),
    [
        ("its short name", "青石茶叶出名。\n\n浚县善堂镇的商人也来。这里的青石种茶3亩。", "青石镇"),
        ("its county is no other place", "浚县青石镇种茶。\n\n在浚县，青石茶叶出名。\n\n去年建成茶厂3座。", "青石镇"),
        ("another town is", "浚县青石镇种茶。\n\n记者来到浚县善堂镇。\n\n去年建成茶厂3座。", "善堂镇"),
    ],
)
def test_in_a_text_about_a_town(phenomenon: str, text: str, place: str) -> None:
    assert place_told(text, "青石镇") == place


@pytest.mark.parametrize(("county", "town", "city"), [("浚县", "善堂镇", "鹤壁市"), ("巩义市", "大峪沟镇", "巩义市")])
def test_the_city_of_a_town_is_the_nearest_that_bears_the_word(county: str, town: str, city: str) -> None:
    assert place_told(f"{county}{town}种茶。去年，全市建成茶厂3座。", town) == city


@pytest.mark.parametrize(
    ("phenomenon", "text", "place"),
    [
        ("a long name", "鹤壁市淇滨区上峪乡石桥村的周家茶园里，茶树成行。今年种茶3亩。", "石桥村"),
        ("behind a date", "2021年以来，淇滨区大力种茶。建成茶厂3座。", "淇滨区"),
        ("in a later clause", "山高林密，溪水潺潺，上峪乡石桥村的茶园迎来客人。“今年种茶3亩。”村民说。", "石桥村"),
        ("an unnamed speaker's", "茶树成行。“今年种茶3亩。”石桥村茶园负责人介绍。", "石桥村"),
        ("the speaker's rather than home", "鹤壁市茶园连片。石桥村党支部书记周晓禾说：“今年种茶3亩。”", "石桥村"),
        ("an expert's from the province", "上峪乡石桥村的茶园长势好。河南省茶叶协会专家周晓禾说：“今年种茶3亩。”", "石桥村"),
        ("named behind it", "3亩茶园连成一片，如今已成为石桥村的一景。", "石桥村"),
        ("the subject of a later clause", "地处太行山东麓，平均海拔1200米，浚县去年种茶。", "浚县"),
        ("where somebody's father is", "淇滨区建起茶厂。厂长周晓禾的父亲是能干人，父亲在石桥村种茶。建成茶厂3座。", "淇滨区"),
        ("behind what is left open", "“春芽”“秋实”……上峪乡石桥村，今年种茶3亩。", "石桥村"),
        ("in our country", "茶叶好卖。“在我国，每年种茶3亩。”", "全国"),
        ("what lies in the north of the city", "位于鹤壁北部的山城区换了做法：整治旧厂房，新建茶厂3座。", "山城区"),
        ("a share of the country's", "“石桥村的茶好。”村民说。\n\n淇滨区去年产茶3万吨，占同期全国茶叶产量的3%。", "淇滨区"),
        ("the city in a company's name", "茶叶好卖。“机器多了，”鹤壁青石茶业有限公司经理周晓禾说，“今年建成茶厂3座。”", "鹤壁市"),
        ("where the paragraph before ended", "茶叶好卖。上峪乡石桥村去年种茶。\n\n今年建成茶厂3座。", "石桥村"),
        ("home again where it did", "上峪乡石桥村种茶。茶叶好卖。鹤壁市大力种茶。\n\n今年建成茶厂3座。", "鹤壁市"),
        ("a province in a company's name", "位于淇滨区的河南青石茶业有限公司里，茶香扑鼻。今年建成茶厂3座。", "淇滨区"),
        ("where something lies, by a long name", "青石茶叶产业园位于浚县善堂镇，包含3座茶厂。", "善堂镇"),
        ("where something was held", "全省采茶大赛在浚县善堂镇举行，来自3个省的选手参加。", "善堂镇"),
        ("what the next paragraph calls here", "茶树成行。“今年种茶3亩。”导游说。\n\n这里是淇滨区上峪乡，茶叶好卖。", "上峪乡"),
        ("who does it", "淇滨区种茶。石桥村党支部书记周晓禾来了。仅去年一年，周晓禾就调解纠纷68起。", "石桥村"),
        ("whose name is in a name", "鹤壁市茶叶好卖。入选“浚县茶企百强”名单的企业达12家。", "鹤壁市"),
        ("from where they come", "鹤壁市茶叶好卖。累计承接浚县茶企30家。", "鹤壁市"),
        ("the county to which a sentence without figures comes", "作为青石河的必经之地，浚县大力种茶。建成茶厂3座。", "浚县"),
        ("whose name an event bears", "淇滨区大力种茶。第三届浚县茶叶大会开幕。建成茶厂3座。", "淇滨区"),
        ("of which the sentence says where it is", "杨坪村是浚县首个茶村，去年种茶3亩。", "杨坪村"),
        ("come to from another", "从石桥村出发，走上几里，便到了杨坪村。一座茶厂映入眼帘，今年种茶3亩。", "杨坪村"),
        ("what a ministry does", "教育部会同公安部等部门共同开展采茶研学，累计支持90个县。", "全国"),
        ("an experimental zone", "2021年，鹤壁综合实验区茶叶产量3吨。", "鹤壁综合实验区"),
        ("a zone named after the city", "位于鹤壁经开区的茶厂正忙。今年建成茶厂3座。", "鹤壁经开区"),
        ("the region by its short name", "走进内蒙古巴彦淖尔市临河区双河镇，茶树成行。今年种茶3亩。", "双河镇"),
    ],
)
def test_where_a_paragraph_of_a_feature_is(phenomenon: str, text: str, place: str) -> None:
    assert place_told(f"鹤壁市上峪乡石桥村种茶。\n\n{text}", "鹤壁市") == place


def test_districts_by_their_short_names_and_the_city_that_counts_its_counties() -> None:
    text = "2023年鹤壁市政府工作报告\n\n各项工作稳步推进。淇滨、浚县种茶。淇滨完成造林5万亩，经济强县（市、区）由3个增至5个。"
    found = reading(text, "2023年鹤壁市政府工作报告")
    assert [c.place and c.place.value.name for c in found.claims] == ["淇滨区", "鹤壁市", "鹤壁市"]


def test_a_report_of_one_place_comes_home_with_each_sentence() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = f"{title}\n\n各项工作稳步推进，水利建设取得新的成绩。浚县获评节水型社会建设达标县。新建水厂3座。浚县新建水厂2座。"
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["鹤壁市", "浚县"]


def test_a_province_in_the_name_of_an_event_or_a_ranking_is_not_what_a_number_is_about() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = f"{title}\n\n各项工作稳步推进。举办河南春季采茶节，发放消费券2亿元。河南茶企百强7家。"
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["鹤壁市", "鹤壁市"]


def test_a_place_in_the_name_of_an_example_is_not_what_a_number_is_about() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = f"{title}\n\n各项工作稳步推进。浚县茶业等18个项目开工，青溪电子等29家企业投产。"
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["鹤壁市", "鹤壁市"]


def test_a_place_in_the_name_of_a_sight_is_not_what_a_number_is_about() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = f"{title}\n\n各项工作稳步推进。提升浚县古城、青石故居等景区品质，接待游客95万人次。举办全国秋季茶叶交易会等展会17场次，增长3%。"
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["鹤壁市"] * 3


def test_a_level_behind_a_place_is_no_part_of_its_name() -> None:
    [claim] = reading("鹤壁市种茶。\n\n今年浚县省级茶园产值达3亿元。").claims
    assert (claim.metric.value.name, claim.place and claim.place.value.name) == ("省级茶园产值", "浚县")


def test_a_verb_and_the_places_where_it_is_done_name_nothing() -> None:
    found = reading("鹤壁市种茶。\n\n推进山城区、淇滨区100万亩茶园节水项目建设。")
    assert [c.metric.value.name for c in found.claims] == ["茶园节水项目建设"]


def test_what_is_not_at_home_and_no_subject_is_not_what_a_report_counts() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = (
        f"{title}\n\n各项工作稳步推进。建设山东青溪茶厂二期，引进茶企15家。茶业银行在安阳设立分行，新增茶票行6家。新增全省五星级茶园3个。"
    )
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["鹤壁市"] * 3


def test_a_ministry_is_not_what_the_county_does_behind_it() -> None:
    for text in (
        "近年来，水利部组织茶艺师来县里讲课，修茶亭42座。",
        "农业农村部开展茶业评比，县里建成茶园6个。",
        "近年来，自然资源部支持淇滨区整地，茶园扩建12公顷，带动茶农36户。",
        "中央财政安排茶业资金，全县改造茶房12座。",
    ):
        found = reading(f"浚县种茶。\n\n{text}", "浚县茶事").claims
        assert found and "全国" not in [c.place and c.place.value.name for c in found], text


def test_a_sight_that_is_the_subject_is_where_it_lies() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = f"{title}\n\n各项工作稳步推进。浚县古城、青石故居等景区提质升级，接待游客95万人次。"
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["浚县"]


def test_what_only_holds_a_word_of_an_event_is_the_place_of_its_number() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = f"{title}\n\n各项工作稳步推进。河南茶业增长的关键环节打通，茶叶产值突破6亿元。"
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["河南省"]


def test_a_zone_of_a_report_is_that_of_its_own_clause() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = f"{title}\n\n各项工作稳步推进。鹤壁高新区新建厂房3座，新增绿地5公顷。鹤壁新区建设加快，新建水厂2座。"
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["鹤壁高新区", "鹤壁市", "鹤壁市"]


def test_what_bears_the_name_of_the_nation_is_at_home() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = f"{title}\n\n各项工作稳步推进。全国优质茶叶产业集群加快建设，茶叶产量3万吨。全国茶叶产量30万吨。"
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["鹤壁市", "全国"]


def test_where_something_happened_is_not_what_the_next_number_is_about() -> None:
    title = "2023年鹤壁市政府工作报告"
    text = f"{title}\n\n各项工作稳步推进。浚县“7·20”火灾整改完成，生产事故下降5%。"
    assert [c.place and c.place.value.name for c in reading(text, title).claims] == ["鹤壁市"]


def test_who_grants_so_much_for_each_is_the_place_it_holds_for() -> None:
    text = "淇县种茶。\n\n在国家每亩补贴30元的基础上，省级财政每亩补贴20元，还每亩补贴保费5元。市里每亩补贴10元。淇县每亩补贴4元。"
    assert [c.place and c.place.value.name for c in reading(text).claims] == ["全国", "河南省", "河南省", "鹤壁市", "淇县"]


def test_what_a_higher_level_pays_is_spent_here() -> None:
    assert place_told("淇县种茶。\n\n去年获得省财政补贴300万元。", "鹤壁市") == "鹤壁市"
