"""What was found in a document as RDF: one named graph a version, no blank nodes, every role with the characters it was read from.

PROV-O for who and from where, Web Annotation for the words, ORG for posts, Data Cube and SDMX for numbers, schema.org for
documents; terms of our own from ``ontology/kg.ttl``. At most 40 quads a claim.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kg.genres import REPORTS
from kg.lexicon import terms
from kg.model import Capacity, Claim, Concept, Metadata, Person, Place, Reading, Role, Span, Speaker
from kg.pipeline import reader_digest
from kg.vocabulary import (
    BOUNDS,
    DATES,
    DEFAULT_BASE,
    NAMES_GRAPH,
    PLACE,
    PREFIXES,
    VOICES,
    claim_iri,
    digest,
    document_iri,
    fragment,
    mint,
    text_iri,
)

if TYPE_CHECKING:
    from pyoxigraph import Quad

_CONTROLS = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES = _CONTROLS | {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_QUOTE = '"'
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')


@dataclass(frozen=True, slots=True)
class Identity:
    """The IRIs a reading hangs on; ``version`` names its graph."""

    document: str
    version: str
    text: str
    run: str


def version_iri(
    base: str, document: str, received: str, reader: str, media_type: str, item: bool, stated: Metadata, given: Metadata
) -> str:
    """A version's IRI, from its document and all that its reading depends on."""
    return mint(base, "version", document, received, reader, media_type, int(item), repr(stated), repr(given))


def identity(reading: Reading, base: str = DEFAULT_BASE) -> Identity:
    """The IRIs of the document, its version, its repaired text and the run that read it."""
    document, source = reading.document, reading.document.source
    received = sha256(source.received).hexdigest()
    given, stated = document.given, source.metadata
    iri = document_iri(base, given.id or stated.id, given.url or stated.url, received)
    text = sha256(document.text.encode()).hexdigest()
    version = version_iri(base, iri, received, reader_digest(), source.media_type, bool(source.line), stated, given)
    return Identity(iri, version, text_iri(base, iri, received, text), mint(base, "run", received, reader_digest()))


@cache
def _units() -> dict[str, str]:
    return {spelling: term.iri for term in terms("units") for spelling in term.spellings}


def quads(reading: Reading, base: str = DEFAULT_BASE) -> "list[Quad]":
    """The quads of one version, in a fixed order; the same reading gives the same quads.

    >>> from kg.model import Metadata
    >>> from kg.pipeline import read
    >>> from kg.readers import read_bytes
    >>> from kg.repair import repair
    >>> source, = read_bytes("a.txt", "云岭县建成48个专业合作社。".encode())
    >>> found = quads(read(repair(source, Metadata(id="a", published="2020"))))
    >>> [q.object.value for q in found if q.predicate.value.endswith("#valueText")]
    ['48个']
    """
    import pyoxigraph

    return list(pyoxigraph.parse(Writer(reading, base).triples.nquads(), format=pyoxigraph.RdfFormat.N_QUADS))


@dataclass(frozen=True, slots=True)
class Triples:
    """What is written of one version, each triple once, as a line of N-Triples without its end: those of its own ``graph``, and those of the ``names`` that
    documents share. Every term is spelled as the engine spells it in a dump.

    >>> Triples("urn:g", ("<urn:a> <urn:b> <urn:c>",), ()).nquads()
    b'<urn:a> <urn:b> <urn:c> <urn:g> .\\n'
    """

    graph: str
    own: tuple[str, ...]
    names: tuple[str, ...]

    def nquads(self) -> bytes:
        """All of them as N-Quads, https://www.w3.org/TR/n-quads/."""
        return (_lines(self.own, f" <{self.graph}>") + _lines(self.names, f" <{NAMES_GRAPH}>")).encode()


def _lines(triples: Iterable[str], graph: str = "") -> str:
    return f"{graph} .\n".join((*triples, ""))


