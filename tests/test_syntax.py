"""What is said of a query that is no SPARQL: where the mistake is, which word, and what could stand there."""

import re

import pytest

from kg.syntax import refused

# query, line, column, what is quoted or said of it, something that could stand there
BROKEN = [
    ("SELEC *", 1, 1, '"SELEC"', "SELECT"),
    ("SELECT *\n{ ?s 中文 ?o }", 2, 6, '"中文"', "?x"),
    ("SELECT ?人 {\n  ?人 a kg:Person ?名 ?o }", 2, 18, '"?名"', "."),
    ("SELECT * { ?s ?p ?o\n ?a ?b ?c }", 2, 2, '"?a"', "."),
    ("SELECT * { ?s a kg:Claim kg:metric ?m }", 1, 26, '"kg:metric"', ";"),
    ("SELECT * {\n ?s ?p ?o", 2, 10, "ends too early", "}"),
    ("SELECT ?s {\n ?s ?p ", 2, 7, "ends too early", "?x"),
    ("SELECT * { ?s ?p ?o } }", 1, 23, '"}"', "LIMIT"),
    ("SELECT * { ?s ?p ?o FILTER(CONTAINS(?o, '县') }", 1, 46, '"}"', ")"),
    ("SELECT * { ?s ?p ?o FILTER(?o < 3) ]", 1, 36, '"]"', "}"),
    ("SELECT * { ?s ?p ?o FILTER(?o<3 && ?p<=2 }", 1, 42, '"}"', ")"),
    ("SELECT (COUNT(?x) ?n) { ?x ?p ?o }", 1, 19, '"?n"', "AS"),
    ("SELECT ?s { ?s ?p ?o } ORDER BY", 1, 32, "ends too early", "?x"),
    ("SELECT ?s { ?s ?p ?o } LIMIT 五", 1, 30, '"五"', "1"),
    ("SELECT * { ?s ?p ?o # } ]\n } GROUP ?s", 2, 10, '"?s"', "BY"),
    ("SELECT * { ?s ?p ?o . OPTIONA { ?s ?p ?o } }", 1, 23, '"OPTIONA"', "OPTIONAL"),
    ("PREFIX a <urn:x> SELECT * { }", 1, 8, '"a"', "x:"),
    ("DESCRIBE", 1, 9, "ends too early", "<…>"),
    ("SELECT * { ?s 甲:乙 ?o }", 1, 15, '"甲:乙"', "PREFIX"),
    ('SELECT * {\n ?s ?p "岚溪县 }', 2, 8, "closing quote", "close it"),
    ("SELECT * { ?s ?p 'a\nb' }", 1, 18, "closing quote", "close it"),
    ('SELECT * { ?s ?p "\\q" }', 1, 18, "escape", "backslash"),
    ("SELECT * { ?s ?p '县'@ }", 1, 21, '"@"', "@zh"),
    ("SELECT * { ?s ?p <urn:a b> }", 1, 18, '"<urn:a b>"', "spaces"),
    ("BASE <岚溪> SELECT * { <a> ?p ?o }", 1, 6, '"<岚溪>"', "https"),
    ("SELECT * { ?s ?p ?o } GROUP BY ?s", 1, 1, "GROUP BY", "name the variables"),
    ("ASK { { SELECT ?s ?s { ?s ?p ?o } } }", 1, 9, "twice", "rename"),
    ("SELECT (SUM(?x) AS ?y) ?z { ?z ?p ?x }", 1, 1, "after grouping", "aggregate"),
    ("SELECT * { ?s ?p ?o BIND(1 AS ?n)\n BIND(2 AS ?n) }", 2, 2, "BIND", "another name"),
    ("SELECT * { VALUES (?x ?y) { (1) } }", 1, 12, "VALUES", "UNDEF"),
]


@pytest.mark.parametrize(("query", "line", "column", "said", "advised"), BROKEN)
def test_a_mistake_is_shown_where_it_is(query: str, line: int, column: int, said: str, advised: str) -> None:
    error = refused(query)
    assert (error.line, error.column) == (line, column)
    assert said in error.en and advised in error.next_en
    quoted = re.search(r'^.*"(.+)"', said)
    assert quoted is None or f"“{quoted[1]}”" in error.zh
    assert not re.search("SERVICE|LOAD|LATERAL|INSERT", str(error))


@pytest.mark.parametrize(
    "query", ["", "# 注", "'", "<", "}", "<<", "SELECT", "\x00", "SELECT * { ?s ?p ?o } " + "{ (" * 400, "?" * 500, "@", "a" * 99]
)
def test_whatever_is_no_query_is_answered(query: str) -> None:
    error = refused(query)
    assert error.line == 1 and len(str(error)) < 400


def test_a_long_query_is_answered_soon_and_a_long_word_shortened() -> None:
    error = refused("SELECT * { " + "?s ?p ?o . " * 8_000 + "岚" * 100 + " ?o }")
    assert error.column == 11 + 11 * 8_000 + 1
    assert "岚" * 40 + "…" in error.en and error.next_en == "correct the query there"
