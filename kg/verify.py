"""Every anchor re-read: the kept bytes are decoded and repaired again, and what the graph says stands somewhere must stand there.

For each current version: the bytes have their digest; repaired again they give the same text and the same offset map; each quotation is
the text at its position; each fragment lies in the text; each claim's IRI follows from the bytes its number stands in; the part of the claim table has its digest.
A version that this very reader made is read again, and its graph and record must be what comes of it, triple for triple.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from kg.errors import InputError, StoreDamaged
from kg.model import Document
from kg.pipeline import read, reader_digest
from kg.quads import quads
from kg.readers import read_bytes
from kg.repair import repair
from kg.store import Snapshot, Version
from kg.vocabulary import KG, PREFIXES, claim_iri, fragment, post_iri, text_iri

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
# a role of a claim, and the anchor it should have
_STATED = {
    "metric": f"?claim <{KG}observes>/<{KG}metric> ?value",
    "place": f"?claim <{KG}observes>/<{PREFIXES['sdmx-d']}refArea> ?value",
    "period": f"?claim <{KG}observes>/(<{KG}periodStart>|<{KG}periodEnd>) ?value",
    "programme": f"?claim <{KG}observes>/<{KG}credits> ?value",
    "speaker": f"?claim <{PREFIXES['prov']}wasAttributedTo> ?value",
    "base": f"?claim <{KG}observes>/<{KG}base> ?value",
}
_FRAGMENT = re.compile(r"#char=(\d+),(\d+)$")


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
    for version in versions:
        mismatches += _Version(snapshot, version, counts, missing).check()
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


def _triple(quad: Any) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object}"


class _Version:
    """The checks of one version."""

    def __init__(self, snapshot: Snapshot, version: Version, counts: Counter[str], missing: Counter[str]) -> None:
        self.snapshot, self.version, self.counts, self.missing = snapshot, version, counts, missing
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
        mismatches += self._quotations(text)
        mismatches += self._fragments(text, record["text"])
        mismatches += self._posts(text)
        mismatches += self._claims(document)
        mismatches += self._read_again(document, record)
        self._count()
        return mismatches

    def _again(self, record: dict[str, Any], received: bytes) -> Document:
        """The bytes decoded and repaired once more. An item of JSON Lines was kept as its text."""
        plain = record["media_type"] == "application/jsonl"
        source = next(read_bytes(record["name"], received, "text/plain" if plain else record["media_type"]))
        return repair(replace(source, metadata=record["stated"], line=record["line"], media_type=record["media_type"]), record["given"])

    def _read_again(self, document: Document, record: dict[str, Any]) -> list[Mismatch]:
        """What this reader makes of the document, against the graph; what another one made is left to the checks of its anchors."""
        import pyoxigraph as ox

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
        again = ox.Store()  # spells literals as the store does
        again.bulk_extend(quads(reading, self.base))
        graph, revised = ox.NamedNode(self.version.graph), ox.NamedNode(PREFIXES["prov"] + "wasRevisionOf")
        expected = set(again)
        kept = {quad for quad in self.snapshot.store.quads_for_pattern(None, None, None, graph) if quad.predicate != revised}
        gone = [quad for quad in expected if quad not in kept and quad not in self.snapshot.store]
        wrong += [self._mismatch("少了 · gone", _triple(quad), "") for quad in sorted(gone, key=str)]
        wrong += [self._mismatch("多了 · not from the text", "", _triple(quad)) for quad in sorted(kept - expected, key=str)]
        return wrong

    def _rows(self, pattern: str, select: str) -> Iterator[Any]:
        rows: Any = self.snapshot.store.query(
            f"SELECT {select} WHERE {{ GRAPH <{self.version.graph}> {{ {pattern} }} }}", prefixes=PREFIXES
        )
        return iter(rows)

    def _quotations(self, text: str) -> list[Mismatch]:
        mismatches = []
        pattern = "?target oa:hasSelector ?position, ?quote . ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact"
        for row in self._rows(pattern, "?target ?start ?end ?exact"):
            start, end, exact = int(row["start"].value), int(row["end"].value), row["exact"].value
            if 0 <= start < end <= len(text) and text[start:end] == exact:
                self.counts["exact"] += 1
            else:
                mismatches.append(self._mismatch(f"引文“{exact}” · quotation", f"{start}:{end}", text[start:end]))
        return mismatches

    def _fragments(self, text: str, digest: str) -> list[Mismatch]:
        mismatches = []
        iri = text_iri(self.base, self.version.document, self.version.received, digest)
        roles = " ".join(f"kg:{name}" for name in (*ROLES, "dateEvidence", "damaged"))
        for row in self._rows(f"VALUES ?role {{ {roles} }} ?node ?role ?fragment", "?node ?role ?fragment"):
            match = _FRAGMENT.search(row["fragment"].value)
            start, end = (int(match[1]), int(match[2])) if match else (0, 0)
            if 0 <= start < end <= len(text) and row["fragment"].value == fragment(iri, start, end):
                self.counts["exact"] += 1
            else:
                mismatches.append(self._mismatch(row["role"].value, row["node"].value, row["fragment"].value))
        return mismatches

    def _posts(self, text: str) -> list[Mismatch]:
        """Where a post was read stand the words of that post."""
        mismatches = []
        for row in self._rows("?membership org:role ?post ; kg:postAnchor ?fragment", "?membership ?post ?fragment"):
            match = _FRAGMENT.search(row["fragment"].value)
            words = text[int(match[1]) : int(match[2])] if match else ""
            if row["post"].value != post_iri(self.base, re.sub(r"\s", "", words)):
                mismatches.append(self._mismatch("职务 · post", row["membership"].value, words))
        return mismatches

    def _claims(self, document: Document) -> list[Mismatch]:
        """Each claim's IRI from the bytes its number stands in, its number's characters, and that it has a quotation."""
        mismatches = []
        ranks: Counter[tuple[int, int]] = Counter()
        rows = list(
            self._rows(
                "?claim a schema:Claim ; kg:valueAnchor ?anchor ; kg:observes ?o . ?o kg:valueText ?written OPTIONAL { ?claim ^oa:hasBody ?a }",
                "?claim ?anchor ?written ?a",
            )
        )
        self.counts["claims"] += sum(1 for _ in self._rows("?claim a schema:Claim", "?claim"))
        if len(rows) != sum(1 for _ in self._rows("?claim a schema:Claim", "?claim")):
            mismatches.append(self._mismatch("说法缺少锚点 · claims without an anchor", self.version.document, str(len(rows))))
        expected: dict[tuple[int, int], set[str]] = {}
        for row in rows:
            match = _FRAGMENT.search(row["anchor"].value)
            start, end = (int(match[1]), int(match[2])) if match else (0, 0)
            if document.text[start:end] != row["written"].value or row["a"] is None or end <= start:
                mismatches.append(self._mismatch(f"数值“{row['written'].value}” · number", row["claim"].value, document.text[start:end]))
                continue
            expected.setdefault(document.offsets.span(start, end), set()).add(row["claim"].value)
        for (first, last), claims in expected.items():
            minted = {claim_iri(self.base, self.version.document, first, last, rank) for rank in range(len(claims))}
            ranks[(first, last)] = len(claims)
            if minted != claims:
                mismatches.append(self._mismatch("说法的字节位置 · bytes of a claim", f"{first}:{last}", ", ".join(sorted(claims))))
        return mismatches

    def _count(self) -> None:
        """Count what is inherited, stated in metadata and damaged, and the roles that say nothing of where they were read."""
        self.counts["inherited"] += sum(1 for _ in self._rows("?claim kg:inherited ?role", "?claim ?role"))
        self.counts["damaged"] += sum(1 for _ in self._rows("?text kg:damaged ?fragment", "?fragment"))
        self.counts["stated"] += sum(1 for _ in self._rows("?claim a schema:Claim ; kg:fromMetadata ?role", "?claim ?role"))
        for role, pattern in _STATED.items():
            said = f"FILTER NOT EXISTS {{ ?claim kg:{role}Anchor ?anchor }} FILTER NOT EXISTS {{ ?claim kg:fromMetadata kg:{role}Anchor }}"
            self.missing[role] += sum(1 for _ in self._rows(f"{pattern} {said}", "DISTINCT ?claim"))

    def _mismatch(self, what: str, where: str, found: str) -> Mismatch:
        return Mismatch(self.version.document, what, where, found)
