"""Programmes: by vocabulary and by form, and which of them a number belongs to."""

import pytest

from kg.claims import Crediting
from kg.mentions.programmes import document_programmes, find_programmes, plan_end, reported_plan
from kg.sentences import Layout


def names(text: str) -> list[str]:
    return [r.value.name for r in find_programmes(text, Layout(text))]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("of the vocabulary", "推进乡村振兴战略。", ["乡村振兴战略"]),
        ("its verb first", "改造老旧小区3个。", ["老旧小区改造"]),
        ("quoted, with a kind", "实施“燕归巢”计划。", ["“燕归巢”计划"]),
        ("formed", "打好护林保卫战。", ["护林保卫战"]),
        ("listed", "开展清河道、护水源等专项行动。", ["清河道、护水源等专项行动"]),
        ("quoted, by what is done with it", "推行“茶长制”，建立“一户一块田”。", ["“茶长制”", "“一户一块田”"]),
        ("a project by what is done with it", "启动实施青溪百里茶廊工程，完成投资。", ["青溪百里茶廊工程"]),
        ("projects in general", "推进重点民生项目，启动一批招商项目。", []),
        ("the members of a list", "今年，谋划多年的省道304青溪线改建、石桥至老井铁路等项目开工。", ["省道304青溪线改建", "石桥至老井铁路"]),
        ("things in general", "同时，推进产业发展、河道治理等项目。", []),
        ("a quotation that is none", "他说“很好”。", []),
    ],
)
def test_programmes_of_a_text(phenomenon: str, text: str, expected: list[str]) -> None:
    assert names(text) == expected, phenomenon


def test_candidates_have_no_entry_and_those_of_the_vocabulary_have() -> None:
    text = "实施“燕归巢”计划，推进乡村振兴战略。"
    assert [bool(r.value.iri) for r in find_programmes(text, Layout(text))] == [False, True]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("in the clause of the number", "“燕归巢”计划引进能手3名。", ["“燕归巢”计划"]),
        ("a frame before it", "实施“燕归巢”计划，引进能手3名。", ["“燕归巢”计划"]),
        ("a frame with a number in its name", "推行“兴茶32条”，引进能手3名。", ["“兴茶32条”"]),
        ("an event is no frame", "开展“春风”招聘活动，引进能手3名。", []),
        ("behind a semicolon", "实施“燕归巢”计划；引进能手3名。", []),
        ("nothing says so", "引进能手3名。", []),
        ("of another item before", "完成“燕归巢”计划12户、旧院落3个。", []),
        ("of another item behind", "完成旧院落3个、“燕归巢”计划12户。", []),
        ("the same item goes on", "“燕归巢”计划开工12户、建成3户。", ["“燕归巢”计划"]),
        ("分别 goes for all", "“燕归巢”计划甲、乙两类分别补助12户、3户。", ["“燕归巢”计划"]),
    ],
)
def test_the_programme_a_number_belongs_to(phenomenon: str, text: str, expected: list[str]) -> None:
    layout = Layout(text)
    at = text.index("3")
    clause = max(text.rfind("，", 0, at), text.rfind("；", 0, at)) + 1
    assert [r.value.name for r in Crediting(find_programmes(text, layout), layout).programmes_of(at, at + 2, clause)] == expected, (
        phenomenon
    )


def test_the_plan_a_document_reports_on() -> None:
    text = "云岭省“十三五”规划纲要提出：新建学校3所。"
    plan = reported_plan(find_programmes(text, Layout(text)), text)
    assert plan is not None
    assert plan_end(plan.value) == "2020"
    assert reported_plan(find_programmes("“十三五”时期进步大。", Layout("“十三五”时期进步大。")), "“十三五”时期进步大。") is None


def test_a_document_lists_a_programme_once_under_its_longest_name() -> None:
    text = "乡村振兴有成。实施乡村振兴战略。"
    assert [r.value.name for r in document_programmes(find_programmes(text, Layout(text)))] == ["乡村振兴战略"]


@pytest.mark.parametrize(
    "body", ["乡村振兴局", "河长制办公室", "大气污染防治攻坚办", "脱贫攻坚领导小组", "脱贫攻坚指挥部", "乡村振兴工作队"]
)
def test_a_programme_whose_name_a_body_bears_is_not_named(body: str) -> None:
    text = f"云岭县{body}主任周晓禾说，水厂建成3座。"
    assert [role.value.name for role in find_programmes(text, Layout(text))] == []


@pytest.mark.parametrize(
    "text", ["全面推进乡村振兴。", "乡村振兴办法出台。", "推行河长制，清理河道。", "棚户区改造中心城区。", "民生实事办成10件。"]
)
def test_a_programme_by_itself_is_named(text: str) -> None:
    assert find_programmes(text, Layout(text))
