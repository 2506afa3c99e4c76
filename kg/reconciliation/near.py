"""Names like one that nobody bears, among very many: those that share most characters are looked at closely, and no others."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.characters import is_hanzi
from kg.labels import letters
from kg.misspelling import alike, nearest

_LOOKED_AT = 60
_MOST = 8


class Names:
    """Names, to be searched for those like another.

    >>> Names(["鹤壁市", "鹤山区", "浚县"]).like("鹤璧市")[0], Names(["Zhengzhou"]).like("Zhenzhou"), Names(["浚县"]).like("云岭")
    (('鹤壁市', 0.67), [('Zhengzhou', 0.94)], [])
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._holding: dict[str, list[str]] = defaultdict(list)
        for name in sorted(set(names)):
            for piece in _pieces(name):
                self._holding[piece].append(name)

    def like(self, text: str) -> list[tuple[str, float]]:
        """The names most like a text, the likeliest first, each with how much of the two is the same (0 to 1)."""
        shared: Counter[str] = Counter()
        for piece in _pieces(text):
            shared.update(self._holding.get(piece, ()))
        most = sorted(shared, key=lambda name: (-shared[name], abs(len(name) - len(text)), name))[:_LOOKED_AT]
        return [(name, round(alike(letters(text), letters(name)), 2)) for name in nearest(text, most)[:_MOST]]


def _pieces(name: str) -> set[str]:
    """The characters of a Chinese name, pairs of letters of another."""
    key = letters(name)
    return set(key) if any(map(is_hanzi, key)) else {key[i : i + 2] for i in range(len(key) - 1)}
