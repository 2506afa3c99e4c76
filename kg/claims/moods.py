"""Whether a number is said to be reached or is yet to come."""

import re
from collections.abc import Sequence

from kg.mentions.metrics import FORECAST
from kg.periods import Time

# what 将 is followed by where it speaks of the future; before a noun it is 把: 将资金用于
_DOES = (
    "稳定|保持|控制|增|上升|下降|降|下达|发放|再|可|会|新|改|建|达|完成|实现|投|突破|超|提高|提升|实施|形成|有|带动|开|在|于|继续|全面|进一步|力争|跨入|引进|引入|惠及|启动|培育|培训|培养|落实|安排|筹集|筹措|筹建|招|吸引|吸纳|"
    "整治|治理|修|拆除|栽|种植|推广|推出|推动|推进|举办|设立|成立|创建|打造|组建|组织|选派|派出|转移|安置|搬迁|压减|减|关闭|关停|淘汰|覆盖|接待|支持|扶持|帮|资助|救助|补助|补贴|奖励|拨|撥|划拨|支出|配|购置|采购|安装|铺设|销售|生产|"
    "供应|提供|创造|解决|满足|节约|节省|办理|审批|出台|制定|发行|募集|扩|续建|更新|升级|翻|迎来|接收|录取|评选|认定|争取|陆续|分批|逐步|每年|全部|累计|共|重点|依托|通过|努力|加快|大力|持续|与|面向"
)
_AHEAD = re.compile(
    r"力争|争取(?=到(?=[0-9二十今明年月本])|在|实现|完成|达|年|建成|新|今年|用|全年)|(?<!年度)(?<![”’\"规五总])计划(?=再|投资|总投资|建设|新|到|于|在|今年|明年|用|实施|完成|安排|开工|改造|招|培|引)|拟(?=投资|建|新|引|在|于|到|实施|安排|开工)|"
    r"预期目标|目标(?:是|为)|努力实现|(?<![虎闯健中上少大儿即])将(?:"
    + _DOES
    + r")|还要再?(?=新|改|扩|建|修|实施|培育|引进|打造|种)|要(?:达到|实现|完成|确保|建成|新增)|"
    r"规划(?:建设|到|总投资)|预计(?:到|今年|明年|全年|年底|可|能|将|亩产)|有望|可达|能达(?!到)|确保(?=[^，。]{0,20}(?:以上|达到|完成|实现|增长|控制))|预期(?=[^，。]{0,8}(?:增长|为))|到[^，。]{0,8}(?:争取|力争)"
)
_DONE = re.compile(
    r"(?:完成|实现|达到|超额完成)[^，。]{0,6}(?:目标|计划|任务)[^，。]{0,4}(?:的)?$|目标任务的|计划的[0-9]|已(?:经)?[^，。]{0,12}$|实际"
)


_GOAL = re.compile(
    r"[0-9.]+[^，。；、]{0,3}?的?(?:年度|全年|既定|预期)?(?:目标|任务)(?:[，。；]|$)|[^，。；]{0,12}，(?:力争|争取|预计|计划|将)[^，。；]{0,16}(?:完成|完工|建成|投用|开工|通车|投产|竣工)"
    r"|[^，。；、]{0,8}?要[到等][^，。；]{1,12}才"  # 3座要到月底才能完工
    rf"|[^，。；、]{{0,8}}?{FORECAST}"  # 6个村预计明年6月通路
)


# 原定新建的12所只建成9所: what was planned, and what has come of it
_ONCE_PLANNED = re.compile(
    "(?:原(?<![比较按照超过于].)(?:先|来|本)?(?:计划|打算|定(?!向|点)|拟)|[最当]初计划|预(?<![比较按照超过于].)定)(?!的?(?:目标|任务|时间|工期))"
)
_CAME_OF_IT = re.compile("[0-9][^；。]*?(?:[只仅才已]|实际|结果|如今|最终|最后|目前|至今)")
_AS_PLANNED = re.compile("[0-9.]+[^，。；0-9]*(?:全部|均|都|已|如期|按[期时]|提前)[^，。；0-9]*(?:[，。；]|$)")

_ONCE_BUILT = re.compile(
    "(?:建成|投产|完工|投用|投运|达产|竣工|通车|运行)(?:投产|投用|运营|使用)?后[^。]{0,4}?(?:将|可|预计|能够|每年可|年)"
)
_ESTIMATED = re.compile("预计")
_INTENDED = re.compile(
    "(?:(?<![为在])确保(?!了)|争取(?=引进|启动|开工|建设|实施|完工|培育|创建|培训|新|每|在))[^，。；]*$"
)  # in a section that looks back it was reached


def is_target(text: str, start: int, number: int, ahead: bool, times: Sequence[Time], year: int | None, reviewed: bool = False) -> bool:
    """Whether the number at ``number`` in the sentence from ``start`` is yet to come; ``ahead`` is the mood of its section, ``reviewed``
    whether the section looks back: what it estimates (预计全年…) has been reached, only its count is not in yet.

    >>> is_target("到2025年力争达到80公里", 0, 11, False, [], 2020), is_target("完成年度目标任务的120.96%", 0, 9, False, [], 2020)
    (True, False)
    """
    words = text[start:number]
    if ahead or _GOAL.match(text, number):
        return True
    near = [t for t in times if t.start < number and t.kind != "comparison"]
    end = near[-1].period.end if near and near[-1].period else None
    if end and year and int(end[:4]) > year:
        return True
    if _DONE.search(words[-24:]):
        return False
    if ("原" in words or "预定" in words or "初计划" in words) and (planned := _ONCE_PLANNED.search(words)):
        return not (_CAME_OF_IT.search(words, planned.end()) or _AS_PLANNED.match(text, number))
    if reviewed and _ESTIMATED.search(words):
        words = _ESTIMATED.split(words)[-1]
    return bool(_AHEAD.search(words) or _ONCE_BUILT.search(words) or (not reviewed and _INTENDED.search(words)))
