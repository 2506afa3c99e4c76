"""What is derived from a snapshot to answer faster: the claim table in one file, for aggregates, and an index of words, for text search.

The files stand in the folder of the snapshot they are made from, so that they go with it; each is written under another name first, and says
what it was made from, so that none is read with another snapshot, or by software that lays it out otherwise. ``kg index`` makes them; where they
are not, the graph answers the same, and what is asked of everything is answered from the claim table all the same, held in memory: a view of a
store of any size, a named query of one that is soon held.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from kg.errors import StoreBusy
from kg.store import Snapshot

CLAIMS, WORDS = "claims.duckdb", "words.sqlite"
# each file, made from those before it, and the module that makes it and answers from it
INDEXES = {CLAIMS: "kg.indexes.table", WORDS: "kg.indexes.words"}
# which of them SQL beside a named query is for, by how its file ends
DIALECTS = {".sql": CLAIMS, ".words.sql": WORDS}
_MANY = 3_000  # claims from which on the graph takes longer for rows of everything than it takes to hold the claim table
_SOON = 50_000  # claims whose table is held within three seconds, in some 350 MB with the libraries for it


def folder(snapshot: Snapshot) -> Path:
    """Where the indexes of a snapshot are."""
    return snapshot.root / "snapshots" / snapshot.name / "index"


def at_hand(snapshot: object, name: str) -> Any:
    """The open index of that name; None where there is none that was made from this very snapshot, and for what is no snapshot of a store on disk.

    It is opened once and closed with the snapshot.
    """
    if not isinstance(snapshot, Snapshot):
        return None
    if name not in snapshot.beside and (opened := _opened(snapshot, name)):
        snapshot.beside[name] = opened
    return snapshot.beside.get(name)


def wanting(snapshot: Snapshot) -> bool:
    """Whether a store is so large that its claim table is not soon held, and has no index of its claims."""
    return snapshot.whole and at_hand(snapshot, CLAIMS) is None and _more_than(snapshot, _SOON)


def hold(snapshot: object) -> None:
    """Have the claim table of a large snapshot in memory for as long as it is open, where none is at hand.

    For rows of everything: the graph looks each claim up, half a millisecond or more, and this takes a second and a twentieth of that a claim.
    """
    if isinstance(snapshot, Snapshot) and snapshot.whole and at_hand(snapshot, CLAIMS) is None and _more_than(snapshot, _MANY):
        snapshot.beside[CLAIMS] = import_module(INDEXES[CLAIMS]).held(snapshot)


def soon_at_hand(snapshot: object, name: str) -> Any:
    """The open index of that name, as :func:`at_hand`; the claim table is held where that is soon done and the graph would take longer."""
    if (
        name == CLAIMS
        and isinstance(snapshot, Snapshot)
        and snapshot.whole
        and at_hand(snapshot, name) is None
        and not _more_than(snapshot, _SOON)
    ):
        hold(snapshot)
    return at_hand(snapshot, name)


def _more_than(snapshot: Snapshot, claims: int) -> bool:
    return any(snapshot.query(f"SELECT ?claim {{ ?claim a schema:Claim }} OFFSET {claims} LIMIT 1"))


def _opened(snapshot: Snapshot, name: str) -> Any:
    path = folder(snapshot) / name
    if not path.is_file():
        return None
    opened = import_module(INDEXES[name]).Index.open(path)
    if opened.origin() == origin(snapshot, name):
        return opened
    opened.close()
    return None


def origin(snapshot: Snapshot, name: str) -> str:
    """A digest of what an index is made from: the state of the database, as its manifest tells it file by file, and how the index is laid out."""
    database = snapshot.root / "snapshots" / snapshot.name
    manifest = database / (database / "CURRENT").read_text(encoding="ascii").strip()
    return sha256(manifest.read_bytes() + import_module(INDEXES[name]).TABLES.encode()).hexdigest()


def make(snapshot: Snapshot, name: str) -> Path:
    """Make an index of a snapshot, and first those it is made from; what is there and was made from it is left.

    Raises StoreBusy where another process makes some.
    """
    snapshot.claim_parts()  # a dump has none, and says so
    place = folder(snapshot)
    place.mkdir(exist_ok=True)
    with _alone(place):
        for each in list(INDEXES)[: list(INDEXES).index(name) + 1]:
            if found := _opened(snapshot, each):
                found.close()
            else:
                temporary = place / f".{each}.new"
                temporary.unlink(missing_ok=True)
                import_module(INDEXES[each]).make(snapshot, temporary, origin(snapshot, each))
                temporary.replace(place / each)
    return place / name


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    with (place / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreBusy(
                "另一个 kg index 正在做索引", "another kg index is at work on this store", where=str(place),
                next_zh="等它结束再试", next_en="try again when it has ended",
            ) from error  # fmt: skip
        yield
