"""The claims of a snapshot, or those that a selection means, one document after another.

The numbers come from the claim table, a part a document; who says them and what things are called from the graph; the words around them from the
repaired text.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg import claimtable
from kg.publications.claims import Claim, Document, Speaker, Term
from kg.publications.selecting import Selection, holding
from kg.store import Snapshot, damaged
from kg.versions import Version
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

_AROUND = (
    32  # characters of the text before and behind a quote: the W3C's examples have as many, and a page is told from its copies by them
)


def claims(snapshot: Snapshot, selected: Selection | None = None) -> Iterator[Claim]:
    """The claims of a store that are meant, by document, and in the order of their text.

    >>> import kg
    >>> from kg.publications.selecting import selection
    >>> snapshot = kg.open_examples().snapshot
    >>> first = next(claims(snapshot, selection(snapshot, {"person": "郭浩"})))
    >>> first.speaker.name, first.metric.en, str(first.value), first.unit.match("qudt-unit"), first.quote
    ('郭浩', 'gross regional product', '98100000000', 'http://qudt.org/vocab/unit/CCY_CNY', '地区生产总值为981亿元')
    """
    chosen = selected or Selection()
    labels = _Labels(snapshot)
    for version in holding(snapshot, chosen):
        yield from _of_document(snapshot, version, chosen, labels)


def _of_document(snapshot: Snapshot, version: Version, selected: Selection, labels: "_Labels") -> Iterator[Claim]:
    import pyarrow as pa

    graph = _Graph(snapshot, version, labels)
    if not selected.day(graph.one(version.document, "schema:datePublished")):
        return
    try:
        table = claimtable.read_part(pa.BufferReader(snapshot.claim_part(version)))
    except (pa.ArrowException, OSError) as error:
        raise damaged(snapshot.root, f"claims/{version.key}.parquet", error) from error
    rows = sorted(filter(selected.takes, table.to_pylist()), key=lambda row: (row["start"], row["end"], row["claim"]))
    if not rows:
        return
    text = snapshot.text(version)
    for row in rows:
        start, end = row["start"], row["end"]
        yield Claim(
            iri=row["claim"], document=graph.document, speaker=graph.speaker(row), voice=row["voice"], statement=graph.one(row["claim"], "kg:partOf"),
            metric=labels.term(row["metric_iri"]), place=labels.known(row["place_iri"]), period_start=row["period_start"], period_end=row["period_end"],
            value=Decimal(row["value"]), written=row["written"], unit=labels.known(row["unit_iri"]), counted_in=row["unit"] or None,
            bound=row["comparator"], kind=row["kind"], measure=row["measure"], base=row["base"],
            programmes=tuple(labels.term(iri) for iri in dict.fromkeys(row["programme_iris"])),
            quote=row["quote"], start=start, end=end, prefix=text[max(start - _AROUND, 0) : start], suffix=text[end : end + _AROUND],
            confidence=row["confidence"], doubts=tuple(row["doubts"]),
        )  # fmt: skip


def _node(name: str) -> "NamedNode":
    import pyoxigraph

    prefix, _, local = name.partition(":")
    return pyoxigraph.NamedNode(PREFIXES[prefix] + local)


class _Labels:
    """What things are called, each looked up once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._terms: dict[str, Term] = {}

    def known(self, iri: str | None) -> Term | None:
        return None if iri is None else self.term(iri)

    def term(self, iri: str) -> Term:
        if iri not in self._terms:
            self._terms[iri] = self._looked_up(iri)
        return self._terms[iri]

    def _looked_up(self, iri: str) -> Term:
        import pyoxigraph

        def stated(predicate: str) -> list[Any]:
            quads = self.snapshot.store.quads_for_pattern(pyoxigraph.NamedNode(iri), _node(predicate), None)
            return sorted((quad.object for quad in quads), key=lambda value: str(value.value))

        names = {label.language: label.value for label in reversed(stated("skos:prefLabel"))}
        codes = [code.value for code in stated("skos:notation")]
        chinese = names.get("zh") or next(iter(names.values()), iri)
        return Term(
            iri, chinese, names.get("en"), codes[0] if codes else None, tuple(dict.fromkeys(m.value for m in stated("skos:exactMatch")))
        )


class _Graph:
    """What the named graph of a document says beside the claim table: its own description, who holds which post, which claim is of which statement."""

    def __init__(self, snapshot: Snapshot, version: Version, labels: _Labels) -> None:
        import pyoxigraph

        self.snapshot, self.version, self.labels = snapshot, version, labels
        self._name = pyoxigraph.NamedNode(version.graph)
        self._stated: dict[str, dict[str, list[str]]] = {}
        self._speakers: dict[str, Speaker] = {}

    def stated(self, predicate: str) -> dict[str, list[str]]:
        """The objects of each subject of a predicate, in order."""
        if predicate not in self._stated:
            found: dict[str, list[str]] = defaultdict(list)
            for quad in self.snapshot.store.quads_for_pattern(None, _node(predicate), None, self._name):
                found[quad.subject.value].append(quad.object.value)  # type: ignore[union-attr]
            self._stated[predicate] = {subject: sorted(objects) for subject, objects in found.items()}
        return self._stated[predicate]

    def one(self, subject: str, predicate: str) -> str | None:
        return next(iter(self.stated(predicate).get(subject, ())), None)

    @cached_property
    def document(self) -> Document:
        iri = self.version.document
        types = {type_.removeprefix(PREFIXES["schema"]) for type_ in self.stated("rdf:type").get(iri, ())}
        text = next(iter(self.stated("prov:wasDerivedFrom")), self.version.graph)
        return Document(
            iri, self.version.graph, text, "Report" if "Report" in types else "NewsArticle", self.one(iri, "schema:headline"),
            self.one(iri, "schema:url"), self.one(iri, "dcterms:identifier"), self.labels.known(self.one(iri, "schema:publisher")),
            self.one(iri, "schema:datePublished"), self.one(iri, "kg:dateInferred") == "true", self.labels.known(self.one(iri, "kg:homePlace")),
        )  # fmt: skip

    def speaker(self, row: Mapping[str, Any]) -> Speaker | None:
        iri = row["source"]
        if iri is not None and iri not in self._speakers:
            unnamed = PREFIXES["kg"] + "UnnamedSource" in self.stated("rdf:type").get(iri, ())
            held = self.stated("kg:inCapacity").get(row["claim"], ())
            posts, bodies = (
                tuple(self.labels.term(thing) for thing in sorted({thing for one in held for thing in self.stated(predicate).get(one, ())}))
                for predicate in ("org:role", "org:organization")
            )
            self._speakers[iri] = Speaker(iri, row["speaker"], unnamed, posts, bodies)
        return self._speakers.get(iri) if iri else None
