"""The OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.0), made from the catalogue."""

from collections.abc import Sequence
from typing import Any

from kg import __version__
from kg.publications import PUBLICATIONS, Publication
from kg.publications.selecting import SELECTIONS
from kg.queries import SORTED, Parameter, Query, catalogue
from kg.web import openapi_reconcile
from kg.web.api import largest_page
from kg.web.limits import FARTHEST, PAGE
from kg.web.negotiation import GRAPHS, HTML, RESULTS, TABLES, Format

_TYPES = {"iri": "IRI, code or label", "string": "text", "integer": "whole number", "date": "date: 2020, 2020-12 or 2020-12-09",
          "period": "period: 2020 or 2016/2020"}  # fmt: skip
_LISTING = f"More than {SORTED} claims come in the order of the index, which a snapshot keeps: limit and offset count claims, and each page is sorted within itself."
_PROBLEMS = {
    "400": "refused: the query, a name or a parameter cannot be understood", "404": "no query or thing of that name",
    "406": "none of the formats asked for", "413": "the query is too long", "415": "a body of another media type", "422": "the answer is too large",
    "503": "too many requests at once, or no store", "504": "timed out",
}  # fmt: skip


def document() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, Any] = {"/sparql": _sparql(), "/api": {"get": {
        "operationId": "catalogue", "summary": "全部命名查询 · all named queries",
        "responses": {"200": {"description": "the catalogue", "content": {"application/json": {"schema": {"type": "object"}}}}},
    }}}  # fmt: skip
    paths["/.well-known/void"] = {"get": {
        "operationId": "void", "summary": "数据集的描述，DCAT 与 VoID · the data set described in DCAT and VoID",
        "parameters": [{"name": "format", "in": "query", "schema": {"type": "string", "enum": [format.name for format in GRAPHS]}}],
        "responses": {
            "200": {"description": "the description", "content": {format.media: {"schema": {"type": "string"}} for format in GRAPHS}},
            **_problems("406", "503", "504"),
        },
    }}  # fmt: skip
    paths["/describe"] = {"get": {
        "operationId": "describe", "summary": "一个 IRI 是什么：网页或 RDF · what an IRI is of: a page, or RDF",
        "parameters": [
            {"name": "iri", "in": "query", "required": True, "schema": {"type": "string"}, "description": "IRI, whole or with a prefix", "example": "place:410600"},
            {"name": "lang", "in": "query", "schema": {"type": "string", "enum": ["zh", "en"]}},
            {"name": "format", "in": "query", "schema": {"type": "string", "enum": [format.name for format in (HTML, *GRAPHS)]}},
        ],
        "responses": {
            "200": {"description": "the thing", "content": {format.media: {"schema": {"type": "string"}} for format in (HTML, *GRAPHS)}},
            **_problems("400", "404", "406", "503", "504"),
        },
    }}  # fmt: skip
    paths |= {f"/api/{query.name}": {"get": _operation(query)} for query in catalogue().values()}
    paths["/export"] = {"get": {
        "operationId": "formats", "summary": "说法的全部文件格式 · all formats of claims",
        "responses": {"200": {"description": "the formats", "content": {"application/json": {"schema": {"type": "object"}}}}},
    }}  # fmt: skip
    paths |= {f"/export/{name}": {"get": _export(name, format)} for name, format in PUBLICATIONS.items()}
    paths |= openapi_reconcile.paths(_problems("400", "404", "503", "504"))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "谁说的 · Whoclaims",
            "version": __version__,
            "summary": "中文公开报道里谁就什么说了什么 · who claimed what in Chinese official reporting",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": {"Problem": _problem()}},
    }


def _operation(query: Query) -> dict[str, Any]:
    graph = query.view == "graph"
    formats = GRAPHS if graph else TABLES
    headers = {
        "Link": {"description": "rel=next, rel=prev", "schema": {"type": "string"}},
        "ETag": {"schema": {"type": "string"}},
        "Whoclaims-Rows": {"description": "rows of this page", "schema": {"type": "integer"}},
    }
    return {
        "operationId": query.name,
        "summary": f"{query.summary} · {query.summary_en}",
        "tags": list(query.tags),
        "parameters": [*map(_parameter, query.parameters), *_common(query, formats)],
        **({"description": _LISTING} if query.paged else {}),
        "responses": {
            "200": {
                "description": "a page of the answer",
                "headers": headers,
                "content": {format.media: {"schema": _schema(format, graph)} for format in formats},
            },
            "204": {"description": "no rows", "headers": headers},
            "304": {"description": "nothing changed"},
            **_problems("400", "404", "406", "503", "504"),
        },
    }


