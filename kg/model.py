"""What every room speaks: values that pass from stage to stage, all frozen.

Spans are half-open offsets in Unicode code points of the repaired text of one document and carry their quote.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Literal, NamedTuple, TypeVar

from kg.offsets import OffsetMap
from kg.values import set_by_slots

T = TypeVar("T")

Comparator = Literal["=", "≈", ">", ">=", "<", "<="]
Measure = Literal["level", "change", "growth"]
Kind = Literal["actual", "target"]
Voice = Literal["direct", "indirect", "own", "report"]
Confidence = Literal["sure", "doubtful"]
PersonRole = Literal["official", "resident", "business", "expert", "journalist"]


@set_by_slots
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` up to but not including ``end`` of a text, with the quote that stands there.

    >>> Span.at("鹤壁市18130户", 3, 9)
    Span(start=3, end=9, quote='18130户')
    >>> Span.at("鹤壁市", 2, 9)
    Traceback (most recent call last):
    ...
    ValueError: span 2:9 does not lie in a text of 3 characters
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"span {self.start}:{self.end} does not have the length of its quote {self.quote!r}")

    @classmethod
    def at(cls, text: str, start: int, end: int) -> "Span":
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}:{end} does not lie in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@set_by_slots
@dataclass(frozen=True, slots=True)
class Role(Generic[T]):
    """A value with the characters it was read from.

    ``origin`` says from where it is inherited: "" where it stands in the clause of its claim or statement, else one of
    "sentence", "paragraph", "heading", "dateline", "head", "document" (elsewhere in the text), "row", "column", "caption", "unit line"
    (for a figure in a table), "metadata" (given from outside or by the file's own metadata; then ``span`` is None).
    """

    value: T
    span: Span | None = None
    origin: str = ""


# ---------------------------------------------------------------------------------------------- document


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about a document outside its text. Dates have the form YYYY, YYYY-MM or YYYY-MM-DD.

    >>> Metadata(title="云溪县兴学", published="2022-12-09").published
    '2022-12-09'
    """

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    place: str | None = None
    speaker: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader took out of the bytes received: the main text as it stands there, before any repair.

    ``offsets`` leads from code points of ``text`` to bytes of ``received``. ``metadata`` is what the format itself
    states (front matter, HTML head, JSON fields); ``line`` is the line number of a JSON Lines item or the rank of an item of
    a bulletin, whose bytes are those of its part of the file, else 0; ``file_digest`` is the SHA-256 of the file it stood in;
    ``unused`` are dates it states that no calendar has, with the name of their field.
    """

    name: str
    received: bytes
    media_type: str
    encoding: str
    text: str
    offsets: OffsetMap
    metadata: Metadata = field(default_factory=Metadata)
    line: int = 0
    file_digest: str = ""
    unused: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Where a person finds it: the name, and the line or rank of an item of several."""
        return f"{self.name}:{self.line}" if self.line else self.name


class Repair(NamedTuple):
    """One restored run: the characters now standing in the repaired text, what stood there, and how sure it is.

    ``kind`` names the mechanism ("gloss", "misaligned", "punctuation", "space", "traditional", …); ``certainty`` is "certain" where the damage itself
    names the lost byte, "inferred" where a vocabulary or model decided, "damaged" where it could not be restored and stays visible.
    """

    start: int
    end: int
    was: str
    kind: str
    certainty: Literal["certain", "inferred", "damaged"]


@dataclass(frozen=True, slots=True)
class Document:
    """A repaired text with its source. ``offsets`` leads from the repaired text to the bytes received.

    ``given`` is the metadata from outside (it goes before anything the source or the text says).
    """

    source: Source
    text: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...] = ()
    given: Metadata = field(default_factory=Metadata)

    @property
    def damaged(self) -> tuple[Repair, ...]:
        return tuple(r for r in self.repairs if r.certainty == "damaged")


# ---------------------------------------------------------------------------------------------- what is found in it


@set_by_slots
@dataclass(frozen=True, slots=True)
class Place:
    """An administrative place by its full name (鹤壁市), with its GB/T 2260 code where one is known; ``kind`` is
    "province", "prefecture", "county", "town", "village", "country" or "spot" (no administrative unit)."""

    name: str
    code: str | None = None
    kind: str = "spot"


@dataclass(frozen=True, slots=True)
class Capacity:
    """A post in a body, as a title joins them; a text may name only one of the two."""

    post: Role[str] | None
    body: Role[str] | None


