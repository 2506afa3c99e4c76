"""People by their titles, before and behind the name, by their own words, and by what their names are made of. All are invented."""

import pytest

from kg.mentions.people import find_people
from kg.model import Person
from kg.sentences import Layout


def people(text: str) -> tuple[Person, ...]:
    return find_people(text, Layout(text), "云岭县")


@pytest.mark.parametrize(
    ("phenomenon", "text", "name", "posts", "organisation"),
    [
        ("a title before the name", "云岭县水利局局长周晓禾表示，水质达标。", "周晓禾", ["局长"], "云岭县水利局"),
        ("a post behind the name", "“水好了。”云岭县农业局办公室周晓禾主任说。", "周晓禾", ["主任"], "云岭县农业局办公室"),
        ("adverbs before the verb", "“水好了。”云岭县宣传部新闻科周晓禾科长自豪地向记者介绍。", "周晓禾", ["科长"], "云岭县宣传部新闻科"),
        ("a name of two parts", "云岭县农业农村局局长次仁普拉介绍，产量增加。", "次仁普拉", ["局长"], "云岭县农业农村局"),
        (
            "no known word behind, but said again",
            "看到动态，云岭县水利局局长周晓禾留了言。周晓禾说，好。",
            "周晓禾",
            ["局长"],
            "云岭县水利局",
        ),
        ("a region's deputy chair", "宁夏回族自治区副主席周晓禾表示，水质达标。", "周晓禾", ["副主席"], "宁夏回族自治区人民政府"),
        (
            "a region named before",
            "宁夏回族自治区党委副书记、自治区主席周晓禾说，好。",
            "周晓禾",
            ["党委副书记", "主席"],
            "宁夏回族自治区人民政府",
        ),
        ("经 before the title", "经云岭市委书记周晓禾同意，水厂开工。", "周晓禾", ["市委书记"], "中共云岭市委"),
        ("经 that begins a word", "经开区管委会主任周晓禾说，水质达标。", "周晓禾", ["主任"], "经开区管委会"),
        ("a name with a dot", "云岭县卫健委主任阿依·买买提说，床位增加。", "阿依·买买提", ["主任"], "云岭县卫健委"),
        ("an assistant", "云岭县县长助理周晓禾说，好。", "周晓禾", ["县长助理"], "云岭县人民政府"),
        ("局长 whose bureau ends with its first character", "云岭县水利局长周晓禾说，好。", "周晓禾", ["局长"], "云岭县水利局"),
        ("a company by its short name", "青石科技首席执行官周晓禾说，好。", "周晓禾", ["首席执行官"], "青石科技"),
        (
            "what a manager manages",
            "青石（云岭）投资有限公司政府事务总经理周晓禾说，好。",
            "周晓禾",
            ["政府事务总经理"],
            "青石（云岭）投资有限公司",
        ),
        ("a cooperative", "青石高粱种植专业合作社理事长周晓禾说，好。", "周晓禾", ["理事长"], "青石高粱种植专业合作社"),
        ("a federation", "云岭县工商联主席周晓禾说，好。", "周晓禾", ["主席"], "云岭县工商联"),
        ("how a post is held", "云岭县副县长（挂职）周晓禾说，好。", "周晓禾", ["副县长"], "云岭县人民政府"),
        ("a name with a dot, reporting", "云岭县县长阿依·买买提作政府工作报告时说，好。", "阿依·买买提", ["县长"], "云岭县人民政府"),
        ("a name with a dot and a day", "云岭县县长阿依·买买提20日表示，水质达标。", "阿依·买买提", ["县长"], "云岭县人民政府"),
        ("a name with a dot and 的", "云岭县县长阿依·买买提的报告有20页。", "阿依·买买提", ["县长"], "云岭县人民政府"),
        ("a county by its short name", "淇县长周晓禾表示，水质达标。", "周晓禾", ["县长"], "淇县人民政府"),
        ("a county whose short name looks like a name", "云岭县长周晓禾表示，水质达标。", "周晓禾", ["县长"], "云岭县人民政府"),
        ("behind a space", "云岭县水利局局长 周晓禾在会上表示，水质达标。", "周晓禾", ["局长"], "云岭县水利局"),
        ("a surname that is a verb of speech", "云岭县水利局局长谈晓禾介绍，水质达标。", "谈晓禾", ["局长"], "云岭县水利局"),
        ("a surname that no list has", "云岭县水利局副局长塔林禾介绍，水质达标。", "塔林禾", ["副局长"], "云岭县水利局"),
        ("a report is delivered", "云岭县人民法院院长周禾作2025年法院工作报告。", "周禾", ["院长"], "云岭县人民法院"),
        ("a name with a dot and another verb", "云岭县卫健委主任阿依·买买提指出，床位增加。", "阿依·买买提", ["主任"], "云岭县卫健委"),
    ],
)
def test_an_official_with_post_and_body(phenomenon: str, text: str, name: str, posts: list[str], organisation: str) -> None:
    [person] = people(text)
    assert (person.name, [p.value for p in person.posts], person.organisation and person.organisation.value) == (name, posts, organisation)
    assert all(text[m.start : m.end] == name for m in person.mentions)


