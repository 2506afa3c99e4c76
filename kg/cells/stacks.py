"""Tables whose cells stand on lines of their own, as a copied page leaves them: the labels of the columns, then label and figures row by row."""

import re
from collections.abc import Iterator, Sequence

from kg.cells.figures import is_figure, is_year

Stack = tuple[tuple[tuple[int, int], ...], ...]  # rows of cells, each the line it stands in

_LABEL = 24  # characters; what is longer is prose
_NO_LABEL = re.compile("[。；！？：]$|，|^单位[：:]")
# what stands over labels, and over figures
_OVER_LABELS = re.compile(
    r"(?:主要)?(?:指\s*标|项\s*目|名\s*称|品\s*名|产\s*品|类\s*别|行\s*业|县\s*区|县（市、区）|地\s*区|区\s*域|乡\s*镇|年\s*份|单\s*位)(?:名\s*称)?"
)
_OVER_FIGURES = re.compile(
    r"指标值|数\s*值|绝对|总量|数量|年末|[（(][^（()）]{1,12}[）)]$|增长|增减|增速|同比|比上年|比重|占比|[0-9]{4}年$|[0-9]{4}$|^单\s*位$"
)
_FEWEST = 3  # rows, fewer could be a list of anything
_BLANK = " \t\r\u3000\u00a0"


def stacks(text: str, lines: Sequence[tuple[int, int]]) -> list[Stack]:
    """The tables among these lines.

    >>> text = "指标\\n数值（万吨）\\n增长（%）\\n小麦\\n5.1\\n2.0\\n玉米\\n3.2\\n-1.5\\n大豆\\n0.8\\n4.4"
    >>> [rows] = stacks(text, [m.span() for m in re.finditer("[^\\\\n]+", text)])
    >>> [[text[a:b] for a, b in row] for row in rows][:2]
    [['指标', '数值（万吨）', '增长（%）'], ['小麦', '5.1', '2.0']]
    """
    kinds = "".join(_kind(text, *line) for line in lines)
    found = []
    position = 0
    while run := re.compile(r"L(F{1,9})(?:L{1,2}\1(?!F)){2,}").search(kinds, position):
        position = run.end()
        width = len(run[1]) + 1
        # a label that heads the first rows may stand between the header and them
        start = next((at for at in (run.start(), run.start() - 1) if _is_header(text, lines[max(at - width, 0) : at], width)), None)
        if start is None:
            continue
        header = lines[start - width : start]
        rows = list(_rows(lines, kinds, start, run.end(), width))
        if len(rows) >= _FEWEST:
            found.append((tuple(header), *rows))
    return found


def _is_header(text: str, lines: Sequence[tuple[int, int]], width: int) -> bool:
    """Whether these lines are what stands over the columns: of the labels, then of the figures."""
    words = [text[start:end].strip(_BLANK) for start, end in lines]
    return len(words) == width and bool(_OVER_LABELS.fullmatch(words[0])) and all(_OVER_FIGURES.search(word) for word in words[1:])


def _kind(text: str, start: int, end: int) -> str:
    """F for a figure, L for what may be a label, P for prose and for half a label (农, 业 on lines of their own)."""
    words = text[start:end].strip(_BLANK)
    if is_figure(words) and not is_year(words):
        return "F"
    return "L" if 1 < len(words) <= _LABEL and not _NO_LABEL.search(words) else "P"


def _rows(lines: Sequence[tuple[int, int]], kinds: str, start: int, end: int, width: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Label and figures; a label without figures is a row that heads the next ones."""
    index = start
    while index < end:
        if kinds[index + 1 : index + 2] == "L":
            stop = lines[index][1]
            yield (lines[index], *(((stop, stop),) * (width - 1)))
            index += 1
        else:
            yield tuple(lines[index : index + width])
            index += width
