"""The reader reads whatever it is given: no text makes it fail, and what it finds stands where it says."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Metadata, Role, Span, Speaker
from kg.pipeline import read, reader_digest
from kg.readers import read_bytes
from kg.records import KINDS
from kg.repair import repair
from tests.spans import misquoted, spans_of

# the pieces that rules look for, to be put together in every wrong way
PIECES = [
    "鹤壁市", "浚县", "黎阳街道", "全市", "该县", "云岭县", "局长", "县委书记", "周晓禾", "表示", "介绍", "说", "，", "。", "；", "：", "“", "”", "、", "（", "）", "《", "》", "\n", "　",
    "分别", "从", "由", "提高到", "下降", "增长", "占", "比上年", "同比", "其中", "达到", "超过", "不足", "约", "余", "以上", "左右", "平均", "人均", "累计", "完成", "翻一番", "八成", "三分之一", "百分之三点五",
    "12", "3.5", "0", "12.7:53.2:1", "5：1", "1/6", "1/0", "4.5-5", "2020年", "2021年2月30日", "13月", "今年", "去年", "前三季度", "“十三五”", "截至目前", "到2035年", "5年来",
    "%", "个百分点", "万", "亿元", "户", "名", "个", "元/月", "亩", "倍", "五千五百七十五万", "两三百", "森林覆盖率", "新增就业", "小区", "脱贫", "计划", "工程", "攻坚战", "政府工作报告", "各位代表",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_pieces_put_together_in_every_wrong_way(text: str) -> None:
    for source in read_bytes("a.txt", f"岚溪县 {text}".encode()):
        assert misquoted(read(repair(source, Metadata(published="2022-11-18")))) == []


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=200))
def test_any_characters(text: str) -> None:
    for source in read_bytes("a.txt", f"岚溪县{text}有12个小区。".encode()):
        assert misquoted(read(repair(source, Metadata()))) == []


@pytest.mark.parametrize("part", range(4))
def test_real_documents_of_every_genre(part: int, shared: Path) -> None:
    files = sorted([*(shared / "corpus" / "news").glob("*.txt"), *sorted((shared / "corpus" / "gwr").rglob("*.md"))[::5]])
    for path in files[part::4]:
        for source in read_bytes(path.name, path.read_bytes(), "text/markdown" if path.suffix == ".md" else "text/plain"):
            assert misquoted(read(repair(source, Metadata()))) == [], path.name


def test_a_span_that_quotes_something_else_is_found_wherever_it_stands() -> None:
    (source,) = read_bytes("a.txt", "云岭县水利局局长周晓禾说，已建3座水厂。".encode())
    found = read(repair(source, Metadata()))
    wrong = Span(0, 2, "青石")
    said = replace(found.statements[0], speaker=Role(Speaker("青石"), wrong))
    assert misquoted(found) == []
    assert misquoted(replace(found, statements=(said,))) == [wrong]
    assert misquoted(replace(found, people=(replace(found.people[0], mentions=(wrong,)),))) == [wrong]
    assert {span.quote for span in spans_of(found)} >= {"周晓禾", "局长", "说", "已建3座水厂。", "3座", "云岭县"}


# ---------------------------------------------------------------------------------------------- what must be read again


@pytest.fixture
def installed(tmp_path: Path, checkout: Path) -> Path:
    """A copy of the package and its vocabularies in another folder."""
    for folder in ("kg", "ontology"):
        shutil.copytree(checkout / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def digest_in(folder: Path) -> str:
    code = "from kg.pipeline import reader_digest; print(reader_digest())"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def test_the_same_code_has_the_same_digest_in_any_folder_and_with_any_line_ends(installed: Path) -> None:
    path = installed / "kg/claims/dating.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert digest_in(installed) == reader_digest()


def test_a_wheel_has_the_digest_of_the_checkout(installed: Path) -> None:
    shutil.move(installed / "ontology", installed / "kg/_resources/ontology")
    assert digest_in(installed) == reader_digest()


@pytest.mark.parametrize("name", ["kg/mentions/people.py", "ontology/metrics.ttl", "ontology/characters/readings.tsv"])
def test_what_was_read_by_other_code_or_with_another_vocabulary_is_read_again(name: str, installed: Path) -> None:
    with (installed / name).open("a", encoding="utf-8") as file:
        file.write("# 又一行\n")
    assert digest_in(installed) != reader_digest()


def test_a_place_is_told_by_the_name_its_document_writes() -> None:
    source = next(read_bytes("x.txt", "永康亩均增收4000元。浦江县增收3000元。".encode(), "text/plain"))
    reading = read(repair(source, Metadata(published="2023-08-23", place="金华市")))
    told = [(claim["place"], claim["place_code"]) for claim in KINDS["claims"](reading)]
    assert told == [("永康", "330784"), ("浦江县", "330726")]
    assert next(iter(KINDS["document"](reading)))["places"] == ["永康", "浦江县"]
