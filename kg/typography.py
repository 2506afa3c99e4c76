"""Text set otherwise than Chinese is printed: half-width marks, straight quotation marks, full-width figures, spaces between scripts, lines
broken at the width of a page.

Pages, chats and copies out of PDF files come so. What is printed is set by GB/T 15834-2011 (marks, their width) and by CLREQ (Requirements for
Chinese Text Layout, W3C; 3.1 marks, 3.2 spaces between scripts, lines). Tables stay as they are.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from kg.offsets import OffsetMap, Splice

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_PRINTED = rf"{_HAN}\u2014\u2018-\u201d\u2026\u25a0-\u25ff\u3001-\u303f\uff01-\uff5e"  # Chinese text with its marks
_FULL = {half: chr(ord(half) + 0xFEE0) for half in ",;:!?"}
_SAME = str.maketrans("「」『』｡＂", '“”‘’。"') | {
    wide: wide - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(first), ord(last) + 1)
}
_WIDE_POINT = re.compile("(?<=[0-9])．(?=[0-9])")
_HALF_MARK = re.compile(rf"(?<=[{_PRINTED}%])[,;:!?]|[,;:!](?=[{_PRINTED}])")
_HALF_STOP = re.compile(rf"(?<=[{_HAN}%）”])(?<![一二三四五六七八九十])\.(?=[{_HAN}“”\"0-9]|$)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_CHINESE = re.compile(f"[{_PRINTED}]")
_DOUBLE, _NESTED = re.compile('["“”]'), re.compile("“[^”\n]*“|”[^“\n]*”")
_LEADS_IN, _STOPS = ("", "：", ":", "（", "("), tuple("，。；！？、）…,;!?)")
_ENDINGS, _PAUSES, _UNBEGUN = tuple("。！？…!?"), ("，", ","), tuple("牌的等和与及、")
_MOST_MARKS, _LIKELIEST, _LONGEST_NAME, _PUNCTUATED = 60, 12, 20, re.compile("[。！？，；：、]")
_SINGLE = re.compile(rf"'(?=[{_HAN}0-9])([^']{{1,40}})(?<=[{_HAN}0-9])'")
# 2023 年, 增长 5 %: spaces where scripts meet, where they could be, and what else has some in such a text
_SPACED = re.compile(rf"[ \u00a0](?:(?<=[{_HAN}].)(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%].)(?=[{_HAN}]))")
_MEETING = re.compile(rf"(?<=[{_HAN}])[0-9A-Za-z]|(?<=[0-9A-Za-z%])[{_HAN}]")
_SPACE = re.compile(
    rf"[ \u00a0](?:(?<=[{_HAN}].)(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%].)(?=[{_HAN}，。；：、！？）》”%‰℃])|(?<=[，。；：、（《“].)(?=[0-9A-Za-z{_HAN}]))"
)
_AFTER_MARK = re.compile(rf"[ \u00a0](?:(?<=[{_PRINTED}%][,;:!?)].)(?=[{_PRINTED}0-9])|(?<=[{_HAN}%]\..)(?=[{_HAN}]))")
# 18,130户, 18 130户: digits in threes (GB/T 15835-2011, 5.1.2); figures of three such numbers at least where spaces part them
_THREES = re.compile(r"(?<![0-9.,:：])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_SPACED_THREES = re.compile("(?<![0-9.,])[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?=(?:\\.[0-9]+)?[\u4e00-\u9fff%])")
_SHORT = re.compile("[0-9]{1,2}[^0-9]")  # 100 200所 may be two numbers
_SPACES = " \u00a0\u2009\u202f"
_PARTING = re.compile(f"[,{_SPACES}]")
_NOTE = re.compile(
    r"\[[0-9]{1,3}\](?=[，。；：、])|(?<=[\u3400-\u9fff])\[[0-9]{1,2}\](?=[0-9])|(?<=[，。；：、])\[[0-9]{1,3}\]"
)  # 全部脱贫[1]。
_POINT, _DASH = re.compile(rf"(?<=[{_HAN}])[•‧∙](?=[{_HAN}])"), re.compile(rf"(?<=[{_PRINTED}])--(?=[{_PRINTED}])")
_FEW_SPACES, _SPACED_OUT = 3, 0.5  # a text that has spaces there as a rule: so many, at such a share of the places
# whether a text may be set otherwise; each begins with characters, which are found fast
_SIGN = re.compile(
    rf"[,;:!?()](?:(?<=[{_PRINTED}%].)|(?=[{_PRINTED}])|(?<=[0-9],)(?=[0-9]{{3}}))|\[[0-9]|[•‧∙](?<=[{_HAN}].)(?=[{_HAN}])|--(?=[{_HAN}])|[\"＂「『｡０-９Ａ-Ｚａ-ｚ]|'(?=[{_HAN}0-9])|\.(?<=[{_HAN}%）”]\.)(?=[{_HAN}“”\"\s0-9]|$)"
)
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_NARROWEST, _WIDEST, _RAGGED = 16, 140, 4  # columns of a line, two to a Chinese character, and by how many full lines differ
_FULL_LINES, _OF_TEXT, _BROKEN = (
    4,
    0.5,
    0.6,
)  # at least so many full lines, with such a share of the text, such a share of them within a sentence
_ENDED = "。！？：；!?:;”）"
_TOKEN = re.compile(r"[0-9A-Za-z.,%]+|.[，。；：、！？”）》]?")
_HEAD, _DIGIT, _MARKED = 3, re.compile("[0-9]"), re.compile("[，。；：、,;:]")
_INDENTED = re.compile("[ \t\u00a0]{2}|　")
_ITEM = re.compile(
    "[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[）)、]|[.．](?![0-9]))|[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,3}[章节]|[●·•◆▲*-]"
)


def as_printed(text: str, tables: Callable[[], Iterable[int]] = tuple) -> tuple[str, OffsetMap] | None:
    """The text as it would be printed, with the map that leads back; None where it is set so. Lines that begin where ``tables`` says, which is asked
    only then, stay.

    >>> printed, offsets = as_printed('全市 GDP 达 1.2 万亿元, 增长 8 %.\\n市长说:"新建 5 所学校(幼儿园)."')
    >>> printed
    '全市GDP达1.2万亿元，增长8%。\\n市长说：“新建5所学校（幼儿园）。”'
    >>> offsets.span(printed.index("新建"), printed.index("学校"))
    (31, 37)
    >>> as_printed("全市地区生产总值达1.2万亿元，增长8%。") is None
    True
    """
    spaced = any(space in text for space in _SPACES) and (_SPACED.search(text) or _SPACED_THREES.search(text))
    short = _short_lines(text)
    if not (short or spaced or _SIGN.search(text) or _NESTED.search(text)):
        return None
    apart = frozenset(tables())
    lines = [span for span in (m.span() for m in _LINE.finditer(text)) if span[0] not in apart]
    splice = Splice(text)
    position = 0
    left_out = (span for span in _left_out(text) if not apart or text.rfind("\n", 0, span[0]) + 1 not in apart)
    for start, end in sorted({*(_breaks(text, lines) if short else ()), *left_out}):
        if start >= position:
            splice.keep(position, start)
            position = end
    splice.keep(position, len(text))
    joined, offsets = splice.text(), splice.offsets()
    apart = frozenset(offsets.back(start, start + 1)[0] for start in apart)
    printed = _set_lines(joined, apart)
    return (printed, offsets) if printed != text else None


def _short_lines(text: str) -> bool:
    """Whether lines may be broken at the width of a page: on the average none is longer."""
    return len(text) < _WIDEST * (text.count("\n") + 1)


def _breaks(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The breaks of lines that are no ends of paragraphs: of lines as wide as the page, most of which end within a sentence."""
    columns, page, full = max((_filled(text, lines, measure) for measure in (_columns, len)), key=lambda filled: len(filled[2]))
    within = [index for index in full if text[slice(*lines[index])].rstrip()[-1] not in _ENDED]
    filled, everything = (sum(columns(text[start:end]) for start, end in some) for some in ([lines[i] for i in full], lines))
    if len(full) >= _FULL_LINES and len(within) >= _BROKEN * len(full) and filled >= _OF_TEXT * everything:
        yield from _joined(text, lines, columns, page, full)


