"""What the parts of a proportion measure: 三次产业结构为9∶51∶40 states the share of each of the three industries (GB/T 4754)."""

import re

SIGNS = (":", "：", "∶")
_INDUSTRIES = ("第一产业比重", "第二产业比重", "第三产业比重")
_STRUCTURE = re.compile("(?:三次?产业?|一二三产业?)(?:增加值)?(?:结构|构成|比例|比重|占比|比)")


def part_named(name: str, position: int, parts: int) -> str:
    """The metric of the part at ``position`` (from 0) of a proportion with so many ``parts`` that is called ``name`` or named after another part.

    >>> part_named("三次产业结构", 1, 3), part_named("第三产业比重", 0, 3), part_named("粮经比例", 1, 2)
    ('第二产业比重', '第一产业比重', '粮经比例')
    """
    if parts == len(_INDUSTRIES) and (name in _INDUSTRIES or _STRUCTURE.search(name)):
        return _INDUSTRIES[position]
    return name
