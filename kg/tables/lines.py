"""Tables as JSON, JSON Lines, CSV, TSV and Markdown."""

import csv
import io
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import IO

from kg.answers import Cell, Table
from kg.tables.headings import heading
from kg.tables.plain import flat, written

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])")


def _value(cell: Cell) -> str | int | bool | None:
    return written(cell) if isinstance(cell, Decimal) else cell


def write_json(table: Table, stream: IO[str]) -> None:
    """One array of objects."""
    rows = [{name: _value(cell) for name, cell in row.items()} for row in table]
    stream.write(_encodable(json.dumps(rows, ensure_ascii=False, indent=1)) + "\n")


def write_jsonl(table: Table, stream: IO[str]) -> None:
    """One object a line; every line has every column."""
    for row in table:
        stream.write(_encodable(json.dumps({name: _value(cell) for name, cell in row.items()}, ensure_ascii=False)) + "\n")


def write_csv(table: Table, stream: IO[str], spreadsheet: bool = False) -> None:
    """RFC 4180. For a spreadsheet: a byte order mark, and an apostrophe before text that it would take for a formula."""
    if spreadsheet:
        stream.write("\ufeff")
    for row in (table.columns, *table.rows):
        stream.write(_record([_encodable(_guarded(cell) if spreadsheet else written(cell)) for cell in row]))


def _record(cells: Sequence[str]) -> str:
    """One CSV record; the writer is told of carriage returns, else it leaves them without quotation marks."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def write_tsv(table: Table, stream: IO[str]) -> None:
    """One line a row; tab, line feed, carriage return and backslash inside a cell are spelled out."""
    escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
    for row in (table.columns, *table.rows):
        stream.write(_encodable("\t".join(written(cell).translate(escapes) for cell in row)) + "\n")


def write_md(table: Table, stream: IO[str], lang: str = "zh") -> None:
    """A GitHub table in which nothing of a document acts as markup."""
    stream.write("| " + " | ".join(heading(name, lang) for name in table.columns) + " |\n")
    stream.write("|" + "---|" * len(table.columns) + "\n")
    for row in table.rows:
        stream.write("| " + " | ".join(_MARKDOWN.sub(r"\\\1", flat(written(cell))) for cell in row) + " |\n")


def _guarded(cell: Cell) -> str:
    text = written(cell)
    return f"'{text}" if isinstance(cell, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _encodable(text: str) -> str:
    """Text without lone surrogates, which no encoding can carry."""
    return text.encode("utf-8", "replace").decode() if any("\ud800" <= c <= "\udfff" for c in text) else text