Measure = Callable[[str], int]


def _filled(text: str, lines: Sequence[tuple[int, int]], measure: Measure) -> tuple[Measure, int, Sequence[int]]:
    """How wide the page is, if anything, and which lines are as wide, all but the last looked at."""
    widths = [measure(text[start:end].rstrip()) for start, end in lines]
    page = _page(widths)
    return measure, page, [index for index, width in enumerate(widths[:-1]) if page and page - _RAGGED <= width <= page]


def _joined(text: str, lines: Sequence[tuple[int, int]], measure: Measure, page: int, full: Sequence[int]) -> Iterator[tuple[int, int]]:
    newlines = Counter(text.count("\n", lines[index][1], lines[index + 1][0]) for index in full).most_common(1)[0][0]
    indented = sum(bool(_INDENTED.match(text, start)) for start, _ in lines) > 1
    joined: list[tuple[int, int]] = []  # those of the paragraph so far
    for (start, end), (begin, stop) in pairwise((*lines, (len(text), len(text)))):
        words = text[start:end].rstrip()
        width, token = measure(words), _TOKEN.match(text, begin, stop)
        overflows = token is not None and width + measure(token.group()) > page  # it did not fit
        ended = words[-1] in _ENDED
        if (
            begin < stop
            and (overflows or (width >= page - _RAGGED and (indented or not ended)))
            and width <= page
            and text.count("\n", end, begin) == newlines
            and not _INDENTED.match(text, begin)
            and not (_ITEM.match(text, begin) and (ended or _ITEM.match(text, start)))
        ):
            joined.append((start + len(words), begin))
            continue
        broken_off = begin == stop and joined and text.find("。", joined[0][0]) >= 0  # a copy may end within a sentence
        if joined and (ended or indented or broken_off) and _is_prose(text, joined, start):
            yield from joined
        joined = []


