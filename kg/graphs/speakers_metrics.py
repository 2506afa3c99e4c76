"""Who speaks of which metrics: a person, an unnamed source or the document itself → metric, an edge a claim."""

from kg.graphs.drawing import Drawing, Rows


def draw(view: Drawing, rows: Rows) -> None:
    """Each row is a claim."""
    view.claims(view.sources(rows), view.nodes(rows, "metric"), "claims", rows, "place")
