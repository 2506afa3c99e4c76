"""What a worker has written and a client has not read yet: in memory while it is small, in a nameless temporary file beyond.

So a worker is free as soon as its query is done, however slowly the client reads.
"""

import asyncio
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile

_IN_MEMORY = 2**20
_CHUNK = 64 * 1024


class Spool:
    """Bytes with one writer and one reader; it ends well or with an error."""

    def __init__(self) -> None:
        self.size = 0
        self.finished = False
        self.error: Exception | None = None
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 — closed when its reader is done
        self._changed = asyncio.Event()

    def append(self, content: bytes) -> None:
        """Put bytes at the end; a spool that was closed takes them and forgets."""
        if not self._file.closed:
            self._file.seek(self.size)
            self._file.write(content)
        self.size += len(content)
        self._changed.set()

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
        self._file.close()
