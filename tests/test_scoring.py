"""The scorer of our own examples tells right from wrong."""

from tests.scoring import FIELDS, same_period, score

GOLD = {
    "claims": [
        {
            "id": "c01", "quote": "改造小区20个", "start": 4, "end": 11, "metric": ["小区改造", "改造小区"], "value": "20", "unit": "个", "comparator": "=",
            "measure": "level", "base": None, "kind": "actual", "place": "岚溪县", "period": ["2022", "2022"], "programme": ["老旧小区改造"],
            "speaker": "贺兰舟", "repeats": None,
        }
    ],
    "statements": [{"speaker": "贺兰舟", "kind": "direct", "start": 0, "end": 20}],
    "officials": [{"name": "贺兰舟", "posts": ["局长"], "organisation": "岚溪县住建局", "role": "official"}],
    "programmes": ["“清溪入城”计划"],
    "places": ["岚溪县"],
}  # fmt: skip
FOUND = {
    "id": "c1", "quote": "小区20个", "start": 6, "end": 11, "metric": "改造小区", "value": "20", "unit": "个", "comparator": "=", "measure": "level", "base": None,
    "kind": "actual", "place": "岚溪县", "period_start": "2022-01-01", "period_end": "2022-12-31", "programmes": ["老旧小区改造"], "speaker": "贺兰舟", "repeats": None,
}  # fmt: skip
SAID = [{"speaker": "贺兰舟", "kind": "direct", "start": 0, "end": 19}]
DOCUMENT = {"programmes": ["清溪入城计划"], "places": ["岚溪县"]}


def test_all_right() -> None:
    result = score(GOLD, [FOUND], SAID, GOLD["officials"], DOCUMENT)
    assert set(result.f1().values()) == {1.0}
    assert result.wrong == []


def test_a_wrong_field_costs_the_whole_claim_and_is_named() -> None:
    for name, value in (("metric", "小区"), ("unit", "户"), ("place", "岚溪"), ("speaker", None)):
        result = score(GOLD, [{**FOUND, name: value}], SAID, GOLD["officials"], DOCUMENT)
        assert (result.f1()["value"], result.f1()["strict"], result.f1()["complete"]) == (1.0, 0.0, 0.0)
        assert result.fields[name] == (0, 1)
        assert len(result.wrong) == 1 and name in result.wrong[0]


def test_what_is_missed_and_what_is_too_much() -> None:
    result = score(GOLD, [{**FOUND, "value": "21"}], [], [], {"programmes": [], "places": ["岚溪县", "清溪"]})
    assert result.counts["value"] == (0, 1, 1)
    assert [line.split()[0] for line in result.wrong] == ["missed", "extra"]
    assert result.f1()["statements"] == 0.0
    assert result.f1()["places"] == 2 / 3


def test_periods_agree_to_the_coarser_precision() -> None:
    assert same_period(("2021", "2021"), ("2021-01-01", "2021-12-31"))
    assert same_period((None, "2020-12"), (None, "2020-12-09"))
    assert not same_period((None, "2020-12"), ("2020-12", "2020-12"))
    assert set(FIELDS) >= {"metric", "period", "programme"}
