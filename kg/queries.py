"""The catalogue of named queries, and how a query runs.

A named query is one file ``queries/NAME.rq``: SPARQL that any editor runs as it stands, under a header in the manner of grlc
(https://grlc.io) that is the only place that describes it::

    #+ summary: 谁就某项指标提出了哪些数值
    #+ summary_en: Who claimed which values of a metric
    #+ tags: [metrics, claims]
    #+ view: table
    #+ parameter: metric iri kg:Metric optional 森林覆盖率

The first tag is the group, ``claims`` says that a row states a claim, ``everything`` that the graph would look every claim up. A parameter is NAME TYPE, the class where the type is ``iri``, ``optional`` where it need not be given, ``below`` where a place means those below it too, and an example. It fills
``VALUES ?NAME { … }``; a ``period`` fills ``?NAME_start`` and ``?NAME_end``. Every query has ``lang``, the language of its labels.

Where a query aggregates, ``queries/NAME.sql`` beside it gives the same rows from the claim table, with the same parameters (``$NAME``, a list
where the type is ``iri``) and the same columns; ``queries/NAME.words.sql`` searches text in the same way. Either runs where its index is at hand, or
soon would be for a question about everything (:mod:`kg.indexes`).

A run ends as rows, as no rows, or as :class:`kg.errors.QueryRefused`. In process there is no time limit: the engine cannot be
interrupted; :class:`kg.errors.QueryTimeout` is for those who run it in a process of its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, repeat
from typing import Any, Literal, cast

from kg import indexes, labels, sparql, syntax, templates
from kg.answers import Answer, Cell, Table, read
from kg.characters import legible
from kg.dates import FORMS, written_date
from kg.errors import UnknownName, UsageError
from kg.labels import Queryable
from kg.misspelling import nearest
from kg.resources import resource
from kg.vocabulary import PREFIXES

ParameterType = Literal["iri", "string", "integer", "date", "period"]
View = Literal["table", "graph"]

_HEADER = re.compile(r"#\+ (\w+): (.*)")
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_FIRST_DAY = {0: "-01-01", 4: "-01-01", 7: "-01", 10: ""}
_LAST_DAY = {0: "-12-31", 4: "-12-31", 7: "-31", 10: ""}  # days are compared as text, so the 31st ends every month
_LANGUAGES = ("zh", "en")
SORTED = 500  # claims that are found and sorted as a whole for a part of them; more come in the order of the index, a page at a time

# what a query is about, in the order of the catalogue; its first tag names one
GROUPS = {
    "people": ("人物", "people"),
    "metrics": ("指标", "metrics"),
    "programmes": ("计划", "programmes"),
    "places": ("地区", "places"),
    "documents": ("文献", "documents"),
    "evidence": ("证据", "evidence"),
    "vocabulary": ("词表", "vocabulary"),
    "graphs": ("图的边", "edges of graphs"),
    "quality": ("质量", "quality"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be asked about. ``kind`` is the class an IRI belongs to, by its name in the vocabulary (``kg:Metric``); ``below``
    says that a place means those below it too."""

    name: str
    type: ParameterType
    kind: str = ""
    optional: bool = False
    example: str = ""
    below: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """One entry of the catalogue."""

    name: str
    summary: str
    summary_en: str
    tags: tuple[str, ...]
    view: View
    parameters: tuple[Parameter, ...]
    text: str
    sql: str = ""
    index: str = ""  # what the SQL runs over, of :data:`kg.indexes.INDEXES`

    @property
    def group(self) -> str:
        """What the query is about, a key of :data:`GROUPS`."""
        return self.tags[0]

    @property
    def paged(self) -> bool:
        """Whether it lists claims and can be asked for a page of them."""
        return templates.page(self.text, 1) is not None

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; an unknown name is answered with the nearest there are."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = [p.name for p in self.parameters]
        raise UnknownName(
            f"查询 {self.name} 没有参数“{name}”", f'query {self.name} has no parameter "{name}"', nearest=nearest(name, known), known=known
        )


