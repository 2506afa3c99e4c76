"""The quads of a store in the order in which every dump writes them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.store import Snapshot

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

    Name = NamedNode | BlankNode | DefaultGraph


def graphs(snapshot: Snapshot) -> Iterator[tuple["Name", list["Quad"]]]:
    """Each graph with its quads: what stands in no graph, then graph by graph by name; quads by their N-Quads lines."""
    import pyoxigraph

    names: list[Name] = [pyoxigraph.DefaultGraph(), *sorted(snapshot.store.named_graphs(), key=str)]
    for name in names:
        quads = sorted(snapshot.store.quads_for_pattern(None, None, None, name), key=str)
        if quads:
            yield name, quads


def triples(snapshot: Snapshot) -> Iterator["Quad"]:
    """Every triple once, as a quad of the first graph that holds it."""
    earlier: set[str] = set()
    for name, quads in graphs(snapshot):
        for quad in quads:
            others = snapshot.store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if not earlier or not any(str(other.graph_name) in earlier for other in others):
                yield quad
        earlier.add(str(name))
