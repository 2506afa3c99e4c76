"""What is derived from a snapshot to answer faster: the claim table in one file, for aggregates, and an index of words, for text search.

The files stand in the folder of the snapshot they are made from, so that they go with it and none is ever read with another; each is
written under another name first. ``kg index`` makes them; where they are not, the graph answers the same.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
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


def folder(snapshot: Snapshot) -> Path:
    """Where the indexes of a snapshot are."""
    return snapshot.root / "snapshots" / snapshot.name / "index"


def at_hand(snapshot: object, name: str) -> Any:
    """The open index of that name; None where it was not made, and for what is no snapshot of a store on disk.

    It is opened once and closed with the snapshot.
    """
    if not isinstance(snapshot, Snapshot):
        return None
    if name not in snapshot.beside:
        path = folder(snapshot) / name
        if not path.is_file():
            return None
        snapshot.beside[name] = import_module(INDEXES[name]).Index(path)
    return snapshot.beside[name]


def make(snapshot: Snapshot, name: str) -> Path:
    """Make an index of a snapshot, and first those it is made from; what is there is left. Raises StoreBusy where another process makes some."""
    place = folder(snapshot)
    place.mkdir(exist_ok=True)
    with _alone(place):
        for each in list(INDEXES)[: list(INDEXES).index(name) + 1]:
            if not (place / each).is_file():
                temporary = place / f".{each}.new"
                temporary.unlink(missing_ok=True)
                import_module(INDEXES[each]).make(snapshot, temporary)
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
