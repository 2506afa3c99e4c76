"""A claim's row as a reader says it: who as what, which metric, how much, where, when, under which programme."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from kg.answers import Cell
from kg.tables.headings import columns
from kg.tables.plain import flat, number, written

Row = Mapping[str, Cell]

# codes that stand in cells, as words for a reader: (Chinese, English)
_VOICES = {
    "direct": ("直接引语", "quoted"),
    "indirect": ("间接引语", "reported speech"),
    "own": ("文中自述", "the document itself"),
    "report": ("报告", "delivered report"),
}
# why a number became no claim
_REASONS = {
    "date": ("日期", "a date"), "duration": ("时长", "a length of time"), "age": ("年龄", "an age"), "ordinal": ("序数、编号", "a rank or a number in a series"),
    "name": ("名称的一部分", "part of a name"), "class": ("等级、型号", "a class or model"), "label": ("表头里的数", "a number in a label"),
    "words": ("成语、约数等，不是数", "words that state no number"), "ratio": ("比例、时刻", "a ratio or a time of day"),
    "zero": ("清零，没有写出数字", "zero without a figure"), "list": ("列表的项数", "how many a list has"), "heading": ("标题", "a heading"),
    "details": ("细目", "details"), "anecdote": ("一人一户的事", "what one person or household has"), "narrative": ("叙事里的数", "a number of a narrative"),
    "hypothesis": ("假设", "only supposed"), "question": ("疑问", "asked, or left open"), "rumour": ("传言", "a rumour"), "denied": ("被否认", "denied"), "damaged": ("损毁", "damaged"),
    "no metric": ("所说指标不明", "no metric found"), "no unit": ("没有单位", "no unit found"), "no place": ("地点不明", "no place found"),
    "no label": ("没有行列名", "no label of row or column"), "several units": ("单位不止一个", "several units"), "cell text": ("单元格里的文字", "prose in a cell"),
}  # fmt: skip
_DOUBTFUL = ("存疑", "doubtful")
_BOUNDS = {"=": "", "≈": "约 ", ">": "＞ ", ">=": "≥ ", "<": "＜ ", "<=": "≤ "}
_TARGET = ("目标", "target")
_ABOUT = {"zh": "约 ", "en": "≈ "}


class Phrase(NamedTuple):
    """A cell's text, which may have several lines, and the style of its first."""

    text: str
    style: str = ""


def _who(row: Row, lang: str) -> Phrase:
    """Name, then post with its body where the post does not name it; a document that speaks for itself is no speaker."""
    name = flat(written(row.get("speaker")))
    if not name:
        return Phrase(_voice(row, lang), "dim")
    title = capacity(flat(written(row.get("body"))), flat(written(row.get("post"))))
    return Phrase("\n".join(part for part in (name, title) if part), "bold")


def capacity(body: str, post: str) -> str:
    """A post with its body, where the post does not name it.

    >>> capacity("松溪县教育局", "局长"), capacity("中共云岭市委", "市委书记"), capacity("", "市长")
    ('松溪县教育局局长', '中共云岭市委书记', '市长')
    """
    shared = next((n for n in range(min(len(body), len(post)), 1, -1) if body.endswith(post[:n])), 0)
    return body + post[shared:]


def _voice(row: Row, lang: str) -> str:
    return _worded(_VOICES, row.get("voice"), lang)


def _worded(words: Mapping[str, tuple[str, str]], cell: Cell, lang: str) -> str:
    code = written(cell)
    return words.get(code, (code, code))[lang == "en"]


def _amount(row: Row, lang: str) -> Phrase:
    value = row.get("value")
    if not isinstance(value, int | Decimal):
        return Phrase(flat(written(value)))
    sign = "+" if written(row.get("measure")) in ("change", "growth") and value > 0 else ""
    bound = written(row.get("bound"))
    bound = _ABOUT[lang] if bound == "≈" else _BOUNDS.get(bound, bound)
    unit = flat(written(row.get("unit")))
    space = "" if unit in ("%", "‰") else " "
    target = f"\n（{_TARGET[lang == 'en']}）" if written(row.get("kind")) == "target" else ""
    return Phrase(f"{bound}{sign}{number(value)}{space}{unit}".rstrip() + target, "yellow")


