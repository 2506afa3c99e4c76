"""Places: names resolved by what stands around them, spots by their form, and which place a number is about."""

import pytest

from kg.claims import Placing
from kg.mentions.people import find_people
from kg.mentions.places import document_places, find_places, home_place
from kg.mentions.quotations import find_statements
from kg.model import Place, Role
from kg.sentences import Layout

HOME = Place("鹤壁市", "410600", "prefecture")


def found(text: str, home: Place | None = HOME) -> list[tuple[str, str | None]]:
    return [(r.value.name, r.value.code) for r in find_places(text, Layout(text), home)]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("a chain names one place after the other", "河南省鹤壁市淇滨区", [("河南省", "410000"), ("鹤壁市", "410600"), ("淇滨区", "410611")]),
        ("a town in its county", "浚县黎阳街道", [("浚县", "410621"), ("黎阳街道", "410621003")]),
        ("the whole stands for home", "全市绿化。", [("鹤壁市", "410600")]),
        ("an old town that is no district of that name", "加快老城区改造，新城区通车。", []),
        ("the district of that name", "洛阳市老城区改造完成。", [("洛阳市", "410300"), ("老城区", "410302")]),
        ("a kind of land that is no district of that name", "地貌分为中山区和低山区。", []),
        ("the district of that name beside its city", "大连企业来访，中山区通车。", [("大连市", "210200"), ("中山区", "210202")]),
        ("the country by its name", "目前，中国公路总里程达500万公里，中国降雨量超300毫米，中国农村变样，中国银行、中国农村网开业。", [("全国", "100000")] * 3),
        ("an autonomous prefecture without its peoples", "怒江州增收，宽城县通路。", [("怒江傈僳族自治州", "533300"), ("宽城满族自治县", "130827")]),
        ("words that end like a town's name", "青岛市平度市创建文明村镇。", [("青岛市", "370200"), ("平度市", "370283")]),
        ("part of another name", "郑州大学在此建站。", []),
        ("示范县 is not 范县", "入选示范县。", []),
        ("建成县 is not 成县", "建成县级中心3个。", []),
        ("and a county that begins its clause is one", "范县增收。", [("范县", "410926")]),
        ("spots listed with one that has a place's form", "石桥小镇、老井人家、云上田园等村庄出了名。",
         [("石桥小镇", None), ("老井人家", None), ("云上田园", None)]),
        ("districts by their short names", "淇滨、浚县增收，山城获评文明城区，淇滨大道通车。",
         [("淇滨区", "410611"), ("浚县", "410621"), ("山城区", "410603")]),
        ("a district of a city that no list has", "青禾市东河区增收，东河区通路。", [("东河区", None), ("东河区", None)]),
        ("and of the city that has it", "包头市东河区增收。", [("包头市", "150200"), ("东河区", "150202")]),
        ("towns in a row that no list has", "东坪镇、西坪乡和青山街道受灾。", [("东坪镇", None), ("西坪乡", None), ("青山街道", None)]),
        ("kinds of villages in a row", "行政村、自然村和移民村、搬迁村通路。", []),
        ("words in a row that end like a town's name", "鼓励人才返乡、下乡，建设名镇、名村、特色小镇。", []),
        ("a town that does something", "东坪镇新建水厂。", [("东坪镇", None)]),
        ("a town that has a part of the whole", "新建水厂5座，其中东坪镇3座、青石街道2座。", [("东坪镇", None), ("青石街道", None)]),
        ("a kind of town that is counted", "全部村镇，其中重点镇3个、中心村5个，贫困村120户。", []),
        ("a county behind its contrast", "而浚县仅下降3%。", [("浚县", "410621")]),
        ("a kind of town that does something", "重点镇新建水厂，小城镇建成水厂。", []),
        ("a town by its mayor", "善堂镇镇长周晓禾在场。", [("善堂镇", "410621101")]),
        ("a town that no list has, by its mayor", "柳河镇镇长周晓禾在场。", [("柳河镇", None)]),
        ("villages by what is told of them", "柳河村位于山脚，桑园村是鹤壁市的茶村；示范村是榜样，桑园村里有茶。",
         [("柳河村", None), ("桑园村", None), ("鹤壁市", "410600"), ("桑园村", None)]),
        ("a street by its committee", "淇县朝歌街道党工委书记在场。", [("淇县", "410622"), ("朝歌街道", "410622001")]),
        ("a county that no list has, and its town", "云岭县青石镇新建水厂。", [("云岭县", None), ("青石镇", None)]),
        ("a county by its bureau", "云岭县教育局局长在场。", [("云岭县", None)]),
        ("words that end like a county's name", "优化县域设施布局。贫困县的帽子。产粮大县的经验。", []),
        ("a post of that time is no county", "时任县委书记周晓禾在场，曾任县长。", []),
        ("towns told by their numbers", "其中柳河镇80户、石桥乡60户。", [("柳河镇", None), ("石桥乡", None)]),
        ("kinds counted are no towns", "其中建制镇12个、民族乡3个，贫困村80户、移民村60户。", []),
        ("where a county lies", "在豫北浚县，天色已晚。", [("浚县", "410621")]),
        ("towns told by what they have and reach", "其中柳河镇有80户，石桥乡达到60户。", [("柳河镇", None), ("石桥乡", None)]),
        ("a scene", "来到柳河镇，天色已晚。", [("柳河镇", None)]),
        ("a community by its committee", "云岭县河口社区党委书记在场。", [("云岭县", None), ("河口社区", None)]),
        ("a kind of village behind a county", "淇县花椒专业村、浚县移民新村和产业强镇。", [("淇县", "410622"), ("浚县", "410621")]),
        ("a village whose name ends like a kind", "淇县北阳镇油城村通水。", [("淇县", "410622"), ("北阳镇", "410622102"), ("油城村", None)]),
        ("some towns", "淇县两个镇党委换届。", [("淇县", "410622")]),
        ("a reservoir behind its county", "浚县石门水库蓄水。", [("浚县", "410621"), ("石门水库", None)]),
        ("a gauging station on its river", "青石河三岔站洪峰流量大。", [("青石河", None), ("三岔", None)]),
        ("a zone that only shares a city's name", "北海经济开发区增收。", [("北海经济开发区", None)]),
        ("a river that shares a city's name", "漯河水、浏阳河边。", [("漯河市", "411100"), ("浏阳河", None)]),
        ("a port that bears a city's name", "秦皇岛港、天津机场等开通。", [("秦皇岛港", None), ("天津机场", None)]),
        ("a reservoir behind a verb", "全面完成石门水库移民搬迁。", [("石门水库", None)]),
        ("a reservoir behind what is done with it", "依托石门水库供水，导致水库淤积。", [("石门水库", None)]),
        ("so many waters", "“一个湖、一条河，改变一座城。”", []),
        ("a province in the name of a project", "建成四川云岭3、5期等项目。", []),
        ("a city's short name in a word", "鱼塘和田野连片。", []),
        ("reservoirs in general", "加快病险水库除险。", []),
        ("a hamlet of a village", "浚县黎阳街道青石村上屋组通水。", [("浚县", "410621"), ("黎阳街道", "410621003"), ("青石村", None), ("上屋组", None)]),
        ("no hamlet", "浚县黎阳街道青石村民小组。", [("浚县", "410621"), ("黎阳街道", "410621003")]),
        ("a county behind its province", "到山东寿光学习。", [("山东省", "370000"), ("寿光市", "370783")]),
        ("a county's short name alone may be a word", "寿光满面。", []),
        ("a distance names no spot", "距青石机场12公里。", []),
        ("towns in general", "浚县北部乡镇缺水。", [("浚县", "410621")]),
        ("words across a name", "其中山区80户。淮南舰启航。马尔康至久治高速开工。新晋中国院士。新县城通水。县城以上城区。代县长到任。", []),
        ("verbs make no village", "在各县着力配强村干部。", []),
    ],
)  # fmt: skip
def test_places_of_a_text(phenomenon: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected, phenomenon


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("浚县善堂镇和平村、善堂镇新六里村种茶。", ["浚县", "善堂镇", "和平村", "善堂镇", "新六里村"]),
        ("浚县善堂镇新建村级卫生室，善堂镇新农村建设加快。", ["浚县", "善堂镇", "善堂镇"]),
        ("人气正让小镇充满生机，一个传统小镇，浙江茶业小镇出名。", ["浙江省"]),
        ("桑园小镇开园。", ["桑园小镇"]),
        ("尉氏县张市镇尹庄村种茶。", ["尉氏县", "张市镇", "尹庄村"]),
        ("浙江金华种茶。", ["浙江省", "金华市"]),
        ("浚县善堂镇阿克其迪尔村种茶，阿克其迪尔村通水。", ["浚县", "善堂镇", "阿克其迪尔村", "阿克其迪尔村"]),
        ("浚县善堂镇青山村、白水村种茶，白水村与隔壁新塘村修渠。", ["浚县", "善堂镇", "青山村", "白水村", "白水村", "新塘村"]),
        ("浚县善堂镇青山村、附近村种茶。", ["浚县", "善堂镇", "青山村"]),
        ("在浚县善堂镇苏庄，茶树成行。", ["浚县", "善堂镇", "苏庄"]),
        ("片区包含青屏、白水村等6个村庄，青屏茶好。", ["青屏", "白水村"]),
        ("青石河园艺场位于山下，国有农场职工增收。", ["青石河园艺场"]),
        ("与此同时，当地以村党支部为主。", ["浚县"]),
        ("建成城镇口袋公园，民用机场达到3个，有俄罗斯族居民。", []),
        ("建成石门水库和口袋公园，完成中小型水库除险，启动滨江公园改造。", ["石门水库"]),
        ("将黄河水引来，货船沿淮河进长江，黄河路通车。", ["黄河", "淮河", "长江"]),
        ("茶叶远销日本、德国和东南亚。", ["日本", "德国", "东南亚"]),
        ("近日本报记者来到精英国际茶厂，韩国栋说今日本市好茶。", []),
    ],
)
def test_names_of_villages_and_small_towns(text: str, names: list[str]) -> None:
    home = Place("浚县", "410621", "county") if "当地" in text else None
    assert [role.value.name for role in find_places(text, Layout(text), home)] == names


