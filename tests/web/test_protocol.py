"""SPARQL 1.1 Protocol.

The cases are those of the W3C test suite (rdf-tests, sparql11/protocol, and the validator it came from, kasei/sparql11-protocolvalidator),
told again by their names for a service that only reads: every test of queries, every test of what a service must refuse, and the tests of
updates, which are refused. Their data sets are three graphs that each describe themselves. ``docs/serving.md`` lists them with their verdicts.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.api import open_graph
from kg.errors import QueryRefused
from kg.store import open_snapshot
from tests.running import ask_main
from tests.serving import Service, serving

DATA = [f"http://example.org/data{n}.rdf" for n in (0, 1, 2, 3)]
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
TRIPLE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?type"
FULL = f"ASK {{ GRAPH ?g1 {{ <{DATA[1]}> ?p ?o }} GRAPH ?g2 {{ <{DATA[2]}> ?p2 ?o2 }} FILTER(?g1 != ?g2) <{DATA[3]}> ?p3 ?o3 }}"


class Case(NamedTuple):
    """A test: a request, and whether it is answered with true, with a media type, or refused."""

    name: str
    method: str = "GET"
    fields: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    type: str = ""
    accept: str = ""
    expected: str = "true"


def form(*fields: tuple[str, str]) -> bytes:
    return urlencode(fields).encode()


DEFAULT1, DEFAULT2 = ("default-graph-uri", DATA[1]), ("default-graph-uri", DATA[2])
NAMED1, NAMED2 = ("named-graph-uri", DATA[1]), ("named-graph-uri", DATA[2])
NONE = ("default-graph-uri", DATA[0])
USING = ("using-graph-uri", DATA[1])
FILL = ("update", "INSERT { GRAPH <urn:new> { ?s ?p ?o } } WHERE { ?s ?p ?o }")
BOTH = ("query", f"ASK {{ <{DATA[1]}> {TRIPLE} . <{DATA[2]}> a ?other }}")
ONE = ("query", f"ASK {{ <{DATA[1]}> {TRIPLE} FILTER NOT EXISTS {{ <{DATA[2]}> a ?other }} }}")
NAMES = ("query", f"ASK {{ GRAPH ?g {{ <{DATA[1]}> {TRIPLE} }} GRAPH ?h {{ <{DATA[2]}> a ?t2 }} FILTER NOT EXISTS {{ GRAPH ?x {{ <{DATA[3]}> a ?y }} }} }}")  # fmt: skip
ALL = (("query", FULL), ("default-graph-uri", DATA[3]), NAMED1, NAMED2)
TABLE, TURTLE = "application/sparql-results+", "application/rdf+xml"
CASES = [
    Case("query_get", fields=(("query", "ASK {}"), NONE)),
    Case("query_post_form", "POST", (NONE,), form(("query", "ASK {}")), FORM),
    Case("query_post_direct", "POST", (NONE,), b"ASK {}", DIRECT),
    Case("query_dataset_default_graph", "POST", body=form(ONE, DEFAULT1), type=FORM),
    Case("query_dataset_default_graphs_get", fields=(BOTH, DEFAULT1, DEFAULT2)),
    Case("query_dataset_default_graphs_post", "POST", (DEFAULT1, DEFAULT2), BOTH[1].encode(), DIRECT),
    Case("query_dataset_named_graphs_get", fields=(NAMES, NAMED1, NAMED2)),
    Case("query_dataset_named_graphs_post", "POST", (NAMED1, NAMED2), NAMES[1].encode(), DIRECT),
    Case("query_dataset_full", "POST", body=form(*ALL), type=FORM),
    Case("query_dataset_full, the graphs in the address", "POST", ALL[1:], form(ALL[0]), FORM),
    Case("query_multiple_dataset", fields=(("query", f"ASK FROM <{DATA[3]}> {{ <{DATA[1]}> a ?x . <{DATA[2]}> a ?y }}"), DEFAULT1, DEFAULT2)),
    Case("query_content_type_select", fields=(("query", "SELECT (1 AS ?value) {}"),), accept=f"{TABLE}xml", expected=f"{TABLE}xml"),
    Case("query_content_type_ask", fields=(("query", "ASK {}"),), accept=f"{TABLE}json", expected=f"{TABLE}json"),
    Case("query_content_type_describe", fields=(("query", f"DESCRIBE <{DATA[1]}>"),), accept=TURTLE, expected=TURTLE),
    Case("query_content_type_construct", fields=(("query", "CONSTRUCT { <urn:s> <urn:p> 1 } {}"),), accept=TURTLE, expected=TURTLE),
    Case("bad_query_method", "PUT", (("query", "ASK {}"),), expected="refused"),
    Case("bad_multiple_queries", fields=(("query", "ASK {}"), ("query", "SELECT * {}")), expected="refused"),
    Case("bad_query_wrong_media_type", "POST", body=b"ASK {}", type="text/plain", expected="refused"),
    Case("bad_query_missing_form_type", "POST", body=form(("query", "ASK {}")), expected="refused"),
    Case("bad_query_missing_direct_type", "POST", body=b"ASK {}", expected="refused"),
    Case("bad_query_non_utf8", "POST", body="ASK {}".encode("utf-16"), type=f"{DIRECT}; charset=UTF-16", expected="refused"),
    Case("a query in GB 18030 that does not say so", "POST", body="ASK { '鹤' }".encode("gb18030"), type=DIRECT, expected="refused"),
    Case("bad_query_syntax", fields=(("query", "ASK { <urn:a> }"),), expected="refused"),
    Case("bad_update_get", fields=(("update", "CLEAR ALL"),), expected="refused"),
    Case("bad_multiple_updates", "POST", body=form(("update", "CLEAR NAMED"), ("update", "CLEAR ALL")), type=FORM, expected="refused"),
    Case("bad_update_wrong_media_type", "POST", body=b"CLEAR NAMED", type="text/plain", expected="refused"),
    Case("bad_update_missing_form_type", "POST", body=form(("update", "CLEAR NAMED")), expected="refused"),
    Case("bad_update_non_utf8", "POST", body="CLEAR ALL".encode("utf-16"), type="application/sparql-update; charset=UTF-16", expected="refused"),
    Case("bad_update_syntax", "POST", body=form(("update", "CLEAR XYZ")), type=FORM, expected="refused"),
    Case("bad_update_dataset_conflict", "POST", body=form(("using-named-graph-uri", DATA[1]), ("update", "CLEAR ALL")), type=FORM, expected="refused"),
    Case("update_dataset_default_graph", "POST", body=form(FILL, USING), type=FORM, expected="refused"),
    Case("update_dataset_default_graphs", "POST", body=form(FILL, USING, ("using-graph-uri", DATA[2])), type=FORM, expected="refused"),
    Case("update_dataset_named_graphs", "POST", body=form(FILL, ("using-named-graph-uri", DATA[1])), type=FORM, expected="refused"),
    Case("update_dataset_full", "POST", body=form(FILL, USING, ("using-named-graph-uri", DATA[2])), type=FORM, expected="refused"),
    Case("update_post_form", "POST", body=form(("update", "CLEAR ALL")), type=FORM, expected="refused"),
    Case("update_post_direct", "POST", body=b"CLEAR ALL", type="application/sparql-update", expected="refused"),
    Case("update_base_uri", "POST", body=form(("update", "CLEAR GRAPH <urn:new> ; BASE <http://example.org/> INSERT DATA { GRAPH <urn:new> { <s> <p> <o> } }")), type=FORM, expected="refused"),
    Case("an update where a query belongs", "POST", body=form(("query", "CLEAR ALL")), type=FORM, expected="refused"),
]  # fmt: skip


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over three graphs, each of which says that its document is a document."""
    root = tmp_path_factory.mktemp("protocol") / "store"
    (root / "snapshots").mkdir(parents=True)
    store = ox.Store(str(root / "snapshots" / "1"))
    document = ox.NamedNode("http://xmlns.com/foaf/0.1/Document")
    a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.extend(ox.Quad(ox.NamedNode(name), a, document, ox.NamedNode(name)) for name in DATA[1:])
    store.flush()
    del store
    (root / "snapshot").write_text("1")
    with serving(root, "-q", "--workers", "1") as running:
        yield running


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_protocol_of_the_w3c(case: Case, graphs: Service) -> None:
    headers = {name: value for name, value in (("Content-Type", case.type), ("Accept", case.accept)) if value}
    reply = graphs.ask("/sparql", case.fields, method=case.method, body=case.body, headers=headers)
    if case.expected == "refused":
        assert 400 <= reply.status < 500
    elif case.expected == "true":
        assert (reply.status, reply.text) == (200, '{"head":{},"boolean":true}')
    else:
        assert (reply.status, reply.headers.get_content_type()) == (200, case.expected)