@pytest.mark.parametrize(
    ("line", "name", "post"),
    [
        ("云岭县人民政府县长　摆小禾", "摆小禾", "县长"),  # a surname that is rare
        ("云岭县县长——周晓禾", "周晓禾", "县长"),
        ("云岭县县长　周晓禾 各位代表：", "周晓禾", "县长"),
        ("云岭县人民政府县长元方", "元方", "县长"),  # a surname that is a word
        ("县　长　周晓禾", "周晓禾", "县长"),
    ],
)
def test_a_line_of_the_head_of_government_holds_the_name(line: str, name: str, post: str) -> None:
    person = next(p for p in people(f"政府工作报告\n\n{line}\n\n各位代表：\n\n过去一年成绩不小。") if p.name == name)
    assert [p.value for p in person.posts] == [post]


@pytest.mark.parametrize(
    "text",
    [
        "云岭县委常委、县政府常务副县长到会。",
        "县政府办公室副主任表示，会议按时召开。",
        "云岭县农业局原局长说，不知此事。",
        "紧密团结在总书记党中央周围，党中央有力，党中央英明。",
        "县长谈今年的打算。县水利局局长现场介绍，水质达标。局长随后又说，水质达标。",
        "县政府工作人员廉政建设。廉政要抓，廉政教育。廉政为先。",
    ],
)
def test_words_of_a_title_are_no_names(text: str) -> None:
    assert people(text) == ()


@pytest.mark.parametrize(
    ("phenomenon", "text", "name"),
    [
        ("the words behind the name belong to its sentence", "“冷库够用了。”果农周晓所在的合作社建好了冷库。", "周晓"),
        ("two parts need no verb behind them", "村民索朗曲珍一有空就来，“这里好。”", "索朗曲珍"),
        ("of a village", "云岭县石桥镇老井村种粮大户周晓禾就下田忙着灌水。", "周晓禾"),
        ("moved from elsewhere", "从深山里搬来的周晓禾说，日子好了。", "周晓禾"),
        ("with a trade", "轧钢操作工周晓禾说，日子好了。", "周晓禾"),
        ("told by what they did, and heard elsewhere", "返乡创业的周晓禾便忙了起来。“日子好了。”周晓禾说。", "周晓禾"),
        ("heard elsewhere", "退休职工周晓禾正在搬家。“日子好了。”周晓禾说。", "周晓禾"),
        ("told by where they come from", "周晓禾是云岭人，早年在外。", "周晓禾"),
        ("doing something", "村民周晓禾给水渠清了淤，“日子好了。”", "周晓禾"),
        ("something in hand", "41岁的周晓禾拎着水桶，“日子好了。”", "周晓禾"),
        ("of two parts, and what happens each month", "生态管护员仁青加每月有1800元工资，“这里好。”仁青加说。", "仁青加"),
        ("an old woman", "周晓禾大妈打开了话匣子：“日子好了。”", "周晓禾"),
        ("an old man", "常来吃饭的周晓禾老人告诉记者，饭菜很香。", "周晓禾"),
        ("with a skill", "非遗传承人周晓禾说，日子好了。", "周晓禾"),
        ("of a forest", "林农周禾就上山看树，“林子好了。”", "周禾"),
        ("their own words close the sentence", "村民周禾在大棚里忙，“我们家两亩地都种了辣椒。”", "周禾"),
    ],
)
def test_a_resident(phenomenon: str, text: str, name: str) -> None:
    assert [(p.name, p.role) for p in people(text)] == [(name, "resident")]


