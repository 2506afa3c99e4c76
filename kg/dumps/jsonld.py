"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) under the context of ``ontology/context.jsonld``, which the file carries: a subject a line.

The context says which properties hold IRIs and which datatypes, so that values stand as plain JSON text; a value of another kind says so
itself.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from kg.dumps.order import graphs
from kg.resources import resource
from kg.store import Snapshot
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Quad

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_LOCAL = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_SPACES = {space: prefix for prefix, space in PREFIXES.items()}


def write(snapshot: Snapshot, stream: IO[bytes]) -> None:
    """Write every quad, graph by graph."""
    import pyoxigraph

    context = json.dumps(_context(), ensure_ascii=False, separators=(",", ":"))
    stream.write(f'{{"@context":{context},\n"@graph":['.encode())
    for order, (name, quads) in enumerate(graphs(snapshot)):
        named = not isinstance(name, pyoxigraph.DefaultGraph)
        opening = f'{{"@id":{_json(_name(name))},"@graph":[\n' if named else ""
        content = ",\n".join(map(_json, _subjects(quads)))
        stream.write(f"{',' if order else ''}\n{opening}{content}{']}' if named else ''}".encode())
    stream.write(b"\n]}\n")


@cache
def _context() -> Mapping[str, Any]:
    context: Mapping[str, Any] = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    return context


def _subjects(quads: Iterable["Quad"]) -> Iterator[dict[str, Any]]:
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": _name(subject)}
        for predicate, stated in groupby(about, key=lambda quad: quad.predicate.value):
            values = [quad.object for quad in stated]
            key = "@type" if predicate == _TYPE else compact(predicate)
            written = [_name(value) for value in values] if key == "@type" else [_value(key, value) for value in values]
            node[key] = written[0] if len(written) == 1 else written
        yield node


def _value(key: str, value: Any) -> Any:
    """A value as the context lets it stand."""
    import pyoxigraph

    expected = _context().get(key, {}).get("@type")
    if not isinstance(value, pyoxigraph.Literal):
        return _name(value) if expected == "@id" else {"@id": _name(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = compact(value.datatype.value)
    if datatype == expected or (expected is None and value.datatype.value == _STRING):
        return value.value
    return {"@value": value.value, "@type": datatype}


def _name(term: Any) -> str:
    import pyoxigraph

    return str(term) if isinstance(term, pyoxigraph.BlankNode) else compact(term.value)


def compact(iri: str) -> str:
    """An IRI by its prefix, where the rest is a simple name.

    >>> compact("https://w3id.org/whoclaims/ns#voice"), compact("https://w3id.org/whoclaims/id/claim/1")
    ('kg:voice', 'https://w3id.org/whoclaims/id/claim/1')
    """
    space = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
    local = iri[len(space) :]
    return f"{_SPACES[space]}:{local}" if space in _SPACES and _LOCAL.fullmatch(local) else iri


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
