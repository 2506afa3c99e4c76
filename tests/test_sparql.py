"""What is refused before the engine sees it, and values put into VALUES."""

import subprocess
import sys

import pytest

from kg.errors import QueryRefused
from kg.sparql import names_dataset, position, refuse, tokens, verb

# The engine parses most of these (and would call the address); the few it rejects are kept because another version may not.
ADDRESS = "<http://127.0.0.1:9/>{?s ?p ?o}"
HOSTILE = [
    f"SELECT * {{ SERVICE {ADDRESS} }}",
    f"SELECT * {{ service {ADDRESS} }}",
    f"SELECT * {{ SeRvIcE SILENT {ADDRESS} }}",
    f"SELECT * {{ SERVICESILENT{ADDRESS} }}",
    "SELECT * { SERVICE ?where {?s ?p ?o} }",
    "SELECT * { SERVICE ex:a {?s ?p ?o} }",
    "SELECT * { SERVICEex:a {?s ?p ?o} }",
    "SELECT * { SERVICE:a # note\n{?s ?p ?o} }",
    "SELECT * { ?s ?p true.SERVICEex:a {?s ?p ?o} }",
    f"SELECT * {{ ?s ?p trueSERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p 1SERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p 1.SERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p 1e5SERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p ex:.SERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p ?o.SERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p 'a'.SERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p 'a'@en.SERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p '\\\\'.SERVICE{ADDRESS} #'\n }}",
    f"SELECT * {{ ?s ?p <urn:x>SERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p ?o # note\rSERVICE{ADDRESS} }}",
    f"SELECT * {{ ?s ?p ?o FILTER(?a<?b)SERVICE#>\n{ADDRESS} }}",
    f"SELECT * {{ ?s ?p ?o FILTER(?a<?b)#>'''\nSERVICE{ADDRESS} #'''\n }}",
    f"SELECT * {{ VALUES ?x {{ '''a' }} SERVICE{ADDRESS} # \\x '''\n }}",
    f"SELECT * {{ VALUES ?x {{ '''a' }} SERVICE{ADDRESS} # \\uD800 '''\n }}",
    f"SELECT * {{ FILTER EXISTS {{ SERVICE{ADDRESS} }} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE{ADDRESS} }} }} }}",
    f"SELECT * {{ LATERAL {{ SERVICE{ADDRESS} }} }}",
    f"SELECT * {{ \\u0053ERVICE {ADDRESS} }}",
    f"SELECT * {{ SERV\\U00000049CE {ADDRESS} }}",
    f"CONSTRUCT {{?s ?p ?o}} {{ SERVICE{ADDRESS} }}",
    f"# SELECT\nPREFIX ex: <urn:x:>\nASK {{ OPTIONAL{{}}SERVICE{ADDRESS} }}",
]
HARMLESS = [
    'SELECT ?s { ?s ?p "SERVICE <http://a.example/> { }" }',
    "SELECT ?s { ?s ?p '''it's a SERVICE''' }",
    "SELECT ?s { ?s ?p ?o } # SERVICE <http://a.example/> {",
    "SELECT ?service ?x { ?x <http://a.example/service#service> ?service }",
    "SELECT ?x { ?x schema:serviceType ?y { ?y ?z ?x } }",
    "SELECT ?x { ?x ?p 'a'@service }",
    "SELECT ?x { ?x ?p ?o FILTER(?o < 3 && 4 > ?o) }",
    "SELECT ?x FROM <http://a.example/service> { ?x ?p ?o }",
    "DESCRIBE <urn:x:service>",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_query_that_would_call_out_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        refuse(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_in_a_string_a_comment_or_a_name_is_no_call(query: str) -> None:
    refuse(query)


@pytest.mark.parametrize(
    "word", ["INSERT DATA {}", "DELETE WHERE {}", "LOAD <http://a.example/>", "CLEAR ALL", "DROP ALL", "with <urn:g> delete {} where {}"]
)
def test_updates_are_refused(word: str) -> None:
    with pytest.raises(QueryRefused, match="update"):
        refuse(f"PREFIX ex: <urn:x:>\n{word}")


def test_an_empty_query_is_refused() -> None:
    with pytest.raises(QueryRefused, match="empty"):
        refuse("  # only a note\n")


def test_the_place_of_a_refusal_is_stated() -> None:
    with pytest.raises(QueryRefused) as caught:
        refuse("SELECT ?s {\n  ?s ?p ?o .\n  SERVICE ?x { } }")
    assert (caught.value.line, caught.value.column) == (3, 3)


def test_a_long_query_of_nested_comparisons_is_read_in_linear_time() -> None:
    with pytest.raises(QueryRefused, match="2000"):
        refuse("SELECT ?s { ?s ?p ?o FILTER(" + "?a<?b) FILTER(?a>" * 20_000 + "1) }")


# so many parts that the engine still has a stack for them, and what one more adds
LONG = {
    "sum": ("SELECT (1", "+1", " AS ?x) {}", 1_900), "disjunction": ("ASK { ?s ?p ?o FILTER(?s = 1", "||?s = 1", ") }", 900),
    "sequence": ("ASK { ?s <urn:a>", "/<urn:a>", " ?o }", 1_900), "minus": ("ASK { ?s <urn:a> ?o ", "MINUS{?s <urn:a> ?o}", " }", 900),
    "union": ("ASK { {}", "UNION{}", " }", 900), "expressions": ("SELECT ", "(1 AS ?x) ", "{}", 900),
}  # fmt: skip


@pytest.mark.parametrize(("start", "part", "end", "most"), LONG.values(), ids=LONG)
def test_a_query_of_very_many_parts_is_refused_before_it_ends_the_process(start: str, part: str, end: str, most: int) -> None:
    refuse(start + part * most + end)
    with pytest.raises(QueryRefused, match="2000"):
        refuse(start + part * 20_000 + end)


@pytest.mark.parametrize("name", ["sum", "disjunction", "minus", "union"])
def test_the_engine_has_a_stack_for_what_is_not_refused(name: str) -> None:
    start, part, end, most = LONG[name]
    script = f"import kg; print(len(kg.open_examples().sparql({start!r} + {part!r} * {most} + {end!r})))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "1\n"


def test_constants_may_be_many() -> None:
    refuse("ASK { VALUES ?x { " + '"甲" ' * 20_000 + "} ?s ?p ?x FILTER(?x IN (1" + ", 1" * 20_000 + ")) }")


def test_a_long_chain_of_bare_words_is_read_in_linear_time() -> None:
    refuse("SELECT ?s { ?s ?p ?o } " + "a." * 100_000 + "词" * 100_000 + "<a" * 50_000)


def test_tokens_lose_nothing() -> None:
    query = 'SELECT ?人 { ?人 skos:prefLabel "a\\"b"@zh ; !^<urn:x>/(ex:a|ex:b)* 1.5e-3 . } # 完'
    assert "".join(t.text for t in tokens(query)) == query


def test_the_verb_stands_after_the_prologue() -> None:
    assert verb("BASE <urn:b> PREFIX select: <urn:x:> construct {} {}").text == "construct"


@pytest.mark.parametrize("clause", ["FROM <urn:g>", "from named <urn:g>", "FROM<urn:g>", "FROM NAMED g:a", "FROMNAMED<urn:g>"])
def test_a_dataset_clause_is_seen(clause: str) -> None:
    assert names_dataset(f"PREFIX g: <urn:> SELECT * {clause} WHERE {{ ?s ?p ?o }}")


@pytest.mark.parametrize("query", [*HARMLESS[:7], "SELECT ?from { ?from <urn:FROM> 'FROM' } # FROM <urn:g>", "ASK { ?s from:a ?o }"])
def test_the_word_elsewhere_is_no_dataset_clause(query: str) -> None:
    assert not names_dataset(query)


def test_positions_count_from_one() -> None:
    assert position("a", 0) == (1, 1)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {" + "{" * 3000 + "}" * 3000 + "}",
        "SELECT * { ?s ?p ?o FILTER(" + "(" * 6000 + "true" + ")" * 6000 + ") }",
        "SELECT * { ?s ?p ?o FILTER(" + "!" * 10000 + "true) }",
    ],
)
def test_what_is_nested_too_deep_for_the_engine_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="nested more than 500 deep"):
        refuse(query)


def test_many_brackets_side_by_side_are_not_deep() -> None:
    refuse("SELECT * { VALUES (?a ?b) { " + '("(" 1) ' * 2000 + "} }")
