"""Plain text: all of it is the text, line ends apart."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from kg.model import Metadata, Source
from kg.readers.encodings import decode, line_ends
from kg.readers.received import empty, received


def read(name: str, stream: BinaryIO) -> Iterator[Source]:
    """Read a plain text.

    >>> import io
    >>> [source] = read("a.txt", io.BytesIO("\\ufeff鹤壁市\\r\\n淇县".encode()))
    >>> source.text, source.offsets.span(3, 5)
    ('鹤壁市\\n淇县', (12, 17))
    """
    yield source_of(name, received(name, stream))


def source_of(
    name: str, data: bytes, media_type: str = "text/plain", metadata: Metadata | None = None, line: int = 0, digest: str = ""
) -> Source:
    """The source whose text is all of ``data``; raises InputError where there is none."""
    decoded = decode(data, where=name)
    text, lines = line_ends(decoded.text)
    if not text.strip():
        raise empty(name)
    offsets = decoded.offsets if len(text) == len(decoded.text) else lines.compose(decoded.offsets)
    return Source(
        name, data, media_type, decoded.encoding, text, offsets, metadata or Metadata(), line, digest or hashlib.sha256(data).hexdigest()
    )
