"""Text of hostile documents made safe to print, and numbers as a reader writes them.

A terminal obeys control characters (ECMA-48) and reorders text at bidirectional controls (Unicode UAX 9), so both are shown, not sent.
"""

import re
from decimal import Decimal

from kg.answers import Cell

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def printable(text: str) -> str:
    """Text with every character that would steer a terminal shown instead.

    >>> printable("红\\x1b[31m字\\u202e\\n")
    '红␛[31m字<U+202E>␊'
    """
    return _CONTROL.sub(_shown, text)


def flat(text: str) -> str:
    """Printable text on one line: runs of space become one space.

    >>> flat(" 第一段\\n\\u3000第二段 ")
    '第一段 第二段'
    """
    return printable(" ".join(text.split()))


def number(value: int | Decimal) -> str:
    """A number with thousands separated, its decimals as the source gave them.

    >>> number(Decimal("138000")), number(Decimal("-6.80")), number(Decimal("1E+3"))
    ('138,000', '-6.80', '1,000')
    """
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def written(cell: Cell) -> str:
    """A cell as text for a program: nothing added, nothing lost but the kind.

    >>> written(Decimal("1E+3")), written(True), written(None)
    ('1000', 'true', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
