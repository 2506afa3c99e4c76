"""Views of the store as networkx graphs: a row of the edge query is an edge, its ends are typed, labelled nodes.

A view is a function from rows to a :class:`networkx.MultiDiGraph`; nodes are IRIs with ``type``, ``label`` and ``claims`` (how many claims touch
them); an edge that rests on a claim carries ``claim``, ``quote``, ``document``, ``start`` and ``end``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from kg.answers import Cell, Table
from kg.errors import UnknownName
from kg.labels import Queryable, nearest
from kg.queries import run
from kg.tables.plain import written

Row = Mapping[str, Cell]


class View(NamedTuple):
    """A view: the query that lists its rows, the function that draws them, and what it is for."""

    query: str
    draw: Callable[[Any, Iterable[Row]], None]
    zh: str
    en: str


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
    view = VIEWS[name]
    graph = networkx.MultiDiGraph()
    rows = run(snapshot, view.query, parameters or {}, lang=lang)
    if isinstance(rows, Table):
        view.draw(graph, rows)
    return graph


def _node(graph: Any, iri: Cell, type_: str, label: Cell) -> str:
    name = written(iri)
    if name not in graph:
        graph.add_node(name, type=type_, label=written(label) or name, claims=0)
    return name


# ---------------------------------------------------------------------------------------------- who claimed what

_EVIDENCE = ("claim", "quote", "document", "start", "end")
_STATED = ("value", "unit", "bound", "measure", "kind", "base", "period_start", "period_end", "voice")


def who_claimed(graph: Any, rows: Iterable[Row]) -> None:
    """Who → metric, a place and the programmes credited, an edge a claim; person → post → body; who → document.

    A document that speaks for itself is the source of its claims. A claim with two programmes stands in two rows.
    """
    seen: set[tuple[str, str]] = set()
    for row in rows:
        claim = written(row["claim"])
        source = _source(graph, row)
        _posts(graph, row, source)
        metric = _node(graph, row["metric_iri"], "metric", row["metric"])
        ends = [("claims", metric)]
        if row["place_iri"] is not None:
            ends.append(("about", _node(graph, row["place_iri"], "place", row["place"])))
        if row["programme_iri"] is not None:
            ends.append(("credits", _node(graph, row["programme_iri"], "programme", row["programme"])))
        for relation, end in ends:
            if not graph.has_edge(source, end, key=f"{relation} {claim}"):
                _claim(graph, source, end, relation, row)
        for node in {source, *(end for _, end in ends)}:
            if (claim, node) not in seen:
                seen.add((claim, node))
                graph.nodes[node]["claims"] += 1


def _source(graph: Any, row: Row) -> str:
    """The node that speaks: a person, an unnamed source, or the document itself; a speaker is tied to the document."""
    document = _node(graph, row["document"], "document", row["title"])
    if row["speaker_iri"] is None:
        return document
    speaker = _node(graph, row["speaker_iri"], written(row["speaker_type"]), row["speaker"])
    if not graph.has_edge(speaker, document, key="reported in"):
        graph.add_edge(speaker, document, key="reported in", relation="reported in")
    return speaker


def _posts(graph: Any, row: Row, source: str) -> None:
    post = row["post_iri"] and _node(graph, row["post_iri"], "post", row["post"])
    body = row["body_iri"] and _node(graph, row["body_iri"], "body", row["body"])
    steps = [(source, post or body, "holds" if post else "speaks for"), (post, body, "post of")]
    for start, end, relation in steps:
        if start and end and not graph.has_edge(start, end, key=relation):
            graph.add_edge(start, end, key=relation, relation=relation)


def _claim(graph: Any, source: str, end: str, relation: str, row: Row) -> None:
    facts = {name: _plain(row[name]) for name in (*_EVIDENCE, *_STATED)}
    graph.add_edge(source, end, key=f"{relation} {written(row['claim'])}", relation=relation, **facts)


def _plain(cell: Cell) -> str | int | None:
    """A cell as an attribute: whole numbers stay, decimals become text, so that no tool rounds them."""
    return cell if isinstance(cell, int) else None if cell is None else written(cell)


VIEWS = {
    "who-claimed": View(
        "edges-who-claimed",
        who_claimed,
        "谁就什么说了什么：人物、职务、指标、计划、地区",
        "who claimed what: people, posts, metrics, programmes, places",
    ),
}
