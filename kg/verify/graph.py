"""The graph of one version, read once: its triples as the engine writes them, and by predicate and subject."""

from collections.abc import Iterable, Iterator, Mapping

from kg.quads import term
from kg.store import Snapshot, Version

Objects = Mapping[str, list[str]]


class Graph:
    """The triples of a version but for what it revises, each a line of N-Triples; terms are spelled as there."""

    def __init__(self, snapshot: Snapshot, version: Version) -> None:
        import pyoxigraph as ox

        self._store = snapshot.store
        dumped = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(version.graph)) or b""
        revised = term("prov:wasRevisionOf")
        self.lines: set[str] = set()
        self._stated: dict[str, dict[str, list[str]]] = {}
        for line in dumped.decode().split("\n")[:-1]:  # a text may hold other ends of lines
            subject, predicate, value = line.split(" ", 2)
            if predicate != revised:
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

    def differences(self, quads: bytes, graph: str) -> tuple[list[str], list[str]]:
        """Which of these quads neither this graph nor, for those of another graph, the store has; which triples here are none of them."""
        end = f" <{graph}> ."
        written = quads.decode().split("\n")[:-1]
        expected = {line.removesuffix(end) + " ." for line in written if line.endswith(end)}
        missing = expected - self.lines
        respelled = self._respelled(missing)
        shared = [line for line in written if not line.endswith(end)]
        return sorted({*(respelled - self.lines), *self._absent(shared)}), sorted(self.lines - expected - respelled)

    def _respelled(self, triples: Iterable[str]) -> set[str]:
        """Triples with their literals as the engine spells them."""
        import pyoxigraph as ox

        again = ox.Store()
        again.bulk_load("\n".join(triples).encode(), format=ox.RdfFormat.N_TRIPLES)
        dumped = again.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
        return set(dumped.decode().split("\n")[:-1])

    def _absent(self, lines: Iterable[str]) -> list[str]:
        """The triples of quads that the store does not have."""
        import pyoxigraph as ox

        quads = ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
        return [f"{quad.triple} ." for quad in quads if quad not in self._store]
