"""Documents that repeat each other: later document → earlier document, an edge for each pair of claims that say the same.

The same means: metric, place, value, level or change or growth on the same base, actual or target, and period, where one of two may be less
precise (2020 and 2020-12). That two documents say it is all the graph says; which had it from the other, or both from a third, it does not.
"""

from kg.graphs.drawing import Drawing, Plain, Rows

_SIDES = ("claim", "quote", "document", "start", "end", "bound", "speaker_iri", "speaker", "period_start", "period_end")
_SHARED = ("metric", "place", "value", "unit", "measure", "kind", "base")
Side = dict[str, Plain]


def draw(view: Drawing, rows: Rows) -> None:
    """Each row is a pair; a pair of two selected claims stands in two rows. What the earlier one says is under ``earlier_…``."""
    for side in ("", "other_"):
        titled = {name: rows[f"{side}{name}"] for name in ("document", "title", "date")}
        view.named(titled["document"], "document", titled["title"], titled)
    pairs = [_ordered(*sides) for sides in zip(_sides(rows, ""), _sides(rows, "other_"), strict=True)]
    documents = [(str(later["document"]), str(earlier["document"])) for later, earlier in pairs]
    keys = [f"repeats {later['claim']} {earlier['claim']}" for later, earlier in pairs]
    facts = [
        {name: later[name] for name in _SIDES} | {f"earlier_{name}": earlier[name] for name in _SIDES} | shared | {"relation": "repeats"}
        for (later, earlier), shared in zip(pairs, rows.facts(*_SHARED), strict=True)
    ]
    view.state([later for later, _ in documents], [earlier for _, earlier in documents], keys, facts)


def _sides(rows: Rows, side: str) -> list[Side]:
    """What one of the two claims of each row says."""
    names = (*_SIDES, "date")
    return [dict(zip(names, facts.values(), strict=True)) for facts in rows.facts(*(f"{side}{name}" for name in names))]


def _ordered(here: Side, there: Side) -> tuple[Side, Side]:
    """The later one first."""
    earlier, later = sorted((here, there), key=_published)
    return later, earlier


def _published(side: Side) -> tuple[str, str]:
    """By the last day that a document can be of; documents of one day by their IRIs."""
    date = str(side["date"] or "9999")
    return date + "0000-12-31"[len(date) :], str(side["document"])
