"""Markdown (CommonMark): front matter is metadata; the marks of headings, emphasis, links and comments go, the words stay.

Tables stay as they are, and so does every other line of text: a government work report as Markdown is prose with a few marks.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.model import Metadata, Source
from kg.offsets import Splice
from kg.readers.encodings import decode, line_ends
from kg.readers.fields import metadata
from kg.readers.received import empty, received

_FRONT = re.compile(r"\s*---[ \t]*\n(?P<fields>(?:(?!---[ \t]*$).*\n){0,200})---[ \t]*(?:\n|\Z)", re.MULTILINE)
_FIELD = re.compile(r"([^\s:：#][^:：\n]{0,40}?)[ \t]*[:：][ \t]+([^\n]+)")
_TRIGGER = re.compile(r"[*#<>\[\\_]")
# What goes: comment delimiters, the marks of a heading, paired emphasis, the address of a link, a backslash before punctuation.
_MARKS = re.compile(
    r"<!--+[ \t]?|[ \t]?--+>"
    r"|^[ ]{0,3}#{1,6}[ \t]+"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>[^*_\n]{1,400})(?P=strong)"
    r"|(?<![*\w])\*(?=\S)(?P<italic>[^*\n]{1,400})(?<=\S)\*(?!\*)"
    r"|!?\[(?P<label>[^\[\]\n]{0,300})\]\((?:[^()\s]{0,1000})(?:[ ]\"[^\"\n]{0,200}\")?\)"
    r"|\\(?=[!-/:-@\[-`{-~])",
    re.MULTILINE,
)


def read(name: str, stream: BinaryIO) -> Iterator[Source]:
    """Read a Markdown text.

    >>> import io
    >>> [source] = read("a.md", io.BytesIO("---\\ntitle: 工作报告\\n---\\n# 一、**回顾**\\n<!-- 会上 -->\\n".encode()))
    >>> source.metadata.title, source.text
    ('工作报告', '一、回顾\\n会上\\n')
    """
    data = received(name, stream)
    decoded = decode(data, where=name)
    text, lines = line_ends(decoded.text)
    stated, start = _front_matter(text)
    splice = _unmarked(text, start)
    if not splice.text().strip():
        raise empty(name)
    offsets = splice.offsets().compose(lines).compose(decoded.offsets)
    yield Source(name, data, "text/markdown", decoded.encoding, splice.text(), offsets, stated, 0, hashlib.sha256(data).hexdigest())


def _unmarked(text: str, start: int) -> Splice:
    """The body without its marks; only lines that hold one are searched, which most do not."""
    splice = Splice(text)
    searched = start
    while trigger := _TRIGGER.search(text, searched):
        begin = max(start, text.rfind("\n", 0, trigger.start()) + 1)
        searched = (text.find("\n", trigger.start()) + 1) or len(text)
        for match in _MARKS.finditer(text, begin, searched):
            splice.keep(start, match.start())
            if match.lastgroup and match[match.lastgroup]:
                splice.keep(*match.span(match.lastgroup))
            start = match.end()
    splice.keep(start, len(text))
    return splice


def _front_matter(text: str) -> tuple[Metadata, int]:
    """The metadata at the head of ``text`` and where the body begins; lines that are no ``key: value`` are passed over."""
    match = _FRONT.match(text)
    if not match:
        return Metadata(), 0
    pairs = (_FIELD.match(line) for line in match["fields"].splitlines())
    stated = metadata((pair[1], _unquoted(pair[2])) for pair in pairs if pair)
    body = match.end()
    return stated, body + len(text[body:]) - len(text[body:].lstrip("\n"))


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
