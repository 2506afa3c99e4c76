import io

import pytest

from kg.model import Metadata, Source
from kg.readers.markdown import read


def source_of(text: str) -> Source:
    [source] = read("a.md", io.BytesIO(text.encode()))
    return source


def test_front_matter_is_metadata_and_no_text() -> None:
    source = source_of("---\ntitle: '临江市公报'\nsource: https://example.org/a\ndate: 2021-02-28\ntags: [x]\n---\n\n正文。\n")
    assert source.metadata == Metadata(title="临江市公报", url="https://example.org/a", published="2021-02-28")
    assert source.text == "正文。\n"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("## 二、工作", "二、工作"),
        ("**一是**加快，__二是__提升", "一是加快，二是提升"),
        ("<!-- 市长在会上 -->", "市长在会上"),
        ("见[全文](https://example.org/b)。", "见全文。"),
        ("增长3\\*4", "增长3*4"),
        ("面积3*4*5米", "面积3*4*5米"),
        ("| 县 | 户 |\n|---|---|\n| 甲 | 3 |", "| 县 | 户 |\n|---|---|\n| 甲 | 3 |"),
        ("#不是标题", "#不是标题"),
        ("均*13,850元*以上", "均13,850元以上"),
        ("_（摘要）_，a_b_c", "（摘要），a_b_c"),
        ("***甲***乙**丙*丁*戊**", "甲乙丙丁戊"),
        ("\\*甲\\*", "*甲*"),
        ("> 引用**12**家\n> > 再引\n> # 题", "引用12家\n再引\n题"),
        ("建成`12`家，``a*b*``", "建成12家，a*b*"),
        ("前\n```text\n12家\n```\n后", "前\n\n12家\n\n后"),
        ("1. 新建公路12公里\n2. 改造危房*20*户", "1. 新建公路12公里\n2. 改造危房20户"),
        ("[链*接*](http://a.example)见", "链接见"),
        ("a<b，b>a", "a<b，b>a"),
        ("- 第一\n- 第二", "- 第一\n- 第二"),
        ("---\n没有第二条线", "---\n没有第二条线"),
    ],
)
def test_marks_go_and_words_stay(written: str, read_as: str) -> None:
    assert source_of(written).text == read_as


@pytest.mark.parametrize(
    "fields",
    [
        "---\ntitle: >-\n  临江市\n  公报\ndate: 2021-02-28\ntags:\n  - x\n---\n",
        "---\ntitle: |\n  临江市公报\ndate: 2021-02-28\n---\n",
        "---\ntitle: 临江市\n  公报\nlang: zh\ndate: 2021-02-28\n---\n",
        '+++\ntitle = "临江市公报"\ndate = 2021-02-28T09:30:00Z\ntags = ["x"]\n[extra]\na = 1\n+++\n\n',
    ],
)
def test_front_matter_is_read_in_its_forms(fields: str) -> None:
    source = source_of(f"{fields}正文。\n")
    assert source.metadata == Metadata(title="临江市公报", published="2021-02-28")
    assert source.text == "正文。\n"


def test_a_head_of_toml_that_cannot_be_read_states_nothing() -> None:
    source = source_of("+++\ntitle = 没有引号\n+++\n正文。\n")
    assert (source.metadata, source.text) == (Metadata(), "正文。\n")


def test_words_between_marks_lead_to_their_bytes() -> None:
    source = source_of("# 一、**新增**就业\r\n3.2万人")
    start, end = source.offsets.span(2, 4)
    assert source.received[start:end].decode() == "新增"
    start, end = source.offsets.span(2, 6)
    assert source.received[start:end].decode() == "新增**就业"


@pytest.mark.parametrize(
    "hostile", ["*" * 300_000, "[" * 300_000, "**a" * 100_000, "\\" * 300_000, "<!--" * 90_000, "---\n" + "a: b\n" * 90_000, "_" * 300_000]
)
def test_hostile_marks_are_read_in_linear_time(hostile: str) -> None:
    assert source_of(hostile + "终").text.endswith("终")
