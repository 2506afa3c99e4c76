"""Writing to a store, alone: documents committed and taken out, the vocabularies and places they need, recovery and publication."""

import fcntl
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.contents import Contents
from kg.errors import StoreBusy, StoreError, refused
from kg.mappings import Mapping, current, fingerprint, links
from kg.pipeline import reader_digest
from kg.reference import counties, is_town, places, terms, vocabularies
from kg.store import FIXED_GRAPHS, Snapshot, damaged, decided, decisions, files_of, published, record_of, remember, write_file
from kg.versions import CURRENT, Record, Version, versions_of
from kg.vocabulary import CATALOGUE_GRAPH, KG, LINKS_GRAPH, NAMES_GRAPH, PLACES_GRAPH, PREFIXES, VOCABULARY_GRAPH, document_iri

if TYPE_CHECKING:
    from pyoxigraph import Literal, Quad

Change = tuple[Version | None, Version | None]  # of a document, the version before and after
Arrival = tuple[Contents, str, Version | None]  # what was read, the path it came from, what stood in that path before

# Versions after which a database is put in order, where they are also a quarter of it: 581 documents with 100,000 claims took 9 s of a core
# on top of minutes of reading, and the evidence of one claim then takes 1.0 ms instead of 2.4; 80 reports take 3 s, which the first kg verify gives back.
_MANY = 32
_LOADS = 2  # graphs that are loaded at a time: the engine uses one core for each, and lets go of the interpreter


def _edited(known: Version | None, new: Version, line: int) -> Version | None:
    """What stood in a file before, where neither it nor what stands there now has a name but its bytes. A line of a file is no edition
    of the line that stood there: lines move."""
    base = new.graph.rsplit("version/", 1)[0]
    unnamed = known and not line and all(v.document == document_iri(base, None, None, v.received) for v in (known, new))
    return known if unnamed else None


