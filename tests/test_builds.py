"""The store: what a build adds, replaces, skips and removes; that a crash leaves every document as before or as after; that the same inputs give the same bytes."""

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pytest

from kg.builds import build, remove
from kg.claimtable import read
from kg.contents import contents
from kg.dumps import write as write_dump
from kg.errors import StoreBusy, StoreMissing, UsageError
from kg.model import Metadata
from kg.pipeline import read as read_document
from kg.readers import read_bytes
from kg.repair import repair
from kg.resources import EXAMPLES
from kg.shapes import validate
from kg.store import Snapshot, open_snapshot
from kg.verify import verify
from kg.verify.graph import triples_of
from kg.versions import versions_of
from kg.vocabulary import PLACES_GRAPH, VOCABULARY_GRAPH
from kg.writer import Writer, writing
from tests import ending


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def dumped(snapshot: Snapshot, form: str = "nquads") -> bytes:
    stream = io.BytesIO()
    write_dump(snapshot, form, stream)
    return stream.getvalue()


def dump(store: Path) -> bytes:
    with open_snapshot(store) as snapshot:
        return dumped(snapshot)


def outcomes(paths: list[str], store: Path, given: Metadata | None = None) -> list[str]:
    return [b.outcome for b in build(paths, store, given).built]


@pytest.fixture
def article(tmp_path: Path) -> str:
    return write(tmp_path, "article.txt", "云溪县新建学校3所。云溪县教育局局长周晓禾说：“今年再建2所。”")


def test_what_is_new_is_added_what_is_unchanged_skipped_what_changed_replaced(tmp_path: Path, article: str) -> None:
    store = tmp_path / "store"
    assert outcomes([article], store) == ["added"]
    before = dump(store)
    assert outcomes([article], store) == ["unchanged"]
    assert dump(store) == before
    write(tmp_path, "article.txt", "云溪县新建学校4所。")
    assert outcomes([article], store) == ["replaced"]
    after = dump(store)
    assert "4所".encode() in after
    assert "3所".encode() not in after


def test_metadata_given_again_changes_nothing_other_metadata_does(tmp_path: Path, article: str) -> None:
    store = tmp_path / "store"
    assert outcomes([article], store, Metadata(published="2021")) == ["added"]
    assert outcomes([article], store, Metadata(published="2021")) == ["unchanged"]
    assert outcomes([article], store) == ["unchanged"]
    assert outcomes([article], store, Metadata(published="2022")) == ["replaced"]
    assert b'"2022"' in dump(store)


def revisions(store: Path) -> list[tuple[str, str]]:
    with open_snapshot(store) as snapshot:
        return [(row["new"].value, row["old"].value) for row in snapshot.query("SELECT ?new ?old { ?new prov:wasRevisionOf ?old }")]


def graphs(store: Path) -> list[str]:
    with open_snapshot(store) as snapshot:
        return [version.graph for version in snapshot.versions()]


@pytest.mark.parametrize("given", [Metadata(id="a"), None], ids=["named", "known by its bytes"])
def test_a_version_revises_the_one_before_it_and_says_so_however_often_it_is_read(
    given: Metadata | None, tmp_path: Path, article: str
) -> None:
    store = tmp_path / "store"
    build([article], store, given)
    first = graphs(store)
    assert revisions(store) == []
    write(tmp_path, "article.txt", "云溪县新建学校4所。")
    build([article], store)
    second = graphs(store)
    assert revisions(store) == [*zip(second, first, strict=True)]
    assert outcomes([article], store, Metadata(id=given and given.id, published="2022")) == ["replaced"]
    assert graphs(store) != second
    assert revisions(store) == [*zip(graphs(store), first, strict=True)]
    with open_snapshot(store) as snapshot:
        assert validate(snapshot).results == ()


