"""A SPARQL endpoint, asked by a query file: Wikidata and DBpedia by those in ``queries/links``, any other by one of your own.

The file is a SELECT in the manner of the named queries. What is looked for fills its ``VALUES ?NAME { UNDEF }`` as terms: ``?name`` (labels, with their
language), ``?code`` (also as Wikidata writes it, "41 06"), ``?within`` (names and codes of what a place lies in), ``?post``, ``?unit``, ``?iri``. Its columns are ``?candidate`` (an IRI) and what speaks
for it: ``?label``, ``?name``, ``?code``, ``?within``, ``?post``, ``?unit``, ``?about``; a thing may have many rows. SPARQL 1.1 Protocol and JSON results.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg import sparql, templates
from kg.errors import LookUpFailed, UsageError
from kg.links import TARGETS, Entity
from kg.links.evidence import Found, spaced
from kg.links.fetching import Fetcher
from kg.links.live import Asker, MakeFetcher, source
from kg.resources import resource

_QUERIES = {
    "wikidata": {"kg:Place": "wikidata-places", "schema:Person": "wikidata-people", "": "wikidata-things"},
    "dbpedia": {"": "dbpedia-things"},
}
_FILLED = ("name", "code", "within", "post", "unit", "iri")
_COLUMNS = {"name": "names", "code": "codes", "within": "within", "post": "posts", "unit": "units"}
_ROWS = 5_000
_ACCEPT = "application/sparql-results+json"


def asking(name: str, settings: dict[str, str], fetcher: MakeFetcher = Fetcher) -> Asker:
    """The target of that name with its settings; raises UsageError for a query file that cannot be one."""
    service = source(TARGETS[name], settings, fetcher)
    own = _read(Path(settings["query"])) if settings.get("query") else ""

    def look(entity: Entity) -> list[Found]:
        if not entity.labels and not entity.code:
            return []
        text = own or _shipped(name, entity.kind)
        return service.ask(found, {"query": filled(text, entity)}, _ACCEPT)

    return Asker(look, service, service.url == TARGETS[name].service)


def _shipped(name: str, kind: str) -> str:
    files = _QUERIES[name]
    return resource(f"queries/links/{files.get(kind, files[''])}.rq").read_text(encoding="utf-8")


def _read(path: Path) -> str:
    """The text of a query file: a SELECT with a column for candidates, and a place for what is looked for."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            "查询文件读不了", "the query file cannot be read", where=str(path), next_zh="给出一个 .rq 文件", next_en="give a file *.rq"
        ) from error
    words = {token.text for token in sparql.tokens(text) if token.kind == "variable"}
    if sparql.verb(text).text.upper() != "SELECT" or not {"?candidate", "$candidate"} & words:
        raise UsageError(
            "查询文件要是 SELECT，并有一列 ?candidate", "the query file must be a SELECT with a column ?candidate", where=str(path),
            next_zh="照 queries/links 里的写", next_en="write it as those in queries/links are",
        )  # fmt: skip
    if not templates.filled(text, _FILLED):
        raise UsageError(
            "查询文件里没有填要找的东西的地方，问什么都一样", "the query file has no place for what is looked for, and would ask the same about everything", where=str(path),
            next_zh=f"写上 VALUES ?name {{ UNDEF }}；可填的有：{'、'.join(_FILLED)}", next_en=f"write VALUES ?name {{ UNDEF }} in it; what can be filled: {', '.join(_FILLED)}",
        )  # fmt: skip
    return text


def filled(text: str, entity: Entity) -> str:
    """A query as it is sent, with what is looked for put in as terms and without comments; where a thing has no code or post, a term that nothing is equal to.

    >>> from kg.links import Label
    >>> filled("SELECT ?candidate { VALUES ?name { UNDEF } ?candidate <urn:p> ?name }", Entity("urn:a", "kg:Place", (Label('岚溪"} #', "zh"),)))
    'SELECT ?candidate { VALUES ?name { "岚溪\\\\"} #"@zh } ?candidate <urn:p> ?name }'
    """
    import pyoxigraph as ox

    from kg.characters import legible

    def literals(values: Iterable[tuple[str, str]]) -> Sequence[object]:
        terms = [ox.Literal(legible(text), language=lang) if lang else ox.Literal(legible(text)) for text, lang in values if text]
        return list(dict.fromkeys(terms)) or [ox.Literal("")]

    values: dict[str, Sequence[object]] = {
        "name": literals(entity.labels),
        "code": literals([(form, "") for form in dict.fromkeys((entity.code, spaced(entity.code)))]),
        "within": literals([told for place in entity.within for told in (*place.labels, (place.code, ""))]),
        "post": literals(entity.posts),
        "unit": literals([(entity.unit, "")]),
        "iri": [ox.NamedNode(entity.iri)],
    }
    return "".join(token.text for token in sparql.tokens(templates.with_values(text, values)) if token.kind != "comment").strip()


def found(told: Any, url: str) -> list[Found]:
    """The things in the results of a query; raises LookUpFailed for what are no such results.

    >>> found({"head": {"vars": ["candidate"]}, "results": {"bindings": [{"candidate": {"type": "uri", "value": "urn:x"}}]}}, "http://a.example/")[0].iri
    'urn:x'
    >>> found({"error": "no"}, "http://a.example/")
    Traceback (most recent call last):
    ...
    kg.errors.LookUpFailed: http://a.example/: 它答的不是 SPARQL 的结果。
    http://a.example/: what it answers are no results of SPARQL.
    """
    try:
        rows = [{name: _value(term) for name, term in row.items()} for row in told["results"]["bindings"][:_ROWS]]
        iris = {_value(row["candidate"]) for row in told["results"]["bindings"][:_ROWS] if row.get("candidate", {}).get("type") == "uri"}
    except (KeyError, TypeError, AttributeError):
        raise LookUpFailed("它答的不是 SPARQL 的结果", "what it answers are no results of SPARQL", where=url) from None
    return [_thing(iri, [row for row in rows if row.get("candidate") == iri]) for iri in sorted(iris)]


def _value(term: Any) -> str:
    value = term["value"]
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _thing(iri: str, rows: Sequence[Mapping[str, str]]) -> Found:
    def values(column: str) -> tuple[str, ...]:
        return tuple(sorted({row[column] for row in rows if row.get(column)}))

    labels = values("label")
    chinese = [label for label in labels if any("\u4e00" <= c <= "\u9fff" for c in label)]
    more = {field: values(column) for column, field in _COLUMNS.items()}
    more["names"] = (*labels, *more["names"])
    return Found(iri, (chinese or labels or ("",))[0], about=next(iter(values("about")), ""), **more)  # type: ignore[arg-type]
