"""Figures as cells of tables write them: a number with sign, bound, unit and footnote mark; years, and marks that stand for none."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.mentions.quantities import AFTER, find_quantities
from kg.model import Comparator, Span
from kg.numerals import decimal, scaled

_NUMBER = r"(?:[0-9０-９]{1,3}(?:[,， \u00a0][0-9０-９]{3}){1,4}|[0-9０-９]{1,16})(?:[.．][0-9０-９]{1,8})?"
_NOTE = r"(?:\s?(?:[①-⑳*＊★†‡¹²³⁴]{1,3}|[\[〔][0-9注]{1,3}[\]〕]))?"
_PLAIN = re.compile(
    rf"(?P<bound>[<>＜＞≤≥≈约])?\s?(?P<sign>[-－−–+＋])?\s?(?P<number>{_NUMBER})(?P<scale>万亿|[万亿千])?(?P<percent>\s?[%％])?(?P<after>左右|以上|以下|以内)?{_NOTE}"
)
_MEASURED = re.compile(rf"(?:[约近超逾]|不足|超过)?[-－−+＋]?{_NUMBER}\s?[一-鿿%％‰㎡℃/（）A-Za-z]{{1,12}}")
# a growth in words: 下降0.3个百分点
_MOVED = re.compile(
    rf"(?:同比|比上年)?(?P<verb>增长|上升|提高|增加|上涨|下降|降低|减少|回落|下跌|下滑)了?(?P<much>[约近超]?{_NUMBER}\s?(?:[%％‰]|个?百分点)){_NOTE}"
)
_FALLS = ("下降", "降低", "减少", "回落", "下跌", "下滑")
_NONE = re.compile(r"[-－−–—…·.。/／\\xX×*＊☆无]{1,6}|不详|暂无|N/?A|n/?a|--")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_TIME = re.compile(r"[0-9]{1,4}(?:[年月日./\-—－～~至第季度末底初旬、上下半全累计份Q]+[0-9]{0,4})*")
_DATED = re.compile(r"(?:19|20)[0-9]{2}年|[0-9]{1,2}(?:[-—~～至][0-9]{1,2})?月(?!个)|[1-4一二三四]季度")
_BOUNDS: dict[str, Comparator] = {"<": "<", "＜": "<", ">": ">", "＞": ">", "≤": "<=", "≥": ">=", "≈": "≈", "约": "≈"}


@dataclass(frozen=True, slots=True)
class Figure:
    """The number a cell holds. ``unit`` is what stands in the cell itself, "" where it holds the number alone
    (``scaled`` where 万 or 亿 stands behind it); ``span`` leaves footnote marks out; ``moved`` where a verb in the cell says that it rose or fell."""

    span: Span
    value: Decimal
    unit: str
    comparator: Comparator
    scaled: bool = False
    moved: bool = False


def is_figure(words: str) -> bool:
    """Whether a cell holds a number, alone or with its unit; a date is none.

    >>> [is_figure(words) for words in ("1,204.5", "-3.2%", "＜0.1", "12.5亿元", "2021年（亿元）", "1-6月", "3月末", "—", "第一产业", "12①")]
    [True, True, True, True, False, False, False, False, False, True]
    """
    if _PLAIN.fullmatch(words) or _MOVED.fullmatch(words):
        return True
    return bool(_MEASURED.fullmatch(words)) and not _TIME.fullmatch(words) and not _DATED.match(words)


def is_year(words: str) -> bool:
    """Whether a cell holds four digits that may be a year.

    >>> is_year("2021"), is_year("2021.5"), is_year("3021")
    (True, False, False)
    """
    return bool(_YEAR.fullmatch(words))


def is_none(words: str) -> bool:
    """Whether a cell is empty or holds a mark that stands for no figure.

    >>> [is_none(words) for words in ("", "—", "…", "/", "0")]
    [True, True, True, True, False]
    """
    return not words or bool(_NONE.fullmatch(words))


def figure(text: str, start: int, end: int) -> Figure | None:
    """The figure of the cell from ``start`` to ``end``; None where it holds no single one.

    >>> [(f.span.quote, str(f.value), f.unit, f.comparator) for f in (figure(w, 0, len(w)) for w in ("－3.2①", "1 204", "近12万人", "＜0.1"))]
    [('－3.2', '-3.2', '', '='), ('1 204', '1204', '', '='), ('近12万人', '120000', '人', '≈'), ('＜0.1', '0.1', '', '<')]
    >>> fall = figure("下降0.3个百分点", 0, 9)
    >>> fall.span.quote, str(fall.value), fall.unit, fall.moved
    ('0.3个百分点', '-0.3', '百分点', True)
    >>> figure("12:35:53", 0, 8) is None
    True
    """
    match = _PLAIN.fullmatch(text, start, end)
    if match:
        value = decimal(re.sub(r"[ \u00a0]", "", match["number"]))
        if value is None:
            return None
        percent, stop = bool(match["percent"]), match.end(next(name for name in ("percent", "scale", "number") if match[name]))
        negative = (match["sign"] or "") in "-－−–" and bool(match["sign"])
        if match["scale"]:
            value = scaled(value, match["scale"])
        first = next(match.start(name) for name in ("bound", "sign", "number") if match[name])
        stop = match.end("after") if match["after"] else stop
        comparator = AFTER.get(match["after"] or "") or _BOUNDS.get(match["bound"] or "", "=")
        return Figure(Span.at(text, first, stop), -value if negative else value, "%" if percent else "", comparator, bool(match["scale"]))
    if moved := _MOVED.fullmatch(text, start, end):
        much = figure(text, *moved.span("much"))
        return replace(much, value=-much.value if moved["verb"] in _FALLS else much.value, moved=True) if much else None
    quantities, _ = find_quantities(text, start, end)
    if len(quantities) != 1 or quantities[0].range_end:
        return None
    only = quantities[0]
    rest = text[start : only.span.start] + text[only.span.end : end]
    if not only.unit or re.sub(_NOTE + r"|\s|[-－−]", "", rest) or only.comparator not in {"=", *AFTER.values(), ">", "<"}:
        return None
    before = text[only.span.start - 1] if only.span.start > start else ""
    negative = before in "-－−" and before != ""
    span = Span.at(text, only.span.start - negative, only.span.end)
    return Figure(span, -only.value if negative else only.value, only.unit, only.comparator)
