"""Numbers that something came from and went to, and the times of both: 由2005年的5∶1缩小到2.6∶1."""

import re
from itertools import pairwise, takewhile

from kg.claims.clauses import Clauses
from kg.claims.comparing import CAME_TO
from kg.claims.foundations import of_what_is_added
from kg.mentions import metrics
from kg.mentions.quantities import Quantity
from kg.periods import Time

_FROM = re.compile("[由从]")
_SET_AGAINST = re.compile(f"(?:{metrics.ABOVE}|{metrics.BELOW}|超|突破|不到|赶上|达到|稳定在|保持在|维持在)$")
_ITS = re.compile("(?:同期|全年)?的(?:[约近超]|超过)?")


def left_behind(clauses: Clauses, quantity: Quantity) -> int:
    """Where the words begin that tell a number to be what something came from (标准由4260元提高到5040元), -1 where none do.

    >>> from kg.periods import Calendar
    >>> from kg.sentences import Layout
    >>> text = "标准由4260元提高到5040元。"
    >>> clauses = Clauses(text, Layout(text).sentences[0], Calendar("2023"))
    >>> [left_behind(clauses, quantity) for quantity in clauses.quantities]
    [2, -1]
    """
    text, begin = clauses.text, clauses.clause_start(quantity.number_start)
    start = max(text.rfind("由", begin, quantity.span.start), text.rfind("从", begin, quantity.span.start))
    if start < 0:
        return -1
    listed = [q.span for q in clauses.quantities if q.span.start > start]  # 分别由580元、4260元提高到630元、5040元
    joined = takewhile(lambda pair: text[pair[0].end : pair[1].start] in ("、", "和", "及", "∶", ":", "："), pairwise(listed))
    last = next(reversed([then for _, then in joined]), listed[0] if listed else None)
    return start if last and quantity.span.start <= last.start and CAME_TO.match(text, last.end) else -1


def times_of(clauses: Clauses, number: int) -> list[Time]:
    """The times that may speak of the number at ``number``: 由2005年的5:1缩小到2.6:1，缩小… dates what stands before the change only.

    >>> from kg.periods import Calendar
    >>> from kg.sentences import Layout
    >>> text = "产量由2015年的3万吨增加到5万吨。"
    >>> clauses = Clauses(text, Layout(text).sentences[0], Calendar("2023"))
    >>> [len(times_of(clauses, quantity.number_start)) for quantity in clauses.quantities]
    [1, 0]
    """
    if not clauses.times:
        return []
    text = clauses.text
    times = of_what_is_added(clauses.times, number, clauses.foundations) if clauses.foundations else clauses.times
    before = [q for q in clauses.quantities if q.span.end <= number]
    came = before and CAME_TO.search(text, before[-1].span.end, number)
    part = text.rfind("；", clauses.start, number) if came else -1
    begin = clauses.clause_start(number)
    opens = not (before and before[-1].span.end > begin) and _FROM.search(text, begin, number)
    kept = []
    for time in times:
        if (time.start < part and not _frames(text, time)) or (opens and time.end <= begin and text[time.start - 1] in "到至为"):
            continue  # 由2014年的3万人减少到2018年的1万人，贫困率由10%…: not of 2018
        first = next((q for q in clauses.quantities if q.span.start >= time.end), None)
        if first and first.span.end <= number and _of_one(text, time, first.number_start):
            continue  # 超过去年的98万吨，达到100万吨
        ended = text[time.start - 1] in "由从" and first and first.span.end <= number
        if not (ended and first and CAME_TO.search(text, first.span.end, number)):
            kept.append(time)
    return kept


def _frames(text: str, time: Time) -> bool:
    """Whether a stretch with both its ends is what all parts of a sentence are about: 2013年至2022年，…；…."""
    period = time.period if time.kind == "span" else None
    return period is not None and bool(period.start and period.end) and text.startswith("，", time.end)


def _of_one(text: str, time: Time, number: int) -> bool:
    """Whether a time dates only the number at ``number``, which another one is set against: 超过去年的98万吨."""
    return bool(_SET_AGAINST.search(text, max(0, time.start - 3), time.start) and _ITS.fullmatch(text, time.end, number))