def test_villagers_in_a_row() -> None:
    assert [p.name for p in people("村民周晓禾、闻人乐等人家都住上了新房。")] == ["周晓禾", "闻人乐"]


def test_a_trade_is_a_post() -> None:
    [person] = people("老井村种粮大户周晓禾说，日子好了。")
    assert [p.value for p in person.posts] == ["种粮大户"]


def test_people_in_general_are_nobody() -> None:
    assert people("村民高兴地说，路修好了。全村居民和游客都来了。") == ()
    assert people("非遗传承人展馆开工建设。") == ()
    assert people("为打消村民顾虑，福利院高龄老人和独居老人免费用水，叉车工周师傅也来了。") == ()


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("青川市委常委、副市长周晓禾表示，水质达标。", [("市委常委", "中共青川市委"), ("副市长", "青川市人民政府")]),
        ("青川市委副书记、云岭县委书记周晓禾表示，水质达标。", [("市委副书记", "中共青川市委"), ("县委书记", "中共云岭县委")]),
        ("云岭县教育局党组书记、局长周晓禾表示，水质达标。", [("党组书记", "云岭县教育局党组"), ("局长", "云岭县教育局")]),
        ("云岭县副县长、县委宣传部部长周晓禾表示，水质达标。", [("副县长", "云岭县人民政府"), ("部长", "中共云岭县委宣传部")]),
        ("县委书记、县人大常委会主任周晓禾表示，水质达标。", [("县委书记", "中共云岭县委"), ("主任", "云岭县人大常委会")]),
        ("青石街道党工委书记、办事处主任周晓禾表示，水质达标。", [("党工委书记", "青石街道党工委"), ("主任", "青石街道办事处")]),
        ("云岭县人民法院院长周晓禾说，水质达标。", [("院长", "云岭县人民法院")]),
        ("云岭县气象台台长周晓禾说，水质达标。", [("台长", "云岭县气象台")]),
        ("周晓禾，云岭县县长。他表示，水质达标。", [("县长", "云岭县人民政府")]),
        ("周晓禾是云岭县县长。他表示，水质达标。", [("县长", "云岭县人民政府")]),
        ("周晓禾现任云岭县水利局局长。她说，水质达标。", [("局长", "云岭县水利局")]),
        ("周晓禾担任云岭县委书记，水质达标。", [("县委书记", "中共云岭县委")]),
        ("云岭县县长干晓禾说，水质达标。", [("县长", "云岭县人民政府")]),
        ("云岭水务公司总裁文康农（Carl Wen）说，水质达标。", [("总裁", "云岭水务公司")]),
        ("县政协主席、青川市总工会主席周晓禾表示，水质达标。", [("主席", "云岭县政协"), ("主席", "青川市总工会")]),
        ("青川市委副秘书长、政研室主任周晓禾说，水质达标。", [("副秘书长", "中共青川市委"), ("主任", "中共青川市委政研室")]),
        ("阿木旗委书记周晓禾说，水质达标。", [("旗委书记", "中共阿木旗委")]),
        ("县人力资源和社会保障局局长周晓禾说，水质达标。", [("局长", "县人力资源和社会保障局")]),
        ("云岭县农业与渔业局局长周晓禾说，水质达标。", [("局长", "云岭县农业与渔业局")]),
        ("青石州生态环境局云岭县分局局长周晓禾说，水质达标。", [("局长", "青石州生态环境局云岭县分局")]),
        ("青石云数（云岭县）科技有限公司经理周晓禾说，水质达标。", [("经理", "青石云数（云岭县）科技有限公司")]),
        ("据青石口扬水站站长周晓禾介绍，水质达标。", [("站长", "青石口扬水站")]),
        ("这是云岭县委书记周晓禾说的，水质达标。", [("县委书记", "中共云岭县委")]),
        ("云岭县水渠研究会秘书长周晓禾说，水质达标。", [("秘书长", "云岭县水渠研究会")]),
        ("云岭县政府副县长兼公安局局长周晓禾说，水质达标。", [("副县长", "云岭县人民政府"), ("局长", "公安局")]),
        ("青川市生态环境局调研员、水生态科科长周晓禾说。", [("调研员", "青川市生态环境局"), ("科长", "青川市生态环境局水生态科")]),
        ("驻老井村第一书记周晓禾说，水质达标。", [("第一书记", "老井村")]),
        ("中共云岭县委书记周晓禾说，水质达标。", [("县委书记", "中共云岭县委")]),
        ("时任县委书记周晓禾说，水质达标。", [("县委书记", "中共云岭县委")]),
        ("农业银行云岭县支行行长周晓禾说，水质达标。", [("行长", "农业银行云岭县支行")]),
        ("云岭县图书馆馆长周晓禾说，水质达标。", [("馆长", "云岭县图书馆")]),
        (
            "县委海洋办常务副主任，云岭县海洋局党组书记、局长，一级巡视员周晓禾说，水质达标。",
            [("常务副主任", "县委海洋办"), ("党组书记", "云岭县海洋局党组"), ("局长", "云岭县海洋局"), ("一级巡视员", "云岭县海洋局")],
        ),
        ("周晓禾任县长，青川县委书记闻人乐说，水质达标。", [("县委书记", "中共青川县委")]),
        ("云岭州人民政府代理州长周晓禾说，水质达标。", [("代理州长", "云岭州人民政府")]),
        ("会议邀请到云岭县邮政局副局长周晓禾介绍水质。", [("副局长", "云岭县邮政局")]),
        ("他当过青石村党支部书记周晓禾的助手。", [("党支部书记", "青石村党支部")]),
        ("云岭经开区党工委副书记、管委会副主任周晓禾说。", [("党工委副书记", "云岭经开区党工委"), ("副主任", "云岭经开区管委会")]),
    ],
)
def test_each_post_is_held_in_its_own_body(text: str, held: list[tuple[str, str]]) -> None:
    [person] = people(text)
    assert [(c.post and c.post.value, c.body and c.body.value) for c in person.capacities] == held
    assert person.organisation and person.organisation.value == held[-1][1]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("青石林业局公司生产部部长", "business"),
        ("云岭县市场监管局局长", "official"),
        ("青石集团党委书记、董事长", "business"),
        ("合作社理事长、老井村党支部书记", "official"),
        ("云岭县茶业商会秘书长", "business"),
        ("茶园项目负责人", "business"),
        ("云岭县教育局主要负责人", "official"),
        ("供电局规划部总经理", "business"),
        ("云岭县农技总站高级农艺师", "expert"),
        ("云岭县农业农村局总农艺师", "official"),
        ("第九集团军某连连长", "official"),
        ("转子车间副主任", "business"),
        ("青石材料公司联合创始人兼首席执行官", "business"),
        ("青川大学农学院院长", "expert"),
        ("云岭县农科院副院长", "expert"),
        ("云岭县人民医院院长", "official"),
        ("云岭县人民医院主任医师", "expert"),
        ("小茶馆运营负责人", "business"),
        ("农行云岭支行负责人", "business"),
        ("青石苹果示范园区负责人", "business"),
        ("青石茶园负责人", "business"),
        ("青石渔业公司服务中心主任", "business"),
        ("云岭县产业园管委会主任", "official"),
    ],
)
def test_a_role_is_of_the_body_whose_post_is_held(title: str, role: str) -> None:
    assert [(p.name, p.role) for p in people(f"{title}周晓禾说，日子好了。")] == [("周晓禾", role)]


