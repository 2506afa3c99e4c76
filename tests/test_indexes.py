"""The indexes of a store: made once for a snapshot, gone with it, the same bytes from the same store, and nothing but that file is read."""

import fcntl
import shutil
import sqlite3
from pathlib import Path

import duckdb
import pytest

from kg import indexes, queries
from kg.answers import Table
from kg.builds import build, remove
from kg.errors import StoreBusy, StoreDamaged
from kg.store import open_snapshot
from tests.running import NEWS, REPORT, ask


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("indexes") / "store"
    build([NEWS, REPORT], folder)
    return folder


def found(store: Path, phrase: str, limit: int | None = None) -> Table:
    with open_snapshot(store) as snapshot:
        answer = queries.run(snapshot, "passages", {"phrase": phrase}, limit)
    assert isinstance(answer, Table)
    return answer


def test_indexes_are_made_once_and_go_with_their_snapshot(store: Path) -> None:
    before = found(store, "就业")
    assert len(before) > 1
    done = ask("index", "--store", str(store))
    assert done.exit_code == 0
    assert "claims.duckdb" in done.stderr and "words.sqlite" in done.stderr and not done.stdout
    with open_snapshot(store) as snapshot:
        paths = [indexes.folder(snapshot) / name for name in indexes.INDEXES]
        made = [path.stat().st_mtime_ns for path in paths]
        assert indexes.at_hand(snapshot, indexes.WORDS) is not None
        words = paths[1].read_bytes()
    assert ask("index", "--store", str(store)).exit_code == 0
    assert [path.stat().st_mtime_ns for path in paths] == made
    assert found(store, "就业") == before
    assert found(store, "就业", 1).rows == before.rows[:1]

    paths[1].unlink()
    with open_snapshot(store) as snapshot:
        assert indexes.make(snapshot, indexes.WORDS).read_bytes() == words

    remove([NEWS], store)
    with open_snapshot(store) as snapshot:
        assert indexes.at_hand(snapshot, indexes.WORDS) is None
        assert indexes.at_hand(snapshot, indexes.CLAIMS) is None
    after = found(store, "就业")
    assert 0 < len(after) < len(before)
    assert ask("index", "--store", str(store)).exit_code == 0
    assert found(store, "就业") == after


def test_an_index_of_another_snapshot_or_another_layout_is_not_used_and_made_anew(store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    build([REPORT], other)
    with open_snapshot(store) as snapshot, open_snapshot(other) as theirs:
        before = queries.run(theirs, "metrics", {})
        indexes.make(snapshot, indexes.WORDS)
        copied = Path(shutil.copytree(indexes.folder(snapshot), indexes.folder(theirs)))
        for name in indexes.INDEXES:
            assert indexes.at_hand(snapshot, name) is not None
            assert indexes.at_hand(theirs, name) is None
        assert queries.run(theirs, "metrics", {}) == before

        (copied / indexes.CLAIMS).unlink()
        duckdb.connect(str(copied / indexes.CLAIMS)).close()  # as software made it that wrote no origin
        sqlite3.connect(copied / indexes.WORDS).execute("DROP TABLE origin").connection.close()
        assert [indexes.at_hand(theirs, name) for name in indexes.INDEXES] == [None, None]
        indexes.make(theirs, indexes.WORDS)
        for name in indexes.INDEXES:
            assert indexes.at_hand(theirs, name) is not None
        assert queries.run(theirs, "metrics", {}) == before


def test_rows_of_the_claim_table_are_as_good_as_a_tuple(store: Path) -> None:
    with open_snapshot(store) as snapshot:
        indexes.make(snapshot, indexes.CLAIMS)
        answer = queries.run(snapshot, "metrics", {})
        first = queries.run(snapshot, "metrics", {}, 2)
    assert isinstance(answer, Table) and isinstance(first, Table)
    every = tuple(answer.rows)
    assert len(every) == len(answer) > 3
    assert answer.rows == every and every == answer.rows and hash(answer.rows) == hash(every) and repr(answer.rows) == repr(every)
    assert first.rows == answer.rows[:2] == every[:2] and answer.rows[-1] == every[-1]
    assert tuple(answer.rows[::-2]) == every[::-2] and tuple(answer.rows[len(every) :]) == ()
    with pytest.raises(IndexError):
        answer.rows[len(every)]


def test_what_a_killed_run_left_is_made_anew_and_two_do_not_run_at_once(store: Path) -> None:
    with open_snapshot(store) as snapshot:
        place = indexes.folder(snapshot)
        place.mkdir(exist_ok=True)
        for name in indexes.INDEXES:
            (place / name).unlink(missing_ok=True)
            (place / f".{name}.new").write_bytes(b"half")
        with (place / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with pytest.raises(StoreBusy):
                indexes.make(snapshot, indexes.WORDS)
        assert indexes.at_hand(snapshot, indexes.WORDS) is None
        indexes.make(snapshot, indexes.WORDS)
        assert sorted(path.name for path in place.iterdir()) == ["claims.duckdb", "lock", "words.sqlite"]


def test_a_query_over_the_claim_table_reads_no_other_file(store: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with open_snapshot(store) as snapshot:
        indexes.make(snapshot, indexes.CLAIMS)
        table = indexes.at_hand(snapshot, indexes.CLAIMS)
        for sql in (
            f"SELECT * FROM read_csv('{secret}')", f"ATTACH '{secret}'", f"COPY claims TO '{tmp_path}/out.csv'",
            "SET enable_external_access = true", "CREATE TABLE mine (a INT)", "DELETE FROM claims",
        ):  # fmt: skip
            with pytest.raises(duckdb.Error):
                table.ask(sql, {})
    assert not (tmp_path / "out.csv").exists()


def test_what_is_asked_of_everything_is_answered_from_the_claim_table_where_it_is_soon_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([NEWS, REPORT], tmp_path / "store")

    def answered(name: str, **parameters: str) -> tuple[Table, bool]:
        with open_snapshot(tmp_path / "store") as snapshot:
            answer = queries.run(snapshot, name, parameters, 3)
            assert isinstance(answer, Table)
            return answer, indexes.CLAIMS in snapshot.beside

    from_graph, held = answered("edges-who-claimed")
    assert len(from_graph) == 3 and not held  # a small store is looked through at once
    monkeypatch.setattr(indexes, "_MANY", 0)
    assert answered("edges-who-claimed") == (from_graph, True)
    assert answered("conflicting-values", period="2016/2020")[1]
    assert not answered("conflicting-values", metric="森林覆盖率")[1]  # little is looked up for one metric
    assert not answered("passages", phrase="就业")[1] and not answered("documents")[1]
    with open_snapshot(tmp_path / "store") as snapshot:
        assert not indexes.wanting(snapshot)
        monkeypatch.setattr(indexes, "_SOON", 1)
        assert indexes.wanting(snapshot)
    assert answered("edges-who-claimed") == (from_graph, False)  # holding so many would take long


@pytest.mark.parametrize("left", [None, b"PAR1"])
def test_a_part_of_the_claim_table_that_is_gone_or_cut_is_told(left: bytes | None, tmp_path: Path) -> None:
    build([NEWS], tmp_path / "store")
    [part, *_] = sorted((tmp_path / "store" / "claims").iterdir())
    part.unlink() if left is None else part.write_bytes(left)
    told = ask("index", "--store", str(tmp_path / "store")).exception
    assert isinstance(told, StoreDamaged) and "库里的文件坏了或不见了（claims" in str(told)
