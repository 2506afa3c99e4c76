"""Numbers that are no claim whatever they measure: what one resident earned, ages, parts of names, how long something took."""

import re
from collections.abc import Collection, Sequence

from kg.claims.clauses import Clauses
from kg.claims.comparing import came_from_ratio
from kg.claims.context import Named
from kg.mentions.quantities import Quantity
from kg.model import Claim

_ANECDOTE = re.compile(
    r"(?=[一两他俺儿全各咱夫女她家我打某每老自])(?:(?:[他她我俺咱]们?|自|各)家(?![乡园族属])|某家(?!企业|公司|单位|银行)|全家|家有|两口子|夫妻|夫妇|老伴|儿子|女儿|一家|家里|一共|每斤|一斤|每亩地|打工)"
)
_ONE_OF_THEM = re.compile("[一-鿿]{2,4}是[^，。；]{0,16}(?:户|村民|农民|居民|工人|职工|社员)，")  # 周晓禾是青石村的脱贫户，年收入…
_IN_NAME = re.compile(
    r"级(?!以上的)|强(?:县|市|企业|镇|村)?(?=$|[，。、；])|周年|式|日游|改革“|分钟(?:生活|健身|服务)?圈|人?口[大小强]?[县市区镇乡]"
)
_PAPER = re.compile(
    "(?:出台|落实|实施|发布|制定|推出|执行)(?:了|好)?[“《]?[一-鿿]{2,20}(?<!政策|措施|举措|线路|专线|航线|路线|清单|意见|办法|优化|条款|规定|公交|规范|标准|任务|建议)$"
)
_NAMED_SO = re.compile("[”》]?(?:[，。；、]|等)")
_EARNED = re.compile("(?:收入|工资|工钱|租金|分红|增收|[赚挣]|所得)(?:了|到|过)?$")
_OF_MANY = re.compile("人均|户均|平均|每[人户]|带动|带领|合作社|公司|全[村镇乡县]|村集体|村民们|群众|农户|[0-9]户|企业")
_OF_A_FIRM = 1_000_000  # 元: what no one earns in a year with their hands
_PRONOUNS = ("他", "她", "我", "俺", "你", "自己", "自家")
_LASTING = re.compile(r"天数|时数|时间|时长|期限|寿命|年龄|工期|年限|周期|假期|时限|日数|时效|住院日|天气")
_TOLD = re.compile("过$|(?:[修更]?改|试[验制]?|失败|尝试|跑|打磨|推倒|碰壁)了(?:约|近)?$")  # 经历过3次搬迁, 方案修改了9次
_FAST = re.compile("的?(?:高铁|高速铁路|铁路|动车|列车|城际|线路|磁)")
_SHARE = re.compile(r"(?:占比|比重|(?<!生产)(?<!产出)(?<![汇费容效])率)$")  # is no amount, nor a count
_BARE = re.compile(r"(?:度|指数|系数|比|值|率|评分|得分|分数|排名数)$")


def unfit(clauses: Clauses, quantity: Quantity, named: Named | None, claims: Sequence[Claim], residents: Collection[str]) -> str:
    """Why a number is no claim whatever it measures, "" where it may be one; ``claims`` are those before it, ``residents`` who lives where it plays."""
    text = clauses.text
    clause = text[clauses.clause_start(quantity.number_start) : clauses.clause_end(quantity.span.end)]
    if quantity.unit_kind != "ratio" and _ANECDOTE.search(clause):
        return "anecdote"
    if quantity.unit == "元" and quantity.value < _OF_A_FIRM and named and _EARNED.search(named.metric.value.name):
        told = text[clauses.start : quantity.number_start]
        if (_ANECDOTE.search(told) or _ONE_OF_THEM.match(told) or any(name in told for name in residents)) and not _OF_MANY.search(told):
            return "anecdote"  # 李阿妹在车间上班，一年收入8万多元
    tail = text[quantity.span.end : quantity.span.end + 8]
    if _IN_NAME.match(tail):
        return "name"
    if quantity.unit == "条" and _PAPER.search(clauses.text, clauses.start, quantity.span.start) and _NAMED_SO.match(tail):
        return "name"  # 出台稳外贸25条
    if tail.startswith(("方面", "层面", "维度", "环节")):
        return "list"
    if quantity.unit in ("次", "回", "趟", "遍") and _TOLD.search(text, clauses.start, quantity.number_start):
        return "narrative"
    if tail.startswith(("年来", "多年来", "倍速", "点钟")) or (quantity.unit == "个" and tail.startswith(("季度", "月"))):
        return "duration"
    if text.endswith("时速", 0, quantity.number_start) and _FAST.match(tail):
        return "class"  # 时速350公里高铁
    if named is None:
        return ""
    name, origin = named.metric.value.name, named.metric.origin
    if name in _PRONOUNS:
        return "anecdote"
    ratio = quantity.unit_kind == "ratio" or quantity.span.quote.strip("0123456789.") in (":", "：", "∶")
    carried = origin and not came_from_ratio(clauses, quantity, claims)
    if not quantity.unit and not ratio and (carried or quantity.span.quote[-1] in "万亿" or not _BARE.search(name)):
        return "no unit"
    if name[-1] in "比重率" and quantity.unit_kind in ("money", "counter", "measure") and "/" not in quantity.unit and _SHARE.search(name):
        return "no metric"
    if quantity.unit == "岁" and not name.endswith("寿命"):
        return "age"
    if quantity.unit_kind == "duration" and not _LASTING.search(name):
        return "duration"
    return ""
