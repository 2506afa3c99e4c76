"""Blocks (paragraphs, headings, list items), sentences and clauses of a text, as offsets into it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kg.items import DATELINE
from kg.values import set_by_slots

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？!?…]*(?:[。！？!?…]+[”’」』）)》]*|$)")
_CLAUSE = re.compile(r"[^，,；;：:。！？!?…]+")
_NUMBER = re.compile(
    r"(?:(?P<chinese>[一二三四五六七八九十]{1,3}、)|(?P<bracketed>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<arabic>[0-9]{1,2}[.．、](?![0-9]))|"
    r"(?P<point>[一二三四五六七八九十]{1,2}是)|(?P<round>[（(][0-9]{1,2}[）)]|[①-⑳]))[ 　]*(?=\S)"
)
_POINT = re.compile("[一二三四五六七八九十]{1,2}是")  # a point of a list, though without a stop: 一是新建水厂3座
_SIGNED = re.compile("。[（(](?:本报)?(?:记者|通讯员|来源|供稿)[^（()）]{1,20}[）)]$")
_FIGURE = re.compile("[0-9](?![0-9]*(?:年|[.．、]|$))")
# 夏粮产量12万吨: lines that hold a figure and follow each other
_COUNTED = re.compile("[0-9][0-9.]*[万亿余多]{0,2}(?:[%％‰人户亩元吨家座所项斤辆名条次]|[个公平立][一-鿿]{2})")
SALUTATION = "[各诸]位[^，。！：]{2,8}"  # 各位代表, before a mark
_INDENT = re.compile("(?<![　])　　(?!　)")  # what a paragraph begins with
_LONG_LINE, _INDENTED = 500, 3  # characters of a line, and indents within, that several paragraphs run together have
_LONGEST_BLOCK, _LONGEST_SENTENCE = 4000, 1000  # characters
_BEHIND = "：:， 　\t\u00a0"
_SPACE = " \t\r\n\u3000\u00a0\ufeff"


@set_by_slots
@dataclass(frozen=True, slots=True)
class Block:
    """One line of text without the space round it."""

    start: int
    end: int
    heading: bool


@set_by_slots
@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its closing marks; ``block`` is the index of its block."""

    start: int
    end: int
    block: int


class Layout:
    """The blocks and sentences of a text, in order; lines that begin at offsets ``without`` are none (tables are read apart).

    >>> layout = Layout("脱贫攻坚\\n鹤壁市建成12家。惠及群众。")
    >>> [(s.start, s.end, s.block) for s in layout.sentences], layout.blocks[0].heading
    ([(0, 4, 0), (5, 14, 1), (14, 19, 1)], True)
    """

    def __init__(self, text: str, without: Collection[int] = ()) -> None:
        self.text = text
        self.without = without

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        blocks = []
        for line in _LINE.finditer(self.text):
            if line.start() in self.without:
                continue
            for begin, end in _paragraphs(self.text, line.start(), line.end()):
                for first, last in _parts(self.text, begin, end, _LONGEST_BLOCK, "。！？!?…"):
                    content = self.text[first:last].strip(_SPACE)
                    if content:
                        start = self.text.index(content[0], first)
                        blocks.append(Block(start, start + len(content), is_heading(content)))
        return tuple(self._items(blocks))

    def _items(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Lines with figures that follow each other are a list, not headings: behind a heading stands what it is over.

        The number of a paragraph or an item is none of its words, nor is its dateline.
        """
        plain = [
            (block.start, self.text[block.start : block.end])
            for block in blocks[1:]  # behind the title
            if block.heading and _COUNTED.search(self.text, block.start, block.end)
        ]
        said = Counter(words for _, words in plain)
        once = {start for start, words in plain if said[words] == 1}  # a title may be said twice
        numbers = [_NUMBER.match(self.text, block.start, block.end) for block in blocks]
        styles = [
            (number.lastgroup if _FIGURE.search(self.text, number.end(), block.end) else None)
            if number and block.heading
            else "plain"
            if block.start in once
            else None
            for block, number in zip(blocks, numbers, strict=True)
        ]
        for block, number, before, own, behind in zip(blocks, numbers, [None, *styles], styles, [*styles[1:], None], strict=False):
            heading = block.heading and not (own and own in (before, behind))
            yield Block(number.end() if number and not heading else self._behind_dateline(block), block.end, heading)

    def _behind_dateline(self, block: Block) -> int:
        """Where the words of a paragraph begin: 新华社云岭8月5日电 is none of them."""
        dateline = DATELINE.match(self.text, block.start, block.end)
        if dateline is None:
            return block.start
        begin = dateline.end()
        while begin < block.end and self.text[begin] in _BEHIND:
            begin += 1
        return begin if begin < block.end else block.start

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        sentences = []
        for index, block in enumerate(self.blocks):
            for match in _SENTENCE.finditer(self.text, block.start, block.end):
                start, end = match.span()
                if not match.group().strip(_SPACE):
                    continue
                if end - start <= _LONGEST_SENTENCE:
                    sentences.append(Sentence(start, end, index))
                else:
                    parts = _parts(self.text, start, end, _LONGEST_SENTENCE, "；;，,、")
                    sentences += [Sentence(begin, stop, index) for begin, stop in parts]
        return tuple(sentences)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, position: int) -> int:
        """The index of the last sentence that begins at ``position`` or before, -1 where none does."""
        return bisect_right(self._starts, position) - 1

    def clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses between ``start`` and ``end``: what stands between commas, semicolons, colons and full stops."""
        return [m.span() for m in _CLAUSE.finditer(self.text, start, end)]


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of a line, which are several where a long one is indented within again and again: its breaks are lost."""
    indents = [m.start() for m in _INDENT.finditer(text, start + 1, end)] if end - start > _LONG_LINE else []
    bounds = [start, *(indents if len(indents) >= _INDENTED else []), end]
    yield from pairwise(bounds)


def _parts(text: str, start: int, end: int, longest: int, marks: str) -> Iterator[tuple[int, int]]:
    """A stretch cut behind one of ``marks`` wherever it is longer than any writer makes it, so that time stays linear in what is received."""
    while end - start > longest:
        cut = max(text.rfind(mark, start, start + longest) for mark in marks) + 1
        cut = cut if cut > start else start + longest
        yield start, cut
        start = cut
    yield start, end


def is_heading(line: str) -> bool:
    """Whether a line is a heading: short, without a final stop, no list item, not a line of figures.

    >>> is_heading("一、2020年工作回顾"), is_heading("●完成投资5.8亿元"), is_heading("全市共有3个镇。")
    (True, False, False)
    """
    return (
        len(line) <= 40
        and line[-1] not in "。！？!?…；;，,：:”"
        and line[0] not in "●•■◆□▲·*-"
        and not (_POINT.match(line) and _FIGURE.search(line))
        and line.count("，") < 2
        and not _SIGNED.search(line)
    )
