"""An address for each named query: the same answers as the command line, pages, tags, one shape of error, and the document that describes it."""

import json
import re
from collections.abc import Iterator

import pytest
from openapi_spec_validator import validate
from starlette.requests import Request

from kg.queries import catalogue
from kg.web import openapi
from kg.web.api import _links
from kg.web.frames import Job
from kg.web.limits import FARTHEST
from kg.web.negotiation import GRAPHS, TABLES
from tests.benchmarks.generated import store as generate
from tests.commands.test_commands import kg
from tests.serving import Reply, Service, serving

FOREST = {"metric": "森林覆盖率"}


def error(reply: Reply) -> dict[str, object]:
    told = json.loads(reply.body)["error"]
    assert isinstance(told, dict) and {"status", "code", "zh", "en", "next_zh", "next_en"} <= told.keys()
    assert told["status"] == reply.status
    return told


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "md"])
def test_the_body_is_what_the_command_line_writes(form: str, service: Service, examples_store: object) -> None:
    told = kg("ask", "who-claimed", "--metric", "森林覆盖率", "--format", form, "--store", str(examples_store))
    assert service.ask("/api/who-claimed", {**FOREST, "format": form}).text == told.stdout


@pytest.mark.parametrize("form", [f.name for f in TABLES])
def test_each_format_comes_by_name_and_by_accept(form: str, service: Service) -> None:
    media = next(f.media for f in TABLES if f.name == form)
    named, accepted = service.ask("/api/speakers", {"format": form}), service.ask("/api/speakers", headers={"Accept": media})
    assert named.status == 200 and named.body == accepted.body and named.headers.get_content_type() == media


def test_a_graph_comes_in_each_format(service: Service) -> None:
    claim = json.loads(service.ask("/api/who-claimed", FOREST).body)[0]["claim"]
    for form in GRAPHS:
        reply = service.ask("/api/evidence-of-claim", {"claim": claim, "format": form.name})
        assert reply.status == 200 and reply.headers.get_content_type() == form.media and reply.body


def test_pages_follow_one_another_and_make_the_whole(service: Service) -> None:
    whole = json.loads(service.ask("/api/who-claimed", {"place": "鹤壁市"}).body)
    assert len(whole) > 10
    address, rows = "/api/who-claimed?place=%E9%B9%A4%E5%A3%81%E5%B8%82&limit=7", []
    while address:
        reply = service.ask(address)
        page = json.loads(reply.body)
        assert reply.headers["Whoclaims-Rows"] == str(len(page))
        rows += page
        following = re.search(r'<([^>]+)>; rel="next"', reply.headers.get("Link", ""))
        address = following[1] if following else ""
    assert rows == whole


def test_what_did_not_change_is_not_sent_again(service: Service) -> None:
    first = service.ask("/api/speakers")
    for tag in (first.headers["ETag"], f'"x", {first.headers["ETag"]}', first.headers["ETag"].removeprefix("W/"), "*"):
        again = service.ask("/api/speakers", headers={"If-None-Match": tag})
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert service.ask("/api/speakers", headers={"If-None-Match": '"x"'}).status == 200
    assert service.ask("/api/speakers", {"person": "没有这个人"}, headers={"If-None-Match": "*"}).status == 400
    assert service.ask("/sparql", {"query": "garbage"}, headers={"If-None-Match": "*"}).status == 400
    assert service.ask("/api/speakers", {"lang": "en"}).headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/nothing", 404, "unknown-query"),
        ("/api/who-claimed?metric=没有这个指标", 400, "unknown-name"),
        ("/api/who-claimed?metrik=1", 400, "unknown-name"),
        ("/api/who-claimed?lang=fr", 400, "unknown-name"),
        ("/api/who-claimed?metric=a&metric=b", 400, "bad-request"),
        ("/api/who-claimed?limit=0", 400, "bad-request"),
        ("/api/who-claimed?offset=-1", 400, "bad-request"),
        ("/api/who-claimed?limit=１", 400, "bad-request"),
        ("/api/who-claimed?limit=1001", 400, "bad-request"),
        ("/api/speakers?limit=10001", 400, "bad-request"),
        ("/api/speakers?offset=100001", 400, "bad-request"),
        ("/api/who-claimed?place=metric:gdp", 400, "unknown-name"),
        ("/api/who-claimed?place=place:999999", 400, "unknown-name"),
        ("/api/edges-who-claimed?published=2022/2020", 400, "usage"),
        ("/api/who-claimed?format=html", 406, "not-acceptable"),
        ("/api/who-claimed?format=turtle", 406, "not-acceptable"),
        ("/api/claims-by-person", 400, "usage"),
        ("/api/who-claimed?metric=%ff", 400, "bad-request"),
        ("/nowhere", 404, "not-found"),
        ("/api/", 404, "not-found"),
        ("/static/../app.py", 404, "not-found"),
        ("/static/%2e%2e%2fapp.py", 404, "not-found"),
        ("/static/%2Fetc%2Fpasswd", 404, "not-found"),
        ("/queries/..%2f..%2fpyproject.toml.rq", 404, "not-found"),
    ],
)
def test_each_error_has_one_shape(path: str, status: int, code: str, service: Service) -> None:
    from urllib.parse import quote

    reply = service.ask(quote(path, safe="/?&=%"))
    assert (error(reply)["code"], reply.status) == (code, status)