def _when(row: Row, lang: str) -> Phrase:
    start, end = flat(written(row.get("period_start"))), flat(written(row.get("period_end")))
    return Phrase(f"{start} – {end}" if start and start != end else end or start)


def _metric(row: Row, lang: str) -> Phrase:
    base = flat(written(row.get("base")))
    return Phrase(flat(written(row.get("metric"))) + (f"\n（{base}）" if base else ""))


# column of the drawing: (columns of the row it speaks for, how)
_COMPOSED: dict[str, tuple[tuple[str, ...], Callable[[Row, str], Phrase]]] = {
    "speaker": (("speaker", "post", "body", "voice"), _who),
    "metric": (("metric", "base"), _metric),
    "value": (("value", "bound", "unit", "measure", "kind"), _amount),
    "place": (("place",), lambda row, lang: Phrase(flat(written(row.get("place"))))),
    "period": (("period_start", "period_end"), _when),
    "programme": (("programme",), lambda row, lang: Phrase(flat(written(row.get("programme"))))),
    "reason": (("reason",), lambda row, lang: Phrase(_worded(_REASONS, row.get("reason"), lang))),
}
_ELSEWHERE = {"title", "date", "publisher", "written", "quote", "start", "end", "document", "confidence", "doubts"}
_OTHERS = {"first_confidence": "first_quote", "other_confidence": "other_quote"}  # the doubt of another claim stands behind its words


def phrases(row: Row, lang: str) -> dict[str, Phrase]:
    """What a reader sees of a row with a passage, column by column, in the order of the table.

    >>> phrases({"speaker": "周晓禾", "metric": "学校", "value": Decimal("3"), "unit": "所"}, "zh")["value"].text
    '3 所'
    >>> phrases({"speaker": None, "voice": "own", "metric": "学校"}, "en")["speaker"].text
    'the document itself'
    >>> phrases({"quote": "3所", "other_quote": "新建3所", "other_confidence": "doubtful"}, "zh")["other_quote"].text
    '新建3所\\n（存疑）'
    """
    known = columns()
    spoken = {name for composed, _ in _COMPOSED.values() for name in composed}
    order: dict[str, Phrase] = {}
    for name in row:
        for column, (parts, say) in _COMPOSED.items():
            if name in parts and column not in order and any(part in row for part in parts):
                order[column] = say(row, lang)
        if name not in spoken and name not in _ELSEWHERE and name not in _OTHERS and (name not in known or known[name].terminal):
            order[name] = Phrase(flat(written(row[name])))
    for name, words in _OTHERS.items():
        if words in order and written(row.get(name)) == "doubtful":
            order[words] = Phrase(f"{order[words].text}\n（{_DOUBTFUL[lang == 'en']}）")
    return order


def aside(row: Row, lang: str, *names: str) -> str:
    """What stands behind a passage: the voice where somebody speaks, the columns that found no room above, and what is doubtful.

    >>> aside({"speaker": "周晓禾", "voice": "direct", "programme": "春苗计划"}, "zh", "programme")
    '直接引语 · 春苗计划'
    >>> aside({"confidence": "doubtful", "doubts": "无地点 · no place；无时间 · no period"}, "en")
    'doubtful: no place, no period'
    """
    voice = _voice(row, lang) if row.get("speaker") is not None else ""
    return " · ".join(part for part in (voice, *(flat(written(row.get(name))) for name in names), _doubtful(row, lang)) if part)


def _doubtful(row: Row, lang: str) -> str:
    english = lang == "en"
    doubts = [doubt.split(" · ")[-1 if english else 0] for doubt in flat(written(row.get("doubts"))).split("；") if doubt]
    if not doubts:
        return _DOUBTFUL[english] if written(row.get("confidence")) == "doubtful" else ""
    return _DOUBTFUL[english] + (": " + ", ".join(doubts) if english else "：" + "；".join(doubts))


def document_line(row: Mapping[str, Cell]) -> str:
    """The document a row stands in, on one line."""
    title, publisher, date = (flat(written(row.get(name))) for name in ("title", "publisher", "date"))
    document = flat(written(row.get("document")))
    nameless = f"无标题 · untitled <{document}>" if "://" in document else document  # a path says enough
    parts = (f"《{title}》" if title else nameless, publisher, date)
    return " · ".join(part for part in parts if part)