@pytest.mark.parametrize(
    "text",
    [
        "加强干部纪律作风整顿。",
        "建设院士专家顾问库，扩大队伍。",
        "开工公租房（含教师周转房）500套。",
        "办好“县长信箱”，畅通渠道。",
        "严格执行长江流域“十年禁渔”。",
        "城乡居民高血压、糖尿病用药报销比例提高。",
        "传达学习了习主席重要指示。",
        "推进村民房立面改造。",
    ],
)
def test_what_many_people_share_is_nobody(text: str) -> None:
    assert people(text) == ()


def test_leaders_in_a_row() -> None:
    found = people("周晓禾总书记、闻人乐总理、许知远副总理亲临云岭县，县政协主席、工会主席陪同。")
    assert [(p.name, p.posts[0].value) for p in found] == [("周晓禾", "总书记"), ("闻人乐", "总理"), ("许知远", "副总理")]


@pytest.mark.parametrize("behind", ["系列重要讲话精神", "两次赴云岭县考察", "指出，要种好粮"])
def test_a_leader_is_named_before_the_post(behind: str) -> None:
    assert [(p.name, p.role) for p in people(f"深入贯彻周晓禾总书记{behind}。")] == [("周晓禾", "official")]


def test_a_name_said_again_is_as_long_as_where_it_speaks() -> None:
    [person] = people("苗圃公司经理周禾生在林区。周禾说，日子好了。")
    assert (person.name, [m.start for m in person.mentions]) == ("周禾", [6, 13])


