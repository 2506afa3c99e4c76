"""Bodies and posts: person → the post of a body → that body, an edge for each document that says so."""

from kg.graphs.drawing import DOCUMENT, Drawing, Rows


def draw(view: Drawing, rows: Rows) -> None:
    """Each row is a person of one document and one of the posts it gives; where it gives none, the person speaks for the body."""
    people = view.nodes(rows, "person", "person", *DOCUMENT, "body", "claims")
    posts, bodies = view.posts(rows), view.nodes(rows, "body")
    without = [person if post is None else None for person, post in zip(people, posts, strict=True)]
    for starts, ends, relation in ((people, posts, "holds"), (posts, bodies, "post of"), (without, bodies, "speaks for")):
        keys = [f"{relation} {document}" for document in rows["document"]]
        view.state(starts, ends, keys, [{**facts, "relation": relation} for facts in rows.facts(*DOCUMENT)])
