"""Titles of several posts: where one begins, and which of its posts is held in which body."""

import re
from collections.abc import Sequence

from kg.gazetteer import gazetteer
from kg.mentions import posts
from kg.mentions.names import name_at
from kg.model import Capacity, Role, Span

_BOUNDARY = re.compile(r"[，。；：:“”‘’！？!?（）()\s《》—…]")
_ASIDE = re.compile(r"(?<![电讯])[（(][一-鿿]{1,4}[)）]")  # 百川实业（集团）股份有限公司
_STATE_GROUPS = frozenset(
    ["国网", "国能", "中建", "中铁", "中交", "中国电信", "中国移动", "中国联通", "国家电网", "中石油", "中石化"]
)  # 国网云岭公司
_RELATIVE = re.compile(  # whose it is stands before
    r"[省市县区州镇乡](?:委|政府|人大|人大常委会|政协|纪委|监委|总工会|妇联|工商联|残联)(?:[一-鿿]{0,4}(?:部|办公室))?$"
)
_QUARTER = re.compile(
    "[一-鿿]{2,}?(?:街道|开发区|高新区|经开区|示范区|度假区|保税区|试验区|管理区|园区|新区|景区)"
)  # 青石街道党工委书记、办事处主任
_NOISE = re.compile(
    "(?:[一-鿿、]*?(?:担任|任命|邀请到?|来自|[当做][过选]|来到|找到|见到|会上|[现如]今|时任|现任|原任|当选为|随着|跟随|循着|顺着)|[^省市县区州局委厅镇乡村]*?[据向对由是与同让请在]|经(?![济开营贸信纬]))(?=[一-鿿]{2,}[省市县区州局委厅部镇乡村站所司团])"
    "|[时现原曾]任(?=[省市县区州旗镇乡](?:委|纪委|政府|人大|政协))"  # 时任县委书记
    "|[一-鿿]*?[和与](?=(?:副?[省市县区州旗镇乡]长|[省市县区州旗]委|[省市县区州旗]政府))"  # 周晓禾和区委副书记
)
_NO_TITLE = re.compile("[是为由有任当各等了的和与及被让给对向]|出席|参加|主持")  # 周晓禾任县长，县委书记闻人乐……
_LEVELS = "省市县区州旗镇乡"
_COMMITTEE = re.compile("[一-鿿]{2,}[省市县区州旗]委")
_WHOLE = re.compile("(?:[省市县区州旗]委|政府|局|厅|[学医]院|公司|集团|中心|大学)$")
# 县委副秘书长、政研室主任; 生态环境局调研员、水生态科科长
_DEPARTMENT = re.compile("(?![省市县区州旗镇乡])(?:[一-鿿]{2,4}部|[一-鿿]{1,6}[室科股]|[一-鿿]{1,6}处(?<!办事处))")
_PARTY_OF = re.compile(r"(?:党委|党组|党工委|党总支|党支部)$")  # 教育局党组
_OWN = re.compile("[该本][省市县区州旗镇乡村厅局委办处所院校馆]")
_NAMED_BEFORE = re.compile("本(?:公司|企业|集团|合作社|基地|[园厂店场馆])|该[园店场]")  # 本公司负责人
_NEAR = 300  # characters before 该乡 that may name it
_PLACE = re.compile("(?:(?<=[县市区州旗镇乡在到是为])|(?<![一-鿿]))(?P<name>[一-鿿]{2,4}?[省市县区州旗镇乡村])")
_PARTY_WORDS = re.compile(r"书记|委员|常委|成员")


def title_start(text: str, stop: int, floor: int = 0) -> int:
    """Where the title that ends before ``stop`` begins: behind the last boundary, and the name before it that ends at ``floor``, or at the first place it names."""
    start = max(floor, stop - 40)
    asides = [m.span() for m in _ASIDE.finditer(text, start, stop)]
    for boundary in _BOUNDARY.finditer(text, start, stop):
        if not any(a <= boundary.start() < b for a, b in asides):
            start = boundary.end()
    if text[start - 1 : start] == "，" and (before := _post_before(text, start - 1, floor)) is not None:
        return title_start(text, before, floor)
    while start < stop and text[start] in "、和与":
        start += 1
    noise = _NOISE.match(text, start, min(len(text), stop + 2))
    if noise and noise.end() <= stop:
        start = noise.end()
    words = text[start:stop]
    first = next(iter(gazetteer().find(words)), None)
    if (
        first
        and first[0] > 0
        and words[: first[0]] not in _STATE_GROUPS
        and not words.startswith("合作社", first[0])  # 种植专业合作社 is of no place 合作
        and words[0] not in _LEVELS
        and not words[: first[0]].endswith("人力")  # 市人力资源局 is of no place 资源
        and not posts.is_body(words[: first[0]])
        and not any(a <= start + first[0] < b for a, b in asides)
        and "、" not in words[: first[0]]
        and not posts.endings().search(words[: first[0]])
        and first[2][0].name.startswith(words[first[0] : first[1]][:2])
    ):
        start += first[0]
    if text.startswith("驻", start) and text.endswith("村", start, stop):
        start += 1  # 驻老井村第一书记
    possessive = text.rfind("的", start, stop)
    return possessive + 1 if possessive >= 0 and stop - possessive > 1 else start


