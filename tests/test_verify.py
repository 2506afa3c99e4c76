"""Every anchor is re-read from the kept bytes: a byte that flipped and an offset that moved are found."""

import gzip
import json
import shutil
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.builds import build
from kg.commands import cli
from kg.contents import outcome
from kg.model import Metadata
from kg.quads import triples_digest
from kg.resources import EXAMPLES
from kg.shapes import validate
from kg.store import open_snapshot
from kg.verify import VerifyReport, verify
from kg.verify.graph import Graph
from kg.versions import Record
from kg.vocabulary import PLACES_GRAPH, PREFIXES, VOCABULARY_GRAPH

BUILT = [str(EXAMPLES / name) for name in ("hebi-mirror.txt", "hebi-briefing.html", "lanxi-news.jsonl", "lanxi-report.md")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("verify") / "store"
    build(BUILT, store)
    return store


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "store")
    return tmp_path / "store"


def report(store: Path, again: bool = False) -> VerifyReport:
    with open_snapshot(store) as snapshot:
        return verify(snapshot, again)


def change(store: Path, update: str) -> None:
    """Change what readers open, as a fault of the disk or another program would."""
    (snapshot,) = (store / "snapshots").iterdir()
    ox.Store(str(snapshot)).update(update, prefixes=PREFIXES)


def is_refused(store: Path) -> str:
    done = CliRunner().invoke(cli, ["verify", "--store", str(store)])
    assert done.exit_code == 1
    return done.stderr


def test_what_was_built_is_proven(store: Path) -> None:
    found = report(store)
    assert found.mismatches == ()
    assert found.unanchored == dict.fromkeys(found.unanchored, 0)
    assert found.documents == 5
    assert found.exact > 2 * found.claims > 0
    assert 0 < found.inherited < found.exact
    with open_snapshot(store) as snapshot:
        assert found.claims == sum(snapshot.record(v).claims for v in snapshot.versions())


def test_counts_are_printed(store: Path) -> None:
    done = CliRunner().invoke(cli, ["verify", "--store", str(store), "--format", "jsonl"])
    assert done.exit_code == 0
    counts = {row["counted"]: row["count"] for row in map(json.loads, done.stdout.splitlines())}
    assert counts["exact"] == report(store).exact
    assert counts["mismatched"] == 0
    assert {name for name in counts if name.endswith("without an anchor")} >= {"metric without an anchor", "place without an anchor"}


def test_one_text_from_two_addresses_is_a_text_of_each_document(tmp_path: Path) -> None:
    for name in ("one", "two"):
        article = tmp_path / f"{name}.txt"
        article.write_text("云溪县教育局局长周晓禾说：“全县新建学校3所。”", encoding="utf-8")
        build([str(article)], tmp_path / "store", Metadata(url=f"https://example.org/{name}"))
    with open_snapshot(tmp_path / "store") as snapshot:
        assert len(snapshot.versions()) == 2
        assert validate(snapshot).results == ()
        assert verify(snapshot).mismatches == ()


def test_an_anchor_in_the_text_of_another_document_is_found(store: Path) -> None:
    with open_snapshot(store) as snapshot:
        one, other, *_ = sorted(row["text"].value for row in snapshot.query("SELECT ?text { ?text a kg:Text }"))
    change(
        store,
        "DELETE { GRAPH ?g { ?c kg:valueAnchor ?a } } INSERT { GRAPH ?g { ?c kg:valueAnchor ?b } } "
        f"WHERE {{ GRAPH ?g {{ ?c kg:valueAnchor ?a }} BIND(IRI(REPLACE(STR(?a), '{one}', '{other}')) AS ?b) }}",
    )
    assert report(store).mismatches


