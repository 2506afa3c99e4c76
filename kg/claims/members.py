"""Members of a whole that are told by their names alone: 固定资产投资增长5%，其中第一产业下降3% is of the investment in it."""

import re
from dataclasses import replace

from kg.claims.context import Context, Named, concept
from kg.claims.verbs import is_verb_only
from kg.mentions.metrics import GENERIC
from kg.mentions.quantities import Quantity
from kg.model import Claim, Role

_HEAD = re.compile(
    "(?<=.)(?:增加值|总产值|产值|固定资产投资|完成投资额?|投资额?|(?:播种|种植|销售|施工|竣工|建筑)面积|面积|总产量|产量|产能|周转量|货运量|客运量|运量|吞吐量|发电量|用电量|消费价格|价格|"
    "营业收入|收入|支出|税收|利润|(?:消费品)?零售总?额|销售额|(?<!进)出口总?额?|(?<!出)进口总?额?|余额|装机容量|(?:营业|通车|运营)?里程)$"
)
_NAMES_MEMBERS = re.compile("其中|[分按从][^，。；0-9]{1,8}[看分]，")
# what is itself a measure, an act or a sum of money is no member
_NO_MEMBER = re.compile(
    "[进出]口|外[包贸]|[存出]栏$|屠宰|^用于|安排$|达到?$|[率比重量额值数度]$|比例|占比|资金|债券|基金|贷款|利润|收入|支出|投资|价格|面积|里程|产能|税|费$|增长|占|较|同比|[新改扩续建增减完实]|以[上下]$|^[0-9]|的$|个人|最[高低多少]|合计|本[年月级]|当[年月]|[去今]年|平均"
)
_CROP = re.compile("(?P<what>[一-鿿]{2,8}?)(?:播种面积|种植面积|面积|总?产量|单产|亩产)")
_YIELD = re.compile("总产量?|产量|单产|(?:平均|亩均)?亩?产|播种面积|种植面积")
_NO_CROP = re.compile("建筑|占地|规划|[种播]植?$|经营|流转|灌溉|绿化|建成|改造|新增|治理|推广|年$|平均|[总受成]$")
_TRADE = re.compile("(?P<whose>[一-鿿]{2,10}?)(?:进出口|出口|进口)(?:总额|总值|额|值)?")
_NOBODY = re.compile("(?:贸|贸易|货物|商品|服务|全?[省市县区国])$")
_LIKE = ("企业", "产业", "制造业", "类", "经济")
_LONGEST = 12


def of_whole(context: Context, named: Named, quantity: Quantity) -> Named | None:
    """The metric of a member with what is measured of the whole, None where the name says it itself or no whole is told."""
    name, span = named.metric.value.name, named.metric.span
    grown = quantity.unit == "%" and bool(named.phrase.direction) and not named.phrase.to
    if named.metric.origin or span is None or span.end > quantity.span.start or named.phrase.part_of or named.phrase.base_at:
        return None
    if not (grown or quantity.unit_kind in ("money", "measure")) or not 2 <= len(name) <= _LONGEST:
        return None
    if name in ("出口", "进口"):
        return _of_trade(context, named)
    if _NO_MEMBER.search(name) or name in GENERIC or is_verb_only(name):
        return None
    listed = next(reversed([*_NAMES_MEMBERS.finditer(context.text, context.clauses.start, span.start)]), None)
    if listed and listed.group() == "其中" and "；" in context.text[listed.end() : span.start]:
        listed = None
    for whole in _wholes(context, listed.start() if listed else None):
        head = _HEAD.search(whole.metric.value.name)
        like = head and _kind(name) and _kind(name) == _kind(whole.metric.value.name[: head.start()])
        if head and (listed or like) and _same(whole, quantity, grown) and not whole.metric.value.name.endswith(name):
            return replace(named, metric=Role(concept(name + head.group().removeprefix("完成").removeprefix("总")), span))
    return None


def _of_trade(context: Context, named: Named) -> Named | None:
    """Exports or imports of those whose trade was told right before: 茶企进出口4亿元，其中出口3亿元."""
    last = context.last()
    trade = _TRADE.fullmatch(last.metric.value.name) if last and last.number.start > context.clauses.start else None
    if trade is None or _NOBODY.search(trade["whose"]):
        return None
    return replace(named, metric=replace(named.metric, value=concept(trade["whose"] + named.metric.value.name)))


def _wholes(context: Context, listed: int | None) -> list[Claim]:
    """The claims whose metric may be that of the whole, the nearest first: what is told right before the members or this one, and the members so far."""
    made = [*context.made]
    of_members = [claim for claim in made if listed is not None and claim.number.start > listed]
    told = made[: len(made) - len(of_members)] or (context.before() if listed is not None else ())
    last = told[-1].metric.value.name if told else ""
    return [
        *reversed(of_members),
        *(claim for claim in reversed(told) if claim.metric.value.name.removesuffix("增速") == last.removesuffix("增速")),
    ]


def of_crop(context: Context, named: Named) -> Named | None:
    """The yield or the area of what the number before spoke of: 夏粮面积6万亩，总产量5万吨."""
    last, name = context.last(), named.metric.value.name
    crop = _CROP.fullmatch(last.metric.value.name) if last and _YIELD.fullmatch(name) and not named.metric.origin else None
    if crop is None or last is None or _NO_CROP.search(crop["what"]) or last.metric.value.name.endswith(name):
        return None
    return replace(named, metric=replace(named.metric, value=concept(crop["what"] + name)))


def _kind(owner: str) -> str:
    """What sort of thing a name says that it is, "" where it says none."""
    return next((kind for kind in _LIKE if owner.endswith(kind)), "")


def _same(whole: Claim, quantity: Quantity, grown: bool) -> bool:
    """Whether a number is told of a member in the same way as of the whole."""
    return whole.measure == "growth" if grown else whole.measure == "level" and whole.unit == quantity.unit
