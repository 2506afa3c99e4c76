"""Who speaks of which metrics: a person, an unnamed source or the document itself → metric, an edge a claim."""

from collections.abc import Iterable
from typing import Any

from kg.graphs.drawing import Row, claim, node, source


def draw(graph: Any, rows: Iterable[Row]) -> None:
    """Each row is a claim."""
    for row in rows:
        claim(graph, source(graph, row), node(graph, row["metric_iri"], "metric", row["metric"]), "claims", row, "place")
