"""What each format holds: the quote of every claim by its IRI, read by the library that its community uses."""

import json
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from rdflib import RDF, URIRef


def schemaorg(content: bytes) -> Mapping[str, str]:
    return {node["@id"]: node["text"] for node in json.loads(content)["@graph"] if node["@type"] == "Claim"}


def nanopubs(content: bytes) -> list[Any]:
    """Each nanopublication of a file as its own library holds it, all of it valid and its digest true."""
    warnings.simplefilter("ignore", DeprecationWarning)  # the library is written for a class that rdflib means to drop
    from nanopub import Nanopub
    from rdflib import ConjunctiveGraph, Dataset

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


READERS: Mapping[str, Callable[[bytes], Mapping[str, str]]] = {"schemaorg": schemaorg, "nanopub": nanopub}
