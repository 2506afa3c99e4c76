"""A document of many items (a daily bulletin, a page of briefs) as several: each with the bytes of its part of the file.

Conservative: a file is taken apart only where at least two items have a dateline, a date line under a headline, or a reporter's name behind them,
each with a text of its own, and only where each part read by itself is the text it was in the whole. Headings alone make no items: a report has parts.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Metadata, Source

_MARK = r"[\s　\ufeff]*(?:#{1,6}\s+)?(?:[■●◆▲★☆□◎▪•]\s*)?(?:[0-9]{1,2}[.、．]\s*|[（(][0-9]{1,2}[）)]\s*)?"
_PAPER = r"本报|本网|本台|新华社|新华网|中新社|中新网|人民网|央视网|[一-鿿]{2,6}(?:日报|晚报|晨报|时报|新闻网|融媒)"
_BY = r"[（(](?:本报|本网|本台)?(?:记者|通讯员)[^（()）\n]{1,40}[）)][ 　]?"
# 【标题】本报云溪12月3日电（记者 …）, 本报讯, **央视网消息**, （记者 …）12月3日讯
DATELINE = re.compile(
    rf"{_MARK}(?:【(?P<title>[^】\n]{{4,40}})】\s*)?\**(?:[（(【\[]?据?(?P<paper>{_PAPER})(?:记者)?|{_BY}(?=(?:(?:19|20)[0-9]{{2}}年)?[0-9]{{1,2}}月[0-9]{{1,2}}日(?:电|讯|消息)))"
    r"(?:(?P<place>[一-鿿]{2,6}?)?(?P<date>(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日)(?:电|讯|消息)|讯|消息)"
    r"(?!称|显示)[）)】\]]?\**(?=[\s　（(：:，]|[一-鿿])"
)
HEADLINE = re.compile(rf"{_MARK}【(?P<title>[^】\n]{{4,40}})】")
_DATE = re.compile(
    r"\s*[（(]?(?:发布时间|发布日期|日期|时间)?[：:]?\s*(?P<date>(?:19|20)[0-9]{2}[年\-/.][0-9]{1,2}[月\-/.][0-9]{1,2}日?)(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
    r"[）)]?(?:\s*(?:来源|作者|编辑|信息来源)[：:].{0,24})?\s*"
)
_SIGNED = re.compile(
    r"[。！？”][（(](?:(?:本报|本台|实习|见习|特约)?(?:记者|通讯员|据|来源|供稿)[^（）()。]{1,40}|[一-鿿]{2,4}(?:[ 　、][一-鿿]{2,4}){0,3})[）)]\s*$"
)
_CREDIT = re.compile(r"责任编辑|责编|编辑[：:]|来源[：:]|版权|http|^\s*[-—=*]{3,}\s*$")
_HEADING = re.compile(
    r"<h(?P<level>[1-4])\b[^<>]{0,200}>(?P<words>(?:(?!</h[1-4])[\s\S]){1,300}?)</h(?P=level)\s*>(?:\s|</?[a-zA-Z][^<>]{0,200}>){0,12}"
    r"(?:发布时间|发布日期|日期|时间)?[：:]?\s*(?:19|20)[0-9]{2}[年\-/.][0-9]{1,2}[月\-/.][0-9]{1,2}",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:年[0-9]{1,2}月[0-9]{1,2}日|-[0-9]{1,2}-[0-9]{1,2}|(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9]))")
_WORD = re.compile("[一-鿿]")
_HEADLINE = 45  # characters of a headline at most
_HEADLINES = 2  # lines of it
_FEWEST = 20  # Chinese characters of an item at least
_LOOK = 160  # characters at the ends of a line that are looked at
_LIMIT = 1 << 20  # characters; no bulletin is longer

Reader = Callable[[str, BinaryIO], Iterator[Source | InputError]]


def items_of(source: Source, read: Reader) -> list[Source]:
    """The items of a source, each read by ``read`` from its part of the bytes; the source itself where it is one document.

    >>> from kg.readers.text import read
    >>> words = "要闻简报\\n2021年12月4日\\n青石镇修路\\n本报云溪12月3日电（记者 周晓禾） 青石镇新修公路3公里，惠及村民1200人。\\n东河乡建学校\\n本报东河12月2日电（记者 林知远） 东河乡新建学校2所。\\n"
    >>> [source] = read("a.txt", io.BytesIO(words.encode()))
    >>> [(item.line, item.text[:5], item.metadata.published) for item in items_of(source, read)]
    [(1, '青石镇修路', '2021-12-04'), (2, '东河乡建学', '2021-12-04')]
    """
    text = source.text
    if source.line or len(text) > _LIMIT:
        return [source]
    starts = _starts(text)
    if len(starts) < 2:
        return _of_page(source, read) if source.media_type == "text/html" else [source]
    before = text[: starts[0]]
    told = len(_WORD.findall(before)) >= _FEWEST and ("。" in before or "；" in before)
    starts = [0, *starts] if told else starts
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    read_again = [_read(source, read, part) for part in _cuts(source, starts)]
    if any(item is None or item.text.strip() != part.strip() for item, part in zip(read_again, parts, strict=True)):
        return [source]
    published = source.metadata.published or _day(before)
    return [
        replace(item, metadata=_stated(item.metadata, source.metadata, published), line=number, file_digest=source.file_digest)
        for number, item in enumerate((item for item in read_again if item), 1)
    ]


def _of_page(source: Source, read: Reader) -> list[Source]:
    """The items of a page where each headline is a heading with its date below it, which the reader takes for what it states."""
    page = source.received.decode(source.encoding, errors="replace")
    heads = [match for match in _HEADING.finditer(page) if _WORD.search(match["words"])]
    levels = {match["level"] for match in heads}
    if len(heads) < 2 or len(levels) > 1:
        return [source]
    edges = [len(page[: match.start()].encode(source.encoding, errors="replace")) for match in heads]
    parts = [source.received[a:b] for a, b in zip(edges, [*edges[1:], len(source.received)], strict=True)]
    found = [item for part in parts if (item := _read(source, read, part)) and item.metadata.published and _tells(item.text)]
    before = _read(source, read, source.received[: edges[0]])
    found = [before, *found] if before and _tells(before.text) else found
    whole = iter(line for line in source.text.split("\n") if line.strip() and not _DATE.fullmatch(line))
    again = [line for item in found for line in item.text.split("\n") if line.strip() and not _DATE.fullmatch(line)]
    if len(found) < len(parts) or again != [line for line in whole if line in again]:
        return [source]
    return [
        replace(item, metadata=_stated(item.metadata, source.metadata, None), line=number, file_digest=source.file_digest)
        for number, item in enumerate(found, 1)
    ]


def _stated(own: Metadata, whole: Metadata, published: str | None) -> Metadata:
    """What the part states, and publisher and date of the whole; its id and address are not those of an item."""
    return replace(own, publisher=own.publisher or whole.publisher, published=own.published or published, id=None, url=None)


def _day(text: str) -> str | None:
    """The day a bulletin says it is of, as YYYY-MM-DD."""
    match = _DAY.search(text)
    if match is None:
        return None
    digits = re.findall("[0-9]+", match.group())
    year, month, day = digits if len(digits) == 3 else (digits[0][:4], digits[0][4:6], digits[0][6:])
    return f"{year}-{int(month):02}-{int(day):02}"


class _Line:
    """One line that is not blank; only its beginning and its end are looked at, so that a file of one endless line costs nothing."""

    __slots__ = ("end", "length", "start", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end, self.length = start, end, end - start
        self.words = text[start : min(end, start + _LOOK)]

    def __bool__(self) -> bool:
        return bool(self.words.strip())

    def dateline(self) -> bool:
        """Whether it begins with a dateline."""
        return any(word in self.words for word in ("电", "讯", "消息")) and bool(DATELINE.match(self.words))

    def date(self) -> bool:
        """Whether it is a date and no more than its source."""
        return self.length < _LOOK and bool(_DATE.fullmatch(self.words))

    def signed(self, text: str) -> bool:
        """Whether it ends a text with who wrote it."""
        return bool(_SIGNED.search(text[max(self.start, self.end - _LOOK) : self.end]))

    def titled(self) -> bool:
        """Whether it is a headline or begins with one in 【】."""
        return self.headline() or bool(HEADLINE.match(self.words))

    def headline(self) -> bool:
        words = self.words.strip()
        return (
            self.length < _LOOK
            and (len(words) <= _HEADLINE or words[0] == "#")
            and len(_WORD.findall(words)) >= 4
            and words[-1] not in "。；，、,;：:”…"
            and not _CREDIT.search(words)
            and not self.dateline()
            and not self.date()
        )


def _starts(text: str) -> list[int]:
    """Where the items of a text begin, [] where it is one document."""
    lines = [line for m in re.finditer(r"[^\n]+", text) if (line := _Line(text, *m.span()))]
    for found in (_by_datelines(lines), _by_dates(lines), _by_names(lines, text)):
        if len(found) > 1 and all(
            _tells(text[lines[first].start : lines[last - 1].end]) for first, last in zip(found, [*found[1:], len(lines)], strict=True)
        ):
            return [lines[index].start for index in found]
    return []


def _by_datelines(lines: Sequence[_Line]) -> list[int]:
    """本报云溪12月3日电（记者 …）, with the headline above it."""
    at = [index for index, line in enumerate(lines) if line.dateline()]
    return [_headline_above(lines, index, before) for index, before in zip(at, [-1, *at], strict=False)]


def _by_dates(lines: Sequence[_Line]) -> list[int]:
    """A headline, its date on a line of its own, then the text."""
    at = [i for i, line in enumerate(lines) if i and line.date() and lines[i - 1].headline() and i + 1 < len(lines)]
    return [_headline_above(lines, index, before) for index, before in zip(at, [-1, *at], strict=False)]


def _by_names(lines: Sequence[_Line], text: str) -> list[int]:
    """A headline, the text, and at its end who wrote it."""
    ends = [index for index, line in enumerate(lines) if line.signed(text)]
    if len(ends) < 2:
        return []
    first = ends[0]
    while first and not lines[first].titled():
        first -= 1
    starts = [_headline_above(lines, first + 1, -1), *(end + 1 for end in ends[:-1])]
    titled = all(lines[start].titled() for start in starts)
    return starts if titled else []


def _headline_above(lines: Sequence[_Line], index: int, before: int) -> int:
    start = index
    while start - 1 > before and index - start < _HEADLINES and lines[start - 1].headline():
        start -= 1
        if lines[start].words.lstrip().startswith("#"):
            break  # a heading of Markdown is the whole headline
    return start


def _tells(words: str) -> bool:
    """Whether an item holds a text."""
    return "。" in words and len(_WORD.findall(words)) >= _FEWEST


def _cuts(source: Source, starts: Sequence[int]) -> Iterator[bytes]:
    """The bytes of each part: whole lines of a text; of a page, from what stands behind the words before, so that the tags of a part are with it."""
    text, received = source.text, source.received
    page = source.media_type == "text/html"
    edges = []
    for start in starts:
        begin = source.offsets.span(start, start + 1)[0]
        if page and text[:start].strip():
            last = len(text[:start].rstrip())
            begin = source.offsets.span(last - 1, last)[1]
        elif page:
            begin = 0
        else:
            begin = received.rfind(b"\n", 0, begin) + 1
        edges.append(begin)
    end = source.offsets.span(len(text.rstrip()) - 1, len(text.rstrip()))[1] if page else len(received)
    for first, last in zip(edges, [*edges[1:], end], strict=True):
        yield received[first:last]


def _read(source: Source, read: Reader, part: bytes) -> Source | None:
    """A part read by itself, None where it cannot be."""
    try:
        found = next(read(source.name, io.BytesIO(part)), None)
    except InputError:
        return None
    return found if isinstance(found, Source) else None