def test_nothing_was_updated_and_each_case_stands_in_the_documents(graphs: Service) -> None:
    assert graphs.sparql("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "text/csv").text == "n\r\n3\r\n"
    told = (Path(__file__).parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`((?:bad_)?(?:query|update|multiple)_[a-z0-9_]+)`", told))
    assert listed == {case.name for case in CASES if " " not in case.name}


def test_the_default_graph_is_the_union(graphs: Service) -> None:
    asked = graphs.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv")
    assert asked.text == "n\r\n3\r\n"


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_results_are_those_of_the_engine(form: str, service: Service, examples_store: Path) -> None:
    query = "SELECT ?x ?label ?none { ?x a kg:Metric ; skos:prefLabel ?label } ORDER BY ?x ?label LIMIT 50"
    with open_snapshot(examples_store) as snapshot:
        expected = snapshot.query(query).serialize(format=getattr(ox.QueryResultsFormat, form.upper()))
    asked = service.ask("/sparql", {"query": query, "format": form})
    assert asked.body == expected


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE), ("application/n-triples", ox.RdfFormat.N_TRIPLES), ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML), ("application/trig", ox.RdfFormat.TRIG), ("application/n-quads", ox.RdfFormat.N_QUADS),
    ],
)  # fmt: skip
def test_graphs_come_in_each_format(media: str, form: ox.RdfFormat, service: Service, examples_store: Path) -> None:
    query = "CONSTRUCT { ?x skos:prefLabel ?l } { ?x a kg:Programme ; skos:prefLabel ?l }"
    with open_snapshot(examples_store) as snapshot:
        expected = set(map(str, snapshot.query(query)))
    reply = service.sparql(query, media)
    assert reply.headers.get_content_type() == media
    assert {str(quad.triple) for quad in ox.parse(reply.body, format=form)} == expected


