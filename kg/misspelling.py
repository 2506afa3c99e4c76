"""Which of many names was meant by one that nobody knows: names that hold it, names that sound like it, names it holds, names spelled like it.

What is far from every name has none near: 阿特兰蒂斯县 is not 特克斯县. Readings are those of :func:`kg.characters.readings`, without tones.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from unicodedata import combining, normalize

from kg.characters import is_hanzi, readings

_MOST = 5
_CUT_SHORT = 3
_ALIKE = 0.5  # Ratcliff and Obershelp's measure, where two of three characters are the same: 鹤璧市, 鹤壁市
_LIKE_WORDS = 0.6
_PART = 3  # characters in a row that a longer name shares: 贫困人口脱贫数, 建档立卡贫困人口脱贫
_MOST_OF_IT = 0.7
_PER_MISTAKE = 4  # characters of a name with one mistake in it, and of each one more


def nearest(name: str, known: Iterable[str], defined: Container[str] = ()) -> list[str]:
    """The names most like one that nobody knows, the likeliest first; none where none is near. Of those that hold it, ``defined`` ones come first.

    >>> nearest("鹤壁", ["浚县", "鹤壁市", "鹤山区"]), nearest("齐县", ["滑县", "淇县", "浚县"]), nearest("who-claimd", ["who-claimed", "speakers"])
    (['鹤壁市'], ['淇县'], ['who-claimed'])
    >>> nearest("绿化", ["荒山绿化", "绿化面积", "建成区绿化覆盖率", "森林覆盖率"], {"建成区绿化覆盖率"})
    ['建成区绿化覆盖率', '绿化面积', '荒山绿化']
    >>> nearest("阿特兰蒂斯县", ["特克斯县", "特克斯"]), nearest("花果山市", ["花山", "黄山市"])
    ([], [])
    """
    names = sorted(set(known))

    def likely(other: str) -> tuple[object, ...]:
        return other not in defined, not other.startswith(name), abs(len(other) - len(name)), other

    holding = sorted((n for n in names if _holds(n, name)), key=likely)
    cut_short = [n for n in holding if len(n) - len(name) == 1]  # 鹤壁; what holds much more comes after what sounds alike
    held = sorted((n for n in names if len(n) > 1 and n in name), key=lambda n: (-len(n), n))
    alike = get_close_matches(name, names, n=4 * _MOST, cutoff=_ALIKE if any(map(is_hanzi, name)) else _LIKE_WORDS)
    near = [n for n in alike if _near(name, n)]
    return list(dict.fromkeys([*cut_short[:_CUT_SHORT], *_homophones(name, names), *holding, *held, *near]))[:_MOST]


def alike(name: str, other: str) -> float:
    """How much of two names is the same, between 0 and 1 (Ratcliff and Obershelp's measure).

    >>> round(alike("鹤璧市", "鹤壁市"), 2), alike("鹤壁", "浚县")
    (0.67, 0.0)
    """
    return SequenceMatcher(None, other, name).ratio()


def _holds(other: str, name: str) -> bool:
    """Whether a name holds another; one character, which may stand anywhere, is how it begins: 周, 周晓禾."""
    return name in other if len(name) > 1 else name.strip() != "" and is_hanzi(name) and other.startswith(name)


def _near(name: str, other: str) -> bool:
    """Whether a Chinese name is another with few characters mistaken, or shares a long part with it; of other names the measure says enough."""
    if not any(map(is_hanzi, name)):
        return True
    matcher = SequenceMatcher(None, other, name)
    shared = [size for _, _, size in matcher.get_matching_blocks()]
    mistakes = sum(max(b - a, d - c) for what, a, b, c, d in matcher.get_opcodes() if what != "equal")
    few = mistakes <= max(1, len(name) // _PER_MISTAKE) and sum(shared) >= min(2, len(name))
    return few or (max(shared) >= _PART and matcher.ratio() >= _MOST_OF_IT)


def _homophones(name: str, names: Sequence[str]) -> list[str]:
    """The names that are read as this one is, character by character, whatever the tones: 郑洲市, 郑州市."""
    if not any(map(is_hanzi, name)):
        return []
    sounds = _sounds()
    found = [n for n in names if len(n) == len(name) and all(a == b or sounds[a] & sounds[b] for a, b in zip(n, name, strict=True))]
    return sorted(found, key=lambda n: sum(a != b for a, b in zip(n, name, strict=True)))


@cache
def _sounds() -> Mapping[str, set[str]]:
    """The readings of each character, without tones."""
    found: dict[str, set[str]] = defaultdict(set)
    for reading, characters in readings().items():
        plain = "".join(c for c in normalize("NFD", reading) if not combining(c) or c == "\u0308")
        for character in characters:
            found[character].add(plain)
    return found
