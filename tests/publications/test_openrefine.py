"""The flat table: numbers that stay numbers, texts that are no formulas, names beside what they are known by."""

import io
import re

import pandas
import pytest

from kg.publications.openrefine import COLUMNS, cell
from tests.publications.invented import CASES, OWN, PLAIN, SPOKEN, UNNAMED
from tests.publications.test_conformance import written


def table(name: str) -> pandas.DataFrame:
    return pandas.read_csv(io.BytesIO(written("openrefine", CASES[name])[0]), dtype={"place_code": str}, keep_default_na=False)


def test_a_table_has_its_columns_whether_there_are_rows_or_none() -> None:
    assert list(table("empty").columns) == list(table("plain").columns) == list(COLUMNS)
    assert len(table("empty")) == 0 and len(table("plain")) == len(PLAIN)


def test_numbers_are_numbers() -> None:
    found = table("plain")
    assert found["value"].dtype.kind == "f" and found["start"].dtype.kind == "i"
    assert list(found["value"])[:2] == [12, -3.5]


def test_what_is_reconciled_stands_beside_what_it_is_known_by() -> None:
    row = table("plain").iloc[0]
    assert (row["metric"], row["metric_iri"]) == ("新建学校", SPOKEN.metric.iri)
    assert (row["place"], row["place_code"]) == ("松溪县", "999901")
    assert (row["speaker"], row["post"], row["body"]) == ("周晓禾", "局长", "松溪县教育局")
    assert list(table("plain")["speaker_type"])[:3] == ["person", "", "unnamed source"]
    assert OWN.speaker is None and UNNAMED.speaker is not None


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_no_text_begins_like_a_formula(name: str) -> None:
    for row in table(name).itertuples(index=False):
        for column, value in zip(COLUMNS, row, strict=True):
            assert not isinstance(value, str) or not re.match(r"[=+\-@＝＋－＠\t\r\n]", value), column


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "＝1", "\t=1", "\n=1"])
def test_a_formula_becomes_a_text(text: str) -> None:
    assert cell(text) == f"'{text}"
