"""How a drawing shows types of nodes and relations of edges, and what it calls them: colours that differ in lightness too, shapes and dashes.

The colours are those of Okabe and Ito (https://jfly.uni-koeln.de/color/), which people with any colour vision tell apart.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from kg.exports.elements import Attributes, is_doubtful, spelled, visible
from kg.tables.phrases import phrases

# what systems call the Chinese fonts they come with: Linux, Adobe, macOS, Windows
FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "Droid Sans Fallback", "SimHei",
)  # fmt: skip


class Kind(NamedTuple):
    """A type of node: the column it stands in, its outline, its filling, the shape that Graphviz and Mermaid give it, its names."""

    column: int
    line: str
    fill: str
    shape: str
    zh: str
    en: str


class Relation(NamedTuple):
    """A relation: its colour, its dashes, its names, and whether it leads from one end to the other."""

    line: str
    dashes: str
    zh: str
    en: str
    leads: bool = True


KINDS = {
    "body": Kind(0, "#5d5d5d", "#ececec", "box", "单位", "body"),
    "post": Kind(1, "#7a5a00", "#fbf0cf", "hexagon", "职务", "post"),
    "person": Kind(2, "#00527f", "#d4e9f7", "ellipse", "人物", "person"),
    "unnamed source": Kind(2, "#00527f", "#ffffff", "ellipse", "未具名来源", "unnamed source"),
    "document": Kind(3, "#1d1d1d", "#ffffff", "note", "文献", "document"),
    "claim": Kind(4, "#00527f", "#ffffff", "box", "说法", "claim"),
    "programme": Kind(5, "#8a3a68", "#f5dfec", "hexagon", "计划", "programme"),
    "place": Kind(6, "#00614a", "#d3efe6", "box", "地区", "place"),
    "metric": Kind(7, "#9c3d00", "#fbe3d3", "box", "指标", "metric"),
    "unit": Kind(8, "#9c3d00", "#ffffff", "box", "计量单位", "unit"),
    "statement": Kind(8, "#00527f", "#f2f8fc", "box", "言论", "statement"),
    "text": Kind(9, "#5d5d5d", "#f6f6f6", "note", "修复后的正文", "repaired text"),
    "version": Kind(10, "#5d5d5d", "#ffffff", "note", "收到的版本", "version received"),
}
_OTHER = Kind(11, "#333333", "#f6f6f6", "box", "", "")

RELATIONS = {
    "claims": Relation("#0072b2", "", "提出数值", "claims a value"),
    "about": Relation("#009e73", "7 3", "说到地区", "is about"),
    "credits": Relation("#cc5a9a", "2 3", "归功于计划", "credits"),
    "holds": Relation("#8a6d00", "", "担任", "holds"),
    "speaks for": Relation("#8a6d00", "7 3", "代表", "speaks for"),
    "post of": Relation("#777777", "", "属于", "post of"),
    "reported in": Relation("#777777", "2 3", "见于", "reported in"),
    "credited in": Relation("#cc5a9a", "", "在此地有成绩归于它", "is credited in"),
    "lies in": Relation("#009e73", "", "位于", "lies in"),
    "repeats": Relation("#d55e00", "", "重复先前的数", "repeats numbers of"),
    "same numbers": Relation("#d55e00", "7 3", "数字相同，先后不明", "same numbers, order unknown", leads=False),
    "of": Relation("#0072b2", "", "说的是指标", "is of"),
    "counted in": Relation("#0072b2", "2 3", "以此计量", "is counted in"),
    "said by": Relation("#0072b2", "7 3", "出自", "was said by"),
    "part of": Relation("#777777", "7 3", "是其一部分", "is part of"),
    "stands in": Relation("#444444", "", "写在", "stands in"),
    "read from": Relation("#444444", "7 3", "读自", "was read from"),
    "version of": Relation("#444444", "2 3", "是其版本", "is a version of"),
}
DOUBT = "（存疑 · doubtful）"  # behind the words of a doubtful claim
DOUBTFUL = ("只据存疑的说法", "rests on doubtful claims alone")  # what a faint line says
_SPARE = (("#444444", ""), ("#d55e00", "7 3"), ("#444444", "2 3"), ("#d55e00", ""))


def kind_of(type_: str) -> Kind:
    """How a type is shown; one that is not in the table keeps its own name."""
    return KINDS.get(type_) or _OTHER._replace(zh=type_, en=type_)


def relations_of(names: Iterable[str]) -> dict[str, Relation]:
    """How relations are shown, in the order of the table; those that are not in it come last, under their own names."""
    used = set(names)
    unknown = sorted(used - RELATIONS.keys())
    spare = {name: Relation(*_SPARE[order % len(_SPARE)], name, name) for order, name in enumerate(unknown)}
    return {name: relation for name, relation in RELATIONS.items() if name in used} | spare


def leads(relation: str) -> bool:
    """Whether a relation leads from one end to the other.

    >>> leads("repeats"), leads("same numbers")
    (True, False)
    """
    return relation not in RELATIONS or RELATIONS[relation].leads


def stated(data: Attributes, lang: str) -> str:
    """The value that a claim states, as a table of the terminal has it.

    >>> stated({"value": "4.5", "unit": "%", "measure": "growth", "bound": ">="}, "zh"), stated({"value": "18130", "unit": "户"}, "zh")
    ('≥ +4.5%', '18,130 户')
    """
    row = {name: data.get(name) for name in ("unit", "bound", "measure", "kind")}
    return visible(phrases({"value": Decimal(spelled(data["value"])), **row}, lang)["value"].text.replace("\n", ""))


def described(data: Attributes) -> str:
    """What a claim rests on, on one line.

    >>> described({"quote": "新建3所", "document": "urn:a", "start": 4, "end": 8})
    '“新建3所” urn:a 4–8'
    >>> described({"quote": "新建3所", "document": "urn:a", "confidence": "doubtful"})
    '“新建3所” urn:a（存疑 · doubtful）'
    """
    place = f" {data.get('document') or ''}"
    offsets = f" {data['start']}–{data['end']}" if data.get("start") is not None else ""
    return visible(f"“{data['quote']}”{place}{offsets}{DOUBT if is_doubtful(data) else ''}")
