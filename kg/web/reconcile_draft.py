"""The draft of version 1.0 of the Reconciliation Service API (https://reconciliation-api.github.io/specs/draft/), over what :mod:`kg.web.batches` asks.

``POST match`` and ``POST extend`` take and give JSON; names are lists of strings with their language. The field names of the draft changed while it
was written; those with underscores are taken too.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg import __version__
from kg.reconciliation import TYPES
from kg.reconciliation.properties import PROPERTIES, of_type
from kg.web import batches, problems
from kg.web.pages import language
from kg.web.protocol import body_of


def _answer(content: Any, lang: str) -> Response:
    return JSONResponse(content, headers={"cache-control": "no-cache", "vary": "Accept-Language", "content-language": lang})


async def manifest(request: Request) -> Response:
    """What the service is and offers."""
    lang = language(request)
    return _answer({
        "versions": ["1.0-draft"], "name": batches.name_of(lang), "serviceVersion": __version__, "batchSize": batches.BATCH,
        "documentation": f"{str(request.base_url).rstrip('/')}/openapi.json",
        "defaultTypes": [batches.typed(name, lang) for name in TYPES],
        "view": {"url": f"{batches.base(request)}/view?id={{id}}"},
        "preview": {"width": batches.WIDTH, "height": batches.HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
    }, lang)  # fmt: skip


async def match(request: Request) -> Response:
    """The candidates of a batch of queries."""
    lang, asked = language(request), await _json(request)
    queries = asked.get("queries") if isinstance(asked, dict) else None
    if not isinstance(queries, list) or not all(isinstance(query, dict) for query in queries):
        raise problems.bad_request("queries 应是查询的列表", "queries must be a list of queries")
    found = await batches.match(request, [_query(query) for query in queries], lang)
    return _answer({"results": [{"candidates": [_candidate(c, lang) for c in told], **beside} for told, beside in found]}, lang)


def _query(asked: dict[str, Any]) -> batches.Wanted:
    text, conditions = asked.get("query", ""), []
    given = asked.get("conditions") or []
    if not isinstance(given, list) or not all(isinstance(condition, dict) for condition in given):
        return batches.Wanted(None, problems.bad_request("conditions 应是条件的列表", "conditions must be a list of conditions"))
    if not (given or asked.get("properties") or "query" in asked):
        raise batches.says_nothing()
    try:
        for condition in given:
            value = condition.get("propertyValue", condition.get("v"))
            kind = condition.get("matchType", condition.get("match_type", "property"))
            if kind not in ("name", "property"):
                return batches.Wanted(None, problems.bad_request("matchType 应是 name 或 property", "matchType must be name or property"))
            if kind == "name":
                text = value if isinstance(value, str) else value[0] if isinstance(value, list) and value else value
            else:
                quantifier = condition.get("matchQuantifier", condition.get("match_quantifier"))
                pid = condition.get("propertyId", condition.get("pid", ""))
                conditions.append(batches.condition(pid, value, condition.get("required"), quantifier))
        listed = asked.get("properties")
        for told in listed if isinstance(listed, list) else ():
            if isinstance(told, dict) and "v" in told:
                conditions.append(batches.condition(told.get("pid", ""), told["v"], told.get("required"), told.get("match_quantifier")))
    except problems.Problem as wrong:
        return batches.Wanted(None, wrong)
    type = asked.get("type")
    return batches.wanted(text, [type] if type else [], asked.get("limit"), conditions)


def _candidate(found: dict[str, Any], lang: str) -> dict[str, Any]:
    return {
        "id": found["id"], "name": [{"str": found["name"], "lang": found["lang"]}], "description": found["about"],
        "type": [batches.typed(found["type"], lang)], "score": found["score"], "match": found["match"],
        "features": batches.features(found, lang),
    }  # fmt: skip


async def extend(request: Request) -> Response:
    """Values of properties."""
    lang = language(request)
    properties, rows = await batches.extension(request, await _json(request), lang)
    return _answer({
        "meta": [batches.meta(name, request, lang) for name, _ in properties],
        "rows": [
            {"id": iri, "properties": [{"id": name, "values": [_cell(value) for value in values]} for name, values in row.items()]}
            for iri, row in rows.items()
        ],
    }, lang)  # fmt: skip


def _cell(value: dict[str, Any]) -> dict[str, Any]:
    if value["iri"]:
        return {"id": value["iri"], "name": value["text"]}
    if value["number"] is not None:
        return {"int": value["number"]}
    return {"str": value["text"], **({"lang": value["lang"]} if value["lang"] else {})}


async def propose(request: Request) -> Response:
    """The properties that things of a type have."""
    lang, type = language(request), request.query_params.get("type", "")
    told = [{"id": p.id, "name": [{"str": p.en if lang == "en" else p.zh, "lang": lang}]} for p in of_type(batches.known_type(type))]
    most = request.query_params.get("limit", "")
    return _answer({"properties": told[: int(most) if most.isdigit() and len(most) < 6 else len(PROPERTIES)], "type": type}, lang)


async def _json(request: Request) -> Any:
    try:
        text = (await body_of(request)).decode()
    except UnicodeDecodeError:
        raise problems.bad_request("这不是 JSON", "this is no JSON") from None
    return batches.read_json(text, request)
