"""Repair of texts that were damaged on their way: what a ``Source`` says becomes what was written, a ``Document``.

A text without evident signs of damage passes unchanged. Every restored run is recorded with what stood there and how sure it is;
what cannot be restored stays visible and is named as damaged.
"""

from kg.model import Document, Metadata, Repair, Source
from kg.offsets import OffsetMap
from kg.repair.losses import losses
from kg.repair.misread import misread
from kg.repair.mojibake import mojibake
from kg.repair.signs import damaged

__all__ = ["damaged", "repair"]


def repair(source: Source, given: Metadata | None = None) -> Document:
    """The document that ``source`` was before it was damaged; ``given`` is metadata from outside.

    >>> from kg.readers import read_bytes
    >>> [source] = read_bytes("a.txt", "鄉(xiāng)村教育發(fā)展?jié)M意度提升,發(fā)揮著作用".encode())
    >>> document = repair(source)
    >>> document.text, document.repairs[2]
    ('乡村教育发展满意度提升，发挥着作用', Repair(start=6, end=7, was='?jié)M', kind='misaligned', certainty='certain'))
    >>> start, end = document.offsets.span(6, 7)
    >>> source.received[start:end].decode()
    '?jié)M'
    """
    given = given or Metadata()
    text, offsets, repairs = _restored(source.text)
    lost = losses(text, repairs)
    everything = tuple(sorted((*repairs, *lost), key=lambda repair: (repair.start, repair.end))) if lost else repairs
    return Document(source, text, offsets.compose(source.offsets) if offsets else source.offsets, everything, given)


def _restored(text: str) -> tuple[str, OffsetMap | None, tuple[Repair, ...]]:
    """The text as it was written, the map that leads back and what was done; None for the map where nothing was."""
    if damaged(text):
        from kg.repair.restoration import restored

        return restored(text)
    return mojibake(text) or misread(text) or (text, None, ())
