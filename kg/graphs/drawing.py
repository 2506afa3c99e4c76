"""What the views draw with: rows by their columns, nodes that are there once, edges with and without a claim.

Everything goes column by column: of a million rows each value is turned into plain text once, and a node is made once for all rows that name it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from typing import Any

from kg.answers import Cell, Iri
from kg.tables.plain import written
from kg.vocabulary import PLACE

Plain = str | int | None
Facts = dict[str, Plain]
Names = Sequence[str | None]  # a node for each row, None where a row has none

DOCUMENT = ("document", "title", "date")
EVIDENCE = ("claim", "quote", "document", "start", "end")
STATED = ("value", "bound", "measure", "kind", "voice", "confidence")
OPEN = ("unit", "base", "period_start", "period_end")  # what a claim may leave open


class Rows:
    """The columns of an answer as plain values; what names the same thing is the same string.

    >>> from decimal import Decimal
    >>> rows = Rows({"document": (Iri("urn:a"), Iri("urn:a")), "value": (Decimal("5.20"), None)})
    >>> rows["document"], rows["value"]
    (['urn:a', 'urn:a'], ['5.20', None])
    """

    def __init__(self, columns: Mapping[str, Sequence[Cell]]) -> None:
        """Tuples are turned into plain values when they are asked for, lists hold plain values already."""
        self._cells = dict(columns)
        self._columns: dict[str, Sequence[Any]] = {}

    def __getitem__(self, name: str) -> Sequence[Any]:
        """One column."""
        if name not in self._columns:
            self._columns[name] = _plain(self._cells.pop(name))
        return self._columns[name]

    def facts(self, *names: str) -> Iterator[Facts]:
        """These columns of each row by name; what is None is left out."""
        for values in zip(*(self[name] for name in names), strict=True):
            yield {name: value for name, value in zip(names, values, strict=True) if value is not None}

    def distinct(self, *names: str) -> "Rows":
        """These columns, each combination once, where it comes first.

        >>> rows = Rows({"place": ["浚县", "浚县", "鹤壁市"], "code": ["410621", "410621", "410600"]})
        >>> rows.distinct("place", "code")["place"]
        ['浚县', '鹤壁市']
        """
        found = dict.fromkeys(zip(*(self[name] for name in names), strict=True))
        return Rows({name: list(column) for name, column in zip(names, zip(*found, strict=True) if found else repeat(()), strict=False)})


def _plain(column: Sequence[Cell]) -> Sequence[Any]:
    if isinstance(column, list):
        return column
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

    def nodes(self, rows: Rows, type_: str | Sequence[str], name: str = "", *more: str) -> Names:
        """A node of each row, of the type given, named by the columns ``NAME_iri`` and ``NAME``, with ``more`` columns; what is None is no attribute."""
        name = name or str(type_)
        return self.named(rows[f"{name}_iri"], type_, rows[name], {column: rows[column] for column in more})

    def named(self, iris: Names, types: str | Sequence[str], labels: Sequence[Any], more: Mapping[str, Sequence[Any]]) -> Names:
        """A node for each IRI, with its type, its label and more attributes."""
        each = [types] * len(iris) if isinstance(types, str) else types
        known = self.graph.nodes
        found: dict[str, Facts] = {}
        for iri, type_, label, *values in dict.fromkeys(zip(iris, each, labels, *more.values(), strict=True)):
            if iri is not None:
                data = found.get(iri)
                if data is None:
                    data = found[iri] = {} if iri in known else {"type": type_, "label": label or iri}
                for name, value in zip(more, values, strict=True):
                    if value is not None:
                        data[name] = value
        self.graph.add_nodes_from(found.items())
        return iris

    def posts(self, rows: Rows) -> Names:
        """The post of each row as that of its body: 县长 of one county is another node than 县长 of the next.

        >>> import networkx
        >>> rows = Rows({"post_iri": ["urn:post/1"] * 2, "post": ["县长"] * 2, "body_iri": ["urn:body/1", None], "body": ["松溪县人民政府", None]})
        >>> Drawing(networkx.MultiDiGraph()).posts(rows)
        ['urn:body/1#1', 'urn:post/1']
        """
        pairs = zip(rows["post_iri"], rows["body_iri"], strict=True)
        each = [f"{body}#{post.rpartition('/')[2]}" if post and body else post for post, body in pairs]
        return self.named(each, "post", rows["post"], {name: rows[name] for name in ("post_iri", "body_iri", "body")})

    def documents(self, rows: Rows) -> Names:
        """The document that each row stands in."""
        return self.named(rows["document"], "document", rows["title"], {name: rows[name] for name in DOCUMENT})

    def places(self, rows: Rows) -> Names:
        """The place of each row; one that the gazetteer lacks is a place of its document, and says of which."""
        own = [iri is not None and not iri.startswith(PLACE) for iri in rows["place_iri"]]
        more = {name: [text if kept else None for text, kept in zip(rows[name], own, strict=True)] for name in DOCUMENT}
        return self.named(rows["place_iri"], "place", rows["place"], more)

    def sources(self, rows: Rows) -> Names:
        """What speaks in each row: a person, an unnamed source, or the document itself."""
        each = rows.distinct("speaker_iri", "speaker_type", "speaker", "body", *DOCUMENT)
        types = [type_ or "person" for type_ in each["speaker_type"]]
        self.named(each["speaker_iri"], types, each["speaker"], {name: each[name] for name in ("body", *DOCUMENT)})
        own = [document if speaker is None else None for document, speaker in zip(each["document"], each["speaker_iri"], strict=True)]
        self.named(own, "document", each["title"], {name: each[name] for name in DOCUMENT})
        return [speaker or document for document, speaker in zip(rows["document"], rows["speaker_iri"], strict=True)]

    # ------------------------------------------------------------------------------------------ edges

    def join(self, starts: Names, ends: Names, relation: str) -> None:
        """An edge of that relation, without facts, between the two of each row."""
        for start, end in dict.fromkeys(zip(starts, ends, strict=True)):
            if start is not None and end is not None:
                self.graph.add_edge(start, end, key=relation, relation=relation)

    def state(self, starts: Names, ends: Names, keys: Iterable[str], facts: Sequence[Facts]) -> None:
        """An edge for each row that has both ends, with its facts, among them its ``relation``, once for each key.

        networkx itself copies the attributes of an edge twice and looks up its ends four times: half the time that a million edges take.
        """
        after, before, touching = self.graph._succ, self.graph._pred, self._touching
        for start, end, key, stated in zip(starts, ends, keys, facts, strict=True):
            if start is None or end is None:
                continue
            keyed = after[start].get(end)
            if keyed is None:
                after[start][end] = before[end][start] = {key: stated}
            elif key not in keyed:
                keyed[key] = stated
            claim = stated.get("claim")
            if claim is not None:
                touching[start].add(claim)
                touching[end].add(claim)

    def claims(self, starts: Names, ends: Names, relation: str, rows: Rows, *more: str) -> None:
        """An edge for each row that rests on its claim: its words, what it states, and the columns named; what is None is left out."""
        there = [start is not None and end is not None for start, end in zip(starts, ends, strict=True)]
        columns = (list(compress(rows[name], there)) for name in (*EVIDENCE, *STATED))
        # written out, because that takes half the time of dict(zip(names, values))
        facts: list[Facts] = [
            {
                "claim": claim, "quote": quote, "document": document, "start": first, "end": last, "value": value, "bound": bound, "measure": measure,
                "kind": kind, "voice": voice, "confidence": confidence, "relation": relation,
            }
            for claim, quote, document, first, last, value, bound, measure, kind, voice, confidence in zip(*columns, strict=True)
        ]  # fmt: skip
        for name in (*OPEN, *more):
            for stated, value in zip(facts, compress(rows[name], there), strict=True):
                if value is not None:
                    stated[name] = value
        keys = [f"{relation} {claim}" for claim in compress(rows["claim"], there)]
        self.state(list(compress(starts, there)), list(compress(ends, there)), keys, facts)

    def count(self) -> None:
        """Say of each node how many claims the edges at it rest on, unless the view has said it."""
        for node, data in self.graph.nodes(data=True):
            data.setdefault("claims", len(self._touching.get(node, ())))
