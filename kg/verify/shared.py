"""What no document owns: the vocabularies, the places, the names that documents share, the catalogue; and that there is nothing else."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.mappings import current, fingerprint, links, read
from kg.quads import NAMED, literal, named, term
from kg.reference import counties, places, terms, vocabularies
from kg.store import FIXED_GRAPHS, Snapshot, decisions
from kg.verify.graph import triples_of
from kg.verify.mismatch import Mismatch
from kg.verify.version import Found, base_of, names_again
from kg.versions import CURRENT, Version
from kg.vocabulary import CATALOGUE_GRAPH, LINKS_GRAPH, NAMES_GRAPH, PLACES_GRAPH, PREFIXES, VOCABULARY_GRAPH

_READER = term("kg:reader")
_MAPPINGS = term("kg:mappings")


class Shared:
    """The graphs of a store that follow from all its versions; what each of them gives to these is added first."""

    def __init__(self, snapshot: Snapshot, versions: Sequence[Version], reader: str) -> None:
        self.snapshot, self.store, self.versions, self.reader, self.root = snapshot, snapshot.store, versions, reader, snapshot.root
        self._base = base_of(versions[0]) if versions else ""
        self._listed = set(triples_of(self.store, CATALOGUE_GRAPH))
        self._loaded = self._loaded_by()
        self._proven = self._proven_names()
        self._names: dict[str, Version] = {}  # by IRI, a version that bears the name
        self._towns: set[str] = set()
        self._unknown: set[str] = set()  # graphs to which some version gives what is not known

    def add(self, version: Version, found: Found) -> None:
        """What a version gives."""
        for name in found.names or ():
            self._names.setdefault(name, version)
        self._towns.update(found.towns or ())
        self._unknown.update(graph for graph, given in ((NAMES_GRAPH, found.names), (PLACES_GRAPH, found.towns)) if given is None)

    def mismatches(self) -> list[Mismatch]:
        """What is there and does not follow, and what follows and is not there. What another reader made is not known here."""
        return [*self._stray(), *self._catalogue(), *self._following(), *self._links()]

    def _stray(self) -> Iterator[Mismatch]:
        """Graphs that are no version's and not among those that documents share; the default graph is empty."""
        import pyoxigraph as ox

        known = {*FIXED_GRAPHS, *(version.graph for version in self.versions)}
        for graph in self.store.named_graphs():
            if graph.value not in known:
                yield Mismatch(graph.value, "不属于任何文献的图 · a graph of no document", "", graph.value)
        for quad in self.store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            yield Mismatch("", "默认图里的三元组 · a triple in the default graph", "", f"{quad.triple} .")

    def _catalogue(self) -> Iterator[Mismatch]:
        """A document has one current version, and there is nothing else."""
        expected = {f'<{VOCABULARY_GRAPH}> {_READER} "{self._loaded}"'}
        expected.update(line for line in self._listed if line.startswith(f"<{LINKS_GRAPH}> {_MAPPINGS} "))
        for version in self.versions:
            expected.add(f"<{version.document}> <{CURRENT}> <{version.graph}>")
            stated = [*(("path", path) for path in version.paths), ("received", version.received), ("reader", version.reader)]
            expected.update(f"<{version.graph}> {term(f'kg:{name}')} {literal(value)}" for name, value in stated)
        yield from _differing(CATALOGUE_GRAPH, expected, self._listed)
        for document, count in sorted(Counter(version.document for version in self.versions).items()):
            if count > 1:
                yield Mismatch(document, "几个现行版本 · several current versions", "1", str(count))

    def _loaded_by(self) -> str:
        """The reader whose vocabularies and places these are."""
        if any(version.reader == self.reader for version in self.versions):
            return self.reader  # it loads its own before it reads anything
        head = f"<{VOCABULARY_GRAPH}> {_READER} "
        found = [line[len(head) + 1 : -1] for line in self._listed if line.startswith(head)]
        return found[0] if len(found) == 1 else self.reader

    def _following(self) -> Iterator[Mismatch]:
        """The graphs that follow from the vocabularies of this reader and from the versions."""
        expected = {NAMES_GRAPH: self._described(), **(self._reference() if self._loaded == self.reader else {})}
        for graph, triples in expected.items():
            found = set(triples_of(self.store, graph))
            yield from _differing(graph, triples, found & triples if graph in self._unknown else found)

    def _reference(self) -> dict[str, set[str]]:
        """The graphs of vocabularies and places, loaded as they were into this store."""
        import pyoxigraph as ox

        made = ox.Store()
        made.bulk_load(vocabularies(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(VOCABULARY_GRAPH))
        made.bulk_load(terms() + places([*counties(), *self._towns]), ox.RdfFormat.N_QUADS)
        return {graph: set(triples_of(made, graph)) for graph in (VOCABULARY_GRAPH, PLACES_GRAPH)}

    def _described(self) -> set[str]:
        """What should be said of the names that versions bear; where a name is not proven, a document that bears it is read again."""
        lost = self._names.keys() - self._proven.keys()
        given = {triple for version in {self._names[iri] for iri in lost} for triple in names_again(self.snapshot, version)}
        expected = {triple for iri in self._names.keys() - lost for triple in self._proven[iri]}
        return expected | {triple for triple in given if triple.split(" ", 1)[0] in lost}

    def _proven_names(self) -> dict[str, tuple[str, ...]]:
        """What should be said of each name that is there, by its IRI. A name proves itself, since its IRI is made of it."""
        import pyoxigraph as ox

        proven = {}
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(PREFIXES["skos"] + "prefLabel"), None, ox.NamedNode(NAMES_GRAPH)):
            subject, label = str(quad.subject), quad.object
            kind = subject.removeprefix(f"<{self._base}").partition("/")[0]
            if kind in NAMED and isinstance(label, ox.Literal):
                iri, *described = named(self._base, kind, label.value)
                if subject == f"<{iri}>":
                    proven[subject] = tuple(described)
        return proven

    def _links(self) -> Iterator[Mismatch]:
        """The graph of links is what the mapping files make of the things that are here; of files that have changed since, nothing can be said."""
        file = decisions(self.root)
        if f'<{LINKS_GRAPH}> {_MAPPINGS} "{fingerprint(file)}"' not in self._listed:
            return
        rows = current(read(file))
        held = {row.subject_id for row in rows if self._is_described(row.subject_id)}
        expected = {line.removesuffix(f" <{LINKS_GRAPH}> .") for line in links(rows, held)}
        yield from _differing(LINKS_GRAPH, expected, set(triples_of(self.store, LINKS_GRAPH)))

    def _is_described(self, iri: str) -> bool:
        """Whether anything but a link is said of a thing."""
        import pyoxigraph as ox

        return any(
            quad.graph_name != ox.NamedNode(LINKS_GRAPH) for quad in self.store.quads_for_pattern(ox.NamedNode(iri), None, None, None)
        )


def _differing(graph: str, expected: set[str], found: set[str]) -> Iterator[Mismatch]:
    for line in sorted(expected - found):
        yield Mismatch(graph, "少了 · gone", line, "")
    for line in sorted(found - expected):
        yield Mismatch(graph, "多了 · not from the documents", "", line)
