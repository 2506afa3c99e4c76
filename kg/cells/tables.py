"""The claims of tables: each figure with what its row, its column, the caption and the unit line say of it.

Nothing is guessed: a figure whose metric or unit nothing names, or two things name differently, is no claim and listed with the reason.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.cells.captions import Caption, caption_of, place_of_title
from kg.cells.dimensions import with_places
from kg.cells.figures import Figure, figure, is_none, is_year
from kg.cells.frames import Frame, Line, frames_of
from kg.cells.grids import Cell, Grid
from kg.cells.labels import Label, read_label
from kg.cells.named import Named
from kg.cells.names import has_noun, joined, part_name
from kg.cells.times import Times
from kg.cells.units import Unit, unit_at
from kg.mentions.metrics import GENERIC, metric_iri
from kg.model import Claim, Concept, Head, Kind, Measure, Place, Role, Skipped, Span, Voice
from kg.numerals import plain
from kg.periods import Calendar

TABLE = "table"  # the rule that makes these claims
PUT_TOGETHER = "指标名称由上下两级合成 · metric named by a part and its whole together"

_BARE = re.compile(r"(?:指数|系数|比)$")
_PEOPLE = ("人口", "人数")
_POINTS = re.compile(r"率$|比重$|占比$")
_DATE = re.compile(r"(?:19|20)?[0-9]{2}[-./年][0-9]{1,2}(?:[-./月][0-9]{1,2}日?)?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}年|[0-9]{1,2}:[0-9]{2}")
_RANK = re.compile(r"第?[0-9]{1,4}(?:位|名)?|第[0-9]{1,4}")
_LABEL = 16  # characters; a longer cell is a text
_DIGIT = re.compile("[0-9０-９]")


@dataclass(frozen=True, slots=True)
class _Named:
    """The metric a row or a figure has: name, where it was read, and doubts."""

    name: str
    span: Span
    origin: str
    doubts: tuple[str, ...] = ()
    short: str = ""  # a part without its whole, for a column that says what is counted of it


@dataclass(frozen=True, slots=True)
class _Row:
    """One row understood: labels outermost first, the metric it names, the units of its own, and the labels of the rows that head it."""

    labels: tuple[Label, ...]
    metric: _Named | None
    unit: Unit | None
    over: tuple[Label, ...] = ()
    units: tuple[Unit, ...] = ()  # its own, or those of what it is a part of


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
        self.placed = any(label.place for path in self.columns.values() for label in path)

    def _columns(self) -> dict[int, tuple[Label, ...]]:
        depths = max((len(path) for path in self.frame.columns.values()), default=0)
        read: dict[int, list[Label]] = {index: [self.tables.label(cell) for cell in path] for index, path in self.frame.columns.items()}
        for depth in range(depths):
            indexes = [index for index, path in read.items() if depth < len(path)]
            for index, label in zip(indexes, with_places([read[index][depth] for index in indexes]), strict=True):
                read[index][depth] = _unit_alone(self.text, label) if depth and depth + 1 == len(read[index]) else label
        return {index: tuple(path) for index, path in read.items()}

    def read(self) -> None:
        rows = list(self._rows())
        self.placed = self.placed or any(label.place for row, _ in rows for label in row.labels)
        for row, line in rows:
            for index, cell in line.cells.items():
                if not is_none(cell.words):
                    self._cell(row, self.columns[index], index, cell)

    # ------------------------------------------------------------------------------------------ rows

    def _rows(self) -> Iterator[tuple[_Row, Line]]:
        """The rows with what they name. A part (其中, an indented label) is named under its whole; 增长 alone is that of the row before."""
        lines = self.frame.lines
        labels = self._row_labels()
        over: tuple[Label, ...] = ()
        wholes: list[tuple[int, _Named, tuple[Unit, ...]]] = []  # what indented rows are parts of, and the unit it states
        last: _Named | None = None
        for line, read in zip(lines, labels, strict=True):
            unit = unit_at(self.text, line.unit.start, line.unit.end) if line.unit else None
            if line.heads:
                over = read
                named = self._own(read)
                wholes = [(line.labels[-1].indent - 1, named, read[-1].units)] if named else []
                last = None
                yield _Row(read, None, unit), line
                continue
            named = self._own(read)
            units: tuple[Unit, ...] = ()
            if named is not None:
                indent = line.labels[-1].indent
                while wholes and wholes[-1][0] >= indent + read[-1].part:
                    wholes.pop()
                whole = wholes[-1][1] if wholes else None
                if not read[-1].part and not indent and not over:
                    whole = None
                units = read[-1].units
                if whole and (read[-1].part or indent > wholes[-1][0]):
                    units = units or wholes[-1][2]
                    named = _part(whole.name, named, read[-1].part)
                wholes.append((indent + read[-1].mark, named, units))
                last = named
            elif read and (read[-1].measure or read[-1].suffix) and not read[-1].place and last:
                named = replace(last, origin="row")
            yield _Row(read, named, unit, over, units), line

    def _row_labels(self) -> list[tuple[Label, ...]]:
        """The labels of every row; those of one column are one dimension."""
        lines = self.frame.lines
        known: dict[tuple[int, int], Label] = {}
        for depth in range(max((len(line.labels) for line in lines), default=0)):
            cells = [line.labels[depth] for line in lines if depth < len(line.labels) and not line.heads]
            heads = [line.labels[depth] for line in lines if depth < len(line.labels) and line.heads]
            over = self.frame.label_heads[depth] if depth < len(self.frame.label_heads) else ""
            for group, words in ((cells, over), (heads, "")):
                distinct = list(dict.fromkeys(group))
                for cell, label in zip(distinct, with_places([self.tables.label(cell) for cell in distinct], words), strict=True):
                    known[(cell.start, depth)] = label
        return [tuple(known[(cell.start, depth)] for depth, cell in enumerate(line.labels)) for line in lines]

    def _own(self, labels: Sequence[Label]) -> _Named | None:
        """The metric the labels of a row name."""
        named = [label for label in labels if label.name]
        if not named:
            return None
        groups = [label for label in named[:-1] if not self._is_class(labels.index(label))]
        name = named[-1].name
        for group in reversed(groups):
            name = joined(group.name, name) if not metric_iri(name) or metric_iri(group.name + name) else name
        return _Named(name, named[-1].span, "row")

    def _is_class(self, depth: int) -> bool:
        over = self.frame.label_heads[depth] if depth < len(self.frame.label_heads) else ""
        return bool(re.search(r"类|领域|板块|方面|一级|责任|部门|性质|序", over))

    # ------------------------------------------------------------------------------------------ one figure

    def _cell(self, row: _Row, column: tuple[Label, ...], index: int, cell: Cell) -> None:
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
        metric = self._metric(row, column, index, said)
        if metric is None:
            return self._skip(cell, "no metric")
        unit, reason, doubts = self._unit(found, row, column, said, metric.name)
        if unit is None:
            return self._skip(cell, reason)
        if found.scaled and unit.value[1] != 1:
            return self._skip(cell, "several units")
        place, known = self._place(row, column)
        if not known:
            return self._skip(cell, "no place")
        self._make(found, metric, unit, said, place, row, column, index, (*metric.doubts, *doubts))

    def _skip(self, cell: Cell, reason: str) -> None:
        if _DIGIT.search(cell.words):
            self.tables.skipped.append(Skipped(Span.at(self.text, cell.start, cell.end), reason))

    def _metric(self, row: _Row, column: tuple[Label, ...], index: int, said: Label | None) -> _Named | None:
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
            return _Named(caption.value.name, caption.span, "caption") if caption and caption.span else None
        if caption and caption.span and caption.value.name != own.name:
            if own is mine and own.name in GENERIC and caption.value.name.endswith(own.name):
                return _Named(caption.value.name, caption.span, "caption")
            if own is row.metric and not metric_iri(own.name) and not own.doubts:
                return _part(caption.value.name, own)
        return own

    def _of_column(self, column: tuple[Label, ...]) -> _Named | None:
        named = [label for label in column if label.name]
        if not named:
            return None
        name = ""
        for label in named:
            name = joined(name, label.name)
        return _Named(name, named[-1].span, "column")

    def _left(self, index: int, column: tuple[Label, ...]) -> _Named | None:
        """The metric of the nearest column at the left that names one, in the same group: 产量 | 增长."""
        for other in sorted((i for i in self.columns if i < index), reverse=True):
            path = self.columns[other]
            named = self._of_column(path)
            if named and not path[-1].measure and not path[-1].suffix:
                return named if len(path) == len(column) and path[:-1] == column[:-1] else None
        return None

    # ------------------------------------------------------------------------------------------ unit

    def _unit(
        self, found: Figure, row: _Row, column: tuple[Label, ...], said: Label | None, name: str
    ) -> tuple[Role[tuple[str, Decimal]] | None, str, tuple[str, ...]]:
        """The unit of a figure with what it multiplies it by; None with the reason where nothing says it for certain."""
        if found.unit:
            return Role((found.unit, Decimal(1)), found.span), "", ()
        relative = said is not None and (said.measure == "growth" or bool(said.suffix))
        beside = column if said in column else row.labels
        stated = said and (said.units or tuple(unit for label in beside for unit in label.units))
        if stated:
            return self._one(stated, "column" if beside is column else "row")
        line = self.caption.units
        if relative:
            ratios = [unit for unit in ([row.unit] if row.unit else []) + list(line) if unit.label == "%"]
            return self._one(tuple(ratios[:1]), "unit line")
        of_row = tuple(unit for label in reversed(row.labels) for unit in label.units)
        of_row = of_row or (() if _POINTS.search(name) else row.units)
        of_column = tuple(unit for label in reversed(column) for unit in label.units)
        if row.unit:
            return self._one((row.unit, *of_column), "row")
        if of_row:
            return self._one((*of_row, *of_column), "row")
        if of_column:
            return self._one(of_column, "column")
        over = tuple(unit for label in row.over for unit in label.units)
        if over:
            return self._one(over, "row")
        absolute = tuple(unit for unit in line if unit.kind != "ratio") or line
        if absolute and not (absolute == line and len(line) == 1 and line[0].label == "%" and said):
            if absolute[0].kind == "ratio" or not _POINTS.search(name):
                return self._one(absolute, "unit line")
            ratios = [unit for unit in line if unit.label == "%"]
            if ratios:
                return self._one(tuple(ratios), "unit line")
            return None, "no unit", ()
        if _BARE.search(name):
            return Role(("", Decimal(1)), found.span), "", ()
        if name.endswith(_PEOPLE):
            return Role(("人", Decimal(1)), None, ""), "", ()
        return None, "no unit", ()

    @staticmethod
    def _one(units: tuple[Unit, ...], origin: str) -> tuple[Role[tuple[str, Decimal]] | None, str, tuple[str, ...]]:
        if len({(unit.label, unit.scale) for unit in units}) != 1:
            return None, "several units" if units else "no unit", ()
        return Role((units[0].label, units[0].scale), units[0].span, origin), "", ()

    # ------------------------------------------------------------------------------------------ place, and the claim

    def _place(self, row: _Row, column: tuple[Label, ...]) -> tuple[Role[Place] | None, bool]:
        """The place of a figure; a total is of the place the table is about. False where a table by places has a row without one."""
        around = self.caption.place or self.tables.home
        for labels, origin in ((row.labels, "row"), (column, "column"), (row.over, "row")):
            for label in reversed(labels):
                if label.place:
                    return Role(label.place.value, label.place.span, origin), True
                if label.total:
                    level = label.span.quote[1] if label.span.quote.startswith("全") else ""
                    return around, not level or bool(around and around.value.name.endswith(level))
        rows_by_place = self.placed and not any(label.place for label in column)
        unplaced = rows_by_place and any(any(label.place for label in other) for other in self._dimension)
        return around, not (unplaced and row.metric is not None and self._of_column(column) is not None)

    @property
    def _dimension(self) -> list[tuple[Label, ...]]:
        if not hasattr(self, "_labels"):
            self._labels = self._row_labels()
        return self._labels

    def _make(
        self, found: Figure, metric: _Named, unit: Role[tuple[str, Decimal]], said: Label | None, place: Role[Place] | None,
        row: _Row, column: tuple[Label, ...], index: int, doubts: tuple[str, ...],
    ) -> None:  # fmt: skip
        label, scale = unit.value
        measure: Measure = "level"
        value = found.value if scale == 1 else plain(found.value * scale)
        if said is not None and said.measure:
            measure = "growth" if label in ("%", "‰", "倍") and said.measure == "growth" else "change"
            value *= said.sign
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


def _part(whole: str, part: _Named, explicit: bool = False) -> _Named:
    """A part under its whole: 第二产业 under 地区生产总值 is its value added."""
    name, needed = part_name(whole, part.name)
    if not needed or not (has_noun(whole) or explicit):
        return part
    return replace(part, name=name, doubts=() if metric_iri(name) else (PUT_TOGETHER,), short="" if has_noun(whole) else part.name)


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
