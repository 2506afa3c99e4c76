"""What a call of the command line may say, and how it ends."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.builds import build
from kg.commands import main
from tests.running import CHINESE, MIRROR, NEWS, REPORT, ask, kg, rows

# ---------------------------------------------------------------------------------------------- options


@pytest.mark.parametrize("date", ["21", "2021-13", "2021-1-", "去年", "2021-01-01T00:00", "2020-02-30", "2021-02-29", "0000"])
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


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (
            ("serve", "--port", "99999"),
            "--port 应是从 0 到 65535 的整数，不是“99999”",
            '--port must be an integer from 0 to 65535, not "99999"',
        ),
        (("serve", "--time-limit", "nan"), "--time-limit 给的值不对：“nan” 不是秒数", '--time-limit: "nan" is not a number of seconds'),
        (("ask", "metrics", "--limit", "0"), "--limit 应是从 1 到 1000000000 的整数，不是“0”", "an integer from 1"),
        (("ask", "metrics", "--limit", "x"), "--limit 应是从 1 到 1000000000 的整数，不是“x”", "an integer from 1"),
        (("ask", "metrics", "--limit", "9" * 30), "的整数，不是“999", "an integer from 1"),
        (
            ("ask", "metrics", "--timeout", "x"),
            "--timeout 应是大于 0、不超过 1000000000 的数，不是“x”",
            'a number above 0 and up to 1000000000, not "x"',
        ),
        (("ask", "metrics", "--timeout", "inf"), "的数，不是“inf”", 'not "inf"'),
        (("ask", "metrics", "--timeout", "0"), "--timeout 应是大于 0、不超过 1000000000 的数", "a number above 0 and up to 1000000000"),
        (("export", "claims", "--nodes", "9"), "--nodes 用于 svg、png，不是 claims", "--nodes is for svg, png, not claims"),
        (("info", "--format", "xls"), "--format 应是以下之一：table、json", "--format must be one of table, json"),
        (("extract", "a", "--what", "it's"), "不是“it's”", 'not "it\'s"'),
        (("build", "a", "--published", "20"), "“20” 不是日历上的", '"20" is not a date'),
        (("build", "a", "--published", "2024/5-16"), "2024/5/16、2024.5.16 或 2024年5月16日", "2024/5/16, 2024.5.16 or in Chinese"),
        (("info", "more", "words"), "多出了参数：more words", "arguments too many: more words"),
        (("info", "--lang"), "选项 --lang 后面缺了它的值", "the option --lang lacks its value"),
        (("build", "a", "--store"), "后面缺了它的值。kg build --help", "lacks its value. kg build --help"),
        (("ask", "metrics", "--store"), "kg ask metrics --help", "the option --store lacks its value. kg ask metrics --help"),
        (
            ("ask", "claims-of-document", "--document", "--store", "s"),
            "选项 --document 后面缺了它的值",
            "the option --document lacks its value",
        ),
        (("build", "--store", "--published", "a"), "选项 --store 后面缺了它的值", "the option --store lacks its value"),
        (("ask", "--store", "s"), "没有选项“--store”。选项写在后面：kg ask QUERY --store", "stand behind it: kg ask QUERY --store"),
        (("--store", "s", "info"), "选项写在后面：kg COMMAND --store", "stand behind it: kg COMMAND --store"),
        (("build", "--quiet=1", "a"), "选项 --quiet 不带值", "the option --quiet takes no value"),
        (("show",), "缺少 DOCUMENT|CLAIM", "DOCUMENT|CLAIM is missing"),
        (("measure", "nothing-like-it"), "可用：repeated、", "There are: repeated, "),
        (("ask", "passages", "--phrase", " "), "phrase 是空的", "phrase is empty"),
        (("check", "--shapes", "nowhere.ttl"), "nowhere.ttl: 读不了形状文件", "nowhere.ttl: the shapes cannot be read"),
        (("extract", "a", "--title", "\udcff"), "不是 UTF-8 文字", "not text in UTF-8"),
    ],
    ids=lambda value: " ".join(value).encode("ascii", "replace").decode() if isinstance(value, tuple) else "",
)
def test_what_an_option_cannot_be_is_told_in_both_languages(
    arguments: tuple[str, ...], chinese: str, english: str, store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_STORE", store)
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2 and chinese in said[0] and english in said[1] and not CHINESE.search(said[1])


ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,}")


@pytest.mark.parametrize(
    ("arguments", "code", "chinese", "english"),
    [
        (("export", "claims", "--key", "nowhere"), 2, "--key 给的值不对：没有这个文件或目录。", "File 'nowhere' does not exist"),
        (("export", "claims", "--items", "."), 2, "--items 给的值不对：这是目录，不是文件。", "is a directory"),
        (("dump", "-o", "nowhere/x"), 2, "写不了这个文件（没有这个文件或目录）", "(No such file or directory)"),
        (("dump", "--folder", "/dev/null"), 3, "这里建不了文件夹（", "no folder can be made here ("),
        (("describe", "--about", "nowhere"), 3, "读不了这个文件（没有这个文件或目录）", "(No such file or directory)"),
        (("describe", "--about", "none.toml"), 3, "不是合格的 TOML（第 1 行第 5 列）", "this is no TOML ("),
        (("check", "--shapes", "nowhere"), 2, "读不了形状文件（没有这个文件或目录）", "(No such file or directory)"),
        (("check", "--shapes", "none.toml"), 2, "形状文件不是有效的 Turtle（第 1 行第 1 列）", "the shapes are no valid Turtle: "),
        (("build", "--store", "none.toml", MIRROR), 3, "这里建不了库（", "no store can be made here ("),
        (("info", "--store", "none.nq"), 3, "none.nq: 读不了这个转储。", "this dump cannot be read ("),
        (("serve", "--host", "192.0.2.1"), 1, "不能在这里监听（", "cannot listen there ("),
    ],
    ids=lambda value: " ".join(value).replace("/", "-") if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_the_system_or_a_library_says_is_told_in_chinese_too(
    arguments: tuple[str, ...],
    code: int,
    chinese: str,
    english: str,
    store: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KG_STORE", store)
    monkeypatch.chdir(tmp_path)
    for name in ("none.toml", "none.nq"):
        (tmp_path / name).write_text("a = = 1", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    first, second = capsys.readouterr().err.splitlines()
    assert (ended.value.code, chinese in first, english in second) == (code, True, True)
    assert not ENGLISH.search(first) and not CHINESE.search(second)


def test_a_hint_of_a_build_names_the_command_whose_option_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天天气晴朗。", encoding="utf-8")
    told = ask("build", str(tmp_path / "a.txt"), "--store", str(tmp_path / "store")).stderr
    assert told.count("kg extract --what skipped") == 2


def test_a_name_that_is_not_utf8_is_a_name_all_the_same(tmp_path: Path) -> None:
    named = tmp_path / b"\xd4\xc6.txt".decode("utf-8", "surrogateescape")
    try:
        named.write_text("云溪县新建学校3所。", encoding="utf-8")
    except OSError:
        pytest.skip("这个文件系统只有 UTF-8 的名称 · this file system takes names in UTF-8 alone")
    path, target = os.fsdecode(named), str(tmp_path / "store")
    assert ask("build", path, "--store", target).exit_code == 0
    (row,) = rows(ask("info", "--store", target, "--format", "jsonl").stdout)
    assert row["path"] == "\\udcd4\\udcc6.txt"
    for name in (path, str(row["path"])):
        assert len(rows(ask("ask", "claims-of-document", "--document", name, "--store", target).stdout)) == 1
    (claim,) = rows(ask("extract", path).stdout)
    assert str(claim["document"]).endswith("\\udcd4\\udcc6.txt")
    assert kg("ask", "who-claimed", "--place", path, "--store", target).returncode == 2


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
    told = [line for line in done.stderr.splitlines() if "磁盘满了" in line or "No space left" in line]
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


@pytest.mark.parametrize("content", [b"", b"\xff", b"no number"])
def test_a_store_that_lost_its_pointer_says_how_to_get_it_back(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("云溪县新建学校3所。", encoding="utf-8")
    text, store = str(tmp_path / "a.txt"), tmp_path / "store"
    build([text], store)
    (store / "snapshot").write_bytes(content)
    told = ask("info", "--store", str(store))
    assert "再运行一次 kg build" in str(told.exception) and "run kg build once more" in str(told.exception).lower()
    build([text], store)
    assert ask("info", "--store", str(store)).exit_code == 0


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
    assert (rotten.returncode, "Traceback" in rotten.stderr) == (3, False)
