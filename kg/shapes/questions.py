"""Shapes as questions to the store: each a SPARQL query whose rows are validation results, asked once for all focus nodes.

Most data is good, so a question looks for what is wrong first and asks afterwards whether it is a focus node: a property is read once in
the order of its index, and no focus node is looked up for it. Where focus nodes are few they come first instead.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.shapes.components import outside
from kg.shapes.conditions import Condition, Conditions, Place, UncompilableError
from kg.shapes.graph import RDF, Term
from kg.shapes.paths import repeats
from kg.shapes.report import SH
from kg.shapes.scans import scan
from kg.shapes.select import set_based
from kg.shapes.targets import Focus

_THIS, _VALUE = "?this", "?value"


class Outcome(NamedTuple):
    """A component that a row fails: always, or where the column of that name is false. ``parameter`` is what it was given."""

    component: str
    parameter: Term
    column: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and how its rows become results: ``?this`` is the focus node, ``?value`` the value, ``?path`` a path of its own."""

    text: str
    shape: Term
    path: str | None
    outcomes: tuple[Outcome, ...]
    value_is_focus: bool = False
    constraint: Term | None = None
    unless: str = ""  # counts ?all and ?nodes; where they are equal there is nothing to find


class Leftover(NamedTuple):
    """A part of a targeted shape that is not compiled: its predicate and value there, and what could not be written."""

    predicate: str
    value: Term
    shape: Term
    component: str
    reason: str


@dataclass
class Compilation:
    """The questions of one targeted shape and what is left over."""

    questions: list[Question]
    leftovers: list[Leftover]


def compile_shape(write: Conditions, shape: Term, focus: Focus) -> Compilation:
    """Compile a targeted shape; each constraint of its own and each property shape under it is compiled whole or left over."""
    done = Compilation([], [])
    at = write.place(shape, _THIS)
    if at.path is not None:  # a property shape with a target of its own
        try:
            done.questions += _property_shape(write, shape, focus, ())
        except UncompilableError as refused:
            done.leftovers += [
                Leftover(p, v, shape, refused.component, refused.reason)
                for p in write.graph.predicates(shape)
                for v in write.graph.values(shape, p)
            ]
        return done
    conditions: list[tuple[str, Condition]] = []
    for predicate, value in write.parts(shape):
        try:
            conditions.append(write.condition(at, predicate, value))
        except UncompilableError as refused:
            done.leftovers.append(Leftover(predicate, value, shape, refused.component, refused.reason))
    done.questions += _own(write, at, focus, conditions)
    for inner in write.graph.values(shape, SH + "property"):
        try:
            done.questions += _property_shape(write, inner, focus, at.above)
        except UncompilableError as refused:
            done.leftovers.append(Leftover(SH + "property", inner, inner, refused.component, refused.reason))
    for constraint in write.graph.values(shape, SH + "sparql"):
        try:
            done.questions += _select(write, at, focus, constraint)
        except UncompilableError as refused:
            done.leftovers.append(Leftover(SH + "sparql", constraint, shape, refused.component, refused.reason))
    return done


def _property_shape(write: Conditions, shape: Term, focus: Focus, above: tuple[Term, ...]) -> list[Question]:
    """The questions of a property shape and of all that stand under it."""
    if write.graph.flag(shape, SH + "deactivated"):
        return []
    if shape in above:
        raise UncompilableError(SH + "PropertyConstraintComponent", "the shape refers to itself")
    at = write.place(shape, _THIS, above)
    if at.path is None:
        raise UncompilableError(SH + "PropertyConstraintComponent", "the property shape has no path")
    found = [*_own(write, at, focus, [write.condition(at, predicate, value) for predicate, value in write.parts(shape)])]
    for inner in write.graph.values(shape, SH + "property"):
        found += _property_shape(write, inner, focus.values(at.path), at.above)
    for constraint in write.graph.values(shape, SH + "sparql"):
        found += _select(write, at, focus, constraint)
    return found


def _own(write: Conditions, at: Place, focus: Focus, conditions: list[tuple[str, Condition]]) -> Iterator[Question]:
    """The questions of a shape's own constraints."""
    of_values = [condition for scope, condition in conditions if scope == "value"]
    # a path of several steps is one join over all its triples, made anew for each focus node that is looked up
    listed = at.path is None or repeats(at.path) or (focus.few and ">/" not in at.path)
    if not listed:
        classes = [condition for condition in of_values if condition.predicate == SH + "class"]
        of_values = [condition for condition in of_values if condition.predicate != SH + "class"]
        yield from (_class(write, at, focus, condition) for condition in classes)
    if of_values:
        yield _values(at, focus, of_values, listed)
    rest = []
    for scope, condition in conditions:
        if scope == "set" and at.path is not None and not repeats(at.path) and condition.predicate in _COUNTED:
            yield _COUNTED[condition.predicate](at, focus, condition, listed)
        elif scope == "set":
            rest.append(condition)
        elif scope == "pair":
            yield from _pair(write, at, focus, condition, listed)
    if rest:
        yield _sets(at, focus, rest)


