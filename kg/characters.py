"""How common a Chinese character or a pair of neighbours is, how a character is read, and what is none.

Tables with source and licence in ``ontology/characters``: ``frequencies.tsv`` (counted from the word list of jieba, MIT), ``readings.tsv``
(from pypinyin, MIT), ``scripts.tsv`` (from OpenCC, Apache-2.0). All characters are counted in simplified script.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from kg.resources import resource

_COMMON = 18  # twice the logarithm of the count: some 3,900 characters, as many as a newspaper uses


def is_hanzi(character: str) -> bool:
    """Whether one character is a Chinese ideograph.

    >>> is_hanzi("鹤"), is_hanzi("。")
    (True, False)
    """
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or "\U00020000" <= character <= "\U0003ffff"


def legible(text: str) -> str:
    """A text with what is no character spelled out: a file whose name is not in UTF-8, as old archives leave them, still has a name to store.

    >>> legible("云溪.txt"), legible(b"\\xd4\\xc6.txt".decode("utf-8", "surrogateescape"))
    ('云溪.txt', '\\\\udcd4\\\\udcc6.txt')
    """
    return text.encode("utf-8", "backslashreplace").decode()


@cache
def character_levels() -> Mapping[str, int]:
    """Twice the binary logarithm of how often each character occurs in words.

    >>> character_levels()["的"] > character_levels()["鹤"] > character_levels().get("囯", 0)
    True
    """
    return {c: level for kind, level, characters in _rows() if kind == "character" for c in characters}


@cache
def pair_levels() -> Mapping[str, int]:
    """Twice the binary logarithm of how often two characters stand side by side in a word.

    >>> pair_levels()["表示"] > pair_levels().get("表呈", 0)
    True
    """
    return {pairs[i : i + 2]: level for kind, level, pairs in _rows() if kind == "pair" for i in range(0, len(pairs), 2)}


@cache
def common_hanzi() -> frozenset[str]:
    """The simplified characters that a newspaper uses.

    >>> "鹤" in common_hanzi(), "囯" in common_hanzi()
    (True, False)
    """
    return frozenset(c for c, level in character_levels().items() if level >= _COMMON)


@cache
def place_names() -> tuple[str, ...]:
    """Names of counties, cities, districts and provinces, to tell which of two characters stands in one.

    >>> "浚县" in place_names()
    True
    """
    return tuple(name for kind, _, names in _rows() if kind == "place" for name in names.split(" "))


@cache
def readings() -> Mapping[str, frozenset[str]]:
    """Characters of GBK by their reading, tone marks included.

    >>> "數" in readings()["shù"], "數" in readings()["yè"]
    (True, False)
    """
    rows = (line.split("\t") for line in _lines("readings"))
    return {reading: frozenset(characters) for reading, characters in rows}


@cache
def simplified_forms() -> Mapping[str, str]:
    """The simplified form of each character of GBK that has another, by itself and without its neighbours.

    >>> simplified_forms()["鶴"], "壁" in simplified_forms()
    ('鹤', False)
    """
    pairs = _scripts()["pairs"]
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


@cache
def simplified_only() -> frozenset[str]:
    """Characters that traditional text does not have: simplified forms of others that are not turned back into themselves.

    >>> "鹤" in simplified_only(), "壁" in simplified_only()
    (True, False)
    """
    return frozenset(_scripts()["simplified"])


@cache
def converter() -> Callable[[str], str]:
    """OpenCC's conversion of a text to simplified characters, set up once.

    >>> converter()("鶴壁")
    '鹤壁'
    """
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


def _scripts() -> dict[str, str]:
    return dict(line.split("\t") for line in _lines("scripts"))


def _rows() -> Iterator[tuple[str, int, str]]:
    for line in _lines("frequencies"):
        kind, level, characters = line.split("\t")
        yield kind, int(level), characters


def _lines(name: str) -> list[str]:
    text = resource(f"ontology/characters/{name}.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