def _is_prose(text: str, joined: Sequence[tuple[int, int]], last: int) -> bool:
    """Whether joined lines are a paragraph and no list: they have marks, and most begin otherwise than the one before."""
    starts = [text.rfind("\n", 0, joined[0][0]) + 1, *(begin for _, begin in joined)]
    heads = [_DIGIT.sub("0", text[start : start + _HEAD]) for start in starts]
    alike = sum(here == there for here, there in pairwise(heads))
    stop = text.find("\n", last)
    return _MARKED.search(text, starts[0], stop if stop >= 0 else len(text)) is not None and 2 * alike < len(heads)


def _page(widths: Sequence[int]) -> int:
    """How wide a page is: what most lines nearly reach and hardly one passes; 0 where there is no such width."""
    counts = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
    reached = {page: sum(counts[width] for width in range(page - _RAGGED, page + 1)) for page in counts}
    page = max(reached, key=lambda page: (reached[page], page), default=0)
    return page if sum(width > page for width in widths) <= len(widths) // 50 else 0


def _columns(words: str) -> int:
    """How wide words are in columns, of which Chinese characters and marks take two: as many bytes as they have in GBK."""
    return len(words.encode("gbk", "replace"))


def _set_lines(text: str, apart: Collection[int]) -> str:
    """The text with the lines set as in print that are not, but for those that begin ``apart``."""
    starts = {text.rfind("\n", 0, m.start()) + 1 for sign in (_SIGN, _NESTED) for m in sign.finditer(text)}
    pieces: list[str] = []
    position = 0
    for start in sorted(starts.difference(apart)):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        pieces += (text[position:start], _set(text[start:end]))
        position = end
    return "".join((*pieces, text[position:]))


def parts_thousands(text: str) -> bool:
    """Whether a text parts thousands by spaces, as yearbooks do: in three numbers at least, so that a space in one is no sign of something lost.

    >>> parts_thousands("客运5 300万人次，货运1 228万吨，电话1 081万户。"), parts_thousands("人均29 834元。")
    (True, False)
    """
    return sum(1 for m in _SPACED_THREES.finditer(text) if _SHORT.match(m[0])) >= _FEW_SPACES


def _left_out(text: str) -> Iterator[tuple[int, int]]:
    """The spaces between scripts, in a text that has them there as a rule, those behind half-width marks, what parts thousands, the marks of notes."""
    spaced = sum(1 for _ in _SPACED.finditer(text))
    patterns = [_AFTER_MARK, _NOTE]
    if spaced >= _FEW_SPACES and spaced > _SPACED_OUT * (spaced + sum(1 for _ in _MEETING.finditer(text))):
        patterns.append(_SPACE)
    for pattern in patterns:
        yield from (m.span() for m in pattern.finditer(text))
    for number in (*_THREES.finditer(text), *(_SPACED_THREES.finditer(text) if parts_thousands(text) else ())):
        yield from (m.span() for m in _PARTING.finditer(text, *number.span()))


