"""What columns are called: the name a program uses, and the words a reader sees, from ``queries/columns.csv``."""

import csv
from functools import cache
from typing import NamedTuple

from kg.answers import Table
from kg.resources import resource


class Column(NamedTuple):
    """A column's words; ``terminal`` says whether a terminal shows it where columns are many."""

    zh: str
    en: str
    terminal: bool


@cache
def columns() -> dict[str, Column]:
    """Every known column by its name."""
    with resource("queries/columns.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: Column(row["zh"], row["en"], row["terminal"] == "yes") for row in csv.DictReader(file)}


def heading(name: str, lang: str) -> str:
    """The words over a column, its name where nobody gave it any.

    >>> heading("speaker", "zh"), heading("speaker", "en"), heading("x1", "zh")
    ('谁', 'speaker', 'x1')
    """
    column = columns().get(name)
    if column is None:
        return name
    return column.zh if lang == "zh" else column.en


def shown(table: Table) -> tuple[str, ...]:
    """The columns a terminal shows: all of a small table, of a large one those that say something to a reader."""
    known = columns()
    readable = tuple(name for name in table.columns if name not in known or known[name].terminal)
    return readable if readable and len(table.columns) > 6 else table.columns
