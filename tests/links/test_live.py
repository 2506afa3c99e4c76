"""Live targets against real servers on the loopback: Oxigraph over items in Wikidata's shape, datasette-reconcile over a table of places, and failures between.

岚溪县, 松溪县, 松溪渡镇, the codes 419921, 419922 and 339921 and all people are made up.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote_plus

import pytest

from kg.errors import LookUpFailed, SourceUnusable, UsageError
from kg.links import TARGETS, Entity, Label, _proposed, linker, provenance, reconciliation, sparql
from kg.links.fetching import Fetcher, Manners
from kg.links.live import Asker
from tests.links import servers
from tests.links.servers import Failing, says, status
from tests.links.test_conformance import conforms

HENAN = Entity("urn:henan", "kg:Place", (Label("河南省", "zh"), Label("Henan Province", "en")), "410000")
HEBI = Entity("urn:hebi", "kg:Place", (Label("鹤壁市", "zh"), Label("Hebi City", "en")), "410600", (HENAN,))
LANXI = Entity("urn:lanxi", "kg:Place", (Label("岚溪县", "zh"), Label("Lanxi County", "en")), "419921", (HEBI, HENAN))
NO_CODE = Entity("urn:lanxi", "kg:Place", (Label("岚溪县", "zh"),), within=(HEBI, HENAN))
TOWN = Entity("urn:ferry", "kg:Place", (Label("松溪渡镇", "zh"),), "419921101", (LANXI, HEBI, HENAN))
OFFICIAL = Entity("urn:helan", "schema:Person", (Label("贺兰舟", "zh"),), posts=(Label("岚溪县住建局局长", "zh"),))
NAMELESS_POST = Entity("urn:helan", "schema:Person", (Label("贺兰舟", "zh"),))
OFFICE = Entity("urn:office", "org:Organization", (Label("岚溪县人民政府", "zh"),), within=(LANXI,))
FOREST = Entity("urn:forest", "kg:Metric", (Label("森林覆盖率", "zh"), Label("forest cover", "en")), unit="%")
NOWHERE = Entity("urn:nowhere", "kg:Place", (Label("云溪县", "zh"),), "419999")
HOSTILE = Entity("urn:hostile", "kg:Place", (Label('岚溪"} UNION { ?candidate ?p ?o } #\n\x00<b>', "zh"), Label("\ud800", "zh")), '"; DROP')
NAMELESS = Entity("urn:nameless", "kg:Place", ())
EVERYTHING = (LANXI, NO_CODE, TOWN, OFFICIAL, NAMELESS_POST, OFFICE, FOREST, NOWHERE, HOSTILE, NAMELESS)
WD = "http://www.wikidata.org/entity/Q9000000"


def hurried(manners: Manners) -> Fetcher:
    """A fetcher that waits for nobody."""
    return Fetcher(manners, sleep=lambda seconds: None)


def asking(name: str, **settings: str) -> Asker:
    module = sparql if TARGETS[name].module == "sparql" else reconciliation
    return module.asking(name, {"contact": "zhixia@example.org", "deadline": "30", "pause": "0", **settings}, hurried)


@pytest.fixture(scope="module")
def wikidata(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.oxigraph(tmp_path_factory.mktemp("wikidata")) as url:
        yield url


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.datasette(tmp_path_factory.mktemp("atlas")) as url:
        yield url


@pytest.fixture
def between() -> Iterator[Failing]:
    with servers.failing() as server:
        yield server


def short(ask: Asker, entity: Entity) -> list[tuple[str, float, str]]:
    return [(c.iri.removeprefix(WD), c.score, c.relation) for c in ask(entity)]


# ------------------------------------------------------------------------------------------------ what is found


def test_wikidata_tells_a_county_from_its_namesakes(wikidata: str) -> None:
    ask = asking("wikidata", service=wikidata)
    assert short(ask, LANXI) == [("01", 0.95, "skos:exactMatch"), ("02", 0.2, "skos:closeMatch")]
    assert short(ask, NO_CODE) == [("01", 0.8, "skos:closeMatch"), ("02", 0.4, "skos:closeMatch")]
    assert short(ask, TOWN) == [("04", 0.8, "skos:closeMatch")]
    assert short(ask, OFFICE) == [("40", 0.8, "skos:closeMatch")]
    assert short(ask, FOREST) == [("41", 0.3, "skos:relatedMatch")]
    assert short(ask, Entity("urn:old", "kg:Place", (Label("老岚溪", "zh"),))) == [("01", 0.4, "skos:closeMatch")], "by another name of it"
    assert ask(NOWHERE) == ask(NAMELESS) == ask(HOSTILE) == []


def test_every_candidate_says_why(wikidata: str) -> None:
    found = asking("wikidata", service=wikidata)(LANXI)
    assert [[reason.en for reason in candidate.reasons] for candidate in found] == [
        ['the same name "岚溪县"', "the same code 419921", "in 鹤壁市 as well", "described as: 中国河南省鹤壁市下辖县"],
        ['the same name "岚溪县"', "its code is 33 99 21, not 419921", "described as: 中国浙江省的县"],
    ]


def test_of_people_only_one_whose_post_agrees_is_a_candidate(wikidata: str) -> None:
    ask = asking("wikidata", service=wikidata)
    assert short(ask, OFFICIAL) == [("20", 0.8, "skos:closeMatch")]
    assert [reason.basis for reason in ask(OFFICIAL)[0].reasons] == ["name", "post", "kind"]
    assert ask(NAMELESS_POST) == []


@pytest.mark.parametrize("entity", EVERYTHING, ids=lambda entity: entity.iri)
def test_live_targets_keep_to_the_contract(wikidata: str, atlas: str, tmp_path: Path, entity: Entity) -> None:
    query = tmp_path / "own.rq"
    query.write_text(
        "SELECT ?candidate ?label { VALUES ?name { UNDEF } ?candidate <http://www.w3.org/2000/01/rdf-schema#label> ?name, ?label }"
    )
    for name, settings in (
        ("wikidata", {"service": wikidata}),
        ("dbpedia", {"service": wikidata}),
        ("sparql", {"service": wikidata, "query": str(query)}),
        ("reconcile", {"service": atlas}),
        ("reconcile", {"service": atlas, "properties": "code=code,within=above"}),
    ):
        ask = asking(name, **settings)
        found = _proposed(TARGETS[name], ask, entity)
        conforms(TARGETS[name], entity, found)
        assert _proposed(TARGETS[name], ask, entity) == found


def test_dbpedia_is_asked_by_name_and_what_redirects_leads_on(wikidata: str) -> None:
    ask = asking("dbpedia", service=wikidata)
    (county,) = ask(LANXI)
    assert (county.iri, county.score, county.relation) == ("http://dbpedia.org/resource/Lanxi_County_of_Nowhere", 0.8, "skos:closeMatch")
    assert [reason.en for reason in county.reasons] == [
        'the same name "岚溪县"',
        "in 鹤壁市 as well",
        "described as: A county that was made up.",
    ]
    (short_name,) = ask(Entity("urn:short", "kg:Place", (Label("岚溪", "zh"),)))
    assert (short_name.iri, short_name.score) == (county.iri, 0.4)


def test_a_query_of_ones_own_asks_any_endpoint(wikidata: str, tmp_path: Path) -> None:
    query = tmp_path / "population.rq"
    query.write_text(
        "PREFIX wdt: <http://www.wikidata.org/prop/direct/>\n"
        "SELECT ?candidate ?label ?code ?about { VALUES ?code { UNDEF } ?candidate wdt:P442 ?code ; rdfs:label ?label ; wdt:P1082 ?n BIND(STR(?n) AS ?about) }".replace(
            "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
        )
    )
    ask = asking("sparql", service=wikidata, query=str(query))
    assert short(ask, LANXI) == [("01", 0.95, "skos:exactMatch")]
    assert "described as: 312000" in [reason.en for reason in ask(LANXI)[0].reasons]


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?candidate ?p ?o }",
        "SELECT ?s { ?s ?p ?o }",
        "DELETE WHERE { ?candidate ?p ?o }",
        "SELECT ?candidate { ?candidate ?p '岚溪县' }",
        "SELECT ?candidate { VALUES ?nam { UNDEF } ?candidate ?p ?nam }",
        "SELECT ?candidate { ?candidate ?p ?name } # VALUES ?name { UNDEF }",
        "",
        "\udcff",
    ],
)
def test_a_file_that_is_no_such_query_is_refused_before_anything_is_asked(between: Failing, tmp_path: Path, text: str) -> None:
    query = tmp_path / "own.rq"
    query.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match="query file"):
        asking("sparql", service=between.url, query=str(query))
    with pytest.raises(UsageError, match="query file"):
        asking("sparql", service=between.url, query=str(tmp_path / "none.rq"))
    assert between.asked == []


def test_a_reconciliation_service_is_believed_as_far_as_its_data_go(atlas: str) -> None:
    said = {c.iri[-2:]: (c.score, c.relation) for c in asking("reconcile", service=atlas)(LANXI)}
    assert said == {"p1": (0.2, "skos:closeMatch"), "p2": (0.2, "skos:closeMatch")}, "a name alone, and two bear it"
    told = {c.iri[-2:]: (c.score, c.relation) for c in asking("reconcile", service=atlas, properties="code=code")(LANXI)}
    assert told == {"p1": (0.95, "skos:exactMatch")}
    within = {c.iri[-2:]: (c.score, c.relation) for c in asking("reconcile", service=atlas, properties="within=above")(NO_CODE)}
    assert within == {"p1": (0.8, "skos:closeMatch")}


def test_wikidata_by_reconciliation_asks_for_code_and_container(between: Failing) -> None:
    item = {"id": "Q900000001", "name": "岚溪县", "score": 97, "match": True, "type": [{"id": "Q50231", "name": "县"}]}
    values = {"P442": [{"str": "41 99 21"}], "P131": [{"id": "Q900000010", "name": "鹤壁市"}]}
    between.faults = [
        says(json.dumps({"versions": ["0.1", "0.2"], "identifierSpace": "http://www.wikidata.org/entity/", "extend": {}}).encode()),
        says(json.dumps({"q0": {"result": [item]}}).encode()),
        says(json.dumps({"rows": {"Q900000001": values}, "meta": []}).encode()),
    ]
    assert short(asking("wikidata-reconcile", service=between.url), LANXI) == [("01", 0.95, "skos:exactMatch")]
    question = json.loads(parse_qs(between.asked[1][3])["queries"][0])["q0"]
    assert question == {
        "query": "岚溪县", "limit": 10, "type": "Q56061", "properties": [{"pid": "P442", "v": "41 99 21"}, {"pid": "P131", "v": "鹤壁市"}],
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------ what fails


def test_failures_in_between_are_sat_out(wikidata: str, between: Failing) -> None:
    between.behind = wikidata
    between.faults = [status(500), status(500), status(429, Retry_After="5"), status(503)]
    ask = asking("wikidata", service=between.url)
    with pytest.raises(LookUpFailed, match="asked 4 times"):
        ask(LANXI)
    assert short(ask, LANXI)[0] == ("01", 0.95, "skos:exactMatch")
    between.faults = [servers.truncated, servers.breaks]
    assert short(ask, OFFICE) == [("40", 0.8, "skos:closeMatch")]


def test_one_thing_that_fails_leaves_the_others_and_is_asked_again_later(wikidata: str, between: Failing, tmp_path: Path) -> None:
    between.behind = wikidata
    between.faults = [says(b'{"head": ')]
    ask = asking("wikidata", service=between.url, cache=str(tmp_path))
    with pytest.raises(LookUpFailed, match="broken"):
        ask(LANXI)
    assert ask(OFFICE)
    assert ask(LANXI)


def test_a_source_that_keeps_failing_is_given_up(between: Failing) -> None:
    between.faults = [says(b"{")] * 20
    ask = asking("wikidata", service=between.url)
    for _ in range(4):
        with pytest.raises(LookUpFailed):
            ask(LANXI)
    with pytest.raises(SourceUnusable, match="5 questions in a row"):
        ask(LANXI)
    assert len(between.asked) == 5


def test_failures_that_are_not_in_a_row_are_no_reason_to_give_up(between: Failing) -> None:
    broken, fine = says(b"{"), says(b'{"results": {"bindings": []}}')
    between.faults = [broken] * 4 + [fine] + [broken] * 4
    ask = asking("wikidata", service=between.url)
    for _ in range(4):
        with pytest.raises(LookUpFailed):
            ask(LANXI)
    assert ask(NO_CODE) == []
    for _ in range(4):
        with pytest.raises(LookUpFailed):
            ask(LANXI)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"results": {"bindings": 3}}',
        b'{"results": {"bindings": [3]}}',
        b'{"results": {"bindings": [{"candidate": {"type": "uri", "value": 12}}]}}',
        b'{"results": {"bindings": [{"candidate": {"type": "uri", "value": null}}]}}',
        b'{"results": {"bindings": [{"candidate": "x"}]}}',
        b'{"error": {"code": "maxlag"}}',
        b"null",
    ],
)
def test_json_that_is_no_result_fails_alone(between: Failing, body: bytes) -> None:
    between.faults = [says(body)]
    with pytest.raises(LookUpFailed, match="no results of SPARQL"):
        asking("wikidata", service=between.url)(LANXI)


@pytest.mark.parametrize(
    ("manifest", "said"), [({}, "no reconciliation service"), ([], "no reconciliation service"), ({"identifierSpace": "urn:x", "versions": ["1.0-draft"]}, "0.2 is spoken")]
)  # fmt: skip
def test_what_is_no_reconciliation_service_is_left(between: Failing, manifest: object, said: str) -> None:
    between.faults = [says(json.dumps(manifest).encode())]
    with pytest.raises(SourceUnusable, match=said):
        asking("reconcile", service=between.url)(LANXI)


@pytest.mark.parametrize(
    "answer", [{}, {"q0": {}}, {"q0": {"result": 3}}, {"q0": {"result": [3]}}, {"q0": {"result": [{"name": "no id"}]}}, []]
)
def test_candidates_that_cannot_be_read_fail_alone(between: Failing, answer: object) -> None:
    between.faults = [says(b'{"identifierSpace": "https://a.example/"}'), says(json.dumps(answer).encode())]
    with pytest.raises(LookUpFailed, match="no list of candidates"):
        asking("reconcile", service=between.url)(LANXI)


def test_an_error_beside_no_candidates_is_no_answer_and_is_told_as_the_service_says_it(between: Failing, tmp_path: Path) -> None:
    wrong = {
        "status": 400,
        "code": "unknown-name",
        "zh": "没有类“kg:Plac”",
        "en": 'there is no type "kg:Plac"',
        "next_en": "nearest: kg:Place",
    }
    ask = asking("reconcile", service=between.url, type="kg:Plac", cache=str(tmp_path))
    manifest = says(b'{"identifierSpace": "https://a.example/"}')
    for error, said in (
        (wrong, 'question: there is no type "kg:Plac"; nearest: kg:Place'),
        ("no such\x1b[1m type", r"question: no such \[1m type"),
        ([3], "question"),
    ):
        between.faults = [*([manifest] if error is wrong else []), says(json.dumps({"q0": {"result": [], "error": error}}).encode())]
        with pytest.raises(LookUpFailed, match=said):
            ask(LANXI)
    between.faults = [says(json.dumps({"q0": {"result": [{"id": "p1", "name": "岚溪县"}], "error": None}}).encode())]
    assert [c.iri for c in ask(LANXI)] == ["https://a.example/p1"], "nothing was kept of what failed"


def test_an_entity_whose_space_makes_no_iri_is_known_by_its_page(between: Failing) -> None:
    manifest = {"identifierSpace": "atlas places/", "view": {"url": "https://atlas.example/{{id}}.html"}}
    between.faults = [says(json.dumps(manifest).encode()), says(json.dumps({"q0": {"result": [{"id": "p 1", "name": "岚溪县"}]}}).encode())]
    assert [c.iri for c in asking("reconcile", service=between.url)(LANXI)] == ["https://atlas.example/p%201.html"]


def test_hostile_answers_stay_text_and_odd_ones_do_no_harm(between: Failing) -> None:
    results = [
        {"id": "p9", "name": "<script>\x1b[31m岚溪县\u202e\n", "score": "ninety", "type": 3, "description": "\x00"},
        {"id": '"> <urn:x', "name": 7, "score": -5, "type": ["县"]},
        {"id": "javascript:alert(1)", "name": "岚溪县", "score": float("inf")},
        {"id": "../../etc", "name": "县" * 10_000, "score": 10**400},
    ]
    between.faults = [
        says(b'{"identifierSpace": "https://a.example/", "view": []}'),
        says(json.dumps({"q0": {"result": results}}).encode()),
    ]
    found = asking("reconcile", service=between.url)(LANXI)
    conforms(TARGETS["reconcile"], LANXI, found)
    assert {c.iri for c in found} <= {f"https://a.example/{i}" for i in ("p9", "%22%3E%20%3Curn:x", "javascript:alert%281%29", "../../etc")}
    assert all(c.label.isprintable() and len(c.label) <= 200 for c in found)


# ------------------------------------------------------------------------------------------------ what is kept


def test_a_second_run_asks_nothing_and_says_the_same(wikidata: str, between: Failing, tmp_path: Path) -> None:
    between.behind = wikidata
    first = asking("wikidata", service=between.url, cache=str(tmp_path))
    first.source.today = lambda: "2026-11-20"
    found, nothing = first(LANXI), first(NOWHERE)
    assert {c.date for c in found} == {"2026-11-20"}
    asked, kept = len(between.asked), {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    second = asking("wikidata", service=between.url, cache=str(tmp_path))
    second.source.today = lambda: "2026-11-26"
    assert (second(LANXI), second(NOWHERE), second.day) == (found, nothing, "2026-11-20"), "also that nothing is found was said on a day"
    assert (len(between.asked), {path.name: path.read_bytes() for path in tmp_path.iterdir()}) == (asked, kept)
    later = asking("wikidata", service=between.url, cache=str(tmp_path), since="2026-11-21")
    later.source.today = lambda: "2026-11-26"
    assert {c.date for c in later(LANXI)} == {"2026-11-26"}


def test_each_answer_has_its_own_day(wikidata: str, between: Failing, tmp_path: Path) -> None:
    between.behind = wikidata
    ask = asking("wikidata", service=between.url, cache=str(tmp_path))
    for entity, day in ((LANXI, "2026-11-20"), (TOWN, "2026-11-26")):
        ask.source.today = lambda day=day: day
        assert {candidate.date for candidate in ask(entity)} == {day}
    assert {candidate.date for candidate in ask(LANXI)} == {"2026-11-20"}
    assert all(
        "#" not in unquote_plus(body).replace("XMLSchema#", "").replace("core#", "").replace("rdf-schema#", "")
        for *_, body in between.asked
    )


def test_what_is_kept_can_be_read_by_eye_and_half_a_character_does_no_harm(between: Failing, tmp_path: Path) -> None:
    row = {"candidate": {"type": "uri", "value": "https://a.example/1"}, "label": {"type": "literal", "value": "岚溪县"}}
    odd = {**row, "about": {"type": "literal", "value": "\ud800"}}
    for entity, said in ((LANXI, row), (NO_CODE, odd)):
        between.faults = [says(json.dumps({"results": {"bindings": [said]}}).encode())]
        ask = asking("wikidata", service=between.url, cache=str(tmp_path))
        found = ask(entity)
        assert found
        assert asking("wikidata", service=between.url, cache=str(tmp_path))(entity) == found
    assert any('"value": "岚溪县"' in path.read_text(encoding="utf-8") for path in tmp_path.iterdir())


def test_a_run_that_was_killed_goes_on_where_it_ended(wikidata: str, between: Failing, tmp_path: Path) -> None:
    between.behind = wikidata
    first = asking("wikidata", service=between.url, cache=str(tmp_path))
    first(LANXI)
    (tmp_path / ".half.json.new").write_text('{"url": ')
    again = asking("wikidata", service=between.url, cache=str(tmp_path))
    again(LANXI)
    again(TOWN)
    assert len(between.asked) == 2


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b'{"url": "http://other.example/", "fields": {}, "day": "2026-11-20", "said": []}', b"\xff"]
)
def test_a_kept_answer_that_was_damaged_is_asked_for_again(wikidata: str, between: Failing, tmp_path: Path, damage: bytes) -> None:
    between.behind = wikidata
    found = asking("wikidata", service=between.url, cache=str(tmp_path))(LANXI)
    (kept,) = tmp_path.glob("*.json")
    kept.write_bytes(damage)
    assert asking("wikidata", service=between.url, cache=str(tmp_path))(LANXI) == found
    assert len(between.asked) == 2


def test_failures_are_not_kept(between: Failing, tmp_path: Path) -> None:
    between.faults = [status(400), says(b"<html>", "text/html"), says(b"{"), says(b'{"error": {"code": "maxlag"}}')]
    ask = asking("wikidata", service=between.url, cache=str(tmp_path))
    for _ in range(4):
        with pytest.raises((LookUpFailed, SourceUnusable)):
            ask(LANXI)
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------------ what must be said


def test_wikimedia_wants_to_know_whom_to_write_to() -> None:
    with pytest.raises(UsageError, match="--contact"):
        linker("wikidata")
    with pytest.raises(UsageError, match="--service"):
        linker("reconcile")


@pytest.mark.parametrize(
    "settings",
    [
        {"contact": "a\r\nX-Evil: 1"},
        {"contact": "林知夏"},
        {"contact": "me"},
        {"contact": "me@"},
        {"contact": "https://"},
        {"deadline": "soon"},
        {"deadline": "0"},
        {"pause": "-1"},
        {"pause": "nan"},
        {"since": "2026-13-01"},
        {"since": "2026"},
        {"service": "query.wikidata.org"},
    ],
)
def test_settings_that_mean_nothing_are_refused(settings: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        linker("wikidata", **{"contact": "zhixia@example.org", **settings})


def test_without_the_extra_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.links.live.find_spec", lambda name: None)
    with pytest.raises(UsageError, match="pip install urllib3"):
        linker("dbpedia")


def test_the_sample_of_the_document_ends_in_a_line_where_nobody_is_at_home(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sample = re.search(r"```python\n(.*?)```", (checkout / "docs/live-links.md").read_text(encoding="utf-8"), re.DOTALL)
    assert sample
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kg.links.linker", lambda name, **told: linker(name, service="http://127.0.0.1:9/", pause="0", **told))
    exec(compile(sample[1], "live-links.md", "exec"), {})
    assert "it cannot be reached" in capsys.readouterr().out


def test_a_linker_says_of_which_day_its_answer_is(wikidata: str) -> None:
    ask = linker("wikidata", contact="zhixia@example.org", service=wikidata, pause="0")
    assert provenance(ask) == ("", wikidata)
    (best, _) = ask(LANXI)
    assert provenance(ask) == (best.date, wikidata)
    assert provenance(linker("gbt2260")) == ("", "")
