"""Make iso3166.csv, the ISO 3166-2 codes of the provinces, from PyPI pycountry.

Run by hand when a new edition appears, never at install: ``pip install pycountry==26.2.16``, then ``python ontology/links/make_iso3166.py``. The
package names them in pinyin; which division each is, is told by the name in English, that of Inner Mongolia and the like by NAMES.
"""

from pathlib import Path

import pycountry

from kg.gazetteer import english_names, gazetteer

HERE = Path(__file__).parent
NAMES = {"Nei Mongol": "150000", "Xizang": "540000", "Macao SAR": "820000", "Hong Kong SAR": "810000"}


def main() -> None:
    """Write code, name and division, by code."""
    provinces = {
        english_names(e.code)[-1 if e.code not in ("820000",) else 0]: e.code for e in gazetteer().entries if e.level == "province"
    }
    rows = []
    for subdivision in sorted(pycountry.subdivisions.get(country_code="CN"), key=lambda s: s.code):
        known = {**provinces, **NAMES}
        found = {code for name, code in known.items() if subdivision.name.startswith(name)}
        if len(found) != 1:
            raise SystemExit(f"{subdivision.code} {subdivision.name}: {sorted(found)}")
        rows.append(f"{subdivision.code},{subdivision.name},{found.pop()}")
    (HERE / "iso3166.csv").write_text("\n".join(["code,name,division", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
