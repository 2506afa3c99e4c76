"""Make qudt.csv, the units of QUDT that units of ours are or are close to, from npm @qudtlib/allunits.

Run by hand when a new edition appears, never at install: unpack the package, then ``python ontology/links/make_qudt.py package/dist/mjs/units.js``.
Which unit of ours is which of QUDT was decided by reading both: ``OURS``. PERMILLE is not in the package, which is older; the changelog of QUDT
says that 3.1.7 added it, analogous to PERCENT.
"""

import csv
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
OURS = {
    "percent": "PERCENT", "permille": "PERMILLE", "yuan": "CCY_CNY", "us-dollar": "CCY_USD", "euro": "CCY_EUR", "hk-dollar": "CCY_HKD",
    "yen": "CCY_JPY", "pound-sterling": "CCY_GBP", "square-metre": "M2", "square-kilometre": "KiloM2", "hectare": "HA", "kilometre": "KiloM",
    "metre": "M", "metre-per-second": "M-PER-SEC", "centimetre": "CentiM", "millimetre": "MilliM", "micrometre": "MicroM", "nautical-mile": "MI_N", "cubic-metre": "M3",
    "tonne": "TONNE", "watt": "W", "kva": "KiloV-A", "milligram-per-cubic-metre": "MilliGM-PER-M3", "km-per-hour": "KiloM-PER-HR", "decibel": "DeciB",
    "carat": "CARAT", "day": "DAY", "degree-celsius": "DEG_C", "gram": "GM", "kilogram": "KiloGM", "gigawatt": "GigaW",
    "gigawatt-hour": "GigaW-HR", "megawatt": "MegaW", "kilowatt": "KiloW", "kilowatt-hour": "KiloW-HR", "hour": "HR", "minute": "MIN", "kilovolt": "KiloV",
    "volt": "V", "litre": "L", "cubic-metre-per-second": "M3-PER-SEC", "microgram-per-cubic-metre": "MicroGM-PER-M3",
    "milligram-per-litre": "MilliGM-PER-L", "petaflops": "PetaFLOPS", "tonne-per-day": "TONNE-PER-DAY", "cubic-metre-per-day": "M3-PER-DAY", "megabit-per-second": "MegaBIT-PER-SEC", "second": "SEC",
}  # fmt: skip
# a difference of percentages is no part of a hundred; QUDT's month is that of the moon and its year has 365.25 days, those of texts are the calendar's
CLOSE = {"percentage-point": "PERCENT", "permille-point": "PERMILLE", "month": "MO", "year": "YR", "year-of-age": "YR"}
BROAD = {"person-per-sq-km": "NUM-PER-KiloM2"}  # QUDT does not say what is counted
ADDED = {"PERMILLE": ("Per Mille", "‰", "0.001", "A0E0L0I0M0H0T0D1")}
UNIT = re.compile(
    r'new Unit\("http://qudt\.org/vocab/unit/([^"]+)",void 0,void 0,"http://qudt\.org/vocab/dimensionvector/([^"]+)",new Decimal\("([^"]+)"\)'
    r"(.*?)config\.units\.set",
    re.DOTALL,
)
SYMBOL = re.compile(r'^(?:,(?:void 0|"[^"]*"|new Decimal\("[^"]*"\)))*?,"((?!http)[^"]{1,12})",')
LABEL = re.compile(r'new LangString\("([^"]*)","en"\)')


def main(path: str) -> None:
    """Write the units, by name."""
    known = {}
    for name, dimension, factor, rest in UNIT.findall(Path(path).read_text(encoding="utf-8")):
        label, symbol = LABEL.search(rest), SYMBOL.match(rest)
        if label:
            known[name] = (label[1], symbol[1] if symbol else "", factor, dimension)
    known |= ADDED
    ours: dict[str, list[str]] = {}
    for local, unit in OURS.items():
        ours.setdefault(unit, []).append(f"exact:{local}")
    for local, unit in CLOSE.items():
        ours.setdefault(unit, []).append(f"close:{local}")
    for local, unit in BROAD.items():
        ours.setdefault(unit, []).append(f"broad:{local}")
    ours.setdefault("NUM", [])
    with (HERE / "qudt.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("unit", "label", "symbol", "factor", "dimension", "ours"))
        for unit, locals_ in sorted(ours.items()):
            if unit not in known:
                raise SystemExit(f"QUDT has no {unit}")
            writer.writerow((unit, *known[unit], ";".join(sorted(locals_))))


if __name__ == "__main__":
    main(sys.argv[1])
