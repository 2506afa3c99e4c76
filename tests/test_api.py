"""The Python interface: its names, its answers, what it says when something is amiss, and the documents that show it."""

import doctest
import importlib.util
import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.answers import Iri

PUBLIC = {
    "open_graph", "open_examples", "build", "extract", "KnowledgeGraph", "Document", "Result", "Triples", "Passage", "Iri", "Metadata", "BuildReport",
    "errors", "graphs", "measures",
}  # fmt: skip
HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e"


def test_the_public_names_are_these() -> None:
    assert set(kg.__all__) == PUBLIC and len(PUBLIC) <= 20
    assert set(dir(kg)) >= PUBLIC
    with pytest.raises(AttributeError, match="open_grph"):
        kg.open_grph  # noqa: B018 # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["graphs", "measures"])
def test_a_module_lists_its_own_names_alone(name: str) -> None:
    module = getattr(kg, name)
    listed = {each for each in dir(module) if not each.startswith("_")}
    assert listed == set(module.__all__)
    assert all(getattr(getattr(module, each), "__module__", module.__name__) == module.__name__ for each in listed)


def test_the_stub_declares_the_public_names(checkout: Path) -> None:
    lines = (checkout / "kg" / "__init__.pyi").read_text(encoding="utf-8").splitlines()
    assert {line.rpartition(" as ")[2] for line in lines if " as " in line} == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_has_an_example_that_runs(name: str) -> None:
    said = inspect.getdoc(getattr(kg, name)) or ""
    assert ">>> " in said  # run with all doctests of the package


def test_every_public_name_is_documented(checkout: Path) -> None:
    said = (checkout / "docs" / "python.md").read_text(encoding="utf-8")
    assert all(f"`{name}" in said for name in PUBLIC)


def test_names_are_loaded_when_they_are_used() -> None:
    code = "import sys, kg; before = 'kg.api' in sys.modules; kg.open_graph; print(before, 'kg.api' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


# ---------------------------------------------------------------------------------------------- answers


def test_a_parameter_is_a_label_an_iri_or_nothing(reports: kg.KnowledgeGraph) -> None:
    everything = reports.ask("who-claimed", place=None)
    one = reports.ask("who-claimed", place="浚县")
    assert len(everything) == 7 and len(one) == 6
    assert isinstance(everything, kg.Result)
    by_iri = reports.claims(document=Iri("https://w3id.org/whoclaims/id/document/yi"))
    assert set(by_iri.column("title")) == {"浚县住得更好"}
    by_year = [len(reports.ask("edges-speakers-metrics", person="方若水", published=year)) for year in (None, 2022, 2021)]
    assert by_year[0] == by_year[1] > by_year[2] == 0


