"""Titles in front of names: posts and the bodies they are held in, taken apart from the characters of the title."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.gazetteer import gazetteer
from kg.lexicon import terms

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_BODY = re.compile(
    r"^.*(?:委员会|管委会|局|委(?!会|员)|厅|政府(?!事务|关系)|公司|中心|学院|法院|检察院|研究院|医院|院|学校|大学|中学|小学|社(?!会)|部|站|所|队|协会|学会|商会|联合会|研究会|促进会|基金会|理事会|总会|联盟|工会|厂|集团(?!军)|集团军|车间|办公室|办(?!公)|处|党总支|党支部|总支|支部|村委会|居委会|"
    r"行署|公署|海关|台(?!湾)|银行|支行|分行|基地|园区|产业园|工业园|科技园|幼儿园|公园|[茶果桃梨]园|采摘园|种植园|景区|民宿|客栈|市场|农家乐|管委会|街道|社区|村|合作社|总队|支队|大队|分局|农场|林场|牧场|馆|指挥部|工作组|乡|镇|报社|日报|(?:工商|[妇残文侨社])联|[科作]协|科(?!技)|室)"
)
COMMITTEE = re.compile(r"^(?P<level>[省市县区州旗])委(?P<post>副书记|书记|常委)$")
_PARTY_POST = re.compile(r"^(?P<body>党委|党组|党总支|党支部|总支|支部|党工委|纪委|政法委|团委)(?P<post>副书记|书记)$")
_ORGAN_POST = re.compile(r"(?P<post>(?:党组)?(?:副院长|院长|副检察长|检察长|副主任|主任|副主席|主席|副书记|书记|秘书长|委员))$")
_ORGAN = re.compile(r"(?:人大常委会|人大|政协|法院|检察院)$")
GOVERNMENT = re.compile(r"^(?:代理?|常务副|副)?(?P<level>[省市县区州镇乡旗])长(?:助理)?$")
# 新疆维吾尔自治区副主席: of a government, as 副省长 is
_REGION = re.compile(r"(?P<place>[一-鿿]{0,6}自治区)(?:人民政府)?(?P<post>(?:常务副|代理?|副)?主席)$")
_PLACE_END = re.compile(r"[省市县区州镇乡旗]$")
# a company by its short name before the post of who runs it: 云岭科技首席执行官
_FIRM = re.compile(
    "[一-鿿]{2,}(?:科技|集团|股份|实业|控股|牧业|农业|林业|药业|酒业|茶业|食品|生物|能源|电子|汽车|重工|机械|传媒|网络|软件|智能|材料|医药|化工|环保|光电|文旅)$"
)
_RUNS = re.compile("(?:首席执行官|董事长|总经理|总裁|创始人)$")


@dataclass(frozen=True, slots=True)
class Title:
    """One post with its body, None where the title names none; both as offsets into the text and as names."""

    post: str
    start: int
    end: int
    body: str | None
    body_start: int
    body_end: int


@cache
def endings() -> re.Pattern[str]:
    """The endings by which a title is known, longest first."""
    spellings = sorted({s for term in terms("posts") for s in term.spellings}, key=lambda s: (-len(s), s))
    return re.compile("|".join(map(re.escape, spellings)))


@cache
def _automaton() -> "AhoCorasick":
    from ahocorasick_rs import AhoCorasick, Implementation

    return AhoCorasick(sorted({s for term in terms("posts") for s in term.spellings}), implementation=Implementation.DFA)


def find_endings(text: str) -> dict[int, int]:
    """Where each ending of a title in a text begins and, the longest that begins there, ends, in order.

    >>> find_endings("云岭县副县长、县委书记")
    {3: 6, 4: 6, 7: 11, 9: 11}
    """
    found: dict[int, int] = {}
    for _, start, end in _automaton().find_matches_as_indexes(text, overlapping=True):
        found[start] = max(end, found.get(start, end))
    return dict(sorted(found.items()))


def parse(text: str, start: int, end: int) -> Title:
    """Take apart one title: body, then post.

    >>> title = parse("云岭县住建局城建科科长", 0, 11)
    >>> title.body, title.post
    ('云岭县住建局', '城建科科长')
    >>> parse("云岭县委书记", 0, 6).body, parse("云岭县县长", 0, 5).body
    ('中共云岭县委', '云岭县人民政府')
    """
    held = _ORGAN_POST.search(text, start, end)
    if held and _ORGAN.search(text, start, held.start()):
        return Title(held["post"], held.start(), end, text[start : held.start()], start, held.start())
    region = _REGION.fullmatch(text, start, end)
    if region:
        return Title(region["post"], region.start("post"), end, f"{region['place']}人民政府", start, region.start("post"))
    at = _ending(text, start, end)
    if text.endswith("代理", start, at) and GOVERNMENT.match(text[at:end]):
        at -= 2
    post, prefix = text[at:end], text[start:at]
    committee = COMMITTEE.match(post)
    if committee:
        return Title(
            post,
            at,
            end,
            f"中共{prefix.removeprefix('中共')}{committee['level']}委" if prefix else None,
            start,
            at + 2 if prefix else start,
        )
    if post.startswith("村党"):  # 青石村党支部书记: the village is of the body
        at, post, prefix = at + 1, post[1:], prefix + post[0]
    party = _PARTY_POST.match(post)
    if party:
        return Title(post, at, end, prefix + party["body"] if prefix else None, start, at + len(party["body"]))
    government = GOVERNMENT.match(post)
    if government:
        if prefix.endswith("政府"):
            body = prefix if prefix.endswith("人民政府") else prefix.removesuffix("政府") + "人民政府"
            return Title(post, at, end, body if len(prefix) > 3 else None, start, at)
        level = government["level"]
        if prefix and prefix[-1] != level and gazetteer().candidates(prefix + level):
            return Title(post, at, end, f"{prefix}{level}人民政府", start, at)  # 贵州省长
        return Title(post, at, end, f"{prefix}人民政府" if prefix and _PLACE_END.search(prefix) else None, start, at)
    if post in ("局长", "厅长") and len(prefix) > 1 and not prefix.endswith(post[0]) and not _BODY.match(prefix):
        return Title(post, at, end, prefix + post[0], start, at + 1)  # 县水利局长
    department = _BODY.match(prefix)
    if department and department.group().endswith(("科", "室")) and not department.group().endswith("办公室"):
        department = _BODY.match(prefix[: department.end() - 1]) or department
    if department:
        middle = start + department.end()
        return Title(text[middle:end], middle, end, department.group(), start, middle)
    if _RUNS.search(post) and _FIRM.match(prefix):
        return Title(post, at, end, prefix, start, at)
    return Title(text[start:end], start, end, None, start, start)


def is_body(words: str) -> bool:
    """Whether words end with what a body is called.

    >>> is_body("云岭县农业局办公室"), is_body("云岭县")
    (True, False)
    """
    body = _BODY.match(words)
    return body is not None and body.end() == len(words)


def _ending(text: str, start: int, end: int) -> int:
    """Where the longest known ending of a title begins."""
    for at in range(start, end):
        match = endings().match(text, at, end)
        if match and match.end() == end:
            return at
    return start
