"""Where things stand in a drawing: a column for each type of node, in the order in which words travel, from bodies and people to places.

Nothing here is drawn by chance: columns come from types (those that nothing ties share one where they are few), and within a type from the depth of its own edges (a district stands beside its
city); rows come from the barycentre heuristic of Sugiyama, Tagawa and Toda (1981), ties from names. Two boxes never overlap, whatever is
written in them, because each is as large as its label. A tall column is folded in two, like bricks: a line to the second half runs between
two boxes of the first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from operator import itemgetter
from typing import Any
from unicodedata import east_asian_width

from kg.errors import UsageError
from kg.exports.elements import Attributes, edges, is_doubtful, labels, nodes, relation, type_of
from kg.exports.legend import described, kind_of, stated

FONT = 13  # pixels
LINE = 18
WITH_VALUES = 30  # lines of a drawing that has room for the values of its claims
VALUE_FONT = FONT - 2
MOST_NODES = 400  # beyond, boxes that can be read fill more than any screen or page
_WIDEST = 13 * FONT  # a label wider than thirteen Chinese characters goes on on the next line
_WIDEST_FOLDED = 24 * FONT  # where there is one line only
_LINES = 3
_TALLEST = 24  # boxes; a column of more is folded
_PAD, _ROW_GAP, _FOLD_GAP, _COLUMN_GAP = 10, 8, 26, 110
_LOW = 16  # boxes of a column that several types share
_VALUES = 26 * FONT  # how wide the values of one line may be
_ARROW = 40  # what a line needs beside them
_CLOSING = "：、，；）》”"  # what may end a line and begins none
_DEEPEST = 5  # columns that one type may take
_SWEEPS = 8

Rank = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A node: what is written in it, what it is, and its place, from its left upper corner; ``column`` is where that begins and ends."""

    name: str
    type: str
    label: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    column: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Link:
    """Edges of one relation between the same two nodes: how many, what each rests on, whether that is doubtful of every one, and which values they claim."""

    source: str
    target: str
    relation: str
    count: int
    evidence: tuple[str, ...]
    doubtful: bool
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column: the types in it, the middle of it, and how wide words may be there."""

    x: float
    width: float
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing before it is drawn; ``values`` stand before the boxes of that name, a line for each of those who claim them."""

    boxes: Mapping[str, Box]
    links: tuple[Link, ...]
    values: Mapping[str, tuple[str, ...]]
    headings: tuple[Heading, ...]
    width: float
    height: float


def arrange(view: Any) -> Layout:
    """Place every node of a view; the same view gets the same places. Raises :class:`kg.errors.UsageError` for one too large to be read."""
    count = view.number_of_nodes()
    if count > MOST_NODES:
        raise UsageError(
            f"这个视图有 {count} 个节点，多于 {MOST_NODES} 个就看不清了", f"this view has {count} nodes, and more than {MOST_NODES} cannot be read",
            next_zh="选一部分，或用 --format gexf 交给 Gephi", next_en="select a part of it, or use --format gexf and Gephi",
        )  # fmt: skip
    named = dict(nodes(view))
    links = _links(view)
    called = labels(named)
    types = {name: type_of(data) for name, data in named.items()}
    rows = _ordered(_merged(_ranks(types, links), links), links, called)
    values = _values(links, called, view.graph.get("lang", "zh")) if len(links) <= WITH_VALUES else {}
    boxes, headings, width = _columns(rows, called, types, values)
    boxes = _level(boxes, links)
    return Layout(boxes, links, values, headings, width, max((box.y + box.height for box in boxes.values()), default=0))


def _links(view: Any) -> tuple[Link, ...]:
    lang = view.graph.get("lang", "zh")
    merged: dict[tuple[str, str, str], list[Attributes]] = defaultdict(list)
    for source, target, key, data in edges(view):
        merged[source, target, relation(key, data)].append(data)
    return tuple(
        Link(
            *ends,
            len(each),
            tuple(described(data) for data in each if data.get("quote")),
            all(map(is_doubtful, each)),
            tuple(dict.fromkeys(stated(data, lang) for data in each if data.get("value") is not None)) if ends[2] == "claims" else (),
        )
        for ends, each in sorted(merged.items(), key=itemgetter(0))
    )


def _values(links: Iterable[Link], called: Mapping[str, str], lang: str) -> dict[str, tuple[str, ...]]:
    """What is claimed of each node, with who claims it where several do; of more than two the first."""
    claimed: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.values:
            claimed[link.target].append(link)
    between, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
    found = {}
    for name, each in claimed.items():
        told = [(called[link.source] + colon if len(each) > 1 else "") + between.join(link.values) for link in each[:2]]
        told[-1] += " …" if len(each) > 2 else ""
        found[name] = tuple(wrap(line, _VALUES, 1)[0] for line in told)
    return found


