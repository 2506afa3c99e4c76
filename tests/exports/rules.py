"""What the schemas of the formats ask for, as far as these files use them, written from their specifications.

GEXF 1.3: https://gexf.net/schema.html; GraphML 1.0: http://graphml.graphdrawing.org/specification.html; JSON Graph Format 2:
https://jsongraphformat.info. The schemas themselves are not copied here.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

Check = Callable[[str], bool]


def one_of(*words: str) -> Check:
    return lambda value: value in words


def anything(value: str) -> bool:
    return True


def name_token(value: str) -> bool:
    return re.fullmatch(r"[\w.:-]+", value) is not None


def whole(value: str) -> bool:
    return re.fullmatch(r"\d+", value) is not None


def number(value: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


def date(value: str) -> bool:
    return re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", value) is not None


class Rule(NamedTuple):
    """An element: the attributes it must have, those it may have, and its children in order, each with how many there may be at most."""

    must: Mapping[str, Check] = {}
    may: Mapping[str, Check] = {}
    children: tuple[tuple[str, float], ...] = ()
    text: bool = False


MANY = float("inf")
LOCATION = {"{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": anything}
GEXF_TYPES = one_of("integer", "long", "double", "float", "boolean", "string", "anyURI")

GEXF = {
    "gexf": Rule({"version": one_of("1.3")}, LOCATION, (("meta", 1), ("graph", 1))),
    "meta": Rule({}, {"lastmodifieddate": date}, (("creator", 1), ("description", 1))),
    "creator": Rule(text=True),
    "description": Rule(text=True),
    "graph": Rule(
        {},
        {
            "defaultedgetype": one_of("directed", "undirected", "mutual"), "idtype": one_of("integer", "string"),
            "mode": one_of("static", "dynamic", "slice"), "timeformat": one_of("integer", "double", "date", "dateTime"),
            "timerepresentation": one_of("interval", "timestamp"),
        },
        (("attributes", 2), ("nodes", 1), ("edges", 1)),
    ),
    "attributes": Rule({"class": one_of("node", "edge")}, {"mode": one_of("static", "dynamic")}, (("attribute", MANY),)),
    "attribute": Rule({"id": anything, "title": anything, "type": GEXF_TYPES}),
    "nodes": Rule({}, {"count": whole}, (("node", MANY),)),
    "edges": Rule({}, {"count": whole}, (("edge", MANY),)),
    "node": Rule({"id": anything}, {"label": anything}, (("attvalues", 1),)),
    "edge": Rule(
        {"source": anything, "target": anything}, {"id": anything, "label": anything, "kind": anything, "weight": number}, (("attvalues", 1), ("spells", 1))
    ),
    "attvalues": Rule(children=(("attvalue", MANY),)),
    "attvalue": Rule({"for": anything, "value": anything}),
    "spells": Rule(children=(("spell", MANY),)),
    "spell": Rule({}, {"start": date, "end": date}),
}  # fmt: skip

GRAPHML = {
    "graphml": Rule({}, LOCATION, (("key", MANY), ("graph", MANY))),
    "key": Rule(
        {"id": name_token, "for": one_of("node", "edge")},
        {"attr.name": anything, "attr.type": one_of("boolean", "int", "long", "float", "double", "string")},
    ),
    "graph": Rule({"edgedefault": one_of("directed", "undirected")}, {"id": name_token}, (("node", MANY), ("edge", MANY))),
    "node": Rule({"id": name_token}, {}, (("data", MANY),)),
    "edge": Rule({"source": name_token, "target": name_token}, {"id": name_token}, (("data", MANY),)),
    "data": Rule({"key": name_token}, text=True),
}


def broken(element: Element, rules: Mapping[str, Rule], namespace: str) -> list[str]:
    """What an element and those in it do against the rules."""
    name = element.tag.removeprefix(f"{{{namespace}}}")
    if name not in rules:
        return [f"no element {element.tag}"]
    rule = rules[name]
    found = [f"{name} without {attribute}" for attribute in rule.must.keys() - element.attrib.keys()]
    for attribute, value in element.attrib.items():
        check = {**rule.must, **rule.may}.get(attribute)
        if check is None or not check(value):
            found.append(f"{name} with {attribute}={value!r}")
    if not rule.text and (element.text or "").strip():
        found.append(f"{name} with text")
    children = [child.tag.removeprefix(f"{{{namespace}}}") for child in element]
    order = [child for child, _ in rule.children]
    if [child for child in children if child not in order] or sorted(children, key=order.index) != children:
        found.append(f"{name} with {sorted(set(children))} or in another order")
    found += [f"{name} with too many {child}" for child, most in rule.children if children.count(child) > most]
    return found + [fault for child in element for fault in broken(child, rules, namespace)]


def broken_jgf(document: Any) -> list[str]:
    """What a document does against JSON Graph Format 2."""
    found = [] if set(document) == {"graph"} else ["not one graph"]
    graph = document["graph"]
    kinds = {"id": str, "label": str, "directed": bool, "type": str, "metadata": dict, "nodes": dict, "edges": list}
    found += [f"graph with {key}" for key, value in graph.items() if not isinstance(value, kinds.get(key, ()))]
    for node in graph["nodes"].values():
        found += [f"node with {key}" for key, value in node.items() if not isinstance(value, {"label": str, "metadata": dict}.get(key, ()))]
    kinds = {"id": str, "source": str, "target": str, "relation": str, "directed": bool, "label": str, "metadata": dict}
    for edge in graph["edges"]:
        found += [f"edge with {key}" for key, value in edge.items() if not isinstance(value, kinds.get(key, ()))]
        found += [f"edge without {end}" for end in ("source", "target") if edge.get(end) not in graph["nodes"]]
    return found
