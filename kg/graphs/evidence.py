"""Everything behind one claim: what it is about, who said it as what, where the text says so, which bytes the text was read from."""

from collections.abc import Iterable
from typing import Any

from kg.graphs.drawing import EVIDENCE, Row, join, node


def draw(graph: Any, rows: Iterable[Row]) -> None:
    """Each row is one step; ``read_start`` and ``read_end`` are the characters that the step was read from, where it has its own."""
    for row in rows:
        start = node(graph, row["from_iri"], str(row["from_type"]), row["from"])
        end = node(graph, row["to_iri"], str(row["to_type"]), row["to"])
        facts = {name: row[name] for name in (*EVIDENCE, "read_start", "read_end", "inherited")}
        join(graph, start, end, str(row["relation"]), "", facts)
