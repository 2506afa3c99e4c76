"""Numerals of Chinese prose, Arabic and Chinese, with what scales them, as exact decimals.

Chinese numerals follow GB/T 15835-2011 (出版物上数字用法); 万 and 亿 multiply whatever stands before them.
"""

import re
from decimal import Decimal

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}

# a figure whose decimals scanning or copying parted: 产量增加到3. 61亿吨; a point of a list stands behind no word, and counts no 亿
PARTED = r"(?<=[一-鿿、])[0-9]{1,5}(?: [.．] ?|[.．] )[0-9]{1,4}(?=万[吨元亩人千平立]|亿|%|％|个百分点|[、和](?:[0-9]{1,5}[.．][0-9]{1,4}[、和])*[0-9.]{1,8}个?(?:百分点|%|％))"
# bounded, so that no run of digits makes a search quadratic
ARABIC = r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}){1,4}(?:[.．][0-9０-９]{1,8})?(?![0-9０-９])|[0-9０-９]{1,16}(?:[.．][0-9０-９]{1,8})?"
SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克伏卡赫])|百(?![帕])"
CHINESE = "[零〇一二两三四五六七八九十百千万亿]{1,16}"

_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_CHINESE = re.compile("[零〇一二两三四五六七八九十百千万亿]+\\Z")


def decimal(text: str) -> Decimal | None:
    """The value of a numeral written in digits, commas allowed; None where it is none.

    >>> decimal("18,130"), decimal("４５.4"), decimal("五")
    (Decimal('18130'), Decimal('45.4'), None)
    """
    if text.isascii() and text.isdigit():
        return Decimal(text)
    plain = text.translate(_FULL_WIDTH).replace(",", "").replace(" ", "")
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def chinese(text: str) -> Decimal | None:
    """The value of a numeral written in Chinese characters; None where it is none.

    >>> chinese("五千五百七十五万"), chinese("两三百"), chinese("十二"), chinese("二〇二〇"), chinese("万")
    (Decimal('55750000'), Decimal('200'), Decimal('12'), Decimal('2020'), Decimal('10000'))
    >>> chinese("十余") is None
    True
    """
    if not _CHINESE.match(text):
        return None
    if all(c in _DIGITS for c in text) and len(text) > 2:
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    for character in text:
        if character in _DIGITS:
            # two digits in a row are an approximation (两三百): the lower one counts
            digit = _DIGITS[character] if digit in (None, 0) else digit
        elif character in _TENS:
            section += (1 if digit is None else digit) * _TENS[character]
            digit = None
        else:
            section += digit or 0
            total = (
                (total + (section or (0 if total else 1))) * _BIG[character]
                if character == "亿"
                else total + (section or 1) * _BIG[character]
            )
            section, digit = 0, None
    return Decimal(total + section + (digit or 0))


def scaled(number: Decimal, scale: str) -> Decimal:
    """A number times the scale word after it.

    >>> scaled(Decimal("13.8"), "万"), scaled(Decimal("3"), "")
    (Decimal('138000'), Decimal('3'))
    """
    return plain(number * SCALES[scale]) if scale else number


def plain(number: Decimal) -> Decimal:
    """The same number without an exponent and without zeros after the decimal point.

    >>> plain(Decimal("138000.0")), plain(Decimal("1E+8"))
    (Decimal('138000'), Decimal('100000000'))
    """
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()
