"""VoID (https://www.w3.org/TR/void/): how much there is, of which classes and properties, and how many links lead to which other data set."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.descriptions import File, iri, part
from kg.vocabulary import PREFIXES, SPACE, digest

if TYPE_CHECKING:
    from kg.store import Snapshot

MAPPINGS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
# data sets that links are known to lead to: how their IRIs begin, their home page, what they are called
_TARGETS = {
    "http://qudt.org/vocab/unit/": ("https://www.qudt.org/", "QUDT Units"),
    "https://sws.geonames.org/": ("https://www.geonames.org/", "GeoNames"),
    "http://www.wikidata.org/entity/": ("https://www.wikidata.org/", "Wikidata"),
    "http://dbpedia.org/resource/": ("https://www.dbpedia.org/", "DBpedia"),
    "https://data.worldbank.org/indicator/": ("https://data.worldbank.org/indicator", "World Bank indicators"),
    "https://unstats.un.org/SDGAPI/v1/sdg/Indicator/": ("https://unstats.un.org/sdgs/dataportal", "UN SDG indicators"),
    "https://www.omg.org/spec/LCC/Countries/Regions/ISO3166-2-SubdivisionCodes-CN/": (
        "https://www.omg.org/spec/LCC/",
        "ISO 3166-2 subdivision codes, OMG LCC",
    ),
}
# triples up to which the endpoint counts properties and subjects too: 1.3 µs each, and it has 10 s for an answer
_COUNTED_SOON = 3_000_000
_VOCABULARIES = ("kg", "schema", "prov", "oa", "org", "qb", "sdmx-d", "sdmx-m", "sdmx-a", "skos", "qudt", "dcterms", "owl", "rdfs")


def triples(snapshot: "Snapshot", dataset: str, files: Sequence[File] = (), service: str = "") -> Iterator[Any]:
    """The description of the data set of that IRI."""
    import pyoxigraph as ox

    node = ox.NamedNode(dataset)

    def say(predicate: str, value: Any) -> Any:
        return ox.Triple(node, iri(predicate), value)

    yield say("rdf:type", iri("void:Dataset"))
    total = len(snapshot.store)
    yield say("void:triples", ox.Literal(total))
    yield say("void:documents", ox.Literal(len(snapshot.versions())))
    if service:
        yield say("void:sparqlEndpoint", ox.NamedNode(service))
    for file in files:
        yield say("void:dataDump", ox.NamedNode(file.name))
    versions = snapshot.versions()
    if versions:
        yield say("void:uriSpace", ox.Literal(versions[0].graph.rsplit("version/", 1)[0]))
    for row in snapshot.query("SELECT (MIN(?claim) AS ?first) { ?claim a schema:Claim }"):
        if row["first"] is not None:
            yield say("void:exampleResource", row["first"])
    for prefix in _VOCABULARIES:
        yield say("void:vocabulary", ox.NamedNode(PREFIXES[prefix]))
    yield from _classes(snapshot, dataset)
    if not service or total <= _COUNTED_SOON:
        yield from _properties(snapshot, dataset)
    yield from _linksets(snapshot, dataset)


def counts(snapshot: "Snapshot", query: str) -> Counter[str]:
    """The number that each row of a query ends with, by the IRI that it begins with."""
    return Counter({row[0].value: int(row[1].value) for row in snapshot.query(query) if row[0] is not None})


def _classes(snapshot: "Snapshot", dataset: str) -> Iterator[Any]:
    """How many things there are of each class; no triple stands in two graphs, so that counting over graphs counts once."""
    import pyoxigraph as ox

    node = ox.NamedNode(dataset)
    found = counts(snapshot, "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) { GRAPH ?graph { ?thing a ?class } } GROUP BY ?class")
    yield ox.Triple(node, iri("void:classes"), ox.Literal(len(found)))
    for name, number in sorted(found.items()):
        of_class = part(dataset, f"class-{_key(name)}")
        yield ox.Triple(node, iri("void:classPartition"), of_class)
        yield ox.Triple(of_class, iri("void:class"), ox.NamedNode(name))
        yield ox.Triple(of_class, iri("void:entities"), ox.Literal(number))


def _properties(snapshot: "Snapshot", dataset: str) -> Iterator[Any]:
    import pyoxigraph as ox

    node = ox.NamedNode(dataset)
    found = counts(snapshot, "SELECT ?property (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?property ?o } } GROUP BY ?property")
    yield ox.Triple(node, iri("void:properties"), ox.Literal(len(found)))
    for row in snapshot.query("SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?graph { ?s ?p ?o } }"):
        yield ox.Triple(node, iri("void:distinctSubjects"), row["n"])
    for row in snapshot.query("SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?graph { ?s a ?class } }"):
        yield ox.Triple(node, iri("void:entities"), row["n"])
    for name, number in sorted(found.items()):
        of_property = part(dataset, f"property-{_key(name)}")
        yield ox.Triple(node, iri("void:propertyPartition"), of_property)
        yield ox.Triple(of_property, iri("void:property"), ox.NamedNode(name))
        yield ox.Triple(of_property, iri("void:triples"), ox.Literal(number))


def _key(value: str) -> str:
    """A name for what is said of an IRI: its own by prefix, where the rest is a simple name."""
    names = (f"{prefix}-{value[len(space) :]}" for prefix, space in PREFIXES.items() if value.startswith(space))
    return next((name.rstrip("-") for name in names if re.fullmatch(r"[\w-]+", name, re.ASCII)), digest(value))


def target(value: str) -> str:
    """How the IRIs of the data set begin that an IRI belongs to.

    >>> target("http://qudt.org/vocab/unit/KiloM"), target("https://example.org/scheme#a/b"), target("https://example.org/scheme/a")
    ('http://qudt.org/vocab/unit/', 'https://example.org/scheme#', 'https://example.org/scheme/')
    """
    known = next((space for space in _TARGETS if value.startswith(space)), None)
    head, mark, _ = value.partition("#")
    return known or (head + mark if mark else value[: value.rfind("/") + 1] or value)


def links(snapshot: "Snapshot") -> Counter[tuple[str, str]]:
    """How many SKOS mappings lead out of the data set, by where to and which they are.

    >>> import kg
    >>> links(kg.open_examples().snapshot)[("http://qudt.org/vocab/unit/", "exactMatch")] > 30
    True
    """
    import pyoxigraph as ox

    found: Counter[tuple[str, str]] = Counter()
    for name in MAPPINGS:
        seen = {(quad.subject, quad.object) for quad in snapshot.store.quads_for_pattern(None, iri(f"skos:{name}"), None)}
        for _, value in seen:
            if isinstance(value, ox.NamedNode) and not value.value.startswith(SPACE):
                found[target(value.value), name] += 1
    return found


def _linksets(snapshot: "Snapshot", dataset: str) -> Iterator[Any]:
    """A linkset for each data set that links lead to and each predicate they have, as VoID wants it."""
    import pyoxigraph as ox

    node = ox.NamedNode(dataset)
    for (space, name), number in sorted(links(snapshot).items()):
        homepage, title = _TARGETS.get(space, ("", space))
        linkset, other = part(dataset, f"links-{name}-{_key(space)}"), part(dataset, f"target-{_key(space)}")
        yield ox.Triple(node, iri("void:subset"), linkset)
        for predicate, value in (
            ("rdf:type", iri("void:Linkset")), ("void:subjectsTarget", node), ("void:objectsTarget", other), ("void:linkPredicate", iri(f"skos:{name}")),
            ("void:triples", ox.Literal(number)),
        ):  # fmt: skip
            yield ox.Triple(linkset, iri(predicate), value)
        yield ox.Triple(other, iri("rdf:type"), iri("void:Dataset"))
        yield ox.Triple(other, iri("dcterms:title"), ox.Literal(title))
        yield ox.Triple(other, iri("void:uriSpace"), ox.Literal(space))
        if homepage:
            yield ox.Triple(other, iri("foaf:homepage"), ox.NamedNode(homepage))
