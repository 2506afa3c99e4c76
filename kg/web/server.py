"""The process that serves: its socket, its connections and their patience, and its end.

On SIGTERM or SIGINT it takes no more requests, ends the queries that run, tells their clients so, and leaves with 0.
"""

import array
import asyncio
import contextlib
import json
import logging
import re
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Any

import h11
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import WhoclaimsError, refused
from kg.web import problems
from kg.web.app import application
from kg.web.limits import Limits
from kg.web.responses import problem_response

_FAREWELL = 5  # seconds for answers on their way
_READ = 64 * 1024  # bytes that a client reads while patience lasts
_CROWDED = 0.75  # of all connections there may be: from here on a request has to come quickly
_HASTE = 5.0  # seconds for it then
_LONGEST_HEAD = 400_000  # bytes of a request's line and headers: a query of the usual limit, percent-encoded
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class Connection(H11Protocol):
    """A connection that is ended where its client takes too long to send a request or to read an answer."""

    patience = 30.0
    most = 512
    since = 0.0
    most_bytes = 100_000
    opening = True  # of a request: its line is not whole yet
    stalled: float | None = None
    unread = 0  # bytes that waited for the client when it had last read enough

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The client has its time for a request from now on."""
        self.since = self.loop.time()
        super().connection_made(transport)
        if len(self.connections) > self.most:
            self.app = _crowded

    def on_response_complete(self) -> None:
        """The time for the next request begins."""
        self.since = self.loop.time()
        self.opening = True
        super().on_response_complete()

    def data_received(self, data: bytes) -> None:
        """An address in plain UTF-8, as curl sends what is typed, is taken like the percent-encoded one that RFC 3986 asks for."""
        if self.opening:
            line, end, rest = data.partition(b"\n")
            self.opening = not end
            data = _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + end + rest
        super().data_received(data)

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP, or has an address without end, is told so as every other mistake is."""
        error = sys.exc_info()[1]
        long = isinstance(error, h11.RemoteProtocolError) and error.error_status_hint == 431
        none = problems.bad_request("这不是 HTTP 请求", "this is no HTTP request", "见 /openapi.json", "see /openapi.json")
        problem = problems.long_address(self.most_bytes) if long else none
        content = json.dumps(problem.body(), ensure_ascii=False, separators=(",", ":")).encode()
        headers = [
            ("content-type", "application/json"), ("content-length", str(len(content))), ("connection", "close"), ("access-control-allow-origin", "*"),
        ]  # fmt: skip
        for event in (h11.Response(status_code=problem.status, headers=headers), h11.Data(data=content), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def pause_writing(self) -> None:
        """The client does not keep up."""
        self.stalled, self.unread = self.loop.time(), self._waiting()
        super().pause_writing()

    def resume_writing(self) -> None:
        """The client has read on."""
        self.stalled = None
        super().resume_writing()

    def watch(self) -> None:
        """End the connection where patience is at its end; it is short for requests where connections are many."""
        now = self.loop.time()
        receiving = self.cycle is None or self.cycle.response_complete or self.cycle.more_body
        patience = min(self.patience, _HASTE) if len(self.connections) > _CROWDED * self.most else self.patience
        if self.stalled is not None and (unread := self._waiting()) <= self.unread - _READ:
            self.stalled, self.unread = now, unread
        if (self.stalled is not None and now - self.stalled > self.patience) or (receiving and now - self.since > patience):
            self.transport.abort()

    def _waiting(self) -> int:
        """How many bytes the client has yet to take: those kept here, and on Linux those in the system's queue (tcp(7), SIOCOUTQ)."""
        queued = array.array("i", [0])
        with contextlib.suppress(ImportError, OSError, AttributeError):
            import fcntl
            import termios

            fcntl.ioctl(self.transport.get_extra_info("socket").fileno(), termios.TIOCOUTQ, queued)
        return self.transport.get_write_buffer_size() + queued[0]


async def _crowded(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer what comes over one connection too many."""
    answer = problem_response(problems.too_busy())
    answer.headers["connection"] = "close"
    await answer(scope, receive, send)


class Server(uvicorn.Server):
    """Watches its connections, and ends the workers before it waits for answers."""

    def __init__(self, config: uvicorn.Config, app: Any) -> None:
        super().__init__(config)
        self.app = app

    async def on_tick(self, counter: int) -> bool:
        """Once a second, see who is too slow."""
        if counter % 10 == 0:
            for connection in list(self.server_state.connections):
                if isinstance(connection, Connection):
                    connection.watch()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what runs, then wait for what is on its way."""
        await asyncio.gather(*(lane.stop() for lane in self.app.state.lanes))
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to stop is no failure, so it is not raised again at the end."""
        self.force_exit = self.should_exit
        self.should_exit = True


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Named as TCP, for asyncio then sends small answers without delay."""
    try:
        opened = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        with contextlib.ExitStack() as stack:
            stack.callback(opened.close)
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind((host, port))
            opened.listen(512)
            stack.pop_all()
        return opened
    except (OSError, OverflowError) as error:
        chinese, english = refused(error) if isinstance(error, OSError) else ("没有这样的端口", str(error))
        raise WhoclaimsError(
            f"不能在这里监听（{chinese}）", f"cannot listen there ({english})", where=f"{host}:{port}", next_zh="换一个 --host 或 --port",
            next_en="give another --host or --port",
        ) from None  # fmt: skip


def serve(
    root: Path,
    host: str,
    port: int,
    limits: Limits,
    ready: Callable[[str], None],
    log: Callable[[str], None] | None = None,
    about: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Serve a store until a signal; ``ready`` is told the address."""
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # what matters is in the access log
    opened = listening(host, port)
    app = application(root, limits, log, about)
    config = uvicorn.Config(
        app, http=type("Connection", (Connection,), {"patience": limits.patience, "most": limits.connections, "most_bytes": limits.query}), ws="none", lifespan="off", log_config=None,
        access_log=False, server_header=False, timeout_graceful_shutdown=_FAREWELL,
        h11_max_incomplete_event_size=_LONGEST_HEAD, proxy_headers=False,
    )  # fmt: skip
    asyncio.run(_serve(Server(config, app), app, opened, ready))


async def _serve(server: Server, app: Any, opened: socket.socket, ready: Callable[[str], None]) -> None:
    await asyncio.gather(*(lane.start() for lane in app.state.lanes))
    host, port = opened.getsockname()[:2]
    ready(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")
    try:
        await server.serve(sockets=[opened])
    finally:
        await asyncio.gather(*(lane.stop() for lane in app.state.lanes))
