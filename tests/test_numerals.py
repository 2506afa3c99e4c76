from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.numerals import chinese, decimal, plain, scaled

DIGITS = "零一二三四五六七八九"


def spoken(n: int) -> str:
    """A number below 10^12 in Chinese characters, as GB/T 15835 writes it."""
    if n >= 10**8:
        rest = n % 10**8
        return spoken(n // 10**8) + "亿" + (("零" if rest < 10**7 else "") + spoken(rest) if rest else "")
    if n >= 10**4:
        rest = n % 10**4
        return spoken(n // 10**4) + "万" + (("零" if rest < 1000 else "") + spoken(rest) if rest else "")
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return words


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_every_whole_number_survives_the_round_trip(n: int) -> None:
    assert chinese(spoken(n)) == n


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千", 2000),
        ("三万六千", 36000),
        ("两三百", 200),
        ("百万", 1000000),
        ("二〇二一", 2021),
        ("五千五百七十五万", 55750000),
    ],
)
def test_chinese_numerals(words: str, value: int) -> None:
    assert chinese(words) == value


@pytest.mark.parametrize("words", ["", "十余", "几十", "abc", "12", "百分"])
def test_what_is_no_chinese_numeral(words: str) -> None:
    assert chinese(words) is None


@given(st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False))
def test_digits_survive_the_round_trip(value: Decimal) -> None:
    assert decimal(f"{value:,}") == value
    assert decimal(f"{value:,}".translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))) == value


@given(st.text(max_size=30))
def test_no_string_makes_it_fail(text: str) -> None:
    chinese(text)
    decimal(text)


def test_scales_multiply_without_an_exponent() -> None:
    assert str(scaled(Decimal("13.80"), "万")) == "138000"
    assert str(scaled(Decimal("1.2345"), "万亿")) == "1234500000000"
    assert str(plain(Decimal("2.30"))) == "2.3"
