"""What a worker has written and a client has not read yet: in memory while it is small, in a nameless temporary file beyond.

So a worker is free as soon as its query is done, however slowly the client reads. All files together hold no more than a :class:`Room` has.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from tempfile import SpooledTemporaryFile

_IN_MEMORY = 2**20
_CHUNK = 64 * 1024


class Full(Exception):
    """There is no room for more of an answer."""


class Room:
    """So many bytes that all answers in files may take together."""

    def __init__(self, size: int) -> None:
        self.left = size


class Spool:
    """Bytes with one writer and one reader; it ends well or with an error."""

    def __init__(self, room: Room) -> None:
        self.room, self.taken = room, 0
        self.size = 0
        self.finished = False
        self.error: Exception | None = None
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 — closed when its reader is done
        self._changed = asyncio.Event()

    def append(self, content: bytes) -> None:
        """Put bytes at the end; a spool that was closed takes them and forgets. Raises Full where neither room nor disk has space for them."""
        if not self._file.closed:
            if self.size + len(content) > _IN_MEMORY:
                self._take(self.size + len(content) - self.taken)
            try:
                self._file.seek(self.size)
                self._file.write(content)
                self._file.flush()
            except OSError:
                raise Full from None
        self.size += len(content)
        self._changed.set()

    def _take(self, size: int) -> None:
        if size > self.room.left:
            raise Full
        self.taken += size
        self.room.left -= size

    def finish(self, error: Exception | None = None) -> None:
        """Nothing follows; the first end counts."""
        if not self.finished:
            self.finished, self.error = True, error
        self._changed.set()

    async def filled(self, size: int) -> None:
        """Wait until there are so many bytes or nothing follows."""
        while self.size < size and not self.finished:
            await self._news()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes in their order, as they come; raises the error it ended with."""
        place = 0
        while True:
            while place < self.size:
                self._file.seek(place)
                content = self._file.read(_CHUNK)
                place += len(content)
                yield content
            if self.finished:
                break
            await self._news()
        if self.error is not None:
            raise self.error

    async def _news(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    def close(self) -> None:
        """Let go of the bytes."""
        with suppress(OSError):  # what a full disk did not take
            self._file.close()
        self.room.left += self.taken
        self.taken = 0
