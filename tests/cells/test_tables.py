"""Tables of official reporting, made up: the counties, towns and numbers in ``tables/`` are invented. What each states stands beside it."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cells.grids import find_grids
from kg.model import Claim, Reading
from kg.pipeline import read
from kg.readers import read_bytes
from kg.repair import repair

TABLES = sorted(path for path in (Path(__file__).parent / "tables").iterdir() if path.suffix != ".csv")
FIELDS = ("metric", "value", "unit", "comparator", "measure", "base", "place", "start", "end", "kind")


def reading(name: str, data: str) -> Reading:
    [source] = read_bytes(name, data.encode())
    return read(repair(source))


def row(claim: Claim) -> tuple[str, ...]:
    period = claim.period.value if claim.period else None
    return (
        claim.metric.value.name, str(claim.value), claim.unit, claim.comparator, claim.measure, claim.base.value if claim.base else "",
        claim.place.value.name if claim.place else "", (period and period.start) or "", (period and period.end) or "", claim.kind,
    )  # fmt: skip


def stated(name: str, data: str) -> list[tuple[str, ...]]:
    return [row(claim) for claim in reading(name, data).claims if claim.rule == "table"]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_states_what_stands_beside_it(path: Path) -> None:
    with (path.parent / f"{path.name}.csv").open(encoding="utf-8", newline="") as file:
        expected = [tuple(line) for line in csv.reader(file)]
    assert tuple(expected[0]) == FIELDS
    assert stated(path.name, path.read_text(encoding="utf-8")) == expected[1:]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_role_stands_where_it_says(path: Path) -> None:
    found = reading(path.name, path.read_text(encoding="utf-8"))
    text, source = found.document.text, found.document.source
    for claim in found.claims:
        if claim.rule != "table":
            continue
        for role in (claim.metric, claim.place, claim.period, claim.base, claim.unit_role):
            assert role is None or role.origin
            if role and role.span:
                assert text[role.span.start : role.span.end] == role.span.quote
        start, end = found.document.offsets.span(claim.number.start, claim.number.end)
        assert source.received[start:end].decode() == claim.number.quote
        assert claim.unit_role is not None or claim.number.quote.endswith(("%", "元", "百分点")) or claim.unit in ("", "人")


# ---------------------------------------------------------------------------------------------- the same table in three forms

Rows = list[list[str]]


def as_markdown(rows: Rows) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def as_html(rows: Rows) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{cells}</table>"


def as_csv(rows: Rows) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


NUMBERS = st.decimals(min_value=-900, max_value=90_000, places=1).map(lambda number: f"{number:,}")
FIGURES = st.one_of(NUMBERS, st.sampled_from(["—", "…", "", "＜0.1", "12①"]))
METRICS = st.lists(
    st.sampled_from(["粮食产量（万吨）", "固定资产投资（亿元）", "常住人口（万人）", "森林覆盖率（%）", "行政村（个）", "云间指数"]),
    min_size=2,
    max_size=4,
    unique=True,
)
PLACES = st.lists(st.sampled_from(["甲县", "乙县", "丙区", "丁州", "合计"]), min_size=2, max_size=4, unique=True)
YEARS = st.lists(st.sampled_from(["2019年", "2020年", "2021年", "同比增长（%）"]), min_size=2, max_size=4, unique=True)


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    rows, columns = draw(
        st.sampled_from(
            [(METRICS, YEARS), (PLACES, METRICS), (METRICS, PLACES), (YEARS.filter(lambda y: "同比增长（%）" not in y), METRICS)]
        )
    )
    left, over = draw(rows), draw(columns)
    body = [[draw(FIGURES) for _ in over] for _ in left]
    body[0][0], body[-1][-1] = draw(NUMBERS), draw(NUMBERS)
    return [["指标", *over], *([label, *figures] for label, figures in zip(left, body, strict=True))]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_a_table_says_the_same_in_markdown_html_and_csv(rows: Rows) -> None:
    if len(find_grids(as_csv(rows))) != 1 or len(find_grids("\n".join("\t".join(row) for row in rows))) != 1:
        return  # too few figures to be told from other lists
    told = stated("a.md", as_markdown(rows))
    assert stated("a.html", as_html(rows)) == told
    assert stated("a.txt", as_csv(rows)) == told


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="|\t, 　\n0123456789.%—（）亿元甲县粮食产量年比上增长其中合计-", max_size=200))
def test_no_text_breaks_the_reading_of_tables(text: str) -> None:
    if text.strip():
        found = reading("a.txt", "甲县2021年\n" + text)
        for claim in found.claims:
            assert found.document.text[claim.number.start : claim.number.end] == claim.number.quote


@pytest.mark.alone
def test_a_text_of_ten_times_the_tables_takes_ten_times_as_long() -> None:
    import time

    table = "表1 2021年各县粮食产量\n单位：万吨\n县\t产量\t增长（%）\n甲县\t5.1\t2\n乙县\t3\t1\n\n"

    def seconds(count: int) -> float:
        best = []
        for _ in range(3):
            started = time.process_time()
            assert len(stated("a.txt", table * count)) == 4 * count
            best.append(time.process_time() - started)
        return min(best)

    seconds(2)
    assert seconds(200) < 20 * seconds(20)


# ---------------------------------------------------------------------------------------------- what is no table, and what makes no claim


@pytest.mark.parametrize(
    "text",
    [
        "首页 | 新闻 | 政务\n云溪县新建学校3所。",
        "索引号\t0001\t发布日期\t2021-03-04\n主题分类\t综合\t邮编\t458000",
        "甲县，乙县，丙县\n全县共有3个镇，5个乡。",
        "姓名,单位\n周晓禾,县教育局\n林知远,县水利局",
        "　　一是强化责任  二是狠抓落实\n　　三是注重实效  四是严格考核\n　　五是总结经验  六是推广典型",
    ],
)
def test_what_is_no_table_of_figures_is_left_as_it_is(text: str) -> None:
    assert find_grids(text) == ()


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("县\t名次\t粮食产量（万吨）\n甲县\t1\t5\n乙县\t2\t3", ["ordinal", "ordinal"]),
        ("县\t收入\n甲县\t5\n乙县\t3", ["no unit", "no unit"]),
        (
            "月份\t2020年\t2021年\n1月\t3.1\t3.4\n2月\t2.8\t3.0",
            ["date", "date", "date", "no metric", "no metric", "date", "no metric", "no metric"],
        ),
        ("县\t粮食产量（万吨）\n甲县\t5\n市本级\t3\n乙县\t4", ["no place"]),
        ("指标\t2021年（万元）\n财政收入（亿元）\t5\n财政支出（亿元）\t6", ["date", "several units", "several units"]),
        ("指标\t全市\n城镇化率（%）\t51\n森林覆盖率（%）\t40", ["no place", "no place"]),
        ("县\t结构\t粮食产量（万吨）\n甲县\t10:40:50\t5\n乙县\t12:38:50\t3", ["ratio", "ratio"]),
    ],
)
def test_a_figure_without_a_role_it_needs_is_no_claim(text: str, reasons: list[str]) -> None:
    assert [skipped.reason for skipped in reading("a.txt", text).skipped] == reasons


def test_a_year_in_a_column_of_years_is_not_a_repetition() -> None:
    found = reading("a.txt", "指标\t2020年\t2021年\n森林覆盖率（%）\t40.0\t40.0\n行政村（个）\t12\t13")
    assert [claim.repeats for claim in found.claims] == [None, None, None, None]


def test_a_table_restates_what_the_text_says() -> None:
    found = reading("a.txt", "2021年，云溪县粮食产量5万吨。\n2021年云溪县农业情况\n指标\t产量（万吨）\n粮食\t5\n油料\t0.8")
    assert [claim.repeats for claim in found.claims] == [None, 0, None]
