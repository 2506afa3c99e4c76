"""The places that claims are about and those they lie in: place → the place around it."""

from collections.abc import Iterable
from typing import Any

from kg.graphs.drawing import Row, join, node
from kg.tables.plain import written


def draw(graph: Any, rows: Iterable[Row]) -> None:
    """Each row is a place; ``claims`` counts those about this very place. Of a selected place only what lies below it is drawn."""
    found = list(rows)
    for row in found:
        node(graph, row["place_iri"], "place", row["place"], code=row["code"], claims=row["claims"])
    for row in found:
        if written(row["within_iri"]) in graph:
            join(graph, written(row["place_iri"]), written(row["within_iri"]), "lies in")
