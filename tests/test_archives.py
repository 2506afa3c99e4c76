"""ZIP archives: the same bytes whatever they are written to, and none that looks whole and is not."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import archives

FILES = {"a.csv": [b"x,y\r\n", b"1,2\r\n"], "松溪.json": [b"{}"]}


class Pipe:
    """A stream that cannot seek and does not know where it is."""

    def __init__(self) -> None:
        self.taken = bytearray()

    def write(self, content: bytes) -> int:
        self.taken += content
        return len(content)

    def flush(self) -> None:
        """Nothing waits."""


def test_a_pipe_a_file_and_memory_are_given_the_same_bytes(tmp_path: Path) -> None:
    pipe, memory = Pipe(), io.BytesIO()
    archives.write(pipe, FILES)  # type: ignore[arg-type]
    archives.write(memory, FILES)
    with (tmp_path / "a.zip").open("wb") as file:
        archives.write(file, FILES)
    assert bytes(pipe.taken) == memory.getvalue() == (tmp_path / "a.zip").read_bytes()


def test_it_is_read_back_and_bears_no_date_but_the_first() -> None:
    made = io.BytesIO()
    archives.write(made, FILES)
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {name: b"".join(pieces) for name, pieces in FILES.items()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_breaks_off_does_not_look_whole() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x,y\r\n"
        raise OSError("the store is gone")

    made = io.BytesIO()
    with pytest.raises(OSError, match="the store is gone"):
        archives.write(made, {**FILES, "b.csv": pieces()})
    assert made.getvalue() and not zipfile.is_zipfile(made)
