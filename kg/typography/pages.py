"""Numbers of pages that stand alone between lines, as copies out of PDF files have them: — 12 —, 第 3 页 共 12 页, 12."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

_SPACE = "[ \t\f\u00a0\u3000]*"
_ALONE = (
    rf"{_SPACE}(?:[-—–－]{{1,2}}{_SPACE}[0-9]{{1,4}}{_SPACE}[-—–－]{{1,2}}"  # — 12 —
    rf"|第{_SPACE}[0-9]{{1,4}}{_SPACE}页(?:[ ，,/]*共{_SPACE}[0-9]{{1,4}}{_SPACE}页)?"  # 第 3 页 共 12 页
    rf"|(?P<bare>[0-9]{{1,3}})){_SPACE}(?![^\n])"
)
_FIRST, _LATER = re.compile(_ALONE), re.compile("\n" + _ALONE)
_LINES, _WIDTH = 5, 12  # of a page of prose at least, and characters of such a line on the average
_OPENING = 8  # characters that tell an item of a list
_SENTENCES = re.compile("[。；]")
_ENDED = "。！？：；!?:;”）"
_MARK = re.compile("[，。；：、,;:]")
_ITEM = re.compile("[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[）)、]|[.．](?![0-9]))|[一二三四五六七八九十]是|[●·•◆▲*-]")


class PageNumber(NamedTuple):
    """The line of the number of a page: where it begins and ends; where the number is all that stands there, ``bare`` is that."""

    start: int
    end: int
    bare: int | None


def page_numbers(text: str, apart: Collection[int] = ()) -> list[PageNumber]:
    """The lines that are numbers of pages. Bare figures are where each is one more than the one before and a page of prose lies between; those of
    tables, the lines that begin ``apart``, are none.

    >>> text = "一年来，全县新建学校3所。\\n— 1 —\\n改建医院5家。\\n12\\n修路8公里。"
    >>> [text[page.start : page.end] for page in page_numbers(text)]
    ['— 1 —']
    """
    lines = chain(filter(None, [_FIRST.match(text)]), _LATER.finditer(text))
    found = [PageNumber(m.start() + m[0].startswith("\n"), m.end(), int(m["bare"]) if m["bare"] else None) for m in lines]
    found = [page for page in found if page.start not in apart]
    bare = [page for page in found if page.bare is not None]
    following = [(here, there) for here, there in pairwise(bare) if _follows(text, here, there)]
    numbering = {page for pair in following for page in pair}
    return [page for page in found if page.bare is None or page in numbering]


def _follows(text: str, here: PageNumber, there: PageNumber) -> bool:
    """Whether bare figures are the numbers of two pages one after the other."""
    between = text[here.end : there.start]
    lines = [line for line in between.split("\n") if line.strip()]
    prose = len(lines) >= _LINES and sum(map(len, lines)) >= _WIDTH * len(lines) and _SENTENCES.search(between) is not None
    return there.bare == (here.bare or 0) + 1 and prose


def left_out(text: str, pages: Sequence[PageNumber]) -> Iterator[tuple[int, int]]:
    """The lines of page numbers with a break of a line, and with all that is around where a sentence goes on behind.

    >>> text = "全县新建学校3所，改建\\n— 1 —\\n医院5家。\\n— 2 —\\n今年修路8公里。"
    >>> "".join(text[stop:start] for (_, stop), (start, _) in pairwise([(0, 0), *left_out(text, page_numbers(text)), (len(text), 0)]))
    '全县新建学校3所，改建医院5家。\\n今年修路8公里。'
    """
    for page in pages:
        stop, behind = page.start, page.end
        while stop and text[stop - 1].isspace():
            stop -= 1
        while behind < len(text) and text[behind].isspace():
            behind += 1
        if _goes_on(text[text.rfind("\n", 0, stop) + 1 : stop], text[behind : behind + _OPENING]):
            yield stop, behind
        elif page.start:
            yield page.start - 1, page.end
        else:
            yield 0, min(page.end + 1, len(text))


def _goes_on(before: str, behind: str) -> bool:
    """Whether a sentence goes on from one line to another: the one is prose and does not end there, and no item of a list begins."""
    return bool(behind) and before != "" and before[-1] not in _ENDED and bool(_MARK.search(before)) and not _ITEM.match(behind)
