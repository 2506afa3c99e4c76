"""Policy documents, with and without title marks. All titles are invented."""

import pytest

from kg.mentions.documents import find_policy_documents
from kg.model import Head, Place, Role
from kg.sentences import Layout


@pytest.mark.parametrize(
    ("phenomenon", "text", "titles"),
    [
        ("in title marks", "县政府出台《茶园保护办法》。", ["茶园保护办法"]),
        ("issued without them", "去年印发了茶园恢复重建实施方案，进展顺利。", ["茶园恢复重建实施方案"]),
        ("with a quotation inside", "公布的青溪县“十四五”规划纲要提出目标。", ["青溪县“十四五”规划纲要"]),
        ("named once", "出台《茶园保护办法》。《茶园保护办法》好。", ["茶园保护办法"]),
        ("measures in general", "出台一系列实施方案，制定相关办法。", []),
        ("so many articles", "出台《茶业发展二十条》《茶山保护准则》。", ["茶业发展二十条", "茶山保护准则"]),
        ("a book", "他爱读《茶经》。", []),
        ("not said to be issued", "按照方案推进，意见很好。", []),
    ],
)
def test_policy_documents_of_a_text(phenomenon: str, text: str, titles: list[str]) -> None:
    found = find_policy_documents(text, Layout(text), Head(published=Role("2022-11-18")))
    assert [d.title for d in found] == titles, phenomenon
    assert all(text[d.span.start : d.span.end] == d.title for d in found)


@pytest.mark.parametrize(
    ("number", "issuers", "year"),
    [
        ("（黔党办发〔2016〕15号）", ["中共贵州省委办公厅"], "2016"),
        ("（豫政〔2019〕3号）", ["河南省人民政府"], "2019"),
        ("(国办发[2017]3号)", ["国务院办公厅"], "2017"),
        ("（溪政办发〔2018〕8号）", [], "2018"),
        ("（试行）", [], None),
    ],
)
def test_the_number_of_a_document_says_who_issued_it_and_when(number: str, issuers: list[str], year: str | None) -> None:
    text = f"按照《兴茶工程实施方案》{number}，全县新建学校3所。"
    [found] = find_policy_documents(text, Layout(text), Head())
    assert [issuer.value for issuer in found.issuers] == issuers
    assert (found.date and found.date.value) == year


@pytest.mark.parametrize(
    ("phenomenon", "text", "issuers", "year"),
    [
        ("titles in a row", "县政府去年印发《茶园保护办法》《茶业发展规划》和《茶山管理条例》。", ["云岭县人民政府"] * 3, "2021"),
        ("a bracket between them", "县政府印发《茶园保护办法》（试行）、《茶业发展规划》。", ["云岭县人民政府"] * 2, None),
        ("a year behind the issuer", "县政府2021年印发的《茶业发展规划》提出目标。", ["云岭县人民政府"], "2021"),
        ("于 and a month behind the issuer", "县政府于2021年5月印发《茶业发展规划》。", ["云岭县人民政府"], "2021-05"),
        ("another verb between", "县政府印发《茶园保护办法》，修订《茶业发展规划》。", ["云岭县人民政府", None], None),
    ],
)
def test_who_issued_the_documents_of_a_sentence(phenomenon: str, text: str, issuers: list[str | None], year: str | None) -> None:
    head = Head(published=Role("2022-11-18"), home_place=Role(Place("云岭县", None, "county")))
    found = find_policy_documents(text, Layout(text), head)
    assert [document.issuers[0].value if document.issuers else None for document in found] == issuers, phenomenon
    assert {document.date and document.date.value for document in found} == {year}, phenomenon
