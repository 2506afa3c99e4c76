"""SPARQL as text: its tokens, and what is refused before an engine sees it.

SPARQL 1.1 Query Language, grammar: https://www.w3.org/TR/sparql11-query/#sparqlGrammar. The engine has no switch for ``SERVICE``, which
calls out, so it is found here. Two readings differ from a careless one: the engine's keywords need no space after them
(``SERVICEex:a``), and ``<`` opens an IRI or compares, so text behind it may be code although it looks like an IRI, a string or a comment.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.errors import QueryRefused

_BASE = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME = _BASE + r"_0-9\u00B7\u0300-\u036F\u203F\u2040"
_ESCAPED = r"""\\(?:[tbnrf\\"']|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"""
_LOCAL = rf"(?:[{_NAME}:\-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"
_CHAIN = rf"(?:[{_NAME}\-]|\.+(?=[{_NAME}\-]))*+"  # a dot belongs to a name only inside it
_TOKEN = rf"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPED}))*''' | \"\"\"(?:"{{0,2}}(?:[^"\\]|{_ESCAPED}))*\"\"\"
               | '(?:[^'\\\r\n]|{_ESCAPED})*' | "(?:[^"\\\r\n]|{_ESCAPED})*")
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
    | (?P<variable>[?$][{_NAME}]+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[{_BASE}]{_CHAIN})?:(?:{_LOCAL}(?:{_LOCAL}|\.+(?={_LOCAL}))*+)? | _:[{_NAME}]{_CHAIN})
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[{_BASE}_]{_CHAIN})
    | (?P<other>.)
    """
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS = "以 SELECT、ASK、CONSTRUCT 或 DESCRIBE 开头", "begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_DEEPEST = 500  # the engine takes 1,000 groups, and not 3,000
_LONGEST = 2_000  # the engine takes 2,000 BIND or MINUS behind one another, and 5,000 operators; not 3,000 and 10,000
# calls of the engine within one another
_PARTS = dict.fromkeys((".", ";", "+", "-", "*", "/", "|", "&", "!", "^", "FILTER"), 1) | {"{": 2, "AS": 2}
_FROM = re.compile("FROM", re.IGNORECASE)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL)


class Token(NamedTuple):
    """A piece of a query and where it starts; ``kind`` is a group name of the pattern above."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query, ``<…>`` read as an IRI wherever it can be one.

    >>> [t.text for t in tokens('ASK { ?人 a <urn:a#b> } # 注') if t.kind != "space"]
    ['ASK', '{', '?人', 'a', '<urn:a#b>', '}', '# 注']
    """
    for match in _token().finditer(query):
        yield Token(match.lastgroup or "other", match.group(), match.start())


def refuse(query: str) -> None:
    """Refuse what is no read-only query over this store alone: ``SERVICE`` anywhere, updates, nothing at all.

    >>> refuse('SELECT ?s { ?s ?p "SERVICE" } # SERVICE')
    >>> refuse('SELECT ?s { service <http://a.example/> { ?s ?p ?o } }')
    Traceback (most recent call last):
    ...
    kg.errors.QueryRefused: 1:13: 不接受 SERVICE：查询只读本库，从不外连。只查询本库的图。
    1:13: SERVICE is refused: a query reads this store and calls nothing outside. Ask about the graphs of this store only.
    """
    for reading in {query, _unescaped(query)}:
        place = _service(reading)
        if place is not None:
            line, column = position(reading, place)
            raise QueryRefused(
                "不接受 SERVICE：查询只读本库，从不外连", "SERVICE is refused: a query reads this store and calls nothing outside",
                line=line, column=column, next_zh="只查询本库的图", next_en="ask about the graphs of this store only",
            )  # fmt: skip
    _refuse_form(query)
    _refuse_depth(query)


def _refuse_form(query: str) -> None:
    form = verb(query)
    if form.text.upper() in _UPDATES:
        line, column = position(query, form.start)
        raise QueryRefused(
            f"不接受更新：{form.text.upper()}", f"{form.text.upper()} is an update, and the store is read-only here",
            line=line, column=column, next_zh=_FORMS[0], next_en=_FORMS[1],
        )  # fmt: skip
    if not form.text:
        raise QueryRefused(
            "查询是空的", "the query is empty", next_zh=_FORMS[0], next_en=_FORMS[1],
        )  # fmt: skip


def _refuse_depth(query: str) -> None:
    """Refuse what the engine has no stack for, because it would end the process: brackets and signs before an operand that are nested deeply,
    and very many groups, patterns or operators behind one another. Values in a list are no such parts, however many there are.

    >>> refuse("SELECT (1" + "+1" * 3000 + " AS ?x) {}")
    Traceback (most recent call last):
    ...
    kg.errors.QueryRefused: 1:4010: 查询有 2000 多个部分（组、语句、运算）。把常量放进 VALUES，或分成几次问。
    1:4010: the query has more than 2000 parts (groups, patterns, operators). Put constants into VALUES, or ask in several queries.
    """
    if len(query) <= _DEEPEST:
        return
    depth = signs = parts = 0
    for token in tokens(query):
        if token.kind in ("space", "comment"):
            continue
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        signs = signs + 1 if token.text in ("!", "+", "-", "^") else 0
        parts += _PARTS.get(token.text.upper(), 0)
        if depth + signs > _DEEPEST:
            raise _too_much(query, token, f"嵌套超过 {_DEEPEST} 层", f"it is nested more than {_DEEPEST} deep", "减少嵌套", "nest less")
        if parts > _LONGEST:
            raise _too_much(
                query, token, f"查询有 {_LONGEST} 多个部分（组、语句、运算）", f"the query has more than {_LONGEST} parts (groups, patterns, operators)",
                "把常量放进 VALUES，或分成几次问", "put constants into VALUES, or ask in several queries",
            )  # fmt: skip


def _too_much(query: str, token: Token, zh: str, en: str, next_zh: str, next_en: str) -> QueryRefused:
    line, column = position(query, token.start)
    return QueryRefused(zh, en, line=line, column=column, next_zh=next_zh, next_en=next_en)


def verb(query: str) -> Token:
    """The first word after the prologue: SELECT, ASK, CONSTRUCT, DESCRIBE, or whatever else stands there.

    >>> verb("PREFIX ex: <urn:x:> # SELECT\\nask {}").text
    'ask'
    """
    skip = 0
    for token in tokens(query):
        if token.kind in ("space", "comment"):
            continue
        if skip:
            skip -= 1
        elif token.text.upper() in ("PREFIX", "BASE"):
            skip = 2 if token.text.upper() == "PREFIX" else 1
        else:
            return token
    return Token("word", "", len(query))


def names_dataset(query: str) -> bool:
    """Whether a query says with ``FROM`` or ``FROM NAMED`` which graphs it is over (SPARQL 1.1, 13.2).

    >>> names_dataset("SELECT ?s FROM <urn:g> { ?s ?p ?o }"), names_dataset('ASK { ?from ?p "FROM" }')
    (True, False)
    """
    if all(_ends_name(query, match.start()) for match in _FROM.finditer(query)):
        return False
    return any(token.kind == "word" and "FROM" in token.text.upper() for token in tokens(query))


def _ends_name(query: str, place: int) -> bool:
    """Whether what stands before a place is the beginning of a name with a prefix: ``prov:wasQuoted``."""
    while place and (query[place - 1].isalnum() or query[place - 1] == "_"):
        place -= 1
    return query[place - 1 : place] == ":"


def _service(query: str) -> int | None:
    """Where a keyword SERVICE stands in any way the query can be divided into tokens.

    A scheme with ``//`` behind ``<`` is always an IRI, because no expression divides twice. Everything else that looks like
    one is followed both ways. Each position is visited once, so the search is linear however the two ways are nested.
    """
    seen: set[int] = set()
    todo = [0]
    while todo:
        place = todo.pop()
        while place < len(query) and place not in seen:
            seen.add(place)
            match = _token().match(query, place)
            if match is None:
                break
            kind, text = match.lastgroup, match.group()
            if kind == "iri" and not re.match(r"<[A-Za-z][A-Za-z0-9+.\-]*://", text):
                todo.append(place + 1)
            if kind == "string" and text[:3] in ("'''", '"""') and "\\" in text:
                todo.append(place + 2)  # an escape the engine rejects makes an empty string of the first two quotes
            if kind == "word" and "SERVICE" in text.upper():
                return place
            if kind == "name" and "SERVICE" in text.partition(":")[0].upper() and _opens_group(query, match.end()):
                return place
            place = match.end()
    return None


def _opens_group(query: str, place: int) -> bool:
    rest = (m for m in _token().finditer(query, place) if m.lastgroup not in ("space", "comment"))
    following = next(rest, None)
    return following is not None and following.group() == "{"


def _unescaped(query: str) -> str:
    """The query with its code point escapes resolved, as SPARQL 19.2 reads it; an escape that names no character stays."""

    def character(match: re.Match[str]) -> str:
        number = int(match.group(1) or match.group(2), 16)
        return chr(number) if number < 0x110000 else match.group()

    return _ESCAPE.sub(character, query)


def position(text: str, place: int) -> tuple[int, int]:
    """Line and column of an offset, both from one.

    >>> position("SELECT ?人\\n{ }", 10)
    (2, 1)
    """
    before = text[:place]
    return before.count("\n") + 1, place - (before.rfind("\n") + 1) + 1
