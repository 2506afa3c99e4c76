"""Tables of nodes and edges in one ZIP: CSV after RFC 4180, UTF-8, lines ended by CRLF.

One file is one file to mail, to keep and to compare; every tool named in the table of formats opens what is inside.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from kg import archives
from kg.exports.elements import spelled, storable

_TO_QUOTE = re.compile('[",\r\n]|^\\s|\\s$')


def write(stream: IO[bytes], tables: Mapping[str, Iterable[Sequence[Any]]]) -> None:
    """Write each table as a CSV file of that name."""
    archives.write(stream, {name: map(_row, rows) for name, rows in tables.items()})


def _row(values: Sequence[Any]) -> bytes:
    return (",".join(map(cell, values)) + "\r\n").encode()


def cell(value: Any) -> str:
    """A cell: nothing for None, ``""`` for empty text, quoted where RFC 4180 asks for it.

    >>> [cell(value) for value in (None, "", True, 12, '他说“好”,\\n就"走"了')]
    ['', '""', 'true', '12', '"他说“好”,\\n就""走""了"']
    """
    if value is None:
        return ""
    text = storable(spelled(value)).replace("\x00", "\ufffd")
    return '"' + text.replace('"', '""') + '"' if not text or _TO_QUOTE.search(text) else text
