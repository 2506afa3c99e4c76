"""N-Quads, TriG, Turtle and RDF/XML, by Oxigraph's serializers."""

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from kg.dumps.order import graphs, triples
from kg.store import Snapshot
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def nquads(snapshot: Snapshot, stream: IO[bytes]) -> None:
    """A line a quad (https://www.w3.org/TR/n-quads/)."""
    import pyoxigraph

    pyoxigraph.serialize(_quads(snapshot), stream, pyoxigraph.RdfFormat.N_QUADS)


def trig(snapshot: Snapshot, stream: IO[bytes]) -> None:
    """Graph by graph, with the usual prefixes (https://www.w3.org/TR/trig/)."""
    import pyoxigraph

    pyoxigraph.serialize(_quads(snapshot), stream, pyoxigraph.RdfFormat.TRIG, prefixes=PREFIXES)


def turtle(snapshot: Snapshot, stream: IO[bytes]) -> None:
    """Every triple, without its graph (https://www.w3.org/TR/turtle/)."""
    import pyoxigraph

    pyoxigraph.serialize((quad.triple for quad in triples(snapshot)), stream, pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES)


def rdfxml(snapshot: Snapshot, stream: IO[bytes]) -> None:
    """Every triple, without its graph (https://www.w3.org/TR/rdf-syntax-grammar/); a character that XML cannot hold becomes U+FFFD."""
    import pyoxigraph

    each = (_in_xml(quad.triple) for quad in triples(snapshot))
    pyoxigraph.serialize(each, stream, pyoxigraph.RdfFormat.RDF_XML, prefixes=PREFIXES)


def _quads(snapshot: Snapshot) -> Iterator["Quad"]:
    for _, quads in graphs(snapshot):
        yield from quads


def _in_xml(triple: "Triple") -> "Triple":
    import pyoxigraph

    value = triple.object
    if not isinstance(value, pyoxigraph.Literal) or not _NOT_IN_XML.search(value.value):
        return triple
    text = _NOT_IN_XML.sub("\ufffd", value.value)
    literal = pyoxigraph.Literal(text, language=value.language) if value.language else pyoxigraph.Literal(text, datatype=value.datatype)
    return pyoxigraph.Triple(triple.subject, triple.predicate, literal)
