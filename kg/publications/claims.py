"""A claim with all that a publication may tell of it: who said it, what, about where and when, in which words of which document."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Comparator, Confidence, Kind, Measure, Voice
from kg.vocabulary import PREFIXES

_ADDRESS = re.compile(r"""https?://[^\s\x00-\x20\x7f-\x9f<>"{}|\\^`\ud800-\udfff\ufffe\uffff]+""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A thing by its IRI and what it is called; ``code`` is that of a place in GB/T 2260, ``matches`` the same thing elsewhere (skos:exactMatch)."""

    iri: str
    zh: str
    en: str | None = None
    code: str | None = None
    matches: tuple[str, ...] = ()

    def label(self, lang: str = "zh") -> str:
        """What it is called in a language, in Chinese where it has no name in it.

        >>> Term("urn:a", "岚溪县").label("en")
        '岚溪县'
        """
        return (self.en if lang == "en" else None) or self.zh

    def match(self, prefix: str) -> str | None:
        """The same thing in the vocabulary of that prefix.

        >>> Term("urn:a", "%", matches=("http://qudt.org/vocab/unit/PERCENT",)).match("qudt-unit")
        'http://qudt.org/vocab/unit/PERCENT'
        """
        return next((iri for iri in self.matches if iri.startswith(PREFIXES[prefix])), None)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it in one document: a person by name, with the posts held and the bodies spoken for, or an unnamed source by its words."""

    iri: str
    name: str
    unnamed: bool = False
    posts: tuple[Term, ...] = ()
    bodies: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Where it was reported. ``type`` is the class of schema.org, ``published`` a date as precise as it is known, ``inferred`` where it was worked
    out, ``version`` the IRI of the bytes that were read, ``text`` that of the repaired text that positions count, ``home`` the place it is of."""

    iri: str
    version: str
    text: str
    type: str = "NewsArticle"
    title: str | None = None
    url: str | None = None
    identifier: str | None = None
    publisher: Term | None = None
    published: str | None = None
    inferred: bool = False
    home: Term | None = None

    @property
    def address(self) -> str | None:
        """Where it stands on the web, as an IRI; None where what it states of itself is no address that a browser may be sent to.

        >>> Document("urn:a", "urn:b", "urn:c", url="https://example.org/松溪").address
        'https://example.org/松溪'
        >>> Document("urn:a", "urn:b", "urn:c", url="javascript:alert(1)").address
        """
        return self.url if self.url and _ADDRESS.fullmatch(self.url) else None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a store.

    ``value`` is the number in its ``unit`` (万 and 亿 multiplied out), ``written`` as the text has it, ``counted_in`` the unit as the text
    names it. ``quote`` stands at ``[start, end)`` of the repaired text between ``prefix`` and ``suffix``. A role that is not known is None.
    """

    iri: str
    document: Document
    speaker: Speaker | None
    voice: Voice
    statement: str | None
    metric: Term
    place: Term | None
    period_start: str | None
    period_end: str | None
    value: Decimal
    written: str
    unit: Term | None
    counted_in: str | None
    bound: Comparator
    kind: Kind
    measure: Measure
    base: str | None
    programmes: tuple[Term, ...]
    quote: str
    start: int
    end: int
    prefix: str
    suffix: str
    confidence: Confidence
    doubts: tuple[str, ...]

    @property
    def space(self) -> str:
        """What the IRIs of instances begin with in its store."""
        return self.iri[: self.iri.rindex("claim/")]

    @property
    def observation(self) -> str:
        """The IRI of the observation it makes."""
        return f"{self.space}observation/{self.iri.rpartition('/')[2]}"

    @property
    def period(self) -> str | None:
        """The period as an interval of ISO 8601, one date where both ends are the same or only the end is known."""
        if self.period_start in (None, self.period_end):
            return self.period_end
        return f"{self.period_start}/{self.period_end or '..'}"