# ---------------------------------------------------------------------------------------------- columns and rows


def _ranks(types: Mapping[str, str], links: Iterable[Link]) -> dict[str, Rank]:
    """The column of each node: that of its type, then its depth among its own kind."""
    columns = {name: kind_of(type_).column for name, type_ in types.items()}
    inner = [(link.source, link.target) for link in links if columns[link.source] == columns[link.target] and link.source != link.target]
    above: dict[str, set[str]] = {}
    below: dict[str, set[str]] = {}
    for source, target in inner:
        above.setdefault(target, set()).add(source)
        below.setdefault(source, set()).add(target)
    depths: dict[str, int] = {}
    waiting = sorted({end for ends in inner for end in ends})
    level, depth = [name for name in waiting if name not in above], 0
    while len(depths) < len(waiting):
        level = level or [min(name for name in waiting if name not in depths)]  # a circle is cut at its first name
        depths |= dict.fromkeys(level, min(depth, _DEEPEST))
        level, depth = sorted({n for name in level for n in below.get(name, ()) if n not in depths}), depth + 1
    return {name: (column, depths.get(name, 0)) for name, column in columns.items()}


def _merged(ranks: Mapping[str, Rank], links: Sequence[Link]) -> dict[str, Rank]:
    """Columns side by side that nothing ties to each other become one where that is low: fewer lines pass behind boxes then."""
    columns: dict[Rank, list[str]] = {}
    for name, rank in ranks.items():
        columns.setdefault(rank, []).append(name)
    tied = {(ranks[link.source], ranks[link.target]) for link in links}
    tied |= {(target, source) for source, target in tied}
    merged: dict[Rank, Rank] = {}
    group: list[Rank] = []
    for rank in sorted(columns):
        together = sum(len(columns[other]) for other in (*group, rank))
        if together > _LOW or any((other, rank) in tied for other in group):
            group = []
        group.append(rank)
        merged[rank] = group[0]
    return {name: merged[rank] for name, rank in ranks.items()}


def _ordered(ranks: Mapping[str, Rank], links: Iterable[Link], labels: Mapping[str, str]) -> dict[Rank, list[str]]:
    """The nodes of each column from top to bottom, each near the middle of those it is tied to."""
    near: dict[str, list[str]] = {}
    for link in links:
        near.setdefault(link.source, []).append(link.target)
        near.setdefault(link.target, []).append(link.source)
    rows: dict[Rank, list[str]] = {}
    for name in sorted(ranks, key=lambda name: (ranks[name], labels[name], name)):
        rows.setdefault(ranks[name], []).append(name)
    height = {name: _share(order, column) for column in rows.values() for order, name in enumerate(column)}
    for sweep in range(_SWEEPS):
        for rank in sorted(rows, reverse=bool(sweep % 2)):
            means = {name: _mean([height[other] for other in near.get(name, [name])]) for name in rows[rank]}
            rows[rank].sort(key=lambda name: (round(means[name], 9), labels[name], name))
            height |= {name: _share(order, rows[rank]) for order, name in enumerate(rows[rank])}
    return rows


def _share(order: int, column: Sequence[object]) -> float:
    return (order + 0.5) / len(column)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


# ---------------------------------------------------------------------------------------------- places


def _columns(
    rows: Mapping[Rank, list[str]], labels: Mapping[str, str], types: Mapping[str, str], values: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Box], tuple[Heading, ...], float]:
    """A box for each node, column by column from the left, packed from the top."""
    boxes: dict[str, Box] = {}
    headings = []
    x = 0.0
    room = max((ceil(len(names) / (1 + (len(names) > _TALLEST))) for names in rows.values()), default=0)  # boxes one above another
    for _, names in sorted(rows.items()):
        folded = len(names) > max(room, _TALLEST)
        before = max((measure(line) * VALUE_FONT / FONT for name in names for line in values.get(name, ())), default=0)
        x += max(0.0, before + _ARROW - _COLUMN_GAP) if x else before
        wrapped = {name: wrap(labels[name], *((_WIDEST_FOLDED, 1) if folded else (_WIDEST, _LINES))) for name in names}
        width = max(measure(line) for lines in wrapped.values() for line in lines) + 2 * _PAD
        column = (x, x + width * (1 + folded) + _FOLD_GAP * folded)
        y = 0.0
        for order, name in enumerate(names):
            height = LINE * len(wrapped[name]) + _PAD
            left = x + (width + _FOLD_GAP) * (order % 2) * folded
            boxes[name] = Box(name, types[name], labels[name], wrapped[name], left, y, width, height, column)
            y += (height + _ROW_GAP) / (1 + folded)
        room_above = column[1] - column[0] + _COLUMN_GAP - 2 * _PAD
        headings.append(Heading(sum(column) / 2, room_above, tuple(sorted({types[name] for name in names}))))
        x = column[1] + _COLUMN_GAP
    return boxes, tuple(headings), max(0.0, x - _COLUMN_GAP)


