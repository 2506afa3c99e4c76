"""Mermaid flowcharts (https://mermaid.js.org/syntax/flowchart.html), for views small enough to stand in a page.

Mermaid itself draws no more than 500 edges and 50,000 characters unless its settings are changed; a view beyond that is refused here, where
the message can say what to do. An edge that rests on a doubtful claim is dotted, and its label says so; what leads neither way has no arrow head. Labels are quoted, and every character that
means something to Mermaid is written by its number.
"""

import re
from typing import IO, Any

from kg.errors import UsageError
from kg.exports.elements import Attributes, edges, is_doubtful, labels, nodes, relation, type_of, visible
from kg.exports.legend import DOUBT, kind_of, leads

_EDGES = 500
_CHARACTERS = 50_000
_MEANING = re.compile(r"""["#&;<>`{}\[\]()|\\%*_~=-]""")
# whether an edge leads, whether it is doubtful
_LINES = {(True, False): "-->", (True, True): "-.->", (False, False): "---", (False, True): "-.-"}
_SHAPES = {"box": ("[", "]"), "ellipse": ("([", "])"), "hexagon": ("{{", "}}"), "diamond": ("{", "}"), "note": ("[[", "]]")}


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; nodes by name, edges by their ends and key. Raises :class:`kg.errors.UsageError` for one too large to be drawn."""
    count = view.number_of_edges()
    if count > _EDGES:
        raise _too_large(f"{count} 条边", f"{count} edges", _EDGES)
    content = "".join(_lines(view))
    if len(content) > _CHARACTERS:
        raise _too_large(f"{len(content)} 个字符", f"{len(content)} characters", _CHARACTERS)
    stream.write(content.encode())


def _lines(view: Any) -> list[str]:
    named = dict(nodes(view))
    called = labels(named)
    ids = {name: f"n{order}" for order, name in enumerate(named)}
    written = ["flowchart LR\n"]
    for name, data in named.items():
        left, right = _SHAPES.get(kind_of(type_of(data)).shape, ("[", "]"))
        written.append(f'  {ids[name]}{left}"{escaped(called[name])}"{right}\n')
    for source, target, key, data in edges(view):
        line = _LINES[leads(relation(key, data)), is_doubtful(data)]
        written.append(f'  {ids[source]} {line}|"{_said(key, data)}"| {ids[target]}\n')
    return written


def _said(key: str, data: Attributes) -> str:
    """The relation, and for what rests on a claim its quote, whether it is doubtful, the document and the offsets there."""
    if not data.get("quote"):
        return escaped(relation(key, data))
    document = str(data.get("document"))
    place = f"{document.partition('/document/')[2] or document} {data.get('start')}–{data.get('end')}"
    return f"{escaped(relation(key, data))}：“{escaped(data['quote'])}”{DOUBT if is_doubtful(data) else ''}<br/>{escaped(place)}"


def escaped(value: object) -> str:
    """Text in a quoted label.

    >>> escaped('增长"3%"; end')
    '增长#34;3#37;#34;#59; end'
    """
    return _MEANING.sub(lambda mark: f"#{ord(mark[0])};", visible(value))


def _too_large(zh: str, en: str, most: int) -> UsageError:
    return UsageError(
        f"这个视图有 {zh}，Mermaid 至多画 {most}", f"this view has {en}, and Mermaid draws {most} at most",
        next_zh="用 --document、--place、--person 或 --year 选一部分，或用 --format svg、dot、gexf",
        next_en="select a part of it with --document, --place, --person or --year, or use --format svg, dot or gexf",
    )  # fmt: skip
