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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreBusy, StoreDamaged, StoreMissing
from kg.model import Metadata, Reading
from kg.pipeline import reader_digest
from kg.quads import Identity, identity, quads
from kg.resources import resource
from kg.vocabulary import KG, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

VOCABULARY_GRAPH = "https://w3id.org/whoclaims/graph/vocabulary"
PLACES_GRAPH = "https://w3id.org/whoclaims/graph/places"
CATALOGUE_GRAPH = "https://w3id.org/whoclaims/graph/catalogue"
FIXED_GRAPHS = (VOCABULARY_GRAPH, PLACES_GRAPH, CATALOGUE_GRAPH)
_CURRENT = KG + "current"
_VOCABULARIES = ("kg", "metrics", "units", "programmes", "posts")


@dataclass(frozen=True, slots=True)
class Version:
    """One document as the catalogue knows it. ``key`` names its files; ``reader`` is what read it."""

    document: str
    graph: str
    path: str
    received: str
    reader: str

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


class Snapshot:
    """A checkpoint of the store, for reading only. Queries see the union of all its graphs."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name

    @cached_property
    def store(self) -> "Store":
        import pyoxigraph

        return pyoxigraph.Store.read_only(str(self.root / "snapshots" / self.name))

    def query(self, text: str) -> Any:
        """The engine's result of a SPARQL query over the union of the graphs; the usual prefixes are known."""
        return self.store.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)

    def versions(self) -> tuple[Version, ...]:
        """The current version of every document, by document."""
        return _versions(self.store)

    def text(self, version: Version) -> str:
        """The repaired text of a version."""
        return gzip.decompress((self.root / "texts" / f"{self.record(version)['text']}.gz").read_bytes()).decode()

    def record(self, version: Version) -> dict[str, Any]:
        """What is kept about a version beside the graph: names and digests of its files, the metadata given."""
        record: dict[str, Any] = json.loads((self.root / "versions" / f"{version.key}.json").read_text(encoding="utf-8"))
        return record

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
    found = [Version(*(row[name].value for name in ("document", "graph", "path", "received", "reader"))) for row in rows]
    return tuple(sorted(found, key=lambda v: v.document))


@contextmanager
def writing(path: Path | str) -> Iterator["Writer"]:
    """Open a store for writing, alone; makes it where there is none, sweeps what a crash left, publishes a snapshot at the end."""
    root = Path(path)
    root.mkdir(parents=True, exist_ok=True)
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


