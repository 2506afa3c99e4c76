"""What every answer goes through: the headers that keep a browser at home, CORS, compression as asked, and a line in the access log."""

import sys
import time
import traceback
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.negotiation import ranges
from kg.web.responses import AnswerCut

# nothing from elsewhere; the editor draws with styles of its own and with pictures made in place
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Whoclaims-Rows, Retry-After",
}
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "Accept, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
}


class Manners:
    """Headers on every answer, and the answer to a browser that asks whether another site may ask (Fetch, CORS preflight)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""

        async def mannered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            headers = [(name.encode(), value.encode()) for name, value in _PREFLIGHT.items()]
            await mannered({"type": "http.response.start", "status": 204, "headers": headers})
            await mannered({"type": "http.response.body", "body": b""})
        else:
            _without_refused_gzip(scope)
            await self.app(scope, receive, mannered)


def _without_refused_gzip(scope: Scope) -> None:
    """Drop an ``Accept-Encoding`` that refuses gzip: the compression looks for the word alone."""
    given = Headers(scope=scope).get("accept-encoding", "")
    wanted = [r.quality for r in ranges(",".join(f"encoding/{part.strip()}" for part in given.split(","))) if r.subtype == "gzip"]
    if "gzip" in given and not any(wanted):
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]


class AccessLog:
    """A line for each request on stderr: who, what, status, bytes, milliseconds; and a traceback for what should not happen."""

    def __init__(self, app: ASGIApp, write: Callable[[str], None] | None = None) -> None:
        self.app, self.write = app, write or _to_stderr

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and tell of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, size, cut = time.perf_counter(), 0, 0, ""

        async def counted(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            try:
                await send(message)
            except Exception:  # a client that ended its side: there is nobody to send to
                raise AnswerCut("client-gone") from None

        try:
            await self.app(scope, receive, counted)
        except AnswerCut as error:
            cut = f" cut: {error}"
            raise
        except Exception:
            traceback.print_exc()
            raise
        finally:
            spent = 1000 * (time.perf_counter() - began)
            self.write(f'{_client(scope)} "{scope["method"]} {_target(scope)}" {status} {size} {spent:.1f}ms{cut}')


def _client(scope: Scope) -> str:
    return scope["client"][0] if scope.get("client") else "-"


def _target(scope: Scope) -> str:
    """The address as it was sent: printable, whatever the client wrote, and not longer than a line bears."""
    raw = scope.get("raw_path", b"") + (b"?" + scope["query_string"] if scope["query_string"] else b"")
    text = "".join(chr(byte) if 0x20 < byte < 0x7F and byte not in b'"\\' else f"%{byte:02X}" for byte in raw[:2000])
    return text + ("…" if len(raw) > 2000 else "")


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
