"""Validation of 10,000 claims, some of them broken, beside pyshacl with the same shapes over a copy in memory; both must find the same."""

import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.shapes import Result, ShapeReport, shapes_graph, validate
from kg.shapes.data import DataGraph
from kg.shapes.graph import ShapesGraph
from kg.shapes.reference import copy, results
from kg.shapes.report import SH
from tests.benchmarks.measure import Row, best, seconds
from tests.benchmarks.storing import CLAIM, dumped

ARTICLES = 340
_BROKEN = ("/ns#voice>", "/ns#valueText>", "/ns#metricAnchor>", "oa#exact>", "oa#start>")


def broken(lines: Iterable[str]) -> Iterator[str]:
    """The quads without every 900th of those that shapes ask for."""
    met = 0
    for line in lines:
        if any(name in line for name in _BROKEN):
            met += 1
            if met % 900 == 0:
                continue
        yield line


@cache
def without_sparql() -> ShapesGraph:
    """The shapes of the vocabulary, those in SPARQL left out."""
    import pyoxigraph as ox

    return ShapesGraph(ox.Triple(s, ox.NamedNode(p), o) for s, p, o in shapes_graph().triples() if p != SH + "sparql")


def by_pyshacl(shapes: ShapesGraph, data: Any) -> tuple[float, set[tuple[str, ...]]]:
    """Seconds that pyshacl takes over a graph that rdflib has in memory, and what it finds."""
    import pyshacl

    graph = copy(shapes.triples())
    found: list[Any] = []
    taken = seconds(lambda: found.append(pyshacl.validate(data, shacl_graph=graph, inplace=True, do_owl_imports=False)))
    return taken, keys(results(shapes, found[0][1], {}))


def keys(found: Iterable[Result]) -> set[tuple[str, ...]]:
    return {result.key for result in found}


def rows() -> Iterator[Row]:
    import pyoxigraph as ox

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = dumped(folder, ARTICLES).read_text(encoding="utf-8").splitlines(keepends=True)
        claims = sum(CLAIM in line for line in lines)
        store = ox.Store(str(folder / "checked"))
        store.bulk_load("".join(broken(lines)).encode(), format=ox.RdfFormat.N_QUADS)
        store.optimize()
        data = copy((t.subject, t.predicate.value, t.object) for t in DataGraph(store).triples())
        for what, english, shapes, times in (
            ("全部形状", "all shapes", shapes_graph(), 100),
            ("不含 SPARQL 的形状", "shapes without SPARQL", without_sparql(), 12),
        ):
            reports: list[ShapeReport] = []
            ours = best(lambda shapes=shapes, reports=reports: reports.append(validate(store, shapes)))  # type: ignore[misc]
            theirs, expected = by_pyshacl(shapes, data)
            assert keys(reports[0].results) == expected
            yield Row(
                f"SHACL，{claims} 条说法，{what}，{len(expected)} 处不符 · over {claims} claims, {english}, {len(expected)} results",
                f"{ours:.2f} s", f"pyshacl {theirs:.1f} s（{theirs / ours:.0f}×）", f"≥ {times}×", theirs / ours >= times,
            )  # fmt: skip
