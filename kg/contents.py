"""What a store keeps of one version, as bytes: made of a document alone, so that any process can make it."""

import gzip
from dataclasses import dataclass
from hashlib import sha256

from kg.claimtable import part
from kg.model import Reading
from kg.quads import identity, nquads
from kg.versions import Record
from kg.vocabulary import DEFAULT_BASE


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
    ids, document, source = identity(reading, base), reading.document, reading.document.source
    received, text, table = sha256(source.received).hexdigest(), document.text.encode(), part(reading, base)
    record = Record(
        ids.document, received, source.media_type, bool(source.line), document.given, source.metadata, sha256(text).hexdigest(), sha256(table).hexdigest(),
        **counts(reading),
    )  # fmt: skip
    key = ids.version.rsplit("/", 1)[-1]
    files = (
        (f"sources/{received}.gz", gzip.compress(source.received, mtime=0)),
        (f"texts/{record.text}.gz", gzip.compress(text, mtime=0)),
        (f"offsets/{key}", document.offsets.to_bytes()),
        (f"claims/{key}.parquet", table),
        (f"versions/{key}.json", record.to_bytes()),
    )
    places = {claim.place.value.code for claim in reading.claims if claim.place} | {
        reading.head.home_place.value.code if reading.head.home_place else None
    }
    return Contents(
        ids.document, ids.version, received, source.line, tuple(sorted(filter(None, places))),
        record.claims, record.statements, nquads(reading, base), files,
    )  # fmt: skip
