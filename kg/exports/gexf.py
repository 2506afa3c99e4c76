"""GEXF 1.3, written element by element (https://gexf.net/schema.html), with the period a claim is about as the time interval of its edge.

networkx writes GEXF that its schema rejects and that carries today's date. Here the offsets ``start`` and ``end`` stay attributes like any
other, and time stands in spells: from the first day of the period to its last, both included, open where the claim leaves it open.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import IO, Any

from kg.exports.elements import Attribute, attributes, attributes_of_edges, edges, nodes, relation, spelled
from kg.exports.markup import Markup, Record, Template, markup, put, put_lines, text

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>whoclaims</creator>
"""
_GRAPH = '  <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">\n'

_OPENING = '<edge id="%s" source="%s" target="%s" label="%s" kind="%s"'
_EDGE = {False: f"{_OPENING}>", True: f'{_OPENING} weight="%s">'}


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; nodes by name, edges by their ends and key, attributes by name. An attribute that is None is left out."""
    named = nodes(view)
    of_nodes = attributes({name: value for name, value in data.items() if name != "label"} for _, data in named)
    of_edges = attributes_of_edges(view)
    weighed = "weight" in of_edges and of_edges["weight"].kind in ("long", "double")
    if weighed:
        del of_edges["weight"]  # it has an attribute of its own in GEXF
    title = view.graph.get("title")
    put(stream, _HEAD, f"    <description>{text(title)}</description>\n" if title else "", "  </meta>\n", _GRAPH)
    put(stream, *_declared("node", of_nodes), *_declared("edge", of_edges), f'    <nodes count="{len(named)}">\n')
    end = markup("</node>\n")
    each = (((name, str(data.get("label") or name)), data, end) for name, data in named)
    put_lines(stream, each, of_nodes, _template('<node id="%s" label="%s">', of_nodes))
    put(stream, f'    </nodes>\n    <edges count="{view.number_of_edges()}">\n')
    put_lines(stream, _edges(view, weighed), of_edges, _template(_EDGE[weighed], of_edges))
    put(stream, "    </edges>\n  </graph>\n</gexf>\n")


def _edges(view: Any, weighed: bool) -> Iterator[Record]:
    """An edge's heads, attributes and end; ``kind`` keeps Gephi from merging edges that say different things."""
    for order, (source, target, key, data) in enumerate(edges(view)):
        said = data.get("relation") or relation(key, data)
        heads: tuple[str, ...] = (str(order), source, target, said, said)
        if weighed:
            heads = (*heads, spelled(data.get("weight") or 1))
        yield heads, data, _end(data.get("period_start"), data.get("period_end"))


def _declared(domain: str, found: Mapping[str, Attribute]) -> list[str]:
    """The table of attributes; none is no table."""
    rows = [
        f'      <attribute id="{order}" title="{text(name)}" type="{attribute.kind}"/>\n'
        for order, (name, attribute) in enumerate(found.items())
    ]
    return [f'    <attributes class="{domain}" mode="static">\n', *rows, "    </attributes>\n"] if rows else []


def _template(opening: str, found: Mapping[str, Attribute]) -> Template:
    keys = {name: order for order, name in enumerate(found)}

    def template(names: tuple[str, ...]) -> str:
        values = "".join(f'<attvalue for="{keys[name]}" value="%s"/>' for name in names)
        return f"      {opening}<attvalues>{values}</attvalues>"

    return template


# ---------------------------------------------------------------------------------------------- time


@lru_cache(maxsize=4096)
def _end(start: object, end: object) -> Markup:
    first, last = day(start, first=True), day(end, first=False)
    if first and last and last < first:
        first, last = "", ""  # a period that ends before it begins says nothing
    within = (f' start="{first}"' if first else "") + (f' end="{last}"' if last else "")
    return markup(f"<spells><spell{within}/></spells></edge>\n" if within else "</edge>\n")


def day(date: object, *, first: bool) -> str:
    """The first or last day of a year, month or day; nothing for what is no date.

    >>> day("2016", first=True), day("2020-02", first=False), day("2020-02-30", first=True), day(None, first=True)
    ('2016-01-01', '2020-02-29', '', '')
    """
    parts = str(date or "").split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
        return ""
    year, month, number = (int(part) for part in (*parts, *("0", "0")[len(parts) - 1 :]))
    month = month if len(parts) > 1 else 1 if first else 12
    if year < 1 or not 1 <= month <= 12:
        return ""
    longest = monthrange(year, month)[1]
    number = number if len(parts) > 2 else 1 if first else longest
    return f"{year:04}-{month:02}-{number:02}" if 1 <= number <= longest else ""
