"""The terms a query over this store is made of, for completion: the classes and properties of the ontology and of its shapes."""

from functools import cache

from kg.resources import resource
from kg.vocabulary import PREFIXES

_SHACL = PREFIXES["sh"]
_KINDS = {
    "classes": {PREFIXES["owl"] + "Class", PREFIXES["rdfs"] + "Class"},
    "properties": {PREFIXES["owl"] + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")},
}
_NAMED_BY = {"classes": {_SHACL + "targetClass", _SHACL + "class"}, "properties": {_SHACL + "path", _SHACL + "inversePath"}}
_ALWAYS = {"properties": {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"}, "classes": set[str]()}


@cache
def terms() -> dict[str, list[str]]:
    """The IRIs of classes and of properties, sorted.

    >>> PREFIXES["kg"] + "Metric" in terms()["classes"], PREFIXES["oa"] + "hasSelector" in terms()["properties"]
    (True, True)
    """
    import pyoxigraph as ox

    found = {kind: set(always) for kind, always in _ALWAYS.items()}
    for name in ("ontology/kg.ttl", "ontology/shapes.ttl"):
        for quad in ox.parse(path=str(resource(name)), format=ox.RdfFormat.TURTLE):
            for kind in found:
                if quad.predicate.value in _NAMED_BY[kind] and isinstance(quad.object, ox.NamedNode):
                    found[kind].add(quad.object.value)
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode) and quad.object.value in _KINDS[kind]:
                    found[kind].add(quad.subject.value)
    return {kind: sorted(iris) for kind, iris in found.items()}
