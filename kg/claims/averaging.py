"""Over which years something grew on average or is to come about: 由2017年的120亿元增加到2022年的200亿元，年均增长10.8%; 力争三年内新建20座."""

import re
from collections.abc import Sequence

from kg.claims.comparing import ends_of_change
from kg.model import Claim, Period, Role, Span

OVER_SEVERAL_YEARS = "年均，起讫之年未明 · an average over years that are not told"

WITHIN_YEARS = "“几年内”止于何年未明 · within so many years, the last of which is not told"
_MANY_YEARS = "(?:[2-9]|[两二三四五六七八九十])年"
_WITHIN = re.compile(f"(?:(?<![0-9一二三四五六七八九十]){_MANY_YEARS}[之以]?内|用{_MANY_YEARS}时间(?![^；，]*的))(?=[^；]*$)")


def within_years(text: str, start: int, number: int, period: Role[Period] | None) -> bool:
    """Whether the number at ``number`` of the sentence from ``start`` comes about within so many years (三年内, 用三年时间), and has no time of several
    years, nor one behind those words.

    >>> text = "力争三年内新建20座"
    >>> within_years(text, 0, 7, None), within_years(text, 0, 7, Role(Period("2016", "2020"), None))
    (True, False)
    """
    if text.find("年", start, number) < 0 or (period and not of_one_year(period.value)):
        return False
    said = _WITHIN.search(text, start, number)
    return said is not None and not (period and period.span and said.end() <= period.span.start < number)


def between_ends(text: str, earlier: Sequence[Claim], since: int) -> Role[Period] | None:
    """The years from the first to the last of two dated numbers behind ``since``, which what grew yearly behind them grew over."""
    ends = ends_of_change(earlier)
    if ends is None or ends[0].number.start < since or ends[0].metric.value != ends[1].metric.value:
        return None
    first, then = (claim.period for claim in ends)
    if first is None or then is None or first.span is None or then.span is None or first.span == then.span:
        return None
    begin, end = first.value.start, then.value.end
    if not (begin and end and begin[:4] < end[:4]):
        return None
    return Role(Period(begin, end), Span.at(text, min(first.span.start, then.span.start), max(first.span.end, then.span.end)))


def of_one_year(period: Period) -> bool:
    """Whether a period is no longer than a year, so that nothing grew yearly in it.

    >>> of_one_year(Period("2022", "2022")), of_one_year(Period(None, "2022")), of_one_year(Period("2017", "2022"))
    (True, True, False)
    """
    return not period.start or not period.end or period.start[:4] == period.end[:4]
