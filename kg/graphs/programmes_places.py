"""Which programmes are credited with what in which places: programme → place, an edge a claim."""

from kg.graphs.drawing import Drawing, Rows


def draw(view: Drawing, rows: Rows) -> None:
    """Each row is a claim and one of the programmes it credits."""
    view.claims(view.nodes(rows, "programme"), view.places(rows), "credited in", rows, "metric", "speaker")
