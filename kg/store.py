"""The store on disk: an Oxigraph database with one named graph a version, the kept bytes beside it, and the snapshot readers open.

::

    live/            the database that one writer at a time changes
    snapshots/N/     checkpoints of it by hard links; ``snapshot`` names the one readers open
    claims/KEY.parquet, versions/KEY.json, offsets/KEY, texts/SHA256.gz, sources/SHA256.gz
    unpublished      stands while ``live`` holds changes that no snapshot has yet
    lock             held by the writer; it goes with the process

A document's commit: files under their digests, its quads into the graph of the new version, then one small transaction that makes the
version current and drops the old graph. What is not current after a crash is swept when the store is next opened for writing.
"""

import fcntl
import gzip
import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.errors import StoreBusy, StoreDamaged, StoreError, StoreMissing
from kg.model import Metadata, Reading
from kg.offsets import OffsetMap
from kg.pipeline import reader_digest
from kg.quads import Identity, identity, quads
from kg.resources import resource
from kg.sparql import names_dataset
from kg.vocabulary import KG, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Literal, Quad, Store

VOCABULARY_GRAPH = "https://w3id.org/whoclaims/graph/vocabulary"
PLACES_GRAPH = "https://w3id.org/whoclaims/graph/places"
CATALOGUE_GRAPH = "https://w3id.org/whoclaims/graph/catalogue"
FIXED_GRAPHS = (VOCABULARY_GRAPH, PLACES_GRAPH, CATALOGUE_GRAPH)
_CURRENT = KG + "current"
_VOCABULARIES = ("kg", "metrics", "units", "programmes", "posts")


@dataclass(frozen=True, slots=True)
class Version:
    """One document as the catalogue knows it. ``paths`` are the files it was read from, in order; ``key`` names its files in the
    store; ``reader`` is what read it."""

    document: str
    graph: str
    paths: tuple[str, ...]
    received: str
    reader: str

    @property
    def path(self) -> str:
        return self.paths[0]

    @property
    def key(self) -> str:
        return self.graph.rsplit("/", 1)[-1]


