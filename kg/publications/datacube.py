"""Claims as an RDF Data Cube in Turtle: https://www.w3.org/TR/vocab-data-cube/, https://www.w3.org/TR/turtle/.

A claim is an observation, and a dimension of it is the claim itself: two people may give two numbers for one metric, place and period. The structure
is ``ontology/datacube.ttl``, which every cube begins with; behind it stand the observations, each thing before the first that is of it, and the data set.
What selections of one store give are parts of one data set, so that several files together are a cube again.
"""

import json
from collections.abc import Iterable, Iterator
from typing import IO
from urllib.parse import quote

from kg.publications import Settings, Written
from kg.publications.claims import Claim, Document, Speaker, Term
from kg.resources import resource
from kg.vocabulary import BOUNDS, DATES, DEFAULT_BASE

_NOT_STATED = "cube:NotStated"

Properties = Iterator[tuple[str, str | None]]  # a predicate and an object in Turtle, None where there is none


def write(claims: Iterable[Claim], stream: IO[bytes], settings: Settings) -> Written:
    """Write the structure, then a node an observation and a node each thing that observations are of."""
    written, base, described = Written(), DEFAULT_BASE, set[str]()
    stream.write(resource("ontology/datacube.ttl").read_bytes())
    for claim in claims:
        base = claim.namespace
        for iri, properties in _things(claim):
            if iri not in described:
                described.add(iri)
                stream.write(_node(iri, properties))
        stream.write(_node(claim.observation, observation(claim)))
        written.claims += 1
    stream.write(_node(_data_set(base), _described(base)))
    return written


def observation(claim: Claim) -> Properties:
    """What an observation says: a value for each dimension, the number, and what else the store knows of it.

    >>> import kg
    >>> from kg.publications.reading import claims
    >>> from kg.publications.selecting import selection
    >>> snapshot = kg.open_examples().snapshot
    >>> made = dict(observation(next(claims(snapshot, selection(snapshot, {"person": "郭浩"})))))
    >>> made["sdmx-m:obsValue"], made["cube:refPeriod"], made["cube:quote"]
    ('"98100000000"^^xsd:decimal', '<https://w3id.org/whoclaims/id/period/2020>', '"地区生产总值为981亿元"')
    """
    yield "a", "qb:Observation"
    yield "qb:dataSet", _iri(_data_set(claim.namespace))
    yield "cube:claim", _iri(claim.iri)
    yield "kg:metric", _iri(claim.metric.iri)
    yield "cube:refArea", _iri(claim.place.iri) if claim.place else _NOT_STATED
    yield "cube:refPeriod", _iri(_period(claim.namespace, claim.period)) if claim.period else _NOT_STATED
    yield "kg:kind", f"kg:{claim.kind.capitalize()}"
    yield "kg:measure", f"kg:{claim.measure.capitalize()}"
    yield "sdmx-m:obsValue", f'"{claim.value:f}"^^xsd:decimal'
    yield "sdmx-a:unitMeasure", _iri(claim.unit.iri) if claim.unit else None
    yield "kg:countedIn", _text(claim.counted_in)
    yield "kg:valueText", _text(claim.written)
    yield "kg:bound", f"kg:{BOUNDS[claim.bound]}"
    yield "kg:base", _text(claim.base)
    yield "kg:periodStart", _date(claim.period_start)
    yield "kg:periodEnd", _date(claim.period_end)
    for programme in claim.programmes:
        yield "kg:credits", _iri(programme.iri)
    yield "kg:confidence", f"kg:{claim.confidence.capitalize()}"
    yield "cube:quote", _text(claim.quote)
    yield "prov:wasQuotedFrom", _iri(claim.document.iri)
    yield "prov:wasAttributedTo", _iri(claim.speaker.iri) if claim.speaker else None


def _things(claim: Claim) -> Iterator[tuple[str, Properties]]:
    """The codes of an observation, whom and what it is from, by their IRIs."""
    yield claim.metric.iri, _concept(claim.metric, "cube:metrics")
    if claim.place:
        yield claim.place.iri, _concept(claim.place, "cube:places")
    if claim.period:
        yield _period(claim.namespace, claim.period), _of_period(claim.period)
    for term in filter(None, (claim.unit, *claim.programmes)):
        yield term.iri, _concept(term)
    yield claim.document.iri, _of_document(claim.document)
    if claim.speaker:
        yield claim.speaker.iri, _of_speaker(claim.speaker)


def _concept(term: Term, scheme: str | None = None) -> Properties:
    yield "a", "skos:Concept"
    yield "skos:inScheme", scheme
    yield "skos:prefLabel", _text(term.zh, "@zh")
    yield "skos:prefLabel", _text(term.en, "@en")
    yield "skos:notation", _text(term.code)
    for match in term.matches:
        yield "skos:exactMatch", _iri(match)


def _of_period(period: str) -> Properties:
    start, _, end = period.partition("/")
    spoken = (start, start) if not end else (f"{start}起", f"from {start}") if end == ".." else (f"{start}至{end}", f"{start} to {end}")
    yield "a", "skos:Concept"
    yield "skos:inScheme", "cube:periods"
    yield "skos:prefLabel", _text(spoken[0], "@zh")
    yield "skos:prefLabel", _text(spoken[1], "@en")
    yield "skos:notation", _text(period)


def _of_document(document: Document) -> Properties:
    yield "a", f"schema:{document.type}"
    yield "schema:headline", _text(document.title)
    yield "schema:datePublished", _date(document.published)
    yield "kg:dateInferred", "true" if document.inferred else None
    yield "schema:url", _text(document.url)


def _of_speaker(speaker: Speaker) -> Properties:
    yield "a", "kg:UnnamedSource" if speaker.unnamed else "schema:Person"
    yield "schema:name", _text(speaker.name)


def _described(base: str) -> Properties:
    yield "a", "qb:DataSet"
    yield "qb:structure", "cube:Structure"
    yield "rdfs:label", _text("中文公开报道里的说法", "@zh")
    yield "rdfs:label", _text("claims in Chinese official reporting", "@en")


def _data_set(base: str) -> str:
    return f"{base}dataset/claims"


def _period(base: str, period: str) -> str:
    """The IRI of a period, from its interval; one that is a point in time and one that is a year are written alike, and are one code.

    >>> _period("https://example.org/", "2016/2020")
    'https://example.org/period/2016%2F2020'
    """
    return f"{base}period/{quote(period, safe='')}"


def _node(subject: str, properties: Properties) -> bytes:
    stated = " ;\n    ".join(f"{predicate} {value}" for predicate, value in properties if value)
    return f"\n{_iri(subject)} {stated} .\n".encode()


def _iri(iri: str) -> str:
    return f"<{iri}>"


def _text(text: str | None, language: str = "") -> str | None:
    """A text as a literal of Turtle, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False) + language if text else None


def _date(date: str | None) -> str | None:
    return f'"{date}"^^{DATES[len(date)]}' if date else None
