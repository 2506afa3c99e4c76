"""Makes ``former.csv``, what divisions of China were called and coded before, from GB/T 2260 by edition and from a list of renames.

Run by hand: python make_former.py GBT2260_CSV CHANGES_TXT, the first a table ``code,name,first,last`` of all editions (see ``ontology/links``), the second
``china_location_change.txt`` of PyPI ``jionlp``.

Five sources of a former name, each with the code it had where one is known and the present division it became:
an edition gives the name to a code that bears another now (``edition``); a rename was approved (``rename``); a division of the prefecture has the same proper
name and another code now, a county that was made a district or a city (``status``); a division kept its name in its province and was given another code
(``code``), which gives a former code and no former name; a division went into another (``merged``). A name that another division of the prefecture bears now
is no former one: the code alone was passed on.

What went into another, and not only by another name, says one of these: what bears its code now had another one then; several went into one, or one into
what was there already; the name was given on a day on which others of the prefecture were merged, so that parts may have gone with them; a prefecture
is gone and a county has its name, or the other way round.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
MUNICIPALITIES = ("11", "12", "31", "50")  # their counties lie in no prefecture
SOURCES = ("edition", "merged", "rename", "status", "code")  # of rows that say the same, the first stays
Row = tuple[str, str, str, str, str]


class Listed(NamedTuple):
    """A division as the editions from ``first`` to ``last`` list it."""

    code: str
    name: str
    first: str
    last: str


def around(code: str) -> str:
    """The prefecture or municipality that a code is of."""
    return code[:2] if code[:2] in MUNICIPALITIES else code[:4]


def stem(name: str) -> str:
    """The name of a division without what it is."""
    return re.sub("(?:地区|[市县区旗])$", "", name)


def is_prefecture(code: str, now: dict[str, str]) -> bool:
    """Whether a code is of a prefecture; one without counties (儋州市) is like a county."""
    return code.endswith("00") and (code not in now or any(other[:4] == code[:4] and other != code for other in now))


def renames(path: str) -> Iterator[tuple[str, str, str, str, str]]:
    """The approved renames: day, province, prefecture, old name, new name."""
    for day, _, change in sorted({tuple(line.split("\t", 2)) for line in Path(path).read_text(encoding="utf-8").splitlines()}):
        old, new = ([name for name in side.split("\t") if name] for side in change.split("=>"))
        names = old[::2]
        if len(names) > 1 and new and names[-1] != new[-1]:
            yield day, new[0], names[1], names[-1], new[-1]


def main(editions: str, changes: str) -> None:
    """Write the table beside this script."""
    with (HERE / "divisions.csv").open(encoding="utf-8") as file:
        now = {row["code"]: row["name"] for row in csv.DictReader(file)}
    with Path(editions).open(encoding="utf-8") as file:
        before = [Listed(**row) for row in csv.DictReader(file)]
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    stems: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, name in now.items():
        named[code[:2], name].append(code)
        stems[code[:2], stem(name)].append(code)
    counties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, name in [*now.items(), *((old.code, old.name) for old in before)]:
        if not code.endswith("00"):
            counties[around(code), stem(name)].add(code)
    listed: dict[str, list[Listed]] = defaultdict(list)
    for old in before:
        listed[old.code].append(old)
    provinces = {name: code[:2] for code, name in now.items() if code.endswith("0000")}
    prefectures = {code[:4]: name for code, name in now.items() if code.endswith("00")}
    approved = []
    for day, province, prefecture, name, new in renames(changes):
        of = next((code[:4] for code in named[provinces[province], prefecture] if code.endswith("00")), provinces[province])
        approved.append((day, of, name, new))
    into = Counter((day, of, new) for day, of, _, new in approved)

    def merged(day: str, of: str, name: str, new: str) -> bool:
        """Whether several went into one that day, or one into what was there already, by another proper name."""
        there = any(old.code[:4] == of and not old.code.endswith("00") and stem(old.name) == stem(new) for old in before)
        return stem(name) != stem(new) != stem(prefectures.get(of, "")) and (into[day, of, new] > 1 or there)

    days = {(day, of) for day, of, name, new in approved if merged(day, of, name, new)}
    remade = {(of, name, new) for day, of, name, new in approved if stem(name) != stem(new) and (day, of) in days}

    def beside(old: Listed, code: str) -> bool:
        """Whether an edition lists what bears a code today, by its proper name, beside that one."""
        return any(other.first <= old.last and other.last >= old.first and stem(other.name) == stem(now[code]) for other in listed[code])

    rows: set[Row] = set()
    for old in before:
        code, name, last = old.code, old.name, old.last
        if code in now:
            if now[code] != name and not any(around(other) == around(code) for other in named[code[:2], name]):
                passed_on = counties[around(code), stem(now[code])] > {code} or (code[:4], name, now[code]) in remade
                rows.add((name, code, code, last, "merged" if passed_on else "edition"))
            continue
        same = [other for other in named[code[:2], name] if not beside(old, other)]
        like = [other for other in stems[code[:2], stem(name)] if len(stem(name)) > 1 and not beside(old, other)]
        near = [other for other in like if (code.endswith("00") or around(other) == around(code)) and is_prefecture(other, now) == is_prefecture(code, now)]
        if len(same) == 1 and is_prefecture(same[0], now) == is_prefecture(code, now):
            rows.add((name, code, same[0], last, "code"))
        elif len(near) == 1:
            rows.add((name, code, near[0], last, "status"))
        elif len(like) == 1 and is_prefecture(like[0], now) != is_prefecture(code, now):
            rows.add((name, code, like[0], last, "merged"))
    for day, of, name, new in approved:
        if len(found := named[of[:2], new]) == 1:
            bore = [old for old in before if old.name == name and old.code.startswith(of[:2])]
            if any(one.first <= other.last and other.first <= one.last for one, other in combinations(bore, 2)):
                bore = [old for old in bore if old.code.startswith(of)]
            for code in [old.code for old in bore if old.code not in now or old.code == found[0]] or [""]:
                rows.add((name, code, found[0], day, "merged" if (of, name, new) in remade else "rename"))
    best: dict[tuple[str, str, str], Row] = {}  # a rename says the day, an edition the code
    for row in sorted(rows, key=lambda row: (SOURCES.index(row[4]), row)):
        best.setdefault(row[:3], row)
    kept = sorted(
        row for row in best.values() if row[1] or not any(other[0] == row[0] and other[2] == row[2] for other in rows if other[1])
    )
    with (HERE / "former.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "code", "now", "until", "source"))
        writer.writerows(kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
