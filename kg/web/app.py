"""The addresses of the server, and what answers each."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from starlette.applications import Starlette
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import WhoclaimsError
from kg.web import api, assets, openapi, pages, problems, protocol, publishing, reconcile, reconcile_draft
from kg.web.limits import Limits
from kg.web.middleware import AccessLog, Manners
from kg.web.negotiation import prefers_html
from kg.web.responses import problem_response
from kg.web.workers import ClientGone, Pool

_LEAST = 1_000  # bytes; less is not worth compressing
_LEVEL = 3  # an answer is compressed while it is read: speed goes before size


async def _openapi(request: Request) -> Response:
    return JSONResponse(request.app.state.openapi, headers={"cache-control": "no-cache"})


async def _icon(request: Request) -> Response:
    request.path_params["name"] = "icon.svg"
    return await assets.asset(request)


class _Reconciled(StringConvertor):
    """What can be suggested."""

    regex = "entity|type|property"


register_url_convertor("reconciled", _Reconciled())

ROUTES = [
    Route("/", pages.home),
    Route("/queries/{name}.rq", pages.query_text),
    Route("/queries/{name}", pages.query_page),
    Route("/describe", pages.describe),
    Route("/sparql", protocol.endpoint, methods=["GET", "POST"]),
    Route("/.well-known/void", protocol.void),
    Route("/api", api.listing),
    Route("/api/{name}", api.answer),
    Route("/reconcile", reconcile.endpoint, methods=["GET", "POST"]),
    Route("/reconcile/suggest/{kind:reconciled}", reconcile.suggest),
    Route("/reconcile/flyout/{kind:reconciled}", reconcile.flyout),
    Route("/reconcile/properties", reconcile.properties),
    Route("/reconcile/preview", reconcile.preview),
    Route("/reconcile/view", reconcile.view),
    *(
        Route(path, answer, methods=[method])
        for root in ("/reconcile", "/reconcile/1.0-draft")
        for path, answer, method in (
            (f"{root}/match", reconcile_draft.match, "POST"),
            (f"{root}/extend", reconcile_draft.extend, "POST"),
            (f"{root}/extend/propose", reconcile_draft.propose, "GET"),
        )
    ),
    Route("/reconcile/1.0-draft", reconcile_draft.manifest),
    Route("/reconcile/1.0-draft/suggest/{kind:reconciled}", reconcile.suggest),
    Route("/reconcile/1.0-draft/preview", reconcile.preview),
    Route("/export", publishing.listing),
    Route("/export/{name}", publishing.answer),
    Route("/openapi.json", _openapi),
    Route("/static/{name}", assets.asset),
    Route("/favicon.ico", _icon),
]


def application(root: Path, limits: Limits, log: Any = None, about: Mapping[str, str] = MappingProxyType({})) -> Starlette:
    """The application over the store at ``root``; its lanes of workers are started by the server."""
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(AccessLog, log), Middleware(Manners), Middleware(GZipMiddleware, _LEAST, _LEVEL)],
        exception_handlers={WhoclaimsError: _problem, HTTPException: _http, ClientGone: _gone, Exception: _failed},
    )
    app.router.redirect_slashes = False
    app.state.limits, app.state.about = limits, dict(about)
    lanes: list[Pool] = []
    app.state.sparql, app.state.named, app.state.files = (Pool(root, of, lanes) for of in (limits, limits, limits.of_files()))
    app.state.lanes = lanes
    app.state.assets, app.state.openapi = assets.assets(), openapi.document()
    return app


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, WhoclaimsError)
    problem = problems.of(error)
    if request.method != "POST" and prefers_html(request.headers.get("accept", "")) and not request.url.path.startswith("/api"):
        return pages.problem_page(request, problem)
    return problem_response(problem)


async def _http(request: Request, error: Exception) -> Response:
    """What the router itself refuses."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return await _problem(request, problems.bad_method((error.headers or {}).get("Allow", "GET")))
    return await _problem(request, problems.not_found() if error.status_code == 404 else problems.bad_request("请求有误", "bad request"))


async def _failed(request: Request, error: Exception) -> Response:
    return await _problem(request, problems.failed())


async def _gone(request: Request, error: Exception) -> Response:
    """For the access log: nobody reads this."""
    return Response(status_code=499)
