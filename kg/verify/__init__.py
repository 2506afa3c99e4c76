"""Every anchor re-read: the kept bytes are decoded and repaired again, and what the graph says stands somewhere must stand there.

For each current version: the bytes have their digest; repaired again they give the same text and the same offset map; each quotation is
the text at its position; each fragment lies in the text; each claim's IRI follows from the bytes its number stands in, the version's own from all that its
reading depends on; its graph, its counts and its part of the claim table have the digest that was taken when they were read. Where they do not, and this very
reader made them, the document is read again, to say what is gone and what does not come from it. Whoever changes a graph and its digest alike is found out by
reading every document ``again``: graph, record and part of the table must be what comes of it. What no document owns, the graphs that they share and the
catalogue, must be what follows from all of them.
"""

from collections import Counter
from concurrent.futures import Future
from dataclasses import dataclass

from kg.pipeline import reader_digest
from kg.store import Snapshot
from kg.verify.mismatch import Mismatch
from kg.verify.shared import Shared
from kg.verify.version import Found, verified
from kg.versions import Version
from kg.workers import WorkerEnded, Workers

__all__ = ["Mismatch", "VerifyReport", "verify"]


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """Counts over the whole store, and what does not agree.

    ``exact`` counts quotations and role anchors that stand where they should, ``inherited`` the role anchors among them that stand elsewhere
    than in the claim's own clause, ``stated`` roles that say the metadata of their document states them and not its text, ``damaged``
    passages that could not be restored, ``unanchored`` the roles that say nothing of where they were read, ``read_again`` documents that were read
    once more, ``of_another_reader`` versions that another reader made, of which only anchors and digests could be checked.
    """

    documents: int
    claims: int
    exact: int
    inherited: int
    stated: int
    damaged: int
    read_again: int
    of_another_reader: int
    unanchored: dict[str, int]
    mismatches: tuple[Mismatch, ...]


def verify(snapshot: Snapshot, again: bool = False) -> VerifyReport:
    """Re-read every anchor of a store; ``again`` reads every document once more and compares every triple, whatever the digests say.

    >>> import kg
    >>> verify(kg.open_examples().snapshot).mismatches
    ()
    """
    counts: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    mismatches: list[Mismatch] = []
    versions, reader = snapshot.versions(), reader_digest()
    with Workers(verified, len(versions)) as workers:
        answers = [(version, workers.submit(snapshot, version, reader, again)) for version in versions]
        shared = Shared(snapshot, versions, reader)
        for version, answer in answers:
            found = _answered(answer, snapshot, version, reader, again)
            counts.update(found.counts)
            missing.update(found.missing)
            mismatches += found.mismatches
            shared.add(version, found)
    return VerifyReport(
        len(versions),
        counts["claims"],
        counts["exact"],
        counts["inherited"],
        counts["stated"],
        counts["damaged"],
        counts["read again"],
        sum(version.reader != reader for version in versions),
        dict(sorted(missing.items())),
        (*mismatches, *shared.mismatches()),
    )


def _answered(answer: "Future[Found]", snapshot: Snapshot, version: Version, reader: str, again: bool) -> Found:
    try:
        return answer.result()
    except WorkerEnded:  # this process can do it still
        return verified(snapshot, version, reader, again)
