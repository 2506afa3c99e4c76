"""Maps from positions of one text to positions of what it was made from, and back.

A map is a sequence of runs. In an aligned run each target position takes ``step`` source positions (one code point of
UTF-8 Chinese takes three bytes); in a replaced run the whole target stands for the whole source. A map made with
``OffsetMap.later`` works its runs out when the first position is asked for: most texts are read without ever asking.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import starmap
from typing import NamedTuple

_MARK = b"\x01"  # first byte of a stored map: the version of its form


class Run(NamedTuple):
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
    >>> OffsetMap.from_bytes(m.to_bytes()) == m
    True
    """

    __slots__ = ("_runs", "_sources", "_targets", "_work")

    def __init__(self, runs: Iterable[Run] = (), *, _work: Callable[[], Iterable[Run]] | None = None) -> None:
        self._work = _work
        self._runs: tuple[Run, ...] = ()
        self._targets: list[int] = []
        self._sources: list[int] = []
        if _work is None:
            self._fill(runs)

    @classmethod
    def later(cls, work: Callable[[], Iterable[Run]]) -> "OffsetMap":
        """A map whose runs are worked out by ``work`` at first use."""
        return cls(_work=work)

    @classmethod
    def identity(cls, length: int) -> "OffsetMap":
        """The map of a text onto itself.

        >>> OffsetMap.identity(3).span(1, 2)
        (1, 2)
        """
        return cls([Run(0, length, 0, length, True)] if length else [])

    def _fill(self, runs: Iterable[Run]) -> None:
        self._runs = tuple(runs)
        self._targets = [r.target for r in self._runs]
        self._sources = [r.source for r in self._runs]
        self._work = None

    @property
    def runs(self) -> tuple[Run, ...]:
        if self._work is not None:
            self._fill(self._work())
        return self._runs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self.runs == other.runs

    def __hash__(self) -> int:
        return hash(self.runs)

    def __reduce__(self) -> tuple[Callable[[bytes], "OffsetMap"], tuple[bytes]]:
        return OffsetMap.from_bytes, (self.to_bytes(),)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span that the target span ``start:end`` (not empty) was made from; a replaced run counts whole."""
        first = self._at_target(start)
        last = first if end <= first.target + first.length else self._at_target(end - 1)
        begin = first.source + ((start - first.target) * first.step if first.aligned else 0)
        stop = last.source + ((end - last.target) * last.step if last.aligned else last.source_length)
        return begin, stop

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The smallest target span that covers all that was made from the source span ``start:end`` (not empty).

        It is empty where nothing of the target was made from there (a gap: a byte order mark, an HTML tag).
        """
        first, last = self._at_source(start, first=True), self._at_source(end - 1)
        if first is None:
            begin = 0
        elif start >= first.source + first.source_length:
            begin = first.target + first.length
        else:
            begin = first.target + ((start - first.source) // first.step if first.aligned and first.step else 0)
        if last is None:
            return begin, begin
        inside = min(-(-(end - last.source) // last.step), last.length) if last.aligned and last.step else last.length
        return begin, max(begin, last.target + inside)

    def compose(self, below: "OffsetMap") -> "OffsetMap":
        """The map that leads through this one and then through ``below``; worked out at first use.

        >>> repaired = OffsetMap([Run(0, 1, 0, 1, True), Run(1, 1, 1, 5, False)])  # 鹤壁 from 鶴壁(bì)
        >>> utf8 = OffsetMap([Run(0, 2, 0, 6, True), Run(2, 2, 6, 2, True), Run(4, 1, 8, 2, True), Run(5, 1, 10, 1, True)])
        >>> repaired.compose(utf8).span(1, 2)
        (3, 11)
        """
        return OffsetMap.later(lambda: _composed(self, below))

    def to_bytes(self) -> bytes:
        """The map in a compact form that is the same for the same map."""
        out = bytearray(_MARK)
        source = 0
        for run in self.runs:
            even = run.aligned and run.step * run.length == run.source_length
            for number in (run.length << 1 | even, _zigzag(run.source - source), run.step if even else run.source_length):
                _write(out, number)
            source = run.source + run.source_length
        return bytes(out)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "OffsetMap":
        """The map that ``to_bytes`` wrote; ValueError where these bytes are none."""
        if stored[:1] != _MARK:
            raise ValueError("these bytes are no offset map of this version")
        runs, numbers = [], list(_numbers(stored[1:]))
        if len(numbers) % 3:
            raise ValueError("the stored offset map is cut off")
        target = source = 0
        for head, gap, size in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            length, even = head >> 1, bool(head & 1)
            source += (gap >> 1) ^ -(gap & 1)
            taken = size * length if even else size
            runs.append(Run(target, length, source, taken, even))
            target, source = target + length, source + taken
        return cls(runs)

    def _at_target(self, position: int) -> Run:
        runs = self.runs
        index = bisect_right(self._targets, position) - 1
        if index < 0:
            raise IndexError(f"position {position} lies before the first run")
        return runs[index]

    def _at_source(self, position: int, *, first: bool = False) -> Run | None:
        runs = self.runs
        index = bisect_right(self._sources, position) - 1
        while first and index > 0 and runs[index - 1].source + runs[index - 1].source_length > position:
            index -= 1  # parts of one replaced run stand for the same source
        return runs[index] if index >= 0 else None


class Splice:
    """A text made out of pieces of another, in their order: kept, replaced, or left out where no piece covers it.

    >>> splice = Splice("鶴壁(bì)市")
    >>> splice.put("鹤", 0, 1), splice.put("壁", 1, 6), splice.keep(6, 7)
    (None, None, None)
    >>> splice.text(), splice.offsets().span(1, 2)
    ('鹤壁市', (1, 6))
    """

    __slots__ = ("_length", "_pieces", "_runs", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int, int, int, bool]] = []
        self._length = 0

    def keep(self, start: int, end: int) -> None:
        """Take the characters ``start:end`` of the source as they are."""
        self._add(self._source[start:end], start, end, True)

    def put(self, replacement: str, start: int, end: int) -> None:
        """Let ``replacement`` stand for the characters ``start:end`` of the source."""
        self._add(replacement, start, end, False)

    def swap(self, replacement: str, start: int, end: int) -> None:
        """Let each character of ``replacement`` stand for one of the source."""
        self._add(replacement, start, end, True)

    def _add(self, piece: str, start: int, end: int, aligned: bool) -> None:
        if not piece:
            return
        if aligned and self._runs:
            target, length, source, size, before = self._runs[-1]
            if before and source + size == start:
                self._runs[-1] = (target, length + len(piece), source, size + end - start, True)
                self._pieces.append(piece)
                self._length += len(piece)
                return
        self._runs.append((self._length, len(piece), start, end - start, aligned))
        self._pieces.append(piece)
        self._length += len(piece)

    def __len__(self) -> int:
        return self._length

    def text(self) -> str:
        return "".join(self._pieces)

    def offsets(self) -> OffsetMap:
        runs = tuple(self._runs)
        return OffsetMap.later(lambda: starmap(Run, runs))


def _composed(upper: OffsetMap, below: OffsetMap) -> Iterator[Run]:
    lower, index = below.runs, 0
    for run in upper.runs:
        if not run.length:
            continue
        if not run.source_length:
            yield Run(run.target, run.length, below.span(run.source - 1, run.source)[1] if run.source else 0, 0, False)
            continue
        if not run.aligned or run.source_length != run.length:
            yield from _replaced(run, below)
            continue
        target, source, end = run.target, run.source, run.source + run.source_length
        while index and lower[index].target > source:
            index -= 1
        while source < end:
            while lower[index].target + lower[index].length <= source:
                index += 1
            piece = lower[index]
            size = min(end, piece.target + piece.length) - source
            if piece.aligned:
                step = piece.step
                yield Run(target, size, piece.source + (source - piece.target) * step, size * step, True)
            else:
                yield Run(target, size, piece.source, piece.source_length, False)
            target, source = target + size, source + size


def _replaced(run: Run, below: OffsetMap) -> Iterator[Run]:
    """A run that is no plain copy: whole where it was replaced, position by position where it is stretched."""
    if not run.aligned:
        begin, stop = below.span(run.source, run.source + run.source_length)
        yield Run(run.target, run.length, begin, stop - begin, False)
        return
    for offset in range(run.length):
        begin, stop = below.span(run.source + offset * run.step, run.source + (offset + 1) * run.step)
        yield Run(run.target + offset, 1, begin, stop - begin, False)


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _write(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def _numbers(stored: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in stored:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0
    if shift:
        raise ValueError("the stored offset map is cut off")
