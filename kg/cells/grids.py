"""Where a text holds tables: lines whose cells are parted by bars, tabs, commas or wide spaces, or that hold one cell each.

Markdown tables keep their bars, the HTML reader parts cells by tabs, and spans of rows and columns are empty cells in both.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.cells.figures import is_figure, is_none, is_year
from kg.cells.stacks import Stack, stacks

_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[\s|:：+\-—=]*-{2,}[\s|:+\-—=]*")
_WIDE = re.compile(r" {3,}|　{3,}|(?<=[^\s][^\s])(?: {2}|　{2})(?=\S)|[ \t]*\t[ \t]*")  # 指  标 is one label
_BLANK = " \t\r\u3000\u00a0\u2002\u2003\ufeff"
_LONGEST = 60  # characters of a cell that is no prose
_MOST = 60  # columns
# what describes a document, in a box at its head
_IMPRINT = re.compile(r"索引号|发布日期|成文日期|发布机构|发文|文号|信息来源|主题分类|联系电话|邮编|邮政编码")
_PROSE = re.compile("[。；！？]")
_HEADED = re.compile(r"(?:指\s*标|项\s*目|名\s*称)(?:名称)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell, from ``start`` to ``end`` (equal where it is empty), and by how many characters they are indented."""

    start: int
    end: int
    words: str
    indent: int = 0


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, all of the same length; ``start`` to ``end`` are the lines they stand in, which begin at ``lines``."""

    start: int
    end: int
    rows: tuple[Row, ...]
    lines: tuple[int, ...]


def find_grids(text: str) -> tuple[Grid, ...]:
    """The tables of figures in a text, in order. What lays a page out, describes a document or holds prose is none.

    >>> [grid] = find_grids("各县情况：\\n县\\t人口（万人）\\n甲县\\t12.5\\n乙县\\t8.1\\n")
    >>> [[cell.words for cell in row] for row in grid.rows]
    [['县', '人口（万人）'], ['甲县', '12.5'], ['乙县', '8.1']]
    >>> find_grids("全县人口12.5万人。")
    ()
    """
    forms = [(split, even) for sign, between, split, even in _FORMS if sign in text and between.search(text)]
    figures = _FIGURE_LINE.search(text)
    if not forms and not figures:
        return ()
    lines = [m.span() for m in _LINE.finditer(text)]
    grids: list[Grid] = []
    taken: set[int] = set()
    for split, even in forms:
        for first, last in _runs(text, lines, split, taken):
            grid = _grid(text, lines[first:last], split, even)
            if grid:
                grids.append(grid)
                taken.update(range(first, last))
    if figures:
        free = [line for index, line in enumerate(lines) if index not in taken]
        grids += [_stacked(text, stack) for stack in stacks(text, free)]
    return tuple(sorted(grids, key=lambda grid: grid.start))


Spans = list[tuple[int, int]]
Split = Callable[[str, int, int], Spans]


def _runs(text: str, lines: Sequence[tuple[int, int]], split: Split, taken: set[int]) -> list[tuple[int, int]]:
    """Where lines that follow each other have several cells."""
    runs, first = [], None
    for index, (start, end) in enumerate([*lines, (0, 0)]):
        several = (
            index < len(lines) and index not in taken and (index == first or first is None or text[lines[index - 1][1] : start] == "\n")
        )
        several = several and len(split(text, start, end)) > 1
        if several and first is None:
            first = index
        elif first is not None and not several:
            if index - first > 1:
                runs.append((first, index))
            again = index < len(lines) and index not in taken and len(split(text, start, end)) > 1
            first = index if again else None
    return runs


def _bars(text: str, start: int, end: int) -> Spans:
    """| 甲县 | 12 |; a bar behind a backslash is no border."""
    if "|" not in text[start:end]:
        return []
    while start < end and text[start] in _BLANK:
        start += 1
    while start < end and text[end - 1] in _BLANK:
        end -= 1
    first = start + 1 if text.startswith("|", start) else start
    last = end - 1 if end - 1 > first and text[end - 1] == "|" and text[end - 2] != "\\" else end
    return _parted(first, last, [m.span() for m in re.finditer(r"(?<!\\)\|", text[first:last])], first)


def _tabs(text: str, start: int, end: int) -> Spans:
    if "\t" not in text[start:end]:
        return []
    return _parted(start, end, [m.span() for m in re.finditer("\t", text[start:end])], start)


def _commas(text: str, start: int, end: int) -> Spans:
    """Comma-separated values (RFC 4180): quotation marks hold commas together."""
    line = text[start:end]
    if "," not in line or _PROSE.search(line):
        return []
    if '"' not in line:
        return _parted(start, end, [m.span() for m in re.finditer(",", line)], start)
    return _parted(start, end, [m.span(1) for m in re.finditer(r'(?:[^,"]|"(?:[^"]|"")*")*(,)', line)], start)


def _spaces(text: str, start: int, end: int) -> Spans:
    """Columns set apart by two spaces or more."""
    line = text[start:end]
    begin = len(line) - len(line.lstrip(_BLANK))
    stop = len(line.rstrip(_BLANK))
    if _PROSE.search(line):
        return []
    gaps = [(m.start() + begin, m.end() + begin) for m in _WIDE.finditer(line[begin:stop])]
    return _parted(start, start + stop, gaps, start) if gaps else []


def _parted(start: int, end: int, borders: Sequence[tuple[int, int]], origin: int) -> Spans:
    edges = [start, *(edge for a, b in borders for edge in (origin + a, origin + b)), end]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def _cell(text: str, start: int, end: int) -> Cell:
    words = text[start:end]
    quoted = len(words.strip()) > 1 and words.strip()[0] == words.strip()[-1] == '"'
    blank = _BLANK + '"' if quoted else _BLANK
    inner = words.strip(blank)
    if not inner:
        return Cell(start, start, "")
    begin = start + words.index(inner[0])
    indent = sum(2 if c in "\u3000\u2003" else 1 for c in words[: begin - start] if c in "\u3000\u2002\u2003\u00a0 ")
    return Cell(begin, begin + len(inner), inner, indent)


def _grid(text: str, lines: Sequence[tuple[int, int]], split: Split, even: bool) -> Grid | None:
    rows = [tuple(_cell(text, *span) for span in split(text, *line)) for line in lines if not _RULE.fullmatch(text, *line)]
    ruled = len(rows) < len(lines)
    if split is _spaces and len(rows) > 1 and len(rows[0]) + 1 == len(rows[1]):
        rows[0] = (Cell(lines[0][0], lines[0][0], ""), *rows[0])  # nothing over the labels
    width = len(max(rows, key=len)) if rows else 0
    if len(rows) < 2 or width > _MOST or (even and any(len(row) != width for row in rows)):
        return None
    if even and len(rows) < 3:
        return None
    padded = tuple(
        row + tuple(Cell(end, end, "") for _ in range(width - len(row))) for row, (_, end) in zip(rows, _ends(rows), strict=True)
    )
    headed = ruled or _HEADED.fullmatch(padded[0][0].words)  # 指标 | 2022年
    if not _holds_data(padded, 1 if headed else 2) or any(_IMPRINT.search(cell.words) for row in padded for cell in row):
        return None
    return Grid(lines[0][0], lines[-1][1], padded, tuple(start for start, _ in lines))


def _ends(rows: Sequence[Row]) -> list[tuple[int, int]]:
    return [(row[0].start, row[-1].end) for row in rows]


def _holds_data(rows: Sequence[Row], fewest: int) -> bool:
    """Whether behind the labels stand mostly figures, and no prose."""
    figures = others = 0
    for row in rows:
        behind = [cell.words for cell in row[1:] if not is_none(cell.words)]
        of_row = sum(is_figure(words) and not is_year(words) for words in behind)
        if of_row:
            figures += of_row
            others += len(behind) - of_row
        if any(len(cell.words) > _LONGEST or _PROSE.search(cell.words) for cell in row[:-1]):
            return False
    return figures >= fewest and figures >= others


def _stacked(text: str, stack: Stack) -> Grid:
    rows = tuple(tuple(_cell(text, *span) for span in row) for row in stack)
    lines = tuple(start for row in stack for start, end in row if start < end)
    return Grid(lines[0], max(end for row in stack for _, end in row), rows, lines)


_FIGURE_LINE = re.compile(r"\n[ 　]*[-－−]?[0-9][0-9,.]*[%％]?[ 　]*(?=\n|\Z)")
# what parts cells: the sign, what it stands between in a line, how a line is split, whether all lines must have as many cells.
# A text in which no sign stands so holds no table.
_FORMS: tuple[tuple[str, re.Pattern[str], Split, bool], ...] = (
    ("|", re.compile(r"\|[^|\n]*\|"), _bars, False),
    ("\t", re.compile(r"\S\t|\t\S"), _tabs, False),
    (",", re.compile(r"[^\s,],[^\s]|,,"), _commas, True),
    ("  ", re.compile(r"(?<=\S) {2,}\S|\S\t\S"), _spaces, True),
    ("　　", re.compile(r"(?<=[^\s])　{2,}(?=\S)"), _spaces, True),
)
