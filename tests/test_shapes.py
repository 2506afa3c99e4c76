"""Validation: every constraint of the vocabulary finds what breaks it, and the compiled results are pyshacl's."""

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from kg.shapes import Result, ShapeReport, shapes_graph, validate
from kg.shapes.data import DataGraph
from kg.shapes.graph import ShapesGraph, Term
from kg.shapes.reference import results
from kg.shapes.reference import validate as by_pyshacl
from kg.shapes.report import SH
from tests.invented import store

SHAPES = "https://w3id.org/whoclaims/shapes#"


@cache
def graph() -> ShapesGraph:
    return shapes_graph()


def both(data: ox.Store, shapes: ShapesGraph) -> tuple[ShapeReport, list[Result]]:
    """Our report and pyshacl's results over the same triples."""
    triples = [(t.subject, t.predicate.value, t.object) for t in DataGraph(data).triples()]
    return validate(data, shapes), results(shapes, by_pyshacl(shapes.triples(), triples), {})


def agreed(data: ox.Store, shapes: ShapesGraph) -> set[tuple[str, ...]]:
    """The results, once both have been found the same."""
    ours, theirs = both(data, shapes)
    assert not ours.delegated
    assert {r.key for r in ours.results} == {r.key for r in theirs}
    assert {(r.key, r.severity) for r in ours.results} == {(r.key, r.severity) for r in theirs}
    return {r.key for r in ours.results}


def test_good_data_conforms_for_both() -> None:
    assert agreed(store(), graph()) == set()


# ---------------------------------------------------------------------------------------------- one mutation for each constraint

# What breaks a constraint, as an edit of the good graph: old text, new text. Each edit stands under the constraints it breaks,
# written shape:component, and must break no others of the property it touches than those its neighbours list.
MUTATIONS: dict[str, tuple[str, str]] = {}


def constraints() -> Iterator[tuple[str, str]]:
    """Every constraint of shapes.ttl that a node can fail by itself: the shape that has it and its component."""
    shapes = graph()
    inner = {item for s in shapes.subjects() for p in ("or", "not") for v in shapes.values(s, SH + p) for item in listed(shapes, v)}
    for shape in shapes.subjects():
        if not str(shape).startswith(f"<{SHAPES}") or shape in inner:
            continue
        for predicate in shapes.predicates(shape):
            yield str(shape), predicate


def listed(shapes: ShapesGraph, value: Term) -> tuple[Term, ...]:
    return shapes.items(value) if shapes.predicates(value) and "first" in str(shapes.predicates(value)) else (value,)