def parse(name: str, text: str, sql: str = "", index: str = "") -> Query:
    """A query from the text of its file, and of that in SQL beside it where there is one.

    >>> query = parse("who", "#+ summary: 谁\\n#+ summary_en: Who\\n#+ parameter: place iri kg:Place optional 鹤壁市\\nSELECT ?s {}")
    >>> query.summary_en, query.parameters[0]
    ('Who', Parameter(name='place', type='iri', kind='kg:Place', optional=True, example='鹤壁市', below=False))
    """
    stated: dict[str, list[str]] = {}
    for match in _HEADER.finditer(text):
        stated.setdefault(match[1], []).append(match[2].strip())
    first = {key: values[0] for key, values in stated.items()}
    tags = tuple(tag.strip() for tag in first.get("tags", "").strip("[]").split(",") if tag.strip())
    parameters = tuple(_parameter(line) for line in stated.get("parameter", ()))
    return Query(name, first["summary"], first["summary_en"], tags, cast(View, first.get("view", "table")), parameters, text, sql, index)


def _parameter(line: str) -> Parameter:
    name, type_, *rest = line.split()
    kind = rest.pop(0) if type_ == "iri" else ""
    optional, below = "optional" in rest[:2], "below" in rest[:2]
    return Parameter(name, cast(ParameterType, type_), kind, optional, " ".join(rest[optional + below :]), below)


@cache
def catalogue() -> Mapping[str, Query]:
    """Every named query by its name, in alphabetical order."""
    folder = resource("queries")
    beside = {
        file.name.partition(".")[0]: (file.read_text(encoding="utf-8"), indexes.DIALECTS["".join(file.suffixes)])
        for file in folder.glob("*.sql")
    }
    return {
        file.stem: parse(file.stem, file.read_text(encoding="utf-8"), *beside.get(file.stem, ())) for file in sorted(folder.glob("*.rq"))
    }


def grouped() -> Mapping[str, Sequence[Query]]:
    """The named queries of each group."""
    return {group: [query for query in catalogue().values() if query.group == group] for group in GROUPS}


def named(name: str) -> Query:
    """The query of that name.

    >>> named("who-claimed").name
    'who-claimed'
    >>> named("who-claimd")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有查询“who-claimd”。最接近的有：who-claimed...
    there is no query "who-claimd". Nearest: who-claimed...
    """
    queries = catalogue()
    if name not in queries:
        raise UnknownName(f"没有查询“{name}”", f'there is no query "{name}"', nearest=nearest(name, queries), listing="")
    return queries[name]


def run(
    snapshot: Queryable, name: str, parameters: Mapping[str, str], limit: int | None = None, lang: str = "zh", page: int | None = None
) -> Answer:
    """Answer a named query; ``parameters`` are IRIs, codes, labels in either language, or plain values, as text.

    With ``page``, counted from one, a listing of claims is answered ``limit`` claims at a time, in time that does not grow with how
    many there are: claims come in the order of the index, which stays as long as the snapshot does, and are sorted within their page.
    ``limit`` alone means the first page where there are more claims than are sorted as a whole, :data:`SORTED`.

    Raises :class:`kg.errors.UnknownName` for a query, parameter or label nobody knows, :class:`kg.errors.AmbiguousName` for a label of
    several things and :class:`kg.errors.UsageError` for a parameter that is missing or no date, number or period, and for a page of what
    has none.
    """
    named(name)
    _whole("limit", limit)
    _whole("page", page)
    if page is not None:
        if limit is None:
            raise UsageError(
                "一页几条由 limit 说", "limit says how many claims a page has",
                next_zh="例如 limit 为 20、page 为 1", next_en="for example limit 20 and page 1",
            )  # fmt: skip
        return listed(snapshot, name, parameters, limit, limit * (page - 1), lang)
    if limit is not None and many(snapshot, name, parameters, lang):
        return listed(snapshot, name, parameters, limit, 0, lang)
    return whole(snapshot, name, parameters, limit, lang)


def whole(snapshot: Queryable, name: str, parameters: Mapping[str, str], limit: int | None = None, lang: str = "zh") -> Answer:
    """Answer a named query with the first rows of all there are, in their order. Raises what :func:`run` raises."""
    query = named(name)
    values = terms(snapshot, query, parameters, lang)
    index = _index(snapshot, query, parameters)
    if index is not None:
        answer: Table = index.ask(query.sql, bound(query, values), limit)
        return answer
    return _answer(snapshot, templates.with_values(templates.each(query.text), values), limit)


def _index(snapshot: Queryable, query: Query, parameters: Mapping[str, str]) -> Any:
    """The index that answers a query, None where the graph does: where a thing is named, it looks up little."""
    if not query.sql:
        return None
    if "everything" in query.tags and all(query.parameter(name).type == "period" for name in parameters):
        return indexes.soon_at_hand(snapshot, query.index)
    return indexes.at_hand(snapshot, query.index)


