"""Whatever a source says of whatever thing, what comes of it keeps to the contract; and more evidence never makes less of a candidate."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.links import Entity, Label, Target
from kg.links.evidence import Found, bare, candidates, spaced
from tests.links.test_conformance import KINDS, conforms

NAMES = st.sampled_from(["岚溪县", "岚溪", "松溪县", "Lanxi County", "贺兰舟", "县长", "岚溪县县长", "河南省", "河南", "Henan"]) | st.text(
    max_size=8
)
CODES = st.sampled_from(["419921", "41 99 21", "419922", "410600", "41 06", ""]) | st.text(max_size=6)
OUTER = st.builds(lambda name, code: Entity("urn:outer", "kg:Place", (Label(name, "zh"),), code), NAMES, CODES)
ENTITIES = st.builds(
    Entity,
    st.just("urn:a"),
    st.sampled_from(KINDS),
    st.lists(st.builds(Label, NAMES, st.sampled_from(["zh", "en", ""])), max_size=3).map(tuple),
    CODES,
    st.lists(OUTER, max_size=2).map(tuple),
    st.sampled_from(["", "公里", "%"]),
    st.just(()),
    st.lists(st.builds(Label, NAMES), max_size=2).map(tuple),
)
SEVERAL = st.lists(NAMES | CODES, max_size=3).map(tuple)
FOUND = st.builds(
    Found,
    st.sampled_from(["https://a.example/1", "https://a.example/2", "http://a.example/县", "urn:x", "javascript:alert(1)", "not an iri", ""]),
    NAMES, SEVERAL, SEVERAL, SEVERAL, SEVERAL, SEVERAL, st.text(max_size=5),
    st.none() | st.floats(0, 1),
)  # fmt: skip
ANY = Target("x", KINDS, "任何", "any", "urn:x", live=True)


@given(ENTITIES, st.lists(FOUND, max_size=5))
def test_what_comes_of_any_answer_keeps_to_the_contract(entity: Entity, found: list[Found]) -> None:
    made = candidates(entity, found, "2026-11-26", "https://a.example/sparql")
    conforms(ANY, entity, made)
    if entity.kind == "schema:Person":
        assert all("post" in {reason.basis for reason in candidate.reasons} for candidate in made)
        assert all(candidate.relation != "skos:exactMatch" for candidate in made)


@given(ENTITIES, st.lists(FOUND, max_size=4))
def test_what_is_looked_for_does_not_depend_on_the_order_of_the_answer(entity: Entity, found: list[Found]) -> None:
    single = list({thing.iri: thing for thing in found}.values())
    assert candidates(entity, single) == candidates(entity, single[::-1])


@given(FOUND)
def test_a_container_or_a_code_that_agrees_never_lowers_a_score(thing: Found) -> None:
    county = Entity(
        "urn:a", "kg:Place", (Label("岚溪县", "zh"),), "419921", (Entity("urn:b", "kg:Place", (Label("鹤壁市", "zh"),), "410600"),)
    )
    less = candidates(county, [replace(thing, label="岚溪县", codes=(), within=())])
    more = candidates(county, [replace(thing, label="岚溪县", codes=(), within=("鹤壁市",))])
    most = candidates(county, [replace(thing, label="岚溪县", codes=("41 99 21",), within=("鹤壁市",))])
    assert [c.score for c in less] <= [c.score for c in more] <= [c.score for c in most]


@given(st.from_regex(r"\A\d{6}(\d{3})?\Z"))
def test_a_code_is_the_same_however_it_is_written(code: str) -> None:
    assert bare(spaced(code)) == bare(code)


def test_namesakes_share_what_a_name_is_worth_and_a_likeness_takes_nothing_from_them() -> None:
    county = Entity("urn:a", "kg:Place", (Label("岚溪县", "zh"),))
    one, two = (Found(f"urn:{n}", "岚溪县") for n in (1, 2))
    alike = Found("urn:3", "兰溪县", like=0.5)
    assert [c.score for c in candidates(county, [one])] == [0.4]
    assert [c.score for c in candidates(county, [one, two])] == [0.2, 0.2]
    assert [c.score for c in candidates(county, [one, alike])] == [0.4, 0.1]
