"""Rows of a database as the table of cells that the graph would give: terms are told by the names of their columns."""

import re
from collections.abc import Iterable, Sequence
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
    told = [_told(name, column) for name, column in zip(columns, zip(*rows, strict=True), strict=False)]
    return Table(tuple(columns), tuple(zip(*told, strict=True)))


def _told(name: str, column: tuple[Any, ...]) -> tuple[Cell, ...]:
    cell = Iri if _IRIS.fullmatch(name) else Decimal if _VALUES.fullmatch(name) else None
    return column if cell is None else tuple(None if value is None else cell(value) for value in column)
