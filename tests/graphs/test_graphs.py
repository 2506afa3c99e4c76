"""Views against rows that can be checked by eye, and what every view holds to."""

import csv
import json
from pathlib import Path
from typing import Any

import networkx
import pytest

from kg import indexes
from kg.api import KnowledgeGraph, open_examples
from kg.builds import build
from kg.errors import UnknownName, UsageError
from kg.graphs import VIEWS, drawn
from kg.measures import repeated
from kg.queries import catalogue
from kg.store import open_snapshot

HERE = Path(__file__).parent
WHOLE = [name for name in VIEWS if name != "evidence"]
SELECTIONS = ("person", "place", "published", "document")


def one_claim(graph: KnowledgeGraph) -> str:
    """The claim of 林知夏 about lifts."""
    return str(graph.claims(person="林知夏", metric="加装电梯").column("claim")[0])


def view_of(graph: KnowledgeGraph, name: str) -> Any:
    return graph.to_networkx(name, claim=one_claim(graph)) if name == "evidence" else graph.to_networkx(name)


def readable(graph: KnowledgeGraph, name: str) -> list[dict[str, str]]:
    """The rows of an edge query without the IRIs that nobody can check by eye; documents by their ids."""
    given = {"claim": one_claim(graph)} if name == "evidence" else {}
    rows = [{k: "" if v is None else str(v) for k, v in row.items()} for row in graph.ask(f"edges-{name}", **given)]
    hidden = ("claim", "other_claim")
    return [{k: v.rpartition("/document/")[2] or v for k, v in row.items() if not k.endswith("_iri") and k not in hidden} for row in rows]


@pytest.mark.parametrize("name", VIEWS)
def test_the_edges_are_those_expected(name: str, reports: KnowledgeGraph) -> None:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert readable(reports, name) == list(csv.DictReader(file))


@pytest.mark.parametrize("name", VIEWS)
def test_nodes_and_edges_say_what_they_are(name: str, reports: KnowledgeGraph) -> None:
    view = view_of(reports, name)
    assert view.number_of_edges()
    for _, data in view.nodes(data=True):
        assert data["type"] and data["label"] and isinstance(data["claims"], int)
        assert all(isinstance(value, str | int) for value in data.values())
    texts = {report.iri: report.text for report in map(reports.document, ("jia", "yi", "bing"))}
    for _, _, data in view.edges(data=True):
        assert data["relation"] and None not in data.values()
        if "claim" in data:
            assert texts[data["document"]][data["start"] : data["end"]] == data["quote"]
            assert data["confidence"] in ("sure", "doubtful")


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("format", ["graphml", "gexf", "gml"])
def test_networkx_writes_every_view_and_reads_it_back(format: str, name: str, tmp_path: Path) -> None:
    with open_examples() as graph:
        view = graph.to_networkx(name, claim=graph.claims().column("claim")[0]) if name == "evidence" else graph.to_networkx(name)
    assert view.number_of_edges() or name == "repeats"
    path = tmp_path / f"view.{format}"
    getattr(networkx, f"write_{format}")(view, path)
    read = getattr(networkx, f"read_{format}")(path)
    assert set(read) == set(view) and sorted(read.edges()) == sorted(view.edges())
    said = {(start, end, data["relation"], data.get("quote"), data.get("period_start")) for start, end, data in view.edges(data=True)}
    assert said == {
        (start, end, data["relation"], data.get("quote"), data.get("period_start")) for start, end, data in read.edges(data=True)
    }


@pytest.mark.parametrize("name", ["who-claimed", "speakers-metrics", "bodies-posts"])
def test_documents_of_one_title_and_people_in_them_say_which_place_they_are_of(name: str, tmp_path: Path) -> None:
    def told(*reports: tuple[str, str]) -> dict[str, str]:
        folder = tmp_path / str(len(reports))
        folder.mkdir()
        for place, who in reports:
            words = f"{place}县长{who}说：“2020年，{place}新建学校12所。”{place}新增学位90个。"
            content = {"id": who, "title": "政府工作报告", "published": "2021-01-15", "place": place, "text": f"政府工作报告\n\n{words}"}
            (folder / f"{who}.jsonl").write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
        build([str(folder / f"{who}.jsonl") for _, who in reports], folder / "store")
        with KnowledgeGraph(open_snapshot(folder / "store")) as graph:
            view = graph.to_networkx(name)
        return {data["label"]: data["home"] for _, data in view.nodes(data=True) if data["type"] == "person" and "home" in data}

    assert told(("浚县", "张知远"), ("淇县", "刘建国")) == {"张知远": "浚县", "刘建国": "淇县"}
    assert told(("浚县", "张知远")) == {}


