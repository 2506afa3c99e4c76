"""ZIP archives, written as their content comes: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.

The same content gives the same bytes, whatever they are written to: entries bear the first date that a ZIP can hold, and their sizes stand behind
them, as in a stream that cannot go back. Sizes beyond 4 GiB have room.
"""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16
_UNIX = 3


class _Outlet:
    """A stream that is written to and no more."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.write: Callable[[bytes], int] = stream.write
        self.flush = stream.flush

    def close(self) -> None:
        """Take nothing more."""
        self.write = len


def write(stream: IO[bytes], files: Mapping[str, Iterable[bytes]]) -> None:
    """Write files, each given piece by piece. Where one breaks off the archive has no end, so that it never looks whole.

    >>> import io
    >>> made = io.BytesIO()
    >>> write(made, {"松溪.csv": [b"a,b", b"1,2"]})
    >>> zipfile.ZipFile(made).read("松溪.csv")
    b'a,b1,2'
    """
    outlet = _Outlet(stream)
    taking: Any = outlet
    with zipfile.ZipFile(taking, "w") as archive:
        for name, pieces in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _READABLE, _UNIX
            with archive.open(entry, "w", force_zip64=True) as file:
                try:
                    for piece in pieces:
                        file.write(piece)
                except BaseException:
                    outlet.close()
                    raise
