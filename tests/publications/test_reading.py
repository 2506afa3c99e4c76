"""Claims as a publication takes them: those of a selection, in one order, with what the graph and the text say beside the table."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.api import KnowledgeGraph
from kg.errors import StoreDamaged, UnknownName, UsageError
from kg.publications.claims import Claim
from kg.publications.reading import claims
from kg.publications.selecting import selection


@pytest.fixture(scope="module")
def examples() -> KnowledgeGraph:
    return kg.open_examples()


def found(graph: KnowledgeGraph, **given: str) -> list[Claim]:
    return list(claims(graph.snapshot, selection(graph.snapshot, given)))


SELECTED = [
    {}, {"person": "贺兰舟"}, {"place": "鹤壁市"}, {"place": "410600", "year": "2020"}, {"document": "岚溪县公布年度民生账单"}, {"period": "2020-12"},
    {"person": "祁远山", "document": "岚溪县公布年度民生账单"}, {"published": "1999"}, {"person": "贺兰舟", "place": "鹤壁市"},
]  # fmt: skip


@pytest.mark.parametrize("given", SELECTED, ids=str)
def test_a_selection_means_the_claims_that_it_means_for_a_view(given: dict[str, str], examples: KnowledgeGraph) -> None:
    from kg.queries import columns

    parameters = {"published" if name in ("year", "period") else name: text for name, text in given.items()}
    rows = columns(examples.snapshot, "edges-who-claimed", parameters)
    assert [claim.iri for claim in found(examples, **given)] == list(dict.fromkeys(map(str, rows["claim"])))


def test_a_selection_by_metric_confidence_and_claim_means_those_whose_rows_say_so(examples: KnowledgeGraph) -> None:
    everything = found(examples)
    chosen = {"metric": "森林覆盖率"}
    assert found(examples, **chosen) == [claim for claim in everything if claim.metric.zh == "森林覆盖率"] != []
    for confidence in ("sure", "doubtful"):
        told = [claim for claim in everything if claim.confidence == confidence]
        assert found(examples, confidence=confidence) == told != []
        assert found(examples, **chosen, confidence=confidence) == [claim for claim in told if claim.metric.zh == "森林覆盖率"]
    for claim in everything[::20]:
        assert found(examples, claim=claim.iri) == found(examples, claim=claim.iri.rpartition("/")[2]) == [claim]
        assert found(examples, claim=claim.iri, document=claim.document.iri, metric=claim.metric.iri, confidence=claim.confidence) == [
            claim
        ]
    assert found(examples, claim=everything[0].iri, document=everything[-1].document.iri) == []


def test_a_part_is_read_without_a_thread_that_could_outlive_the_process(examples: KnowledgeGraph) -> None:
    threads = Path("/proc/self/task")
    if not threads.is_dir():
        pytest.skip("the threads of a process are counted in /proc")
    part = str(examples.snapshot.claim_parts()[0])
    code = "import os, sys, pyarrow.parquet; from kg import claimtable; n = lambda: len(os.listdir('/proc/self/task')); a = n(); print(claimtable.read_part(sys.argv[1]).num_rows, a, n())"
    done = subprocess.run([sys.executable, "-c", code, part], capture_output=True, text=True, check=True)
    rows, before, after = map(int, done.stdout.split())
    assert rows and before == after


def test_what_is_told_is_what_the_graph_says(examples: KnowledgeGraph) -> None:
    told = {claim.iri: claim for claim in found(examples)}
    rows = list(examples.claims())
    assert len(rows) == len(told)
    for row in rows:
        claim = told[str(row["claim"])]
        speaker = claim.speaker
        assert (speaker.name if speaker else None, claim.metric.zh, claim.value, claim.quote) == (
            row["speaker"], row["metric"], row["value"], row["quote"],
        )  # fmt: skip
        posts = sorted(post.zh for post in speaker.posts) if speaker else []
        assert posts == sorted(filter(None, str(row["post"] or "").split("、")))
        assert (claim.place.zh if claim.place else None, claim.period_start, claim.period_end) == (
            row["place"], row["period_start"], row["period_end"],
        )  # fmt: skip
        assert (claim.document.title, claim.document.published, claim.counted_in, claim.bound) == (
            row["title"], row["date"], row["unit"], row["bound"],
        )  # fmt: skip


def test_the_words_around_a_quote_stand_around_it(examples: KnowledgeGraph) -> None:
    texts = {version.document: examples.snapshot.text(version) for version in examples.snapshot.versions()}
    for claim in found(examples):
        text = texts[claim.document.iri]
        assert text[claim.start : claim.end] == claim.quote
        assert text[: claim.start].endswith(claim.prefix) and text[claim.end :].startswith(claim.suffix)


def test_an_unnamed_source_is_told_from_a_person(examples: KnowledgeGraph) -> None:
    unnamed = {claim.speaker.name for claim in found(examples) if claim.speaker and claim.speaker.unnamed}
    assert unnamed == set(examples.ask("speakers").column("speaker")) & unnamed and "岚溪县水利局相关负责人" in unnamed


def test_a_part_of_the_table_that_rotted_is_told_of(reports: KnowledgeGraph, tmp_path: Path) -> None:
    shutil.copytree(reports.snapshot.root, tmp_path / "store")
    for part in (tmp_path / "store" / "claims").iterdir():
        part.write_bytes(part.read_bytes()[:40])
    with kg.open_graph(tmp_path / "store") as graph, pytest.raises(StoreDamaged, match="claims/"):
        found(graph)


def test_a_selection_nobody_knows_is_answered_with_those_there_are(examples: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="person, place, metric, document, year, confidence, claim"):
        found(examples, programme="老旧小区改造")
    with pytest.raises(UnknownName, match="sure, doubtful"):
        found(examples, confidence="certain")
    with pytest.raises(UsageError, match="the same"):
        found(examples, year="2020", period="2020")
    for name in ("year", "period", "published"):
        with pytest.raises(UsageError, match=f'{name} must be a date, not "二〇二〇"'):
            found(examples, **{name: "二〇二〇"})
    with pytest.raises(UnknownName, match="贺兰舟"):
        found(examples, person="贺兰")
