"""What stands over a table and speaks for all of it: the caption, and the line that names the unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.cells.named import Named
from kg.cells.names import has_noun
from kg.cells.units import LINE, Unit, units_at
from kg.mentions.metrics import metric_iri
from kg.model import Concept, Period, Place, Role, Span
from kg.periods import Calendar

_LINES = 5  # above a table that may be over it
_LONGEST, _LEADING = 50, 90  # characters of a caption, and of a line that leads to a table with a colon
_BLANK = " \t\r\u3000\u00a0|*#"
_NUMBER = re.compile(
    r"^(?:附?[表图]\s*[0-9一二三四五六七八九十]{0,3}(?:[-—.．][0-9]{1,2})?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,2}[）)]|[0-9]{1,2}[、.．](?![0-9]))[:：、.．\s　]*"
)
_LEAD = re.compile(
    r"^(?:全[省市县区州镇]|我[省市县区州]|各(?:[省市县区州旗乡镇街道地]|（[^（）]{1,6}）|、)+|分(?:县区?|市州?|地区|行业|产业|区域|乡镇)+|部分|主要|年?末|的|份)+"
)
_TAIL = re.compile(
    r"(?:主要|基本|总体|完成|增长|变化|运行|发展|分布|构成|统计|汇总|对比|比较|排名|明细|进度|目标)*(?:情况|状况|数据|指标|一览|简表|表|如下|如表|统计|明细|汇总|对比|比较)+(?:如下|所示)?[:：]?$"
)
_PLACED = re.compile(r"[一-鿿]{1,5}?(?:自治[州县旗]|[省市县区州旗镇乡])(?![一-鿿]?(?:级|域|长|场|属))")
_NO_PLACE = re.compile(r"^(?:全|各|分|我|本|该|下|城|县|市|省|主|部|县级|地)")
_SEVERAL = re.compile("[及和与、]")
_AHEAD = re.compile(r"目标|计划|安排|预期|规划")
_REACHED = re.compile(r"完成|实现|执行|进展")


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said over a table: its units, time, place, and metric; ``ahead`` where it states targets."""

    units: tuple[Unit, ...] = ()
    period: Role[Period] | None = None
    place: Role[Place] | None = None
    metric: Role[Concept] | None = None
    ahead: bool = False


def caption_of(text: str, start: int, floor: int, cells: Sequence[tuple[int, int]], calendar: Calendar, places: Named) -> Caption:
    """Read the lines above a table that begins at ``start`` down to the end of the one before at ``floor``, and the cells of its own first rows
    that hold a title.

    >>> text = "表1 2021年甲州粮食产量\\n单位：万吨、%\\n|"
    >>> said = caption_of(text, len(text) - 1, 0, (), Calendar(None), Named())
    >>> said.period.value.end, said.metric.value.name, said.place.value.name, [u.label for u in said.units]
    ('2021', '粮食产量', '甲州', ['吨', '%'])
    """
    found = Caption()
    lines = [*reversed(cells), *_above(text, start, floor)]
    for begin, end in lines:
        while begin < end and text[begin] in _BLANK:
            begin += 1
        while begin < end and text[end - 1] in _BLANK:
            end -= 1
        unit = LINE.search(text, begin, end)
        if unit:
            units = units_at(text, *unit.span("units"))
            found = found if found.units else replace(found, units=units)
            if unit.start() <= begin + 2:
                begin = unit.end()
            else:
                end = unit.start()
        if end - begin < 3:
            continue
        leads = text[end - 1] in "：:"
        if end - begin > (_LEADING if leads else _LONGEST) or text[end - 1] in "。；！？" or (not leads and "。" in text[begin:end]):
            break
        sentence = max(text.rfind(mark, begin, end) for mark in "。；") + 1  # the clause that leads to the table
        found = _said(text, max(sentence, begin), end, calendar, places, found)
        if found.metric or found.place or end - begin > 12:
            break
    return found


