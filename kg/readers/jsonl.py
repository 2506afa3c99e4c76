"""JSON Lines: one document a line, its ``text`` beside metadata fields (https://jsonlines.org).

The bytes received of an item are the UTF-8 of its text; the digest of the file and the line say where it stood.
"""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Source
from kg.readers.fields import metadata, no_dates, of_mapping
from kg.readers.received import LIMIT, empty, received, too_long
from kg.readers.text import source_of

_BLOCK = 1 << 20


def read(name: str, stream: BinaryIO) -> Iterator[Source | InputError]:
    """Read one document a line; a line that cannot be read is yielded as its error and the next ones are read.

    >>> import io
    >>> lines = io.BytesIO('{"text": "鹤壁市", "title": "公报"}\\n{"text": 1}\\n'.encode())
    >>> good, bad = read("a.jsonl", lines)
    >>> good.text, good.metadata.title, good.line, bad.where
    ('鹤壁市', '公报', 1, 'a.jsonl:2')
    """
    sha = hashlib.sha256()
    while block := stream.read(_BLOCK):
        sha.update(block)
    digest, blank, number = sha.hexdigest(), True, 0
    stream.seek(0)
    while line := stream.readline(LIMIT + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > LIMIT:
            blank = False
            while line and not line.endswith(b"\n"):
                line = stream.readline(_BLOCK)
            yield too_long(where)
        elif content := line.removeprefix(b"\xef\xbb\xbf").strip():
            blank = False
            try:
                yield _item(name, where, content, number, digest)
            except InputError as error:
                yield error
    if blank:
        yield empty(name)


def _item(name: str, where: str, line: bytes, number: int, digest: str) -> Source:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _unreadable(where, "这一行不是 JSON", "this line is no JSON") from error
    text = item.get("text") if isinstance(item, dict) else None
    if text is not None and not isinstance(text, str):
        raise _unreadable(where, "这一行的 text 不是字符串", 'the "text" of this line is no string')
    if not text or not text.strip():
        raise _unreadable(where, "这一行没有 text 字段，或其中没有文字", 'this line has no "text", or none with words in it')
    try:
        data = text.encode("utf-8")
        json.dumps(item, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise _unreadable(where, "这一行里有半个代理码位", "this line holds half a surrogate pair") from error
    received(where, io.BytesIO(data))  # what would be refused as a file is refused as a line
    stated = of_mapping(item, where)
    return replace(source_of(name, data, "application/jsonl", metadata(stated), number, digest), unused=no_dates(stated))


def _unreadable(where: str, zh: str, en: str) -> InputError:
    return InputError(
        zh, en, where=where, next_zh='每行应为 {"text": "…", "title": "…"}', next_en='each line should be {"text": "…", "title": "…"}'
    )
