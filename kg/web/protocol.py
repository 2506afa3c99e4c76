"""``/sparql``: SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), the query operation of a read-only service.

GET and POST, the query in the address, in a form, or as the body; ``format=`` goes before ``Accept``. Asked without a query it describes
itself, to a browser as the editor, to others in RDF.
"""

from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg import sparql
from kg.web import problems
from kg.web.frames import Job
from kg.web.negotiation import GRAPHS, choose, prefers_html
from kg.web.responses import AnswerResponse, any_will_do, left, not_modified, tag, unchanged
from kg.web.workers import ClientGone

_CHANGING = {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}  # what answers otherwise each time it is asked
_CACHED = {"cache-control": "no-cache", "vary": "Accept"}
_FORM, _DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"

Fields = list[tuple[str, str]]


async def endpoint(request: Request) -> Response:
    """Answer one request of the protocol."""
    fields = await fields_of(request)
    job = _job(request, fields)
    accept = request.headers.get("accept", "")
    if request.method != "POST" and not job.format and prefers_html(accept):
        return await _editor(request)
    headers = dict(_CACHED)
    if request.method != "POST" and not _changes(job.text):
        headers["etag"] = tag(request.app.state.sparql.root, "sparql", str(request.url), fields, accept)
        if unchanged(request, headers["etag"]):
            return not_modified(headers)
    answer = await request.app.state.sparql.run(job, lambda: left(request))
    if request.method != "POST" and any_will_do(request):
        answer.close()
        return not_modified(headers)
    return AnswerResponse(answer, headers)


async def void(request: Request) -> Response:
    """The description of the data set at the address where VoID looks for it."""
    address, accept = str(request.url.replace(path="/sparql", query="", fragment="")), request.headers.get("accept", "")
    asked = dict(parsed(request.scope["query_string"])).get("format", "")
    here = str(request.url.replace(query="", fragment=""))
    taken = accept if choose(accept, GRAPHS) else "*/*"  # a browser is given Turtle
    job = Job("description", address=address, parameters=request.app.state.about, name=here, accept=taken, format=asked)
    headers = {**_CACHED, "etag": tag(request.app.state.sparql.root, "void", str(request.url), accept)}
    if unchanged(request, headers["etag"]):
        return not_modified(headers)
    return AnswerResponse(await request.app.state.sparql.run(job, lambda: left(request)), headers)


async def _editor(request: Request) -> Response:
    from kg.web.pages import editor

    return await editor(request)


def _changes(text: str) -> bool:
    return any(token.kind == "word" and token.text.upper() in _CHANGING for token in sparql.tokens(text))


def _job(request: Request, fields: Fields) -> Job:
    """What a request asks."""
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise problems.bad_request("不接受更新：本服务只读", "updates are refused: this service is read-only", "用 query=", "use query=")
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if len(values.get("query", ())) > 1:
        raise problems.bad_request("只能给一个 query", "there is more than one query", "每次问一个", "ask one at a time")
    common: dict[str, Any] = {"accept": request.headers.get("accept", ""), "format": values.get("format", [""])[0]}
    if "query" not in values:
        if request.method == "POST":
            raise problems.bad_request("没有 query", "there is no query", "用 query= 给出", "give it as query=")
        return Job("description", address=str(request.url.replace(query="", fragment="")), parameters=request.app.state.about, **common)
    text = values["query"][0]
    limit = request.app.state.limits.query
    if len(text.encode()) > limit:
        raise problems.too_long(limit)
    graphs: dict[str, Any] = {
        "default_graphs": tuple(values.get("default-graph-uri", ())),
        "named_graphs": tuple(values.get("named-graph-uri", ())),
    }
    return Job("sparql", text=text, **graphs, **common)


async def fields_of(request: Request) -> Fields:
    """The parameters of a request, those of its address and those of its form; a query sent as the body is ``query``."""
    fields = parsed(request.scope["query_string"])
    if request.method != "POST":
        return fields
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = dict(_parameter(part) for part in parameters.split(";")).get("charset", "utf-8").strip("\"'").lower()
    if kind.strip().lower() not in (_FORM, _DIRECT) or charset not in ("utf-8", "utf8", "us-ascii"):
        raise problems.bad_media_type()
    body = await body_of(request)
    if kind.strip().lower() == _FORM:
        return fields + parsed(body)
    return [*fields, ("query", _decoded(body))]


def _parameter(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip().lower(), value.strip()


def parsed(encoded: bytes) -> Fields:
    """Percent-encoded parameters in their order; raises what is no UTF-8."""
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise problems.bad_request(
            "参数不是 UTF-8 的百分号编码", "the parameters are no percent-encoded UTF-8", "改用 UTF-8", "use UTF-8"
        ) from None
    except ValueError:
        raise problems.bad_request("参数太多", "there are too many parameters", "减少参数", "give fewer") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise problems.bad_request("查询不是 UTF-8", "the query is not UTF-8", "改用 UTF-8", "use UTF-8") from None


async def body_of(request: Request) -> bytes:
    """The body, read no further than a query may be long; each of its bytes may be percent-encoded as three.

    One whose header says that it is longer is not read at all.
    """
    limit = request.app.state.limits.query
    longest = 3 * limit + 10_000
    if int(request.headers.get("content-length", "0")) > longest:
        raise problems.too_long(limit)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > longest:
                raise problems.too_long(limit)
    except ClientDisconnect:
        raise ClientGone from None
    return bytes(body)
