"""Measures over three short reports, each number checked by hand."""

import subprocess
import sys
from decimal import Decimal
from math import log
from pathlib import Path

import networkx
import pytest

from kg.api import KnowledgeGraph
from kg.errors import UnknownName
from kg.measures import MEASURES, communities, credited, voices

ONE, HALF = Decimal("1.0000"), Decimal("0.5000")


def test_repeated_counts_the_later_documents_that_say_the_same(reports: KnowledgeGraph) -> None:
    rows = {(row["title"], row["speaker"]): (row["documents"], row["claims"]) for row in reports.measure("repeated")}
    assert rows == {("浚县兴学", None): (1, 1), ("浚县兴学", "周晓禾"): (1, 1)}


def test_credited_counts_the_bodies_spoken_for(reports: KnowledgeGraph) -> None:
    row = reports.measure("credited").rows[0]
    assert row[:6] == ("老旧小区改造", 2, 2, 2, 3, "浚县住建局、鹤壁市人民政府")


@pytest.mark.parametrize(
    ("body", "bodies"),
    [
        ("市人民政府", 2), ("中共县委", 2), ("教育局", 2), ("农业农村局", 2), ("住房和城乡建设局", 2), ("城市管理局", 2), ("高新区管委会", 2),
        ("云岭县教育局", 1), ("浚县住建局", 1), ("中共云岭市委", 1), ("国家统计局", 1), ("云岭水务公司", 1),
    ],
)  # fmt: skip
def test_bodies_of_two_documents_are_one_where_the_name_tells_whose(body: str, bodies: int) -> None:
    view = networkx.MultiDiGraph()
    view.add_node("programme", type="programme", label="老旧小区改造")
    for document in ("甲", "乙"):
        view.add_node(document, type="document", label=document)
        view.add_node(f"{document}:周晓禾", type="person", label="周晓禾", body=body, document=document)
        view.add_edge(f"{document}:周晓禾", "programme", relation="credits", claim=document, document=document)
    [row] = credited(view)
    assert row["bodies"] == bodies
    assert row["body"] == (body if bodies == 1 else f"{body}（乙）、{body}（甲）")


def test_sole_voices_finds_what_one_source_alone_speaks_of(reports: KnowledgeGraph) -> None:
    rows = [row[:6] for row in reports.measure("sole-voices").rows]
    assert rows[0] == ("林知夏", "浚县住得更好", 1, 2, HALF, "加装电梯")
    assert all(row[2] == 0 for row in rows[1:])


def test_voices_are_concentrated_where_one_speaks(reports: KnowledgeGraph) -> None:
    rows = {row["title"]: row for row in reports.measure("voices")}
    one, two, three = rows["鹤壁的一年"], rows["浚县兴学"], rows["浚县住得更好"]
    assert (one["claims"], one["voices"], one["concentration"], one["evenness"], one["largest"]) == (2, 1, ONE, None, "方若水")
    assert (two["claims"], two["voices"], two["concentration"], two["evenness"]) == (2, 2, HALF, ONE)
    third = 1 / 3 * log(3) + 2 / 3 * log(3 / 2)
    assert (three["claims"], three["largest"], three["share"]) == (3, "林知夏", Decimal("0.6667"))
    assert (three["concentration"], three["evenness"]) == (Decimal("0.5556"), Decimal(f"{third / log(2):.4f}"))


def test_communities_hold_those_who_speak_of_the_same(reports: KnowledgeGraph) -> None:
    rows = [(set(str(row["speaker"]).split("、")), set(str(row["metric"]).split("、"))) for row in reports.measure("communities")]
    assert ({"浚县兴学", "浚县住得更好"}, {"新建学校"}) in rows
    sources = [source for found, _ in rows for source in found]
    assert sorted(sources) == sorted({"浚县兴学", "浚县住得更好", "周晓禾", "林知夏", "方若水"})


def test_communities_do_not_hang_on_the_hash_of_text() -> None:
    code = "import kg; print(kg.open_examples().measure('communities').rows)"
    runs = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("name", "labelled"),
    [
        ("repeated", {"document": "title"}), ("credited", {"programme_iri": "programme"}), ("sole-voices", {"source": "speaker"}),
        ("voices", {"document": "title", "source": "largest"}), ("communities", {"speaker_iri": "speaker", "metric_iri": "metric"}),
    ],
)  # fmt: skip
def test_iris_stand_beside_the_names_that_several_may_bear(name: str, labelled: dict[str, str], reports: KnowledgeGraph) -> None:
    nodes = reports.to_networkx(MEASURES[name].view).nodes
    rows = [row for row in reports.measure(name) if name != "sole-voices" or row["speaker"]]  # a document in its own voice has no name
    assert rows
    for row in rows:
        for iris, names in labelled.items():
            assert "、".join(nodes[iri]["label"] for iri in row[iris].split(" ")) == row[names]


def test_every_column_of_a_measure_is_documented(checkout: Path, reports: KnowledgeGraph) -> None:
    prose = (checkout / "docs" / "python.md").read_text(encoding="utf-8")
    for name in MEASURES:
        columns = "、".join(f"`{column}`" for column in reports.measure(name).columns)
        assert f"| `{name}` | {columns} |" in prose


@pytest.mark.parametrize("name", MEASURES)
def test_an_empty_view_has_nothing_to_measure(name: str) -> None:
    assert MEASURES[name].function(networkx.MultiDiGraph()).rows == ()


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_states_its_question_its_source_and_an_example(name: str) -> None:
    measure = MEASURES[name]
    said = measure.function.__doc__ or ""
    assert said.split("?")[0].lower() == measure.en
    assert f'"{measure.view}"' in said and ">>> " in said
    assert any(year in said for year in ("19", "20"))


def test_a_selection_is_measured_alone(reports: KnowledgeGraph) -> None:
    assert reports.measure("voices", document="jia").column("title") == ("浚县兴学",)
    assert not reports.measure("voices", period="1999")
    assert communities(reports.to_networkx("speakers-metrics", person="周晓禾")).column("claims") == (1,)
    assert voices(reports.to_networkx("who-claimed", person="周晓禾")).column("largest") == ("周晓禾",)


def test_an_unknown_measure_is_answered_with_those_there_are(reports: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="voices"):
        reports.measure("voice")
