"""What the service says of itself: SPARQL 1.1 Service Description, with counts in VoID (https://www.w3.org/TR/void/)."""

from collections.abc import Iterator
from typing import Any

from kg.store import FIXED_GRAPHS, Snapshot
from kg.vocabulary import PREFIXES
from kg.web.negotiation import GRAPHS, RESULTS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV", "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF_XML", "trig": "TriG", "nquads": "N-Quads",
}  # fmt: skip
_CLASSES = ("schema:Claim", "kg:Statement", "schema:Person", "kg:UnnamedSource", "org:Organization", "org:Post", "kg:Programme",
            "kg:Metric", "kg:Place", "schema:Legislation")  # fmt: skip


def _iri(name: str) -> Any:
    import pyoxigraph as ox

    prefix, _, local = name.partition(":")
    return ox.NamedNode({**PREFIXES, "sd": _SD, "formats": _FORMATS}[prefix] + local)


def triples(snapshot: Snapshot, address: str) -> Iterator[Any]:
    """The description of the service at ``address`` over a snapshot."""
    import pyoxigraph as ox

    service, dataset, union = ox.NamedNode(address), ox.NamedNode(address + "#dataset"), ox.NamedNode(address + "#union")
    for predicate, value in (
        ("rdf:type", _iri("sd:Service")),
        ("sd:endpoint", service),
        ("sd:supportedLanguage", _iri("sd:SPARQL11Query")),
        ("sd:feature", _iri("sd:UnionDefaultGraph")),
        ("sd:defaultDataset", dataset),
        *(("sd:resultFormat", _iri(f"formats:{_NAMES[format.name]}")) for format in (*RESULTS, *GRAPHS)),
    ):
        yield ox.Triple(service, _iri(predicate), value)
    yield ox.Triple(dataset, _iri("rdf:type"), _iri("sd:Dataset"))
    yield ox.Triple(dataset, _iri("sd:defaultGraph"), union)
    yield from _counts(snapshot, dataset, union)
    for graph in FIXED_GRAPHS:
        node = ox.NamedNode(f"{address}#{graph.rsplit('/', 1)[-1]}")
        yield ox.Triple(dataset, _iri("sd:namedGraph"), node)
        yield ox.Triple(node, _iri("rdf:type"), _iri("sd:NamedGraph"))
        yield ox.Triple(node, _iri("sd:name"), ox.NamedNode(graph))


def _counts(snapshot: Snapshot, dataset: Any, union: Any) -> Iterator[Any]:
    """How much there is, as a whole and of each class; the documents are those that are current."""
    import pyoxigraph as ox

    yield ox.Triple(dataset, _iri("rdf:type"), _iri("void:Dataset"))
    yield ox.Triple(dataset, _iri("void:triples"), ox.Literal(len(snapshot.store)))
    yield ox.Triple(dataset, _iri("void:documents"), ox.Literal(_count(snapshot, "?x kg:current ?version")))
    yield ox.Triple(union, _iri("rdf:type"), _iri("sd:Graph"))
    for name in _CLASSES:
        part = ox.BlankNode(name.replace(":", "-"))
        yield ox.Triple(dataset, _iri("void:classPartition"), part)
        yield ox.Triple(part, _iri("void:class"), _iri(name))
        yield ox.Triple(part, _iri("void:entities"), ox.Literal(_count(snapshot, f"?x a {name}")))


def _count(snapshot: Snapshot, pattern: str) -> int:
    row = next(iter(snapshot.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")))
    return int(row["n"].value)
