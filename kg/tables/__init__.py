"""Tables in the formats people and programs read: one function a format, in the table below.

CSV is RFC 4180 with line feeds, JSON Lines one object a line, TSV the IANA form with ``\\t`` and ``\\n`` spelled out, Markdown GitHub's
tables. Decimals leave as strings in JSON and as decimals in Parquet: exactly what the source states, never through a float.
Cells leave as they are, in CSV too, because a program reads them back and ``-6.8`` is a number; a spreadsheet that runs ``=…`` as a
formula is guarded against by ``spreadsheet=True``, which changes text cells and nothing else.
"""

import importlib
import shutil
from typing import IO, Any, Literal

from kg.answers import Cell, Iri, Table
from kg.errors import UnknownName

__all__ = ["FORMATS", "Cell", "Iri", "Table", "write"]

Language = Literal["zh", "en"]

# format: module of kg.tables that holds a function write_FORMAT
FORMATS = {"table": "terminal", "json": "lines", "jsonl": "lines", "csv": "lines", "tsv": "lines", "md": "lines", "parquet": "columnar"}


def write(table: Table, format: str, stream: IO[Any], lang: str = "zh", *, width: int | None = None, spreadsheet: bool = False) -> None:
    """Write a table. ``stream`` takes text, for parquet bytes. ``lang`` chooses the headings of ``table`` and ``md``.

    ``width`` counts the cells of the terminal; ``spreadsheet`` makes CSV safe to open by a double click.

    >>> import sys
    >>> write(Table(("speaker", "quote"), (("周晓禾", "新建3所学校"),)), "csv", sys.stdout)
    speaker,quote
    周晓禾,新建3所学校
    >>> write(Table(("a",), ()), "xls", sys.stdout)
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有格式“xls”。可用：table、json、jsonl、csv、tsv、md、parquet。
    there is no format "xls". There are: table, json, jsonl, csv, tsv, md, parquet.
    """
    if format not in FORMATS:
        raise UnknownName(f"没有格式“{format}”", f'there is no format "{format}"', known=tuple(FORMATS))
    writer = getattr(importlib.import_module(f"kg.tables.{FORMATS[format]}"), f"write_{format}")
    match format:
        case "table":
            writer(table, stream, lang, width or shutil.get_terminal_size((100, 24)).columns)
        case "csv":
            writer(table, stream, spreadsheet)
        case "md":
            writer(table, stream, lang)
        case _:
            writer(table, stream)
