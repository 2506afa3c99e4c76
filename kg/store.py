"""The store on disk: an Oxigraph database with one named graph a version, the kept bytes beside it, and the snapshot readers open.

::

    live/            the database that one writer at a time changes
    snapshots/N/     checkpoints of it by hard links; ``snapshot`` names the one readers open; ``index/`` in it is derived from it
    claims/KEY.parquet, versions/KEY.json, offsets/KEY, texts/SHA256.gz, sources/SHA256.gz
    unpublished      stands while ``live`` holds changes that no snapshot has yet
    decisions        where people's decisions about links are, once there are any
    lock             held by the writer; it goes with the process

A document's commit: files under their digests, its quads into the graph of the new version, then one small transaction that makes the
version current and drops the old graph. What is not current after a crash is swept when the store is next opened for writing.
"""

import gzip
import os
import re
import shutil
import weakref
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from hashlib import file_digest
from os.path import normpath, relpath
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, TYPE_CHECKING, Any, cast

from kg.characters import legible
from kg.errors import InputError, StoreDamaged, StoreError, StoreMissing
from kg.mappings import Mapping, read
from kg.offsets import OffsetMap
from kg.sparql import names_dataset
from kg.versions import Record, Version, versions_of
from kg.vocabulary import CATALOGUE_GRAPH, LINKS_GRAPH, NAMES_GRAPH, PLACES_GRAPH, PREFIXES, VOCABULARY_GRAPH

if TYPE_CHECKING:
    from pyoxigraph import Store

_OF_LINE = re.compile(r":(?=[0-9]+\Z)")  # before the number of a line
_IN_FILE = re.compile(r"(:[0-9]+)?")  # what follows the path of a file in that of a document in it
DECISIONS = "decisions"  # the path of the file of decisions from the folder that the store stands in; there once that file was
FIXED_GRAPHS = (VOCABULARY_GRAPH, PLACES_GRAPH, NAMES_GRAPH, LINKS_GRAPH, CATALOGUE_GRAPH)
SUMS = "SHA256SUMS"  # in a folder with a dump, the digests of its files
DUMPS = {".nq": "N_QUADS", ".trig": "TRIG", ".jsonld": "JSON_LD"}  # the dumps that hold named graphs, and so all of a store


def place(store: Path | str, path: str) -> str:
    """How a store knows a file: by its path from the folder that the store stands in, with ``/``; standard input is ``-``.

    The colon of a name that ends like the path of a line is spelled out.

    >>> place("news/kg-store", "news/2021/a.txt"), place("kg-store", "./2021/../b.txt"), place("news/kg-store", "c.txt")
    ('2021/a.txt', 'b.txt', '../c.txt')
    >>> print(place("kg-store", "a.txt:3"))
    a.txt\\x3a3
    """
    if path == "-":
        return path
    try:
        found = Path(relpath(path, normpath(Path(store) / ".."))).as_posix()
    except ValueError:  # another drive
        found = Path(normpath(Path.cwd() / path)).as_posix()
    return _OF_LINE.sub(r"\\x3a", legible(found))


def decisions(store: Path | str) -> Path:
    """The file of what people decided about links: beside the store, so that it stays where the store is built anew, or where the store says it is.

    >>> decisions("news/kg-store").as_posix()
    'news/kg-store.sssom.tsv'
    """
    root = Path(normpath(store))
    root = root if root.name else root.resolve()
    stated = root / DECISIONS
    return root.parent / (os.fsdecode(stated.read_bytes()) if stated.is_file() else f"{root.name}.sssom.tsv")


def remember(root: Path, file: Path) -> None:
    """Let a store know where its file of decisions is, so that it is missed where it is gone."""
    told, stated = os.fsencode(relpath(file, normpath(root / ".."))), root / DECISIONS
    if not stated.is_file() or stated.read_bytes() != told:
        write_file(stated, told)


def decided(store: Path | str, mappings: Path | str | None = None) -> tuple[Mapping, ...]:
    """What people decided about links, from a file that is named or from where the store has it; a store that never had any needs no file.

    Raises InputError where the file that is named, or that the store remembers, is not there: its links would be lost without a word.
    """
    file, stated = Path(mappings or decisions(store)), Path(store) / DECISIONS
    if not file.exists() and (mappings is not None or stated.is_file()):
        zh, en = (
            (
                "核对路径；还没有判定，就不要 --mappings 和 KG_MAPPINGS",
                "check the path; where there are no decisions yet, go without --mappings and KG_MAPPINGS",
            )
            if mappings is not None
            else (
                f"放回原处，或用 kg build --mappings 说明它在哪里；不再要这些判定，就删掉 {stated}",
                f"put it back, say where it is with kg build --mappings, or delete {stated} to go without these decisions",
            )
        )
        raise InputError("判定的文件不在这里", "the file of decisions is not there", where=str(file), next_zh=zh, next_en=en)
    return read(file)


