"""Rows of a database as the table of cells that the graph would give: terms are told by the names of their columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, overload

from kg.answers import Cell, Iri, Table

_IRIS = re.compile(r"(?:.*_)?(?:iri|document|claim|source|statement|term|thing)")  # columns that hold IRIs, by their names
_VALUES = re.compile(r"(?:other_)?value")  # and decimals, as the graph spells them
_BATCH = 10_000


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """A table of rows as a database gives them.

    >>> table(("speaker", "value", "claims"), [("周晓禾", "5.2", 3), (None, None, 1)]).rows
    (('周晓禾', Decimal('5.2'), 3), (None, None, 1))
    """
    told = [_told(name, column) for name, column in zip(columns, zip(*rows, strict=True), strict=False)]
    return Table(tuple(columns), tuple(zip(*told, strict=True)))


class Rows(Sequence[tuple[Cell, ...]]):
    """The rows of an Arrow table, as good as a tuple of them. Their cells are made when they are asked for: a long answer is soon there.

    >>> import pyarrow
    >>> rows = Rows(pyarrow.table({"speaker": ["周晓禾", None, "林知夏"], "value": ["5.2", None, "3"]}))
    >>> len(rows), rows[0], rows[1:] == ((None, None), ("林知夏", Decimal("3")))
    (3, ('周晓禾', Decimal('5.2')), True)
    """

    def __init__(self, content: Any) -> None:
        self._content = content

    def __len__(self) -> int:
        return int(self._content.num_rows)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        for batch in self._content.to_batches(max_chunksize=_BATCH):
            yield from zip(*(_told(name, batch[name].to_pylist()) for name in self._content.column_names), strict=True)

    @overload
    def __getitem__(self, place: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> "Rows": ...
    def __getitem__(self, place: int | slice) -> "tuple[Cell, ...] | Rows":
        import pyarrow as pa

        chosen = range(len(self))[place]
        if isinstance(chosen, int):
            return next(iter(Rows(self._content.slice(chosen, 1))))
        return Rows(self._content.take(pa.array(chosen, pa.int64())))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Rows | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def columns(answer: Any) -> dict[str, list[Any]]:
    """The columns of an Arrow table as plain values, each text once however often it stands in a column.

    >>> import pyarrow as pa
    >>> columns(pa.table({"unit": ["户", None, "户"], "start": [3, 17, 40]}))
    {'unit': ['户', None, '户'], 'start': [3, 17, 40]}
    """
    return {name: _plain(answer.column(name)) for name in answer.column_names}


def _plain(column: Any) -> list[Any]:
    import pyarrow as pa

    if column.type != pa.string() or not len(column):
        return list(column.to_pylist())
    coded = pa.chunked_array([column.combine_chunks()]).dictionary_encode().chunk(0)
    texts = [*coded.dictionary.to_pylist(), None]
    return list(map(texts.__getitem__, coded.indices.fill_null(len(texts) - 1).to_pylist()))


def _told(name: str, column: Sequence[Any]) -> Sequence[Cell]:
    cell = Iri if _IRIS.fullmatch(name) else Decimal if _VALUES.fullmatch(name) else None
    return column if cell is None else [None if value is None else cell(value) for value in column]
