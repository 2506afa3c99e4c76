"""Where what is given for a document differs from what the document says of itself: its date and its place."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kg.dates import is_date
from kg.gazetteer import gazetteer
from kg.mentions.datelines import Opening
from kg.mentions.heads import stated
from kg.model import Document, Place
from kg.sentences import Layout

_PRINTED = timedelta(days=7)  # a paper prints what a dateline dates within the week


@dataclass(frozen=True, slots=True)
class Differing:
    """A field for which one thing was given and the document states another."""

    field: Literal["published", "place"]
    given: str
    stated: str


def differing(document: Document) -> tuple[Differing, ...]:
    """What was given for a document and the masthead, the details, the dateline or the fields of its file state otherwise.

    A date that only is more precise, and a place that lies in the other, is no other. What is inferred from the text counts for nothing here.

    >>> from kg.model import Metadata
    >>> from kg.readers import read_bytes
    >>> from kg.repair import repair
    >>> source, = read_bytes("a.txt", "云溪县兴学\\n云岭日报　2022年12月9日\\n　　本报讯　全县新建学校3所。".encode())
    >>> differing(repair(source, Metadata(published="2021"))), differing(repair(source, Metadata(published="2022-12")))
    ((Differing(field='published', given='2021', stated='2022-12-09'),), ())
    """
    given = document.given
    if not given.published and not given.place:
        return ()
    published, place = stated(replace(document, given=replace(given, published=None, place=None)), Layout(document.text))
    day = published.value if published else _dateline(document, given.published)
    found = []
    if given.published and day and not (day.startswith(given.published) or given.published.startswith(day)):
        found.append(Differing("published", given.published, day))
    if given.place and place and _elsewhere(given.place, place.value):
        found.append(Differing("place", given.place, place.value.name))
    return tuple(found)


def _dateline(document: Document, given: str | None) -> str | None:
    """The day of the dateline, which has no year, as 5月16日, where the day given is not in the week after it."""
    day = Opening(document.text).published(given) if given and len(given) == len("2022-12-09") and is_date(given) else None
    if day is None or given is None or date.fromisoformat(given) - date.fromisoformat(day.value) <= _PRINTED:
        return None
    stated = date.fromisoformat(day.value)
    return f"{stated.month}月{stated.day}日"


def _elsewhere(given: str, place: Place) -> bool:
    """Whether a place that was given is not the one stated, and neither lies in the other."""
    named = gazetteer().candidates(given)
    if given == place.name or not named or not place.code:
        return given != place.name
    places = gazetteer()
    return not any(places.within(entry.code, place.code) or places.within(place.code, entry.code) for entry in named)