def _export(name: str, format: Publication) -> dict[str, Any]:
    lang = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": ["zh", "en"], "default": "zh"}}
    return {
        "operationId": f"export-{name}",
        "summary": f"{format.zh} · {format.en}",
        "tags": ["export"],
        "parameters": [*(_parameter(selection) for selection in SELECTIONS.values()), lang],
        "responses": {
            "200": {
                "description": "the claims",
                "headers": {"ETag": {"schema": {"type": "string"}}, "Content-Disposition": {"schema": {"type": "string"}}},
                "content": {format.media: {"schema": {"type": "string"}}},
            },
            "304": {"description": "nothing changed"},
            **_problems("400", "404", "422", "503", "504"),
        },
    }


def _schema(format: Format, graph: bool) -> dict[str, Any]:
    if format.name == "json" and not graph:
        return {"type": "array", "items": {"type": "object", "additionalProperties": {"type": ["string", "integer", "boolean", "null"]}}}
    return {"type": "string"}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    kind = f" ({parameter.kind})" if parameter.kind else ""
    told: dict[str, Any] = {
        "name": parameter.name, "in": "query", "required": not parameter.optional, "description": _TYPES[parameter.type] + kind,
        "schema": {"type": "integer" if parameter.type == "integer" else "string"},
    }  # fmt: skip
    if parameter.example:
        told["example"] = int(parameter.example) if parameter.type == "integer" else parameter.example
    return told


def _common(query: Query, formats: Sequence[Format]) -> list[dict[str, Any]]:
    schemas: dict[str, dict[str, Any]] = {
        "lang": {"type": "string", "enum": ["zh", "en"], "default": "zh"},
        "limit": {"type": "integer", "minimum": 1, "maximum": largest_page(query), "default": PAGE},
        "offset": {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0},
        "format": {"type": "string", "enum": [format.name for format in formats]},
    }
    return [{"name": name, "in": "query", "schema": schema} for name, schema in schemas.items()]


def _sparql() -> dict[str, Any]:
    content = {format.media: {"schema": {"type": "string"}} for format in (*RESULTS, *GRAPHS)}
    responses = {
        "200": {"description": "results, or the description of the service", "content": content},
        **_problems("400", "406", "413", "415", "422", "503", "504"),
    }
    text, graphs = {"type": "string"}, {"type": "array", "items": {"type": "string", "format": "uri"}}
    fields = {"query": text, "default-graph-uri": graphs, "named-graph-uri": graphs, "format": text}
    form = {"schema": {"type": "object", "properties": fields, "required": ["query"]}}
    return {
        "get": {
            "operationId": "sparql-get", "summary": "SPARQL 1.1 Protocol, GET", "responses": responses,
            "parameters": [{"name": name, "in": "query", "schema": schema} for name, schema in fields.items()],
        },
        "post": {
            "operationId": "sparql-post", "summary": "SPARQL 1.1 Protocol, POST", "responses": responses,
            "requestBody": {
                "required": True,
                "content": {"application/x-www-form-urlencoded": form, "application/sparql-query": {"schema": {"type": "string"}}},
            },
        },
    }  # fmt: skip


def _problems(*statuses: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _PROBLEMS[status], "content": content} for status in statuses}


def _problem() -> dict[str, Any]:
    text = {"type": "string"}
    fields = {"status": {"type": "integer"}, "code": text, "zh": text, "en": text, "next_zh": text, "next_en": text}
    further = {
        "line": {"type": "integer"}, "column": {"type": "integer"}, "nearest": {"type": "array", "items": text},
        "candidates": {"type": "array", "items": {"type": "object", "properties": {"iri": text, "label": text}}},
    }  # fmt: skip
    inner = {"type": "object", "required": list(fields), "properties": {**fields, **further}}
    return {"type": "object", "required": ["error"], "properties": {"error": inner}}
