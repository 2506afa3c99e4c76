"""How the server and its workers talk: a job is one line of JSON, an answer is frames of a kind, a length and bytes.

Kinds: ``HEAD`` (JSON: media type and counts), ``DATA``, then ``DONE`` or ``ERROR`` (JSON: a problem).
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Literal

HEAD, DATA, DONE, ERROR = b"H", b"D", b"Z", b"E"
SIZE = 64 * 1024  # bytes of the largest frame of data
PREFIX = 5


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked: a named query, free SPARQL, claims in a format, the description of the service or of a thing, or
    reconciliation."""

    kind: Literal["named", "sparql", "claims", "description", "thing", "reconciliation"]
    snapshot: str = ""
    accept: str = ""
    format: str = ""
    text: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    name: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    lang: str = "zh"
    limit: int = 0
    offset: int = 0
    address: str = ""

    def line(self) -> bytes:
        """The job as one line.

        >>> job = Job("sparql", text="ASK {}")
        >>> Job.read(job.line()) == job
        True
        """
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> "Job":
        """The job of a line."""
        told = json.loads(line)
        for name in ("default_graphs", "named_graphs"):
            told[name] = tuple(told[name])
        return cls(**told)


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """One frame.

    >>> frame(DATA, b"ab")
    b'D\\x00\\x00\\x00\\x02ab'
    """
    return kind + len(content).to_bytes(4, "big") + content