def test_xml_holds_no_character_that_it_cannot_hold(service: Service) -> None:
    text = '"云\\u0001岭\\uFFFF县\\uFFFD"'
    table = service.sparql(f"SELECT ({text} AS ?x) {{}}", "application/sparql-results+xml")
    graph = service.sparql(f"CONSTRUCT {{ <urn:a> <urn:b#c> {text} }} WHERE {{}}", "application/rdf+xml")
    for reply in (table, graph):
        assert "云\ufffd岭\ufffd县\ufffd" in "".join(ElementTree.fromstring(reply.text).itertext())
    assert "云\x01岭\uffff县\ufffd" in service.sparql(f"SELECT ({text} AS ?x) {{}}", "text/csv").text


def test_a_refusal_tells_line_and_column(service: Service) -> None:
    reply = service.sparql("SELECT ?s {\n  ?s ?p }")
    told = json.loads(reply.body)["error"]
    assert (reply.status, told["code"], told["line"]) == (400, "query-refused", 2)
    assert told["column"] > 1 and told["zh"] and told["en"] and told["next_zh"] and told["next_en"]


@pytest.mark.parametrize(
    "query", ["SELEC *", "SELECT *\n{ ?s kg:metric 中文 ?o }", "SELECT ?c { ?c a kg:Claim . #+ each\n ?c ?p ?o OPTIONAL { ?o ?q } }"]
)
def test_a_mistake_stands_at_the_same_place_over_the_web_in_python_and_on_the_command_line(
    query: str, service: Service, examples_store: Path
) -> None:
    with open_graph(examples_store) as graph, pytest.raises(QueryRefused) as caught:
        graph.sparql(query)
    error = caught.value
    assert ask_main("sparql", query, "--store", str(examples_store)) == (2, f"{error}\n")
    reply = service.sparql(query)
    told = json.loads(reply.body)["error"]
    assert (reply.status, told["line"], told["column"]) == (400, error.line, error.column)
    assert (told["zh"], told["en"], told["next_en"]) == (error.zh, error.en, error.next_en)


def test_a_format_that_cannot_be_had_names_those_that_can(service: Service) -> None:
    for query, one in (("ASK {}", "text/csv"), ("DESCRIBE <urn:x>", "application/trig")):
        reply = service.sparql(query, "image/png")
        assert reply.status == 406 and one in reply.text


def test_without_a_query_the_service_describes_itself_in_rdf(service: Service) -> None:
    reply = service.ask("/sparql", headers={"Accept": "application/n-triples"})
    lines = reply.text
    assert reply.status == 200
    assert "sparql-service-description#UnionDefaultGraph" in lines and "void#classPartition" in lines
    assert '<http://rdfs.org/ns/void#documents> "6"' in lines


def test_any_site_may_ask(service: Service) -> None:
    assert service.sparql("ASK {}").headers["Access-Control-Allow-Origin"] == "*"
    asked = service.ask("/sparql", method="OPTIONS", headers={"Origin": "https://a.example", "Access-Control-Request-Method": "POST"})
    assert asked.status == 204 and "POST" in asked.headers["Access-Control-Allow-Methods"]


def test_large_answers_are_compressed_for_those_who_say_so(service: Service) -> None:
    query = "SELECT ?s ?l { ?s skos:prefLabel ?l } LIMIT 2000"
    plain, packed = service.sparql(query, "text/csv"), service.sparql(query, "text/csv", **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed.body) == plain.body
    assert "Content-Encoding" not in service.sparql(query, "text/csv", **{"Accept-Encoding": "gzip;q=0"}).headers


def test_the_same_query_of_an_unchanged_store_is_not_sent_again(service: Service) -> None:
    first = service.sparql("SELECT ?s { ?s a kg:Metric }")
    again = service.sparql("SELECT ?s { ?s a kg:Metric }", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert "ETag" not in service.sparql("SELECT (NOW() AS ?now) {}").headers


def test_a_query_in_the_path_of_a_browser_opens_the_editor(service: Service) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = service.sparql("ASK {}", browser)
    assert page.headers.get_content_type() == "text/html"
    assert service.ask(f"/sparql?query={quote('ASK {}')}&format=json", headers={"Accept": browser}).text.endswith("true}")
