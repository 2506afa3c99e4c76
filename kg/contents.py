"""What a store keeps of one version, as bytes: made of a document alone, so that any process can make it."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from kg.claimtable import part
from kg.model import Reading
from kg.quads import Writer, triples_digest
from kg.versions import Record
from kg.vocabulary import DEFAULT_BASE

_LEVEL = 5  # of gzip: the highest takes twice the time and makes a report 1 % smaller


@dataclass(frozen=True, slots=True)
class Contents:
    """One version: its IRIs and the SHA-256 of the bytes ``received``, its ``quads`` as N-Quads, and its ``files`` by their names in the store.

    ``line`` is that of its source, ``places`` are the codes of the places that it names, ``claims`` and ``statements`` count those found.
    """

    document: str
    graph: str
    received: str
    line: int
    places: tuple[str, ...]
    claims: int
    statements: int
    quads: bytes
    files: tuple[tuple[str, bytes], ...]


def counts(reading: Reading) -> dict[str, int]:
    """How many claims, statements, skipped numbers and damaged passages there are."""
    found = {"claims": reading.claims, "statements": reading.statements, "skipped": reading.skipped, "damaged": reading.document.damaged}
    return {name: len(things) for name, things in found.items()}


def outcome(graph: str, table: str, counted: Mapping[str, int]) -> str:
    """What came of a reading in one SHA-256: of the digests of its graph and of its part of the claim table, and of what was counted.

    >>> outcome("00", "ff", {"claims": 2}) == outcome("00", "ff", {"claims": 3})
    False
    """
    return sha256("\n".join((graph, table, *(f"{name} {counted[name]}" for name in sorted(counted)))).encode()).hexdigest()


def contents(reading: Reading, base: str = DEFAULT_BASE) -> Contents:
    """What is kept of a reading; the same reading gives the same bytes.

    >>> from kg.model import Metadata
    >>> from kg.pipeline import read
    >>> from kg.readers import read_bytes
    >>> from kg.repair import repair
    >>> source, = read_bytes("a.txt", "云岭县建成48个专业合作社。".encode())
    >>> found = contents(read(repair(source, Metadata(id="a", published="2020"))))
    >>> found.claims, [name.split("/")[0] for name, _ in found.files]
    (1, ['sources', 'texts', 'offsets', 'claims', 'versions'])
    """
    writer, document, source = Writer(reading, base), reading.document, reading.document.source
    ids, triples, counted = writer.id, writer.triples, counts(reading)
    received, text, table = sha256(source.received).hexdigest(), document.text.encode(), part(writer)
    of_table = sha256(table).hexdigest()
    record = Record(
        ids.document, received, source.media_type, bool(source.line), document.given, source.metadata, sha256(text).hexdigest(), of_table,
        reading=outcome(triples_digest(triples.own), of_table, counted), **counted,
    )  # fmt: skip
    key = ids.version.rsplit("/", 1)[-1]
    files = (
        (f"sources/{received}.gz", _packed(source.received)),
        (f"texts/{record.text}.gz", _packed(text)),
        (f"offsets/{key}", document.offsets.to_bytes()),
        (f"claims/{key}.parquet", table),
        (f"versions/{key}.json", record.to_bytes()),
    )
    places = {claim.place.value.code for claim in reading.claims if claim.place} | {
        reading.head.home_place.value.code if reading.head.home_place else None
    }
    return Contents(
        ids.document, ids.version, received, source.line, tuple(sorted(filter(None, places))),
        record.claims, record.statements, triples.nquads(), files,
    )  # fmt: skip


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=_LEVEL, mtime=0)
