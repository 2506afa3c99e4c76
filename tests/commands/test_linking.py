"""``kg link`` and ``kg link review``: proposals, what a person decides of them, and that decisions outlive the store. The reviewer is made up."""

from csv import DictReader
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from click.testing import CliRunner, Result

from kg.builds import build
from kg.commands import cli
from kg.errors import InputError, LookUpFailed, SourceUnusable, StoreError, UnknownName, UsageError
from kg.links import TARGETS, Candidate, Entity, Reason, Target
from kg.mappings import Mapping, read
from kg.resources import resource
from kg.store import decisions, open_snapshot
from kg.verify import verify
from kg.vocabulary import LINKS_GRAPH, PREFIXES
from kg.writer import writing
from tests.reported import REPORTS, stored

BEIJING = "https://w3id.org/whoclaims/place/110000", "http://www.wikidata.org/entity/Q956"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the reports and their store."""
    return stored(tmp_path_factory.mktemp("linking")).parent


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "store"


def run(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(cli, ["link", *arguments], input=said, catch_exceptions=False)


def linked(store: Path) -> dict[tuple[str, str], str]:
    """The relation between each two things that the store has linked."""
    with open_snapshot(store) as snapshot:
        rows = list(snapshot.query(f"SELECT ?a ?r ?b {{ GRAPH <{LINKS_GRAPH}> {{ ?a ?r ?b }} FILTER(STRENDS(STR(?r), 'Match')) }}"))
    return {(row["a"].value, row["b"].value): row["r"].value.removeprefix(PREFIXES["skos"]) for row in rows}


def review(store: Path, said: str, *arguments: str) -> Result:
    return run("review", *arguments, "--reviewer", "林知夏", "--date", "2026-11-26", "--store", str(store), said=said)


def test_a_query_sees_the_links_that_ship(store: Path) -> None:
    found = linked(store)
    hebi = "https://w3id.org/whoclaims/place/410600"
    assert found[hebi, "https://sws.geonames.org/1808770/"] == "closeMatch"
    assert BEIJING not in found, "one file alone is no ground"
    assert not verify(open_snapshot(store)).mismatches


def test_what_a_former_code_is_is_described_where_it_is_linked(store: Path) -> None:
    with open_snapshot(store) as snapshot:
        told = {str(triple) for triple in snapshot.query("DESCRIBE <https://w3id.org/whoclaims/gbt2260/2010-12/420600>")}
    assert any("襄樊市" in triple for triple in told) and any("isDefinedBy" in triple for triple in told)
    assert not verify(open_snapshot(store)).mismatches


def test_options_before_a_target_are_the_target_s(store: Path, tmp_path: Path) -> None:
    before = run("--store", str(store), "--lang", "en", "--format=csv", "geonames", "浚县")
    assert (
        before.exit_code == 0 and before.stdout == run("geonames", "浚县", "--store", str(store), "--lang", "en", "--format", "csv").stdout
    )
    assert before.stdout.splitlines()[1].startswith("Xun County,geonames,")
    file = tmp_path / "a.csv"
    assert run("-o", str(file), "geonames", "浚县", "--store", str(store)).stdout == "" and file.read_text(encoding="utf-8")
    for dashes in (("-",), ("--", "nowhere")):
        with pytest.raises(UnknownName, match=dashes[-1]):
            run(*dashes)
    done = run("--store", str(store), "review", "wikidata-extract", "--reviewer", "林知夏", said="y\nq\n")
    assert done.exit_code == 0 and [row.pair for row in read(decisions(store))] == [BEIJING]


def test_what_another_decides_meanwhile_stays(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.commands import linking

    answer, hebi = linking._answer, ("https://w3id.org/whoclaims/place/410600", "http://www.wikidata.org/entity/Q404301")

    def meanwhile(*given: str) -> str:
        if not decisions(store).exists():
            decisions(store).write_text(
                "subject_id\tpredicate_id\tobject_id\tmapping_justification\nplace:410600\tskos:exactMatch\twikidata:Q404301\tsemapv:ManualMappingCuration\n",
                encoding="utf-8",
            )
        return answer(*given)

    monkeypatch.setattr(linking, "_answer", meanwhile)
    assert review(store, "y\nq\n", "wikidata-extract").exit_code == 0
    assert {row.pair for row in read(decisions(store))} == {BEIJING, hebi}


def test_without_a_target_the_targets_are_listed_with_counts(store: Path) -> None:
    listed = run("--format", "csv", "--store", str(store))
    rows = [line.split(",") for line in listed.stdout.splitlines()]
    assert rows[0][:5] == ["target", "links", "candidates", "nothing", "decided"]
    assert [row[0] for row in rows[1:]] == list(TARGETS)
    assert sum(int(row[1]) for row in rows[1:]) == len(linked(store)) > 700


def test_candidates_are_told_with_score_and_reasons_in_the_language_asked_for(store: Path) -> None:
    found = run("geonames", "浚县", "--format", "csv", "--store", str(store), "--lang", "en")
    assert found.exit_code == 0
    assert "Xun Xian,0.90,skos:closeMatch" in found.stdout
    assert "the whole name is the same" in found.stdout and "Xun County," in found.stdout and "浚县," not in found.stdout
    assert "全名相同" in run("geonames", "浚县", "--format", "csv", "--store", str(store)).stdout


def test_what_documents_name_is_asked_about_unless_all_or_a_place_is_said(store: Path) -> None:
    def named(*options: str) -> set[str]:
        return {line.split(",")[0] for line in run("gbt2260", *options, "--format", "csv", "--store", str(store)).stdout.splitlines()[1:]}

    assert named() == {"浚县", "鹤壁市"}
    assert named("--all", "--place", "鹤壁市") == {"鹤壁市", "鹤山区", "山城区", "淇滨区", "浚县", "淇县", "鹤壁经济技术开发区"}


def test_nothing_found_ends_with_1_and_an_unknown_name_with_what_is_near(store: Path) -> None:
    assert run("iso3166", "浚县", "--format", "csv", "--store", str(store)).exit_code == 1
    with pytest.raises(UnknownName):
        run("geonames", "俊县", "--store", str(store))
    with pytest.raises(UnknownName):
        run("geoname", "浚县", "--store", str(store))


def test_a_former_division_is_what_it_is_today_and_what_it_is_said(store: Path) -> None:
    found = run("gbt2260", "襄樊市", "下城区", "浚县", "--format", "csv", "--store", str(store))
    assert {row["label"] for row in DictReader(found.stdout.splitlines())} == {"襄阳市", "拱墅区", "浚县"}
    assert "下城区: 今为拱墅区" in found.stderr and "浚县:" not in found.stderr
    for target, name in (("gbt2260", "襄樊镇"), ("qudt", "襄樊市")):
        with pytest.raises(UnknownName):
            run(target, name, "--store", str(store))


def test_decisions_outlive_the_store_and_win_over_what_ships(store: Path) -> None:
    asked = review(store, "n\n", "geonames")
    pair = next(iter(read(decisions(store)))).pair
    assert asked.exit_code == 0 and pair not in linked(store)
    review(store, "e\n", "wikidata-extract")
    assert linked(store)[BEIJING] == "exactMatch"
    rmtree(store)
    build([str(store.parent / "reports.jsonl")], store)
    assert linked(store)[BEIJING] == "exactMatch"
    assert not verify(open_snapshot(store)).mismatches
    refused, confirmed = sorted(read(decisions(store)), key=lambda row: not row.predicate_modifier)
    assert (refused.predicate_modifier, confirmed.predicate_modifier) == ("Not", "")
    assert {row.reviewer_label for row in (refused, confirmed)} == {"林知夏"}
    assert {row.review_date for row in (refused, confirmed)} == {"2026-11-26"}


def test_what_somebody_denied_is_no_candidate(store: Path) -> None:
    review(store, "n\n", "geonames")
    denied = decisions(store)
    asked = run(
        "review", "--from", str(denied), "--reviewer", "周晓禾", "--mappings", str(store.parent / "theirs.tsv"), "--store", str(store)
    )
    assert asked.exit_code == 0 and "没有待判定的候选" in asked.stderr


def test_what_was_decided_is_not_asked_again_and_a_skip_is(store: Path) -> None:
    first = review(store, "s\nmaybe\ny\nq\n", "geonames")
    again = review(store, "", "geonames")
    before, after = (int(told.stderr.split("[1/")[1].split("]")[0]) for told in (first, again))
    assert after == before - 1
    assert again.stderr.split("[1/")[1].split("\n")[0].split("]")[1] == first.stderr.split("[1/")[1].split("\n")[0].split("]")[1]


def test_a_mapping_file_is_among_what_can_be_written_and_says_why_it_has_no_row(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.sssom\.tsv"):
        run("geonames", "淇县", "-o", str(tmp_path / "g.xlsx"), "--store", str(store))
    file = tmp_path / "own.SSSOM.tsv"
    told = run("statistics", "浚县", "-o", str(file), "--store", str(store))
    assert "1 have no row" in told.stderr and read(file) == ()
    assert file.read_text(encoding="utf-8").startswith("#curie_map")
    assert "have no row" not in run("geonames", "淇县", "-o", str(file), "--store", str(store)).stderr and len(read(file)) == 2


def test_a_question_mark_explains_the_letters(store: Path) -> None:
    told = review(store, "?\nq\n", "geonames").stderr
    assert told.count("[1/") == 1 and all(f"\n  {letter} " in told for letter in "yensq")


def test_a_decision_is_marked_beside_its_candidate_and_is_revised_in_the_file(store: Path) -> None:
    def decided_of(*options: str) -> list[str]:
        listed = run("geonames", "淇县", "--format", "csv", "--store", str(store), *options).stdout
        return [row["decision"] for row in DictReader(listed.splitlines())]

    def drawn() -> str:
        return run("geonames", "淇县", "--format", "table", "--store", str(store)).stdout

    assert decided_of() == ["", ""] and "判定" not in drawn()
    review(store, "n\ne\n", "geonames", "--place", "淇县")
    assert decided_of() == ["Not", "skos:exactMatch"] and "判定" in drawn() and "Not" in drawn()
    nothing = review(store, "", "geonames", "--place", "淇县")
    assert "没有待判定的候选" in nothing.stderr and f"from {decisions(store)}" in nothing.stderr
    file = decisions(store)
    file.write_text("".join(line for line in file.read_text(encoding="utf-8").splitlines(True) if "\tNot\t" not in line), encoding="utf-8")
    review(store, "y\n", "geonames", "--place", "淇县")
    assert decided_of() == ["skos:closeMatch", "skos:exactMatch"]


def test_the_end_of_the_input_ends_the_questions_and_keeps_what_was_said(store: Path) -> None:
    assert review(store, "y\ny\n", "geonames").exit_code == 0
    assert len(read(decisions(store))) == 2


def test_no_answer_writes_no_file(store: Path) -> None:
    assert "没有作判定" in review(store, "q\n").stderr
    assert not decisions(store).exists()


def test_a_file_elsewhere_is_remembered(store: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "team" / "ours.sssom.tsv"
    review(store, "y\n", "wikidata-extract", "--mappings", str(elsewhere))
    assert BEIJING in linked(store) and elsewhere.is_file()
    build([str(tmp_path / "reports.jsonl")], store)
    assert BEIJING in linked(store)
    assert decisions(store).resolve() == elsewhere


def asked_of(store: Path, file: Path, *arguments: str) -> Result:
    """What a build of a store with a file of decisions says."""
    return CliRunner().invoke(
        cli,
        ["build", str(store.parent / "reports.jsonl"), "--store", str(store), "--mappings", str(file), *arguments],
        catch_exceptions=False,
    )


def test_a_file_elsewhere_is_named_again_where_the_store_is_built_anew(store: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "team" / "ours.sssom.tsv"
    first = review(store, "y\n", "wikidata-extract", "--place", "北京市", "--mappings", str(elsewhere))
    assert f"kg build --mappings {elsewhere}" in first.stderr
    rmtree(store)
    assert asked_of(store, elsewhere).exit_code == 0
    assert BEIJING in linked(store)
    build([str(tmp_path / "reports.jsonl")], store)
    assert BEIJING in linked(store), "it is remembered"
    rmtree(store)
    build([str(tmp_path / "reports.jsonl")], store)
    assert BEIJING not in linked(store)
    again = review(store, "", "wikidata-extract", "--place", "北京市", "--mappings", str(elsewhere))
    assert "没有待判定的候选" in again.stderr and BEIJING in linked(store)
    assert decisions(store).resolve() == elsewhere


def test_a_new_file_begins_with_the_decisions_that_there_are_and_what_another_lacks_is_told(store: Path, tmp_path: Path) -> None:
    review(store, "y\n", "wikidata-extract")
    first, new, other = decisions(store), tmp_path / "new.sssom.tsv", tmp_path / "other.sssom.tsv"
    review(store, "y\n", "wikidata-extract", "--mappings", str(new))
    assert BEIJING in linked(store) and {row.pair for row in read(first)} < {row.pair for row in read(new)}
    other.write_text("", encoding="utf-8")
    assert "2 decisions in it are not in" in asked_of(store, other).stderr
    assert BEIJING not in linked(store)
    assert "no longer count" not in asked_of(store, new).stderr
    assert BEIJING in linked(store)


@pytest.mark.parametrize("named", [True, False], ids=["named", "beside the store"])
def test_decisions_that_are_gone_stop_the_build_wherever_they_were(store: Path, tmp_path: Path, named: bool) -> None:
    file = tmp_path / "ours.sssom.tsv"
    review(store, "y\n", "wikidata-extract", *(("--mappings", str(file)) if named else ()))
    away = decisions(store).rename(tmp_path / "away.tsv")
    with pytest.raises(InputError, match="kg build --mappings"):
        build([str(tmp_path / "reports.jsonl")], store)
    assert BEIJING in linked(store)
    assert asked_of(store, away).exit_code == 0 and BEIJING in linked(store)
    away.unlink()
    (store / "decisions").unlink()
    build([str(tmp_path / "reports.jsonl")], store)
    assert BEIJING not in linked(store), "a person said so"


def test_a_store_that_is_renamed_keeps_its_decisions(store: Path, tmp_path: Path) -> None:
    review(store, "y\n", "wikidata-extract")
    renamed = store.rename(tmp_path / "news")
    build([str(tmp_path / "reports.jsonl")], renamed)
    assert BEIJING in linked(renamed)
    assert not verify(open_snapshot(renamed)).mismatches


def test_a_file_changed_by_hand_counts_at_the_next_build_and_a_broken_one_is_told_first(store: Path) -> None:
    review(store, "y\n", "wikidata-extract")
    file = decisions(store)
    file.write_text(file.read_text(encoding="utf-8").replace("exactMatch", "relatedMatch"), encoding="utf-8")
    build([str(store.parent / "reports.jsonl")], store)
    assert linked(store)[BEIJING] == "relatedMatch"
    file.write_text("subject_id\tx\n甲\t乙\n", encoding="utf-8")
    with pytest.raises(InputError), writing(store):
        raise AssertionError("it was opened")
    assert linked(store)[BEIJING] == "relatedMatch"


def test_links_of_what_has_left_the_store_leave_it(store: Path) -> None:
    with open_snapshot(store) as snapshot:
        person = next(iter(snapshot.query("SELECT ?p { ?p a schema:Person } ORDER BY ?p LIMIT 1")))["p"].value
    row = Mapping(person, PREFIXES["skos"] + "exactMatch", "urn:person:1", "semapv:ManualMappingCuration", "某人", reviewer_label="林知夏")
    from kg.mappings import text

    decisions(store).write_text(text([row], "判定 · decisions", "urn:a"), encoding="utf-8")
    with writing(store):
        pass
    assert (person, "urn:person:1") in linked(store)
    with writing(store) as writer:
        for version in writer.versions():
            if version.document.rsplit("/", 1)[1] != REPORTS[0]["id"]:
                writer.remove(version)
    people = {pair[0] for pair in linked(store) if "/person/" in pair[0]}
    with open_snapshot(store) as snapshot:
        there = {row["p"].value for row in snapshot.query("SELECT ?p { ?p a schema:Person }")}
    assert people <= there
    assert not verify(open_snapshot(store)).mismatches


def test_links_of_people_and_bodies_can_be_asked_for_by_name(store: Path) -> None:
    from kg.mappings import text

    with open_snapshot(store) as snapshot:
        pattern = "{ ?it a org:Organization ; skos:prefLabel ?name } UNION { ?it a schema:Person ; schema:name ?name }"
        things = {row["name"].value: row["it"].value for row in snapshot.query(f"SELECT ?it ?name {{ {pattern} }} ORDER BY ?name")}
        kinds = {iri.rsplit("/", 2)[1]: (name, iri) for name, iri in things.items()}
    exact = PREFIXES["skos"] + "exactMatch"
    rows = [Mapping(iri, exact, f"urn:{of}:1", "semapv:ManualMappingCuration", reviewer_label="林知夏") for of, (_, iri) in kinds.items()]
    decisions(store).write_text(text(rows, "判定 · decisions", "urn:a"), encoding="utf-8")
    with writing(store):
        pass
    assert len(kinds) == 2
    for of, (name, _) in kinds.items():
        asked = CliRunner().invoke(cli, ["ask", "links", "--term", name, "--store", str(store), "--format", "csv"], catch_exceptions=False)
        assert f"{name},等同,urn:{of}:1," in asked.output


def test_what_is_asked_about_can_be_narrowed_to_a_place_or_a_kind(store: Path, tmp_path: Path) -> None:
    def asked(*arguments: str) -> str:
        return review(store, "", *arguments).stderr

    assert "[1/1] 河南省" in asked("wikidata-extract", "--place", "河南省")
    assert "没有待判定的候选" in asked("wikidata-extract", "--place", "鹤壁市")
    mixed = tmp_path / "mixed.sssom.tsv"
    mixed.write_text(
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
        "place:410621\tskos:closeMatch\thttp://data.example.org/a\tsemapv:LexicalMatching\n"
        "unit:hectare\tskos:closeMatch\thttp://data.example.org/b#c\tsemapv:LexicalMatching\n",
        encoding="utf-8",
    )
    assert "[1/1] 公顷" in asked("--from", str(mixed), "--kind", "unit")
    with pytest.raises(UsageError, match="--kind unit"):
        asked("--from", str(mixed), "--kind", "unit", "--place", "河南省")


def test_what_has_no_label_in_a_file_is_called_as_the_store_calls_it(store: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.sssom.tsv"
    bare.write_text(
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
        "place:410621\tskos:closeMatch\thttp://data.example.org/a\tsemapv:LexicalMatching\n"
        "place:1\tskos:closeMatch\thttp://data.example.org/b#c\tsemapv:LexicalMatching\n",
        encoding="utf-8",
    )
    told = review(store, "s\ns\n", "--from", str(bare), "--lang", "en").stderr
    assert "] Xun County  <" in told and "closeMatch  a  <" in told
    assert "] 1  <" in told and "closeMatch  c  <" in told


def test_what_cannot_be_meant_is_refused_before_anything_is_asked(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--from"):
        review(store, "y\n", "geonames", "--from", str(resource("mappings/geonames.sssom.tsv")))
    nameless = run("review", "geonames", "--reviewer", " ", "--store", str(store), said="y\n")
    assert nameless.exit_code == 2 and "判定人没有名字" in nameless.stderr
    dump = tmp_path / "dump.nq"
    dump.write_bytes(b"")
    with pytest.raises(StoreError, match="转储"):
        review(dump, "y\n", "wikidata-extract")
    assert not decisions(dump).exists() and not decisions(store).exists()


def test_decisions_that_are_not_where_they_were_stop_the_build_and_lose_no_link(store: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "team" / "ours.sssom.tsv"
    review(store, "y\n", "wikidata-extract", "--mappings", str(elsewhere))
    away = elsewhere.rename(tmp_path / "away.tsv")
    for call in (
        lambda: build([str(tmp_path / "reports.jsonl")], store),
        lambda: run("--store", str(store)),
        lambda: review(store, "y\n", "geonames"),
    ):
        with pytest.raises(InputError, match="判定的文件不在这里"):
            call()
    assert BEIJING in linked(store)
    with pytest.raises(InputError, match="判定的文件不在这里"):
        run("--store", str(store), "--mappings", str(tmp_path / "none.tsv"))
    away.rename(elsewhere)
    build([str(tmp_path / "reports.jsonl")], store)
    assert BEIJING in linked(store)


class Answers:
    """A live target that is what the test says: an error to raise, or a candidate."""

    day, address = "2026-11-20", "urn:far:service"

    def __init__(self, *answers: Exception | str) -> None:
        self.answers = list(answers)

    def asking(self, name: str, settings: dict[str, str]) -> "Answers":
        return self

    def __call__(self, entity: Entity) -> list[Candidate]:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        reasons = (Reason("code", "代码相同", "the same code"),)
        return [Candidate(answer, entity.name, 0.7, "skos:closeMatch", "semapv:CompositeMatching", reasons)]


def live(monkeypatch: pytest.MonkeyPatch, *answers: Exception | str) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "kg.links.answers", Answers(*answers))  # type: ignore[arg-type]
    monkeypatch.setitem(TARGETS, "far", Target("answers", ("kg:Place",), "远方", "far away", "urn:far:", live=True, settings=("service",)))


def test_one_thing_that_fails_is_told_and_the_rest_goes_on(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live(monkeypatch, LookUpFailed("超时", "timed out"), "urn:far:1")
    told = run("far", "--service", "x", "--format", "csv", "--store", str(store))
    assert "timed out" in told.stderr and "urn:far:1" in told.stdout


def test_a_source_that_cannot_be_used_ends_the_run_and_keeps_what_was_found(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live(monkeypatch, "urn:far:1", SourceUnusable("拒绝连接", "refused"))
    told = run("far", "--service", "x", "--format", "csv", "--store", str(store))
    assert told.exit_code == 3
    assert "refused" in told.stderr and "urn:far:1" in told.stdout


def test_what_is_looked_up_live_has_the_day_of_its_answer(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live(monkeypatch, "urn:far:1", "urn:far:2")
    written = run("far", "--service", "x", "--format", "sssom", "--store", str(store)).stdout
    assert '#mapping_date: "2026-11-20"' in written


def test_what_was_found_live_is_reviewed_from_its_file(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live(monkeypatch, "urn:far:1", "urn:far:2")
    file = tmp_path / "found.sssom.tsv"
    run("far", "--service", "x", "--store", str(store), "-o", str(file))
    with pytest.raises(UsageError, match="--from"):
        review(store, "y\n", "far")
    review(store, "y\nn\n", "--from", str(file))
    assert {other for _, other in linked(store) if other.startswith("urn:far:")} == {read(file)[0].object_id}
    assert {row.mapping_date for row in read(decisions(store))} == {"2026-11-20"}
