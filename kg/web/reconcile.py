"""``/reconcile``: the Reconciliation Service API 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/), which OpenRefine speaks.

Manifest at the bare address, batches of queries and data extension there by GET and form POST, JSONP where ``callback`` is given; beside it what
suggests, shows and proposes. The form of the draft of version 1.0 is :mod:`kg.web.reconcile_draft`.
"""

import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kg import __version__
from kg.labels import shortened
from kg.reconciliation import TYPES
from kg.reconciliation.properties import PROPERTIES, of_type
from kg.vocabulary import SPACE
from kg.web import batches, problems
from kg.web.fragments import page_of
from kg.web.pages import language, render
from kg.web.protocol import fields_of

_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,4}", re.ASCII)


async def endpoint(request: Request) -> Response:
    """The bare address: manifest, queries, or extension."""
    fields = dict(await fields_of(request))
    lang = language(request)
    if "queries" in fields:
        batch = batches.read_json(fields["queries"], request)
        if not isinstance(batch, dict):
            raise problems.bad_request('queries 应是一个对象：{"q0": {…}}', 'queries must be an object: {"q0": {…}}')
        found = await batches.match(request, [query(asked) for asked in batch.values()], lang)
        return told(
            request,
            fields,
            {key: {"result": [_candidate(c, lang) for c in told], **beside} for key, (told, beside) in zip(batch, found, strict=True)},
        )
    if "extend" in fields:
        asked = batches.read_json(fields["extend"], request)
        properties, rows = await batches.extension(request, asked, lang)
        return told(request, fields, {
            "meta": [batches.meta(name, request, lang) for name, _ in properties],
            "rows": {iri: {name: [_cell(value) for value in values] for name, values in row.items()} for iri, row in rows.items()},
        })  # fmt: skip
    return told(request, fields, manifest(request, lang))


def manifest(request: Request, lang: str) -> dict[str, Any]:
    """What the service is and offers."""
    here, say = batches.base(request), (f"?lang={request.query_params['lang']}" if request.query_params.get("lang") in ("zh", "en") else "")
    more = say.replace("?", "&")
    suggest = {
        kind: {"service_url": here, "service_path": f"/suggest/{kind}{say}", "flyout_service_url": here, "flyout_service_path": f"/flyout/{kind}?id=${{id}}{more}"}
        for kind in ("entity", "type", "property")
    }  # fmt: skip
    return {
        "versions": ["0.2"],
        "name": batches.name_of(lang),
        "identifierSpace": SPACE,
        "schemaSpace": SPACE + "ns#",
        "documentation": f"{str(request.base_url).rstrip('/')}/openapi.json",
        "serviceVersion": __version__,
        "defaultTypes": [batches.typed(name, lang) for name in TYPES],
        "view": {"url": f"{here}/view?id={{{{id}}}}{more}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}{more}", "width": batches.WIDTH, "height": batches.HEIGHT},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": f"/properties{say}"},
            "property_settings": [
                {
                    "name": "limit", "type": "number", "default": 0, "label": "at most" if lang == "en" else "至多",
                    "help_text": "values of a cell, 0 for all" if lang == "en" else "每格的值数，0 为全部",
                }
            ],
        },
        "batchSize": batches.BATCH,
    }  # fmt: skip


def query(asked: Any) -> batches.Wanted:
    """A query of 0.2, as a worker is asked."""
    if not isinstance(asked, dict):
        raise problems.bad_request("每个查询应是一个对象", "each query must be an object")
    given = asked.get("properties") or []
    if not isinstance(given, list) or not all(isinstance(p, dict) and isinstance(p.get("pid"), str) and "v" in p for p in given):
        return batches.Wanted(None, problems.bad_request("properties 应是 {pid, v} 的列表", "properties must be a list of {pid, v}"))
    if not given and "query" not in asked:
        raise batches.says_nothing()
    types = asked.get("type") or []
    return batches.wanted(
        asked.get("query", ""),
        types if isinstance(types, list) else [types],
        asked.get("limit"),
        [batches.condition(p["pid"], p["v"]) for p in given],
    )


# ---------------------------------------------------------------------------------------------- how it is told


def told(request: Request, fields: dict[str, str], content: Any) -> Response:
    """JSON, or a call of the function that the client names (JSONP)."""
    headers = {"cache-control": "no-cache", "vary": "Accept-Language"}
    callback = fields.get("callback")
    if callback is None:
        return JSONResponse(content, headers=headers)
    if not _CALLBACK.fullmatch(callback):
        raise problems.bad_request("callback 不是函数名", "callback is no name of a function")
    script = json.dumps(content, ensure_ascii=True).replace("<", "\\u003c")
    return Response(f"/**/{callback}({script});", media_type="application/javascript", headers=headers)


