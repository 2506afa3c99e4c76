"""The table and its metadata: valid by the library of the standard, typed, exact, and refused where a cell is not what the metadata say."""

import csv
import io
import json
import re
import socket
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pandas
import pyoxigraph as ox
import pytest
from csvw import CSVW

import kg
from kg import claimtable
from kg.api import KnowledgeGraph
from kg.publications import Settings, Written
from kg.publications.claims import Claim
from kg.publications.csvw import COLUMNS, METADATA, TABLE, cell, metadata, write
from kg.publications.reading import claims
from kg.resources import resource
from kg.vocabulary import KG, digest
from tests.publications.invented import BASE, CASES, OWN, PLAIN, SPOKEN, UNNAMED
from tests.publications.test_conformance import written

KEPT_THERE = {"repeats", "number", "byte_start", "byte_end"}  # columns that only the claim table has
Rows = list[dict[str, str]]


def unpacked(told: list[Claim], folder: Path) -> Path:
    """The table of claims, beside its metadata."""
    with zipfile.ZipFile(io.BytesIO(written("csvw", told)[0])) as archive:
        archive.extractall(folder)
    return folder / TABLE


def read(table: Path) -> Rows:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def problems(table: Path) -> list[str]:
    """What the validator finds wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # it collects them
        found = CSVW(str(table), validate=True)
        try:
            valid = found.is_valid
        except ValueError as error:  # a key that stands twice
            return [str(error)]
    assert valid == (not found.warnings)
    return [str(warning.message) for warning in found.warnings]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("a validator of files calls nobody")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", CASES)
def test_what_is_written_is_valid_and_nothing_is_fetched(name: str, tmp_path: Path) -> None:
    assert problems(unpacked(CASES[name], tmp_path)) == []


def test_the_claims_of_a_store_are_valid(reports: KnowledgeGraph, tmp_path: Path) -> None:
    told = list(claims(reports.snapshot))
    table = unpacked(told, tmp_path)
    assert problems(table) == [] and len(read(table)) == len(told)


def test_what_rows_say_in_terms_of_the_graph_the_graph_says(tmp_path: Path) -> None:
    snapshot = kg.open_examples().snapshot
    table = unpacked(list(claims(snapshot)), tmp_path)
    assert problems(table) == []
    properties = {column["name"]: ox.NamedNode(column["propertyUrl"]) for column in described() if "propertyUrl" in column}
    told: Counter[str] = Counter()
    for row in CSVW(str(table)).tables[0].iterdicts():
        for name in ("document", "source", "statement", "type", "doubts"):
            for value in row[name] if name == "doubts" else filter(None, [row[name]]):
                meant = ox.Literal(value) if name == "doubts" else ox.NamedNode(value)
                assert any(snapshot.store.quads_for_pattern(ox.NamedNode(row["claim"]), properties[name], meant, None)), (name, value)
                told[name] += 1
    assert min(told.values()) > 50 and len(told) == 5


def edited(name: str, value: str | Callable[[str], str], row: int = 1) -> Callable[[Rows], None]:
    def edit(rows: Rows) -> None:
        rows[row][name] = value if isinstance(value, str) else value(rows[row][name])

    return edit


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (edited("value", "3.5O"), "decimal"), (edited("value", "1e3"), "decimal"), (edited("start", "-1"), "nonNegativeInteger"),
        (edited("end", "四"), "decimal"), (edited("value", ""), "required"), (edited("quote", ""), "required"), (edited("metric_iri", ""), "required"),
        (edited("voice", "directly"), "directly"), (edited("comparator", "=>"), "=>"), (edited("confidence", "Sure"), "Sure"),
        (edited("published", "2022-12-9"), "2022-12-9"), (edited("period_end", "去年"), "去年"), (edited("place_code", "９９９９０１"), "９９９９０１"),
        (edited("document", "松溪"), "松溪"), (edited("programme_iris", "松溪 urn:a"), "list element"), (edited("claim", SPOKEN.iri), "duplicate primary key"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_what_the_metadata_say_is_refused(edit: Callable[[Rows], None], said: str, tmp_path: Path) -> None:
    table = unpacked(PLAIN, tmp_path)
    rows = read(table)
    edit(rows)
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS))
        writer.writeheader()
        writer.writerows(rows)
    assert said in "".join(problems(table))


# ---------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_every_text_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    table = unpacked(CASES[name], tmp_path)
    for claim, row, typed in zip(CASES[name], read(table), CSVW(str(table)).tables[0].iterdicts(), strict=True):
        assert row == {column: cell(COLUMNS[column].take(claim)) for column in COLUMNS}
        speaker = claim.speaker.name if claim.speaker else None
        assert (typed["quote"], typed["title"], typed["speaker"], typed["metric"], typed["unit"], typed["base"]) == (
            claim.quote, claim.document.title, speaker, claim.metric.zh, claim.counted_in, claim.base,
        )  # fmt: skip


@pytest.mark.parametrize("value", ["1E+40", "-1E-40", "12345678901234567890123456789012345678.0123456789", "0", "-0.50"])
def test_no_digit_of_a_value_is_lost_and_none_has_an_exponent(value: str, tmp_path: Path) -> None:
    table = unpacked([replace(SPOKEN, value=Decimal(value))], tmp_path)
    assert problems(table) == []
    assert read(table)[0]["value"] == f"{Decimal(value):f}"
    with localcontext(prec=100):
        (row,) = CSVW(str(table)).tables[0].iterdicts()
    assert row["value"] == Decimal(value)


def test_an_iri_is_one_thing_and_a_list_of_them_so_many(tmp_path: Path) -> None:
    several = tuple(replace(SPOKEN.programmes[0], iri=f"urn:programme:{number}", zh=f"工程{number}；续") for number in range(3))
    (row,) = CSVW(str(unpacked([replace(SPOKEN, programmes=several, doubts=("一 · one", "二 · two"))], tmp_path))).tables[0].iterdicts()
    assert row["programme_iris"] == ["urn:programme:0", "urn:programme:1", "urn:programme:2"]
    assert row["programmes"] == "工程0；续；工程1；续；工程2；续" and row["doubts"] == ["一 · one", "二 · two"]


def test_json_has_the_claims_and_values_with_their_types(tmp_path: Path) -> None:
    found = CSVW(str(unpacked(PLAIN, tmp_path))).to_json(minimal=True)
    assert [node["@id"] for node in found] == [claim.iri for claim in PLAIN]
    spoken, own, unnamed, _ = found
    assert (spoken["value"], spoken["start"], spoken["dc11:creator"], spoken["prov:wasQuotedFrom"]) == (
        12,
        20,
        "周晓禾",
        SPOKEN.document.iri,
    )
    assert spoken["rdf:type"] == "https://schema.org/Claim" and spoken["https://schema.org/text"] == SPOKEN.quote
    assert own["value"] == -3.5 and "dc11:creator" not in own and "prov:wasAttributedTo" not in own
    assert own[f"{KG}doubt"] == list(OWN.doubts)
    assert UNNAMED.speaker is not None and unnamed["dc11:creator"] == UNNAMED.speaker.name


def test_a_data_frame_has_the_names_and_types_that_the_metadata_say() -> None:
    with zipfile.ZipFile(io.BytesIO(written("csvw", PLAIN)[0])) as archive, archive.open(TABLE) as file:
        said = json.loads(archive.read(METADATA))["tableSchema"]["columns"]
        names = {column["name"]: column["datatype"] for column in said if not column.get("virtual")}
        texts = {name: str for name, datatype in names.items() if isinstance(datatype, dict) or datatype == "string"}
        found = pandas.read_csv(file, dtype=texts)
    assert list(found.columns) == list(names)
    assert {name for name in names if found[name].dtype.kind == "i"} == {"start", "end"}
    assert {name for name in names if found[name].dtype.kind == "f"} == {"value"}
    assert list(found["value"]) == [12, -3.5, pytest.approx(0.1234567890123), 312_000] and found["place_code"][0] == "999901"


# ---------------------------------------------------------------------------------------------- metadata


def described() -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = json.loads(metadata())["tableSchema"]["columns"]
    return columns


def test_the_columns_are_those_of_the_claim_table_in_its_order() -> None:
    assert list(COLUMNS) == [name for name in claimtable.schema().names if name not in KEPT_THERE]
    assert [column["name"] for column in described()] == [*COLUMNS, "type"]
    assert claimtable.MEANINGS.keys() == set(claimtable.schema().names)


def test_every_column_says_what_it_is_in_both_languages_and_by_a_property() -> None:
    ontology = resource("ontology/kg.ttl").read_text(encoding="utf-8")
    for column in described()[:-1]:
        assert column["titles"]["und"] == column["name"] != column["titles"]["zh"] and re.match("[a-z]", column["titles"]["en"])
        assert {text["@language"] for text in column["dc:description"] if text["@value"]} == {"zh", "en"}
        properties = [column[name] for name in ("propertyUrl",) if name in column] + [
            near["@id"] for near in [column.get("rdfs:seeAlso")] if near
        ]
        assert properties or column["name"] == "claim"
        assert all(f"\nkg:{iri.removeprefix(KG)} a " in ontology for iri in properties if iri.startswith(KG))


def test_what_is_required_is_what_every_claim_has() -> None:
    required = {column["name"] for column in described() if column.get("required")}
    always = {name for name, column in COLUMNS.items() if all(cell(column.take(claim)) for case in CASES.values() for claim in case)}
    assert required <= always and {"claim", "document", "metric", "value", "comparator", "quote", "start", "end", "confidence"} <= required


# ---------------------------------------------------------------------------------------------- how it is written


def test_rows_go_out_while_claims_are_read() -> None:
    stream, sizes = io.BytesIO(), []

    def told() -> Iterator[Claim]:
        for number in range(4000):
            sizes.append(stream.tell())
            yield replace(SPOKEN, iri=f"{BASE}claim/{digest(number)}")

    assert write(told(), stream, Settings()) == Written(4000)
    assert 0 < sizes[1000] < sizes[2000] < sizes[-1] < stream.tell()
