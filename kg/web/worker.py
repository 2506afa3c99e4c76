"""What runs in a worker process: one query at a time over a snapshot, its answer written in frames to the pipe.

The process ends when the pipe of jobs does, also in the middle of a query: a thread watches it, and the engine lets other threads run.
"""

import contextlib
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg import sparql
from kg.errors import WhoclaimsError
from kg.store import Snapshot
from kg.web import problems
from kg.web.frames import Job
from kg.web.limits import Limits
from kg.web.output import Output

_NICE = 5  # the server, which only passes bytes on, goes first


def _answers() -> dict[str, Callable[[Snapshot, Job, Output], None]]:
    from kg.web.answering import claims, described, named, sparql
    from kg.web.describing import thing
    from kg.web.reconciling import answered

    return {"named": named, "sparql": sparql, "claims": claims, "description": described, "thing": thing, "reconciliation": answered}


class Reader:
    """The snapshot that was asked for last; another one is opened when the store has a newer one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.open: Snapshot | None = None

    def snapshot(self, name: str) -> Snapshot:
        """The snapshot of that name."""
        if self.open is None or self.open.name != name:
            if self.open is not None:
                self.open.close()
            self.open = Snapshot(self.root, name)
        return self.open


def answer(reader: Reader, job: Job, output: Output) -> None:
    """Answer one job; whatever goes wrong is told in the last frame."""
    try:
        _answers()[job.kind](reader.snapshot(job.snapshot), job, output)
    except WhoclaimsError as error:
        output.end(output.problem or problems.of(error))
    except Exception:
        if output.problem is None:
            traceback.print_exc()
        output.end(output.problem or problems.failed())
    else:
        output.end()


def _jobs() -> Iterator[Job]:
    """The jobs as they come; at their end the process ends at once."""
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def watch() -> None:
        for line in sys.stdin.buffer:
            lines.put(line)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
    while True:
        yield Job.read(lines.get())


def _confine(memory: int) -> None:
    """Give way to the server, and bound the memory where the system knows how."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_NICE)
    if memory:
        with contextlib.suppress(ImportError, OSError, ValueError):
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (memory * 2**20, memory * 2**20))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _warm() -> None:
    """Load what every query needs before the first one comes."""
    import pyoxigraph

    from kg.queries import catalogue

    sparql.refuse("ASK {}")
    pyoxigraph.Store().query("ASK {}")
    catalogue()
    _answers()


def main(root: str, rows: str, size: str, memory: str) -> None:
    """Answer jobs from stdin on stdout until there are no more."""
    _confine(int(memory))
    stream: Any = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints must not stand among the frames
    limits = Limits(rows=int(rows), size=int(size))
    _warm()
    reader = Reader(Path(root))
    for job in _jobs():
        answer(reader, job, Output(stream, limits))


if __name__ == "__main__":
    main(*sys.argv[1:])
