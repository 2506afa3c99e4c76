"""The graph of one version, read once: its triples as the engine writes them, and by predicate and subject."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.quads import term
from kg.reference import is_town
from kg.store import Snapshot
from kg.versions import Version
from kg.vocabulary import PLACE

if TYPE_CHECKING:
    from pyoxigraph import Store

Objects = Mapping[str, list[str]]
REVISES = term("prov:wasRevisionOf")


def lines_of(store: "Store", graph: str) -> set[str]:
    """The triples of a graph, each a line of N-Triples as the engine spells it."""
    import pyoxigraph as ox

    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
    return set(dumped.decode().split("\n")[:-1])  # a text may hold other ends of lines


class Graph:
    """The triples of a version, ``lines`` but for what it ``revises``; terms are spelled as there."""

    def __init__(self, snapshot: Snapshot, version: Version) -> None:
        self._graph = version.graph
        self.lines: set[str] = set()
        self.revises: list[str] = []
        self._stated: dict[str, dict[str, list[str]]] = {}
        for line in lines_of(snapshot.store, version.graph):
            subject, predicate, value = line.split(" ", 2)
            if predicate == REVISES:
                self.revises.append(line)
                continue
            self.lines.add(line)
            self._stated.setdefault(predicate, {}).setdefault(subject, []).append(value[:-2])

    def of(self, predicate: str) -> Objects:
        """What a predicate, a prefixed name, says of each subject."""
        return self._stated.get(term(predicate), {})

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Its subjects and objects."""
        return ((subject, value) for subject, values in self.of(predicate).items() for value in values)

    def every(self, kind: str) -> list[str]:
        """The nodes of a class."""
        wanted = term(kind)
        return [subject for subject, classes in self.of("rdf:type").items() if wanted in classes]

    def towns(self) -> frozenset[str]:
        """The codes of the towns and villages it names, and of the country."""
        head = f"<{PLACE}"
        named = (
            value for by_subject in self._stated.values() for values in by_subject.values() for value in values if value.startswith(head)
        )
        return frozenset(code for code in (value[len(head) : -1] for value in named) if is_town(code))

    def differences(self, quads: bytes) -> tuple[list[str], list[str], frozenset[str]]:
        """Which of these quads this graph does not have; which triples here are none of them; and the quads that belong to another graph."""
        end = f" <{self._graph}> ."
        written = quads.decode().split("\n")[:-1]
        expected = {line.removesuffix(end) + " ." for line in written if line.endswith(end)}
        respelled = _respelled(expected - self.lines)
        others = frozenset(line for line in written if not line.endswith(end))
        return sorted(respelled - self.lines), sorted(self.lines - expected - respelled), others


def _respelled(triples: Iterable[str]) -> set[str]:
    """Triples with their literals as the engine spells them."""
    import pyoxigraph as ox

    again = ox.Store()
    again.bulk_load("\n".join(triples).encode(), format=ox.RdfFormat.N_TRIPLES)
    dumped = again.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    return set(dumped.decode().split("\n")[:-1])
