"""The administrative divisions of China, from provinces to towns and streets, by code and by name.

Codes follow GB/T 2260 (six digits) and the statistics bureau's list (nine digits for towns and streets); see
``ontology/places/README.md`` for source, edition and licence.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple

from kg.resources import resource

Level = Literal["country", "province", "prefecture", "county", "zone", "town"]

_PEOPLES = (
    "壮族|回族|维吾尔|哈萨克族?|蒙古族?|柯尔克孜|藏族|羌族|彝族|白族|傣族|景颇族|傈僳族|哈尼族|苗族|侗族|布依族|土家族|朝鲜族|满族|黎族|瑶族|仫佬族|毛南族|各族|仡佬族|"
    "水族|土族|撒拉族|东乡族|保安族|裕固族|塔吉克|锡伯|达斡尔族|鄂温克族?|鄂伦春族?|畲族|纳西族|普米族|怒族|独龙族|拉祜族|佤族|布朗族|阿昌族|德昂族|京族"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES})+自治[区州县旗]$")
_PEOPLES_TOWN = re.compile(rf"(?:{_PEOPLES})+(?=[乡镇]$)")
_PEOPLES_NAME = re.compile(r"^(.+[族克古尔孜伯][乡镇]),", re.MULTILINE)  # may be the name of a town of such a people
_SUFFIX = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|林区|矿区|新区|省|市|盟|县|区|旗)$")
# shorts of prefectures that are words too, and districts whose whole name is one: they need their full name, or their prefecture before them
_WORDS = frozenset(
    [
        "阿里",
        "白银",
        "大同",
        "安康",
        "朝阳",
        "中山",
        "海口",
        "长治",
        "日照",
        "三明",
        "大理",
        "黄山",
        "山南",
        "东营",
        "通化",
        "太平",
        "海东",
        "海北",
        "海西",
        "百色",
        "来宾",
    ]
)
_NO_NAMES = frozenset(["城区", "郊区", "矿区", "东区", "西区", "新建区", "开发区", "高新区"])


@dataclass(frozen=True, slots=True)
class Entry:
    """One division. ``short`` is its name without what it is (鹤壁), the full name where that would be one character (浚县).

    >>> Entry("150000", "内蒙古自治区", "province").short, Entry("640000", "宁夏回族自治区", "province").short
    ('内蒙古', '宁夏')
    """

    code: str
    name: str
    level: Level

    @property
    def short(self) -> str:
        stem = _AUTONOMOUS.sub("", self.name) if "自治" in self.name else self.name
        if stem == self.name or (len(stem) < 2 and self.level == "province"):  # 内蒙古自治区 is no 自治区 of a people
            stem = _SUFFIX.sub("", self.name)
        return stem if len(stem) >= 2 else self.name

    @property
    def plain(self) -> str:
        """The name of an autonomous prefecture or county without its peoples, as the papers call it, of any other its whole name.

        >>> Entry("533300", "怒江傈僳族自治州", "prefecture").plain, Entry("410621", "浚县", "county").plain
        ('怒江州', '浚县')
        """
        peoples = self.level in ("prefecture", "county") and "自治" in self.name and self.short != self.name
        return self.short + self.name[-1] if peoples else self.name


_LEVELS = ("country", "province", "prefecture", "county", "zone", "town")
_MUNICIPALITIES = ("11", "12", "31", "50")  # their counties lie in no prefecture


def _highest(name: str, found: list[Entry]) -> tuple[Entry, ...]:
    """Of the divisions a short name may mean, those of the highest level: 河南 is the province, not 河南蒙古族自治县."""
    full = [e for e in found if e.name == name]
    if full:
        return tuple(full)
    level = min(_LEVELS.index(e.level) for e in found)
    return tuple(e for e in found if _LEVELS.index(e.level) == level)


COUNTRY = Entry("100000", "全国", "country")


class Gazetteer:
    """Look-ups over the divisions; names are found in text by one automaton.

    >>> hebi = gazetteer().candidates("鹤壁")[0]
    >>> hebi.code, hebi.name, [e.name for e in gazetteer().ancestors(hebi.code)]
    ('410600', '鹤壁市', ['河南省'])
    >>> gazetteer().candidates("云岭县")
    ()
    """

    def __init__(self, entries: tuple[Entry, ...], towns: Sequence[str]) -> None:
        self.entries = entries
        self._codes = {e.code: e for e in entries}
        self._towns = towns  # "name,code" in order, 41,000 of them: made an entry only when asked for
        names: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.name in _NO_NAMES:
                continue
            names.setdefault(entry.name, []).append(entry)
            if (plain := entry.plain) != entry.name:
                names.setdefault(plain, []).append(entry)
            short = entry.short
            if (
                short != entry.name
                and short not in _WORDS
                and entry.level != "zone"
                and (entry.level == "province" or entry.name[-1] not in "区旗")
            ):
                names.setdefault(short, []).append(entry)
        self._names = {name: _highest(name, found) for name, found in names.items()}

    @cached_property
    def _town_names(self) -> dict[str, str]:
        return {line[-9:]: line[:-10] for line in self._towns}

    @cached_property
    def _plain_towns(self) -> dict[str, list[str]]:
        """The full names of towns by what the papers call them: 南美拉祜族乡 is 南美乡 there."""
        plain: dict[str, list[str]] = {}
        for name in dict.fromkeys(_PEOPLES_NAME.findall("\n".join(self._towns))):
            if len(short := _PEOPLES_TOWN.sub("", name)) > 2 and short != name:
                plain.setdefault(short, []).append(name)
        return plain

    def by_code(self, code: str) -> Entry | None:
        """The division with this code, None where there is none."""
        if code == COUNTRY.code:
            return COUNTRY
        if len(code) == 9 and code in self._town_names:
            return Entry(code, self._town_names[code], "town")
        return self._codes.get(code)

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """The divisions from province to county that bear this full or short name, by code."""
        return self._names.get(name, ())

    def towns(self, name: str) -> tuple[Entry, ...]:
        """The towns and streets of this full name, by code."""
        found = []
        for full in (name, *self._plain_towns.get(name, ())):
            at = bisect_left(self._towns, f"{full},")
            while at < len(self._towns) and self._towns[at].startswith(f"{full},"):
                found.append(Entry(self._towns[at][-9:], full, "town"))
                at += 1
        return tuple(sorted(found, key=lambda entry: entry.code))

    def ancestors(self, code: str) -> tuple[Entry, ...]:
        """The divisions above this one, nearest first."""
        above = [code[:6]] if len(code) == 9 else []
        above += [code[:4] + "00", code[:2] + "0000"]
        return tuple(self._codes[c] for c in dict.fromkeys(above) if c != code and c in self._codes)

    def called(self, word: str, code: str) -> Entry | None:
        """The nearest division above this one that is called by the last character of its name: 全市 in a town may be the county-level city.

        >>> gazetteer().called("市", "410621101").name, gazetteer().called("区", "410621101")
        ('鹤壁市', None)
        """
        return next((e for e in self.ancestors(code) if e.name.endswith(word)), None)

    def within(self, code: str, above: str) -> bool:
        """Whether the division ``code`` lies in ``above``, or is it."""
        stem = above[:2] if above.endswith("0000") else above[:4] if above.endswith("00") and len(above) == 6 else above
        return code == above or above == COUNTRY.code or code.startswith(stem)

    @cached_property
    def _automaton(self) -> tuple[object, list[str]]:
        import ahocorasick_rs

        names = sorted(self._names)
        return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), names

    def find(self, text: str) -> list[tuple[int, int, tuple[Entry, ...]]]:
        """Every name of a province, prefecture or county in a text, leftmost and longest, with the divisions that bear it.

        >>> [(s, e, c[0].name) for s, e, c in gazetteer().find("河南鹤壁淇滨区")]
        [(0, 2, '河南省'), (2, 4, '鹤壁市'), (4, 7, '淇滨区')]
        """
        automaton, names = self._automaton
        return [(start, end, self._names[names[index]]) for index, start, end in automaton.find_matches_as_indexes(text)]  # type: ignore[attr-defined]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package."""
    divisions, towns = (
        resource(f"ontology/places/{name}.csv").read_text(encoding="utf-8").splitlines()[1:] for name in ("divisions", "towns")
    )
    return Gazetteer(tuple(Entry(*line.split(",")) for line in divisions), towns)  # type: ignore[arg-type]


