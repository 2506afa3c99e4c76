"""Markdown (CommonMark): front matter (YAML or TOML) is metadata; marks go, the words stay.

What goes: the marks of headings, quotations, emphasis, code, links and comments. The bullet or number of a list item stays, as
whoever writes plain text puts it: it tells an item from a heading. Tables and rules stay as they are.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.model import Source
from kg.offsets import Splice
from kg.readers.encodings import decode, line_ends
from kg.readers.front import front_matter
from kg.readers.received import empty, received

_TRIGGER = re.compile(r"[*#<>\[\\_`~]")
# Emphasis as CommonMark has it, but for a lone mark between letters or digits: 3*4*5 is a product.
_MARKS = re.compile(
    r"<!--+[ \t]?|[ \t]?--+>"
    r"|^[ ]{0,3}(?:`{3,}|~{3,})[^`\n]*$"
    r"|^[ ]{0,3}(?:(?:>[ \t]?)+(?:#{1,6}[ \t]+)?|#{1,6}[ \t]+)"
    r"|(?P<ticks>`{1,3})(?P<code>[^`\n]{1,400})(?P=ticks)"
    r"|(?P<strong>\*{2,3}|__)(?=\S)(?P<bold>(?:(?!(?P=strong))[^\n]){1,400})(?<=\S)(?P=strong)"
    r"|(?<![*A-Za-z0-9\\])\*(?=[^\s*])(?P<italic>[^*\n]{1,400})(?<=[^\s\\])\*(?![*A-Za-z0-9])"
    r"|(?<!\w)_(?=[^\s_])(?P<slanted>[^_\n]{1,400})(?<=\S)_(?!\w)"
    r"|!?\[(?P<label>[^\[\]\n]{0,300})\]\((?:[^()\s]{0,1000})(?:[ ]\"[^\"\n]{0,200}\")?\)"
    r"|\\(?=[!-/:-@\[-`{-~])",
    re.MULTILINE,
)
_KEPT = ("bold", "italic", "slanted", "label")  # what other marks may stand in


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
    stated, unused, start = front_matter(text)
    splice = _unmarked(text, start)
    if not splice.text().strip():
        raise empty(name)
    offsets = splice.offsets().compose(lines).compose(decoded.offsets)
    digest = hashlib.sha256(data).hexdigest()
    yield Source(name, data, "text/markdown", decoded.encoding, splice.text(), offsets, stated, 0, digest, unused)


def _unmarked(text: str, start: int) -> Splice:
    """The body without its marks; only lines that hold one are searched, which most do not."""
    splice = Splice(text)
    searched = start
    while trigger := _TRIGGER.search(text, searched):
        begin = max(start, text.rfind("\n", 0, trigger.start()) + 1)
        searched = (text.find("\n", trigger.start()) + 1) or len(text)
        for first, last in _marks(text, begin, searched):
            splice.keep(start, first)
            start = last
    splice.keep(start, len(text))
    return splice


def _marks(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where marks stand, in order."""
    for match in _MARKS.finditer(text, begin, end):
        kept = next((name for name in (*_KEPT, "code") if match[name] is not None), None)
        if kept is None:
            yield match.span()
            continue
        yield match.start(), match.start(kept)
        if kept != "code":
            yield from _marks(text, *match.span(kept))
        yield match.end(kept), match.end()
