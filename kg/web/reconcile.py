"""``/reconcile``: the Reconciliation Service API 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/), which OpenRefine speaks.

Manifest at the bare address, batches of queries and data extension there by GET and form POST, JSONP where ``callback`` is given; beside it what
suggests, shows and proposes. The form of the draft of version 1.0 is :mod:`kg.web.reconcile_draft`.
"""

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg import __version__
from kg.reconciliation import TYPES
from kg.reconciliation.properties import PROPERTIES, Property, of_type
from kg.web import problems
from kg.web.frames import Job
from kg.web.pages import language, render
from kg.web.protocol import fields_of
from kg.web.responses import left

BATCH = 50  # queries, or things to extend, in one request
LONGEST = 500  # characters of a name
MOST = 50  # candidates of a query, values of a property
FEW = 10
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,4}", re.ASCII)
# the page of the claims of a thing: the query and its parameter
_CLAIMS = {
    "kg:Place": ("who-claimed", "place"), "kg:Metric": ("who-claimed", "metric"), "kg:Programme": ("who-claimed", "programme"),
    "schema:Person": ("claims-by-person", "person"), "org:Organization": ("claims-by-body", "body"), "org:Post": ("claims-by-post", "post"),
}  # fmt: skip
SPACE = "https://w3id.org/whoclaims/"
WIDTH, HEIGHT = 430, 300


def typed(type: str, lang: str) -> dict[str, str]:
    """A type as both forms tell of it."""
    found = TYPES[type]
    return {"id": found.id, "name": found.en if lang == "en" else found.zh}


def base(request: Request) -> str:
    """The address of the service, without a slash at its end."""
    return f"{str(request.base_url).rstrip('/')}/reconcile"


async def endpoint(request: Request) -> Response:
    """The bare address: manifest, queries, or extension."""
    fields = dict(await fields_of(request))
    lang = language(request)
    if "queries" in fields:
        batch = read_json(fields["queries"], request)
        if not isinstance(batch, dict):
            raise problems.bad_request('queries 应是一个对象：{"q0": {…}}', 'queries must be an object: {"q0": {…}}')
        found = await match(request, [query(asked, lang) for asked in batch.values()], lang)
        return told(
            request,
            fields,
            {key: {"result": [_candidate(c, lang) for c in candidates]} for key, candidates in zip(batch, found, strict=True)},
        )
    if "extend" in fields:
        asked = read_json(fields["extend"], request)
        properties, rows = await extension(request, asked, lang)
        return told(request, fields, {
            "meta": [meta(name, request, lang) for name, _ in properties],
            "rows": {iri: {name: [_cell(value) for value in values] for name, values in row.items()} for iri, row in rows.items()},
        })  # fmt: skip
    return told(request, fields, manifest(request, lang))


def manifest(request: Request, lang: str) -> dict[str, Any]:
    """What the service is and offers."""
    here, say = base(request), (f"?lang={request.query_params['lang']}" if request.query_params.get("lang") in ("zh", "en") else "")
    more = say.replace("?", "&")
    suggest = {
        kind: {"service_url": here, "service_path": f"/suggest/{kind}{say}", "flyout_service_url": here, "flyout_service_path": f"/flyout/{kind}?id=${{id}}{more}"}
        for kind in ("entity", "type", "property")
    }  # fmt: skip
    return {
        "versions": ["0.2"],
        "name": name_of(lang),
        "identifierSpace": SPACE,
        "schemaSpace": SPACE + "ns#",
        "documentation": f"{str(request.base_url).rstrip('/')}/openapi.json",
        "serviceVersion": __version__,
        "defaultTypes": [typed(name, lang) for name in TYPES],
        "view": {"url": f"{here}/view?id={{{{id}}}}{more}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}{more}", "width": WIDTH, "height": HEIGHT},
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
        "batchSize": BATCH,
    }  # fmt: skip


def name_of(lang: str) -> str:
    """What the service is called."""
    return "Whoclaims: people, posts, bodies, places, programmes, metrics" if lang == "en" else "谁说的：人物、职务、单位、地区、计划、指标"


# ---------------------------------------------------------------------------------------------- what is asked, of both forms


def read_json(text: str, request: Request) -> Any:
    """What JSON says; raises 400 where it is none or too long."""
    limit = request.app.state.limits.query
    if len(text.encode(errors="replace")) > limit:
        raise problems.too_long(limit)
    try:
        said = json.loads(text)
        return json.loads(json.dumps(said, ensure_ascii=False).encode(errors="replace"))  # half of a surrogate pair is no character
    except (ValueError, RecursionError):
        raise problems.bad_request("这不是 JSON", "this is no JSON") from None


