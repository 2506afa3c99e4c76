"""What a place is called: in English, however it is spelled, as well as in Chinese."""

import re

import pytest

import kg
from kg.errors import AmbiguousName, UnknownName
from kg.gazetteer import english_names, gazetteer
from kg.labels import called, find
from kg.store import Snapshot
from kg.vocabulary import PLACE

SPELLED = {
    "Henan": "410000", "henan province": "410000", "Sichuan": "510000", "Qingdao": "370200", "Qingdao City": "370200", "Hebi": "410600",
    "HEBI": "410600", "Hebi Shi": "410600", "Inner Mongolia": "150000", "Nei Mongol": "150000", "inner-mongolia": "150000", "Tibet": "540000",
    "Xizang": "540000", "Xun County": "410621", "Xunxian": "410621", "xun xian": "410621", "Xun": "410621", "Beijing": "110000",
    "Beijing City": "110000", "Xi'an City": "610100", "xian city": "610100", "Lu’an": "341500", "Lhasa": "540100", "Hohhot": "150100",
    "Huhehaote": "150100", "Kashgar Prefecture": "653100", "Panyu District": "440113", "Xiamen": "350200",
    "Shaanxi": "610000", "Shanxi": "140000", "河南": "410000", "吉林": "220000",
}  # fmt: skip


@pytest.fixture(scope="module")
def examples() -> Snapshot:
    return kg.open_examples().snapshot


@pytest.mark.parametrize(("typed", "code"), SPELLED.items())
def test_a_place_is_found_by_its_name_however_it_is_spelled(typed: str, code: str, examples: Snapshot) -> None:
    assert [term.value for term in find(examples, "kg:Place", typed)] == [PLACE + code]


@pytest.mark.parametrize(
    ("typed", "name"), [("Quingdao", "Qingdao"), ("Zhengzou", "Zhengzhou"), ("Urumchi", "Urumqi"), ("Henaan", "Henan")]
)
def test_a_misspelt_name_is_answered_with_the_one_that_was_meant(typed: str, name: str, examples: Snapshot) -> None:
    with pytest.raises(UnknownName) as told:
        find(examples, "kg:Place", typed)
    assert told.value.nearest[0] == name


@pytest.mark.parametrize(
    ("typed", "candidate"),
    [
        ("Chaoyang", "Chaoyang District (Beijing Municipality)"),
        ("qi county", "Qi County (Hebi City)"),
        ("Luliang", "Lüliang City (Shanxi Province)"),
        ("朝阳", "朝阳区（北京市）"),
    ],
)
def test_candidates_are_told_in_the_language_of_the_question(typed: str, candidate: str, examples: Snapshot) -> None:
    with pytest.raises(AmbiguousName) as told:
        find(examples, "kg:Place", typed)
    assert candidate in [label for _, label in told.value.candidates]


TOLD_WITH_THEIR_PLACE = {
    "河南省鹤壁市浚县": "410621", "河南浚县": "410621", "河南省 鹤壁市": "410600", "鹤壁市，河南": "410600", "Hebi, Henan": "410600",
    "Xun County, Hebi, Henan": "410621", "Henan Hebi": "410600", "北京市朝阳区": "110105", "Chaoyang District, Beijing": "110105",
    "南京鼓楼区": "320106",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "code"), TOLD_WITH_THEIR_PLACE.items())
def test_a_place_may_be_told_with_the_one_it_lies_in(typed: str, code: str, examples: Snapshot) -> None:
    assert [term.value for term in find(examples, "kg:Place", typed)] == [PLACE + code]


def test_a_place_told_with_another_it_does_not_lie_in_is_unknown(examples: Snapshot) -> None:
    for typed in ("河北鹤壁市", "Hebi, Hebei", "浚县" * 25, "浚县 " * 20):
        with pytest.raises(UnknownName):
            find(examples, "kg:Place", typed)


def test_several_places_of_one_name_in_the_one_told_are_candidates(examples: Snapshot) -> None:
    with pytest.raises(AmbiguousName) as told:
        find(examples, "kg:Place", "江苏鼓楼区")
    assert [label for _, label in told.value.candidates] == ["鼓楼区（南京市）", "鼓楼区（徐州市）"]


def test_labels_of_other_things_may_be_spelled_in_any_case(examples: Snapshot) -> None:
    assert find(examples, "kg:Metric", "Forest Cover") == find(examples, "kg:Metric", "森林覆盖率")


@pytest.mark.parametrize(
    ("kind", "typed", "bare"),
    [("kg:Metric", "“森林覆盖率”", "森林覆盖率"), ("kg:Place", "《浚县》", "浚县"), ("kg:Place", "「鶴壁市」", "鹤壁市")],
)
def test_marks_around_a_name_are_none_of_it(kind: str, typed: str, bare: str, examples: Snapshot) -> None:
    assert find(examples, kind, typed) == find(examples, kind, bare)


def test_marks_that_are_no_pair_enclose_nothing(examples: Snapshot) -> None:
    with pytest.raises(UnknownName):
        find(examples, "schema:CreativeWork", "《岚溪县公布年度民生账单”")


def test_a_place_is_shown_by_its_english_name(examples: Snapshot) -> None:
    assert called(examples, PLACE + "410621", "en") == "Xun County"
    assert called(examples, PLACE + "410621") == "浚县"


def test_every_division_but_zones_has_an_english_name() -> None:
    without = [entry.name for entry in gazetteer().entries if entry.level != "zone" and not english_names(entry.code)]
    assert len(without) < 10
    names = [name for entry in gazetteer().entries for name in english_names(entry.code)]
    assert all(re.fullmatch(r"[A-ZÜ][A-Za-zÀ-ÿ' -]+", name) for name in names)
