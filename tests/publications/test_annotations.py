"""Annotations as the W3C's data model asks, and as JSON-LD reads them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pyld import jsonld

from tests.publications.invented import CASES, DOCUMENT, PLAIN, SPOKEN, UNNAMED
from tests.publications.test_conformance import written

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
# what the context of the W3C says of the terms used here: https://www.w3.org/ns/anno.jsonld
CONTEXT = {
    "id": "@id", "type": "@type",
    **{name: OA + name for name in ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "exact", "prefix", "suffix", "start", "end", "identifying", "describing")},
    **{name: {"@type": "@id", "@id": OA + term} for name, term in {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}.items()},
    "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"}, "purpose": {"@type": "@vocab", "@id": f"{OA}hasPurpose"},
    "AnnotationCollection": f"{AS}OrderedCollection", "AnnotationPage": f"{AS}OrderedCollectionPage", "Software": f"{AS}Application",
    "items": {"@type": "@id", "@id": f"{AS}items", "@container": "@list"}, "total": f"{AS}totalItems", "startIndex": f"{AS}startIndex",
    **{name: {"@type": "@id", "@id": AS + name} for name in ("first", "last", "partOf", "generator")},
    "label": "http://www.w3.org/2000/01/rdf-schema#label", "name": "http://xmlns.com/foaf/0.1/name",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format", "language": "http://purl.org/dc/elements/1.1/language",
}  # fmt: skip


def problems(collection: dict[str, Any]) -> Iterator[str]:
    """What the data model requires (its sections 3 to 5) and does not stand there."""
    if collection.get("@context") != "http://www.w3.org/ns/anno.jsonld" or collection.get("type") != "AnnotationCollection":
        yield "no collection"
    if not isinstance(collection.get("total"), int) or collection["total"] < 0 or "id" not in collection:
        yield "no number of annotations, or no name"
    if not collection.get("total"):
        yield from ("a page of an empty collection" for _ in range("first" in collection))
        return
    page = collection["first"]
    if (
        page["type"] != "AnnotationPage"
        or page["partOf"] != collection["id"]
        or page["startIndex"] != 0
        or collection["last"] != page["id"]
    ):
        yield "no page of its collection"
    ids = [item["id"] for item in page["items"]]
    if len(set(ids)) != len(ids):
        yield "two annotations of one name"
    for item in page["items"]:
        if item["type"] != "Annotation" or not item["target"]:
            yield f"{item['id']}: no annotation"
        for target in item["target"]:
            selectors = target["selector"] if isinstance(target["selector"], list) else [target["selector"]]
            yield from (f"{item['id']}: {fault}" for selector in selectors for fault in _faults(selector))


def _faults(selector: dict[str, Any]) -> Iterator[str]:
    if selector["type"] == "TextPositionSelector":
        if not 0 <= selector["start"] < selector["end"]:
            yield "no position"
    elif selector["type"] != "TextQuoteSelector" or not selector["exact"] or not {"type", "exact", "prefix", "suffix"} >= set(selector):
        yield "no quotation"


@pytest.mark.parametrize("name", CASES)
def test_a_collection_is_as_the_data_model_asks(name: str) -> None:
    assert list(problems(json.loads(written("annotations", CASES[name])[0]))) == []


def test_the_check_finds_what_is_wrong() -> None:
    collection = json.loads(written("annotations", PLAIN)[0])
    collection["first"]["items"][0]["target"][0]["selector"][0]["end"] = 0
    collection["last"] = "urn:x"
    assert len(list(problems(collection))) == 2


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_json_ld_reads_it_and_no_term_is_lost(name: str) -> None:
    collection = json.loads(written("annotations", CASES[name])[0])
    quads = jsonld.to_rdf({**collection, "@context": CONTEXT})["@default"]
    stated = [(quad["predicate"]["value"], quad["object"]["value"]) for quad in quads]
    for claim in CASES[name]:
        assert (f"{OA}hasSource", claim.iri) in stated
        assert (f"{OA}exact", claim.quote) in stated
    assert sum(object == f"{OA}Annotation" for _, object in stated) == len(CASES[name])


def test_the_words_are_pointed_at_in_the_text_and_on_the_page() -> None:
    first = json.loads(written("annotations", [SPOKEN])[0])["first"]["items"][0]
    text, page = first["target"]
    assert (text["source"], page["source"]) == (DOCUMENT.text, DOCUMENT.url)
    assert text["selector"][0] == {"type": "TextPositionSelector", "start": SPOKEN.start, "end": SPOKEN.end}
    assert page["selector"] == {"type": "TextQuoteSelector", "exact": SPOKEN.quote, "prefix": SPOKEN.prefix, "suffix": SPOKEN.suffix}


def test_other_claims_make_another_collection() -> None:
    ids = {json.loads(written("annotations", claims)[0])["id"] for claims in ([SPOKEN], [UNNAMED], PLAIN, [])}
    assert len(ids) == 4


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://a b", 'https://example.org/"', "松溪", None])
def test_what_is_no_address_of_the_web_is_no_target(url: str | None) -> None:
    claim = replace(SPOKEN, document=replace(DOCUMENT, url=url))
    assert len(json.loads(written("annotations", [claim])[0])["first"]["items"][0]["target"]) == 1
