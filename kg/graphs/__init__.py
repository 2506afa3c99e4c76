"""Views of the store as networkx graphs: one module a view, in the table below.

A view is the named query ``queries/edges-NAME.rq`` and a function ``draw(drawing, rows)`` that draws its rows, which
makes a :class:`networkx.MultiDiGraph`. Nodes are IRIs with ``type``, ``label`` and ``claims`` (how many claims touch them); a post is the post of
one body, with the ``post_iri``, the ``body_iri`` and the ``body`` it is made of; one that speaks also has the
``document``, ``title`` and ``date`` it speaks in and the ``body`` it speaks for; where several documents
of the view have one title, also ``home``, the place that its document is of, or the publisher. Edges have a ``relation``; one that rests on a claim carries ``claim``,
``quote``, ``document``, ``start``, ``end`` and ``confidence``, ``sure`` or ``doubtful``. What is not known is no attribute, and none is None. The parameters of the query select a part of the store, by IRI, code or label in either language;
``year`` and ``period`` are other names of ``published``, when it was published.

>>> import kg
>>> view = kg.open_examples().to_networkx("speakers-metrics", person="贺兰舟")
>>> [data["body"] for _, data in view.nodes(data=True) if data["label"] == "贺兰舟"]
['岚溪县住建局']
>>> sorted(data["quote"] for _, _, data in view.edges(data=True))[:2]
['11个小区', '13个小区引进了物业企业']
"""

import gc
import importlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from kg import indexes, labels
from kg.answers import Cell
from kg.errors import UnknownName, UsageError
from kg.labels import Queryable
from kg.misspelling import nearest
from kg.queries import columns, named

__all__ = ["VIEWS", "View", "build", "drawn", "selected", "titled", "without_collection"]


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
    "repeats": View("哪些文献有同样的数，何者在后", "which documents give the same numbers, and which is the later"),
    "evidence": View("一条说法背后的一切", "everything behind one claim"),
}
_WHEN = {"year", "period", "published"}


def build(snapshot: Queryable, name: str, lang: str = "zh", parameters: Mapping[str, str] | None = None) -> Any:
    """The view of that name over a snapshot, or over the part of it that the parameters select; its ``graph`` holds ``name``, ``summary`` and, of a part,
    the ``selection``.

    Raises :class:`kg.errors.UnknownName` for a view, selection or label nobody knows, :class:`kg.errors.AmbiguousName` for a label of several
    things and :class:`kg.errors.UsageError` where a view of one claim is not told which.

    >>> build(None, "who-claim")
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有视图“who-claim”。最接近的有：who-claimed。
    there is no view "who-claim". Nearest: who-claimed.
    >>> build(None, "place-tree", parameters={"claim": "urn:a"})
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 视图 place-tree 不能按“claim”选取。可用：person、place、year、document。
    view place-tree has no selection "claim". There are: person, place, year, document.
    """
    if name not in VIEWS:
        raise UnknownName(f"没有视图“{name}”", f'there is no view "{name}"', nearest=nearest(name, VIEWS), known=tuple(VIEWS))
    if not parameters:
        indexes.hold(snapshot)
    with without_collection():
        view = drawn(name, columns(snapshot, f"edges-{name}", _selection(name, parameters or {}), lang))
    _placed(view, snapshot, lang)
    view.graph |= {"name": name, "summary": titled(name, lang)}
    if parameters:
        view.graph["selection"] = "; ".join(f"{word}={text}" for word, text in parameters.items())
    return view


def _placed(view: Any, snapshot: Queryable, lang: str) -> None:
    """Say of documents that share their title, and of what stands in them, which place they are of: every county has its 政府工作报告."""
    bearers: dict[str, set[str]] = defaultdict(set)
    standing = [data for _, data in view.nodes(data=True) if "title" in data and "document" in data]
    for data in standing:
        bearers[data["title"]].add(data["document"])
    if alike := sorted(document for documents in bearers.values() if len(documents) > 1 for document in documents):
        homes = labels.homes(snapshot, alike, lang)
        for data in standing:
            if home := homes.get(data["document"]):
                data["home"] = home


def drawn(name: str, rows: Mapping[str, Sequence[Cell]]) -> Any:
    """The view of that name, drawn from the columns of its query."""
    import networkx

    from kg.graphs.drawing import Drawing, Rows

    drawing = Drawing(networkx.MultiDiGraph())
    draw: Callable[[Drawing, Rows], None] = importlib.import_module(f"kg.graphs.{name.replace('-', '_')}").draw
    draw(drawing, Rows(rows))
    drawing.count()
    return drawing.graph


def _selection(name: str, given: Mapping[str, str]) -> Mapping[str, str]:
    """What is given as the parameters of the query of a view."""
    query = named(f"edges-{name}")
    known = [parameter.name for parameter in query.parameters]
    if len(_WHEN.intersection(given)) > 1:
        raise UsageError(
            "year、period、published 是同一件事", "year, period and published are the same", next_zh="只给一个", next_en="give one of them"
        )
    chosen = {"published" if word in _WHEN else word: text for word, text in given.items()}
    for word in chosen.keys() - set(known):
        offered = ["year" if parameter == "published" else parameter for parameter in known]
        raise UnknownName(
            f"视图 {name} 不能按“{word}”选取", f'view {name} has no selection "{word}"', nearest=nearest(word, offered), known=offered
        )
    if any(parameter.name not in chosen and not parameter.optional for parameter in query.parameters):
        raise UsageError(
            f"视图 {name} 是关于一条说法的", f"view {name} is of one claim", next_zh="以 claim 给出说法的 IRI，查询 who-claimed 列出说法",
            next_en="give its IRI as claim; the query who-claimed lists claims",
        )  # fmt: skip
    return chosen


def selected(snapshot: Queryable, name: str, lang: str = "zh", parameters: Mapping[str, str] | None = None) -> dict[str, str]:
    """What selects a view, by the names that people call it: the title of a document for its IRI, the label of a place for its code.

    >>> import kg
    >>> selected(kg.open_examples().snapshot, "who-claimed", "zh", {"place": "410600", "year": "2020"})
    {'place': '鹤壁市', 'year': '2020'}
    """
    kinds = {parameter.name: parameter.kind for parameter in named(f"edges-{name}").parameters if parameter.type == "iri"}
    shown = dict(parameters or {})
    for word in kinds.keys() & shown.keys():
        iri = labels.find(snapshot, kinds[word], shown[word])[0].value
        shown[word] = labels.called(snapshot, iri, lang) or shown[word]
    return shown


def titled(name: str, lang: str = "zh", parameters: Mapping[str, str] | None = None) -> str:
    """A sentence on what a view shows, with what selects it.

    >>> titled("place-tree", "zh", {"place": "鹤壁市", "year": "2020"}), titled("place-tree", "en")
    ('说到的地区及其上级 · 鹤壁市、2020', 'the places spoken of and those they lie in')
    """
    view = VIEWS[name]
    selected = [text for word, text in (parameters or {}).items() if word != "claim"]
    chinese = lang == "zh"
    return " · ".join(filter(None, (view.zh if chinese else view.en, ("、" if chinese else ", ").join(selected))))


@contextmanager
def without_collection() -> Iterator[None]:
    """Look for no cycles while many values are made and none is let go: it would cost a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def __dir__() -> list[str]:
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
