"""What was found in a document as RDF: one named graph a version, no blank nodes, every role with the characters it was read from.

PROV-O for who and from where, Web Annotation for the words, ORG for posts, Data Cube and SDMX for numbers, schema.org for
documents; terms of our own from ``ontology/kg.ttl``. At most 40 quads a claim.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kg.claims import REPORTS
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
    post_iri,
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

    return list(pyoxigraph.parse(nquads(reading, base), format=pyoxigraph.RdfFormat.N_QUADS))


def nquads(reading: Reading, base: str = DEFAULT_BASE) -> bytes:
    """The same quads as N-Quads, https://www.w3.org/TR/n-quads/: a line each, escaped as the engine's own dump."""
    return "\n".join((*dict.fromkeys(Writer(reading, base).write()), "")).encode()


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


class Writer:
    """Writes one reading into its graph, a line of N-Quads a quad."""

    def __init__(self, reading: Reading, base: str) -> None:
        self.reading, self.base = reading, base
        self.id = identity(reading, base)
        self._end = f" <{self.id.version}> ."
        self.people = {person.speaker: person for person in reading.people}
        self._speakers: dict[Speaker, str] = {}

    # ------------------------------------------------------------------------------------------ terms

    def quad(self, subject: str, predicate: str, value: str) -> str:
        """One quad; a value that is an IRI or a prefixed name becomes a node, a literal is one already."""
        return f"<{subject}> {term(predicate)} {value if value.startswith(_QUOTE) else _node(value)}{self._end}"

    def date(self, value: str) -> str:
        return _typed(value, DATES[len(value)])

    def fragment(self, span: Span) -> str:
        return fragment(self.id.text, span.start, span.end)

    # ------------------------------------------------------------------------------------------ the whole

    def write(self) -> Iterator[str]:
        yield from self._document()
        for person in self.reading.people:
            yield from self._person(person)
        for number, statement in enumerate(self.reading.statements):
            iri = self._statement_iri(number)
            yield self.quad(iri, "rdf:type", "kg:Statement")
            yield self.quad(iri, "kg:voice", f"kg:{VOICES[statement.kind]}")
            yield self.quad(iri, "prov:wasQuotedFrom", self.id.document)
            yield from self._said(iri, statement.speaker)
            yield from self._anchor(iri, statement.words)
        yield from self._policies()
        iris = self.claim_iris()
        for number, claim in enumerate(self.reading.claims):
            yield from self._claim(iris[number], claim, iris)

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
        yield self.quad(iri, "rdf:type", "schema:Report" if head.genre in REPORTS else "schema:NewsArticle")
        yield self.quad(iri, "kg:genre", literal(head.genre))
        if head.title:
            yield self.quad(iri, "schema:headline", literal(head.title.value))
        if head.published:
            yield self.quad(iri, "schema:datePublished", self.date(head.published.value))
        if "published" in head.inferred:
            yield self.quad(iri, "kg:dateInferred", _typed("true", "xsd:boolean"))
            for span in head.evidence:
                yield self.quad(iri, "kg:dateEvidence", self.fragment(span))
        if head.publisher:
            yield from self._organisation(head.publisher.value)
            yield self.quad(iri, "schema:publisher", self._organisation_iri(head.publisher.value))
        identifier = document.given.id or document.source.metadata.id
        if identifier:
            yield self.quad(iri, "dcterms:identifier", literal(identifier))
        url = document.given.url or document.source.metadata.url
        if url:
            yield self.quad(iri, "schema:url", literal(url))
        if head.home_place:
            yield from self._place(head.home_place.value)
            yield self.quad(iri, "kg:homePlace", self._place_iri(head.home_place.value))
        yield self.quad(self.id.version, "rdf:type", "kg:Version")
        yield self.quad(self.id.text, "prov:wasGeneratedBy", self.id.run)
        yield self.quad(self.id.text, "rdf:type", "kg:Text")
        yield self.quad(self.id.text, "prov:wasDerivedFrom", self.id.version)
        for repair in document.damaged:
            yield self.quad(self.id.text, "kg:damaged", fragment(self.id.text, repair.start, repair.end))
        yield self.quad(self.id.run, "rdf:type", "kg:Run")

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

    def _organisation_iri(self, name: str) -> str:
        return mint(self.base, "organisation", name)

    def _organisation(self, name: str) -> Iterator[str]:
        iri = self._organisation_iri(name)
        yield from self._named(iri, "org:Organization", name)

    def _named(self, iri: str, kind: str, name: str) -> Iterator[str]:
        """What documents share by its name is described once for all of them, so that no triple stands in two graphs."""
        yield f"<{iri}> {term('rdf:type')} {term(kind)} <{NAMES_GRAPH}> ."
        yield f"<{iri}> {term('skos:prefLabel')} {literal(name, '@zh')} <{NAMES_GRAPH}> ."

    def _person(self, person: Person) -> Iterator[str]:
        iri = self._speaker_iri(person.speaker)
        yield self.quad(iri, "rdf:type", "schema:Person")
        yield self.quad(iri, "schema:name", literal(person.name))
        yield self.quad(iri, "kg:role", literal(person.role))
        if person.role == "journalist":
            yield self.quad(self.id.document, "schema:author", iri)
            return
        for capacity in person.capacities:
            membership = self._membership_iri(person, capacity)
            yield self.quad(membership, "rdf:type", "org:Membership")
            yield self.quad(membership, "org:member", iri)
            if capacity.post:
                role = post_iri(self.base, capacity.post.value)
                yield from self._named(role, "org:Post", capacity.post.value)
                yield self.quad(membership, "org:role", role)
                if capacity.post.span:
                    yield self.quad(membership, "kg:postAnchor", self.fragment(capacity.post.span))
            if capacity.body:
                yield from self._organisation(capacity.body.value)
                yield self.quad(membership, "org:organization", self._organisation_iri(capacity.body.value))

    def _said(self, iri: str, speaker: Role[Speaker] | None) -> Iterator[str]:
        """By whom, in which posts, and where that was read."""
        if speaker is None:
            return
        who = self._speaker_iri(speaker.value)
        person = self.people.get(speaker.value)
        if speaker.value.unnamed:
            yield self.quad(who, "rdf:type", "kg:UnnamedSource")
            yield self.quad(who, "schema:name", literal(speaker.value.name))
        elif person is None:
            yield self.quad(who, "rdf:type", "schema:Person")
            yield self.quad(who, "schema:name", literal(speaker.value.name))
        yield self.quad(iri, "prov:wasAttributedTo", who)
        if person and person.role != "journalist":
            for capacity in person.capacities:
                yield self.quad(iri, "kg:inCapacity", self._membership_iri(person, capacity))
        # the voice of a delivered report says that its speaker stands in the head
        yield from self._role(iri, "speakerAnchor", replace(speaker, origin="") if speaker.origin == "head" else speaker)

    # ------------------------------------------------------------------------------------------ where and what

    def _role(self, iri: str, name: str, role: Role[Any]) -> Iterator[str]:
        """Where a role was read, and that it stands elsewhere if it does: in the text, or in what was given with the document."""
        if role.origin == "metadata":
            yield self.quad(iri, "kg:fromMetadata", f"kg:{name}")
        elif role.span is not None:
            yield self.quad(iri, f"kg:{name}", self.fragment(role.span))
            if role.origin:
                yield self.quad(iri, "kg:inherited", f"kg:{name}")

    def _place_iri(self, place: Place) -> str:
        return PLACE + place.code if place.code else mint(self.base, "place", self.id.document, place.name)

    def _place(self, place: Place) -> Iterator[str]:
        if not place.code:  # those with a code are described in the graph of places
            iri = self._place_iri(place)
            yield self.quad(iri, "rdf:type", "schema:Place")
            yield self.quad(iri, "skos:prefLabel", literal(place.name, "@zh"))

    def _concept_iri(self, concept: Concept, kind: str) -> str:
        return concept.iri or mint(self.base, kind, concept.name)

    def _concept(self, concept: Concept, kind: str) -> Iterator[str]:
        if concept.iri is None:  # a candidate: it belongs to no scheme
            iri = self._concept_iri(concept, kind)
            yield from self._named(iri, f"kg:{kind.capitalize()}", concept.name)

    def _anchor(self, iri: str, span: Span) -> Iterator[str]:
        """Position and quotation of what a node stands on."""
        key = digest(iri)
        anchor, target, position, quote = (f"{self.base}{name}/{key}" for name in ("anchor", "target", "position", "quote"))
        yield self.quad(anchor, "rdf:type", "oa:Annotation")
        yield self.quad(anchor, "oa:hasBody", iri)
        yield self.quad(anchor, "oa:hasTarget", target)
        yield self.quad(target, "oa:hasSource", self.id.text)
        yield self.quad(target, "oa:hasSelector", position)
        yield self.quad(target, "oa:hasSelector", quote)
        yield self.quad(position, "rdf:type", "oa:TextPositionSelector")
        yield self.quad(position, "oa:start", _typed(span.start, "xsd:integer"))
        yield self.quad(position, "oa:end", _typed(span.end, "xsd:integer"))
        yield self.quad(quote, "rdf:type", "oa:TextQuoteSelector")
        yield self.quad(quote, "oa:exact", literal(span.quote))

    def _policies(self) -> Iterator[str]:
        for policy in self.reading.policy_documents:
            iri = mint(self.base, "legislation", self.id.document, policy.title)
            yield self.quad(iri, "rdf:type", "schema:Legislation")
            yield self.quad(iri, "schema:name", literal(policy.title))
            yield self.quad(self.id.document, "schema:mentions", iri)
            if policy.date:
                yield self.quad(iri, "schema:legislationDate", self.date(policy.date.value))
            for issuer in policy.issuers:
                yield from self._organisation(issuer.value)
                yield self.quad(iri, "schema:legislationPassedBy", self._organisation_iri(issuer.value))
            yield from self._anchor(iri, policy.span)

    # ------------------------------------------------------------------------------------------ claims

    def _statement_iri(self, number: int) -> str:
        words = self.reading.statements[number].words
        return mint(self.base, "statement", self.id.document, *self.reading.document.offsets.span(words.start, words.end))

    def _claim(self, iri: str, claim: Claim, iris: list[str]) -> Iterator[str]:
        observation = iri.replace(f"{self.base}claim/", f"{self.base}observation/")
        yield self.quad(iri, "rdf:type", "schema:Claim")
        yield self.quad(iri, "kg:voice", f"kg:{VOICES[claim.voice]}")
        yield self.quad(iri, "prov:wasQuotedFrom", self.id.document)
        yield self.quad(iri, "kg:confidence", "kg:Sure" if claim.confidence == "sure" else "kg:Doubtful")
        for doubt in claim.doubts:
            yield self.quad(iri, "kg:doubt", literal(doubt))
        if claim.statement is not None:
            yield self.quad(iri, "kg:partOf", self._statement_iri(claim.statement))
        if claim.repeats is not None:
            yield self.quad(iri, "kg:repeats", iris[claim.repeats])
        yield from self._said(iri, claim.speaker)
        yield self.quad(iri, "kg:valueAnchor", self.fragment(claim.number))
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
        yield self.quad(iri, "kg:observes", observation)
        yield from self._observation(observation, claim)
        yield from self._anchor(iri, claim.quote)

    def _observation(self, iri: str, claim: Claim) -> Iterator[str]:
        yield self.quad(iri, "rdf:type", "qb:Observation")
        yield from self._concept(claim.metric.value, "metric")
        yield self.quad(iri, "kg:metric", self._concept_iri(claim.metric.value, "metric"))
        yield self.quad(iri, "sdmx-m:obsValue", _typed(claim.value, "xsd:decimal"))
        yield self.quad(iri, "kg:valueText", literal(claim.number.quote))
        yield self.quad(iri, "kg:bound", f"kg:{BOUNDS[claim.comparator]}")
        yield self.quad(iri, "kg:measure", f"kg:{claim.measure.capitalize()}")
        yield self.quad(iri, "kg:kind", f"kg:{claim.kind.capitalize()}")
        if claim.unit:
            yield self.quad(iri, "kg:countedIn", literal(claim.unit))
            unit = _units().get(claim.unit)
            if unit:
                yield self.quad(iri, "sdmx-a:unitMeasure", unit)
        if claim.base:
            yield self.quad(iri, "kg:base", literal(claim.base.value))
        if claim.place:
            yield from self._place(claim.place.value)
            yield self.quad(iri, "sdmx-d:refArea", self._place_iri(claim.place.value))
        if claim.period:
            for name, end in (("periodStart", claim.period.value.start), ("periodEnd", claim.period.value.end)):
                if end:
                    yield self.quad(iri, f"kg:{name}", self.date(end))
        for programme in claim.programmes:
            yield from self._concept(programme.value, "programme")
            yield self.quad(iri, "kg:credits", self._concept_iri(programme.value, "programme"))
