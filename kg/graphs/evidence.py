"""Everything behind one claim: what it is about, who said it as what, where the text says so, which bytes the text was read from."""

from kg.graphs.drawing import EVIDENCE, Drawing, Rows

_STATED = {"of", "about", "credits", "counted in", "said by"}  # what a doubt can be of; where the words stand is no matter of doubt


def draw(view: Drawing, rows: Rows) -> None:
    """Each row is one step; ``read_start`` and ``read_end`` are the characters that the step was read from, where it has its own.

    ``confidence`` is that of the claim where it states something, and ``sure`` on the way from it to the bytes, and from its speaker to post and body.
    """
    ends, starts = view.nodes(rows, rows["to_type"], "to"), view.nodes(rows, rows["from_type"], "from")
    facts = list(rows.facts(*EVIDENCE, "confidence", "read_start", "read_end", "inherited", "relation"))
    for step in facts:
        if step["relation"] not in _STATED:
            step["confidence"] = "sure"
    view.state(starts, ends, rows["relation"], facts)
