"""Validation: every constraint of the vocabulary finds what breaks it, and the results are pyshacl's."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.builds import build
from kg.resources import EXAMPLES, resource
from kg.shapes import Result, ShapeReport, shapes_graph, targets, validate
from kg.shapes.data import DataGraph
from kg.shapes.graph import ShapesGraph, read
from kg.shapes.reference import results
from kg.shapes.reference import validate as by_pyshacl
from kg.shapes.report import SH
from kg.shapes.select import set_based
from kg.store import open_snapshot
from tests.invented import store
from tests.mutations import Constraint, Mutator, constraints


@cache
def graph() -> ShapesGraph:
    return shapes_graph()


def both(data: object, shapes: ShapesGraph) -> tuple[ShapeReport, list[Result]]:
    """Our report and pyshacl's results over the same triples."""
    triples = [(t.subject, t.predicate.value, t.object) for t in DataGraph(data).triples()]
    return validate(data, shapes), results(shapes, by_pyshacl(shapes.triples(), triples), {})


def agreed(data: object, shapes: ShapesGraph, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, ...]]:
    """The results, once both have been found the same, none of them left to pyshacl; asked of few focus nodes and of many."""
    ours, theirs = both(data, shapes)
    with monkeypatch.context() as patch:
        patch.setattr(targets, "_FEW", 0)
        of_many = validate(data, shapes)
    assert not ours.delegated
    assert {(*r.key, r.severity) for r in ours.results} == {(*r.key, r.severity) for r in theirs}
    assert {(*r.key, r.severity) for r in of_many.results} == {(*r.key, r.severity) for r in theirs}
    return {r.key for r in ours.results}


def test_good_data_conforms_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    assert agreed(store(), graph(), monkeypatch) == set()


def test_a_store_of_the_examples_conforms_for_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([str(EXAMPLES / name) for name in ("lanxi-news.jsonl", "hebi-mirror.txt")], tmp_path / "store")
    with open_snapshot(tmp_path / "store") as snapshot:
        assert agreed(snapshot, graph(), monkeypatch) == set()


def test_what_is_compared_with_a_base_conforms(tmp_path: Path) -> None:
    """A change, a growth, a multiple, and a part in per cent: each has a base, and each is accepted."""
    (tmp_path / "a.txt").write_text(
        "去年，松溪县人均地区生产总值相当于全省平均水平的76.9%，人均公园绿地面积是全省平均水平的1.2倍；"
        "财政收入同比增长7%；平均气温比上年升高0.3摄氏度；生猪存栏恢复到2017年的83%。",
        encoding="utf-8",
    )
    build([str(tmp_path / "a.txt")], tmp_path / "store")
    with open_snapshot(tmp_path / "store") as snapshot:
        assert not validate(snapshot, graph()).results
        based = snapshot.query("SELECT ?measure ?unit { ?o kg:base [] ; kg:measure ?measure ; kg:countedIn ?unit }")
        said = sorted((row["measure"].value.rpartition("#")[2], row["unit"].value) for row in based)
    assert said == [("Change", "摄氏度"), ("Growth", "%"), ("Level", "%"), ("Level", "%"), ("Level", "倍")]


# ---------------------------------------------------------------------------------------------- one mutation for each constraint

ALL = tuple(constraints(graph()))


def broken(constraint: Constraint) -> ox.Store:
    return Mutator(graph(), store).broken(constraint)


def is_found(constraint: Constraint, found: set[tuple[str, ...]]) -> bool:
    return any((shape, component) == (str(constraint.shape), constraint.component) for _, shape, component, *_ in found)


def test_there_are_constraints_to_break() -> None:
    assert len(ALL) > 200
    assert {c.parameter for c in ALL} >= {"minCount", "maxCount", "class", "datatype", "in", "or", "node", "closed", "sparql", "lessThan"}


@pytest.mark.parametrize("constraint", ALL, ids=str)
def test_what_breaks_a_constraint_is_found(constraint: Constraint) -> None:
    assert is_found(constraint, {r.key for r in validate(broken(constraint), graph()).results})


def one_of_each() -> list[Constraint]:
    """Constraints to hold against pyshacl: for each component the first of each sixth, every SPARQL constraint."""
    of_component: dict[str, list[Constraint]] = defaultdict(list)
    for constraint in ALL:
        of_component[constraint.parameter].append(constraint)
    return [c for name, group in of_component.items() for c in (group if name == "sparql" else group[:: max(1, len(group) // 3)])]


@pytest.mark.parametrize("constraint", one_of_each(), ids=str)
def test_broken_data_gets_the_same_results_from_pyshacl(constraint: Constraint, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_found(constraint, agreed(broken(constraint), graph(), monkeypatch))


@pytest.mark.parametrize(
    ("select", "listed"),
    [
        ("SELECT $this WHERE { $this <urn:说> ?话 FILTER(?话 = '') }", False),
        ("SELECT $this WHERE { ?node <urn:说> $this FILTER(isLiteral(?node)) }", True),  # its own ?node
        ("SELECT $this WHERE { $this <urn:说> ?any FILTER(?any = '') }", True),  # a variable of the target
        ("SELECT $this WHERE { FILTER NOT EXISTS { $this <urn:说> ?话 } }", True),  # nothing but a condition
    ],
)
def test_focus_nodes_are_listed_first_where_they_cannot_be_looked_up_last(select: str, listed: bool) -> None:
    found = set_based(select, targets.Focus(("?any <urn:是> \0",), few=False), {}, None)
    assert ("SELECT DISTINCT ?this WHERE { ?any <urn:是> ?this }" in found, "AS ?node" in found) == (listed, not listed)


# ---------------------------------------------------------------------------------------------- what cannot be compiled


RECURSIVE = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x#> . @prefix schema: <https://schema.org/> .
x:Chain a sh:NodeShape ; sh:targetNode x:a ; sh:property [ sh:path x:next ; sh:node x:Chain ] ; sh:property [ sh:path x:name ; sh:minCount 1 ] .
"""
CUSTOM = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x#> .
x:component a sh:ConstraintComponent ; sh:parameter [ sh:path x:ending ] ;
  sh:validator [ a sh:SPARQLAskValidator ; sh:message "wrong ending" ; sh:ask "ASK { FILTER STRENDS(STR($value), $ending) }" ] .
x:Named a sh:NodeShape ; sh:targetNode x:a ; sh:property [ sh:path x:name ; x:ending "镇" ] .
"""


@pytest.mark.parametrize(
    ("shapes", "data", "component"),
    [
        (RECURSIVE, '<urn:x#a> <urn:x#next> <urn:x#b> ; <urn:x#name> "甲" .', SH + "NodeConstraintComponent"),
        (CUSTOM, '<urn:x#a> <urn:x#name> "石桥村" .', "urn:x#component"),
    ],
)
def test_what_has_no_compiled_form_goes_to_pyshacl_and_is_found(shapes: str, data: str, component: str, tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(shapes, encoding="utf-8")
    made = ox.Store()
    made.load(data, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:x:graph"))
    report = validate(made, read(tmp_path / "shapes.ttl"))
    assert report.delegated
    assert component in {r.component for r in report.results}


def test_the_shapes_are_shapes_as_shacl_defines_them() -> None:
    """The shapes of SHACL for shapes graphs, as pyshacl has them."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(resource("ontology/shapes.ttl")).parse(resource("ontology/prefixes.ttl"))
    conforms, _, said = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, said
