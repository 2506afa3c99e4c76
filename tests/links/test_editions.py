"""The editions of GB/T 2260: what the code of a division was called before is its former name, unless it is a misprint or another division's."""

from itertools import pairwise

import pytest

from kg.gazetteer import gazetteer
from kg.links import Entity, Label, linker
from kg.links.tables import by, rows
from kg.reconciliation.divisions import divisions, former
from kg.vocabulary import PLACE

ERRATA = rows("gbt2260-errata")
# read one by one: names that were given, by decree, to what had another, though one character only is another
RENAMED = {
    "北宁市": "北镇市", "波阳县": "鄱阳县", "襄樊市": "襄阳市", "襄阳区": "襄州区", "吴旗县": "吴起县", "秦城区": "秦州区",
    "普洱哈尼族彝族自治县": "宁洱哈尼族彝族自治县",
}  # fmt: skip


def differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else max(len(one), len(other))


def linked(code: str) -> dict[str, str]:
    """What the division of a code is linked to: names by edition and code."""
    entry = gazetteer().by_code(code)
    assert entry is not None
    found = linker("gbt2260")(Entity(PLACE + code, "kg:Place", (Label(entry.name, "zh"),), code))
    return {candidate.iri.split("/gbt2260/")[1]: candidate.label for candidate in found}


def test_what_differs_in_one_character_was_renamed() -> None:
    now = {entry.code: entry.name for entry in gazetteer().entries}
    for code, listed in by("gbt2260", "code").items():
        names = [row["name"] for row in listed] + [now.get(code, listed[-1]["name"])]
        for before, after in pairwise(names):
            assert differing(before, after) != 1 or RENAMED.get(before) == after, (
                f"{code} {before} {after}: a misprint belongs into the errata"
            )


@pytest.mark.parametrize("row", ERRATA, ids=lambda row: row["name"])
def test_a_misprint_is_no_former_name(row: dict[str, str]) -> None:
    assert differing(row["name"], row["right"]) == 1 and row["why"]
    assert row["name"] not in by("gbt2260", "name")
    assert row["name"] not in {old.name for old in former()}
    assert not divisions().called(row["name"])
    [listed] = by("gbt2260", "code")[row["code"]]
    assert (listed["name"], listed["first"]) == (row["right"], row["first"]) and listed["last"] > row["last"]


def test_a_code_that_went_to_another_division_is_no_change_of_name() -> None:
    assert linked("410307") == {"2014-12/410381": "偃师市"}, "410307 was 洛龙区, which is 410311 now"
    assert linked("469028") == {"2014-12/469028": "陵水黎族自治县", "2006-12/469034": "陵水黎族自治县"}
    assert linked("500110") == {"2014-12/500110": "綦江区"}, "万盛区 went into it"
    assert linked("420600") == {"2014-12/420600": "襄阳市", "2010-12/420600": "襄樊市"}
    assert divisions().called("洛龙区") == [("410311", "preferred")]
    assert divisions().called("万盛区") == [("500110", "became")]
    assert not [old for old in former() if old.name == "临高县"]