@dataclass(frozen=True, slots=True)
class Person:
    """One person of one document as the text gives them: ``organisation`` is the body spoken for, ``mentions`` are the spans of the name,
    ``namesake`` counts the people of one name in the order the text introduces them."""

    name: str
    role: PersonRole
    capacities: tuple[Capacity, ...] = ()
    organisation: Role[str] | None = None
    place: Role[str] | None = None
    mentions: tuple[Span, ...] = ()
    namesake: int = 0

    @property
    def posts(self) -> tuple[Role[str], ...]:
        """The posts, each once."""
        found: dict[str, Role[str]] = {}
        for capacity in self.capacities:
            if capacity.post:
                found.setdefault(capacity.post.value, capacity.post)
        return tuple(found.values())

    @property
    def speaker(self) -> "Speaker":
        """The person as who says something."""
        return Speaker(self.name, namesake=self.namesake)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: a person of the document by name, told apart from namesakes, or an unnamed source by its words (有关负责人)."""

    name: str
    unnamed: bool = False
    namesake: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """What one speaker says. ``words`` leaves out quotation marks, speaker and verb; ``verb`` is None for a quotation beside its speaker.

    ``doubts`` say why somebody else may have said it; each claim in it has them too. ``retold`` are the words in it that the speaker
    reports of somebody else.
    """

    words: Span
    speaker: Role[Speaker]
    kind: Literal["direct", "indirect"]
    verb: Span | None = None
    doubts: tuple[str, ...] = ()
    retold: tuple[Span, ...] = ()


@set_by_slots
@dataclass(frozen=True, slots=True)
class Concept:
    """A metric or programme: its name as the text gives it and the IRI of its entry in the vocabulary, None for a candidate."""

    name: str
    iri: str | None = None


@set_by_slots
@dataclass(frozen=True, slots=True)
class Period:
    """Two ends, each YYYY, YYYY-MM, YYYY-MM-DD or None; a point in time or a state has no start."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """A policy document named in the text, by its title in 《》 without them."""

    title: str
    span: Span
    issuers: tuple[Role[str], ...] = ()
    date: Role[str] | None = None


@set_by_slots
@dataclass(frozen=True, slots=True)
class Claim:
    """One number with all that the text says it means. ``number`` (number and unit) is the anchor its identity rests on."""

    number: Span
    quote: Span
    value: Decimal
    unit: str
    comparator: Comparator
    measure: Measure
    kind: Kind
    metric: Role[Concept]
    voice: Voice
    base: Role[str] | None = None
    place: Role[Place] | None = None
    period: Role[Period] | None = None
    programmes: tuple[Role[Concept], ...] = ()
    speaker: Role[Speaker] | None = None
    statement: int | None = None  # index into Reading.statements
    repeats: int | None = None  # index into Reading.claims
    confidence: Confidence = "sure"
    doubts: tuple[str, ...] = ()
    rule: str = ""
    unit_role: Role[str] | None = None  # where the unit stands, if not in ``number``: a label or the unit line of a table


@set_by_slots
@dataclass(frozen=True, slots=True)
class Skipped:
    """A number that became no claim, and why ("date", "ordinal", "name", "anecdote", "no metric", …)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself. A role without a span and with origin "metadata" was given; ``inferred`` lists
    the fields ("published") that were worked out rather than stated."""

    title: Role[str] | None = None
    publisher: Role[str] | None = None
    published: Role[str] | None = None
    home_place: Role[Place] | None = None
    speaker: Role[Speaker] | None = None
    genre: str = "newspaper_report"
    inferred: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()  # what an inferred date rests on
    counted: Span | None = None  # the first words that would be counted from the date, where there is none: 今年

    @property
    def inferred_date(self) -> tuple[str, ...]:
        """The date that was inferred and the words it rests on, "" and the first words that would be counted from it where there is none; () where it is stated.

        >>> Head(published=Role("2020"), inferred=("published",), evidence=(Span(0, 4, "2020"),)).inferred_date, Head().inferred_date
        (('2020', '2020'), ())
        >>> Head(counted=Span(0, 2, "今年")).inferred_date
        ('', '今年')
        """
        if self.published is None:
            return ("", self.counted.quote) if self.counted else ()
        return (self.published.value, *(span.quote for span in self.evidence)) if "published" in self.inferred else ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one document, each list in the order of the text."""

    document: Document
    head: Head
    people: tuple[Person, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    programmes: tuple[Role[Concept], ...] = ()
    places: tuple[Role[Place], ...] = ()
    policy_documents: tuple[PolicyDocument, ...] = ()
    skipped: tuple[Skipped, ...] = ()