def query(asked: Any, lang: str) -> dict[str, Any]:
    """A query of 0.2, as a worker is asked."""
    if not isinstance(asked, dict):
        raise problems.bad_request("每个查询应是一个对象", "each query must be an object")
    given = asked.get("properties") or []
    if not isinstance(given, list) or not all(isinstance(p, dict) and isinstance(p.get("pid"), str) and "v" in p for p in given):
        raise problems.bad_request("properties 应是 {pid, v} 的列表", "properties must be a list of {pid, v}")
    types = asked.get("type") or []
    return wanted(
        asked.get("query", ""),
        types if isinstance(types, list) else [types],
        asked.get("limit"),
        [(p["pid"], p["v"], False) for p in given],
    )


def wanted(text: Any, types: Sequence[Any], limit: Any, conditions: Sequence[tuple[str, Any, bool]]) -> dict[str, Any]:
    """A query as a worker is asked; raises 400 where it has neither a name nor a property that can be looked up."""
    known = [found for found in map(type_of, types) if found]
    by_name = next((v for pid, v, _ in conditions if pid in ("code", "label_zh", "label_en")), "")
    text = (
        str(text if isinstance(text, str | int | float) else "").strip() or str(by_name if isinstance(by_name, str | int) else "").strip()
    )
    if not text or len(text) > LONGEST:
        raise problems.bad_request(f"查询要有名称，至多 {LONGEST} 字", f"a query needs a name, of {LONGEST} characters at most")
    number = limit if isinstance(limit, int) and not isinstance(limit, bool) else FEW
    return {
        "text": text, "types": known if known or not types else ["none"], "limit": max(1, min(number, MOST)),
        "conditions": [(pid, v if isinstance(v, list) else [v], required) for pid, v, required in conditions if pid in PROPERTIES],
    }  # fmt: skip


def type_of(given: Any) -> str:
    """The type that an identifier means: kg:Place, its IRI, or its last part."""
    told = str(given.get("id", "") if isinstance(given, dict) else given)
    return next((name for name in TYPES if told == name or re.split("[/#:]", told)[-1] == name.split(":")[1]), "")


async def ask(request: Request, name: str, asked: Any, lang: str) -> Any:
    """Have a worker answer."""
    job = Job("reconciliation", name=name, text=json.dumps(asked), lang=lang)
    return json.loads(await (await request.app.state.named.run(job, lambda: left(request))).whole())


async def match(request: Request, queries: Sequence[dict[str, Any]], lang: str) -> Any:
    """The candidates of each query."""
    if len(queries) > BATCH:
        raise problems.bad_request(f"一次至多 {BATCH} 个查询", f"{BATCH} queries at a time at most")
    return await ask(request, "match", list(queries), lang) if queries else []


async def extension(request: Request, asked: Any, lang: str) -> tuple[list[tuple[str, int]], dict[str, dict[str, list[Any]]]]:
    """The properties that are asked for, each with how many values at most (0 for all), and the values of each thing."""
    ids, wanted = (asked.get("ids"), asked.get("properties")) if isinstance(asked, dict) else (None, None)
    if not isinstance(ids, list) or not isinstance(wanted, list) or not all(isinstance(iri, str) for iri in ids):
        raise problems.bad_request("要有 ids 和 properties 两个列表", "it takes two lists, ids and properties")
    if len(ids) > BATCH:
        raise problems.bad_request(f"一次至多 {BATCH} 个", f"{BATCH} at a time at most")
    properties = []
    for told in wanted:
        name = told.get("id") if isinstance(told, dict) else None
        if name not in PROPERTIES:
            raise problems.bad_request(f"没有属性“{name}”", f'there is no property "{name}"', "、".join(PROPERTIES), ", ".join(PROPERTIES))
        setting = (told.get("settings") or {}).get("limit", 0) if isinstance(told.get("settings") or {}, dict) else 0
        properties.append((str(name), int(setting) if str(setting).isdigit() else 0))
    rows = await ask(request, "extend", {"ids": list(dict.fromkeys(ids)), "properties": properties}, lang)
    return properties, rows


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


