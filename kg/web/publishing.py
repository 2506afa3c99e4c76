"""``/export``: the formats of claims as JSON, and ``/export/FORMAT`` with the claims themselves, or those that a selection means.

The body is what ``kg export claims --format FORMAT`` writes, also where there are none; a browser is told so on a page.
"""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import UnknownName
from kg.publications import PUBLICATIONS, publisher
from kg.publications.selecting import SELECTIONS
from kg.queries import Query
from kg.web import problems
from kg.web.api import once
from kg.web.frames import Job
from kg.web.responses import AnswerResponse, any_will_do, left, not_modified, tag, unchanged

# the queries that list all claims of what they are asked about, and by which parameters an export means the same ones
_WHOLE = {
    "who-claimed": {"person", "metric", "document"}, "claims-by-person": {"person"}, "claims-of-document": {"document"},
    "metric-timeline": {"metric"}, "evidence-of-claim": {"claim"},
}  # fmt: skip


async def listing(request: Request) -> Response:
    """The formats."""
    formats = [
        {"name": name, "zh": format.zh, "en": format.en, "media": format.media, "ending": format.ending, "href": f"/export/{name}"}
        for name, format in PUBLICATIONS.items()
    ]
    return JSONResponse({"formats": formats, "selections": list(SELECTIONS)}, headers={"cache-control": "no-cache"})


async def answer(request: Request) -> Response:
    """Write claims in a format."""
    name = request.path_params["name"]
    try:
        publisher(name)
    except UnknownName as error:
        told = problems.of(error)
        raise problems.Problem(
            404, "unknown-format", told.zh, told.en, next_zh=told.next_zh, next_en=told.next_en, more=told.more
        ) from None
    fields = once(request)
    lang, accept = fields.pop("lang", "zh"), request.headers.get("accept", "")
    headers = {"cache-control": "no-cache", "vary": "Accept"}
    headers["etag"] = tag(request.app.state.named.root, "export", name, lang, sorted(fields.items()))
    if unchanged(request, headers["etag"]):
        return not_modified(headers)
    found = await request.app.state.named.run(Job("claims", name=name, parameters=fields, lang=lang, accept=accept), lambda: left(request))
    if any_will_do(request):
        found.close()
        return not_modified(headers)
    headers["content-disposition"] = f'attachment; filename="claims{PUBLICATIONS[name].ending}"'
    return AnswerResponse(found, headers)


def selecting(query: Query, fields: Mapping[str, str]) -> dict[str, str] | None:
    """What selects the very claims that a query lists, None where nothing does: a page offers them as files then.

    >>> from kg.queries import named
    >>> selecting(named("claims-by-person"), {"person": "郭浩", "lang": "zh"})
    {'person': '郭浩'}
    >>> selecting(named("who-claimed"), {"metric": "森林覆盖率"}), selecting(named("speakers"), {})
    ({'metric': '森林覆盖率'}, None)
    """
    asked = {p.name for p in query.parameters if p.name in fields}
    return {name: fields[name] for name in sorted(asked)} if asked and asked <= _WHOLE.get(query.name, set()) else None
