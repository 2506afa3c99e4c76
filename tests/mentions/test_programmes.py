"""Programmes: by vocabulary and by form, and which of them a number belongs to."""

import pytest

from kg.claims import Crediting
from kg.mentions.programmes import document_programmes, find_programmes, plan_end, reported_plan
from kg.sentences import Layout


def names(text: str) -> list[str]:
    return [r.value.name for r in find_programmes(text, Layout(text))]


def credited(text: str, topical: bool = True, titled: bool = True) -> list[str]:
    """The programmes of the last 3 of a text."""
    layout = Layout(text)
    at = text.rindex("3")
    clause = max(text.rfind(mark, 0, at) for mark in "，；。\n") + 1
    return [r.value.name for r in Crediting(find_programmes(text, layout), layout, topical, titled).programmes_of(at, at + 2, clause)]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("of the vocabulary", "推进乡村振兴战略。", ["乡村振兴战略"]),
        ("another whose name ends alike", "推进百千万工程建设，推广“千万工程”经验。", ["百千万工程", "“千万工程”"]),
        ("a kind within the quotation", "推进“青苗计划”，办好“青苗工程”的评选，开展“六大行动”。", ["“青苗计划”"]),
        ("quoted, as well as", "推动“两河变湖”暨百里绿廊建设工程提速。", ["“两河变湖”暨百里绿廊建设工程"]),
        (
            "the subject of how it goes",
            "校园建设年活动深入实施，财政管理试点取得积极成效，护茶提质工程进展良好。",
            ["校园建设年活动", "财政管理试点", "护茶提质工程"],
        ),
        ("what is built that goes well", "“两水一山”美丽乡镇建设有力有效。", ["“两水一山”美丽乡镇建设"]),
        ("several that go well", "清河、护路、种草等专项行动扎实开展。", ["清河、护路、种草等专项行动"]),
        ("works that were finished, and a class", "机场扩建工程全面完成，重大示范工程取得成效。", []),
        ("a quotation and a long kind", "实施“2+1”种养业优势大品种计划。", ["“2+1”种养业优势大品种计划"]),
        ("so many of them, and of all kinds", "开展茶园隐患排查专项行动43次，组织各类护茶专项行动。", []),
        ("projects that are pointed at", "本次集中开工项目总投资3亿元。首批签约项目总投资2亿元。", []),
        ("a reform of something", "深化公交改革，增开车次。深化国资国企改革，增收。", ["国资国企改革"]),
        ("a list and what it is a list of", "实施采茶、制茶等特色产业提升行动。", ["采茶、制茶等特色产业提升行动"]),
        ("a plan to rear something", "实施茶企梯次培育计划，落实年度计划。", ["茶企梯次培育计划"]),
        ("a joint effort", "开展冬春水利建设会战。", ["冬春水利建设会战"]),
        ("two things that a plan promotes", "优质教育、医疗资源促进计划扎实推进。", ["优质教育、医疗资源促进计划"]),
        ("another whose name begins alike", "“双减半”任务完成。", []),
        ("an epithet", "把修路作为第一民生工程。", []),
        ("a pilot that is begun", "深化县城茶业更新试点，新启动片区。", ["县城茶业更新试点"]),
        ("what is to be created", "开展“吨茶乡”创建，确保增产。", ["“吨茶乡”创建"]),
        ("promises of the year", "为民办15件实事，实施好茶农增收工程，完成任务。", ["为民办15件实事", "茶农增收工程"]),
        ("its verb first", "改造老旧小区3个。", ["老旧小区改造"]),
        (
            "reforms that go well, and what is no reform",
            "不断把改革推向深入。茶税征收改革进展顺利，茶叶企业整合成效显著。青石两溪同城化加速推进。",
            ["茶税征收改革", "茶叶企业整合", "青石两溪同城化"],
        ),
        (
            "by a reform, and a reform that was completed",
            "通过新一轮茶业机构改革，人员精简。三成村完成集体茶园改革。",
            ["茶业机构改革", "集体茶园改革"],
        ),
        ("what is worked on, in a list", "改造老旧小区12个、棚户区300户、城中村90户。", ["老旧小区改造", "棚户区改造", "城中村改造"]),
        ("reforms and clean-ups in quotation marks", "深化“三权改革”，开展“三清整治”。", ["“三权改革”", "“三清整治”"]),
        ("aid of a kind, and what the state pays for insurance", "茶农补助标准提高，居民医保财政补助标准提高。", ["茶农补助"]),
        ("what costs so much in all", "两溪茶廊项目总投资3亿元，工程总投资2亿元。", ["两溪茶廊项目"]),
        ("quoted, with a kind", "实施“燕归巢”计划。", ["“燕归巢”计划"]),
        ("formed", "打好护林保卫战。", ["护林保卫战"]),
        ("listed", "开展清河道、护水源等专项行动。", ["清河道、护水源等专项行动"]),
        ("quoted, by what is done with it", "推行“茶长制”，建立“一户一块田”。", ["“茶长制”", "“一户一块田”"]),
        ("a project by what is done with it", "启动实施青溪百里茶廊工程，完成投资。", ["青溪百里茶廊工程"]),
        ("projects in general", "推进重点民生项目，启动一批招商项目。", []),
        ("the members of a list", "今年，谋划多年的省道304青溪线改建、石桥至老井铁路等项目开工。", ["省道304青溪线改建", "石桥至老井铁路"]),
        ("things in general", "同时，推进产业发展、河道治理等项目。", []),
        ("a quotation that is none", "他说“很好”。", []),
        ("a quotation as an epithet of policies", "推出“真材实料”的政策，落实“两个不变”战略布局。", []),
        ("quoted, with 组合拳", "打好“三抓”组合拳。", ["“三抓”组合拳"]),
        ("quoted, made what it is", "把“兴茶富民”确立为头号工程，实现“整村通”全覆盖。", ["“兴茶富民”", "“整村通”"]),
        ("quoted, what the place lives by", "坚持“茶业兴县”不动摇。", ["“茶业兴县”"]),
        ("a strategy", "大力实施茶旅强县战略，落实国家战略。", ["茶旅强县战略"]),
        ("an action", "启动实施新一轮茶园提质行动计划，采取统一行动。", ["茶园提质行动计划"]),
        ("none of the places of strategy", "推进重大战略布局，开展国际战略合作。", []),
        ("a project as the subject", "2022年4月，青溪水厂一期项目建成投产。", ["青溪水厂一期项目"]),
        ("a list of projects as the subject", "青溪铁路、310省道北延工程建成通车。", ["青溪铁路", "310省道北延工程"]),
        ("examples of a class of projects", "水厂、展览馆、体育馆等一批便民工程建成投用。", []),
        ("projects as a class", "力促项目落地，12个水利项目建成，重点项目开工。", []),
        ("a project by its investment", "投资6亿元的云岭茶业产业园正加快建设。", ["云岭茶业产业园"]),
        ("no project by its investment", "实施投资6亿元的城建项目，引进投资3亿元的云岭食品、投资2亿元的清溪食品等。", []),
        ("what is begun", "启动以绿茶为主的沿溪百里茶廊建设。", ["沿溪百里茶廊建设"]),
        ("what is a means", "云岭县将茶园共同体建设作为均衡发展的重要抓手。", ["茶园共同体建设"]),
        ("the words before it are none of its", "近年来，随着青溪水厂3期、老井电站扩建等一批项目落成。", ["青溪水厂3期", "老井电站扩建"]),
        ("a plan only compared with", "是“十一五”的3倍，由“十一五”末的3亿元增加。", []),
        ("quoted, going on well", "“双修双补”有序推进，“茶山共富”成效明显。", ["“双修双补”", "“茶山共富”"]),
        ("quoted, with no word of how it goes", "“双修双补”有人推进，“茶山共富”不少。", []),
        ("a project that was approved", "今年3月，云岭河航道提升工程正式获批。", ["云岭河航道提升工程"]),
        ("a pilot city", "入选“数字茶园”试点城市。", ["“数字茶园”试点城市"]),
        ("a pilot by what takes part", "入选全国大型茶园信息化试点灌区。", ["全国大型茶园信息化试点灌区"]),
        ("a reform", "启动农村集体产权制度改革。", ["农村集体产权制度改革"]),
        ("a reform that is deepened", "深化人事、分配两项制度改革，茶厂增效。", ["人事、分配两项制度改革"]),
        ("a reform that goes on", "茶园零基预算改革纵深推进，茶业数字化转型深入开展。", ["茶园零基预算改革", "茶业数字化转型"]),
        ("a quoted name with many words behind it", "实施“3+1”茶园面貌提升工程，添亭3座。", ["“3+1”茶园面貌提升工程"]),
        ("a campaign", "发起“茶+网”攻势，发起壮大茶商攻势，茶厂增效。", ["“茶+网”攻势", "壮大茶商攻势"]),
        ("a quoted platform and a quoted way of working", "“茶e通”平台上线，推行“三到园”工作法。", ["“茶e通”平台", "“三到园”工作法"]),
        ("figures of speech", "不搞“形象工程”“政绩工程”，作为“头号工程”。", []),
        ("a quoted system", "各园实行“党委+公司”体制。", []),
        ("all of a kind bear no name", "全县茶业项目总投资36亿元，通过实施绿茶工程，添绿3公顷。", []),
        ("some of many bear no name", "实施一批茶园道路配套工程，修路3公里。", []),
        ("quoted, going on and on", "“茶山共富”滚动推进。", ["“茶山共富”"]),
        ("a mechanism by its years", "茶园补偿机制实施6年来，茶农增收。", ["茶园补偿机制"]),
        ("a mechanism with no word of how it goes", "茶园补偿机制是好办法，茶农增收。", []),
    ],
)
def test_programmes_of_a_text(phenomenon: str, text: str, expected: list[str]) -> None:
    assert names(text) == expected, phenomenon