def features(candidate: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    """What a score is made of: how well the name fits, and which conditions are met."""
    sorts = {
        "code": ("代码或 IRI", "code or IRI"), "preferred": ("名称", "name"), "label": ("另一名称", "another name"), "within": ("名称与所在地区", "name and where it lies"),
        "short": ("简称", "short name"), "former": ("曾用名", "former name"), "weak": ("省去类别的名称", "name without what it is"),
        "became": ("已并入", "went into it"), "near": ("相近的名称", "a name like it"),
    }  # fmt: skip
    told = [{"id": f"name_{candidate['sort']}", "name": sorts[candidate["sort"]][lang == "en"], "value": True}]
    for name, met in candidate["met"].items():
        told.append({"id": f"property_{name}", "name": PROPERTIES[name].en if lang == "en" else PROPERTIES[name].zh, "value": met})
    return told


def _candidate(found: dict[str, Any], lang: str) -> dict[str, Any]:
    return {
        "id": found["id"], "name": found["name"], "description": found["about"], "type": [typed(found["type"], lang)], "score": found["score"],
        "match": found["match"], "features": features(found, lang),
    }  # fmt: skip


def _cell(value: dict[str, Any]) -> dict[str, Any]:
    if value["iri"]:
        return {"id": value["iri"], "name": value["text"]}
    return {"int": value["number"]} if value["number"] is not None else {"str": value["text"]}


def meta(name: str, request: Request, lang: str) -> dict[str, Any]:
    """A property in the head of an extension; what has things for values says of which service they are."""
    property = PROPERTIES[name]
    found: dict[str, Any] = property_told(property, lang)
    if property.things:
        found["service"] = base(request)
    return found


def property_told(property: Property, lang: str) -> dict[str, Any]:
    """A property as both forms tell of it."""
    return {"id": property.id, "name": property.en if lang == "en" else property.zh}


# ---------------------------------------------------------------------------------------------- suggesting, proposing, showing


async def suggest(request: Request) -> Response:
    """Suggest things, types or properties that begin so."""
    fields, lang, kind = dict(await fields_of(request)), language(request), request.path_params["kind"]
    prefix = fields.get("prefix", "").strip()[:LONGEST]
    cursor = int(fields["cursor"]) if fields.get("cursor", "").isdigit() and len(fields["cursor"]) < 6 else 0
    if kind == "entity":
        types = [found for found in map(type_of, filter(None, re.split("[,|]", fields.get("type", "")))) if found]
        found = await ask(request, "suggest", {"prefix": prefix, "types": types, "cursor": cursor}, lang) if prefix else []
        result = [{"id": t["id"], "name": t["name"], "description": t["about"], "notable": [typed(t["type"], lang)]} for t in found]
    elif kind == "type":
        result = [typed(name, lang) for name, t in TYPES.items() if any(prefix.casefold() in word.casefold() for word in t)][cursor:]
    else:
        result = [property_told(p, lang) for p in PROPERTIES.values() if any(prefix.casefold() in word.casefold() for word in p[:3])][
            cursor:
        ]
    return told(request, fields, {"result": result})


async def properties(request: Request) -> Response:
    """Propose the properties that things of a type have (0.2, data extension property proposal)."""
    fields, lang = dict(await fields_of(request)), language(request)
    type = type_of(fields.get("type", ""))
    most = int(fields["limit"]) if fields.get("limit", "").isdigit() and len(fields["limit"]) < 6 else len(PROPERTIES)
    proposed = [property_told(p, lang) for p in of_type(type)][:most]
    return told(request, fields, {"properties": proposed, "type": fields.get("type", ""), "limit": most})


async def flyout(request: Request) -> Response:
    """A short piece of HTML on a suggestion."""
    fields, lang, kind = dict(await fields_of(request)), language(request), request.path_params["kind"]
    id = fields.get("id", "")
    if kind == "entity":
        thing = await ask(request, "show", {"id": id}, lang)
    elif kind == "type":
        thing = {"name": typed(type_of(id), lang)["name"], "about": id, "rows": [], "kind": ""} if type_of(id) else None
    else:
        thing = {"name": property_told(PROPERTIES[id], lang)["name"], "about": id, "rows": [], "kind": ""} if id in PROPERTIES else None
    if thing is None:
        raise problems.not_found()
    page = await _page(request, "flyout.html", thing)
    return told(request, fields, {"id": id, "html": page.body.decode() if isinstance(page.body, bytes) else ""})


async def preview(request: Request) -> Response:
    """A thing in a small frame of the client's page."""
    page = await _page(request, "preview.html", await _thing(request))
    page.headers["content-security-policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *"  # a client shows it in its own page
    )
    return page


async def view(request: Request) -> Response:
    """The page of a thing."""
    return await _page(request, "entity.html", await _thing(request))


async def _thing(request: Request) -> dict[str, Any]:
    thing = await ask(request, "show", {"id": request.query_params.get("id", "")}, language(request))
    if thing is None:
        raise problems.not_found()
    return dict(thing)


async def _page(request: Request, template: str, thing: dict[str, Any]) -> Response:
    about = _CLAIMS.get(thing.get("type", ""))
    claims = f"/queries/{about[0]}?{urlencode({about[1]: thing['id'], 'lang': language(request)})}" if about else ""
    return render(request, template, thing=thing, claims=claims)
