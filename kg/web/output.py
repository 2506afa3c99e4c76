"""Where a worker writes its answer: bytes into frames, counted against the limits."""

import json
import re
from typing import IO, Any

from kg.web.frames import DATA, DONE, ERROR, HEAD, SIZE, frame
from kg.web.limits import Limits
from kg.web.problems import Problem, too_large

# what marks a row, and how many rows there are before the first mark: a head has one too, and in JSON it stands between two rows.
# In CSV it counts only outside quotation marks; in JSON a text that holds it counts as a row.
_MARKS = {"csv": (b"\r\n", -1), "tsv": (b"\n", -1), "xml": (b"<result>", 0), "json": (b"},{", 1)}
# in UTF-8: the control characters, U+FFFE and U+FFFF
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_BEGUN = b"\xef\xbf"
_REPLACEMENT = "\ufffd".encode()


class Output:
    """A binary file that cuts what is written into frames and raises Problem beyond the limits."""

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        self.stream, self.limits = stream, limits
        self.problem: Problem | None = None
        self._size = 0
        self._waiting = bytearray()
        self._rows: Rows | None = None

    def head(self, media: str, **more: Any) -> None:
        """What the answer is, before its bytes."""
        self.stream.write(frame(HEAD, json.dumps({"media": media, **more}).encode()))

    def count_rows(self, format: str) -> None:
        """Count the rows of what follows by its marks."""
        self._rows = Rows(*_MARKS[format], quoted=format == "csv")

    def write(self, content: bytes) -> int:
        """Take bytes of the answer."""
        self._size += len(content)
        if self._size > self.limits.size:
            self.refuse(too_large("字节", "bytes", self.limits.size))
        if self._rows is not None and self._rows.count(content) > self.limits.rows:
            self.refuse(too_large("行", "rows", self.limits.rows))
        self._waiting += content
        while len(self._waiting) >= SIZE:
            self.stream.write(frame(DATA, bytes(self._waiting[:SIZE])))
            del self._waiting[:SIZE]
        return len(content)

    def refuse(self, problem: Problem) -> None:
        """Stop writing. The problem is kept: an engine may pass it on as an error of its own."""
        self.problem = problem
        raise problem

    def flush(self) -> None:
        """Frames go out when they are full and at the end."""

    def end(self, problem: Problem | None = None) -> None:
        """Send what is left and the last frame."""
        if self._waiting and problem is None:
            self.stream.write(frame(DATA, bytes(self._waiting)))
        self.stream.write(frame(ERROR, json.dumps(problem.body()).encode()) if problem else frame(DONE))


class Xml:
    """An output whose bytes are XML: a character that XML 1.0 has no way to hold (2.2, Characters) becomes U+FFFD, as in the files of ``kg dump``.

    >>> from io import BytesIO
    >>> written = BytesIO()
    >>> xml = Xml(written)
    >>> xml.write(b"a\\x01\\xef\\xbf"), xml.write(b"\\xbfb"), xml.end(), written.getvalue().decode()
    (4, 2, None, 'a\ufffd\ufffdb')
    """

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self._waiting = b""

    def write(self, content: bytes) -> int:
        """Take bytes; those that may begin a forbidden character wait for the rest of it."""
        text = self._waiting + content
        kept = next((n for n in (2, 1) if _BEGUN.startswith(text[-n:])), 0)
        self._waiting = text[len(text) - kept :]
        self.stream.write(_FORBIDDEN.sub(_REPLACEMENT, text[: len(text) - kept]))
        return len(content)

    def flush(self) -> None:
        """What waits does so until the end."""

    def end(self) -> None:
        """Pass on what waits."""
        self.stream.write(self._waiting)


class Rows:
    """Counts a mark in bytes that come in pieces.

    >>> rows = Rows(b"\\r\\n", 0, quoted=True)
    >>> rows.count(b'a\\r\\n"x\\r'), rows.count(b'\\ny"\\r\\n')
    (1, 2)
    """

    def __init__(self, mark: bytes, before: int, *, quoted: bool) -> None:
        self.mark, self.quoted = mark, quoted
        self.found = before
        self._tail = b""
        self._inside = False

    def count(self, content: bytes) -> int:
        """How many there were up to here."""
        pieces = content.split(b'"') if self.quoted else [content]
        for order, piece in enumerate(pieces):
            if order:
                self._inside = not self._inside
                self._tail = b""
            if not self._inside:
                text = self._tail + piece
                self.found += text.count(self.mark)
                keep = len(self.mark) - 1
                self._tail = text[-keep:] if keep else b""
        return self.found