def test_candidates_have_no_entry_and_those_of_the_vocabulary_have() -> None:
    text = "实施“燕归巢”计划，推进乡村振兴战略。"
    assert [bool(r.value.iri) for r in find_programmes(text, Layout(text))] == [False, True]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("in the clause of the number", "“燕归巢”计划引进能手3名。", ["“燕归巢”计划"]),
        ("a frame before it", "实施“燕归巢”计划，引进能手3名。", ["“燕归巢”计划"]),
        ("a frame with a number in its name", "推行“兴茶32条”，引进能手3名。", ["“兴茶32条”"]),
        ("a frame with its years", "“燕归巢”计划实施6年来，引进能手3名。", ["“燕归巢”计划"]),
        ("by whose support", "在“燕归巢”计划资金支持下，茶厂扩建，引进能手3名。", ["“燕归巢”计划"]),
        ("an event is no frame", "开展“春风”招聘活动，引进能手3名。", []),
        ("a group of countries", "对“一带一路”沿线国家出口增长3%。", []),
        ("behind a semicolon", "实施“燕归巢”计划；引进能手3名。", []),
        ("nothing says so", "引进能手3名。", []),
        ("of another item before", "完成“燕归巢”计划12户、旧院落3个。", []),
        ("of another item behind", "完成旧院落3个、“燕归巢”计划12户。", []),
        ("the same item goes on", "“燕归巢”计划开工12户、建成3户。", ["“燕归巢”计划"]),
        ("an example of what is counted", "推进“燕归巢”计划、“茶长制”等3个项目。", []),
        ("beside what is counted", "推进“燕归巢”计划、3条街道改造。", []),
        ("the money of the same item", "“燕归巢”计划扶持企业12户、总投资3亿元。", ["“燕归巢”计划"]),
        ("of another item though its name is near", "“燕归巢”计划引进能手12名、新增“茶王”企业3家。", []),
        ("its measures behind a semicolon", "实施“燕归巢”计划，组建专班；引进能手3名。", ["“燕归巢”计划"]),
        ("what only surrounds it behind a semicolon", "围绕“燕归巢”计划，组建专班；引进能手3名。", []),
        ("the title of the paragraph", "打好“三抓”组合拳，全力兴茶。多方努力。引进能手3名。", ["“三抓”组合拳"]),
        ("another stands between", "打好“三抓”组合拳，全力兴茶。推行“茶长制”。引进能手3名。", []),
        ("two in the title", "打好“三抓”组合拳，推行“茶长制”。引进能手3名。", []),
        ("a title taken up", "打好“三抓”组合拳，全力兴茶。\n这一重大部署成效显现。引进能手3名。", ["“三抓”组合拳"]),
        ("a heading of a feature", "打好“三抓”组合拳\n各方努力。引进能手3名。", []),
        ("the next paragraph", "打好“三抓”组合拳，全力兴茶。\n各方努力。引进能手3名。", []),
        ("called again where it is built", "青溪水库总投资3亿元。项目建成后，改善灌溉面积3万亩。", ["青溪水库"]),
        ("at the head of an indented paragraph", "　　青溪水库总投资3亿元。项目建成后，改善灌溉面积3万亩。", ["青溪水库"]),
        ("another project between", "青溪水库总投资3亿元。实施“燕归巢”计划。各方努力。灌溉面积3万亩。", []),
        ("a demonstration", "共同开展茶叶进村综合示范，支持茶商3家。", ["茶叶进村综合示范"]),
        ("once it is open", "青溪水厂建成后，供水能力提高3%。", ["青溪水厂"]),
        ("by what works it came about", "经过连续7期茶渠维修加固工程，全县有水的茶渠3条。", ["茶渠维修加固工程"]),
        ("several with numbers in their names", "打出“稳茶18条”“助农32条”等政策组合拳，茶税少收3亿元。", ["“助农32条”等政策"]),
        ("called again", "青溪水厂一期项目开工，进展顺利。据了解，项目建成后，可供水3万吨。", ["青溪水厂一期项目"]),
        ("a class of places that is counted", "成功创建全省茶业示范县3个。", []),
        ("a class of places that is not counted", "创建全省茶业示范县，引进能手3名。", ["全省茶业示范县"]),
        ("its words taken up", "推行“茶园联合体”模式。\n全县组建联合体3个。", ["“茶园联合体”模式"]),
        ("few of its words taken up", "推行“无沟高垄一体茶禽综合种养”模式。\n全县综合种养3万亩。", []),
        ("what it builds", "推进高标准农田建设。\n各方努力。\n高标准农田完工后，亩产3斤。", ["高标准农田建设"]),
        ("what no programme builds", "推进老旧小区改造。\n各方努力。\n高标准农田完工后，亩产3斤。", []),
        ("分别 goes for all", "“燕归巢”计划甲、乙两类分别补助12户、3户。", ["“燕归巢”计划"]),
    ],
)
def test_the_programme_a_number_belongs_to(phenomenon: str, text: str, expected: list[str]) -> None:
    assert credited(text) == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("what is carried out reaches", "实施“燕归巢”计划，强化服务，优化环境，引进能手3名。", ["“燕归巢”计划"]),
        ("a subject reaches the next clause", "“燕归巢”计划深入推进，引进能手3名。", ["“燕归巢”计划"]),
        ("a campaign that goes well", "茶业建设年活动深入实施，强化服务，引进能手3名。", ["茶业建设年活动"]),
        ("a bare quotation reaches the next clause", "推行“茶票贷”，引进能手3名。", ["“茶票贷”"]),
        ("a bare quotation reaches no further", "推行“茶票贷”，优化环境，引进能手3名。", []),
        (
            "a sentence of few words heads those behind",
            "修路不停，年年都修。旧茶园改造工程加快推进。茶农出钱，镇里出力。引进能手3名。",
            ["旧茶园改造工程"],
        ),
        ("a sentence of few words that names none", "修路不停，年年都修。旧茶园改造工程加快推进。茶农出力很多。引进能手3名。", []),
        ("promises of the year, in their list", "2021年为民办15件实事\n一、茶农增收\n引进能手3名。", ["为民办15件实事"]),
        ("promises in a list of one sentence", "继续办好5件民生实事：一是修桥12座；二是引进能手3名。", ["民生实事"]),
        ("promises in a list of sentences", "办好民生实事。一是修桥12座。二是引进能手3名。", ["民生实事"]),
        ("behind a paragraph of promises", "办好民生实事。一是修桥12座。\n引进能手3名。", []),
        (
            "the head of an item",
            "各项工作齐头并进，成效好。二是启动实施旧茶园改造提升工程。各地的茶农都为此拿出了多年来积攒下来的钱。各镇的干部都为此走遍了每一座茶山和每一户人家。各村的人都为此在自家的茶园里忙了整整一个冬天。县里为此从各地请来了许多懂得种茶制茶的老师傅。引进能手3名。",
            ["旧茶园改造提升工程"],
        ),
        ("the next item", "一是实施旧茶园改造提升工程。茶农出钱。二是改善服务。引进能手3名。", []),
        ("behind the list of promises", "2021年为民办15件实事\n修路。\n名词解释\n引进能手3名。", []),
        ("a paper that was issued", "出台“兴茶十条”，引进能手3名。", []),
        ("what an event brought", "开展“茶商行”活动，签约项目3个。", ["“茶商行”活动"]),
        ("a campaign heads what it consists of", "坚决打好茶虫攻坚战。推行“茶长制”，全面巡查。清理茶园3亩。", ["茶虫攻坚战"]),
        (
            "a campaign heads what no measure within it reaches",
            "坚决打好茶虫攻坚战。推行“茶长制”，优化环境，清理茶园3亩。",
            ["茶虫攻坚战"],
        ),
        ("a title that is no campaign does not", "打好“三抓”组合拳。推行“茶长制”，优化环境，清理茶园3亩。", []),
        ("a maxim heads nothing", "乡村振兴，产业是关键。引进能手3名。", []),
        ("two cities that become one", "青白同城化加速推进。修路不停。强化服务，引进能手3名。", ["青白同城化"]),
        ("a quoted number of reforms", "持续深化财政预算等“五项制度改革”，引进能手3名。", ["“五项制度改革”"]),
        ("but not of items", "推进“十大工程”，引进能手3名。", []),
        ("promises that were kept in a sentence of few words", "修路不停，年年都修。圆满完成一批茶农盼望的民生实事。引进能手3名。", []),
        ("a reform in the next sentence", "茶叶流通改革取得突破性进展。放开茶价，安置茶农3名。茶农互助社改革进展顺利。", ["茶叶流通改革"]),
        ("one of several measures", "实施“燕归巢”计划、培训等一揽子措施，引进能手3名。", []),
        ("promises that were kept head nothing", "修路不停，年年都修。十件民生实事全面完成。引进能手3名。", []),
        ("one of several events", "茶厂开工，“青苗计划”启动，引进能手3名。", []),
        ("a subject reaches no further", "“燕归巢”计划引人注目，环境不断优化，引进能手3名。", []),
        ("a project that was opened", "青溪水厂一期项目建成投用，供水能力达3万吨。", []),
        ("the title of the paragraph", "打好“三抓”组合拳。引进能手3名。", ["“三抓”组合拳"]),
        (
            "a strategy behind a slogan",
            "创新动能加速集聚。深入实施创新驱动发展战略，优化环境，增加投入，改进服务，激发活力。各方努力。引进能手3名。",
            ["创新驱动发展战略"],
        ),
        ("an action behind a slogan is one of several", "创新动能加速集聚。实施“燕归巢”计划，优化环境。各方努力。引进能手3名。", []),
        ("a strategy behind another measure", "创新动能加速集聚。优化环境，实施创新驱动发展战略。各方努力。引进能手3名。", []),
        ("a strategy behind more than a slogan", "创新动能加速集聚，成效好。实施创新驱动发展战略。各方努力。引进能手3名。", []),
        ("a heading", "（二）打好“三抓”组合拳\n各方努力。引进能手3名。", ["“三抓”组合拳"]),
        ("the members of a list of sites", "今年，推动青石公司茶机二期、白水公司茶罐三期等支撑项目，力争产值突破3亿元。", []),
        ("sites that were opened", "青石河电站建成投用，新增企业3家。", []),
        ("a quoted event", "推出“十大最美采茶活动”，接待游客3人。", []),
        ("a programme that was completed", "完成“燕归巢”计划，引进能手3名。", ["“燕归巢”计划"]),
        ("graduates of a kind of university", "引进“双一流”高校毕业生3名。", []),
        ("a measure behind another", "整治占道，各方努力。深化农村危房改造。引进能手3名。", []),
        ("what a city is to be", "建设宜居智慧城市。各方努力。改造管网3公里。", []),
        ("a region one trades with", "加强与粤港澳大湾区经贸合作，开行班列3列。", []),
        ("a programme beside a site", "实施“燕归巢”计划，青石河电站建成投用，引进能手3名。", ["“燕归巢”计划"]),
    ],
)
def test_the_programme_a_number_of_a_report_belongs_to(phenomenon: str, text: str, expected: list[str]) -> None:
    assert credited(text, topical=False) == expected, phenomenon