def many(snapshot: Queryable, name: str, parameters: Mapping[str, str], lang: str = "zh") -> bool:
    """Whether a query lists more claims than are sorted as a whole for a part of them."""
    return named(name).paged and more_than(snapshot, name, parameters, SORTED, lang)


def more_than(snapshot: Queryable, name: str, parameters: Mapping[str, str], claims: int, lang: str = "zh") -> bool:
    """Whether a listing has more than so many claims."""
    return len(listed(snapshot, name, parameters, 1, claims, lang)) > 0


def listed(snapshot: Queryable, name: str, parameters: Mapping[str, str], size: int, skipped: int, lang: str = "zh") -> Answer:
    """Answer a listing with the rows of ``size`` claims behind ``skipped`` others, in the order of the index, sorted within themselves.

    Raises what :func:`run` raises, :class:`kg.errors.UsageError` for a query that lists no claims.
    """
    query = named(name)
    text = templates.page(prepare(snapshot, query, parameters, lang), size, skipped)
    if text is None:
        raise UsageError(f"查询 {name} 不分页", f"query {name} has no pages", next_zh="只用 limit", next_en="give limit alone")
    return _answer(snapshot, text, None)


def _whole(name: str, number: int | None) -> None:
    """Raise UsageError for what is no number of rows or pages."""
    if number is not None and (not isinstance(number, int) or number < 1):
        raise UsageError(
            f"{name} 应是不小于 1 的整数，不是 {number!r}", f"{name} must be a whole number from 1, not {number!r}",
            next_zh="不限就不给", next_en="leave it out for all there is",
        )  # fmt: skip


def _answer(snapshot: Queryable, text: str, limit: int | None) -> Answer:
    try:
        return read(snapshot.query(text, {}), limit)
    except SyntaxError:
        raise syntax.refused(text) from None


def columns(snapshot: Queryable, name: str, parameters: Mapping[str, str], lang: str = "zh") -> Mapping[str, Sequence[Cell]]:
    """What :func:`run` answers to a query that selects, column by column; where an index answers, IRIs and decimals are plain text.

    >>> import kg
    >>> found = columns(kg.open_examples().snapshot, "edges-place-tree", {"place": "鹤壁市"})
    >>> found["place"], found["claims"]
    (('鹤壁市', '浚县'), (103, 5))
    """
    query = named(name)
    index = _index(snapshot, query, parameters)
    if index is not None:
        told: Mapping[str, Sequence[Cell]] = index.columns(query.sql, bound(query, terms(snapshot, query, parameters, lang)))
        return told
    answer = run(snapshot, name, parameters, lang=lang)
    assert isinstance(answer, Table)
    return dict(zip(answer.columns, zip(*answer.rows, strict=True) if answer.rows else repeat(()), strict=False))


def prepare(snapshot: Queryable, query: Query, parameters: Mapping[str, str], lang: str = "zh") -> str:
    """The SPARQL of a query with its parameters put in as terms."""
    return templates.with_values(templates.each(query.text), terms(snapshot, query, parameters, lang))


def bound(query: Query, values: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """What the parameters of a query's SQL are bound to: IRIs as a list, other values as they are, None where none is given."""
    lists = {p.name for p in query.parameters if p.type == "iri"}
    told: dict[str, Any] = dict.fromkeys(re.findall(r"\$(\w+)", query.sql))
    for name in told.keys() & values.keys():
        told[name] = [term.value for term in values[name]] if name in lists else values[name][0].value
    return told


def terms(snapshot: Queryable, query: Query, parameters: Mapping[str, str], lang: str = "zh") -> dict[str, Sequence[Any]]:
    """The terms that parameters, given as text, mean in a store; a period is two."""
    if lang not in _LANGUAGES:
        raise UnknownName(f"没有语言“{lang}”", f'there is no language "{lang}"', known=_LANGUAGES)
    values: dict[str, Sequence[Any]] = {}
    for name, text in parameters.items():
        values |= _terms(snapshot, query.parameter(name), text)
    missing = [p.name for p in query.parameters if not p.optional and p.name not in parameters]
    if missing:
        raise UsageError(
            f"查询 {query.name} 缺参数：{'、'.join(missing)}", f"query {query.name} needs {', '.join(missing)}",
            next_zh=f"例如 {usage(query)}", next_en=f"for example: {usage(query)}",
        )  # fmt: skip
    values["lang"] = [_literal(lang)]
    return values


def usage(query: Query) -> str:
    """A call of a query that can be typed as it stands, with the examples of its header.

    >>> usage(named("claims-by-person"))
    'kg ask claims-by-person --person 祁远山'
    """
    return " ".join(["kg ask", query.name, *(f"--{p.name} {p.example or p.type.upper()}" for p in query.parameters if not p.optional)])


def ask(snapshot: Queryable, text: str, limit: int | None = None) -> Answer:
    """Answer free SPARQL. The prefixes of this vocabulary need no declaration; what would write or call out is refused."""
    _whole("limit", limit)
    text = legible(text)
    looked_up = templates.each(text)
    sparql.refuse(looked_up)
    try:
        return read(snapshot.query(_with_prefixes(looked_up)), limit)
    except SyntaxError:
        raise syntax.refused(text) from None


def _with_prefixes(text: str) -> str:
    """The query with the prefixes it uses without declaring them, put on its first line.

    >>> _with_prefixes("PREFIX kg: <urn:x#> ASK { ?s a kg:A, skos:Concept }")
    'PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX kg: <urn:x#> ASK { ?s a kg:A, skos:Concept }'
    """
    pieces = [token for token in sparql.tokens(text) if token.kind not in ("space", "comment")]
    declared = {b.text.rstrip(":") for a, b in pairwise(pieces) if a.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] for token in pieces if token.kind == "name"}
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in sorted((used - declared) & PREFIXES.keys())) + text


