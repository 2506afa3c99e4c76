"""Text set otherwise than Chinese is printed: half-width marks, straight quotation marks, full-width figures, spaces between scripts, lines
broken at the width of a page, numbers of pages between them.

Pages, chats and copies out of PDF files come so. What is printed is set by GB/T 15834-2011 (marks, their width) and by CLREQ (Requirements for
Chinese Text Layout, W3C; 3.1 marks, 3.2 spaces between scripts, lines). Tables stay as they are.
"""

import re
from collections.abc import Callable, Collection, Iterable

from kg.offsets import OffsetMap, Splice
from kg.typography.lines import breaks, short_lines
from kg.typography.marks import FULL_WIDTH, HAN, PRINTED, set_line
from kg.typography.pages import left_out as page_numbers_left_out
from kg.typography.pages import page_numbers
from kg.typography.quotation_marks import NESTED
from kg.typography.spaces import left_out, parts_thousands, spaced

__all__ = ["FULL_WIDTH", "as_printed", "parts_thousands"]

# what the marks of a line set otherwise show, notes with them; what each of these begins with stands first
_SIGN = re.compile(
    r"(?=[,;:!?()\[•‧∙\-\"＂「『｡０-９Ａ-Ｚａ-ｚ'.])"
    rf"(?:[,;:!?()](?:(?<=[{PRINTED}%].)|(?=[{PRINTED}])|(?<=[0-9],)(?=[0-9]{{3}}))"
    rf"|\[[0-9]|[•‧∙](?<=[{HAN}].)(?=[{HAN}])|--(?=[{HAN}])|[\"＂「『｡０-９Ａ-Ｚａ-ｚ]|'(?=[{HAN}0-9])"
    rf"|\.(?<=[{HAN}%）”]\.)(?=[{HAN}“”\"\s0-9]|$))"
)


def as_printed(text: str, tables: Callable[[], Iterable[int]] = tuple) -> tuple[str, OffsetMap] | None:
    """The text as it would be printed, with the map that leads back; None where it is set so. Lines that begin where ``tables`` says, which is asked
    only then, stay.

    >>> printed, offsets = as_printed('全市 GDP 达 1.2 万亿元, 增长 8 %.\\n市长说:"新建 5 所学校(幼儿园)."')
    >>> printed
    '全市GDP达1.2万亿元，增长8%。\\n市长说：“新建5所学校（幼儿园）。”'
    >>> offsets.span(printed.index("新建"), printed.index("学校"))
    (31, 37)
    >>> as_printed("全市地区生产总值达1.2万亿元，增长8%。") is None
    True
    """
    short = short_lines(text)
    pages = page_numbers(text)
    if not (short or pages or spaced(text) or _SIGN.search(text) or NESTED.search(text)):
        return None
    apart = frozenset(tables())
    pages = page_numbers(text, apart) if pages and apart else pages
    splice = Splice(text)
    position = 0
    gaps = (gap for gap in left_out(text) if not apart or text.rfind("\n", 0, gap[0]) + 1 not in apart)
    gone = {*(breaks(text, apart, [page.start for page in pages]) if short else ()), *gaps, *page_numbers_left_out(text, pages)}
    for start, end in sorted(gone, key=lambda gap: (gap[0], -gap[1])):  # of two that begin together the longer
        if start >= position:
            splice.keep(position, start)
            position = end
    splice.keep(position, len(text))
    joined, offsets = splice.text(), splice.offsets()
    apart = frozenset(offsets.back(start, start + 1)[0] for start in apart)
    printed = _set_lines(joined, apart)
    return (printed, offsets) if printed != text else None


def _set_lines(text: str, apart: Collection[int]) -> str:
    """The text with the lines set as in print that are not, but for those that begin ``apart``."""
    starts = {text.rfind("\n", 0, m.start()) + 1 for sign in (_SIGN, NESTED) for m in sign.finditer(text)}
    pieces: list[str] = []
    position = 0
    for start in sorted(starts.difference(apart)):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        pieces += (text[position:start], set_line(text[start:end]))
        position = end
    return "".join((*pieces, text[position:]))
