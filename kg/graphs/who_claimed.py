"""Who claimed what: who → metric, the place and the programmes credited, an edge a claim; person → the post of a body → that body; who → document."""

from kg.graphs.drawing import DOCUMENT, Drawing, Names, Rows


def draw(view: Drawing, rows: Rows) -> None:
    """A document that speaks for itself is the source of its claims. A claim with two programmes or posts stands in two rows."""
    who = view.sources(rows)
    speakers = rows.distinct("speaker_iri", *DOCUMENT, "post_iri", "post", "body_iri", "body")
    view.join(speakers["speaker_iri"], view.documents(speakers), "reported in")
    _capacity(view, speakers["speaker_iri"], speakers)
    view.claims(who, view.nodes(rows, "metric"), "claims", rows)
    view.claims(who, view.places(rows), "about", rows)
    view.claims(who, view.nodes(rows, "programme"), "credits", rows)


def _capacity(view: Drawing, who: Names, rows: Rows) -> None:
    """As what a person speaks: a post in a body, or one of the two alone."""
    posts, bodies = view.posts(rows), view.nodes(rows, "body")
    view.join(who, posts, "holds")
    view.join(posts, bodies, "post of")
    view.join(_where([post is None for post in posts], who), bodies, "speaks for")


def _where(chosen: list[bool], names: Names) -> Names:
    return [name if kept else None for name, kept in zip(names, chosen, strict=True)]
