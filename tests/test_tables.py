"""Tables in every format, and what hostile text may do to them."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.answers import Cell, Iri, Table
from kg.errors import UnknownName
from kg.tables import FORMATS, write
from kg.tables.plain import printable

COLUMNS = (
    "speaker", "post", "body", "voice", "metric", "value", "unit", "bound", "measure", "kind", "place",
    "period_start", "period_end", "programme", "title", "date", "publisher", "quote", "document", "start", "end",
)  # fmt: skip
DOCUMENT = Iri("https://w3id.org/whoclaims/id/document/1")
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("周晓禾", "局长", "清川县农业农村局", "direct", "新增高标准农田", Decimal("1500000"), "平方米", ">", "level", "actual", "清川县",
     "2016", "2020-11", "沃土计划", "清川五年", "2020-12-09", "清川日报", "新增高标准农田超过150万平方米", DOCUMENT, 100, 116),
    (None, None, None, "own", "森林覆盖率", Decimal("43.2"), "%", "=", "level", "target", "清川县",
     None, "2020-12", None, "清川五年", "2020-12-09", "清川日报", "森林覆盖率43.2%", DOCUMENT, 130, 140),
)  # fmt: skip
CLAIMS = Table(COLUMNS, ROWS)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def drawn(table: Table, width: int, lang: str = "zh") -> str:
    stream = io.StringIO()
    write(table, "table", stream, lang, width=width)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, lang: str) -> None:
    assert max(cell_len(line) for line in drawn(CLAIMS, width, lang).splitlines()) <= width


@pytest.mark.parametrize("width", [50, 60, 80, 120])
def test_paths_and_addresses_are_never_broken(width: int) -> None:
    path, url = "reports/2021/qingchuan-county-people/report-1.txt", "https://example.org/qingchuan/reports/2021/1.html"
    for name, words in (("path", path), ("url", url)):
        table = Table(("title", "date", "claims", "statements", "damaged", name), (("清川五年", "2021-01-09", 3, 1, 0, words),))
        assert any(words in line for line in drawn(table, width).splitlines())


def test_a_claim_is_drawn_with_its_passage_below() -> None:
    text = drawn(CLAIMS, 120)
    assert "＞ 1,500,000 平方米" in text and "2016 – 2020-11" in text and "清川县农业农村局局长" in text
    assert "│ 新增高标准农田超过150万平方米  [100–116]  直接引语" in text
    assert text.count("《清川五年》 · 清川日报 · 2020-12-09") == 1


def test_the_document_itself_is_no_speaker() -> None:
    lines = drawn(CLAIMS, 120).splitlines()
    assert any(line.strip().startswith("文中自述") and "43.2%" in line for line in lines)


def test_a_narrow_terminal_moves_the_programme_behind_the_passage() -> None:
    assert "直接引语 · 沃土计划" in " ".join(drawn(CLAIMS, 80).replace("\n    │", "").split())


def test_many_columns_without_a_passage_become_a_block_a_row() -> None:
    table = Table(tuple(f"列{i}" for i in range(12)), (tuple("值" for _ in range(12)),))
    assert drawn(table, 80).splitlines()[1].split() == ["列0", "值"]


def test_an_empty_table_says_so_to_a_reader_and_gives_headings_to_a_program() -> None:
    empty = Table(("speaker",), ())
    assert drawn(empty, 80, "en").strip() == "no rows"
    stream = io.StringIO()
    write(empty, "csv", stream)
    assert stream.getvalue() == "speaker\n"


@pytest.mark.parametrize("hostile", ["\x1b[31m红", "\x9b2J", "a\u202eb", "回\r车", "\x07", "\u2066x", "[bold]x[/bold]", ":smile:"])
def test_a_document_cannot_steer_the_terminal(hostile: str) -> None:
    for table in (Table(("quote", "metric"), ((hostile, hostile),)), Table(("metric",), ((hostile,),)), Table((hostile,), (("x",),))):
        text = drawn(table, 80)
        assert not any(c in text for c in "\x1b\x9b\u202e\r\x07\u2066")
    assert "[bold]x[/bold]" not in hostile or "[bold]x[/bold]" in text


def test_printable_text_is_left_alone() -> None:
    assert printable("鹤壁市18130户，“好”—…①Ａ😀") == "鹤壁市18130户，“好”—…①Ａ😀"


@settings(derandomize=True, max_examples=100)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_csv_and_json_give_back_what_went_in(rows: list[tuple[str, str]]) -> None:
    table = Table(("a", "b"), tuple(rows))
    for format in ("csv", "jsonl", "json", "tsv"):
        stream = io.StringIO()
        write(table, format, stream)
        assert read(format, stream.getvalue()) == rows


def read(format: str, text: str) -> list[tuple[str, str]]:
    match format:
        case "csv":
            return [(a, b) for a, b in list(csv.reader(io.StringIO(text, newline="")))[1:]]
        case "json":
            return [(row["a"], row["b"]) for row in json.loads(text)]
        case "jsonl":
            return [(row["a"], row["b"]) for row in map(json.loads, text.split("\n")[:-1])]
        case _:
            plain = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
            return [tuple(unescape(cell, plain) for cell in line.split("\t")) for line in text.split("\n")[1:-1]]  # type: ignore[misc]


def unescape(cell: str, plain: dict[str, str]) -> str:
    result, place = "", 0
    while place < len(cell):
        step = 2 if cell[place] == "\\" else 1
        result += plain.get(cell[place : place + step], cell[place : place + step])
        place += step
    return result


def test_decimals_never_pass_through_a_float() -> None:
    table = Table(("value",), ((Decimal("0.10000000000000000001"),), (Decimal("1E+3"),)))
    stream = io.StringIO()
    write(table, "jsonl", stream)
    assert stream.getvalue() == '{"value": "0.10000000000000000001"}\n{"value": "1000"}\n'


def test_a_spreadsheet_is_guarded_only_where_asked() -> None:
    table = Table(("text", "value"), (('=HYPERLINK("http://a.example")', Decimal("-6.8")),))
    plain, guarded = io.StringIO(), io.StringIO()
    write(table, "csv", plain)
    write(table, "csv", guarded, spreadsheet=True)
    assert plain.getvalue().splitlines()[1].startswith('"=HYPERLINK')
    assert guarded.getvalue().startswith("\ufefftext") and "'=HYPERLINK" in guarded.getvalue() and ",-6.8" in guarded.getvalue()


def test_markdown_of_a_document_stays_text() -> None:
    stream = io.StringIO()
    write(Table(("a",), (("<b>|*x*\n[y](z)",),)), "md", stream)
    assert stream.getvalue().splitlines()[2] == r"| \<b\>\|\*x\* \[y\](z) |"


def test_parquet_keeps_kinds_and_is_the_same_bytes_twice() -> None:
    from pyarrow import parquet

    first, second = io.BytesIO(), io.BytesIO()
    write(CLAIMS, "parquet", first)
    write(CLAIMS, "parquet", second)
    assert first.getvalue() == second.getvalue()
    read = parquet.read_table(io.BytesIO(first.getvalue()))
    assert read.column("value").to_pylist() == [Decimal("1500000.0"), Decimal("43.2")]
    assert read.column("start").to_pylist() == [100, 130] and read.column("speaker").to_pylist() == ["周晓禾", None]


def test_parquet_takes_numbers_too_large_and_columns_of_several_kinds_as_text() -> None:
    from pyarrow import parquet

    stream = io.BytesIO()
    write(Table(("big", "mixed", "none"), ((10**50, 1, None), (Decimal("1E-40"), "一", None))), "parquet", stream)
    read = parquet.read_table(io.BytesIO(stream.getvalue()))
    assert read.column("big").to_pylist()[0] == "1" + "0" * 50 and read.column("mixed").to_pylist() == ["1", "一"]


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UnknownName) as caught:
        write(CLAIMS, "xlsx", io.StringIO())
    assert caught.value.nearest == tuple(FORMATS)
