"""The core constraint components, one function a parameter, section 4 (https://www.w3.org/TR/shacl/#core-components).

Each writes the SPARQL condition that its section defines. Comparisons that SPARQL cannot make count as not met, as the section asks.
"""

from collections.abc import Callable
from itertools import combinations

from kg.shapes.conditions import Component, Conditions, Place, UncompilableError, Writer
from kg.shapes.graph import RDF, RDFS, XSD, Term
from kg.shapes.report import SH

_TALL = 8  # how many values are told apart by a variable each

# ---------------------------------------------------------------------------------------------- value type

_CAST = {XSD + name for name in ("boolean", "date", "dateTime", "double", "float", "gYear", "gYearMonth", "time")}
_NUMERALS = {XSD + "integer": "^[+-]?[0-9]+$", XSD + "decimal": r"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$"}
_KINDS = {"IRI": "isIRI", "BlankNode": "isBlank", "Literal": "isLiteral"}


def _class(write: Conditions, at: Place, value: Term) -> str:
    return "(" + " || ".join(f"EXISTS {{ {at.node} <{RDF}type> {narrow} }}" for narrow in write.data.subclasses(value)) + ")"


def _datatype(write: Conditions, at: Place, value: Term) -> str:
    """The datatype is that one, and the words are well-formed in it where the engine knows the datatype."""
    name, node = value.value, at.node
    if name == RDFS + "Literal":
        return f"isLiteral({node})"
    well = ""
    if name in _CAST:
        well = f" && DATATYPE({value}(STR({node}))) = {value}"
    if name in _NUMERALS:  # a number too long for the engine is well-formed none the less
        well = f' && (isNumeric({node}) || REGEX(STR({node}), "{_NUMERALS[name]}"))'
    return f"COALESCE(DATATYPE({node}) = {value}{well}, false)"


def _node_kind(write: Conditions, at: Place, value: Term) -> str:
    names = value.value.removeprefix(SH).split("Or")
    return "(" + " || ".join(f"{_KINDS[name]}({at.node})" for name in names) + ")"


# ---------------------------------------------------------------------------------------------- ranges, strings


def _compared(sign: str) -> Writer:
    return lambda write, at, value: f"COALESCE({at.node} {sign} {value}, false)"


def _length(sign: str) -> Writer:
    return lambda write, at, value: f"COALESCE(STRLEN(STR({at.node})) {sign} {int(value.value)}, false)"  # a blank node has no STR


def _pattern(write: Conditions, at: Place, value: Term) -> str:
    import pyoxigraph

    flags = next((flag.value for flag in write.graph.values(at.shape, SH + "flags")), "")
    arguments = f"{pyoxigraph.Literal(value.value)}, {pyoxigraph.Literal(flags)}"
    if not pyoxigraph.Store().query(f'ASK {{ BIND(REGEX("", {arguments}) AS ?tried) FILTER(BOUND(?tried)) }}'):
        raise UncompilableError(SH + "PatternConstraintComponent", f"the engine has no such regular expression: {value.value}")
    return f"COALESCE(REGEX(STR({at.node}), {arguments}), false)"


def _language_in(write: Conditions, at: Place, value: Term) -> str:
    ways = [f"LANGMATCHES(LANG({at.node}), {tag})" for tag in write.graph.items(value)]
    return f"COALESCE({' || '.join(ways) or 'false'}, false)"


def _unique_lang(write: Conditions, at: Place, value: Term) -> str:
    if value.value not in ("true", "1"):
        return "true"
    one, other = write.fresh(), write.fresh()
    same = f'!sameTerm({one}, {other}) && LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({other}))'
    return f"NOT EXISTS {{ {at.focus} {at.path} {one} , {other} FILTER({same}) }}"


# ---------------------------------------------------------------------------------------------- values given


def _in(write: Conditions, at: Place, value: Term) -> str:
    ways = [f"sameTerm({at.node}, {member})" for member in write.graph.items(value)]
    return f"({' || '.join(ways) or 'false'})"


def _has_value(write: Conditions, at: Place, value: Term) -> str:
    return f"sameTerm({at.focus}, {value})" if at.path is None else f"EXISTS {{ {at.focus} {at.path} {value} }}"


def _closed(write: Conditions, at: Place, value: Term) -> str:
    if value.value not in ("true", "1"):
        return "true"
    predicate = write.fresh()
    return f"NOT EXISTS {{ {at.focus} {predicate} {write.fresh()} FILTER({outside(write, at.shape, predicate)}) }}"


def outside(write: Conditions, shape: Term, predicate: str) -> str:
    """That a predicate is none of those a closed shape allows."""
    graph = write.graph
    paths = [graph.value(inner, SH + "path") for inner in graph.values(shape, SH + "property")]
    listed = [item for head in graph.values(shape, SH + "ignoredProperties") for item in graph.items(head)]
    allowed = dict.fromkeys(str(term) for term in [*paths, *listed] if str(term).startswith("<"))
    return f"{predicate} NOT IN ({', '.join(allowed)})"


# ---------------------------------------------------------------------------------------------- counts


def _at_least(write: Conditions, at: Place, number: int, meets: Callable[[str], list[str]] | None = None) -> str:
    """That there are so many different values, of those that meet some conditions where they are given."""
    if number <= 0:
        return "true"
    if number > _TALL:
        raise UncompilableError(SH + "MinCountConstraintComponent", f"a count above {_TALL} within another shape")
    each = [write.fresh() for _ in range(number)]
    filters = [f"!sameTerm({a}, {b})" for a, b in combinations(each, 2)] + [test for v in each if meets for test in meets(v)]
    values = " . ".join(f"{at.focus} {at.path} {v}" for v in each)
    told_apart = f" FILTER({' && '.join(filters)})" if filters else ""
    return f"EXISTS {{ {values}{told_apart} }}"


