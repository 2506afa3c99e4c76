"""Make gbt2260.csv, the divisions that the editions of GB/T 2260 from 2002 to 2014 list, from PyPI GB2260.

Run by hand, never at install: ``pip install GB2260==0.4.1``, then ``python ontology/links/make_gbt2260.py``. The package has an edition for each
year and, for the years the standard was revised within, one for a month; its newest stands under no year and is that of 2014.

``gbt2260-errata.csv`` says which names are misprints of the package: the code stays, one character differs from the next edition's, the two characters
share a part, and the division was never called so. They are written right here, and no former names.
"""

import csv
from itertools import groupby
from pathlib import Path

from gb2260.data import data

HERE = Path(__file__).parent
NEWEST = 2014
NO_NAMES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位", "省直辖县级行政单位", "市", "县级市"}


def edition(key: int | None) -> tuple[int, int]:
    """The year and month an edition is of; one that names no month is of the end of its year."""
    return (key // 100, key % 100) if key and key > 9999 else (key or NEWEST, 12)


def main() -> None:
    """Write a row for each run of editions in which a code bears one name."""
    with (HERE / "gbt2260-errata.csv").open(encoding="utf-8") as file:
        right = {(row["code"], row["name"]): row["right"] for row in csv.DictReader(file)}
    keys = sorted(data, key=edition)
    names = [f"{year}-{month:02}" for year, month in map(edition, keys)]
    rows = []
    for code in sorted({code for listed in data.values() for code in listed}):
        listed = [data[key].get(code) for key in keys]
        for name, run in groupby(enumerate(listed), lambda at, code=code: right.get((str(code), at[1]), at[1])):
            places = [at for at, _ in run]
            if name and name not in NO_NAMES:
                rows.append(f"{code},{name},{names[places[0]]},{names[places[-1]]}")
    (HERE / "gbt2260.csv").write_text("\n".join(["code,name,first,last", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
