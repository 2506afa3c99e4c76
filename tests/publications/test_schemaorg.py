"""The JSON-LD says only what schema.org has words for: each term exists, stands where it may, and holds what it may."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from schema_org.base import PropertyMetadata
from schema_org.registry import ancestry

from kg.publications.claims import Term
from kg.publications.schemaorg import node
from tests.publications.invented import CASES, OWN, PLAIN, SPOKEN, UNNAMED
from tests.publications.test_conformance import written

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def problems(found: dict[str, Any]) -> Iterator[str]:
    """What schema.org does not know of a node and all within it."""
    type_ = found.get("@type")
    if type_ is None:  # a reference
        yield from () if set(found) == {"@id"} else (f"no type: {found}",)
        return
    known = {stated.schema_name: stated for stated in properties(type_)}
    for name, value in found.items():
        if name.startswith("@"):
            continue
        if name not in known or known[name].superseded_by:
            yield f"{type_}.{name}"
            continue
        for each in value if isinstance(value, list) else [value]:
            if not fits(each, known[name].ranges):
                yield f"{type_}.{name} = {each!r}"
            if isinstance(each, dict):
                yield from problems(each)


def properties(type_: str) -> tuple[PropertyMetadata, ...]:
    """Those of a class: of its module, for ``get_model`` makes a model of each class that it leads to, in 50 MB."""
    module = import_module(f"schema_org.models.{re.sub(r'(?<!^)(?=[A-Z])', '_', type_).lower()}")
    return getattr(module, type_).SCHEMA_PROPERTIES  # type: ignore[no-any-return]


def fits(value: Any, ranges: tuple[str, ...]) -> bool:
    if isinstance(value, dict):
        return "@type" not in value or not {value["@type"], *ancestry(value["@type"])}.isdisjoint(ranges)
    if isinstance(value, int | float):
        return "Number" in ranges
    if "Text" in ranges:
        return isinstance(value, str)
    return ("URL" in ranges and ":" in value) or ("Date" in ranges and bool(_DATE.fullmatch(value)))


@pytest.mark.parametrize("name", CASES)
def test_every_term_is_one_of_schema_org_and_stands_where_it_may(name: str) -> None:
    graph = json.loads(written("schemaorg", CASES[name])[0])["@graph"]
    assert [problem for found in graph for problem in problems(found)] == []


def test_the_check_finds_what_is_wrong() -> None:
    wrong = {"@type": "Claim", "claimReviewed": "x", "author": {"@type": "Place", "@id": "urn:a"}, "about": {"name": "y"}}
    assert list(problems(wrong)) == ["Claim.claimReviewed", "Claim.author = {'@type': 'Place', '@id': 'urn:a'}", "no type: {'name': 'y'}"]


def test_a_document_stands_before_its_claims_and_each_refers_to_it() -> None:
    graph = json.loads(written("schemaorg", PLAIN)[0])["@graph"]
    assert [found["@type"] for found in graph] == ["NewsArticle", *["Claim"] * len(PLAIN)]
    for found in graph[1:]:
        document, *quotations = found["appearance"] if isinstance(found["appearance"], list) else [found["appearance"]]
        assert document["@id"] == graph[0]["@id"]
        assert all(quotation["interpretedAsClaim"]["@id"] == found["@id"] for quotation in quotations)
    assert {type(found["appearance"]) for found in graph[1:]} == {list, dict}


def test_who_said_it_is_the_author_only_where_somebody_is_named() -> None:
    assert node(SPOKEN)["author"]["name"] == "周晓禾" and node(SPOKEN)["author"]["jobTitle"] == ["局长"]
    assert "author" not in node(OWN) and "creditText" not in node(OWN)
    assert "author" not in node(UNNAMED) and node(UNNAMED)["creditText"] == "有关负责人"


def test_a_bound_is_no_value() -> None:
    assert node(SPOKEN)["about"]["value"] == 12
    assert node(OWN)["about"]["minValue"] == -3.5 and "value" not in node(OWN)["about"]
    assert node(UNNAMED)["about"]["maxValue"] == pytest.approx(0.1234567890123)


def test_what_is_put_into_a_page_does_not_end_its_script() -> None:
    assert b"<" not in written("schemaorg", CASES["hostile"])[0]


def test_json_ld_reads_it_as_triples_of_schema_org() -> None:
    from pyld import jsonld

    content = json.loads(written("schemaorg", PLAIN)[0])
    content["@context"] = {"@vocab": "https://schema.org/"}  # what the context of schema.org says of names; nothing is fetched
    quads = jsonld.to_rdf(content)["@default"]
    stated = {(q["subject"]["value"], q["predicate"]["value"], q["object"]["value"]) for q in quads}
    assert (SPOKEN.iri, "https://schema.org/text", SPOKEN.quote) in stated
    assert (SPOKEN.iri, "https://schema.org/author", "https://w3id.org/whoclaims/id/person/1") in stated


def test_a_thing_is_said_to_be_the_same_as_things_of_others_only() -> None:
    """A former code is described in the graph of links, not by a page of others."""
    matches = ("https://w3id.org/whoclaims/gbt2260/2010-12/420600", "http://www.wikidata.org/entity/Q0")
    place = Term("https://w3id.org/whoclaims/place/420600", "襄阳市", code="420600", matches=matches)
    assert node(replace(SPOKEN, place=place))["spatialCoverage"]["sameAs"] == ["http://www.wikidata.org/entity/Q0"]
    assert "sameAs" not in node(replace(SPOKEN, place=replace(place, matches=matches[:1])))["spatialCoverage"]
