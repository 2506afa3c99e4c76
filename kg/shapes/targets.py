"""Which nodes a shape is about: target declarations as SPARQL patterns, section 2.1.3 (https://www.w3.org/TR/shacl/#targets)."""

from dataclasses import dataclass

from kg.shapes.data import DataGraph
from kg.shapes.graph import RDF, RDFS, ShapesGraph, Term
from kg.shapes.report import SH

TARGETS = tuple(SH + name for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target"))
_SHAPES = {SH + "NodeShape", SH + "PropertyShape"}
_FEW = 2_000  # below this, looking each focus node up is faster than reading every value of a property
_NODE = "\0"  # stands for the focus node in a pattern: no IRI can hold it


@dataclass(frozen=True, slots=True)
class Focus:
    """The focus nodes of a shape: one pattern for each target; ``few`` where they are quickly listed.

    >>> people = Focus(("\\0 a <urn:人>",), few=True)
    >>> people.members("?this"), people.values("<urn:说>").members("?this")
    ('?this a <urn:人>', '?above0 a <urn:人> . ?above0 <urn:说> ?this')
    """

    ways: tuple[str, ...]
    few: bool
    depth: int = 0

    def members(self, node: str) -> str:
        """A pattern that binds a variable to each focus node; to some more than once, where several targets name them."""
        patterns = [way.replace(_NODE, node) for way in self.ways]
        return patterns[0] if len(patterns) == 1 else " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)

    def once(self, node: str) -> str:
        """The same with each focus node once."""
        if len(self.ways) == 1 and not self.depth and "?any" not in self.ways[0]:
            return self.members(node)
        return self.listed(node)

    def listed(self, node: str) -> str:
        """The same as a list of its own, made before anything is looked up."""
        return f"{{ SELECT DISTINCT {node} WHERE {{ {self.members(node)} }} }}"

    def kept(self, node: str) -> str:
        """What closes a group that binds a variable and keeps the focus nodes alone. They are looked up under another name, since the engine would
        look each up before whatever else the group asks.

        >>> Focus(("\\0 a <urn:人>",), few=False).kept("?this")
        'BIND(?this AS ?node) FILTER(EXISTS { ?node a <urn:人> })'
        """
        asked = " || ".join(f"EXISTS {{ {way.replace(_NODE, '?node')} }}" for way in self.ways)
        return f"BIND({node} AS ?node) FILTER({asked})"

    def values(self, path: str) -> "Focus":
        """The value nodes of these by a path, as focus nodes of the next shape."""
        above = f"?above{self.depth}"
        return Focus(tuple(f"{way.replace(_NODE, above)} . {above} {path} {_NODE}" for way in self.ways), self.few, self.depth + 1)


def targeted(graph: ShapesGraph) -> tuple[Term, ...]:
    """The shapes of a graph that have a target, in the order of the files."""
    return tuple(s for s in graph.subjects() if any(graph.values(s, target) for target in TARGETS) or implicit(graph, s))


def implicit(graph: ShapesGraph, shape: Term) -> bool:
    """Whether a shape is a class as well, and so targets its own instances."""
    types = {term.value for term in graph.values(shape, RDF + "type")}
    return bool(types & _SHAPES) and any(_is_class(graph, term) for term in graph.values(shape, RDF + "type"))


def _is_class(graph: ShapesGraph, term: Term) -> bool:
    todo, seen = [term], set()
    while todo:
        broad = todo.pop()
        if broad.value == RDFS + "Class":
            return True
        if broad not in seen:
            seen.add(broad)
            todo.extend(graph.values(broad, RDFS + "subClassOf"))
    return False


def focus(graph: ShapesGraph, data: DataGraph, shape: Term) -> Focus:
    """The focus nodes of a targeted shape in some data."""
    classes = [*graph.values(shape, SH + "targetClass"), *([shape] if implicit(graph, shape) else [])]
    ways = [f"{_NODE} <{RDF}type> {narrow}" for term in dict.fromkeys(classes) for narrow in data.subclasses(term)]
    ways += [f"VALUES {_NODE} {{ {node} }}" for node in graph.values(shape, SH + "targetNode")]
    ways += [f"{_NODE} {predicate} ?any" for predicate in graph.values(shape, SH + "targetSubjectsOf")]
    ways += [f"?any {predicate} {_NODE}" for predicate in graph.values(shape, SH + "targetObjectsOf")]
    found = Focus(tuple(dict.fromkeys(ways)) or ("FILTER(false)",), few=True)
    return Focus(found.ways, data.count(found.members("?this")) < _FEW)
