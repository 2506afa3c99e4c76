"""Which body 该局 and 该公司 mean: the last one named before whose name ends so."""

import re

from kg.mentions.posts import is_body
from kg.mentions.speech import WHEN
from kg.mentions.titles import title_start
from kg.model import Capacity, Role

# what a body is called behind 该, and how the names end that it stands for
_ENDINGS = {
    "校": "学校|[小中大]学|学院|校",
    "企业": "公司|企业|集团|厂",
    "台": "气象台|电视台|电台",
    "社": "合作社|旅行社|报社|社(?!会|区)",
}
_BODIES = "局|厅|委|院|校|企业|台|社|站(?!在|着|起)|所(?!有|在|以|说|属)|队(?!伍)|馆|厂|公司|集团|合作社|中心|医院|学校|银行|协会|商会|基地|景区|园区|单位|部门|社区|街道"
_PLACES = "县市区镇乡村"
THAT = re.compile(f"该(?P<noun>{_BODIES}|[{_PLACES}])")
# a body by its kind, or by what it does there: 公司总经理, 急救中心副主任
_BARE = re.compile(
    "(?![省市县区州旗镇乡村])[一-鿿]{0,2}(?:公司|集团|企业|农场|林场|牧场|合作社|中心|医院|学校|学院|研究[院所]|景区|园区|基地|工厂|酒店|民宿|项目部)"
)
_LED_IN = re.compile(f"(?:.*(?:[从据由向的了]|[来走赶回找见]到|走进|获悉|记者|走访|来自)|{WHEN}|[该本])+")  # 记者从云岭县水利局获悉
# what is no name of one: 一家公司, 民营企业, 我在基地
_ANY = re.compile(
    "(?:[一二两三几多数各每全某]|当地|本地|外地|不少|许多|很多|相关|有关|民营|国有|龙头|上市|入驻|大型|小型|中小|其他|业主|居民)|.*(?:[我你他她它在着们这那哪]|委托|加上|成立|建[成起设])"
)
_NEAR = 600  # characters in which a body is looked for
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_JOINED = re.compile("[和与、]")


def meant_body(text: str, at: int) -> tuple[str, bool] | None:
    """The body that 该局 at an offset means, named in its paragraph or the one before, and whether another fits too.

    >>> text = "记者从云岭县水利局获悉，水质达标。该局负责人说，"
    >>> meant_body(text, text.index("该局"))
    ('云岭县水利局', False)
    """
    that = THAT.match(text, at)
    return _named_before(text, at, that["noun"]) if that else None


def _named_before(text: str, at: int, noun: str) -> tuple[str, bool] | None:
    """The last body named before an offset whose name ends as ``noun`` says, and whether another's does too."""
    since = max(0, at - _NEAR)
    paragraphs = [since + line.start() for line in _LINE.finditer(text[since:at])]
    floor = paragraphs[-2:][0] if paragraphs else since
    found: list[str] = []
    for end in re.finditer(f"(?:{_ENDINGS.get(noun, noun)})(?!长)", text[floor:at]):
        name = _name(text, floor, floor + end.end())
        if len(name) > len(end.group()) + 1 and not _ANY.match(name) and (is_body(name) or noun in _PLACES):
            found.append(name)
    return (found[-1], any(not found[-1].endswith(name[-4:]) for name in found)) if found else None


def _name(text: str, floor: int, end: int) -> str:
    """The name of the body that ends at an offset."""
    start = title_start(text, end, floor)
    for joint in _JOINED.finditer(text, start, end):
        if is_body(text[start : joint.start()]):
            start = joint.end()  # 云岭县水利局和云岭县林业局
    led_in = _LED_IN.match(text, start, end - 1)
    return text[led_in.end() if led_in else start : end]


def in_meant_body(text: str, held: Capacity) -> Capacity:
    """A post in the body that is meant where 该局, 公司 or 急救中心 is all that is said; in none where none is named before 该局."""
    if held.body is None or held.body.span is None:
        return held
    said, at = held.body.value, held.body.span.start
    that = THAT.fullmatch(said)
    if not that and not _BARE.fullmatch(said):
        return held
    body = _named_before(text, at, that["noun"] if that else said)
    if body is None:
        return Capacity(held.post, None) if that else held
    return Capacity(held.post, Role(body[0], held.body.span, "paragraph"))
