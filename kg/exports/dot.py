"""DOT for Graphviz (https://graphviz.org/doc/info/lang.html): every name, label and attribute a quoted string, so that no text is read as code.

The types of nodes have shapes of their own, edges that rest on a doubtful claim are dashed, and the title says so; what leads neither way has no arrow
head; what an edge rests on stands in its tooltip and in attributes that Graphviz passes over.
"""

from typing import IO, Any

from kg.exports.elements import EVIDENCE, Attributes, edges, is_doubtful, labels, nodes, relation, type_of, visible
from kg.exports.legend import FONTS, described, kind_of, leads

_DASHED = {"zh": "虚线：说法存疑", "en": "dashed: a doubtful claim"}
_HEAD = """digraph view {{
  graph [charset="UTF-8", rankdir=LR, fontname={font}{title}];
  node [fontname={font}, fontsize=11, style=filled, fillcolor=white];
  edge [fontname={font}, fontsize=9, color="#555555"];
"""


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; nodes by name, edges by their ends and key."""
    dashed = any(is_doubtful(data) for *_, data in view.edges(data=True) if data.get("quote"))
    said = [view.graph.get("title"), _DASHED[view.graph.get("lang", "zh")] if dashed else None]
    title = r"\n".join(quoted(line)[1:-1] for line in said if line)
    _put(stream, _HEAD.format(font=quoted(FONTS[0]), title=f', label="{title}", labelloc=t' if title else ""))
    named = dict(nodes(view))
    called = labels(named)
    for name, data in named.items():
        kind = kind_of(type_of(data))
        looks = f"label={quoted(called[name])}, shape={kind.shape}, color={quoted(kind.line)}, fillcolor={quoted(kind.fill)}"
        _put(stream, f"  {quoted(name)} [{looks}, type={quoted(type_of(data))}];\n")
    for source, target, key, data in edges(view):
        between = relation(key, data)
        looks = f"label={quoted(between)}{'' if leads(between) else ', dir=none'}"
        _put(stream, f"  {quoted(source)} -> {quoted(target)} [{looks}{_evidence(data)}];\n")
    _put(stream, "}\n")


def _evidence(data: Attributes) -> str:
    if not data.get("quote"):
        return ""
    facts = "".join(f", {name}={quoted(data[name])}" for name in (*EVIDENCE, "confidence") if data.get(name) is not None)
    dashes = ", style=dashed" if is_doubtful(data) else ""
    return f"{dashes}, tooltip={quoted(described(data))}{facts}"


def quoted(value: object) -> str:
    r"""A quoted string; a backslash is doubled, because labels read ``\N`` as the name of the node.

    >>> print(quoted('他说"好"];\\N'))
    "他说\"好\"];\\N"
    """
    return '"' + visible(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _put(stream: IO[bytes], line: str) -> None:
    stream.write(line.encode())
