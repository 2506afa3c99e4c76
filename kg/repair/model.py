"""How likely one character is after another: counts over words, the document's own pairs, and names of places.

An interpolated bigram model (Jelinek and Mercer 1980) over simplified characters; only differences between candidates matter.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import pairwise

from kg.characters import character_levels, is_hanzi, pair_levels, simplified_forms, simplified_only

_CHINESE = re.compile(r"[\u3001-\u30ff\u3400-\u9fff\uff01-\uff5e“”‘’…—]{2}")
_DOUBTFUL = re.compile(r".?[?\ufffd\ue000-\uf8ff]+.{0,8}")  # a damaged run, which would vouch for itself
_TOTAL = 1e8  # characters behind the counts
_WORDS, _OWN, _SINGLE = 0.4, 0.4, 0.2  # weights of word list, document, single character
_PUNCTUATION = {"，": 0.06, "。": 0.03, "、": 0.02, "”": 0.01, "“": 0.01, "；": 0.004, "：": 0.004, "《": 0.003, "》": 0.003, "　": 0.003}
_PUNCTUATION |= dict.fromkeys("！？（）‘’…—·〔〕〈〉【】％●□■◆", 5e-4)
_ASCII = 2e-3  # a digit or letter in its own script
_SEEN = 8  # twice the logarithm of the count of a character that some word has
_RARE = 1000  # added to what is counted, so that the one name with 的 in it says little about what follows 的
_NAMES = 0.1  # how often the name of a place begins
_OTHER_SCRIPT = 8.0  # bits for a character that only simplified text has, in a traditional one that has it nowhere else
_STOPS = frozenset("，。、；：！？")  # a quotation mark may follow, hardly ever another stop
_STRAY = 1e-6  # a letter alone between Chinese characters; a hundredth for signs and for characters that no word has


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    return str.maketrans(dict(simplified_forms()))


def simplified(character: str) -> str:
    """The simplified form of one character.

    >>> simplified("鶴"), simplified("壁")
    ('鹤', '壁')
    """
    return simplified_forms().get(character, character)


@lru_cache(maxsize=4096)
def _known(characters: tuple[str, ...]) -> tuple[str, ...]:
    """Those that words or sentences have, where there are any; the others would cost more than they can win."""
    levels = character_levels()
    return tuple(c for c in characters if levels.get(simplified(c), 0) >= _SEEN or c in _PUNCTUATION) or characters


class _Names:
    """Pairs and characters in names of places, and those that open one."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.whole = frozenset(names)
        self.pairs = Counter(pair for name in names for pair in map("".join, pairwise(name)))
        self.characters = Counter("".join(names))
        self.openings = Counter(name[:2] for name in names)
        self.initials = Counter(name[:1] for name in names)
        self.share = _NAMES / max(1, len(names))
        self.general = lru_cache(maxsize=1 << 16)(partial(_general, self))
        self.ranking = lru_cache(maxsize=1 << 13)(partial(_Ranking, self))

    def chance(self, before: str, character: str) -> float:
        """How likely a name that has ``before`` goes on with ``character``."""
        pair = before + character
        named = self.pairs.get(pair)
        if not named:
            return 0.0
        opening = self.openings.get(pair, 0) / max(1, self.initials.get(before, 0))
        return max(opening, named / (self.characters.get(before, 0) + _RARE))


_names = lru_cache(maxsize=4)(_Names)


def _general(names: _Names, before: str, character: str) -> float:
    """How likely one simplified character is after another by words and names, whatever the document: the weighted part of its chance."""
    single = max(_alone(before, character), names.share * names.initials.get(character, 0))
    if not is_hanzi(before):
        return (1 - _OWN) * single  # no word goes on behind a mark
    level = pair_levels().get(before + character)
    words = 2 ** ((level - character_levels().get(before, 0)) / 2) if level else 0.0
    words = max(words, names.chance(before, character))
    return _WORDS * min(1.0, words) + _SINGLE * single


