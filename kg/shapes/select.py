"""``sh:sparql`` constraints made set-based: ``$this`` ranges over all focus nodes, and the query runs once.

SHACL section 5 (https://www.w3.org/TR/shacl/#sparql-constraints) runs the query of a constraint for each focus node with ``$this`` bound
beforehand. The same rows come out if the pattern of the focus nodes stands first in the query, and first in every inner group that uses
``$this``, because a variable bound outside a group is not seen inside it. Where triples of the outermost group bind ``$this``, its rows are kept whose
``$this`` is a focus node. What looks at the rows of one focus node as a whole (LIMIT,
aggregates that are not grouped by ``$this``) has no such form.
"""

import re
from collections.abc import Mapping, Sequence

from kg import sparql
from kg.shapes.conditions import UncompilableError
from kg.shapes.report import SH
from kg.shapes.scans import scanned
from kg.shapes.targets import Focus
from kg.sparql import Token

_COMPONENT = SH + "SPARQLConstraintComponent"
_BARRED = {"MINUS", "VALUES", "SERVICE", "GRAPH", "FROM", "LIMIT", "OFFSET", "ASK", "CONSTRUCT", "DESCRIBE"}
_AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "GROUP", "HAVING"}
_ELSEWHERE = {"currentShape", "shapesGraph"}


def set_based(select: str, focus: Focus, prefixes: Mapping[str, str], path: str | None) -> str:
    """The query of a constraint over all focus nodes at once.

    >>> from dataclasses import replace
    >>> people = Focus(("\\0 a <urn:人>",), few=True)
    >>> set_based("SELECT $this WHERE { $this $PATH ?话 FILTER(?话 = '') }", people, {}, "<urn:说>")
    "SELECT $this WHERE { ?this a <urn:人> . $this <urn:说> ?话 FILTER(?话 = '') }"
    >>> many = set_based("SELECT $this WHERE { $this $PATH ?话 FILTER(?话 = '') }", replace(people, few=False), {}, "<urn:说>")
    >>> print(many.partition("FILTER")[2])
    (?话 = '') BIND(?this AS ?node) FILTER(EXISTS { ?node a <urn:人> }) }
    """
    pieces = list(sparql.tokens(select))
    code = [i for i, token in enumerate(pieces) if token.kind not in ("space", "comment")]
    _refuse(pieces, code, path)
    written = [path if path and token.kind == "variable" and token.text[1:] == "PATH" else token.text for token in pieces]
    groups = _groups(pieces, code)
    for opening in groups if focus.few else groups[:-1]:
        written[opening] += f" {focus.once('?this')} ."
    if groups and not focus.few:
        outermost = groups[-1]
        closing = max(i for i in code if pieces[i].text == "}")
        written, bound = scanned(pieces, written, outermost, closing)
        kept = focus.kept("?this")
        others = {token.text[1:] for token in pieces if token.kind == "variable"} - {"this"}
        if "this" in bound and others.isdisjoint(re.findall(r"\?(\w+)", kept)):
            written[closing] = f"{kept} {written[closing]}"  # what is wrong first: most data is good
        else:
            written[outermost] += f" {focus.listed('?this')} ."
    header = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in prefixes.items())
    return header + "".join(written)


def _refuse(pieces: Sequence[Token], code: Sequence[int], path: str | None) -> None:
    """Refuse a query whose rows for all focus nodes are not the rows for each."""
    words = [pieces[i].text.upper() for i in code if pieces[i].kind == "word"]
    variables = {pieces[i].text[1:] for i in code if pieces[i].kind == "variable"}
    barred = sorted(_BARRED.intersection(words)) + sorted(_ELSEWHERE & variables)
    if barred:
        raise UncompilableError(_COMPONENT, f"the query uses {', '.join(barred)}")
    if "PATH" in variables and path is None:
        raise UncompilableError(_COMPONENT, "the query uses $PATH and the shape has no path")
    for i, place in enumerate(code):
        if pieces[place].text.upper() == "SELECT":
            clause = _until(pieces, code[i + 1 :], "{")
            if not any(_is_this(token) or token.text == "*" for token in clause):
                raise UncompilableError(_COMPONENT, "a SELECT that leaves $this out")
    if _AGGREGATES.intersection(words):
        grouped = [
            _until(pieces, code[i + 1 :], "HAVING", "ORDER", "}") for i, place in enumerate(code) if pieces[place].text.upper() == "GROUP"
        ]
        if words.count("SELECT") != 1 or not any(_is_this(token) for group in grouped for token in group):
            raise UncompilableError(_COMPONENT, "an aggregate that is not grouped by $this")


def _until(pieces: Sequence[Token], code: Sequence[int], *ends: str) -> list[Token]:
    found: list[Token] = []
    for i in code:
        if pieces[i].text.upper() in ends:
            break
        found.append(pieces[i])
    return found


def _is_this(token: Token) -> bool:
    return token.kind == "variable" and token.text[1:] == "this"


def _groups(pieces: Sequence[Token], code: Sequence[int]) -> list[int]:
    """The braces behind which the focus nodes are to be named: the outermost, and inner ones that use ``$this``.

    EXISTS is evaluated for each row with its variables bound, and needs nothing.
    """
    stack: list[tuple[int, bool, bool]] = []  # opening brace, within EXISTS, uses $this
    found: list[int] = []
    for order, place in enumerate(code):
        token = pieces[place]
        if token.text == "{":
            before = pieces[code[order - 1]].text.upper() if order else ""
            opens_query = any(pieces[code[k]].text.upper() == "SELECT" for k in range(order + 1, min(order + 2, len(code))))
            stack.append((place, before == "EXISTS" or (bool(stack) and stack[-1][1]), opens_query))
        elif token.text == "}" and stack:
            opening, exists, subquery = stack.pop()
            inside = any(_is_this(pieces[i]) for i in code if opening < i < place)
            if not exists and not subquery and (inside or not stack):
                found.append(opening)
    return found
