"""Documents that give the same numbers: later document → earlier document, an edge for each pair of claims that say the same.

One is earlier where the last day it can be of lies before the first day the other can be of; its edge "repeats" and has the ``order`` ``later``. Where
that is not known (one of the two has no date, or a year that holds the day of the other, or both are of one day) the relation is "same numbers",
``order`` is ``unknown``, and the edge leads from the document whose IRI sorts later, which means nothing.

The same means: metric, place, value, level or change or growth on the same base, actual or target, and period, where one of two may be less
precise (2020 and 2020-12); claims without a period are no repetition. That two documents say it is all the graph says; which had it from the other, or both from a third, it does not.
"""

from kg.graphs.drawing import DOCUMENT, Drawing, Plain, Rows

_SIDES = ("claim", "quote", "document", "start", "end", "bound", "speaker_iri", "speaker", "period_start", "period_end", "confidence")
_SHARED = ("metric", "place", "value", "unit", "measure", "kind", "base")
Side = dict[str, Plain]
_SAID = {"later": "repeats", "unknown": "same numbers"}


def draw(view: Drawing, rows: Rows) -> None:
    """Each row is a pair; a pair of two selected claims stands in two rows. What the one the edge leads to says is under ``other_…``."""
    for side in ("", "other_"):
        titled = {name: rows[f"{side}{name}"] for name in DOCUMENT}
        view.named(titled["document"], "document", titled["title"], titled)
    pairs = [_ordered(*sides) for sides in zip(_sides(rows, ""), _sides(rows, "other_"), strict=True)]
    documents = [(str(here["document"]), str(there["document"])) for here, there, _ in pairs]
    keys = [f"{_SAID[order]} {here['claim']} {there['claim']}" for here, there, order in pairs]
    facts = [
        {name: here[name] for name in _SIDES if name in here}
        | {f"other_{name}": there[name] for name in _SIDES if name in there}
        | shared
        | {"order": order, "relation": _SAID[order]}
        for (here, there, order), shared in zip(pairs, rows.facts(*_SHARED), strict=True)
    ]
    view.state([here for here, _ in documents], [there for _, there in documents], keys, facts)


def _sides(rows: Rows, side: str) -> list[Side]:
    """What one of the two claims of each row says."""
    names = (*_SIDES, "date")
    return [{name.removeprefix(side): value for name, value in facts.items()} for facts in rows.facts(*(f"{side}{name}" for name in names))]


def _ordered(one: Side, other: Side) -> tuple[Side, Side, str]:
    """The two as an edge leads, the later one first where that is known, and whether it is."""
    for here, there in ((one, other), (other, one)):
        if _days(there)[1] < _days(here)[0]:
            return here, there, "later"
    there, here = sorted((one, other), key=lambda side: str(side["document"]))
    return here, there, "unknown"


def _days(side: Side) -> tuple[str, str]:
    """The first and the last day that a document can be of."""
    date = str(side.get("date") or "")
    return date + "0000-01-01"[len(date) :], date + "9999-12-31"[len(date) :]