def _alone(before: str, character: str) -> float:
    """How likely a character is that makes no pair with the one before."""
    if is_hanzi(character):
        level = character_levels().get(character)
        return max(_STRAY / 100, 2 ** (level / 2) / _TOTAL) if level else _STRAY / 100
    if character.isascii():
        stray = character.isalpha() and (is_hanzi(before) or before in "?")
        return _STRAY if stray else _ASCII
    alone = _PUNCTUATION.get(character, _STRAY / 100)
    if not before and character in _STOPS:
        return alone / 1000  # nothing begins with a stop
    if before in _STOPS:
        return alone * (30 if character in "”’" else 8) if character in "“”‘’《　" else alone / 1000
    return alone * 20 if before in "”’" and character in _STOPS else alone


class _Ranking:
    """Characters by what they cost after another in a traditional document that has none of them in its own pairs."""

    def __init__(self, names: _Names, before: str, characters: tuple[str, ...]) -> None:
        self.forms: dict[str, str] = {}  # the characters of each simplified form
        self.costs: list[tuple[float, str]] = []
        for c in _known(characters):
            form = simplified(c)
            self.forms[form] = self.forms.get(form, "") + c
            other_script = _OTHER_SCRIPT if c in simplified_only() else 0.0
            self.costs.append((other_script - math.log2(min(1.0, names.general(simplified(before), form))), c))
        self.costs.sort()
        self.characters = frozenset(c for _, c in self.costs)


class CharacterModel:
    """Costs in bits, lower is likelier.

    >>> model = CharacterModel("他表示支持。", [])
    >>> model.cost("表", "示") < model.cost("表", "呈")
    True
    """

    def __init__(self, text: str, names: Iterable[str]) -> None:
        plain = _DOUBTFUL.sub("\n", text).translate(_table())
        pairs = Counter(map(str.__add__, plain, plain[1:]))
        self._pairs = {pair: count for pair, count in pairs.items() if _CHINESE.fullmatch(pair)}
        self._singles = Counter(plain)
        self._following: dict[str, set[str]] = {}
        for pair in self._pairs:
            self._following.setdefault(pair[0], set()).add(pair[1])
        self._names = _names(tuple(names))
        self._received = simplified_only() & frozenset(text)
        self._known: dict[tuple[str, str], float] = {}
        self._ranked: dict[tuple[str, tuple[str, ...], int], list[tuple[float, str]]] = {}

    def cost(self, before: str, character: str) -> float:
        """Bits that ``character`` costs after ``before`` ("" at the start of a line)."""
        key = before, character
        known = self._known.get(key)
        if known is None:
            known = -math.log2(self._chance(simplified(before), simplified(character)))
            if character in simplified_only() and character not in self._received:
                known += _OTHER_SCRIPT
            self._known[key] = known
        return known

    def is_place(self, words: str) -> bool:
        """Whether ``words`` are the name of a place, in either script.

        >>> CharacterModel("", ["浚县"]).is_place("浚縣")
        True
        """
        return words.translate(_table()) in self._names.whole

    def likeliest(self, before: str, characters: tuple[str, ...], most: int) -> list[tuple[float, str]]:
        """The ``most`` likeliest of ``characters`` after ``before``, each with its cost."""
        key = before, characters, most
        known = self._ranked.get(key)
        if known is None:
            known = self._ranked[key] = self._rank(self._names.ranking(before, characters), before, most)
        return known

    def _rank(self, ranking: _Ranking, before: str, most: int) -> list[tuple[float, str]]:
        """A ranking with what this document says of its characters."""
        paired = ranking.forms.keys() & self._following.get(simplified(before), ())
        own = (self._received & ranking.characters).union(*(ranking.forms[form] for form in paired))
        if not own:
            return ranking.costs[:most]
        likeliest = [(self.cost(before, c), c) if c in own else (bits, c) for bits, c in ranking.costs[: most + len(own)]]
        further = own.difference(c for _, c in likeliest)
        return sorted([*likeliest, *((self.cost(before, c), c) for c in further)])[:most]

    def _chance(self, before: str, character: str) -> float:
        seen = self._singles.get(before)
        own = self._pairs.get(before + character, 0) / seen if seen else 0.0
        return min(1.0, self._names.general(before, character) + _OWN * own)
