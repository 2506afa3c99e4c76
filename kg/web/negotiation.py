"""Media types, and the choice among them by ``Accept`` (RFC 9110, 12.5.1).

A format answers to its own media type and to those that people write for it (``application/xml``). The most specific range that matches
decides its quality; among equals the one named first wins, then the order of the table.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Format(NamedTuple):
    """A format: the name ``?format=`` takes, its media type, and further ones it answers to."""

    name: str
    media: str
    also: tuple[str, ...] = ()
    charset: bool = False

    @property
    def content_type(self) -> str:
        return f"{self.media}; charset=utf-8" if self.charset else self.media


CSV = Format("csv", "text/csv", charset=True)
TSV = Format("tsv", "text/tab-separated-values", charset=True)

# SELECT and ASK
RESULTS = (
    Format("json", "application/sparql-results+json", ("application/json",)),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    CSV,
    TSV,
)
# CONSTRUCT and DESCRIBE
GRAPHS = (
    Format("turtle", "text/turtle", ("application/x-turtle",), charset=True),
    Format("ntriples", "application/n-triples", ("text/plain",)),
    Format("jsonld", "application/ld+json", ("application/json",)),
    Format("rdfxml", "application/rdf+xml", ("application/xml", "text/xml")),
    Format("trig", "application/trig"),
    Format("nquads", "application/n-quads"),
)
# named queries that answer with a table
TABLES = (
    Format("json", "application/json"),
    CSV,
    TSV,
    Format("jsonl", "application/x-ndjson", ("application/jsonl", "application/jsonlines")),
    Format("md", "text/markdown", charset=True),
    Format("parquet", "application/vnd.apache.parquet"),
)
HTML = Format("html", "text/html", ("application/xhtml+xml",), charset=True)

_RANGE = re.compile(r"\s*([\w!#$&^.+\-]+|\*)/([\w!#$&^.+\-]+|\*)\s*((?:;[^;]*)*)", re.ASCII)
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)


class Range(NamedTuple):
    """One media range of an ``Accept`` header."""

    type: str
    subtype: str
    quality: float
    order: int

    def fits(self, media: str) -> int:
        """How exactly it names a media type: 3 in full, 2 by its first half, 1 by ``*/*``, 0 not at all."""
        first, _, second = media.partition("/")
        if (self.type, self.subtype) == (first, second):
            return 3
        return 2 if (self.type, self.subtype) == (first, "*") else int((self.type, self.subtype) == ("*", "*"))


def ranges(accept: str) -> tuple[Range, ...]:
    """The media ranges of a header; no header accepts everything, what is no range is passed over.

    >>> ranges("text/csv;q=0.5, nonsense, */*;q=0.1")
    (Range(type='text', subtype='csv', quality=0.5, order=0), Range(type='*', subtype='*', quality=0.1, order=2))
    """
    if not accept.strip():
        return (Range("*", "*", 1.0, 0),)
    found = []
    for order, part in enumerate(accept.split(",")[:100]):
        match = _RANGE.fullmatch(part)
        if match:
            quality = _QUALITY.search(match[3])
            if quality or not re.search(r";\s*q\s*=", match[3], re.IGNORECASE):
                found.append(Range(match[1].lower(), match[2].lower(), float(quality[1]) if quality else 1.0, order))
    return tuple(found)


def choose(accept: str, offered: Sequence[Format]) -> Format | None:
    """The format a client likes best, None where it takes none of those offered.

    >>> choose("text/turtle;q=0.2, text/csv;q=0.9, */*;q=0.1", RESULTS).name
    'csv'
    >>> choose("application/xml, */*", RESULTS).name, choose("", RESULTS).name, choose("image/png", RESULTS)
    ('xml', 'json', None)
    >>> choose("*/*, application/sparql-results+json;q=0", RESULTS).name
    'xml'
    """
    asked = ranges(accept)
    best: tuple[tuple[float, int, int, int], Format] | None = None
    for place, format in enumerate(offered):
        exactness, order, quality = _liking(asked, format)
        rank = (quality, exactness, -order, -place)
        if quality > 0 and (best is None or rank > best[0]):
            best = (rank, format)
    return best[1] if best else None


def _liking(asked: Sequence[Range], format: Format) -> tuple[int, int, float]:
    """How exactly, how early and how much a format is asked for; what is said of its own media type goes before what is said of another."""
    fitting = [(fits, -r.order, r.quality) for r in asked if (fits := r.fits(format.media))]
    exact = [found for found in fitting if found[0] == 3]
    if not exact:
        fitting += [(3, -r.order, r.quality) for r in asked for media in format.also if r.fits(media) == 3]
    if not fitting:
        return 0, 0, 0.0
    fits, order, quality = max(fitting)
    return fits, -order, quality


def by_name(name: str, offered: Sequence[Format]) -> Format | None:
    """The format of that name, as ``?format=`` gives it."""
    return next((format for format in offered if format.name == name), None)


def prefers_html(accept: str, others: Sequence[Format] = (*RESULTS, *GRAPHS)) -> bool:
    """Whether a browser asks: it names ``text/html``, and nothing else it would rather have.

    >>> prefers_html("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), prefers_html("*/*"), prefers_html("text/turtle")
    (True, False, False)
    """
    named = any(r.fits("text/html") == 3 and r.quality > 0 for r in ranges(accept))
    return named and choose(accept, (HTML, *others)) is HTML
