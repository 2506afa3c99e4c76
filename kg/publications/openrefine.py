"""Claims as one flat CSV for OpenRefine: https://openrefine.org/docs/manual/starting, RFC 4180, UTF-8 without a byte order mark.

A column for what is reconciled (speaker, body, metric, place, unit, programme, publisher) stands beside one for the IRI it has here, and a place beside its
GB/T 2260 code, so that a column can be matched against any service, that of ``kg serve`` or Wikidata's, and checked against what is known.

Numbers are bare numbers. A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises
(https://owasp.org/www-community/attacks/CSV_Injection): a file made for OpenRefine is opened in other programs too, and a name that is worth reconciling
does not begin like one.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import IO

from kg.publications import Settings, Written, rows
from kg.publications.claims import Claim, Term

Value = str | int | Decimal | None

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def _terms(terms: Iterable[Term], take: Callable[[Term], str | None]) -> str | None:
    return "；".join(filter(None, map(take, terms))) or None


def _zh(term: Term) -> str:
    return term.zh


def _iri(term: Term) -> str:
    return term.iri


# the columns in their order; several things in one cell are parted by ；, which OpenRefine splits a cell at
COLUMNS: dict[str, Callable[[Claim], Value]] = {
    "claim": lambda c: c.iri,
    "speaker": lambda c: c.speaker.name if c.speaker else None,
    "speaker_type": lambda c: None if c.speaker is None else "unnamed source" if c.speaker.unnamed else "person",
    "speaker_iri": lambda c: c.speaker.iri if c.speaker else None,
    "post": lambda c: _terms(c.speaker.posts, _zh) if c.speaker else None,
    "body": lambda c: _terms(c.speaker.bodies, _zh) if c.speaker else None,
    "body_iri": lambda c: _terms(c.speaker.bodies, _iri) if c.speaker else None,
    "voice": lambda c: c.voice,
    "metric": lambda c: c.metric.zh,
    "metric_en": lambda c: c.metric.en,
    "metric_iri": lambda c: c.metric.iri,
    "place": lambda c: c.place.zh if c.place else None,
    "place_en": lambda c: c.place.en if c.place else None,
    "place_code": lambda c: c.place.code if c.place else None,
    "place_iri": lambda c: c.place.iri if c.place else None,
    "period_start": lambda c: c.period_start,
    "period_end": lambda c: c.period_end,
    "value": lambda c: c.value,
    "unit": lambda c: c.counted_in,
    "unit_iri": lambda c: c.unit.iri if c.unit else None,
    "unit_qudt": lambda c: c.unit.match("qudt-unit") if c.unit else None,
    "bound": lambda c: {"=": "exactly", "≈": "about", ">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}[c.bound],
    "kind": lambda c: c.kind,
    "measure": lambda c: c.measure,
    "base": lambda c: c.base,
    "written": lambda c: c.written,
    "programme": lambda c: _terms(c.programmes, _zh),
    "programme_iri": lambda c: _terms(c.programmes, _iri),
    "quote": lambda c: c.quote,
    "start": lambda c: c.start,
    "end": lambda c: c.end,
    "confidence": lambda c: c.confidence,
    "doubts": lambda c: "；".join(c.doubts) or None,
    "title": lambda c: c.document.title,
    "publisher": lambda c: c.document.publisher.zh if c.document.publisher else None,
    "publisher_iri": lambda c: c.document.publisher.iri if c.document.publisher else None,
    "published": lambda c: c.document.published,
    "url": lambda c: c.document.url,
    "document": lambda c: c.document.iri,
}


def write(claims: Iterable[Claim], stream: IO[bytes], settings: Settings) -> Written:
    """Write a heading and a row a claim."""
    written = Written()
    stream.write(rows.row(COLUMNS))
    for claim in claims:
        stream.write(rows.row(map(cell, (take(claim) for take in COLUMNS.values()))))
        written.claims += 1
    return written


def cell(value: Value) -> str:
    """A value as a cell: a number bare, a text that begins like a formula behind an apostrophe, nothing empty.

    >>> cell(Decimal("-3.50")), cell("-3.5%"), cell("=1+1"), cell("松溪县"), cell(None)
    ('-3.50', "'-3.5%", "'=1+1", '松溪县', '')
    """
    text = rows.cell(value)
    return f"'{text}" if isinstance(value, str) and value.startswith(_FORMULA) else text
