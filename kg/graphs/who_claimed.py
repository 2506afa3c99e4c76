"""Who claimed what: who → metric, the place and the programmes credited, an edge a claim; person → post → body; who → document."""

from collections.abc import Iterable
from typing import Any

from kg.graphs.drawing import Row, claim, document, join, node, source


def draw(graph: Any, rows: Iterable[Row]) -> None:
    """A document that speaks for itself is the source of its claims. A claim with two programmes or posts stands in two rows."""
    for row in rows:
        who = source(graph, row)
        if row["speaker_iri"] is not None:
            join(graph, who, document(graph, row), "reported in")
        _capacity(graph, who, row)
        claim(graph, who, node(graph, row["metric_iri"], "metric", row["metric"]), "claims", row)
        if row["place_iri"] is not None:
            claim(graph, who, node(graph, row["place_iri"], "place", row["place"]), "about", row)
        if row["programme_iri"] is not None:
            claim(graph, who, node(graph, row["programme_iri"], "programme", row["programme"]), "credits", row)


def _capacity(graph: Any, who: str, row: Row) -> None:
    """As what a person speaks: a post and the body it is of, or a body alone."""
    post = row["post_iri"] and node(graph, row["post_iri"], "post", row["post"])
    body = row["body_iri"] and node(graph, row["body_iri"], "body", row["body"])
    if post:
        join(graph, who, post, "holds")
    if body:
        join(graph, post or who, body, "post of" if post else "speaks for")
