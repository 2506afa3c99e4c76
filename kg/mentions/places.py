"""Places in a text: divisions of the gazetteer resolved by their context, villages and spots by their form, 全市 and 该县 by what they stand for."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from kg.cues import Cued, InText
from kg.gazetteer import COUNTRY, Entry, gazetteer
from kg.mentions.datelines import is_capital, is_dateline
from kg.mentions.districts import districts_at_home
from kg.mentions.settlements import LEVEL_OF, Division, below, towns_of
from kg.model import Place, Role, Span
from kg.sentences import Layout

# what follows a name and makes it part of another: 重庆大学, 南京路, 北京时间
_PART_OF_NAME = re.compile(
    r"国家[一-鿿]{2,4}?(?:馆|植物园|公园|实验室)|黄羊|黑猪|黄牛|山羊|舰|号[舰船轮]|(?<=中)国(?![家有际土道税企防])|大学|学院|银行|[河江湖](?![一-鿿]?[省市县区])|港(?![区口澳])|机场|瓜|久安|治|证券|自贸|自由贸易|日报|晚报|晨报|商报|卫视|电视台|路(?!径|线|段)|大道|大街|中路|时间|话(?!题)|菜|酒|籍|海关|铁路局|海路|股份|集团|大厦|饭店|条约|会议|宣言|精神|生产建设兵团|野|[麓岸]|[一-鿿]{2,6}?[0-9一二三四五六七八九十、—～-]{1,6}期(?:[、和等项工]|建|投)"
)
_PART_BEFORE = re.compile(r"(?:[一-鿿](?:江|河)|中国人民|同志|教授)$")
_ROAD = re.compile("[一-鿿]{0,4}?(?:高速|铁路|公路|高铁|城际|快速路)")
_ON_A_ROAD = re.compile("[至到][一-鿿]{2,8}?(?:高速|铁路|公路|高铁|城际|快速路)")
_BOUNDARY = re.compile(
    r"(?:^|其中|给了|拨付|下达|奖励|补助|[豫冀鲁晋陕甘川滇黔湘鄂赣皖苏浙闽粤桂辽吉黑蒙藏疆][东南西北中]|[^一-鿿]|[而但仅年月日在于到从自至与和及跟同对给向由是赴入驻往距、的为省]|最[大高多低小强])$"
)
_LEVEL = "(?:[省市县区州盟旗镇乡村]|街道|社区)"
_SELF = Cued(
    rf"(?P<this>[该本]|(?<![安健齐完])全|[我咱俺]们?)(?P<level>{_LEVEL})(?![长委政局区级民场域容分别吃])|全国(?!人大|政协|人民代表|文明|先进|百强|劳模|劳动模范|道德模范|模范|技术能手|五一|三八|十佳|青年岗位能手|青年文明号|见义勇为|巾帼|性|各)|(?:(?<![一-鿿])|(?<=[年月日来前末底期使让后在]))(?:我国(?!际)|中国(?=[已将有从仍累]|(?:农村|城镇|经济|居民|人口|外贸|快递)(?!大学|银行|科学|网|报|学|协|研|出版|信用|技术|论坛)|(?:[一-鿿]{{2,10}}占(?:全球|世界)|[一-鿿]{{0,10}}(?:里程|总量|规模|人口|产量|面积|装机(?:容量)?|降[雨水]量|气温)[已达超突为约增])))|当地|"
    r"(?<![一-鿿])(?P<own>省|市|县)(?=委|政府)|(?P<every>3[01]个省(?:区市|份|[（(][^）)]{2,14}[）)])?(?:和|及)新疆生产建设兵团)",
    cue=f"3[01]个省|当地|中国|省(?=委|政府)|市(?=委|政府)|县(?=委|政府)|该{_LEVEL}|本{_LEVEL}|全(?:{_LEVEL}|国)|我(?:国|们?{_LEVEL})|咱们?{_LEVEL}|俺们?{_LEVEL}",
    reach=0,
)
ZONE = "(?:国家级?|省级)?(?:经济技术|高新技术产业|经济|高新)?开发区|高新区|经开区|综合(?:实验|试验|保税)区|综保区"
_ZONE = re.compile(f"{ZONE}|新区")
# what a zone is called once it was named: 高新区 is 鹤壁高新技术产业开发区
_SHORT_ZONE = Cued(
    "(?:(?<![一-鿿])|(?<=[年月日来前末底期后])|(?<=使|让))(?P<zone>经开区|高新区)(?![0-9等、]|管委会|党工委)",
    cue="经开区|高新区",
    reach=0,
)
_CALLED = {"经开区": ("经开区", "经济技术开发区", "经济开发区"), "高新区": ("高新区", "高新技术产业开发区")}
# 近日本报, 精英国际 and 韩国栋 name none; 韩国企业 have come here
_COUNTRIES = (
    "美国|法国|德国|韩国|俄罗斯|意大利|西班牙|葡萄牙|荷兰|瑞士|瑞典|比利时|加拿大|墨西哥|澳大利亚|新西兰|巴西|阿根廷|智利|印度尼西亚|印度|越南|泰国|老挝|缅甸|柬埔寨|马来西亚|新加坡|菲律宾|蒙古国|哈萨克斯坦|乌兹别克斯坦|"
    "吉尔吉斯斯坦|巴基斯坦|孟加拉国|斯里兰卡|伊朗|土耳其|沙特阿拉伯|埃及|南非|尼日利亚|肯尼亚|埃塞俄比亚|乌克兰|波兰|东南亚"
)
ABROAD = InText(
    f"(?:{_COUNTRIES}|英国(?<![精群]英国)|日本(?<![今昨近每当即节假明连次多]日本)(?![报市县省院区镇乡村]))"
    "(?![际栋庆强华平梁籍产族]|[一-鿿]{0,3}?(?:企业|公司|[客外茶]商|商人|游客|专家|品牌|设备))",
    cue=f"{_COUNTRIES}|英国|日本",
    reach=0,
)
# what many towns call a part of theirs or of the land, and a city a district
_PARTS_OF_TOWNS = frozenset(["老城区", "新城区", "中山区"])
_SMALL = ("prefecture", "county", "town", "village")
_NEAR = 300  # characters behind a place that 当地 may mean
_ORDER = ("country", "province", "prefecture", "county", "zone", "town", "village", "spot")


# 青禾市东河区: of a city that no list has, and none that one has
_OF_UNLISTED = re.compile("(?:(?<![一-鿿])|[在到往于])[^\\W\\d全本我该各县级省辖城的]{2,3}市$")


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
    named = [found for found in _named(text, divisions, home) if found[0] not in taken]
    named = sorted([*named, *districts_at_home(text, home)], key=lambda found: found[0])
    chosen = _resolve(named, home)
    home = _coded(home, {entry.code for entry in chosen if entry})
    full = {entry.code for (_, _, name, _), entry in zip(named, chosen, strict=True) if entry and name in (entry.name, entry.plain)}
    astray = _astray(text, named, chosen) - {home.code if home else None}
    roles = []
    above: tuple[int, Entry] | None = None
    for (start, end, name, _), entry in zip(named, chosen, strict=True):
        under = above is not None and entry is not None and above[0] == start and gazetteer().within(entry.code, above[1].code)
        above = (end, entry) if entry else None
        # the short name of a county may be a word (资源, 振兴): the text must say its full name too or what it lies in before it, or it lies at home
        short = entry is not None and entry.level in ("county", "zone") and entry.name != name and entry.code not in full
        zone = _ZONE.match(text, end)
        if short and not under and not _at_home(entry, home) and not (zone and zone.group().startswith("综合")):
            continue
        if entry and entry.code in astray:
            roles.append(Role(Place(text[start:end], None, entry.level), Span.at(text, start, end)))
            continue
        # 北海经济开发区, which is not of Beihai; 云岭新区 is being built
        far = home and home.code and entry and home.code[:2] != entry.code[:2]
        if zone and entry and entry.name != name and (far or zone.group() != "新区"):
            roles.append(Role(Place(text[start : zone.end()], None, "county"), Span.at(text, start, zone.end())))
        else:
            roles.append(Role(_place(entry, name), Span.at(text, start, end)))
    roles += _zones_again(text, roles)
    roles += towns_of(text, roles, home)
    roles += below(text, roles, divisions)
    roles += _at_home_by_name(text, home)
    roles += (Role(Place(m.group()), Span.at(text, *m.span())) for m in ABROAD.finditer(text))
    roles.sort(key=_order)
    roles = _without_overlaps(roles)
    return tuple(sorted(roles + _meant(text, roles, home), key=_order))


def _astray(text: str, named: Sequence[tuple[int, int, str, tuple[Entry, ...]]], chosen: Sequence[Entry | None]) -> set[str]:
    """The codes of counties and districts of which the text says that they are of a city that no list has: 青禾市东河区."""
    ends = {end for _, end, _, _ in named}
    return {
        entry.code
        for (start, *_), entry in zip(named, chosen, strict=True)
        if entry and entry.level == "county" and start not in ends and _OF_UNLISTED.search(text, max(0, start - 6), start)
    }


def _zones_again(text: str, named: Sequence[Role[Place]]) -> list[Role[Place]]:
    """A zone by its short name, where the text names only one that is called so: 鹤壁高新区扩大, 高新区引进企业30家."""
    zones = {role.value.name: role.value for role in named if _ZONE.search(role.value.name)}
    if not zones:
        return []
    roles = []
    for match in _SHORT_ZONE.finditer(text):
        called = [zone for name, zone in zones.items() if name.endswith(_CALLED[match["zone"]])]
        if len(called) == 1:
            roles.append(Role(called[0], Span.at(text, *match.span())))
    return roles


def _order(role: Role[Place]) -> tuple[int, int]:
    return (role.span.start, -role.span.end) if role.span else (0, 0)


def _at_home(entry: Entry | None, home: Place | None) -> bool:
    return bool(entry and home and home.code and entry.code[:4] == home.code[:4] and not home.code.endswith("0000"))


def _city_named(entry: Entry, text: str) -> bool:
    """Whether a text names the city that a district lies in."""
    return any(above.level == "prefecture" and above.short in text for above in gazetteer().ancestors(entry.code))


def _coded(home: Place | None, named: Collection[str]) -> Place | None:
    """The home town with its code: it is the only town of its name, or the only one in what the text names."""
    if home is None or home.code or home.kind != "town":
        return home
    towns = gazetteer().towns(home.name)
    here = [t for t in towns if t.code[:6] in named] or [t for t in towns if t.code[:4] + "00" in named] or towns
    return Place(home.name, here[0].code, "town") if len(here) == 1 else home


def _named(text: str, divisions: Sequence[Division], home: Place | None) -> list[tuple[int, int, str, tuple[Entry, ...]]]:
    found: list[tuple[int, int, str, tuple[Entry, ...]]] = []
    for start, end, candidates in divisions:
        name = text[start:end]
        full = any(name in (c.name, c.plain) for c in candidates)
        joined = found and found[-1][1] == start
        if end - start == 2 and full and not joined and not _BOUNDARY.search(text, max(0, start - 2), start):
            continue  # 示范县, 建成县级…, 各市和县 are not 范县, 成县, 和县
        if name in _PARTS_OF_TOWNS and not joined and not any(_at_home(c, home) or _city_named(c, text) for c in candidates):
            continue
        if not full and (_PART_OF_NAME.match(text, end) or (not joined and _PART_BEFORE.search(text, max(0, start - 4), start))):
            continue
        if text[start - 1 : start + 1] in ("以上", "以下", "新增", "惠民", "出海", "入海", "其中") or text.startswith(
            ("新县城", "代县长"), start
        ):
            continue  # 县城以上城区 is not 上城区, 其中山区 not 中山区, 代县长 is acting
        if _ON_A_ROAD.match(text, end) or (text[start - 1 : start] in "至到" and _ROAD.match(text, end)):
            continue  # 马尔康至久治高速
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
    if match["every"] or match.group() in ("全国", "我国", "中国"):
        return Place(COUNTRY.name, COUNTRY.code, "country")
    if match.group() == "当地":
        near = (r.value for r in reversed(before) if r.span and match.start() - r.span.end < _NEAR and r.value.kind in _SMALL)
        return next(near, home)
    word = match["level"] or match["own"]
    level = LEVEL_OF[word]
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
    leading = {role.span for role, then in pairwise(coded) if _leads_to(role, then)}
    coded = [r for r in coded if r.span not in leading]
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


def _leads_to(role: Role[Place], then: Role[Place]) -> bool:
    """Whether a place only says in which another right behind it lies: 云岭省青石县 is 青石县."""
    within = gazetteer().within(then.value.code or "", role.value.code or "")
    return within and role.value.code != then.value.code and bool(role.span and then.span and role.span.end == then.span.start)


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
