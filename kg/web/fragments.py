"""Tables and graphs as HTML, written in a worker: rows with a passage as evidence, others as they are. Jinja escapes whatever a document holds."""

import io
import re
from collections.abc import Mapping, Set
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kg.answers import Cell, Graph, Iri, Table
from kg.errors import capitalised
from kg.labels import Queryable
from kg.tables.headings import columns, heading
from kg.tables.phrases import aside, phrases
from kg.tables.plain import flat, number, printable, written
from kg.vocabulary import PLACE, PREFIXES

_ADDRESS = re.compile("/api/([a-z]+(?:-[a-z]+)*)")
_VIEW = re.compile(rf"/reconcile/view\?id={re.escape(PLACE)}\d+")
_NAMESPACES = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))


@cache
def templates() -> Environment:
    """The templates that ship; their names never come with a request."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"paged": paged, "capitalised": capitalised}
    return made


def paged(message: str) -> Markup:
    """A message for a page: the addresses of the interface in it lead to the pages of the same, that of a place to its page.

    >>> print(paged("<b>: /api/speakers lists what there is"))
    &lt;b&gt;: <a href="/queries/speakers">/queries/speakers</a> lists what there is
    """
    leading = _ADDRESS.sub(r'<a href="/queries/\1">/queries/\1</a>', str(escape(message)))
    return Markup(_VIEW.sub(r'<a href="\g<0>">\g<0></a>', leading))


class Known(NamedTuple):
    """Of what a page names, the things that the store tells of, and the address that a document came from."""

    things: Set[str] = frozenset()
    sources: Mapping[str, str] = MappingProxyType({})


def known(snapshot: Queryable, iris: Set[str]) -> Known:
    """What a store knows of some IRIs.

    >>> import kg
    >>> known(kg.open_examples().snapshot, {PREFIXES["place"] + "410600", "urn:a"}).things == {PREFIXES["place"] + "410600"}
    True
    """
    import pyoxigraph as ox

    terms = " ".join(str(ox.NamedNode(iri)) for iri in sorted(iris))
    found = snapshot.query(
        f"SELECT ?thing ?url {{ VALUES ?thing {{ {terms} }} FILTER(EXISTS {{ ?thing ?p ?o }}) OPTIONAL {{ ?thing schema:url ?url }} }}"
    )
    rows = [(row["thing"].value, row["url"]) for row in found]
    return Known({iri for iri, _ in rows}, {iri: url.value for iri, url in rows if url is not None and is_address(url.value)})


def table_html(snapshot: Queryable, table: Table, lang: str) -> str:
    """A table as HTML."""
    found = known(snapshot, {cell for row in table.rows for cell in row if isinstance(cell, Iri)})
    return _evidence(table, found, lang) if "quote" in table.columns else _plain(table, found, lang)


def graph_html(graph: Graph) -> str:
    """Triples as Turtle on a page."""
    import pyoxigraph as ox

    content = io.BytesIO()
    ox.serialize(graph.triples, content, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    lines = (printable(line.expandtabs(4)) for line in content.getvalue().decode().split("\n"))  # a tab stands before what goes on
    return templates().get_template("graph.html").render(text="\n".join(lines))


def short(iri: str) -> str:
    """An IRI as a reader sees it: with its prefix, or its last two parts.

    >>> short(PREFIXES["place"] + "410600"), short("https://w3id.org/whoclaims/id/claim/ab12"), short("urn:x")
    ('place:410600', '…/claim/ab12', 'urn:x')
    """
    for name, namespace in _NAMESPACES:
        if iri.startswith(namespace):
            return f"{name}:{iri[len(namespace) :]}"
    parts = iri.split("/")
    return "…/" + "/".join(parts[-2:]) if len(parts) > 4 else iri


def is_address(iri: str) -> bool:
    """Whether a reader can follow an IRI to where it leads.

    >>> is_address("https://sws.geonames.org/1808770/"), is_address("javascript:alert(1)"), is_address("urn:a")
    (True, False, False)
    """
    return iri.startswith(("https://", "http://"))


def page_of(iri: str, lang: str) -> str:
    """The address of the page of a thing."""
    return f"/describe?{urlencode({'iri': iri, 'lang': lang})}"


def linked(iri: str, things: Set[str], lang: str, text: str = "") -> dict[str, Any]:
    """An IRI as a template takes it: a thing of the store leads to its page, another to its own address where it has one."""
    href = page_of(iri, lang) if iri in things else iri if is_address(iri) else ""
    return {"text": printable(text or short(iri)), "full": printable(iri), "href": href, "out": href == iri, "code": not text}


def _shown(cell: Cell, known: Known, lang: str) -> dict[str, Any]:
    """A cell as a template takes it: text, whether it is a number, and where an IRI leads."""
    if isinstance(cell, Iri):
        return {**linked(cell, known.things, lang), "numeric": False}
    numeric = cell is not None and not isinstance(cell, str | bool)
    return {"text": number(cell) if numeric else printable(written(cell)), "numeric": numeric}  # type: ignore[arg-type]


def _plain(table: Table, known: Known, lang: str) -> str:
    drawn = columns()
    names = [name for name in table.columns if name not in drawn or drawn[name].terminal] if len(table.columns) > 6 else []
    names = names or list(table.columns)
    rows = [
        [
            _title(row, known) if name == "title" and row.get("document") in known.sources else _shown(row[name], known, lang)
            for name in names
        ]
        for row in table
    ]
    return templates().get_template("table.html").render(headings=[flat(heading(name, lang)) for name in names], rows=rows)


def _title(row: Mapping[str, Cell], known: Known) -> dict[str, Any]:
    """The title of a document, which leads to where it came from."""
    return {**linked(known.sources[written(row["document"])], frozenset(), "", written(row["title"])), "numeric": False}


def _evidence(table: Table, known: Known, lang: str) -> str:
    rows = list(table)
    said = [phrases(row, lang) for row in rows]
    used = [name for name in (said[0] if said else ()) if any(phrase[name].text for phrase in said)]
    groups = []
    for document, group in groupby(zip(rows, said, strict=True), key=lambda pair: _document(pair[0], known, lang)):
        claims = []
        for row, spoken in group:
            place = f"[{row['start']}–{row['end']}]" if row.get("start") is not None else ""
            claims.append(
                {
                    "cells": [{"lines": spoken[name].text.split("\n"), "name": name} for name in used],
                    "quote": flat(written(row["quote"])),
                    "behind": " ".join(part for part in (place, aside(row, lang)) if part),
                    "claim": _shown(row["claim"], known, lang) if isinstance(row.get("claim"), Iri) else None,
                }
            )
        groups.append({"document": document, "claims": claims})
    return templates().get_template("evidence.html").render(headings=[flat(heading(name, lang)) for name in used], groups=groups)


def _document(row: Mapping[str, Cell], known: Known, lang: str) -> tuple[dict[str, Any], str]:
    """The document a row stands in: its title, which leads to where it came from, else to its page, and what is said behind it."""
    iri, title = written(row.get("document")), flat(written(row.get("title")))
    behind = [flat(written(row.get(name))) for name in ("publisher", "date")]
    source = known.sources.get(iri)
    return linked(source or iri, known.things, lang, f"《{title}》" if title else flat(iri)), " · ".join(filter(None, behind))
