"""A cube of claims is well-formed: it keeps every integrity constraint of the Recommendation, each of which is shown to find what breaks it."""

from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest

from kg.api import KnowledgeGraph
from kg.publications.claims import Speaker
from kg.publications.reading import claims
from kg.resources import resource
from kg.vocabulary import PREFIXES
from tests.publications.constraints import CONSTRAINTS, CUBE, ENGINES, PAIRS, PROLOGUE, answer, broken, normalise, oxigraph
from tests.publications.invented import BASE, CASES, OWN, PLAIN, SPOKEN
from tests.publications.test_conformance import written

O, WHOLE = f"<{SPOKEN.observation}>", f"<{BASE}dataset/claims>"  # noqa: E741 - an observation
SLICE = "cube:Structure qb:sliceKey <urn:k> . <urn:k> a qb:SliceKey ; qb:componentProperty kg:kind . <urn:s> a qb:Slice ; qb:sliceStructure <urn:k>"
# the same numbers as a cube of two measures, told apart by the dimension that names the measure of an observation
BY_MEASURE = """
  INSERT DATA {
    qb:measureType a qb:DimensionProperty ; rdfs:range qb:MeasureProperty . <urn:m> a qb:MeasureProperty .
    cube:Structure qb:component <urn:c1> , <urn:c2> . <urn:c1> qb:dimension qb:measureType . <urn:c2> qb:measure <urn:m> } ;
  INSERT { ?o qb:measureType sdmx-m:obsValue } WHERE { ?o a qb:Observation } ;
  INSERT { ?other ?p ?v ; qb:measureType <urn:m> ; <urn:m> 1 } WHERE {
    ?o a qb:Observation ; ?p ?v FILTER(?p NOT IN (sdmx-m:obsValue, qb:measureType)) BIND(IRI(CONCAT(STR(?o), "-m")) AS ?other) } ;
"""
HIERARCHY = "INSERT DATA { kg:kind qb:codeList <urn:h> . <urn:h> a qb:HierarchicalCodeList ; qb:hierarchyRoot kg:Target ; qb:parentChildProperty %s } ;"
# what is done to a cube, and the one constraint that it breaks then
BREAKING = [
    ("IC-1", f"INSERT DATA {{ {O} qb:dataSet <urn:d> }}"),
    ("IC-1", f"DELETE DATA {{ {O} qb:dataSet {WHOLE} }}"),
    ("IC-2", f"INSERT DATA {{ {WHOLE} qb:structure <urn:s> . <urn:s> qb:component cube:claim-component }}"),
    ("IC-2", f"DELETE DATA {{ {WHOLE} qb:structure cube:Structure }}"),
    ("IC-3", "DELETE DATA { cube:Structure qb:component cube:value-component }"),
    ("IC-4", "DELETE DATA { cube:claim rdfs:range schema:Claim }"),
    ("IC-5", "DELETE DATA { kg:metric qb:codeList cube:metrics }"),
    ("IC-6", "INSERT DATA { cube:metric-component qb:componentRequired false }"),
    ("IC-7", "INSERT DATA { <urn:k> a qb:SliceKey }"),
    ("IC-8", "INSERT DATA { cube:Structure qb:sliceKey <urn:k> . <urn:k> a qb:SliceKey ; qb:componentProperty <urn:p> }"),
    ("IC-9", "INSERT DATA { <urn:s> a qb:Slice }"),
    ("IC-10", f"INSERT DATA {{ {SLICE} }}"),
    ("IC-11", f"DELETE WHERE {{ {O} cube:refPeriod ?v }}"),
    ("IC-12", f"INSERT {{ <urn:o> ?p ?v }} WHERE {{ {O} ?p ?v }}"),
    ("IC-12", f"INSERT {{ <urn:o> ?p ?v ; sdmx-m:obsValue 13 }} WHERE {{ {O} ?p ?v FILTER(?p != sdmx-m:obsValue) }}"),
    ("IC-13", f"DELETE WHERE {{ {O} cube:quote ?v }}"),
    ("IC-14", f"DELETE WHERE {{ {O} sdmx-m:obsValue ?v }}"),
    ("IC-15", f"{BY_MEASURE} DELETE WHERE {{ {O} sdmx-m:obsValue ?v }}"),
    ("IC-16", f"{BY_MEASURE} INSERT DATA {{ {O} <urn:m> 1 }}"),
    ("IC-17", f"{BY_MEASURE} DELETE WHERE {{ <{SPOKEN.observation}-m> ?p ?v }}"),
    ("IC-18", f"INSERT DATA {{ {SLICE} ; kg:kind kg:Actual ; qb:observation {O} . <urn:d> a qb:DataSet ; qb:structure cube:Structure ; qb:slice <urn:s> }}"),
    ("IC-19", f"DELETE DATA {{ {O} kg:kind kg:Actual }} ; INSERT DATA {{ {O} kg:kind kg:Level }}"),
    ("IC-19", "DELETE DATA { cube:NotStated a skos:Concept }"),
    ("IC-19", "INSERT DATA { kg:kind qb:codeList <urn:c> . <urn:c> a skos:Collection ; skos:member kg:Target }"),
    ("IC-20", HIERARCHY % "skos:narrower"),
    ("IC-21", HIERARCHY % "[ owl:inverseOf skos:broader ]"),
]  # fmt: skip
# what is done to a cube, and leaves it well-formed
SOUND = [
    BY_MEASURE,
    f"INSERT DATA {{ {SLICE} ; kg:kind kg:Actual ; qb:observation {O} . {WHOLE} qb:slice <urn:s> }}",
    "INSERT DATA { kg:kind qb:codeList <urn:c> . <urn:c> a skos:Collection ; skos:member kg:Target , <urn:d> . <urn:d> skos:member kg:Actual }",
    HIERARCHY % "skos:narrower" + "INSERT DATA { kg:Target skos:narrower kg:Actual }",
    HIERARCHY % "[ owl:inverseOf skos:broader ]" + "INSERT DATA { kg:Actual skos:broader kg:Target }",
]  # fmt: skip


