"""A number of things and how many of them something befell, in one clause: 举报的3起案件已查实1起."""

import re

from kg.claims.clauses import Clauses

_MARKED = re.compile(
    "(?P<noun>[^，。；：、0-9（）]{2,16}?)(?:到?目前|现在?|如今|均|也|最终|最后|实际)?(?:已经?|只|仅|才|实际|陆续)(?P<verb>[一-鿿]{1,6}?)了?"
)
_BEFELL = re.compile(
    "(?P<noun>[^，。；：、0-9（）]{2,16}?)(?:全部)?(?P<verb>开工|完工|竣工|建成|投产|投用|办结|整改|查实|落实|销号|化解|验收|通车|脱贫|出列|复工|复产|达标|签约|落地)了?"
)
_ENDS = re.compile("[，。；：！？）\n”]|$")


def portion(clauses: Clauses, index: int) -> tuple[str, int, int] | None:
    """The name of the number with this index and where its words stand, where it is the whole or the part; None where it is neither."""
    whole = _split(clauses, index)
    if whole:
        return whole["noun"], *whole.span("noun")
    part = _split(clauses, index - 1) if index else None
    return (part["verb"] + part["noun"], part.start("noun"), part.end("verb")) if part else None


def _split(clauses: Clauses, index: int) -> re.Match[str] | None:
    """The words between a number of things and the number of some of them, taken apart into noun and verb."""
    if index + 1 >= len(clauses.quantities):
        return None
    whole, part = clauses.quantities[index], clauses.quantities[index + 1]
    same = whole.unit == part.unit and whole.unit_kind == "counter" and part.value <= whole.value and not part.range_end
    if not same or not _ENDS.match(clauses.text, part.span.end):
        return None
    between = clauses.text, whole.span.end, part.span.start
    return _MARKED.fullmatch(*between) or _BEFELL.fullmatch(*between)