def _candidate(found: dict[str, Any], lang: str) -> dict[str, Any]:
    return {
        "id": found["id"], "name": found["name"], "description": found["about"], "type": [batches.typed(found["type"], lang)], "score": found["score"],
        "match": found["match"], "features": batches.features(found, lang),
    }  # fmt: skip


def _cell(value: dict[str, Any]) -> dict[str, Any]:
    if value["iri"]:
        return {"id": value["iri"], "name": value["text"]}
    return {"int": value["number"]} if value["number"] is not None else {"str": value["text"]}


# ---------------------------------------------------------------------------------------------- suggesting, proposing, showing


async def suggest(request: Request) -> Response:
    """Suggest things, types or properties that begin so."""
    fields, lang, kind = dict(await fields_of(request)), language(request), request.path_params["kind"]
    prefix = fields.get("prefix", "").strip()[: batches.LONGEST]
    cursor = int(fields["cursor"]) if fields.get("cursor", "").isdigit() and len(fields["cursor"]) < 6 else 0
    if kind == "entity":
        types = [found for found in map(batches.type_of, filter(None, re.split("[,|]", fields.get("type", "")))) if found]
        found = await batches.ask(request, "suggest", {"prefix": prefix, "types": types, "cursor": cursor}, lang) if prefix else []
        result = [{"id": t["id"], "name": t["name"], "description": t["about"], "notable": [batches.typed(t["type"], lang)]} for t in found]
    elif kind == "type":
        result = [batches.typed(name, lang) for name, t in TYPES.items() if any(prefix.casefold() in word.casefold() for word in t)][
            cursor:
        ]
    else:
        result = [
            batches.property_told(p, lang) for p in PROPERTIES.values() if any(prefix.casefold() in word.casefold() for word in p[:3])
        ][cursor:]
    return told(request, fields, {"result": result})


async def properties(request: Request) -> Response:
    """Propose the properties that things of a type have (0.2, data extension property proposal)."""
    fields, lang = dict(await fields_of(request)), language(request)
    type = batches.known_type(fields.get("type", ""))
    most = int(fields["limit"]) if fields.get("limit", "").isdigit() and len(fields["limit"]) < 6 else len(PROPERTIES)
    proposed = [batches.property_told(p, lang) for p in of_type(type)][:most]
    return told(request, fields, {"properties": proposed, "type": fields.get("type", ""), "limit": most})


async def flyout(request: Request) -> Response:
    """A short piece of HTML on a suggestion."""
    fields, lang, kind = dict(await fields_of(request)), language(request), request.path_params["kind"]
    id = fields.get("id", "")
    thing: dict[str, Any] | None
    if kind == "entity":
        thing = await _thing(request)
    elif kind == "type":
        thing = (
            {"name": batches.typed(batches.type_of(id), lang)["name"], "about": id, "rows": [], "kind": ""} if batches.type_of(id) else None
        )
    else:
        thing = (
            {"name": batches.property_told(PROPERTIES[id], lang)["name"], "about": id, "rows": [], "kind": ""} if id in PROPERTIES else None
        )
    if thing is None:
        raise problems.unknown_thing(shortened(id))
    page = render(request, "flyout.html", thing=thing)
    return told(request, fields, {"id": id, "html": page.body.decode() if isinstance(page.body, bytes) else ""})


async def preview(request: Request) -> Response:
    """A thing in a small frame of the client's page."""
    page = render(request, "preview.html", thing=await _thing(request))
    page.headers["content-security-policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *"  # a client shows it in its own page
    )
    return page


async def view(request: Request) -> Response:
    """The page of a thing: the one it has in the store, or of a place that only the gazetteer has, one of its own."""
    thing = await _thing(request)
    if thing["held"]:
        return RedirectResponse(page_of(thing["id"], language(request)), 303, {"vary": "Accept-Language", "cache-control": "no-cache"})
    return render(request, "entity.html", thing=thing)


async def _thing(request: Request) -> dict[str, Any]:
    id = request.query_params.get("id", "")
    thing = await batches.ask(request, "show", {"id": id}, language(request))
    if thing is None:
        raise problems.unknown_thing(shortened(id))
    return dict(thing)
