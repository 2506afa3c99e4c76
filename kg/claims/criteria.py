"""Numbers that only say what is meant: 年销售收入100亿元以上的企业集团, 投资超5亿元的茶业项目2个, “18”是指18个事项."""

import re

from kg.mentions.quantities import Quantity

MAY_PICK_OUT = "或只说明所指是哪些 · may only say which are meant"
EXPLAINS = "释名中的数，是否已成未说 · explains a name, which need not have come about"

_KIND = "企业|集团|公司|项目|集群|园区|工业园|基地|主体|大户|农户|机构|行业|产业|市场|商场|楼宇|场所|枢纽|医院|学校|食堂|营地|品牌|单品|区县|县市|县区|县|乡镇|镇|村|省份|大省|城市"
# 100亿元以上的企业集团, 超过10亿元、研发投入强度超过全省平均水平的制造业企业
_PICKED = re.compile(
    f"(?:、[^，。；：0-9]{{2,24}}?)?的(?!基础)[^，。；：0-9]{{0,20}}?(?:{_KIND})(?!的|[一-鿿]{{0,4}}(?:收入|产值|投资|贷款|资金|债券|补[助贴]))"
)
_CLOSE = re.compile(f"[^，。；：0-9的]{{0,12}}?(?:{_KIND})(?=[，。；、和])")  # 4个超百亿元产业集群
# 淘汰40蒸吨以下燃煤锅炉, 25户以上自然村通电: how large those are
_SIZED = re.compile("的?(?:小型|分散|小)?(?:燃煤|燃气|火电)?(?:锅炉|机组|煤矿|矿井|自然村|居民点|船舶|轮船|水电站|造纸企业)")
_COUNTED_RIGHT_BEHIND = re.compile(
    "(?<=以[上下])(?!建成|配备|串联|连通|灌溉|带动|惠及|新建|覆盖|完成|改造|建设|安置|受益|涉及|种植|培育|引进|打造)[一-鿿]{2,8}(?<!达到)(?<!超过)(?<!增加)(?<!新增)[0-9]+[余多]?[个处座片条家块]"
)  # 千亩以上茶园12处
# 超百亿元茶叶企业9家, 过10亿元的企业发展到12家
_KIND_RIGHT_BEHIND = re.compile(f"(?:的)?[一-鿿]{{0,6}}?(?:{_KIND})(?:达到?|突破|超过?|发展到|增加到|增至)?[0-9]+[余多]?[个家户]")
_COUNT_ALONE_BEHIND = re.compile("的[0-9]+[余多]?[个家户](?=[，。；、])")  # 产值过4亿元的6个
_COUNT = re.compile("[一-鿿]{0,14}")
_SOME = re.compile("(?:一批|各类|所有|聚焦|鼓励|支持)[^，。；：0-9]{0,16}$")
_BOUND_BEFORE = ("超", "逾", "过", "突破", "不足", "不到", "低于", "高于", "大于", "小于", "不低于", "不高于", "不超过")
_BOUND_BEHIND = ("以上", "以下", "以内")
# “18”是指…18个事项, 27.一带十五园：指在全市布局…, 实施“125”计划，即各区引进1个…
_EXPLAINED = re.compile(
    "是指|指的是|[：”](?:指(?![导标数挥南引出定向])|即(?![办将时可使便买]))|“[^“”。；]{1,12}”[^，。；：“”]{0,8}，(?:指|即)(?![导标数挥办将时可使便买])"
)


def picks_out(text: str, quantity: Quantity, before: Quantity | None) -> bool:
    """Whether a bound says how large those are that are meant, of those counted right before it, or of 一批: 3家年收入10亿元以上的企业."""
    start, end = quantity.span.start, quantity.span.end
    bound = _is_bound(text, start, end)
    if bound and (_SIZED.match(text, end) or (quantity.unit_kind == "measure" and _COUNTED_RIGHT_BEHIND.match(text, end))):
        return True
    if quantity.unit_kind == "money" and (bound or text.startswith("的", end)) and _KIND_RIGHT_BEHIND.match(text, end):
        return True  # 产值超百亿元园区2个, 产值达到100亿元的园区2个
    if quantity.unit_kind == "money" and bound and _COUNT_ALONE_BEHIND.match(text, end):
        return True
    if quantity.unit_kind not in ("money", "measure"):
        return False
    counted = before and before.unit_kind == "counter" and _COUNT.fullmatch(text, before.span.end, start)
    if counted and bound and _CLOSE.match(text, end):
        return True
    return may_pick_out(text, start, end) and bool(counted or _SOME.search(text, max(0, start - 24), start))


def may_pick_out(text: str, start: int, end: int) -> bool:
    """Whether a bound between two offsets is said of things of a kind behind it.

    >>> text = "培育年收入10亿元以上的企业，完成10亿元以上的投资"
    >>> may_pick_out(text, 5, 11), may_pick_out(text, 17, 23)
    (True, False)
    """
    return bool(_PICKED.match(text, end) and _is_bound(text, start, end))


def _is_bound(text: str, start: int, end: int) -> bool:
    """Whether a number between two offsets is a bound: 超过10亿元, 10亿元以上."""
    return text.startswith(_BOUND_BEFORE, start, end) or text.endswith(_BOUND_BEHIND, start, end)


def explains(text: str, start: int, number: int) -> bool:
    """Whether the sentence says before a number what a name stands for.

    >>> text = "“18”是指用地、审批等18个改革事项"
    >>> explains(text, 0, 13), explains(text, 0, 1)
    (True, False)
    """
    return (text.find("指", start, number) >= 0 or text.find("即", start, number) >= 0) and _EXPLAINED.search(
        text, start, number
    ) is not None
