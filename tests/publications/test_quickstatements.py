"""Statements for Wikidata: what it has words for, with its reference, and what is left out."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.publications import Settings
from kg.publications.claims import Claim, Term
from kg.publications.items import items
from kg.publications.quickstatements import statement
from tests.publications.invented import BASE, DOCUMENT, OWN, RESIDENTS, SANDBOX, SPOKEN
from tests.publications.test_conformance import written

UNITS = "https://w3id.org/whoclaims/unit/"


def test_a_statement_stands_with_its_time_reference_and_words() -> None:
    assert statement(RESIDENTS, {}) == "\t".join((
        SANDBOX, "P1082", "312000", "P585", "+2022-00-00T00:00:00Z/9", "S854", '"https://example.org/songxi/2022"', "S1476", 'zh:"松溪县兴学"',
        "S577", "+2022-12-09T00:00:00Z/11", "S1683", 'zh:"常住人口31.2万人"',
    )) + f" /* {BASE}claim/4 */"  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "unit", "value", "said"),
    [
        ("gdp", "yuan", "12860000000", "P2131\t12860000000U39099"), ("area", "square-kilometre", "23.60", "P2046\t23.60U712226"),
        ("life-expectancy", "year-of-age", "79.1", "P2250\t79.1U577"), ("gdp-per-capita", "yuan", "41200", "P2132\t41200U39099"),
    ],
)  # fmt: skip
def test_a_quantity_has_the_unit_of_wikidata(metric: str, unit: str, value: str, said: str) -> None:
    told = replace(
        RESIDENTS, metric=Term(f"https://w3id.org/whoclaims/metric/{metric}", metric), unit=Term(UNITS + unit, unit), value=Decimal(value)
    )
    assert f"\t{said}\t" in str(statement(told, {}))


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (SPOKEN, "no property"), (replace(RESIDENTS, unit=Term(f"{UNITS}household", "户")), "unit"), (replace(RESIDENTS, unit=None), "unit"),
        (replace(RESIDENTS, kind="target"), "aim"), (replace(RESIDENTS, bound=">"), "bound"), (replace(RESIDENTS, measure="growth"), "change"),
        (replace(RESIDENTS, confidence="doubtful"), "doubtful"), (replace(RESIDENTS, period_end=None), "time"),
        (replace(RESIDENTS, period_start="2016", period_end="2020"), "span"), (replace(RESIDENTS, place=DOCUMENT.home), "no confirmed item"),
        (replace(RESIDENTS, place=None), "no confirmed item"), (replace(RESIDENTS, document=replace(DOCUMENT, url=None)), "address"),
        (replace(RESIDENTS, quote="人" * 1501), "1,500"),
    ],
)  # fmt: skip
def test_what_wikidata_cannot_say_is_left_out_with_the_reason(claim: Claim, reason: str) -> None:
    said = statement(claim, {})
    assert isinstance(said, tuple) and reason in said[1]


def test_what_was_left_out_is_counted() -> None:
    content, told = written("quickstatements", [RESIDENTS, SPOKEN, SPOKEN, OWN])
    assert content.count(b"\n") == told.claims == 1
    assert {english: number for (_, english), number in told.left_out.items()} == {"Wikidata has no property for the metric": 3}


def test_a_date_that_was_inferred_is_no_date_of_publication() -> None:
    assert "S577" not in str(statement(replace(RESIDENTS, document=replace(DOCUMENT, inferred=True)), {}))


def test_an_item_that_is_given_goes_before_one_that_matches_and_names_a_publisher() -> None:
    assert DOCUMENT.home and DOCUMENT.publisher
    given = {DOCUMENT.home.iri: "Q13406268", DOCUMENT.publisher.iri: "Q15397819"}  # further sandboxes
    line = str(statement(RESIDENTS, given))
    assert line.startswith("Q13406268\t") and "\tS123\tQ15397819\t" in line
    assert written("quickstatements", [RESIDENTS], Settings(items=given))[0].decode() == f"{line}\n"


def test_only_exact_matches_that_are_links_are_items(tmp_path: Path) -> None:
    file, manual = tmp_path / "places.sssom.tsv", "semapv:ManualMappingCuration"
    rows = [
        ("subject_id", "predicate_modifier", "predicate_id", "object_id", "mapping_justification", "confidence"),
        ("place:999901", "", "skos:exactMatch", "wikidata:Q4115189", manual, ""), ("place:999902", "", "skos:closeMatch", "wikidata:Q13406268", manual, ""),
        ("place:999903", "Not", "skos:exactMatch", "wikidata:Q13406268", manual, ""), ("place:999904", "", "skos:exactMatch", "sssom:NoTermFound", manual, ""),
        ("place:999905", "", "skos:exactMatch", "wd:Q15397819", "semapv:LexicalMatching", "0.9"),
        ("place:999906", "", "skos:exactMatch", "wd:Q15397819", "semapv:LexicalMatching", "0.6"),
    ]  # fmt: skip
    head = "#curie_map:\n#  wd: http://www.wikidata.org/entity/\n#mapping_set_id: urn:x\n"
    file.write_text(head + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    place = "https://w3id.org/whoclaims/place/"
    assert items(file) == {f"{place}999901": "Q4115189", f"{place}999905": "Q15397819"}
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="SSSOM"):
        items(file)


def test_a_candidate_that_ships_is_no_item(checkout: Path) -> None:
    assert items(checkout / "mappings" / "wikidata-extract.sssom.tsv") == {}
