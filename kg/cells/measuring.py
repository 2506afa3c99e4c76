"""In what a figure of a table is counted: by its own unit, a label, the column of units, what it is a part of, the line that names the unit."""

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.cells.figures import Figure
from kg.cells.labels import Label
from kg.cells.rows import Row
from kg.cells.units import Unit
from kg.model import Role

_BARE = re.compile(r"(?:指数|系数|比)$")  # numbers without a unit
_PEOPLE = ("人口", "人数")
_POINTS = re.compile(r"率$|比重$|占比$")  # what 单位：亿元 over the table is not the unit of

Measured = tuple[Role[tuple[str, Decimal]] | None, str]  # the unit with what it multiplies the figure by, or the reason why there is none


def unit_of(found: Figure, row: Row, column: Sequence[Label], said: Label | None, name: str, line: tuple[Unit, ...]) -> Measured:
    """The unit of a figure; ``said`` is the label that makes it a growth or a share, ``line`` what the line over the table names."""
    if found.unit:
        return Role((found.unit, Decimal(1)), found.span), ""
    relative = said is not None and (said.measure == "growth" or bool(said.suffix))
    beside = column if said in column else row.labels
    stated = said and (said.units or tuple(unit for label in beside for unit in label.units))
    if stated:
        return _one(stated, "column" if beside is column else "row")
    if relative:
        ratios = [unit for unit in ([row.unit] if row.unit else []) + list(line) if unit.label == "%"]
        return _one(tuple(ratios[:1]), "unit line")
    of_row = tuple(unit for label in reversed(row.labels) for unit in label.units)
    of_row = of_row or (() if _POINTS.search(name) else row.units)
    of_column = tuple(unit for label in reversed(column) for unit in label.units)
    if row.unit:
        return _one((row.unit, *of_column), "row")
    if of_row:
        return _one((*of_row, *of_column), "row")
    if of_column:
        return _one(of_column, "column")
    over = tuple(unit for label in row.over for unit in label.units)
    if over:
        return _one(over, "row")
    absolute = tuple(unit for unit in line if unit.kind != "ratio") or line
    if absolute and not (absolute == line and len(line) == 1 and line[0].label == "%" and said):
        if absolute[0].kind == "ratio" or not _POINTS.search(name):
            return _one(absolute, "unit line")
        ratios = [unit for unit in line if unit.label == "%"]
        if ratios:
            return _one(tuple(ratios), "unit line")
        return None, "no unit"
    if _BARE.search(name):
        return Role(("", Decimal(1)), found.span), ""
    if name.endswith(_PEOPLE):
        return Role(("人", Decimal(1)), None, ""), ""
    return None, "no unit"


def _one(units: Sequence[Unit], origin: str) -> Measured:
    if len({(unit.label, unit.scale) for unit in units}) != 1:
        return None, "several units" if units else "no unit"
    return Role((units[0].label, units[0].scale), units[0].span, origin), ""