def in_line(file: str, line: int) -> str:
    """The path of a document in a line of a file, or of the whole file where that is 0.

    >>> in_line("a.jsonl", 3), in_line("a.txt", 0)
    ('a.jsonl:3', 'a.txt')
    """
    return f"{file}:{line}" if line else file


def stands_in(path: str, file: str) -> bool:
    """Whether a path is that of a file or of a line in it.

    >>> [stands_in(path, "a.txt") for path in ("a.txt", "a.txt:3", "a.txt:b.txt", "a.txt.gz")]
    [True, True, False, False]
    """
    return path.startswith(file) and _IN_FILE.fullmatch(path, len(file)) is not None


def spellings(store: Path | str, name: str) -> tuple[str, ...]:
    """The paths that a name may mean in a store: that of a file as it is found from here, of a line of one, and what ``kg info`` prints.

    >>> spellings("news/kg-store", "news/./a.txt"), spellings("news/kg-store", "a.txt")
    (('a.txt', 'news/a.txt'), ('../a.txt', 'a.txt'))
    >>> spellings("news/kg-store", "news/a.jsonl:3")[1:]
    ('a.jsonl:3', 'news/a.jsonl:3')
    """
    file, *line = _OF_LINE.split(name)
    lines = (f"{place(store, file)}:{line[0]}",) if line else ()
    return place(store, name), *lines, legible(normpath(name))


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

    whole = True  # texts, received bytes and the claim table stand beside the database

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

    def query(self, text: str, prefixes: dict[str, str] = PREFIXES) -> Any:
        """The engine's result of a SPARQL query over the union of the graphs, or over those it names; the usual prefixes are known.

        A query that declares its own is answered sooner with none: the engine reads the IRI of each.
        """
        return self.store.query(text, use_default_graph_as_union=not names_dataset(text), prefixes=prefixes)

    def versions(self) -> tuple[Version, ...]:
        """The current version of every document, by document."""
        return versions_of(self.store)

    def text(self, version: Version) -> str:
        """The repaired text of a version."""
        name = f"texts/{self.record(version).text}.gz"
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

    def record(self, version: Version) -> Record:
        """What is kept of a version beside the graph."""
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


class Dump(Snapshot):
    """A dump: every quad of a store, which every query is answered from, and nothing beside them.

    It is read into a database in a temporary folder, gone when it is closed: a database in memory has another order, in which rows of a page and
    what a query joins to one cell would come.
    """

    whole = False

    def __init__(self, path: Path) -> None:
        super().__init__(path, "")
        self._forget: weakref.finalize[..., Dump] | None = None

    @cached_property
    def store(self) -> "Store":
        import pyoxigraph

        file = self.root / _dumped(self.root) if self.root.is_dir() else self.root
        packed = file.suffix == ".gz"
        ending = Path(file.stem).suffix if packed else file.suffix
        if ending not in DUMPS:
            raise InputError(
                "这个文件不是带命名图的转储", "this file is no dump with named graphs", where=str(file),
                next_zh=f"可用 {'、'.join(DUMPS)}，也可用 gzip 压缩", next_en=f"there are {', '.join(DUMPS)}, also compressed by gzip",
            )  # fmt: skip
        folder = mkdtemp(prefix="whoclaims-")
        self._forget = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)  # at the end of the process too
        store = pyoxigraph.Store(folder)
        try:
            with gzip.open(file) if packed else file.open("rb") as stream:
                store.bulk_load(cast("IO[bytes]", stream), getattr(pyoxigraph.RdfFormat, DUMPS[ending]))
        except (OSError, EOFError, ValueError, SyntaxError, zlib.error) as error:
            raise InputError(
                "读不了这个转储",
                f"this dump cannot be read ({error})",
                where=str(file),
                next_zh="重新取一份",
                next_en="get it once more",
            ) from None
        if not any(store.contains_named_graph(pyoxigraph.NamedNode(graph)) for graph in FIXED_GRAPHS):
            raise InputError(
                "这个文件里没有“谁说的”的库：没有它的词表，也没有它的文献", "this file holds no store of Whoclaims: neither its vocabulary nor its documents",
                where=str(file), next_zh="用 kg dump 写一份转储", next_en="kg dump writes a dump",
            )  # fmt: skip
        return store

    def close(self) -> None:
        super().close()
        if self._forget is not None:
            self._forget()

    def text(self, version: Version) -> str:
        raise self._lacking()

    def received(self, version: Version) -> bytes:
        raise self._lacking()

    def offsets(self, version: Version) -> OffsetMap:
        raise self._lacking()

    def claim_part(self, version: Version) -> bytes:
        raise self._lacking()

    def record(self, version: Version) -> Record:
        raise self._lacking()

    def claim_parts(self) -> tuple[Path, ...]:
        raise self._lacking()

    def _lacking(self) -> StoreError:
        return StoreError(
            "转储里只有 RDF，没有文献的文字、字节和说法表", "a dump holds RDF alone, and neither texts nor bytes of documents nor the claim table",
            where=str(self.root), next_zh="可用 kg ask、kg sparql、kg dump、kg describe；要别的，从原文件建库",
            next_en="kg ask, kg sparql, kg dump and kg describe work; for others build a store from the files",
        )  # fmt: skip


