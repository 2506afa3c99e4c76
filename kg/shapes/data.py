"""The data graph: what a constraint is asked of, as one graph, through SPARQL alone."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Protocol

from kg.shapes.graph import RDFS, Term


class Answering(Protocol):
    """What answers SPARQL over the union of its graphs: a snapshot of the store."""

    def query(self, text: str) -> Any: ...


class DataGraph:
    """The union of the graphs of an Oxigraph store or of a snapshot."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._counted: dict[str, tuple[int, ...]] = {}

    def query(self, text: str) -> Any:
        """The engine's result of a query over the union of all graphs.

        >>> import pyoxigraph as ox
        >>> store = ox.Store()
        >>> store.add(ox.Quad(ox.NamedNode("urn:人"), ox.NamedNode("urn:说"), ox.Literal("话"), ox.NamedNode("urn:文献")))
        >>> [str(row[0]) for row in DataGraph(store).query("SELECT ?o { ?s ?p ?o }")]
        ['"话"']
        """
        import pyoxigraph

        if isinstance(self._source, pyoxigraph.Store):
            return self._source.query(text, use_default_graph_as_union=True)
        return self._source.query(text)

    @cached_property
    def _narrower(self) -> dict[Term, list[Term]]:
        rows = self.query(f"SELECT DISTINCT ?narrow ?broad {{ ?narrow <{RDFS}subClassOf> ?broad }}")
        found: dict[Term, list[Term]] = {}
        for row in rows:
            found.setdefault(row["broad"], []).append(row["narrow"])
        return found

    def subclasses(self, term: Term) -> tuple[Term, ...]:
        """A class and all that are subclasses of it in the data, directly or through others; sorted, named ones only."""
        import pyoxigraph

        found, todo = {term}, [term]
        while todo:
            for narrow in self._narrower.get(todo.pop(), ()):
                if narrow not in found:
                    found.add(narrow)
                    todo.append(narrow)
        return tuple(sorted((t for t in found if isinstance(t, pyoxigraph.NamedNode)), key=str))

    def count(self, pattern: str) -> int:
        """How many solutions a pattern has."""
        return self.counts(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0]

    def counts(self, text: str) -> tuple[int, ...]:
        """The numbers in the only row of a query, which is asked once."""
        if text not in self._counted:
            self._counted[text] = tuple(int(term.value) for term in next(iter(self.query(text))))
        return self._counted[text]

    def triples(self) -> Iterator[Any]:
        """Every triple, each once."""
        return iter(self.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
