"""The nodes and edges of a view in an order of their own, and what their attributes are: the same for every format.

Nodes go by name, edges by their ends and key. Sorting a million edges as a whole takes seconds, sorting the few between two nodes none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from operator import itemgetter
from typing import Any, Literal, NamedTuple

Kind = Literal["boolean", "long", "double", "string"]
Attributes = Mapping[str, Any]
Node = tuple[str, Attributes]
Edge = tuple[str, str, str, Attributes]

EVIDENCE = ("claim", "quote", "document", "start", "end")  # what an edge carries that rests on a claim
_KINDS: dict[type, Kind] = {bool: "boolean", int: "long", float: "double"}
_LONG = 2**63
_BATCH = 256
_TELLING = ("code", "home", "body", "date")  # what tells things of one name apart that stand in documents of one title
_KEY = 8  # characters of a digest, which tell two of them apart
_DIGEST = re.compile("[0-9a-f]{20}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def nodes(view: Any) -> list[Node]:
    """Every node with its attributes, by name."""
    return _sorted(view.nodes(data=True))


def edges(view: Any) -> Iterator[Edge]:
    """Every edge as (source, target, key, attributes), by source, target and key."""
    for source, targets in _sorted(view.adjacency()):
        for target, keyed in _sorted(targets.items()):
            for key, data in _sorted(keyed.items()) if len(keyed) > 1 else keyed.items():
                yield source, target, _name(key), data


def attributes_of_edges(view: Any) -> dict[str, "Attribute"]:
    """What each attribute of the edges holds."""
    return attributes(data for _, targets in view.adjacency() for keyed in targets.values() for data in keyed.values())


def _sorted(items: Iterable[tuple[Any, Any]]) -> list[tuple[str, Any]]:
    named = [(name if type(name) is str and name.isascii() else _name(name), value) for name, value in items]
    named.sort(key=itemgetter(0))
    return named


def _name(name: object) -> str:
    text = str(name)
    return text if text.isascii() else storable(text)


class Attribute(NamedTuple):
    """What the values of an attribute are; ``plain`` where every one is text and needs no spelling."""

    kind: Kind
    plain: bool


def attributes(items: Iterable[Attributes]) -> dict[str, Attribute]:
    """What each attribute holds, by name; what is a number here and a word there, or a number too long for 64 bits, is text.

    >>> attributes([{"start": 3, "quote": "新建3所"}, {"start": 12, "unit": None}, {"quote": 3, "sure": True}])["quote"]
    Attribute(kind='string', plain=False)
    """
    types: dict[str, set[type]] = defaultdict(set)
    batches = iter(items)
    while batch := list(islice(batches, _BATCH)):  # few enough to stay in the processor's cache for a second look
        alike: dict[tuple[str, ...], list[Iterable[Any]]] = defaultdict(list)
        for data in batch:
            alike[tuple(data)].append(data.values())
        for names, rows in alike.items():
            for name, column in zip(names, zip(*rows, strict=True), strict=True):
                found = set(map(type, column))
                types[name] |= found
                if int in found and not all(-_LONG <= number < _LONG for number in _extremes(column, found)):
                    types[name].add(str)
    return {name: Attribute(_kind(found), _plain(found)) for name in sorted(types) if (found := types[name] - {type(None)})}


def _extremes(column: Sequence[Any], types: set[type]) -> tuple[int, int]:
    numbers = column if types == {int} else [value for value in column if type(value) is int]
    return min(numbers), max(numbers)


def _kind(types: set[type]) -> Kind:
    return _KINDS.get(next(iter(types)), "string") if len(types) == 1 else "string"


def _plain(types: set[type]) -> bool:
    return all(issubclass(type_, str) for type_ in types)


def spelled(value: object) -> str:
    """A value as text: truth in the spelling of XML and JSON, decimals without exponent.

    >>> spelled(True), spelled(Decimal("1E+3")), spelled(12), spelled("十二")
    ('true', '1000', '12', '十二')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def storable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def visible(value: object) -> str:
    """Text for a label: line breaks and controls become a space, marks that turn the direction of writing go.

    >>> visible("新建\\n3所\\u202e学校 ")
    '新建 3所 学校'
    """
    return _UNSEEN.sub(" ", spelled(value)).strip()


