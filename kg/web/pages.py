"""The pages: the catalogue with a form for each query, a query with its answer, the editor. They work without JavaScript, the editor aside."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from kg.errors import WhoclaimsError
from kg.publications import PUBLICATIONS, selecting
from kg.queries import GROUPS, Parameter, Query, catalogue, grouped
from kg.vocabulary import PREFIXES
from kg.web import batches, problems, publishing, terms
from kg.web.api import asked, known, once
from kg.web.fragments import templates
from kg.web.frames import Job
from kg.web.negotiation import GRAPHS, HTML, RESULTS, TABLES, prefers_html
from kg.web.problems import Problem
from kg.web.responses import AnswerResponse, left, not_modified, tag, unchanged
from kg.web.texts import CONFIDENCES, PARAMETERS, called, words

_PAGE = 50  # rows of a page


def language(request: Request) -> str:
    """The language of a page: as asked, else as the browser prefers, else Chinese."""
    asked = request.query_params.get("lang")
    if asked in ("zh", "en"):
        return asked
    preferred = [part.split(";")[0].strip().lower()[:2] for part in request.headers.get("accept-language", "").split(",")[:20]]
    return next((code for code in preferred if code in ("zh", "en")), "zh")


def render(request: Request, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **given: Any) -> Response:
    """A page in its language."""
    lang = language(request)
    other = dict(request.query_params) | {"lang": "zh" if lang == "en" else "en"}
    shared = {"t": words(lang), "lang": lang, "other": f"{request.url.path}?{urlencode(other)}"}
    content = templates().get_template(template).render(**shared, **given)
    return HTMLResponse(content, status, {"vary": "Accept, Accept-Language", "cache-control": "no-cache", **(headers or {})})


async def home(request: Request) -> Response:
    """The catalogue."""
    lang = language(request)
    groups = [(GROUPS[group][lang == "en"], [form(query, {}, lang) for query in queries]) for group, queries in grouped().items()]
    choices = {"confidence": [(value, called(CONFIDENCES, value, lang)) for value in selecting.CONFIDENCES]}
    selections = [
        {"name": name, "label": called(PARAMETERS, name, lang), "hint": selection.example, "choices": choices.get(name)}
        for name, selection in selecting.SELECTIONS.items()
    ]
    formats = [(name, format.en if lang == "en" else format.zh) for name, format in PUBLICATIONS.items()]
    return render(request, "home.html", groups=groups, selections=selections, formats=formats, reconciling=batches.base(request))


def form(query: Query, values: Mapping[str, str], lang: str) -> dict[str, Any]:
    """A query as its form."""
    return {
        "name": query.name,
        "summary": query.summary_en if lang == "en" else query.summary,
        "fields": [_field(parameter, values, lang) for parameter in query.parameters],
    }


def _field(parameter: Parameter, values: Mapping[str, str], lang: str) -> dict[str, Any]:
    t = words(lang)
    example = f"{t['for_example']} {parameter.example}" if parameter.example else t[parameter.type]
    return {
        "name": parameter.name,
        "label": called(PARAMETERS, parameter.name, lang),
        "hint": example,
        "value": values.get(parameter.name, ""),
        "required": not parameter.optional,
    }


async def query_page(request: Request) -> Response:
    """One query: its form and, where everything it needs is given, a page of its answer."""
    query = known(request.path_params["name"])
    lang = language(request)
    fields = once(request) | {"lang": lang}
    job = asked(query, {name: text for name, text in fields.items() if name != "format"} | {"format": HTML.name}, "", _PAGE)
    given: dict[str, Any] = {"query": form(query, fields, lang), "result": None, "problem": None, "links": [], "rows": "", "more": {}}
    if any(not p.optional and p.name not in fields for p in query.parameters):
        return render(request, "query.html", **given)
    headers = {"etag": tag(request.app.state.named.root, "page", query.name, sorted(fields.items()))}
    if unchanged(request, headers["etag"]):
        return not_modified(headers)
    try:
        answer = await request.app.state.named.run(job, lambda: left(request))
        content = await answer.whole()
    except WhoclaimsError as error:
        problem = problems.of(error)
        candidates = _candidates(problem, request.url.path, fields)
        return render(request, "query.html", problem.status, **given | {"problem": problem, "candidates": candidates})
    told = _answer(query, fields, job, answer.head, content, lang)
    return render(request, "query.html", 200, headers, **given | told)


def _answer(query: Query, fields: Mapping[str, str], job: Job, head: Mapping[str, Any], content: bytes, lang: str) -> dict[str, Any]:
    """What a page shows of an answer: its rows, where others are, and the formats it can be taken in."""
    own = {name: text for name, text in fields.items() if name not in ("limit", "offset", "format")}
    formats = GRAPHS if query.view == "graph" else TABLES
    more = {"next": "", "previous": ""}
    if head["more"]:
        more["next"] = _address(query, own, job.offset + job.limit, job.limit)
    if job.offset:
        more["previous"] = _address(query, own, max(job.offset - job.limit, 0), job.limit)
    return {
        "result": Markup(content.decode()) if head["rows"] else "",  # escaped by the templates of the worker
        "rows": words(lang)["rows"].format(first=job.offset + 1, last=job.offset + head["rows"]),
        "links": [(format.name, f"/api/{query.name}?{urlencode({**own, 'format': format.name})}") for format in formats],
        "more": more,
        **publishing.files(publishing.selecting(query, fields), lang),
    }


def _address(query: Query, fields: Mapping[str, str], offset: int, limit: int) -> str:
    return f"/queries/{query.name}?{urlencode({**fields, 'limit': limit, 'offset': offset})}"


def _candidates(problem: Problem, path: str, fields: Mapping[str, str]) -> list[dict[str, str]]:
    """What may be meant, each with where it leads: the same question about it, where a field holds its name."""
    told = []
    for candidate in problem.more.get("candidates", ()):
        label, iri = str(candidate["label"]), str(candidate["iri"])
        field = next((name for name, text in fields.items() if text.strip() and text.strip() == label.partition("（")[0]), None)
        href = f"{path}?{urlencode({**fields, field: iri})}" if field else ""
        told.append({"label": label, "iri": iri, "href": candidate.get("href", href)})
    return told


async def query_text(request: Request) -> Response:
    """The SPARQL of a named query, as its file has it."""
    query = known(request.path_params["name"])
    return PlainTextResponse(query.text, media_type="application/sparql-query", headers={"cache-control": "no-cache"})


async def editor(request: Request) -> Response:
    """The SPARQL editor, with our prefixes, our vocabulary and the named queries as examples."""
    lang = language(request)
    examples = [
        {"name": query.name, "summary": query.summary_en if lang == "en" else query.summary, "href": f"/queries/{query.name}.rq"}
        for query in catalogue().values()
    ]
    settings = {"endpoint": "/sparql", "prefixes": PREFIXES, **terms.terms(), "lang": lang}
    formats = [format.name for format in (*RESULTS, *GRAPHS)]
    given: dict[str, Any] = {"examples": examples, "settings": json.dumps(settings, ensure_ascii=False), "formats": formats}
    return render(request, "editor.html", **given, text=request.query_params.get("query", ""))


async def describe(request: Request) -> Response:
    """One thing, by its IRI: a page for a browser, its triples for others."""
    fields, lang, accept = once(request), language(request), request.headers.get("accept", "")
    if "iri" not in fields:
        raise problems.bad_request(
            "没有 iri", "there is no iri", "例如 /describe?iri=place:410600", "for example: /describe?iri=place:410600"
        )
    asked = fields.get("format", HTML.name if prefers_html(accept, GRAPHS) else "")
    job = Job("thing", name=fields["iri"], lang=lang, accept=accept, format=asked)
    headers = {"etag": tag(request.app.state.named.root, "thing", fields["iri"], asked, accept, lang)}
    if unchanged(request, headers["etag"]):
        return not_modified(headers)
    answer = await request.app.state.named.run(job, lambda: left(request))
    if asked != HTML.name:
        return AnswerResponse(answer, {**headers, "cache-control": "no-cache", "vary": "Accept"})
    facts = Markup((await answer.whole()).decode())  # escaped by the templates of the worker
    links = [(format.name, f"/describe?{urlencode({'iri': fields['iri'], 'format': format.name})}") for format in GRAPHS]
    title, iri, selection = (answer.head[name] for name in ("name", "iri", "selection"))
    files = publishing.files({selection: iri} if selection else None, lang)
    return render(request, "thing.html", 200, headers, title=title, facts=facts, links=links, **files)


def problem_page(request: Request, problem: Problem) -> Response:
    """A problem as a page of its own."""
    candidates = _candidates(problem, request.url.path, dict(request.query_params))
    return render(request, "problem.html", problem.status, {"cache-control": "no-store"}, problem=problem, candidates=candidates)