def test_an_analysis_has_no_titles() -> None:
    assert credited("打好“三抓”组合拳。引进能手3名。", topical=False, titled=False) == []


def test_the_plan_a_document_reports_on() -> None:
    text = "云岭省“十三五”规划纲要提出：新建学校3所。"
    plan = reported_plan(find_programmes(text, Layout(text)), text)
    assert plan is not None
    assert plan_end(plan.value) == "2020"
    assert reported_plan(find_programmes("“十三五”时期进步大。", Layout("“十三五”时期进步大。")), "“十三五”时期进步大。") is None


def test_a_document_lists_a_programme_once_under_its_longest_name() -> None:
    text = "乡村振兴有成。实施乡村振兴战略。"
    assert [r.value.name for r in document_programmes(find_programmes(text, Layout(text)))] == ["乡村振兴战略"]
    text = "把“兴茶富民”确立为头号工程。“兴茶富民”头号工程进展顺利。"
    assert [r.value.name for r in document_programmes(find_programmes(text, Layout(text)))] == ["“兴茶富民”头号工程"]


@pytest.mark.parametrize(
    "body", ["乡村振兴局", "河长制办公室", "大气污染防治攻坚办", "脱贫攻坚领导小组", "脱贫攻坚指挥部", "乡村振兴工作队"]
)
def test_a_programme_whose_name_a_body_bears_is_not_named(body: str) -> None:
    text = f"云岭县{body}主任周晓禾说，水厂建成3座。"
    assert [role.value.name for role in find_programmes(text, Layout(text))] == []


@pytest.mark.parametrize(
    "text", ["全面推进乡村振兴。", "乡村振兴办法出台。", "推行河长制，清理河道。", "棚户区改造中心城区。", "民生实事办成10件。"]
)
def test_a_programme_by_itself_is_named(text: str) -> None:
    assert find_programmes(text, Layout(text))


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("in the course of the campaign told of", "云岭县启动“清河护茶”专项行动。\n活动期间，清理茶沟3条。", ["“清河护茶”专项行动"]),
        ("of its kind", "实施清河整治行动。今年种茶。在整治期间，清理茶沟3条。", ["清河整治行动"]),
        ("at the same time", "实施燕归巢行动，引进人才90名。与此同时，新建学校3所。", []),
        ("at the same time, behind a semicolon", "开展清河护茶百日行动，出动90人次；与此同时，检查茶店，查处茶商3家。", []),
    ],
)
def test_what_goes_on_in_a_campaign_and_what_beside_it(phenomenon: str, text: str, expected: list[str]) -> None:
    assert credited(text) == expected, phenomenon
