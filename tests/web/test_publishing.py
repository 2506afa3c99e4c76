"""Claims as files over HTTP: the bytes of the command line, with the limits of every answer."""

import http.client
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest

from kg.publications import PUBLICATIONS
from kg.publications.selecting import SELECTIONS
from kg.web import openapi
from tests.publications.reading_back import READERS
from tests.running import ask
from tests.serving import Service, serving
from tests.web.test_api import error

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def small(examples_store: Path) -> Iterator[Service]:
    with serving(examples_store, "-q", "--max-rows", "20", "--max-bytes", "200000") as service:
        yield service


def test_a_file_has_a_time_of_its_own(examples_store: Path) -> None:
    with serving(examples_store, "-q", "--time-limit", "0.1") as service:
        assert service.ask("/export/nanopub").status == 200
    with serving(examples_store, "-q", "--export-limit", "0.1") as service:
        reply = service.ask("/export/nanopub")
        assert reply.status == 504 and error(reply)["seconds"] == 0.1
        assert service.ask("/api/speakers").status == 200


@pytest.mark.parametrize("format", PUBLICATIONS)
@pytest.mark.parametrize(
    "selected",
    [{}, {"place": "鹤壁市", "year": "2020"}, {"person": "贺兰舟"}, {"year": "1999"}, {"metric": "森林覆盖率", "confidence": "sure"}],
    ids=str,
)
def test_the_body_is_what_the_command_line_writes(format: str, selected: dict[str, str], service: Service, examples_store: Path) -> None:
    options = [word for name, text in selected.items() for word in (f"--{name}", text)]
    told = ask("export", "claims", *options, "--format", format, "--store", str(examples_store))
    reply = service.ask(f"/export/{format}", selected)
    if "left out" in told.stderr and not told.stdout_bytes:  # the command line says why on stderr
        assert reply.status == 422 and all(reason["en"] in told.stderr for reason in error(reply)["left_out"])
        return
    assert reply.status == 200 and reply.body == told.stdout_bytes
    assert reply.headers["Content-Type"] == PUBLICATIONS[format].media
    assert reply.headers["Content-Disposition"] == f'attachment; filename="claims{PUBLICATIONS[format].ending}"'


def test_where_a_format_holds_none_of_the_claims_it_says_why(service: Service) -> None:
    told = error(service.ask("/export/quickstatements", {"person": "郭浩"}))
    assert (
        told["code"] == "left-out"
        and {"zh": "地区没有确认过的 Wikidata 条目", "en": "the place has no confirmed item of Wikidata", "claims": 1} in told["left_out"]
    )
    page = service.ask("/export/quickstatements", {"person": "郭浩"}, headers=BROWSER)
    assert (page.status, "1 条，地区没有确认过的 Wikidata 条目" in page.text) == (422, True)


def test_a_browser_is_told_that_there_are_no_such_claims_and_others_have_the_empty_file(service: Service) -> None:
    reply = service.ask("/export/schemaorg", {"place": "北京"}, headers=BROWSER)
    assert (reply.status, reply.headers.get_content_type(), "没有这样的说法" in reply.text) == (404, "text/html", True)
    assert READERS["schemaorg"](service.ask("/export/schemaorg", {"place": "北京"}).body) == {}
    file, shown = (service.ask("/export/schemaorg", {"place": "岚溪县"}, headers=headers) for headers in ({}, BROWSER))
    assert file.body == shown.body and file.status == 200


def test_the_formats_are_listed_here_and_in_the_openapi_document(service: Service) -> None:
    listed = json.loads(service.ask("/export").body)
    assert [format["href"] for format in listed["formats"]] == [f"/export/{name}" for name in PUBLICATIONS]
    assert listed["selections"] == list(SELECTIONS)
    paths = openapi.document()["paths"]
    assert {f"/export/{name}" for name in PUBLICATIONS} <= paths.keys()


def test_the_same_request_has_the_same_tag_and_another_one_another(service: Service) -> None:
    first, again, other = (service.ask("/export/schemaorg", {"year": year}) for year in ("2020", "2020", "2021"))
    assert first.headers["ETag"] == again.headers["ETag"] != other.headers["ETag"]
    assert service.ask("/export/schemaorg", {"year": "2020"}, headers={"If-None-Match": str(first.headers["ETag"])}).status == 304
    assert service.ask("/export/schemaorg", {"year": "2020"}, headers={"If-None-Match": "*"}).status == 304


