"""nodes.csv and edges.csv in one ZIP, with the column names that Gephi knows: ``id``, ``label``; ``source``, ``target``."""

from typing import IO, Any

from kg.exports import archive
from kg.exports.elements import attributes, attributes_of_edges, edges, label, nodes


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; nodes by name, edges by their ends and key, attributes by name. An attribute that is None is an empty cell."""
    named = nodes(view)
    of_nodes = [name for name in attributes(data for _, data in named) if name not in ("id", "label")]
    of_edges = [name for name in attributes_of_edges(view) if name not in ("source", "target", "key")]
    archive.write(
        stream,
        {
            "nodes.csv": (
                ("id", "label", *of_nodes),
                *((name, label(name, data), *(data.get(column) for column in of_nodes)) for name, data in named),
            ),
            "edges.csv": _rows(view, of_edges),
        },
    )


def _rows(view: Any, columns: list[str]) -> Any:
    yield ("source", "target", "key", *columns)
    for source, target, key, data in edges(view):
        yield source, target, key, *(data.get(column) for column in columns)