def test_a_flipped_byte_of_a_source_is_found(store: Path) -> None:
    kept = next((store / "sources").iterdir())
    received = bytearray(gzip.decompress(kept.read_bytes()))
    received[len(received) // 2] ^= 1
    kept.write_bytes(gzip.compress(bytes(received)))
    said = is_refused(store)
    assert "保存的字节" in said and "kept bytes" in said


def test_a_damaged_file_of_a_source_is_found(store: Path) -> None:
    kept = next((store / "sources").iterdir())
    kept.write_bytes(kept.read_bytes()[:-9])
    assert f"sources/{kept.name}" in is_refused(store)


@pytest.mark.parametrize(
    ("what", "update"),
    [
        ("the start of a quotation",
         "DELETE { GRAPH ?g { ?p oa:start ?n } } INSERT { GRAPH ?g { ?p oa:start ?m } } "
         "WHERE { { SELECT ?g ?p ?n { GRAPH ?g { ?p oa:start ?n } } ORDER BY ?p LIMIT 1 } BIND(?n + 1 AS ?m) }"),
        ("the words of a quotation",
         "DELETE { GRAPH ?g { ?q oa:exact ?w } } INSERT { GRAPH ?g { ?q oa:exact ?v } } "
         "WHERE { { SELECT ?g ?q ?w { GRAPH ?g { ?q oa:exact ?w } } ORDER BY ?q LIMIT 1 } BIND(CONCAT(?w, '了') AS ?v) }"),
        ("the anchor of a number",
         "DELETE { GRAPH ?g { ?c kg:valueAnchor ?a } } INSERT { GRAPH ?g { ?c kg:valueAnchor ?b } } "
         "WHERE { { SELECT ?g ?c ?a { GRAPH ?g { ?c kg:valueAnchor ?a } } ORDER BY ?c LIMIT 1 } "
         "BIND(IRI(REPLACE(STR(?a), 'char=', 'char=1')) AS ?b) }"),
        ("the anchor of a place, outside the text",
         "DELETE { GRAPH ?g { ?c kg:placeAnchor ?a } } INSERT { GRAPH ?g { ?c kg:placeAnchor ?b } } "
         "WHERE { { SELECT ?g ?c ?a { GRAPH ?g { ?c kg:placeAnchor ?a } } ORDER BY ?c LIMIT 1 } "
         "BIND(IRI(REPLACE(STR(?a), 'char=.*', 'char=999999,1000000')) AS ?b) }"),
        ("the anchor of a number, gone",
         "DELETE { GRAPH ?g { ?c kg:valueAnchor ?a } } WHERE { { SELECT ?g ?c ?a { GRAPH ?g { ?c kg:valueAnchor ?a } } ORDER BY ?c LIMIT 1 } }"),
    ],
)  # fmt: skip
def test_an_anchor_that_moved_is_found(what: str, update: str, store: Path) -> None:
    change(store, update)
    assert report(store).mismatches, what
    assert "不符" in is_refused(store)


def test_a_part_of_the_claim_table_that_was_cut_short_is_found(store: Path) -> None:
    kept = next((store / "claims").iterdir())
    kept.write_bytes(kept.read_bytes()[:-9])
    assert "claim table" in is_refused(store)


@pytest.mark.parametrize("folder", ["claims", "offsets", "sources", "texts"])
def test_a_file_that_is_gone_is_found_and_the_next_build_makes_it_again(folder: str, store: Path) -> None:
    kept = next((store / folder).iterdir())
    content = kept.read_bytes()
    kept.unlink()
    assert f"{folder}/{kept.name}" in is_refused(store)
    outcomes = [b.outcome for b in build(BUILT, store).built]
    assert sorted(outcomes) == ["replaced", *["unchanged"] * 4]
    assert kept.read_bytes() == content
    assert report(store).mismatches == ()


def test_an_offset_map_that_changed_is_found(store: Path) -> None:
    kept = max((store / "offsets").iterdir(), key=lambda path: path.stat().st_size)
    content = bytearray(kept.read_bytes())
    content[-1] ^= 1
    kept.write_bytes(bytes(content))
    assert is_refused(store)


def test_a_text_that_changed_is_found(store: Path) -> None:
    kept = next((store / "texts").iterdir())
    kept.write_bytes(gzip.compress(gzip.decompress(kept.read_bytes()).replace("了".encode(), "过".encode(), 1)))
    assert "repaired text" in is_refused(store)


def test_a_period_that_follows_from_a_date_in_metadata_says_so(tmp_path: Path) -> None:
    article = tmp_path / "report.md"
    article.write_text("# 政府工作报告\n\n各位代表：\n\n## 一、重点工作\n\n云溪县地区生产总值增长8%。\n", encoding="utf-8")
    build([str(article)], tmp_path / "store", Metadata(title="云溪县政府工作报告", published="2020-01-18"))
    with open_snapshot(tmp_path / "store") as snapshot:
        found = verify(snapshot)
        (row,) = snapshot.query("SELECT ?end { ?claim kg:fromMetadata kg:periodAnchor ; kg:observes/kg:periodEnd ?end }")
    assert row["end"].value == "2020"
    assert found.unanchored["period"] == 0


def test_a_role_without_an_anchor_is_counted(store: Path) -> None:
    change(store, "DELETE WHERE { GRAPH ?g { ?claim kg:metricAnchor ?anchor } }")
    assert report(store).unanchored["metric"] == report(store).claims


def move(store: Path, role: str) -> None:
    """Move one anchor by a character."""
    (snapshot,) = (store / "snapshots").iterdir()
    database = ox.Store(str(snapshot))
    quad = min(database.quads_for_pattern(None, ox.NamedNode(PREFIXES["kg"] + role), None, None), key=str)
    iri, _, place = quad.object.value.rpartition("=")  # type: ignore[union-attr]
    start, end = map(int, place.split(","))
    database.remove(quad)
    database.add(ox.Quad(quad.subject, quad.predicate, ox.NamedNode(f"{iri}={start + 1},{end + 1}"), quad.graph_name))
    del database


@pytest.mark.parametrize(
    "role", ["metricAnchor", "placeAnchor", "periodAnchor", "programmeAnchor", "speakerAnchor", "baseAnchor", "postAnchor"]
)
def test_an_anchor_of_any_role_that_moved_by_one_is_found(role: str, store: Path) -> None:
    move(store, role)
    assert role in is_refused(store)


@pytest.mark.parametrize(
    "update",
    [
        "DELETE { GRAPH ?g { ?o sdmx-m:obsValue ?v } } INSERT { GRAPH ?g { ?o sdmx-m:obsValue 999 } } WHERE { GRAPH ?g { ?o sdmx-m:obsValue ?v } }",
        "DELETE { GRAPH ?g { ?o kg:countedIn ?v } } INSERT { GRAPH ?g { ?o kg:countedIn '斤' } } WHERE { GRAPH ?g { ?o kg:countedIn ?v } }",
        "DELETE { GRAPH ?g { ?c kg:inherited ?role } } WHERE { GRAPH ?g { ?c kg:inherited ?role } }",
        "INSERT { GRAPH ?g { ?c kg:doubt '无' } } WHERE { GRAPH ?g { ?c a schema:Claim } }",
        "DELETE { GRAPH ?g { ?n skos:prefLabel ?name } } WHERE { GRAPH ?g { ?n a org:Organization ; skos:prefLabel ?name } }",
    ],
)
def test_a_graph_that_says_something_else_than_the_text_is_found(update: str, store: Path) -> None:
    change(store, update)
    said = is_refused(store)
    assert "gone" in said or "not from the text" in said


def test_a_record_that_counts_otherwise_is_found(store: Path) -> None:
    for path in (store / "versions").iterdir():
        path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "claims": 7}), encoding="utf-8")
    assert "record: claims" in is_refused(store)


