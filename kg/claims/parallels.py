"""Subjects that stand beside each other and share words: 城市、农村最低生活保障标准, 东坪镇、西坪镇."""

import re
import string
from collections.abc import Sequence

from kg.mentions import metrics
from kg.model import Span

_PAIRED = re.compile(r"城市|城镇|农村|乡村|集体|国有|民营|男性|女性|国家级|省级|市级|县级")
_PLACES = re.compile("(?![城农乡]).{1,8}(?:街道|[镇乡村县区市州旗])(?<!农村)(?<!城市)")
_AND = re.compile("、|以及|和(?!平|谐)|(?<!普)及(?![格时])|与")
_RATE = re.compile(
    "(?:普及|覆盖|处理|入户|入学|入园|参保|达标|利用|合格|完成|满意)率$|满意度$|占(?:[^占]{2,12}?的?)?(?:比重|比例)$|占比$|比重$"
)
_IS_RATE = re.compile("(?:率|度|占比|比重|比例)$")
# 民营经济增加值、税收占比: both are of the first one's owner
_OWNED = re.compile("(?P<whose>[^、]{2,}(?:产业|行业|经济|企业|业|集群|园区))(?:增加值|总?产值|投资|税收|收入|利润|营业收入|出口)")
# 汽车、机械产业营业收入: both are industries
_OF_KIND = re.compile("[^、的]{2,8}?(?P<what>(?:产业|行业|领域|产品)(?:主营业务|营业|销售)?(?:增加值|总?产值|投资|税收|收入|利润|出口))")
# 茶具、机械零件、茶叶出口: all are goods
_OF_GOODS = re.compile("[^、的]{2,8}?(?P<what>(?:进出口|出口|进口)[额量]?|产量|销量|销售[额量]|(?:货物|旅客|集装箱)?(?:吞吐量|周转量))")
_OWN = re.compile("(?:增加值|总?产值|投资|税收|收入|利润|营业收入|出口)")
_AMOUNT_OF = re.compile("(?P<whose>[^、]{2,}?)(?:播种面积|种植面积|面积|总?产量|单产|总?产值|销量|销售额|产能)")
_AMOUNT = re.compile("面积|总?产量|单产|总?产值|销量|销售额|税收|利润|产能")
_ORDINAL = re.compile("第?(?P<which>[一二三四五])(?P<what>产业.*)?")
# 对教育、卫生的投入: what the last one ends with is of all, and what the first one begins with
_OF_ALL = re.compile("[^的占]{2,}(?P<what>的[^的]{2,8})")
_TOWARDS = re.compile("[^的对]{0,8}对(?=[^的对]{2})")
_LATIN = string.ascii_letters + string.digits + "."


def parallel_subjects(text: str, start: int, end: int, alike: bool = True, count: int = 0) -> list[tuple[str, Span]]:
    """The subjects between two offsets, each with where it stands; what the last one says for all is said of each, though not a rate
    where their values are not ``alike``: 产值、税收占比分别为5亿元、3%. Where there are to be a ``count`` of them, 和 may stand within one.

    >>> [name for name, _ in parallel_subjects("城市、农村低保标准", 0, 9)]
    ['城市低保标准', '农村低保标准']
    """
    parts = _parted(text, start, end, count)
    names = _numbered([text[a:b] for a, b in parts])
    shared = _shared(names)
    if not alike and (_IS_RATE.search(shared) or shared.startswith("的")):
        shared = ""
    owned = _OWNED.fullmatch(names[0]) if shared and len(names) > 1 and _IS_RATE.search(shared) else None
    full = [name + shared if shared and not name.endswith(shared) else name for name in names]
    if shared.startswith("的") and (towards := _TOWARDS.match(names[0])):
        full = [full[0], *(towards.group() + name for name in full[1:])]
    amount = _AMOUNT_OF.fullmatch(names[0]) if len(names) > 1 else None
    if amount and all(_AMOUNT.fullmatch(name) for name in names[1:]):  # 茶园面积、产量分别为5万亩、3万吨
        full = [names[0], *(amount["whose"] + name for name in names[1:])]
    if owned:
        full = [owned["whose"] + name if _OWN.fullmatch(name.removesuffix(shared)) else name for name in full]
    return [(name, Span.at(text, a, b)) for name, (a, b) in zip(full, parts, strict=True)]