def cube(name: str = "plain") -> ox.Store:
    return oxigraph(written("datacube", CASES[name])[0])


def values(store: ox.Store, subject: str, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
    prefix, _, name = predicate.partition(":")
    iri = ox.NamedNode({**PREFIXES, "cube": CUBE}[prefix] + name)
    return [quad.object for quad in store.quads_for_pattern(ox.NamedNode(subject), iri, None)]


# ---------------------------------------------------------------------------------------------- well-formed


@pytest.mark.parametrize("name", CASES)
def test_a_cube_is_well_formed(name: str) -> None:
    assert broken(cube(name)) == set()


def test_another_engine_finds_it_well_formed() -> None:
    assert broken(ENGINES["rdflib"](written("datacube", PLAIN)[0])) == set()


def test_claims_of_a_store_are_a_cube_by_themselves_and_with_all_that_the_store_says(reports: KnowledgeGraph) -> None:
    content, told = written("datacube", list(claims(reports.snapshot)))
    assert told.claims and broken(oxigraph(content)) == set()
    whole = oxigraph(content)
    whole.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in reports.snapshot.store)
    assert broken(whole) == set()


def test_the_parts_of_a_store_are_one_cube_together() -> None:
    parts = b"".join(written("datacube", part)[0] for part in (PLAIN[:2], PLAIN[2:], PLAIN[1:3]))
    assert set(oxigraph(parts)) == set(cube())


@pytest.mark.parametrize("name", CASES)
def test_a_cube_is_written_in_normal_form(name: str) -> None:
    store = cube(name)
    size = len(store)
    normalise(store)
    assert len(store) == size


def test_every_constraint_is_there_and_broken_once() -> None:
    assert list(CONSTRAINTS) == list(dict.fromkeys(name for name, _ in BREAKING)) == [f"IC-{number}" for number in range(1, 22)]


@pytest.mark.parametrize(("name", "update"), BREAKING)
def test_a_constraint_finds_what_breaks_it(name: str, update: str) -> None:
    store = cube()
    store.update(PROLOGUE + update)
    assert broken(store) == {name}
    assert answer(store, PAIRS) == (name == "IC-12")


@pytest.mark.parametrize("update", SOUND)
def test_no_constraint_finds_what_is_sound(update: str) -> None:
    store = cube()
    store.update(PROLOGUE + update)
    assert broken(store) == set()


def test_what_is_abbreviated_is_put_to_normal_form() -> None:
    store, whole = cube(), set(cube())
    store.update(f"{PROLOGUE} DELETE WHERE {{ ?c qb:componentProperty ?p }} ; DELETE WHERE {{ ?o a qb:Observation }}")
    store.update(f"{PROLOGUE} DELETE WHERE {{ ?p a qb:DimensionProperty }} ; DELETE WHERE {{ ?p a qb:MeasureProperty }}")
    assert set(store) < whole
    normalise(store)
    assert set(store) == whole