@pytest.mark.parametrize(
    ("phenomenon", "text", "mentions"),
    [
        (
            "a villager and an official",
            "云岭县教育局局长周禾介绍，新建学校5所。村民周禾说，上学近了。局长周禾说，还要建。周禾说，好。",
            [[8, 33, 41], [22]],
        ),
        ("one post in two places", "浚县县长周禾说，水好。淇县县长周禾说，水也好。", [[4], [15]]),
        ("a body written in two ways", "浚县发改委主任周禾说，好。浚县发展和改革委员会主任周禾说，好。", [[7, 25]]),
        ("a villager of whom the village made its secretary", "村民周禾说，好。云岭县石桥镇老井村党支部书记周禾说，好。", [[2, 22]]),
    ],
)
def test_people_of_one_name_are_told_apart(phenomenon: str, text: str, mentions: list[list[int]]) -> None:
    found = sorted(people(text), key=lambda p: p.namesake)
    assert [[m.start for m in person.mentions] for person in found] == mentions
    assert [person.namesake for person in found] == list(range(len(mentions)))


def test_correspondents_are_authors() -> None:
    found = people("本报讯（通讯员周晓禾　闻人乐）日前，云岭县建成水厂3座。")
    assert [(p.name, p.role) for p in found] == [("周晓禾", "journalist"), ("闻人乐", "journalist")]
    assert [post.value for person in found for post in person.posts] == ["通讯员", "通讯员"]


@pytest.mark.parametrize("text", ["记者来到云岭县平店乡，", "云岭县平店乡党委书记周晓禾说，好。", "水厂建在平店乡。"])
def test_that_township_is_the_one_named_before(text: str) -> None:
    *_, person = people(f"{text}该乡党委副书记闻人乐说，水质达标。")
    assert person.organisation and person.organisation.value == "平店乡党委"


