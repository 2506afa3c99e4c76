"""The rows of a table understood: labels, the metric they name (a part under its whole), and the unit of the row."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.cells.dimensions import with_places
from kg.cells.frames import Frame, Line
from kg.cells.grids import Cell
from kg.cells.labels import Label
from kg.cells.names import has_noun, joined, part_name
from kg.cells.units import Unit, unit_at
from kg.mentions.metrics import metric_iri
from kg.model import Span

PUT_TOGETHER = "指标名称由上下两级合成 · metric named by a part and its whole together"
_CLASS = re.compile(r"类|领域|板块|方面|一级|责任|部门|性质|序")  # what stands over labels that only sort the rows


@dataclass(frozen=True, slots=True)
class Called:
    """The metric a row or a figure has: name, where it was read, and doubts."""

    name: str
    span: Span
    origin: str
    doubts: tuple[str, ...] = ()
    short: str = ""  # a part without its whole, for a column that says what is counted of it


@dataclass(frozen=True, slots=True)
class Row:
    """One row understood: labels outermost first, the metric it names, the units of its own, and the labels of the rows that head it."""

    labels: tuple[Label, ...]
    metric: Called | None
    unit: Unit | None
    over: tuple[Label, ...] = ()
    units: tuple[Unit, ...] = ()  # its own, or those of what it is a part of


class Rows:
    """The rows of one frame; ``label`` takes the label in a cell apart."""

    def __init__(self, text: str, frame: Frame, label: Callable[[Cell], Label]) -> None:
        self.text, self.frame, self.label = text, frame, label

    def read(self) -> Iterator[tuple[Row, Line]]:
        """The rows with what they name. A part (其中, an indented label) is named under its whole; 增长 alone is that of the row before."""
        lines = self.frame.lines
        labels = self._labels()
        over: tuple[Label, ...] = ()
        wholes: list[tuple[int, Called, tuple[Unit, ...]]] = []  # what indented rows are parts of, and the unit it states
        last: Called | None = None
        for line, read in zip(lines, labels, strict=True):
            unit = unit_at(self.text, line.unit.start, line.unit.end) if line.unit else None
            if line.heads:
                over = read
                named = self._own(read)
                wholes = [(line.labels[-1].indent - 1, named, read[-1].units)] if named else []
                last = None
                yield Row(read, None, unit), line
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
                    named = part_of(whole.name, named, read[-1].part)
                wholes.append((indent + read[-1].mark, named, units))
                last = named
            elif read and (read[-1].measure or read[-1].suffix) and not read[-1].place and last:
                named = replace(last, origin="row")
            yield Row(read, named, unit, over, units), line

    def _labels(self) -> list[tuple[Label, ...]]:
        """The labels of every row; those of one column are one dimension."""
        lines = self.frame.lines
        known: dict[tuple[int, int], Label] = {}
        for depth in range(max((len(line.labels) for line in lines), default=0)):
            cells = [line.labels[depth] for line in lines if depth < len(line.labels) and not line.heads]
            heads = [line.labels[depth] for line in lines if depth < len(line.labels) and line.heads]
            over = self.frame.label_heads[depth] if depth < len(self.frame.label_heads) else ""
            for group, words in ((cells, over), (heads, "")):
                distinct = list(dict.fromkeys(group))
                for cell, label in zip(distinct, with_places([self.label(cell) for cell in distinct], words), strict=True):
                    known[(cell.start, depth)] = label
        return [tuple(known[(cell.start, depth)] for depth, cell in enumerate(line.labels)) for line in lines]

    def _own(self, labels: Sequence[Label]) -> Called | None:
        """The metric the labels of a row name."""
        named = [label for label in labels if label.name]
        if not named:
            return None
        groups = [label for label in named[:-1] if not self._is_class(labels.index(label))]
        name = named[-1].name
        for group in reversed(groups):
            name = joined(group.name, name) if not metric_iri(name) or metric_iri(group.name + name) else name
        return Called(name, named[-1].span, "row")

    def _is_class(self, depth: int) -> bool:
        over = self.frame.label_heads[depth] if depth < len(self.frame.label_heads) else ""
        return bool(_CLASS.search(over))


def part_of(whole: str, part: Called, explicit: bool = False) -> Called:
    """A part under its whole: 第二产业 under 地区生产总值 is its value added."""
    name, needed = part_name(whole, part.name)
    if not needed or not (has_noun(whole) or explicit):
        return part
    return replace(part, name=name, doubts=() if metric_iri(name) else (PUT_TOGETHER,), short="" if has_noun(whole) else part.name)
