"""Turns of tests that run in several processes: beside each other, or alone. They are locks on files, which end with the process that holds them."""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock
from pathlib import Path


@contextmanager
def turn(folder: Path, *, alone: bool) -> Iterator[None]:
    """Wait for a turn and hold it: beside others, or when none of the processes that share the folder has one.

    Whoever waits stands in the door, so that nobody who comes later goes first.
    """
    with (folder / "door").open("a") as door, (folder / "room").open("a") as room:
        flock(door, LOCK_EX)
        flock(room, LOCK_EX if alone else LOCK_SH)
        flock(door, LOCK_UN)
        yield
