"""Claims as QuickStatements V1, which adds statements to Wikidata: https://www.wikidata.org/wiki/Help:QuickStatements.

A line is one statement about a place, with its point in time and a reference that holds the address, the title, the date and the very words; the
claim stands behind it as the summary of the edit. Wikidata has properties for few of the metrics, and is no place for what is doubtful, aimed at
or only bounded: what it cannot say is left out, and counted by the reason. Items come from confirmed matches alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, NamedTuple

from kg.publications import Settings, Written
from kg.publications.claims import Claim
from kg.vocabulary import METRIC, UNIT

ITEM = "http://www.wikidata.org/entity/"
_LONGEST = 1_500  # characters of a text in Wikidata
_PRECISION = {4: ("-00-00", 9), 7: ("-00", 10), 10: ("", 11)}
_BREAKS = re.compile("[\\x00-\\x20\\x7f-\\xa0\\u2028\\u2029\\ufeff\\ufffe\\uffff]+")


class Property(NamedTuple):
    """A property of Wikidata and the units it may be given in, ours and those of Wikidata; no unit is a plain number."""

    id: str
    units: Mapping[str, str]


_YUAN = {"yuan": "U39099"}
# https://www.wikidata.org/wiki/Property:P1082 and so on: population, area, nominal GDP, nominal GDP per capita, life expectancy
PROPERTIES = {
    "permanent-residents": Property("P1082", {"person": ""}),
    "area": Property("P2046", {"square-metre": "U25343", "hectare": "U35852", "square-kilometre": "U712226"}),
    "gdp": Property("P2131", _YUAN),
    "gdp-per-capita": Property("P2132", _YUAN),
    "life-expectancy": Property("P2250", {"year": "U577", "year-of-age": "U577"}),
}

_NO_PROPERTY = ("Wikidata 没有这项指标的属性", "Wikidata has no property for the metric")
_NO_UNIT = ("单位不是该属性所用", "the unit is not one of the property")
_NOT_STATED = ("是目标、增减，或只说了界限", "an aim, a change, or only a bound")
_DOUBTFUL = ("存疑", "doubtful")
_NO_TIME = ("没有时间，或跨几年", "no point in time, or a span of several")
_NO_ITEM = ("地区没有确认过的 Wikidata 条目", "the place has no confirmed item of Wikidata")
_NO_ADDRESS = ("文献没有网址", "the document has no address on the web")
_TOO_LONG = ("原文超过 1500 字", "the words are longer than 1,500 characters")


def write(claims: Iterable[Claim], stream: IO[bytes], settings: Settings) -> Written:
    """Write a line a claim that Wikidata can hold."""
    written = Written()
    for claim in claims:
        line = statement(claim, settings.items)
        if isinstance(line, str):
            stream.write(f"{line}\n".encode())
            written.claims += 1
        else:
            written.left_out[line] += 1
    return written


def statement(claim: Claim, items: Mapping[str, str]) -> str | tuple[str, str]:
    """The line of a claim, or why there is none; ``items`` are the items of things by IRI, beside the matches that the store holds.

    >>> import kg
    >>> from kg.publications.reading import claims
    >>> from kg.publications.selecting import selection
    >>> snapshot = kg.open_examples().snapshot
    >>> statement(next(claims(snapshot, selection(snapshot, {"person": "郭浩"}))), {})
    ('地区没有确认过的 Wikidata 条目', 'the place has no confirmed item of Wikidata')
    >>> statement(next(claims(snapshot, selection(snapshot, {"person": "贺兰舟"}))), {})
    ('Wikidata 没有这项指标的属性', 'Wikidata has no property for the metric')
    """
    told = PROPERTIES.get(claim.metric.iri.removeprefix(METRIC))
    place = _item(claim.place.iri, claim.place.matches, items) if claim.place else None
    unit = told.units.get(claim.unit.iri.removeprefix(UNIT)) if told and claim.unit else None
    day, document = _day(claim), claim.document
    for reason, holds in (
        (_NO_PROPERTY, told is None), (_NOT_STATED, claim.kind != "actual" or claim.measure != "level" or claim.bound != "="),
        (_NO_UNIT, unit is None), (_DOUBTFUL, claim.confidence != "sure"), (_NO_TIME, day is None), (_NO_ITEM, place is None),
        (_NO_ADDRESS, not document.address), (_TOO_LONG, len(_plain(claim.quote)) > _LONGEST),
    ):  # fmt: skip
        if holds:
            return reason
    assert told and place and day
    fields = [place, told.id, f"{claim.value:f}{unit}", "P585", time(day), *_reference(claim, items)]
    return f"{chr(9).join(fields)} /* {claim.iri} */"


def _reference(claim: Claim, items: Mapping[str, str]) -> Iterator[str]:
    """Where it was read: address, title, date, publisher and words."""
    document = claim.document
    yield from ("S854", f'"{document.address}"')
    if document.title:
        yield from ("S1476", f'zh:"{_plain(document.title)[:_LONGEST]}"')
    if document.published and not document.inferred:
        yield from ("S577", time(document.published))
    if document.publisher and (publisher := _item(document.publisher.iri, document.publisher.matches, items)):
        yield from ("S123", publisher)
    yield from ("S1683", f'zh:"{_plain(claim.quote)}"')


def _item(iri: str, matches: Iterable[str], items: Mapping[str, str]) -> str | None:
    """The item of a thing: the one given, else the one that it matches exactly."""
    found = items.get(iri) or next((match for match in matches if match.startswith(ITEM)), "")
    name = found.removeprefix(ITEM)
    return name if re.fullmatch(r"Q[1-9]\d*", name, re.ASCII) else None


def _day(claim: Claim) -> str | None:
    """The point in time that a claim is of: a day, month or year; none for a span of several."""
    return claim.period_end if claim.period_start in (None, claim.period_end) else None


def time(date: str) -> str:
    """A date of any precision as a time of Wikidata.

    >>> time("2022"), time("2022-11"), time("2022-11-30")
    ('+2022-00-00T00:00:00Z/9', '+2022-11-00T00:00:00Z/10', '+2022-11-30T00:00:00Z/11')
    """
    rest, precision = _PRECISION[len(date)]
    return f"+{date}{rest}T00:00:00Z/{precision}"


def _plain(text: str) -> str:
    """A text on one line: Wikidata takes no line breaks, tabs or control characters, and ``/*`` would begin a comment."""
    return _BREAKS.sub(" ", text).strip().replace("/*", "/ *")
