"""When the figures of a table hold: what row, column, caption and title say together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.cells.captions import Caption
from kg.cells.labels import Label
from kg.model import Head, Measure, Period, Role, Span
from kg.periods import Calendar

_STATE = re.compile(r"^(?:年末|期末|年底)")


class Times:
    """The periods of one table. ``columns`` are its labels by column."""

    def __init__(self, head: Head, caption: Caption, calendar: Calendar, columns: Mapping[int, Sequence[Label]]) -> None:
        self.caption = caption.period or _of_title(head, calendar)
        self.published = calendar.published
        self.dated = {
            index: role
            for index, path in columns.items()
            if any(p.period or p.shift for p in path) and (role := self._stated((), (), path))
        }

    def of(
        self, row: Sequence[Label], over: Sequence[Label], column: Sequence[Label], index: int, metric: str, measure: Measure, yearly: bool
    ) -> Role[Period] | None:
        """The period of a figure: its row's and column's together, that of the values beside a growth, else the caption's."""
        role = self._stated(row, over, column)
        if role is None and measure != "level" and not yearly:
            role = self._beside(index)
        role = role or self.caption
        if role and yearly and (role.value.start or "")[:4] == (role.value.end or "")[:4]:
            return None  # the years it is the mean of
        if role and _STATE.match(metric) and measure == "level" and role.value.start == role.value.end and len(role.value.end or "") == 4:
            return replace(role, value=Period(None, role.value.end))
        return role

    @property
    def last(self) -> str:
        """The end of the latest period that a column is of."""
        return max((role.value.end or "" for role in self.dated.values()), default="")

    def _stated(self, row: Sequence[Label], over: Sequence[Label], column: Sequence[Label]) -> Role[Period] | None:
        of_row, of_column = _of(row), _of(column)
        shift = next((label for label in [*reversed(column), *reversed(row)] if label.shift), None)
        if shift and not of_row and not of_column:
            return self._shifted(shift, "column" if shift in column else "row")
        found = [(role, yearless) for role, yearless in (of_column or (None, False), of_row or (None, False)) if role]
        roles = [replace(role, origin="column" if of_column and role is of_column[0] else "row") for role, _ in found]
        years = [yearless for _, yearless in found]
        if len(roles) == 2:
            of_column_, of_row_ = roles
            if years[1] and not years[0]:
                return replace(of_row_, value=in_year(of_row_.value, _year(of_column_.value)))
            if years[0] and not years[1]:
                return replace(of_column_, value=in_year(of_column_.value, _year(of_row_.value)))
            return of_column_
        around = _of(over)
        if len(roles) == 1 and years[0]:
            known = around[0] if around and not around[1] else self.caption
            if known:
                return replace(roles[0], value=in_year(roles[0].value, _year(known.value)))
            past = self.published is not None and (roles[0].value.end or "") <= self.published
            return roles[0] if past else None  # a month of a year that nothing names
        if roles:
            return roles[0]
        return replace(around[0], origin="row") if around else None

    def _shifted(self, label: Label, origin: str) -> Role[Period] | None:
        """上年同期, 本月, 累计: told by the time of the table, or of the column at the left."""
        role = self.caption
        if role is None:
            return None
        period = role.value
        end = period.end or ""
        if "so far" in label.shift:
            period = Period(f"{end[:4]}-01", end) if len(end) == 7 else period
        if "last year" in label.shift:
            period = in_year(period, str(int(end[:4]) - 1) if end else None)
        elif label.shift == "month":
            period = Period(end, end) if len(end) == 7 else period
        elif label.shift == "end":
            period = Period(None, period.end)
        return replace(role, value=period)

    def _beside(self, index: int) -> Role[Period] | None:
        """What grew is the value at the left; of several years side by side the last one."""
        left: list[Role[Period]] = []
        position = index - 1
        while position >= 0 and (position in self.dated or not left):
            if position in self.dated:
                left.append(self.dated[position])
            position -= 1
        if not left:
            return None
        latest = max(left, key=lambda role: role.value.end or "")
        return replace(latest, origin="column")


def _of(labels: Sequence[Label]) -> tuple[Role[Period], bool] | None:
    """The time that labels state, the innermost first; a month under its year is of that year."""
    dated = [label for label in labels if label.period]
    if not dated:
        return None
    last = dated[-1]
    assert last.period
    for label in reversed(dated[:-1]):
        if last.yearless and not label.yearless and label.period:
            return replace(last.period, value=in_year(last.period.value, _year(label.period.value))), False
    return last.period, last.yearless


def _year(period: Period) -> str | None:
    return (period.end or period.start or "")[:4] or None


def in_year(period: Period, year: str | None) -> Period:
    """The same stretch of another year.

    >>> in_year(Period("2022-01", "2022-06"), "2020")
    Period(start='2020-01', end='2020-06')
    """
    if year is None:
        return period
    shift = int(year) - int((period.end or period.start or year)[:4])

    def moved(end: str | None) -> str | None:
        return end and f"{int(end[:4]) + shift}{end[4:]}"

    return Period(moved(period.start), moved(period.end))


def _of_title(head: Head, calendar: Calendar) -> Role[Period] | None:
    """The time in the title of the document: 2021年…统计公报."""
    title = head.title
    if title is None or (title.span and title.span.quote != title.value):
        return None
    for time in calendar.find(title.value, 0, len(title.value)):
        if time.period and time.kind in ("year", "span", "date", "state", "plan"):
            start = title.span.start if title.span else 0
            words = title.value[time.start : time.end]
            span = Span(start + time.start, start + time.end, words) if title.span else None
            return Role(time.period, span, "document" if span else "metadata")
    return None
