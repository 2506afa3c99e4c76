"""Places in a text: divisions of the gazetteer resolved by their context, villages and spots by their form, 全市 and 该县 by what they stand for."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence

from kg.cues import Cued
from kg.gazetteer import COUNTRY, Entry, gazetteer
from kg.mentions.datelines import is_capital, is_dateline
from kg.model import Place, Role, Span
from kg.sentences import Layout

# what follows a name and makes it part of another: 重庆大学, 南京路, 北京时间
_PART_OF_NAME = re.compile(
    r"大学|学院|银行|[河江湖](?![一-鿿]?[省市县区])|港(?![区口澳])|机场|瓜|久安|治|证券|日报|晚报|晨报|商报|卫视|电视台|路(?!径|线|段)|大道|大街|中路|时间|话(?!题)|菜|酒|籍|海关|铁路局|海路|股份|集团|大厦|饭店|条约|会议|宣言|精神|[麓岸]"
)
_PART_BEFORE = re.compile(r"(?:[一-鿿](?:江|河)|中国人民|同志|教授)$")
_BOUNDARY = re.compile(
    r"(?:^|其中|给了|拨付|下达|奖励|补助|[豫冀鲁晋陕甘川滇黔湘鄂赣皖苏浙闽粤桂辽吉黑蒙藏疆][东南西北中]|[^一-鿿]|[而但仅年月日在于到从自至与和及跟同对给向由是赴入驻往、的为省])$"
)
_SELF = Cued(
    r"(?P<this>[该本]|(?<![安健齐完])全|[我咱俺]们?)(?P<level>[省市县区州旗镇乡村]|街道|社区)(?![长委政局区级民场域容分别吃])|全国(?!人大|政协|人民代表|文明|先进|百强|劳模|性|各)|(?:(?<![一-鿿])|(?<=[年月日来前末底期使让后在]))(?:我国(?!际)|中国(?=[已将有从仍累]|[一-鿿]{2,10}占(?:全球|世界)))|当地|"
    r"(?<![一-鿿])(?P<own>省|市|县)(?=委|政府)",
    cue="(?:[该本全]|[我咱俺]们?)(?:[省市县区州旗镇乡村]|街道|社区)|[全我中]国|当地|[省市县](?=委|政府)",
    reach=0,
)
_ZONE = re.compile("(?:国家级?|省级)?(?:经济技术|高新技术产业|经济|高新)?开发区|高新区|经开区|新区")
_TOWN = Cued(r"[一-鿿]{1,8}?(?:街道|镇|乡)(?![村间长亲级土]|镇(?!长))", cue="街道|镇|乡", reach=8)
_VILLAGE = Cued(
    r"(?<=[乡镇道县区市])(?P<name>(?:[^\W\d的个各每多全等和与了是在有为两几数新老本此该乡镇]|和(?=[平睦谐兴顺])|新(?![建增型修农改设城老旧式开创成当居]))[^\W\d的个各每多全等和与了是在有为]{0,3}?(?:村|社区|嘎查))(?![委民庄级镇])|(?<=[乡镇道])(?P<estate>[^\W\d的个各每多等了是在有为]{2,6}?(?:花园小区|小区|花园(?!小区)))",
    cue="村|社区|嘎查|小区|花园",
    reach=6,
)
# a village known by who governs it: 釜石村党支部书记, 云岭县河口社区党委书记
_GOVERNED = Cued(
    r"(?:(?<![一-鿿])|(?<=[县市区]))(?P<name>[^\W\d的个各每多全等和与了是在有为两几数新老本此该][^\W\d的个各每多全等和与了是在有为县市区]{1,2}(?:村|社区))(?=党支部|党总支|党委|[村居]委会|[村居]民委员会|村支书)",
    cue="(?:村|社区)(?=[党村居])",
    reach=3,
)
_SPOT = Cued(
    r"(?:(?<![一-鿿])|(?<=完成|建成|实施|推进|加快|开工|位于|启动))(?!人均)(?P<name>[^\W\d座条个家处所片的对加增等第涉距离至到这那让把正][^\W\d的对加增等在个座这那让把]{1,4}?(?:水库|小镇|机场|国际机场|大桥|景区|公园|古镇|古城|片区|巷(?!道)))(?![一-鿿]{0,1}(?:整治|改造))|"
    r"(?<![一-鿿])(?:[进出得将把被从向到让使给引跨与沿靠过往入自经](?=..[河江湖]))?(?P<water>[^\W\d座条个的对两三各小][^\W\d的]{0,1}[河江湖])(?=[、，。；]|水|上|边|断面|[一-鿿]{2,4}[站桥])|"
    r"(?<=[河江湖])(?P<station>[一-鿿]{2,4})站(?=(?:最大)?(?:洪峰|水位|流量|降雨|断面))|"
    r"(?<=[地位]处|位于)(?P<hills>[一-鿿]{2,3}山区)",
    cue="水库|小镇|机场|大桥|景区|公园|古镇|古城|片区|巷|[河江湖站]|山区",
    reach=7,
)
# what bears the name of a city it lies in, or of none: 秦皇岛港, 浏阳河
_NAMED_AFTER = re.compile("(?:港|国际机场|机场|[河江湖])(?=[、，。；等口的沿流水两上岸]|$)")
_HAMLET = re.compile(r"(?<=村)(?P<name>[^\W\d民小各分党等的有和与是在工内驻专入][一-鿿]{1,2}?(?:组|屯|寨))(?![织长成员建合])")
# what stands behind a place and makes one name with it: 昌平区王家园水库, 石家庄正定国际机场, 秦皇岛港
_BEHIND = re.compile(
    r"(?P<own>(?!人均)[一-鿿]{2,4}?(?:水库|景区|公园|古镇|古城|小镇))|[一-鿿]{0,3}?(?:国际机场|机场|大桥(?!梁)|港(?=[、，。；等口]))"
)
# 桑园、白石、云台等村庄: what is listed with a place is a place
_LISTED = re.compile(r"(?<![一-鿿])[一-鿿]{2,6}(?:、[一-鿿]{2,6}){1,30}(?=等[一-鿿\d]{0,6}?(?:村|镇|景区|景点|港|水库|社区|小区|街巷))")
# a county, town or village that no list has, by where it stands: 柳河镇、石桥乡分别, 其中柳河镇80户、石桥乡60户, 出现在柳河乡，, 柳河镇镇长
_STEM = r"[^\W\d的个各每多全等和与及了是在有为两几数此该以由从对将把到市县区之我们咱俺]"
_FORM = f"{_STEM}{{2,3}}?(?:街道|[县镇乡村])(?![一-鿿]?[村镇乡委长])"
_OPENS = "(?:(?<![一-鿿])|(?<=[县市区])|(?<=其中))"
_NUMBER = r"\d[\d.]*[万多余]*(?!个|\d)[一-鿿]{1,3}"
_ROW = Cued(f"(?:(?<![一-鿿])|(?<=[县市区]))(?:{_FORM}[、和与及]){{1,12}}{_FORM}", cue="[道县镇乡村][、和与及]", reach=4)
_TALLY = Cued(f"{_OPENS}{_FORM}{_NUMBER}(?:[、，；和]{_FORM}{_NUMBER}){{1,30}}", cue=r"[道县镇乡村]\d", reach=4)
_PART = re.compile(f"{_FORM}(?=\\d)")
_SITE = Cued(
    f"(?:(?:出现|发生)[在于]|来到|走进|位于|地处|的是|(?<![一-鿿])在)(?P<above>{_STEM}{{2,3}}县)?(?P<name>{_FORM})(?=[，、。；（的])",
    cue="[现生][在于]|来到|走进|位于|地处|的是|在",
    reach=1,
)
_ACTS = (
    "(?:[新改扩续]建|倒塌|损毁|转移|种植|栽植|投[入资]|建[成有起]|完成|引进|培训|培育|发展|实现|流转|累计|共[有计]|现有|脱贫|[今去]年|目前|已|推进|实施|面积|人口|[：的委]|党委|党工委|人大|政府|"
    f"人民政府|镇长|乡长|县长|办事处|(?:仅有?|只有|就有|有|达到?|为|占)约?(?=[0-9])|[一-鿿]{{2,6}}局(?:党组|副?局长|有关|相关)|{_STEM}{{2,3}}(?:街道|社区|[镇乡村])|{_NUMBER})"
)
_SUBJECT = Cued(rf"{_OPENS}(?P<name>{_STEM}{{2}}(?:街道|[县镇乡]))(?![域城级])(?={_ACTS})", cue=f"[道县镇乡]{_ACTS}", reach=3)
_TOWN_NAME = re.compile(f"{_STEM}{{2,4}}(?:街道|[镇乡])")
_GENERIC = re.compile(
    "^(?:[各全该本每两几多某新老一二三四五六七八九十]|所有|其他)|(?:[乡城镇村农小街集古]|(?:[兴下老故家回返还侨水同归]|建设家)(?=乡))(?:街道|[县镇乡村])$"
)
# a kind of county, town or village: 花椒专业村, 产业强镇, 国家级贫困县
_KIND = re.compile(
    "(?:[强名]|乡(?=镇)|贫困|深山|淘宝|小康|卫星|一般|样板|先行|精品|明星|空心|后进|红旗|薄弱|民族|产业|旅游|生态|宜居|历史|文化|工业|农业|经济|空壳|边远|偏远|易地|安置|"
    "搬迁|整治|专业|示范|试点|特色|重点|中心|移民新?|摘帽|出列|脱贫|电商|(?:养殖|种植|产粮|人口|资源|农业|工业|旅游)大?|蔬菜|亿元|[千百十]强|边境|沿边|双拥|长寿|标杆|达标|受灾|重灾|"
    "库区|涣散|行政|自然|建制|帮扶|所在|周边|附近|相邻|大部分)(?:街道|[县镇乡村]|社区)$"
)
_NO_VILLAGE = re.compile(
    r"老旧|背街|城镇|着力|[配建做]强|美丽|示范|试点|特色|传统|文明|重点|部分|城中|城郊|先进|样板|(?:农村|乡村|驻村|包村)$"
)
_NO_SPOT = re.compile(
    r"业小镇|小巷|旅游|滨海|老旧|新建|A级|等景区|民航|病险|地下水库|特色|级片区|编制|解决|^大[河江湖]|^(?:建设|推进|实施|加快|完成|改造|启动|通用|国家|郊野|体育|文化)|^.{0,1}(?:机场|大桥)$"
)
# 近日本报, 精英国际 and 韩国栋 name none; 韩国企业 have come here
ABROAD = re.compile(
    "(?:美国|英国(?<![精群]英国)|法国|德国|日本(?<![今昨近每当即节假明连次多]日本)(?![报市县省院区镇乡村])|韩国|俄罗斯|意大利|西班牙|葡萄牙|荷兰|瑞士|瑞典|比利时|"
    "加拿大|墨西哥|澳大利亚|新西兰|巴西|阿根廷|智利|印度尼西亚|印度|越南|泰国|老挝|缅甸|柬埔寨|马来西亚|新加坡|菲律宾|蒙古国|哈萨克斯坦|乌兹别克斯坦|"
    "吉尔吉斯斯坦|巴基斯坦|孟加拉国|斯里兰卡|伊朗|土耳其|沙特阿拉伯|埃及|南非|尼日利亚|肯尼亚|埃塞俄比亚|乌克兰|波兰|东南亚)(?![际栋庆强华平梁籍产]|[一-鿿]{0,3}?(?:企业|公司|[客外茶]商|商人|游客|专家|品牌|设备))"
)
_LEVEL_OF = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
    "镇": "town",
    "乡": "town",
    "村": "village",
    "街道": "town",
    "社区": "village",
}
_Division = tuple[int, int, tuple[Entry, ...]]  # a name of the gazetteer: start, end, the divisions that bear it
_ORDER = ("country", "province", "prefecture", "county", "zone", "town", "village", "spot")


def find_places(text: str, layout: Layout, home: Place | None, people: Collection[Span] = ()) -> tuple[Role[Place], ...]:
    """Every place named or meant in a text, in order; 全市 and the like carry the origin "document". Where ``people`` are named no place is.

    A name that several divisions bear is resolved by what it stands in (云南临沧市临翔区), by the home place, by the other places of
    the text; what stays open keeps its name and has no code.

    >>> text = "浚县黎阳街道的两个村。全县共有3个镇。"
    >>> [(r.value.name, r.value.code, r.origin) for r in find_places(text, Layout(text), None)]
    [('浚县', '410621', ''), ('黎阳街道', '410621003', ''), ('浚县', '410621', 'document')]
    >>> text = "李金华说，鹤壁市很好。"
    >>> [r.value.name for r in find_places(text, Layout(text), None, {Span.at(text, 0, 3)})]
    ['鹤壁市']
    """
    taken = {position for span in people for position in range(span.start, span.end)}
    divisions = gazetteer().find(text)
    named = [found for found in _named(text, divisions) if found[0] not in taken]
    chosen = _resolve(named, home)
    home = _coded(home, {entry.code for entry in chosen if entry})
    full = {entry.code for (_, _, name, _), entry in zip(named, chosen, strict=True) if entry and entry.name == name}
    roles = []
    above: tuple[int, Entry] | None = None
    for (start, end, name, _), entry in zip(named, chosen, strict=True):
        under = above is not None and entry is not None and above[0] == start and gazetteer().within(entry.code, above[1].code)
        above = (end, entry) if entry else None
        # the short name of a county may be a word (资源, 振兴): the text must say its full name too or what it lies in before it, or it lies at home
        short = entry is not None and entry.level in ("county", "zone") and entry.name != name and entry.code not in full
        if short and not under and not _at_home(entry, home):
            continue
        zone = _ZONE.match(text, end)
        if zone and entry and entry.name != name and home and home.code and home.code[:2] != entry.code[:2]:
            # 北海经济开发区 in a text about another province is a zone there, not Beihai
            roles.append(Role(Place(text[start : zone.end()], None, "county"), Span.at(text, start, zone.end())))
        else:
            roles.append(Role(_place(entry, name), Span.at(text, start, end)))
    roles += _towns(text, roles, home)
    roles += _below(text, roles, divisions)
    roles += _at_home_by_name(text, home)
    roles += (Role(Place(m.group()), Span.at(text, *m.span())) for m in ABROAD.finditer(text))
    roles.sort(key=_order)
    roles = _without_overlaps(roles)
    return tuple(sorted(roles + _meant(text, roles, home), key=_order))


def _order(role: Role[Place]) -> tuple[int, int]:
    return (role.span.start, -role.span.end) if role.span else (0, 0)


def _at_home(entry: Entry | None, home: Place | None) -> bool:
    return bool(entry and home and home.code and entry.code[:4] == home.code[:4] and not home.code.endswith("0000"))


def _coded(home: Place | None, named: Collection[str]) -> Place | None:
    """The home town with its code: it is the only town of its name, or the only one in what the text names."""
    if home is None or home.code or home.kind != "town":
        return home
    towns = gazetteer().towns(home.name)
    here = [t for t in towns if t.code[:6] in named] or [t for t in towns if t.code[:4] + "00" in named] or towns
    return Place(home.name, here[0].code, "town") if len(here) == 1 else home


def _named(text: str, divisions: Sequence[_Division]) -> list[tuple[int, int, str, tuple[Entry, ...]]]:
    found: list[tuple[int, int, str, tuple[Entry, ...]]] = []
    for start, end, candidates in divisions:
        name = text[start:end]
        full = any(c.name == name for c in candidates)
        joined = found and found[-1][1] == start
        if end - start == 2 and full and not joined and not _BOUNDARY.search(text, max(0, start - 2), start):
            continue  # 示范县, 建成县级…, 各市和县 are not 范县, 成县, 和县
        if not full and (_PART_OF_NAME.match(text, end) or (not joined and _PART_BEFORE.search(text, max(0, start - 4), start))):
            continue
        if text[start - 1 : start + 1] in ("以上", "以下", "新增", "惠民", "出海", "入海", "其中") or text.startswith(
            ("新县城", "代县长"), start
        ):
            continue  # 县城以上城区 is not 上城区, 其中山区 not 中山区, 代县长 is acting
        if full and re.match("大学|学院|路(?!径|线|段)|大道", text[end : end + 2]):
            continue
        if not full and text[end : end + 1] in "省市县区州盟":
            continue  # another division of that stem, which the list does not have
        found.append((start, end, name, candidates))
    return found


def _resolve(named: Sequence[tuple[int, int, str, tuple[Entry, ...]]], home: Place | None) -> list[Entry | None]:
    """One division for each name, None where several remain."""
    places = gazetteer()
    sure = Counter(c[0].code for _, _, _, c in named if len(c) == 1)
    chosen: list[Entry | None] = []
    before: Entry | None = None
    end_before = -1
    for start, end, _name, candidates in named:
        options = list(candidates)
        if before is not None and start - end_before <= 1:
            inside = [c for c in options if c.code != before.code and places.within(c.code, before.code)]
            options = inside or options
        if len(options) > 1 and home and home.code:
            near = [c for c in options if places.within(c.code, home.code) or places.within(home.code, c.code)]
            near = near or [c for c in options if home.code[:4] == c.code[:4]] or [c for c in options if home.code[:2] == c.code[:2]]
            options = near or options
        if len(options) > 1:
            weights = [
                sum(n for code, n in sure.items() if code != c.code and (places.within(c.code, code) or code[:4] == c.code[:4]))
                for c in options
            ]
            best = max(weights)
            options = [c for c, w in zip(options, weights, strict=True) if w == best and best > 0] or options
        entry = options[0] if len(options) == 1 else None
        chosen.append(entry)
        before, end_before = entry, end
    return chosen


def _place(entry: Entry | None, name: str) -> Place:
    if entry is None:
        return Place(name, None, "county")
    return Place(entry.name, entry.code, "county" if entry.level == "zone" else entry.level)


def _towns(text: str, divisions: Sequence[Role[Place]], home: Place | None) -> list[Role[Place]]:
    """Towns and streets, where their county is named, is home or lies in it."""
    places = gazetteer()
    context = {r.value.code for r in divisions if r.value.code and len(r.value.code) == 6} | ({home.code} if home and home.code else set())
    counties = {c for c in context if not c.endswith("00")}
    wide = {c for c in context if c.endswith("00") and not c.endswith("0000")}
    ends = {r.span.end: r.value for r in divisions if r.span}
    found = []
    for match in _TOWN.finditer(text):
        stop = match.end()
        for start in range(match.start(), stop - 1):
            name = text[start:stop]
            candidates = places.towns(name)
            if not candidates:
                continue
            parent = ends.get(start)
            here = [c for c in candidates if parent and parent.code and places.within(c.code, parent.code)]
            here = here or [c for c in candidates if c.code[:6] in counties] or [c for c in candidates if c.code[:4] + "00" in wide]
            if len(here) == 1:
                found.append(Role(Place(name, here[0].code, "town"), Span.at(text, start, stop)))
                break
        else:  # 绿园区西新乡: a town that the list does not have, right behind its county
            behind = [s for s in range(max(match.start(), stop - 5), stop - 2) if s in ends and ends[s].kind == "county"]
            if behind and _TOWN_NAME.fullmatch(text, behind[-1], stop) and not _is_kind(text[behind[-1] : stop]):
                found.append(Role(Place(text[behind[-1] : stop], None, "town"), Span.at(text, behind[-1], stop)))
    return found


def _at_home_by_name(text: str, home: Place | None) -> list[Role[Place]]:
    """The place a text is about: one that no list has by its name, a town or village also without what it is (青石 is 青石镇 there)."""
    if home is None or len(home.name) < 3:
        return []
    if home.kind not in ("town", "village"):
        found = () if home.code else re.finditer(re.escape(home.name), text)
        return [Role(home, Span.at(text, m.start(), m.end())) for m in found]
    stem = home.name.removesuffix("街道").removesuffix("社区")
    stem = stem[:-1] if stem == home.name else stem
    return [Role(home, Span.at(text, m.start(), m.end())) for m in re.finditer(re.escape(stem), text)]


def _below(text: str, above: Sequence[Role[Place]], divisions: Sequence[_Division]) -> list[Role[Place]]:
    """Villages, estates and spots: by form where they stand behind a town or alone, and wherever their name is said again."""
    ends = {r.span.end for r in above if r.span}
    names: dict[str, str] = {}
    for match in _VILLAGE.finditer(text):
        if (match.start() in ends or text[match.start() - 1] in "乡镇道") and not _is_kind(match.group()):
            names[match["name"] or match["estate"]] = "village" if match["name"] else "spot"
    for match in _GOVERNED.finditer(text):
        if not _is_kind(match["name"]):
            names.setdefault(match["name"], "village")
    starts = {r.span.start: r.span.end for r in above if r.span}
    for match in _SPOT.finditer(text):
        within = any(r.span and match.start() < r.span.start < r.span.end <= match.end() for r in above)  # 在云岭市青古镇 is no spot
        if not within and not _NO_SPOT.search(match.group()) and starts.get(match.start(), match.end()) >= match.end():
            names.setdefault(next(name for name in match.groups() if name), "spot")
    for role in above:
        behind = role.span and not role.origin and _BEHIND.match(text, role.span.end)
        if role.span and behind and not _NO_SPOT.search(behind["own"] or ""):
            names.setdefault(behind["own"] or role.span.quote + behind.group(), "spot")
    for start, end, _ in divisions:
        after = _NAMED_AFTER.match(text, end)
        if after and end not in ends:
            names.setdefault(text[start : after.end()], "spot")
    for match in _HAMLET.finditer(text):
        names.setdefault(match["name"], "village")
    for match in _LISTED.finditer(text):
        members = match.group().split("、")
        if any(member in names for member in members):
            names.update(dict.fromkeys((m for m in members if m not in names), "spot"))
    names = _by_form(text) | names
    roles = []
    for name, kind in names.items():
        start = text.find(name)
        while start >= 0:
            roles.append(Role(Place(name, None, kind), Span.at(text, start, start + len(name))))
            start = text.find(name, start + len(name))
    return roles


def _by_form(text: str) -> dict[str, str]:
    """The kinds of the towns and villages that form and standing tell, all of a row or none, by their names."""
    rows = [re.split("[、和与及]", match.group()) for match in _ROW.finditer(text)]
    rows += [[part.group() for part in _PART.finditer(match.group())] for match in _TALLY.finditer(text)]
    rows += [[name for name in match.groupdict().values() if name] for form in (_SITE, _SUBJECT) for match in form.finditer(text)]
    told = [row for row in rows if not any(_GENERIC.search(name) or _is_kind(name) for name in row)]
    names = {name: _LEVEL_OF[name[-2:] if name.endswith("街道") else name[-1]] for row in told for name in row}
    return {name: kind for name, kind in names.items() if not (kind == "county" and _is_listed(name))}


def _is_listed(name: str) -> bool:
    """Whether the gazetteer has the county with which a name ends: 豫北浚县."""
    return any(end == len(name) for _, end, _ in gazetteer().find(name))


def _is_kind(name: str) -> bool:
    """Whether a name of the form of a county, town or village is what many of them are: 花椒专业村, 城中村, 乡镇."""
    return bool(_KIND.search(name) or _NO_VILLAGE.search(name))


def _meant(text: str, named: Sequence[Role[Place]], home: Place | None) -> list[Role[Place]]:
    """全市, 该县, 当地, 全国: the home place, the nearest place of that level named before, or what home lies in."""
    roles: list[Role[Place]] = []
    above = gazetteer().ancestors(home.code) if home and home.code else ()
    starts = [r.span.start for r in named if r.span]
    taken = [(r.span.start, r.span.end) for r in named if r.span]
    for match in _SELF.finditer(text):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and match.start() < taken[index][1]:
            continue
        place = _stands_for(match, named[: index + 1], home, above)
        if place is not None:
            roles.append(Role(place, Span.at(text, *match.span()), "document"))
    return roles


def _stands_for(match: re.Match[str], before: Sequence[Role[Place]], home: Place | None, above: Sequence[Entry]) -> Place | None:
    if match.group() in ("全国", "我国", "中国"):
        return Place(COUNTRY.name, COUNTRY.code, "country")
    if match.group() == "当地":
        return next((r.value for r in reversed(before) if r.value.kind in ("prefecture", "county", "town", "village")), home)
    word = match["level"] or match["own"]
    level = _LEVEL_OF[word]
    if home and (level == home.kind or (word in "市区" and home.name.endswith(word))):
        return home
    cities = (
        r.value for r in reversed(before) if word == "市" and r.value.kind in ("prefecture", "county") and r.value.name.endswith("市")
    )
    alike = (r.value for r in reversed(before) if r.value.kind == level and _bears(r.value.name, word))
    nearest = next(cities, None) or next(alike, None)
    if nearest is not None and (
        home is None or (home.kind in ("country", "province", "prefecture", "county") and _ORDER.index(level) > _ORDER.index(home.kind))
    ):
        return nearest
    entry = next((e for e in above if e.name.endswith(word)), None) or next((e for e in above if e.level == level), None)
    return _place(entry, entry.name) if entry else None


def _bears(name: str, word: str) -> bool:
    """Whether a place of this name may be called by this word for its level: 全区 is no 浚县, 全村 no 社区."""
    return not name.endswith("社区") if word == "村" else word in "省市州" or name.endswith(word)


def _without_overlaps(roles: Sequence[Role[Place]]) -> list[Role[Place]]:
    kept: list[Role[Place]] = []
    for role in roles:
        if role.span and kept and kept[-1].span and role.span.start < kept[-1].span.end:
            if role.span.end - role.span.start > kept[-1].span.end - kept[-1].span.start and role.value.code:
                kept[-1] = role
            continue
        kept.append(role)
    return kept


def home_place(mentions: Sequence[Role[Place]], layout: Layout, title: str | None) -> Role[Place] | None:
    """The place a document is about: named in its title or most often, the smallest that holds most of what is named.

    >>> text = "云岭纪事\\n鹤壁市淇滨区和浚县增收。鹤壁市全市脱贫。"
    >>> found = home_place(find_places(text, Layout(text), None), Layout(text), "云岭纪事")
    >>> found.value.name
    '鹤壁市'

    It is the country where that is named more often than all places in it.
    """
    coded = [r for r in mentions if r.value.code and r.value.kind in ("province", "prefecture", "county") and r.span and not r.origin]
    coded = [r for r in coded if not (r.span and is_capital(r) and is_dateline(layout.text, r.span.end))]
    if layout.without:  # a table of places is not about the one of them that a list has
        coded = [r for r in coded if r.span and layout.text.rfind("\n", 0, r.span.start) + 1 not in layout.without]
    if not coded:
        return None
    places = gazetteer()
    first_blocks = layout.blocks[min(4, len(layout.blocks)) - 1].end if layout.blocks else 0
    score: Counter[str] = Counter()
    for role in coded:
        assert role.span is not None
        score[role.value.code or ""] += 4 if role.span.end <= first_blocks else 1
        if title and (role.span.quote in title):
            score[role.value.code or ""] += 6
    total = sum(score.values())
    national = [r for r in mentions if r.value.kind == "country"]
    if len(national) > total:
        return Role(national[0].value, national[0].span, "document")
    # a place also counts what lies in it; the smallest that holds most of all mentions is the one
    covered = {code: sum(n for c, n in score.items() if places.within(c, code)) for code in score}
    order = sorted(score, key=lambda c: (-_ORDER.index(_level(c)), -score[c], c))
    best = next((c for c in order if covered[c] * 2 > total and score[c] * 8 >= total), None) or max(
        score, key=lambda c: (score[c], -len(c), c)
    )
    first = next(r for r in coded if r.value.code == best)
    return Role(first.value, first.span, "document")


def _level(code: str) -> str:
    entry = gazetteer().by_code(code)
    return entry.level if entry else "spot"


def document_places(mentions: Sequence[Role[Place]], text: str) -> tuple[Role[Place], ...]:
    """The distinct places of a document, each where it is first named."""
    seen: dict[str, Role[Place]] = {}
    for role in mentions:
        key = role.value.code or role.value.name
        if key not in seen and role.value.kind != "country":
            seen[key] = role
    return tuple(seen.values())