def _failed(conditions: Iterable[Condition]) -> tuple[str, str, tuple[Outcome, ...]]:
    """Columns that say which conditions a row meets, the condition that it fails one, and the outcomes by column."""
    each = list(conditions)
    if len(each) == 1:
        return "", f"!{each[0].holds}", (Outcome(each[0].component, each[0].parameter),)
    columns = " ".join(f"({condition.holds} AS ?c{i})" for i, condition in enumerate(each))
    outcomes = tuple(Outcome(condition.component, condition.parameter, f"c{i}") for i, condition in enumerate(each))
    return columns, f"!({' && '.join(condition.holds for condition in each)})", outcomes


def _values(at: Place, focus: Focus, conditions: list[Condition], listed: bool) -> Question:
    columns, failed, outcomes = _failed(conditions)
    if at.path is None:
        body = f"{focus.once(_THIS)} FILTER({failed})"
        return Question(f"SELECT DISTINCT {_THIS} {columns} WHERE {{ {body} }}", at.shape, None, outcomes, value_is_focus=True)
    if listed:
        body = f"{focus.once(_THIS)} . {_THIS} {at.path} {at.node} FILTER({failed})"
    elif "EXISTS" in failed and f"{_THIS} " not in failed:  # what is looked up for a value is looked up once, however many nodes share it
        each = f"{{ SELECT {at.node} WHERE {{ {scan(_THIS, at.path, at.node)} }} GROUP BY {at.node} }}"
        body = f"{{ SELECT {at.node} WHERE {{ {each} FILTER({failed}) }} }} {_THIS} {at.path} {at.node} {focus.kept(_THIS)}"
    else:
        body = f"{scan(_THIS, at.path, at.node)} FILTER({failed}) {focus.kept(_THIS)}"
    return Question(f"SELECT DISTINCT {_THIS} ({at.node} AS {_VALUE}) {columns} WHERE {{ {body} }}", at.shape, at.path, outcomes)


def _class(write: Conditions, at: Place, focus: Focus, condition: Condition) -> Question:
    """Values that no instance list of the class holds: one pass over the property, one over the instances."""
    without = " ".join(f"MINUS {{ {_VALUE} <{RDF}type> {narrow} }}" for narrow in write.data.subclasses(condition.parameter))
    step = scan(_THIS, at.path or "", _VALUE)
    body = f"{step} {without} {focus.kept(_THIS)}"
    return Question(f"SELECT DISTINCT {_THIS} {_VALUE} WHERE {{ {body} }}", at.shape, at.path, (_outcome(condition),))


def _step(at: Place, focus: Focus, value: str, listed: bool) -> str:
    """The values of a path: of the focus nodes alone where they are few, else of all nodes."""
    return f"{focus.once(_THIS)} . {_THIS} {at.path} {value}" if listed else scan(_THIS, at.path or "", value)


def _found(at: Place, focus: Focus, condition: Condition, found: str, listed: bool, unless: str = "") -> Question:
    """The focus nodes that a subquery finds, which are all it finds where they were listed first."""
    body = found if listed else f"{found} {focus.kept(_THIS)}"
    return Question(f"SELECT DISTINCT {_THIS} WHERE {{ {body} }}", at.shape, at.path, (_outcome(condition),), unless=unless)


def _at_most(at: Place, focus: Focus, condition: Condition, listed: bool) -> Question:
    number = int(condition.parameter.value)
    step = _step(at, focus, "?counted", listed)
    many = f"{{ SELECT {_THIS} WHERE {{ {step} }} GROUP BY {_THIS} HAVING (COUNT(DISTINCT ?counted) > {number}) }}"
    unless = f"SELECT (COUNT(*) AS ?all) (COUNT(DISTINCT {_THIS}) AS ?nodes) WHERE {{ {step} }}" if number else ""
    return _found(at, focus, condition, many, listed, unless)


def _at_least(at: Place, focus: Focus, condition: Condition, listed: bool) -> Question:
    number = int(condition.parameter.value)
    step = _step(at, focus, "?counted", listed)
    enough = f"SELECT {_THIS} WHERE {{ {step} }} GROUP BY {_THIS} HAVING (COUNT(DISTINCT ?counted) >= {number})" if number > 1 else step
    body = f"{focus.once(_THIS)} MINUS {{ {enough} }}" if number else "FILTER(false)"
    return Question(f"SELECT DISTINCT {_THIS} WHERE {{ {body} }}", at.shape, at.path, (_outcome(condition),))


