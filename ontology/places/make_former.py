"""Makes ``former.csv``, what divisions of China were called and coded before, from GB/T 2260 by edition and from a list of renames.

Run by hand: python make_former.py GBT2260_CSV CHANGES_TXT, the first a table ``code,name,first,last`` of all editions (see ``ontology/links``), the second
``china_location_change.txt`` of PyPI ``jionlp``.

Six sources of a former name, each with the code it had where one is known and the present division it became:
an edition gives the name to a code that bears another now (``edition``); a rename was approved (``rename``); a division of the prefecture has the same proper
name and another code now, a county that was made a district or a city, or had a name of one character and was given another one behind it (安县, 安州区)
(``status``); a division kept its name in its province and was given another code (``code``), which gives a former code and no former name; a division went
into another (``merged``); of a prefecture one county alone is gone without a trace and one division alone is new without a predecessor (``inferred``: 户县,
鄠邑区). A name that another division of the prefecture bears now is no former one: the code alone was passed on.

What went into another, and not only by another name, says one of these: what bears its code now had another one then; several went into one, or one into
what was there already; the name was given on a day on which others of the prefecture were merged, so that parts may have gone with them; a prefecture
is gone and a county has its name, or the other way round.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
MUNICIPALITIES = ("11", "12", "31", "50")  # their counties lie in no prefecture
SOURCES = ("edition", "merged", "rename", "status", "code", "inferred")  # of rows that say the same, the first stays
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
    return re.sub("(?:地区|特区|[市盟县区旗])$", "", name)


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


def traced(rows: set[Row], old: Listed) -> bool:
    """Whether something says what became of a division."""
    return any(row[:2] == (old.name, old.code) for row in rows)


def fresh(before: list[Listed], now: dict[str, str], rows: set[Row], place: str, since: str) -> list[str]:
    """The counties of today of a prefecture or municipality that no edition lists until then and nothing is known to have become."""
    known = {old.code for old in before if old.first <= since} | {row[2] for row in rows}
    return [code for code in now if around(code) == place and not code.endswith("00") and code not in known]


def gone(before: list[Listed], now: dict[str, str], rows: set[Row]) -> list[Listed]:
    """The counties that are in no list of today, and that nothing says of what became of them."""
    return [old for old in before if not old.code.endswith("00") and old.code not in now and not traced(rows, old)]


def lengthened(before: list[Listed], now: dict[str, str], rows: set[Row], around_now: Callable[[str], str]) -> Iterator[tuple[Listed, str]]:
    """Counties by a name of one character that one division of the prefecture alone has with another one behind it."""
    for old in gone(before, now, rows):
        if len(one := stem(old.name)) == 1:
            longer = [
                code for code in fresh(before, now, rows, around_now(old.code), old.last) if len(stem(now[code])) == 2 and now[code].startswith(one)
            ]
            if len(longer) == 1:
                yield old, longer[0]


def left(before: list[Listed], now: dict[str, str], rows: set[Row], around_now: Callable[[str], str]) -> Iterator[tuple[Listed, str]]:
    """The one county of a prefecture that is gone, with the one division that is new; a district went into those beside it as often."""
    places: dict[str, list[Listed]] = defaultdict(list)
    for old in gone(before, now, rows):
        places[around_now(old.code)].append(old)
    for place, found in places.items():
        new = fresh(before, now, rows, place, found[0].last)
        if len(found) == len(new) == 1 and not found[0].name.endswith("区"):
            yield found[0], new[0]


def main(editions: str, changes: str) -> None:
    """Write the table beside this script."""
    with (HERE / "divisions.csv").open(encoding="utf-8") as file:
        now = {row["code"]: row["name"] for row in csv.DictReader(file) if row["level"] != "zone"}
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
        """Whether an edition lists what bears a code today, by its proper name, beside that one; no two prefectures of a province have one name."""
        return not (is_prefecture(old.code, now) and is_prefecture(code, now)) and any(
            other.first <= old.last and other.last >= old.first and stem(other.name) == stem(now[code]) for other in listed[code]
        )

    rows: set[Row] = set()
    moved: dict[str, str] = {}  # the prefectures that have another code now

    def around_now(code: str) -> str:
        """The prefecture or municipality of today that a code is of."""
        return around(moved.get(code[:4], code[:4]) + code[4:])

    for old in sorted(before, key=lambda old: not old.code.endswith("00")):
        code, name, last = old.code, old.name, old.last
        if code in now:
            if now[code] != name and not any(around(other) == around(code) for other in named[code[:2], name]):
                passed_on = counties[around(code), stem(now[code])] > {code} or (code[:4], name, now[code]) in remade
                rows.add((name, code, code, last, "merged" if passed_on else "edition"))
            continue
        same = [other for other in named[code[:2], name] if not beside(old, other)]
        like = [other for other in stems[code[:2], stem(name)] if len(stem(name)) > 1 and not beside(old, other)]
        near = [
            other
            for other in like
            if (code.endswith("00") or around(other) == around_now(code)) and is_prefecture(other, now) == is_prefecture(code, now)
        ]
        if len(same) == 1 and is_prefecture(same[0], now) == is_prefecture(code, now):
            rows.add((name, code, same[0], last, "code"))
            moved |= {code[:4]: same[0][:4]} if code.endswith("00") and same[0].endswith("00") else {}
        elif len(near) == 1:
            rows.add((name, code, near[0], last, "status"))
            moved |= {code[:4]: near[0][:4]} if code.endswith("00") else {}
        elif len(like) == 1 and is_prefecture(like[0], now) != is_prefecture(code, now):
            rows.add((name, code, like[0], last, "merged"))
    for day, of, name, new in approved:
        if len(found := named[of[:2], new]) == 1:
            bore = [old for old in before if old.name == name and old.code.startswith(of[:2])]
            if any(one.first <= other.last and other.first <= one.last for one, other in combinations(bore, 2)):
                bore = [old for old in bore if old.code.startswith(of)]
            for code in [old.code for old in bore if old.code not in now or old.code == found[0]] or [""]:
                rows.add((name, code, found[0], day, "merged" if (of, name, new) in remade else "rename"))
    rows |= {
        (old.name, old.code, row[2], old.last, row[4])  # a code before the last one that is gone
        for old in before
        if old.code not in now and not traced(rows, old)
        for later in before
        if later.first > old.last and (later.name, later.code[:2], later.code[4:] == "00") == (old.name, old.code[:2], old.code[4:] == "00")
        for row in rows
        if row[:2] == (later.name, later.code)
    }
    for old, code in lengthened(before, now, rows, around_now):
        rows.add((old.name, old.code, code, old.last, "status"))
    for old, code in left(before, now, rows, around_now):
        rows.add((old.name, old.code, code, old.last, "inferred"))
    best: dict[tuple[str, str, str], Row] = {}  # a rename says the day, an edition the code
    for row in sorted(rows, key=lambda row: (SOURCES.index(row[4]), row)):
        best.setdefault(row[:3], row)
    kept = sorted(row for row in best.values() if row[1] or not any(other[0] == row[0] and other[2] == row[2] for other in rows if other[1]))
    with (HERE / "former.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "code", "now", "until", "source"))
        writer.writerows(kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