# ---------------------------------------------------------------------------------------------- parameters as terms


def _terms(snapshot: Queryable, parameter: Parameter, text: str) -> dict[str, Sequence[Any]]:
    match parameter.type:
        case "iri":
            found = labels.find(snapshot, parameter.kind, text)
            return {parameter.name: found + labels.below(snapshot, found) if parameter.below else found}
        case "integer":
            return {parameter.name: [_integer(parameter.name, text)]}
        case "date":
            return {parameter.name: [_date(parameter.name, text)]}
        case "period":
            start, end = period(text, parameter.name)
            return {f"{parameter.name}_start": [_literal(start)], f"{parameter.name}_end": [_literal(end)]}
        case _:
            return {parameter.name: [_literal(_words(parameter.name, text))]}


def _literal(text: str, datatype: str | None = None) -> object:
    import pyoxigraph

    return pyoxigraph.Literal(legible(text), datatype=pyoxigraph.NamedNode(PREFIXES["xsd"] + datatype) if datatype else None)


def _words(name: str, text: str) -> str:
    """The words to look for, without marks that enclose them: “就业” is looked for as 就业."""
    words = labels.unenclosed(text)
    if not words:
        raise UsageError(f"{name} 是空的", f"{name} is empty", next_zh="给出要找的文字", next_en="give the words to look for")
    return words


def _integer(name: str, text: str) -> object:
    if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
        raise UsageError(
            f"{name} 应是整数，不是“{text}”", f'{name} must be an integer, not "{text}"', next_zh="例如 5", next_en="for example 5"
        )
    return _literal(str(int(text)), "integer")


def _date(name: str, text: str) -> object:
    date = written_date(text)
    if date is None:
        raise _no_date(name, text)
    return _literal(date, _DATATYPES[len(date)])


def _no_date(name: str, text: str) -> UsageError:
    return UsageError(
        f"{name} 应是日期，不是“{text}”", f'{name} must be a date, not "{text}"',
        next_zh=f"写作 {FORMS[0]}，期间写作 2016/2020", next_en=f"write {FORMS[1]}, a period as 2016/2020",
    )  # fmt: skip


def period(text: str, name: str = "period") -> tuple[str, str]:
    """First and last day of a period: a date of any precision, or two with ``/`` between (ISO 8601); a missing side is open. Raises UsageError for
    what is none, ``name`` being what it was given as.

    >>> period("2020"), period("2016/2020-02"), period("/2019"), period("2020/2/3")
    (('2020-01-01', '2020-12-31'), ('2016-01-01', '2020-02-31'), ('0000-01-01', '2019-12-31'), ('2020-02-03', '2020-02-03'))
    """
    whole = written_date(text)
    first, last = (whole, whole) if whole else (part and written_date(part) for part in text.partition("/")[::2])
    if first is None or last is None or not (first or last):
        raise _no_date(name, text)
    start, end = (first or "0000") + _FIRST_DAY[len(first)], (last or "9999") + _LAST_DAY[len(last)]
    if end < start:
        raise UsageError(
            f"期间“{text}”的终点在起点之前", f'the period "{text}" ends before it starts',
            next_zh=f"例如 {last}/{first}", next_en=f"for example: {last}/{first}",
        )  # fmt: skip
    return start, end