def record_files(store: Path, lines: bool) -> Path:
    """A record of the store: of a line of a file of several, or of a file."""
    return next(
        path
        for path in sorted((store / "versions").iterdir())
        if ("jsonl" in json.loads(path.read_text(encoding="utf-8"))["media_type"]) == lines
    )


@pytest.mark.parametrize("lines", [True, False])
@pytest.mark.parametrize("field", [field.name for field in fields(Record)])
def test_a_record_of_which_a_field_changed_or_is_gone_is_found(field: str, lines: bool, store: Path) -> None:
    path = record_files(store, lines)
    record = json.loads(path.read_text(encoding="utf-8"))
    old = record[field]
    changed = (
        not old
        if isinstance(old, bool)
        else old + 1
        if isinstance(old, int)
        else {**old, "title": "改"}
        if isinstance(old, dict)
        else old + "x"
    )
    path.write_text(json.dumps({**record, field: changed}), encoding="utf-8")
    assert is_refused(store)
    del record[field]
    path.write_text(json.dumps(record), encoding="utf-8")
    assert ("record: reading" if field == "reading" else "damaged or gone") in is_refused(store)  # earlier versions wrote none


@pytest.mark.parametrize("content", ["[]", "{}", "", "\ufeff", "7", '{"given": 3}'])
def test_a_record_that_is_none_is_found(content: str, store: Path) -> None:
    record_files(store, False).write_text(content, encoding="utf-8")
    assert "damaged or gone" in is_refused(store)


