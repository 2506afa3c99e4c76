"""Tables as Arrow, and as Parquet (https://parquet.apache.org), the same bytes for the same table."""

from collections.abc import Sequence
from decimal import Decimal
from typing import IO, Any

from kg.answers import Cell, Table
from kg.tables.plain import written

_DIGITS = 38  # what a 128-bit decimal holds


def arrow(table: Table) -> Any:
    """Integers, decimals and truth values keep their kind; a column of several kinds, or of larger numbers, becomes text."""
    import pyarrow

    return pyarrow.table([_array(table.column(name)) for name in table.columns], names=list(table.columns))


def write_parquet(table: Table, stream: IO[bytes]) -> None:
    """The Arrow table, compressed."""
    from pyarrow import parquet

    parquet.write_table(arrow(table), stream, compression="zstd")


def _array(cells: Sequence[Cell]) -> Any:
    import pyarrow

    present = [cell for cell in cells if cell is not None]
    if present and all(isinstance(cell, bool) for cell in present):
        return pyarrow.array(cells, pyarrow.bool_())
    if present and all(isinstance(cell, int) and not isinstance(cell, bool) and -(2**63) <= cell < 2**63 for cell in present):
        return pyarrow.array(cells, pyarrow.int64())
    if present and all(isinstance(cell, int | Decimal) and not isinstance(cell, bool) for cell in present):
        numbers = [Decimal(cell) for cell in present if not isinstance(cell, str)]
        scale = _scale(numbers)
        if scale is not None:
            return pyarrow.array([None if cell is None else Decimal(cell) for cell in cells], pyarrow.decimal128(_DIGITS, scale))
    return pyarrow.array([None if cell is None else written(cell) for cell in cells], pyarrow.string())


def _scale(numbers: Sequence[Decimal]) -> int | None:
    """Digits after the point that hold all the numbers exactly, None where 128 bits are too few."""
    if not all(number.is_finite() for number in numbers):
        return None
    scale = max(0, *(-int(number.as_tuple().exponent) for number in numbers))
    return scale if max(number.adjusted() for number in numbers) + 1 + scale <= _DIGITS else None
