"""What numbers side by side share: the noun behind the last of two grades, 新增 before the first of two things, what is measured of a whole."""

import re
from dataclasses import replace

from kg.claims.context import Context, Named, concept
from kg.claims.members import of_crop, of_whole
from kg.mentions.counted import thing_behind

# 新增12家企业, 新建改建5座桥: how many came, not how many there are
NEW = re.compile(
    "(?:新(?:增|建设?|改建|设|引进|培育|认定|招引|开工|开通|注册|登记|发展|添|辟|开辟)|净增|改扩建)(?:改[扩造]?建?|扩建|改造|开工|入驻)?$"
)
_FIRST_NEW = re.compile(f"{NEW.pattern.removesuffix('$')}(?=.{{2}})")
# 新建农房9户、危房改造2户: has a verb of its own, or is no thing
_DOES_SO = re.compile(
    "^(?:[新改扩续净总共完累栽种清配出占年]|建[成设]|拆除|整治|治理|修[建复]|培[训育]|引进|带动|惠及|发放|投[入资]|安置|实现|平均|提[高升]|增[加长]|减少|下降|疏浚|关停|淘汰|打造|创[建成]|获|举办|开展|完善|优化|改善|覆盖|解决|办|销售|动用|调[入出]|上解|结转|返还)|"
    "新增|改造|整治|治理|修复|加固|提升|搬迁|[率比]$|比重$"
)
_GRADE = re.compile("(?:国家|[国省市县区部镇村])级$")
_GRADED = re.compile("(?:国家|[国省市县区部镇村])级(?P<what>[一-鿿“”]{2,})")
# 产值过5亿元的茶企6个、过2亿元的8个: the bound, and what it is a bound on
BOUND_ALONE = re.compile("(?:[超逾]过?|过|突破)[0-9.十百千万亿]+元")
BOUNDED = re.compile(f"(?P<what>[^，、]{{2,}}?){BOUND_ALONE.pattern}(?P<whose>的?[一-鿿]{{1,6}})?")
_OF_GRADE = "(?:(?:国家|[国省市县区部镇村])级|(?:[0-9百千万十]+亿元?|[1-9A-F一二三四五]{1,2})级)"
_ONLY_GRADE = re.compile(_OF_GRADE)
_OF_KIND = re.compile(f"(?P<ahead>[^、]*?){_OF_GRADE}(?P<what>[一-鿿“”]*)")
_TRIED = re.compile("新收|审理|审结|执结|审执结")  # 法院审结120件: of cases, though the text leaves them out
_NOUN = re.compile("[一-鿿]{2}")
# 20%供应本地市场: where so much of it goes
_GOES_TO = re.compile("(?:供应|远销|销往|用于|留在|留给|交到|交给|投向|流向|上[交缴]|分给|来自)(?!.*(?:比|比重|率)$)")


def completed(context: Context, named: Named, index: int) -> Named:
    """The name of the number with this index, with what it shares with those beside it."""
    quantity, span = context.clauses.quantities[index], named.metric.span
    if quantity.unit == "%" and span and span.start >= quantity.span.end and _GOES_TO.match(named.metric.value.name):  # 20%供应本地市场
        return replace(named, metric=replace(named.metric, value=concept(named.metric.value.name + "比重")))
    named = _of_same_kind(context, _bounded(context, named))
    bare = not _NOUN.match(context.text, quantity.span.end)
    if quantity.unit == "件" and bare and _TRIED.fullmatch(named.metric.value.name):
        named = replace(named, metric=replace(named.metric, value=concept(named.metric.value.name + "案件")))
    more = _graded(context, named, index) or _also_new(context, named, index)
    return more or of_whole(context, named, quantity) or of_crop(context, named) or named


def _bounded(context: Context, named: Named) -> Named:
    """A bound that names those that are counted, with what it is a bound on: 产值过5亿元的6个、过2亿元的8个."""
    last = context.last()
    before = BOUNDED.fullmatch(last.metric.value.name) if last else None
    if not before or not BOUND_ALONE.fullmatch(named.metric.value.name):
        return named
    return replace(named, metric=replace(named.metric, value=concept(before["what"] + named.metric.value.name + (before["whose"] or ""))))


def _of_same_kind(context: Context, named: Named) -> Named:
    """Those of another grade, with what they are: 国家级园区2个、省级5个, 茶企国家级2家、省级5家."""
    last, span = context.last(), named.metric.span
    if not last or not span or not last.metric.span or named.metric.origin or not _ONLY_GRADE.fullmatch(named.metric.value.name):
        return named
    kind = _OF_KIND.fullmatch(last.metric.value.name)
    end = max(last.number.end, last.metric.span.end)
    if not kind or kind["what"].startswith(("以上", "以下")) or context.text[end : span.start] not in ("、", "，", "和"):
        return named
    name = _FIRST_NEW.sub("", kind["ahead"]) + named.metric.value.name + kind["what"]
    return replace(named, metric=replace(named.metric, value=concept(name)))


def _graded(context: Context, named: Named, index: int) -> Named | None:
    """What is of one grade, where the number behind it tells what is of another: 40个国家级、235个省级重点茶站."""
    name, span = named.metric.value.name, named.metric.span
    if span is None or index + 1 == len(context.clauses.quantities) or named.metric.origin or not _GRADE.search(name):
        return None
    then = context.clauses.quantities[index + 1].span
    if context.text[span.end : then.start] not in ("、", "和", "与", "及") and not context.text.endswith("级、", 0, then.start):
        return None
    other = _GRADED.match(thing_behind(context.text, then.end, context.clauses.clause_end(then.end))[2])
    return replace(named, metric=replace(named.metric, value=concept(name + other["what"]))) if other else None


def _also_new(context: Context, named: Named, index: int) -> Named | None:
    """The second of two things that are new: 新增茶农31人、茶商225人."""
    last, span, name = context.last(), named.metric.span, named.metric.value.name
    new = _FIRST_NEW.match(last.metric.value.name) if last and not last.metric.origin else None
    if not (last and last.metric.span and span and new) or named.metric.origin or named.phrase.direction or named.phrase.part_of:
        return None
    begin = min(span.start, context.clauses.quantities[index].span.start)
    joined = begin == max(last.number.end, last.metric.span.end) + 1 and context.text[begin - 1] in "、和与及"
    if not joined or len(name) < 2 or _DOES_SO.search(name):
        return None
    return replace(named, metric=replace(named.metric, value=concept(new.group() + name)))
