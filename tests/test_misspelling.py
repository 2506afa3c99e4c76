"""Which name was meant: true misspellings of places find theirs, names of nowhere find none."""

import pytest

from kg.gazetteer import gazetteer
from kg.misspelling import nearest

# typed by sound, by shape, with a character too few or too many, with the wrong ending, with the place above
MISTYPED = {
    "鹤璧市": "鹤壁市", "鹤碧市": "鹤壁市", "齐县": "淇县", "棋县": "淇县", "山城": "山城区", "汤阴": "汤阴县", "浚": "浚县", "安洋市": "安阳市",
    "郑洲市": "郑州市", "淇滨": "淇滨区", "祺滨区": "淇滨区", "内蒙": "内蒙古自治区", "新疆自治区": "新疆维吾尔自治区", "石家荘市": "石家庄市",
    "鹤壁市淇县": "淇县", "呼和浩持市": "呼和浩特市", "桃花源县": "桃源县",
}  # fmt: skip
NOWHERE = ["阿特兰蒂斯县", "亚特兰蒂斯", "不存在的地方", "没有这个地方", "花果山市", "纽约市", "东京都", "云深不知处市", "abc", "xyz县", ""]


@pytest.fixture(scope="module")
def places() -> list[str]:
    return [entry.name for entry in gazetteer().entries]


@pytest.mark.parametrize(("typed", "meant"), MISTYPED.items())
def test_a_mistyped_place_is_answered_with_the_one_that_was_meant(typed: str, meant: str, places: list[str]) -> None:
    assert meant in nearest(typed, places)


@pytest.mark.parametrize("typed", NOWHERE)
def test_a_place_that_is_nowhere_is_near_to_none(typed: str, places: list[str]) -> None:
    assert nearest(typed, places) == []


def test_names_that_hold_what_was_typed_come_first_and_those_of_the_vocabulary_before_others() -> None:
    known = ["林木绿化率", "绿化面积", "森林覆盖率", "荒山绿化宜林地", "建成区绿化覆盖率"]
    assert nearest("绿化", known) == ["绿化面积", "林木绿化率", "荒山绿化宜林地", "建成区绿化覆盖率"]
    assert nearest("绿化", known, {"建成区绿化覆盖率", "森林覆盖率"})[0] == "建成区绿化覆盖率"
    assert nearest("周", ["周晓禾", "林知夏", "周望"]) == ["周望", "周晓禾"]
