"""What every link target must do, run over the whole table; the places 岚溪县 and 松溪渡镇, the people and programmes are made up.

A live target is asked nothing here: it is held to the same rules, :func:`conforms`, by its own tests over answers that a server on the loopback gives.
"""

import re
from datetime import date

import pyoxigraph
import pytest

from kg.errors import UnknownName, UsageError
from kg.links import JUSTIFICATIONS, TARGETS, Candidate, Entity, Label, Reason, Target, _proposed, linker
from kg.mappings import RELATIONS

KINDS = ("kg:Place", "kg:Metric", "kg:Unit", "kg:Programme", "schema:Person", "org:Organization", "org:Post")
HENAN = Entity("https://w3id.org/whoclaims/place/410000", "kg:Place", (Label("河南省", "zh"), Label("Henan Province", "en")), "410000")
HEBI = Entity("https://w3id.org/whoclaims/place/410600", "kg:Place", (Label("鹤壁市", "zh"), Label("Hebi City", "en")), "410600", (HENAN,))
KNOWN = (
    HENAN,
    HEBI,
    Entity(
        "https://w3id.org/whoclaims/place/410621", "kg:Place", (Label("浚县", "zh"), Label("Xun County", "en")), "410621", (HEBI, HENAN)
    ),
    Entity("https://w3id.org/whoclaims/place/410621003", "kg:Place", (Label("黎阳街道", "zh"),), "410621003", (HEBI, HENAN)),
    Entity("https://w3id.org/whoclaims/place/410671", "kg:Place", (Label("鹤壁经济技术开发区", "zh"),), "410671", (HEBI, HENAN)),
    Entity("https://w3id.org/whoclaims/unit/hectare", "kg:Unit", (Label("公顷", "zh"), Label("hectare", "en")), unit="measure"),
    Entity(
        "https://w3id.org/whoclaims/metric/forest-cover", "kg:Metric", (Label("森林覆盖率", "zh"), Label("forest cover", "en")), unit="%"
    ),
)
UNKNOWN = (
    Entity("urn:place", "kg:Place", (Label("岚溪县", "zh"),)),
    Entity("urn:town", "kg:Place", (Label("松溪渡镇", "zh"),), within=(HEBI, HENAN)),
    Entity("urn:nameless", "kg:Place", ()),
    Entity("urn:code", "kg:Place", (Label("岚溪县", "zh"),), "999999"),
    Entity("urn:unit", "kg:Unit", (Label("箩", "zh"),)),
    Entity("urn:metric", "kg:Metric", (Label("清溪入城公里数", "zh"),), unit="公里"),
    Entity("urn:person", "schema:Person", (Label("贺兰舟", "zh"),), posts=(Label("岚溪县住建局局长", "zh"),)),
    Entity("urn:programme", "kg:Programme", (Label("“清溪入城”计划", "zh"),)),
    Entity("urn:hostile", "kg:Place", (Label('"}\n<script>岚溪</script>\x00', "zh"), Label("", "en")), "'; DROP"),
)
SHIPPED = [name for name, target in TARGETS.items() if not target.live]


def conforms(target: Target, entity: Entity, found: list[Candidate]) -> None:
    """The contract of a target, for what it says of one thing."""
    assert entity.kind in target.kinds or not found
    assert found == sorted(found, key=lambda candidate: (-candidate.score, candidate.iri))
    assert len({candidate.iri for candidate in found}) == len(found)
    for candidate in found:
        pyoxigraph.NamedNode(candidate.iri)
        assert candidate.label
        assert 0 < candidate.score <= 1
        assert round(candidate.score, 2) == candidate.score, "a score is no more precise than it can be meant"
        assert candidate.relation in RELATIONS
        assert candidate.justification in JUSTIFICATIONS
        assert candidate.reasons
        assert not candidate.date or date.fromisoformat(candidate.date)
        for reason in candidate.reasons:
            assert re.search(r"[\u4e00-\u9fff]", reason.zh)
            assert re.search(r"[a-z]{3}", reason.en)
            assert not re.search(r"[\x00-\x1f]", reason.zh + reason.en)
        if candidate.relation == "skos:exactMatch":
            assert {reason.basis for reason in candidate.reasons} - {"name"}, "a name alone makes nothing the same"


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_says_what_it_is(name: str) -> None:
    target = TARGETS[name]
    assert re.search(r"[\u4e00-\u9fff]", target.zh)
    assert re.search(r"[A-Za-z]{3}", target.en)
    assert set(target.kinds) <= set(KINDS)
    pyoxigraph.NamedNode(target.source)
    if target.live:
        assert not target.date
    else:
        assert target.version
        assert target.licence
        date.fromisoformat(target.date)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("entity", [*KNOWN, *UNKNOWN], ids=lambda entity: entity.iri.rsplit("/", 1)[-1])
def test_what_ships_answers_by_the_contract_and_alike_twice(name: str, entity: Entity) -> None:
    ask = linker(name)
    found = ask(entity)
    conforms(TARGETS[name], entity, found)
    assert ask(entity) == found


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_knows_something_and_nothing_that_is_made_up(name: str) -> None:
    ask = linker(name)
    assert any(ask(entity) for entity in KNOWN)
    assert not [entity.iri for entity in UNKNOWN if any(candidate.score >= 0.5 for candidate in ask(entity))]


def test_nobody_is_linked_by_name_alone() -> None:
    person = Entity("urn:person", "schema:Person", (Label("贺兰舟", "zh"),), posts=(Label("岚溪县住建局局长", "zh"),))
    named = Reason("name", "名称相同", "the same name")
    human = Reason("kind", "都是人", "both are people")
    post = Reason("post", "都是岚溪县住建局局长", "the same post")
    by_name, by_post = (
        Candidate(f"urn:{n}", "贺兰舟", 0.9, "skos:closeMatch", JUSTIFICATIONS[0], reasons)
        for n, reasons in enumerate(((named, human), (named, human, post)))
    )
    target = Target("x", ("schema:Person",), "甲", "a", "urn:x", live=True)
    assert _proposed(target, lambda entity: [by_name, by_post], person) == [by_post]


def test_a_target_without_what_it_must_be_told_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TARGETS, "far", Target("statistics", ("kg:Place",), "远", "far", "urn:far", live=True, settings=("service",)))
    with pytest.raises(UsageError, match="--service"):
        linker("far")
    with pytest.raises(UnknownName):
        linker("nearby")
