"""Cytoscape JSON, as cytoscape.js and Cytoscape read it (https://js.cytoscape.org/#notation/elements-json).

``name`` is what Cytoscape shows; on nodes ``value`` repeats the name of the node, because networkx looks for it there. Edges and nodes share
one space of ids, so an edge's is a digest.
"""

from collections.abc import Iterator
from typing import IO, Any

from kg.exports.elements import edges, label, nodes, present, relation
from kg.exports.json_lines import dumped, put
from kg.vocabulary import digest


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; nodes by name, edges by their ends and key, an element a line."""
    title = view.graph.get("title")
    opening = {
        "format_version": "1.0", "generated_by": "whoclaims", "target_cytoscapejs_version": "~3.0", "directed": True, "multigraph": True,
        "data": {"name": title} if title else {},
    }  # fmt: skip
    put(stream, dumped(opening)[:-1] + ', "elements": {"nodes": [', _nodes(view))
    put(stream, '\n], "edges": [', _edges(view))
    stream.write(b"\n]}}\n")


def _nodes(view: Any) -> Iterator[str]:
    for name, data in nodes(view):
        yield dumped({"data": {**present(data), "id": name, "value": name, "name": label(name, data)}})


def _edges(view: Any) -> Iterator[str]:
    for source, target, key, data in edges(view):
        ends = {"id": digest(source, target, key), "source": source, "target": target, "key": key}
        yield dumped({"data": {**present(data), **ends, "interaction": relation(key, data)}})
