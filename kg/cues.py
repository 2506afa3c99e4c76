"""Patterns that are tried only where a cue stands.

A rule that finds a name by its form (a few characters, then 村 or 水库) would be tried at every character of a text, although most
characters are nowhere near what it needs. Its cue is a word that every match holds: a scan for cues costs a few nanoseconds a character,
and the pattern itself is tried only where it may begin, at most ``reach`` characters before a cue.
"""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property


class Cued:
    """A regular expression every match of which holds a cue that begins at most ``reach`` characters behind the beginning of the match.

    It finds what the expression finds by itself, in the same order. ``cue`` is a regular expression too, no two matches of which overlap;
    both are compiled at first use. A text is scanned for it several times as fast where each alternative begins with a character (河|山区|湖)
    than where one begins with a set of them ([河湖]|山区), which is tried at every place.

    >>> village = Cued("[一-鿿]{1,3}村", cue="村", reach=3)
    >>> [match.group() for match in village.finditer("云岭村、青石村和东河镇。")]
    ['云岭村', '青石村']
    >>> village.search("云岭镇") is None
    True
    """

    def __init__(self, pattern: str, *, cue: str, reach: int) -> None:
        self.pattern, self.cue, self.reach = pattern, cue, reach

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """The expression by itself."""
        return re.compile(self.pattern)

    @cached_property
    def _match(self) -> Callable[..., re.Match[str] | None]:
        return self.bare.match

    @cached_property
    def _cues(self) -> Callable[..., re.Match[str] | None]:
        return re.compile(self.cue).search

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match between two offsets, in order and apart, as ``re.Pattern.finditer`` gives them."""
        while found := self.search(text, start, end):
            yield found
            start = found.end()

    def earliest(self, text: str, start: int = 0, end: int = sys.maxsize) -> int | None:
        """Where a match between two offsets may begin at the earliest, None where no cue stands."""
        cue = self._cues(text, start, end)
        return max(start, cue.start() - self.reach) if cue else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match between two offsets, None where there is none."""
        match, cues, reach = self._match, self._cues, self.reach
        cue = cues(text, start, end)
        while cue:
            at = cue.start()
            for position in range(max(start, at - reach), at + 1):
                if found := match(text, position, end):
                    return found
            start = at + 1
            cue = cues(text, cue.end(), end)
        return None


class InClauses:
    """A regular expression every match of which lies in one clause and holds a cue that begins there.

    It is tried only in clauses with a cue, and finds what it finds by itself, in the same order. A clause stands between two ``marks``; a match may
    begin with the one and look ahead to the other, and holds none besides.

    >>> row = InClauses("[一-鿿]+(?:、[一-鿿]+)+(?=等村)", cue="等村")
    >>> [match.group() for match in row.finditer("青石、白水，桑园、云台等村。")]
    ['桑园、云台']
    """

    def __init__(self, pattern: str, *, cue: str, marks: str = "，。；") -> None:
        self.pattern, self.cue, self.marks = pattern, cue, marks

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """The expression by itself."""
        return re.compile(self.pattern)

    @cached_property
    def _cues(self) -> re.Pattern[str]:
        return re.compile(self.cue)

    @cached_property
    def _ends(self) -> re.Pattern[str]:
        return re.compile(f"[{self.marks}]")

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match, in order and apart, as ``re.Pattern.finditer`` gives them."""
        stop = 0
        for cue in self._cues.finditer(text):
            at = cue.start()
            if at >= stop:
                start = max(text.rfind(mark, max(0, stop - 1), at) for mark in self.marks)
                mark = self._ends.search(text, at)
                stop = mark.end() if mark else len(text)
                yield from self.bare.finditer(text, max(0, start), stop)