def test_a_view_says_what_it_is_of(reports: KnowledgeGraph) -> None:
    whole, part = reports.to_networkx("speakers-metrics", lang="en"), reports.to_networkx("speakers-metrics", place="浚县", year=2021)
    assert whole.graph == {"name": "speakers-metrics", "summary": "who speaks of which metrics"}
    assert part.graph == {"name": "speakers-metrics", "summary": "谁说到哪些指标", "selection": "place=浚县; year=2021"}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_the_same_in_every_order_of_questions(name: str, reports: KnowledgeGraph) -> None:
    first, second = view_of(reports, name), view_of(reports, name)
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


@pytest.mark.parametrize("name", WHOLE)
def test_every_view_is_selected_by_person_place_period_and_document(name: str, reports: KnowledgeGraph) -> None:
    assert {parameter.name for parameter in catalogue()[f"edges-{name}"].parameters} == set(SELECTIONS)
    whole = set(reports.to_networkx(name))
    for selection in ({"person": "林知夏"}, {"place": "浚县"}, {"period": "2021"}, {"document": "yi"}):
        assert set(reports.to_networkx(name, **selection)) <= whole, selection
    assert not reports.to_networkx(name, period="1999")


@pytest.mark.parametrize(
    ("selection", "sources"),
    [
        ({"person": "林知夏"}, {"林知夏"}), ({"place": "鹤壁市"}, {"林知夏", "周晓禾", "方若水", "浚县住得更好", "浚县兴学"}), ({"place": "浚县"}, {"林知夏", "周晓禾", "方若水", "浚县住得更好", "浚县兴学"}), ({"place": "110000"}, set()), ({"period": "2022"}, {"方若水"}),
        ({"period": "2021-03/2021-05"}, {"周晓禾", "浚县兴学"}), ({"document": "浚县住得更好"}, {"林知夏", "浚县住得更好"}),
    ],
)  # fmt: skip
def test_a_selection_holds_what_was_asked_for(selection: dict[str, str], sources: set[str], reports: KnowledgeGraph) -> None:
    view = reports.to_networkx("speakers-metrics", **selection)
    assert {view.nodes[source]["label"] for source, _ in view.edges()} == sources


@pytest.mark.parametrize(("selection", "rows"), [({}, 4), ({"document": "jia"}, 2), ({"document": "yi"}, 1)])
def test_two_claims_selected_are_two_rows_and_one_edge(selection: dict[str, str], rows: int, reports: KnowledgeGraph) -> None:
    found = [(row["claim"], row["other_claim"]) for row in reports.ask("edges-repeats", **selection)]
    assert len(set(found)) == len(found) == rows
    assert reports.to_networkx("repeats", **selection).number_of_edges() == len(set(map(frozenset, found)))


