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


def columns(answer: Any) -> dict[str, list[Any]]:
    """The columns of an Arrow table as plain values, each text once however often it stands in a column.

    >>> import pyarrow as pa
    >>> columns(pa.table({"unit": ["户", None, "户"], "start": [3, 17, 40]}))
    {'unit': ['户', None, '户'], 'start': [3, 17, 40]}
    """
    return {name: _plain(answer.column(name)) for name in answer.column_names}


def _plain(column: Any) -> list[Any]:
    import pyarrow as pa

    if column.type != pa.string():
        return list(column.to_pylist())
    coded = pa.chunked_array([column.combine_chunks()]).dictionary_encode().chunk(0)
    texts = [*coded.dictionary.to_pylist(), None]
    return list(map(texts.__getitem__, coded.indices.fill_null(len(texts) - 1).to_pylist()))


def _told(name: str, column: tuple[Any, ...]) -> tuple[Cell, ...]:
    cell = Iri if _IRIS.fullmatch(name) else Decimal if _VALUES.fullmatch(name) else None
    return column if cell is None else tuple(None if value is None else cell(value) for value in column)
