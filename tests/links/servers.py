"""Servers on the loopback that live targets are asked at: Oxigraph, a reconciliation service (datasette-reconcile), and one that fails as it is told.

What they hold is made up, in the shape of Wikidata and of a table of places; item numbers beyond Q900000000 are nobody's.
"""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import sysconfig
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

WIKIDATA = Path(__file__).with_name("wikidata.ttl")
PLACES = (
    ("p1", "岚溪县", "419921", "鹤壁市"),
    ("p2", "岚溪县", "339921", "杭州市"),
    ("p3", "岚溪镇", "419921100", "岚溪县"),
    ("p4", "松溪县", "419922", "鹤壁市"),
)


def _free_port() -> int:
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def _running(command: Sequence[str], url: str) -> Iterator[None]:
    """A server in a process of its own, once it answers; ended by its id."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "NO_PROXY": "*"})
    try:
        end = time.monotonic() + 60
        while True:
            assert process.poll() is None, command
            with suppress(OSError), urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5):
                break
            assert time.monotonic() < end, url
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def oxigraph(folder: Path, data: Path = WIKIDATA) -> Iterator[str]:
    """The address of a SPARQL endpoint: Oxigraph over a file."""
    program = str(Path(sysconfig.get_path("scripts")) / "oxigraph")
    subprocess.run([program, "load", "-l", str(folder / "oxigraph"), "-f", str(data)], check=True, capture_output=True)
    root = f"http://127.0.0.1:{_free_port()}"
    with _running([program, "serve-read-only", "-l", str(folder / "oxigraph"), "-b", root.removeprefix("http://")], root):
        yield f"{root}/query"


@contextmanager
def datasette(folder: Path) -> Iterator[str]:
    """The address of a reconciliation service: datasette-reconcile over a table of places."""
    with closing(sqlite3.connect(folder / "atlas.db")) as database:
        database.execute("create table places (id text primary key, name text, code text, above text)")
        database.executemany("insert into places values (?, ?, ?, ?)", PLACES)
        database.commit()
    plugin = {"id_field": "id", "name_field": "name", "identifierSpace": "https://atlas.example/place/", "max_limit": 10}
    settings = {"databases": {"atlas": {"tables": {"places": {"plugins": {"datasette-reconcile": plugin}}}}}}
    (folder / "metadata.json").write_text(json.dumps(settings), encoding="utf-8")
    port = _free_port()
    url = f"http://127.0.0.1:{port}/atlas/places/-/reconcile"
    command = [sys.executable, "-m", "datasette", str(folder / "atlas.db"), "-m", str(folder / "metadata.json"), "-p", str(port)]
    with _running(command, url):
        yield url


Fault = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request with the next of the server's faults, and when they are used up by what stands behind it, if anything does."""

    server: "Failing"

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers), body.decode()))
        with suppress(BrokenPipeError, ConnectionResetError):
            if self.server.faults:
                self.server.faults.pop(0)(self)
            elif self.server.behind:
                headers = {name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers}
                request = urllib.request.Request(self.server.behind, body or None, headers)
                with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as response:
                    self.say(200, response.read(), response.headers["Content-Type"])
            else:
                self.say(200, b"{}")

    def say(self, status: int, body: bytes = b"", kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nowhere."""


class Failing(ThreadingHTTPServer):
    """Fails as ``faults`` say, one a request, then hands requests on to ``behind``; ``asked`` is what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults: list[Fault] = []
        self.asked: list[tuple[str, str, dict[str, str], str]] = []
        self.behind = ""
        self.url = f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what some tests are about."""


@contextmanager
def failing() -> Iterator[Failing]:
    with Failing() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(20)


def status(code: int, body: bytes = b"", **headers: str) -> Fault:
    return lambda handler: handler.say(code, body, "text/plain", **headers)


def says(body: bytes, kind: str = "application/json") -> Fault:
    return lambda handler: handler.say(200, body, kind)


def redirects(code: int, where: str) -> Fault:
    return lambda handler: handler.say(code, b"", "text/plain", Location=where)


def truncated(handler: Handler) -> None:
    """Half of what was promised, then the end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b'{"half": ')
    handler.close_connection = True


def breaks(handler: Handler) -> None:
    """No answer at all."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def drips(handler: Handler) -> None:
    """A byte now and then, for ever: no time limit between two bytes ever passes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b" ")
            time.sleep(0.02)


def drips_headers(handler: Handler) -> None:
    """As slow, in the head of the answer."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.02)


def hangs(handler: Handler) -> None:
    """Nothing, until the other side gives up."""
    with suppress(OSError):
        handler.connection.recv(1)


def endless(handler: Handler) -> None:
    """As fast as it can, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"[" * 65_536)
