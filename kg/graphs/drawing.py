"""What the views draw with: rows by their columns, nodes that are there once, edges with and without a claim.

Everything goes column by column: of a million rows each value is turned into plain text once, and a node is made once for all rows that name it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from kg.answers import Cell, Iri, Table
from kg.tables.plain import written
from kg.vocabulary import PLACE

Plain = str | int | None
Names = Sequence[str | None]  # a node for each row, None where a row has none

EVIDENCE = ("claim", "quote", "document", "start", "end")
STATED = ("value", "unit", "bound", "measure", "kind", "base", "period_start", "period_end", "voice")


class Rows:
    """The rows of a table as columns of plain values; what names the same thing is the same string.

    >>> from decimal import Decimal
    >>> rows = Rows(Table(("document", "value"), ((Iri("urn:a"), Decimal("5.20")), (Iri("urn:a"), None))))
    >>> rows["document"], rows["value"]
    (['urn:a', 'urn:a'], ['5.20', None])
    """

    def __init__(self, table: Table) -> None:
        self._cells = dict(zip(table.columns, zip(*table.rows, strict=True) if table.rows else repeat(()), strict=False))
        self._columns: dict[str, list[Any]] = {}

    def __getitem__(self, name: str) -> list[Any]:
        """One column."""
        if name not in self._columns:
            self._columns[name] = _plain(self._cells.pop(name))
        return self._columns[name]

    def facts(self, *names: str) -> Iterator[dict[str, Plain]]:
        """These columns of each row by name."""
        return (dict(zip(names, values, strict=False)) for values in zip(*(self[name] for name in names), strict=True))


def _plain(column: Sequence[Cell]) -> list[Any]:
    types = set(map(type, column))
    if types <= {str, int, type(None)}:
        return list(column)
    if types <= {Iri, type(None)}:
        one: dict[str | None, str | None] = {None: None}
        return [one.setdefault(name, name) for name in (None if cell is None else str(cell) for cell in column)]
    return list(map(plain, column))


def plain(cell: Cell) -> Plain:
    """A cell as an attribute: whole numbers stay, decimals become text, so that no tool rounds them.

    >>> from decimal import Decimal
    >>> plain(12), plain(Decimal("5.20")), plain(None)
    (12, '5.20', None)
    """
    return cell if isinstance(cell, int) else None if cell is None else written(cell)


class Drawing:
    """A view as it grows: a node for each IRI, an edge for each relation and each thing that it rests on."""

    def __init__(self, graph: Any) -> None:
        self.graph = graph
        self._touching: dict[str, set[Plain]] = defaultdict(set)

    # ------------------------------------------------------------------------------------------ nodes

    def nodes(self, rows: Rows, type_: str | list[str], name: str = "", *more: str) -> Names:
        """A node of each row, of the type given, named by the columns ``NAME_iri`` and ``NAME``, with ``more`` columns; what is None is no attribute."""
        name = name or str(type_)
        return self.named(rows[f"{name}_iri"], type_, rows[name], {column: rows[column] for column in more})

    def named(self, iris: Names, types: str | Sequence[str], labels: Sequence[Any], more: Mapping[str, Sequence[Any]]) -> Names:
        """A node for each IRI, with its type, its label and more attributes."""
        each = [types] * len(iris) if isinstance(types, str) else types
        for iri, type_, label, *values in dict.fromkeys(zip(iris, each, labels, *more.values(), strict=True)):
            if iri is not None:
                if iri not in self.graph:
                    self.graph.add_node(iri, type=type_, label=label or iri)
                self.graph.nodes[iri].update((key, value) for key, value in zip(more, values, strict=True) if value is not None)
        return iris

    def documents(self, rows: Rows) -> Names:
        """The document that each row stands in."""
        return self.named(rows["document"], "document", rows["title"], {name: rows[name] for name in ("document", "title")})

    def places(self, rows: Rows) -> Names:
        """The place of each row; one that the gazetteer lacks is a place of its document, and says of which."""
        own = [iri is not None and not iri.startswith(PLACE) for iri in rows["place_iri"]]
        more = {name: [text if kept else None for text, kept in zip(rows[name], own, strict=True)] for name in ("document", "title")}
        return self.named(rows["place_iri"], "place", rows["place"], more)

    def sources(self, rows: Rows) -> Names:
        """What speaks in each row: a person, an unnamed source, or the document itself."""
        silent = [iri is None for iri in rows["speaker_iri"]]
        types = [type_ or "person" for type_ in rows["speaker_type"]]
        speakers = self.named(rows["speaker_iri"], types, rows["speaker"], {name: rows[name] for name in ("body", "document", "title")})
        own = [document if alone else None for document, alone in zip(rows["document"], silent, strict=True)]
        self.named(own, "document", rows["title"], {name: rows[name] for name in ("document", "title")})
        return [document or speaker for document, speaker in zip(own, speakers, strict=True)]

    # ------------------------------------------------------------------------------------------ edges

    def join(self, starts: Names, ends: Names, relation: str) -> None:
        """An edge of that relation, without facts, between the two of each row."""
        for start, end in dict.fromkeys(zip(starts, ends, strict=True)):
            if start is not None and end is not None:
                self.graph.add_edge(start, end, key=relation, relation=relation)

    def state(self, starts: Names, ends: Names, relations: Iterable[str], keys: Iterable[str], facts: Iterable[dict[str, Plain]]) -> None:
        """An edge for each row that has both ends, with its facts, once for each key.

        networkx itself copies the attributes of an edge twice and looks up its ends four times: half the time that a million edges take.
        """
        after, before, touching = self.graph._succ, self.graph._pred, self._touching
        for start, end, relation, key, more in zip(starts, ends, relations, keys, facts, strict=False):
            if start is None or end is None:
                continue
            keyed = after[start].get(end)
            if keyed is None:
                keyed = after[start][end] = before[end][start] = {}
            if key not in keyed:
                more["relation"] = relation
                keyed[key] = more
                if "claim" in more:
                    touching[start].add(more["claim"])
                    touching[end].add(more["claim"])

    def claims(self, starts: Names, ends: Names, relation: str, rows: Rows, *more: str) -> None:
        """An edge for each row that rests on its claim: its words, what it states, and the columns named."""
        keys = (f"{relation} {claim}" for claim in rows["claim"])
        self.state(starts, ends, repeat(relation), keys, rows.facts(*EVIDENCE, *STATED, *more))

    def count(self) -> None:
        """Say of each node how many claims the edges at it rest on, unless the view has said it."""
        for node, data in self.graph.nodes(data=True):
            data.setdefault("claims", len(self._touching.get(node, ())))