def write_file(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _is_town(code: str) -> bool:
    """Whether a place is described only where a document names it: below the county, and the country."""
    return len(code) > 6 or code == "100000"


class Snapshot:
    """A checkpoint of the store, for reading only. Queries see the union of all its graphs unless they name some with FROM."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name

    @cached_property
    def store(self) -> "Store":
        import pyoxigraph

        try:
            return pyoxigraph.Store.read_only(str(self.root / "snapshots" / self.name))
        except (OSError, ValueError) as error:
            raise _damaged(self.root, f"snapshots/{self.name}", error) from error

    def query(self, text: str) -> Any:
        """The engine's result of a SPARQL query over the union of the graphs, or over those it names; the usual prefixes are known."""
        return self.store.query(text, use_default_graph_as_union=not names_dataset(text), prefixes=PREFIXES)

    def versions(self) -> tuple[Version, ...]:
        """The current version of every document, by document."""
        return _versions(self.store)

    def text(self, version: Version) -> str:
        """The repaired text of a version."""
        name = f"texts/{self.record(version)['text']}.gz"
        with _kept(self.root, name) as content:
            return gzip.decompress(content).decode()

    def received(self, version: Version) -> bytes:
        """The bytes of a version as they were received."""
        with _kept(self.root, f"sources/{version.received}.gz") as content:
            return gzip.decompress(content)

    def offsets(self, version: Version) -> OffsetMap:
        """From characters of the repaired text of a version to bytes received."""
        with _kept(self.root, f"offsets/{version.key}") as content:
            return OffsetMap.from_bytes(content)

    def record(self, version: Version) -> dict[str, Any]:
        """What is kept about a version beside the graph: names and digests of its files, the metadata given."""
        return _record(self.root, version)

    def claim_parts(self) -> tuple[Path, ...]:
        """The parts of the claim table, one a document, by document."""
        return tuple(self.root / "claims" / f"{version.key}.parquet" for version in self.versions())

    def close(self) -> None:
        """Let go of the database."""
        self.__dict__.pop("store", None)

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


@contextmanager
def _kept(root: Path, name: str) -> Iterator[bytes]:
    """The content of a file of the store; raises StoreDamaged where it is gone or cannot be unpacked in the block."""
    try:
        yield (root / name).read_bytes()
    except (OSError, EOFError, ValueError, KeyError, IndexError, TypeError, zlib.error) as error:
        raise _damaged(root, name, error) from error


def _record(root: Path, version: Version) -> dict[str, Any]:
    with _kept(root, f"versions/{version.key}.json") as content:
        record: dict[str, Any] = json.loads(content)
        return {**record, "given": Metadata(**record["given"]), "stated": Metadata(**record["stated"])}


def _damaged(root: Path, name: str, error: Exception) -> StoreDamaged:
    return StoreDamaged(
        f"库里的文件坏了或不见了（{name}，{type(error).__name__}）", f"a file of the store is damaged or gone ({name}, {type(error).__name__})",
        where=str(root), next_zh="删去这个库，从原文件重建", next_en="delete the store and build it again from the files",
    )  # fmt: skip


def open_snapshot(path: Path | str) -> Snapshot:
    """The newest snapshot of a store; raises StoreMissing where there is none.

    >>> open_snapshot("没有的库")
    Traceback (most recent call last):
    ...
    kg.errors.StoreMissing: 没有的库: 这里没有库。先用 kg build 文件… 建库。
    没有的库: there is no store here. Make one with kg build FILES….
    """
    root = Path(path)
    pointer = root / "snapshot"
    if not pointer.is_file():
        raise StoreMissing(
            "这里没有库",
            "there is no store here",
            where=str(path),
            next_zh="先用 kg build 文件… 建库",
            next_en="make one with kg build FILES…",
        )
    name = pointer.read_text(encoding="utf-8").strip()
    if not (root / "snapshots" / name).is_dir():
        raise StoreDamaged(
            "快照不见了", "the snapshot is gone", where=str(path), next_zh="再运行一次 kg build", next_en="run kg build once more"
        )
    return Snapshot(root, name)


def _versions(store: "Store") -> tuple[Version, ...]:
    rows: Any = store.query(
        f"SELECT ?document ?graph ?path ?received ?reader WHERE {{ GRAPH <{CATALOGUE_GRAPH}> {{ ?document <{_CURRENT}> ?graph . "
        f"?graph <{KG}path> ?path ; <{KG}received> ?received ; <{KG}reader> ?reader }} }}"
    )
    paths: dict[tuple[str, str, str, str], list[str]] = {}
    for row in rows:
        document, graph, received, reader = (row[name].value for name in ("document", "graph", "received", "reader"))
        paths.setdefault((document, graph, received, reader), []).append(row["path"].value)
    return tuple(
        Version(document, graph, tuple(sorted(found)), received, reader)
        for (document, graph, received, reader), found in sorted(paths.items())
    )


@contextmanager
def writing(path: Path | str) -> Iterator["Writer"]:
    """Open a store for writing, alone; makes it where there is none, sweeps what a crash left, publishes a snapshot at the end."""
    root = _folder(path)
    with (root / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreBusy(
                "另一个 kg build 正在写这个库", "another kg build is writing to this store", where=str(path),
                next_zh="等它结束再试", next_en="try again when it has ended",
            ) from error  # fmt: skip
        writer = Writer(root)
        try:
            yield writer
        finally:
            writer.publish()


def _folder(path: Path | str) -> Path:
    """The folder of a store, made where there is none; raises StoreError where something else stands there: what is no store is not swept."""
    root = Path(path)
    try:
        root.mkdir(parents=True, exist_ok=True)
        found = {entry.name for entry in root.iterdir()}
    except OSError as error:
        raise StoreError(
            f"这里建不了库（{error.strerror}）", f"no store can be made here ({error.strerror})", where=str(path),
            next_zh="用 --store 换一个位置", next_en="choose another place with --store",
        ) from error  # fmt: skip
    if not {"lock", "live"} <= found and not found <= {"lock", "live"}:
        raise StoreError(
            "这个文件夹不是库，里面有别的文件", "this folder is no store and holds other files", where=str(path),
            next_zh="用 --store 指明一个新文件夹", next_en="name a new folder with --store",
        )  # fmt: skip
    return root


class Writer:
    """Changes a store, one document at a time."""

    def __init__(self, root: Path) -> None:
        import pyoxigraph

        self.ox = pyoxigraph
        self.root = root
        try:
            self.store = pyoxigraph.Store(str(root / "live"))
        except (OSError, ValueError) as error:
            raise _damaged(root, "live", error) from error
        self.reader = reader_digest()
        self._current = {version.document: version for version in _versions(self.store)}
        self._sweep()
        self._vocabularies()

    def versions(self) -> tuple[Version, ...]:
        """The current version of every document, by document."""
        return tuple(version for _, version in sorted(self._current.items()))

    def current(self, document: str) -> Version | None:
        """The current version of a document, None where the store does not hold it."""
        return self._current.get(document)

    def given(self, version: Version) -> Metadata:
        """The metadata that was given for a version from outside."""
        given: Metadata = _record(self.root, version)["given"]
        return given

    # ------------------------------------------------------------------------------------------ one document

    def commit(self, reading: Reading, path: str, base: str) -> Version:
        """Make this reading, which came from that path, the current version of its document."""
        from kg.claimtable import part

        ids = identity(reading, base)
        received = sha256(reading.document.source.received).hexdigest()
        old = self.current(ids.document)
        others = old.paths if old is not None and old.received == received else ()
        version = Version(ids.document, ids.version, tuple(sorted({*others, path})), received, self.reader)
        self._changing()
        self._keep(reading, version, ids)
        write_file(self.root / "claims" / f"{version.key}.parquet", part(reading, base))
        found = quads(reading, base)
        towns = (quad for code in self._towns(found) for quad in self._place(code))
        if old is None or version.graph != old.graph:
            self.store.remove_graph(self.ox.NamedNode(version.graph))  # what a crash may have left half-written under this name
            self.store.bulk_extend(chain(found, towns))
        else:
            self.store.bulk_extend(towns)
        self._move(old, version)
        return version

    def come_from(self, version: Version, paths: Iterable[str]) -> Version:
        """Note from which files a version came; what is in it stays."""
        self._changing()
        moved = replace(version, paths=tuple(sorted(paths)))
        self._move(version, moved)
        return moved

    def remove(self, version: Version) -> None:
        """Take a document out."""
        self._changing()
        self._move(version, None)

    def _move(self, old: Version | None, new: Version | None) -> None:
        """One transaction: the catalogue points to the new version of a document, and the old one's graph is gone."""
        catalogue = f"GRAPH <{CATALOGUE_GRAPH}>"
        steps = []
        if old is not None:
            steps = [
                f"DELETE WHERE {{ {catalogue} {{ <{old.document}> <{_CURRENT}> ?old }} }}",
                f"DELETE WHERE {{ {catalogue} {{ <{old.graph}> ?p ?o }} }}",
            ]
            if new is None or new.graph != old.graph:
                steps.append(f"DROP SILENT GRAPH <{old.graph}>")
            del self._current[old.document]
        if new is not None:
            stated = [*(("path", path) for path in new.paths), ("received", new.received), ("reader", new.reader)]
            said = " ; ".join(f"<{KG}{name}> {self.ox.Literal(value)}" for name, value in stated)
            steps.append(f"INSERT DATA {{ {catalogue} {{ <{new.document}> <{_CURRENT}> <{new.graph}> . <{new.graph}> {said} }} }}")
            self._current[new.document] = new
        self.store.update(" ; ".join(steps))

    def _changing(self) -> None:
        """Note, before the first change, that there is something to publish: a killed run is published by the next."""
        if not self._unpublished.is_file():
            write_file(self._unpublished, b"")

    @property
    def _unpublished(self) -> Path:
        return self.root / "unpublished"

    def _keep(self, reading: Reading, version: Version, ids: Identity) -> None:
        document, source = reading.document, reading.document.source
        text = document.text.encode()
        record = {
            "document": ids.document, "name": source.name, "media_type": source.media_type, "line": source.line, "file_digest": source.file_digest,
            "encoding": source.encoding, "given": asdict(document.given), "stated": asdict(source.metadata), "received": version.received, "text": sha256(text).hexdigest(), "claims": len(reading.claims),
            "statements": len(reading.statements), "skipped": len(reading.skipped), "damaged": len(document.damaged),
        }  # fmt: skip
        write_file(self.root / "sources" / f"{version.received}.gz", gzip.compress(source.received, mtime=0))
        write_file(self.root / "texts" / f"{record['text']}.gz", gzip.compress(text, mtime=0))
        write_file(self.root / "offsets" / version.key, document.offsets.to_bytes())
        write_file(self.root / "versions" / f"{version.key}.json", json.dumps(record, ensure_ascii=False, sort_keys=True).encode())

    # ------------------------------------------------------------------------------------------ the rest of the graph

    def _vocabularies(self) -> None:
        """Load the vocabularies and the places of China down to counties, where they are not the ones in the store."""
        reader = f'ASK {{ GRAPH <{CATALOGUE_GRAPH}> {{ <{VOCABULARY_GRAPH}> <{KG}reader> "{self.reader}" }} }}'
        if bool(self.store.query(reader)):
            return
        self._changing()
        for name in (VOCABULARY_GRAPH, PLACES_GRAPH):
            self.store.remove_graph(self.ox.NamedNode(name))
        self.store.bulk_extend(chain(self._terms(), self._divisions()))  # in one go: each call costs a file on disk
        self.store.update(
            f"DELETE WHERE {{ GRAPH <{CATALOGUE_GRAPH}> {{ <{VOCABULARY_GRAPH}> <{KG}reader> ?old }} }} ; "
            f'INSERT DATA {{ GRAPH <{CATALOGUE_GRAPH}> {{ <{VOCABULARY_GRAPH}> <{KG}reader> "{self.reader}" }} }}'
        )

    def _terms(self) -> "Iterator[Quad]":
        graph = self.ox.NamedNode(VOCABULARY_GRAPH)
        for vocabulary in _VOCABULARIES:
            with resource(f"ontology/{vocabulary}.ttl").open("rb") as file:
                parsed = self.ox.parse(file, format=self.ox.RdfFormat.TURTLE, rename_blank_nodes=False)
                yield from (self.ox.Quad(q.subject, q.predicate, q.object, graph) for q in parsed if not self._blank(q))

    def _divisions(self) -> "Iterator[Quad]":
        """Provinces to counties, and what the documents in the store name below them."""
        from kg.gazetteer import gazetteer

        codes = {entry.code: None for entry in gazetteer().entries}
        for version in self.versions():
            named = self.store.quads_for_pattern(None, None, None, self.ox.NamedNode(version.graph))
            codes |= dict.fromkeys(self._towns(named))
        yield from (quad for code in codes for quad in self._place(code))

    def _blank(self, quad: "Quad") -> bool:
        """Axioms on blank nodes (unions of classes) stay in the ontology file: the store holds none, they would be renamed at every load."""
        return isinstance(quad.subject, self.ox.BlankNode) or isinstance(quad.object, self.ox.BlankNode)

    def _towns(self, found: "Iterable[Quad]") -> list[str]:
        """The codes of the places that quads name and that are not described already: towns and villages, and the country."""
        values = {quad.object.value for quad in found if isinstance(quad.object, self.ox.NamedNode)}
        codes = {value.removeprefix(PREFIXES["place"]) for value in values if value.startswith(PREFIXES["place"])}
        return sorted(code for code in codes if _is_town(code))

    def _forget_towns(self) -> None:
        """Drop the towns that no document names any longer: the graph of places follows from what is in the store, not from what was."""
        graph = self.ox.NamedNode(PLACES_GRAPH)
        for quad in list(self.store.quads_for_pattern(None, self.ox.NamedNode(PREFIXES["skos"] + "notation"), None, graph)):
            town, notation = quad.subject, cast("Literal", quad.object)
            if _is_town(notation.value) and all(q.graph_name == graph for q in self.store.quads_for_pattern(None, None, town)):
                for gone in list(self.store.quads_for_pattern(town, None, None, graph)):
                    self.store.remove(gone)

    def _place(self, code: str) -> "Iterator[Quad]":
        from kg.gazetteer import gazetteer

        places = gazetteer()
        entry = places.by_code(code)
        if entry is None:
            return
        node = self.ox.NamedNode(PREFIXES["place"] + code)

        def quad(predicate: str, value: Any) -> Any:
            return self.ox.Quad(node, self._place_terms[predicate], value, self._place_terms["graph"])

        yield quad("rdf:type", self.ox.NamedNode(KG + "Place"))
        yield quad("skos:prefLabel", self.ox.Literal(entry.name, language="zh"))
        if entry.short != entry.name:
            yield quad("skos:altLabel", self.ox.Literal(entry.short, language="zh"))
        yield quad("skos:notation", self.ox.Literal(code))
        above = next(iter(places.ancestors(code)), None)
        if above is not None:
            yield quad("schema:containedInPlace", self.ox.NamedNode(PREFIXES["place"] + above.code))

    @cached_property
    def _place_terms(self) -> dict[str, Any]:
        names = ("rdf:type", "skos:prefLabel", "skos:altLabel", "skos:notation", "schema:containedInPlace")
        terms = {name: self.ox.NamedNode(PREFIXES[name.partition(":")[0]] + name.partition(":")[2]) for name in names}
        return {**terms, "graph": self.ox.NamedNode(PLACES_GRAPH)}

    # ------------------------------------------------------------------------------------------ recovery and publication

    def _sweep(self) -> None:
        """Drop graphs and files of versions that never became current."""
        current = {v.graph for v in self.versions()}
        graphs: Any = self.store.query("SELECT ?graph WHERE { GRAPH ?graph {} }")
        for row in graphs:
            graph = row["graph"].value
            if graph not in current and graph not in FIXED_GRAPHS:
                self._changing()
                self.store.remove_graph(self.ox.NamedNode(graph))

    def _sweep_files(self, before: Sequence[Version]) -> None:
        """Drop the files of versions that neither this snapshot has nor the one before, which readers may have open."""
        versions = {*self.versions(), *before}
        keys = {v.key for v in versions}
        for folder, suffix in (("claims", ".parquet"), ("versions", ".json"), ("offsets", "")):
            for file in self.root.joinpath(folder).glob("*"):
                if file.name.startswith(".") or file.name.removesuffix(suffix) not in keys:
                    file.unlink()
        received = {f"{v.received}.gz" for v in versions}
        texts = {f"{_record(self.root, version)['text']}.gz" for version in versions}
        for folder, kept in (("sources", received), ("texts", texts)):
            for file in self.root.joinpath(folder).glob("*"):
                if file.name not in kept:
                    file.unlink()

    def publish(self) -> None:
        """Make what is in the store now what readers open."""
        if self._unpublished.is_file():
            self._forget_towns()
            self.store.flush()
            folder = self.root / "snapshots"
            folder.mkdir(exist_ok=True)
            pointer = self.root / "snapshot"
            before = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else "0"
            name = str(int(before) + 1)
            shutil.rmtree(folder / name, ignore_errors=True)
            self.store.backup(str(folder / name))
            write_file(pointer, name.encode())
            self._unpublished.unlink()
            for old in folder.iterdir():  # the one before stays for readers that have it open
                if old.name not in (name, before):
                    shutil.rmtree(old, ignore_errors=True)
            self._sweep_files(Snapshot(self.root, before).versions() if (folder / before).is_dir() else ())
        del self.store