def _parted(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """Where the subjects stand: at every 、 and 和, or, where only so there are as many as there are to be, at the 、 and the last 和.

    >>> text = "种植和养殖业、茶业和林业产值"
    >>> [text[a:b] for a, b in _parted(text, 0, len(text), 3)]
    ['种植和养殖业', '茶业', '林业产值']
    """
    marks = [(start + m.start(), start + m.end()) for m in _AND.finditer(text[start:end])]
    pauses = [mark for mark in marks if text[mark[0]] == "、"]
    last = [mark for mark in marks if not pauses or mark[0] > pauses[-1][0]][-1:]
    ways = [marks, sorted({*pauses, *last}), pauses]
    chosen = next((way for way in ways if len(way) + 1 == count), marks)
    edges = [start, *(edge for mark in chosen for edge in mark), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _numbered(names: list[str]) -> list[str]:
    """The subjects whose ordinals share the words of the last one, in full.

    >>> _numbered(["第一", "二", "三产业比重"]), _numbered(["粮食", "油料产量"])
    (['第一产业比重', '第二产业比重', '第三产业比重'], ['粮食', '油料产量'])
    """
    last = _ORDINAL.fullmatch(names[-1])
    earlier = [_ORDINAL.fullmatch(name) for name in names[:-1]]
    if not earlier or not (last and last["what"]) or not all(one and not one["what"] for one in earlier):
        return names
    return [f"第{one['which']}{last['what']}" for one in (*earlier, last) if one]


def places_by_form(names: Sequence[str]) -> bool:
    """Whether several names end as those of places do, though no list may have them.

    >>> places_by_form(["东坪镇", "西坪镇"]), places_by_form(["粮食产量", "油料产量"])
    (True, False)
    """
    return len(names) > 1 and all(_PLACES.fullmatch(name) for name in names)


def _shared(names: Sequence[str]) -> str:
    """What the last of parallel subjects says for all of them, "" where it says nothing.

    >>> [_shared(n) for n in (["城市", "农村低保标准"], ["刑事", "治安案件"], ["工业", "服务业增加值"], ["森林覆盖率", "绿化覆盖率"])]
    ['低保标准', '案件', '增加值', '']
    >>> _shared(["国家级", "省级先进企业"])
    '先进企业'
    >>> _shared(["对教育", "社会保险的投入"])
    '的投入'
    """
    first, last = names[0], names[-1]
    if len(names) < 2:
        return ""
    for length in (3, 2, 1):
        ending = first[-length:]
        if len(first) > length and ending in last and (length > 1 or ending in "业品险化"):
            return last[last.rindex(ending) + length :]
    paired = _PAIRED.match(last)
    if paired and all(_PAIRED.fullmatch(name) for name in names[:-1]):
        return last[paired.end() :]
    of_all = _OF_ALL.fullmatch(last)
    if of_all and not any("的" in name or metrics.metric_iri(name) for name in names[:-1]):  # 农业、工业领域的投资
        return of_all["what"]
    of_goods = _OF_GOODS.fullmatch(last)
    if of_goods and not any(_OF_GOODS.search(name) or _OWN.search(name) or metrics.metric_iri(name) for name in names[:-1]):
        return of_goods["what"]
    if (
        len({len(name) for name in names[:-1]}) == 1
        and len(first) <= 4 <= len(last)
        and len(last) >= len(first) + 2
        and first[-1] != last[-1]
        and not first.isascii()
        and (not metrics.metric_iri(first) or metrics.metric_iri(first + last[len(first) :]))
    ):
        return last[len(first) :].removeprefix(first[-1])
    rate = _RATE.search(last)
    if rate and rate.start() and not any(_IS_RATE.search(name) for name in names[:-1]):  # 自来水、燃气、集中供热普及率
        return rate.group()
    of_kind = _OF_KIND.fullmatch(last)
    if of_kind and not any(_OWN.search(name) for name in names[:-1]):
        return of_kind["what"]
    if first.isascii() and last[:1].isascii():  # PM10、PM2.5平均浓度
        return last.lstrip(_LATIN)
    return ""
