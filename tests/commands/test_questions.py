"""Questions from the command line: how each run ends, and what a shell completes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.builds import build
from kg.queries import GROUPS, catalogue
from kg.resources import EXAMPLES

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SHELLS = ("bash", "zsh", "fish")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("questions") / "store"
    build([str(EXAMPLES / "lanxi-news.jsonl")], folder)
    return str(folder)


def kg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ask", "claims-by-person", "--person", "祁远山"), 0, ""),
        (("ask", "policy-documents", "--phrase", "没有的词"), 1, "No rows"),
        (("ask", "claims-by-person", "--person", "没有这个人"), 2, "没有这个人"),
        (("ask", "claims-by-person"), 2, "--person"),
        (("ask", "who-claimed", "--person", "祁远山", "--person", "沈望舒"), 2, "more than once"),
        (("export", "who-claimed", "--year", "2020", "--period", "2021"), 2, "more than once"),
        (("ask", "who-claimed", "--place", "河南省"), 1, "claims-below-place --place 河南省"),
        (("ask", "who-claimed", "--limit", "5", "--page", "999"), 1, "no page 999"),
        (("ask", "who-claimed", "-o", "a.xlsx"), 2, ".xlsx names no format"),
        (("sparql", "SELECT (1" + "+1" * 20_000 + " AS ?x) {}"), 2, "2000 parts"),
        (("sparql", "SELECT ?s { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), 2, "1:13"),
        (("sparql", "SELECT ?s {\n ?s ?p }"), 2, "2:"),
        (("sparql", ENDLESS, "--timeout", "0.3"), 4, "--timeout"),
    ],
    ids=[
        "rows",
        "empty",
        "unknown",
        "missing",
        "twice",
        "both names",
        "higher place",
        "no page",
        "spreadsheet",
        "too long",
        "refused",
        "ill-formed",
        "timed out",
    ],
)
def test_each_ending_has_its_own_exit_code(arguments: tuple[str, ...], code: int, said: str, store: str) -> None:
    done = kg(*arguments, "--store", store)
    assert (done.returncode, bool(done.stdout)) == (code, code == 0)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_limit_cut_out_of_many_claims_is_told(tmp_path: Path) -> None:
    names = [f"{first}{second}{third}县" for first in "松云岭" for second in "溪河岗" for third in "清岚晴"]
    lines = [f"2021年，{name}新增就业{number}人，新建学校{number}所。" for name in names for number in range(2, 12)]
    (tmp_path / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    build([str(tmp_path / "a.txt")], tmp_path / "store")
    given = ("ask", "who-claimed", "--store", str(tmp_path / "store"), "--format", "jsonl")
    few, all_of_them = kg(*given, "--limit", "5"), kg(*given)
    assert len(few.stdout.splitlines()) == 5 and "more than 500" in few.stderr
    assert len(all_of_them.stdout.splitlines()) > 500 and "more than 500" not in all_of_them.stderr


def test_no_store_is_not_no_rows(tmp_path: Path) -> None:
    for arguments in (("ask", "metrics"), ("sparql", "ASK {}"), ("measure", "voices"), ("export", "place-tree"), ("info",)):
        done = kg(*arguments, "--store", str(tmp_path / "none"))
        assert (done.returncode, done.stdout) == (3, ""), arguments
        assert "no store here" in done.stderr


def test_a_query_within_its_time_is_not_touched(store: str) -> None:
    done = kg("ask", "metrics", "--timeout", "60", "--limit", "3", "--format", "json", "--store", store)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) == 3


def test_measures_and_views_are_ended_in_time_too(store: str) -> None:
    for arguments in (("measure", "communities"), ("export", "who-claimed")):
        done = kg(*arguments, "--timeout", "0.000001", "--store", store)
        assert (done.returncode, done.stdout) == (4, ""), arguments
        assert "--timeout" in done.stderr
    assert kg("measure", "voices", "--timeout", "60", "--store", store).returncode == 0


@pytest.mark.parametrize("seconds", ["0", "-1", "soon"])
def test_a_time_that_is_none_is_refused(seconds: str, store: str) -> None:
    assert kg("ask", "metrics", "--timeout", seconds, "--store", store).returncode == 2


def test_the_list_names_every_query_under_its_group() -> None:
    rows = [json.loads(line) for line in kg("ask", "--format", "jsonl").stdout.splitlines()]
    assert {row["query"]: row["group"] for row in rows} == {name: GROUPS[query.group][0] for name, query in catalogue().items()}
    shown = kg("ask", "--help").stdout
    assert all(f"\n  {name}" in shown for name in catalogue())


# ---------------------------------------------------------------------------------------------- completion


def completed(shell: str, line: str, **environment: str) -> list[str]:
    """What a shell is told when Tab is pressed at the end of a line (click's completion protocol)."""
    words = line.split(" ")
    place = words[-1] if shell == "fish" else str(len(words) - 1)
    done = kg(_KG_COMPLETE=f"{shell}_complete", COMP_WORDS=line, COMP_CWORD=place, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if line]
    return lines[1::3] if shell == "zsh" else [item.split(",", 1)[1].split("\t")[0] for item in lines]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_commands_queries_parameters_and_names(shell: str, store: str) -> None:
    assert "ask" in completed(shell, "kg a")
    assert completed(shell, "kg ask metric-") == ["metric-across-siblings", "metric-timeline"]
    assert set(completed(shell, "kg ask ")) == set(catalogue())
    assert completed(shell, "kg ask metric-timeline --me") == ["--metric"]
    assert completed(shell, "kg ask metric-timeline --format js") == ["json", "jsonl"]
    assert completed(shell, "kg ask claims-by-person --person 祁", KG_STORE=store) == ["祁远山"]
    assert completed(shell, f"kg ask claims-by-person --store {store} --person 祁") == ["祁远山"]


@pytest.mark.parametrize(("typed", "completed"), [(r"Hebi\ C", r"Hebi\ City"), ('"Hebi C', "Hebi City"), ("Hebuk", r"Hebukesai\'er")])
def test_bash_is_told_a_name_as_one_word(typed: str, completed: str, store: str) -> None:
    words = "\n".join(("kg", "ask", "who-claimed", "--place", typed))
    done = kg(_KG_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD="4", KG_STORE=store)
    assert done.stdout.splitlines() == [f"plain,{completed}"]


@pytest.mark.parametrize("line", ["kg ask no-such-query --m", "kg ask claims-by-person --person 祁", "kg ask metric-timeline --period 20"])
def test_where_nothing_can_be_completed_a_shell_is_told_nothing(line: str, tmp_path: Path) -> None:
    assert completed("bash", line, KG_STORE=str(tmp_path / "nothing")) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_is_switched_on_by_the_line_that_is_documented(shell: str, checkout: Path) -> None:
    assert f"_KG_COMPLETE={shell}_source kg" in (checkout / "docs/queries.md").read_text(encoding="utf-8")
    assert f"_KG_COMPLETE={shell}_complete" in kg(_KG_COMPLETE=f"{shell}_source").stdout


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="what a process holds is told by Linux")
def test_a_query_ends_before_it_takes_the_memory_of_the_machine(store: str) -> None:
    query = ENDLESS.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?a LIMIT 1"
    small = "import sys, kg.commands.bounds as bounds; bounds._SHARE = 400 / bounds.available(); from kg.commands import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", small, "sparql", query, "--store", store], capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert "内存" in done.stderr
    assert "memory" in done.stderr
