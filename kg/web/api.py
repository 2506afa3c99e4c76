"""``/api``: the catalogue as JSON, and ``/api/NAME`` for each named query, a page at a time.

The body is what ``kg ask NAME --format …`` writes; ``Link`` leads to the next page, ``Whoclaims-Rows`` counts this one.
No rows are 204 without a body.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import UnknownName
from kg.queries import Query, catalogue
from kg.queries import named as named_query
from kg.web import problems
from kg.web.frames import Job
from kg.web.limits import FARTHEST, LARGEST_LISTING, LARGEST_PAGE, PAGE
from kg.web.negotiation import GRAPHS, TABLES
from kg.web.protocol import parsed
from kg.web.responses import AnswerResponse, any_will_do, left, not_modified, tag, unchanged


async def listing(request: Request) -> Response:
    """The catalogue."""
    return JSONResponse({"queries": [entry(query) for query in catalogue().values()]}, headers={"cache-control": "no-cache"})


def entry(query: Query) -> dict[str, object]:
    """A query as the catalogue tells of it."""
    parameters = [{"name": p.name, "type": p.type, "kind": p.kind, "optional": p.optional, "example": p.example} for p in query.parameters]
    return {
        "name": query.name, "zh": query.summary, "en": query.summary_en, "tags": list(query.tags), "view": query.view,
        "parameters": parameters, "href": f"/api/{query.name}", "sparql": f"/queries/{query.name}.rq",
    }  # fmt: skip


async def answer(request: Request) -> Response:
    """Answer a named query."""
    query = known(request.path_params["name"])
    fields = once(request)
    offered = {format.name for format in (GRAPHS if query.view == "graph" else TABLES)}
    if fields.get("format", "json") not in offered and "format" in fields:
        raise problems.not_acceptable(GRAPHS if query.view == "graph" else TABLES)
    job = asked(query, fields, request.headers.get("accept", ""), PAGE)
    if lacking := [p for p in query.parameters if not p.optional and p.name not in fields]:
        raise problems.missing(query.name, lacking)
    headers = {"cache-control": "no-cache", "vary": "Accept"}
    headers["etag"] = tag(request.app.state.named.root, "api", query.name, sorted(fields.items()), job.accept)
    if unchanged(request, headers["etag"]):
        return not_modified(headers)
    found = await request.app.state.named.run(job, lambda: left(request))
    if any_will_do(request):
        found.close()
        return not_modified(headers)
    headers["whoclaims-rows"] = str(found.head["rows"])
    if links := _links(request, fields, job, found.head["more"]):
        headers["link"] = links
    if not found.head["rows"]:
        found.close()
        return Response(status_code=204, headers=headers)
    return AnswerResponse(found, headers)


def known(name: str) -> Query:
    """The query of that name; raises 404 with the nearest there are."""
    try:
        return named_query(name)
    except UnknownName as error:
        told = problems.of(error)
        raise problems.Problem(404, "unknown-query", told.zh, told.en, next_zh=told.next_zh, next_en=told.next_en, more=told.more) from None


def once(request: Request) -> dict[str, str]:
    """The parameters of a request, each given once; an empty field of a form is not given."""
    fields: dict[str, str] = {}
    for name, value in parsed(request.scope["query_string"]):
        if name in fields:
            raise problems.bad_request(f"参数 {name} 给了两次", f"parameter {name} is given twice", "只给一次", "give it once")
        if value.strip():
            fields[name] = value
    return fields


def asked(query: Query, fields: Mapping[str, str], accept: str, page: int) -> Job:
    """The job that a request for a named query means."""
    own = {"lang", "limit", "offset", "format"}
    limit = _number("limit", fields.get("limit", str(page)), 1, largest_page(query), _FURTHER_PAGES)
    offset = _number("offset", fields.get("offset", "0"), 0, FARTHEST, _FURTHER_ROWS)
    return Job(
        "named", name=query.name, parameters={name: text for name, text in fields.items() if name not in own},
        lang=fields.get("lang", "zh"), limit=limit, offset=offset, accept=accept, format=fields.get("format", ""),
    )  # fmt: skip


def largest_page(query: Query) -> int:
    """The most rows that a page of a query may have."""
    return LARGEST_LISTING if query.paged else LARGEST_PAGE


_FURTHER_PAGES = ("其余的在后面的页，见 Link 头", "the rest is on the pages that follow, see the header Link")
_FURTHER_ROWS = (
    "更远的行：用参数缩小范围，例如一篇一篇文献（/api/documents 列出），或在 /sparql 以 CSV 取",
    "for rows further on narrow it by a parameter, a document at a time (/api/documents lists them), or take them as CSV from /sparql",
)


def _number(name: str, text: str, least: int, most: int, further: tuple[str, str]) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else -1
    if not least <= number <= most:
        hints = further if number > most else (f"不限就不给 {name}", f"leave {name} out for the usual one")
        raise problems.bad_request(f"{name} 应是 {least} 到 {most} 的整数", f"{name} must be a whole number from {least} to {most}", *hints)
    return number


def _links(request: Request, fields: Mapping[str, str], job: Job, more: bool) -> str:
    """The pages before and after (RFC 8288); where the next would be too far, its address says how to go on."""
    links = []
    for relation, offset, there in (("next", job.offset + job.limit, more), ("prev", max(job.offset - job.limit, 0), job.offset > 0)):
        if there:
            links.append(f'<{request.url.path}?{urlencode({**fields, "limit": job.limit, "offset": offset})}>; rel="{relation}"')
    return ", ".join(links)
