"""The whole store as one file: graph by graph, sorted within each, so that the same inputs give the same bytes.

A graph is read, sorted and written before the next, so that a large store needs no large memory. Formats without graphs hold every triple
once, whichever graphs it stands in.
"""

import importlib
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, NamedTuple

from kg.errors import UnknownName

if TYPE_CHECKING:
    from kg.store import Snapshot


class Dump(NamedTuple):
    """A format: the module and function that write it, the usual file ending, its media type, and whether it keeps the graphs apart."""

    module: str
    function: str
    ending: str
    media: str
    graphs: bool


DUMPS = {
    "nquads": Dump("rdf", "nquads", ".nq", "application/n-quads", True),
    "trig": Dump("rdf", "trig", ".trig", "application/trig", True),
    "jsonld": Dump("jsonld", "write", ".jsonld", "application/ld+json", True),
    "turtle": Dump("rdf", "turtle", ".ttl", "text/turtle", False),
    "rdfxml": Dump("rdf", "rdfxml", ".rdf", "application/rdf+xml", False),
}


def write(snapshot: "Snapshot", format: str, stream: IO[bytes]) -> None:
    """Write every quad of a snapshot.

    >>> write(None, "n-quads", None)
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有格式“n-quads”。可用：nquads、trig、jsonld、turtle、rdfxml。
    there is no format "n-quads". There are: nquads, trig, jsonld, turtle, rdfxml.
    """
    if format not in DUMPS:
        raise UnknownName(f"没有格式“{format}”", f'there is no format "{format}"', known=tuple(DUMPS))
    dump = DUMPS[format]
    writer: Callable[[Snapshot, IO[bytes]], None] = getattr(importlib.import_module(f"kg.dumps.{dump.module}"), dump.function)
    writer(snapshot, stream)
