"""The tables that targets look things up in: CSV under ``ontology/links``, read once."""

import csv
from collections.abc import Mapping
from functools import cache

from kg.resources import resource


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a table, by the names of its columns.

    >>> rows("iso3166")[8]["code"], rows("iso3166")[8]["division"]
    ('CN-HA', '410000')
    """
    with resource(f"ontology/links/{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by(name: str, column: str) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The rows of a table by what stands in a column, where several values are separated by ``;`` by each.

    >>> [row["name"] for row in by("iso3166", "division")["410000"]]
    ['Henan Sheng']
    >>> "999999" in by("iso3166", "division")
    False
    """
    found: dict[str, tuple[Mapping[str, str], ...]] = {}
    for row in rows(name):
        for value in filter(None, row[column].split(";")):
            found[value] = (*found.get(value, ()), row)
    return found
