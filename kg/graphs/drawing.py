"""What the views draw with: nodes that are there once, edges with and without a claim."""

from collections.abc import Mapping
from typing import Any

from kg.answers import Cell
from kg.tables.plain import written

Row = Mapping[str, Cell]
Plain = str | int | None

EVIDENCE = ("claim", "quote", "document", "start", "end")
STATED = ("value", "unit", "bound", "measure", "kind", "base", "period_start", "period_end", "voice")


def node(graph: Any, iri: Cell, type_: str, label: Cell, **more: Cell) -> str:
    """The node of that IRI, made where there is none; what is None is no attribute."""
    name = written(iri)
    if name not in graph:
        graph.add_node(name, type=type_, label=written(label) or name)
    graph.nodes[name].update({key: plain(cell) for key, cell in more.items() if cell is not None})
    return name


def source(graph: Any, row: Row) -> str:
    """The node that speaks: a person, an unnamed source, or the document itself."""
    if row["speaker_iri"] is None:
        return document(graph, row)
    more = {name: row[name] for name in ("body", "document", "title")}
    return node(graph, row["speaker_iri"], written(row["speaker_type"]), row["speaker"], **more)


def document(graph: Any, row: Row) -> str:
    """The node of the document a row stands in."""
    return node(graph, row["document"], "document", row["title"], document=row["document"], title=row["title"])


def join(graph: Any, start: str, end: str, relation: str, by: str = "", facts: Row | None = None) -> None:
    """An edge of that relation, once for each thing that it rests ``by``."""
    key = f"{relation} {by}".rstrip()
    if not graph.has_edge(start, end, key=key):
        graph.add_edge(start, end, key=key, relation=relation, **{name: plain(cell) for name, cell in (facts or {}).items()})


def claim(graph: Any, start: str, end: str, relation: str, row: Row, *more: str) -> None:
    """An edge that rests on the claim of a row: its words, what it states, and the columns named."""
    join(graph, start, end, relation, written(row["claim"]), {name: row[name] for name in (*EVIDENCE, *STATED, *more)})


def plain(cell: Cell) -> Plain:
    """A cell as an attribute: whole numbers stay, decimals become text, so that no tool rounds them.

    >>> from decimal import Decimal
    >>> plain(12), plain(Decimal("5.20")), plain(None)
    (12, '5.20', None)
    """
    return cell if isinstance(cell, int) else None if cell is None else written(cell)
