"""What each format holds: the quote of every claim by its IRI, read by the library that its community uses."""

import csv
import io
import json
import re
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rdflib import RDF, URIRef


def schemaorg(content: bytes) -> Mapping[str, str]:
    return {node["@id"]: node["text"] for node in json.loads(content)["@graph"] if node["@type"] == "Claim"}


def nanopubs(content: bytes) -> list[Any]:
    """Each nanopublication of a file as its own library holds it, all of it valid and its digest true."""
    warnings.simplefilter("ignore", DeprecationWarning)  # the library is written for a class that rdflib means to drop
    import rdflib
    from nanopub import Nanopub
    from rdflib import ConjunctiveGraph, Dataset

    rdflib.NORMALIZE_LITERALS = False  # as nanopub sets it when it is first imported, and pyshacl undoes it
    whole = Dataset()
    whole.parse(data=content, format="trig")
    np = "http://www.nanopub.org/nschema#"
    found = []
    for this in sorted({str(quad[0]) for quad in whole.quads((None, None, URIRef(f"{np}Nanopublication"), None))}):
        one = ConjunctiveGraph()
        for s, p, o, graph in whole.quads((None, None, None, None)):
            if str(graph).startswith(f"{this}#"):
                one.get_context(graph).add((s, p, o))
        found.append(Nanopub(rdf=one))
    return found


def nanopub(content: bytes) -> Mapping[str, str]:
    quotes = {}
    for publication in nanopubs(content):
        assert publication.is_valid and publication.has_valid_trusty
        (claim,) = publication.assertion.subjects(RDF.type, URIRef("https://schema.org/Claim"))
        (quote,) = publication.provenance.objects(None, URIRef("http://www.w3.org/ns/oa#exact"))
        quotes[str(claim)] = str(quote)
    return quotes


# a field as the parser of QuickStatements tells its kind: string, text in a language, time, quantity, item
_KINDS = {
    "string": r'"(.*)"', "text": r'[a-z-]+:"(.*)"', "time": r"\+\d+-\d\d-\d\dT00:00:00Z/(?:9|10|11)", "quantity": r"[+-]?\d+(?:\.\d+)?(?:U\d+)?",
    "item": r"Q\d+",
}  # fmt: skip
_EXPECTED = {"P585": "time", "S854": "string", "S1476": "text", "S577": "time", "S123": "item", "S1683": "text"}


def quickstatements(content: bytes) -> Mapping[str, str]:
    """Read by the rules of its parser: rows by line feed, a comment behind the first ``/*``, fields by tab."""
    quotes = {}
    for row in content.decode().split("\n")[:-1]:
        line, comment = re.fullmatch(r"(.*?) */\* *(.*?) *\*/ *", row).groups()  # type: ignore[union-attr]
        item, property, value, *rest = line.split("\t")
        assert re.fullmatch(_KINDS["item"], item) and re.fullmatch(r"P\d+", property) and re.fullmatch(_KINDS["quantity"], value)
        pairs = dict(zip(rest[::2], rest[1::2], strict=True))
        assert all(re.fullmatch(_KINDS[_EXPECTED[name]], text) for name, text in pairs.items())
        quotes[comment] = re.fullmatch(_KINDS["text"], pairs["S1683"])[1]  # type: ignore[index]
    return quotes


def openrefine(content: bytes) -> Mapping[str, str]:
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True)
    return {row["claim"]: row["quote"] for row in rows}


def csvw(content: bytes) -> Mapping[str, str]:
    from csvw import CSVW

    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
        found = CSVW(str(Path(folder) / "claims.csv"), validate=True)
        assert found.is_valid and not found.warnings
        return {row["claim"]: row["quote"] for row in found.tables[0].iterdicts()}


def annotations(content: bytes) -> Mapping[str, str]:
    collection = json.loads(content)
    items = collection["first"]["items"] if "first" in collection else []
    assert collection["total"] == len(items)
    return {item["body"][0]["source"]: item["target"][0]["selector"][1]["exact"] for item in items}


def datacube(content: bytes) -> Mapping[str, str]:
    """Read by rdflib, and that it holds one data set with all its observations."""
    from rdflib import Graph
    from rdflib.namespace import QB

    graph, cube = Graph(), "https://w3id.org/whoclaims/cube#"
    graph.parse(data=content, format="turtle")
    (whole,) = graph.subjects(RDF.type, QB.DataSet)
    observations = list(graph.subjects(RDF.type, QB.Observation))
    assert all(graph.value(observation, QB.dataSet) == whole for observation in observations)
    return {str(graph.value(each, URIRef(f"{cube}claim"))): str(graph.value(each, URIRef(f"{cube}quote"))) for each in observations}


READERS: Mapping[str, Callable[[bytes], Mapping[str, str]]] = {
    "schemaorg": schemaorg,
    "nanopub": nanopub,
    "annotations": annotations,
    "datacube": datacube,
    "quickstatements": quickstatements,
    "csvw": csvw,
    "openrefine": openrefine,
}
