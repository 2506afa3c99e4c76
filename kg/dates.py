"""Dates of the calendar, as precise as they are stated: YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601; XML Schema knows no year 0000)."""

import re

_FORM = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
# 2024年5月16日, 2024/5/16; one mark in a date, so that 2024/5-16 is none
_WRITTEN = re.compile(r"\d{4}(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|(?P<mark>[/.-])\d{1,2}(?:(?P=mark)\d{1,2})?)", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
# what a message says of a date; whole ones, of which a month and a year are the beginning
FORMS = (
    "2024-05-16、2024/5/16、2024.5.16 或 2024年5月16日，也可只到年、月",
    "2024-05-16, 2024/5/16, 2024.5.16 or in Chinese, or its year or month alone",
)


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month.

    >>> days_in_month(2020, 2)
    29
    """
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A year, month or day in its form; None where the calendar has no such one.

    >>> iso(2020, 2, 29), iso(2021, 3), iso(2021, 2, 29), iso(2021, 13), iso(0)
    ('2020-02-29', '2021-03', None, None, None)
    """
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is not None and day is not None and not 1 <= day <= days_in_month(year, month):
        return None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def is_date(words: str) -> bool:
    """Whether ``words`` are a date of the calendar in its form.

    >>> is_date("2020-02-29"), is_date("2020"), is_date("2020-02-30"), is_date("2020-2"), is_date("0000")
    (True, True, False, False, False)
    """
    return bool(_FORM.fullmatch(words)) and iso(*map(int, words.split("-"))) is not None


def written_date(words: str) -> str | None:
    """A date as people write it, in one of :data:`FORMS`, in its form; None where ``words`` are none.

    >>> written_date("2024年5月16日"), written_date("2024/5/16"), written_date("2024年"), written_date("2024-05"), written_date("2023/2/29")
    ('2024-05-16', '2024-05-16', '2024', '2024-05', None)
    >>> written_date("2024.5.16"), written_date("2024/5-16")
    ('2024-05-16', None)
    """
    words = words.strip()
    if is_date(words):
        return words
    return iso(*map(int, _NUMBER.findall(words))) if _WRITTEN.fullmatch(words) else None
