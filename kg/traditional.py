"""Documents in traditional characters: the rules read a copy in simplified ones of the same length, and what they find is quoted from the text.

So the words of a claim, its people and whatever the vocabularies don't know stand as they were written; places, metrics and programmes that
the vocabularies know, and units, have their names from there.
"""

import re
from dataclasses import asdict, fields, is_dataclass, replace
from typing import Any, TypeVar

from kg.model import Concept, Document, Metadata, Place, Reading, Role, Span

T = TypeVar("T")

# frequent characters whose simplified form is another; simplified text has next to none of them
_TELLING = re.compile("[個們這時來說對國過後學還沒將開關業產實現與為動縣區萬億長東車馬見員間門點應進運達設計總報體發會經當無電號頭書裡]")
_SHARE = 30  # a traditional text has at least one of them in so many characters
_MARKS = str.maketrans("「」『』巿", "“”‘’市")  # 巿 is a slip for 市


def simplified_copy(document: Document) -> Document | None:
    """The document in simplified characters, offset for offset; None where it is in simplified ones already.

    >>> from kg.readers import read_bytes
    >>> from kg.repair import repair
    >>> [source] = read_bytes("a.txt", "雲嶺縣縣長說：「今年新建學校三所。」".encode())
    >>> simplified_copy(repair(source)).text
    '云岭县县长说：“今年新建学校三所。”'
    """
    if sum(1 for _ in _TELLING.finditer(document.text)) * _SHARE < len(document.text):
        return None
    from kg.repair.script import to_simplified

    def simple(words: str) -> str:
        return to_simplified(words).translate(_MARKS)

    def stated(metadata: Metadata) -> Metadata:
        return Metadata(**{name: value and simple(value) for name, value in asdict(metadata).items()})

    source = replace(document.source, metadata=stated(document.source.metadata))
    return replace(document, source=source, text=simple(document.text), given=stated(document.given))


def as_written(reading: Reading, document: Document) -> Reading:
    """What was found in the simplified copy of ``document``, in the words and characters of the document itself."""
    copy, text = reading.document, document.text
    told = {
        simple: written
        for there, here in ((copy.source.metadata, document.source.metadata), (copy.given, document.given))
        for simple, written in zip(asdict(there).values(), asdict(here).values(), strict=True)
        if simple
    }

    def words(simple: str) -> str:
        at = copy.text.find(simple)
        return told.get(simple) or (text[at : at + len(simple)] if at >= 0 else simple)

    def walk(value: T) -> T:
        found: Any = value
        match found:
            case Span():
                found = Span.at(text, found.start, found.end)
            case Concept(iri=str()) | Place(code=str()) | Document():
                pass
            case tuple():
                found = tuple(map(walk, found))
            case _ if is_dataclass(found):
                named = {"name", "title", *(["value"] if isinstance(found, Role) else [])}
                parts = {f.name: getattr(found, f.name) for f in fields(found)}
                found = replace(
                    found,  # type: ignore[type-var]
                    **{name: words(part) if name in named and isinstance(part, str) else walk(part) for name, part in parts.items()},
                )
        return found  # type: ignore[no-any-return]

    return replace(walk(reading), document=document)
