"""Named queries as templates: comments that begin with ``#+`` and ``VALUES ?name { UNDEF }`` say what may be put where.

A file without them is the same query, so it runs in any SPARQL 1.1 editor. What is found in a text is found once: filling costs no reading.

==============================  ============================================================================================================
``VALUES ?name { UNDEF }``      holds the values of a parameter; without values it is dropped, because the engine finds a better order without it
``OPTIONAL #+ for name``        stands for a parameter only: required where it has values, dropped where it has none
``#+ each``                     what stands behind it in its group is looked up for each row of what stands before it
``#+ page``                     behind the group of a subselect: where a page of its solutions is cut out
==============================  ============================================================================================================
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from kg.sparql import Token, tokens

_EACH = "#+ each"
_PAGE = "#+ page"
_FOR = re.compile(r"#\+ for (\w+)")


def with_values(query: str, values: Mapping[str, Sequence[object]]) -> str:
    """The query with each ``VALUES ?name { … }`` filled with terms.

    Terms are written by their own serialisation, so no value can become code.

    >>> with_values("ASK { VALUES ?地 { UNDEF } VALUES ?x { UNDEF } ?s ?地 ?x }", {"x": ["<urn:a>"]})
    'ASK {  VALUES ?x { <urn:a> } ?s ?地 ?x }'
    """
    written, slots = _opened(query, frozenset(values))
    filled = list(written)
    for place, name in slots:
        filled[place] = " ".join(map(str, values[name]))
    return "".join(filled)


def filled(query: str, names: Iterable[str]) -> set[str]:
    """Which of these a query has a ``VALUES ?name { … }`` for.

    >>> sorted(filled("ASK { VALUES ?地 { UNDEF } # VALUES ?x { UNDEF }\\n ?s ?地 ?x }", ["地", "x"]))
    ['地']
    """
    return {name for _, name in _opened(query, frozenset(names))[1]}


@lru_cache(maxsize=512)
def _opened(query: str, given: frozenset[str]) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """The pieces of a query, and which of them hold the values of which parameter."""
    pieces = list(tokens(query))
    code = [i for i, token in enumerate(pieces) if token.kind not in ("space", "comment")]
    written = [token.text for token in pieces]
    slots = []
    for order in range(len(code) - 4):
        group = code[order : order + 5]
        keyword, variable, opening, value, closing = (pieces[i].text for i in group)
        if keyword.upper() == "VALUES" and (opening, closing) == ("{", "}"):
            if variable[1:] in given:
                slots.append((group[3], variable[1:]))
            elif value == "UNDEF":
                written[group[0] : group[4] + 1] = [""] * (group[4] + 1 - group[0])
    for i, token in enumerate(pieces):
        match = _FOR.fullmatch(token.text) if token.kind == "comment" else None
        if match:
            optional = max(j for j in range(i) if pieces[j].text.upper() == "OPTIONAL")
            last = optional if match[1] in given else _group_end(pieces, i)
            written[optional : last + 1] = [""] * (last + 1 - optional)
            slots = [slot for slot in slots if not optional <= slot[0] <= last]
    return tuple(written), tuple(slots)


@lru_cache(maxsize=512)
def each(query: str) -> str:
    """The query with what stands behind ``#+ each`` in a group looked up for each row of what stands before it.

    Part by part, at each OPTIONAL, it becomes ``LATERAL { … }``, which the engine knows and SPARQL 1.1 does not
    (https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0006/sep-0006.md). The rows are the same as long as what the parts share with
    each other is bound before them. Left to itself, the engine joins long groups over the whole store, because its estimate of their
    size overflows.

    >>> each("ASK { ?s a <urn:a> . #+ each\\n ?s ?p ?o OPTIONAL { ?o ?q ?r } }")
    'ASK { ?s a <urn:a> . #+ each\\n LATERAL { ?s ?p ?o } LATERAL { OPTIONAL { ?o ?q ?r } } }'
    """
    if _EACH not in query:
        return query
    pieces = list(tokens(query))
    written = [token.text for token in pieces]
    for i, token in enumerate(pieces):
        if _marks_each(token):
            for part in _parts(pieces, i + 1):
                written[part[0]] = f"LATERAL {{ {written[part[0]]}"
                written[part[-1]] += " }"
    return "".join(written)


def page(query: str, size: int, skipped: int = 0) -> str | None:
    """The query over ``size`` solutions of its subselect behind ``skipped`` others; None where it has no pages.

    >>> page("SELECT ?s { { SELECT ?s { ?s a 1 } #+ page\\n } ?s ?p ?o } ORDER BY ?s", 20, 40)
    'SELECT ?s { { SELECT ?s { ?s a 1 } LIMIT 20 OFFSET 40\\n } ?s ?p ?o } ORDER BY ?s'
    >>> page("ASK {}", 20)
    """
    return query.replace(_PAGE, f"LIMIT {size} OFFSET {skipped}") if _PAGE in query else None


def _marks_each(token: Token) -> bool:
    return token.kind == "comment" and token.text.rstrip() == _EACH


def _parts(pieces: Sequence[Token], start: int) -> Iterator[Sequence[int]]:
    """What stands from ``start`` to the next mark or the end of its group, divided at the first OPTIONAL; only what says something."""
    level, divided, end = 0, None, len(pieces) - 1
    for i in range(start, len(pieces)):
        level += {"{": 1, "}": -1}.get(pieces[i].text, 0)
        if level < 0 or (level == 0 and _marks_each(pieces[i])):
            end = i
            break
        if level == 0 and divided is None and pieces[i].text.upper() == "OPTIONAL":
            divided = i
    for first, last in pairwise((start, end) if divided is None else (start, divided, end)):
        part = [i for i in range(first, last) if pieces[i].kind not in ("space", "comment")]
        if part:
            yield part


def _group_end(pieces: Sequence[Token], start: int) -> int:
    """Where the first group behind ``start`` closes."""
    depth = 0
    for i in range(start, len(pieces)):
        depth += {"{": 1, "}": -1}.get(pieces[i].text, 0)
        if depth == 0 and pieces[i].text == "}":
            return i
    return len(pieces) - 1
