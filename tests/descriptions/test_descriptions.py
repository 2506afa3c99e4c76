"""The description of the data set: what the profile of its community asks for, counts that another library counts alike, and nothing made up."""

from collections import Counter
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib
from rdflib import RDF, Namespace, URIRef

import kg
from kg.api import KnowledgeGraph
from kg.descriptions import About, File, describe, iri, turtle
from kg.descriptions.void import MAPPINGS, links
from kg.errors import InputError, UnknownName, UsageError
from kg.store import Snapshot
from tests.commands.test_commands import kg as command

DCAT, DCT, VOID = (Namespace(space) for space in ("http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://rdfs.org/ns/void#"))
SPDX, SKOS = Namespace("http://spdx.org/rdf/terms#"), Namespace("http://www.w3.org/2004/02/skos/core#")
ABOUT = About.of({
    "publisher": "松溪县数据社", "license": "https://creativecommons.org/licenses/by/4.0/", "modified": "2023-01-02", "homepage": "https://example.org/",
})  # fmt: skip
FILES = (File("https://example.org/dump.nq.gz", "application/n-quads", True, 123, "0a" * 32, "N-Quads", "N-Quads"),)


class Held(Snapshot):
    """A snapshot over a store in memory."""

    def __init__(self, store: Any) -> None:
        self.store = store  # type: ignore[misc]


@pytest.fixture(scope="module")
def examples() -> KnowledgeGraph:
    return kg.open_examples()


def graph(triples: Any) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle(triples), format="turtle")


@pytest.fixture(scope="module")
def described(examples: KnowledgeGraph) -> rdflib.Graph:
    return graph(describe(examples.snapshot, ABOUT, FILES, service="https://example.org/sparql"))


@pytest.fixture(scope="module")
def data(examples: KnowledgeGraph) -> rdflib.Dataset:
    return examples.rdflib()


def the(found: rdflib.Graph, kind: URIRef) -> Any:
    (node,) = set(found.subjects(RDF.type, kind))
    return node


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")  # rdflib reads JSON-LD into a class that it means to drop
@pytest.mark.parametrize("about", [About(), ABOUT], ids=["as it comes", "with its publisher"])
def test_the_shapes_of_dcat_ap_accept_it(about: About, examples: KnowledgeGraph) -> None:
    shapes = rdflib.Graph().parse(Path(__file__).with_name("dcat-ap-3.0.0.jsonld"), format="json-ld")
    assert len(shapes) > 1900
    found = graph(describe(examples.snapshot, about, FILES, service="https://example.org/sparql"))
    conforms, _, told = pyshacl.validate(found, shacl_graph=shapes)
    assert conforms, told
    for node in (found.value(predicate=RDF.type, object=DCAT.Dataset), found.value(predicate=RDF.type, object=SPDX.Checksum)):
        broken = rdflib.Graph()
        broken += found
        broken.remove((node, DCT.title, None))
        broken.remove((node, SPDX.algorithm, None))
        assert not pyshacl.validate(broken, shacl_graph=shapes)[0]


def test_counts_are_those_that_another_library_counts(described: rdflib.Graph, data: rdflib.Dataset) -> None:
    dataset = the(described, DCAT.Dataset)
    triples = {quad[:3] for quad in data.quads()}
    assert int(described.value(dataset, VOID.triples)) == len(triples)
    entities = Counter(thing for _, kind, thing in ((s, p, o) for s, p, o in triples) if kind == RDF.type)
    told = {
        described.value(part, VOID["class"]): int(described.value(part, VOID.entities))
        for part in described.objects(dataset, VOID.classPartition)
    }
    assert told == entities and int(described.value(dataset, VOID.classes)) == len(entities)
    properties = Counter(predicate for _, predicate, _ in triples)
    stated = {
        described.value(part, VOID.property): int(described.value(part, VOID.triples))
        for part in described.objects(dataset, VOID.propertyPartition)
    }
    assert stated == properties and int(described.value(dataset, VOID.properties)) == len(properties)
    assert int(described.value(dataset, VOID.distinctSubjects)) == len({subject for subject, _, _ in triples})
    assert int(described.value(dataset, VOID.entities)) == len({subject for subject, predicate, _ in triples if predicate == RDF.type})
    assert int(described.value(dataset, VOID.documents)) == 6


def test_each_linkset_counts_the_mappings_to_its_target(described: rdflib.Graph, data: rdflib.Dataset) -> None:
    links = [
        (described.value(linkset, VOID.linkPredicate), str(described.value(described.value(linkset, VOID.objectsTarget), VOID.uriSpace)),
         int(described.value(linkset, VOID.triples)))
        for linkset in described.subjects(RDF.type, VOID.Linkset)
    ]  # fmt: skip
    assert links and {predicate for predicate, _, _ in links} <= {SKOS[name] for name in MAPPINGS}
    for predicate, space, number in links:
        assert number == len({(s, o) for s, _, o, _ in data.quads((None, predicate, None, None)) if str(o).startswith(space)})


