"""Views of the store as networkx graphs: one module a view, in the table below.

A view is the named query ``queries/edges-NAME.rq`` and a function ``draw(graph, rows)`` that draws its rows into a
:class:`networkx.MultiDiGraph`. Nodes are IRIs with ``type``, ``label`` and ``claims`` (how many claims touch them); one that speaks also has the
``document`` and ``title`` it speaks in and the ``body`` it speaks for. Edges have a ``relation``; one that rests on a claim carries ``claim``,
``quote``, ``document``, ``start`` and ``end``. The parameters of the query select a part of the store.

>>> import kg
>>> view = kg.open_examples().to_networkx("speakers-metrics", person="贺兰舟")
>>> [data["body"] for _, data in view.nodes(data=True) if data["label"] == "贺兰舟"]
['岚溪县住建局']
>>> sorted(data["quote"] for _, _, data in view.edges(data=True))[:2]
['11个小区', '13个小区引进了物业企业']
"""

import importlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from kg.answers import Cell, Table
from kg.errors import UnknownName
from kg.labels import Queryable, nearest
from kg.queries import run

Row = Mapping[str, Cell]


class View(NamedTuple):
    """What a view is for."""

    zh: str
    en: str


VIEWS = {
    "who-claimed": View("谁就什么说了什么：人物、职务、指标、计划、地区", "who claimed what: people, posts, metrics, programmes, places"),
    "speakers-metrics": View("谁说到哪些指标", "who speaks of which metrics"),
    "programmes-places": View("哪些计划在哪些地区有成绩归于它", "which programmes are credited with what in which places"),
    "place-tree": View("说到的地区及其上级", "the places spoken of and those they lie in"),
    "bodies-posts": View("单位、职务和担任者", "bodies, their posts and who holds them"),
    "repeats": View("哪些文献重复了别的文献的数", "which documents repeat the numbers of which others"),
    "evidence": View("一条说法背后的一切", "everything behind one claim"),
}


def build(snapshot: Queryable, name: str, lang: str = "zh", parameters: Mapping[str, str] | None = None) -> Any:
    """The view of that name over a snapshot, or over the part of it that the parameters of its query select.

    >>> build(None, "who-claim")
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有视图“who-claim”。最接近的有：who-claimed。
    there is no view "who-claim". Nearest: who-claimed.
    """
    import networkx

    if name not in VIEWS:
        raise UnknownName(f"没有视图“{name}”", f'there is no view "{name}"', nearest=nearest(name, VIEWS) or tuple(VIEWS))
    draw: Callable[[Any, Iterable[Row]], None] = importlib.import_module(f"kg.graphs.{name.replace('-', '_')}").draw
    graph = networkx.MultiDiGraph()
    rows = run(snapshot, f"edges-{name}", parameters or {}, lang=lang)
    assert isinstance(rows, Table)
    draw(graph, rows)
    _count_claims(graph)
    return graph


def _count_claims(graph: Any) -> None:
    """Say of each node how many claims the edges at it rest on, unless the view has said it."""
    touching: dict[str, set[str]] = defaultdict(set)
    for start, end, data in graph.edges(data=True):
        if "claim" in data:
            touching[start].add(data["claim"])
            touching[end].add(data["claim"])
    for node, data in graph.nodes(data=True):
        data.setdefault("claims", len(touching[node]))
