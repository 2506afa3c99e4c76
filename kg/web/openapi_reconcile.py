"""The addresses of reconciliation in the OpenAPI document."""

from typing import Any

from kg.reconciliation import TYPES
from kg.reconciliation.properties import PROPERTIES
from kg.web.batches import BATCH, LONGEST

_TEXT = {"type": "string"}
_OBJECT = {"application/json": {"schema": {"type": "object"}}}
_TYPE = {"name": "type", "in": "query", "schema": {"type": "string", "enum": list(TYPES)}}
_ID = {"name": "id", "in": "query", "required": True, "schema": {"type": "string", "format": "uri"}, "description": "the IRI of a thing"}
_PREFIX = {"name": "prefix", "in": "query", "required": True, "schema": {"type": "string", "maxLength": LONGEST}}
_CURSOR = {"name": "cursor", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}}
_ANSWERED = "What is wrong with one query (a type or property that is none, too long a name) stands as an error beside its result; the others are answered."
_FIELDS = {
    "queries": {**_TEXT, "description": f"JSON: {BATCH} queries at most by keys, each with a query (a name of {LONGEST} characters at most), properties, or both"},
    "extend": {**_TEXT, "description": f"JSON: ids, {BATCH} at most, and properties: {', '.join(PROPERTIES)}"},
    "callback": {**_TEXT, "description": "the function that JSONP calls"},
}  # fmt: skip
_LANG = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": ["zh", "en"]}}


def paths(problems: dict[str, Any]) -> dict[str, Any]:
    """The paths; ``problems`` are the answers that each may give beside its own.

    >>> sorted(paths({}))[:3]
    ['/reconcile', '/reconcile/1.0-draft', '/reconcile/extend']
    """

    def operation(
        id: str, zh: str, en: str, *parameters: dict[str, Any], content: Any = _OBJECT, body: Any = None, about: str = ""
    ) -> dict[str, Any]:
        asked: dict[str, Any] = {"requestBody": {"required": True, "content": body}} if body else {}
        if about:
            asked["description"] = about
        answers = {"200": {"description": en, "content": content}, **problems}
        return {
            "operationId": id,
            "summary": f"{zh} · {en}",
            "tags": ["reconciliation"],
            "parameters": [*parameters, _LANG],
            **asked,
            "responses": answers,
        }

    form = {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": _FIELDS}}}
    asked = [{"name": name, "in": "query", "schema": schema} for name, schema in _FIELDS.items()]
    html = {"text/html": {"schema": _TEXT}}
    return {
        "/reconcile": {
            "get": operation("reconcile-get", "清单、查询或取值（0.2）", "manifest, queries or data extension (0.2)", *asked, about=_ANSWERED),
            "post": operation("reconcile-post", "查询或取值（0.2）", "queries or data extension (0.2)", body=form, about=_ANSWERED),
        },
        "/reconcile/suggest/entity": {"get": operation("suggest-entity", "补全事物", "suggest things", _PREFIX, _TYPE, _CURSOR)},
        "/reconcile/suggest/type": {"get": operation("suggest-type", "补全类", "suggest types", _PREFIX, _CURSOR)},
        "/reconcile/suggest/property": {"get": operation("suggest-property", "补全属性", "suggest properties", _PREFIX, _CURSOR)},
        "/reconcile/properties": {"get": operation("propose-properties", "一类的属性", "the properties of a type", _TYPE)},
        "/reconcile/preview": {"get": operation("preview", "小窗", "a small frame", _ID, content=html)},
        "/reconcile/view": {"get": operation("view", "页面，库里有的转到 /describe", "a page; of what the store holds, that of /describe", _ID, content=html)},
        "/reconcile/1.0-draft": {"get": operation("draft-manifest", "1.0 草案的清单", "the manifest of the draft of 1.0")},
        "/reconcile/match": {"post": operation("draft-match", "查询（1.0 草案）", "queries (draft of 1.0)", body=_OBJECT, about=_ANSWERED)},
        "/reconcile/extend": {"post": operation("draft-extend", "取值（1.0 草案）", "data extension (draft of 1.0)", body=_OBJECT)},
        "/reconcile/extend/propose": {"get": operation("draft-propose", "一类的属性（1.0 草案）", "the properties of a type (draft of 1.0)", _TYPE)},
    }  # fmt: skip
