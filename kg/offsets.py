"""Maps from positions of one text to positions of what it was made from, and back.

A map is a sequence of runs. In an aligned run each target position takes ``step`` source positions (one code point of
UTF-8 Chinese takes three bytes); in a replaced run the whole target stands for the whole source.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` target positions from ``target`` on stand for ``source_length`` source positions from ``source`` on."""

    target: int
    length: int
    source: int
    source_length: int
    aligned: bool

    @property
    def step(self) -> int:
        return self.source_length // self.length if self.length else 0


class OffsetMap:
    """An immutable, monotonic map between two sequences, by runs without gaps in the target.

    >>> m = OffsetMap([Run(0, 2, 0, 6, True), Run(2, 1, 6, 9, False), Run(3, 2, 15, 2, True)])
    >>> m.span(1, 2), m.span(2, 4), m.back(3, 7)
    ((3, 6), (6, 16), (1, 3))
    """

    __slots__ = ("_sources", "_targets", "runs")

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs = tuple(runs)
        self._targets = [r.target for r in self.runs]
        self._sources = [r.source for r in self.runs]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self.runs == other.runs

    def __hash__(self) -> int:
        return hash(self.runs)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span that the target span ``start:end`` (not empty) was made from; a replaced run counts whole."""
        first, last = self._run(self._targets, start), self._run(self._targets, end - 1)
        begin = first.source + ((start - first.target) * first.step if first.aligned else 0)
        stop = last.source + ((end - last.target) * last.step if last.aligned else last.source_length)
        return begin, stop

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The smallest target span that covers all that was made from the source span ``start:end`` (not empty)."""
        first, last = self._run(self._sources, start), self._run(self._sources, end - 1)
        begin = first.target + (min((start - first.source) // first.step, first.length) if first.aligned and first.step else 0)
        inside = min(-(-(end - last.source) // last.step), last.length) if last.aligned and last.step else last.length
        return begin, last.target + inside

    def _run(self, starts: list[int], position: int) -> Run:
        index = bisect_right(starts, position) - 1
        if index < 0:
            raise IndexError(f"position {position} lies before the first run")
        return self.runs[index]
