"""The names as people write them, by the real client over HTTP: the floors that were promised."""

import pytest

import kg
from kg.reconciliation import Condition, Query, matching
from tests.reconciliation.__main__ import measured

PRECISION, RECALL = 0.97, 0.95


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_names_as_people_write_them() -> None:
    drawn, renamed = measured()
    assert len(drawn.told) == 200
    assert sum(case.meant is None for case, _ in drawn.told) == 60
    assert len(renamed.told) == 187 and sum(case.meant is None for case, _ in renamed.told) == 25
    for found in (drawn, renamed):
        assert found.precision >= PRECISION
        assert found.recall >= RECALL
    assert not [case for case, got in drawn.told if case.why in ("several divisions", "two people of one name") and got]


def test_of_what_fits_its_conditions_no_more_is_read_than_told(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    found = matching.find
    monkeypatch.setattr(matching, "find", lambda snapshot, iri: (read.append(iri), found(snapshot, iri))[1])
    conditions = (Condition("containedIn", ("河南省",)), Condition("containedIn", ("鹤壁市",)))
    query = Query("", ("kg:Place",), 3, conditions)
    told = [candidate.entity for candidate in matching.reconcile(kg.open_examples().snapshot, query)]
    assert len(told) == 3 and all("鹤壁市" in thing.about_zh for thing in told), "what fits both goes first"
    assert len(read) == 3
    read.clear()
    narrowed = Query("", ("kg:Place",), 3, (conditions[0], Condition("level", ("地级",), required=True)))
    assert [c.entity.zh for c in matching.reconcile(kg.open_examples().snapshot, narrowed)] and len(read) > 3


@pytest.mark.parametrize("name", ["清河区", "东山区", "城北区", "太平区", "矿区", "太平"])
def test_a_name_that_a_division_bore_too_that_is_gone_is_a_match_with_the_place_only(name: str) -> None:
    def matches(query: Query) -> list[str]:
        return [c.entity.about_zh for c in matching.reconcile(kg.open_examples().snapshot, query) if c.match]

    assert not matches(Query(name))
    assert not matches(Query(name, conditions=(Condition("level", ("县级",)),)))
    places = {"清河区": "铁岭", "东山区": "鹤岗", "城北区": "西宁", "矿区": "阳泉"}
    [told] = matches(Query(name, conditions=(Condition("containedIn", (place := places.get(name, "阜新"),)),)))
    assert place in told
    assert [told] == matches(Query(place + name))