def _post_before(text: str, comma: int, floor: int) -> int | None:
    """Where the post begins that a comma parts from more posts of the same person: 云岭县农办主任，县农业局局长周晓禾."""
    begin = max(floor, comma - 40)
    for boundary in _BOUNDARY.finditer(text, begin, comma):
        begin = boundary.end()
    post = next((found for found in posts.endings().finditer(text, begin, comma) if found.end() == comma), None)
    if post is None or post.start() == begin or _NO_TITLE.search(text, begin, post.start()) or (begin == floor + 1 and text[floor] == "，"):
        return None
    if text[begin - 1 : begin] == "，":  # 周晓禾，云岭县县长，县委书记闻人乐……
        opened = max((boundary.end() for boundary in _BOUNDARY.finditer(text, floor, begin - 1)), default=floor)
        if name_at(text[opened : begin - 1], 0) == begin - 1 - opened:
            return None
    return post.start()


def split(text: str, start: int, end: int) -> list[posts.Title]:
    """One title, or several joined by 、 where each ends with a post."""
    cuts = [start]
    for position in range(start, end):
        if text[position] in "、，兼":
            ending = None
            for match in posts.endings().finditer(text, cuts[-1], position):
                ending = match
            if ending and ending.end() == position:
                cuts.append(position + 1)
            elif len(cuts) == 1 and text[position] != "兼":
                cuts = [position + 1]
    return [posts.parse(text, a, (b - 1 if b != end else b)) for a, b in zip(cuts, [*cuts[1:], end], strict=True)]


def capacities(text: str, titles: Sequence[posts.Title], home: str | None) -> list[Capacity]:
    """Each post of a title in its body, the last the one that is spoken for; ``home`` is the place the text is about.

    >>> text = "云岭县委副书记、县长"
    >>> [(c.post.value, c.body.value) for c in capacities(text, split(text, 0, len(text)), None)]
    [('县委副书记', '中共云岭县委'), ('县长', '云岭县人民政府')]
    """
    found: list[Capacity] = []
    for title in titles:
        held = _held_in(text, title, found[-1].body if found else None, home)
        found.append(Capacity(Role(title.post, Span.at(text, title.start, title.end)) if title.end > title.start else None, held))
    return found


def _held_in(text: str, title: posts.Title, before: Role[str] | None, home: str | None) -> Role[str] | None:
    """The body a post is held in: the one its title names, that of the post before it, or the one of its level over ``home``.

    市委副书记、市长 are of a committee and of a government, 教育局党组书记、局长 of a party group and of its bureau, and 县委宣传部部长 behind
    云岭县副县长 is of the committee of that county.
    """
    if title.body:
        if _NAMED_BEFORE.fullmatch(title.body):
            return None
        said = _OWN.match(title.body)  # 该厅公路管理局
        cut = said.end() if said and said.end() < len(title.body) else 0
        at, body = Span.at(text, title.body_start + cut, title.body_end), title.body[cut:]
        if said and cut and said.group()[-1] in _LEVELS + "村":
            named = [found["name"] for found in _PLACE.finditer(text, max(0, title.body_start - _NEAR), title.body_start)]
            body = next((name for name in reversed(named) if name.endswith(said.group()[-1])), "") + body
        quarter = _QUARTER.match(before.value) if before and body in ("办事处", "党工委", "管委会") else None
        if quarter:
            return Role(quarter.group() + body, at)
        if _COMMITTEE.fullmatch(body) and not body.startswith("中共"):
            return Role(f"中共{body}", at)
        if before and _WHOLE.search(before.value) and _DEPARTMENT.fullmatch(body):
            return Role(before.value + body, at)
        if body.startswith("自治区"):
            return Role((_place_of_level("自治区", before, home) or "自治区") + body.removeprefix("自治区"), at)
        place = _place_of_level(body[0], before, home) if _RELATIVE.match(body) else None
        return Role(f"{'中共' if body[1] == '委' else ''}{place}{body[1:]}" if place else body, at)
    own = posts.GOVERNMENT.match(title.post) or posts.COMMITTEE.match(title.post)
    if own:
        place = _place_of_level(own["level"], before, home)
        span, origin = (before.span, before.origin) if before and place and place in before.value else (None, "document")
        return Role(f"中共{place}委" if own.re is posts.COMMITTEE else f"{place}人民政府", span, origin) if place else None
    if before is None:
        return None
    party = _PARTY_OF.search(before.value)
    if party and party.start() >= 3 and not _PARTY_WORDS.search(title.post):
        return Role(before.value[: party.start()], before.span, before.origin)
    return before


def _place_of_level(level: str, before: Role[str] | None, home: str | None) -> str | None:
    """The city of 市长, the county of 县委: named in the body before, else the text's home or a place above it.

    >>> _place_of_level("县", Role("中共云岭县委", None), None), _place_of_level("市", None, "淇县")
    ('云岭县', '鹤壁市')
    """
    named = before and re.match(f"(?:中共)?(?P<name>[一-鿿]{{1,8}}?{level})", before.value)
    if named or home is None:
        return named["name"] if named else None
    entries = gazetteer().candidates(home)
    above = [e.name for e in gazetteer().ancestors(entries[0].code)] if len(entries) == 1 else []
    return next((name for name in (home, *above) if name.endswith(level)), None)
