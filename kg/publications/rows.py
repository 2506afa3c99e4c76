"""Rows of CSV after RFC 4180, https://www.rfc-editor.org/rfc/rfc4180, in UTF-8, and values as their cells."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal


def row(cells: Iterable[str]) -> bytes:
    """Cells as a row of CSV, after RFC 4180, in UTF-8.

    >>> row(["1,5", "", "松溪县"]).decode()
    '"1,5",,松溪县\\r\\n'
    """
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def cell(value: str | int | Decimal | None) -> str:
    """A value as a cell, which a null leaves empty.

    >>> cell(Decimal("1E+40")) == "1" + 40 * "0", cell("=1+1"), cell(0), cell(None)
    (True, '=1+1', '0', '')
    """
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
