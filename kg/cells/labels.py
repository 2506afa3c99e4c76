"""What one label of a row or column says: a metric, a unit, a time, a place, a growth and what it is against, a share, a target, a rank."""

import re
from dataclasses import dataclass, replace

from kg.cells.figures import is_year
from kg.cells.named import Named
from kg.cells.units import Unit, units_at
from kg.model import Measure, Period, Place, Role, Span
from kg.periods import Calendar

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}[、.．](?![0-9])|[①-⑳])\s*"
)
_PART = re.compile(r"(?:[（(]?其\s*中[：:）)]?|[#＃]|其中)\s*")
_MARK = re.compile(r"[*＊★▲△◆●■·•—–－-]+\s*")
_NOTE = re.compile(r"\s*(?:[①-⑳*＊★¹²³⁴]+|[\[〔][0-9注]{1,3}[\]〕]|[（(]注[0-9一二三]?[）)])$")
_BRACKET = re.compile(r"[（(]([^（()）]{1,24})[）)]")
_TRAILING = re.compile(
    r"(?:[/／:：,，]\s*|\s+(?=[^\s]{2}))(?P<unit>[^\s/／:：,，（）()]{1,10}(?:/[^\s（）()]{1,4})?)$|(?P<ratio>[±＋+]?[%％﹪]|(?<=[少减高升降长])个?百分点)$"
)
_INDEX = re.compile(r"(?P<base>上年同期|上年|上月|去年同期|20\d\d年|19\d\d年)\s*[=＝为]\s*100")
_BASE = r"同比|环比|(?:比|较|同)(?:上年|去年|上月|上季|上一年|前一年)(?:度|末|底|同期|同月|年末)?|(?:比|较)(?:同期|年初|(?:19|20)\d\d年)(?:同期|末|底)?"
_CHANGE = re.compile(
    rf"(?P<base>{_BASE})?(?P<plain>的?(?:按?(?:可比|不变|现)价?格?(?:计算)?|名义|实际|累计)?)(?P<verb>增长率|增长速度|增长幅度|增长|增速|增幅|涨幅|降幅|跌幅|增减幅度|增减率|增减量|增减额|增减数|增减"
    r"|增加额|增加量|增加数|增加|减少额|减少量|减少|下降|下跌|上升|上涨|提高|升降|变动|变化|±)(?:幅度)?(?:情况)?(?:[±%％﹪]*)$"
)
_COMPARED = re.compile(rf"(?P<base>{_BASE})(?:[±%％﹪]*)$")
_FALLS = re.compile("^(?:降幅|跌幅|减少|下降|下跌)")
_RATE = re.compile("增长|增速|增幅|涨幅|降幅|跌幅|率|速度|±")
_YEARLY = re.compile(r"(?:年均|平均每年|年平均|复合)(?=增)|(?:年均|年平均)$")
_SHARE = re.compile(r"(?:所)?占(?P<whole>[^占]{0,14}?)(?:的)?(?:比重|比例|份额|比)$|^(?:比重|构成|份额)$")
_RANK = re.compile(r"^(?:.{0,6}(?:排名|位次|名次|排序|位居|排位)|序\s*号|编\s*号|No\.?|代码)$")
_TARGET = re.compile(
    r"^(?:年度|全年|本年|主要)?(?:预期|规划|计划|发展)?(?:性)?(?:目标|计划|任务|预计|预期|规划|预算)(?:数|值|任务|目标|量)?$"
)
_DONE = re.compile(
    r"(?:占|完成|为|达到?)(?P<task>(?:年度|全年|年初|调整|本年)?(?:目标|计划|任务|预算)(?:任务|数)?)(?:的)?(?:比例|比重|百分比|率|进度|情况)?$"
    r"|^(?P<of>(?:年度|全年)?(?:目标|计划|任务|预算)?)(?:完成|执行)(?:率|进度|比例)$"
)
_GENERIC = re.compile(
    r"^(?:本|全|当|报告|统计|年)?(?:年|期|月|季)?(?:度)?(?:实际|累计|完成|绝对|指标|统计|具体|当期|合计)*"
    r"(?:完成数|执行数|决算数|执行|决算|完成|数值|数据|数|值|额|量|情况|总量|总额|总数|总计|水平|指标|规模|数量|金额|实绩|实际|累计|合计|名称|项目|名|绝对值|绝对数|比例)?(?:情况)?$"
)
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|全[市省县区州镇乡村国]|全[市省县区州](?:合计|总计)|全域|[一-鿿]{2,8}?[市省县区州](?:合计|总计))$")
_SAME_LAST_YEAR = re.compile(r"^(?:上年|去年|上一年)(?:同期|同月|全年|度)?(?:数|值|实际|完成|累计)*$")
_THIS = re.compile(r"^(?:本|当|全|报告)(?:年|期)(?:度)?(?:数|值|实际|完成)*$")
_AT_END = re.compile(r"^(?:年|期|月)末(?:数|人口数|值|余额)?$")
_LAST_YEAR_SO_FAR = re.compile(r"^(?:上年|去年)(?:同期)?(?:本月止)?累计(?:数|值|完成)*$")
_SO_FAR_GROWN = re.compile(r"累计(?=(?:同比|比|较|增|±))|(?:当|本)月(?=(?:同比|比|较|增|±))")
_MONTH = re.compile(r"^(?:本|当)月(?:数|值|实际|完成)*$")
_SO_FAR = re.compile(r"^(?:(?:本|全)?年?(?:初至)?(?:本月)?(?:止)?累计|1\s*[-—~～至]\s*本月(?:累计)?|自年初累计)(?:数|值|完成|实际)*$")
_HERE = re.compile(r"^(?:全[省市县区州镇乡村]|我[省市县区州])(?=.{2})")
_PROSE = re.compile("[，；。]|(?<![A-Za-z0-9])[0-9]+(?:[.][0-9]+)?[万亿]?(?:平方|公里|万吨|[座米吨个亩处家套间栋条])(?![以之]?[上下])")
_ANY_YEAR = Calendar("2000-12-31")  # for months and quarters of documents without a date: their year stands elsewhere in the table
_BLANK = re.compile(r"[\s\u3000\u00a0]+")
_LATIN = re.compile(r"(?<=[A-Za-z0-9])[\s\u3000\u00a0]+(?=[A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says. ``name`` is the metric, or part of one, "" where it names none; ``suffix`` what it adds to the name of the metric it is
    about (占全市比重). ``shift`` is how the time is meant where it is told by the table's own: "last year", "this", "month", "so far", "last year so far", "end"."""

    span: Span
    name: str = ""
    units: tuple[Unit, ...] = ()
    period: Role[Period] | None = None
    yearless: bool = False
    shift: str = ""
    measure: Measure | None = None
    sign: int = 1
    base: Role[str] | None = None
    suffix: str = ""
    yearly: bool = False
    place: Role[Place] | None = None
    total: bool = False
    part: bool = False
    mark: int = 0  # how wide the mark of a part is (其中：), which the next parts are indented by
    rank: bool = False
    target: bool = False
    generic: bool = False


def closed(words: str) -> str:
    """A label without the spaces that set its characters apart: 粮 食.

    >>> closed("粮 食"), closed("GDP per capita")
    ('粮食', 'GDP per capita')
    """
    return _BLANK.sub("", _LATIN.sub("\0", words)).replace("\0", " ")


def read_label(text: str, start: int, end: int, calendar: Calendar, places: Named) -> Label:
    """Take the label from ``start`` to ``end`` apart; ``places`` are those named in the text.

    >>> def said(words):
    ...     label = read_label(words, 0, len(words), Calendar("2022-02-03"), Named())
    ...     return label.name, [u.label for u in label.units], label.period and label.period.value.end, label.measure, label.base and label.base.value
    >>> said("2021年粮食产量（万吨）"), said("比上年增长（%）")
    (('粮食产量', ['吨'], '2021', None, None), ('', ['%'], None, 'growth', '比上年'))
    """
    whole = Span.at(text, start, end)
    part, mark = False, 0
    for pattern, parts in ((_NUMBERED, False), (_PART, True), (_MARK, False), (_NUMBERED, False)):
        match = pattern.match(text, start, end)
        if match and match.end() < end:
            mark = mark or (2 * (match.end() - match.start()) if parts else 0)
            start, part = match.end(), part or parts
    note = _NOTE.search(text, start, end)
    if note and note.start() > start:
        end = note.start()
    place = places.at(start, end)
    place = place if place and place.value.kind != "spot" else None
    total = bool(_TOTAL.match(text[start:end]))
    if place and not total:
        return Label(whole, place=place, part=part, mark=mark)
    label = replace(Label(whole, part=part, mark=mark, total=total), place=place if total else None)
    return _Parts(text, start, end, calendar, label).read()


class _Parts:
    """One label being taken apart: what is read is blanked, and what is left is the metric."""

    def __init__(self, text: str, start: int, end: int, calendar: Calendar, label: Label) -> None:
        self.text, self.start, self.end, self.calendar, self.label = text, start, end, calendar, label
        self.left = text[start:end]

    def read(self) -> Label:
        if _RANK.match(closed(self.left)):
            return replace(self.label, rank=True)
        self._units()
        self._whole_unit()
        self._times()
        self._meaning()
        return self.label

    def _take(self, start: int, end: int) -> None:
        """Blank what stands between two offsets of the text."""
        self.left = self.left[: start - self.start] + "\0" * (end - start) + self.left[end - self.start :]

    @property
    def rest(self) -> str:
        return closed(self.left.replace("\0", " "))

    def _units(self) -> None:
        units: list[Unit] = []
        for match in _BRACKET.finditer(self.text, self.start, self.end):
            found = units_at(self.text, *match.span(1))
            index = _INDEX.fullmatch(match[1].strip())
            if found:
                units += found
                self._take(*match.span())
            elif index:
                at = match.start(1) + match[1].index(index["base"])
                self.label = replace(self.label, base=Role(index["base"], Span.at(self.text, at, at + len(index["base"]))))
                self._take(*match.span())
            elif is_year(match[1].rstrip("年")) or _CHANGE.fullmatch(match[1]):
                self._take(match.start(), match.start() + 1)  # its words are read as if they stood outside
                self._take(match.end() - 1, match.end())
        last = self.left.rstrip("\0 ")
        trailing = _TRAILING.search(last) if not units else None
        if trailing:
            group = "unit" if trailing["unit"] else "ratio"
            at, stop = self.start + trailing.start(group), self.start + trailing.end(group)
            found = units_at(self.text, at, stop)
            if found and (trailing.start() or group == "ratio"):
                units += found
                self._take(self.start + trailing.start(), stop)
        self.label = replace(self.label, units=tuple(units))

    def _whole_unit(self) -> None:
        """A row of units under the labels: 亿元 | %."""
        found = units_at(self.text, self.start, self.end) if not self.label.units else ()
        if found and all(unit.kind != "counter" or unit.scale != 1 for unit in found):
            self.label = replace(self.label, units=found)
            self._take(self.start, self.end)

    def _times(self) -> None:
        words = self.rest
        if is_year(words):
            at = self.start + self.left.index(words[0])
            self._take(at, at + 4)
            self.label = replace(self.label, period=Role(Period(words, words), Span.at(self.text, at, at + 4)))
            return
        dated = self.calendar.year is not None
        for time in (self.calendar if dated else _ANY_YEAR).find(self.text, self.start, self.end):
            inside = self.left[time.start - self.start : time.end - self.start]
            if "\0" in inside or time.kind in ("comparison", "task", "vague") or time.period is None or self.label.period:
                continue
            if re.match(r"上年|去年", inside) and _SAME_LAST_YEAR.match(self.rest):
                continue
            if re.search(r"(?:比|较|同|与)$", self.text[self.start : time.start]):
                continue
            if not dated and re.match("[今去上前明本当]年", inside):
                continue
            yearless = not re.search(r"(?:19|20)\d\d|[今去上前明]年|本年|“|十[一二三四]五", inside)
            self.label = replace(self.label, period=Role(time.period, Span.at(self.text, time.start, time.end)), yearless=yearless)
            self._take(time.start, time.end)

    def _meaning(self) -> None:
        rest = self.rest.strip("：:，,、的 ")
        if _RANK.match(rest):
            self.label = replace(self.label, rank=True)
            return
        growing = _SO_FAR_GROWN.search(rest)
        if growing:
            self.label = replace(self.label, shift="so far" if growing.group() == "累计" else "month")
        for pattern, shift in (
            (_LAST_YEAR_SO_FAR, "last year so far"),
            (_SAME_LAST_YEAR, "last year"),
            (_THIS, "this"),
            (_MONTH, "month"),
            (_AT_END, "end"),
            (_SO_FAR, "so far"),
        ):
            if pattern.match(rest):
                self.label = replace(self.label, shift=shift, generic=True)
                return
        done, share = _DONE.search(rest), _SHARE.search(rest)
        if done:
            self.label, rest = replace(self.label, suffix=f"{done['task'] or done['of'] or ''}完成率"), rest[: done.start()]
        elif share and not share.start():
            whole = share["whole"] if share["whole"] is not None else ""
            self.label = replace(self.label, suffix=f"占{whole}比重" if whole else "占比")
            rest = rest[: share.start()]
        else:
            rest = self._compared(rest)
        if _TARGET.match(rest):
            self.label, rest = replace(self.label, target=True), ""
        rest = _HERE.sub("", rest)
        if _PROSE.search(rest):
            rest = ""  # 新建桥梁1座，长320米: what was done, no metric
        generic = bool(rest) and bool(_GENERIC.match(rest))
        self.label = replace(self.label, name="" if generic or self.label.total else rest, generic=generic or self.label.total)

    def _compared(self, rest: str) -> str:
        """Whether the label states a growth or a change, and of what."""
        match = _CHANGE.search(rest) or _COMPARED.search(rest)
        if not match:
            return rest
        words = match.groupdict()
        verb = words.get("verb") or ""
        ratio = any(unit.label in ("%", "‰", "倍") for unit in self.label.units) or not self.label.units
        growth = (
            ratio
            and not any(unit.label == "百分点" for unit in self.label.units)
            and (bool(_RATE.search(verb)) or any(unit.label == "%" for unit in self.label.units) or not verb or verb == "增减")
        )
        base = None
        if words["base"]:
            pattern = r"[\s\u3000\u00a0]*".join(map(re.escape, words["base"]))
            found = re.compile(pattern).search(self.text, self.start, self.end)
            base = Role(words["base"], Span.at(self.text, *found.span())) if found else None
        name = _SO_FAR_GROWN.sub("", rest[: match.start()] + rest[match.start() :][:2])[: -len(rest[match.start() :][:2])]
        yearly = bool(_YEARLY.search(name + verb)) or name.endswith("年均")
        name = _YEARLY.sub("", name + "增")[:-1] if name.endswith(("年均", "年平均")) else name
        self.label = replace(
            self.label, measure="growth" if growth else "change", sign=-1 if _FALLS.match(verb) else 1, base=base, yearly=yearly
        )
        return re.sub(r"(?:年均|年平均|平均每年)$", "", name)