def _level(boxes: Mapping[str, Box], links: Iterable[Link]) -> dict[str, Box]:
    """Move the boxes of short columns half way to what they are tied to from where they would be even; a folded one keeps its bricks."""
    near: dict[str, list[str]] = {}
    for link in links:
        near.setdefault(link.source, []).append(link.target)
        near.setdefault(link.target, []).append(link.source)
    columns: dict[tuple[float, float], list[Box]] = {}
    for box in boxes.values():
        columns.setdefault(box.column, []).append(box)
    bottom = max((box.y + box.height for box in boxes.values()), default=0)
    placed = dict(boxes)
    for column in sorted(columns.values(), key=lambda column: (-(column[-1].y + column[-1].height), column[0].x)):
        if len({box.x for box in column}) == 1:
            wished = [
                _mean([placed[o].y + placed[o].height / 2 for o in near.get(box.name, [box.name])]) - box.height / 2 for box in column
            ]
            for box, y in zip(column, _spread(wished, [box.height for box in column], bottom), strict=True):
                placed[box.name] = replace(box, y=y)
    return placed


def _spread(wished: Sequence[float], heights: Sequence[float], bottom: float) -> list[float]:
    """Places near those wished for, in order, without overlap, between the top and the bottom.

    >>> _spread([0, 0, 90], [20, 20, 20], 100)
    [0, 28, 80]
    """
    places: list[float] = []
    for wish, _ in zip(wished, heights, strict=True):
        least = places[-1] + heights[len(places) - 1] + _ROW_GAP if places else 0
        places.append(max(wish, least))
    most = bottom
    for order in range(len(places) - 1, -1, -1):
        places[order] = min(places[order], most - heights[order])
        most = places[order] - _ROW_GAP
    return places


# ---------------------------------------------------------------------------------------------- text


def measure(text: str) -> float:
    """How wide text is, in pixels: a Chinese character is as wide as high, others a little more than half of it.

    >>> measure("鹤壁市"), measure("GDP")
    (39, 21.5)
    """
    return round(sum(FONT if east_asian_width(c) in "WFA" else FONT * 0.55 for c in text), 1)


def wrap(text: str, widest: float = _WIDEST, most: int = _LINES) -> tuple[str, ...]:
    """A label in lines of about the same length, broken after a mark or between words if it can be; what does not go in ends in an ellipsis.

    >>> wrap("云溪县农村生活污水治理设施运行维护管理办法"), wrap("鹤壁这五年：脱贫、改造与增绿"), wrap("岚溪县", 26, 1)
    (('云溪县农村生活污水治理', '设施运行维护管理办法'), ('鹤壁这五年：', '脱贫、改造与增绿'), ('岚…',))
    """
    lines = min(ceil(measure(text) / widest), most)
    for room in range(1, 6):  # a little more than even, so that a break between words can be had without one more line
        limit = min(widest, measure(text) / max(lines, 1) + room * FONT)
        written = _broken(text, limit)
        if len(written) <= lines:
            return written
    written = _broken(text, widest)
    if len(written) <= most:
        return written
    last = written[most - 1]
    while measure(last + "…") > widest:
        last = last[:-1]
    return (*written[: most - 1], last + "…")


def _broken(text: str, limit: float) -> tuple[str, ...]:
    written = []
    while measure(text) > limit:
        line = _first_line(text, limit)
        written.append(line.strip())
        text = text[len(line) :]
    return (*written, text.strip())


def _first_line(text: str, limit: float) -> str:
    """As much of a text as the limit takes, less what follows the last good place to break in its second half; a word or a date stays whole, and a mark
    stays behind its word, where that can be.

    >>> _first_line("政府工作报告（2021-01-15）", 169), _first_line("浚县教育局，淇县", 65), _first_line("新建小学校2021-01-15", 104)
    ('政府工作报告', '浚县教育', '新建小学校')
    """
    cut = 1
    while measure(text[: cut + 1]) <= limit:
        cut += 1
    places = range(cut, cut // 3, -1)
    whole = [place for place in places if text[place] not in _CLOSING and not _inside_a_word(text[place - 1], text[place])]
    good = (place for place in whole if text[place - 1] in _CLOSING + " " or text[place] in "（ ")
    return text[: next(good, None) or next(iter(whole), cut)]


def _inside_a_word(before: str, behind: str) -> bool:
    return all(character.isascii() and (character.isalnum() or character in "-.%") for character in (before, behind))
