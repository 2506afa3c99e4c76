"""The reference data of a store: the vocabularies, and the places of China in the graph of places."""

from collections.abc import Iterable, Iterator
from itertools import chain, repeat

from kg.gazetteer import english_names, gazetteer
from kg.resources import resource
from kg.vocabulary import PLACE, PLACES_GRAPH, PREFIXES, VOCABULARY_GRAPH

_VOCABULARIES = ("metrics", "units", "programmes", "posts")  # without blank nodes
_PREDICATES = {
    name: f"<{PREFIXES[prefix]}{name}>"
    for prefix, name in (("rdf", "type"), ("skos", "prefLabel"), ("skos", "altLabel"), ("skos", "notation"), ("schema", "containedInPlace"))
}


def vocabularies() -> bytes:
    """The vocabularies of metrics, units, programmes and posts, as Turtle.

    >>> '"森林覆盖率"@zh' in vocabularies().decode()
    True
    """
    return b"\n".join(resource(f"ontology/{name}.ttl").read_bytes() for name in _VOCABULARIES)


def terms() -> bytes:
    """The terms of our own, as N-Quads, without axioms on blank nodes (unions of classes): these stay in the file, they would be renamed at every load.

    >>> "<https://w3id.org/whoclaims/ns#observes>" in terms().decode()
    True
    """
    import pyoxigraph as ox

    graph = ox.NamedNode(VOCABULARY_GRAPH)
    with resource("ontology/kg.ttl").open("rb") as file:
        stated = ox.parse(file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=False)
        kept = [quad for quad in stated if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)]
    quads = (ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in kept)
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def is_town(code: str) -> bool:
    """Whether a place is described only where a document names it: below the county, and the country.

    >>> is_town("410621"), is_town("410621101"), is_town("100000")
    (False, True, True)
    """
    return len(code) > 6 or code == "100000"


def counties() -> list[str]:
    """The codes of the places of China from provinces down to counties.

    >>> "410621" in counties(), any(map(is_town, counties()))
    (True, False)
    """
    return [entry.code for entry in gazetteer().entries]


def places(codes: Iterable[str]) -> bytes:
    """What the gazetteer says of the places with these codes, as N-Quads; of one it does not have, nothing.

    Codes are digits, and names have no character that would have to be escaped.

    >>> print(places(["410621", "999999"]).decode().splitlines()[1].split(" ", 2)[2])
    "浚县"@zh <https://w3id.org/whoclaims/graph/places> .
    """
    return "".join(_described(codes)).encode()


def _described(codes: Iterable[str]) -> Iterator[str]:
    end = f" <{PLACES_GRAPH}> .\n"
    a, label, other, notation, within = (_PREDICATES[name] for name in ("type", "prefLabel", "altLabel", "notation", "containedInPlace"))
    for code in codes:
        entry = gazetteer().by_code(code)
        if entry is None:
            continue
        place, short = f"<{PLACE}{code}> ", entry.short
        yield f"{place}{a} <{PREFIXES['kg']}Place>{end}"
        yield f'{place}{label} "{entry.name}"@zh{end}'
        if short != entry.name:
            yield f'{place}{other} "{short}"@zh{end}'
        for relation, name in zip(chain((label,), repeat(other)), english_names(code), strict=False):
            yield f'{place}{relation} "{name}"@en{end}'
        yield f'{place}{notation} "{code}"{end}'
        for above in gazetteer().ancestors(code)[:1]:
            yield f"{place}{within} <{PLACE}{above.code}>{end}"
