"""Over which years something grew on average: 由2017年的120亿元增加到2022年的200亿元，年均增长10.8%."""

from collections.abc import Sequence

from kg.claims.comparing import ends_of_change
from kg.model import Claim, Period, Role, Span

OVER_SEVERAL_YEARS = "年均，起讫之年未明 · an average over years that are not told"


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
