"""What was there before more is added to it: 在去年新建6所的基础上，再新建9所."""

import re
from collections.abc import Sequence

from kg.periods import Time

_FOUNDATION = re.compile("(?<!现)在(?P<what>[^。；]{2,40}?)的?基础之?上")
_ONLY = re.compile("(?:仅仅?|只)(?:占|有|为|相当于)[^，。；0-9]{0,10}$")  # 水资源仅占全省的3%: what there is, and no aim
_THERE = re.compile("原有|现有|已经?[^，。；]{2}|以往|先前|此前")


def foundations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where between two offsets stands what something is added to, from 在 to 基础上.

    >>> foundations("今年，在去年新建6所的基础上，再新建9所", 0, 20)
    [(3, 14)]
    """
    if text.find("基础", start, end) < 0:
        return []
    return [match.span() for match in _FOUNDATION.finditer(text, start, end)]


def is_there(text: str, number: int, found: Sequence[tuple[int, int]], times: Sequence[Time], year: int | None) -> bool:
    """Whether the number at ``number`` stands in a foundation that is older than the document's ``year`` or said to be there,
    or is only so much.

    >>> text = "在原有6所的基础上，再新建9所"
    >>> [is_there(text, number, foundations(text, 0, 15), [], 2023) for number in (3, 13)]
    [True, False]
    """
    for start, end in found:
        if start < number < end:
            before = [t.period.end for t in times if start < t.start < number and t.period and t.period.end]
            return bool(_THERE.search(text, start, number)) or bool(before and year and int(before[-1][:4]) < year)
    return _ONLY.search(text, max(0, number - 16), number) is not None


def of_what_is_added(times: Sequence[Time], number: int, found: Sequence[tuple[int, int]]) -> list[Time]:
    """The times that may date the number at ``number``: those of a foundation before it date only what was there."""
    return [t for t in times if not any(start < t.start < end <= number for start, end in found)]
