"""The command line as its users meet it: what each command prints, where, and with which exit code."""

import gzip
import io
import json
import re
import sys
import time
import zlib
from pathlib import Path

import pytest

from kg.builds import build
from kg.commands.exporting import refuse_terminal
from kg.commands.options import no_claim, opened
from kg.errors import UsageError
from kg.exports import EXPORTS
from tests.running import CHINESE, MIRROR, NEWS, REPORT, ask, ask_main, kg, rows

# ---------------------------------------------------------------------------------------------- extract and repair


@pytest.mark.parametrize("what", ["claims", "statements", "people", "document", "skipped"])
@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "table"])
def test_extract_writes_every_kind_in_every_format(what: str, form: str) -> None:
    done = ask("extract", NEWS, "--what", what, "--format", form)
    assert done.exit_code == 0
    assert done.stdout.strip()
    if form == "jsonl":
        assert rows(done.stdout)
    if form == "json":
        assert isinstance(json.loads(done.stdout), list)


def test_offsets_of_claims_count_in_the_text_that_repair_prints() -> None:
    text = ask("repair", MIRROR).stdout
    claims = rows(ask("extract", MIRROR, "--format", "jsonl").stdout)
    assert claims
    assert all(text[int(str(c["start"])) : int(str(c["end"]))] == c["quote"] for c in claims)


def test_metadata_that_is_given_goes_first() -> None:
    done = kg(
        "extract",
        "-",
        "--what",
        "document",
        "--format",
        "jsonl",
        "--published",
        "2021-03",
        "--place",
        "云溪县",
        "--id",
        "a",
        given="新建学校3所。",
    )
    document = rows(done.stdout)[0]
    assert (document["published"], document["home_place"]) == ("2021-03", "云溪县")


# ---------------------------------------------------------------------------------------------- bad input


def bad_inputs(folder: Path) -> dict[str, str]:
    """Inputs that cannot be read, by what is wrong with them."""
    made = {
        "empty": b"", "binary": bytes(range(256)), "image": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "bomb": b"\x1f\x8b\x08\x00" + zlib.compress(bytes(10_000_000)), "one line": b"a" * 50_000_000,
    }  # fmt: skip
    paths = {}
    for name, content in made.items():
        path = folder / f"{name}.txt"
        path.write_bytes(content)
        paths[name] = str(path)
    return {**paths, "folder": str(folder), "missing": str(folder / "missing.txt")}


