"""Invented names as skewed as those of real reports: a few stand everywhere, most stand once. No person, place or programme here exists."""

import random
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

_FIRST = "云岚清溪栖霞望松鹿鸣晴川梧桐澜沧墨竹雁荡临渊青禾碧落疏影寒潭"
_SECOND = "岭溪河川原泽林泉谷塘湾洲浦桥关渡坪岗"
_SURNAMES = "祁贺沈柳周郁岑乔霍庄施穆季裴苗凌"
_GIVEN = "远山望舒青禾舟然知行若水怀瑾景明书砚临风清越思齐"
_MADE = ("新建", "改造", "培育", "完成", "发放", "治理", "引进", "提升", "建成", "帮扶", "开工", "累计")
_KINDS = (
    "产业园",
    "合作社",
    "小区",
    "学校",
    "公路",
    "水库",
    "企业",
    "项目",
    "苗圃",
    "卫生院",
    "示范点",
    "平台",
    "岗位",
    "管网",
    "农田",
    "展馆",
)
_DEEDS = ("行动", "工程", "计划", "专项行动", "攻坚战")
PROVINCES, PREFECTURES, COUNTIES = 10, 34, 9


class Division(NamedTuple):
    """An invented division; its code begins with 9, which GB/T 2260 gives to none on the mainland."""

    code: str
    name: str
    above: str | None


def word(number: int) -> str:
    """Two or more characters that no other number has.

    >>> word(0), word(1), word(700)
    ('云岭', '岚岭', '晴泽岚')
    """
    number, first = divmod(number, len(_FIRST))
    number, second = divmod(number, len(_SECOND))
    name = _FIRST[first] + _SECOND[second]
    while number:
        number, further = divmod(number, len(_FIRST))
        name += _FIRST[further]
    return name


def divisions() -> tuple[Division, ...]:
    """Provinces, prefectures and counties, as many as a country of that kind has."""
    found: list[Division] = []
    for province in range(PROVINCES):
        top = f"9{province}0000"
        found.append(Division(top, f"{word(10 * province)}省", None))
        for prefecture in range(PREFECTURES):
            middle = f"9{province}{prefecture + 1:02}00"
            found.append(Division(middle, f"{word(1000 + PREFECTURES * province + prefecture)}市", top))
            for county in range(COUNTIES):
                order = (PREFECTURES * province + prefecture) * COUNTIES + county
                found.append(Division(f"{middle[:4]}{county + 21:02}", f"{word(5000 + order)}{'县区'[county % 2]}", middle))
    return tuple(found)


def person(draw: random.Random) -> str:
    return draw.choice(_SURNAMES) + "".join(draw.sample(_GIVEN, 2))


def metric(number: int) -> str:
    """What a text counts and no vocabulary defines."""
    made, kind = _MADE[number % len(_MADE)], _KINDS[number // len(_MADE) % len(_KINDS)]
    rest = number // (len(_MADE) * len(_KINDS))
    return f"{made}{word(rest - 1) if rest else ''}{kind}"


def programme(number: int) -> str:
    return f"{word(number)}{_DEEDS[number % len(_DEEDS)]}"


class Repeated:
    """Names drawn again in proportion to how often they were drawn, and new ones ever more rarely (the Pitman-Yor process).

    ``discount`` is the share of names that stand once, ``strength`` how long new ones keep coming: J. Pitman and M. Yor, "The two-parameter
    Poisson-Dirichlet distribution derived from a stable subordinator", Annals of Probability 25 (1997).
    """

    def __init__(self, draw: random.Random, name: Callable[[int], str], discount: float, strength: float) -> None:
        self._draw, self._name, self._discount, self._strength = draw, name, discount, strength
        self._drawn: list[int] = []
        self._counts: list[int] = []

    def next(self) -> str:
        random_ = self._draw.random
        total, known = len(self._drawn), len(self._counts)
        order = known
        if random_() * (total + self._strength) >= self._strength + self._discount * known:
            order = self._drawn[int(random_() * total)]
            while random_() * self._counts[order] < self._discount:  # a name's first time counts less than the others
                order = self._drawn[int(random_() * total)]
        if order == known:
            self._counts.append(0)
        self._counts[order] += 1
        self._drawn.append(order)
        return self._name(order)


def falling(count: int, exponent: float) -> list[float]:
    """Cumulated weights of ranks 1 to ``count``, each as its rank to the power of minus ``exponent``."""
    return list(accumulate((rank + 1) ** -exponent for rank in range(count)))


def ranks(draw: random.Random, weights: list[float]) -> Iterator[int]:
    """Ranks from zero, drawn by cumulated weights without end."""
    numbers = range(len(weights))
    while True:
        yield from draw.choices(numbers, cum_weights=weights, k=1000)
