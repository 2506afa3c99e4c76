"""Two hundred names as people write them, drawn by a seeded rule, each with the thing it means, or with none where it means several or nothing.

140 mean one thing: divisions by their name, short name, name with what they lie in, name in English or code; former names and codes that an approved rename or
an edition of GB/T 2260 gives; people and bodies of the store. 60 do not: names that several divisions or several people bear, and names nobody
bears. What several bear or bore is counted here from the tables themselves, not by the code that is tested.

Beside them all former names that ``mappings/gbt2260.sssom.tsv`` links to divisions of today, a table that the matcher does not read; those that another
division bears too, and those that went into another, mean no one.
"""

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.links.tables import rows
from kg.mappings import LINKED, read
from kg.resources import resource
from kg.store import Snapshot
from kg.vocabulary import PLACE, PREFIXES

SEED = 20201209
_KINDS = re.compile("(?:特别行政区|地区|[省市盟县区旗])$")


class Case(NamedTuple):
    """A name as it is written, and the IRI of what it means, None where ``match`` must be false."""

    written: str
    meant: str | None
    why: str


def _table(name: str) -> list[dict[str, str]]:
    with (resource("ontology/places") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cases(snapshot: Snapshot) -> list[Case]:
    """The two hundred, in a fixed order."""
    draw = random.Random(SEED)
    divisions = _table("divisions.csv")
    bearers = _bearers(divisions)
    found = [*_one(divisions, bearers, snapshot, draw), *_none(divisions, bearers, snapshot, draw)]
    assert len({case.written for case in found}) == 200
    return found


def renamed() -> list[Case]:
    """Each former name that a mapping gives, once, in a fixed order."""
    bearers, meant, merged = _bearers(_table("divisions.csv")), defaultdict(set), set()
    for row in read(resource("mappings/gbt2260.sssom.tsv")):
        if row.object_label not in ("", row.subject_label) and (row.confidence or 0) >= LINKED:
            meant[row.object_label].add(row.subject_id)
            merged |= {row.object_label} if "合并" in row.comment else set()
    sure = {
        name for name, iris in meant.items() if name not in merged and len(iris) == 1 and bearers[name] <= {min(iris).removeprefix(PLACE)}
    }  # 沙县区 in short
    return [
        Case(name, min(iris) if name in sure else None, "former name" if name in sure else "merged" if name in merged else "several")
        for name, iris in sorted(meant.items())
    ]


def _plain(name: str) -> str:
    """The name without what it is, "" where that is one character or the people's name stands in it."""
    stem = _KINDS.sub("", name)
    return stem if len(stem) > 1 and "自治" not in name else ""


def _bearers(divisions: list[dict[str, str]]) -> dict[str, set[str]]:
    """The codes of all that any name may mean: full names, names without what it is, names in English, names of towns."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in divisions:
        for name in (row["name"], _plain(row["name"]), re.sub("[^\u4e00-\u9fff]", "", row["name"])[:2] if "自治" in row["name"] else ""):
            found[name].add(row["code"])
    for row in _table("english.csv"):
        for name in (row["name"], *row["others"].split(";")):
            found[name.casefold()].add(row["code"])
            found[re.sub(r" \w+$", "", name).casefold()].add(row["code"])
    for row in _table("towns.csv"):
        found[row["name"]].add(row["code"])
    return found


def _one(divisions: list[dict[str, str]], bearers: dict[str, set[str]], snapshot: Snapshot, draw: random.Random) -> Iterator[Case]:
    names = {row["code"]: row["name"] for row in divisions}
    bore = defaultdict(set)
    for row in rows("gbt2260"):
        bore[row["name"]].add(row["code"][:2])
    alone = [
        row for row in divisions if row["level"] != "zone" and len(bearers[row["name"]]) == 1 and bore[row["name"]] <= {row["code"][:2]}
    ]

    def drawn(pool: list[tuple[str, str]], count: int, why: str) -> Iterator[Case]:
        for written, code in draw.sample(sorted(set(pool)), count):
            yield Case(written, PLACE + code, why)

    yield from drawn([(row["name"], row["code"]) for row in alone], 25, "name")
    shorts = [(_plain(row["name"]), row["code"]) for row in alone if row["level"] in ("province", "prefecture")]
    yield from drawn([(short, code) for short, code in shorts if short and len(bearers[short]) == 1], 20, "short name")
    within = [
        (names[row["code"][:4] + "00"] + row["name"], row["code"])
        for row in divisions
        if row["level"] == "county" and row["code"][:4] + "00" in names
    ]
    yield from drawn(within, 20, "name with what it lies in")
    english = {row["code"]: [row["name"], *row["others"].split(";")] for row in _table("english.csv")}
    spelled = [
        (name, code)
        for code, all_of_it in english.items()
        for name in all_of_it
        if name and len(bearers[name.casefold()]) == 1 and code != "100000"
    ]
    yield from drawn([(name, code) for name, code in spelled if names.get(code, "").endswith(("省", "市"))], 20, "name in English")
    yield from drawn([(row["code"], row["code"]) for row in divisions], 15, "code")
    former = [row for row in _table("former.csv") if row["now"] in names]
    old = [
        (row["name"], row["now"])
        for row in former
        if row["source"] not in ("code", "merged") and _plain(row["name"]) == _plain(names[row["now"]]) and not bearers[row["name"]]
    ]
    yield from drawn(old, 15, "former name")
    yield from drawn(
        [(row["code"], row["now"]) for row in former if row["source"] == "code" and row["code"] not in names], 10, "former code"
    )
    people, bodies = _held(snapshot)
    for written, iri in draw.sample(sorted((name, iris[0]) for name, iris in people.items() if len(iris) == 1), 5):
        yield Case(written, iri, "person")
    for written, iri in draw.sample(sorted(bodies.items()), 10):
        yield Case(written, iri, "body")


def _none(divisions: list[dict[str, str]], bearers: dict[str, set[str]], snapshot: Snapshot, draw: random.Random) -> Iterator[Case]:
    several = Counter(row["name"] for row in divisions)
    for name in draw.sample(sorted(name for name, count in several.items() if count > 1), 20):
        yield Case(name, None, "several divisions")
    for name in draw.sample(sorted(n for n in {row["name"] for row in _table("towns.csv")} if len(bearers[n]) > 2), 10):
        yield Case(name, None, "several towns")
    counties = [row["code"] for row in divisions if row["level"] == "county"]
    spelled = [
        name
        for name, codes in sorted(bearers.items())
        if name.isascii() and " " not in name and len([c for c in codes if c in counties]) > 2 and not any(c.endswith("00") for c in codes)
    ]
    for name in draw.sample(spelled, 8):
        yield Case(name.capitalize(), None, "several in English")
    people, bodies = _held(snapshot)
    for name in sorted(name for name, iris in people.items() if len(iris) > 1)[:2]:
        yield Case(name, None, "two people of one name")
    made = 0
    while made < 20:
        name = "".join(draw.choice("云岭溪松岚雁鹭梧桐榆柏泉汀") for _ in range(2)) + draw.choice(
            ("县", "市", "镇", "区农业农村局", "县住建局")
        )
        if not bearers[name] and name not in bodies:
            made += 1
            yield Case(name, None, "absent")


def _held(snapshot: Snapshot) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The people of the store by name, and its bodies."""
    people: dict[str, list[str]] = defaultdict(list)
    for row in snapshot.query(f"SELECT DISTINCT ?iri ?name {{ ?iri a <{PREFIXES['schema']}Person> ; <{PREFIXES['schema']}name> ?name }}"):
        people[row["name"].value].append(row["iri"].value)
    bodies = snapshot.query(
        f"SELECT DISTINCT ?iri ?name {{ ?iri a <{PREFIXES['org']}Organization> ; <{PREFIXES['skos']}prefLabel> ?name }}"
    )
    return people, {row["name"].value: row["iri"].value for row in bodies}


INVENTED = (
    (
        "a.txt",
        "松溪县教育局局长周晓禾说：“全县新建学校3所。”松溪县水利局局长方石安介绍，新建水库2座。云岭县住建局局长柳听泉说，改造小区5个。",
    ),
    (
        "b.txt",
        "云岭县文旅局副局长周晓禾介绍，全县接待游客12万人次。云岭县林业局局长方石安说，造林300亩。雁鸣县财政局局长任远帆说，投入3亿元。",
    ),
    (
        "c.txt",
        "雁鸣县民政局局长苏见山说，新增床位120张。雁鸣县卫健委主任何其疏介绍，建成卫生室40所。岚山湾区供销社主任秦向野说，建成服务站7个。",
    ),
)


def written(folder: Path) -> list[str]:
    """Documents about invented counties, in which two people bear the same name twice; their paths."""
    for name, text in INVENTED:
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name, _ in INVENTED]
