"""Templates: values are terms, parts that are for a parameter come and go with it, and looking up row by row changes no row."""

import pyoxigraph
import pytest

from kg.sparql import refuse
from kg.templates import each, page, with_values


def test_values_cannot_become_code() -> None:
    hostile = pyoxigraph.Literal('" } SERVICE <http://a.example/> { "')
    query = with_values("SELECT ?x { VALUES ?x { UNDEF } }", {"x": [hostile]})
    refuse(query)
    assert [row["x"] for row in pyoxigraph.Store().query(query)] == [hostile]


def test_every_place_of_a_parameter_is_filled_and_text_is_left_alone() -> None:
    query = "SELECT ?x { { VALUES ?x { UNDEF } } UNION { values ?x {UNDEF} } FILTER(?x != 'VALUES ?x { UNDEF }') }"
    filled = with_values(query, {"x": ["1"]})
    assert filled.count("{ 1 }") == 1 and filled.count("{1}") == 1 and "'VALUES ?x { UNDEF }'" in filled


def test_an_optional_part_for_a_parameter_is_required_with_it_and_dropped_without() -> None:
    query = "SELECT ?x { ?x a 1 OPTIONAL #+ for y\n { ?x <urn:p> ?y { } } ?x ?z 2 }"
    assert with_values(query, {}) == "SELECT ?x { ?x a 1  ?x ?z 2 }"
    assert with_values(query, {"y": ["1"]}) == "SELECT ?x { ?x a 1  #+ for y\n { ?x <urn:p> ?y { } } ?x ?z 2 }"


def test_a_default_stays_where_no_value_is_given() -> None:
    query = 'SELECT ?l { VALUES ?lang { "zh" } }'
    assert with_values(query, {}) == query and '{ "en" }' in with_values(query, {"lang": ['"en"']})


def test_a_slot_in_a_dropped_part_is_dropped_with_it() -> None:
    query = "SELECT ?x { ?x a 1 OPTIONAL #+ for y\n { VALUES ?y { UNDEF } ?x <urn:p> ?y } }"
    assert with_values(query, {}) == "SELECT ?x { ?x a 1  }"
    assert "VALUES ?y { 1 }" in with_values(query, {"y": ["1"]})


def test_what_is_optional_is_looked_up_together_and_groups_in_it_stay_whole() -> None:
    query = "SELECT ?x { { SELECT ?x { ?x a 1 } } #+ each\n ?x <urn:p> ?y OPTIONAL { ?y <urn:q> ?z OPTIONAL { ?z a 1 } } OPTIONAL { ?y a 2 } } LIMIT 1"
    assert each(query).count("LATERAL") == 2
    assert "LATERAL { OPTIONAL { ?y <urn:q> ?z OPTIONAL { ?z a 1 } } OPTIONAL { ?y a 2 } }" in each(query)
    assert each(query).endswith("} LIMIT 1")


@pytest.mark.parametrize(
    "text", ["ASK { ?s ?p '#+ each' OPTIONAL { ?s ?p 1 } }", "ASK { ?s ?p ?o OPTIONAL { ?s ?p 1 } } # each", "ASK { }\n#+ each"]
)
def test_text_that_marks_nothing_stays(text: str) -> None:
    assert each(text) == text


def test_rows_looked_up_one_by_one_are_the_same() -> None:
    store = pyoxigraph.Store()
    store.load(b"<urn:a> <urn:p> 1, 2 ; <urn:q> 3 . <urn:b> <urn:p> 4 .", format=pyoxigraph.RdfFormat.TURTLE)
    query = "SELECT ?s ?p ?q { { SELECT DISTINCT ?s { ?s ?any ?o } } #+ each\n ?s <urn:p> ?p OPTIONAL { ?s <urn:q> ?q } } ORDER BY ?s ?p"
    rows = [[str(solution[i]) for i in range(3)] for solution in store.query(each(query))]
    assert rows == [[str(solution[i]) for i in range(3)] for solution in store.query(query)]
    assert len(rows) == 3


def test_pages_of_a_query_without_a_place_for_them() -> None:
    assert page("SELECT ?s { ?s ?p ?o }", 5) is None