def _dumped(folder: Path) -> str:
    """The dump with named graphs in a folder; raises InputError where it is not the one whose digest stands beside it."""
    listed = [line.split(maxsplit=1) for line in (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines()]
    for digest, name in (line for line in listed if len(line) == 2):
        kept = name.strip().removeprefix("*")
        if Path(kept.removesuffix(".gz")).suffix in DUMPS and Path(kept).name == kept and (folder / kept).is_file():
            with (folder / kept).open("rb") as file:
                if file_digest(file, "sha256").hexdigest() != digest:
                    raise InputError(
                        f"{kept} 与 {SUMS} 不符",
                        f"{kept} is not what {SUMS} says",
                        where=str(folder),
                        next_zh="重新取一份",
                        next_en="get it once more",
                    )
            return kept
    raise InputError(
        "文件夹里没有带命名图的转储", "there is no dump with named graphs in this folder", where=str(folder),
        next_zh="用 kg dump --folder 写一个", next_en="kg dump --folder writes one",
    )  # fmt: skip


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


def record_of(root: Path, version: Version) -> Record:
    """The record of a version, whether a snapshot or only the live database has it."""
    with _kept(root, f"versions/{version.key}.json") as content:
        return Record.from_bytes(content)


def files_of(root: Path, version: Version) -> tuple[str, ...]:
    """The files that a version rests on beside the graph, by their names in the store."""
    key, text = version.key, record_of(root, version).text
    return (f"versions/{key}.json", f"offsets/{key}", f"claims/{key}.parquet", f"sources/{version.received}.gz", f"texts/{text}.gz")


def damaged(root: Path, name: str, error: Exception) -> StoreDamaged:
    """The error that says a file of the store cannot be used."""
    return StoreDamaged(
        f"库里的文件坏了或不见了（{name}，{type(error).__name__}）", f"a file of the store is damaged or gone ({name}, {type(error).__name__})",
        where=str(root), next_zh="删去这个库，从原文件重建", next_en="delete the store and build it again from the files",
    )  # fmt: skip


def is_store(root: Path) -> bool:
    """Whether a store was ever published in a folder."""
    return (root / "snapshot").is_file()


def published(root: Path) -> str:
    """The name of the snapshot that a store was last published as, "" where there is none or what names it is damaged."""
    pointer = root / "snapshot"
    name = pointer.read_bytes().decode("ascii", "replace").strip() if pointer.is_file() else ""
    return name if name.isascii() and name.isdigit() else ""


def open_snapshot(path: Path | str) -> Snapshot:
    """The newest snapshot of a store, or a dump, by its file or folder; raises StoreMissing where there is neither.

    >>> open_snapshot("没有的库")
    Traceback (most recent call last):
    ...
    kg.errors.StoreMissing: 没有的库: 这里没有库。先用 kg build 文件… 建库。
    没有的库: there is no store here. Make one with kg build FILES….
    """
    root = Path(path)
    if root.is_file() or ((root / SUMS).is_file() and not is_store(root)):
        return Dump(root)
    if not is_store(root):
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
