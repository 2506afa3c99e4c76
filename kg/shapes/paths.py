"""SHACL property paths as SPARQL property paths, section 2.3.1 of the Recommendation (https://www.w3.org/TR/shacl/#property-paths)."""

from kg.errors import UsageError
from kg.shapes.graph import RDF, ShapesGraph, Term
from kg.shapes.report import SH

_REPEATED = {SH + "zeroOrMorePath": "*", SH + "oneOrMorePath": "+", SH + "zeroOrOnePath": "?"}


def sparql_path(graph: ShapesGraph, path: Term) -> str:
    """The SPARQL spelling of a path.

    >>> import pyoxigraph as ox
    >>> turtle = '<urn:s> <http://www.w3.org/ns/shacl#path> ( [ <http://www.w3.org/ns/shacl#inversePath> <urn:说> ] <urn:b> ) .'
    >>> graph = ShapesGraph(ox.parse(turtle, ox.RdfFormat.TURTLE))
    >>> sparql_path(graph, graph.value(ox.NamedNode("urn:s"), SH + "path"))
    '(^<urn:说>/<urn:b>)'
    """
    return _spelled(graph, path, ())


def _spelled(graph: ShapesGraph, path: Term, above: tuple[Term, ...]) -> str:
    import pyoxigraph

    if isinstance(path, pyoxigraph.NamedNode):
        return str(path)
    if path in above or isinstance(path, pyoxigraph.Literal):
        raise UsageError(
            "形状的 sh:path 不合语法",
            "a sh:path of the shapes is ill-formed",
            where=str(path),
            next_zh="改正形状文件",
            next_en="correct the shapes file",
        )
    within = (*above, path)
    if graph.values(path, RDF + "first"):
        return "(" + "/".join(_spelled(graph, step, within) for step in graph.items(path)) + ")"
    for predicate in graph.predicates(path):
        value = graph.values(path, predicate)[0]
        if predicate in _REPEATED:
            return f"({_spelled(graph, value, within)}){_REPEATED[predicate]}"
        if predicate == SH + "inversePath":
            return f"^{_spelled(graph, value, within)}"
        if predicate == SH + "alternativePath":
            return "(" + "|".join(_spelled(graph, way, within) for way in graph.items(value)) + ")"
    raise UsageError(
        "形状的 sh:path 不合语法",
        "a sh:path of the shapes is ill-formed",
        where=str(path),
        next_zh="改正形状文件",
        next_en="correct the shapes file",
    )


def repeats(path: str) -> bool:
    """Whether a spelled path can take any number of steps or none, and so must start from a known node.

    >>> repeats("(<urn:a>)*"), repeats("^<urn:a>")
    (True, False)
    """
    return any(mark in path for mark in (")*", ")+", ")?"))