def test_a_document_is_named_by_its_file(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("云溪县新建学校3所。", encoding="utf-8")
    kg.build(article, tmp_path / "store")
    with kg.open_graph(tmp_path / "store") as g:
        (iri,) = set(g.claims().column("document"))
        for name in (article, str(article), "a.txt", iri):
            assert g.document(str(name)).iri == iri
            assert len(g.claims(document=name)) == len(g.ask("claims-of-document", document=name)) == 1
            assert len(g.measure("voices", document=name)) == 1 and len(g.to_networkx(document=name)) > 1


def test_a_table_and_a_graph_are_told_apart(reports: kg.KnowledgeGraph) -> None:
    with pytest.raises(kg.errors.UsageError, match="Use construct"):
        reports.sparql("CONSTRUCT { ?c a schema:Claim } WHERE { ?c a schema:Claim }")
    with pytest.raises(kg.errors.UsageError, match="Use sparql"):
        reports.construct("ASK {}")
    with pytest.raises(kg.errors.QueryRefused, match="INSERT"):
        reports.sparql("INSERT DATA { <urn:a> <urn:b> <urn:c> }")


def test_what_is_of_another_type_is_refused_by_an_error_of_ours(reports: kg.KnowledgeGraph, tmp_path: Path) -> None:
    calls: list[Callable[[Any], object]] = [
        reports.ask, reports.sparql, reports.construct, reports.document, reports.passage, reports.to_networkx, reports.measure, reports.rdflib,
        kg.open_graph, lambda given: kg.extract(text=given), lambda given: kg.build(given, tmp_path / "store"),
        lambda given: reports.ask("speakers", limit=given), lambda given: reports.claims(limit=given), lambda given: reports.claims(limit=3, page=given),
        lambda given: reports.sparql("ASK {}", limit=given),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(kg.errors.UsageError, match=r"2\.5"):
            call(2.5)
    for number in (-1, 0, "x"):
        with pytest.raises(kg.errors.UsageError, match="limit must be a whole number from 1"):
            reports.ask("speakers", limit=number)  # type: ignore[arg-type]
    with pytest.raises(kg.errors.UnknownName, match="speaker"):
        reports.claims(limit=1).column("speeker")
    assert kg.extract(text="云岭县新建学校12所。\ud800").column("value") == (Decimal(12),)


def test_triples_become_turtle_a_table_and_a_graph_of_rdflib(reports: kg.KnowledgeGraph) -> None:
    evidence = reports.ask("evidence-of-claim", claim=reports.claims(limit=1).column("claim")[0])
    assert isinstance(evidence, kg.Triples)
    assert len(evidence) == len(evidence.table()) == len(evidence.rdflib()) == len([*evidence]) > 20
    assert "oa:exact" in evidence.turtle() and "<table>" in evidence._repr_html_()
    assert list(evidence.frame().columns) == ["subject", "predicate", "object"]


def test_frames_keep_decimals_integers_and_what_is_absent(reports: kg.KnowledgeGraph) -> None:
    table = reports.claims(document="jia")
    pandas, polars = table.frame(), table.frame("polars")
    assert list(pandas.columns) == polars.columns == list(table.columns)
    assert [int(value) for value in pandas["value"]] == [12, 1500] and str(pandas["value"].dtype).startswith("decimal")
    assert polars["value"].to_list() == [Decimal(12), Decimal(1500)]
    assert polars["start"].to_list() == list(table.column("start"))
    assert pandas["speaker"].isna().tolist() == [True, False] and polars["speaker"].to_list() == [None, "周晓禾"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_absent_is_answered_with_how_to_install_it(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(kg.errors.WhoclaimsError, match=rf"pip install {library}"):
        kg.Result(("a",), ((1,),)).frame(library)


def test_a_notebook_shows_passages_and_runs_nothing_of_a_document() -> None:
    row = {"speaker": HOSTILE, "value": Decimal(3), "quote": f"建成3所{HOSTILE}", "title": HOSTILE, "start": 0, "end": 4}
    shown = kg.Result(tuple(row), (tuple(row.values()),))._repr_html_()
    plain = kg.Result(("x1",), ((HOSTILE,),))._repr_html_()
    for html in (shown, plain):
        assert "<script" not in html and "\x1b" not in html and "\u202e" not in html
        assert "&lt;script&gt;" in html
    assert "建成3所" in shown and "0–4" in shown


def test_a_notebook_shows_the_first_rows_and_how_many_there_are_more() -> None:
    shown = kg.Result(("n",), tuple((n,) for n in range(1000)), "en")._repr_html_()
    assert "940 more rows" in shown and shown.count("<tr>") == 62
    assert "<table>" in kg.Result(("quote",), ())._repr_html_()


def test_a_document_shows_its_claims_marked(reports: kg.KnowledgeGraph) -> None:
    document = reports.document("浚县兴学")
    assert document._repr_html_().count("<mark ") == len(document.claims()) == 2
    assert "⟦12所⟧¹" in str(document) and "新建学校12所" in document.received.decode()
    assert repr(document) == "<浚县兴学, 2 claims>"
    with pytest.raises(kg.errors.UnknownName):
        reports.document("没有这一篇")
    with pytest.raises(kg.errors.UnknownName):
        reports.passage("https://w3id.org/whoclaims/id/claim/0")


# ---------------------------------------------------------------------------------------------- rdflib, building, reading


def test_rdflib_holds_every_quad_and_answers_over_the_union(reports: kg.KnowledgeGraph) -> None:
    count = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a schema:Claim }"
    one = reports.rdflib("jia")
    assert [int(row.n) for row in one.query(count)] == [2]  # type: ignore[union-attr]
    graph = reports.snapshot.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert len([*reports.rdflib().quads()]) == int(next(iter(graph))["n"].value)


def test_a_store_is_built_opened_and_closed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("云溪县新建学校12所。", encoding="utf-8")
    report = kg.build([tmp_path / "a.txt", tmp_path / "absent.txt"], tmp_path / "store", kg.Metadata(title="云溪县兴学"))
    assert (report.count("added"), report.count("failed")) == (1, 1)
    with kg.open_graph(tmp_path / "store", lang="en") as graph:
        assert graph.claims().column("title") == ("云溪县兴学",)
        assert "speaker" in graph.claims()._repr_html_()
    with pytest.raises(kg.errors.StoreMissing):
        kg.open_graph(tmp_path / "no store")


def test_files_and_words_are_read_without_a_store(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("县长周晓禾说：“云溪县新建学校12所。”", encoding="utf-8")
    assert kg.extract(path).rows[0][2:] == kg.extract(text=path.read_text(encoding="utf-8")).rows[0][2:]
    assert kg.extract(path, what="people").column("name") == ("周晓禾",)
    with pytest.raises(kg.errors.UnknownName, match="people"):
        kg.extract(path, what="persons")
    with pytest.raises(kg.errors.UsageError, match="one of the two"):
        kg.extract()
    with pytest.raises(kg.errors.InputError):
        kg.extract(tmp_path / "absent.txt")


def test_a_document_is_given_back_as_it_was_got() -> None:
    g = kg.open_examples()
    document = g.document("岚溪县公布年度民生账单")
    assert g.claims(document=document) == g.claims(document=document.iri) and len(g.claims(document=document)) == 14
    assert g.ask("claims-of-document", document=document) == g.ask("claims-of-document", document=document.iri)
    assert g.measure("voices", document=document) == g.measure("voices", document=document.iri)
    views = [g.to_networkx(document=given) for given in (document, document.iri)]
    assert set(views[0].edges(keys=True)) == set(views[1].edges(keys=True))
    assert set(g.rdflib(document)) == set(g.rdflib(document.iri))
    assert g.document(document) is document


def test_a_long_name_is_cut_in_a_message() -> None:
    g = kg.open_examples()
    for call in (lambda: g.claims(document="云岭" * 500), lambda: g.rdflib(["云岭" * 500])):
        with pytest.raises(kg.errors.UsageError) as told:
            call()
        assert len(str(told.value)) < 1000 and "云岭云岭" in str(told.value)


# ---------------------------------------------------------------------------------------------- documents


def test_the_examples_of_the_guide_run(checkout: Path) -> None:
    failed, tried = doctest.testfile(str(checkout / "docs" / "python.md"), module_relative=False, globs={"Decimal": Decimal})
    assert tried and not failed


def test_the_notebook_runs_and_shows_what_it_shows(checkout: Path) -> None:
    spec = importlib.util.spec_from_file_location("notebooks", checkout / "docs" / "notebooks.py")
    assert spec and spec.loader
    notebooks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(notebooks)
    text = notebooks.NOTEBOOK.read_text(encoding="utf-8")
    assert json.loads(notebooks.rewritten(text)) == json.loads(text), "run: make docs"
