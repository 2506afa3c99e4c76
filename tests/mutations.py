"""What breaks each constraint of a shapes graph: one small edit of a good data graph a constraint, derived from the constraint itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.shapes.graph import ShapesGraph, Term
from kg.shapes.report import SH
from kg.vocabulary import PREFIXES

RDF_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
ELSE = ox.NamedNode("urn:x:something-else")
_TARGETS: dict[str, Callable[[ox.Store, Term], list[Term]]] = {
    "targetClass": lambda data, term: [q.subject for q in data.quads_for_pattern(None, RDF_TYPE, term)],
    "targetSubjectsOf": lambda data, term: [q.subject for q in data.quads_for_pattern(None, term, None)],
    "targetObjectsOf": lambda data, term: [q.object for q in data.quads_for_pattern(None, term, None)],
}  # fmt: skip
# a value that the constraint cannot accept
_WRONG: dict[str, Term] = {
    "class": ELSE, "node": ox.Literal("x"), "or": ox.Literal("x"), "in": ox.Literal("x"), "hasValue": ELSE,
    "nodeKind": ox.Literal("x"), "datatype": ox.Literal("2.5", datatype=ox.NamedNode(PREFIXES["xsd"] + "decimal")), "pattern": ox.Literal("《"),
    "minLength": ox.Literal(""), "maxLength": ox.Literal("长" * 99), "languageIn": ox.Literal("x", language="fr"),
    "minInclusive": ox.Literal(-1), "minExclusive": ox.Literal(0),
}  # fmt: skip
# constraints in SPARQL, and what breaks each: an update of the good graph of ``tests/invented.py``
_SPARQL = {
    "claim-attribution": "DELETE WHERE { GRAPH ?g { x:c2 prov:wasAttributedTo ?who } }",
    "claim-value-in-quote": 'DELETE { GRAPH ?g { ?o kg:valueText ?v } } INSERT { GRAPH ?g { ?o kg:valueText "七所" } } '
    "WHERE { GRAPH ?g { x:c1 kg:observes ?o . ?o kg:valueText ?v } }",
    "inherited-stands": "DELETE WHERE { GRAPH ?g { x:c1 kg:placeAnchor ?at } }",
    "part-within-statement": "DELETE { GRAPH ?g { x:position-said oa:end ?end } } INSERT { GRAPH ?g { x:position-said oa:end 12 } } "
    "WHERE { GRAPH ?g { x:position-said oa:end ?end } }",
    "repeats-earlier": "DELETE { GRAPH ?g { x:c5 kg:repeats ?c } } INSERT { GRAPH ?g { x:c1 kg:repeats x:c5 } } "
    "WHERE { GRAPH ?g { x:c5 kg:repeats ?c } }",
    "period-order": 'DELETE { GRAPH ?g { ?o kg:periodStart ?s } } INSERT { GRAPH ?g { ?o kg:periodStart "2031"^^xsd:gYear } } '
    "WHERE { GRAPH ?g { ?o kg:periodStart ?s } }",
    "growth-unit": 'DELETE { GRAPH ?g { ?o kg:countedIn ?u } } INSERT { GRAPH ?g { ?o kg:countedIn "元" } } '
    "WHERE { GRAPH ?g { ?o kg:measure kg:Growth ; kg:countedIn ?u } }",
    "target-length": 'DELETE { GRAPH ?g { x:quote-c1 oa:exact ?words } } INSERT { GRAPH ?g { x:quote-c1 oa:exact "新建3所" } } '
    "WHERE { GRAPH ?g { x:quote-c1 oa:exact ?words } }",
}  # fmt: skip


@dataclass(frozen=True)
class Constraint:
    """One constraint: the shape whose nodes it holds, the shape or SPARQL constraint that states it, and its parameter (``minCount``)."""

    target: Term
    shape: Term
    parameter: str
    value: Term

    @property
    def component(self) -> str:
        """The IRI its results carry."""
        name = "SPARQL" if self.parameter == "sparql" else self.parameter[0].upper() + self.parameter[1:]
        return f"{SH}{name}ConstraintComponent"

    def __str__(self) -> str:
        return f"{str(self.shape).rpartition('#')[2].rstrip('>')} {self.parameter}{' ' + str(self.value).rpartition('#')[2] if self.parameter == 'sparql' else ''}"


_NO_CONSTRAINT = {
    "path", "message", "property", "targetClass", "targetSubjectsOf", "targetObjectsOf", "ignoredProperties", "severity", "deactivated",
    "order", "name", "description",
}  # fmt: skip


def constraints(shapes: ShapesGraph) -> Iterator[Constraint]:
    """Every constraint of every shape that has a target, its property shapes included."""
    for target in shapes.subjects():
        if any(shapes.values(target, SH + name) for name in _TARGETS):
            for shape in (target, *shapes.values(target, SH + "property")):
                for predicate in shapes.predicates(shape):
                    name = predicate.removeprefix(SH)
                    if predicate.startswith(SH) and name not in _NO_CONSTRAINT:
                        for value in shapes.values(shape, predicate):
                            if name != "closed" or shapes.flag(shape, predicate):
                                yield Constraint(target, shape, name, value)


class Mutator:
    """Edits copies of a good data graph so that they break a constraint."""

    def __init__(self, shapes: ShapesGraph, good: Callable[[], ox.Store]) -> None:
        self.shapes, self.good = shapes, good

    def broken(self, constraint: Constraint) -> ox.Store:
        """A copy of the good graph that does not meet the constraint."""
        data = self.good()
        if constraint.parameter == "sparql":
            data.update(_SPARQL[str(constraint.value).rpartition("#")[2].rstrip(">")], prefixes={**PREFIXES, "x": "urn:x:"})
            return data
        node = self._focus(data, constraint.target)
        path = self.shapes.value(constraint.shape, SH + "path")
        if path is None:
            self._node(data, constraint, node)
        else:
            self._property(data, constraint, node, self._steps(path))
        return data

    def _focus(self, data: ox.Store, shape: Term) -> Term:
        nodes = {node for name, find in _TARGETS.items() for term in self.shapes.values(shape, SH + name) for node in find(data, term)}
        return min(nodes, key=str)

    def _steps(self, path: Term) -> list[tuple[Term, bool]]:
        members = self.shapes.items(path) if self.shapes.values(path, PREFIXES["rdf"] + "first") else (path,)
        return [(inverse, True) if (inverse := self.shapes.value(m, SH + "inversePath")) is not None else (m, False) for m in members]

    def _node(self, data: ox.Store, constraint: Constraint, node: Term) -> None:
        graph = next(iter(data.quads_for_pattern(node, None, None))).graph_name
        match constraint.parameter:
            case "closed":
                data.add(ox.Quad(node, ELSE, ELSE, graph))
            case "nodeKind":
                blank = ox.BlankNode("x")
                for quad in [*data.quads_for_pattern(node, None, None), *data.quads_for_pattern(None, None, node)]:
                    data.remove(quad)
                    swap = (blank if term == node else term for term in (quad.subject, quad.object))
                    subject, value = swap
                    data.add(ox.Quad(subject, quad.predicate, value, quad.graph_name))
            case "not":
                wrong = self.shapes.value(constraint.value, SH + "class")
                data.add(ox.Quad(node, RDF_TYPE, wrong, graph))
            case "or":
                for member in self.shapes.items(constraint.value):
                    predicate = self.shapes.value(member, SH + "path")
                    self._remove(data, node, predicate, self._ends(data, node, predicate, False))
                    data.add(ox.Quad(node, predicate, ELSE, graph))
            case other:
                raise AssertionError(f"no mutation for {other} of a node shape")

    def _property(self, data: ox.Store, constraint: Constraint, node: Term, steps: list[tuple[Term, bool]]) -> None:
        graph = next(iter(data.quads_for_pattern(node, None, None))).graph_name
        for predicate, inverse in steps[:-1]:
            node = min(self._ends(data, node, predicate, inverse), key=str)
            if not self._ends(data, node, *steps[-1]) and predicate == steps[-2][0]:
                node = self._with_last(data, constraint, steps) or node
        predicate = steps[-1][0]
        values = sorted(self._ends(data, node, predicate, False), key=str)
        match constraint.parameter:
            case "minCount" | "hasValue":
                self._remove(data, node, predicate, values)
            case "maxCount":
                like = values[0] if values else ELSE
                for number in range(int(constraint.value.value) + 1):
                    data.add(ox.Quad(node, predicate, _another(like, number), graph))
            case "uniqueLang":
                for words in ("甲", "乙"):
                    data.add(ox.Quad(node, predicate, ox.Literal(words, language="zh"), graph))
            case "equals":
                other = self._focus(data, constraint.target)
                self._remove(data, other, constraint.value, self._ends(data, other, constraint.value, False))
                data.add(ox.Quad(other, constraint.value, ox.NamedNode("urn:x:someone"), graph))
            case "disjoint":
                data.add(ox.Quad(node, constraint.value, values[0], graph))
            case "lessThan":
                self._remove(data, node, predicate, values)
                data.add(ox.Quad(node, predicate, ox.Literal(10**6), graph))
            case parameter:
                self._remove(data, node, predicate, values)
                data.add(ox.Quad(node, predicate, _WRONG[parameter], graph))

    def _with_last(self, data: ox.Store, constraint: Constraint, steps: list[tuple[Term, bool]]) -> Term | None:
        """Of several ends before the last step, the one that has it: the position among the selectors."""
        ends = {self._focus(data, constraint.target)}
        for predicate, inverse in steps[:-1]:
            ends = {end for node in ends for end in self._ends(data, node, predicate, inverse)}
        having = [end for end in ends if self._ends(data, end, *steps[-1])]
        return min(having, key=str) if having else None

    def _ends(self, data: ox.Store, node: Term, predicate: Term, inverse: bool) -> list[Term]:
        if inverse:
            return [q.subject for q in data.quads_for_pattern(None, predicate, node)]
        return [q.object for q in data.quads_for_pattern(node, predicate, None)]

    def _remove(self, data: ox.Store, node: Term, predicate: Term, values: list[Term]) -> None:
        for value in values:
            for quad in list(data.quads_for_pattern(node, predicate, value)):
                data.remove(quad)


def _another(like: Term, number: int) -> Term:
    """A term of the same kind as another, told apart by a number."""
    if not isinstance(like, ox.Literal):
        return ox.NamedNode(f"urn:x:another-{number}")
    if like.language:
        return ox.Literal(f"别{number}", language=like.language)
    digits = {"integer": f"{90 + number}", "decimal": f"{90 + number}.5", "gYear": f"20{30 + number}", "gYearMonth": f"20{30 + number}-01",
              "date": f"20{30 + number}-01-01", "boolean": ("true", "false")[number % 2]}  # fmt: skip
    return ox.Literal(digits.get(like.datatype.value.rpartition("#")[2], f"别{number}"), datatype=like.datatype)