def test_a_name_that_several_bear_is_the_one_at_home() -> None:
    text = "鼓楼区改造小区3个。"
    assert found(text, Place("开封市", "410200", "prefecture")) == [("鼓楼区", "410204")]
    assert found(text, Place("南京市", "320100", "prefecture")) == [("鼓楼区", "320106")]
    assert found(text, None) == [("鼓楼区", None)]


@pytest.mark.parametrize(
    ("phenomenon", "text", "place"),
    [
        ("named before the number", "浚县改造小区3个。", "浚县"),
        ("compared with, not spoken of", "森林覆盖率居全省第3位。", "鹤壁市"),
        ("a destination", "公路延伸至浚县，惠及3万人。", "鹤壁市"),
        ("a partner in the middle of an earlier clause", "持续扩大同浚县的合作，新签项目3个。", "鹤壁市"),
        ("one end of a line", "开行鹤壁—安阳班列3列。", "鹤壁市"),
        ("who helps from elsewhere", "借助安徽省的帮扶，新建茶园3个。", "鹤壁市"),
        ("the government of the province acts", "省政府作出部署。今年改造小区3个。", "鹤壁市"),
        ("the opening of the paragraph", "浚县有变化。今年改造小区3个。", "浚县"),
    ],
)
def test_the_place_a_number_is_about(phenomenon: str, text: str, place: str) -> None:
    layout = Layout(text)
    mentions = find_places(text, layout, HOME)
    role = Placing(mentions, layout, Role(HOME, None, "document")).place_of(text.index("3"), None)
    assert role is not None
    assert role.value.name == place, phenomenon


