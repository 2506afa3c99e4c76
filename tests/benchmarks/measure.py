"""What a benchmark answers, and the clocks it uses: the best of a few runs for work, because noise only ever adds; the median for commands."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, what we reached, what the peer reached in the same run, and what was promised."""

    what: str
    here: str
    peer: str = ""
    promised: str = ""
    kept: bool = True


def best(run: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of several runs."""
    return min(seconds(run) for _ in range(times))


def median(run: Callable[[], object], times: int = 7) -> float:
    """Seconds that a run takes as a rule."""
    return statistics.median(seconds(run) for _ in range(times))


@contextmanager
def as_command() -> Iterator[None]:
    """As the command line and its workers run: cycles are looked for seldom."""
    before = gc.get_threshold()
    gc.set_threshold(100_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


HEADER = "| 测量 · measured | 这里 · here | 同类 · peer, same run | 承诺 · promised |\n| --- | --- | --- | --- |"


def line(row: Row) -> str:
    """A row as a line of Markdown; what fell short of its promise says so."""
    return f"| {row.what} | {row.here} | {row.peer} | {row.promised}{'' if row.kept else ' **未达到 · missed**'} |"
