"""Claims as RDF: few quads, no blank nodes, hostile names escaped, every term as the engine spells it, every claim with its words at their place."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Metadata, Reading
from kg.pipeline import read, read_path
from kg.quads import NAMED, Triples, Writer, literal, number, quads, term
from kg.readers import read_bytes
from kg.repair import repair
from kg.resources import EXAMPLES
from kg.vocabulary import DEFAULT_BASE, NAMES_GRAPH, PREFIXES

EVERY = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".html", ".md", ".jsonl"))


def reading(text: str, **given: str) -> Reading:
    (source,) = read_bytes("a.txt", text.encode())
    return read(repair(source, Metadata(**given)))


def name(prefixed: str) -> ox.NamedNode:
    prefix, _, local = prefixed.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def graph(found: list[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(found)
    return store


def test_a_claim_takes_forty_quads_at_most() -> None:
    """Documents with hardly a claim have more for each: a document is described whatever it says."""
    readings = [r for example in EVERY for r in read_path(str(EXAMPLES / example))]
    written = sum(len(quads(r)) for r in readings)
    claims = sum(len(r.claims) for r in readings)
    assert written <= 40 * claims


@pytest.mark.parametrize("example", EVERY)
def test_every_claim_stands_at_one_place_with_its_words(example: str) -> None:
    for found in read_path(str(EXAMPLES / example)):
        store = graph(quads(found))
        text = found.document.text
        query = (
            "SELECT ?claim ?start ?end ?exact ?anchor ?written { GRAPH ?g { ?claim a schema:Claim ; ^oa:hasBody/oa:hasTarget ?t ; "
            "kg:valueAnchor ?anchor ; kg:observes/kg:valueText ?written . ?t oa:hasSelector ?p , ?q . "
            "?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact } }"
        )
        rows = list(store.query(query, prefixes=PREFIXES))  # type: ignore[arg-type]
        assert len(rows) == len(found.claims)
        assert set(Counter(row["claim"].value for row in rows).values()) <= {1}
        for row in rows:
            assert text[int(row["start"].value) : int(row["end"].value)] == row["exact"].value
            first, last = map(int, row["anchor"].value.rpartition("=")[2].split(","))
            assert text[first:last] == row["written"].value


def in_store(triples: Triples) -> tuple[set[str], set[str]]:
    """What a store that has loaded triples writes: those of their graph, those of the names."""
    store = ox.Store()
    store.bulk_load(triples.nquads(), format=ox.RdfFormat.N_QUADS, lenient=True)
    graphs = (store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) for graph in (triples.graph, NAMES_GRAPH))
    own, names = (set((written or b"").decode().split(" .\n")[:-1]) for written in graphs)
    return own, names


@pytest.mark.parametrize("example", EVERY)
def test_every_term_is_spelled_as_the_engine_spells_it(example: str) -> None:
    for found in read_path(str(EXAMPLES / example)):
        for base in (DEFAULT_BASE, "https://example.org/云溪/"):
            triples = Writer(found, base).triples
            assert in_store(triples) == (set(triples.own), set(triples.names))


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
    st.lists(st.one_of(st.decimals(allow_nan=False, allow_infinity=False), st.integers().map(Decimal))),
)
def test_every_literal_is_spelled_as_the_engine_spells_it(texts: list[str], values: list[Decimal]) -> None:
    written = {*map(literal, texts), *(literal(text, "@zh") for text in texts), *(f'"{number(v)}"^^{term("xsd:decimal")}' for v in values)}
    triples = Triples("urn:g", tuple(f"<urn:a> <urn:b> {value}" for value in written), ())
    assert in_store(triples)[0] == set(triples.own)


@pytest.mark.parametrize("example", EVERY)
def test_the_names_are_those_that_its_graph_refers_to(example: str) -> None:
    minted = re.compile(rf"<{DEFAULT_BASE}(?:{'|'.join(NAMED)})/[0-9a-f]+>")
    for found in read_path(str(EXAMPLES / example)):
        triples = Writer(found, DEFAULT_BASE).triples
        named = {value for triple in triples.own if minted.fullmatch(value := triple.split(" ", 2)[2])}
        assert named == {triple.split(" ", 1)[0] for triple in triples.names}


def test_there_are_no_blank_nodes_and_one_graph_beside_that_of_shared_names() -> None:
    found = quads(reading("云溪县教育局局长周晓禾说：“全县新建3所学校。”"))
    assert not any(isinstance(t, ox.BlankNode) for q in found for t in (q.subject, q.object, q.graph_name))
    assert len({q.graph_name for q in found} - {ox.NamedNode(NAMES_GRAPH)}) == 1


@pytest.mark.parametrize(
    "hostile",
    ["a b<c>\"d\"{e}|f\\g^h`i", "换\n行", "\u202e反", "javascript:alert(1)", "<script>alert(1)</script>", "urn:x>", "' . } ; DROP ALL", "\x00"],
)  # fmt: skip
def test_hostile_names_stay_text(hostile: str) -> None:
    found = quads(reading("云溪县新建3所学校。", id=hostile, url=hostile, publisher=hostile, title=hostile, speaker=hostile))
    serialized = ox.serialize(found, format=ox.RdfFormat.N_QUADS)
    assert serialized is not None
    assert list(ox.parse(serialized, format=ox.RdfFormat.N_QUADS)) == found
    assert all(hostile not in t.value for q in found for t in (q.subject, q.predicate, q.object) if isinstance(t, ox.NamedNode))
    assert hostile in {q.object.value for q in found if q.predicate == name("schema:headline")}


def test_a_claim_is_named_after_its_bytes_not_after_what_was_read() -> None:
    told, untold = reading("云溪县新建3所学校。"), reading("云溪县新建3所学校。", published="2021")
    claims = [{q.subject.value for q in quads(r) if q.object == name("schema:Claim")} for r in (told, untold)]
    assert claims[0] == claims[1]


def test_the_base_of_instances_is_a_setting() -> None:
    found = quads(reading("云溪县新建3所学校。"), "https://example.org/graph/")
    assert all(q.subject.value.startswith("https://example.org/graph/") for q in found)


def test_the_same_file_gives_the_same_quads_from_any_folder(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("云溪县新建3所学校。", encoding="utf-8")
    one, two = (quads(next(read_path(str(tmp_path / folder / "a.txt")))) for folder in ("one", "two"))
    assert one == two


def test_each_post_is_a_membership_in_its_own_body() -> None:
    text = "青川市委副书记、云岭县委书记周晓禾表示，今年新建水厂3座。"
    query = (
        "SELECT ?post ?body ?anchor { ?claim a schema:Claim ; kg:inCapacity ?m . ?m org:role/skos:prefLabel ?post ; "
        "org:organization/skos:prefLabel ?body ; kg:postAnchor ?anchor }"
    )
    rows = list(graph(quads(reading(text, id="a"))).query(query, prefixes=PREFIXES, use_default_graph_as_union=True))  # type: ignore[arg-type]
    assert {(row["post"].value, row["body"].value) for row in rows} == {("市委副书记", "中共青川市委"), ("县委书记", "中共云岭县委")}
    assert len({row["anchor"].value for row in rows}) == 2


def test_two_people_of_one_name_are_two() -> None:
    text = "云岭县教育局局长周禾介绍，今年新建学校5所。村民周禾说，家里养了200只羊。"
    people = {q.subject.value for q in quads(reading(text, id="a")) if q.object == name("schema:Person")}
    assert len(people) == 2
