"""What a metric is called whose name stands in parts: row and column, a part under its whole."""

import re

from kg.mentions.metrics import GENERIC, metric_iri

# what a figure can be of, the last word of a metric's name
_NOUN = re.compile(
    r"(?:总产值|总产量|产量|单产|产值|增加值|生产总值|播种面积|种植面积|面积|总收入|收入|总支出|支出|总投资|投资|人口|人数|户数|销售额|零售额|销售收入|销售量|销量|出口额|进口额|进出口总额"
    r"|总额|余额|存款|贷款|保费|消费|用电量|发电量|客运量|货运量|周转量|吞吐量|存栏|出栏|里程|价格|指数|利润|税收|税金|库存|保有量|就业|床位|比重|数|量|额|率)$"
)
_WHOLE = {"生产总值": "增加值"}  # the parts of it are 增加值


def has_noun(name: str) -> bool:
    """Whether a name ends with what a figure can be of.

    >>> has_noun("粮食产量"), has_noun("粮食")
    (True, False)
    """
    return bool(_NOUN.search(name))


def part_name(whole: str, part: str) -> tuple[str, bool]:
    """A part under its whole by a name that stands alone, and whether the whole was needed for it.

    >>> part_name("地区生产总值", "第一产业"), part_name("一般公共预算支出", "教育"), part_name("一般公共预算收入", "税收收入"), part_name("医院", "三级")
    (('第一产业增加值', True), ('教育支出', True), ('税收收入', False), ('医院（三级）', True))
    """
    if metric_iri(part) or has_noun(part) or part.endswith(whole):
        return part, False
    noun = _NOUN.search(whole)
    if not noun:
        return f"{whole}（{part}）", True
    return part + _WHOLE.get(noun.group(), noun.group()), True


def joined(first: str, then: str) -> str:
    """The name of what two labels name together, a row's and a column's.

    >>> joined("粮食", "产量"), joined("粮食产量", "产量"), joined("发电量", "产量"), joined("", "产量")
    ('粮食产量', '粮食产量', '发电量', '产量')
    >>> joined("人均可支配收入", "农村居民")
    '农村居民人均可支配收入'
    """
    if not first or first == then:
        return then
    if not then or first.endswith(then) or (first[-1] == then[-1] and then in GENERIC):
        return first
    if then.startswith(first):
        return then
    turned = has_noun(first) and not has_noun(then)
    return then + first if metric_iri(then + first) or (turned and not metric_iri(first + then)) else first + then