def _above(text: str, start: int, floor: int) -> list[tuple[int, int]]:
    """The lines above an offset, nearest first."""
    lines: list[tuple[int, int]] = []
    end = start - 1
    while end > floor and len(lines) < _LINES:
        begin = max(text.rfind("\n", 0, end) + 1, floor)
        if text[begin:end].strip(_BLANK):
            lines.append((begin, end))
        end = begin - 1
    return lines


def _said(text: str, start: int, end: int, calendar: Calendar, places: Named, found: Caption) -> Caption:
    left = list(text[start:end])
    times = [t for t in calendar.find(text, start, end) if t.period and t.kind not in ("comparison", "task", "vague")]
    period = found.period
    for time in times:
        period = period or Role(time.period, Span.at(text, time.start, time.end), "caption") if time.period else period
        left[time.start - start : time.end - start] = "\0" * (time.end - time.start)
    year = None if period else re.search(r"(?<![0-9])((?:19|20)[0-9]{2})(?=[-—~～至][0-9]{1,2}月|[）)\s]|$)", text[start:end])
    if year and not times:
        period = Role(Period(year[1], year[1]), Span.at(text, start + year.start(1), start + year.end(1)), "caption")
        left[year.start(1) : year.end(1)] = "\0" * 4
    place = found.place
    named = [role for role in places.within(start, end) if role.value.kind != "spot"]
    for role in named:
        if role.span:
            left[role.span.start - start : role.span.end - start] = "\0" * len(role.span.quote)
    if named and not place:
        place = replace(named[-1], origin="caption")
    words = "".join(left)
    number = _NUMBER.match(words.lstrip("\0 　"))
    body = words.lstrip("\0 　")[number.end() :] if number else words
    body = body.replace("\0", "").strip(" 　（()）：:，,")
    placed = _PLACED.match(body) if not place else None
    if placed and not _NO_PLACE.match(body) and text.find(placed.group(), start, end) >= 0:
        at = text.index(placed.group(), start, end)
        place = Role(Place(placed.group(), None, kind_of(placed.group())), Span.at(text, at, at + len(placed.group())), "caption")
        body = body[placed.end() :]
    ahead = found.ahead or bool(_AHEAD.search(body) and not _REACHED.search(body))
    name = _TAIL.sub("", _LEAD.sub("", body.strip("的年份 　")).strip("的 　"))
    metric = found.metric
    at = text.find(name, start, end) if len(name) > 1 else -1
    if metric is None and at >= 0 and len(name) <= 24 and (metric_iri(name) or (has_noun(name) and not _SEVERAL.search(name))):
        metric = Role(Concept(name, metric_iri(name)), Span.at(text, at, at + len(name)), "caption")
    return replace(found, period=period, place=place, metric=metric, ahead=ahead)


def place_of_title(title: Role[str] | None, calendar: Calendar) -> Role[Place] | None:
    """The place at the head of a title that no gazetteer knows: 2021年甲县统计公报.

    >>> title = "2021年甲县国民经济和社会发展统计公报"
    >>> place_of_title(Role(title, Span.at(title, 0, len(title))), Calendar(None)).value.name
    '甲县'
    """
    if title is None:
        return None
    first = next(iter(calendar.find(title.value, 0, 12)), None)
    placed = _PLACED.match(title.value, first.end if first and not first.start else 0)
    if not placed or _NO_PLACE.match(placed.group()):
        return None
    place = Place(placed.group(), None, kind_of(placed.group()))
    if title.span is None or title.span.quote != title.value:
        return Role(place, None, "metadata")
    return Role(place, Span(title.span.start + placed.start(), title.span.start + placed.end(), placed.group()), "document")


def kind_of(name: str) -> str:
    """What kind of place a name says it is.

    >>> kind_of("甲县"), kind_of("乙街道"), kind_of("丙自治区")
    ('county', 'town', 'province')
    """
    kinds = {"省": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture", "县": "county", "区": "county", "旗": "county"}
    towns = {"镇": "town", "乡": "town", "道": "town", "村": "village"}
    return "province" if name.endswith("自治区") else {**kinds, **towns}.get(name[-1], "spot")
