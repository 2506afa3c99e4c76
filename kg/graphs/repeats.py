"""Documents that repeat each other: later document → earlier document, an edge for each pair of claims that say the same.

The same means: metric, place, value, level or change or growth on the same base, actual or target, and period, where one of two may be less
precise (2020 and 2020-12). That two documents say it is all the graph says; which had it from the other, or both from a third, it does not.
"""

from collections.abc import Iterable
from typing import Any

from kg.graphs.drawing import Row, document, join, plain
from kg.tables.plain import written

_SIDES = ("claim", "quote", "document", "title", "date", "start", "end", "bound", "speaker_iri", "speaker", "period_start", "period_end")
_SHARED = ("metric", "place", "value", "unit", "measure", "kind", "base")


def draw(graph: Any, rows: Iterable[Row]) -> None:
    """Each row is a pair; a pair of two selected claims stands in two rows. What the earlier one says is under ``earlier_…``."""
    for row in rows:
        here = {name: row[name] for name in _SIDES}
        there = {name: row[f"other_{name}"] for name in _SIDES}
        earlier, later = sorted((here, there), key=_published)
        facts = {name: later[name] for name in _SIDES if name not in ("title", "date")}
        facts |= {f"earlier_{name}": earlier[name] for name in _SIDES if name not in ("title", "date")}
        facts |= {name: row[name] for name in _SHARED}
        by = f"{written(later['claim'])} {written(earlier['claim'])}"
        join(graph, document(graph, later), document(graph, earlier), "repeats", by, facts)
        for side in (later, earlier):
            graph.nodes[written(side["document"])]["date"] = plain(side["date"])


def _published(side: Row) -> tuple[str, str]:
    """By the last day that a document can be of; documents of one day by their IRIs."""
    date = written(side["date"]) or "9999"
    return date + "0000-12-31"[len(date) :], written(side["document"])