def test_what_to_do_next_is_said_in_words_of_the_web(service: Service) -> None:
    def following(path: str, **fields: str) -> tuple[str, str]:
        told = error(service.ask(path, fields))
        return str(told["next_zh"]), str(told["next_en"])

    assert following("/api/who-claimed", metric="abcdefgh") == ("/api/metrics 列出有哪些", "/api/metrics lists what there is")
    assert following("/api/qqqq") == ("/api 列出有哪些", "/api lists what there is")
    assert following("/api/claims-by-person")[1] == "for example: /api/claims-by-person?person=祁远山"
    assert "/api/documents" in following("/api/speakers", offset="100001")[1]
    assert "Link" in following("/api/who-claimed", limit="10000")[1]
    assert following("/sparql", query="DELETE WHERE { ?s ?p ?o }")[1].startswith("begin with SELECT")


def test_the_last_page_that_can_be_reached_tells_of_more() -> None:
    request = Request({"type": "http", "path": "/api/who-claimed", "query_string": b"", "headers": []})
    links = _links(request, {}, Job("named", name="who-claimed", limit=1000, offset=FARTHEST), more=True)
    assert f'offset={FARTHEST + 1000}>; rel="next"' in links and f'offset={FARTHEST - 1000}>; rel="prev"' in links


@pytest.mark.parametrize("form", [f.name for f in TABLES])
def test_no_rows_are_told_by_the_status(form: str, service: Service) -> None:
    nothing = {"metric": "森林覆盖率", "place": "云南省"}
    reply = service.ask("/api/who-claimed", {**nothing, "format": form})
    assert (reply.status, reply.body, reply.headers["Whoclaims-Rows"]) == (204, b"", "0")
    again = service.ask("/api/who-claimed", {**nothing, "format": form}, headers={"If-None-Match": reply.headers["ETag"]})
    assert again.status == 304
    behind = service.ask("/api/who-claimed", {**FOREST, "format": form, "offset": "1000"})
    assert behind.status == 204 and 'rel="prev"' in behind.headers["Link"]
    page = service.ask("/queries/who-claimed", nothing)
    assert page.status == 200 and page.headers.get_content_type() == "text/html"


def test_the_listing_tells_each_query(service: Service) -> None:
    listed = json.loads(service.ask("/api").body)["queries"]
    assert [entry["name"] for entry in listed] == list(catalogue())
    assert all(service.ask(entry["sparql"]).text == catalogue()[entry["name"]].text for entry in listed[:3])


def test_the_openapi_document_is_valid_and_knows_each_query_with_its_parameters(service: Service) -> None:
    document = json.loads(service.ask("/openapi.json").body)
    assert document == openapi.document()
    validate(document)
    for query in catalogue().values():
        names = {parameter["name"] for parameter in document["paths"][f"/api/{query.name}"]["get"]["parameters"]}
        assert names >= {p.name for p in query.parameters}
        assert document["paths"][f"/api/{query.name}"]["get"]["responses"]["204"]["headers"].keys() >= {"Whoclaims-Rows"}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    store = tmp_path_factory.mktemp("many") / "store"
    generate(700, store)
    with serving(store, "-q") as service:
        yield service


def test_many_claims_come_a_page_at_a_time_each_once(many: Service) -> None:
    def pages(address: str) -> Iterator[list[str]]:
        while address:
            reply = many.ask(address)
            claims = [row["claim"] for row in json.loads(reply.body)]
            assert reply.headers["Whoclaims-Rows"] == str(len(claims))
            assert many.ask(address, headers={"If-None-Match": reply.headers["ETag"]}).status == 304
            yield claims
            following = re.search(r'<([^>]+)>; rel="next"', reply.headers.get("Link", ""))
            address = following[1] if following else ""

    [whole] = pages("/api/who-claimed?limit=1000")
    paged = list(pages("/api/who-claimed?limit=300"))
    assert len(set(whole)) == 700
    assert [len(set(claims)) for claims in paged] == [300, 300, 100]
    assert sorted(claim for claims in paged for claim in claims) == sorted(whole)
    assert list(pages("/api/who-claimed?limit=350")) == list(pages("/api/who-claimed?limit=350&offset=0"))


def test_a_page_of_many_claims_leads_to_the_next_and_back(many: Service) -> None:
    first = many.ask("/queries/who-claimed", {"lang": "en"}).text
    second = many.ask("/queries/who-claimed", {"lang": "en", "limit": "50", "offset": "50"}).text
    assert "offset=50" in first and "offset=100" in second and "offset=0" in second
    assert "offset=" not in many.ask("/queries/who-claimed", {"lang": "en", "limit": "700"}).text
