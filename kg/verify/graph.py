"""The graph of one version, read once: its triples as the engine writes them, and by predicate and subject."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from kg.quads import NAMED, Triples, term
from kg.reference import is_town
from kg.store import Snapshot
from kg.versions import Version
from kg.vocabulary import PLACE

if TYPE_CHECKING:
    from pyoxigraph import Store

Objects = Mapping[str, list[str]]
REVISES = term("prov:wasRevisionOf")


def triples_of(store: "Store", graph: str) -> list[str]:
    """The triples of a graph, each a line of N-Triples without its end, as the engine spells it."""
    import pyoxigraph as ox

    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
    return dumped.decode().split(" .\n")[:-1]


class Graph:
    """The triples of a version, without those that say what it ``revises``; terms are spelled as there."""

    def __init__(self, snapshot: Snapshot, version: Version) -> None:
        self.triples: list[str] = []
        self.revises: list[str] = []
        self._stated: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for triple in triples_of(snapshot.store, version.graph):
            subject, predicate, value = triple.split(" ", 2)
            if predicate == REVISES:
                self.revises.append(triple)
            else:
                self.triples.append(triple)
                self._stated[predicate].append((subject, value))
        self._by_subject: dict[str, dict[str, list[str]]] = {}

    def of(self, predicate: str) -> Objects:
        """What a predicate, a prefixed name, says of each subject."""
        if predicate not in self._by_subject:
            found = self._by_subject[predicate] = {}
            for subject, value in self.pairs(predicate):
                found.setdefault(subject, []).append(value)
        return self._by_subject[predicate]

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Its subjects and objects."""
        return iter(self._stated.get(term(predicate), ()))

    def every(self, kind: str) -> list[str]:
        """The nodes of a class."""
        wanted = term(kind)
        return [subject for subject, value in self.pairs("rdf:type") if value == wanted]

    def towns(self) -> frozenset[str]:
        """The codes of the towns and villages it names, and of the country."""
        head = f"<{PLACE}"
        return frozenset(code for code in (value[len(head) : -1] for value in self._objects if value.startswith(head)) if is_town(code))

    def names(self, base: str) -> frozenset[str]:
        """The IRIs, in their brackets, of what it shares with other documents by its name."""
        minted = re.compile(rf"<{re.escape(base)}(?:{'|'.join(NAMED)})/[0-9a-f]{{20}}>")
        return frozenset(filter(minted.fullmatch, self._objects))

    @cached_property
    def _objects(self) -> set[str]:
        """The objects of its triples, each once."""
        return {value for pairs in self._stated.values() for _, value in pairs}

    def differences(self, made: Triples) -> tuple[list[str], list[str]]:
        """Which triples of a reading this graph does not have, and which here are none of them."""
        expected, found = set(made.own), set(self.triples)
        return sorted(expected - found), sorted(found - expected)
