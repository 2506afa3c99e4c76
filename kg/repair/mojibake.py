"""GBK that was shown as Latin-1 (ÖÐ¹ú for 中国), pairs that happened to be valid UTF-8 merged into one character.

Each character goes back to the byte or the two bytes it was, and the bytes are read as GBK; the result has to be Chinese.
"""

import re

from kg.characters import common_hanzi, is_hanzi
from kg.model import Repair
from kg.offsets import OffsetMap, Splice
from kg.repair.model import simplified

_QUICK = re.compile("[\\x80-\\u07ff]{6}")
_SHARE = 0.9  # of the characters read that have to be common ones: French or Greek read as GBK has a tenth
_LEAST = 6  # characters that have to come out


def mojibake(text: str) -> tuple[str, OffsetMap, tuple[Repair, ...]] | None:
    """The text that was shown as Latin-1, the map that leads back and what was done; None where ``text`` is no such thing.

    >>> text, offsets, repairs = mojibake("鹤壁市政府工作报告2021".encode("gbk").decode("latin-1"))
    >>> text, offsets.span(0, 3), repairs[0].kind
    ('鹤壁市政府工作报告2021', (0, 6), 'mojibake')
    >>> mojibake("Où êtes-vous, à l'été ?") is None
    True
    """
    if not _QUICK.search(text) or sum(map(is_hanzi, text)) > len(text) // 20:
        return None
    data, owners = bytearray(), []
    for index, character in enumerate(text):
        piece = _received(character)
        data += piece
        owners += [index] * len(piece)
    try:
        read = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    chinese = [c for c in read if not c.isascii()]
    common = common_hanzi()
    good = sum(simplified(c) in common or "\u3000" <= c <= "\u303f" or "\uff01" <= c <= "\uff5e" or c in "“”‘’—…·" for c in chinese)
    if len(chinese) < _LEAST or good < _SHARE * len(chinese):
        return None
    return _aligned(text, read, owners)


def _received(character: str) -> bytes:
    """The byte that a character of Latin-1 or Windows-1252 was, or the bytes of a merged pair."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return character.encode(encoding)
        except UnicodeEncodeError:
            continue  # the next encoding may have it
    return character.encode("utf-8", "replace")


def _aligned(text: str, read: str, owners: list[int]) -> tuple[str, OffsetMap, tuple[Repair, ...]]:
    splice, position, waiting, done = Splice(text), 0, "", 0
    runs: list[tuple[int, int, int, int]] = []  # what was restored, and where it was
    for character in read:
        position += len(character.encode("gb18030"))
        waiting += character
        if position < len(owners) and owners[position] == owners[position - 1]:
            continue  # a merged pair belongs to two characters: they are mapped together
        end = owners[position - 1] + 1
        if waiting == text[done:end]:
            splice.keep(done, end)
        else:
            start = len(splice)
            splice.put(waiting, done, end)
            if runs and runs[-1][1] == start:
                start, _, begin, _ = runs.pop()
            else:
                begin = done
            runs.append((start, len(splice), begin, end))
        waiting, done = "", end
    repairs = (Repair(start, stop, text[begin:end], "mojibake", "certain") for start, stop, begin, end in runs)
    return splice.text(), splice.offsets(), tuple(repairs)
