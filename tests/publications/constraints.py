"""What makes a data cube well-formed: the integrity constraints of https://www.w3.org/TR/vocab-data-cube/#wf and the normal form they are put to.

No library that is kept up checks them, so each is a query of our own, put by what the constraint means; it answers true where a cube breaks it.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

import pyoxigraph as ox
from rdflib import Graph

from kg.vocabulary import PREFIXES

CUBE = "https://w3id.org/whoclaims/cube#"
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in {**PREFIXES, "cube": CUBE}.items())

# types and properties that others imply, then what stands on a data set, on a slice, and the dimensions that a slice fixes
NORMAL = [
    "INSERT { ?o a qb:Observation } WHERE { { ?slice qb:observation ?o } UNION { ?o qb:dataSet ?whole } }",
    "INSERT { ?slice a qb:Slice } WHERE { ?whole qb:slice ?slice }",
    *(
        f"INSERT {{ ?component qb:componentProperty ?p . ?p a qb:{kind.capitalize()}Property }} WHERE {{ ?component qb:{kind} ?p }}"
        for kind in ("dimension", "measure", "attribute")
    ),
    """INSERT { ?o ?p ?v } WHERE {
         ?component qb:componentAttachment qb:DataSet ; qb:componentProperty ?p .
         ?whole qb:structure/qb:component ?component ; ?p ?v . ?o qb:dataSet ?whole }""",
    """INSERT { ?o ?p ?v } WHERE {
         ?component qb:componentAttachment qb:Slice ; qb:componentProperty ?p .
         ?whole qb:structure/qb:component ?component ; qb:slice ?slice . ?slice ?p ?v ; qb:observation ?o }""",
    """INSERT { ?o ?p ?v } WHERE {
         ?whole qb:structure/qb:component/qb:componentProperty ?p ; qb:slice ?slice . ?p a qb:DimensionProperty .
         ?slice ?p ?v ; qb:observation ?o }""",
]  # fmt: skip


def _one(kind: str, link: str) -> str:
    """Whether something of a kind has none or several of what it has one of."""
    return f"ASK {{ {{ SELECT ?s {{ ?s a {kind} OPTIONAL {{ ?s {link} ?o }} }} GROUP BY ?s HAVING (COUNT(DISTINCT ?o) != 1) }} }}"


_COMPONENT = "qb:dataSet/qb:structure/qb:component/qb:componentProperty"
_BY_MEASURE = "?o qb:dataSet/qb:structure ?structure . ?structure qb:component/qb:componentProperty qb:measureType ."
_APART = """FILTER NOT EXISTS {{
    ?structure qb:component/qb:componentProperty ?dimension . ?dimension a qb:DimensionProperty FILTER(?dimension != {left_out})
    ?o ?dimension ?v FILTER NOT EXISTS {{ ?other ?dimension ?v }} }}"""
_CODED = f"?o {_COMPONENT} ?dimension . ?dimension a qb:DimensionProperty ; qb:codeList ?list . ?o ?dimension ?code ."

CONSTRAINTS = {
    "IC-1": [_one("qb:Observation", "qb:dataSet")],
    "IC-2": [_one("qb:DataSet", "qb:structure")],
    "IC-3": ["ASK { ?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:componentProperty/a qb:MeasureProperty } }"],
    "IC-4": ["ASK { ?p a qb:DimensionProperty FILTER NOT EXISTS { ?p rdfs:range ?class } }"],
    "IC-5": ["ASK { ?p a qb:DimensionProperty ; rdfs:range skos:Concept FILTER NOT EXISTS { ?p qb:codeList ?list } }"],
    "IC-6": [
        """ASK { ?s qb:component ?component . ?component qb:componentRequired false ; qb:componentProperty ?p
                 FILTER NOT EXISTS { ?p a qb:AttributeProperty } }""",
    ],
    "IC-7": ["ASK { ?key a qb:SliceKey FILTER NOT EXISTS { ?s a qb:DataStructureDefinition ; qb:sliceKey ?key } }"],
    "IC-8": ["ASK { ?s qb:sliceKey ?key . ?key qb:componentProperty ?p FILTER NOT EXISTS { ?s qb:component/qb:componentProperty ?p } }"],
    "IC-9": [_one("qb:Slice", "qb:sliceStructure")],
    "IC-10": ["ASK { ?slice qb:sliceStructure/qb:componentProperty ?p FILTER NOT EXISTS { ?slice ?p ?v } }"],
    "IC-11": [f"ASK {{ ?o {_COMPONENT} ?p . ?p a qb:DimensionProperty FILTER NOT EXISTS {{ ?o ?p ?v }} }}"],
    # two that agree in all agree in the dimension with the most values: looking only among those takes no square of the observations
    "IC-12": [
        f"""ASK {{
              {{ SELECT ?most {{ ?s {_COMPONENT} ?most ; ?most ?v . ?most a qb:DimensionProperty }}
                GROUP BY ?most ORDER BY DESC(COUNT(DISTINCT ?v)) LIMIT 1 }}
              ?o ?most ?shared ; qb:dataSet ?whole . ?other ?most ?shared ; qb:dataSet ?whole FILTER(STR(?o) < STR(?other))
              ?whole qb:structure ?structure {_APART.format(left_out="rdf:nil")} }}""",
    ],
    "IC-13": [
        """ASK { ?o qb:dataSet/qb:structure/qb:component ?component . ?component qb:componentRequired true ; qb:componentProperty ?p
                 FILTER NOT EXISTS { ?o ?p ?v } }""",
    ],
    "IC-14": [
        f"""ASK {{ ?o {_COMPONENT} ?p . ?p a qb:MeasureProperty
                   FILTER NOT EXISTS {{ ?o {_COMPONENT} qb:measureType }} FILTER NOT EXISTS {{ ?o ?p ?v }} }}""",
    ],
    "IC-15": [f"ASK {{ {_BY_MEASURE} ?o qb:measureType ?p FILTER NOT EXISTS {{ ?o ?p ?v }} }}"],
    "IC-16": [
        f"""ASK {{ {_BY_MEASURE} ?structure qb:component/qb:componentProperty ?p . ?p a qb:MeasureProperty .
                   ?o qb:measureType ?m ; ?p ?v FILTER(?p != ?m) }}""",
    ],
    "IC-17": [
        f"""ASK {{ {_BY_MEASURE} ?structure qb:component/qb:componentProperty ?m . ?m a qb:MeasureProperty . ?o qb:dataSet ?whole
                   FILTER NOT EXISTS {{ ?other qb:dataSet ?whole ; qb:measureType ?m {_APART.format(left_out="qb:measureType")} }} }}""",
    ],
    "IC-18": ["ASK { ?whole qb:slice/qb:observation ?o FILTER NOT EXISTS { ?o qb:dataSet ?whole } }"],
    "IC-19": [
        f"ASK {{ {_CODED} ?list a skos:ConceptScheme FILTER NOT EXISTS {{ ?code a skos:Concept ; skos:inScheme ?list }} }}",
        f"ASK {{ {_CODED} ?list a skos:Collection FILTER NOT EXISTS {{ ?code a skos:Concept . ?list skos:member+ ?code }} }}",
    ],
    # a path cannot be a variable: one query for each property that leads down a hierarchy
    "IC-20": [f"ASK {{ {_CODED} ?list qb:parentChildProperty <PROPERTY> FILTER NOT EXISTS {{ ?list qb:hierarchyRoot/<PROPERTY>* ?code }} }}"],
    "IC-21": [
        f"""ASK {{ {_CODED} ?list qb:parentChildProperty/owl:inverseOf <PROPERTY>
                   FILTER NOT EXISTS {{ ?list qb:hierarchyRoot/(^<PROPERTY>)* ?code }} }}""",
    ],
}  # fmt: skip
_DOWN = {
    "IC-20": "SELECT DISTINCT ?p { ?list qb:parentChildProperty ?p FILTER isIRI(?p) }",
    "IC-21": "SELECT DISTINCT ?p { ?list qb:parentChildProperty/owl:inverseOf ?p FILTER isIRI(?p) }",
}
# IC-12 as it is worded, over all pairs
PAIRS = f"ASK {{ ?o qb:dataSet ?whole . ?other qb:dataSet ?whole FILTER(?o != ?other) ?whole qb:structure ?structure {_APART.format(left_out='rdf:nil')} }}"


class Queried(Protocol):
    """A graph that answers SPARQL: that of pyoxigraph or that of rdflib."""

    def update(self, text: str, /) -> object: ...
    def query(self, text: str, /) -> object: ...


def oxigraph(content: bytes) -> ox.Store:
    """A cube in the engine that large ones are checked with."""
    store = ox.Store()
    store.load(content, ox.RdfFormat.TURTLE)
    return store


def rdflib(content: bytes) -> Graph:
    """A cube in the engine that the community of linked statistics works with."""
    return Graph().parse(data=content, format="turtle")


ENGINES: dict[str, Callable[[bytes], Queried]] = {"pyoxigraph": oxigraph, "rdflib": rdflib}


def answer(cube: Queried, query: str) -> bool:
    """What a graph answers to a question."""
    found = cube.query(PROLOGUE + query)
    return bool(found.askAnswer if isinstance(cube, Graph) else found)  # type: ignore[attr-defined]


def normalise(cube: Queried) -> None:
    """Put a cube to its normal form."""
    for update in NORMAL:
        cube.update(PROLOGUE + update)


def broken(cube: Queried) -> set[str]:
    """The constraints that a cube breaks, once it is in normal form."""
    normalise(cube)
    return {name for name in CONSTRAINTS if any(answer(cube, query) for query in _queries(cube, name))}


def _queries(cube: Queried, name: str) -> Iterator[str]:
    down = [row[0] for row in cube.query(PROLOGUE + _DOWN[name])] if name in _DOWN else [None]  # type: ignore[attr-defined]
    for query in CONSTRAINTS[name]:
        yield from (query.replace("PROPERTY", str(getattr(p, "value", p))) for p in down)
