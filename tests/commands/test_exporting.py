"""Views of a part of the store from the command line: what selects it, how a call ends, what a shell completes."""

import io
import re
from pathlib import Path

import networkx as nx
import pytest

from kg.builds import build
from kg.errors import AmbiguousName, UnknownName, UsageError
from kg.exports import EXPORTS
from kg.graphs import VIEWS
from kg.measures import MEASURES
from kg.publications import PUBLICATIONS
from kg.resources import EXAMPLES
from tests.commands.test_questions import SHELLS, completed
from tests.running import ask, rows


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("views") / "store"
    build([str(EXAMPLES / "lanxi-news.jsonl"), str(EXAMPLES / "hebi-feature.txt")], folder)
    return str(folder)


def exported(store: str, *arguments: str) -> nx.MultiDiGraph:
    done = ask("export", *arguments, "--store", store)
    assert done.exit_code == 0, done.exception
    return nx.read_graphml(io.BytesIO(done.stdout_bytes), force_multigraph=True)


def labels(view: nx.MultiDiGraph, type_: str) -> set[str]:
    return {data["label"] for _, data in view.nodes(data=True) if data["type"] == type_}


@pytest.mark.parametrize(
    ("selection", "titles"),
    [
        (("--year", "2020"), {"鹤壁这五年：脱贫、改造与增绿"}), (("--period", "2020-12"), {"鹤壁这五年：脱贫、改造与增绿"}),
        (("--place", "鹤壁市"), {"鹤壁这五年：脱贫、改造与增绿"}), (("--place", "410600"), {"鹤壁这五年：脱贫、改造与增绿"}),
        (("--place", "place:410600"), {"鹤壁这五年：脱贫、改造与增绿"}), (("--document", "岚溪县公布年度民生账单"), {"岚溪县公布年度民生账单"}),
        (("--person", "贺兰舟"), {"岚溪县：小区改造过半"}), (("--person", "贺兰舟", "--year", "2020"), set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_a_view_is_of_what_was_selected(selection: tuple[str, ...], titles: set[str], store: str) -> None:
    done = ask("export", "who-claimed", *selection, "--store", store)
    assert done.exit_code == (0 if titles else 1)
    assert labels(nx.read_graphml(io.BytesIO(done.stdout_bytes)), "document") == titles


def test_a_programme_is_named_in_the_language_asked_for(store: str) -> None:
    assert labels(exported(store, "programmes-places", "--place", "鹤壁市", "--lang", "en"), "programme") != labels(
        exported(store, "programmes-places", "--place", "鹤壁市"), "programme"
    )


def test_the_evidence_is_of_the_claim_named(store: str) -> None:
    (claim,) = {row["claim"] for row in rows(ask("ask", "claims-by-person", "--person", "贺兰舟", "--limit", "1", "--store", store).stdout)}
    view = exported(store, "evidence", "--claim", str(claim))
    assert {data["iri"] for _, data in view.nodes(data=True) if data["type"] == "claim"} == {claim}


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        (("evidence",), UsageError, "query who-claimed"), (("evidence", "--person", "郭浩"), UnknownName, "claim"),
        (("place-tree", "--claim", "urn:a"), UnknownName, "document"), (("who-claimed", "--person", "贺兰"), UnknownName, "贺兰舟"),
        (("who-claimed", "--place", "鼓楼区"), AmbiguousName, "place/410204"), (("who-claimed", "--year", "今年"), UsageError, "2016/2020"),
    ],
    ids=["no claim", "no such selection", "a claim of no view", "unknown", "ambiguous", "no year"],
)  # fmt: skip
def test_what_selects_nothing_is_answered_with_what_there_is(arguments: tuple[str, ...], error: type, said: str, store: str) -> None:
    done = ask("export", *arguments, "--store", store)
    assert type(done.exception) is error and said in str(done.exception)
    assert not done.stdout


def test_a_drawing_says_what_was_selected(store: str) -> None:
    drawn = ask("export", "programmes-places", "--place", "鹤壁市", "--year", "2020", "--format", "svg", "--store", store).stdout
    assert " · 鹤壁市、2020" in drawn


@pytest.mark.parametrize("name", [str(EXAMPLES / "hebi-feature.txt"), "鹤壁这五年：脱贫、改造与增绿", ""])
def test_a_drawing_of_a_document_bears_its_title_however_it_was_named(name: str, store: str) -> None:
    iri = next(row["document"] for row in rows(ask("info", "--store", store, "--format", "jsonl").stdout) if row["date"] == "2020-12-09")
    drawn = ask("export", "who-claimed", "--document", name or str(iri), "--place", "410600", "--format", "svg", "--store", store).stdout
    (title,) = re.findall(r'font-weight="bold">(.*?)</text>', drawn)
    assert title.endswith(" · 鹤壁这五年：脱贫、改造与增绿、鹤壁市")


@pytest.mark.parametrize("name", ["voices", "communities"])
def test_a_measure_takes_the_same_selection(name: str, store: str) -> None:
    year, period = (ask("measure", name, option, "2020", "--store", store).stdout for option in ("--year", "--period"))
    assert year == period and rows(year) != rows(ask("measure", name, "--store", store).stdout)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_views_formats_and_names(shell: str, store: str) -> None:
    assert set(completed(shell, "kg export ")) == {*VIEWS, "claims"}
    assert completed(shell, "kg export claims --format s") == [name for name in PUBLICATIONS if name.startswith("s")]
    assert completed(shell, "kg export who-claimed --format g") == [name for name in EXPORTS if name.startswith("g")]
    assert completed(shell, "kg export who-claimed --pe") == ["--person", "--period"]
    assert completed(shell, f"kg export who-claimed --store {store} --person 贺") == ["贺兰舟"]
    assert completed(shell, "kg export who-claimed --document 岚溪县公", KG_STORE=store) == ["岚溪县公布年度民生账单"]
    assert "鹤壁市" in completed(shell, f"kg measure voices --store {store} --place 鹤壁")
    assert set(completed(shell, "kg measure ")) == set(MEASURES)


def test_a_shell_is_told_nothing_where_there_is_no_store(tmp_path: Path) -> None:
    assert completed("bash", "kg export who-claimed --person 贺", KG_STORE=str(tmp_path / "nothing")) == []
