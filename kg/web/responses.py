"""An answer of a worker as HTTP: its bytes as they come, a tag for revalidation, and problems in one shape.

An answer that fails before its first bytes is a problem with its status; one that fails later is cut, so that the client sees it is not whole:
the connection ends before the last chunk.
"""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from kg import __version__
from kg.errors import StoreMissing
from kg.web.frames import SIZE
from kg.web.problems import Problem
from kg.web.workers import Answer


class AnswerCut(Exception):
    """An answer that could not be finished after its head was sent."""


class AnswerResponse(Response):
    """Streams an answer; an answer that is whole already goes with its length."""

    def __init__(self, answer: Answer, headers: Mapping[str, str]) -> None:
        if answer.spool.error is not None:  # it failed before its head was sent
            answer.close()
            raise answer.spool.error
        self.answer = answer
        self.status_code = 200
        self.background = None
        length = {"content-length": str(answer.spool.size)} if answer.spool.finished else {}
        self.init_headers({"content-type": answer.head["media"], **length, **headers})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if self.answer.spool.finished and self.answer.spool.size <= SIZE:  # in one piece: most answers, and each piece costs time
                await send({"type": "http.response.body", "body": await self.answer.whole(), "more_body": False})
                return
            leaving = asyncio.ensure_future(_left(receive))
            try:
                async for chunk in self.answer.spool.chunks():
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
                    if leaving.done():  # what is sent now goes nowhere
                        raise AnswerCut("client-gone")
            finally:
                leaving.cancel()
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except Problem as problem:
            raise AnswerCut(problem.code) from None
        finally:
            self.answer.close()


def problem_response(problem: Problem) -> JSONResponse:
    """A problem as JSON."""
    headers = {"cache-control": "no-store"}
    if problem.status == 503:
        headers["retry-after"] = "5"
    if problem.status == 405:
        headers["allow"] = ", ".join(problem.more["methods"])
    return JSONResponse(problem.body(), problem.status, headers)


def tag(root: Path, *parts: object) -> str:
    """The weak tag of an answer: the same store, program and request, the same tag; weak, because an answer may travel compressed."""
    try:
        pointer = root / "snapshot"
        state = (pointer.stat().st_mtime_ns, pointer.read_bytes().decode())
    except OSError:
        raise StoreMissing("这里没有库", "there is no store here") from None
    content = json.dumps([__version__, *state, *parts], ensure_ascii=True, default=str).encode()
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client has this answer already (RFC 9110, 13.1.2)."""
    given = request.headers.get("if-none-match", "")
    return tag.removeprefix("W/") in {part.strip().removeprefix("W/") for part in given.split(",")}


def any_will_do(request: Request) -> bool:
    """Whether the client has some answer and wants none where there is one, ``If-None-Match: *``: known only once the query was answered."""
    return request.headers.get("if-none-match", "").strip() == "*"


def not_modified(headers: Mapping[str, str]) -> Response:
    """304 with the headers that a cache needs."""
    return Response(status_code=304, headers=dict(headers))


async def left(request: Request) -> None:
    """Return when the client is gone."""
    await _left(request.receive)


async def _left(receive: Receive) -> None:
    while True:
        message: Any = await receive()
        if message["type"] == "http.disconnect":
            return
