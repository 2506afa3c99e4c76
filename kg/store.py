"""The store on disk: an Oxigraph database with one named graph a version, the kept bytes beside it, and the snapshot readers open.

::

    live/            the database that one writer at a time changes
    snapshots/N/     checkpoints of it by hard links; ``snapshot`` names the one readers open; ``index/`` in it is derived from it
    claims/KEY.parquet, versions/KEY.json, offsets/KEY, texts/SHA256.gz, sources/SHA256.gz
    unpublished      stands while ``live`` holds changes that no snapshot has yet
    lock             held by the writer; it goes with the process

A document's commit: files under their digests, its quads into the graph of the new version, then one small transaction that makes the
version current and drops the old graph. What is not current after a crash is swept when the store is next opened for writing.
"""

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from os.path import normpath, relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.characters import legible
from kg.errors import StoreDamaged, StoreMissing
from kg.model import Metadata
from kg.offsets import OffsetMap
from kg.sparql import names_dataset
from kg.vocabulary import KG, NAMES_GRAPH, PLACES_GRAPH, PREFIXES, VOCABULARY_GRAPH

if TYPE_CHECKING:
    from pyoxigraph import Store

CATALOGUE_GRAPH = "https://w3id.org/whoclaims/graph/catalogue"
FIXED_GRAPHS = (VOCABULARY_GRAPH, PLACES_GRAPH, NAMES_GRAPH, CATALOGUE_GRAPH)
CURRENT = KG + "current"


@dataclass(frozen=True, slots=True)
class Version:
    """One document as the catalogue knows it. ``paths`` are the files it was read from, as ``place`` spells them, in order; ``key``
    names its files in the store; ``reader`` is what read it."""

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


def place(store: Path | str, path: str) -> str:
    """How a store knows a file: by its path from the folder that the store stands in, with ``/``; standard input is ``-``.

    >>> place("news/kg-store", "news/2021/a.txt"), place("kg-store", "./2021/../b.txt"), place("news/kg-store", "c.txt")
    ('2021/a.txt', 'b.txt', '../c.txt')
    """
    if path == "-":
        return path
    try:
        return legible(Path(relpath(path, normpath(Path(store) / ".."))).as_posix())
    except ValueError:  # another drive
        return legible(Path(normpath(Path.cwd() / path)).as_posix())


def spellings(store: Path | str, name: str) -> tuple[str, str]:
    """The paths that a name of a file may mean in a store: that of the file as it is found from here, and the one that ``kg info`` prints.

    >>> spellings("news/kg-store", "news/./a.txt"), spellings("news/kg-store", "a.txt")
    (('a.txt', 'news/a.txt'), ('../a.txt', 'a.txt'))
    """
    return place(store, name), legible(normpath(name))


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
    """A checkpoint of the store, for reading only. Queries see the union of all its graphs unless they name some with FROM."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name
        self.beside: dict[str, Any] = {}  # what was opened beside the database, by name; closed with it

    @cached_property
    def store(self) -> "Store":
        import pyoxigraph

        try:
            return pyoxigraph.Store.read_only(str(self.root / "snapshots" / self.name))
        except (OSError, ValueError) as error:
            raise damaged(self.root, f"snapshots/{self.name}", error) from error

    def query(self, text: str) -> Any:
        """The engine's result of a SPARQL query over the union of the graphs, or over those it names; the usual prefixes are known."""
        return self.store.query(text, use_default_graph_as_union=not names_dataset(text), prefixes=PREFIXES)

    def versions(self) -> tuple[Version, ...]:
        """The current version of every document, by document."""
        return versions_of(self.store)

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

    def claim_part(self, version: Version) -> bytes:
        """The part of the claim table that holds a version, as Parquet."""
        with _kept(self.root, f"claims/{version.key}.parquet") as content:
            return content

    def record(self, version: Version) -> dict[str, Any]:
        """What is kept about a version beside the graph: names and digests of its files, the metadata given."""
        return record_of(self.root, version)

    def claim_parts(self) -> tuple[Path, ...]:
        """The parts of the claim table, one a document, by document."""
        return tuple(self.root / "claims" / f"{version.key}.parquet" for version in self.versions())

    def close(self) -> None:
        """Let go of the database."""
        self.__dict__.pop("store", None)
        while self.beside:
            self.beside.popitem()[1].close()

    def __reduce__(self) -> "tuple[Callable[[Path, str], Snapshot], tuple[Path, str]]":
        """Another process opens it itself, once."""
        return _opened_once, (self.root, self.name)

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


@cache
def _opened_once(root: Path, name: str) -> Snapshot:
    return Snapshot(root, name)


@contextmanager
def _kept(root: Path, name: str) -> Iterator[bytes]:
    """The content of a file of the store; raises StoreDamaged where it is gone or cannot be unpacked in the block."""
    try:
        yield (root / name).read_bytes()
    except (OSError, EOFError, ValueError, KeyError, IndexError, TypeError, zlib.error) as error:
        raise damaged(root, name, error) from error


def record_of(root: Path, version: Version) -> dict[str, Any]:
    """The record of a version, whether a snapshot or only the live database has it."""
    with _kept(root, f"versions/{version.key}.json") as content:
        record: dict[str, Any] = json.loads(content)
        return {**record, "given": Metadata(**record["given"]), "stated": Metadata(**record["stated"])}


def files_of(root: Path, version: Version) -> tuple[str, ...]:
    """The files that a version rests on beside the graph, by their names in the store."""
    text = record_of(root, version)["text"]
    key = version.key
    return (f"versions/{key}.json", f"offsets/{key}", f"claims/{key}.parquet", f"sources/{version.received}.gz", f"texts/{text}.gz")


def damaged(root: Path, name: str, error: Exception) -> StoreDamaged:
    """The error that says a file of the store cannot be used."""
    return StoreDamaged(
        f"库里的文件坏了或不见了（{name}，{type(error).__name__}）", f"a file of the store is damaged or gone ({name}, {type(error).__name__})",
        where=str(root), next_zh="删去这个库，从原文件重建", next_en="delete the store and build it again from the files",
    )  # fmt: skip


def published(root: Path) -> str:
    """The name of the snapshot that a store was last published as, "" where there is none or what names it is damaged."""
    pointer = root / "snapshot"
    name = pointer.read_bytes().decode("ascii", "replace").strip() if pointer.is_file() else ""
    return name if name.isascii() and name.isdigit() else ""


def open_snapshot(path: Path | str) -> Snapshot:
    """The newest snapshot of a store; raises StoreMissing where there is none.

    >>> open_snapshot("没有的库")
    Traceback (most recent call last):
    ...
    kg.errors.StoreMissing: 没有的库: 这里没有库。先用 kg build 文件… 建库。
    没有的库: there is no store here. Make one with kg build FILES….
    """
    root = Path(path)
    if not (root / "snapshot").is_file():
        raise StoreMissing(
            "这里没有库",
            "there is no store here",
            where=str(path),
            next_zh="先用 kg build 文件… 建库",
            next_en="make one with kg build FILES…",
        )
    name = published(root)
    if not name or not (root / "snapshots" / name).is_dir():
        raise StoreDamaged(
            "快照不见了", "the snapshot is gone", where=str(path), next_zh="再运行一次 kg build", next_en="run kg build once more"
        )
    return Snapshot(root, name)


def versions_of(store: "Store") -> tuple[Version, ...]:
    """The current version of every document of a database, by document."""
    rows: Any = store.query(
        f"SELECT ?document ?graph ?path ?received ?reader WHERE {{ GRAPH <{CATALOGUE_GRAPH}> {{ ?document <{CURRENT}> ?graph . "
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