def test_what_someone_says_is_about_the_place_they_were_introduced_with() -> None:
    text = "浚县青石村党支部书记周晓禾到了。\n天气很好。\n周晓禾说，冷库有3个。"
    layout = Layout(text)
    people = find_people(text, layout)
    [statement] = find_statements(text, layout, people)
    mentions = find_places(text, layout, HOME)
    role = Placing(mentions, layout, Role(HOME, None, "document"), people).place_of(text.index("3"), statement.speaker)
    assert role is not None
    assert (role.value.name, role.origin) == ("青石村", "document")


def test_home_is_where_most_of_a_document_plays_and_nowhere_without_places() -> None:
    text = "鹤壁纪事\n鹤壁市淇滨区和浚县增收。鹤壁市脱贫。"
    layout = Layout(text)
    home = home_place(find_places(text, layout, None), layout, "鹤壁纪事")
    assert home is not None
    assert home.value.code == "410600"
    assert home_place((), Layout("无地名。"), None) is None


def test_a_province_right_before_a_county_only_says_where_that_is() -> None:
    text = "河南省浚县青石镇采茶忙。河南省浚县修路。"
    home = home_place(find_places(text, Layout(text), None), Layout(text), None)
    assert home is not None and home.value.name == "浚县"
    text = "河南省修路，浚县采茶。河南省的路好走了。"
    home = home_place(find_places(text, Layout(text), None), Layout(text), None)
    assert home is not None and home.value.name == "河南省"


