"""A version of a document as a store knows it: what the catalogue says of it, and the record that is kept beside the graph."""

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from kg.model import Metadata
from kg.vocabulary import CATALOGUE_GRAPH, KG

if TYPE_CHECKING:
    from pyoxigraph import Store

CURRENT = KG + "current"


@dataclass(frozen=True, slots=True)
class Version:
    """One document as the catalogue knows it. ``paths`` are the files it was read from, as ``place`` spells them, in order; ``key``
    names its files in the store; ``reader`` is what read it."""

    document: str
    graph: str
    paths: tuple[str, ...]
    received: str
    reader: str

    @property
    def path(self) -> str:
        return self.paths[0]

    @property
    def key(self) -> str:
        return self.graph.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of a version beside the graph. What its reading depends on: the SHA-256 of the bytes ``received``, their ``media_type``, whether it
    is an ``item`` of a file of several, the metadata ``given`` from outside and ``stated`` by the file. What came of it: the SHA-256 of
    its ``text`` in UTF-8 and of the part of the claim ``table``, counts, and the SHA-256 of the ``reading``, which is that of the graph, the table
    and the counts together; "" where an earlier version of the software made the record.
    """

    document: str
    received: str
    media_type: str
    item: bool
    given: Metadata
    stated: Metadata
    text: str
    table: str
    claims: int
    statements: int
    skipped: int
    damaged: int
    reading: str = ""

    def counts(self) -> dict[str, int]:
        """How many claims, statements, skipped numbers and damaged passages there are."""
        return {"claims": self.claims, "statements": self.statements, "skipped": self.skipped, "damaged": self.damaged}

    def to_bytes(self) -> bytes:
        """As JSON, RFC 8259, the keys in order."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """The record that was written; raises ValueError, TypeError or KeyError where it is none.

        >>> Record.from_bytes(b"{}")
        Traceback (most recent call last):
        ...
        KeyError: 'given'
        """
        fields = json.loads(content)
        return cls(**{**fields, "given": Metadata(**fields["given"]), "stated": Metadata(**fields["stated"])})


def versions_of(store: "Store") -> tuple[Version, ...]:
    """The current version of every document of a database, by document."""
    rows: Any = store.query(
        f"SELECT ?document ?graph ?path ?received ?reader WHERE {{ GRAPH <{CATALOGUE_GRAPH}> {{ ?document <{CURRENT}> ?graph . "
        f"?graph <{KG}path> ?path ; <{KG}received> ?received ; <{KG}reader> ?reader }} }}"
    )
    paths: dict[tuple[str, str, str, str], list[str]] = {}
    for row in rows:
        document, graph, received, reader = (row[name].value for name in ("document", "graph", "received", "reader"))
        paths.setdefault((document, graph, received, reader), []).append(row["path"].value)
    return tuple(
        Version(document, graph, tuple(sorted(found)), received, reader)
        for (document, graph, received, reader), found in sorted(paths.items())
    )
