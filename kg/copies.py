"""Documents that are no printed text in simplified characters: the rules read a copy that is, and what they find is quoted from the text.

The copy of a text in traditional characters has simplified ones; the words of a claim, its people and whatever the vocabularies don't know stand as
they were written, while places, metrics and programmes that the vocabularies know, and units, have their names from there. The copy of a text
set otherwise than in print (``kg/typography``) has its marks and lines; what is found has its names as they would be printed.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from decimal import Decimal
from operator import is_
from types import NoneType
from typing import Any

from kg.cells.grids import find_grids
from kg.model import Concept, Document, Metadata, Place, Reading, Repair, Role, Span
from kg.offsets import OffsetMap
from kg.typography import as_printed

# frequent characters whose simplified form is another; simplified text has next to none of them
_TELLING = re.compile("[個們這時來說對國過後學還沒將開關業產實現與為動縣區萬億長東車馬見員間門點應進運達設計總報體發會經當無電號頭書裡]")
_SHARE = 30  # a traditional text has at least one of them in so many characters
_SLIPS = str.maketrans("巿", "市")


@dataclass(frozen=True, slots=True)
class Copy:
    """What the rules read in place of a document: ``printed`` is its text as it would be printed, in its own characters and as long as the
    text of the copy; ``offsets`` lead from there to the text of the document, None where positions are the same."""

    document: Document
    printed: str
    offsets: OffsetMap | None
    traditional: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.offsets.span(start, end) if self.offsets else (start, end)


def plain_copy(document: Document) -> Copy | None:
    """The document as printed and in simplified characters; None where it is that already.

    >>> from kg.readers import read_bytes
    >>> from kg.repair import repair
    >>> [source] = read_bytes("a.txt", "雲嶺縣縣長說:「今年新建 3 所學校。」今年新建 5 公里。".encode())
    >>> copy = plain_copy(repair(source))
    >>> copy.document.text, copy.printed[:9]
    ('云岭县县长说：“今年新建3所学校。”今年新建5公里。', '雲嶺縣縣長說：“今')
    >>> copy.span(12, 15)
    (13, 17)
    """
    traditional = sum(1 for _ in _TELLING.finditer(document.text)) * _SHARE >= len(document.text)
    printed, offsets = as_printed(document.text, lambda: _table_lines(document.text)) or (document.text, None)
    if not traditional and printed == document.text:
        return None
    repairs = _led_over(document.repairs, offsets) if offsets else document.repairs
    copy = replace(document, text=_simple(printed) if traditional else printed, repairs=repairs)
    if traditional:
        source = replace(document.source, metadata=_stated(document.source.metadata))
        copy = replace(copy, source=source, given=_stated(document.given))
    return Copy(copy, printed, offsets, traditional)


def _table_lines(text: str) -> Iterator[int]:
    return (line for grid in find_grids(text) for line in grid.lines)


def _simple(words: str) -> str:
    from kg.repair.script import to_simplified

    return to_simplified(words).translate(_SLIPS)


def _stated(metadata: Metadata) -> Metadata:
    return Metadata(**{name: value and _simple(value) for name, value in asdict(metadata).items()})


def _led_over(repairs: tuple[Repair, ...], offsets: OffsetMap) -> tuple[Repair, ...]:
    """Repairs of the text at their places in the copy; those of what the copy does not have are none of it."""
    led = ((repair, *offsets.back(repair.start, repair.end)) for repair in repairs)
    return tuple(repair._replace(start=start, end=end) for repair, start, end in led if start < end)


def as_written(reading: Reading, document: Document, copy: Copy) -> Reading:
    """What was found in the copy of ``document``, quoted from the document itself and in its characters."""
    told = {
        simple: written
        for there, here in ((copy.document.source.metadata, document.source.metadata), (copy.document.given, document.given))
        for simple, written in zip(asdict(there).values(), asdict(here).values(), strict=True)
        if simple
    }

    def words(simple: str) -> str:
        at = copy.document.text.find(simple)
        return told.get(simple) or (copy.printed[at : at + len(simple)] if at >= 0 else simple)

    names: dict[type, tuple[str, ...]] = {}
    walked: dict[int, Any] = {}  # what many claims share is looked at once

    def walk(found: Any) -> Any:
        kind = type(found)
        if kind in _WHOLE or (kind is Concept and found.iri) or (kind is Place and found.code):
            return found
        known = walked.get(id(found))
        if known is None:
            known = walked[id(found)] = quoted(found) if kind is Span else each(found) if kind is tuple else parts(found)
        return known

    def quoted(span: Span) -> Span:
        start, end = copy.span(span.start, span.end)
        return span if span.quote == document.text[start:end] and start == span.start else Span.at(document.text, start, end)

    def each(values: tuple[Any, ...]) -> tuple[Any, ...]:
        found = tuple(map(walk, values))
        return values if all(map(is_, found, values)) else found

    def parts(value: Any) -> Any:
        named = () if not copy.traditional else (*_NAMED, "value") if isinstance(value, Role) else _NAMED
        changed = {}
        if type(value) not in names:
            names[type(value)] = tuple(field.name for field in fields(value)) if is_dataclass(value) else ()
        for name in names[type(value)]:
            part = getattr(value, name)
            new = words(part) if name in named and isinstance(part, str) else walk(part)
            if new is not part:
                changed[name] = new
        return replace(value, **changed) if changed else value

    written: Reading = walk(reading)
    return replace(written, document=document)


_NAMED = ("name", "title")
_WHOLE = frozenset((str, int, bool, float, Decimal, NoneType, Document))  # has no parts that are quoted