def _min_count(write: Conditions, at: Place, value: Term) -> str:
    return _at_least(write, at, int(value.value))


def _max_count(write: Conditions, at: Place, value: Term) -> str:
    return f"(!{_at_least(write, at, int(value.value) + 1)})"


def _qualified(write: Conditions, at: Place) -> Callable[[str], list[str]]:
    """The conditions by which a value node counts: it conforms to the shape, and to none of the siblings if they are disjoint."""
    graph = write.graph
    own = graph.values(at.shape, SH + "qualifiedValueShape")
    others: dict[Term, None] = {}
    if graph.flag(at.shape, SH + "qualifiedValueShapesDisjoint"):
        families = [graph.values(parent, SH + "property") for parent in graph.subjects()]
        beside = [shape for family in families if at.shape in family for shape in family]
        others = {v: None for shape in beside for v in graph.values(shape, SH + "qualifiedValueShape") if v not in own}
    return lambda node: [write.conforms(v, node, at.above) for v in own] + [f"!{write.conforms(v, node, at.above)}" for v in others]


def _qualified_min(write: Conditions, at: Place, value: Term) -> str:
    return _at_least(write, at, int(value.value), _qualified(write, at))


def _qualified_max(write: Conditions, at: Place, value: Term) -> str:
    return f"(!{_at_least(write, at, int(value.value) + 1, _qualified(write, at))})"


# ---------------------------------------------------------------------------------------------- pairs of properties


def _disjoint(write: Conditions, at: Place, value: Term) -> str:
    return f"NOT EXISTS {{ {at.focus} {value} {at.node} }}"


def _equals(write: Conditions, at: Place, value: Term) -> str:
    mine, theirs = write.fresh(), write.fresh()
    if at.path is None:
        here = f"EXISTS {{ {at.focus} {value} {at.focus} }}"
        there = f"NOT EXISTS {{ {at.focus} {value} {theirs} FILTER(!sameTerm({theirs}, {at.focus})) }}"
    else:
        here = f"NOT EXISTS {{ {at.focus} {at.path} {mine} FILTER NOT EXISTS {{ {at.focus} {value} {mine} }} }}"
        there = f"NOT EXISTS {{ {at.focus} {value} {theirs} FILTER NOT EXISTS {{ {at.focus} {at.path} {theirs} }} }}"
    return f"({here} && {there})"


def _before(sign: str) -> Writer:
    def write_condition(write: Conditions, at: Place, value: Term) -> str:
        mine, theirs = write.fresh(), write.fresh()
        pair = f"{at.focus} {at.path} {mine} . {at.focus} {value} {theirs}"
        return f"NOT EXISTS {{ {pair} FILTER(!COALESCE({mine} {sign} {theirs}, false)) }}"

    return write_condition


# ---------------------------------------------------------------------------------------------- shapes


def _node(write: Conditions, at: Place, value: Term) -> str:
    return write.conforms(value, at.node, at.above)


def _not(write: Conditions, at: Place, value: Term) -> str:
    return f"(!{write.conforms(value, at.node, at.above)})"


def _joined(sign: str) -> Writer:
    return lambda write, at, value: f"({sign.join(write.conforms(item, at.node, at.above) for item in write.graph.items(value))})"


def _xone(write: Conditions, at: Place, value: Term) -> str:
    each = [f"IF({write.conforms(item, at.node, at.above)}, 1, 0)" for item in write.graph.items(value)]
    return f"(({' + '.join(each)}) = 1)"


CORE: dict[str, Component] = {
    SH + parameter: component
    for parameter, component in {
        "class": Component("Class", "value", _class),
        "datatype": Component("Datatype", "value", _datatype),
        "nodeKind": Component("NodeKind", "value", _node_kind),
        "minExclusive": Component("MinExclusive", "value", _compared(">")),
        "minInclusive": Component("MinInclusive", "value", _compared(">=")),
        "maxExclusive": Component("MaxExclusive", "value", _compared("<")),
        "maxInclusive": Component("MaxInclusive", "value", _compared("<=")),
        "minLength": Component("MinLength", "value", _length(">=")),
        "maxLength": Component("MaxLength", "value", _length("<=")),
        "pattern": Component("Pattern", "value", _pattern),
        "languageIn": Component("LanguageIn", "value", _language_in),
        "in": Component("In", "value", _in),
        "disjoint": Component("Disjoint", "value", _disjoint),
        "node": Component("Node", "value", _node),
        "not": Component("Not", "value", _not),
        "and": Component("And", "value", _joined(" && ")),
        "or": Component("Or", "value", _joined(" || ")),
        "xone": Component("Xone", "value", _xone),
        "minCount": Component("MinCount", "set", _min_count),
        "maxCount": Component("MaxCount", "set", _max_count),
        "uniqueLang": Component("UniqueLang", "set", _unique_lang),
        "hasValue": Component("HasValue", "set", _has_value),
        "qualifiedMinCount": Component("QualifiedMinCount", "set", _qualified_min),
        "qualifiedMaxCount": Component("QualifiedMaxCount", "set", _qualified_max),
        "equals": Component("Equals", "pair", _equals),
        "lessThan": Component("LessThan", "pair", _before("<")),
        "lessThanOrEquals": Component("LessThanOrEquals", "pair", _before("<=")),
        "closed": Component("Closed", "pair", _closed),
    }.items()
}