def _unique_lang(at: Place, focus: Focus, condition: Condition, listed: bool) -> Question:
    """Nodes with two values in one language, whose tag the store has in lower case; counted, since a pair of patterns inside EXISTS is
    joined anew for each node."""
    tagged = f'{_step(at, focus, "?tagged", listed)} BIND(LANG(?tagged) AS ?language) FILTER(?language != "")'
    twice = f"{{ SELECT {_THIS} WHERE {{ {tagged} }} GROUP BY {_THIS} ?language HAVING (COUNT(DISTINCT ?tagged) > 1) }}"
    return _found(at, focus, condition, twice if condition.holds != "true" else "FILTER(false)", listed)


# what is counted over all focus nodes at once
_COUNTED = {SH + "maxCount": _at_most, SH + "minCount": _at_least, SH + "uniqueLang": _unique_lang}


def _sets(at: Place, focus: Focus, conditions: list[Condition]) -> Question:
    columns, failed, outcomes = _failed(conditions)
    return Question(f"SELECT DISTINCT {_THIS} {columns} WHERE {{ {focus.once(_THIS)} FILTER({failed}) }}", at.shape, at.path, outcomes)


def _pair(write: Conditions, at: Place, focus: Focus, condition: Condition, listed: bool) -> Iterator[Question]:
    """One row for each value that has no equal, is not smaller, or stands under a predicate that is not allowed."""
    outcome = (_outcome(condition),)
    other = condition.parameter
    mine = f"{_THIS} {at.path} {_VALUE}" if listed else scan(_THIS, at.path or "", _VALUE)
    theirs = f"{_THIS} {other} {_VALUE}"
    if condition.predicate == SH + "closed":
        if condition.holds != "true":
            body = f"{focus.once(_THIS)} . {_THIS} ?path {_VALUE} FILTER({outside(write, at.shape, '?path')})"
            yield Question(f"SELECT DISTINCT {_THIS} ?path {_VALUE} WHERE {{ {body} }}", at.shape, at.path, outcome)
    elif condition.predicate == SH + "equals" and at.path is None:
        bodies = [
            f"FILTER NOT EXISTS {{ {_THIS} {other} {_THIS} }} BIND({_THIS} AS {_VALUE})",
            f"{theirs} FILTER(!sameTerm({_VALUE}, {_THIS}))",
        ]
        for body in bodies:
            yield Question(f"SELECT DISTINCT {_THIS} {_VALUE} WHERE {{ {focus.once(_THIS)} . {body} }}", at.shape, None, outcome)
    elif condition.predicate == SH + "equals":
        for here, there in ((mine, theirs), (theirs, mine)):
            if listed:
                body = f"{focus.once(_THIS)} . {here} FILTER NOT EXISTS {{ {there} }}"
            else:
                body = f"{here} MINUS {{ {there} }} {focus.kept(_THIS)}"
            yield Question(f"SELECT DISTINCT {_THIS} {_VALUE} WHERE {{ {body} }}", at.shape, at.path, outcome)
    else:
        wrong = f"!COALESCE({_VALUE} {'<' if condition.predicate == SH + 'lessThan' else '<='} ?other, false)"
        beside = f"{_THIS} {other} ?other"
        if listed:
            body = f"{focus.once(_THIS)} . {mine} . {beside} FILTER({wrong})"
        else:
            scans = f"{{ SELECT {_THIS} {_VALUE} WHERE {{ {mine} }} }} {{ SELECT {_THIS} ?other WHERE {{ {beside} }} }}"
            body = f"{scans} FILTER({wrong}) {focus.kept(_THIS)}"
        yield Question(f"SELECT DISTINCT {_THIS} {_VALUE} WHERE {{ {body} }}", at.shape, at.path, outcome)


def _select(write: Conditions, at: Place, focus: Focus, constraint: Term) -> Iterator[Question]:
    """A ``sh:sparql`` constraint, asked of all focus nodes at once."""
    if write.graph.flag(constraint, SH + "deactivated"):
        return
    component = SH + "SPARQLConstraintComponent"
    select = write.graph.value(constraint, SH + "select")
    if select is None:
        raise UncompilableError(component, "no sh:select")
    text = set_based(select.value, focus, write.graph.prefixes(constraint), at.path)
    yield Question(text, at.shape, at.path, (Outcome(component, constraint),), value_is_focus=at.path is None, constraint=constraint)


def _outcome(condition: Condition) -> Outcome:
    return Outcome(condition.component, condition.parameter)