def _set(line: str) -> str:
    """A line with marks, quotation marks and figures as they are printed, one for one."""
    line = line.translate(_SAME)
    if _WIDE_POINT.search(line):
        line = _WIDE_POINT.sub(".", line)
    line = _BRACKETS.sub(lambda m: f"（{m[1]}）" if _CHINESE.search(line[max(m.start() - 1, 0) : m.end() + 1]) else m[0], line)
    line = _HALF_MARK.sub(lambda m: _FULL[m[0]], line)
    line = _DASH.sub("——", _POINT.sub("·", _HALF_STOP.sub("。", line)))
    line = _SINGLE.sub(r"‘\1’", line)
    if '"' in line or _NESTED.search(line):
        line = _quoted(line)
    return line


def _quoted(line: str) -> str:
    """A line with its double quotation marks the way they face: those within others are single ones.

    >>> _quoted('他说:"我们有"云溪"牌小米。"还说"好"。'), _quoted("他说：“种下“云溪”小米。”")
    ('他说:“我们有‘云溪’牌小米。”还说“好”。', '他说：“种下‘云溪’小米。”')
    """
    places = [m.start() for m in _DOUBLE.finditer(line)]
    depths = _faced(line, places) or (
        _facing(line, places) if len(places) <= _MOST_MARKS else [1 - 2 * (n % 2) for n in range(len(places))]
    )
    characters = list(line)
    for place, depth in zip(places, depths, strict=True):
        characters[place] = "’”“‘"[depth + 2 - (depth > 0)]
    return "".join(characters)


def _faced(line: str, places: Sequence[int]) -> list[int] | None:
    """How deep each mark opens (1, 2) or closes (-1, -2) by its own shape; None where that does not come out even."""
    depths, depth = [], 0
    for place in places:
        if line[place] == "“" and depth < 2:
            depth += 1
            depths.append(depth)
        elif line[place] == "”" and depth:
            depths.append(-depth)
            depth -= 1
        else:
            return None
    return None if depth else depths


def _facing(line: str, places: Sequence[int]) -> list[int]:
    """How deep each mark opens or closes, by what stands beside it: the likeliest row in which each that closes has one that opened."""
    rows: dict[tuple[int, ...], tuple[float, list[int]]] = {(): (0.0, [])}  # marks open: score, and what was decided
    for place in places:
        before, behind = line[place - 1 : place].strip(), line[place + 1 : place + 2].strip()
        opens = (2.0 if before in _LEADS_IN else 0.5 if before in _STOPS else 0.0) - (
            3.0 if behind in _STOPS else 1.5 if behind in _UNBEGUN else 0.0
        )
        closes = (
            (2.0 if behind in _STOPS else 0.0)
            + (1.0 if before in _ENDINGS else 0.3 if before in _PAUSES else 0.0)
            - (3.0 if before in _LEADS_IN else 0.0)
        )
        new: dict[tuple[int, ...], tuple[float, list[int]]] = {}
        for opened, (score, decided) in rows.items():
            steps = []
            if len(opened) < 2:
                steps.append(((*opened, place), score + opens - 0.6 * len(opened), len(opened) + 1))
            if opened:
                inside = line[opened[-1] + 1 : place]
                named = 0 < len(inside) <= _LONGEST_NAME and not _PUNCTUATED.search(inside)
                said = len(opened) == 1 and line[opened[0] - 1 : opened[0]] in _LEADS_IN  # ends with a stop
                odd = 1.5 if said and before not in _STOPS and behind not in _STOPS else 0.0
                odd += 3.0 if len(opened) == 2 and not named else -1.0 if named else 0.0
                steps.append((opened[:-1], score + closes - odd, -len(opened)))
            for state, value, step in steps:
                if state not in new or value > new[state][0]:
                    new[state] = (value, [*decided, step])
        rows = dict(sorted(new.items(), key=lambda row: -row[1][0])[:_LIKELIEST])
    return max(rows.items(), key=lambda row: (row[1][0] - 2 * len(row[0]), -len(row[0])))[1][1]