def triples_digest(triples: Iterable[str]) -> str:
    """The SHA-256 of a graph: of its triples as N-Triples in the order of their characters.

    >>> triples_digest(["<urn:b> <urn:b> <urn:c>", "<urn:a> <urn:b> <urn:c>"])[:8]
    '8c60c0c6'
    """
    return sha256(_lines(sorted(triples)).encode()).hexdigest()


@cache
def term(name: str) -> str:
    """A prefixed name of the vocabularies as a term of N-Quads."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def _node(name: str) -> str:
    """An IRI or a prefixed name as a term of N-Quads."""
    return f"<{name}>" if "://" in name or name.partition(":")[0] not in PREFIXES else term(name)


def literal(value: str, mark: str = "") -> str:
    """A text as a literal of N-Quads; ``mark`` is its language or datatype as it is written behind it.

    >>> print(literal("“桃李湾”项目\\n", "@zh"))
    "“桃李湾”项目\\n"@zh
    """
    return f'"{_ESCAPED.sub(lambda found: _ESCAPES[found[0]], value)}"{mark}'


def _typed(value: object, datatype: str) -> str:
    return literal(str(value), f"^^{term(datatype)}")


def number(value: Decimal) -> str:
    """A decimal in its canonical form, without the point where there is nothing behind it, https://www.w3.org/TR/xmlschema11-2/#decimal.

    >>> number(Decimal("5.20")), number(Decimal("1E+3")), number(Decimal("-0.0"))
    ('5.2', '1000', '0')
    """
    digits = f"{value:f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits


# what documents share by its name, by how its IRI is minted: its class
NAMED = {"organisation": "org:Organization", "post": "org:Post", "metric": "kg:Metric", "programme": "kg:Programme"}


def named(base: str, kind: str, name: str) -> tuple[str, str, str]:
    """The IRI of what documents share by its name, and the triples that describe it, once for all of them, so that no triple stands in two graphs.

    >>> print(named("urn:", "post", "县长")[2])
    <urn:post/ff0c012ea0584f60949d> <http://www.w3.org/2004/02/skos/core#prefLabel> "县长"@zh
    """
    iri = mint(base, kind, name)
    return iri, f"<{iri}> {term('rdf:type')} {term(NAMED[kind])}", f"<{iri}> {term('skos:prefLabel')} {literal(name, '@zh')}"


class Writer:
    """Writes one reading: the triples of its graph, and those of the names that it shares with other documents."""

    def __init__(self, reading: Reading, base: str) -> None:
        self.reading, self.base = reading, base
        self.id = identity(reading, base)
        self._names: dict[str, None] = {}
        self.people = {person.speaker: person for person in reading.people}
        self._speakers: dict[Speaker, str] = {}

    # ------------------------------------------------------------------------------------------ terms

    def triple(self, subject: str, predicate: str, value: str) -> str:
        """One triple of its graph; a value that is an IRI or a prefixed name becomes a node, a literal is one already."""
        return f"<{subject}> {term(predicate)} {value if value.startswith(_QUOTE) else _node(value)}"

    def date(self, value: str) -> str:
        return _typed(value, DATES[len(value)])

    def fragment(self, span: Span) -> str:
        return fragment(self.id.text, span.start, span.end)

    # ------------------------------------------------------------------------------------------ the whole

    @cached_property
    def triples(self) -> Triples:
        """All that is written, in a fixed order."""
        own = tuple(dict.fromkeys(self._written()))
        return Triples(self.id.version, own, tuple(sorted(self._names)))

    def _written(self) -> Iterator[str]:
        yield from self._document()
        for person in self.reading.people:
            yield from self._person(person)
        for number, statement in enumerate(self.reading.statements):
            iri = self._statement_iri(number)
            yield self.triple(iri, "rdf:type", "kg:Statement")
            yield self.triple(iri, "kg:voice", f"kg:{VOICES[statement.kind]}")
            yield self.triple(iri, "prov:wasQuotedFrom", self.id.document)
            yield from self._said(iri, statement.speaker)
            yield from self._anchor(iri, statement.words)
        yield from self._policies()
        for iri, claim in zip(self.claim_iris, self.reading.claims, strict=True):
            yield from self._claim(iri, claim)

    @cached_property
    def claim_iris(self) -> list[str]:
        """The IRI of each claim; several on one number (a range) are told apart by their rank."""
        seen: dict[tuple[int, int], int] = {}
        iris = []
        for claim in self.reading.claims:
            at = self.reading.document.offsets.span(claim.number.start, claim.number.end)
            iris.append(claim_iri(self.base, self.id.document, *at, seen.setdefault(at, 0)))
            seen[at] += 1
        return iris

    def role_iris(self, claim: Claim) -> dict[str, Any]:
        """The IRIs that a claim's observation, its speaker and its statement are given in the graph; None for an absent role."""
        return {
            "statement": None if claim.statement is None else self._statement_iri(claim.statement),
            "source": self._speaker_iri(claim.speaker.value) if claim.speaker else None,
            "metric_iri": self._concept_iri(claim.metric.value, "metric"),
            "unit_iri": _units().get(claim.unit),
            "place_iri": self._place_iri(claim.place.value) if claim.place else None,
            "programme_iris": [self._concept_iri(role.value, "programme") for role in claim.programmes],
        }

    def _document(self) -> Iterator[str]:
        head, document = self.reading.head, self.reading.document
        iri = self.id.document
        yield self.triple(iri, "rdf:type", "schema:Report" if head.genre in REPORTS else "schema:NewsArticle")
        yield self.triple(iri, "kg:genre", literal(head.genre))
        if head.title:
            yield self.triple(iri, "schema:headline", literal(head.title.value))
        if head.published:
            yield self.triple(iri, "schema:datePublished", self.date(head.published.value))
        if "published" in head.inferred:
            yield self.triple(iri, "kg:dateInferred", _typed("true", "xsd:boolean"))
            for span in head.evidence:
                yield self.triple(iri, "kg:dateEvidence", self.fragment(span))
        if head.publisher:
            yield self.triple(iri, "schema:publisher", self._named("organisation", head.publisher.value))
        identifier = document.given.id or document.source.metadata.id
        if identifier:
            yield self.triple(iri, "dcterms:identifier", literal(identifier))
        url = document.given.url or document.source.metadata.url
        if url:
            yield self.triple(iri, "schema:url", literal(url))
        if head.home_place:
            yield from self._place(head.home_place.value)
            yield self.triple(iri, "kg:homePlace", self._place_iri(head.home_place.value))
        yield self.triple(self.id.version, "rdf:type", "kg:Version")
        yield self.triple(self.id.text, "prov:wasGeneratedBy", self.id.run)
        yield self.triple(self.id.text, "rdf:type", "kg:Text")
        yield self.triple(self.id.text, "prov:wasDerivedFrom", self.id.version)
        for repair in document.damaged:
            yield self.triple(self.id.text, "kg:damaged", fragment(self.id.text, repair.start, repair.end))
        yield self.triple(self.id.run, "rdf:type", "kg:Run")

    # ------------------------------------------------------------------------------------------ who

    def _speaker_iri(self, speaker: Speaker) -> str:
        known = self._speakers.get(speaker)
        if known is None:
            known = self._speakers[speaker] = self._minted(speaker)
        return known

    def _minted(self, speaker: Speaker) -> str:
        if speaker.unnamed:
            return mint(self.base, "source", self.id.document, speaker.name)
        person = self.people.get(speaker)
        posts = "、".join(role.value for role in person.posts) if person else ""
        body = person.organisation.value if person and person.organisation else ""
        return mint(self.base, "person", self.id.document, speaker.name, posts, body)

    def _membership_iri(self, person: Person, capacity: Capacity) -> str:
        held = [role.value if role else "" for role in (capacity.post, capacity.body)]
        return mint(self.base, "membership", self._speaker_iri(person.speaker), *held)

    def _named(self, kind: str, name: str) -> str:
        """The IRI of what documents share by its name, which is described among the names."""
        iri, *described = named(self.base, kind, name)
        self._names.update(dict.fromkeys(described))
        return iri

    def _person(self, person: Person) -> Iterator[str]:
        iri = self._speaker_iri(person.speaker)
        yield self.triple(iri, "rdf:type", "schema:Person")
        yield self.triple(iri, "schema:name", literal(person.name))
        yield self.triple(iri, "kg:role", literal(person.role))
        if person.role == "journalist":
            yield self.triple(self.id.document, "schema:author", iri)
            return
        for capacity in person.capacities:
            membership = self._membership_iri(person, capacity)
            yield self.triple(membership, "rdf:type", "org:Membership")
            yield self.triple(membership, "org:member", iri)
            if capacity.post:
                yield self.triple(membership, "org:role", self._named("post", capacity.post.value))
                if capacity.post.span:
                    yield self.triple(membership, "kg:postAnchor", self.fragment(capacity.post.span))
            if capacity.body:
                yield self.triple(membership, "org:organization", self._named("organisation", capacity.body.value))

    def _said(self, iri: str, speaker: Role[Speaker] | None) -> Iterator[str]:
        """By whom, in which posts, and where that was read."""
        if speaker is None:
            return
        who = self._speaker_iri(speaker.value)
        person = self.people.get(speaker.value)
        if speaker.value.unnamed:
            yield self.triple(who, "rdf:type", "kg:UnnamedSource")
            yield self.triple(who, "schema:name", literal(speaker.value.name))
        elif person is None:
            yield self.triple(who, "rdf:type", "schema:Person")
            yield self.triple(who, "schema:name", literal(speaker.value.name))
        yield self.triple(iri, "prov:wasAttributedTo", who)
        if person and person.role != "journalist":
            for capacity in person.capacities:
                yield self.triple(iri, "kg:inCapacity", self._membership_iri(person, capacity))
        # the voice of a delivered report says that its speaker stands in the head
        yield from self._role(iri, "speakerAnchor", replace(speaker, origin="") if speaker.origin == "head" else speaker)

    # ------------------------------------------------------------------------------------------ where and what

    def _role(self, iri: str, name: str, role: Role[Any]) -> Iterator[str]:
        """Where a role was read, and that it stands elsewhere if it does: in the text, or in what was given with the document."""
        if role.origin == "metadata":
            yield self.triple(iri, "kg:fromMetadata", f"kg:{name}")
        elif role.span is not None:
            yield self.triple(iri, f"kg:{name}", self.fragment(role.span))
            if role.origin:
                yield self.triple(iri, "kg:inherited", f"kg:{name}")

    def _place_iri(self, place: Place) -> str:
        return PLACE + place.code if place.code else mint(self.base, "place", self.id.document, place.name)

    def _place(self, place: Place) -> Iterator[str]:
        if not place.code:  # those with a code are described in the graph of places
            iri = self._place_iri(place)
            yield self.triple(iri, "rdf:type", "schema:Place")
            yield self.triple(iri, "skos:prefLabel", literal(place.name, "@zh"))

    def _concept_iri(self, concept: Concept, kind: str) -> str:
        """That of the vocabulary; a candidate belongs to no scheme."""
        return concept.iri or self._named(kind, concept.name)

    def _anchor(self, iri: str, span: Span) -> Iterator[str]:
        """Position and quotation of what a node stands on."""
        key = digest(iri)
        anchor, target, position, quote = (f"<{self.base}{name}/{key}>" for name in ("anchor", "target", "position", "quote"))
        a, whole, integer = term("rdf:type"), term("oa:hasSelector"), f"^^{term('xsd:integer')}"
        yield f"{anchor} {a} {term('oa:Annotation')}"
        yield f"{anchor} {term('oa:hasBody')} <{iri}>"
        yield f"{anchor} {term('oa:hasTarget')} {target}"
        yield f"{target} {term('oa:hasSource')} <{self.id.text}>"
        yield f"{target} {whole} {position}"
        yield f"{target} {whole} {quote}"
        yield f"{position} {a} {term('oa:TextPositionSelector')}"
        yield f'{position} {term("oa:start")} "{span.start}"{integer}'
        yield f'{position} {term("oa:end")} "{span.end}"{integer}'
        yield f"{quote} {a} {term('oa:TextQuoteSelector')}"
        yield f"{quote} {term('oa:exact')} {literal(span.quote)}"

    def _policies(self) -> Iterator[str]:
        for policy in self.reading.policy_documents:
            iri = mint(self.base, "legislation", self.id.document, policy.title)
            yield self.triple(iri, "rdf:type", "schema:Legislation")
            yield self.triple(iri, "schema:name", literal(policy.title))
            yield self.triple(self.id.document, "schema:mentions", iri)
            if policy.date:
                yield self.triple(iri, "schema:legislationDate", self.date(policy.date.value))
            for issuer in policy.issuers:
                yield self.triple(iri, "schema:legislationPassedBy", self._named("organisation", issuer.value))
            yield from self._anchor(iri, policy.span)

    # ------------------------------------------------------------------------------------------ claims

    def _statement_iri(self, number: int) -> str:
        words = self.reading.statements[number].words
        return mint(self.base, "statement", self.id.document, *self.reading.document.offsets.span(words.start, words.end))

    def _claim(self, iri: str, claim: Claim) -> Iterator[str]:
        observation = iri.replace(f"{self.base}claim/", f"{self.base}observation/")
        yield self.triple(iri, "rdf:type", "schema:Claim")
        yield self.triple(iri, "kg:voice", f"kg:{VOICES[claim.voice]}")
        yield self.triple(iri, "prov:wasQuotedFrom", self.id.document)
        yield self.triple(iri, "kg:confidence", "kg:Sure" if claim.confidence == "sure" else "kg:Doubtful")
        for doubt in claim.doubts:
            yield self.triple(iri, "kg:doubt", literal(doubt))
        if claim.statement is not None:
            yield self.triple(iri, "kg:partOf", self._statement_iri(claim.statement))
        if claim.repeats is not None:
            yield self.triple(iri, "kg:repeats", self.claim_iris[claim.repeats])
        yield from self._said(iri, claim.speaker)
        yield self.triple(iri, "kg:valueAnchor", self.fragment(claim.number))
        yield from self._role(iri, "metricAnchor", claim.metric)
        for name, role in (
            ("placeAnchor", claim.place),
            ("periodAnchor", claim.period),
            ("baseAnchor", claim.base),
            ("unitAnchor", claim.unit_role),
        ):
            if role:
                yield from self._role(iri, name, role)
        for programme in claim.programmes:
            yield from self._role(iri, "programmeAnchor", programme)
        yield self.triple(iri, "kg:observes", observation)
        yield from self._observation(observation, claim)
        yield from self._anchor(iri, claim.quote)

    def _observation(self, iri: str, claim: Claim) -> Iterator[str]:
        yield self.triple(iri, "rdf:type", "qb:Observation")
        yield self.triple(iri, "kg:metric", self._concept_iri(claim.metric.value, "metric"))
        yield self.triple(iri, "sdmx-m:obsValue", _typed(number(claim.value), "xsd:decimal"))
        yield self.triple(iri, "kg:valueText", literal(claim.number.quote))
        yield self.triple(iri, "kg:bound", f"kg:{BOUNDS[claim.comparator]}")
        yield self.triple(iri, "kg:measure", f"kg:{claim.measure.capitalize()}")
        yield self.triple(iri, "kg:kind", f"kg:{claim.kind.capitalize()}")
        if claim.unit:
            yield self.triple(iri, "kg:countedIn", literal(claim.unit))
            unit = _units().get(claim.unit)
            if unit:
                yield self.triple(iri, "sdmx-a:unitMeasure", unit)
        if claim.base:
            yield self.triple(iri, "kg:base", literal(claim.base.value))
        if claim.place:
            yield from self._place(claim.place.value)
            yield self.triple(iri, "sdmx-d:refArea", self._place_iri(claim.place.value))
        if claim.period:
            for name, end in (("periodStart", claim.period.value.start), ("periodEnd", claim.period.value.end)):
                if end:
                    yield self.triple(iri, f"kg:{name}", self.date(end))
        for programme in claim.programmes:
            yield self.triple(iri, "kg:credits", self._concept_iri(programme.value, "programme"))
