"""The number of an official document, 黔党办发〔2016〕15号: who issues it, and in which year (GB/T 9704-2012, 7.2.5)."""

import re
from dataclasses import dataclass

from kg.model import Role, Span

_NUMBER = re.compile(r"》?[（(](?P<issuer>[一-鿿]{2,6})[〔\[［【](?P<year>(?:19|20)\d{2})[〕\]］】]\d{1,4}号[）)]")
_CENTRAL = {"中发": "中共中央", "中办发": "中共中央办公厅", "国发": "国务院", "国办发": "国务院办公厅"}
_ORGANS = {"党": "中共{}委", "委": "中共{}委", "府": "{}人民政府", "政": "{}人民政府"}
_OFFICE = "办公厅"
# without 青 and 宁, by which Qingdao and Nanjing number too
_PROVINCES = {
    words[0]: words[1:]
    for words in [
        "京北京市",
        "津天津市",
        "冀河北省",
        "晋山西省",
        "蒙内蒙古自治区",
        "辽辽宁省",
        "吉吉林省",
        "黑黑龙江省",
        "沪上海市",
        "苏江苏省",
        "浙浙江省",
        "皖安徽省",
        "闽福建省",
        "赣江西省",
        "鲁山东省",
        "豫河南省",
        "鄂湖北省",
        "湘湖南省",
        "粤广东省",
        "桂广西壮族自治区",
        "琼海南省",
        "渝重庆市",
        "川四川省",
        "黔贵州省",
        "滇云南省",
        "云云南省",
        "藏西藏自治区",
        "陕陕西省",
        "甘甘肃省",
        "新新疆维吾尔自治区",
    ]
}


@dataclass(frozen=True, slots=True)
class Number:
    """What a number says; ``issuer`` is None where its short name may be that of several bodies."""

    issuer: Role[str] | None
    year: Role[str]


def find_number(text: str, start: int) -> Number | None:
    """The number in brackets at ``start``, behind the title of a document.

    >>> number = find_number("《实施方案》（黔党办发〔2016〕15号）", 5)
    >>> number.issuer.value, number.year.value
    ('中共贵州省委办公厅', '2016')
    >>> find_number("《实施方案》（试行）", 5) is None
    True
    """
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    name = _CENTRAL.get(match["issuer"]) or _provincial(match["issuer"].removesuffix("发"))
    issuer = Role(name, Span.at(text, *match.span("issuer"))) if name else None
    return Number(issuer, Role(match["year"], Span.at(text, *match.span("year"))))


def _provincial(short: str) -> str | None:
    province, organ = _PROVINCES.get(short[0]), short[1:].removesuffix("办")
    if province is None or organ not in _ORGANS:
        return None
    return _ORGANS[organ].format(province) + (_OFFICE if short.endswith("办") else "")