def test_a_table_of_places_has_no_home_in_the_one_that_a_list_has() -> None:
    text = "各地粮食产量\n地区\t产量\n浚县\t12\n青石片区\t18"
    home = home_place(find_places(text, Layout(text), None), Layout(text, {7, 13, 19}), None)
    assert home is None


def test_home_is_the_country_where_that_is_named_more_than_any_place() -> None:
    text = "过去一年，我国经济向好。\n\n新建水厂300座。我国粮食丰收。今年全国造林5万亩。推进鹤壁市改革试点。"
    layout = Layout(text)
    home = home_place(find_places(text, layout, None), layout, None)
    assert home is None or home.value.kind != "country"
    more = text + "去年，我国就业向好。目前，全国物价平稳。今年，全国增产。"
    home = home_place(find_places(more, Layout(more), None), Layout(more), None)
    assert home and home.value.kind == "country"


def test_every_anchor_is_exact_and_a_document_lists_a_place_once() -> None:
    text = "浚县和淇县增收。浚县的3个镇先行。全市跟上。"
    mentions = find_places(text, Layout(text), HOME)
    assert all(r.span and text[r.span.start : r.span.end] == r.span.quote for r in mentions)
    assert [r.value.name for r in document_places(mentions, text)] == ["浚县", "淇县", "鹤壁市"]


def test_the_place_a_text_is_about_is_found_though_no_list_has_it() -> None:
    assert found("去年，松岗市新建学校3所。", Place("松岗市", None, "prefecture")) == [("松岗市", None)]


def test_the_whole_of_a_league() -> None:
    assert found("锡林郭勒盟增收，全盟通路。", None) == [("锡林郭勒盟", "152500")] * 2


def test_a_zone_is_known_again_by_its_short_name() -> None:
    text = "鹤壁高新区和鹤壁经济技术开发区扩大。高新区引进企业30家，经开区引进茶企3家，新建高新区1个。"
    assert [name for name, _ in found(text)] == ["鹤壁高新区", "鹤壁经济技术开发区", "鹤壁高新区", "鹤壁经济技术开发区"]
    assert [name for name, _ in found("鹤壁高新区和郑州高新区扩大。高新区引进企业30家。")] == ["鹤壁高新区", "郑州高新区"]


def test_the_only_town_of_its_name_in_a_province() -> None:
    text = "目前，善堂镇农民收入提高，小城镇居民增收。"
    assert found(text, Place("河南省", "410000", "province")) == [("善堂镇", "410621101")]
