"""What the head of a page states: title, publisher, date and address.

Sources, in their order: ``<meta>`` elements, JSON-LD (schema.org), ``<link rel=canonical>``, and the line under the headline in which
Chinese sites write 来源 and 发布时间; the headline itself goes before ``<title>``, which carries the name of the site.
"""

import html
import json
import re
from collections.abc import Callable, Iterator

from kg.model import Metadata
from kg.readers.fields import first, iso_date, metadata
from kg.readers.furniture import Furniture
from kg.readers.markup import BLOCKS, Element, Text

_SOURCE = re.compile(
    r"(?<!数据)(?<!资料)(?<!图片)(?:信息|文章|稿件|新闻)?(?:来源|稿源)\s*[:：]\s*(?P<name>[^\s:：|｜【】\[\]()（）<>]{2,40})"
)
_LABEL = re.compile(r"(?:发布|发表|更新|日期|时间|作者|记者|编辑|责任|责编|浏览|点击|字号|字体|打印|分享|来源|\d{4}).*")
_DATE = re.compile(r"(?:发布|发表|发稿|成文|印发)?(?:时间|日期)\s*[:：]\s*(?P<date>[^:：]{4,20})")
_BARE = re.compile(
    r"\s*(?P<date>20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?)(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*(?P<name>[\u4e00-\u9fff]{2,12})?\s*$"
)
_SITE = re.compile(r"(?:网|网站|门户|政府|[日晚早晨时商]报|都市报|数字报|电子报|电子版|新闻|频道|中心|局|委员会|厅|平台|电视台|首页)$")
_PARTED = re.compile(r"\s*[-_|｜]+\s*|\s+[–—－]+\s+")
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(?P<url>https?://[^\s<>]{1,2000})")
_HEAD = 4096
_COLUMN = 6  # characters of the name of a column: 政务动态
_DEEP = 100_000  # characters of JSON-LD; more is no description of one page


def imprint(root: Element, source: str, found: Furniture, words: Callable[[Element], str]) -> Metadata:
    """What the page states about itself; the line that states it is put off the text.

    >>> from kg.readers.markup import parse
    >>> page = "<title>小区改造_淇县政府网</title><p>来源：淇县日报 发布时间：2021-02-28 09:30</p>"
    >>> found = Furniture(page)
    >>> root = parse(page)
    >>> weights = found.weigh(root)
    >>> stated = imprint(root, page, found, lambda e: "".join(page[t.start : t.end] for t in e.children))
    >>> stated.title, stated.publisher, stated.published
    ('小区改造', '淇县日报', '2021-02-28')
    """
    elements = list(root.descendants())
    stated = first(metadata(_meta(elements)), metadata(_linked_data(elements, source)), metadata(_addresses(elements, source)))
    if not stated.title:
        stated = first(stated, metadata([("title", _title(elements, found, words))]))
    return first(stated, _line(elements, found, words, stated))


def _title(elements: list[Element], found: Furniture, words: Callable[[Element], str]) -> str:
    """The one headline of a page, else what ``<title>`` says beside the name of the site; where it names the site alone, the one second headline."""
    lines = {name: [words(e).strip() for e in elements if e.name == name and found.of(e).small] for name in ("h1", "h2")}
    titles = [words(e).strip() for e in elements if e.name == "title"]
    title = _without_site(titles[0]) if titles else ""
    for headline in (lines["h1"], lines["h2"] if not lines["h1"] and (not title or _SITE.search(title)) else []):
        if len(headline) == 1 and headline[0]:
            return headline[0]
    return title


def _meta(elements: list[Element]) -> Iterator[tuple[str, str]]:
    for element in elements:
        if element.name == "meta" and (content := element.get("content")):
            yield element.get("name") or element.get("property") or element.get("itemprop"), content


def _addresses(elements: list[Element], source: str) -> Iterator[tuple[str, str]]:
    for element in elements:
        if element.name == "link" and element.get("rel").lower() == "canonical":
            yield "url", element.get("href")
    if saved := _SAVED.search(source, 0, _HEAD):
        yield "url", saved["url"]


def _linked_data(elements: list[Element], source: str) -> Iterator[tuple[str, str]]:
    for element in elements:
        if element.name != "script" or element.get("type").lower() != "application/ld+json":
            continue
        content = "".join(source[c.start : c.end] for c in element.children if isinstance(c, Text))
        try:
            described = json.loads(html.unescape(content)) if len(content) <= _DEEP else None
        except (ValueError, RecursionError):
            continue  # a page's broken description of itself says nothing
        for item in described if isinstance(described, list) else [described]:
            if isinstance(item, dict):
                publisher = item.get("publisher")
                named = publisher.get("name") if isinstance(publisher, dict) else publisher
                stated = {"title": item.get("headline"), "published": item.get("datePublished"), "publisher": named, "url": item.get("url")}
                yield from ((name, value) for name, value in stated.items() if isinstance(value, str))


def _without_site(title: str) -> str:
    """A title without the names of site and column behind it: 小区改造_政务动态_淇县人民政府."""
    separators = list(_PARTED.finditer(title))
    for count, separator in reversed(list(enumerate(separators))):
        name = title[separator.end() :]
        if not (_SITE.search(name) or (count and len(name) <= _COLUMN)):
            break
        title = title[: separator.start()]
    return title


def _line(elements: list[Element], found: Furniture, words: Callable[[Element], str], stated: Metadata) -> Metadata:
    """Publisher and date from the first line that labels them, or that is nothing but a date and a name."""
    line = Metadata()
    headed = {id(e) for e in elements if any(isinstance(c, Element) and c.name in ("h1", "h2", "h3") for c in e.children)}
    for element in elements:
        if line.published and line.publisher:
            break
        if (element.name not in BLOCKS and element.name != "span") or not found.of(element).small or id(element) in headed:
            continue
        text = words(element)
        if "。" in text or (stated.title and stated.title in text):
            continue
        named, dated, bare = _SOURCE.search(text), _DATE.search(text), _BARE.match(text)
        name = (named and _LABEL.sub("", named["name"])) or (bare and bare["name"])
        date = iso_date((dated or bare or {"date": ""})["date"]) or (iso_date(text) if named else None)
        if name or date:
            found.off.add(id(element))
            line = first(line, Metadata(publisher=name or None, published=date))
    return line