def test_the_edition_of_a_file_without_a_name_comes_and_the_one_before_goes_at_once(
    tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash between the two would leave both: what is published after each transaction holds one document."""
    import kg.writer

    build([article], tmp_path / "store")
    write(tmp_path, "article.txt", "云溪县新建学校4所。")
    numbers = []
    move = kg.writer.Writer._move

    def moved(self: kg.writer.Writer, *changes: kg.writer.Change) -> None:
        move(self, *changes)
        numbers.append(len(versions_of(self.store)))

    monkeypatch.setattr(kg.writer.Writer, "_move", moved)
    assert outcomes([article], tmp_path / "store") == ["replaced"]
    assert numbers == [1]


def test_another_document_in_the_place_of_one_is_no_revision_of_it(tmp_path: Path) -> None:
    lines = ['{"text": "云溪县新建学校3所。"}', '{"text": "云溪县新建桥梁2座。"}']
    path = write(tmp_path, "news.jsonl", "\n".join(lines))
    build([path], tmp_path / "store")
    write(tmp_path, "news.jsonl", "\n".join(['{"text": "云溪县新建水厂1座。"}', *lines]))
    build([path], tmp_path / "store")
    named = write(tmp_path, "named.txt", "云溪县新建学校5所。")
    build([named], tmp_path / "store", Metadata(id="b"))
    build([named], tmp_path / "store", Metadata(id="c"))
    assert revisions(tmp_path / "store") == []


def test_the_same_bytes_under_another_name_are_the_same_document(tmp_path: Path, article: str) -> None:
    copy = write(tmp_path, "copy.txt", Path(article).read_text(encoding="utf-8"))
    assert outcomes([article, copy], tmp_path / "store") == ["added", "unchanged"]


def test_a_line_that_is_gone_from_a_file_of_lines_is_gone_from_the_store(tmp_path: Path) -> None:
    store = tmp_path / "store"
    lines = ['{"text": "云溪县新建学校3所。", "id": "a"}', '{"text": "云溪县新建竹亭2座。", "id": "b"}']
    path = write(tmp_path, "news.jsonl", "\n".join(lines))
    assert outcomes([path], store) == ["added", "added"]
    write(tmp_path, "news.jsonl", lines[0])
    assert outcomes([path], store) == ["unchanged", "removed"]
    assert "竹亭".encode() not in dump(store)


@pytest.mark.parametrize("name", ["a.txt:b.txt", "a.txt:3", "a.txt:03", "a.txt:", "a.txt:3:4"])
def test_a_file_whose_name_begins_like_another_and_a_colon_is_no_line_of_it(tmp_path: Path, name: str) -> None:
    store = tmp_path / "store"
    other = write(tmp_path, name, "云溪县新建竹亭2座。")
    path = write(tmp_path, "a.txt", "云溪县新建学校3所。")
    assert outcomes([other], store) == ["added"]
    assert outcomes([path], store) == ["added"]
    assert outcomes([path, other], store) == ["unchanged", "unchanged"]
    assert [version.received for version in remove([path], store)[0]] != []
    assert outcomes([other], store) == ["unchanged"]
    assert len(remove([other], store)[0]) == 1


def test_a_line_is_taken_out_by_its_path(tmp_path: Path) -> None:
    path = write(tmp_path, "news.jsonl", "".join(f'{{"id": "{n}", "text": "云溪县新建学校{n + 3}所。"}}\n' for n in range(3)))
    build([path], tmp_path / "store")
    taken, unknown = remove([f"{path}:2", f"{path}:7"], tmp_path / "store")
    assert [version.document.rpartition("/")[2] for version in taken] == ["1"]
    assert unknown == [f"{path}:7"]


def test_a_line_that_states_something_else_of_the_same_text_is_read_again(tmp_path: Path) -> None:
    def line(title: str) -> str:
        return write(tmp_path, "news.jsonl", f'{{"id": "1", "title": "{title}", "text": "云溪县新建学校3所。", "date": "2021-03"}}\n')

    store = tmp_path / "store"
    assert outcomes([line("兴学")], store) == ["added"]
    assert outcomes([line("办学")], store) == ["replaced"]
    assert outcomes([line("办学")], store) == ["unchanged"]
    build([line("办学")], tmp_path / "fresh")
    assert "办学".encode() in dump(store)
    assert dump(store) == dump(tmp_path / "fresh")


def test_lines_that_change_places_are_the_documents_they_were(tmp_path: Path) -> None:
    lines = [f'{{"id": "{n}", "text": "云溪县新建学校{n + 3}所。"}}\n' for n in range(2)]
    path, store = write(tmp_path, "news.jsonl", "".join(lines)), tmp_path / "store"
    build([path], store)
    write(tmp_path, "news.jsonl", "".join(reversed(lines)))
    built = build([path], store).built
    assert [b.path.rpartition("/")[2] for b in built] == ["news.jsonl:1", "news.jsonl:2"]
    assert not any(b.same_as for b in built)
    with open_snapshot(store) as snapshot:
        assert [version.paths for version in snapshot.versions()] == [("news.jsonl:2",), ("news.jsonl:1",)]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path, article: str) -> None:
    empty = write(tmp_path, "empty.txt", "")
    report = build([empty, str(tmp_path / "missing.txt"), article], tmp_path / "store")
    assert [b.outcome for b in report.built] == ["failed", "failed", "added"]
    assert all("。" in str(b.error) and "." in str(b.error) for b in report.built[:2])


def test_a_removed_document_leaves_nothing(tmp_path: Path, article: str) -> None:
    store = tmp_path / "store"
    other = write(tmp_path, "other.txt", "云溪县新建桥梁2座。")
    build([other], store)
    before = dump(store)
    build([article], store)
    taken, unknown = remove([article, "nothing"], store)
    assert [v.path for v in taken] == [Path(article).name]
    assert unknown == ["nothing"]
    assert dump(store) == before
    kept = {folder: sorted(p.name for p in (store / folder).iterdir()) for folder in ("claims", "versions", "sources")}
    build([write(tmp_path, "third.txt", "云溪县新建水厂1座。")], store)  # files of the last snapshot but one are swept
    assert all(len(list((store / folder).iterdir())) <= len(names) + 1 for folder, names in kept.items())


def test_the_same_inputs_give_the_same_dump_in_any_order_and_place(tmp_path: Path) -> None:
    files = [str(EXAMPLES / name) for name in ("lanxi-news.jsonl", "hebi-mirror.txt", "lanxi-report.md")]
    build(files, tmp_path / "one")
    for path in reversed(files):
        build([path], tmp_path / "two")
    assert dump(tmp_path / "one") == dump(tmp_path / "two")
    with open_snapshot(tmp_path / "one") as one, open_snapshot(tmp_path / "two") as two:
        assert dumped(one, "trig") == dumped(two, "trig")
        assert [p.read_bytes() for p in one.claim_parts()] == [p.read_bytes() for p in two.claim_parts()]


def test_both_dumps_hold_every_quad_and_no_blank_node(tmp_path: Path, article: str) -> None:
    import pyoxigraph as ox

    build([article], tmp_path / "store")
    with open_snapshot(tmp_path / "store") as snapshot:
        stored = {str(q) for q in snapshot.store}
        for content, form in ((dumped(snapshot), ox.RdfFormat.N_QUADS), (dumped(snapshot, "trig"), ox.RdfFormat.TRIG)):
            parsed = list(ox.parse(content, format=form))
            assert {str(q) for q in parsed} == stored
            assert not any(isinstance(t, ox.BlankNode) for q in parsed for t in (q.subject, q.object))


def test_the_claim_table_has_a_row_for_every_claim_of_the_graph(tmp_path: Path) -> None:
    build([str(EXAMPLES / "lanxi-report.md"), str(EXAMPLES / "hebi-feature.txt")], tmp_path / "store")
    with open_snapshot(tmp_path / "store") as snapshot:
        table = read(snapshot.claim_parts())
        rows = {
            (r["claim"].value, r["value"].value)
            for r in snapshot.query("SELECT ?claim ?value { ?claim a schema:Claim ; kg:observes/sdmx-m:obsValue ?value }")
        }
    assert {(claim, value) for claim, value in zip(table["claim"].to_pylist(), table["value"].to_pylist(), strict=True)} == rows
    assert table["number"].to_pylist() == [Decimal(value) for value in table["value"].to_pylist()]
    assert table["document"].to_pylist() == sorted(table["document"].to_pylist())


def test_the_claim_table_calls_things_what_the_graph_calls_them(tmp_path: Path) -> None:
    text = "# 云溪县新建改造\n\n河南省鹤壁市今年改造老旧小区12个，城市低保标准提高到每人每月600元。"
    build([write(tmp_path, "a.md", text), str(EXAMPLES / "lanxi-report.md"), str(EXAMPLES / "hebi-feature.txt")], tmp_path / "store")
    with open_snapshot(tmp_path / "store") as snapshot:
        rows = read(snapshot.claim_parts()).to_pylist()
        for column, path in (
            ("metric", "kg:observes/kg:metric/skos:prefLabel"),
            ("place", "kg:observes/sdmx-d:refArea/skos:prefLabel"),
            ("statement", "kg:partOf"),
        ):
            stated = {
                r["c"].value: r["o"].value
                for r in snapshot.query(f"SELECT ?c ?o {{ ?c a schema:Claim ; {path} ?o FILTER(isIRI(?o) || LANG(?o) = 'zh') }}")
            }
            assert {row["claim"]: row[column] for row in rows if row[column] is not None} == stated
    assert {"城市居民最低生活保障标准", "老旧小区改造"} <= {row["metric"] for row in rows}


def test_where_there_is_no_store_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="kg build"):
        open_snapshot(tmp_path / "nothing")


def test_a_second_build_at_once_is_told_so(tmp_path: Path, article: str) -> None:
    with writing(tmp_path / "store"):
        with pytest.raises(StoreBusy):
            build([article], tmp_path / "store")
        done = subprocess.run(
            [sys.executable, "-m", "kg", "build", "--store", str(tmp_path / "store"), article],
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    assert done.returncode == 3
    assert "另一个 kg build 正在写这个库" in done.stderr
    assert "another kg build" in done.stderr


# ---------------------------------------------------------------------------------------------- crashes


def state(store: Path) -> dict[str, tuple[bytes, bytes]]:
    """Of each document its graph and its part of the claim table, as a reader finds them."""
    import pyoxigraph as ox

    found = {}
    with open_snapshot(store) as snapshot:
        for version in snapshot.versions():
            graph = snapshot.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(version.graph))
            assert graph is not None
            found[version.document] = (
                b"".join(sorted(graph.splitlines(keepends=True))),
                (store / "claims" / f"{version.key}.parquet").read_bytes(),
            )
    return found


def live(store: Path) -> dict[str, tuple[bytes, bytes]]:
    """The same after the store was opened for writing once, which sweeps what a crash left."""
    with writing(store):
        pass
    return state(store)


def test_a_build_killed_at_any_moment_leaves_each_document_as_before_or_as_after(tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "texts"
    folder.mkdir()

    def edition(number: int) -> list[str]:
        return [
            write(
                folder,
                f"{n}.jsonl",
                "".join(
                    f'{{"id": "{n}-{m}", "text": "云溪县{n}镇新建学校{n + m + 10 * number}所，投资{m + 1}亿元。"}}\n' for m in range(4)
                ),
            )
            for n in range(1, 5)
        ]

    paths = edition(1)
    build(paths, tmp_path / "before")
    before = state(tmp_path / "before")
    paths = edition(2)
    shutil.copytree(tmp_path / "before", tmp_path / "after")
    command = [sys.executable, "-m", "kg", "build", *paths, "--store"]
    began = time.monotonic()
    subprocess.run([*command, str(tmp_path / "after")], check=True, capture_output=True)
    lasted = time.monotonic() - began
    after = state(tmp_path / "after")
    assert before.keys() == after.keys()
    assert all(before[d] != after[d] for d in before)

    between = set()
    for moment in random.Random(20).sample(range(1000), 20):
        store = tmp_path / "killed"
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(tmp_path / "before", store)
        process = subprocess.Popen([*command, str(store)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(lasted * (0.25 + 0.75 * moment / 1000))  # the first quarter only starts Python
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        for found in (state(store), live(store)):
            assert found.keys() == before.keys()
            assert all(found[d] in (before[d], after[d]) for d in found)
            done = sum(found[d] == after[d] for d in found)
            between.add(done)
        lasted *= 1.15 if done == 0 else 0.87 if done == len(after) else 1  # a busy machine builds slower now than before
        build(paths, store)
        assert state(store) == after
    assert len(between) > 1  # the moments fell before and after commits


def test_the_text_kept_is_the_text_read(tmp_path: Path, article: str) -> None:
    build([article], tmp_path / "store")
    with open_snapshot(tmp_path / "store") as snapshot:
        (version,) = snapshot.versions()
        assert snapshot.text(version) == Path(article).read_text(encoding="utf-8")


def test_no_triple_stands_in_two_graphs_and_a_name_goes_with_the_last_document_that_bears_it(tmp_path: Path) -> None:
    one = write(tmp_path, "one.txt", "云溪县教育局局长周晓禾说，今年新建云顶书屋3所。")
    two = write(tmp_path, "two.txt", "云溪县教育局局长闻人乐说，去年新建云顶书屋5所。")
    store = tmp_path / "store"
    names = "SELECT ?name { GRAPH <https://w3id.org/whoclaims/graph/names> { ?node skos:prefLabel ?name } } ORDER BY ?name"
    build([one, two], store)
    with open_snapshot(store) as snapshot:
        triples = [(quad.subject, quad.predicate, quad.object) for quad in snapshot.store]
        assert len(triples) == len(set(triples))
        both = [row["name"].value for row in snapshot.query(names)]
    assert {"新建云顶书屋", "云溪县教育局", "局长"} <= set(both)
    remove([one], store)
    with open_snapshot(store) as snapshot:
        assert [row["name"].value for row in snapshot.query(names)] == both
    remove([two], store)
    with open_snapshot(store) as snapshot:
        assert [row["name"].value for row in snapshot.query(names)] == []


def paths(store: Path) -> list[tuple[str, ...]]:
    with open_snapshot(store) as snapshot:
        return [version.paths for version in snapshot.versions()]


def test_one_name_in_two_folders_is_two_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, number in (("east", 3), ("west", 4)):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        write(Path(), "report.txt", f"云溪县新建学校{number}所。")
        assert outcomes(["report.txt"], Path("../store")) == ["added"]
    assert sorted(paths(Path("../store"))) == [("east/report.txt",), ("west/report.txt",)]
    write(Path(), "report.txt", "云溪县新建学校5所。")
    assert outcomes(["./report.txt"], tmp_path / "store") == ["replaced"]
    assert sorted(paths(Path("../store"))) == [("east/report.txt",), ("west/report.txt",)]


@pytest.mark.parametrize("spelled", ["{}/news/a.txt", "a.txt", "../news/./a.txt", "news/a.txt"])
def test_a_document_is_taken_out_by_any_spelling_of_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spelled: str) -> None:
    (tmp_path / "news").mkdir()
    build([write(tmp_path / "news", "a.txt", "云溪县新建学校3所。"), write(tmp_path, "a.txt", "云溪县新建学校4所。")], tmp_path / "store")
    monkeypatch.chdir(tmp_path / "news")
    taken, unknown = remove([spelled.format(tmp_path)], tmp_path / "store")
    assert [version.paths for version in taken] == [("news/a.txt",)]
    assert unknown == []


def test_a_store_that_moves_with_its_folder_still_knows_its_files(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    build([write(tmp_path / "here", "a.txt", "云溪县新建学校3所。")], tmp_path / "here" / "store")
    before = dump(tmp_path / "here" / "store")
    there = tmp_path / "a folder with a longer name"
    (tmp_path / "here").rename(there)
    assert dump(there / "store") == before
    write(there, "a.txt", "云溪县新建学校4所。")
    assert outcomes([str(there / "a.txt")], there / "store") == ["replaced"]


def test_two_lines_with_one_id_are_told_and_the_first_stays(tmp_path: Path) -> None:
    lines = ['{"id": "a", "text": "云溪县新建学校3所。"}', '{"id": "b", "text": "云溪县新建桥梁2座。"}']
    path = write(tmp_path, "news.jsonl", "\n".join([*lines, '{"id": "a", "text": "云溪县新建学校4所。"}']))
    for outcome in ("added", "unchanged"):
        results = build([path], tmp_path / "store").built
        assert [b.outcome for b in results] == [outcome, outcome, "failed"]
        error = results[2].error
        assert error is not None
        assert error.where == f"{path}:3"
        assert f"{path}:1" in str(error)
    assert "4所".encode() not in dump(tmp_path / "store")
    same = write(tmp_path, "same.jsonl", "\n".join([lines[0], lines[0]]))
    assert outcomes([same], tmp_path / "other") == ["added", "unchanged"]


def test_two_files_of_a_run_with_one_address_are_told(tmp_path: Path) -> None:
    texts = [write(tmp_path, f"{n}.md", f"---\nurl: https://paper.example/1\n---\n云溪县新建学校{n}所。") for n in (3, 4)]
    assert outcomes(texts, tmp_path / "store") == ["added", "failed"]
    assert outcomes(texts[1:], tmp_path / "store") == ["replaced"]


def test_a_database_that_is_gone_is_made_again_from_the_snapshot(tmp_path: Path, article: str) -> None:
    import shutil

    store = tmp_path / "store"
    build([article], store)
    before = dump(store)
    shutil.rmtree(store / "live")
    assert outcomes([article], store) == ["unchanged"]
    assert dump(store) == before
    write(tmp_path, "article.txt", "云溪县新建学校4所。")
    assert outcomes([article], store) == ["replaced"]


def test_what_was_taken_out_is_off_the_disk_after_the_next_run_whatever_comes_of_it(tmp_path: Path, article: str) -> None:
    store = tmp_path / "store"
    other = write(tmp_path, "other.txt", "云溪县新建桥梁2座。")
    build([other], store)
    kept = {path for folder in ("texts", "sources", "claims", "versions", "offsets") for path in (store / folder).iterdir()}
    build([article], store)
    remove([article], store)
    assert outcomes([str(tmp_path / "nothing.txt")], store) == ["failed"]
    assert {path for folder in ("texts", "sources", "claims", "versions", "offsets") for path in (store / folder).iterdir()} == kept
    with open_snapshot(store) as snapshot:
        assert [version.path for version in snapshot.versions()] == ["other.txt"]


def test_many_documents_leave_the_database_in_order_and_what_it_holds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f'{{"id": "d{n}", "text": "云溪县新建学校{n + 2}所。"}}' for n in range(4)]
    file = write(tmp_path, "all.jsonl", "\n".join(lines))
    build([file], tmp_path / "as it came")
    monkeypatch.setattr("kg.writer._MANY", 2)
    build([file], tmp_path / "in order")
    with open_snapshot(tmp_path / "as it came") as before, open_snapshot(tmp_path / "in order") as after:
        assert set(before.store) == set(after.store)
        assert len(after.versions()) == 4


# ---------------------------------------------------------------------------------------------- several at a time


@pytest.fixture
def spread(monkeypatch: pytest.MonkeyPatch) -> None:
    """All documents but the first are read in processes of their own."""
    monkeypatch.setattr("kg.workers._ALONE", 0)
    monkeypatch.setattr("kg.workers._cores", lambda: 2)


def several(folder: Path) -> list[str]:
    """Documents, some of them of one file, one twice, one under two names, one that is missing and one with the id of another."""
    news = "".join(f'{{"id": "{n}", "text": "云溪县{n}镇新建学校{n + 2}所。"}}\n' for n in range(3))
    paths = [write(folder, f"{n}.txt", f"云溪县新建桥梁{n + 2}座，周晓禾说：“投资{n + 3}亿元。”") for n in range(3)]
    again = write(folder, "again.txt", Path(paths[0]).read_text(encoding="utf-8"))
    alike = write(folder, "alike.jsonl", '{"id": "1", "text": "云溪县新建水厂1座。"}')
    return [*paths, str(folder / "nothing.txt"), write(folder, "news.jsonl", news), paths[1], again, alike]


def test_documents_read_in_several_processes_make_the_store_that_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stores, told = [tmp_path / "one", tmp_path / "several"], []
    for store, alone in zip(stores, (1e9, 0), strict=True):
        monkeypatch.setattr("kg.workers._ALONE", alone)
        monkeypatch.setattr("kg.workers._cores", lambda: 2)
        paths = several(tmp_path)
        first = build(paths, store).built
        write(tmp_path, "news.jsonl", '{"id": "2", "text": "云溪县新建学校9所。"}')
        write(tmp_path, "1.txt", "云溪县新建渡口1处。")
        told.append([(b.path, b.outcome, b.document, b.claims, str(b.error)) for b in (*first, *build(paths, store).built)])
    assert told[0] == told[1]
    assert [outcome for _, outcome, *_ in told[0]] == [
        *["added"] * 3, "failed", *["added"] * 3, "unchanged", "unchanged", "failed",
        "unchanged", "replaced", "unchanged", "failed", "replaced", "removed", "unchanged", "unchanged", "added",
    ]  # fmt: skip
    assert dump(stores[0]) == dump(stores[1])
    assert state(stores[0]) == state(stores[1])


def test_a_process_that_ends_over_a_document_is_told_and_the_rest_is_read(
    tmp_path: Path, spread: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.builds._read", ending.read)
    paths = [write(tmp_path, f"{n}.txt", f"云溪县新建学校{n + 2}所。{ending.SIGN if n == 2 else ''}") for n in range(5)]
    built = build(paths, tmp_path / "store").built
    assert [b.outcome for b in built] == ["added", "added", "failed", "added", "added"]
    assert "the process that read it ended" in str(built[2].error)
    with open_snapshot(tmp_path / "store") as snapshot:
        assert len(snapshot.versions()) == 4


def test_what_is_loaded_and_not_current_when_a_run_is_interrupted_is_not_published(tmp_path: Path) -> None:
    sources = [source for n in range(2) for source in read_bytes(f"{n}.txt", f"云溪县第{n + 1}中学新建教室{n + 2}间。".encode())]
    arrived = [(contents(read_document(repair(source, Metadata()))), source.name, None) for source in sources]
    with pytest.raises(KeyboardInterrupt), writing(tmp_path / "store") as writer:
        next(writer.commit(arrived))
        raise KeyboardInterrupt
    build([write(tmp_path, "0.txt", "云溪县第1中学新建教室2间。")], tmp_path / "whole")
    with open_snapshot(tmp_path / "store") as snapshot:
        assert [version.path for version in snapshot.versions()] == ["0.txt"]
    assert dump(tmp_path / "store") == dump(tmp_path / "whole")


def test_a_build_on_all_cores_that_is_killed_leaves_each_document_as_before_or_as_after_and_no_process(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{n}.txt", f"云溪县{n}镇新建学校{n + 2}所。") for n in range(8)]
    build(paths, tmp_path / "whole")
    after = state(tmp_path / "whole")
    code = (
        "import sys, kg.builds, kg.workers; kg.workers._ALONE = 0; kg.workers._cores = lambda: 2; kg.builds._AHEAD = 64_000; "
        "kg.builds.build(sys.argv[2:], sys.argv[1], report=lambda built: print(built.path, flush=True))"
    )
    told, store = 3, tmp_path / "killed"
    process = subprocess.Popen([sys.executable, "-c", code, str(store), *paths], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(told):
        process.stdout.readline()
    workers = [child for file in Path(f"/proc/{process.pid}/task").glob("*/children") for child in file.read_text(encoding="utf-8").split()]
    assert workers or not Path("/proc/self/task").is_dir()
    process.kill()
    process.communicate()
    found = live(store)
    assert told <= len(found)
    assert all(found[document] == after[document] for document in found)
    assert build(paths, store).count("unchanged") >= told
    assert state(store) == after
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def test_what_is_read_is_told_before_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.builds._SILENT", 0.0)
    paths, told = [write(tmp_path, f"{n}.txt", f"云溪县新建学校{n + 2}所。") for n in range(3)], []

    def files() -> Iterator[str]:
        for number, path in enumerate(paths):
            assert len(told) == number
            yield path

    build(files(), tmp_path / "store", report=lambda built: told.append(built.path))
    assert len(told) == 3


# ---------------------------------------------------------------------------------------------- the vocabularies of another reader


TOWN = "浚县善堂镇新建学校3所。"


def of_another_reader(folder: Path) -> tuple[str, Path]:
    """A file whose claim names a town, and a store that another reader made of it."""
    path, store = write(folder, "a.txt", TOWN), folder / "old"
    with patch("kg.writer.reader_digest", return_value="another"):
        build([path], store)
    return path, store


@pytest.mark.parametrize("step", ["remove_graph", "bulk_load", "update"])
def test_killed_while_vocabularies_are_loaded_a_store_loads_them_again(tmp_path: Path, step: str) -> None:
    path, store = of_another_reader(tmp_path)
    code = f"""
import os, sys
import kg.writer
class Dying(kg.writer.Writer):
    def _drop_reference(self):
        self.store = Wrapped(self.store)
        return super()._drop_reference()
class Wrapped:
    def __init__(self, store):
        self.inner = store
    def __getattr__(self, name):
        found = getattr(self.inner, name)
        def then_die(*arguments, **named):
            found(*arguments, **named)
            os._exit(9)
        return then_die if name == "{step}" else found
kg.writer.Writer = Dying
from kg.builds import build
build([sys.argv[1]], sys.argv[2])
"""
    assert subprocess.run([sys.executable, "-c", code, path, str(store)], check=False).returncode == 9
    with patch("kg.writer.reader_digest", return_value="another"):
        build([path], store)
    build([path], tmp_path / "whole")
    with open_snapshot(store) as snapshot, open_snapshot(tmp_path / "whole") as whole:
        for graph in (VOCABULARY_GRAPH, PLACES_GRAPH):
            assert set(triples_of(snapshot.store, graph)) == set(triples_of(whole.store, graph)) != set()


def test_a_commit_while_the_vocabularies_are_loaded_loses_no_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, store = of_another_reader(tmp_path)
    load = Writer._load_reference

    def late(writer: Writer, towns: Sequence[str]) -> None:
        time.sleep(1.5)
        load(writer, towns)

    monkeypatch.setattr("kg.builds._SILENT", 0.0)
    monkeypatch.setattr(Writer, "_load_reference", late)
    assert outcomes([path, write(tmp_path, "b.txt", "浚县王庄镇新建桥梁2座。")], store) == ["replaced", "added"]
    with open_snapshot(store) as snapshot:
        assert verify(snapshot).mismatches == ()


def test_a_store_has_one_base(tmp_path: Path, article: str) -> None:
    build([article], tmp_path / "store")
    before = state(tmp_path / "store")
    with pytest.raises(UsageError, match="w3id"):
        build([article], tmp_path / "store", base="https://example.org/")
    assert state(tmp_path / "store") == before
