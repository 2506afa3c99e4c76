"""Scores a reading against an annotated example of ours, field by field; needs nothing outside the checkout.

Sterner than the scorer of the reference texts: names must be among those listed, periods exact, places whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Record = dict[str, Any]
FIELDS: dict[str, Callable[[Record, Record], bool]] = {
    "metric": lambda gold, found: bare(found["metric"]) in {bare(name) for name in gold["metric"]},
    "unit": lambda gold, found: gold["unit"] == found["unit"],
    "place": lambda gold, found: gold["place"] == found["place"],
    "speaker": lambda gold, found: gold["speaker"] == found["speaker"],
    "sign": lambda gold, found: Decimal(gold["value"]) == Decimal(found["value"]),
    "comparator": lambda gold, found: gold["comparator"] == found["comparator"],
    "measure": lambda gold, found: gold["measure"] == found["measure"],
    "base": lambda gold, found: gold["base"] == found["base"],
    "kind": lambda gold, found: gold["kind"] == found["kind"],
    "period": lambda gold, found: same_period(gold["period"] or (None, None), (found["period_start"], found["period_end"])),
    "programme": lambda gold, found: {bare(p) for p in gold["programme"]} == {bare(p) for p in found["programmes"]},
}
STRICT = ("metric", "unit", "place", "speaker")


@dataclass
class Score:
    """Counts of right, annotated and found things, by what is counted; ``wrong`` says what went wrong, for people."""

    counts: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def f1(self) -> dict[str, float]:
        """The harmonic mean of precision and recall of everything counted."""
        return {name: 2 * right / (gold + found) if gold + found else 1.0 for name, (right, gold, found) in self.counts.items()}


def bare(name: str) -> str:
    return name.translate(str.maketrans("", "", "“”‘’《》、，的"))


def same_period(gold: Iterable[str | None], found: Iterable[str | None]) -> bool:
    """Both ends, each to the coarser precision of the two; 2021 as a whole is 2021-01-01 to 2021-12-31."""
    return all(
        (a is None) == (b is None) and (a or "")[: min(len(a or ""), len(b or ""))] == (b or "")[: min(len(a or ""), len(b or ""))]
        for a, b in zip(gold, found, strict=True)
    )


def overlap(a: Record, b: Record) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def pairs(gold: list[Record], found: list[Record]) -> list[tuple[Record, Record]]:
    """Each annotated claim with the found one that has its value and shares most characters, each used once."""
    near = [
        (overlap(g, f) / max(g["end"] - g["start"], f["end"] - f["start"]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if overlap(g, f) > 0 and abs(Decimal(g["value"])) == abs(Decimal(f["value"]))
    ]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched = []
    for _, i, j in sorted(near, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            matched.append((i, j))
    return [(gold[i], found[j]) for i, j in sorted(matched)]


def score(gold: Record, claims: list[Record], statements: list[Record], people: list[Record], document: Record) -> Score:
    """Everything at once: claims with their fields and repeats, statements, officials, programmes, places."""
    result = Score()
    matched = pairs(gold["claims"], claims)
    judged = [{name: same(g, f) for name, same in FIELDS.items()} for g, f in matched]
    sizes = (len(gold["claims"]), len(claims))
    result.counts["value"] = (len(matched), *sizes)
    result.counts["strict"] = (sum(all(j[name] for name in STRICT) for j in judged), *sizes)
    result.counts["complete"] = (sum(all(j.values()) for j in judged), *sizes)
    result.fields = {name: (sum(j[name] for j in judged), len(judged)) for name in FIELDS}
    mine = {g["id"]: f["id"] for g, f in matched}
    repeated = [(g, f) for g, f in matched if g["repeats"]]
    result.counts["repeats"] = (
        sum(f["repeats"] == mine.get(g["repeats"]) for g, f in repeated),
        sum(bool(g["repeats"]) for g in gold["claims"]),
        sum(bool(f["repeats"]) for f in claims),
    )
    result.counts["statements"] = counted(gold["statements"], statements, same_statement)
    result.counts["officials"] = counted(
        [p for p in gold["officials"] if p["role"] == "official"], [p for p in people if p["role"] == "official"], same_person
    )
    for what in ("programmes", "places"):
        result.counts[what] = counted(gold[what], document[what], lambda g, f: bare(g) == bare(f))
    result.wrong = [
        *(f"missed {g['quote']}" for g in gold["claims"] if not any(g is m for m, _ in matched)),
        *(f"extra {f['quote']} {f['value']}{f['unit']}" for f in claims if not any(f is m for _, m in matched)),
        *(
            f"{g['id']} {g['quote']}: {name} {told(f, name)!r}, not {told(g, name)!r}"
            for (g, f), j in zip(matched, judged, strict=True)
            for name, right in j.items()
            if not right
        ),
    ]
    return result


def told(record: Record, name: str) -> Any:
    """What a record says of a field, for a message."""
    if name == "period" and "period_start" in record:
        return [record["period_start"], record["period_end"]]
    return record.get({"sign": "value", "programme": "programme" if "programme" in record else "programmes"}.get(name, name))


def same_statement(gold: Record, found: Record) -> bool:
    size = max(gold["end"] - gold["start"], found["end"] - found["start"])
    return bool(gold["speaker"] == found["speaker"] and gold["kind"] == found["kind"] and overlap(gold, found) >= 0.8 * size)


def same_person(gold: Record, found: Record) -> bool:
    return bool(
        gold["name"] == found["name"] and set(gold["posts"]) == set(found["posts"]) and gold["organisation"] == found["organisation"]
    )


def counted(gold: list[Any], found: list[Any], same: Callable[[Any, Any], bool]) -> tuple[int, int, int]:
    left, right = list(found), 0
    for g in gold:
        for f in left:
            if same(g, f):
                left.remove(f)
                right += 1
                break
    return right, len(gold), len(found)
