"""Which way double quotation marks face, straight ones and such as were typed the wrong way, and which stand within others."""

import re
from collections.abc import Sequence

_DOUBLE, NESTED = re.compile('["“”]'), re.compile("“[^”\n]*“|”[^“\n]*”")
_LEADS_IN, _STOPS = ("", "：", ":", "（", "("), tuple("，。；！？、）…,;!?)")
_ENDINGS, _PAUSES, _UNBEGUN = tuple("。！？…!?"), ("，", ","), tuple("牌的等和与及、")
_MOST_MARKS, _LIKELIEST, _LONGEST_NAME, _PUNCTUATED = 60, 12, 20, re.compile("[。！？，；：、]")


def turned(line: str) -> str:
    """A line with its double quotation marks the way they face: those within others are single ones.

    >>> turned('他说:"我们有"云溪"牌小米。"还说"好"。'), turned("他说：“种下“云溪”小米。”")
    ('他说:“我们有‘云溪’牌小米。”还说“好”。', '他说：“种下‘云溪’小米。”')
    """
    places = [m.start() for m in _DOUBLE.finditer(line)]
    depths = _faced(line, places) or (
        _facing(line, places) if len(places) <= _MOST_MARKS else [1 - 2 * (n % 2) for n in range(len(places))]
    )
    characters = list(line)
    for place, depth in zip(places, depths, strict=True):
        characters[place] = "’”“‘"[depth + 2 - (depth > 0)]
    return "".join(characters)


def _faced(line: str, places: Sequence[int]) -> list[int] | None:
    """How deep each mark opens (1, 2) or closes (-1, -2) by its own shape; None where that does not come out even."""
    depths, depth = [], 0
    for place in places:
        if line[place] == "“" and depth < 2:
            depth += 1
            depths.append(depth)
        elif line[place] == "”" and depth:
            depths.append(-depth)
            depth -= 1
        else:
            return None
    return None if depth else depths


def _tendencies(before: str, behind: str) -> tuple[float, float]:
    """How well a mark between two characters, empty at an end of the line, opens and how well it closes."""
    opens = 2.0 if before in _LEADS_IN else 0.5 if before in _STOPS else 0.0
    opens -= 3.0 if behind in _STOPS else 1.5 if behind in _UNBEGUN else 0.0
    closes = 2.0 if behind in _STOPS else 0.0
    closes += 1.0 if before in _ENDINGS else 0.3 if before in _PAUSES else 0.0
    closes -= 3.0 if before in _LEADS_IN else 0.0
    return opens, closes


def _facing(line: str, places: Sequence[int]) -> list[int]:
    """How deep each mark opens or closes, by what stands beside it: the likeliest row in which each that closes has one that opened."""
    rows: dict[tuple[int, ...], tuple[float, list[int]]] = {(): (0.0, [])}  # marks open: score, and what was decided
    for place in places:
        before, behind = line[place - 1 : place].strip(), line[place + 1 : place + 2].strip()
        opens, closes = _tendencies(before, behind)
        new: dict[tuple[int, ...], tuple[float, list[int]]] = {}
        for opened, (score, decided) in rows.items():
            steps = []
            if len(opened) < 2:
                steps.append(((*opened, place), score + opens - 0.6 * len(opened), len(opened) + 1))
            if opened:
                inside = line[opened[-1] + 1 : place]
                named = 0 < len(inside) <= _LONGEST_NAME and not _PUNCTUATED.search(inside)
                said = len(opened) == 1 and line[opened[0] - 1 : opened[0]] in _LEADS_IN  # ends with a stop
                odd = 1.5 if said and before not in _STOPS and behind not in _STOPS else 0.0
                odd += 3.0 if len(opened) == 2 and not named else -1.0 if named else 0.0
                steps.append((opened[:-1], score + closes - odd, -len(opened)))
            for state, value, step in steps:
                if state not in new or value > new[state][0]:
                    new[state] = (value, [*decided, step])
        rows = dict(sorted(new.items(), key=lambda row: -row[1][0])[:_LIKELIEST])
    return max(rows.items(), key=lambda row: (row[1][0] - 2 * len(row[0]), -len(row[0])))[1][1]
