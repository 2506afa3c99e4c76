"""Question marks that were spaces, and ASCII marks that were full-width ones, in a text that is evidently damaged.

The mirror sites' converter wrote the full-width marks as their ASCII twins, and U+00A0, which GBK does not have, as ``?``: four open
a paragraph, one stands between the names of a byline. Between digits and Latin letters the marks stay (3,500; 10:30).
"""

import re
from collections import Counter
from collections.abc import Iterator

from kg.repair.misalignment import Edit
from kg.typography import FULL_WIDTH

SPACE = "\u3000"
_CHINESE = r"\u2014\u2018-\u201d\u2026\u25a0-\u25ff\u3000-\u303f\u3400-\u9fff\uff01-\uff5e\U00020000-\U0003ffff"
_OPENING_RUN = re.compile(r"^[?]+", re.MULTILINE)
_INDENTATIONS = {4: 1, 2: 2}  # how many question marks open a paragraph, and in how many lines at least: a lone ?? may be a character
_MARK = re.compile(
    rf"(?P<space>[?]{{2,}})|(?<=[{_CHINESE}%％)])[,;:!]|[,;:!](?=[{_CHINESE}(])"
    rf"|\((?=[{_CHINESE}])|(?<=[{_CHINESE}])\(|(?<=[{_CHINESE}])\)|\)(?=[{_CHINESE}])"
    rf"|(?P<question>(?<![A-Za-z0-9])[?]|[?](?![A-Za-z0-9&=]))"
)
_FULL = re.compile(rf"(?<=[{_CHINESE}])[，；：](?=[{_CHINESE}])")
_HALF = re.compile(rf"(?<=[{_CHINESE}])[,;:](?=[{_CHINESE}])")
_BYLINE = re.compile(r"(?:记者|記者|通讯员|通訊員|实习生|實習生|[摄攝文图圖]|编辑|編輯|作者)$")
_ROLE = re.compile(r"摄|攝|文|图|圖|记者|記者|通讯员|通訊員|[\u3400-\u9fff]{2,4}(?:$|[?）)])")
_NAME = re.compile(rf"[?{SPACE}]([\u3400-\u9fff]{{2,4}})$")


def indentation(text: str) -> int:
    """How many question marks open a paragraph: four or two, as most of those that any open; none where lines have no such opening.

    >>> indentation("????一年來\\n????五年來\\n??????h城"), indentation("??h城\\n五年來")
    (4, 0)
    """
    lengths = Counter(len(run) for run in _OPENING_RUN.findall(text))
    usual = [n for n, least in _INDENTATIONS.items() if lengths[n] >= least and lengths[n] == max(lengths.values())]
    return max(usual, default=0)


def lost_width(text: str) -> bool:
    """Whether the full-width marks of ``text`` became ASCII ones: hardly any is left between Chinese characters."""
    return len(_HALF.findall(text)) > 9 * len(_FULL.findall(text))


def marks(text: str, indent: int) -> Iterator[Edit]:
    """The edits that give ``text`` its spaces and full-width marks back; ``indent`` question marks open its paragraphs.

    >>> [(e.start, e.end, e.text) for e in marks("????□本報記者?郭戈\\n五年來,增長3,500人(次)。", 4)]
    [(0, 4, '\u3000\u3000'), (9, 10, '\u3000'), (16, 17, '，'), (25, 26, '（'), (27, 28, '）')]
    """
    widen = lost_width(text) or not _FULL.search(text)
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        content = line.group()
        begin = min(indent, len(content) - len(content.lstrip("?")))
        if begin:
            yield Edit(start, start + begin, _wide(begin), "space", "inferred")
        prose = any(mark in content for mark in "。，,")
        for match in _MARK.finditer(content, begin):
            mark, at, end = match.group(), start + match.start(), start + match.end()
            if match["space"] or (match["question"] and _separates(content, match.start(), prose)):
                yield Edit(at, end, _wide(len(mark)), "space", "inferred")
            elif widen:
                yield Edit(at, end, FULL_WIDTH[mark], "punctuation", "inferred" if match["question"] else "certain")


def _separates(line: str, position: int, prose: bool) -> bool:
    """Whether the question mark stands for the space of a byline or a heading rather than for a full-width question mark."""
    before, after = line[:position], line[position + 1 :]
    if not after.strip() or after[0] in "”’」』）)":
        return False
    named = _NAME.search(before[-6:])
    return not prose or bool(_BYLINE.search(before[-3:])) or bool(named and _ROLE.match(after))


def _wide(count: int) -> str:
    """Ideographic spaces: two U+00A0 are as wide as one, and a lone one is one."""
    return SPACE * -(-count // 2)
