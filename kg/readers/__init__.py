"""Readers: bytes in, ``Source`` out. A reader knows one format; it takes a name and a stream and yields what it holds.

A reader of one document raises InputError; a reader of many yields the error of an item in its place and goes on. A file of many items
(a bulletin) is several documents (``kg.items``).
"""

import importlib
import io
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.characters import legible
from kg.errors import InputError, UsageError, refused
from kg.items import Reader, items_of
from kg.model import Metadata, Source

# module: (media type, extensions)
READERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "text": ("text/plain", (".txt", ".text")),
    "markdown": ("text/markdown", (".md", ".markdown")),
    "html": ("text/html", (".html", ".htm", ".shtml", ".xhtml")),
    "jsonl": ("application/jsonl", (".jsonl", ".ndjson")),
}
_HEAD = 4096  # bytes that a format is recognised by
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*){0,9}<(?:!doctype\s+html|html|head|body|div|table|p|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT = re.compile(rb"\s*(?:---[ \t]*\r?\n[^\s:]{1,40}:|\+\+\+[ \t]*\r?\n[^\s=]{1,40}[ \t]*=)")
_JSON = re.compile(rb'\s*\{\s*"')


def read_file(path: str) -> Iterator[Source]:
    """The documents of a file, ``-`` for stdin; raises InputError at the first one that cannot be read."""
    return _raising(read_each(path))


def read_bytes(name: str, data: bytes, media_type: str | None = None) -> Iterator[Source]:
    """The documents in ``data``, which came under ``name``; raises InputError at the first one that cannot be read.

    >>> [source.text for source in read_bytes("a.html", "<p><b>18130</b>户".encode("gbk"))]
    ['18130户']
    """
    return _raising(_reader(name, data[:_HEAD], media_type)(name, io.BytesIO(data)))


def read_each(path: str, given: Metadata | None = None) -> Iterator[Source | InputError]:
    """The documents of a file, ``-`` for stdin; what cannot be read is yielded as its error, and the rest is read.

    Raises UsageError where an id or address is ``given`` and the file holds several documents: they belong to one.
    """
    items = _each(path)
    return iter(_single(path, items)) if given and (given.id or given.url) else items


def _single(path: str, items: Iterator[Source | InputError]) -> list[Source | InputError]:
    held: list[Source | InputError] = []
    for item in items:
        if isinstance(item, Source) and any(isinstance(other, Source) for other in held):
            raise UsageError(
                "--id、--url 只能给一篇文献，这里有几篇", "--id and --url go with one document, and there are several here", where=path,
                next_zh="把它们写进各行的 id、url 字段", next_en="put them into the fields id and url of each line",
            )  # fmt: skip
        held.append(item)
    return held


def _each(path: str) -> Iterator[Source | InputError]:
    try:
        with _opened(path) as stream:
            head = stream.read(_HEAD)
            stream.seek(0)
            name = legible(path)
            yield from _reader(name, head, None)(name, stream)
    except InputError as error:
        yield error
    except OSError as error:
        yield _unreadable(path, error)


def _raising(items: Iterator[Source | InputError]) -> Iterator[Source]:
    for item in items:
        if isinstance(item, InputError):
            raise item
        yield item


def _opened(path: str) -> BinaryIO:
    if path == "-":
        return io.BytesIO(sys.stdin.buffer.read())
    if Path(path).is_dir():
        raise _folder(path)
    stream = Path(path).open("rb")  # noqa: SIM115 - the caller closes it
    if not stream.seekable():
        with stream:
            return io.BytesIO(stream.read())
    return stream


def _folder(path: str) -> InputError:
    """The error for a folder: which files in it to name, or that there are none of a kind read here."""
    endings = [ending for _, several in READERS.values() for ending in several]
    found = sorted({file.suffix.lower() for file in Path(path).iterdir()}.intersection(endings))
    if not found:
        read = [several[0] for _, several in READERS.values()]
        return _error(
            path, "这是目录，其中没有能读的文件", "this is a folder, and no file in it is of a kind read here",
            f"请给出 {'、'.join(read)} 文件", f"give files that end in {', '.join(read)}",
        )  # fmt: skip
    named = " ".join(str(Path(path) / f"*{ending}") for ending in found)
    return _error(
        path, "这是目录，不是文件", "this is a folder, not a file", f"请给出其中的文件，如 {named}", f"name the files in it: {named}"
    )


def _unreadable(path: str, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return _error(path, "没有这个文件", "there is no such file", "请检查路径", "check the path")
    if isinstance(error, PermissionError):
        return _error(path, "没有权限读取", "no permission to read it", "请检查文件权限", "check its permissions")
    chinese, english = refused(error)
    return _error(path, f"无法读取（{chinese}）", f"it cannot be read ({english})", "请检查文件", "check the file")


def _error(path: str, zh: str, en: str, next_zh: str, next_en: str) -> InputError:
    return InputError(zh, en, where=legible(path), next_zh=next_zh, next_en=next_en)


def _reader(name: str, head: bytes, media_type: str | None) -> Reader:
    member = next((m for m, (media, _) in READERS.items() if media == media_type), None) or _by_name(name, head) or _by_content(head)
    reader: Reader = importlib.import_module(f"kg.readers.{member}").read
    return partial(_items, reader)


def _items(reader: Reader, name: str, stream: BinaryIO) -> Iterator[Source | InputError]:
    """What a reader yields, documents of many items taken apart."""
    for item in reader(name, stream):
        if isinstance(item, Source):
            yield from items_of(item, reader)
        else:
            yield item


def _by_name(name: str, head: bytes) -> str | None:
    extension = Path(name).suffix.lower()
    member = next((m for m, (_, extensions) in READERS.items() if extension in extensions), None)
    return None if member == "text" and _HTML.match(head) else member


def _by_content(head: bytes) -> str:
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if _JSON.match(head):
        return "jsonl"
    return "markdown" if _FRONT.match(head) else "text"
