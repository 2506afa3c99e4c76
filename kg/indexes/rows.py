"""Rows of a database as the table of cells that the graph would give: terms are told by the names of their columns."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from kg.answers import Cell, Iri, Table

_IRIS = re.compile(r"(?:.*_)?(?:iri|document|claim|source|statement|term|thing)")  # columns that hold IRIs, by their names
_VALUES = re.compile(r"(?:other_)?value")  # and decimals, as the graph spells them


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """A table of rows as a database gives them.

    >>> table(("speaker", "value", "claims"), [("周晓禾", "5.2", 3), (None, None, 1)]).rows
    (('周晓禾', Decimal('5.2'), 3), (None, None, 1))
    """
    cells = [_cell(column) for column in columns]
    return Table(tuple(columns), tuple(tuple(None if v is None else cell(v) for cell, v in zip(cells, row, strict=True)) for row in rows))


def _cell(column: str) -> Callable[[Any], Cell]:
    return Iri if _IRIS.fullmatch(column) else Decimal if _VALUES.fullmatch(column) else _same


def _same(value: Cell) -> Cell:
    return value