def test_a_table_of_other_rows_is_found_though_its_record_agrees(store: Path) -> None:
    path = record_files(store, False)
    record = json.loads(path.read_text(encoding="utf-8"))
    table = store / "claims" / f"{path.stem}.parquet"
    rows = pq.read_table(table)
    pq.write_table(rows.slice(1), table)
    path.write_text(json.dumps({**record, "table": sha256(table.read_bytes()).hexdigest()}), encoding="utf-8")
    assert "part of the claim table" in is_refused(store)


def seal(store: Path) -> None:
    """Give every record the digest of what is in its graph now."""
    with open_snapshot(store) as snapshot:
        for version in snapshot.versions():
            record = snapshot.record(version)
            found = outcome(triples_digest(Graph(snapshot, version).triples), record.table, record.counts())
            (store / "versions" / f"{version.key}.json").write_bytes(replace(record, reading=found).to_bytes())


def test_what_has_its_digests_is_read_again_where_that_is_asked_for(store: Path) -> None:
    assert report(store).read_again == 0
    assert report(store, again=True).read_again == 5
    assert report(store, again=True).mismatches == ()
    assert CliRunner().invoke(cli, ["verify", "--again", "--store", str(store)]).exit_code == 0


def test_only_what_has_another_digest_is_read_again(store: Path) -> None:
    change(
        store, "DELETE { GRAPH ?g { ?d kg:genre ?genre } } WHERE { { SELECT * { GRAPH ?g { ?d kg:genre ?genre } } ORDER BY ?d LIMIT 1 } }"
    )
    found = report(store)
    assert found.read_again == 1
    assert [mismatch.what for mismatch in found.mismatches] == ["少了 · gone"]


def test_a_graph_that_was_changed_with_its_record_is_found_by_reading_again(store: Path) -> None:
    change(
        store,
        "DELETE { GRAPH ?g { ?o kg:measure ?m } } INSERT { GRAPH ?g { ?o kg:measure kg:Change } } WHERE { GRAPH ?g { ?o kg:measure ?m } }",
    )
    seal(store)
    assert report(store).mismatches == ()
    found = {mismatch.what for mismatch in report(store, again=True).mismatches}
    assert found == {"少了 · gone", "多了 · not from the text", "记录 · record: reading"}


@pytest.mark.parametrize(("role", "told"), [("valueAnchor", "number"), ("postAnchor", "post")])
def test_an_anchor_that_moved_is_found_though_the_record_was_changed_with_it(role: str, told: str, store: Path) -> None:
    move(store, role)
    seal(store)
    assert told in is_refused(store)


def test_a_name_of_a_document_that_cannot_be_read_is_not_known(store: Path) -> None:
    change(store, "DELETE { GRAPH ?g { ?s skos:prefLabel ?name } } WHERE { GRAPH ?g { ?s a org:Post ; skos:prefLabel ?name } }")
    for kept in (store / "sources").iterdir():
        kept.unlink()
    assert "sources/" in is_refused(store)


