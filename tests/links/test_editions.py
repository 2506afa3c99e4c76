"""The editions of GB/T 2260: what the code of a division was called before is its former name, unless it is a misprint or another division's."""

from itertools import pairwise

import pytest

from kg.gazetteer import former, gazetteer
from kg.links import Entity, Label, linker
from kg.links.tables import by, rows
from kg.reconciliation.divisions import divisions
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
    assert [sort for _, sort in divisions().called(row["name"])] == ["spelling"]
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


def test_what_was_merged_is_no_exact_match_and_what_stood_beside_it_no_match() -> None:
    def relations(code: str) -> dict[str, tuple[str, float]]:
        entry = gazetteer().by_code(code)
        assert entry is not None
        found = linker("gbt2260")(Entity(PLACE + code, "kg:Place", (Label(entry.name, "zh"),), code))
        return {candidate.iri.split("/gbt2260/")[1]: (candidate.relation, candidate.score) for candidate in found}

    assert relations("130503") == {"2014-12/130503": ("skos:closeMatch", 0.8)}, "桥西区 and 邢台县 went into 信都区"
    assert relations("520500")["2010-12/522401"] == ("skos:closeMatch", 0.6), "the county-level city 毕节市 is a part of the prefecture"
    assert relations("130284") == {"2014-12/130223": ("skos:exactMatch", 0.9)}, "滦县 was renamed 滦州市"
    assert relations("140215") == {"2014-12/140227": ("skos:closeMatch", 0.8)}, "大同县 is in 云州区 with parts of others"
    assert relations("510117") == {"2014-12/510124": ("skos:closeMatch", 0.8)}, "郫县 was made 郫都区"
    assert relations("610118") == {"2014-12/610125": ("skos:closeMatch", 0.6)}, "that 户县 became 鄠邑区 is inferred, a candidate"
    assert linked("130702") == {"2014-12/130702": "桥东区"}, "130103 was 桥东区 of another city at the same time"
    assert linked("370402") == {"2014-12/370402": "市中区"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("密云县", [("110118", "former")]),
        ("110228", [("110118", "former")]),
        ("腾冲县", [("530581", "former")]),
        ("株洲县", [("430212", "former")]),
        ("株洲", [("430200", "short")]),
        ("安县", [("510705", "former")]),
        ("蓟县", [("120119", "former")]),
        ("乌兰察布盟", [("150900", "former")]),
        ("集宁市", [("150902", "former")]),
        ("户县", [("610118", "became")]),
        ("许昌县", [("411003", "became")]),
        ("绍兴县", [("330603", "became")]),
        ("蝶山区", []),
        ("莱芜市", [("370116", "became")]),
        ("371200", [("370116", "became")]),
        ("新市区", [("130602", "former"), ("650104", "preferred")]),
        ("保定新市区", [("130602", "within")]),
        ("桥西区（邢台）", [("130503", "became")]),
        ("荔蒲县", [("450381", "spelling")]),
        ("杨凌", [("610403", "spelling")]),
    ],
)
def test_what_a_name_of_before_is_now(name: str, found: list[tuple[str, str]]) -> None:
    assert divisions().called(name) == found


def test_what_is_not_known_of_the_names_of_editions_is_as_many_as_is_said() -> None:
    now = {entry.name for entry in gazetteer().entries}
    names = {row["name"] for row in rows("gbt2260")} - now
    unknown = {name for name in names if not divisions().called(name)}
    assert (len(names), len(unknown)) == (352, 65), "docs/reconciliation.md says so"
    assert {old.name for old in former() if old.source == "inferred"} == {"唐海县", "宝鸡县", "户县", "绍兴县", "许昌县", "遵义县"}
