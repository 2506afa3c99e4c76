"""How the lines of a drawing run: from side to side in one curve, round the boxes that stand between their ends.

A line whose curve would pass behind a box of a column between goes through that column level, in the nearest room that is free: between two
boxes, above the first or below the last (the dummy nodes of Sugiyama, Tagawa and Toda, 1981). Lines that take one room keep apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.exports.layout import Box, Link

_CLEAR = 4.0  # pixels between a line and a box: half of what parts two boxes of a column
_APART = 4.0  # pixels between lines that go round the same box
_ABOVE, _BELOW = 12.0, 24.0  # room above the first box and below the last of all, before the headings and the legend
_SAMPLES = 24  # points of a curve that are looked at
_HALVINGS = 12  # a quarter of a thousandth of a width, less than a pixel
BEND = 0.45  # how far the handles of a curve reach, of its width


@dataclass(frozen=True, slots=True)
class Level:
    """Where a line crosses a column: from the one side to the other, at a height."""

    start: float
    end: float
    y: float


@dataclass(frozen=True, slots=True)
class _Slot:
    """Boxes one above another, the half of a column where that is folded."""

    left: float
    right: float
    column: tuple[float, float]
    boxes: tuple[tuple[float, float], ...]  # top and bottom of each, from above

    def free(self, y: float) -> bool:
        return all(y <= top - _CLEAR or y >= bottom + _CLEAR for top, bottom in self.boxes)

    def nearest(self, y: float) -> tuple[float, int]:
        """The free height nearest to one, and where there is more room: 1 below it, -1 above it, 0 nowhere."""
        if self.free(y):
            return y, 0
        rooms = [(self.boxes[0][0] - _CLEAR, -1), (self.boxes[-1][1] + _CLEAR, 1)]
        rooms += [((bottom + top) / 2, 0) for (_, bottom), (top, _) in pairwise(self.boxes) if top - bottom >= 2 * _CLEAR]
        return min(rooms, key=lambda room: (abs(room[0] - y), room[0]))


def routes(boxes: Mapping[str, Box], links: Iterable[Link]) -> dict[Link, tuple[Level, ...]]:
    """What each line crosses level on its way, from its source to its target; lines that meet no box are not named."""
    slots = _slots(boxes.values())
    lowest = max((slot.boxes[-1][1] for slot in slots), default=0) + _BELOW
    crossing: dict[Link, list[_Slot]] = {}
    for link in links:
        start, end = boxes[link.source], boxes[link.target]
        between = _between(start, end, slots)
        if any(_met(start, end, slot) is not None for slot in between):
            crossing[link] = between
    heights: dict[tuple[Link, _Slot], float] = {}
    taken: dict[tuple[_Slot, float, int], list[Link]] = {}
    for link, between in crossing.items():
        start, end = boxes[link.source], boxes[link.target]
        for slot in between:
            met = _met(start, end, slot)
            heights[link, slot], side = slot.nearest(_height(start, end, (slot.left + slot.right) / 2) if met is None else met)
            if side:
                taken.setdefault((slot, heights[link, slot], side), []).append(link)
    for (slot, y, side), crowd in taken.items():
        crowd.sort(
            key=lambda link: (
                side * _middle(boxes[link.target]),
                side * _middle(boxes[link.source]),
                link.target,
                link.source,
                link.relation,
            )
        )
        apart = min(_APART, max(0.0, lowest - y if side > 0 else y + _ABOVE) / len(crowd))
        heights |= {(link, slot): y + side * order * apart for order, link in enumerate(crowd)}
    return {link: tuple(_level(slot, heights[link, slot], boxes[link.source]) for slot in between) for link, between in crossing.items()}


def sides(start: Box, end: Box) -> tuple[float, float]:
    """Where the curve of a line begins and ends: at the edges of the columns of its ends."""
    return (start.column[1], end.column[0]) if end.x > start.x else (start.column[0], end.column[1])


def _slots(boxes: Iterable[Box]) -> list[_Slot]:
    found: dict[tuple[tuple[float, float], float], list[Box]] = {}
    for box in boxes:
        found.setdefault((box.column, box.x), []).append(box)
    return [
        _Slot(left, max(box.x + box.width for box in members), column, tuple(sorted((box.y, box.y + box.height) for box in members)))
        for (column, left), members in sorted(found.items())
    ]


def _between(start: Box, end: Box, slots: Sequence[_Slot]) -> list[_Slot]:
    """The boxes of the columns between two others, in the order a line meets them."""
    left, right = sorted((start, end), key=lambda box: box.x)
    inner = [slot for slot in slots if left.column[1] < slot.column[0] and slot.column[1] < right.column[0]]
    return inner if start is left else inner[::-1]


def _met(start: Box, end: Box, slot: _Slot) -> float | None:
    """How high the curve between two boxes meets a box of a slot first; None where it meets none."""
    along = [slot.left + (slot.right - slot.left) * step / _SAMPLES for step in range(_SAMPLES + 1)]
    heights = (_height(start, end, x) for x in (along if slot.left > start.x else along[::-1]))
    return next((y for y in heights if not slot.free(y)), None)


def _height(start: Box, end: Box, x: float) -> float:
    """How high the curve between two boxes runs over a place, found by halving: along it x only grows."""
    first, last = sides(start, end)
    share = (x - first) / (last - first)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        t = (low + high) / 2
        along = 3 * t * (1 - t) ** 2 * BEND + 3 * t * t * (1 - t) * (1 - BEND) + t**3
        low, high = (t, high) if along < share else (low, t)
    rise = 3 * low * low * (1 - low) + low**3
    return _middle(start) + (_middle(end) - _middle(start)) * rise


def _level(slot: _Slot, y: float, start: Box) -> Level:
    return Level(slot.left, slot.right, y) if slot.left > start.x else Level(slot.right, slot.left, y)


def _middle(box: Box) -> float:
    return box.y + box.height / 2
