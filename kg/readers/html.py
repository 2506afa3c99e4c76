"""HTML: the main text of a page with its title, date, publisher and address; furniture is off.

Inline elements are joined without anything between them (numbers often stand in a ``<span>`` of their own), blocks stand on lines
of their own, the cells of a table are parted by tabs, and one that spans rows or columns leaves the others empty. Each character leads back to
the bytes it was written with.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Metadata, Source
from kg.offsets import OffsetMap, Splice
from kg.readers.encodings import decode
from kg.readers.furniture import SILENT, Furniture
from kg.readers.imprint import imprint
from kg.readers.markup import BLOCKS, Element, Text, parse
from kg.readers.received import received

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_PIECE = re.compile(r"[ \t\r\n\f]+|&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)|[^ \t\r\n\f&]+|&")
_WIDEST = 100  # rows or columns that one cell is let reach over


def read(name: str, stream: BinaryIO) -> Iterator[Source]:
    """Read a page.

    >>> import io
    >>> page = "<title>老旧小区改造</title><div><p>惠及<span>18130</span>户</p><table><tr><td>淇县</td><td>12</td></tr></table></div>"
    >>> [source] = read("a.html", io.BytesIO(page.encode()))
    >>> source.text, source.metadata.title
    ('惠及18130户\\n淇县\\t12', '老旧小区改造')
    >>> start, end = source.offsets.span(2, 8)
    >>> source.received[start:end].decode()
    '18130</span>户'
    """
    data = received(name, stream)
    hint = _DECLARED.search(data[:_HEAD])
    decoded = decode(data, declared=hint[1].decode("ascii") if hint else None, where=name)
    root = parse(decoded.text, name)
    text, offsets, stated = _main_text(root, decoded.text)
    if not text.strip():
        raise InputError(
            "网页里没有正文",
            "the page holds no text",
            where=name,
            next_zh="请检查页面是否要靠脚本才显示正文，另存显示后的页面",
            next_en="see whether the text appears only by script, and save the page as displayed",
        )
    digest = hashlib.sha256(data).hexdigest()
    yield Source(name, data, "text/html", decoded.encoding, text, offsets.compose(decoded.offsets), stated, 0, digest)


def _main_text(root: Element, source: str) -> tuple[str, OffsetMap, Metadata]:
    def words(element: Element) -> str:
        return _Writer(source, None).written(element).text()

    found = Furniture(source)
    found.weigh(root)
    stated = imprint(root, source, found, words)
    found.clear(root, words, stated.title or "")
    written = _Writer(source, found).written(root)
    if not written.text().strip():
        written = _Writer(source, None).written(root)
    return written.text(), written.offsets(), stated


class _Cells:
    """Which column of a data table the cells of the row being written stand in, those counted that reach into it from the left or from above."""

    def __init__(self) -> None:
        self.column = 0  # of the cell that is open
        self.next = 0
        self.reached = 0  # the column up to which tabs were written
        self.written = False
        self.spans: dict[int, int] = {}  # column: rows that a cell still reaches down into

    def row(self, opening: bool) -> str:
        """A row begins or ends; the tabs that close it."""
        if opening:
            self.column = self.next = self.reached = 0
            self.written = False
            return ""
        while self.spans.get(self.next, 0):
            self.next += 1
        closing = "\t" * (self.next - 1 - self.reached) if self.written else ""
        self.spans = {column: rows - 1 for column, rows in self.spans.items() if rows > 1}
        self.written = False
        return closing

    def open(self, cell: Element) -> None:
        """A cell begins at the next column that is free."""
        while self.spans.get(self.next, 0):
            self.next += 1
        self.column = self.next
        self.next += _span(cell, "colspan")
        rows = _span(cell, "rowspan")
        if rows > 1:
            self.spans.update(dict.fromkeys(range(self.column, self.next), rows))

    def reach(self) -> str:
        """The tabs up to the cell that is open, where they are not written yet."""
        tabs = "\t" * (self.column - self.reached)
        self.reached, self.written = self.column, True
        return tabs


def _span(cell: Element, name: str) -> int:
    digits = cell.get(name).strip() if cell.attributes else ""
    return min(int(digits), _WIDEST) if digits.isascii() and digits.isdigit() and len(digits) < 5 and int(digits) else 1


class _Writer:
    """Writes the text of a tree in one pass, without recursion."""

    def __init__(self, source: str, found: Furniture | None) -> None:
        self.source = source
        self.found = found
        self.splice = Splice(source)
        self.last = ""  # the last character written
        self.end = 0  # where the source of it ends
        self.line = False  # a line break is due before the next character
        self.tabs = ""  # and so many tabs, those that close the row before first
        self.soft = False  # a block ended inside a cell
        self.space: tuple[int, int] | None = None  # white space due before the next character
        self.verbatim = 0
        self.tables: list[_Cells | None] = []  # for each open table, where its cells stand; None where it lays the page out

    def written(self, root: Element) -> Splice:
        waiting: list[tuple[Element | Text, bool]] = [(root, True)]
        while waiting:
            node, opening = waiting.pop()
            if isinstance(node, Text):
                self._text(node)
                continue
            if opening and node is not root and (node.name in SILENT if self.found is None else id(node) in self.found.off):
                continue
            self._edge(node, opening)
            if opening:
                waiting.append((node, False))
                waiting.extend((child, True) for child in reversed(node.children))
        return self.splice

    def _edge(self, element: Element, opening: bool) -> None:
        """Note what a start or end tag parts."""
        name = element.name
        if name == "pre":
            self.verbatim += 1 if opening else -1
        elif name == "table":
            self._table(element, opening)
        cells = self.tables[-1] if self.tables else None
        if name in ("td", "th") and cells:
            if opening:
                cells.open(element)
                self.soft = False
        elif name in BLOCKS or (name == "br" and opening):
            if cells and name not in ("table", "tr", "tbody", "thead", "tfoot", "caption"):
                self.soft = True
            else:
                if cells and name == "tr":
                    self.tabs += cells.row(opening)
                self.line = True

    def _table(self, element: Element, opening: bool) -> None:
        if opening:
            weights = self.found.of(element) if self.found else None
            self.tables.append(_Cells() if weights is None or weights.holds_data else None)
        elif self.tables:
            self.tables.pop()

    def _text(self, node: Text) -> None:
        for piece in _PIECE.finditer(self.source, node.start, node.end):
            start, end = piece.span()
            words = piece.group()
            if words[0] == "&" and len(words) > 1:
                words = html.unescape(words)
                self._space(start, end, words) if words in "\r\n\t" else self._write(words, start, end, replaced=True)
            elif words[0] in " \t\r\n\f":
                self._space(start, end, words)
            else:
                self._write(words, start, end)

    def _space(self, start: int, end: int, words: str) -> None:
        if self.verbatim:
            self._write(words.replace("\r\n", "\n").replace("\r", "\n"), start, end, replaced=True)
        else:
            self.space = (self.space[0] if self.space else start, end)

    def _write(self, words: str, start: int, end: int, replaced: bool = False) -> None:
        cells = self.tables[-1] if self.tables else None
        between = (self.tabs + ("\n" if self.line else "") + (cells.reach() if cells else "")) or (" " if self.soft else "")
        if between:
            if self.last:
                self.splice.put(between, self.end, start)
        elif self.space and self.last and not self._broken(self.space, words[0]):
            self.splice.put(" ", *self.space)
        if replaced:
            self.splice.put(words, start, end)
        else:
            self.splice.keep(start, end)
        self.last, self.end = words[-1], end
        self.line, self.tabs, self.soft, self.space = False, "", False, None

    def _broken(self, space: tuple[int, int], following: str) -> bool:
        """Whether white space is only a break of the source line beside a wide character (CSS Text 3, segment break transformation).

        One wide neighbour is enough here: a number and its unit are often written on lines of their own.
        """
        lines = self.source.find("\n", *space) >= 0
        return lines and any(unicodedata.east_asian_width(c) in "WF" for c in (self.last, following))