def test_a_pair_stands_once_whichever_side_is_selected(reports: KnowledgeGraph) -> None:
    def pairs(**selection: str) -> set[tuple[str, str]]:
        view = reports.to_networkx("repeats", **selection)
        assert len(set(view.edges(keys=True))) == view.number_of_edges()
        return {(view.nodes[later]["label"], view.nodes[earlier]["label"]) for later, earlier in view.edges()}

    schools, places = ("浚县住得更好", "浚县兴学"), ("鹤壁的一年", "浚县兴学")
    assert pairs() == pairs(document="jia") == {schools, places}
    assert pairs(document="yi") == {schools}
    assert pairs(person="周晓禾") == pairs(person="方若水") == {places}


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("2020-12-10", "2020-12-09"), "later"), (("2021", "2020-12-09"), "later"), (("2021-01", "2020"), "later"),
        (("2020", "2020-12-09"), "unknown"), (("2020-12", "2020-12-31"), "unknown"), (("2020-12-09", "2020-12-09"), "unknown"),
        ((None, "2020-12-09"), "unknown"), ((None, None), "unknown"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("names", [("urn:a", "urn:b"), ("urn:b", "urn:a")])
def test_one_document_is_later_only_where_the_dates_say_so(
    names: tuple[str, str], dates: tuple[str | None, str | None], order: str
) -> None:
    def side(prefix: str, name: str, date: str | None) -> dict[str, tuple[str | None]]:
        columns = dict.fromkeys(
            ("quote", "title", "start", "end", "bound", "speaker_iri", "speaker", "period_start", "period_end", "confidence")
        )
        return {f"{prefix}{key}": (value,) for key, value in {**columns, "claim": f"{name}#1", "document": name, "date": date}.items()}

    shared = dict.fromkeys(("metric", "place", "value", "unit", "measure", "kind", "base"), (None,))
    for first, second in ((0, 1), (1, 0)):
        view = drawn("repeats", shared | side("", names[first], dates[first]) | side("other_", names[second], dates[second]))
        [(here, there, data)] = view.edges(data=True)
        assert (data["order"], data["relation"]) == (order, "repeats" if order == "later" else "same numbers")
        assert (here, there) == (names if order == "later" else ("urn:b", "urn:a"))
        assert (data["document"], data["other_document"]) == (here, there)
        assert len(repeated(view)) == (order == "later")


@pytest.mark.parametrize("name", ["bodies-posts", "who-claimed"])
@pytest.mark.parametrize("index", [False, True])
def test_every_path_from_a_person_over_a_post_leads_to_the_body_it_is_held_in(name: str, index: bool, tmp_path: Path) -> None:
    text = "浚县县委副书记、县长张知远说：“2021年，浚县新建学校12所。”\n\n淇县县长刘建国说：“2021年，淇县新建学校8所。”\n"
    (tmp_path / "两县.txt").write_text(f"两县兴学\n\n{text}", encoding="utf-8")
    build([str(tmp_path / "两县.txt")], tmp_path / "store")
    with KnowledgeGraph(open_snapshot(tmp_path / "store")) as graph:
        if index:
            indexes.make(graph.snapshot, indexes.CLAIMS)
        view = graph.to_networkx(name)
        held = {(row["person"], row["post"], row["body"]) for row in graph.ask("edges-bodies-posts")}
    label = view.nodes(data="label")
    ends = {(person, post) for person, post, data in view.edges(data=True) if data["relation"] == "holds"}
    assert {(label[person], label[post], label[body]) for person, post in ends for body in view.successors(post)} == held
    assert held == {("张知远", "县委副书记", "中共浚县县委"), ("张知远", "县长", "浚县人民政府"), ("刘建国", "县长", "淇县人民政府")}
    for _, data in view.nodes(data=True):
        if data["type"] == "post":
            assert view.nodes[data["body_iri"]]["label"] == data["body"] and data["post_iri"] not in view


def test_an_edge_says_how_sure_its_claim_is(reports: KnowledgeGraph) -> None:
    told = {row["claim"]: row["confidence"] for row in reports.claims()}
    view = reports.to_networkx("who-claimed")
    found = {(data["claim"], data["confidence"]) for _, _, data in view.edges(data=True) if "claim" in data}
    assert found == set(told.items()) and {"sure", "doubtful"} == set(told.values())


def test_of_a_doubtful_claim_what_it_states_is_doubtful_and_where_it_stands_is_not(reports: KnowledgeGraph) -> None:
    view = view_of(reports, "evidence")
    told = {data["relation"]: data["confidence"] for _, _, data in view.edges(data=True)}
    stated = ("of", "about", "credits", "counted in", "said by")
    standing = ("holds", "post of", "part of", "stands in", "read from", "version of")
    assert told == dict.fromkeys(stated, "doubtful") | dict.fromkeys(standing, "sure")


def test_labels_are_in_the_language_asked_for(reports: KnowledgeGraph) -> None:
    def label(lang: str) -> set[str]:
        view = reports.to_networkx("programmes-places", lang=lang)
        return {data["label"] for _, data in view.nodes(data=True) if data["type"] == "programme"}

    assert label("zh") == {"老旧小区改造"}
    assert label("en") and label("en") != label("zh")


def test_what_no_view_can_be_is_answered_with_what_there_is(reports: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="place-tree"):
        reports.to_networkx("place-trees")
    with pytest.raises(UnknownName, match="place"):
        reports.to_networkx("place-tree", plcae="浚县")
    with pytest.raises(UsageError, match="claim"):
        reports.to_networkx("evidence")


def test_every_view_has_its_query_and_every_query_of_edges_its_view() -> None:
    assert {f"edges-{name}" for name in VIEWS} == {name for name in catalogue() if name.startswith("edges-")}


@pytest.mark.parametrize("name", WHOLE)
def test_a_large_store_without_an_index_is_drawn_from_columns_in_memory(
    name: str, reports: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(graph: KnowledgeGraph) -> tuple[list[Any], list[Any]]:
        view = graph.to_networkx(name)
        return list(view.nodes(data=True)), list(view.edges(keys=True, data=True))

    with KnowledgeGraph(open_snapshot(reports.snapshot.root)) as from_graph, KnowledgeGraph(open_snapshot(reports.snapshot.root)) as held:
        looked_up = found(from_graph)
        assert not from_graph.snapshot.beside
        monkeypatch.setattr(indexes, "_MANY", 0)
        assert found(held) == looked_up
        assert indexes.CLAIMS in held.snapshot.beside
    assert not held.snapshot.beside and not indexes.folder(held.snapshot).exists()
