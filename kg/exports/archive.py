"""Tables of nodes and edges in one ZIP: CSV after RFC 4180, UTF-8, lines ended by CRLF, and no date but the first that a ZIP can hold.

One file is one file to mail, to keep and to compare; every tool named in the table of formats opens what is inside.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from kg.exports.elements import spelled, storable

_TO_QUOTE = re.compile('[",\r\n]|^\\s|\\s$')
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


def write(stream: IO[bytes], tables: Mapping[str, Iterable[Sequence[Any]]]) -> None:
    """Write each table as a CSV file of that name."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _READABLE, 3
            with archive.open(entry, "w", force_zip64=True) as file:
                for row in rows:
                    file.write((",".join(map(cell, row)) + "\r\n").encode())


def cell(value: Any) -> str:
    """A cell: nothing for None, ``""`` for empty text, quoted where RFC 4180 asks for it.

    >>> [cell(value) for value in (None, "", True, 12, '他说“好”,\\n就"走"了')]
    ['', '""', 'true', '12', '"他说“好”,\\n就""走""了"']
    """
    if value is None:
        return ""
    text = storable(spelled(value)).replace("\x00", "\ufffd")
    return '"' + text.replace('"', '""') + '"' if not text or _TO_QUOTE.search(text) else text
