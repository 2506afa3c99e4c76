"""Claims as CSV on the Web, a table and the metadata that describe it in one ZIP: https://www.w3.org/TR/tabular-data-model/,
https://www.w3.org/TR/tabular-metadata/.

``claims.csv`` has a row a claim. Its columns are those of the claim table (:mod:`kg.claimtable`) by the same names and in the same order, without four:
the bytes of a number, the claim that another repeats, and the decimal128 beside ``value``, which is the number itself here.
``claims.csv-metadata.json`` is the name that CSVW looks for beside a table.

A row is said of its claim alone. A column has a property where a claim can have its cells as values, so that what converters make of a row
(https://www.w3.org/TR/csv2rdf/) is true; where the cells are of what the claim observes, or are codes, the metadata refer to the property of the graph
by ``rdfs:seeAlso``.

Text is text: nothing is put before what a spreadsheet would take for a formula (the format for spreadsheets is ``openrefine``), and no character is
replaced. An IRI holds no space, so that a list of them is parted by spaces; a name may hold anything, so that several stand as one text.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import IO, Any, NamedTuple, get_args

from kg import archives
from kg.claimtable import MEANINGS
from kg.model import Comparator, Confidence, Kind, Measure, Voice
from kg.publications import Settings, Written
from kg.publications.claims import Claim
from kg.publications.rows import cell, row
from kg.tables.headings import heading
from kg.vocabulary import PREFIXES

TABLE = "claims.csv"
METADATA = f"{TABLE}-metadata.json"
KEY = "claim"
_SPACES = {**PREFIXES, "dc11": "http://purl.org/dc/elements/1.1/"}
_DATE = {"base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}  # CSVW has no type for a date as precise as it is known
_IRI = {"base": "string", "format": "[A-Za-z][A-Za-z0-9+.\\-]*:[^ ]+"}  # what leads to a thing; anyURI would let any text pass
_DIGITS = {"base": "string", "format": "[0-9]+"}


class Column(NamedTuple):
    """A column: what it takes of a claim, and what its cells are.

    ``property`` is what its claim has the cell as a value of, ``near`` the property of the graph that the cell tells of where that is of another thing or
    has another value. A ``link`` is the IRI of a thing.
    """

    take: Callable[[Claim], str | int | Decimal | None]
    property: str | None = None
    near: str | None = None
    datatype: str | Mapping[str, str] = "string"
    required: bool = False
    link: bool = False
    lang: str | None = None
    separator: str | None = None


def _words(take: Callable[[Claim], str | None], property: str | None = None, near: str | None = None, required: bool = False) -> Column:
    return Column(take, property, near, required=required, lang="zh")


def _link(take: Callable[[Claim], str | None], property: str | None, near: str | None = None, required: bool = False) -> Column:
    return Column(take, property, near, _IRI, required, link=True)


def _code(values: Any, near: str, take: Callable[[Claim], str]) -> Column:
    return Column(take, None, near, {"base": "string", "format": "|".join(get_args(values))}, required=True)


def _position(near: str, take: Callable[[Claim], int]) -> Column:
    return Column(take, None, near, "nonNegativeInteger", required=True)


COLUMNS = {
    "claim": Column(lambda c: c.iri, datatype=_IRI, required=True),
    "document": _link(lambda c: c.document.iri, "prov:wasQuotedFrom", required=True),
    "title": _words(lambda c: c.document.title, "dc11:source", "schema:headline"),
    "publisher": _words(lambda c: c.document.publisher.zh if c.document.publisher else None, "dc11:publisher", "schema:publisher"),
    "published": Column(lambda c: c.document.published, "schema:datePublished", datatype=_DATE),
    "speaker": _words(lambda c: c.speaker.name if c.speaker else None, "dc11:creator", "schema:name"),
    "source": _link(lambda c: c.speaker.iri if c.speaker else None, "prov:wasAttributedTo"),
    "voice": _code(Voice, "kg:voice", lambda c: c.voice),
    "metric": _words(lambda c: c.metric.zh, "dc11:subject", "skos:prefLabel", required=True),
    "metric_iri": _link(lambda c: c.metric.iri, "dcterms:subject", "kg:metric", required=True),
    "value": Column(lambda c: c.value, None, "sdmx-m:obsValue", "decimal", required=True),
    "written": _words(lambda c: c.written, None, "kg:valueText", required=True),
    "unit": _words(lambda c: c.counted_in, None, "kg:countedIn"),
    "unit_iri": _link(lambda c: c.unit.iri if c.unit else None, None, "sdmx-a:unitMeasure"),
    "comparator": _code(Comparator, "kg:bound", lambda c: c.bound),
    "measure": _code(Measure, "kg:measure", lambda c: c.measure),
    "base": _words(lambda c: c.base, None, "kg:base"),
    "kind": _code(Kind, "kg:kind", lambda c: c.kind),
    "place": _words(lambda c: c.place.zh if c.place else None, "dc11:coverage", "skos:prefLabel"),
    "place_code": Column(lambda c: c.place.code if c.place else None, None, "skos:notation", _DIGITS),
    "place_iri": _link(lambda c: c.place.iri if c.place else None, "schema:spatialCoverage", "sdmx-d:refArea"),
    "period_start": Column(lambda c: c.period_start, None, "kg:periodStart", _DATE),
    "period_end": Column(lambda c: c.period_end, None, "kg:periodEnd", _DATE),
    "quote": _words(lambda c: c.quote, "schema:text", "oa:exact", required=True),
    "statement": _link(lambda c: c.statement, "kg:partOf"),
    "confidence": _code(Confidence, "kg:confidence", lambda c: c.confidence),
    "start": _position("oa:start", lambda c: c.start),
    "end": _position("oa:end", lambda c: c.end),
    "programmes": _words(lambda c: "；".join(programme.zh for programme in c.programmes), None, "kg:credits"),
    "programme_iris": Column(lambda c: " ".join(programme.iri for programme in c.programmes), None, "kg:credits", _IRI, separator=" "),
    "doubts": Column(lambda c: "；".join(c.doubts), "kg:doubt", separator="；"),
}  # fmt: skip


def write(claims: Iterable[Claim], stream: IO[bytes], settings: Settings) -> Written:
    """Write the table as its rows come, and what it is."""
    written = Written()
    archives.write(stream, {TABLE: _rows(claims, written), METADATA: [metadata()]})
    return written


def _rows(claims: Iterable[Claim], written: Written) -> Iterator[bytes]:
    yield row(COLUMNS)
    for claim in claims:
        yield row(cell(column.take(claim)) for column in COLUMNS.values())
        written.claims += 1


# ---------------------------------------------------------------------------------------------- what the table is


def metadata() -> bytes:
    """The description of the table, which is the same for all claims."""
    type_ = {"name": "type", "virtual": True, "propertyUrl": _iri("rdf:type"), "valueUrl": _iri("schema:Claim")}  # which no cell says
    described = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": TABLE,
        "dc:title": _said("谁说的：带原文的说法", "Whoclaims: claims in their words"),
        "dc:description": _said("每行一条说法：谁就什么说了什么，出自哪篇文献的哪些字。", "A row a claim: who claimed what, in which words of which document."),
        "dialect": {
            "encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True, "trim": False,
        },
        "null": "",
        "tableSchema": {"aboutUrl": f"{{+{KEY}}}", "primaryKey": KEY, "columns": [*(_column(*each) for each in COLUMNS.items()), type_]},
    }  # fmt: skip
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def _column(name: str, column: Column) -> dict[str, Any]:
    stated = {
        "name": name,
        "titles": {
            "und": name,
            "zh": heading(name, "zh"),
            "en": heading(name, "en"),
        },  # a table is of the metadata that have its headings as titles
        "dc:description": _said(*MEANINGS[name]),
        "datatype": column.datatype,
        "required": column.required or None,
        "separator": column.separator,
        "lang": column.lang,
        "propertyUrl": column.property and _iri(column.property),
        "valueUrl": f"{{+{name}}}" if column.link else None,
        "suppressOutput": name == KEY or None,  # it is the subject itself
        "rdfs:seeAlso": column.near and {"@id": _iri(column.near)},
    }
    return {property: value for property, value in stated.items() if value is not None}


def _said(zh: str, en: str) -> list[dict[str, str]]:
    return [{"@value": zh, "@language": "zh"}, {"@value": en, "@language": "en"}]


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return _SPACES[prefix] + local
