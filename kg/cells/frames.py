"""How a grid is laid out: title, header rows, label columns, the column of units, and the body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.cells.figures import is_figure, is_none, is_year
from kg.cells.grids import Cell, Grid, Row
from kg.cells.units import LINE, unit_at

_UNIT = re.compile(r"(?:计\s*量\s*)?单\s*位")
_WORD = re.compile("[一-鿿A-Za-z]")
_RANK = re.compile(r"序\s*号|编\s*号|No\.?|代\s*码|行\s*次", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the body: its label cells, outermost first, its unit cell, and the cells of the data columns by column; ``heads`` where it has
    a label alone and speaks for the rows below."""

    labels: tuple[Cell, ...]
    unit: Cell | None
    cells: dict[int, Cell]
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A table, or one of several that stand side by side. ``columns`` gives each data column its labels, topmost first; ``label_heads`` what stands
    over the label columns; ``aside`` are cells that are neither labels nor data."""

    titles: tuple[Cell, ...]
    columns: dict[int, tuple[Cell, ...]]
    label_heads: tuple[str, ...]
    lines: tuple[Line, ...]
    aside: tuple[Cell, ...] = ()


def frames_of(text: str, grid: Grid) -> tuple[Frame, ...]:
    """The frames of a grid, () where nothing in it is a body.

    >>> from kg.cells.grids import find_grids
    >>> text = "县\\t粮食\\t\\t人口\\n\\t产量\\t增长\\t\\n甲县\\t5.1\\t2.0\\t8\\n乙县\\t3\\t1\\t6"
    >>> [frame] = frames_of(text, find_grids(text)[0])
    >>> [[cell.words for cell in path] for path in frame.columns.values()], [line.labels[0].words for line in frame.lines]
    ([['粮食', '产量'], ['粮食', '增长'], ['人口']], ['甲县', '乙县'])
    """
    rows = list(grid.rows)
    titles: list[Cell] = []
    while len(rows) > 1 and _titles(rows[0]):
        titles += [cell for cell in rows[0] if cell.words]
        rows = rows[1:]
    header = 0
    while header < len(rows) and _labels_only(rows[header], header == 0) and not (header and _alone(rows[header])):
        header += 1
    head, body = rows[:header], rows[header:]
    if not body:
        return ()
    return tuple(
        frame
        for first, last in _side_by_side(text, head, body)
        if (frame := _frame(text, tuple(titles), [row[first:last] for row in head], [row[first:last] for row in body]))
    )


def _titles(row: Row) -> bool:
    filled = [cell for cell in row if cell.words]
    units = [cell for cell in filled if LINE.fullmatch(cell.words)]
    others = [cell for cell in filled if not LINE.fullmatch(cell.words)]
    if any(is_figure(cell.words) for cell in others):
        return False
    return not filled or ((len(others) <= 1 and (bool(units) or bool(row[0].words))) and (len(row) > 1))


def _labels_only(row: Row, first: bool) -> bool:
    """Whether a row holds labels and no figures; years are labels in the first row, or under the labels of groups."""
    figures = [cell for cell in row if is_figure(cell.words)]
    if not figures:
        return any(cell.words and not is_none(cell.words) for cell in row)
    return all(is_year(cell.words) for cell in figures) and len(figures) > 1 and (first or not row[0].words)


def _alone(row: Row) -> bool:
    """Whether only the first cell of a row is filled."""
    return bool(row[0].words) and not any(cell.words for cell in row[1:])


def _kinds(text: str, head: Sequence[Row], body: Sequence[Row]) -> list[str]:
    """What each column holds: "label", "data", "unit", "rank" or "note"."""
    kinds: list[str] = []
    for index in range(len(body[0])):
        over = " ".join(row[index].words for row in head if row[index].words)
        cells = [row[index] for row in body if not is_none(row[index].words) and not _alone(row)]
        figures = sum(is_figure(cell.words) and not is_year(cell.words) for cell in cells)
        years = sum(is_year(cell.words) for cell in cells)
        behind = "data" in kinds
        if _RANK.fullmatch(over) or (not index and figures and _counts(cells) and _text_next(body, index)):
            kinds.append("rank")
        elif not figures and cells and (_UNIT.fullmatch(over) or _units(text, cells)) and (index or not years):
            kinds.append("unit" if not years else "label")
        elif not figures and not behind and (not years or years == len(cells)) and (cells or index == 0):
            words = not index or years or any(_WORD.search(cell.words) for cell in cells)
            kinds.append("label" if words else "note")  # 10:40:50 labels nothing
        elif not index and len(cells) > figures + years:
            kinds.append("label")  # 14岁以下, 15-59岁 and 60岁及以上
        else:
            kinds.append("data" if figures or years else "note")
    return kinds


def _counts(cells: Sequence[Cell]) -> bool:
    """Whether cells number the rows from one on."""
    return len(cells) > 1 and [cell.words for cell in cells] == [str(n + 1) for n in range(len(cells))]


def _text_next(body: Sequence[Row], index: int) -> bool:
    return len(body[0]) > index + 2 and not any(is_figure(row[index + 1].words) for row in body)


def _units(text: str, cells: Sequence[Cell]) -> bool:
    return all(unit_at(text, cell.start, cell.end) for cell in cells)


def _side_by_side(text: str, head: Sequence[Row], body: Sequence[Row]) -> list[tuple[int, int]]:
    """The columns of each table: where the label column comes again behind data (指标 | 数值 | 指标 | 数值), another begins."""
    kinds = _kinds(text, head, body)
    starts = [0]
    for index, kind in enumerate(kinds):
        over = [row[index].words for row in head if row[index].words]
        if kind == "note" and any(row[index].words for row in body) and over == [row[0].words for row in head if row[0].words]:
            starts.append(index)
    return list(zip(starts, [*starts[1:], len(kinds)], strict=True))


def _frame(text: str, titles: tuple[Cell, ...], head: Sequence[Row], body: Sequence[Row]) -> Frame | None:
    kinds = _kinds(text, head, body)
    labels = [index for index, kind in enumerate(kinds) if kind == "label"]
    data = [index for index, kind in enumerate(kinds) if kind == "data"]
    unit = next((index for index, kind in enumerate(kinds) if kind == "unit"), None)
    if not data:
        return None
    columns = {index: _path(head, index, data) for index in data}
    above: dict[int, Cell] = {}
    lines, aside = [], []
    for row in body:
        cells = []
        for place, index in enumerate(labels):
            cell = row[index]
            if cell.words:
                above = {i: c for i, c in above.items() if i < index} | {index: cell}
                cells.append(cell)
            elif index in above and any(row[later].words for later in labels[place + 1 :]):
                cells.append(above[index])
        figures = {index: row[index] for index in data}
        heads = bool(cells) and not any(cell.words for cell in figures.values())
        lines.append(Line(tuple(cells), row[unit] if unit is not None and row[unit].words else None, figures, heads))
        aside += [row[index] for index, kind in enumerate(kinds) if kind in ("note", "rank") and row[index].words]
    heads_over = tuple("".join(row[index].words for row in head) for index in labels)
    return Frame(titles, columns, heads_over, tuple(lines), tuple(aside))


def _path(head: Sequence[Row], index: int, data: Sequence[int]) -> tuple[Cell, ...]:
    """The labels over a column; an empty one belongs to the group that begins at its left if a label stands below it."""
    path: list[Cell] = []
    for depth, row in enumerate(head):
        cell = row[index]
        below = any(lower[index].words for lower in head[depth + 1 :])
        left = index
        while not row[left].words and below and left - 1 in data:
            left -= 1
        cell = row[left] if below else cell
        if cell.words and (not path or path[-1].words != cell.words):
            path.append(cell)
    return tuple(path)
