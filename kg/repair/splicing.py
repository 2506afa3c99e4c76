"""Pieces of bytes read anew, laid over the characters that the bytes were shown as."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.model import Repair
from kg.offsets import OffsetMap, Splice


@dataclass(frozen=True, slots=True)
class Piece:
    """What ``size`` bytes say; ``lost`` where some of them are gone."""

    words: str
    size: int
    lost: bool = False


def spliced(text: str, pieces: Iterable[Piece], owners: list[int], kind: str) -> tuple[str, OffsetMap, tuple[Repair, ...]]:
    """The text that ``pieces`` make, the map that leads back to ``text``, and the runs that changed; ``owners`` gives the character of each byte.

    >>> text, offsets, repairs = spliced("A浜?", [Piece("A", 1), Piece("\ufffd", 3, True)], [0, 1, 1, 2], "mojibake")
    >>> text, offsets.span(1, 2), repairs[0].certainty
    ('A\ufffd', (1, 3), 'damaged')
    """
    splice, position, waiting, done, lost = Splice(text), 0, "", 0, False
    runs: list[tuple[int, int, int, int, bool]] = []  # what was restored, where it was, and whether some of it is lost
    for piece in pieces:
        position += piece.size
        waiting += piece.words
        lost |= piece.lost
        if position < len(owners) and owners[position] == owners[position - 1]:
            continue  # a character shown for bytes of two: they are mapped together
        end = owners[position - 1] + 1
        if waiting == text[done:end] and not lost:
            splice.keep(done, end)
        else:
            start, begin = len(splice), done
            splice.put(waiting, done, end)
            if runs and runs[-1][1] == start and runs[-1][4] == lost:
                start, _, begin, _, _ = runs.pop()
            runs.append((start, len(splice), begin, end, lost))
        waiting, done, lost = "", end, False
    repairs = (Repair(start, stop, text[begin:end], kind, _certainty(lost)) for start, stop, begin, end, lost in runs)
    return splice.text(), splice.offsets(), tuple(repairs)


def _certainty(lost: bool) -> Literal["certain", "damaged"]:
    return "damaged" if lost else "certain"
