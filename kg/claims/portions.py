"""A number of things and how many of them something befell, in one clause: 举报的3起案件已查实1起."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.mentions.quantities import Quantity

_MARKED = re.compile(
    "(?P<noun>[^，。；：、0-9（）]{2,16}?)(?:到?目前|现在?|如今|均|也|最终|最后|实际)?(?:已经?|只|仅|才|实际|陆续)(?P<verb>[一-鿿]{1,6}?)了?"
)
_BEFELL = re.compile(
    "(?P<noun>[^，。；：、0-9（）]{2,16}?)(?:全部)?(?P<verb>开工|完工|竣工|建成|投产|投用|办结|整改|查实|落实|销号|化解|验收|通车|脱贫|出列|复工|复产|达标|签约|落地)了?"
)
_CLASS = re.compile("[0-9.]*[百千万亿]*元及?以[上下]")
_VERB = re.compile(
    "(?:新(?:建|增|设|修|认定|引进|培育|开工|签约)|建成|竣工|完工|投产|投用|开工|修建|整治|改造|引进|培育|关停|拆除|验收|通车|脱贫|出列|注销|淘汰)"
)
# what is done with so many more, or with some, of what was counted before: 续建安置房7550套，新开工1000套
_ACT = "(?:累计|基本|全面|主体|全部|新|已)*(?:建[设成]|[新续改扩]?改?[建扩]建?成?|在建|新改建|引进|开工|建成|竣工|完工|投用|投产|交付|通车|运营|落地|签约|修复|改造|整治)"
_ACTS = re.compile(f"{_ACT}(?:[、和与及]?{_ACT})*(?:投用|使用)?")
_LED = re.compile(f"(?:{_ACT}[、和与及]?)+(?:投用|使用)?(?:各类|各项)?")
_SO_FAR = re.compile("(?:累计|已|全部|开工|竣工|完工|投产|投用|落地|签约|建成|在建)+$")
_OF_THEM = re.compile("其中[^。；]*$")
_DONE = re.compile(f"^(?:{_CLASS.pattern}|{_VERB.pattern}(?:[、和与及]{_VERB.pattern})*|累计|现有|完成)|总(?=里程|[数量额])")
_BEFALLEN = re.compile(f"(?:{_VERB.pattern}|签约|落地|复工)$")
_GRADE = re.compile("(?:国家|国|省部?|市|县|部|自治区)级(?:及?以上)?|[2-5]A级(?:及?以上)?")  # 茶企36家，其中国家级9家
_ENDS = re.compile("[，。；：！？）\n”]|$")


def part_of_whole(verb: str, whole: str) -> str:
    """The name of those of a whole that something befell: 公厕62座，其中今年建成21座.

    >>> part_of_whole("建成", "公厕"), part_of_whole("新建", "建成水厂"), part_of_whole("脱贫", "脱贫")
    ('建成公厕', '新建水厂', '脱贫')
    >>> part_of_whole("国家级", "新增省级以上茶企")
    '国家级茶企'
    """
    things = _BEFALLEN.sub("", _DONE.sub("", whole)) if whole != verb else ""
    if _GRADE.fullmatch(verb):
        things = re.sub(f"^(?:发展|培育|认定|拥有|创建|获批|新增|新|累计)*(?:{_GRADE.pattern})*", "", things)
    return verb + (things if len(things) > 1 else "")


def done_with_more(verb: str, whole: str) -> str:
    """The name of things of a kind counted before, of which only what is done with them is said: 续建安置房7550套，新开工1000套; "" where
    more is said, or no kind.

    >>> done_with_more("新开工", "续建安置房"), done_with_more("完工", "项目开工"), done_with_more("新开工校舍", "安置房")
    ('新开工安置房', '完工项目', '')
    """
    if not _ACTS.fullmatch(verb):
        return ""
    led = _LED.match(whole)
    things = _SO_FAR.sub("", whole[led.end() :] if led else whole)
    return verb + things if len(things) > 1 and not things.endswith(("率", "比", "比重", "投资")) else ""


def is_part(text: str, start: int, number: int, verb: str) -> bool:
    """Whether the words from ``start`` to ``number`` say of how many of a whole something is true, and ``verb`` is all they say of it.

    >>> text = "公厕62座，其中今年建成21座"
    >>> is_part(text, 0, 12, "建成"), is_part(text, 0, 2, "建成"), is_part(text, 0, 12, "小学")
    (True, False, False)
    """
    told = _VERB.fullmatch(verb) or _GRADE.fullmatch(verb)
    return bool(_CLASS.fullmatch(verb) or (told and _OF_THEM.search(text, start, number)))


def portions(text: str, quantities: Sequence[Quantity]) -> dict[int, tuple[str, int, int]]:
    """The names of the quantities that are a number of things or of some of them, with where their words stand, by their index.

    >>> from kg.mentions.quantities import find_quantities
    >>> text = "举报的3起案件已查实1起。"
    >>> portions(text, find_quantities(text, 0, len(text))[0])
    {0: ('案件', 5, 7), 1: ('查实案件', 5, 10)}
    >>> text = "3起案件，12名群众"
    >>> portions(text, find_quantities(text, 0, len(text))[0])
    {}
    """
    named = {}
    for index, (whole, part) in enumerate(pairwise(quantities)):
        if whole.unit != part.unit or whole.unit_kind != "counter" or part.value > whole.value or part.range_end:
            continue
        between = text, whole.span.end, part.span.start
        if _ENDS.match(text, part.span.end) and (match := _MARKED.fullmatch(*between) or _BEFELL.fullmatch(*between)):
            named[index] = match["noun"], *match.span("noun")
            named[index + 1] = match["verb"] + match["noun"], match.start("noun"), match.end("verb")
    return named