@contextmanager
def writing(path: Path | str, mappings: Path | str | None = None) -> Iterator["Writer"]:
    """Open a store for writing, alone; makes it where there is none, sweeps what a crash left, publishes a snapshot at the end.

    ``mappings`` is the file of what people decided about links, where it is not the one that the store knows; it is remembered. Raises InputError where
    that file cannot be read, or is not there though it is named or remembered.
    """
    new = not Path(path).is_dir() or not any(Path(path).iterdir())
    root = _folder(path)
    with (root / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreBusy(
                "另一个 kg build 正在写这个库", "another kg build is writing to this store", where=str(path),
                next_zh="等它结束再试", next_en="try again when it has ended",
            ) from error  # fmt: skip
        if not (root / "live").is_dir() and _is_published(root):
            _restore(root)
        writer = Writer(root, mappings)
        try:
            yield writer
        finally:
            if new and not writer.versions():
                writer.abandon()
            else:
                writer.publish()


def _folder(path: Path | str) -> Path:
    """The folder of a store, made where there is none; raises StoreError where something else stands there: what is no store is not swept."""
    root = Path(path)
    try:
        root.mkdir(parents=True, exist_ok=True)
        found = {entry.name for entry in root.iterdir()}
    except OSError as error:
        raise StoreError(
            f"这里建不了库（{refused(error)[0]}）", f"no store can be made here ({refused(error)[1]})", where=str(path),
            next_zh="用 --store 换一个位置", next_en="choose another place with --store",
        ) from error  # fmt: skip
    if not _is_published(root) and not {"lock", "live"} <= found and not found <= {"lock", "live"}:
        raise StoreError(
            "这个文件夹不是库，里面有别的文件", "this folder is no store and holds other files", where=str(path),
            next_zh="用 --store 指明一个新文件夹", next_en="name a new folder with --store",
        )  # fmt: skip
    return root


def _restore(root: Path) -> None:
    """Make the database that is written to anew from the snapshot, which is all there was but for what was not published."""
    name = published(root)
    shutil.rmtree(root / "live.new", ignore_errors=True)
    shutil.copytree(root / "snapshots" / name, root / "live.new")
    (root / "live.new").rename(root / "live")


def _is_published(root: Path) -> bool:
    name = published(root)
    return bool(name) and (root / "snapshots" / name).is_dir()


class Writer:
    """Changes a store, one document at a time."""

    def __init__(self, root: Path, mappings: Path | str | None = None) -> None:
        import pyoxigraph

        self.ox = pyoxigraph
        self.root = root
        try:
            self.store = pyoxigraph.Store(str(root / "live"))
        except (OSError, ValueError) as error:
            raise damaged(root, "live", error) from error
        self.reader = reader_digest()
        self._current = {version.document: version for version in versions_of(self.store)}
        self._dropped = self._unpublished.is_file()  # whether something may be described that no document names any longer
        self._added = 0  # versions that this run put into the database
        self._decided = decided(root, mappings)
        if (file := Path(mappings or decisions(root))).exists():
            remember(root, file)
        self._sweep()
        self._reference: Future[None] | None = None  # loaded while documents are read: it takes as long as an article does
        if not self._has_reference():
            self._changing()
            self._reference = ThreadPoolExecutor(1).submit(self._load_reference, self._drop_reference())

    def versions(self) -> tuple[Version, ...]:
        """The current version of every document, by document."""
        return tuple(version for _, version in sorted(self._current.items()))

    def current(self, document: str) -> Version | None:
        """The current version of a document, None where the store does not hold it."""
        return self._current.get(document)

    def record(self, version: Version) -> Record:
        """What is kept of a version beside the graph."""
        return record_of(self.root, version)

    def holds(self, version: Version) -> bool:
        """Whether every file of a version is in its place."""
        return all((self.root / name).is_file() for name in files_of(self.root, version))

    # ------------------------------------------------------------------------------------------ one document

    def commit(self, arrived: Sequence[Arrival]) -> Iterator[Version]:
        """Make what arrived, of different documents, their current versions, one after the other, each when it is asked for.

        Their graphs are loaded together, which costs the database a third less than one at a time, and their files written meanwhile; no version
        is current before its own transaction, and what is not current is swept.
        """
        self._changing()
        loaded, changes = [], []
        for found, path, known in arrived:
            old = self.current(found.document)
            others = old.paths if old is not None and old.received == found.received else ()
            version = Version(found.document, found.graph, tuple(sorted({*others, path})), found.received, self.reader)
            towns = places(filter(is_town, found.places))
            if old is None or version.graph != old.graph:
                self.store.remove_graph(self.ox.NamedNode(version.graph))  # what a crash may have left half-written under this name
                before = old or _edited(known, version, found.line)
                loaded.append(found.quads + self._lines(self._revision(before, version)) + towns)
            else:
                loaded.append(towns)
            changes.append((old, version, known, path))
        with ThreadPoolExecutor(_LOADS) as pool:
            loads = [pool.submit(self._load, part) for part in (loaded[n::_LOADS] for n in range(_LOADS)) if part]
            for found, _, _ in arrived:
                for name, content in found.files:
                    write_file(self.root / name, content)
            for load in loads:
                load.result()
        for old, version, known, path in changes:
            self._move((old, version), *self._leaving(known, version, path))
            yield version

    def _load(self, quads: Sequence[bytes]) -> None:
        # lenient: our own lines, whose IRIs are minted here, are not validated once more
        self.store.bulk_load(b"".join(quads), format=self.ox.RdfFormat.N_QUADS, lenient=True)

    def _lines(self, quads: "Iterable[Quad]") -> bytes:
        return cast("bytes", self.ox.serialize(quads, format=self.ox.RdfFormat.N_QUADS))

    def _revision(self, old: Version | None, new: Version) -> "list[Quad]":
        """What a version revises: the one before, read from other bytes; where the bytes are the same, what that one revised."""
        if old is None:
            return []
        node, revises, before = (self.ox.NamedNode(iri) for iri in (new.graph, PREFIXES["prov"] + "wasRevisionOf", old.graph))
        same = old.received == new.received
        revised = [quad.object for quad in self.store.quads_for_pattern(before, revises, None, before)] if same else [before]
        return [self.ox.Quad(node, revises, iri, node) for iri in revised]

    def come_from(self, version: Version, path: str, known: Version | None = None) -> None:
        """Note that a version came from this path too, where ``known`` stood before; what is in it stays."""
        moved = replace(version, paths=tuple(sorted({*version.paths, path})))
        changes = [*([(version, moved)] if moved != version else []), *self._leaving(known, version, path)]
        if changes:
            self._changing()
            self._move(*changes)

    def leave(self, version: Version, path: str) -> bool:
        """Take a path from those a document came from; True where it was the last and the document is gone with it."""
        changes = self._leaving(version, None, path)
        if changes:
            self._changing()
            self._move(*changes)
        return any(new is None for _, new in changes)

    def remove(self, version: Version) -> None:
        """Take a document out."""
        self._changing()
        self._move((version, None))

    def _leaving(self, known: Version | None, now: Version | None, path: str) -> list[Change]:
        """What stood in a path leaves it where another document, or none, stands there now."""
        current = self.current(known.document) if known and (now is None or known.document != now.document) else None
        if current is None or path not in current.paths:
            return []
        paths = tuple(p for p in current.paths if p != path)
        return [(current, replace(current, paths=paths) if paths else None)]

    def _move(self, *changes: Change) -> None:
        """One transaction: the catalogue points to the new version of each document, and the old one's graph is gone."""
        self.store.update(" ; ".join(step for change in changes for step in self._steps(*change)))
        for old, new in changes:
            self._dropped |= old is not None and (new is None or new.graph != old.graph)
            self._added += new is not None and (old is None or new.graph != old.graph)
            if old is not None:
                del self._current[old.document]
            if new is not None:
                self._current[new.document] = new

    def _steps(self, old: Version | None, new: Version | None) -> Iterator[str]:
        catalogue = f"GRAPH <{CATALOGUE_GRAPH}>"
        if old is not None:
            yield f"DELETE WHERE {{ {catalogue} {{ <{old.document}> <{CURRENT}> ?old }} }}"
            yield f"DELETE WHERE {{ {catalogue} {{ <{old.graph}> ?p ?o }} }}"
            if new is None or new.graph != old.graph:
                yield f"DROP SILENT GRAPH <{old.graph}>"
        if new is not None:
            stated = [*(("path", path) for path in new.paths), ("received", new.received), ("reader", new.reader)]
            said = " ; ".join(f"<{KG}{name}> {self.ox.Literal(value)}" for name, value in stated)
            yield f"INSERT DATA {{ {catalogue} {{ <{new.document}> <{CURRENT}> <{new.graph}> . <{new.graph}> {said} }} }}"

    def _changing(self) -> None:
        """Note, before the first change, that there is something to publish: a killed run is published by the next."""
        if not self._unpublished.is_file():
            write_file(self._unpublished, b"")

    @property
    def _unpublished(self) -> Path:
        return self.root / "unpublished"

    # ------------------------------------------------------------------------------------------ the rest of the graph

    def _has_reference(self) -> bool:
        """Whether the vocabularies and places in the store are those of this reader."""
        return bool(self.store.query(f"ASK {{ {self._referred()} }}"))

    def _referred(self) -> str:
        """What the catalogue says where they are."""
        return f'GRAPH <{CATALOGUE_GRAPH}> {{ <{VOCABULARY_GRAPH}> <{KG}reader> "{self.reader}" }}'

    def _drop_reference(self) -> list[str]:
        """Drop the vocabularies and places of another reader; returns the codes of the towns that the versions here name.

        What says whose they are goes first: killed on the way, either reader loads its own again.
        """
        self.store.update(f"DELETE WHERE {{ GRAPH <{CATALOGUE_GRAPH}> {{ <{VOCABULARY_GRAPH}> <{KG}reader> ?old }} }}")
        for name in (VOCABULARY_GRAPH, PLACES_GRAPH):
            self.store.remove_graph(self.ox.NamedNode(name))
        graphs = [self.ox.NamedNode(version.graph) for version in self.versions()]
        return sorted({town for graph in graphs for town in self._towns(self.store.quads_for_pattern(None, None, None, graph))})

    def _load_reference(self, towns: Sequence[str]) -> None:
        """Load the vocabularies, the places of China down to counties, and these towns. It only adds, as a commit meanwhile does."""
        self.store.bulk_load(vocabularies(), self.ox.RdfFormat.TURTLE, to_graph=self.ox.NamedNode(VOCABULARY_GRAPH))
        self.store.bulk_load(terms() + places([*counties(), *towns]), self.ox.RdfFormat.N_QUADS)

    def _towns(self, found: "Iterable[Quad]") -> list[str]:
        """The codes of the places that quads name and that are not described already: towns and villages, and the country."""
        values = {quad.object.value for quad in found if isinstance(quad.object, self.ox.NamedNode)}
        codes = {value.removeprefix(PREFIXES["place"]) for value in values if value.startswith(PREFIXES["place"])}
        return sorted(code for code in codes if is_town(code))

    def _forget_towns(self) -> None:
        """Drop the towns that no document names any longer: the graph of places follows from what is in the store, not from what was."""
        graph = self.ox.NamedNode(PLACES_GRAPH)
        for quad in list(self.store.quads_for_pattern(None, self.ox.NamedNode(PREFIXES["skos"] + "notation"), None, graph)):
            town, notation = quad.subject, cast("Literal", quad.object)
            if is_town(notation.value) and all(q.graph_name == graph for q in self.store.quads_for_pattern(None, None, town)):
                for gone in list(self.store.quads_for_pattern(town, None, None, graph)):
                    self.store.remove(gone)

    def _forget_names(self) -> None:
        """Drop the names that no document bears any longer, as the towns."""
        graph = self.ox.NamedNode(NAMES_GRAPH)
        for quad in list(self.store.quads_for_pattern(None, self.ox.NamedNode(PREFIXES["rdf"] + "type"), None, graph)):
            if next(iter(self.store.quads_for_pattern(None, None, quad.subject)), None) is None:
                for gone in list(self.store.quads_for_pattern(quad.subject, None, None, graph)):
                    self.store.remove(gone)

    def _link(self) -> None:
        """Make the graph of links from the mapping files, where they or the things of decisions have changed; only of things that are here."""
        said = f'GRAPH <{CATALOGUE_GRAPH}> {{ <{LINKS_GRAPH}> <{KG}mappings> "{fingerprint(decisions(self.root))}" }}'
        things_changed = bool(self._decided) and (self._dropped or self._added > 0)
        if bool(self.store.query(f"ASK {{ {said} }}")) and not things_changed:
            return
        self._changing()
        graph = self.ox.NamedNode(LINKS_GRAPH)
        self.store.remove_graph(graph)
        rows = current(self._decided)
        lines = links(rows, self._held(rows))
        self.store.bulk_load("".join(f"{line}\n" for line in lines).encode(), self.ox.RdfFormat.N_QUADS)
        self.store.update(f"DELETE WHERE {{ GRAPH <{CATALOGUE_GRAPH}> {{ <{LINKS_GRAPH}> ?p ?o }} }} ; INSERT DATA {{ {said} }}")

    def _held(self, rows: Iterable[Mapping]) -> set[str]:
        """Which of the things that rows are about the store holds."""
        subjects = {row.subject_id for row in rows}
        return {iri for iri in subjects if next(iter(self.store.quads_for_pattern(self.ox.NamedNode(iri), None, None, None)), None)}

    # ------------------------------------------------------------------------------------------ recovery and publication

    def _sweep(self) -> None:
        """Drop graphs and files of versions that never became current."""
        current = {v.graph for v in self.versions()}
        graphs: Any = self.store.query("SELECT ?graph WHERE { GRAPH ?graph {} }")
        for row in graphs:
            graph = row["graph"].value
            if graph not in current and graph not in FIXED_GRAPHS:
                self._changing()
                self._dropped = True
                self.store.remove_graph(self.ox.NamedNode(graph))

    def _sweep_files(self, before: Sequence[Version]) -> None:
        """Drop the files of versions that neither this snapshot has nor the one before, which readers may have open."""
        kept = {name for version in {*self.versions(), *before} for name in files_of(self.root, version)}
        for folder in ("claims", "versions", "offsets", "texts", "sources"):
            for file in self.root.joinpath(folder).glob("*"):
                if f"{folder}/{file.name}" not in kept:
                    file.unlink()

    def _settle(self) -> None:
        """Wait for the reference data; what went wrong with it is raised here. Only then the store says whose it is."""
        if self._reference is not None:
            self._reference.result()
            self._reference = None
            self.store.update(f"INSERT DATA {{ {self._referred()} }}")

    def abandon(self) -> None:
        """Leave no store where none was and nothing could be read."""
        self._settle()
        del self.store
        shutil.rmtree(self.root)

    def _is_due(self) -> bool:
        """Whether the database holds what no snapshot has."""
        return self._unpublished.is_file() or not _is_published(self.root)

    def publish(self) -> None:
        """Make what is in the store now what readers open. The snapshot before stays, for readers that have it open, until the next run."""
        self._settle()
        folder, pointer = self.root / "snapshots", self.root / "snapshot"
        before = published(self.root) or "0"
        name, kept = before, {before}
        if self._is_due():
            self._sweep()  # what a run that was interrupted had loaded and not made current
            if self._dropped:
                self._forget_towns()
                self._forget_names()
        self._link()
        if self._is_due():
            self.store.flush()
            if self._added >= max(_MANY, len(self._current) / 4):
                self.store.optimize()
            folder.mkdir(exist_ok=True)
            name = str(int(before) + 1)
            kept.add(name)
            shutil.rmtree(folder / name, ignore_errors=True)
            self.store.backup(str(folder / name))
            write_file(pointer, name.encode())
            self._unpublished.unlink(missing_ok=True)
        gone = [old for old in folder.iterdir() if old.name not in kept]
        for old in gone:
            shutil.rmtree(old, ignore_errors=True)
        if gone or name != before:
            self._sweep_files(Snapshot(self.root, before).versions() if name != before and (folder / before).is_dir() else ())
        del self.store
