"""What a call of the command line may say, and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.commands import main
from tests.running import CHINESE, MIRROR, NEWS, REPORT, ask, kg, rows

# ---------------------------------------------------------------------------------------------- options


@pytest.mark.parametrize("date", ["21", "2021-13", "2021-1", "去年", "2021-01-01T00:00", "2020-02-30", "2021-02-29", "0000"])
def test_a_date_of_another_form_or_of_no_calendar_is_refused(date: str) -> None:
    done = ask("extract", NEWS, "--published", date)
    assert done.exit_code == 2
    assert date in done.stderr


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize("option", [("--id", "a"), ("--url", "https://paper.example/1")])
@pytest.mark.parametrize("files", [(MIRROR, REPORT), (NEWS,)])
def test_an_identifier_or_address_goes_with_one_document(
    command: str, option: tuple[str, str], files: tuple[str, ...], tmp_path: Path
) -> None:
    done = kg(command, *files, *option, KG_STORE=str(tmp_path / "store"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "--id、--url 只能给一" in done.stderr and "--id and --url go with one" in done.stderr


def test_an_identifier_goes_with_the_only_line_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "云溪县新建学校3所。"}\nno json\n', encoding="utf-8")
    target = str(tmp_path / "store")
    assert ask("build", str(path), "--id", "a", "--url", "https://paper.example/1", "--store", target).exit_code == 3
    [row] = rows(ask("info", "--store", target, "--format", "jsonl").stdout)
    assert str(row["document"]).endswith("/document/a")


@pytest.mark.parametrize("option", ["--id", "--title", "--publisher", "--place", "--speaker", "--url", "--published"])
@pytest.mark.parametrize("value", ["", "  "])
def test_what_is_given_is_not_empty(option: str, value: str) -> None:
    assert ask("extract", MIRROR, option, value).exit_code == 2


@pytest.mark.parametrize(
    "url", ["云溪日报", "ftp://paper.example/1", "https://", "https:///1", "http://:80/", "http://[a/", "https://a b/"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    done = ask("extract", MIRROR, "--url", url)
    assert done.exit_code == 2
    assert CHINESE.search(done.stderr) and "not an http or https address" in done.stderr


@pytest.mark.parametrize(
    "base",
    [
        "",
        "id/",
        "//paper.example/",
        "https://paper.example",
        "https:///",
        "https://a b/",
        "https://a/{b}/",
        "https://a/<b>/",
        "https://a/#",
    ],
)
def test_a_base_that_cannot_begin_an_iri_is_refused(base: str, tmp_path: Path) -> None:
    done = ask("build", MIRROR, "--base", base, "--store", str(tmp_path / "store"))
    assert done.exit_code == 2
    assert CHINESE.search(done.stderr) and "absolute IRI" in done.stderr
    assert not (tmp_path / "store").exists()


def test_iris_begin_with_the_base_that_is_given(tmp_path: Path) -> None:
    target = str(tmp_path / "store")
    assert ask("build", MIRROR, "--base", "https://paper.example/云溪/", "--store", target).exit_code == 0
    [row] = rows(ask("info", "--store", target, "--format", "jsonl").stdout)
    assert str(row["document"]).startswith("https://paper.example/云溪/document/")


# ---------------------------------------------------------------------------------------------- how it ends


@pytest.mark.parametrize(
    "command",
    [
        ("dump",),
        ("extract", NEWS, "--what", "document"),
        ("extract", NEWS, "--format", "table"),
        ("repair", MIRROR),
        ("sparql", "SELECT ?s ?p ?o { ?s ?p ?o }"),
        ("sparql", "SELECT ?s ?p ?o { ?s ?p ?o }", "--format", "parquet"),
        ("sparql", "DESCRIBE ?s { ?s a schema:Claim }"),
        ("--help",),
    ],
)
def test_a_reader_that_is_gone_is_no_error(command: tuple[str, ...], store: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "kg", *command], stdout=writing, stderr=subprocess.PIPE, text=True, env={**os.environ, "KG_STORE": store}
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_stops_early_is_no_error(store: str) -> None:
    command = f'"{sys.executable}" -m kg dump --store "{store}" | head -n 1; exit "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full · no /dev/full")
@pytest.mark.parametrize("command", [("extract", NEWS), ("extract", NEWS, "--format", "table"), ("repair", MIRROR), ("--version",)])
def test_a_full_disk_is_told_in_both_languages(command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "kg", *command], stdout=full, stderr=subprocess.PIPE, text=True)
    told = [line for line in done.stderr.splitlines() if "No space left" in line]
    assert done.returncode == 1
    assert len(told) == 2 and CHINESE.search(told[0]) and not CHINESE.search(told[1])
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_an_interrupted_command_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.pipeline.read", interrupted)
    with pytest.raises(SystemExit) as ended:
        main(["extract", NEWS])
    assert ended.value.code == 130
    assert capsys.readouterr().err == "已中断。\nInterrupted.\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--help",), 0), (("ask", "who-claimed", "--help"), 0), (("--version",), 0), (("nothing",), 2), (("extract",), 2)],
)
def test_the_exit_code_of_a_call_is_its_own(arguments: tuple[str, ...], code: int) -> None:
    assert kg(*arguments).returncode == code


def test_main_is_the_same_for_python(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ask", "speakers", "--store", store, "--format", "csv"])
    assert ended.value.code == 0
    assert "祁远山" in capsys.readouterr().out


def test_nothing_is_left_where_nothing_could_be_read(tmp_path: Path) -> None:
    done = kg("build", str(tmp_path / "missing.txt"), "--store", str(tmp_path / "store"))
    assert done.returncode == 3
    assert not (tmp_path / "store").exists()


def test_what_the_engine_lacks_is_refused_and_rotten_data_is_told(tmp_path: Path) -> None:
    store = tmp_path / "store"
    text = tmp_path / "a.txt"
    text.write_text("云溪县新建学校3所。", encoding="utf-8")
    kg("build", "-q", str(text), "--store", str(store))
    query = "SELECT * { ?x a schema:Claim FILTER(<http://x.example/f>(?x)) }"
    refused = kg("sparql", query, "--store", str(store))
    assert (refused.returncode, "Traceback" in refused.stderr, "x.example" in refused.stderr) == (2, False, True)
    (store / "snapshot").unlink()
    kg("build", "-q", str(text), "--store", str(store))
    assert kg("info", "--store", str(store)).returncode == 0
    (snapshot,) = (store / "snapshots").iterdir()
    for path in snapshot.glob("*.sst"):
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 0xFF
        path.write_bytes(content)
    rotten = kg("verify", "--store", str(store))
    assert (rotten.returncode, "Traceback" in rotten.stderr) == (1, False)
