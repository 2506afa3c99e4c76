"""Which parts of a page are its text and which are furniture: navigation, breadcrumbs, share buttons, lists of links, footers.

Text is told from links by link density (Kohlschütter, Fankhauser and Nejdl 2010); the words are those of Chinese government sites
and newspapers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.readers.markup import BLOCKS, Element, Text

SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "nav",
        "footer",
        "aside",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "head",
        "title",
        "menu",
        "dialog",
        "map",
        "rt",
        "rp",
        "del",  # struck out: stated no longer
        "s",
        "strike",
    ]
)
_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar"])
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|topmenu|bread\w*|crumbs?|share\w*|bdshare\w*|jiathis\w*|social|foot\w*|copyright|sidebar|aside|relat\w*"
    r"|recommend\w*|tuijian|comments?|pager|pagination|toolbar|search\w*|login|ads?|advert\w*|qrcode|ewm|erweima|print\w*|fontsize|zihao|dayin"
    r"|weizhi|position|location|dqwz|friendlinks?|skip\w*|hotnews|ranking)(?=$|[\s_-])"
)
_WORDS = re.compile(
    r"(?:您?(?:当前|现在)?(?:的)?(?:所在)?(?:的)?位置(?:是)?\s*[:：]|首页\s*(?:>|»|›|→|/|-)|分享(?:到|至)?(?:$|[:：\s])|打印(?:本页)?(?:$|\s)|【?字(?:体|号)\s*[:：]"
    r"|扫一扫|版权所有|copyright|©|主办(?:单位)?[:：]|承办(?:单位)?[:：]|网站(?:标识码|地图|声明)|\S{0,4}ICP备|\S{0,4}公网安备|上一[篇条]|下一[篇条]"
    r"|相关(?:链接|新闻|阅读|附件)|(?:点击|浏览|阅读|访问)(?:数|量|次数)|关闭(?:窗口|本页)?(?:$|\s)|【(?:打印|关闭|收藏)|收藏(?:$|\s)|我要纠错)",
    re.IGNORECASE,
)
LINE = 120  # characters of a line that can be furniture or an imprint by its words
_LINE_ELEMENTS = 60
_LINKED = 0.6  # share of linked characters of a list of links: prose with links has less than a third
_LISTED = 3  # links that make a list
_HOLDS = 0.8  # share of the text that a part holds which is the article
_CELLS = re.compile(r"(?<=\t)[-－−]?[0-9][0-9.,]{0,15}%?(?=\t|$)", re.MULTILINE)
_FIGURES = 2  # cells of figures that make a table of them
CELL_PROSE = 200  # characters in one cell above which a table lays a page out and holds no data
CELL_BREAKS = 3  # lines parted in one cell above which it does: a head of a column has two or three
_SPARED = 0.4  # share of the page above which a part is no furniture, whatever it is called
_PARTS = frozenset(["body", "div", "section", "article", "main", "table", "tbody", "tr", "td", "form", "center", "html"])

_BREAKS = frozenset(["br", "p", "div", "li"])


@dataclass(slots=True)
class Weights:
    """Characters in an element, without white space: all of them, those in links, those in the largest cell; counts of elements, and of
    what breaks a line: all of them, those in the cell that has most."""

    characters: int = 0
    linked: int = 0
    widest: int = 0
    elements: int = 1
    links: int = 0
    tables: int = 0
    breaks: int = 0
    broken: int = 0

    def add(self, below: "Weights") -> None:
        self.characters += below.characters
        self.linked += below.linked
        self.widest = max(self.widest, below.widest)
        self.elements += below.elements
        self.links += below.links
        self.tables += below.tables
        self.breaks += below.breaks
        self.broken = max(self.broken, below.broken)

    @property
    def small(self) -> bool:
        """Whether it is a line, so that its words may be looked at: reading every level of a deep nest would be quadratic."""
        return 0 < self.characters <= LINE and self.elements <= _LINE_ELEMENTS

    @property
    def holds_data(self) -> bool:
        """Whether a table of these weights holds data; one with a table or a page of prose in a cell lays the page out."""
        return self.tables == 1 and self.widest <= CELL_PROSE and self.broken <= CELL_BREAKS

    @property
    def prose(self) -> int:
        return self.characters - self.linked


@dataclass(slots=True)
class Furniture:
    """The elements of a page that are none of its text, by identity.

    >>> from kg.readers.markup import parse
    >>> page = "<div class='nav'><a>首页</a><a>新闻</a></div><div><p>全市共有12个小区。</p></div>"
    >>> root, found = parse(page), Furniture(page)
    >>> found.clear(root, lambda element: "", "")
    >>> [id(child) in found.off for child in root.children]
    [True, False]
    """

    source: str
    off: set[int] = field(default_factory=set)
    weights: dict[int, Weights] = field(default_factory=dict)

    def weigh(self, root: Element) -> Weights:
        """Weigh every element below ``root`` that is not off already."""
        order: list[tuple[Element, bool]] = []
        waiting = [(root, False)]
        while waiting:
            element, linked = waiting.pop()
            linked = linked or element.name == "a"
            order.append((element, linked))
            waiting.extend((c, linked) for c in element.children if isinstance(c, Element) and id(c) not in self.off)
        for element, linked in reversed(order):
            total = Weights(links=int(element.name == "a"), tables=int(element.name == "table"), breaks=int(element.name in _BREAKS))
            for child in element.children:
                if isinstance(child, Text):
                    size = len("".join(self.source[child.start : child.end].split()))
                    total.characters += size
                    total.linked += size if linked else 0
                elif id(child) not in self.off:
                    total.add(self.weights[id(child)])
            if element.name in ("td", "th"):
                total.widest, total.broken = total.characters, total.breaks
            self.weights[id(element)] = total
        return self.weights[id(root)]

    def of(self, element: Element) -> Weights:
        return self.weights.get(id(element), Weights())

    def clear(self, root: Element, words: Callable[[Element], str], title: str) -> None:
        """Put off what of the page is furniture; ``words`` gives the text of an element, ``title`` the heading to be kept."""
        self.off.update(id(e) for e in root.descendants() if e.name in SILENT or _hidden(e))
        total = self.weigh(root).characters
        for element in root.descendants():
            weights = self.of(element)
            if element.name in BLOCKS or element.name == "span":
                small = weights.characters <= _SPARED * total
                if (small and (_named(element) or _worded(element, weights, words))) or _link_list(element, weights):
                    self.off.add(id(element))
        self.weigh(root)
        _keep_article(root, self, words, title)


def _hidden(element: Element) -> bool:
    if not element.attributes:
        return False
    style = element.get("style").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.has("hidden") or element.get("role").lower() in _ROLES


def _named(element: Element) -> bool:
    return bool(element.attributes) and bool(_NAMED.search(f"{element.get('class')} {element.get('id')}".lower()))


def _worded(element: Element, weights: Weights, words: Callable[[Element], str]) -> bool:
    return weights.small and bool(_WORDS.match(words(element).strip(" \t\n\u3000\u00a0[【|>")))


def _link_list(element: Element, weights: Weights) -> bool:
    dense = weights.characters > 0 and weights.linked >= _LINKED * weights.characters
    return dense and element.name in BLOCKS and weights.links >= _LISTED


def _keep_article(root: Element, found: Furniture, words: Callable[[Element], str], title: str) -> None:
    """Follow the part that holds most of the text; what stands beside it goes, unless it is a heading or prose of its own."""
    part = root
    while True:
        below = [c for c in part.children if isinstance(c, Element) and id(c) not in found.off]
        heaviest = max(below, key=lambda e: found.of(e).prose, default=None)
        if heaviest is None or heaviest.name not in _PARTS or found.of(heaviest).prose < _HOLDS * found.of(part).prose:
            return
        if heaviest.name == "table" and found.of(heaviest).holds_data and _figures(heaviest, found, words):
            return  # what stands beside a table of data is its caption, its unit, its notes
        for element in below:
            if element is not heaviest and not _belongs(element, found, words, title):
                found.off.add(id(element))
        part = heaviest


def _figures(element: Element, found: Furniture, words: Callable[[Element], str]) -> bool:
    """Whether a part holds a table of figures."""
    weights = found.of(element)
    return weights.tables > 0 and weights.widest <= CELL_PROSE and len(_CELLS.findall(words(element))) >= _FIGURES


def _belongs(element: Element, found: Furniture, words: Callable[[Element], str], title: str) -> bool:
    if element.name in ("h1", "h2") or any(e.name in ("h1", "h2") for e in element.descendants()):
        return True
    weights = found.of(element)
    if weights.tables and _figures(element, found, words):
        return True
    if title and weights.small and words(element).strip() == title:
        return True
    return element.name in BLOCKS and weights.prose >= weights.linked and "。" in words(element)
