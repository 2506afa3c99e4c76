"""Units as tables state them: in brackets behind a label, in a column of their own, in a line 单位：亿元."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.mentions.quantities import find_quantities
from kg.model import Span

_RATIO = re.compile(r"(?:增减|增长|同比|上升|下降)?(?:[±＋+-]|正负)?[%％﹪]|百分比")
_SPARE = re.compile(r"^(?:计量)?单位[：:]?")
_DIGIT = re.compile("[0-9０-９]")
_POINTS = re.compile("个?[百千]分点")
_BETWEEN = re.compile(r"[、，,；;]|(?<=[^/])和")
LINE = re.compile(r"[（(\[【]?\s*(?:计量)?单\s*位\s*[：:]\s*(?P<units>[^\n。；）)\]】]{1,40})[）)\]】]?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, what it multiplies a figure by (亿元 counts 10^8 元), and where it was read."""

    label: str
    scale: Decimal
    span: Span
    kind: str = ""


@cache
def _known(words: str) -> tuple[str, Decimal, str] | None:
    if _RATIO.fullmatch(words):
        return "%", Decimal(1), "ratio"
    if _POINTS.fullmatch(words):
        return words[-3:], Decimal(1), "ratio"
    number = "1" + words  # 亿元 reads as 1亿元 does in prose
    quantities, _ = find_quantities(number, 0, len(number))
    if len(quantities) == 1 and quantities[0].span.start == 0 and quantities[0].span.end == len(number) and quantities[0].unit:
        only = quantities[0]
        return (only.unit, only.value, only.unit_kind) if only.comparator == "=" and not only.range_end else None
    return None


def unit_at(text: str, start: int, end: int) -> Unit | None:
    """The unit that the characters from ``start`` to ``end`` are, None where they are none.

    >>> [(u.label, str(u.scale)) for u in (unit_at(w, 0, len(w)) for w in ("亿元", "万人", "±%", "千公顷", "元/吨"))]
    [('元', '100000000'), ('人', '10000'), ('%', '1'), ('公顷', '1000'), ('元/吨', '1')]
    >>> unit_at("上年=100", 0, 6) is None
    True
    """
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    spare = _SPARE.match(text[start:end])
    start += spare.end() if spare else 0
    found = _known(text[start:end]) if start < end and end - start <= 12 and not _DIGIT.search(text, start, end) else None
    return Unit(found[0], found[1], Span.at(text, start, end), found[2]) if found else None


def units_at(text: str, start: int, end: int) -> tuple[Unit, ...]:
    """The units a stretch lists (亿元、%), () where something in it is none.

    >>> [u.label for u in units_at("亿元、%", 0, 4)], units_at("万元，按可比价", 0, 7)
    (['元', '%'], ())
    """
    whole = unit_at(text, start, end)
    if whole:
        return (whole,)
    found, position = [], start
    for mark in [*_BETWEEN.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        unit = unit_at(text, position, stop)
        if unit is None:
            return ()
        found.append(unit)
        position = mark.end() if mark else end
    return tuple(found)
