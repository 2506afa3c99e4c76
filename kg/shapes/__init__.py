"""Validation against SHACL shapes, https://www.w3.org/TR/shacl/: constraints compiled to set-based SPARQL over the store.

Every constraint is evaluated. Core constraints and ``sh:sparql`` become one query each, or less, for all focus nodes together; what has no
such form (components a shapes graph declares itself, JavaScript, shapes that refer to themselves) goes to pyshacl over a copy in
memory. The results are those of pyshacl, with differences that are meant:

* dates, years and months that are ill-typed are found, which pyshacl lets pass (``sh:datatype``);
* the store respells what is equal ("05" is 5, xsd:int is xsd:integer), and values are reported as the store has them;
* values are compared as SPARQL compares them: an IRI is never smaller than another (``sh:lessThan``).
"""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from kg.resources import resource
from kg.shapes import reference
from kg.shapes.components import CORE
from kg.shapes.conditions import Conditions
from kg.shapes.data import DataGraph
from kg.shapes.graph import ShapesGraph, Term, read
from kg.shapes.questions import Leftover, Question, compile_shape
from kg.shapes.report import SH, VIOLATION, Delegated, Message, Result, ShapeReport
from kg.shapes.targets import focus, targeted

__all__ = ["Delegated", "Result", "ShapeReport", "shapes_graph", "validate"]

_INSERTED = re.compile(r"\{[?$](\w+)\}")


def shapes_graph(shapes: Path | None = None) -> ShapesGraph:
    """The shapes of a file, else those of the vocabulary; the prefixes of the vocabulary are declared in either."""
    return read(shapes or resource("ontology/shapes.ttl"), resource("ontology/prefixes.ttl"))


def validate(source: Any, shapes: Path | ShapesGraph | None = None) -> ShapeReport:
    """Validate the union of the graphs of a store or snapshot against the shapes of a file, by default those of the vocabulary.

    >>> import pyoxigraph as ox
    >>> store = ox.Store()
    >>> store.load("<urn:言> a <https://w3id.org/whoclaims/ns#Statement> .", ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:文献"))
    >>> report = validate(store)
    >>> report.conforms, report.results[0].focus
    (False, '<urn:言>')
    """
    graph = shapes if isinstance(shapes, ShapesGraph) else shapes_graph(shapes)
    data = DataGraph(source)
    write = Conditions(graph, data, CORE)
    found: list[Result] = []
    left: dict[Term, list[Leftover]] = {}
    questions: list[Question] = []
    constraints = 0
    roots = [shape for shape in targeted(graph) if not graph.flag(shape, SH + "deactivated")]
    for shape in roots:
        if graph.values(shape, SH + "target"):
            parts = [
                Leftover(p, v, shape, SH + "target", "a target of SHACL-AF")
                for p in graph.predicates(shape)
                for v in graph.values(shape, p)
            ]
            left[shape] = parts
            continue
        compiled = compile_shape(write, shape, focus(graph, data, shape))
        constraints += sum(len(question.outcomes) for question in compiled.questions)
        questions += compiled.questions
        if compiled.leftovers:
            left[shape] = compiled.leftovers
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # the engine lets go of the interpreter while it works
        for results in pool.map(partial(ask, graph, data), questions):
            found += results
    if left:
        found += reference.evaluate(graph, data, left)
    delegated = {Delegated(str(part.shape), part.component, part.reason) for parts in left.values() for part in parts}
    return ShapeReport(
        tuple(sorted(set(found), key=lambda result: result.key)),
        tuple(sorted(delegated, key=lambda d: (d.shape, d.component, d.reason))),
        len(roots),
        constraints + len(delegated),
    )


def ask(graph: ShapesGraph, data: DataGraph, question: Question) -> list[Result]:
    """The results of one question."""
    if question.unless and len(set(data.counts(question.unless))) == 1:
        return []
    rows = data.query(question.text)
    names = {variable.value for variable in rows.variables}
    severity = graph.value(question.shape, SH + "severity")
    found = []
    for row in rows:
        focus_node = row["this"]
        value = row["value"] if "value" in names else None
        if value is None and question.value_is_focus:
            value = focus_node
        path = row["path"] if "path" in names else None
        for outcome in question.outcomes:
            if outcome.column and row[outcome.column].value == "true":
                continue
            written = messages(graph, question, outcome.component, outcome.parameter)
            found.append(
                Result(
                    focus=str(focus_node),
                    path=question.path if path is None else str(path),
                    value=None if value is None else str(value),
                    component=outcome.component,
                    shape=str(question.shape),
                    severity=severity.value if severity is not None else VIOLATION,
                    messages=_filled(written, row, names) if question.constraint is not None else written,
                    constraint=None if question.constraint is None else str(question.constraint),
                )
            )
    return found


def messages(graph: ShapesGraph, question: Question, component: str, parameter: Term) -> tuple[Message, ...]:
    """The messages of the constraint or its shape, else what the constraint asks for."""
    of_constraint = graph.values(question.constraint, SH + "message") if question.constraint is not None else ()
    stated = of_constraint or graph.values(question.shape, SH + "message")
    if stated:
        return tuple(sorted((message.language or "", message.value) for message in stated))
    name = component.removeprefix(SH).removesuffix("ConstraintComponent")
    asked = name if component not in (SH + "SPARQLConstraintComponent",) and str(parameter).startswith("_:") else f"{name} {parameter}"
    return (("en", f"does not meet {asked}"), ("zh", f"不符合 {asked}"))


def _filled(written: tuple[Message, ...], row: Any, names: set[str]) -> tuple[Message, ...]:
    """Messages with ``{?variable}`` replaced by what the row has there."""

    def value(match: re.Match[str]) -> str:
        term = row[match[1]] if match[1] in names else None
        return match[0] if term is None else str(term.value)

    return tuple((lang, _INSERTED.sub(value, text)) for lang, text in written)