def test_every_mapping_is_counted_once_by_where_it_leads() -> None:
    import pyoxigraph as ox

    store = ox.Store()
    for graph_name in ("urn:g", "urn:h"):
        for place, relation, value in (
            ("410600", "closeMatch", "https://sws.geonames.org/1808770/"), ("410600", "exactMatch", "http://www.wikidata.org/entity/Q404301"),
            ("410621", "closeMatch", "https://sws.geonames.org/1787874/"), ("410621", "broadMatch", "https://w3id.org/whoclaims/place/410600"),
            ("410621", "exactMatch", "https://example.org/codes#a"),
        ):  # fmt: skip
            node = ox.NamedNode(f"https://w3id.org/whoclaims/place/{place}")
            store.add(ox.Quad(node, iri(f"skos:{relation}"), ox.NamedNode(value), ox.NamedNode(graph_name)))
    assert links(Held(store)) == {
        ("https://sws.geonames.org/", "closeMatch"): 2, ("http://www.wikidata.org/entity/", "exactMatch"): 1, ("https://example.org/codes#", "exactMatch"): 1,
    }  # fmt: skip


def test_what_it_covers_and_when_it_changed_comes_from_the_documents(examples: KnowledgeGraph) -> None:
    found = graph(describe(examples.snapshot))
    dataset = the(found, DCAT.Dataset)
    assert str(found.value(dataset, DCT.modified)) == "2022-12-28"
    period = found.value(dataset, DCT.temporal)
    assert [str(found.value(period, end)) for end in (DCAT.startDate, DCAT.endDate)] == ["2016", "2025"]
    assert [str(place).rpartition("/")[2] for place in found.objects(dataset, DCT.spatial)] == ["410600"]
    assert found.value(dataset, DCT.publisher) is None and found.value(dataset, DCT.license) is None


def test_a_store_of_many_counties_covers_their_cities() -> None:
    import pyoxigraph as ox

    from kg.descriptions.dcat import covered

    store = ox.Store()

    def add(subject: str, predicate: str, value: Any) -> None:
        store.add(ox.Quad(ox.NamedNode(subject), iri(predicate), value, ox.NamedNode("urn:g")))

    for number in range(60):
        county, city = f"urn:county:{number}", f"urn:city:{number % 3}"
        add(f"urn:observation:{number}", "sdmx-d:refArea", ox.NamedNode(county))
        for place, wider in ((county, city), (city, "urn:province")):
            add(place, "rdf:type", iri("kg:Place"))
            add(place, "schema:containedInPlace", ox.NamedNode(wider))
    assert [place for place, _ in covered(Held(store))] == ["urn:city:0", "urn:city:1", "urn:city:2"]


def test_what_a_publisher_says_stands_in_it(described: rdflib.Graph) -> None:
    dataset = the(described, DCAT.Dataset)
    assert str(described.value(dataset, DCT.modified)) == "2023-01-02"
    agent = described.value(dataset, DCT.publisher)
    assert str(described.value(agent, URIRef("http://xmlns.com/foaf/0.1/name"))) == "松溪县数据社"
    assert {str(licence) for licence in described.objects(None, DCT.license)} == {ABOUT.license}


def test_an_empty_store_is_described(tmp_path: Path) -> None:
    import pyoxigraph as ox

    found = graph(describe(Held(ox.Store())))
    assert int(found.value(the(found, DCAT.Dataset), VOID.triples)) == 0
    assert found.value(None, DCT.temporal) is None


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ('licence = "https://example.org/"', UnknownName), ('license = "CC BY"', UsageError), ("publisher = 3", UsageError),
        ('modified = "yesterday"', UsageError), ("= 3", InputError), ("\xff", InputError),
    ],
)  # fmt: skip
def test_what_a_publisher_cannot_mean_is_refused(content: str, error: type[Exception], tmp_path: Path) -> None:
    file = tmp_path / "about.toml"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(error, match=r"about\.toml"):
        About.read(file)
    with pytest.raises(InputError):
        About.read(tmp_path / "none.toml")


def test_the_command_writes_what_python_gives(examples: KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "about.toml"
    file.write_text('title = "岚溪与鹤壁"\nmodified = 2023-01-02\n', encoding="utf-8")
    told = command("describe", "--about", str(file), "--store", str(examples.snapshot.root))
    assert told.returncode == 0 and told.stdout == turtle(examples.describe(About.read(file))).decode()
    lines = command("describe", "--format", "ntriples", "--store", str(examples.snapshot.root)).stdout
    assert len(rdflib.Graph().parse(data=lines, format="nt")) == len(examples.describe())
    assert command("describe", "--store", str(tmp_path / "none")).returncode == 3


def test_the_order_in_which_a_process_keeps_sets_does_not_show(tmp_path: Path) -> None:
    from kg.builds import build
    from kg.resources import EXAMPLES

    build([str(EXAMPLES / "lanxi-news.jsonl")], tmp_path / "store")
    told = {command("describe", "--store", str(tmp_path / "store"), PYTHONHASHSEED=str(seed)).stdout for seed in range(1, 7)}
    assert len(told) == 1
