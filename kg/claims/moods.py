"""Whether a number is said to be reached or is yet to come."""

import re
from collections.abc import Sequence

from kg.periods import Time

_AHEAD = re.compile(
    r"力争|争取(?=到(?!位)|在|实现|完成|达|年|建成|新|今年|用|全年)|(?<!年度)(?<![”’\"规五总])计划(?=再|投资|总投资|建设|新|到|于|在|今年|明年|用|实施|完成|安排|开工|改造|招|培|引)|拟(?=投资|建|新|引|在|于|到|实施|安排|开工)|"
    r"预期目标|目标(?:是|为)|努力实现|将(?:稳定|保持|控制|增长|增至|上升|下降|降至|下达|发放|再|可|会|新改建|改造|建立|达|完成|建成|新增|实现|投资|建设|突破|超过|新建|增加|提高|实施|形成|有|带动|投入|开工|在|于|继续|全面|进一步|力争|跨入|建)|要(?:达到|实现|完成|确保|建成|新增)|"
    r"规划(?:建设|到|总投资)|预计(?:到|今年|明年|全年|年底|可|能|将|亩产)|有望|可达|能达(?!到)|确保(?=[^，。]{0,20}(?:以上|达到|完成|实现|增长|控制))|预期(?=[^，。]{0,8}(?:增长|为))|到[^，。]{0,8}(?:争取|力争)"
)
_DONE = re.compile(
    r"(?:完成|实现|达到|超额完成)[^，。]{0,6}(?:目标|计划|任务)[^，。]{0,4}(?:的)?$|目标任务的|计划的[0-9]|已(?:经)?[^，。]{0,12}$|实际"
)


_GOAL = re.compile(
    r"[0-9.]+[^，。；、]{0,3}?的?(?:年度|全年|既定|预期)?(?:目标|任务)(?:[，。；]|$)|[^，。；]{0,12}，(?:力争|争取|预计|计划|将)[^，。；]{0,16}(?:完成|完工|建成|投用|开工|通车|投产|竣工)"
)


_ONCE_BUILT = re.compile(
    "(?:建成|投产|完工|投用|投运|达产|竣工|通车|运行)(?:投产|投用|运营|使用)?后[^。]{0,4}?(?:将|可|预计|能够|每年可|年)"
)
_ESTIMATED = re.compile("预计")


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
    if reviewed and _ESTIMATED.search(words):
        words = _ESTIMATED.split(words)[-1]
    return bool(_AHEAD.search(words) or _ONCE_BUILT.search(words))