def test_what_another_reader_made_is_held_to_its_digest(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(store, "DELETE WHERE { GRAPH ?g { ?o kg:measure ?m } }")
    monkeypatch.setattr("kg.verify.reader_digest", lambda: "another")
    assert "what was read" in is_refused(store)
    for path in (store / "versions").iterdir():
        record = json.loads(path.read_text(encoding="utf-8"))
        del record["reading"]
        path.write_text(json.dumps(record), encoding="utf-8")
    assert [mismatch.what.rpartition(" · ")[2].partition(";")[0] for mismatch in report(store).mismatches] == [
        "the record has no digest of what was read"
    ] * 5


@pytest.mark.parametrize(
    ("told", "update"),
    [
        ("what it revises", "INSERT { GRAPH ?g { ?g prov:wasRevisionOf <urn:x> } } WHERE { ?d kg:current ?g }"),
        ("not from the documents", 'INSERT { GRAPH ?g { ?s skos:prefLabel "假名"@zh } } WHERE { GRAPH ?g { ?s a org:Organization } }'),
        ("not from the documents", "INSERT { GRAPH ?g { ?s a schema:Person } } WHERE { GRAPH ?g { ?s a org:Post } }"),
        ("not from the documents", 'INSERT { GRAPH ?g { <urn:x> skos:prefLabel "假名"@zh } } WHERE { GRAPH ?g { ?s a org:Post } }'),
        ("gone", "DELETE { GRAPH ?g { ?s skos:prefLabel ?o } } INSERT { GRAPH ?g { ?s skos:prefLabel '假' } } WHERE { GRAPH ?g { ?s skos:prefLabel ?o ; a org:Post } }"),
        ("not from the documents", 'INSERT { GRAPH ?g { ?s kg:path 7 } } WHERE { GRAPH ?g { ?s kg:path ?path } }'),
        ("gone", "DELETE { GRAPH ?g { ?s skos:prefLabel ?o } } WHERE { GRAPH ?g { ?s skos:prefLabel ?o ; a org:Post } }"),
        ("gone", f"CLEAR GRAPH <{PLACES_GRAPH}>"),
        ("gone", f"CLEAR GRAPH <{VOCABULARY_GRAPH}>"),
        ("gone", f"DELETE WHERE {{ GRAPH ?g {{ <{VOCABULARY_GRAPH}> kg:reader ?reader }} }}"),
        ("a graph of no document", "INSERT DATA { GRAPH <urn:stray> { <urn:a> a schema:Claim } }"),
        ("in the default graph", "INSERT DATA { <urn:a> a schema:Claim }"),
        ("several current versions", "INSERT { GRAPH ?g { ?d kg:current ?w } } WHERE { GRAPH ?g { ?d kg:current ?v . ?e kg:current ?w } FILTER(?v != ?w) }"),
    ],
)  # fmt: skip
def test_what_no_document_gives_is_found(told: str, update: str, store: Path) -> None:
    change(store, update.replace("?d kg:current ?g }", "GRAPH ?c { ?d kg:current ?g } }"))
    assert told in is_refused(store)


def test_what_was_not_read_again_is_counted_and_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.verify.reader_digest", lambda: "another")
    assert report(store).of_another_reader == 5
    done = CliRunner().invoke(cli, ["verify", "--store", str(store)])
    assert done.exit_code == 0
    assert "5 documents were read by another version of the software" in done.stderr


def test_the_anchor_of_a_post_reads_the_post_whoever_made_it(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move(store, "postAnchor")
    monkeypatch.setattr("kg.verify.reader_digest", lambda: "another")
    assert "职务 · post" in is_refused(store)


def test_what_another_reader_made_is_held_to_its_anchors_only(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.verify.reader_digest", lambda: "another")
    assert report(store).mismatches == ()


def test_what_several_processes_find_is_what_one_finds(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move(store, "postAnchor")
    one = report(store)
    monkeypatch.setattr("kg.workers._ALONE", 0)
    monkeypatch.setattr("kg.workers._cores", lambda: 2)
    assert report(store) == one
    assert one.mismatches
