"""Where a query that no SPARQL parser takes goes wrong, and what could stand there.

The engine's parser tells the farthest place it looked at, and looks ahead as far as its longest keyword from wherever one could begin. So it
reads the query once more with so much space between the tokens that no keyword reaches the next: then the farthest place is at the first token
that cannot stand where it does. What could stand there is tried out: it can if the parser gets behind it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.errors import QueryRefused
from kg.sparql import Token, position, tokens
from kg.vocabulary import PREFIXES

_GAP = " " * 20  # longer than any keyword: ENCODE_FOR_URI has 14 characters
_LONGEST = 40  # characters of a token that are quoted
_MOST = 8  # things that are said to be possible
_FEW = 20  # places with < that are looked at
_TRIED = 20_000  # characters of the query, spaced, up to which it is tried what could stand there
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_BRACKETS = set("(){}[];,.")
_JOINED = set("^|&!=<>*+?/-@$:")  # signs that may belong to the sign beside them
_BROKEN = ('"', "'", "@")  # alone they begin a text that does not end, or a language that is not named
_IRI = "<urn:x>"

# what is tried, and as what it is told
_POSSIBLE = {
    "}": "}", ")": ")", "]": "]", ".": ".", ",": ",", ";": ";", "?x": "?x", _IRI: "<…>", '"x"': '"…"', "1": "1", "{": "{", "(": "(", "*": "*", "x:": "x:",
    **{word: word for word in (
        "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "AS", "FROM", "WHERE", "BY", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "OPTIONAL", "FILTER",
        "BIND", "UNION", "MINUS", "GRAPH", "VALUES", "UNDEF", "EXISTS", "IN",
    )},
}  # fmt: skip
# what the engine says of a query whose words stand right, where it points, and what is said and advised
_MEANT = {
    "Duplicated variable name in SELECT": (
        "SELECT", "SELECT 里有两个同名的变量", "SELECT names a variable twice", "改掉一个名字", "rename one",
    ),
    "SELECT * is not authorized with GROUP BY": (
        "SELECT", "有 GROUP BY 时不能用 SELECT *", "SELECT * cannot stand with GROUP BY", "列出变量", "name the variables",
    ),
    "The SELECT contains a variable that is unbound": (
        "SELECT", "分组之后，SELECT 里有一个变量没有值", "SELECT names a variable that has no value after grouping", "把它写进 GROUP BY，或用聚合函数",
        "put it into GROUP BY or aggregate it",
    ),
    "BIND is overriding an existing variable": (
        "BIND", "BIND 的变量前面已经有值", "BIND names a variable that has a value before it", "换一个名字", "give it another name",
    ),
    "The VALUES clause rows": (
        "VALUES", "VALUES 里有一行的值与变量数目不同", "a row of VALUES has another number of values than there are variables", "没有值的地方写 UNDEF",
        "write UNDEF for a value that there is not",
    ),
}  # fmt: skip


class _Failure(NamedTuple):
    """How far the engine came in a spaced query, and what it says."""

    place: int
    said: str


class _Spaced(NamedTuple):
    """A query with space between its tokens: its text, its tokens and where each starts in it."""

    text: str
    pieces: Sequence[Token]
    starts: Sequence[int]

    @classmethod
    def out(cls, pieces: Sequence[Token]) -> "_Spaced":
        """Tokens with space wherever some stands, and beside brackets and stops."""
        written, kept, starts, size = [_GAP], [], [], len(_GAP)
        before: Token | None = None
        for token in pieces:
            if token.kind in ("space", "comment"):
                before = None
                continue
            text = ">" if token.kind == "other" and token.text == "<" else token.text  # behind < the parser looks for the end of an IRI
            gap = "" if before is not None and _touch(before, token) else _GAP
            starts.append(size + len(gap))
            size += len(gap) + len(text)
            written += [gap, text]
            kept.append(token)
            before = token
        return cls("".join([*written, _GAP]), kept, starts)

    def at(self, place: int) -> int:
        """Which token the parser stood at; behind the last, how many there are."""
        if place >= len(self.text):
            return len(self.pieces)
        return max((order for order, start in enumerate(self.starts) if start <= place), default=0)

    def before(self, order: int) -> str:
        """The text up to a token."""
        return self.text[: self.starts[order]] if order < len(self.pieces) else self.text


def _touch(one: Token, other: Token) -> bool:
    """Whether two tokens without space between them may be parts of one sign or literal."""
    bracket = [token.kind == "other" and token.text in _BRACKETS for token in (one, other)]
    sign = [token.kind == "other" and token.text in _JOINED for token in (one, other)]
    return not any(bracket) or any(sign)


def refused(query: str) -> QueryRefused:
    """What is wrong with a query that the engine does not parse, with line and column.

    >>> error = refused("SELEC *")
    >>> error.line, error.column, error.en
    (1, 1, 'SPARQL syntax error: "SELEC" cannot stand here')
    >>> print(refused("SELECT * { ?s ?p ?o"))
    1:20: SPARQL 语法有误：查询没有写完。这里可以是：} . , ; { OPTIONAL FILTER BIND。
    1:20: SPARQL syntax error: the query ends too early. What may stand here: } . , ; { OPTIONAL FILTER BIND.
    """
    pieces = list(tokens(query))
    broken = next((order for order, token in enumerate(pieces) if token.kind == "other" and token.text in _BROKEN), len(pieces))
    spaced = _Spaced.out(pieces[:broken])
    failure = _failure(spaced.text)
    order = spaced.at(failure.place) if failure else len(spaced.pieces)
    for iri in [place for place, token in enumerate(spaced.pieces[: order + 1]) if token.kind == "other" and token.text == "<"][:_FEW]:
        if _accepted(spaced.before(iri), _IRI):
            return _no_iri(query, spaced.pieces[iri])
    if broken < len(pieces) and order == len(spaced.pieces):
        return _cut_short(query, pieces[broken])
    if failure is None or not spaced.pieces:
        return _told(query, 0, "查询不合语法", "the query is not well formed", "改正查询", "correct the query")
    said = failure.said
    if order < len(spaced.pieces) and spaced.pieces[order].text == "}" and (cut := _failure(spaced.before(order).rstrip())):
        said += cut.said  # what is wrong with a group is told where it ends, if no keyword is looked for there
    return _meant(query, spaced, order, said) or _unexpected(query, spaced, order)


def _no_iri(query: str, token: Token) -> QueryRefused:
    text = re.match(r"<?[^>\n]*>?", query[token.start :])
    word = _quoted(text.group() if text else token.text)
    return _told(
        query, token.start, f"不是完整的 IRI：“{word}”", f'this is no full IRI: "{word}"', "写作 <https://…>，其中没有空格",
        "write <https://…> without spaces in it",
    )  # fmt: skip


def _cut_short(query: str, token: Token) -> QueryRefused:
    """A text without end, or ``@`` without a language."""
    if token.text == "@":
        return _told(query, token.start, "“@”后面没有语言", 'there is no language behind "@"', "写作 @zh", "write @zh")
    word = _quoted(query[token.start :].partition("\n")[0])
    return _told(
        query, token.start, f"这段文字没有收尾的引号，或有 SPARQL 没有的转义：{word}",
        f"a text has no closing quote, or an escape that SPARQL does not have: {word}", "补上引号，反斜线写作 \\\\",
        "close it, and write a backslash as \\\\",
    )  # fmt: skip


def _failure(text: str) -> _Failure | None:
    """Where the engine fails to parse a spaced query, None where it does not."""
    import pyoxigraph

    try:
        pyoxigraph.Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        match = _POSITION.match(str(error))
        if match is not None:
            lines = text.split("\n")
            return _Failure(sum(len(line) + 1 for line in lines[: int(match[1]) - 1]) + int(match[2]) - 1, match[3])
    return None


def _meant(query: str, spaced: _Spaced, order: int, said: str) -> QueryRefused | None:
    """What is wrong where every word may stand where it does."""
    if order < len(spaced.pieces):
        token = spaced.pieces[order]
        if "Prefix not found" in said:
            name = _quoted(token.text)
            return _told(
                query, token.start, f"前缀没有声明：“{name}”", f'the prefix of "{name}" is not declared',
                "在查询开头写 PREFIX", "declare it with PREFIX at the start of the query",
            )  # fmt: skip
        if "IRI parsing failed" in said:
            return _no_iri(query, token)
    for words, (keyword, *told) in _MEANT.items():
        if words in said:
            return _told(query, _keyword(spaced.pieces[:order], keyword), *told)
    return None


def _keyword(pieces: Sequence[Token], keyword: str) -> int:
    """Where the last such keyword stands that is in no group closed since."""
    depth = 0
    for token in reversed(pieces):
        depth += {"}": 1, "{": -1}.get(token.text, 0)
        if depth <= 0 and token.text.upper() == keyword:
            return token.start
    return next((token.start for token in reversed(pieces) if token.text.upper() == keyword), 0)


def _unexpected(query: str, spaced: _Spaced, order: int) -> QueryRefused:
    """A token that cannot stand where it does, or the end of the query."""
    possible = " ".join(_possible(spaced.before(order)))
    advice = (f"这里可以是：{possible}", f"what may stand here: {possible}") if possible else ("改正这一处", "correct the query there")
    if order < len(spaced.pieces):
        token = spaced.pieces[order]
        return _told(query, token.start, f"这里不能是“{_quoted(token.text)}”", f'"{_quoted(token.text)}" cannot stand here', *advice)
    last = spaced.pieces[-1]
    return _told(query, last.start + len(last.text), "查询没有写完", "the query ends too early", *advice)


def _possible(before: str) -> list[str]:
    """Some of what could stand behind a text."""
    return [told for tried, told in _POSSIBLE.items() if len(before) <= _TRIED and _accepted(before, tried)][:_MOST]


def _accepted(before: str, tried: str) -> bool:
    """Whether the parser gets behind what is put behind a text."""
    text = f"{before}{tried}{_GAP}"
    failure = _failure(text)
    return failure is None or failure.place >= len(text)


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _told(query: str, place: int, zh: str, en: str, next_zh: str, next_en: str) -> QueryRefused:
    line, column = position(query, place)
    return QueryRefused(f"SPARQL 语法有误：{zh}", f"SPARQL syntax error: {en}", line=line, column=column, next_zh=next_zh, next_en=next_en)
