"""GraphML, written element by element (http://graphml.graphdrawing.org/specification.html).

networkx's own writer puts ``True`` where XML Schema wants ``true``, raises on None and on characters XML cannot hold, and builds the whole
document in memory. Node ids must be XML name tokens, so a node's id is a digest of its name, which stands in the attribute ``iri``.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import IO, Any

from kg.vocabulary import digest

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""

Keys = dict[str, tuple[str, str]]  # attribute: (id, type)


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; nodes by name, edges by their ends and key, attributes by name. An attribute that is None is left out."""
    nodes = sorted(view.nodes(data=True), key=lambda node: str(node[0]))
    edges = sorted(view.edges(keys=True, data=True), key=lambda edge: (str(edge[0]), str(edge[1]), str(edge[2])))
    of_nodes = _keys((("iri", str(name)) for name, _ in nodes), *(data.items() for _, data in nodes), prefix="n")
    of_edges = _keys(*(data.items() for *_, data in edges), prefix="e")
    _put(stream, _HEAD)
    for domain, keys in (("node", of_nodes), ("edge", of_edges)):
        for name, (key, type_) in keys.items():
            _put(stream, f'  <key id="{key}" for="{domain}" attr.name="{text(name)}" attr.type="{type_}"/>\n')
    _put(stream, '  <graph edgedefault="directed">\n')
    for name, data in nodes:
        _put(stream, f'    <node id="{digest(str(name))}">{_data({"iri": str(name), **data}, of_nodes)}</node>\n')
    for source, target, key, data in edges:
        ends = f'source="{digest(str(source))}" target="{digest(str(target))}"'
        _put(stream, f'    <edge id="{digest(str(source), str(target), str(key))}" {ends}>{_data(data, of_edges)}</edge>\n')
    _put(stream, "  </graph>\n</graphml>\n")


def text(value: object) -> str:
    """A value as XML text; a character that XML cannot hold becomes U+FFFD.

    >>> text("a<b & \\x00"), text(True), text(12)
    ('a&lt;b &amp; �', 'true', '12')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return _FORBIDDEN.sub("\ufffd", plain).translate(_ESCAPES)


def _keys(*attributes: Iterable[tuple[str, Any]], prefix: str) -> Keys:
    """An id and a type for each attribute; what is a number here and a word there is text."""
    types: dict[str, set[str]] = {}
    for items in attributes:
        for name, value in items:
            if value is not None:
                types.setdefault(name, set()).add("boolean" if isinstance(value, bool) else "long" if isinstance(value, int) else "string")
    return {name: (f"{prefix}{i}", kinds.pop() if len(kinds) == 1 else "string") for i, (name, kinds) in enumerate(sorted(types.items()))}


def _data(data: Mapping[str, Any], keys: Keys) -> str:
    return "".join(f'<data key="{keys[name][0]}">{text(data[name])}</data>' for name in sorted(data) if data[name] is not None)


def _put(stream: IO[bytes], line: str) -> None:
    stream.write(line.encode())
