"""The year, or the month, of a text that bears no date: the one it calls current, counts up to, opens with or was held in.

Any other year dates nothing, not even the latest: beside 今年 a text names other years, those of somebody's life and of foundings, of goals and of titles.
Of 27 features of 2023 that state no date the latest year was the right one in six.
"""

import re

from kg.dates import iso
from kg.model import Role, Span

_YEAR = r"(?P<year>(?:19|20)\d{2})年"
# 由2015年的…, 2021—2035年: where a stretch or a comparison begins or ends; but 截至2021年6月 is what a text knows
_NAMED = re.compile(rf"(?<![\d到由从自比较与同—~～－-])(?<!(?<!截)至){_YEAR}")
# 2020年是收官之年; 2020年快要过完
_CALLED = re.compile(
    rf"{_YEAR}(?P<what>，?是[^。]{{0,40}}?(?:收官|开局|关键|决胜|攻坚|之年|第一年|周年|一年)|"
    "(?:快要?|即将|就要|行将)(?:过完|过去|结束|收官)|(?:已|接近|临近|步入|进入)(?:过半|尾声|收官))"
)
_OF_ONE = re.compile("[他她我俺咱]")
_UP_TO = re.compile(rf"截[至止]{_YEAR}(?P<month>\d|1[01])月")  # 截至2022年12月 is often said in the year after
_OPENS = re.compile(rf"^[\s　]*{_YEAR}(?P<month>\d{{1,2}})月\d{{1,2}}日[上下]?午?，", re.MULTILINE)
_HELD = re.compile(
    rf"{_YEAR}(?P<month>\d{{1,2}})月\d{{1,2}}日[上下]?午?[^，。；]{{0,8}}?(?:召开|举行|举办|发布会|通报会)"
)  # the meeting that it reports
_OPENING = 300  # characters
_TITLE = re.compile("《[^《》]{1,80}》")
_AIMED = re.compile("(?:力争|争取|确保|计划|规划|预计|有望|目标|[将拟按][在于]?)[^，。；]{0,6}$")
_AIM = re.compile("[底末]?前|[^，。；]{0,6}?(?:将|力争|争取|确保|计划|预计|预期|有望|拟)")
_DAY = re.compile(r"(?<![\d年])(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_PAST = re.compile("[去前]年$")


def latest_time(text: str) -> tuple[Role[str], tuple[Span, ...]] | None:
    """The time that a text tells of itself, with what that rests on; None where it does not, or names a later year that is over.

    >>> texts = "2020年是收官之年。11月5日，云岭县脱贫。", "截至2021年6月底，云岭县脱贫。", "周晓禾1998年毕业，目前养羊。"
    >>> [found[0].value if found else None for found in map(latest_time, texts)]
    ['2020-11', '2021-06', None]
    >>> latest_time("记者从2022年9月6日召开的新闻发布会获悉，云岭县建成学校3所。")[0].value
    '2022-09'
    """
    titles = [match.span() for match in _TITLE.finditer(text)]
    named = [m for m in _NAMED.finditer(text) if not (_is_aim(text, m) or any(start < m.start() < end for start, end in titles))]
    called = [m for m in _CALLED.finditer(text) if not _OF_ONE.search(m["what"])]
    dated = [*_UP_TO.finditer(text), *_OPENS.finditer(text, 0, _OPENING), *_HELD.finditer(text, 0, _OPENING)]
    last = max((m["year"] for m in (*named, *called, *dated)), default="")
    current = next((m for m in called if m["year"] == last), None)
    month = max((m for m in dated if m["year"] == last and iso(int(last), int(m["month"]))), key=_month, default=None)
    told = current or month
    if told is None:
        return None
    anchor, said = Span.at(text, *told.span("year")), _said(text, told)
    days = [
        m
        for m in _DAY.finditer(text)
        if iso(int(last), _month(m), int(m["day"])) and not _PAST.search(text, max(0, m.start() - 2), m.start())
    ]
    latest = max(days, key=lambda m: (_month(m), int(m["day"])), default=None) if current else month
    if latest is None:
        return Role(last, anchor, "document"), (said,)
    span = Span.at(text, *latest.span())
    return Role(f"{last}-{_month(latest):02}", span, "document"), (said, span) if current else (said,)


def _said(text: str, told: re.Match[str]) -> Span:
    """Where a text tells of its time, without the mark and the space round it."""
    words = told.group()
    return Span.at(text, told.end() - len(words.lstrip()), told.start() + len(words.rstrip("，")))


def _month(match: re.Match[str]) -> int:
    return int(match["month"])


def _is_aim(text: str, year: re.Match[str]) -> bool:
    """Whether something is to be reached in a year: 力争2030年达到, 2030年前."""
    return bool(_AIM.match(text, year.end()) or _AIMED.search(text, max(0, year.start() - 12), year.start()))
