"""Bodies and posts: person → post → body, an edge for each document that says so."""

from collections.abc import Iterable
from typing import Any

from kg.graphs.drawing import Row, join, node
from kg.tables.plain import written


def draw(graph: Any, rows: Iterable[Row]) -> None:
    """Each row is a person of one document and one of the posts it gives; where it gives none, the person speaks for the body."""
    for row in rows:
        said = {name: row[name] for name in ("document", "title", "date")}
        by = written(row["document"])
        person = node(graph, row["person_iri"], "person", row["person"], document=row["document"], title=row["title"], claims=row["claims"])
        post = row["post_iri"] and node(graph, row["post_iri"], "post", row["post"])
        body = row["body_iri"] and node(graph, row["body_iri"], "body", row["body"])
        if post:
            join(graph, person, post, "holds", by, said)
        if body:
            join(graph, post or person, body, "post of" if post else "speaks for", by, said)
