"""When what a number states holds, and whether it has come about: each is told by the other."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from kg.claims.averaging import OVER_SEVERAL_YEARS, WITHIN_YEARS, between_ends, of_one_year, within_years
from kg.claims.clauses import Clauses
from kg.claims.comparing import ends_of_change
from kg.claims.context import Named
from kg.claims.dating import OF_ONE_YEAR, UNRESOLVED, Dating, before_change, outlasts
from kg.claims.foundations import is_there
from kg.claims.moods import AFTER_TARGET, goes_on, is_of_a_year_begun, is_target
from kg.claims.sections import Section, find_sections, section_at
from kg.genres import DELIVERED
from kg.model import Claim, Head, Kind, Measure, Period, Role, Span
from kg.periods import Calendar, Time
from kg.sentences import Layout

_FROM_ON = ("起", "开始", "以后", "之后")
_PLANNED = re.compile("计划|原定|目标|任务|要求|将|力争|拟|预计|预期|规划|确保|争取|要")  # what was meant to be, told afterwards
_STOP = re.compile("[。！？]")


class Case(NamedTuple):
    """What is known of a number before its time and mood: its clause, the times that may be its own, how it is
    measured and compared, what it is set ``against``, and where what is ``left`` behind it stands, -1 where nothing is."""

    clauses: Clauses
    number: int
    left: int
    clause: str
    times: list[Time]
    measure: Measure
    named: Named
    base: Role[str] | None
    against: Time | None


class Timing:
    """Says of each number when it holds and whether it is a target, while the claims before it are made."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        head: Head,
        calendar: Calendar,
        dating: Dating,
        claims: list[Claim],
        statement_at: Callable[[int], int | None],
    ) -> None:
        self.text, self.head, self.calendar, self.dating = text, head, calendar, dating
        self.claims, self.statement_at = claims, statement_at
        self.sections = find_sections(layout, head, calendar)

    def of(self, case: Case, given: Role[Period] | None = None) -> tuple[Kind, Role[Period] | None, tuple[str, ...]]:
        """The kind of a number, its period, which may be ``given``, and what is doubtful about it."""
        clauses, section = case.clauses, section_at(self.sections, case.number)
        if section and section.ahead and is_there(self.text, case.number, clauses.foundations, clauses.times, self.calendar.year):
            section = None
        kind = self._kind(case, section)
        if kind == "actual" and section and section.period and self.calendar.is_to_come(section.period.value):
            section = None  # “十四五”时期，要…: what is there has no time
        kind, period, doubts = self._mood(case, kind, self._period(case, section, given))
        return kind, *self._fitting(case, kind, period, doubts)

    def _kind(self, case: Case, section: Section | None) -> Kind:
        """Whether a number is yet to come, by its own sentence and its section; of what it is to come from it is already."""
        topic = self.dating.topic
        ahead = is_target(
            self.text,
            case.clauses.start,
            case.number,
            bool(section and section.ahead) or case.number < case.clauses.goals,
            [*case.times, topic] if topic else case.times,
            self.calendar.published,
            bool(section and not section.ahead and self.head.genre in DELIVERED),
        )
        return "target" if ahead and not case.against and case.left < 0 else "actual"

    def _period(self, case: Case, section: Section | None, given: Role[Period] | None) -> Role[Period] | None:
        """The period of a number: the one ``given``, that of what it is set against, or what the text around it tells."""
        clauses, number, left, base = case.clauses, case.number, case.left, case.base
        period = (
            given
            or (self._dated(case.against) if case.against else None)
            or self._between_ends(base)
            or self._told(case, section, "change" if left >= 0 else case.measure)
        )
        if period is None and base and base.value.endswith(("比去年", "较去年")):
            period = self._of_this_year(base)
        if period is None and number < clauses.goals:
            period = self._of_goal(clauses)
        if period and left >= 0 and not (period.span and left < period.span.start < number):
            there = self._told(case, section, "level")
            period = before_change(period, there is not None and there.value.start is None)
        return period

    def _told(self, case: Case, section: Section | None, measure: Measure) -> Role[Period] | None:
        """The period that the times of the sentence, its paragraph and its section tell, were the number of this measure."""
        name = case.named.metric.value.name
        return self.dating.period(case.number, case.clauses.start, case.times, section, name, measure, case.clause)

    def _mood(self, case: Case, kind: Kind, period: Role[Period] | None) -> tuple[Kind, Role[Period] | None, tuple[str, ...]]:
        """What kind of number it is, by when it holds, and when it holds, by what kind it is."""
        doubts = case.named.doubts
        if (
            kind == "actual"
            and period
            and period.span
            and self.calendar.has_just_begun(period.value)
            and not case.against
            and case.left < 0
        ):
            grew = case.measure in ("growth", "change")
            begun = is_of_a_year_begun(self.text, period.span, case.number, case.named.metric.value.name, grew)
            kind = "target" if begun else kind
        if kind == "target" and period and self.calendar.is_over(period.value) and not _PLANNED.search(case.clause):
            kind = "actual"
        if kind == "target" and period and period.span and period.span.quote.endswith(_FROM_ON):
            open_ended = period.value.end == self.calendar.published  # 从今年起，每年新建3座
            period = replace(period, value=Period(period.value.start, None)) if open_ended else period
        if kind == "actual" and period and period.span:
            period = Role(self.calendar.come_about(period.value, period.span.quote), period.span, period.origin)
        carried = period is None or period.origin == "paragraph"
        if kind == "actual" and case.left < 0 and carried and self._behind_target(case.clauses):
            more = goes_on(self.text, case.clauses.start, case.number)
            kind = "target" if more else kind
            doubts = (*doubts, AFTER_TARGET) if more is None else doubts
        return kind, period, doubts

    def _fitting(
        self, case: Case, kind: Kind, period: Role[Period] | None, doubts: tuple[str, ...]
    ) -> tuple[Role[Period] | None, tuple[str, ...]]:
        """The period where it fits how the number is told, else none and a doubt."""
        if case.named.phrase.yearly and case.measure != "level":
            period = between_ends(self.text, self.claims, case.clauses.start) or period
            if period and of_one_year(period.value) and (kind == "actual" or period.value.start):
                period, doubts = None, (*doubts, OVER_SEVERAL_YEARS)
        if period is None and self.calendar.year and any(_is_untold(t) and t.end <= case.number for t in case.times):
            doubts = (*doubts, UNRESOLVED)  # 次年新建3座
        if period and case.base and outlasts(period.value, case.base.value):
            period, doubts = None, (*doubts, OF_ONE_YEAR)
        if case.left < 0 and within_years(self.text, case.clauses.start, case.number, period):
            period, doubts = None, (*doubts, WITHIN_YEARS)
        return period, doubts

    def _behind_target(self, clauses: Clauses) -> bool:
        """Whether the sentence right before, of the same paragraph, ends with a target: 今年计划投资12亿元。新建学校5所."""
        last = next((claim for claim in reversed(self.claims[-8:]) if claim.number.start < clauses.start), None)
        if last is None or last.kind != "target" or self.statement_at(last.number.start) != self.statement_at(clauses.start):
            return False
        between = self.text[last.number.end : clauses.start]
        return "\n" not in between and len(_STOP.findall(between)) <= 1

    def _of_goal(self, clauses: Clauses) -> Role[Period] | None:
        """The time for which numbers are called goals behind them: …，是明年的任务."""
        time = next((t for t in clauses.times if t.start >= clauses.goals and t.period), None)
        return Role(time.period, Span.at(self.text, time.start, time.end), "sentence") if time and time.period else None

    def _dated(self, comparison: Time) -> Role[Period] | None:
        """The time that a comparison names: 比去年, 较2020年."""
        found = self.calendar.find(self.text, comparison.start + 1, comparison.end)
        if len(found) != 1 or not found[0].period:
            return None
        return Role(found[0].period, Span.at(self.text, found[0].start, found[0].end))

    def _of_this_year(self, base: Role[str]) -> Role[Period] | None:
        """What is compared with 去年 is of the year in which the document appeared, which it does not say otherwise."""
        year = self.calendar.year
        return Role(Period(str(year), str(year)), base.span, "sentence") if year else None

    def _between_ends(self, base: Role[str] | None) -> Role[Period] | None:
        """A growth from the first to the second of two dated numbers is of the time between: 由2020年的…提高到2022年的…，增长19.3%."""
        ends = ends_of_change(self.claims) if base and base.origin and base.span else None
        if base is None or ends is None:
            return None
        first, then = (claim.period for claim in ends)
        if not (first and then and first.span and first.span == base.span and then.span):
            return None
        stretch = Span.at(self.text, min(first.span.start, then.span.start), max(first.span.end, then.span.end))
        return Role(Period(first.value.start, then.value.end), stretch)


def _is_untold(time: Time) -> bool:
    """Whether nothing tells which year or day a time is: 次年."""
    return time.period is None and time.kind in ("year", "date")
