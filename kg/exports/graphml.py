"""GraphML, written element by element (http://graphml.graphdrawing.org/specification.html).

networkx's own writer puts ``True`` where XML Schema wants ``true``, raises on None and on characters XML cannot hold, and builds the whole
document in memory. Node ids must be XML name tokens, so a node's id is a digest of its name, which stands in the attribute ``iri``.
"""

from collections.abc import Iterator, Mapping
from typing import IO, Any

from kg.exports.elements import Attribute, attributes, attributes_of_edges, edges, nodes
from kg.exports.markup import Record, Template, markup, put, put_lines, text
from kg.vocabulary import digest

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""

Keys = dict[str, str]  # attribute: id


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; nodes by name, edges by their ends and key, attributes by name. An attribute that is None is left out."""
    named = [(name, {"iri": name, **data}) for name, data in nodes(view)]
    ids = {name: digest(name) for name, _ in named}
    of_nodes = attributes(data for _, data in named)
    of_edges = attributes_of_edges(view)
    put(stream, _HEAD, *_declared("node", of_nodes), *_declared("edge", of_edges), '  <graph edgedefault="directed">\n')
    end = markup("</node>\n")
    each = (((ids[name],), data, end) for name, data in named)
    put_lines(stream, each, of_nodes, _template('<node id="%s">', _keys("node", of_nodes)))
    put_lines(stream, _edges(view, ids), of_edges, _template('<edge id="e%s" source="%s" target="%s">', _keys("edge", of_edges)))
    put(stream, "  </graph>\n</graphml>\n")


def _edges(view: Any, ids: Mapping[str, str]) -> Iterator[Record]:
    end = markup("</edge>\n")
    for order, (source, target, _, data) in enumerate(edges(view)):
        yield (str(order), ids[source], ids[target]), data, end


def _keys(domain: str, found: Mapping[str, Attribute]) -> Keys:
    return {name: f"{domain[0]}{order}" for order, name in enumerate(found)}


def _declared(domain: str, found: Mapping[str, Attribute]) -> list[str]:
    keys = _keys(domain, found)
    return [
        f'  <key id="{keys[name]}" for="{domain}" attr.name="{text(name)}" attr.type="{attribute.kind}"/>\n'
        for name, attribute in found.items()
    ]


def _template(opening: str, keys: Keys) -> Template:
    return lambda names: f"    {opening}" + "".join(f'<data key="{keys[name]}">%s</data>' for name in names)
