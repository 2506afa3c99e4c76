"""What a request may cost. Every limit is an option of ``kg serve``."""

from dataclasses import dataclass, replace

PAGE = 1_000  # rows of an API answer where the request names no limit
LARGEST_PAGE = 10_000
LARGEST_LISTING = 1_000  # claims of one: looked up claim by claim, a millisecond or two each, four where the machine is busy
FARTHEST = 100_000  # rows an offset may skip: further on, SPARQL streams
LANES = 2  # free SPARQL, and named queries; files of claims have a process beside them
MOST_LONG = 8
_SHARE = 0.8  # of the memory of a machine that all workers may want at once


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one server; those of time and size hold for each query."""

    seconds: float = 10.0
    export: float = 600.0  # seconds of a file of claims: it is written as it is read, and all of a store takes minutes
    rows: int = 1_000_000
    size: int = 512 * 2**20  # bytes of one answer
    query: int = 100_000  # bytes of one request's query
    requests: int = 64  # queries running or waiting, in each lane
    workers: int = 2  # processes for queries that have not run long, in each lane
    long: int = MOST_LONG  # queries that have, each in a further process, in both lanes together
    memory: int = 1536  # MiB of address space of one worker; 0 leaves it to the system
    waiting: float = 10.0  # seconds a request may wait for a worker
    patience: float = 30.0  # seconds a client may take to send a request or to read 64 KiB
    connections: int = 512
    held: int = 2 * 2**30  # bytes of all answers together that wait in files to be read

    def of_files(self) -> "Limits":
        """Those of the files of claims: one process more writes them, one after another, so that pages and reconciliation need not wait."""
        return replace(self, seconds=self.export, workers=1, long=0)


def affordable(workers: int, memory: int, available: float) -> int:
    """How many queries may run long beside the workers of both lanes, if each takes all its memory (MiB): one at least, :data:`MOST_LONG` at most.

    >>> [affordable(2, 1536, 1024 * size) for size in (4, 8, 16, 24, 64)]
    [1, 1, 3, 7, 8]
    """
    return MOST_LONG if not memory else max(1, min(MOST_LONG, int(min(_SHARE * available / memory, 10**6)) - LANES * workers - 1))