@pytest.mark.parametrize(
    ("path", "fields", "status", "code"),
    [
        ("/export/graphml", {}, 404, "unknown-format"), ("/export/schemaorg", {"person": "贺兰"}, 400, "unknown-name"),
        ("/export/schemaorg", {"programme": "老旧小区改造"}, 400, "unknown-name"), ("/export/schemaorg", {"confidence": "certain"}, 400, "unknown-name"), ("/export/schemaorg", {"place": "鼓楼区"}, 400, "ambiguous-name"),
        ("/export/schemaorg", {"year": "今年"}, 400, "usage"), ("/export/schemaorg", {"lang": "de"}, 400, "unknown-name"),
        ("/export/nanopub", {"key": "/etc/passwd"}, 400, "unknown-name"), ("/export/schemaorg", {"document": "../secret.txt"}, 400, "unknown-name"),
        ("/export/schemaorg", [("year", "2020"), ("year", "2021")], 400, "bad-request"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_a_problem_and_never_a_file(
    path: str, fields: dict[str, str], status: int, code: str, service: Service
) -> None:
    reply = service.ask(path, fields)
    assert reply.status == status and error(reply)["code"] == code


def test_a_browser_is_told_on_a_page(service: Service) -> None:
    reply = service.ask("/export/schemaorg", {"place": "鼓楼区"}, headers=BROWSER)
    assert reply.status == 400 and reply.headers.get_content_type() == "text/html"


def test_pages_and_reconciliation_do_not_wait_for_files(examples_store: Path) -> None:
    with serving(examples_store, "-q", "--workers", "1", "--long", "0") as service, ThreadPoolExecutor() as threads:
        files = [threads.submit(service.ask, "/export/nanopub") for _ in range(4)]
        asked = [service.ask("/api/places", {"limit": "1"}).status for _ in range(10)]
        waiting = sum(not file.done() for file in files)
        assert asked == [200] * 10 and waiting
        assert [file.result().status for file in files] == [200] * 4


@pytest.mark.parametrize("format", ["openrefine", "csvw"])
def test_an_answer_is_no_larger_than_an_answer_may_be(format: str, small: Service) -> None:
    reply = small.ask(f"/export/{format}")
    assert reply.status == 422 and error(reply)["code"] == "answer-too-large"
    assert len(READERS[format](small.ask(f"/export/{format}", {"person": "贺兰舟"}).body)) == 9


def test_an_answer_that_grows_too_large_is_refused_or_cut_and_never_looks_whole(small: Service) -> None:
    try:
        reply = small.ask("/export/nanopub")
    except http.client.IncompleteRead:  # its first 64 KiB were under way
        return
    assert reply.status == 422 and error(reply)["code"] == "answer-too-large"


def test_pages_of_claims_offer_the_same_claims_as_files(service: Service) -> None:
    by_person = service.ask("/queries/claims-by-person", {"person": "贺兰舟"}, headers=BROWSER).text
    assert all(f"/export/{name}?person=%E8%B4%BA%E5%85%B0%E8%88%9F" in by_person for name in PUBLICATIONS)
    below = service.ask("/queries/who-claimed", {"place": "鹤壁市", "lang": "en"}, headers=BROWSER).text
    assert "claims of this place and those below as" in below and "/export/csvw?place=" in below
    narrower = service.ask("/queries/who-claimed", {"programme": "老旧小区改造"}, headers=BROWSER).text
    assert "/export/" not in narrower


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("claims-by-person", {"person": "贺兰舟"}), ("metric-timeline", {"metric": "森林覆盖率"}), ("claims-of-document", {"document": "岚溪县公布年度民生账单"}),
        ("who-claimed", {"person": "祁远山", "document": "岚溪县公布年度民生账单"}),
    ],
)  # fmt: skip
def test_the_files_of_a_page_hold_the_claims_of_its_query(query: str, fields: dict[str, str], service: Service) -> None:
    rows = json.loads(service.ask(f"/api/{query}", fields).body)
    assert "/export/openrefine?" in service.ask(f"/queries/{query}", fields, headers=BROWSER).text
    read = READERS["openrefine"](service.ask("/export/openrefine", fields).body)
    assert set(read) == {row["claim"] for row in rows}


@pytest.mark.parametrize(
    ("iri", "selection"),
    [
        ("https://w3id.org/whoclaims/id/person/39fbdbe0a600712e09e0", "person"), ("https://w3id.org/whoclaims/metric/forest-cover", "metric"),
        ("https://w3id.org/whoclaims/id/document/lanxi-2022-12-28", "document"), ("https://w3id.org/whoclaims/id/claim/6c884cf7cf9b6dcaf9c9", "claim"),
        ("https://w3id.org/whoclaims/place/410600", "place"), ("https://w3id.org/whoclaims/unit/mu", ""),
    ],
)  # fmt: skip
def test_the_page_of_a_thing_offers_its_claims_as_files(iri: str, selection: str, service: Service) -> None:
    text = unescape(service.ask("/describe", {"iri": iri}, headers=BROWSER).text)
    offered = re.findall('<a href="(/export/[^"]*)"', text)
    assert len(offered) == (len(PUBLICATIONS) if selection else 0)
    for address in offered:
        assert f"?{selection}=https" in address
    if selection:
        assert READERS["openrefine"](service.ask(f"/export/openrefine?{offered[0].partition('?')[2]}").body)
