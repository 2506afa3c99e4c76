"""The districts of the city a text is about by their short names: 旌阳 is 旌阳区 beside 广汉, or where it does something.

No list of names to look for has these short names, as many of them are words (和平, 解放, 新城).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.gazetteer import Entry, gazetteer
from kg.model import Place

_JOINED = "[、和与及]"
_ACTS = "(?=完成|获[评批得]|成功|入选|创建|纳入|建成|新[建增]|实现|率先|启动|跻身|撤县|地区生产总值|GDP|(?:经济|工业|生产)总[量值])"


def districts_at_home(text: str, home: Place | None) -> Iterator[tuple[int, int, str, tuple[Entry, ...]]]:
    """Where a text names the districts of the city that is home by their short names: start, end, name and the district.

    >>> home = Place("德阳市", "510600", "prefecture")
    >>> [(name, entry.name) for _, _, name, (entry,) in districts_at_home("旌阳、广汉增收，罗江完成搬迁，旌阳大道通车。", home)]
    [('旌阳', '旌阳区'), ('罗江', '罗江区')]
    """
    if home is None or home.kind != "prefecture" or not home.code:
        return
    districts = _of_city(home.code)
    if not any(short in text for short in districts):
        return
    for match in _row(home.code).finditer(text):
        start = match.start()
        for name in re.split(_JOINED, match.group()):
            if entry := districts.get(name):
                yield start, start + len(name), name, (entry,)
            start += len(name) + 1


@lru_cache(maxsize=64)
def _of_city(code: str) -> dict[str, Entry]:
    """The districts of a city by their short names."""
    return {entry.short: entry for entry in _counties(code) if entry.name.endswith("区") and not gazetteer().candidates(entry.short)}


@lru_cache(maxsize=64)
def _row(code: str) -> re.Pattern[str]:
    """What finds the districts of a city in a row of its counties or where one acts."""
    names = sorted({name for entry in _counties(code) for name in (entry.short, entry.name)}, key=lambda name: (-len(name), name))
    one = f"(?:{'|'.join(names)})" if names else "(?!)"
    return re.compile(f"(?<![一-鿿]){one}(?:(?:{_JOINED}{one})+|{_ACTS})")


def _counties(code: str) -> list[Entry]:
    return [entry for entry in gazetteer().entries if entry.level == "county" and entry.code.startswith(code[:4])]