# ---------------------------------------------------------------------------------------------- what it says


def test_two_numbers_for_one_place_and_year_are_two_observations() -> None:
    other = replace(SPOKEN, iri=f"{BASE}claim/9", speaker=Speaker(f"{BASE}person/9", "林知夏"), value=Decimal(13))
    store = oxigraph(written("datacube", [SPOKEN, other])[0])
    assert broken(store) == set()
    alike = ("kg:metric", "cube:refArea", "cube:refPeriod", "kg:kind", "kg:measure")
    assert all(values(store, SPOKEN.observation, name) == values(store, other.observation, name) for name in alike)
    store.update(f"{PROLOGUE} DELETE DATA {{ cube:Structure qb:component cube:claim-component }}")
    assert broken(store) == {"IC-12"}


def test_what_the_text_does_not_say_is_not_stated() -> None:
    store = cube()
    assert values(store, OWN.observation, "cube:refArea") == [ox.NamedNode(f"{CUBE}NotStated")]
    assert values(store, PLAIN[2].observation, "cube:refPeriod") == [ox.NamedNode(f"{CUBE}NotStated")]
    assert not values(store, OWN.observation, "prov:wasAttributedTo") and not values(store, OWN.observation, "sdmx-a:unitMeasure")


def test_places_and_periods_are_codes_with_names() -> None:
    store = cube()
    [place], [period] = (values(store, SPOKEN.observation, name) for name in ("cube:refArea", "cube:refPeriod"))
    assert isinstance(place, ox.NamedNode) and isinstance(period, ox.NamedNode)
    assert values(store, place.value, "skos:notation") == [ox.Literal("999901")]
    assert values(store, period.value, "skos:notation") == [ox.Literal("2021/2022")]
    assert set(values(store, period.value, "skos:prefLabel")) == {
        ox.Literal("2021至2022", language="zh"), ox.Literal("2021 to 2022", language="en"),
    }  # fmt: skip
    since = replace(SPOKEN, period_end=None)
    [period] = values(oxigraph(written("datacube", [since])[0]), since.observation, "cube:refPeriod")
    assert isinstance(period, ox.NamedNode) and period.value == f"{BASE}period/2021%2F.."


@pytest.mark.parametrize("name", CASES)
def test_every_code_has_a_name_in_chinese(name: str) -> None:
    unnamed = "ASK { ?c skos:inScheme ?list FILTER NOT EXISTS { ?c skos:prefLabel ?name FILTER(LANG(?name) = 'zh') } }"
    assert not answer(cube(name), unnamed)


def test_names_come_back_as_they_were() -> None:
    store = cube("hostile")
    for claim in CASES["hostile"]:
        assert claim.place and claim.speaker
        for term in (claim.metric, claim.place):
            assert ox.Literal(term.zh, language="zh") in values(store, term.iri, "skos:prefLabel")
        assert values(store, claim.speaker.iri, "schema:name") == [ox.Literal(claim.speaker.name)]
        assert values(store, claim.document.iri, "schema:headline") == [ox.Literal(str(claim.document.title))]


def test_codes_are_called_as_the_vocabulary_calls_them() -> None:
    vocabulary = ox.Store()
    vocabulary.load(path=str(resource("ontology/kg.ttl")), format=ox.RdfFormat.TURTLE)
    called = [quad for quad in cube("empty") if quad.subject.value.startswith(PREFIXES["kg"]) and isinstance(quad.object, ox.Literal)]
    assert len(called) > 40
    for quad in called:
        assert quad.object in values(vocabulary, quad.subject.value, "rdfs:label")  # type: ignore[union-attr]


def test_an_observation_says_what_it_says_in_the_store(reports: KnowledgeGraph) -> None:
    store = oxigraph(written("datacube", list(claims(reports.snapshot)))[0])
    place, own = PREFIXES["sdmx-d"] + "refArea", f"{CUBE}refArea"
    number = 0
    for claim in claims(reports.snapshot):
        for quad in reports.snapshot.store.quads_for_pattern(ox.NamedNode(claim.observation), None, None):
            predicate = ox.NamedNode(own) if quad.predicate.value == place else quad.predicate
            assert ox.Quad(quad.subject, predicate, quad.object) in store, quad
            number += 1
    assert number > 50
