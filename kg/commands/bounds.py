"""What a query asked at the terminal may take of the machine: the seconds that were allowed, and not all of its memory.

The engine lets other threads run meanwhile and cannot be told to stop, so the process ends.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import click

from kg.errors import QueryTimeout, QueryTooHeavy, WhoclaimsError
from kg.workers import available

_SHARE = 0.6  # of the machine's memory; what is beyond it would be taken from everything else that runs
_EVERY = 0.05  # seconds between two looks


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """End the process with exit code 4 where the block takes longer than ``seconds`` (None: as long as it takes), or most of the memory."""
    over = Event()
    Thread(target=_watch, args=(seconds, _SHARE * available(), over), daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _watch(seconds: float | None, most: float, over: Event) -> None:
    began = monotonic()
    while not over.wait(_EVERY if seconds is None else min(_EVERY, max(0.0, began + seconds - monotonic()))):
        if seconds is not None and monotonic() - began >= seconds:
            _end(
                QueryTimeout(
                    f"查询超过了 {seconds:g} 秒", f"the query took more than {seconds:g} s",
                    next_zh="缩小范围，或用 kg index 做索引，或放宽 --timeout",
                    next_en="narrow it, make indexes with kg index, or allow more with --timeout",
                )
            )  # fmt: skip
        if (taken := _taken()) > most:
            _end(
                QueryTooHeavy(
                    f"查询已用去 {taken:,.0f} MiB 内存，中止了", f"the query took {taken:,.0f} MiB of memory and was ended",
                    next_zh="缩小范围：让各模式共用变量，少用 ORDER BY", next_en="narrow it: let its patterns share variables, sort less",
                )
            )  # fmt: skip


def _taken() -> float:
    """MiB of memory that this process holds; 0 where the system does not tell."""
    with suppress(OSError, ValueError, AttributeError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return 0.0


def _end(error: WhoclaimsError) -> None:
    click.echo(str(error), err=True)
    os._exit(error.exit_code)
