"""How a number is meant: a level, a change or a growth, with its sign, and what it is compared with."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.claims.clauses import Clauses
from kg.claims.context import Named
from kg.mentions import metrics
from kg.mentions.quantities import Quantity
from kg.model import Claim, Comparator, Measure, Role, Span
from kg.periods import Time

_TOWARDS = re.compile(r"^(?:扩大|[增减]产|增加|新增加|减少|压减|降低|削减|压缩|提高|拉动提高|净增|净减)(?=.{2,})")
_ABOUT = re.compile("约占[^，。；]*$")  # 约占全国四分之一
_ALL_ABOVE = re.compile("(?:分别|均|都|先后|相继|连续)(?:超过|突破|迈上|跨上|跃上|迈过|跨过|跨越|逾)[0-9][^，。；]*[、和]$")
_AT_LEAST = re.compile("(?:至少|最少|不少于)(?:要|再)?(?:新?[建增]|打造|培育|建成|完成|引进|创建|实施|开展|举办|培训|改造|配备)了?$")
_ABOVE, _BELOW = re.compile(metrics.ABOVE), re.compile(metrics.BELOW)
CAME_TO = re.compile(rf"(?:{metrics.UP}|{metrics.DOWN}|跃升|攀升|调整|优化|变|改|转)(?:到|至|为|成)")
_LESS_IS_BETTER = re.compile("(?:浓度|PM2.5|PM10|综合指数|污染指数|失业率|死亡率|发生率|能耗|排放量?)$")  # 综合指数改善6.5%
_YIELDS = re.compile("(?P<more>[增减][产收])$")
_BETTERED = re.compile("(?:提升|提高|改善|优化|扩大|发展|拓宽|延长)$")
_STANDING = re.compile(r"[与同和跟][^，。]{2,14}(?:相比|相较|比较|对比)，")
_GROWN = re.compile("(?:的|(?<=以[上下]))(?:正|同比|高速|较快)?(?:(?P<negative>负)增长|增长|增速|增幅)")
_COMPARED = re.compile("(?:同比|环比|较上年|比上年)$")
_SINCE = re.compile("在(?:(?:19|20)[0-9]{2}年|去年|上年|前年)[底末]?(?:的)?基础之?上")
_RATE = re.compile("[率比重]$|比例$|盈亏|差额?$")
_LESSENED = re.compile(
    "(?:减少|降低|压减|节约|节省|缩短)(?!财政)(?![^，。；]*(?:任务|工程|政策|措施|后|满意|覆盖|完成|落实|普及|惠及|达|到))[一-鿿]{2,}"
)
_FEW = 4  # claims back to the same change, where several are told side by side
_YEARLY = re.compile(r"同比|环比")
_MONTHLY = re.compile(r"每人每月|(?<![0-9])月人均|人均月|每月|月(?:均|平均)?(?:工资|收入|薪|补贴标准)")
_BY_YEAR = re.compile("每人每年$|(?<![0-9])年人均(?:[0-9.]+元(?:提高|增加|上升)?[到至])?$")  # 由年人均150元提高到190元


def measure_of(clauses: Clauses, quantity: Quantity, named: Named) -> tuple[Measure, Decimal, str]:
    """Measure, signed value and unit of a number, from the verb before it (提高到 is a level, 提高 a change)."""
    phrase = named.phrase
    value, unit = quantity.value, quantity.unit
    if "番" in quantity.span.quote:  # 翻一番以上
        return "growth", value, "%"
    if unit == "元" and _MONTHLY.search(clauses.text[clauses.clause_start(quantity.number_start) : quantity.span.start]):
        unit = "元/月"
    elif unit == "元" and _BY_YEAR.search(clauses.text, clauses.clause_start(quantity.number_start), quantity.span.start):
        unit = "元/年"
    if phrase.multiple:
        return "level", value, unit
    grown = _GROWN.match(clauses.text, quantity.span.end) if unit in ("%", "倍") else None
    if grown:  # 实现1.5%的正增长
        return "growth", -value if grown["negative"] else value, unit
    if phrase.direction and not phrase.to:
        sign = -1 if phrase.verb == "改善" and _LESS_IS_BETTER.search(named.metric.value.name) else phrase.direction
        behind = named.metric.span is not None and named.metric.span.start >= quantity.span.end
        if behind and quantity.unit_kind in ("counter", "measure") and _BETTERED.match(phrase.verb):  # 提升12个社区品质 counts communities
            return "level", value, unit
        if unit in ("%", "倍", "‰"):
            return "growth", value * sign if sign > 0 else -abs(value), unit  # 下降-5%
        if phrase.verb != "新增" or phrase.base:
            return "change", value * sign, unit
    yields = _YIELDS.search(named.metric.value.name) if not phrase.direction else None
    at = named.metric.span
    own = at and at.end <= quantity.span.start and not named.metric.origin
    if yields and (quantity.unit_kind == "money" or (own and (yields["more"][1] == "产" or unit == "%"))):  # 亩均增产85公斤, 户均增收3000元
        return "growth" if unit in ("%", "倍") else "change", -value if yields["more"].startswith("减") else value, unit
    if not phrase.direction and unit not in ("%", "倍") and named.metric.span and not named.metric.origin:
        towards = _TOWARDS.match(named.metric.value.name)
        if towards:
            return "change", -value if re.match("减少|减产|压减|降低|削减|压缩|净减", towards.group()) else value, unit
    if (
        unit == "%"
        and own
        and not phrase.direction
        and _LESSENED.fullmatch(named.metric.value.name)
        and named.metric.span
        and clauses.text[named.metric.span.end : quantity.span.start] in ("", "达", "达到")
        and not _RATE.search(named.metric.value.name)
    ):
        return "growth", -value, unit  # 减少灌溉用水30%
    if unit in ("%", "‰") and _COMPARED.search(clauses.text, max(clauses.start, quantity.span.start - 4), quantity.span.start):
        return "growth", value, unit  # 同比-5.2%
    if unit == "%" and quantity.span.quote[0] in "+＋-－−" and not _RATE.search(named.metric.value.name):
        return "growth", value, unit  # GDP 612.7亿元，+5.4%
    if unit in ("百分点", "千分点") and not phrase.to:
        return "change", value * (phrase.direction or 1), unit
    return "level", value, unit


def bound_of(text: str, quantity: Quantity, phrase: metrics.Phrase) -> Comparator:
    """The bound on a number, which may stand before its verb or what it is a multiple of: 至少打造1个, 不及全省平均水平的七成, 高于低保标准的1.6倍."""
    if quantity.comparator == "=" and _AT_LEAST.search(text, max(0, quantity.span.start - 8), quantity.span.start):
        return ">="
    if quantity.comparator == "=" and _ALL_ABOVE.search(text, max(0, quantity.span.start - 40), quantity.span.start):
        return ">"  # 分别超过50亿元、36亿元
    if quantity.comparator == "=" and phrase.part_of and _ABOUT.search(text, max(0, phrase.start - 2), quantity.span.start):
        return "≈"
    if not phrase.multiple or quantity.comparator not in ("=", "≈") or not phrase.base:
        return quantity.comparator
    if phrase.base.startswith("不") and not phrase.base.startswith("不及"):
        return "<=" if _ABOVE.match(phrase.base, 1) else ">="
    return ">" if _ABOVE.match(phrase.base) else "<" if _BELOW.match(phrase.base) else quantity.comparator


def base_of(clauses: Clauses, named: Named, quantity: Quantity, measure: Measure, earlier: Sequence[Claim]) -> Role[str] | None:
    """What a change, growth or multiple is compared with, None where nothing says it."""
    phrase = named.phrase
    text = clauses.text
    if phrase.base and phrase.base_at:
        return Role(phrase.base, Span.at(text, *phrase.base_at))
    if measure == "level":
        return None
    left = clauses.clause_start(quantity.number_start)
    for time in reversed(clauses.times):
        if time.kind == "comparison" and left <= time.start < quantity.span.start:
            return Role(text[time.start : time.end], Span.at(text, time.start, time.end))
    for start, end in clauses.foundations:  # 在2013年的基础上翻一番
        if left <= start and end <= quantity.span.start and _SINCE.fullmatch(text, start, end):
            return Role(text[start:end], Span.at(text, start, end))
    yearly = next(reversed([*_YEARLY.finditer(text, left, quantity.span.start)]), None)  # 同比增长24.1%、环比增长13.2%
    if yearly:
        return Role(yearly.group(), Span.at(text, *yearly.span()))
    standing = _STANDING.search(text, clauses.start, quantity.span.start)
    if standing:
        return Role(standing.group()[:-1], Span.at(text, standing.start(), standing.end() - 1), "sentence")
    if opening := _alone(clauses, quantity):
        return Role(text[opening.start : opening.end], Span.at(text, opening.start, opening.end), "sentence")
    return _as_much(clauses, named, quantity, measure, earlier) or _since_first(phrase, earlier)


def _as_much(clauses: Clauses, named: Named, quantity: Quantity, measure: Measure, earlier: Sequence[Claim]) -> Role[str] | None:
    """同比减少94起，下降18%: the rate of the same change is of the same comparison."""
    begin = max(clauses.start, clauses.text.rfind("；", clauses.start, quantity.span.start))
    same = (c for c in reversed(earlier[-_FEW:]) if c.number.start > begin and c.metric.value == named.metric.value)
    last = next(same, None)
    alike = last is not None and {last.measure, measure} == {"change", "growth"} and (last.value < 0) == (named.phrase.direction < 0)
    if (
        not (last and alike and last.base)
        or named.phrase.yearly
        or any(t.start > last.number.end and t.end <= quantity.span.start for t in clauses.times)
    ):
        return None
    return replace(last.base, origin="sentence")


def _alone(clauses: Clauses, quantity: Quantity) -> Time | None:
    """The comparison that is all an earlier clause says: 较2016年，城区扩大20平方公里."""
    earlier = (t for t in reversed(clauses.times) if t.kind == "comparison" and t.end < quantity.span.start)
    return next((t for t in earlier if clauses.text[t.end] == "，" and clauses.clause_start(t.start) == t.start), None)


def _since_first(phrase: metrics.Phrase, earlier: Sequence[Claim]) -> Role[str] | None:
    """由2020年的11858元提高到2022年的14151元，增长19.3%: the growth is since the first of the two."""
    ends = ends_of_change(earlier)
    if phrase.name or phrase.yearly or not ends:
        return None
    first, then = ends
    periods = first.period, then.period
    if first.metric.value != then.metric.value or not all(r and r.value.start and not r.origin for r in periods):
        return None
    if first.period and then.period and (first.period.value.start or "")[:4] == (then.period.value.start or "")[:4]:
        return None  # 一季度完成5亿元，全年完成20亿元
    anchor = first.period.span if first.period else None
    year = first.period.value.start[:4] if first.period and first.period.value.start else ""
    return Role(f"比{year}年", anchor, "sentence") if then.number.start > first.number.start and then.metric.origin else None


def ends_of_change(earlier: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The last two levels stated, which a change or growth behind them lies between: 由10吨提高到15吨，增加5吨，增长50%."""
    levels = [claim for claim in earlier[-4:] if claim.measure == "level"][-2:]
    return (levels[0], levels[1]) if len(levels) == 2 else None


def came_from_ratio(clauses: Clauses, quantity: Quantity, earlier: Sequence[Claim]) -> bool:
    """Whether a number is what the bare one right before it came to: 收入比由1.91缩小到1.79."""
    last = earlier[-1] if earlier else None
    if last is None or last.unit or last.number.start < clauses.clause_start(quantity.number_start):
        return False
    return CAME_TO.search(clauses.text, last.number.end, quantity.span.start) is not None
