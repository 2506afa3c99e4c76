"""A folder to publish: the whole store as N-Quads and as Turtle, compressed, the description of the data set with their sizes and digests, and
``SHA256SUMS``, which ``sha256sum -c`` checks (GNU coreutils).

The same store gives the same bytes: a compressed file holds no name and no time. Names in the description lead from where it stands, so that the folder may
be put anywhere.
"""

import gzip
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from kg.descriptions import About, File, describe, turtle
from kg.dumps import DUMPS, write
from kg.errors import StoreError, refused
from kg.store import SUMS, is_store

if TYPE_CHECKING:
    from kg.store import Snapshot

NAME, DESCRIPTION = "whoclaims", "description.ttl"
FORMATS = {
    "nquads": ("N-Quads，带命名图", "N-Quads, with named graphs"),
    "turtle": ("Turtle，三元组各写一次", "Turtle, each triple once"),
}
_HERE = "folder://here/"  # stands for the folder until the description is written relative to it; no other IRI has its scheme


class _Digest:
    """A file that is written and digested at once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.sha256, self.size = stream, sha256(), 0

    def write(self, content: bytes) -> int:
        self.sha256.update(content)
        self.size += len(content)
        return self.stream.write(content)

    def flush(self) -> None:
        self.stream.flush()


def write_folder(snapshot: "Snapshot", folder: Path, about: About = About()) -> tuple[File, ...]:  # noqa: B008 - it is frozen
    """Write the folder, made where there is none; returns the files that hold the data set. Raises StoreError where it cannot be made or is a store."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"这里建不了文件夹（{refused(error)[0]}）", f"no folder can be made here ({refused(error)[1]})", where=str(folder),
            next_zh="换一个位置", next_en="choose another place",
        ) from None  # fmt: skip
    if is_store(folder):
        raise StoreError(
            "这里是一个库，不能写成转储", "there is a store here, which a dump would hide", where=str(folder),
            next_zh="换一个位置", next_en="choose another place",
        )  # fmt: skip
    folder.joinpath(SUMS).unlink(missing_ok=True)  # what is half written has none
    files = tuple(_dump(snapshot, folder, format) for format in FORMATS)
    held = [file._replace(name=_HERE + file.name) for file in files]
    content = turtle(describe(snapshot, about, held), _HERE)
    _whole(folder / DESCRIPTION, content)
    sums = {file.name: file.sha256 for file in files} | {DESCRIPTION: sha256(content).hexdigest()}
    _whole(folder / SUMS, "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode())
    return files


def _dump(snapshot: "Snapshot", folder: Path, format: str) -> File:
    kind = DUMPS[format]
    path = folder / f"{NAME}{kind.ending}.gz"
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as stream:
            digest = _Digest(stream)
            with gzip.GzipFile(filename="", mode="wb", fileobj=cast("IO[bytes]", digest), mtime=0) as compressed:
                write(snapshot, format, cast("IO[bytes]", compressed))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return File(path.name, kind.media, True, digest.size, digest.sha256.hexdigest(), *FORMATS[format])


def _whole(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(content)
    temporary.replace(path)
