"""Dates of the calendar, held to the one of Python."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import days_in_month, is_date, iso, written_date


@pytest.mark.parametrize(("year", "month", "days"), [(2020, 2, 29), (1900, 2, 28), (2000, 2, 29), (2021, 4, 30), (2021, 12, 31)])
def test_month_lengths(year: int, month: int, days: int) -> None:
    assert days_in_month(year, month) == days


@given(st.integers(-1, 10001), st.integers(-1, 14), st.integers(-1, 33))
def test_a_day_is_one_where_the_calendar_has_it(year: int, month: int, day: int) -> None:
    try:
        expected = datetime.date(year, month, day).isoformat()
    except ValueError:
        expected = None
    assert iso(year, month, day) == expected


@pytest.mark.parametrize(
    "words", ["", "0000", "2021-00", "2021-13", "2021-1", "2020-02-30", "2021-04-31", "20210401", "２０２１", "2021-01-01T00:00", "2021\n"]
)
def test_what_is_no_date(words: str) -> None:
    assert not is_date(words)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2024年5月16日", "2024-05-16"), ("2024年5月", "2024-05"), ("2024年", "2024"), ("2024/5/16", "2024-05-16"), ("2024.05.16", "2024-05-16"),
        ("2024/5", "2024-05"), (" 2024-5-6 ", "2024-05-06"), ("2024年2月30日", None), ("2024/2024", None), ("去年", None), ("2024年5月16", None),
        ("2024/5-16", None), ("2024.5/16", None), ("2024年5/16", None),
    ],
)  # fmt: skip
def test_a_date_as_people_write_it(words: str, date: str | None) -> None:
    assert written_date(words) == date
