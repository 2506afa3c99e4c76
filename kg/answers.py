"""What a query answers: a table of cells, or a graph of triples, both immutable.

Literals keep what they state: integers and decimals stay exact, dates stay at the precision they were written in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.errors import UnknownName
from kg.vocabulary import PREFIXES

_XSD = PREFIXES["xsd"]
_INTEGERS = {_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")}
_NUMBERS = {_XSD + name for name in ("decimal", "double", "float")}


class Iri(str):
    """A string that names a thing and can be looked up.

    >>> isinstance(Iri("https://w3id.org/whoclaims/place/410600"), str)
    True
    """

    __slots__ = ()


Cell = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of cells; iteration gives a mapping a row.

    >>> table = Table(("speaker", "value"), (("周晓禾", Decimal("12")), (None, Decimal("3.5"))))
    >>> [row["speaker"] for row in table], len(table), table.column("value")
    (['周晓禾', None], 2, (Decimal('12'), Decimal('3.5')))
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]  # a tuple, or what is as good as one and makes cells when they are asked for

    def __iter__(self) -> Iterator[Mapping[str, Cell]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of one column; raises UnknownName where there is none of that name."""
        if name not in self.columns:
            raise UnknownName(f"没有列“{name}”", f'there is no column "{name}"', known=self.columns)
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Graph:
    """The triples of a CONSTRUCT or DESCRIBE, sorted by their N-Triples lines and each there once."""

    triples: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.triples)


Answer = Table | Graph


def cell(term: Any) -> Cell:
    """A term of the engine as a cell.

    >>> import pyoxigraph as ox
    >>> cell(ox.Literal("鹤壁市", language="zh")), cell(ox.Literal("5.20", datatype=ox.NamedNode(_XSD + "decimal"))), cell(None)
    ('鹤壁市', Decimal('5.20'), None)
    """
    import pyoxigraph

    if term is None:
        return None
    if isinstance(term, pyoxigraph.NamedNode):
        return Iri(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        return str(term)
    datatype = term.datatype.value
    if datatype in _INTEGERS:
        return int(term.value)
    if datatype in _NUMBERS:
        return Decimal(term.value)
    if datatype == _XSD + "boolean":
        return term.value in ("true", "1")
    return str(term.value)


def read(result: Any, limit: int | None = None) -> Answer:
    """What an engine's result holds, at most ``limit`` rows or triples of it; the answer to ASK is a table of one cell.

    >>> import pyoxigraph as ox
    >>> read(ox.Store().query("SELECT ?人 (1 + 1 AS ?数) {}"))
    Table(columns=('人', '数'), rows=((None, 2),))
    """
    from itertools import islice

    import pyoxigraph

    if isinstance(result, pyoxigraph.QueryBoolean):
        return Table(("answer",), ((bool(result),),))
    if isinstance(result, pyoxigraph.QueryTriples):
        lines = {str(triple): triple for triple in result}
        return Graph(tuple(islice((lines[line] for line in sorted(lines)), limit)))
    columns = tuple(variable.value for variable in result.variables)
    return Table(columns, tuple(tuple(cell(solution[name]) for name in columns) for solution in islice(result, limit)))
