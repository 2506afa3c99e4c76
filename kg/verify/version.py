"""One version checked: what is kept of it against itself and against its digests, and against what comes of reading it again where that is asked for or
a digest does not agree."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from kg import claimtable
from kg.contents import counts, outcome
from kg.errors import InputError, StoreDamaged
from kg.model import Document, Reading
from kg.pipeline import read
from kg.quads import Writer, literal, term, triples_digest, version_iri
from kg.readers import read_bytes
from kg.repair import repair
from kg.store import Snapshot
from kg.verify.graph import REVISES, Graph
from kg.verify.mismatch import Mismatch
from kg.versions import Record, Version
from kg.vocabulary import claim_iri, fragment, post_iri, text_iri

ROLES = (
    "metricAnchor",
    "placeAnchor",
    "periodAnchor",
    "programmeAnchor",
    "speakerAnchor",
    "baseAnchor",
    "unitAnchor",
    "valueAnchor",
    "postAnchor",
)
# a role that should have an anchor, and what states it: of a claim, or of what it observes
_STATED = {
    "metric": ("kg:metric",), "place": ("sdmx-d:refArea",), "period": ("kg:periodStart", "kg:periodEnd"), "programme": ("kg:credits",),
    "speaker": ("prov:wasAttributedTo",), "base": ("kg:base",),
}  # fmt: skip
_FRAGMENT = re.compile(r"#char=(\d+),(\d+)>$")
_SPACE = re.compile(r"\s")
_INTEGER = re.compile(r'"(\d+)"\^\^')


@dataclass(frozen=True, slots=True)
class Found:
    """What the checks of one version found: counts as a report has them, roles ``missing`` an anchor, and what it gives to the graphs that documents share:
    IRIs of names and codes of towns, None where that could not be read, names also where another reader made it."""

    counts: Counter[str]
    missing: Counter[str]
    mismatches: tuple[Mismatch, ...]
    names: frozenset[str] | None
    towns: frozenset[str] | None


def verified(snapshot: Snapshot, version: Version, reader: str, again: bool = False) -> Found:
    """Check one version, and read it ``again`` whatever its digests say."""
    checks = _Version(snapshot, version, reader, again)
    mismatches = tuple(checks.check())
    return Found(checks.counts, checks.missing, mismatches, checks.names, checks.towns)


def names_again(snapshot: Snapshot, version: Version) -> tuple[str, ...]:
    """The triples that a version gives to the graph of names, from its bytes; none where they cannot be read."""
    try:
        document = _again(version.path, snapshot.received(version), snapshot.record(version))
    except (StoreDamaged, InputError):
        return ()
    return Writer(read(document), base_of(version)).triples.names


def base_of(version: Version) -> str:
    """What the IRIs of instances begin with."""
    return version.graph.rsplit("version/", 1)[0]


def _characters(fragment: str) -> tuple[int, int]:
    """Where a fragment begins and ends, (0, 0) where it does not say."""
    match = _FRAGMENT.search(fragment)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _integer(written: str) -> int:
    match = _INTEGER.match(written)
    return int(match[1]) if match else -1


def _again(name: str, received: bytes, record: Record) -> Document:
    """The bytes decoded and repaired once more. An item of JSON Lines was kept as its text."""
    plain = record.media_type == "application/jsonl"
    source = next(read_bytes(name, received, "text/plain" if plain else record.media_type))
    return repair(replace(source, metadata=record.stated, line=int(record.item), media_type=record.media_type), record.given)


class _Version:
    """The checks of one version, and what they find: ``counts`` as a report has them, ``missing`` roles without an anchor."""

    def __init__(self, snapshot: Snapshot, version: Version, reader: str, again: bool) -> None:
        self.snapshot, self.version, self.again, self.ours = snapshot, version, again, version.reader == reader
        self.counts: Counter[str] = Counter()
        self.missing: Counter[str] = Counter()
        self.names: frozenset[str] | None = None
        self.towns: frozenset[str] | None = None
        self.base = base_of(version)

    def check(self) -> list[Mismatch]:
        return list(dict.fromkeys([*self._tried(self._agree), *self._tried(self._table)]))

    def _tried(self, check: Callable[[], list[Mismatch]]) -> list[Mismatch]:
        try:
            return check()
        except (StoreDamaged, InputError) as error:
            return [self._mismatch(f"{error.zh} · {error.en}")]

    def _agree(self) -> list[Mismatch]:
        version, record, received = self.version, self.snapshot.record(self.version), self.snapshot.received(self.version)
        if (found := _digest(received)) != version.received:
            return [self._mismatch("保存的字节 · kept bytes", version.received, found)]
        depends = (record.media_type, record.item, record.stated, record.given)
        if (found := version_iri(self.base, version.document, version.received, version.reader, *depends)) != version.graph:
            return [self._mismatch("版本的来历 · what a version was read from", version.graph, found)]
        document, text = _again(version.path, received, record), self.snapshot.text(version)
        if document.text != text:
            return [self._mismatch("修复后的正文 · repaired text", _digest(document.text.encode()), _digest(text.encode()))]
        offsets = self.snapshot.offsets(version)
        mismatches = (
            []
            if offsets == document.offsets
            else [self._mismatch("位置对照 · offset map", _digest(document.offsets.to_bytes()), _digest(offsets.to_bytes()))]
        )
        graph = Graph(self.snapshot, version)
        self.towns, self.names = graph.towns(), graph.names(self.base) if self.ours else None
        self._count(graph)
        return [
            *mismatches,
            *self._record({"document": version.document, "received": version.received, "text": _digest(text.encode())}),
            *self._outcome(record, graph, document),
            *self._revision(graph),
            *self._quotations(graph, text),
            *self._fragments(graph, text),
            *self._posts(graph, text),
            *self._claims(graph, document),
        ]

    def _record(self, expected: Mapping[str, object]) -> list[Mismatch]:
        """The record says what it should."""
        record = self.snapshot.record(self.version)
        return [
            self._mismatch(f"记录 · record: {name}", str(value), str(getattr(record, name)))
            for name, value in expected.items()
            if getattr(record, name) != value
        ]

    def _outcome(self, record: Record, graph: Graph, document: Document) -> list[Mismatch]:
        """The graph, the part of the table and the counts are those that were read: they have their digest, and where they do not, or it is asked for, the
        document is read again. What another reader made has its digest alone."""
        found = outcome(triples_digest(graph.triples), _digest(self.snapshot.claim_part(self.version)), record.counts())
        if self.ours:
            return self._read_again(record, graph, read(document)) if self.again or found != record.reading else []
        if not record.reading:
            return [
                self._mismatch(
                    "记录没有读出结果的摘要，再运行 kg build 即补上 · the record has no digest of what was read; kg build reads it again"
                )
            ]
        return [] if record.reading == found else [self._mismatch("读出的结果 · what was read", record.reading, found)]

    def _table(self) -> list[Mismatch]:
        """The part of the claim table is the one that was written."""
        kept, found = self.snapshot.record(self.version).table, _digest(self.snapshot.claim_part(self.version))
        return [] if found == kept else [self._mismatch("说法表的分片 · part of the claim table", kept, found)]

    def _read_again(self, record: Record, graph: Graph, reading: Reading) -> list[Mismatch]:
        """What comes of the document, against the graph, the table and the record."""
        self.counts["read again"] += 1
        writer = Writer(reading, self.base)
        made, counted = writer.triples, counts(reading)
        self.names = frozenset(triple.split(" ", 1)[0] for triple in made.names)
        gone, added = graph.differences(made)
        wrong = [self._mismatch("少了 · gone", triple) for triple in gone]
        wrong += [self._mismatch("多了 · not from the text", "", triple) for triple in added]
        part = self.snapshot.claim_part(self.version)
        if _digest(part) == record.table and not claimtable.is_of(part, writer):  # else its digest tells
            wrong.append(self._mismatch("说法表的分片有别的行 · other rows in the part of the claim table"))
        return wrong + self._record({**counted, "reading": outcome(triples_digest(made.own), record.table, counted)})

    def _revision(self, graph: Graph) -> list[Mismatch]:
        """A version revises one other at most, which is gone; its IRI is one of ours."""
        ours = re.compile(re.escape(f"<{self.version.graph}> {REVISES} <{self.base}version/") + r"[0-9a-f]{20}>")
        wrong = graph.revises if len(graph.revises) > 1 else [triple for triple in graph.revises if not ours.fullmatch(triple)]
        return [self._mismatch("修订自 · what it revises", "", triple) for triple in wrong]

    def _quotations(self, graph: Graph, text: str) -> list[Mismatch]:
        mismatches = []
        starts, ends, words = graph.of("oa:start"), graph.of("oa:end"), graph.of("oa:exact")
        for selectors in graph.of("oa:hasSelector").values():
            places = [(_integer(s), _integer(e)) for at in selectors for s in starts.get(at, ()) for e in ends.get(at, ())]
            for exact in (exact for quote in selectors for exact in words.get(quote, ())):
                for start, end in places:
                    if 0 <= start < end <= len(text) and literal(text[start:end]) == exact:
                        self.counts["exact"] += 1
                    else:
                        mismatches.append(
                            self._mismatch(f"引文“{exact[1:-1]}” · quotation", f"{start}:{end}", text[max(start, 0) : max(end, 0)])
                        )
        return mismatches

    def _fragments(self, graph: Graph, text: str) -> list[Mismatch]:
        mismatches = []
        iri = text_iri(self.base, self.version.document, self.version.received, _digest(text.encode()))
        for role in (*ROLES, "dateEvidence", "damaged"):
            for node, found in graph.pairs(f"kg:{role}"):
                start, end = _characters(found)
                if 0 <= start < end <= len(text) and found == f"<{fragment(iri, start, end)}>":
                    self.counts["exact"] += 1
                else:
                    mismatches.append(self._mismatch(term(f"kg:{role}")[1:-1], node[1:-1], found[1:-1]))
        return mismatches

    def _posts(self, graph: Graph, text: str) -> list[Mismatch]:
        """Where a post was read stand the words of that post."""
        mismatches = []
        anchors = graph.of("kg:postAnchor")
        for membership, post in graph.pairs("org:role"):
            for anchor in anchors.get(membership, ()):
                start, end = _characters(anchor)
                if post != f"<{post_iri(self.base, _SPACE.sub('', text[start:end]))}>":
                    mismatches.append(self._mismatch("职务 · post", membership[1:-1], text[start:end]))
        return mismatches

    def _claims(self, graph: Graph, document: Document) -> list[Mismatch]:
        """Each claim's IRI from the bytes its number stands in, its number's characters, and that it has a quotation."""
        mismatches = []
        claims, quoted = graph.every("schema:Claim"), {body for _, body in graph.pairs("oa:hasBody")}
        anchors, observed, written = graph.of("kg:valueAnchor"), graph.of("kg:observes"), graph.of("kg:valueText")
        rows = [
            (claim, *_characters(anchor), words)
            for claim in claims
            for anchor in anchors.get(claim, ())
            for observation in observed.get(claim, ())
            for words in written.get(observation, ())
        ]
        self.counts["claims"] += len(claims)
        if len(rows) != len(claims):
            mismatches.append(self._mismatch("说法缺少锚点 · claims without an anchor", self.version.document, str(len(rows))))
        expected: dict[tuple[int, int], set[str]] = {}
        for claim, start, end, words in rows:
            if end <= start or literal(document.text[start:end]) != words or claim not in quoted:
                mismatches.append(self._mismatch(f"数值“{words[1:-1]}” · number", claim[1:-1], document.text[start:end]))
                continue
            expected.setdefault(document.offsets.span(start, end), set()).add(claim[1:-1])
        for (first, last), found in expected.items():
            minted = {claim_iri(self.base, self.version.document, first, last, rank) for rank in range(len(found))}
            if minted != found:
                mismatches.append(self._mismatch("说法的字节位置 · bytes of a claim", f"{first}:{last}", ", ".join(sorted(found))))
        return mismatches

    def _count(self, graph: Graph) -> None:
        """Count what is inherited, stated in metadata and damaged, and the roles that say nothing of where they were read."""
        claims, given, observed = set(graph.every("schema:Claim")), graph.of("kg:fromMetadata"), graph.of("kg:observes")
        self.counts["inherited"] = sum(1 for _ in graph.pairs("kg:inherited"))
        self.counts["damaged"] = sum(1 for _ in graph.pairs("kg:damaged"))
        self.counts["stated"] = sum(len(roles) for claim, roles in given.items() if claim in claims)
        for role, predicates in _STATED.items():
            anchor, stated = f"kg:{role}Anchor", [graph.of(predicate) for predicate in predicates]
            whole = {node for of_whole in stated for node in of_whole}
            of_parts = {claim for claim, parts in observed.items() if not whole.isdisjoint(parts)}
            bearing = whole if role == "speaker" else of_parts
            self.missing[role] = sum(node not in graph.of(anchor) and term(anchor) not in given.get(node, ()) for node in bearing)

    def _mismatch(self, what: str, where: str = "", found: str = "") -> Mismatch:
        return Mismatch(self.version.document, what, where, found)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
