"""``kg serve`` in a process of its own, and a client that speaks plain HTTP."""

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode


class Reply(NamedTuple):
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Service:
    """A server that runs."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def connection(self, timeout: float = 30) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(
        self, path: str, fields: Any = (), *, method: str = "GET", body: bytes | str | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """One request on a connection of its own."""
        connection = self.connection()
        try:
            connection.request(method, path + ("?" + urlencode(fields) if fields else ""), body, dict(headers or {}))
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def sparql(self, query: str, accept: str = "", **headers: str) -> Reply:
        return self.ask("/sparql", {"query": query}, headers={"Accept": accept, **headers} if accept else headers)


@contextmanager
def serving(store: Path, *options: str, log: Path | None = None, code: str = "") -> Iterator[Service]:
    """``kg serve`` over a store, ended by SIGTERM; ``code`` runs in its place."""
    arguments = ["-c", code] if code else ["-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    process = subprocess.Popen([sys.executable, *arguments], stderr=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert process.stderr
    match = re.search(rb"http://127\.0\.0\.1:(\d+)", process.stderr.readline())
    assert match
    with (log or Path(os.devnull)).open("wb") as kept:
        copier = subprocess.Popen(["cat"], stdin=process.stderr, stdout=kept)
        process.stderr.close()
        try:
            yield Service(process, int(match[1]))
        finally:
            process.terminate()
            process.wait(20)
            copier.wait(20)
