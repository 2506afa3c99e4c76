"""Bytes in an encoding but for a few: a file that was cut inside a character, a line that came from elsewhere.

Each stretch of bytes that is no character becomes one U+FFFD, which repair names as damaged.
"""

import re
from dataclasses import dataclass

_GAP = re.compile("[\udc80-\udcff]+")  # undecodable bytes, as PEP 383 has them
_FEW = 4  # characters beyond ASCII to each byte that is none: a text in another encoding has less than one
_CUT = 3  # bytes that the last character of a cut file has at most


@dataclass(frozen=True, slots=True)
class Gapped:
    """A text, and the stretches of bytes ``start:end`` that its replacement characters stand for, in order."""

    text: str
    gaps: tuple[tuple[int, int], ...]


def gapped(data: bytes, encoding: str) -> Gapped | None:
    """``data`` read in an encoding that does not fit a few of its bytes; None where they are not few.

    >>> gapped("云溪县新建学校3所。".encode()[:-1], "utf-8")
    Gapped(text='云溪县新建学校3所�', gaps=((25, 27),))
    >>> gapped("云溪县新建学校3所。".encode("gbk"), "utf-8") is None
    True
    """
    shown = data.decode(encoding, "surrogateescape")
    pieces, gaps, position, start = [], [], 0, 0
    for gap in _GAP.finditer(shown):
        position += len(shown[start : gap.start()].encode(encoding))
        pieces.append(shown[start : gap.start()])
        gaps.append((position, position + len(gap.group())))
        position, start = gaps[-1][1], gap.end()
    text = "\ufffd".join([*pieces, shown[start:]])
    lost = sum(end - begin for begin, end in gaps)
    cut = len(gaps) == 1 and gaps[0][1] == len(data) and lost <= _CUT
    if not cut and sum(not c.isascii() for c in text) - len(gaps) < _FEW * lost:
        return None
    return Gapped(text, tuple(gaps))
