"""``kg link`` with live targets, as a person calls it: what is found, what fails, what is kept; servers on the loopback hold invented items."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.mappings import NOT_FOUND, read
from tests.links import servers
from tests.links.servers import Failing, says, status
from tests.running import MIRROR, REPORT, kg, rows

PATIENCE = ("--pause", "0", "--contact", "zhixia@example.org")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linked") / "store"
    assert kg("build", MIRROR, REPORT, "--store", str(folder), "-q").returncode == 0
    return folder


@pytest.fixture(scope="module")
def wikidata(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.oxigraph(tmp_path_factory.mktemp("wikidata")) as url:
        yield url


@pytest.fixture
def between(wikidata: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Failing]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with servers.failing() as server:
        server.behind = wikidata
        yield server


def link(store: Path, server: Failing, *arguments: str) -> subprocess.CompletedProcess[str]:
    return kg("link", *arguments, "--service", server.url, "--store", str(store), *PATIENCE)


def test_a_place_is_found_by_its_code_and_its_name(store: Path, between: Failing) -> None:
    done = link(store, between, "wikidata", "鹤壁市", "--lang", "en")
    (found,) = rows(done.stdout)
    assert (found["candidate"], found["score"], found["relation"]) == (
        "http://www.wikidata.org/entity/Q900000010",
        "0.95",
        "skos:exactMatch",
    )
    assert found["reasons"] == 'the same name "鹤壁市"; the same code 410600; in 河南省 as well'
    assert done.returncode == 0
    assert between.asked[0][2]["User-Agent"].endswith("; zhixia@example.org)")


def test_a_mapping_file_has_the_day_of_the_answer_and_the_same_bytes_from_the_cache_alone(
    store: Path, between: Failing, tmp_path: Path
) -> None:
    cache, first, again = tmp_path / "cache", tmp_path / "a.sssom.tsv", tmp_path / "b.sssom.tsv"
    assert link(store, between, "wikidata", "--cache", str(cache), "-o", str(first)).returncode == 0
    for kept in cache.iterdir():  # as if it had been another day
        kept.write_text(kept.read_text().replace('"day": "', '"day": "2026-01-02", "asked": "'))
    assert link(store, between, "wikidata", "--cache", str(cache), "-o", str(first)).returncode == 0
    asked = len(between.asked)
    between.faults = [status(404)] * 99
    assert link(store, between, "wikidata", "--cache", str(cache), "-o", str(again)).returncode == 0
    assert again.read_bytes() == first.read_bytes()
    assert len(between.asked) == asked
    found = read(first)
    assert {row.mapping_date for row in found} == {"2026-01-02"}
    assert NOT_FOUND in {row.object_id for row in found}, "that nothing was found is said too, with its day"
    assert {row.object_source for row in found} == {"http://www.wikidata.org/entity/"}


def test_one_that_fails_is_told_and_the_others_go_on(store: Path, between: Failing) -> None:
    between.faults = [says(b'{"broken": ')]
    done = link(store, between, "wikidata")
    assert done.returncode == 1
    assert "broken" in done.stderr
    assert "1 could not be looked up, 0 were not asked about" in done.stderr
    assert len(rows(done.stdout)) > 1


def test_a_source_that_cannot_be_used_ends_the_run_and_keeps_what_it_said(store: Path, between: Failing) -> None:
    def passes(handler: servers.Handler) -> None:
        handler.server.faults.insert(0, status(403))
        handler.say(200, b'{"head": {"vars": []}, "results": {"bindings": []}}')

    between.faults = [passes]
    done = link(store, between, "wikidata")
    assert done.returncode == 3
    assert len(rows(done.stdout)) == 1
    assert "answers 403" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(between.asked) == 2


def test_a_run_that_is_killed_goes_on_where_it_ended(store: Path, between: Failing, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    between.faults = [lambda handler: handler.server.faults.insert(0, servers.hangs) or handler.say(200, b'{"results": {"bindings": []}}')]  # type: ignore[func-returns-value]
    command = [
        sys.executable,
        "-m",
        "kg",
        "link",
        "wikidata",
        "--service",
        between.url,
        "--store",
        str(store),
        *PATIENCE,
        "--cache",
        str(cache),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 30
    while len(between.asked) < 2 and time.monotonic() < end:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(20)
    assert len(list(cache.glob("*.json"))) == 1
    done = link(store, between, "wikidata", "--cache", str(cache))
    bodies = [body for *_, body in between.asked]
    assert bodies.count(bodies[0]) == 1, "what was answered is not asked again"
    assert done.stdout


def test_without_a_contact_or_a_service_nobody_is_asked(store: Path) -> None:
    for arguments, needed in (
        (["wikidata"], "--contact"),
        (["reconcile"], "--service"),
        (["sparql", "--service", "http://a.example/"], "--query"),
    ):
        done = kg("link", *arguments, "--store", str(store), KG_CONTACT="")
        assert (done.returncode, needed in done.stderr) == (2, True), done.stderr
    assert kg("link", "gbt2260", "--service", "http://a.example/", "--store", str(store)).returncode == 2


def test_mapping_files_of_any_service_say_where_it_was_looked_up_and_validate(
    store: Path, between: Failing, wikidata: str, tmp_path: Path
) -> None:
    query, found = tmp_path / "own.rq", tmp_path / "found.sssom.tsv"
    query.write_text(
        "SELECT ?candidate ?code { VALUES ?code { UNDEF } ?candidate <http://www.wikidata.org/prop/direct/P442> ?code } LIMIT 9"
    )
    done = link(store, between, "sparql", "鹤壁市", "浚县", "--query", str(query), "-o", str(found))
    assert done.returncode == 0, done.stderr
    rows_ = {row.subject_label: row for row in read(found)}
    assert (rows_["鹤壁市"].object_id, rows_["鹤壁市"].predicate_id[-10:]) == ("http://www.wikidata.org/entity/Q900000010", "closeMatch")
    assert rows_["浚县"].object_id == NOT_FOUND
    assert {row.object_source for row in rows_.values()} == {between.url}
    checked = subprocess.run([str(Path(sys.executable).with_name("sssom")), "validate", str(found)], capture_output=True, text=True)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, ""), checked.stderr


def test_a_reconciliation_service_is_asked_by_the_command(store: Path, tmp_path: Path) -> None:
    with servers.datasette(tmp_path) as url:
        done = kg(
            "link",
            "reconcile",
            "岚溪县",
            "--service",
            url,
            "--properties",
            "code=code,within=above",
            "--store",
            str(store),
            "--pause",
            "0",
            "--lang",
            "en",
        )
    assert [row["candidate"][-2:] for row in rows(done.stdout)] == ["p1", "p2"], done.stderr
    assert kg("link", "reconcile", "岚溪县", "--service", url, "--properties", "code", "--store", str(store)).returncode == 2


def test_a_person_decides_on_what_was_found(store: Path, between: Failing, tmp_path: Path) -> None:
    store = Path(shutil.copytree(store, tmp_path / "store"))  # others read the one without decisions
    found, decisions = tmp_path / "found.sssom.tsv", tmp_path / "decisions.sssom.tsv"
    assert link(store, between, "wikidata", "鹤壁市", "-o", str(found)).returncode == 0
    done = kg(
        "link", "review", "--from", str(found), "--store", str(store), "--reviewer", "林知夏", "--mappings", str(decisions), given="y\n"
    )
    assert "Q900000010" in done.stderr
    (decided,) = read(decisions)
    assert (decided.object_id, decided.mapping_date) == ("http://www.wikidata.org/entity/Q900000010", read(found)[0].mapping_date)
    asked = kg(
        "sparql",
        "SELECT ?o { <https://w3id.org/whoclaims/place/410600> skos:exactMatch ?o FILTER(CONTAINS(STR(?o), 'Q900000010')) }",
        "--store",
        str(store),
    )
    assert len(rows(asked.stdout)) == 1, asked.stderr


def test_what_the_docs_show_is_what_is_said(store: Path, between: Failing, wikidata: str, checkout: Path, tmp_path: Path) -> None:
    blocks = re.findall(r"```text\n\$ kg (link .*)\n((?s:.*?))```", (checkout / "docs/live-links.md").read_text(encoding="utf-8"))
    assert len(blocks) == 2
    between.faults = [says(b'{"broken": '), status(400)]
    places = {"http://127.0.0.1:7878/query": wikidata, "http://127.0.0.1:8081/": between.url, "answers": str(tmp_path)}
    for call, shown in blocks:
        for example, real in places.items():
            call, shown = call.replace(example, real), shown.replace(example, real)
        done = kg(*call.split(), "--store", str(store), "--pause", "0")
        quiet = "查了 1 项，1 项有候选，0 项没有 · 1 looked up, 1 with candidates, 0 without\n"
        assert done.stdout + done.stderr.replace(quiet, "") == shown
