"""Tables and graphs as HTML, written in a worker: rows with a passage as evidence, others as they are. Jinja escapes whatever a document holds."""

import io
import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kg.answers import Cell, Graph, Iri, Table
from kg.tables.headings import columns, heading
from kg.tables.phrases import aside, phrases
from kg.tables.plain import flat, number, printable, written
from kg.vocabulary import PREFIXES

_ADDRESS = re.compile("/api/([a-z]+(?:-[a-z]+)*)")
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
    made.filters["paged"] = paged
    return made


def paged(message: str) -> Markup:
    """A message for a page: the addresses of the interface in it lead to the pages of the same.

    >>> print(paged("<b>: /api/speakers lists what there is"))
    &lt;b&gt;: <a href="/queries/speakers">/queries/speakers</a> lists what there is
    """
    return Markup(_ADDRESS.sub(r'<a href="/queries/\1">/queries/\1</a>', str(escape(message))))


def table_html(table: Table, lang: str) -> str:
    """A table as HTML."""
    return _evidence(table, lang) if "quote" in table.columns else _plain(table, lang)


def graph_html(graph: Graph) -> str:
    """Triples as Turtle on a page."""
    import pyoxigraph as ox

    content = io.BytesIO()
    ox.serialize(graph.triples, content, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    lines = (printable(line) for line in content.getvalue().decode().split("\n"))
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


def _shown(cell: Cell) -> dict[str, Any]:
    """A cell as a template takes it: text, whether it is a number, and where an IRI leads."""
    if isinstance(cell, Iri):
        href = "/sparql?query=" + quote(f"DESCRIBE <{cell}>", safe="")
        return {"text": printable(short(cell)), "full": printable(cell), "href": href, "numeric": False}
    numeric = cell is not None and not isinstance(cell, str | bool)
    return {"text": number(cell) if numeric else printable(written(cell)), "href": "", "numeric": numeric}  # type: ignore[arg-type]


def _plain(table: Table, lang: str) -> str:
    known = columns()
    names = [name for name in table.columns if name not in known or known[name].terminal] if len(table.columns) > 6 else []
    names = names or list(table.columns)
    rows = [[_shown(row[name]) for name in names] for row in table]
    return templates().get_template("table.html").render(headings=[flat(heading(name, lang)) for name in names], rows=rows)


def _evidence(table: Table, lang: str) -> str:
    rows = list(table)
    said = [phrases(row, lang) for row in rows]
    used = [name for name in (said[0] if said else ()) if any(phrase[name].text for phrase in said)]
    groups = []
    for document, group in groupby(zip(rows, said, strict=True), key=lambda pair: _document(pair[0])):
        claims = []
        for row, spoken in group:
            place = f"[{row['start']}–{row['end']}]" if row.get("start") is not None else ""
            claims.append(
                {
                    "cells": [{"lines": spoken[name].text.split("\n"), "name": name} for name in used],
                    "quote": flat(written(row["quote"])),
                    "behind": " ".join(part for part in (place, aside(row, lang)) if part),
                    "claim": _shown(row["claim"]) if isinstance(row.get("claim"), Iri) else None,
                }
            )
        groups.append({"document": document, "claims": claims})
    return templates().get_template("evidence.html").render(headings=[flat(heading(name, lang)) for name in used], groups=groups)


def _document(row: Any) -> str:
    """The document a row stands in, on one line."""
    title, publisher, date = (flat(written(row.get(name))) for name in ("title", "publisher", "date"))
    parts = (f"《{title}》" if title else flat(written(row.get("document"))), publisher, date)
    return " · ".join(part for part in parts if part)
