"""Patterns that are tried only where a cue stands.

A rule that finds a name by its form (a few characters, then 村 or 水库) would be tried at every character of a text, although most
characters are nowhere near what it needs. Its cue is a word that every match holds: a scan for cues costs a few nanoseconds a character,
and the pattern itself is tried only where it may begin, at most ``reach`` characters before a cue. Where the words that patterns are looked
for by in whole texts stand is found for all of them together, the first time that one is asked of a text.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_SPECIAL = frozenset(".^$*+?{}[]()\\")  # what makes a cue more than words
_words: dict[str, None] = {}  # of all patterns that are asked of whole texts


@lru_cache(maxsize=1)
def _automaton(count: int) -> tuple["AhoCorasick", Sequence[str]]:
    """What finds the first ``count`` of the words, and these: words are only added, so that a number tells which there were."""
    from ahocorasick_rs import AhoCorasick, Implementation

    words = list(_words)[:count]
    return AhoCorasick(words, implementation=Implementation.DFA), words


@lru_cache(maxsize=1)  # many patterns are asked of one text, one after the other
def _standing(text: str, count: int) -> Mapping[str, Sequence[int]]:
    """Where each of the first ``count`` words stands in a text, in order."""
    automaton, words = _automaton(count)
    found: dict[str, list[int]] = {word: [] for word in words}
    for index, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        found[words[index]].append(start)
    return found


class _Cue:
    """A cue that is looked for in whole texts: words, apart by |, or another regular expression."""

    def __init__(self, cue: str) -> None:
        self.cue = cue
        self.words = cue.split("|") if _SPECIAL.isdisjoint(cue) else []
        _words.update(dict.fromkeys(self.words))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.cue)

    def places(self, text: str) -> Iterable[int]:
        """Where it stands, in order."""
        if not self.words:
            return (match.start() for match in self._pattern.finditer(text))
        standing = _standing(text, len(_words))
        return sorted(at for word in self.words for at in standing[word])


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


class InText:
    """A regular expression asked of whole texts, every match of which holds a cue that begins at most ``reach`` characters behind the beginning of
    the match.

    It finds what the expression finds by itself, in the same order. The cue are words, apart by |; where they stand is found together with
    those of all other such patterns.

    >>> reservoir = InText("[一-鿿]{2}(?:水库|湖)", cue="水库|湖", reach=2)
    >>> [match.group() for match in reservoir.finditer("青石水库、白水湖和东河镇。")]
    ['青石水库', '白水湖']
    """

    def __init__(self, pattern: str, *, cue: str, reach: int) -> None:
        self.pattern, self.cue, self.reach = pattern, cue, reach
        self._cue = _Cue(cue)

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """The expression by itself."""
        return re.compile(self.pattern)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match, in order and apart, as ``re.Pattern.finditer`` gives them."""
        match, start = self.bare.match, 0
        for at in self._cue.places(text):
            start = max(start, at - self.reach)
            while start <= at:
                found = match(text, start)
                if found:
                    yield found
                start = found.end() if found else start + 1


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
        self._cue = _Cue(cue)

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """The expression by itself."""
        return re.compile(self.pattern)

    @cached_property
    def _ends(self) -> re.Pattern[str]:
        return re.compile(f"[{self.marks}]")

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match, in order and apart, as ``re.Pattern.finditer`` gives them."""
        stop = 0
        for at in self._cue.places(text):
            if at >= stop:
                start = max(text.rfind(mark, max(0, stop - 1), at) for mark in self.marks)
                mark = self._ends.search(text, at)
                stop = mark.end() if mark else len(text)
                yield from self.bare.finditer(text, max(0, start), stop)