@cache
def _english() -> Mapping[str, tuple[str, ...]]:
    lines = resource("ontology/places/english.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split(",") for line in lines)
    return {code: (name, *filter(None, others.split(";"))) for code, name, others, _ in rows}


def english_names(code: str) -> tuple[str, ...]:
    """What the division of that code is called in English, the whole name first; nothing for zones, towns and streets.

    >>> english_names("410621"), english_names("150100"), english_names("410621101")
    (('Xun County', 'Xunxian'), ('Hohhot City', 'Hohhot', 'Huhehaote'), ())
    """
    return _english().get(code, ())


class Former(NamedTuple):
    """What a division was called and coded before; where the source is ``merged`` it went into what is there now, or that has parts of others too.

    Where it is ``inferred`` nothing says so: the one is the only county of its prefecture that is gone, the other the only one that is new.
    """

    name: str
    code: str
    now: str
    until: str
    source: str


def around(code: str) -> str:
    """The digits of the prefecture or municipality that a code is of.

    >>> around("410621"), around("110118")
    ('4106', '11')
    """
    return code[:2] if code[:2] in _MUNICIPALITIES else code[:4]


@cache
def former() -> tuple[Former, ...]:
    """What divisions were called and coded before; ``ontology/places/README.md`` says where that is from.

    >>> [old.now for old in former() if old.name == "密云县"]
    ['110118']
    """
    lines = resource("ontology/places/former.csv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Former(*line.split(",")) for line in lines)
