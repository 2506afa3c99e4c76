"""Places below the counties: towns by the list, and by form and standing what no list has: villages, hamlets, estates and spots."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from kg.cues import Cued, InClauses, InText
from kg.gazetteer import Entry, gazetteer
from kg.mentions.waters import great_waters
from kg.model import Place, Role, Span

_TOWN = InText(r"[一-鿿]{1,8}?(?:街道|镇|乡)(?![村间长亲级土]|镇(?!长))", cue="街道|镇|乡", reach=8)
_VILLAGE = InText(
    r"(?<=[乡镇道县区市])(?P<name>(?:[^\W\d的个各每多全等和与了是在有为两几数新老本此该乡镇]|和(?=[平睦谐兴顺])|新(?![建增型修农改设城老旧式开创成当居]))(?:[^\W\d的个各每多全等和与了是在有为]{0,3}?|[^\W\d的个各每多全等和与了是在有为乡镇街县市区村]{4,5})(?:村|社区|嘎查))(?![委民庄级镇])|(?<=[乡镇道])(?P<estate>[^\W\d的个各每多等了是在有为]{2,6}?(?:花园小区|小区|花园(?!小区)))",
    cue="村|社区|嘎查|小区|花园",
    reach=7,
)
# 青石村、白水村, 青石村与隔壁白水村: one behind the other
_NEXT = re.compile(
    r"[、和与及](?:(?:隔壁|邻近|相邻|附近|毗邻)的?)?(?!隔壁|邻近|相邻|附近|毗邻)(?P<name>(?:[^\W\d的个各每多全等和与了是在有为两几数新老本此该乡镇其]|新(?![建增型修农改设城老旧式开创成当居]))"
    r"[^\W\d的个各每多全等和与了是在有为乡镇街县市区]{0,4}?村)(?![委民庄级镇])"
)
# a village known by who governs it or by what is told of it: 釜石村党支部书记, 云岭县河口社区党委书记, 釜石村位于…
_GOVERNED = InText(
    r"(?:(?<![一-鿿])|(?<=[县市区]))(?P<name>[^\W\d的个各每多全等和与了是在有为两几数新老本此该][^\W\d的个各每多全等和与了是在有为以由从县市区]{1,2}(?:村|社区))(?=党支部|党总支|党委|[村居]委会|[村居]民委员会|村支书|位于|地处|坐落|是[一-鿿]{1,8}?[省市县区镇乡州旗])",
    cue="村党|村村|村居|社区党|社区村|社区居|村位于|村地处|村坐落|村是|社区位于|社区地处|社区坐落|社区是",
    reach=3,
)
# 青石河园艺场位于, 云岭林场职工: who lives there is told of as of a village
_FARM = InText(
    r"(?<![一-鿿])(?P<name>(?!国有|国营|家庭|集体|现代|大型)[^\W\d的个各每多全等和与了是在有为]{2,5}?(?:园艺场|[农林牧茶]场))(?=位于|地处|坐落|场长|职工|党委|党总支|党支部)",
    cue="农场|林场|牧场|茶场|艺场",
    reach=7,
)
_SPOT = InText(
    r"(?:(?<![一-鿿])|(?<=完成|建成|实施|推进|加快|开工|位于|启动|依托|围绕|利用|保护|治理|管好|走进|来到|毗邻|紧邻|靠近|环绕))(?!人均|完成|建成|实施|推进|加快|开工|启动|导致|造成|依托|围绕|利用|保护|治理|管好|走进|来到|毗邻|紧邻|靠近|环绕)(?P<name>[^\W\d座条个家处所片的对加增等第涉距离至到这那让把正][^\W\d的对加增等在个座这那让把]{1,4}?(?:水库|小镇|机场|国际机场|大桥|景区|公园|古镇|古城|片区|巷(?!道)))(?![一-鿿]{0,1}(?:整治|改造))|"
    r"(?<![一-鿿])(?:[进出得将把被从向到让使给引跨与沿靠过往入自经](?=..[河江湖]))?(?P<water>[^\W\d座条个的对一两三各小][^\W\d的]{0,1}[河江湖])(?=[、，。；]|水|上|边|断面|[一-鿿]{2,4}[站桥])|"
    r"(?<=[河江湖])(?P<station>[一-鿿]{2,4})站(?=(?:最大)?(?:洪峰|水位|流量|降雨|断面))|"
    r"(?<=[地位]处|位于)(?P<hills>[一-鿿]{2,3}山区)",
    cue="水库|小镇|机场|大桥|景区|公园|古镇|古城|片区|巷|河|江|湖|站|山区",
    reach=7,
)
# what bears the name of a city it lies in, or of none: 秦皇岛港, 浏阳河
_NAMED_AFTER = re.compile("(?:港|国际机场|机场|[河江湖])(?=[、，。；等的沿流水两上岸]|口岸|$)")
_HAMLET = InText(
    r"(?<=村)(?P<name>[^\W\d民小各分党等的有和与是在工内驻专入][一-鿿]{1,2}?(?:组|屯|寨))(?![织长成员建合])", cue="组|屯|寨", reach=3
)
# what stands behind a place and makes one name with it: 昌平区王家园水库, 石家庄正定国际机场, 秦皇岛港
_BEHIND = re.compile(
    r"(?P<own>(?!人均)[一-鿿]{2,4}?(?:水库|景区|公园|古镇|古城|小镇))|(?:(?!全[省市县])[一-鿿]){0,3}?(?:国际机场|机场|大桥(?!梁)|港(?=[、，。；等]|口岸))"
)
# 桑园、白石、云台等村庄: what is listed with a place is a place
_LISTED = InClauses(
    r"(?<![一-鿿\d])(?:[一-鿿]{0,6}?(?:包含|包括|涉及|覆盖|涵盖|辐射))?(?P<row>[一-鿿]{2,6}(?:、[一-鿿]{2,6}){1,30})(?=等[一-鿿\d]{0,6}?(?:村|镇|景区|景点|港|水库|社区|小区|街巷))",
    cue=r"等[一-鿿\d]{0,6}?(?:村|镇|景区|景点|港|水库|社区|小区|街巷)",
)
_STEM = r"[^\W\d的个各每多全等和与及了是在有为两几数此该以由从对将把到市县区之我们咱俺]"
_BARE = re.compile(f"{_STEM}{{1,3}}[庄屯寨堡营](?=[，、。；的])")  # 青石镇苏庄, a village without the word
_VILLAGES = re.compile("等[0-9一二三四五六七八九十]+余?个(?:行政|自然)?村")  # 桑园、白石等6个村
# a county, town or village that no list has, by where it stands: 柳河镇、石桥乡分别, 其中柳河镇80户、石桥乡60户, 出现在柳河乡，, 柳河镇镇长
_FORM = f"{_STEM}{{2,3}}?(?:街道|[县镇乡村])(?![一-鿿]?[村镇乡委长])"
_OPENS = "(?:(?<![一-鿿])|(?<=[县市区])|(?<=其中))"
_NUMBER = r"\d[\d.]*[万多余]*(?!个|\d)[一-鿿]{1,3}"
_ROW = Cued(f"(?:(?<![一-鿿])|(?<=[县市区]))(?:{_FORM}[、和与及]){{1,12}}{_FORM}", cue="[道县镇乡村][、和与及]", reach=4)
_TALLY = Cued(f"{_OPENS}{_FORM}{_NUMBER}(?:[、，；和]{_FORM}{_NUMBER}){{1,30}}", cue=r"[道县镇乡村]\d", reach=4)
_PART = re.compile(f"{_FORM}(?=\\d)")
_SITE = Cued(
    f"(?:(?:出现|发生)[在于]|来到|到了|走到|抵达|走进|位于|地处|的是|(?<![一-鿿])在)(?P<above>{_STEM}{{2,3}}县)?(?P<name>{_FORM})(?=[，、。；（的])",
    cue="现[在于]|生[在于]|来到|到了|走到|抵达|走进|位于|地处|的是|在",
    reach=1,
)
_ACTS = (
    "(?:[新改扩续]建|倒塌|损毁|转移|种植|栽植|投[入资]|建[成有起]|完成|引进|培训|培育|发展|实现|流转|累计|共[有计]|现有|脱贫|[今去]年|目前|已|推进|实施|面积|人口|[：的委]|党委|党工委|人大|政府|"
    f"人民政府|镇长|乡长|县长|办事处|(?:仅有?|只有|就有|有|达到?|为|占)约?(?=[0-9])|[一-鿿]{{2,6}}局(?:党组|副?局长|有关|相关)|{_STEM}{{2,3}}(?:街道|社区|[镇乡村])|{_NUMBER})"
)
_SUBJECT = Cued(rf"{_OPENS}(?P<name>{_STEM}{{2}}(?:街道|[县镇乡]))(?![域城级])(?={_ACTS})", cue=f"[道县镇乡]{_ACTS}", reach=3)
# 提高城镇化率 and 文明村镇 are not 高城镇 and 明村镇
_LIKE_TOWNS = re.compile("[城乡村农](?:街道|[镇乡])$")
_MAY_PRECEDE = re.compile("(?:^|[^一-鿿]|[在于到往从和与及是为由县区市旗])$")
_LONG = 5  # characters of the name of most villages, 村 and 社区 with them
_TOWN_NAME = re.compile(f"{_STEM}{{2,4}}(?:街道|[镇乡])")
_GENERIC = re.compile(
    "^(?:[各全该本每两几多某新老一二三四五六七八九十]|所有|其他)|(?:[乡城镇村农小街集古]|(?:[兴下老故家回返还侨水同归]|建设家)(?=乡))(?:街道|[县镇乡村])$"
)
# a kind of county, town or village: 花椒专业村, 产业强镇, 国家级贫困县
_KIND = re.compile(
    "(?:[强名]|乡(?=镇)|贫困|深山|淘宝|小康|卫星|一般|样板|先行|精品|明星|空心|后进|红旗|薄弱|民族|产业|旅游|生态|宜居|历史|文化|工业|农业|经济|空壳|边远|偏远|易地|安置|"
    "搬迁|整治|专业|示范|试点|特色|重点|中心|移民新?|摘帽|出列|脱贫|电商|(?:养殖|种植|产粮|人口|资源|农业|工业|旅游)大?|蔬菜|亿元|[千百十]强|边境|沿边|双拥|长寿|标杆|达标|受灾|重灾|"
    "库区|涣散|[时现原曾历前后首继新连上接担兼]任|行政|自然|建制|帮扶|所在|周边|附近|相邻|大部分)(?:街道|[县镇乡村]|社区)$"
)
_NO_VILLAGE = re.compile(
    r"通|通乡|老旧|背街|城镇|着力|[配建做]强|美丽|示范|试点|特色|传统|文明|重点|部分|城中|城郊|先进|样板|(?:农村|乡村|驻村|包村)$"
)
_NO_SPOT = re.compile(
    r"业小镇|小巷|旅游|滨海|老旧|新建|A级|等景区|民航|病险|地下水库|特色|级片区|编制|解决|口袋公园|街头公园|(?:民用|通用|军用|支线|干线|运输)机场|^大[河江湖]|^(?:建成后?|乡村|农村|市域|中小型|山体|口袋|街头|湿地|城市|综合|社区|主题|建设|推进|实施|加快|完成|改造|启动|通用|国家|郊野|体育|文化)|^.{0,1}(?:机场|大桥)$"
)
LEVEL_OF = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
    "镇": "town",
    "乡": "town",
    "村": "village",
    "街道": "town",
    "社区": "village",
}
Division = tuple[int, int, tuple[Entry, ...]]  # a name of the gazetteer: start, end, the divisions that bear it


def towns_of(text: str, divisions: Sequence[Role[Place]], home: Place | None) -> list[Role[Place]]:
    """Towns and streets, where their county is named, is home or lies in it."""
    places = gazetteer()
    context = {r.value.code for r in divisions if r.value.code and len(r.value.code) == 6} | ({home.code} if home and home.code else set())
    counties = {c for c in context if not c.endswith("00")}
    wide = {c for c in context if c.endswith("00") and not c.endswith("0000")}
    ends = {r.span.end: r.value for r in divisions if r.span}
    province = home.code[:2] if home and home.code and home.kind == "province" else ""  # where only one town may bear the name
    found = []
    for match in _TOWN.finditer(text):
        stop = match.end()
        for start in range(match.start(), stop - 1):
            name = text[start:stop]
            candidates = places.towns(name)
            if not candidates:
                continue
            parent = ends.get(start)
            if parent is None and _LIKE_TOWNS.search(name) and not _MAY_PRECEDE.search(text, max(0, start - 1), start):
                continue
            here = [c for c in candidates if parent and parent.code and places.within(c.code, parent.code)]
            here = here or [c for c in candidates if c.code[:6] in counties] or [c for c in candidates if c.code[:4] + "00" in wide]
            if (
                not here
                and province
                and _MAY_PRECEDE.search(text, max(0, start - 1), start)
                and not (_GENERIC.search(name) or is_kind(name))
            ):
                here = [c for c in candidates if c.code[:2] == province]
            if len(here) == 1:
                found.append(Role(Place(name, here[0].code, "town"), Span.at(text, start, stop)))
                break
        else:  # 绿园区西新乡: a town that the list does not have, right behind its county
            behind = [s for s in range(max(match.start(), stop - 5), stop - 2) if s in ends and ends[s].kind == "county"]
            if behind and _TOWN_NAME.fullmatch(text, behind[-1], stop) and not is_kind(text[behind[-1] : stop]):
                found.append(Role(Place(text[behind[-1] : stop], None, "town"), Span.at(text, behind[-1], stop)))
    return found


def below(text: str, above: Sequence[Role[Place]], divisions: Sequence[Division]) -> list[Role[Place]]:
    """Villages, estates and spots: by form where they stand behind a town or alone, and wherever their name is said again."""
    ends = {r.span.end for r in above if r.span}
    names: dict[str, str] = {}
    for match in _VILLAGE.finditer(text):
        # a name of five characters and more stands right behind a town
        behind = match.start() in ends or (text[match.start() - 1] in "乡镇道" and len(match.group()) <= _LONG)
        if behind and not is_kind(match.group()):
            names[match["name"] or match["estate"]] = "village" if match["name"] else "spot"
    for role in above:
        bare = _BARE.match(text, role.span.end) if role.span and role.value.kind == "town" else None
        if bare and not is_kind(bare.group()):
            names.setdefault(bare.group(), "village")
    for form in (_GOVERNED, _FARM):
        names |= {match["name"]: "village" for match in form.finditer(text) if not is_kind(match["name"]) and match["name"] not in names}
    roles = [Role(Place(m.group(), None, "spot"), Span.at(text, *m.span())) for m in great_waters(text)]
    great = {role.value.name for role in roles}
    starts = {r.span.start: r.span.end for r in above if r.span}
    spans = sorted((r.span.start, r.span.end) for r in above if r.span)
    for match in _SPOT.finditer(text):
        inside = spans[bisect_left(spans, (match.start() + 1, 0)) : bisect_left(spans, (match.end(), 0))]
        within = any(end <= match.end() for _, end in inside)  # 在云岭市青古镇 is no spot
        if not within and not _NO_SPOT.search(match.group()) and starts.get(match.start(), match.end()) >= match.end():
            name = next(name for name in match.groups() if name)
            if name not in great and name[1:] not in great:  # 将黄河分成两条
                names.setdefault(name, "spot")
    for role in above:
        joined = _BEHIND.match(text, role.span.end) if role.span and not role.origin else None
        if role.span and joined and not _NO_SPOT.search(joined["own"] or ""):
            names.setdefault(joined["own"] or role.span.quote + joined.group(), "spot")
    for start, end, _ in divisions:
        after = _NAMED_AFTER.match(text, end)
        if after and end not in ends:
            names.setdefault(text[start : after.end()], "spot")
    for match in _HAMLET.finditer(text):
        names.setdefault(match["name"], "village")
    for match in _LISTED.finditer(text):
        members = match["row"].split("、")
        if _VILLAGES.match(text, match.end()):  # here only: 青石 may be of something else elsewhere
            starting = accumulate((len(member) + 1 for member in members[:-1]), initial=match.start("row"))
            roles += (Role(Place(m, None, "village"), Span.at(text, at, at + len(m))) for m, at in zip(members, starting, strict=True))
        elif any(member in names for member in members):
            names.update(dict.fromkeys((m for m in members if m not in names), "spot"))
    names = _by_form(text) | names
    waiting = list(names)
    for name in waiting:
        kind, start = names[name], text.find(name)
        while start >= 0:
            end = start + len(name)
            roles.append(Role(Place(name, None, kind), Span.at(text, start, end)))
            after = _NEXT.match(text, end) if kind == "village" else None
            if after and after["name"] not in names and not is_kind(after["name"]):
                names[after["name"]] = "village"
                waiting.append(after["name"])
            start = text.find(name, end)
    return roles


def _by_form(text: str) -> dict[str, str]:
    """The kinds of the towns and villages that form and standing tell, all of a row or none, by their names."""
    rows = [re.split("[、和与及]", match.group()) for match in _ROW.finditer(text)]
    rows += [[part.group() for part in _PART.finditer(match.group())] for match in _TALLY.finditer(text)]
    rows += [[name for name in match.groupdict().values() if name] for form in (_SITE, _SUBJECT) for match in form.finditer(text)]
    told = [row for row in rows if not any(_GENERIC.search(name) or is_kind(name) for name in row)]
    names = {name: LEVEL_OF[name[-2:] if name.endswith("街道") else name[-1]] for row in told for name in row}
    return {name: kind for name, kind in names.items() if not (kind == "county" and _is_listed(name))}


def _is_listed(name: str) -> bool:
    """Whether the gazetteer has the county with which a name ends: 豫北浚县."""
    return any(end == len(name) for _, end, _ in gazetteer().find(name))


def is_kind(name: str) -> bool:
    """Whether a name of the form of a county, town or village is what many of them are: 花椒专业村, 城中村, 乡镇."""
    return bool(_KIND.search(name) or _NO_VILLAGE.search(name))