class Writer:
    """Changes a store, one document at a time."""

    def __init__(self, root: Path) -> None:
        import pyoxigraph

        self.ox = pyoxigraph
        self.root = root
        self.store = pyoxigraph.Store(str(root / "live"))
        self.reader = reader_digest()
        self._sweep()
        self._vocabularies()

    def versions(self) -> tuple[Version, ...]:
        """The current version of every document, by document."""
        return _versions(self.store)

    def given(self, version: Version) -> Metadata:
        """The metadata that was given for a version from outside."""
        record = json.loads((self.root / "versions" / f"{version.key}.json").read_text(encoding="utf-8"))
        return Metadata(**record["given"])

    # ------------------------------------------------------------------------------------------ one document

    def commit(self, reading: Reading, path: str, base: str) -> Version:
        """Make this reading the current version of its document."""
        from kg.claimtable import part

        ids = identity(reading, base)
        source = reading.document.source
        version = Version(ids.document, ids.version, path, sha256(source.received).hexdigest(), self.reader)
        self._changing()
        self._keep(reading, version, ids)
        write_file(self.root / "claims" / f"{version.key}.parquet", part(reading, base))
        old = [v for v in self.versions() if v.document == version.document]
        graph = self.ox.NamedNode(version.graph)
        if version.graph not in [v.graph for v in old]:
            self.store.remove_graph(graph)  # what a crash may have left half-written under this name
            self.store.bulk_extend(quads(reading, base))
        self.store.bulk_extend(self._places(reading))
        self._make_current(version, old)
        return version

    def _make_current(self, version: Version, old: Sequence[Version]) -> None:
        """One transaction: the catalogue points to the new version, and the old one's graph is gone."""
        catalogue = f"GRAPH <{CATALOGUE_GRAPH}>"
        drops = "".join(f" ; DROP SILENT GRAPH <{v.graph}>" for v in old if v.graph != version.graph)
        gone = "".join(f" ; DELETE WHERE {{ {catalogue} {{ <{v.graph}> ?p ?o }} }}" for v in old)
        stated = " ; ".join(
            f"<{KG}{name}> {self.ox.Literal(value)}"
            for name, value in (("path", version.path), ("received", version.received), ("reader", version.reader))
        )
        self.store.update(
            f"DELETE WHERE {{ {catalogue} {{ <{version.document}> <{_CURRENT}> ?old }} }}{gone}{drops} ; "
            f"INSERT DATA {{ {catalogue} {{ <{version.document}> <{_CURRENT}> <{version.graph}> . <{version.graph}> {stated} }} }}"
        )

    def remove(self, version: Version) -> None:
        """Take a document out."""
        self._changing()
        catalogue = f"GRAPH <{CATALOGUE_GRAPH}>"
        self.store.update(
            f"DELETE WHERE {{ {catalogue} {{ <{version.document}> <{_CURRENT}> ?old }} }} ; "
            f"DELETE WHERE {{ {catalogue} {{ <{version.graph}> ?p ?o }} }} ; DROP SILENT GRAPH <{version.graph}>"
        )

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
        graph = self.ox.NamedNode(VOCABULARY_GRAPH)
        for vocabulary in _VOCABULARIES:
            with resource(f"ontology/{vocabulary}.ttl").open("rb") as file:
                parsed = self.ox.parse(file, format=self.ox.RdfFormat.TURTLE, rename_blank_nodes=False)
                self.store.bulk_extend(self.ox.Quad(q.subject, q.predicate, q.object, graph) for q in parsed if not self._blank(q))
        from kg.gazetteer import gazetteer

        self.store.bulk_extend(quad for entry in gazetteer().entries for quad in self._place(entry.code))
        for version in self.versions():
            towns: Any = self.store.query(
                f"SELECT DISTINCT ?place WHERE {{ GRAPH <{version.graph}> {{ ?s ?p ?place FILTER(STRSTARTS(STR(?place), '{PREFIXES['place']}')) }} }}"
            )
            self.store.bulk_extend(quad for row in towns for quad in self._place(row["place"].value.removeprefix(PREFIXES["place"])))
        self.store.update(
            f"DELETE WHERE {{ GRAPH <{CATALOGUE_GRAPH}> {{ <{VOCABULARY_GRAPH}> <{KG}reader> ?old }} }} ; "
            f'INSERT DATA {{ GRAPH <{CATALOGUE_GRAPH}> {{ <{VOCABULARY_GRAPH}> <{KG}reader> "{self.reader}" }} }}'
        )

    def _blank(self, quad: "Quad") -> bool:
        """Axioms on blank nodes (unions of classes) stay in the ontology file: the store holds none, they would be renamed at every load."""
        return isinstance(quad.subject, self.ox.BlankNode) or isinstance(quad.object, self.ox.BlankNode)

    def _places(self, reading: Reading) -> "Iterator[Quad]":
        """The towns a document names; everything above them is there already."""
        codes = {role.value.code for role in reading.places if role.value.code}
        codes |= {claim.place.value.code for claim in reading.claims if claim.place and claim.place.value.code}
        for code in sorted(c for c in codes if len(c) > 6 or c == "100000"):
            yield from self._place(code)

    def _place(self, code: str) -> "Iterator[Quad]":
        from kg.gazetteer import gazetteer

        places = gazetteer()
        entry = places.by_code(code)
        if entry is None:
            return
        node, graph = self.ox.NamedNode(PREFIXES["place"] + code), self.ox.NamedNode(PLACES_GRAPH)

        def quad(predicate: str, value: Any) -> Any:
            prefix, _, local = predicate.partition(":")
            return self.ox.Quad(node, self.ox.NamedNode(PREFIXES[prefix] + local), value, graph)

        yield quad("rdf:type", self.ox.NamedNode(KG + "Place"))
        yield quad("skos:prefLabel", self.ox.Literal(entry.name, language="zh"))
        if entry.short != entry.name:
            yield quad("skos:altLabel", self.ox.Literal(entry.short, language="zh"))
        yield quad("skos:notation", self.ox.Literal(code))
        above = next(iter(places.ancestors(code)), None)
        if above is not None:
            yield quad("schema:containedInPlace", self.ox.NamedNode(PREFIXES["place"] + above.code))

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
        texts = {f"{json.loads((self.root / 'versions' / f'{key}.json').read_text(encoding='utf-8'))['text']}.gz" for key in keys}
        for folder, kept in (("sources", received), ("texts", texts)):
            for file in self.root.joinpath(folder).glob("*"):
                if file.name not in kept:
                    file.unlink()

    def publish(self) -> None:
        """Make what is in the store now what readers open."""
        if self._unpublished.is_file():
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
