"""The vocabulary is OWL 2 DL, says what it means in two languages, and is what the data really uses."""

import re
from functools import cache

import pyoxigraph as ox
import pytest

from kg.builds import build
from kg.lexicon import terms
from kg.reference import vocabularies
from kg.resources import EXAMPLES, resource
from kg.store import open_snapshot
from kg.vocabulary import KG, PREFIXES, VOCABULARY_GRAPH

RDF, RDFS, OWL, SKOS, SCHEMA = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos", "schema"))
TYPE = ox.NamedNode(RDF + "type")
KINDS = {OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")}
PROPERTIES = {OWL + "ObjectProperty", OWL + "DatatypeProperty"}
# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps, of those what a range of ours may be
DATATYPES = {RDFS + "Literal", *(PREFIXES["xsd"] + name for name in ("string", "boolean", "integer", "decimal", "dateTime", "anyURI"))}


@cache
def ontology() -> ox.Store:
    store = ox.Store()
    store.load(path=str(resource("ontology/kg.ttl")), format=ox.RdfFormat.TURTLE)
    return store


def objects(subject: object, predicate: str) -> list[ox.NamedNode | ox.Literal | ox.BlankNode]:
    return [q.object for q in ontology().quads_for_pattern(subject, ox.NamedNode(predicate), None)]  # type: ignore[arg-type]


def types(term: str) -> set[str]:
    return {o.value for o in objects(ox.NamedNode(term), RDF + "type")}


def own() -> list[str]:
    """The terms of this vocabulary."""
    return sorted({q.subject.value for q in ontology() if isinstance(q.subject, ox.NamedNode) and q.subject.value.startswith(KG)})


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """What the examples become, without the vocabulary itself."""
    folder = tmp_path_factory.mktemp("built") / "store"
    build([str(path) for path in sorted(EXAMPLES.iterdir()) if path.suffix in (".txt", ".html", ".md", ".jsonl")], folder)
    found = ox.Store()
    with open_snapshot(folder) as snapshot:
        found.extend(ox.Quad(q.subject, q.predicate, q.object) for q in snapshot.store if q.graph_name != ox.NamedNode(VOCABULARY_GRAPH))
    return found


def test_the_ontology_says_what_it_is() -> None:
    header = ox.NamedNode("https://w3id.org/whoclaims/ns")
    assert objects(header, OWL + "versionIRI")
    assert objects(header, PREFIXES["dcterms"] + "license")


@pytest.mark.parametrize("term", own(), ids=lambda term: term.removeprefix(KG))
def test_a_term_has_one_kind_and_is_explained_in_two_languages(term: str) -> None:
    kinds = types(term) & KINDS
    assert len(kinds & (PROPERTIES | {OWL + "AnnotationProperty", OWL + "Class"})) <= 1
    assert kinds
    for predicate in (RDFS + "label", SKOS + "definition"):
        said = objects(ox.NamedNode(term), predicate)
        assert sorted(o.language or "" for o in said if isinstance(o, ox.Literal)) == ["en", "zh"], predicate
        assert all(o.value.strip() for o in said)
    assert objects(ox.NamedNode(term), RDFS + "isDefinedBy")


@pytest.mark.parametrize("term", [t for t in own() if types(t) & PROPERTIES], ids=lambda term: term.removeprefix(KG))
def test_a_property_has_one_domain_and_one_range(term: str) -> None:
    domains, ranges = objects(ox.NamedNode(term), RDFS + "domain"), objects(ox.NamedNode(term), RDFS + "range")
    assert len(domains) == len(ranges) == 1
    if OWL + "DatatypeProperty" in types(term):
        assert ranges[0].value in DATATYPES
    else:
        assert isinstance(ranges[0], ox.BlankNode) or OWL + "Class" in types(ranges[0].value)
    assert isinstance(domains[0], ox.BlankNode) or OWL + "Class" in types(domains[0].value)


def test_every_class_and_annotation_used_is_declared() -> None:
    """In OWL 2 DL what is used is declared: https://www.w3.org/TR/owl2-syntax/#Typing_Constraints_of_OWL_2_DL."""
    builtin = (RDF, RDFS, OWL, PREFIXES["xsd"])
    for quad in ontology():
        if not quad.predicate.value.startswith(builtin):
            assert OWL + "AnnotationProperty" in types(quad.predicate.value), quad.predicate
        if quad.predicate == TYPE or quad.predicate.value == RDFS + "subClassOf":
            assert quad.object.value.startswith(builtin) or OWL + "Class" in types(quad.object.value), quad.object


def test_blank_nodes_are_class_expressions_lists_and_axioms_only() -> None:
    for quad in ontology():
        if isinstance(quad.subject, ox.BlankNode):
            assert quad.predicate.value in {
                RDF + "type",
                RDF + "first",
                RDF + "rest",
                OWL + "unionOf",
                OWL + "oneOf",
                OWL + "distinctMembers",
            }


def test_what_the_data_uses_is_declared_and_what_is_declared_is_used(data: ox.Store) -> None:
    used = {t.value for q in data for t in (q.subject, q.predicate, q.object) if isinstance(t, ox.NamedNode) and t.value.startswith(KG)}
    assert used <= set(own())
    files = [*resource("ontology").glob("*.ttl"), *resource("queries").glob("*.rq")]
    mentioned = {
        KG + name for path in files for name in re.findall(r"(?<![\w/:])kg:([A-Za-z]+)\b(?! a owl)", path.read_text(encoding="utf-8"))
    }
    assert mentioned <= set(own())
    assert set(own()) <= used | mentioned


def test_the_data_keeps_to_domains_and_ranges(data: ox.Store) -> None:
    above: dict[str, set[str]] = {}
    for quad in ontology().quads_for_pattern(None, ox.NamedNode(RDFS + "subClassOf"), None):
        above.setdefault(quad.subject.value, set()).add(quad.object.value)

    def classes(node: object) -> set[str]:
        found = {q.object.value for q in data.quads_for_pattern(node, TYPE, None)}  # type: ignore[arg-type]
        found |= {o.value for o in objects(node, RDF + "type")} if isinstance(node, ox.NamedNode) else set()
        while more := {wide for c in found for wide in above.get(c, ())} - found:
            found |= more
        return found

    def members(description: object) -> set[str]:
        if isinstance(description, ox.NamedNode):
            return {description.value}
        found, head = set(), objects(description, OWL + "unionOf")[0]
        while head.value != RDF + "nil":
            found.add(objects(head, RDF + "first")[0].value)
            head = objects(head, RDF + "rest")[0]
        return found

    for term in own():
        if not types(term) & PROPERTIES:
            continue
        domain, codomain = (members(objects(ox.NamedNode(term), RDFS + name)[0]) for name in ("domain", "range"))
        for quad in data.quads_for_pattern(None, ox.NamedNode(term), None):
            if classes(quad.subject):  # what has no class in the data gets it from the domain
                assert classes(quad.subject) & domain or PREFIXES["prov"] + "Entity" in domain, (term, quad.subject)
            if isinstance(quad.object, ox.Literal):
                assert quad.object.datatype.value in codomain or RDFS + "Literal" in codomain, (term, quad.object)
            elif classes(quad.object):
                assert classes(quad.object) & codomain, (term, quad.object)


@pytest.mark.parametrize("name", ["metrics", "units", "programmes", "posts"])
def test_a_scheme_has_a_label_in_chinese_and_no_spelling_twice(name: str) -> None:
    entries = terms(name)
    assert len(entries) > 10
    seen: dict[str, str] = {}
    for term in entries:
        assert term.iri.startswith("https://w3id.org/whoclaims/")
        for spelling in term.spellings:
            assert seen.setdefault(spelling, term.iri) == term.iri, spelling


@pytest.mark.parametrize("name", ["metrics", "units", "programmes", "posts"])
def test_the_name_of_a_scheme_names_none_of_its_concepts(name: str) -> None:
    """其余指标提高3个百分点 speaks of no metric that is called 指标."""
    assert not any(term.iri.endswith("/") for term in terms(name))


def test_every_schema_of_concepts_is_valid_turtle_with_its_scheme() -> None:
    for name in ("metrics", "units", "programmes", "posts"):
        store = ox.Store()
        store.load(path=str(resource(f"ontology/{name}.ttl")), format=ox.RdfFormat.TURTLE)
        schemes = list(store.quads_for_pattern(None, TYPE, ox.NamedNode(SKOS + "ConceptScheme")))
        assert len(schemes) == 1
        concepts = {q.subject for q in store.quads_for_pattern(None, ox.NamedNode(SKOS + "prefLabel"), None)} - {schemes[0].subject}
        placed = {q.subject for q in store.quads_for_pattern(None, ox.NamedNode(SKOS + "inScheme"), None)}
        assert concepts <= placed


def test_what_goes_into_a_store_as_it_stands_has_no_blank_nodes() -> None:
    assert not any(isinstance(term, ox.BlankNode) for quad in ox.parse(vocabularies(), format=ox.RdfFormat.TURTLE) for term in quad)
