"""Metrics and programmes are defined, related, say how they add up over places, and stand where they say they do."""

import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest

from kg.lexicon import Term, terms
from kg.readers import read_file
from kg.repair import repair
from kg.resources import resource
from kg.vocabulary import KG, PREFIXES

BROADER, DEFINITION = PREFIXES["skos"] + "broader", PREFIXES["skos"] + "definition"
REFERENCE = re.compile(r"https://w3id\.org/whoclaims/reference/(?P<file>[^#]+)#char=(?P<start>\d+),(?P<end>\d+)")
CONCEPTS = [*terms("metrics"), *terms("programmes")]


@cache
def statements() -> dict[tuple[str, str], tuple[str, ...]]:
    """What the vocabularies state of a concept, by its IRI and the predicate."""
    stated: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in ("metrics", "programmes"):
        for quad in pyoxigraph.parse(resource(f"ontology/{name}.ttl").read_bytes(), format=pyoxigraph.RdfFormat.TURTLE):
            if not isinstance(quad.object, pyoxigraph.Triple | pyoxigraph.BlankNode):
                key = str(getattr(quad.subject, "value", "")), quad.predicate.value
                stated[key] = (*stated.get(key, ()), quad.object.value)
    return stated


def first(term: Term, predicate: str) -> str | None:
    return next(iter(statements().get((term.iri, predicate), ())), None)


@cache
def text_of(path: Path) -> str:
    """The repaired text of a reference document."""
    return repair(next(iter(read_file(str(path))))).text


def test_the_vocabulary_is_as_large_as_reporting_needs() -> None:
    assert len(terms("metrics")) >= 400
    assert len(terms("programmes")) >= 150


def test_a_concept_is_named_and_defined_in_two_languages() -> None:
    for term in CONCEPTS:
        assert term.en and term.en != term.zh
        chinese, english = statements()[term.iri, DEFINITION]
        assert chinese.endswith("。") and english.endswith("."), term.iri
        assert re.search("[一-鿿]", chinese) and not re.search("[一-鿿]", english), term.iri


@pytest.mark.parametrize("name", ["metrics", "programmes"])
def test_what_is_broader_is_another_concept_of_the_scheme_and_leads_to_an_end(name: str) -> None:
    above = {term.iri: first(term, BROADER) for term in terms(name)}
    for iri in above:
        seen = [iri]
        while wide := above[seen[-1]]:
            assert wide in above and wide not in seen, (iri, wide)
            seen.append(wide)


def test_a_metric_says_whether_it_adds_up_over_places() -> None:
    for term in terms("metrics"):
        (kind,) = statements()[term.iri, KG + "aggregation"]
        assert kind.removeprefix(KG) in ("SumOverPlaces", "MeanOverPlaces", "NoAggregation")
        assert not (first(term, KG + "usualUnit") in ("%", "‰") and kind == KG + "SumOverPlaces"), term.zh


def test_every_concept_is_attested(shared: Path) -> None:
    """The text a concept names as its example holds one of its names there."""
    places = {term.iri: REFERENCE.fullmatch(first(term, KG + "attestedIn") or "") for term in CONCEPTS}
    assert all(places.values())
    for term in CONCEPTS:
        place = places[term.iri]
        assert place
        text = text_of(shared / place["file"])
        assert text[int(place["start"]) : int(place["end"])] in term.spellings, term.iri
