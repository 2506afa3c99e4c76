"""Dates of the calendar, held to the one of Python."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import days_in_month, is_date, iso


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
