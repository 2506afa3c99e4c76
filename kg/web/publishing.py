"""``/export``: the formats of claims as JSON, and ``/export/FORMAT`` with the claims themselves, or those that a selection means.

The body is what ``kg export claims --format FORMAT`` writes, also where there are none; a browser is told so on a page.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

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
from kg.web.texts import words

# the queries that list all claims of what they are asked about, and by which parameters an export means the same ones; a place means in an export
# those below it too
_WHOLE = {
    "who-claimed": {"person", "metric", "document", "place"}, "claims-by-person": {"person"}, "claims-of-document": {"document"},
    "metric-timeline": {"metric", "place"}, "evidence-of-claim": {"claim"},
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
    found = await request.app.state.files.run(Job("claims", name=name, parameters=fields, lang=lang, accept=accept), lambda: left(request))
    if any_will_do(request):
        found.close()
        return not_modified(headers)
    headers["content-disposition"] = f'attachment; filename="claims{PUBLICATIONS[name].ending}"'
    return AnswerResponse(found, headers)


def selecting(query: Query, fields: Mapping[str, str]) -> dict[str, str] | None:
    """What selects the claims that a query lists, of a place with those of the places below it; None where nothing does. A page offers them as files.

    >>> from kg.queries import named
    >>> selecting(named("claims-by-person"), {"person": "郭浩", "lang": "zh"})
    {'person': '郭浩'}
    >>> selecting(named("who-claimed"), {"metric": "森林覆盖率"}), selecting(named("speakers"), {})
    ({'metric': '森林覆盖率'}, None)
    """
    asked = {p.name for p in query.parameters if p.name in fields}
    return {name: fields[name] for name in sorted(asked)} if asked and asked <= _WHOLE.get(query.name, set()) else None


def files(selected: Mapping[str, str] | None, lang: str) -> dict[str, Any]:
    """What a page offers of the claims of a selection: what they are called, and the address of each format.

    >>> offered = files({"place": "鹤壁市"}, "zh")
    >>> offered["files_of"], offered["files"][0]
    ('这里和以下各地的说法', ('schemaorg', '/export/schemaorg?place=%E9%B9%A4%E5%A3%81%E5%B8%82&lang=zh'))
    """
    if not selected:
        return {"files_of": "", "files": []}
    return {
        "files_of": words(lang)["claims_below_as" if "place" in selected else "claims_as"],
        "files": [(name, f"/export/{name}?{urlencode({**selected, 'lang': lang})}") for name in PUBLICATIONS],
    }
