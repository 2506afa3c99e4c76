"""DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), typed as its European application profile wants it (DCAT-AP 3): what the data set is, covers and is given as."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.descriptions import SPACES, About, File, iri, part, state
from kg.vocabulary import DATES, PREFIXES

if TYPE_CHECKING:
    from kg.store import Snapshot

TITLE = ("谁说的：中文公开报道中的数字说法", "Whoclaims: numeric claims in Chinese official reporting")
_KEYWORDS = (
    ("zh", "说法"),
    ("zh", "引述"),
    ("zh", "官方数字"),
    ("en", "claims"),
    ("en", "attribution"),
    ("en", "official figures"),
    ("en", "China"),
)
RIGHTS = (
    "引自文献的字句，权利仍属其发布者。词表以 Apache-2.0 许可；地名的英文名部分来自 GeoNames（CC BY 4.0）。",
    "Passages quoted from documents remain their publishers'. The vocabularies are licensed under Apache-2.0; English names of places are in part from GeoNames (CC BY 4.0).",
)
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/zh"
_FIRST, _LAST = "0000-01-01", "0000-12-31"
_MOST = 40  # places that are named one by one


def triples(snapshot: "Snapshot", dataset: str, about: About, files: Sequence[File], service: str = "") -> Iterator[Any]:
    """The data set, and each way to have it."""
    import pyoxigraph as ox

    node = ox.NamedNode(dataset)
    for predicate, value in _dataset(snapshot, about):
        yield ox.Triple(node, iri(predicate), value)
    for predicate, thing, stated in _further(snapshot, dataset, about):
        yield ox.Triple(node, iri(predicate), thing)
        for stating, value in stated:
            yield ox.Triple(thing, iri(stating), value)
    for file in files:
        yield from _file(node, dataset, about, file)
    if service:
        yield from _service(node, dataset, about, service)


def _texts(predicate: str, chinese: str, english: str) -> Iterator[tuple[str, Any]]:
    import pyoxigraph as ox

    for language, text in (("zh", chinese), ("en", english)):
        if text:
            yield predicate, ox.Literal(text, language=language)


def _date(value: str) -> Any:
    import pyoxigraph as ox

    return ox.Literal(value, datatype=iri(DATES[len(value)]))


def _dataset(snapshot: "Snapshot", about: About) -> Iterator[tuple[str, Any]]:
    import pyoxigraph as ox

    documents = len(snapshot.versions())
    claims = next(int(row["n"].value) for row in snapshot.query("SELECT (COUNT(*) AS ?n) { GRAPH ?graph { ?claim a schema:Claim } }"))
    told = (
        f"{documents} 篇文献里的 {claims} 条数字说法：谁、以什么职务、在哪篇文献的哪几个字里，说哪个地方、哪个时期的哪项指标是多少。",
        f"{claims} numeric claims from {documents} documents: who, in which post, in which characters of which document, said what value a metric of a place had in which period.",
    )
    yield "rdf:type", iri("dcat:Dataset")
    chinese, english = (about.title, about.title_en) if about.title or about.title_en else TITLE
    yield from _texts("dcterms:title", chinese, english)
    chinese, english = (about.description, about.description_en) if about.description or about.description_en else told
    yield from _texts("dcterms:description", chinese, english)
    yield "dcterms:identifier", ox.Literal(state(snapshot))
    for language, word in _KEYWORDS:
        yield "dcat:keyword", ox.Literal(word, language=language)
    if modified := about.modified or newest(snapshot):
        yield "dcterms:modified", _date(modified)


def newest(snapshot: "Snapshot") -> str:
    """The newest day that a document was published, else month or year, "" where no document has a date.

    >>> import kg
    >>> newest(kg.open_examples().snapshot)
    '2022-12-28'
    """
    found = {row["d"].value for row in snapshot.query("SELECT DISTINCT ?d { ?document kg:current ?version ; schema:datePublished ?d }")}
    return max(found, key=lambda day: (len(day) == 10, day), default="")


def _further(snapshot: "Snapshot", dataset: str, about: About) -> Iterator[tuple[str, Any, list[tuple[str, Any]]]]:
    """What the data set has that is a thing of its own, with what is said of it."""
    import pyoxigraph as ox

    yield "dcterms:language", ox.NamedNode(_LANGUAGE), [("rdf:type", iri("dcterms:LinguisticSystem"))]
    yield "dcterms:conformsTo", ox.NamedNode(PREFIXES["kg"].rstrip("#")), [
        ("rdf:type", iri("dcterms:Standard")), *_texts("dcterms:title", "谁说的：词汇", "Whoclaims vocabulary"),
    ]  # fmt: skip
    yield "dcterms:accessRights", part(dataset, "rights"), [("rdf:type", iri("dcterms:RightsStatement")), *_texts("rdfs:label", *RIGHTS)]
    if about.license:
        yield "dcterms:license", ox.NamedNode(about.license), [("rdf:type", iri("dcterms:LicenseDocument"))]
    if about.homepage:
        yield "dcat:landingPage", ox.NamedNode(about.homepage), [("rdf:type", iri("foaf:Document"))]
    if about.publisher or about.publisher_iri:
        agent = ox.NamedNode(about.publisher_iri) if about.publisher_iri else part(dataset, "publisher")
        name = ox.Literal(about.publisher or about.publisher_iri)
        yield "dcterms:publisher", agent, [("rdf:type", iri("foaf:Agent")), ("foaf:name", name)]
    if ends := period(snapshot):
        stated = [(f"dcat:{name}Date", _date(end)) for name, end in zip(("start", "end"), ends, strict=True)]
        yield "dcterms:temporal", part(dataset, "period"), [("rdf:type", iri("dcterms:PeriodOfTime")), *stated]
    for place, labels in covered(snapshot):
        yield (
            "dcterms:spatial",
            ox.NamedNode(place),
            [("rdf:type", iri("dcterms:Location")), *(("skos:prefLabel", label) for label in labels)],
        )


def period(snapshot: "Snapshot") -> tuple[str, str] | None:
    """From when to when the periods are that claims are about; None where none has one.

    >>> import kg
    >>> period(kg.open_examples().snapshot)
    ('2016', '2025')
    """
    ends = {
        name: {row["d"].value for row in snapshot.query(f"SELECT DISTINCT ?d {{ ?observation kg:{name} ?d }}")}
        for name in ("periodStart", "periodEnd")
    }
    days = ends["periodStart"] | ends["periodEnd"]
    if not days:
        return None
    return min(days, key=lambda day: (day + _FIRST[len(day) :], day)), max(days, key=lambda day: (day + _LAST[len(day) :], day))


def covered(snapshot: "Snapshot") -> list[tuple[str, list[Any]]]:
    """The places with a code that claims are about, with their labels: those that lie in no other of them, and where these are many, what they lie in.

    >>> import kg
    >>> [str(labels[0].value) for _, labels in covered(kg.open_examples().snapshot)]
    ['鹤壁市']
    """
    within = {
        row["place"].value: row["wider"].value
        for row in snapshot.query("SELECT ?place ?wider { ?place a kg:Place ; schema:containedInPlace ?wider }")
    }
    found = {
        row["place"].value for row in snapshot.query("SELECT DISTINCT ?place { ?observation sdmx-d:refArea ?place . ?place a kg:Place }")
    }

    def outermost(places: set[str]) -> set[str]:
        return {place for place in places if not _wider(place, within) & places}

    found = outermost(found)
    while len(found) > _MOST and (wider := outermost({within.get(place, place) for place in found})) != found:
        found = wider
    return [(place, _labels(snapshot, place)) for place in sorted(found)]


def _wider(place: str, within: dict[str, str]) -> set[str]:
    """The places that a place lies in."""
    found: set[str] = set()
    while (place := within.get(place, "")) and place not in found:
        found.add(place)
    return found


def _labels(snapshot: "Snapshot", thing: str) -> list[Any]:
    import pyoxigraph as ox

    stated = (quad.object for quad in snapshot.store.quads_for_pattern(ox.NamedNode(thing), iri("skos:prefLabel"), None))
    return sorted((value for value in stated if isinstance(value, ox.Literal)), key=lambda label: label.language != "zh")


# ---------------------------------------------------------------------------------------------- how to have it


def _of_distribution(node: Any, dataset: Any, about: About, zh: str, en: str) -> Iterator[Any]:
    import pyoxigraph as ox

    yield ox.Triple(dataset, iri("dcat:distribution"), node)
    yield ox.Triple(node, iri("rdf:type"), iri("dcat:Distribution"))
    for predicate, value in _texts("dcterms:title", zh, en):
        yield ox.Triple(node, iri(predicate), value)
    if about.license:
        yield ox.Triple(node, iri("dcterms:license"), ox.NamedNode(about.license))


def _resource(address: Any) -> Any:
    """The class that everything is of (RDF Schema, 2.1): the shapes of DCAT-AP ask for it at addresses, and not all who check infer it."""
    import pyoxigraph as ox

    return ox.Triple(address, iri("rdf:type"), iri("rdfs:Resource"))


def _file(node: Any, dataset: str, about: About, file: File) -> Iterator[Any]:
    import pyoxigraph as ox

    key = file.name.rsplit("/", 1)[-1]
    distribution, checksum = part(dataset, f"file-{key}"), part(dataset, f"checksum-{key}")
    yield from _of_distribution(distribution, node, about, file.zh, file.en)
    media = ox.NamedNode(SPACES["media"] + file.media)
    said = [
        ("dcat:accessURL", ox.NamedNode(file.name)), ("dcat:downloadURL", ox.NamedNode(file.name)), ("dcat:mediaType", media),
        ("dcat:byteSize", ox.Literal(str(file.size), datatype=iri("xsd:nonNegativeInteger"))), ("spdx:checksum", checksum),
    ]  # fmt: skip
    if file.compressed:
        said.append(("dcat:compressFormat", iri("media:application/gzip")))
        yield ox.Triple(iri("media:application/gzip"), iri("rdf:type"), iri("dcterms:MediaType"))
    yield ox.Triple(media, iri("rdf:type"), iri("dcterms:MediaType"))
    yield _resource(said[0][1])
    for predicate, value in said:
        yield ox.Triple(distribution, iri(predicate), value)
    algorithm = iri("spdx:checksumAlgorithm_sha256")
    yield ox.Triple(checksum, iri("rdf:type"), iri("spdx:Checksum"))
    yield ox.Triple(checksum, iri("spdx:algorithm"), algorithm)
    yield ox.Triple(algorithm, iri("rdf:type"), iri("spdx:ChecksumAlgorithm"))
    yield ox.Triple(checksum, iri("spdx:checksumValue"), ox.Literal(file.sha256, datatype=iri("xsd:hexBinary")))


def _service(node: Any, dataset: str, about: About, service: str) -> Iterator[Any]:
    """The endpoint as a service, and as a way to have the data set."""
    import pyoxigraph as ox

    address, distribution = ox.NamedNode(service), part(dataset, "endpoint")
    yield from _of_distribution(distribution, node, about, "SPARQL 端点", "SPARQL endpoint")
    yield ox.Triple(distribution, iri("dcat:accessURL"), address)
    yield ox.Triple(distribution, iri("dcat:accessService"), address)
    yield ox.Triple(address, iri("rdf:type"), iri("dcat:DataService"))
    yield _resource(address)
    for predicate, value in _texts("dcterms:title", "谁说的：SPARQL 端点", "Whoclaims: SPARQL endpoint"):
        yield ox.Triple(address, iri(predicate), value)
    yield ox.Triple(address, iri("dcat:endpointURL"), address)
    yield ox.Triple(address, iri("dcat:servesDataset"), node)