@pytest.mark.parametrize("name", ["阿迪力江·哈斯木江", "木合塔尔江·丝迪克"])
def test_a_line_of_its_own_holds_a_name_with_a_dot(name: str) -> None:
    [person] = people(f"政府工作报告\n\n云岭县人民政府代县长 {name}\n\n各位代表：\n\n过去一年成绩不小。")
    assert (person.name, [post.value for post in person.posts]) == (name, ["代县长"])


def test_a_title_begins_behind_the_name_before_it() -> None:
    first, second = people("云岭县发展改革委主任吴建和云岭县水利局局长周晓禾介绍，水质达标。")
    assert first.organisation and second.organisation
    assert (first.name, first.organisation.value) == ("吴建", "云岭县发展改革委")
    assert (second.name, second.organisation.value) == ("周晓禾", "云岭县水利局")


@pytest.mark.parametrize(
    ("text", "name"), [("村民李某家今年增收。", "李某"), ("村民李某某家今年增收。", "李某某"), ("村民李某说，好。", "李某")]
)
def test_a_name_that_is_kept_back_ends_with_it(text: str, name: str) -> None:
    assert [person.name for person in people(text)] == [name]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("中新网青石5月16日电（闻人乐）云岭县交通运输局副局长周晓禾介绍，今年修路3公里。", "云岭县交通运输局"),
        ("中国人力资源和社会保障部就业司副司长周晓禾介绍，今年新增就业30人。", "中国人力资源和社会保障部"),
        ("该公司负责人周晓禾介绍，今年卖茶3吨。", None),
        ("青石茶业有限公司建在云岭县。该公司负责人周晓禾介绍，今年卖茶3吨。", "青石茶业有限公司"),
        ("走进青石茶业有限公司，茶香扑鼻。公司总经理周晓禾介绍，今年卖茶3吨。", "青石茶业有限公司"),
        ("云岭县急救中心来了新车。\n急救中心副主任周晓禾介绍，今年出车3万次。", "云岭县急救中心"),
        ("村里来了一家公司。公司总经理周晓禾介绍，今年卖茶3吨。", "公司"),
        ("公司总经理周晓禾介绍，今年卖茶3吨。", "公司"),
        ("云岭县人民医院开诊。\n\n该院副院长周晓禾介绍，今年看病3万人。", "云岭县人民医院"),
    ],
)
def test_what_stands_before_a_body_is_none_of_it(text: str, body: str | None) -> None:
    [person] = [person for person in people(text) if person.name == "周晓禾"]
    assert (person.organisation and person.organisation.value) == body


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("村民吴飞颇为感慨，“过去一年只收一季。”", "吴飞"),
        ("云岭县水利局局长周禾却不同意，“水窖要建20口。”", "周禾"),
        ("村民吴飞便把地租了出去，“一年租金6000元。”", "吴飞"),
        ("村民吴飞仍在地里忙，“还有3亩没收。”", "吴飞"),
        ("青石镇镇长柳青竟一夜没睡。", "柳青"),
        ("青石镇镇长柳青倒很乐观，“路修了14公里。”", "柳青"),
        ("青石镇镇长柳青只带了一个本子，“记了40件事。”", "柳青"),
        ("青石镇镇长柳青总说，路修了14公里。", "柳青"),
        ("青石镇镇长柳青直摇头，“路修了14公里。”", "柳青"),
        ("村民吴霞只说，水窖要建20口。吴霞只开了门。", "吴霞只"),
        ("村民孙有田蹲在渠边，“今年一天没断水。”", "孙有田"),
        ("林农白志高爬上山顶，“这片林子有3000亩。”", "白志高"),
        ("茶农郑阿土抬手指向山坡：“那边都是新栽的。”", "郑阿土"),
    ],
)
def test_an_adverb_or_what_somebody_does_is_no_part_of_the_name(text: str, name: str) -> None:
    assert [person.name for person in people(text)] == [name]
