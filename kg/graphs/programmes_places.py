"""Which programmes are credited with what in which places: programme → place, an edge a claim."""

from collections.abc import Iterable
from typing import Any

from kg.graphs.drawing import Row, claim, node


def draw(graph: Any, rows: Iterable[Row]) -> None:
    """Each row is a claim and one of the programmes it credits."""
    for row in rows:
        programme = node(graph, row["programme_iri"], "programme", row["programme"])
        place = node(graph, row["place_iri"], "place", row["place"])
        claim(graph, programme, place, "credited in", row, "metric", "speaker")