def label(name: str, data: Attributes) -> str:
    """What a node is called."""
    return visible(data.get("label") or name)


def labels(named: Mapping[str, Attributes]) -> dict[str, str]:
    """What each node is called beside the others: of two things of one name also in which document it stands, and as far as these do not tell them
    apart its code, home, body and date, or the last part of its IRI; what has no name goes by that part. A digest is cut to its first characters.

    >>> of_lanxi = {"label": "王军", "type": "person", "title": "岚溪公报"}
    >>> labels({"urn:a": of_lanxi, "urn:b": {**of_lanxi, "title": "岚溪日报"}, "https://example.org/id/text/0f3a9b": {}})
    {'urn:a': '王军（岚溪公报）', 'urn:b': '王军（岚溪日报）', 'https://example.org/id/text/0f3a9b': '…/text/0f3a9b'}
    >>> reports = {f"urn:{year}": {"label": "政府工作报告", "title": "政府工作报告", "date": f"{year}-01-15"} for year in (2021, 2022)}
    >>> labels({**reports, "https://example.org/id/document/yunling": {"label": "政府工作报告", "title": "政府工作报告"}}).values()
    dict_values(['政府工作报告（2021-01-15）', '政府工作报告（2022-01-15）', '政府工作报告（yunling）'])
    >>> labels({"https://example.org/id/place/0f3a9b": {"label": "岚溪县"}, "urn:c": {"label": "岚溪县", "code": "900121"}})
    {'https://example.org/id/place/0f3a9b': '岚溪县（0f3a9b）', 'urn:c': '岚溪县（900121）'}
    """
    called = {name: label(name, data) for name, data in named.items()}
    called |= {name: f"…/{name.split('/')[-2]}/{_end(name)}" for name, shown in called.items() if shown == name and name.count("/") > 3}
    added: dict[str, list[str]] = {}
    for fact in ("title", *_TELLING, ""):
        for alike in _alike(named, called, added):
            told = {name: visible(named[name].get(fact) or "") if fact else _end(name) for name in alike}
            if fact == "title" or len(set(told.values())) > 1:
                for name in alike:
                    if told[name] and told[name] != called[name]:
                        added.setdefault(name, []).append(told[name])
                    elif fact != "title" and name not in added:
                        added[name] = [_end(name)]
    return {name: _with(shown, added.get(name, ())) for name, shown in called.items()}


def _alike(named: Mapping[str, Attributes], called: Mapping[str, str], added: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The nodes that are of one type and called the same, with what has been added to their names."""
    found: dict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
    for name, data in named.items():
        found[type_of(data), called[name], tuple(added.get(name, ()))].append(name)
    return [names for names in found.values() if len(names) > 1]


def _with(shown: str, added: Sequence[str]) -> str:
    return f"{shown}（{'，'.join(added)}）" if added else shown


def _end(name: str) -> str:
    """The last part of an IRI, a digest cut to its first characters."""
    end = name.rpartition("/")[2]
    return f"{end[:_KEY]}…" if _DIGEST.match(end) else visible(end)


def type_of(data: Attributes) -> str:
    return visible(data.get("type") or "thing")


def relation(key: str, data: Attributes) -> str:
    """What an edge says of its ends."""
    return visible(data.get("relation") or key)


def is_doubtful(data: Attributes) -> bool:
    """Whether an edge rests on a claim that is doubtful, or on two of which one is.

    >>> is_doubtful({"confidence": "sure", "other_confidence": "doubtful"}), is_doubtful({"relation": "holds"})
    (True, False)
    """
    return "doubtful" in (data.get("confidence"), data.get("other_confidence"))


def present(data: Attributes) -> dict[str, Any]:
    """The attributes that hold something, by name, each a value of JSON."""
    return {name: _json(data[name]) for name in sorted(data) if data[name] is not None}


def _json(value: Any) -> Any:
    return value if isinstance(value, bool | int | float) else spelled(value)
