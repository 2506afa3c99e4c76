"""Every anchor re-read: the kept bytes are decoded and repaired again, and what the graph says stands somewhere must stand there.

For each current version: the bytes have their digest; repaired again they give the same text and the same offset map; each quotation is
the text at its position; each fragment lies in the text; each claim's IRI follows from the bytes its number stands in; the part of the claim table has its digest.
A version that this very reader made is read again, and its graph and record must be what comes of it, triple for triple.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from kg.errors import InputError, StoreDamaged
from kg.model import Document
from kg.pipeline import read, reader_digest
from kg.quads import literal, nquads, term
from kg.readers import read_bytes
from kg.repair import repair
from kg.store import Snapshot, Version
from kg.verify.graph import Graph
from kg.vocabulary import claim_iri, fragment, post_iri, text_iri
from kg.workers import WorkerEnded, Workers

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
class Mismatch:
    """One thing that does not agree: in which document, what, and what was found instead."""

    document: str
    what: str
    where: str
    found: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """Counts over the whole store, and what does not agree.

    ``exact`` counts quotations and role anchors that stand where they should, ``inherited`` the role anchors among them that stand elsewhere
    than in the claim's own clause, ``stated`` roles that say the metadata of their document states them and not its text, ``damaged``
    passages that could not be restored, ``unanchored`` the roles that say nothing of where they were read.
    """

    documents: int
    claims: int
    exact: int
    inherited: int
    stated: int
    damaged: int
    unanchored: dict[str, int]
    mismatches: tuple[Mismatch, ...]


def verify(snapshot: Snapshot) -> VerifyReport:
    """Re-read every anchor of a store."""
    counts: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    mismatches: list[Mismatch] = []
    versions = snapshot.versions()
    with Workers(_verified) as workers:
        for version, found in [(version, workers.submit(snapshot, version)) for version in versions]:
            try:
                counted, unanchored, wrong = found.result()
            except WorkerEnded:  # this process can do it still
                counted, unanchored, wrong = _verified(snapshot, version)
            counts.update(counted)
            missing.update(unanchored)
            mismatches += wrong
    return VerifyReport(
        len(versions),
        counts["claims"],
        counts["exact"],
        counts["inherited"],
        counts["stated"],
        counts["damaged"],
        dict(sorted(missing.items())),
        tuple(mismatches),
    )


def _verified(snapshot: Snapshot, version: Version) -> tuple[Counter[str], Counter[str], list[Mismatch]]:
    checks = _Version(snapshot, version)
    wrong = checks.check()
    return checks.counts, checks.missing, wrong


def _characters(fragment: str) -> tuple[int, int]:
    """Where a fragment begins and ends, (0, 0) where it does not say."""
    match = _FRAGMENT.search(fragment)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _integer(written: str) -> int:
    match = _INTEGER.match(written)
    return int(match[1]) if match else -1


class _Version:
    """The checks of one version, and what they find: ``counts`` as a report has them, ``missing`` roles without an anchor."""

    def __init__(self, snapshot: Snapshot, version: Version) -> None:
        self.snapshot, self.version = snapshot, version
        self.counts: Counter[str] = Counter()
        self.missing: Counter[str] = Counter()
        self.base = version.graph.rsplit("version/", 1)[0]

    def check(self) -> list[Mismatch]:
        return [*self._tried(self._agree), *self._tried(self._table)]

    def _tried(self, check: Callable[[], list[Mismatch]]) -> list[Mismatch]:
        try:
            return check()
        except (StoreDamaged, InputError) as error:
            return [self._mismatch(f"{error.zh} · {error.en}", self.version.received, "")]

    def _table(self) -> list[Mismatch]:
        """The part of the claim table is the one that was written."""
        kept, found = str(self.snapshot.record(self.version).get("table")), sha256(self.snapshot.claim_part(self.version)).hexdigest()
        return [] if found == kept else [self._mismatch("说法表的分片 · part of the claim table", kept, found)]

    def _agree(self) -> list[Mismatch]:
        record, received = self.snapshot.record(self.version), self.snapshot.received(self.version)
        if sha256(received).hexdigest() != self.version.received:
            return [self._mismatch("保存的字节 · kept bytes", self.version.received, sha256(received).hexdigest())]
        document = self._again(record, received)
        text = self.snapshot.text(self.version)
        if document.text != text or sha256(text.encode()).hexdigest() != record["text"]:
            return [self._mismatch("修复后的正文 · repaired text", record["text"], sha256(document.text.encode()).hexdigest())]
        mismatches = (
            []
            if self.snapshot.offsets(self.version) == document.offsets
            else [self._mismatch("位置对照 · offset map", self.version.key, "differs from the one computed again")]
        )
        graph = Graph(self.snapshot, self.version)
        mismatches += self._quotations(graph, text)
        mismatches += self._fragments(graph, text, record["text"])
        mismatches += self._posts(graph, text)
        mismatches += self._claims(graph, document)
        mismatches += self._read_again(graph, document, record)
        self._count(graph)
        return mismatches

    def _again(self, record: dict[str, Any], received: bytes) -> Document:
        """The bytes decoded and repaired once more. An item of JSON Lines was kept as its text."""
        plain = record["media_type"] == "application/jsonl"
        source = next(read_bytes(record["name"], received, "text/plain" if plain else record["media_type"]))
        return repair(replace(source, metadata=record["stated"], line=record["line"], media_type=record["media_type"]), record["given"])

    def _read_again(self, graph: Graph, document: Document, record: dict[str, Any]) -> list[Mismatch]:
        """What this reader makes of the document, against the graph; what another one made is left to the checks of its anchors."""
        if self.version.reader != reader_digest():
            return []
        reading = read(document)
        counted = {
            "claims": len(reading.claims),
            "statements": len(reading.statements),
            "skipped": len(reading.skipped),
            "damaged": len(document.damaged),
        }
        wrong = [
            self._mismatch(f"记录 · record: {name}", str(number), str(record.get(name)))
            for name, number in counted.items()
            if record.get(name) != number
        ]
        gone, added = graph.differences(nquads(reading, self.base), self.version.graph)
        wrong += [self._mismatch("少了 · gone", triple.removesuffix(" ."), "") for triple in gone]
        wrong += [self._mismatch("多了 · not from the text", "", triple.removesuffix(" .")) for triple in added]
        return wrong

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

    def _fragments(self, graph: Graph, text: str, digest: str) -> list[Mismatch]:
        mismatches = []
        iri = text_iri(self.base, self.version.document, self.version.received, digest)
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

    def _mismatch(self, what: str, where: str, found: str) -> Mismatch:
        return Mismatch(self.version.document, what, where, found)
