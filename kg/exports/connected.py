"""The most connected part of a view: what a page can show of one that is larger, and what was left out."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from kg.exports.elements import type_of
from kg.exports.legend import kind_of

PAGE = 60  # nodes that can be read on one page
_TALLEST = 24  # nodes of one type: what a column takes without being folded
_WORDS = {
    "zh": ("只画了连线最多的 {nodes} 个节点，没有画的有：{types}，以及 {edges} 条边。", "、"),
    "en": ("The {nodes} most connected nodes are drawn; left out are {types}, and {edges} edges.", ", "),
}


def most_connected(view: Any, most: int = PAGE) -> Any:
    """The view, or of a larger one the nodes of each type that are tied most to one another, with ``left_out``, a sentence on the rest, in its ``graph``.

    >>> import networkx
    >>> view = networkx.MultiDiGraph()
    >>> view.add_nodes_from((name, {"type": "person"}) for name in "ab")
    >>> view.add_nodes_from((name, {"type": "metric"}) for name in "xyz")
    >>> _ = view.add_edges_from([("a", "x"), ("a", "x"), ("a", "y"), ("b", "z")])
    >>> part = most_connected(view, 3)
    >>> sorted(part), part.graph["left_out"]
    (['a', 'x'], '只画了连线最多的 2 个节点，没有画的有：人物 1、指标 2，以及 2 条边。')
    """
    if view.number_of_nodes() <= most:
        return view
    near: dict[str, Counter[str]] = defaultdict(Counter)
    for source, target in view.edges():
        near[source][target] += 1
        near[target][source] += 1
    types: dict[str, list[str]] = defaultdict(list)
    for name, data in view.nodes(data=True):
        types[type_of(data)].append(name)
    each = _each({type_: len(names) for type_, names in types.items()}, most)
    kept: set[str] = set()
    for type_ in sorted(types, key=lambda type_: (-sum(near[name].total() for name in types[type_]), type_)):
        tied = {name: sum(count for other, count in near[name].items() if other in kept) for name in types[type_]}
        kept |= set(sorted(types[type_], key=lambda name: (-tied[name], -near[name].total(), str(name)))[:each])
    part = view.subgraph(name for name in kept if not kept.isdisjoint(near[name])).copy()
    part.graph["left_out"] = _left_out(view, part, types)
    return part


def _each(counts: Mapping[str, int], most: int) -> int:
    """How many nodes of each type there is room for, where no type needs more than it has."""
    return next((each for each in range(_TALLEST, 1, -1) if sum(min(count, each) for count in counts.values()) <= most), 1)


def _left_out(view: Any, part: Any, types: Mapping[str, list[str]]) -> str:
    lang = view.graph.get("lang", "zh")
    words, between = _WORDS[lang]
    missing = {kind_of(type_): sum(name not in part for name in names) for type_, names in types.items()}
    told = between.join(f"{kind.zh if lang == 'zh' else kind.en} {count}" for kind, count in sorted(missing.items()) if count)
    return words.format(nodes=part.number_of_nodes(), types=told, edges=view.number_of_edges() - part.number_of_edges())
