"""HTML as a tree that knows where in the source everything stands.

A small tokeniser and tree builder after the WHATWG HTML standard, in linear time and without recursion: a DOM of a library has
no source positions, and every claim needs its bytes. What is simplified: no foster parenting, no adoption agency.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import InputError

MOST_ELEMENTS = 400_000  # the longest page of a yearbook has some 30,000; more would take gigabytes

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"])
_HEAD = frozenset(["base", "link", "meta", "noscript", "script", "style", "template", "title"])
_SCOPES = frozenset(["table", "td", "th", "caption", "html", "body", "button", "object", "template"])
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
# A start tag that ends an open element of the same scope without an end tag: what it ends.
_ENDS = {
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "tr": {"tr", "td", "th", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tbody": {"tr", "td", "th", "thead", "tbody", "p"},
    "tfoot": {"tr", "td", "th", "thead", "tbody", "p"},
    "option": {"option"},
    **{name: {"p"} for name in BLOCKS - {"body", "html", "li", "dt", "dd", "tr", "td", "th", "tbody", "tfoot"}},
}
_REACH = 6  # open elements that an implied end looks through: p > span > b > div

_OPEN = re.compile(r"<(?:(?P<end>/)?(?P<name>[a-zA-Z][^\s/>]{0,60})|(?P<comment>!--)|[!?/])")
_REST = re.compile(r"""(?>[^>"'=]+|=\s*(?>"[^"]*"|'[^']*')?|["'])*+""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,80})(?:\s*=\s*(?>"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


@dataclass(slots=True, eq=False)
class Text:
    """Characters ``start:end`` of the source between tags, character references not yet resolved."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Element:
    """An element; ``attributes`` is the source of its attributes, read when asked for."""

    name: str
    attributes: str = ""
    children: "list[Element | Text]" = field(default_factory=list)

    def get(self, wanted: str) -> str:
        """The value of an attribute, "" where it has none."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].lower() == wanted:
                return html.unescape(match[2] or match[3] or match[4] or "")
        return ""

    def has(self, wanted: str) -> bool:
        return any(match[1].lower() == wanted for match in _ATTRIBUTE.finditer(self.attributes))

    def descendants(self) -> "Iterator[Element]":
        """All elements below, in the order of the source."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Element)]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))


def parse(source: str, where: str = "") -> Element:
    """The tree of a page under a nameless root; InputError where it has too many elements to be a page.

    >>> root = parse("<p>鹤壁<b>市</b><p>淇县")
    >>> [(child.name, len(child.children)) for child in root.children]
    [('p', 2), ('p', 1)]
    """
    builder = _Builder(where)
    position = pending = 0
    while (mark := source.find("<", position)) >= 0:
        match = _OPEN.match(source, mark)
        if not match:
            position = mark + 1
            continue
        builder.text(pending, mark)
        if match["comment"]:
            end = source.find("-->", mark + 4)
            position = end + 3 if end >= 0 else len(source)
        elif not match["name"]:
            end = source.find(">", mark)
            position = end + 1 if end >= 0 else len(source)
        else:
            position = builder.tag(source, match)
        pending = position
    builder.text(pending, len(source))
    return builder.root


class _Builder:
    """Open elements, and for each scope how many of each name are open there: no end tag is looked for in vain."""

    def __init__(self, where: str) -> None:
        self.root = Element("")
        self.stack = [self.root]
        self.scopes: list[Counter[str]] = [Counter()]
        self.owners: list[Element] = []
        self.where = where
        self.elements = 0

    def text(self, start: int, end: int) -> None:
        if start < end:
            self.stack[-1].children.append(Text(start, end))

    def tag(self, source: str, match: re.Match[str]) -> int:
        """Take a tag in; where reading goes on."""
        name = match["name"].lower()
        rest = _REST.match(source, match.end())
        end = rest.end() if rest else match.end()
        after = min(end + 1, len(source))
        if match["end"]:
            self.close(name)
            return after
        element = Element(name, source[match.end() : end])
        self.open(element)
        if name in _VOID or (element.attributes.endswith("/") and name not in BLOCKS):
            self.close(name)
        elif name in _RAW:
            closing = _RAW_END[name].search(source, after)
            stop = closing.start() if closing else len(source)
            self.text(after, stop)
            after = stop
        return after

    def open(self, element: Element) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise InputError(
                f"网页有超过 {MOST_ELEMENTS} 个元素，不予读取",
                f"a page of more than {MOST_ELEMENTS} elements is not read",
                where=self.where,
                next_zh="请只保存正文部分",
                next_en="save the article alone",
            )
        if self.stack[-1].name == "head" and element.name not in _HEAD:
            self.close("head")
        self._end_implied(_ENDS.get(element.name, set()))
        self.stack[-1].children.append(element)
        self.stack.append(element)
        self.scopes[-1][element.name] += 1
        if element.name in _SCOPES:
            self.scopes.append(Counter())
            self.owners.append(element)

    def close(self, name: str) -> None:
        if name in ("html", "body"):
            return  # whatever stands behind a body that was closed early belongs to it
        if name in _SCOPES:
            self._close_scope(name)
        elif self.scopes[-1][name]:
            while self.stack[-1].name != name:
                self._pop()
            self._pop()

    def _close_scope(self, name: str) -> None:
        for index in range(len(self.owners) - 1, max(0, len(self.owners) - _REACH) - 1, -1):
            if self.owners[index].name == name:
                owner = self.owners[index]
                while self.stack[-1] is not owner:
                    self._pop()
                self._pop()
                return

    def _end_implied(self, names: set[str]) -> None:
        for element in self.stack[: -_REACH - 1 : -1]:
            if element.name in names:
                self.close(element.name)
            elif element.name in _SCOPES or element.name in ("ul", "ol", "dl", "div"):
                return

    def _pop(self) -> None:
        element = self.stack.pop()
        if element.name in _SCOPES:
            self.scopes.pop()
            self.owners.pop()
        self.scopes[-1][element.name] -= 1