@pytest.mark.parametrize("command", ["extract", "build"])
def test_each_bad_input_is_told_in_both_languages_and_the_others_are_read(command: str, tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    paths = bad_inputs(tmp_path / "inputs")
    began = time.monotonic()
    extra = ["--store", str(tmp_path / "store")] if command == "build" else ["--format", "jsonl"]
    done = ask(command, *paths.values(), NEWS, *extra)
    assert time.monotonic() - began < 20
    assert done.exit_code == 3
    for what, path in paths.items():
        said = [line for line in done.stderr.splitlines() if line.startswith(f"{path}: ")]
        assert len(said) == 2, what
        assert CHINESE.search(said[0].removeprefix(path)), what
        assert not CHINESE.search(said[1].removeprefix(path)), what
    if command == "build":
        counted = ask("sparql", "SELECT (COUNT(*) AS ?n) { ?c a schema:Claim }", "--store", str(tmp_path / "store"), "--format", "jsonl")
        assert rows(counted.stdout)[0]["n"] == 27
    else:
        assert len(rows(done.stdout)) == 27


def test_a_wrongly_declared_encoding_and_unclosed_tags_are_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(
        '<html><head><meta charset="utf-8"><title>云溪县兴学</title><body><div><p>云溪县新建学校3所。<p>又建<b>2所。'.encode("gb18030")
    )
    claims = rows(ask("extract", str(path), "--format", "jsonl").stdout)
    assert [c["value"] for c in claims] == ["3", "2"]


def test_a_document_with_no_claim_is_kept_and_said_to_have_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("云溪县风景好。", encoding="utf-8")
    done = ask("build", str(path), "--store", str(tmp_path / "store"))
    assert done.exit_code == 0
    assert "no claim" in done.stderr
    shown = ask("show", str(path), "--store", str(tmp_path / "store"))
    assert shown.exit_code == 1
    assert "云溪县风景好" in shown.stdout


def test_extract_tells_which_documents_hold_no_claim(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("云溪县风景好。", encoding="utf-8")
    done = ask("extract", str(path), NEWS, "--format", "jsonl")
    assert (done.exit_code, len(rows(done.stdout))) == (0, 27)
    assert done.stderr == no_claim(path) + "\n"
    assert ask("extract", str(path), "--what", "document").stderr == ""


def test_a_bad_line_of_a_file_of_lines_stops_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "云溪县新建学校3所。"}\nno json\n{"text": "云溪县新建桥梁2座。"}\n', encoding="utf-8")
    done = ask("extract", str(path), "--format", "jsonl")
    assert done.exit_code == 3
    assert len(rows(done.stdout)) == 2
    assert f"{path}:2: " in done.stderr


# ---------------------------------------------------------------------------------------------- the store


def test_build_tells_what_it_did_and_quietly_nothing(tmp_path: Path) -> None:
    target = str(tmp_path / "store")
    assert "新增 added" in ask("build", NEWS, "--store", target).stderr
    assert "未变 unchanged" in ask("build", NEWS, "--store", target).stderr
    assert ask("build", NEWS, "-q", "--store", target).stderr == ""


def test_info_lists_the_documents(store: str) -> None:
    done = ask("info", "--store", store, "--format", "jsonl")
    assert {row["title"] for row in rows(done.stdout)} >= {"岚溪县政府工作报告", "岚溪县：小区改造过半"}
    assert "篇文献" in done.stderr and "documents" in done.stderr


PAPER = "云溪县兴学\n云岭日报　2022年12月9日　星期五\n\n　　全县新建学校3所。"
SENT = "修路\n　　本报鹤壁12月3日电（记者 周晓禾） 全县新修公路3公里。"
REPORT_OF = (
    "云岭县政府工作报告\n——2021年2月3日在云岭县第十届人民代表大会第五次会议上\n云岭县人民政府县长　周晓禾\n各位代表：\n新建学校3所。"
)


@pytest.mark.parametrize(
    ("text", "given", "stated"),
    [
        (PAPER, ("--published", "2021-12-09"), "2022-12-09"), (PAPER, ("--published", "2022-12"), ""), (PAPER, ("--published", "2022-12-09"), ""),
        (SENT, ("--place", "洛阳市"), "鹤壁市"), (SENT, ("--place", "淇县"), ""), (SENT, ("--place", "河南省"), ""), (SENT, ("--place", "鹤壁"), ""),
        (SENT, ("--published", "2021-05-04"), "12月3日"), (SENT, ("--published", "2021-12-04"), ""), (SENT, ("--published", "2021"), ""),
        (REPORT_OF, ("--place", "云溪县"), "云岭县"), (REPORT_OF, ("--published", "2021-02-04"), "2021-02-03"), ("新建学校3所。", ("--place", "淇县"), ""),
    ],
)  # fmt: skip
def test_what_is_given_counts_and_what_the_text_states_otherwise_is_told(
    text: str, given: tuple[str, str], stated: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    done = ask("extract", str(path), *given, "--what", "document")
    [document] = rows(done.stdout)
    assert document["published"] == given[1] if given[0] == "--published" else str(document["home_place"]).startswith(given[1])
    built, quiet = (
        ask("build", str(path), *given, "--store", str(tmp_path / name), *option) for name, option in (("a", ()), ("b", ("-q",)))
    )
    for told in (done.stderr, built.stderr, quiet.stderr):
        assert (f"{given[1]}，文中写的是 {stated}，按给的算 · " in told) if stated else "文中写的是" not in told


@pytest.mark.parametrize(
    ("text", "given", "date"),
    [
        ("2020年是脱贫攻坚收官之年。11月5日，淇县通路，今年新建学校3所。", (), "2020-11"),
        ("2020年是脱贫攻坚收官之年。今年新建学校3所。", ("--published", "2020-12-09"), ""),
        (PAPER, (), ""), ("今年新建学校3所。", (), ""),
    ],
)  # fmt: skip
def test_a_date_that_is_inferred_is_told_with_what_it_rests_on(text: str, given: tuple[str, ...], date: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    for done in (ask("extract", str(path), *given), ask("build", str(path), *given, "--store", str(tmp_path / "store"))):
        assert (f"据“2020年是脱贫攻坚”、“11月5日”推定为 {date}；" in done.stderr) if date else "推定" not in done.stderr
        assert ("，“今年”所指不明；知道的话用 --published 给出 · " in done.stderr) == (text == "今年新建学校3所。")


NAMES = ["{0}/a.txt", "./a.txt", "../here/a.txt", "here/a.txt", "b.txt", "云溪县兴学", "{1}", "<{1}>"]


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with a store beside it, one document in it under two names, and its IRI."""
    folder = tmp_path_factory.mktemp("names") / "here"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("云溪县兴学\n\n　　云溪县新建学校3所。", encoding="utf-8")
    done = build([str(folder / name) for name in ("a.txt", "b.txt")], folder.parent / "store")
    assert [b.same_as for b in done.built] == ["", "here/a.txt"]
    return folder, str(done.built[0].document)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "command",
    [("show",), ("ask", "claims-of-document", "--document"), ("export", "who-claimed", "--document"), ("measure", "voices", "--document")],
)
def test_a_document_has_the_same_names_everywhere(
    command: tuple[str, ...], name: str, beside: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, iri = beside
    monkeypatch.chdir(folder)
    done = ask(*command, name.format(folder, iri), "--store", "../store")
    assert done.exit_code == 0 and done.stdout == ask(*command, iri, "--store", "../store").stdout


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_removed_by_the_same_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for file in ("a.txt", "b.txt"):
        Path(file).write_text("云溪县兴学\n\n　　云溪县新建学校3所。", encoding="utf-8")
    iri = build(["a.txt", "b.txt"], "../store").built[0].document
    assert ask("remove", name.format(tmp_path / "here", iri), "--store", "../store").exit_code == 0
    assert rows(ask("info", "--store", "../store", "--format", "jsonl").stdout) == []


def test_the_same_bytes_under_another_name_are_told_and_both_names_kept(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("云溪县新建学校3所。", encoding="utf-8")
    a, b, target = str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), str(tmp_path / "store")
    assert "逐字节" not in ask("build", a, "--store", target).stderr
    told = ask("build", b, "--store", target).stderr
    assert f"{b}: 与 a.txt 逐字节相同" in told and "the same bytes as a.txt" in told
    assert "逐字节" not in ask("build", a, b, "--store", target).stderr
    [row] = rows(ask("info", "--store", target, "--format", "jsonl").stdout)
    assert (row["path"], row["other_paths"]) == ("a.txt", "b.txt")
    assert "a.txt、b.txt" in ask("info", "--store", target, "--format", "table").stdout


def test_remove_takes_out_what_it_is_told_and_says_what_it_does_not_know(tmp_path: Path) -> None:
    target = str(tmp_path / "store")
    build([NEWS, REPORT], target)
    assert ask("remove", REPORT, "--store", target).exit_code == 0
    assert len(rows(ask("info", "--store", target, "--format", "jsonl").stdout)) == 2
    again = ask_main("remove", REPORT, "--store", target)
    assert again[0] == 2
    assert "not in the store" in again[1]
    assert ". kg info lists" in again[1]


def test_the_ending_of_a_file_names_its_format(store: str, tmp_path: Path) -> None:
    begins = {
        ("ask", "speakers", "s.csv"): b"speaker,", ("ask", "speakers", "s.tsv"): b"speaker\t", ("export", "who-claimed", "v.svg"): b"<svg",
        ("export", "who-claimed", "v.gexf"): b"<?xml", ("dump", "d.ttl"): b"@prefix", ("sparql", "CONSTRUCT WHERE { ?s a ?c } LIMIT 1", "c.nt"): b"<http",
    }  # fmt: skip
    for (*command, name), start in begins.items():
        ending = "gz" if name != "s.csv" else "GZ"
        done = ask(*command, "--store", store, "-o", str(tmp_path / name))
        assert done.exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(start)
        packed = tmp_path / f"{name}.{ending}"
        ask(*command, "--store", store, "-o", str(packed))
        assert gzip.decompress(packed.read_bytes()) == (tmp_path / name).read_bytes()
        assert packed.read_bytes()[3:8] == bytes(5)  # neither name nor time
    for command in (("ask", "speakers"), ("export", "who-claimed"), ("export", "claims"), ("dump",)):
        done = ask(*command, "--store", store, "-o", str(tmp_path / "s.xyz"))
        assert isinstance(done.exception, UsageError) and ".xyz names no format" in str(done.exception)
    assert not (tmp_path / "s.xyz").exists()


def test_a_claim_is_named_by_the_digits_at_its_end(store: str) -> None:
    claim = rows(ask("ask", "who-claimed", "--limit", "1", "--format", "jsonl", "--store", store).stdout)[0]["claim"]
    whole, short = (ask("ask", "roles-of-claim", "--claim", named, "--store", store).stdout for named in (claim, claim[-20:]))
    assert whole == short and whole


@pytest.mark.parametrize(
    "command", [("info",), ("dump",), ("check",), ("verify",), ("ask", "speakers"), ("show", "x"), ("export", "who-claimed")]
)
def test_without_a_store_each_command_says_how_to_make_one(command: tuple[str, ...], tmp_path: Path) -> None:
    code, said = ask_main(*command, "--store", str(tmp_path / "nothing"))
    assert code == 3
    assert "kg build" in said
    assert "Traceback" not in said


def test_the_store_is_also_named_by_the_environment(store: str) -> None:
    assert rows(kg("ask", "speakers", "--format", "jsonl", KG_STORE=store).stdout)


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld", "turtle", "rdfxml"])
def test_a_dump_goes_to_a_file_or_to_stdout(form: str, store: str, tmp_path: Path) -> None:
    path = tmp_path / "dump"
    assert kg("dump", "--store", store, "--format", form, "-o", str(path)).returncode == 0
    assert kg("dump", "--store", store, "--format", form).stdout.encode() == path.read_bytes()
    assert kg("dump", "--store", store, "--format", form, "-o", "-").stdout.encode() == path.read_bytes()


def test_a_dump_is_written_through_what_stands_there_and_makes_no_folder(store: str, tmp_path: Path) -> None:
    link, target, missing = tmp_path / "link", tmp_path / "target", tmp_path / "missing"
    link.symlink_to(target)
    assert ask("dump", "--store", store, "-o", str(link)).exit_code == 0
    assert link.is_symlink() and target.stat().st_size > 0
    code, said = ask_main("dump", "--store", store, "-o", str(missing / "dump"))
    assert (code, missing.exists()) == (2, False)
    assert CHINESE.search(said) and "cannot be written" in said


# ---------------------------------------------------------------------------------------------- questions


def test_a_named_query_answers_and_an_empty_answer_is_told(store: str) -> None:
    done = ask("ask", "who-claimed", "--person", "祁远山", "--store", store, "--format", "jsonl")
    found = rows(done.stdout)
    assert {row["speaker"] for row in found} == {"祁远山"}
    assert all(row["quote"] and row["document"] and isinstance(row["start"], int) for row in found)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md"])
@pytest.mark.parametrize(
    "command",
    [
        ("ask", "who-claimed", "--person", "祁远山", "--metric", "森林覆盖率"), ("ask", "passages", "--phrase", "没有的词"),
        ("sparql", "SELECT ?s { ?s a <urn:nothing> }"), ("measure", "voices", "--year", "1999"),
    ],
)  # fmt: skip
def test_an_empty_answer_is_told_once_and_on_stderr(command: tuple[str, ...], form: str, store: str) -> None:
    nothing = ask(*command, "--store", store, "--format", form)
    assert nothing.exit_code == 1
    assert nothing.stderr.count("没有结果") == nothing.stderr.count("No rows") == 1 and "没有结果" not in nothing.stdout
    assert ("不查全文" in nothing.stderr) == ("passages" in command)


def test_reading_nothing_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("云溪县新建学校3所。", encoding="utf-8")
    for form in ("table", "json", "jsonl"):
        nothing = ask("extract", str(path), "--what", "statements", "--format", form)
        assert (nothing.exit_code, nothing.stderr.count("没有读出"), nothing.stdout) == (0, 1, "[]\n" if form == "json" else "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "who-claimd"), "who-claimed"),
        (("ask", "who-claimed", "--persn", "x"), "--person"),
        (("ask", "who-claimed", "--person", "祁远"), "祁远山"),
        (("ask", "claims-by-person"), "--person"),
        (("ask", "claims-by-person", "--person", "祁远山", "--period", "2016/2020-02-30"), "2016/2020-02-30"),
        (("sparql", "SELECT ?s WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), "SERVICE"),
        (("sparql", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"), "INSERT"),
        (("sparql", "SELECT ?s WHERE { ?s ?p }"), "1"),
        (("sparql", "no-such-file.rq"), "no-such-file.rq"),
        (("show", "没有这一篇"), "没有文献或说法叫“没有这一篇”。kg ask documents 列出文献，kg ask who-claimed 列出说法。"),
        (("show", "岚溪县公布年度民生"), "没有文献或说法叫“岚溪县公布年度民生”。最接近的有：岚溪县公布年度民生账单。"),
        (("show", "0" * 20), f"库里没有说法“{'0' * 20}”。kg ask who-claimed 列出有哪些。"),
        (("show", "https://w3id.org/whoclaims/id/claim/1"), "claim/1”。kg ask who-claimed 列出有哪些。"),
        (("show", "祁远山"), '"祁远山" is a person, no document and no claim. kg ask who-claimed --person 祁远山 lists'),
        (("export", "who-claim"), "who-claimed"),
        (("export", "who-claimed", "--format", "pgn"), "graphml"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_what_can(arguments: tuple[str, ...], said: str, store: str) -> None:
    code, message = ask_main(*arguments, "--store", store)
    assert code in (2, 3)
    assert said in message
    assert "Traceback" not in message


def test_a_query_is_text_a_file_or_standard_input(store: str, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?c a schema:Claim }"
    path = tmp_path / "count.rq"
    path.write_text(query, encoding="utf-8")
    answers = [
        kg("sparql", query, "--store", store, "--format", "csv").stdout,
        kg("sparql", str(path), "--store", store, "--format", "csv").stdout,
        kg("sparql", "-", "--store", store, "--format", "csv", given=query).stdout,
    ]
    assert answers[0].startswith("n\n")
    assert len(set(answers)) == 1


@pytest.mark.parametrize("query", ["", " ", "\t", " \n", "# 只有注释\n"])
def test_an_empty_query_is_told_to_be_empty(query: str, store: str) -> None:
    code, said = ask_main("sparql", query, "--store", store)
    assert code == 2
    assert "查询是空的" in said and "the query is empty" in said


def test_a_query_is_over_the_graphs_it_names(tmp_path: Path) -> None:
    target = str(tmp_path / "store")
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.txt").write_text(f"云溪县{name}镇新建学校{len(name) + 2}所。", encoding="utf-8")
    build([str(tmp_path / "甲.txt"), str(tmp_path / "乙.txt")], target)

    def asked(query: str) -> list[dict[str, object]]:
        return rows(ask("sparql", query, "--store", target, "--format", "jsonl").stdout)

    one, other = (str(row["g"]) for row in asked("SELECT DISTINCT ?g { GRAPH ?g { ?c a schema:Claim } } ORDER BY ?g"))
    count = "SELECT (COUNT(?c) AS ?n)"
    claims = "{ ?c a schema:Claim }"
    assert asked(f"{count} {claims}") == [{"n": 2}]
    assert asked(f"{count} FROM <{one}> {claims}") == [{"n": 1}]
    assert asked(f"{count} FROM <{one}> FROM <{other}> {claims}") == [{"n": 2}]
    assert asked(f"SELECT ?g FROM NAMED <{other}> {{ GRAPH ?g {claims} }}") == [{"g": other}]
    assert asked(f"{count} FROM <urn:none> {claims}") == [{"n": 0}]


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "tsv", "md", "table", "parquet"])
def test_answers_leave_in_every_format(form: str, store: str, tmp_path: Path) -> None:
    path = tmp_path / "answer"
    assert ask("ask", "speakers", "--store", store, "--format", form, "-o", str(path)).exit_code == 0
    assert path.stat().st_size > 20


def test_a_graph_leaves_as_turtle(store: str) -> None:
    done = kg("sparql", "CONSTRUCT { ?c kg:voice ?v } WHERE { ?c kg:voice ?v }", "--store", store)
    assert done.returncode == 0
    assert "kg:voice" in done.stdout


def test_a_view_leaves_as_graphml_that_networkx_reads(store: str, tmp_path: Path) -> None:
    import networkx as nx

    path = tmp_path / "view.graphml"
    assert ask("export", "who-claimed", "--store", store, "-o", str(path)).exit_code == 0
    graph = nx.read_graphml(path)
    assert "祁远山" in {data.get("label") for _, data in graph.nodes(data=True)}
    assert any(data.get("quote") for _, _, data in graph.edges(data=True))


@pytest.mark.parametrize("form", ["gexf", "csv", "svg"])
def test_a_view_leaves_in_other_formats_the_same_on_stdout_and_in_a_file(form: str, store: str, tmp_path: Path) -> None:
    path = tmp_path / "view"
    assert ask("export", "who-claimed", "--store", store, "--format", form, "-o", str(path)).exit_code == 0
    assert ask("export", "who-claimed", "--store", store, "--format", form).stdout_bytes == path.read_bytes()


def test_a_view_too_large_for_a_format_leaves_no_file_behind(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.exports.layout.MOST_NODES", 3)
    path = tmp_path / "view.svg"
    refused = ask("export", "who-claimed", "--store", store, "--format", "svg", "-o", str(path)).exception
    assert isinstance(refused, UsageError) and not path.exists()
    assert "看不清" in str(refused) and "cannot be read" in str(refused)


def test_a_drawing_of_a_whole_store_has_the_nodes_of_a_page(store: str) -> None:
    page, more = (ask("export", "who-claimed", "--store", store, "--format", "svg", *nodes) for nodes in ((), ("--nodes", "400")))
    assert "只画了连线最多的" in page.stderr and "没有画的有" in page.stdout
    assert page.stdout.count("<g><title>") < more.stdout.count("<g><title>") and "没有画的有" not in more.stdout
    refused = ask("export", "who-claimed", "--store", store, "--format", "gexf", "--nodes", "9").exception
    assert isinstance(refused, UsageError) and "--nodes 用于 svg、png" in str(refused)


def test_a_picture_or_an_archive_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    for name, export in EXPORTS.items():
        if export.media.startswith("text/"):
            refuse_terminal(name, "-")
        else:
            with pytest.raises(UsageError, match="-o FILE"):
                refuse_terminal(name, "-")


# ---------------------------------------------------------------------------------------------- show, check


def test_a_document_is_shown_with_its_claims_marked(store: str) -> None:
    done = ask("show", "岚溪县公布年度民生账单", "--store", store)
    assert done.exit_code == 0
    assert "⟦2265人⟧" in done.stdout
    table = ask("show", "岚溪县公布年度民生账单", "--store", store, "--format", "jsonl")
    assert len(rows(table.stdout)) == done.stdout.count("⟦") == 14


@pytest.mark.parametrize(("lang", "said"), [("zh", ("存疑：", "数值", "指标")), ("en", ("doubtful: ", "value", "metric"))])
def test_a_doubtful_claim_is_shown_with_what_is_doubtful(lang: str, said: tuple[str, ...], store: str) -> None:
    claim, doubts = next(
        (row["claim"], row["doubts"]) for row in rows(ask("ask", "doubtful-claims", "--store", store, "--format", "jsonl").stdout)
    )
    shown = ask("show", claim, "--store", store, "--lang", lang).stdout
    assert all(word in shown for word in said)
    assert doubts.split("；")[0].split(" · ")[lang == "en"] in shown


@pytest.mark.parametrize(("lang", "said"), [("zh", "存疑"), ("en", "doubtful")])
def test_a_listing_says_what_is_doubtful_of_each_claim(lang: str, said: str, store: str) -> None:
    for call in (("ask", "who-claimed"), ("ask", "doubtful-claims"), ("ask", "claims-of-document", "--document", "岚溪县：小区改造过半")):
        shown = ask(*call, "--store", store, "--lang", lang, "--format", "table").stdout
        assert said in shown
        assert not any(line.rstrip().endswith(said) for line in shown.splitlines())


def test_a_claim_is_shown_with_its_passage_and_roles(store: str) -> None:
    found = rows(ask("ask", "who-claimed", "--person", "祁远山", "--store", store, "--format", "jsonl").stdout)
    claim = str(next(row for row in found if row["metric"] == "城镇新增就业")["claim"])
    shown = ask("show", claim, "--store", store)
    assert shown.exit_code == 0
    assert "⟦城镇新增就业2108人⟧" in shown.stdout
    assert ask("show", claim.rpartition("/")[2], "--store", store).stdout == shown.stdout
    roles = {row["role"]: row for row in rows(ask("show", claim, "--store", store, "--format", "jsonl").stdout)}
    assert roles["speaker"]["words"] == "祁远山"
    assert roles["post"]["means"] == "副县长"
    assert roles["period"]["words"] == "今年前11个月"
    assert all(isinstance(row["byte_start"], int) for row in roles.values() if row["words"])


def test_hostile_text_does_not_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("云溪县\x1b]0;标题\x07新建\u202e学校3所。", encoding="utf-8")
    target = str(tmp_path / "store")
    build([str(path)], target)
    for command in (("show", str(path)), ("ask", "who-claimed"), ("info",)):
        done = ask(*command, "--store", target, "--format", "table")
        assert not re.search("[\x1b\x07\u202e]", done.stdout), command


def test_check_passes_what_was_built_and_lists_what_breaks_a_shape(store: str, tmp_path: Path) -> None:
    done = ask("check", "--store", store)
    assert (done.exit_code, done.stdout) == (0, "")
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .\n"
        '<urn:x:shape> a sh:NodeShape ; sh:targetClass schema:Claim ; sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:message "没有名字"@zh ] .',
        encoding="utf-8",
    )
    broken = ask("check", "--store", store, "--shapes", str(shapes), "--format", "jsonl")
    assert broken.exit_code == 1
    assert {row["message"] for row in rows(broken.stdout)} == {"没有名字"}


@pytest.mark.parametrize("what", ["claims", "statements", "people", "document", "skipped"])
def test_the_columns_are_the_same_with_rows_and_without(what: str, tmp_path: Path) -> None:
    full = ask("extract", NEWS, "--what", what, "--format", "csv").stdout.splitlines()[0]
    empty = tmp_path / "empty.txt"
    empty.write_text("云溪县今天多云。", encoding="utf-8")
    assert ask("extract", str(empty), "--what", what, "--format", "csv").stdout.splitlines()[0] == full
    record = rows(ask("extract", NEWS, "--what", what, "--format", "jsonl").stdout)[0]
    assert full.split(",") == [name for name in record if name not in ("anchors", "number", "mentions", "evidence")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"text": "云溪县新建学校3所。", "date": "2024-02-30"}'),
        ("a.md", "---\ndate: 昨天\n---\n云溪县新建学校3所。"),
        ("a.md", '+++\ndate = "昨天"\n+++\n云溪县新建学校3所。'),
    ],
)
def test_a_date_that_is_none_is_told_and_the_document_is_read(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    for done in (ask("extract", str(tmp_path / name)), ask("build", str(tmp_path / name), "--store", str(tmp_path / "store"))):
        assert done.exit_code == 0
        assert "not used" in done.stderr
        assert "date" in done.stderr


def test_a_label_in_other_letters_is_found(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("云溪县县长周晓禾表示，全县地区生产总值达到300亿元。", encoding="utf-8")
    store = str(tmp_path / "store")
    ask("build", str(text), "--store", store)
    found = [ask("ask", "who-claimed", "--metric", name, "--store", store, "--format", "csv") for name in ("GDP", "gdp")]
    assert [done.exit_code for done in found] == [0, 0]
    assert found[0].stdout == found[1].stdout


def test_a_file_is_there_once_all_of_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), opened(str(path)) as stream:
        stream.write("half of it")
        raise ZeroDivisionError
    assert [file.name for file in tmp_path.iterdir()] == ["claims.csv"]
    assert path.read_text(encoding="utf-8") == "before"
    with opened(str(path)) as stream:
        stream.write("all of it")
    assert [file.name for file in tmp_path.iterdir()] == ["claims.csv"]
    assert path.read_text(encoding="utf-8") == "all of it"


def test_what_is_no_file_is_written_to_as_it_stands() -> None:
    with opened("/dev/null") as stream:
        stream.write("gone")
    assert not Path("/dev/null").is_file()
