"""The claims of tables: each figure with what its row, its column, the caption and the unit line say of it.

Nothing is guessed: a figure whose metric or unit nothing names, or two things name differently, is no claim and listed with the reason.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.cells.captions import Caption, caption_of, place_of_title
from kg.cells.dimensions import with_places
from kg.cells.figures import Figure, figure, is_none, is_year
from kg.cells.frames import Frame, frames_of
from kg.cells.grids import Cell, Grid
from kg.cells.labels import Label, read_label
from kg.cells.measuring import unit_of
from kg.cells.named import Named
from kg.cells.names import joined
from kg.cells.rows import Called, Row, Rows, part_of
from kg.cells.times import Times
from kg.cells.units import unit_at
from kg.mentions.metrics import GENERIC, metric_iri
from kg.model import Claim, Concept, Head, Kind, Measure, Place, Role, Skipped, Span, Voice
from kg.numerals import plain
from kg.periods import Calendar

TABLE = "table"  # the rule that makes these claims

_DATE = re.compile(r"(?:19|20)?[0-9]{2}[-./年][0-9]{1,2}(?:[-./月][0-9]{1,2}日?)?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}年|[0-9]{1,2}:[0-9]{2}")
_RANK = re.compile(r"第?[0-9]{1,4}(?:位|名)?|第[0-9]{1,4}")
_LABEL = 16  # characters; a longer cell is a text
_DIGIT = re.compile("[0-9０-９]")


class Tables:
    """Reads the tables of one document. ``places`` are those named in its text, ``head`` is what it says of itself, ``title`` the period in it."""

    def __init__(self, text: str, head: Head, places: Sequence[Role[Place]]) -> None:
        self.text, self.head = text, head
        self.calendar = Calendar(head.published.value if head.published else None)
        self.named = Named(places)
        home = head.home_place
        self.home = Role(home.value, home.span, home.origin or "document") if home else place_of_title(head.title, self.calendar)
        self.claims: list[Claim] = []
        self.skipped: list[Skipped] = []

    def read(self, grids: Sequence[Grid]) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
        """The claims of these tables in order, and their numbers that are none, with the reason."""
        floor = 0
        for grid in grids:
            frames = frames_of(self.text, grid)
            for frame in frames:
                titles = [(cell.start, cell.end) for cell in frame.titles]
                _Table(self, frame, caption_of(self.text, grid.start, floor, titles, self.calendar, self.named)).read()
            self._rest(grid)
            floor = grid.end
        return tuple(sorted(self.claims, key=_number)), tuple(sorted(self.skipped, key=_start))

    def _rest(self, grid: Grid) -> None:
        """Numbers of a grid that nothing was said of yet: those in labels, notes and titles."""
        done = {c.number.start for c in self.claims} | {s.span.start for s in self.skipped}
        for cell in (cell for row in grid.rows for cell in row):
            if _DIGIT.search(cell.words) and not any(
                cell.start <= position < cell.end for position in done & set(range(cell.start, cell.end))
            ):
                reason = "date" if self.calendar.find(self.text, cell.start, cell.end) else _reason(cell.words)
                self.skipped.append(Skipped(Span.at(self.text, cell.start, cell.end), reason))

    def label(self, cell: Cell) -> Label:
        return read_label(self.text, cell.start, cell.end, self.calendar, self.named)


class _Table:
    """One frame being read."""

    def __init__(self, tables: Tables, frame: Frame, caption: Caption) -> None:
        self.tables, self.text, self.frame, self.caption = tables, tables.text, frame, caption
        self.columns = self._columns()
        self.times = Times(tables.head, caption, tables.calendar, self.columns)
        self.by_place = False  # whether its rows are of places

    def _columns(self) -> dict[int, tuple[Label, ...]]:
        depths = max((len(path) for path in self.frame.columns.values()), default=0)
        read: dict[int, list[Label]] = {index: [self.tables.label(cell) for cell in path] for index, path in self.frame.columns.items()}
        for depth in range(depths):
            indexes = [index for index, path in read.items() if depth < len(path)]
            for index, label in zip(indexes, with_places([read[index][depth] for index in indexes]), strict=True):
                read[index][depth] = _unit_alone(self.text, label) if depth and depth + 1 == len(read[index]) else label
        return {index: tuple(path) for index, path in read.items()}

    def read(self) -> None:
        rows = list(Rows(self.text, self.frame, self.tables.label).read())
        self.by_place = any(label.place for row, _ in rows for label in row.labels)
        for row, line in rows:
            for index, cell in line.cells.items():
                if not is_none(cell.words):
                    self._cell(row, self.columns[index], index, cell)

    # ------------------------------------------------------------------------------------------ rows

    # ------------------------------------------------------------------------------------------ one figure

    def _cell(self, row: Row, column: tuple[Label, ...], index: int, cell: Cell) -> None:
        labels = [*row.labels, *column]
        found = figure(self.text, cell.start, cell.end)
        if any(label.rank for label in labels) or (found is None and _RANK.fullmatch(cell.words)):
            return self._skip(cell, "ordinal")
        if found is None:
            return self._skip(cell, _reason(cell.words))
        if not row.labels and (self.frame.label_heads or len(self.frame.lines) > 1):
            return self._skip(cell, "no label")
        if self.frame.columns and not column and any(self.columns.values()):
            return self._skip(cell, "no label")
        said = next((label for label in [*reversed(column), *reversed(row.labels)] if label.measure or label.suffix), None)
        if found.moved and not (said and said.measure):
            return self._skip(cell, "label")
        metric = self._metric(row, column, index, said)
        if metric is None:
            return self._skip(cell, "no metric")
        unit, reason = unit_of(found, row, column, said, metric.name, self.caption.units)
        if unit is None:
            return self._skip(cell, reason)
        if found.scaled and unit.value[1] != 1:
            return self._skip(cell, "several units")
        place, known = self._place(row, column)
        if not known:
            return self._skip(cell, "no place")
        self._make(found, metric, unit, said, place, row, column, index, metric.doubts)

    def _skip(self, cell: Cell, reason: str) -> None:
        if _DIGIT.search(cell.words):
            self.tables.skipped.append(Skipped(Span.at(self.text, cell.start, cell.end), reason))

    def _metric(self, row: Row, column: tuple[Label, ...], index: int, said: Label | None) -> Called | None:
        """Row and column name a metric together; a growth is of what stands before it; the caption names what neither does."""
        mine = self._of_column(column)
        if said is not None and said in column and not column[-1].name:
            mine = self._left(index, column) or mine
        if row.metric and mine:
            both = joined(row.metric.short or row.metric.name, mine.name)
            return replace(
                row.metric,
                name=both,
                doubts=() if row.metric.short else row.metric.doubts,
                span=mine.span if both == mine.name else row.metric.span,
                origin="column" if both == mine.name else "row",
            )
        caption = self.caption.metric
        own = row.metric or mine
        if own is None:
            return Called(caption.value.name, caption.span, "caption") if caption and caption.span else None
        if caption and caption.span and caption.value.name != own.name:
            if own is mine and own.name in GENERIC and caption.value.name.endswith(own.name):
                return Called(caption.value.name, caption.span, "caption")
            if own is row.metric and not metric_iri(own.name) and not own.doubts:
                return part_of(caption.value.name, own)
        return own

    def _of_column(self, column: tuple[Label, ...]) -> Called | None:
        named = [label for label in column if label.name]
        if not named:
            return None
        name = ""
        for label in named:
            name = joined(name, label.name)
        return Called(name, named[-1].span, "column")

    def _left(self, index: int, column: tuple[Label, ...]) -> Called | None:
        """The metric of the nearest column at the left that names one, in the same group: 产量 | 增长."""
        for other in sorted((i for i in self.columns if i < index), reverse=True):
            path = self.columns[other]
            named = self._of_column(path)
            if named and not path[-1].measure and not path[-1].suffix:
                return named if len(path) == len(column) and path[:-1] == column[:-1] else None
        return None

    # ------------------------------------------------------------------------------------------ unit

    # ------------------------------------------------------------------------------------------ place, and the claim

    def _place(self, row: Row, column: tuple[Label, ...]) -> tuple[Role[Place] | None, bool]:
        """The place of a figure; a total is of the place the table is about. False where a table by places has a row without one."""
        around = self.caption.place or self.tables.home
        for labels, origin in ((row.labels, "row"), (column, "column"), (row.over, "row")):
            for label in reversed(labels):
                if label.place:
                    return Role(label.place.value, label.place.span, origin), True
                if label.total:
                    level = label.span.quote[1] if label.span.quote.startswith("全") else ""
                    return around, not level or bool(around and around.value.name.endswith(level))
        unplaced = self.by_place and not any(label.place for label in column) and row.metric is not None
        return around, not (unplaced and self._of_column(column) is not None)

    def _make(
        self, found: Figure, metric: Called, unit: Role[tuple[str, Decimal]], said: Label | None, place: Role[Place] | None,
        row: Row, column: tuple[Label, ...], index: int, doubts: tuple[str, ...],
    ) -> None:  # fmt: skip
        label, scale = unit.value
        measure: Measure = "level"
        value = found.value if scale == 1 else plain(found.value * scale)
        if said is not None and said.measure:
            measure = "growth" if label in ("%", "‰", "倍") and said.measure == "growth" else "change"
            value *= 1 if found.moved else said.sign
        suffix = said.suffix if said else ""
        name = metric.name + suffix
        period = self.times.of(row.labels, row.over, column, index, metric.name, measure, bool(said and said.yearly))
        ends = (period.value.end or "") if period else ""
        year = self.tables.calendar.year
        targeted = self.caption.ahead or any(part.target for part in [*row.labels, *column])
        ends = ends or (self.times.last if said and said.yearly else "")
        ahead = bool(year and ends and int(ends[:4]) > year)
        kind: Kind = "target" if (targeted and not suffix) or ahead else "actual"
        base = next((part.base for part in [*reversed(column), *reversed(row.labels)] if part.base), None)
        if base and said and base is not said.base and measure == "level":
            base = None
        speaker = self.tables.head.speaker
        voice: Voice = "report" if speaker else "own"
        span = unit.span if unit.span and not found.span.covers(unit.span) else None
        self.tables.claims.append(
            Claim(
                number=found.span, quote=found.span, value=value, unit=label, comparator=found.comparator, measure=measure, kind=kind,
                metric=Role(Concept(name, metric_iri(name)), metric.span, metric.origin), voice=voice,
                base=replace(base, origin="column" if any(base is part.base for part in column) else "row") if base else None,
                place=place, period=period, speaker=replace(speaker, origin=speaker.origin or "head") if speaker else None,
                unit_role=Role(label, span, unit.origin) if span else None, doubts=doubts, rule=TABLE,
            )
        )  # fmt: skip


def _unit_alone(text: str, label: Label) -> Label:
    """A label that is a unit, under one that names the metric: 脱贫 | 户 | 人."""
    unit = unit_at(text, label.span.start, label.span.end) if label.name and not label.units else None
    return replace(label, name="", units=(unit,)) if unit else label


def _reason(words: str) -> str:
    """Why a number in a cell is no single figure: a date, a ratio, words of a text, or part of a label."""
    if is_year(words) or _DATE.fullmatch(words):
        return "date"
    if re.search("[0-9][:：∶][0-9]", words):
        return "ratio"
    return "cell text" if re.search("[，；。]", words) or len(words) > _LABEL else "label"


def _number(claim: Claim) -> int:
    return claim.number.start


def _start(skipped: Skipped) -> int:
    return skipped.span.start


def find_cell_claims(
    text: str, grids: Sequence[Grid], head: Head, places: Sequence[Role[Place]]
) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """The claims of the tables of a text, and the numbers in them that are none, with the reason.

    >>> from kg.cells.grids import find_grids
    >>> text = "2021年各县粮食产量\\n单位：万吨\\n县\\t产量\\t比上年增长（%）\\n甲县\\t5.1\\t-2.0\\n乙县\\t3\\t—"
    >>> claims, _ = find_cell_claims(text, find_grids(text), Head(), ())
    >>> [(c.place.value.name, c.metric.value.name, str(c.value), c.unit, c.measure, c.period.value.end) for c in claims]
    [('甲县', '粮食产量', '51000', '吨', 'level', '2021'), ('甲县', '粮食产量', '-2.0', '%', 'growth', '2021'), ('乙县', '粮食产量', '30000', '吨', 'level', '2021')]
    """
    return Tables(text, head, places).read(grids) if grids else ((), ())
