"""A shapes graph: its triples in the order of the file, its lists, its prefixes.

Blank nodes are numbered in the order in which they appear, so that the same file names them the same way every time.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import UsageError, refused
from kg.shapes.report import SH
from kg.vocabulary import PREFIXES

RDF, RDFS, OWL, XSD = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd"))

Term = Any  # pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


class ShapesGraph:
    """The triples of one or more files, found by subject and predicate. Terms are pyoxigraph's, predicates plain IRIs."""

    def __init__(self, triples: Iterable[Any]) -> None:
        self._values: dict[Term, dict[str, list[Term]]] = {}
        names: dict[Term, Term] = {}
        for triple in triples:
            subject, value = _numbered(triple.subject, names), _numbered(triple.object, names)
            found = self._values.setdefault(subject, {}).setdefault(triple.predicate.value, [])
            if value not in found:
                found.append(value)

    def subjects(self) -> tuple[Term, ...]:
        """Every subject, in the order of the files."""
        return tuple(self._values)

    def predicates(self, subject: Term) -> tuple[str, ...]:
        """The predicates of a subject, in the order of the files."""
        return tuple(self._values.get(subject, ()))

    def values(self, subject: Term, predicate: str) -> tuple[Term, ...]:
        """The objects of a subject and predicate."""
        return tuple(self._values.get(subject, {}).get(predicate, ()))

    def value(self, subject: Term, predicate: str) -> Term | None:
        """The only object of a subject and predicate, None where there is none."""
        found = self.values(subject, predicate)
        if len(found) > 1:
            local = predicate.rpartition("#")[2]
            raise UsageError(
                f"形状里 {local} 只能有一个值",
                f"a shape may have one {local} only",
                where=str(subject),
                next_zh="改正形状文件",
                next_en="correct the shapes file",
            )
        return found[0] if found else None

    def flag(self, subject: Term, predicate: str) -> bool:
        """Whether a boolean parameter is true."""
        return any(value.value in ("true", "1") for value in self.values(subject, predicate))

    def items(self, head: Term) -> tuple[Term, ...]:
        """The members of an RDF list."""
        members: list[Term] = []
        seen = set()
        while getattr(head, "value", None) != RDF + "nil":
            first = self.value(head, RDF + "first")
            if first is None or head in seen:
                raise UsageError(
                    "形状里的列表不完整",
                    "a list in the shapes is broken",
                    where=str(head),
                    next_zh="改正形状文件",
                    next_en="correct the shapes file",
                )
            seen.add(head)
            members.append(first)
            head = self.value(head, RDF + "rest")
        return tuple(members)

    def prefixes(self, constraint: Term) -> dict[str, str]:
        """The prefixes a SPARQL constraint declares by ``sh:prefixes``, imports included."""
        found: dict[str, str] = {}
        todo, seen = list(self.values(constraint, SH + "prefixes")), set()
        while todo:
            source = todo.pop()
            if source in seen:
                continue
            seen.add(source)
            todo.extend(self.values(source, OWL + "imports"))
            for declaration in self.values(source, SH + "declare"):
                prefix, namespace = self.value(declaration, SH + "prefix"), self.value(declaration, SH + "namespace")
                if prefix is not None and namespace is not None:
                    found[prefix.value] = namespace.value
        return dict(sorted(found.items()))

    def triples(self) -> Iterator[tuple[Term, str, Term]]:
        """Every triple, in the order of the files."""
        for subject, predicates in self._values.items():
            for predicate, values in predicates.items():
                for value in values:
                    yield subject, predicate, value


def _numbered(term: Term, names: dict[Term, Term]) -> Term:
    import pyoxigraph

    if not isinstance(term, pyoxigraph.BlankNode):
        return term
    return names.setdefault(term, pyoxigraph.BlankNode(f"b{len(names)}"))


def read(*files: Path) -> ShapesGraph:
    """The shapes graph of some Turtle files; a file that is missing or no Turtle is told with line and column."""
    import pyoxigraph

    triples: list[Any] = []
    for file in files:
        try:
            triples += pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TURTLE)
        except OSError as error:
            chinese, english = refused(error)
            raise UsageError(
                f"读不了形状文件（{chinese}）",
                f"the shapes cannot be read ({english})",
                where=str(file),
                next_zh="检查路径",
                next_en="check the path",
            ) from None
        except SyntaxError as error:
            raise UsageError(
                f"形状文件不是有效的 Turtle（第 {error.lineno} 行第 {error.offset} 列）",
                f"the shapes are no valid Turtle: {error}",
                where=str(file),
                next_zh="改正那一处",
                next_en="correct the place named",
            ) from None
    return ShapesGraph(triples)
