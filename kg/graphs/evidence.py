"""Everything behind one claim: what it is about, who said it as what, where the text says so, which bytes the text was read from."""

from kg.graphs.drawing import EVIDENCE, Drawing, Rows


def draw(view: Drawing, rows: Rows) -> None:
    """Each row is one step; ``read_start`` and ``read_end`` are the characters that the step was read from, where it has its own."""
    ends, starts = view.nodes(rows, rows["to_type"], "to"), view.nodes(rows, rows["from_type"], "from")
    view.state(starts, ends, rows["relation"], list(rows.facts(*EVIDENCE, "confidence", "read_start", "read_end", "inherited", "relation")))
