"""UTF-8 that was shown in another encoding (浜垮厓 or äº¿å…ƒ for 亿元), run by run of characters beyond ASCII.

The characters go back to the bytes they were shown for, and the bytes are read as UTF-8. A run with an odd number of bytes, read two by two,
lost its last one; what that one belonged to stays visible as damaged.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kg.model import Repair
from kg.offsets import OffsetMap
from kg.repair.bytes import LEADS, TRAILS, pair
from kg.repair.mojibake import is_chinese
from kg.repair.splicing import Piece, spliced

_GONE = b"\xff"  # what stands for a character of no known bytes: no byte of UTF-8
_RUN = re.compile(r"[^\x00-\x7f]+(?:\?+[^\x00-\x7f]+)*\??")
_PIECE = re.compile(
    rb"[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|(?P<lost>[\xc2-\xf4][\x80-\xbf]{0,2}[\xff?]?|[\x80-\xff])"
)
_FIRST, _NEXT = range(0xE3, 0xF0), range(0x80, 0xC0)  # bytes of Chinese characters and marks in UTF-8


def misread(text: str) -> tuple[str, OffsetMap, tuple[Repair, ...]] | None:
    """The UTF-8 that was shown as GBK or Latin-1, the map that leads back and what was done; None where ``text`` is no such thing.

    >>> text, offsets, repairs = misread("全市就业三万人".encode().decode("gbk", "replace"))
    >>> text, [(r.certainty, r.was) for r in repairs]
    ('全市就业三万�', [('certain', '鍏ㄥ競灏变笟涓変竾'), ('damaged', '浜�')])
    >>> misread("他写下：“锟”，又写下浜垮。") is None
    True
    """
    bytes_of = _gbk if _shown_as_gbk().search(text) else _latin if _shown_as_latin().search(text) else None
    if bytes_of is None:
        return None
    pieces: list[Piece] = []
    owners: list[int] = []
    position, found = 0, False
    for run in _RUN.finditer(text):
        start, end = run.span()
        pieces += [Piece(kept, 1) for kept in text[position:start]]
        owners += range(position, start)
        position = end
        read = list(_pieces(b"".join(map(bytes_of, run.group()))))
        if _believed(read):
            found = True
            pieces += read
            owners += [index for index in range(start, end) for _ in bytes_of(text[index])]
        else:
            garbled = not is_chinese(run.group()) and ("\ufffd" in run.group() or sum(map(str.isalpha, run.group())) > 1)
            pieces += [Piece(kept, 1, garbled) for kept in run.group()]
            owners += range(start, end)
    pieces += [Piece(kept, 1) for kept in text[position:]]
    owners += range(position, len(text))
    return spliced(text, pieces, owners, "mojibake") if found else None


def _pieces(data: bytes) -> Iterator[Piece]:
    for match in _PIECE.finditer(data):
        lost = match["lost"] is not None
        yield Piece("\ufffd" if lost else match.group().decode(), len(match.group()), lost)


def _believed(pieces: list[Piece]) -> bool:
    """Whether the bytes of a run read as Chinese, apart from a few that are gone."""
    read = [piece.words for piece in pieces if not piece.lost and not piece.words.isascii()]
    return bool(read) and len(read) >= 2 * sum(piece.lost for piece in pieces) and is_chinese(read)


# ---------------------------------------------------------------------------------------------- shown as


def _gbk(shown: str) -> bytes:
    return shown.encode() if shown.isascii() else b"\x80" if shown == "€" else pair(shown) or _GONE


@lru_cache(maxsize=512)
def _latin(shown: str) -> bytes:
    for encoding in ("latin-1", "cp1252"):
        try:
            return shown.encode(encoding)
        except UnicodeEncodeError:
            continue  # the next encoding may have it
    return _GONE


@cache
def _shown_as_gbk() -> re.Pattern[str]:
    """Four characters of UTF-8 in a row, each two of them shown as three of GBK."""

    def shown(leads: range, trails: range) -> str:
        return _one_of(bytes((lead, trail)).decode("gb18030") for lead in leads if lead in LEADS for trail in trails if trail in TRAILS)

    return re.compile(2 * f"{shown(_FIRST, _NEXT)}{shown(_NEXT, _FIRST)}{shown(_NEXT, _NEXT)}")


@cache
def _shown_as_latin() -> re.Pattern[str]:
    """Four characters of UTF-8 in a row, each shown as three of Latin-1 or Windows-1252."""

    def shown(bytes_shown: range) -> str:
        return _one_of(bytes((byte,)).decode(encoding, "ignore") for byte in bytes_shown for encoding in ("latin-1", "cp1252"))

    return re.compile(4 * f"{shown(_FIRST)}{shown(_NEXT)}{{2}}")


def _one_of(characters: Iterable[str]) -> str:
    return f"[{''.join(sorted(set(characters)))}]"  # none of them is ASCII
