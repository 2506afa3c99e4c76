"""CSV for Neo4j's own import, in one ZIP (https://neo4j.com/docs/operations-manual/current/import/): columns carry their types.

::

    neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv --multiline-fields=true neo4j

Labels are the types of nodes (``Person``), types of relationships the relations of edges (``REPORTED_IN``).
"""

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from kg.exports import archive
from kg.exports.elements import Attribute, attributes, attributes_of_edges, edges, nodes, relation, type_of


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; nodes by name, relationships by their ends and key, properties by name. An attribute that is None is no property."""
    named = nodes(view)
    of_nodes = {name: a for name, a in attributes(data for _, data in named).items() if name not in ("type", "iri")}
    of_edges = {name: a for name, a in attributes_of_edges(view).items() if name != "relation"}
    archive.write(stream, {"nodes.csv": _nodes(named, of_nodes), "relationships.csv": _relationships(view, of_edges)})


def _nodes(named: list[tuple[str, Mapping[str, Any]]], columns: Mapping[str, Attribute]) -> Iterator[tuple[Any, ...]]:
    yield ("iri:ID", ":LABEL", *_headers(columns))
    for name, data in named:
        yield name, class_name(type_of(data)), *(data.get(column) for column in columns)


def _relationships(view: Any, columns: Mapping[str, Attribute]) -> Iterator[tuple[Any, ...]]:
    yield (":START_ID", ":END_ID", ":TYPE", *_headers(columns))
    for source, target, key, data in edges(view):
        yield source, target, verb(relation(key, data)), *(data.get(column) for column in columns)


def _headers(columns: Mapping[str, Attribute]) -> list[str]:
    return [re.sub(r"\W", "_", name) + ":" + attribute.kind for name, attribute in columns.items()]


def class_name(type_: str) -> str:
    """A label of Neo4j from a type of node.

    >>> class_name("unnamed source"), class_name("文献; DROP")
    ('UnnamedSource', '文献DROP')
    """
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"\W+", type_)) or "Thing"


def verb(relation: str) -> str:
    """A type of relationship of Neo4j from a relation.

    >>> verb("reported in"), verb("; --")
    ('REPORTED_IN', 'RELATED_TO')
    """
    return "_".join(word.upper() for word in re.split(r"\W+", relation) if word) or "RELATED_TO"
