"""Answers as a Python user holds them: tables and triples that draw themselves, in a notebook too, and become data frames."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from kg.answers import Cell, Graph, Table, cell
from kg.tables import write

if TYPE_CHECKING:
    from rdflib import Graph as RdflibGraph

_WIDTH = 120


@dataclass(frozen=True, slots=True, repr=False)
class Result(Table):
    """A table of named columns. Iteration gives a mapping a row; cells are text, integers, decimals, truth values or None.

    >>> from decimal import Decimal
    >>> table = Result(("speaker", "value"), (("周晓禾", Decimal("3.50")), ("林知夏", Decimal("12"))))
    >>> [row["speaker"] for row in table], table.column("value")
    (['周晓禾', '林知夏'], (Decimal('3.50'), Decimal('12')))
    >>> print(table)
     谁       数值
     ─────────────
     周晓禾   3.50
     林知夏     12
    """

    lang: str = "zh"

    def __getitem__(self, place: int) -> Mapping[str, Cell]:
        """A row, counted from 0 or back from -1.

        >>> Result(("speaker",), (("周晓禾",), ("林知夏",)))[-1]
        {'speaker': '林知夏'}
        """
        return dict(zip(self.columns, self.rows[place], strict=True))

    def __bool__(self) -> bool:
        """Whether there are rows; of what ASK answers, whether it is so.

        >>> import kg
        >>> bool(kg.open_examples().sparql("ASK { ?claim kg:voice schema:Claim }"))
        False
        """
        return self.rows[0][0] is not False if self.columns == ("answer",) and len(self) == 1 else len(self) > 0

    def frame(self, library: str = "pandas") -> Any:
        """The table as a data frame of pandas or of polars; what the source states in decimals stays decimal.

        Raises WhoclaimsError with the command that installs the library where it is absent.

        >>> Result(("speaker", "quote"), (("周晓禾", "新建3所学校"),)).frame("polars").columns
        ['speaker', 'quote']
        """
        from kg.tables.frames import frame

        return frame(self, library)

    def __str__(self) -> str:
        out = StringIO()
        write(self, "table", out, self.lang, width=_WIDTH)
        return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).strip("\n")

    def __repr__(self) -> str:
        return f"<{len(self)} × {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The table in a notebook: as a reader says it, each passage below its row."""
        from kg.tables.markup import html

        return html(self, self.lang)


@dataclass(frozen=True, slots=True, repr=False)
class Triples(Graph):
    """The triples of a CONSTRUCT or DESCRIBE, sorted, each there once.

    >>> import kg
    >>> found = kg.open_examples().construct("CONSTRUCT { ?c kg:voice ?v } WHERE { ?c kg:voice ?v ; a schema:Claim }")
    >>> len(found) == len(found.rdflib()) == len(found.table())
    True
    """

    def __iter__(self) -> Iterator[Any]:
        return iter(self.triples)

    def __repr__(self) -> str:
        return f"<{len(self)} triples>"

    def table(self) -> Result:
        """Subject, predicate and object as a table, the cells as in any other."""
        rows = ((cell(t.subject), cell(t.predicate), cell(t.object)) for t in self.triples)
        return Result(("subject", "predicate", "object"), tuple(rows))

    def frame(self, library: str = "pandas") -> Any:
        """Subject, predicate and object as a data frame."""
        return self.table().frame(library)

    def turtle(self) -> str:
        """The triples as Turtle, with the usual prefixes."""
        import pyoxigraph

        from kg.vocabulary import PREFIXES

        content = pyoxigraph.serialize(self.triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES)
        assert content is not None
        return content.decode()

    def rdflib(self) -> "RdflibGraph":
        """The triples as a graph of rdflib."""
        from rdflib import Graph as RdflibGraph

        from kg.vocabulary import PREFIXES

        graph = RdflibGraph()
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        for triple in self.triples:
            graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
        return graph

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def term(value: Any) -> Any:
    """A term of the engine as one of rdflib; a literal keeps its spelling.

    >>> import pyoxigraph as ox
    >>> term(ox.Literal("鹤壁市", language="zh")).n3()
    '"鹤壁市"@zh'
    """
    import pyoxigraph
    import rdflib

    if isinstance(value, pyoxigraph.NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, pyoxigraph.BlankNode):
        return rdflib.BNode(value.value)
    datatype = None if value.language else rdflib.URIRef(value.datatype.value)
    return rdflib.Literal(value.value, lang=value.language, datatype=datatype, normalize=False)
