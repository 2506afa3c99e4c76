"""pyshacl (https://github.com/RDFLib/pySHACL), the reference: it evaluates what is not compiled, over a copy of the data in memory.

A shape of which only a part is left over stands in the shapes graph as a copy with that part and its targets, and no other shape has a
target. The results then name the shape itself again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.errors import UsageError
from kg.shapes.data import DataGraph
from kg.shapes.graph import RDF, ShapesGraph, Term
from kg.shapes.paths import sparql_path
from kg.shapes.questions import Leftover
from kg.shapes.report import SH, Result
from kg.shapes.targets import TARGETS, implicit, targeted

_ALWAYS = {SH + name for name in ("severity", "message", "flags", "ignoredProperties", "path")}
_JAVASCRIPT = {SH + name for name in ("js", "jsFunctionName")}


def evaluate(graph: ShapesGraph, data: DataGraph, leftovers: Mapping[Term, Sequence[Leftover]]) -> list[Result]:
    """The results of what was left over of each targeted shape."""
    import pyoxigraph

    parts = {(shape, part.predicate, part.value) for shape, left in leftovers.items() for part in left}
    standing = {shape: pyoxigraph.NamedNode(f"urn:x-whoclaims:shape:{i}") for i, shape in enumerate(leftovers)}
    targets = set(targeted(graph))
    triples = [
        (s, p, o) for s, p, o in graph.triples() if p not in TARGETS and not (p == RDF + "type" and s in targets and implicit(graph, s))
    ]
    for shape, stand in standing.items():
        for predicate in graph.predicates(shape):
            for value in graph.values(shape, predicate):
                if predicate in TARGETS or predicate in _ALWAYS or (shape, predicate, value) in parts:
                    triples.append((stand, predicate, value))
        if implicit(graph, shape):
            triples.append((stand, SH + "targetClass", shape))
    original = {stand: shape for shape, stand in standing.items()}
    return results(graph, validate(triples, ((t.subject, t.predicate.value, t.object) for t in data.triples())), original)


def validate(shapes: Iterable[tuple[Term, str, Term]], data: Iterable[tuple[Term, str, Term]]) -> Any:
    """pyshacl's report, an rdflib graph, of some triples against some shapes."""
    import pyshacl

    shapes = list(shapes)
    javascript = any(predicate in _JAVASCRIPT for _, predicate, _ in shapes)
    try:
        _, report, _ = pyshacl.validate(
            copy(data), shacl_graph=copy(shapes), advanced=True, js=javascript, inplace=True, do_owl_imports=False
        )
    except Exception as error:  # what pyshacl and its engines raise has no common class
        raise _not_evaluated(str(error)) from error
    if isinstance(report, Exception):
        raise _not_evaluated(str(report)) from report
    return report


def _not_evaluated(said: str) -> UsageError:
    return UsageError(
        "有形状无法求值", f"a shape cannot be evaluated: {said}",
        next_zh="改正形状文件，或删去这一条", next_en="correct the shapes file, or take that constraint out",
    )  # fmt: skip


def copy(triples: Iterable[tuple[Term, str, Term]]) -> Any:
    """Triples as an rdflib graph; blank nodes and the words of literals stay as they are."""
    import rdflib

    graph = rdflib.Graph()
    for subject, predicate, value in triples:
        graph.add((_rdflib(subject), rdflib.URIRef(predicate), _rdflib(value)))
    return graph


def _rdflib(term: Term) -> Any:
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value.endswith("#string") else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def _pyoxigraph(term: Any) -> Term:
    import pyoxigraph
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return pyoxigraph.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return pyoxigraph.BlankNode(str(term))
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    return pyoxigraph.Literal(str(term), datatype=pyoxigraph.NamedNode(str(term.datatype)) if term.datatype else None)


def results(graph: ShapesGraph, report: Any, original: Mapping[Term, Term]) -> list[Result]:
    """The results of a report, details of nested shapes left aside."""
    import rdflib

    sh = rdflib.Namespace(SH)
    found = []
    for node in report.objects(None, sh.result):
        at = {p: _pyoxigraph(o) for p, o in report.predicate_objects(node) if p != sh.resultMessage}
        path, value = at.get(sh.resultPath), at.get(sh.value)
        shape = at[sh.sourceShape]
        constraint = at.get(sh.sourceConstraint)
        found.append(
            Result(
                focus=str(at[sh.focusNode]),
                path=None if path is None else sparql_path(graph, path),
                value=None if value is None else str(value),
                component=at[sh.sourceConstraintComponent].value,
                shape=str(original.get(shape, shape)),
                severity=at[sh.resultSeverity].value,
                messages=tuple(sorted((m.language or "", str(m)) for m in report.objects(node, sh.resultMessage))),
                constraint=None if constraint is None else str(constraint),
            )
        )
    return found
