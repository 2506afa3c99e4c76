"""What a node must meet, as SPARQL conditions: constraint components, sections 4 and 5 (https://www.w3.org/TR/shacl/#core-components).

A condition is a SPARQL expression that is true or false for every node and never an error. Where none can be written,
:class:`UncompilableError` names the constraint component that must be evaluated otherwise.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from typing import Literal, NamedTuple

from kg.shapes.data import DataGraph
from kg.shapes.graph import RDF, RDFS, ShapesGraph, Term
from kg.shapes.paths import sparql_path
from kg.shapes.report import SH

Scope = Literal["value", "set", "pair"]

# What stands on a shape and is no constraint; a parameter here belongs to a component whose other parameter is looked up.
_SILENT = {
    SH + name
    for name in (
        *("path", "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target", "severity", "message", "deactivated"),
        *("name", "description", "order", "group", "defaultValue", "flags", "ignoredProperties", "qualifiedValueShape"),
        *("qualifiedValueShapesDisjoint", "property", "sparql", "rule", "entailment"),
    )
}


class UncompilableError(Exception):
    """A constraint that has no set-based form here; it goes to pyshacl."""

    def __init__(self, component: str, reason: str) -> None:
        super().__init__(component, reason)
        self.component, self.reason = component, reason


@dataclass(frozen=True, slots=True)
class Place:
    """Where a constraint stands: its shape, the variables of the focus node and of a value node, the path between, the shapes around."""

    shape: Term
    focus: str
    node: str
    path: str | None = None
    above: tuple[Term, ...] = ()


class Condition(NamedTuple):
    """A constraint component and the expression that is true where it is met, of each value node or of the focus node."""

    component: str
    holds: str
    predicate: str
    parameter: Term


Writer = Callable[["Conditions", Place, Term], str]


class Component(NamedTuple):
    """How the conditions of a parameter are written: for each value, for the values as a set, or for pairs of values."""

    name: str
    scope: Scope
    write: Writer


@dataclass
class Conditions:
    """Writes the conditions of the shapes of one graph over some data."""

    graph: ShapesGraph
    data: DataGraph
    components: dict[str, Component]
    _names: Iterator[int] = field(default_factory=count)

    def fresh(self) -> str:
        """A variable that stands nowhere else."""
        return f"?v{next(self._names)}"

    def place(self, shape: Term, focus: str, above: tuple[Term, ...] = ()) -> Place:
        """The place of a shape's own constraints; the value node of a node shape is its focus node."""
        path = self.graph.value(shape, SH + "path")
        if path is None:
            return Place(shape, focus, focus, None, (*above, shape))
        return Place(shape, focus, self.fresh(), sparql_path(self.graph, path), (*above, shape))

    def parts(self, shape: Term) -> Iterator[tuple[str, Term]]:
        """The parameters of a shape that make a constraint each; ``sh:property`` and ``sh:sparql`` are not among them."""
        for predicate in self.graph.predicates(shape):
            if predicate in self._custom or (predicate.startswith(SH) and predicate not in _SILENT):
                for value in self.graph.values(shape, predicate):
                    yield predicate, value

    def condition(self, at: Place, predicate: str, value: Term) -> tuple[Scope, Condition]:
        """The condition of one parameter."""
        component = self.components.get(predicate)
        if component is None:
            raise UncompilableError(self._custom.get(predicate, predicate), "no core component")
        return component.scope, Condition(f"{SH}{component.name}ConstraintComponent", component.write(self, at, value), predicate, value)

    def conforms(self, shape: Term, node: str, above: tuple[Term, ...]) -> str:
        """That a node conforms to a shape, as one expression."""
        if shape in above:
            raise UncompilableError(SH + "NodeConstraintComponent", "the shape refers to itself")
        if self.graph.flag(shape, SH + "deactivated"):
            return "true"
        if self.graph.values(shape, SH + "sparql"):
            raise UncompilableError(SH + "SPARQLConstraintComponent", "SPARQL within another shape")
        at = self.place(shape, node, above)
        written = [self.condition(at, predicate, value) for predicate, value in self.parts(shape)]
        each = [condition.holds for scope, condition in written if scope == "value"]
        each += [self.conforms(inner, at.node, at.above) for inner in self.graph.values(shape, SH + "property")]
        if at.path is not None and each:
            each = [f"NOT EXISTS {{ {node} {at.path} {at.node} FILTER(!({' && '.join(each)})) }}"]
        each += [condition.holds for scope, condition in written if scope != "value"]
        return f"({' && '.join(each)})" if each else "true"

    def renamed(self, at: Place) -> Place:
        """The same place with another variable for its value nodes, to write a condition a second time."""
        return replace(at, node=self.fresh())

    @cached_property
    def _custom(self) -> dict[str, str]:
        """The parameters of constraint components that the shapes graph itself declares, with the component."""
        found: dict[str, str] = {}
        for subject in self.graph.subjects():
            kinds = set(self.graph.values(subject, RDF + "type"))
            kinds |= {broad for kind in kinds for broad in self.graph.values(kind, RDFS + "subClassOf")}
            if any(kind.value == SH + "ConstraintComponent" for kind in kinds):
                for parameter in self.graph.values(subject, SH + "parameter"):
                    found |= {path.value: subject.value for path in self.graph.values(parameter, SH + "path")}
        return found
