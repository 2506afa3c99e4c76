"""Where a text is broken at the width of a page, in columns or in characters, within its paragraphs."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

Measure = Callable[[str], int]

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_NARROWEST, _WIDEST, _RAGGED = 16, 140, 4  # columns of a line, two to a Chinese character, and by how many full lines differ
_FULL_LINES = 4  # at least so many lines are full
_OF_TEXT = 0.5  # with such a share of the text
_WITHIN = 0.6  # and such a share of them end within a sentence
_ENDED = "。！？：；!?:;”）"
_TOKEN = re.compile(r"[0-9A-Za-z.,%]+|.[，。；：、！？”）》]?")
_HEAD, _DIGIT, _MARKED = 3, re.compile("[0-9]"), re.compile("[，。；：、,;:]")
_INDENTED = re.compile("[ \t\u00a0]{2}|　")
_ITEM = re.compile(
    "[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[）)、]|[.．](?![0-9]))|[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,3}[章节]|[●·•◆▲*-]"
)


def short_lines(text: str) -> bool:
    """Whether lines may be broken at the width of a page: on the average none is longer."""
    return len(text) < _WIDEST * (text.count("\n") + 1)


def breaks(text: str, apart: Collection[int], pages: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """The breaks of lines that are no ends of paragraphs: of lines as wide as the page, most of which end within a sentence; none of lines that
    begin ``apart``. A paragraph goes on behind the number of a page, a line that begins where ``pages`` says."""
    numbers = frozenset(pages)
    lines = [m.span() for m in _LINE.finditer(text) if m.start() not in apart and m.start() not in numbers]
    columns, page, full = max((_filled(text, lines, measure) for measure in (_columns, len)), key=lambda filled: len(filled[2]))
    within = [index for index in full if text[slice(*lines[index])].rstrip()[-1] not in _ENDED]
    filled, everything = (sum(columns(text[start:end]) for start, end in some) for some in ([lines[i] for i in full], lines))
    if len(full) >= _FULL_LINES and len(within) >= _WITHIN * len(full) and filled >= _OF_TEXT * everything:
        yield from _joined(text, lines, columns, page, full, pages)


def _filled(text: str, lines: Sequence[tuple[int, int]], measure: Measure) -> tuple[Measure, int, Sequence[int]]:
    """How wide the page is, if anything, and which lines are as wide, all but the last looked at."""
    widths = [measure(text[start:end].rstrip()) for start, end in lines]
    page = _page(widths)
    return measure, page, [index for index, width in enumerate(widths[:-1]) if page and page - _RAGGED <= width <= page]


def _joined(
    text: str, lines: Sequence[tuple[int, int]], measure: Measure, page: int, full: Sequence[int], pages: Sequence[int]
) -> Iterator[tuple[int, int]]:
    newlines = Counter(text.count("\n", lines[index][1], lines[index + 1][0]) for index in full).most_common(1)[0][0]
    indented = sum(bool(_INDENTED.match(text, start)) for start, _ in lines) > 1
    joined: list[tuple[int, int]] = []  # those of the paragraph so far
    for (start, end), (begin, stop) in pairwise((*lines, (len(text), len(text)))):
        words = text[start:end].rstrip()
        width, token = measure(words), _TOKEN.match(text, begin, stop)
        overflows = token is not None and width + measure(token.group()) > page  # it did not fit
        ended = words[-1] in _ENDED
        if (
            begin < stop
            and (overflows or (width >= page - _RAGGED and (indented or not ended)))
            and width <= page
            and (text.count("\n", end, begin) == newlines or bisect(pages, end) < bisect(pages, begin))
            and not _INDENTED.match(text, begin)
            and not (_ITEM.match(text, begin) and (ended or _ITEM.match(text, start)))
        ):
            joined.append((start + len(words), begin))
            continue
        broken_off = begin == stop and joined and text.find("。", joined[0][0]) >= 0  # a copy may end within a sentence
        if joined and (ended or indented or broken_off) and _is_prose(text, joined, start):
            yield from joined
        joined = []


def _is_prose(text: str, joined: Sequence[tuple[int, int]], last: int) -> bool:
    """Whether joined lines are a paragraph and no list: they have marks, and most begin otherwise than the one before."""
    starts = [text.rfind("\n", 0, joined[0][0]) + 1, *(begin for _, begin in joined)]
    heads = [_DIGIT.sub("0", text[start : start + _HEAD]) for start in starts]
    alike = sum(here == there for here, there in pairwise(heads))
    stop = text.find("\n", last)
    return _MARKED.search(text, starts[0], stop if stop >= 0 else len(text)) is not None and 2 * alike < len(heads)


def _page(widths: Sequence[int]) -> int:
    """How wide a page is: what most lines nearly reach and hardly one passes; 0 where there is no such width."""
    counts = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
    reached = {page: sum(counts[width] for width in range(page - _RAGGED, page + 1)) for page in counts}
    page = max(reached, key=lambda page: (reached[page], page), default=0)
    return page if sum(width > page for width in widths) <= len(widths) // 50 else 0


def _columns(words: str) -> int:
    """How wide words are in columns, of which Chinese characters and marks take two: as many bytes as they have in GBK."""
    return len(words.encode("gbk", "replace"))
