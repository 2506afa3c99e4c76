"""What the service says of itself, SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/), and of the data set it serves
(:mod:`kg.descriptions`)."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.descriptions import About, describe, iri, sorted_triples
from kg.store import FIXED_GRAPHS, Snapshot
from kg.web.negotiation import GRAPHS, RESULTS

_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV", "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF_XML", "trig": "TriG", "nquads": "N-Quads",
}  # fmt: skip


def triples(snapshot: Snapshot, address: str, about: Mapping[str, str]) -> list[Any]:
    """The description of the service at ``address`` over a snapshot."""
    told = list(described(snapshot, address, about))
    return sorted_triples([*_service(address, told[0].subject), *told])


def described(snapshot: Snapshot, address: str, about: Mapping[str, str]) -> Iterator[Any]:
    """The description of the data set that the service at ``address`` serves."""
    told = About(**about)
    yield from describe(snapshot, told, dataset=told.iri or address + "#dataset", service=address)


def document(snapshot: Snapshot, address: str, about: Mapping[str, str], here: str) -> list[Any]:
    """What ``/.well-known/void`` holds: a description of the data set, which says that it is one (VoID, 6 and 7.2)."""
    import pyoxigraph as ox

    told = list(described(snapshot, address, about))
    head = [
        ox.Triple(ox.NamedNode(here), iri("rdf:type"), iri("void:DatasetDescription")),
        ox.Triple(ox.NamedNode(here), iri("foaf:primaryTopic"), told[0].subject),
    ]
    return sorted_triples(head + told)


def _service(address: str, dataset: Any) -> Iterator[Any]:
    import pyoxigraph as ox

    service, union = ox.NamedNode(address), ox.NamedNode(address + "#union")
    for predicate, value in (
        ("rdf:type", iri("sd:Service")),
        ("sd:endpoint", service),
        ("sd:supportedLanguage", iri("sd:SPARQL11Query")),
        ("sd:feature", iri("sd:UnionDefaultGraph")),
        ("sd:defaultDataset", dataset),
        *(("sd:resultFormat", iri(f"formats:{_NAMES[format.name]}")) for format in (*RESULTS, *GRAPHS)),
    ):
        yield ox.Triple(service, iri(predicate), value)
    yield ox.Triple(dataset, iri("rdf:type"), iri("sd:Dataset"))
    yield ox.Triple(dataset, iri("sd:defaultGraph"), union)
    yield ox.Triple(union, iri("rdf:type"), iri("sd:Graph"))
    for graph in FIXED_GRAPHS:
        node = ox.NamedNode(f"{address}#{graph.rsplit('/', 1)[-1]}")
        yield ox.Triple(dataset, iri("sd:namedGraph"), node)
        yield ox.Triple(node, iri("rdf:type"), iri("sd:NamedGraph"))
        yield ox.Triple(node, iri("sd:name"), ox.NamedNode(graph))
