"""The places that claims are about and those they lie in: place → the place around it."""

from kg.graphs.drawing import Drawing, Rows


def draw(view: Drawing, rows: Rows) -> None:
    """Each row is a place; ``claims`` counts those about this very place. Of a selected place only what lies below it is drawn."""
    places = view.nodes(rows, "place", "place", "code", "claims")
    drawn = set(places)
    view.join(places, [around if around in drawn else None for around in rows["within_iri"]], "lies in")
