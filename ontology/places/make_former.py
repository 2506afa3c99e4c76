"""Makes ``former.csv``, what divisions of China were called and coded before, from GB/T 2260 by edition and from a list of renames.

Run by hand: python make_former.py GBT2260_CSV CHANGES_TXT, the first a table ``code,name,first,last`` of all editions (see ``ontology/links``), the second
``china_location_change.txt`` of PyPI ``jionlp``.

Four sources of a former name, each with the code it had where one is known and the present division it became:
an edition gives the name to a code that bears another now (``edition``); the same, while what bears the code now had another one then, so that the
division went into it (``merged``); a rename was approved (``rename``); a division kept its name in its province and was given another code (``code``),
which gives a former code and no former name. A name that another division of the prefecture bears now is no former one: the code alone was passed on.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
MUNICIPALITIES = ("11", "12", "31", "50")  # their counties lie in no prefecture


def around(code: str) -> str:
    """The prefecture or municipality that a code is of."""
    return code[:2] if code[:2] in MUNICIPALITIES else code[:4]


def stem(name: str) -> str:
    """The name of a county without what it is."""
    return name[:-1]


def main(editions: str, changes: str) -> None:
    """Write the table beside this script."""
    with (HERE / "divisions.csv").open(encoding="utf-8") as file:
        now = {row["code"]: row["name"] for row in csv.DictReader(file)}
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, name in now.items():
        named[code[:2], name].append(code)
    with Path(editions).open(encoding="utf-8") as file:
        before = list(csv.DictReader(file))
    counties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, name in [*now.items(), *((row["code"], row["name"]) for row in before)]:
        if not code.endswith("00"):
            counties[around(code), stem(name)].add(code)
    rows: set[tuple[str, str, str, str, str]] = set()
    for row in before:
        code, name, last = row["code"], row["name"], row["last"]
        if code in now and now[code] != name:
            if not any(around(other) == around(code) for other in named[code[:2], name]):
                passed_on = counties[around(code), stem(now[code])] > {code}
                rows.add((name, code, code, last, "merged" if passed_on else "edition"))
        elif code not in now and len(found := named[code[:2], name]) == 1:
            rows.add((name, code, found[0], last, "code"))
    codes = {(row["code"][:2], row["name"]): row["code"] for row in before if row["code"] not in now}
    provinces = {name: code[:2] for code, name in now.items() if code.endswith("0000")}
    for line in Path(changes).read_text(encoding="utf-8").splitlines():
        day, _, path = line.split("\t", 2)
        old, new = (side.split("\t") for side in path.split("=>"))
        names, province = [n for n in old[::2] if n], provinces.get(new[0] if new else "")
        became = [n for n in new if n]
        if len(names) < 2 or province is None or not became or names[-1] == became[-1]:
            continue
        if len(found := named[province, became[-1]]) == 1:
            rows.add((names[-1], codes.get((province, names[-1]), ""), found[0], day, "rename"))
    told = {(name, now) for name, _, now, _, source in rows if source == "edition"}
    kept = sorted(row for row in rows if row[4] != "rename" or (row[0], row[2]) not in told)
    with (HERE / "former.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "code", "now", "until", "source"))
        writer.writerows(kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
