"""JSON Graph Format 2 (https://jsongraphformat.info): one directed graph, nodes by id, what an edge rests on in its metadata."""

from collections.abc import Iterator
from typing import IO, Any

from kg.exports.elements import edges, label, nodes, present, relation
from kg.exports.json_lines import dumped, put


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; nodes by name, edges by their ends and key, an element a line."""
    title = view.graph.get("title")
    named = f'"label": {dumped(str(title))}, ' if title else ""
    put(stream, f'{{"graph": {{{named}"directed": true, "nodes": {{', _nodes(view))
    put(stream, '\n}, "edges": [', _edges(view))
    stream.write(b"\n]}}\n")


def _nodes(view: Any) -> Iterator[str]:
    for name, data in nodes(view):
        facts = {key: value for key, value in present(data).items() if key != "label"}
        yield f"{dumped(name)}: {dumped({'label': label(name, data), 'metadata': facts})}"


def _edges(view: Any) -> Iterator[str]:
    for order, (source, target, key, data) in enumerate(edges(view)):
        facts = {name: value for name, value in present(data).items() if name != "relation"}
        yield dumped({"id": str(order), "source": source, "target": target, "relation": relation(key, data), "metadata": facts})
