"""Claims as ``Claim`` of schema.org in JSON-LD: https://schema.org/Claim, https://www.w3.org/TR/json-ld11/.

A claim appears in a document and is about an observation; its author is the person who said it. What a document says in its own voice has no
author, and an unnamed source stands as its words in ``creditText``. No review and no rating: nobody here says who is right. Finer terms of our own
stand in ``additionalType``, where schema.org provides for them. A document stands before its claims, which refer to it; a date that was inferred
is left out, as nothing could say so.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import IO, Any

from kg.publications import Settings, Written
from kg.publications.claims import Claim, Document, Speaker, Term
from kg.vocabulary import KG, SPACE, VOICES

CONTEXT = "https://schema.org"
_AT_LEAST, _AT_MOST = {">", ">="}, {"<", "<="}
_DAY = 10


def write(claims: Iterable[Claim], stream: IO[bytes], settings: Settings) -> Written:
    """Write one JSON-LD document, a node a line."""
    written = Written()
    stream.write(f'{{"@context":{json.dumps(CONTEXT)},"@graph":['.encode())
    for order, node in enumerate(_nodes(claims, written)):
        line = json.dumps(node, ensure_ascii=False, separators=(",", ":")).replace(
            "<", "\\u003c"
        )  # no text ends the script of a page it is put in
        stream.write(f"{',' if order else ''}\n{line}".encode())
    stream.write(b"\n]}\n")
    return written


def _nodes(claims: Iterable[Claim], written: Written) -> Iterator[Mapping[str, Any]]:
    reported: str | None = None
    for claim in claims:
        if claim.document.iri != reported:
            reported = claim.document.iri
            yield _document(claim.document)
        written.claims += 1
        yield node(claim)


def node(claim: Claim) -> dict[str, Any]:
    """One claim as a node; its document is referred to.

    >>> import kg
    >>> from kg.publications.reading import claims
    >>> from kg.publications.selecting import selection
    >>> snapshot = kg.open_examples().snapshot
    >>> made = node(next(claims(snapshot, selection(snapshot, {"person": "郭浩"}))))
    >>> made["text"], made["author"]["name"], made["about"]["value"], made["about"]["unitText"]
    ('地区生产总值为981亿元', '郭浩', 98100000000, '元')
    >>> "reviewRating" in made
    False
    """
    types = [VOICES[claim.voice], claim.kind.capitalize(), *(["Doubtful"] if claim.confidence == "doubtful" else [])]
    return _stated({
        "@type": "Claim", "@id": claim.iri, "additionalType": [KG + name for name in types], "text": claim.quote, "inLanguage": "zh",
        "description": "；".join(claim.doubts) or None,
        "author": _person(claim.speaker) if claim.speaker and not claim.speaker.unnamed else None,
        "creditText": claim.speaker.name if claim.speaker and claim.speaker.unnamed else None,
        "appearance": _appearance(claim),
        "about": _observation(claim),
        "spatialCoverage": _place(claim.place) if claim.place else None,
        "temporalCoverage": claim.period,
        "mentions": [_named("DefinedTerm", programme) for programme in claim.programmes] or None,
    })  # fmt: skip


def _appearance(claim: Claim) -> Any:
    """The document, and what its speaker says there, where the claim is read from words that are told as somebody's."""
    document = {"@id": claim.document.iri}
    if claim.statement is None:
        return document
    interpreted = {"@type": "Quotation", "@id": claim.statement, "isPartOf": document, "interpretedAsClaim": {"@id": claim.iri}}
    return [document, interpreted]


def _observation(claim: Claim) -> dict[str, Any]:
    bounded = "minValue" if claim.bound in _AT_LEAST else "maxValue" if claim.bound in _AT_MOST else "value"
    day = claim.period_end if claim.period_start is None and len(claim.period_end or "") == _DAY else None
    return _stated({
        "@type": "Observation", "@id": claim.observation, "additionalType": KG + claim.measure.capitalize(),
        "description": "，".join(filter(None, (claim.base, claim.written))),
        "variableMeasured": _named("StatisticalVariable", claim.metric),
        "observationAbout": {"@id": claim.place.iri} if claim.place else None,
        "observationDate": day,
        bounded: number(claim.value) if bounded == "value" else float(claim.value),
        "unitText": claim.counted_in, "unitCode": claim.unit.match("qudt-unit") if claim.unit else None,
    })  # fmt: skip


def number(value: Decimal) -> int | float | str:
    """A decimal as a number of JSON where that keeps every digit, else as text, which schema.org takes too.

    >>> number(Decimal("82")), number(Decimal("33.30")), number(Decimal("0.1234567890123456789"))
    (82, 33.3, '0.1234567890123456789')
    """
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else f"{value:f}"


def _document(document: Document) -> dict[str, Any]:
    return _stated({
        "@type": document.type, "@id": document.iri, "headline": document.title, "url": document.address, "identifier": document.identifier,
        "inLanguage": "zh", "datePublished": None if document.inferred else document.published, "publisher": _named("Organization", document.publisher),
        "contentLocation": _place(document.home),
    })  # fmt: skip


def _person(speaker: Speaker) -> dict[str, Any]:
    return _stated({
        "@type": "Person", "@id": speaker.iri, "name": speaker.name, "jobTitle": [post.zh for post in speaker.posts] or None,
        "affiliation": [_named("Organization", body) for body in speaker.bodies] or None,
    })  # fmt: skip


def _place(place: Term | None) -> dict[str, Any] | None:
    """A place; one with a code is an administrative area."""
    if place is None:
        return None
    identifier = {"@type": "PropertyValue", "propertyID": "GB/T 2260", "value": place.code} if place.code else None
    return _stated({**(_named("AdministrativeArea" if place.code else "Place", place) or {}), "identifier": identifier})


def _named(type_: str, term: Term | None) -> dict[str, Any] | None:
    if term is None:
        return None
    elsewhere = [iri for iri in term.matches if not iri.startswith(SPACE)]  # a former code of ours leads to no page of others
    return _stated({"@type": type_, "@id": term.iri, "name": term.zh, "alternateName": term.en, "sameAs": elsewhere or None})


def _stated(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties without those that are not known."""
    return {name: value for name, value in properties.items() if value is not None}
