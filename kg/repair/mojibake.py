"""GBK that was shown as Latin-1 (ÖÐ¹ú for 中国), pairs that happened to be valid UTF-8 merged into one character.

Each character goes back to the byte or the two bytes it was, and the bytes are read as GBK; the result has to be Chinese.
"""

import re
from collections.abc import Collection

from kg.characters import common_hanzi, is_hanzi
from kg.model import Repair
from kg.offsets import OffsetMap
from kg.repair.model import simplified
from kg.repair.splicing import Piece, spliced

_QUICK = re.compile("[\\x80-\\u07ff][\\x80-\\u07ff]{5}")  # apart, the first is scanned for as a set
_SHARE = 0.9  # of the characters read that have to be common ones: French or Greek read as GBK has a tenth
_RARE_AMONG = 3  # common characters beside which a rare one may stand: 不打烊
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
    if len(chinese) < _LEAST or not is_chinese(chinese):
        return None
    return spliced(text, (Piece(c, len(c.encode("gb18030"))) for c in read), owners, "mojibake")


def is_chinese(characters: Collection[str]) -> bool:
    """Whether characters beyond ASCII are what Chinese prose is made of: common characters and its marks, and a rare one among ten or four.

    >>> is_chinese("鹤壁市，"), is_chinese("浜垮厓"), is_chinese("Où")
    (True, False, False)
    """
    common = common_hanzi()
    good = sum(simplified(c) in common or "\u3000" <= c <= "\u303f" or "\uff01" <= c <= "\uff5e" or c in "“”‘’—…·" for c in characters)
    return good >= _SHARE * len(characters) or good == len(characters) - 1 >= _RARE_AMONG


def _received(character: str) -> bytes:
    """The byte that a character of Latin-1 or Windows-1252 was, or the bytes of a merged pair."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return character.encode(encoding)
        except UnicodeEncodeError:
            continue  # the next encoding may have it
    return character.encode("utf-8", "replace")
