"""One polite way to ask a server of others over HTTP: time limits, a rate, retries, a largest answer, few redirects.

Speaks through urllib3 (``whoclaims[live]``). Only a person's command comes here; ``kg serve`` and ``kg build`` never do. What a server does wrong is one of
two errors: :class:`kg.errors.LookUpFailed` (this question got no answer) and :class:`kg.errors.SourceUnusable` (asking it more makes no sense).
"""

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from kg import __version__
from kg.errors import LookUpFailed, SourceUnusable
from kg.links.addresses import Refused, check_address, redirected, unusable, watched
from kg.links.evidence import shown

if TYPE_CHECKING:
    import urllib3

_AGAIN = frozenset([408, 429, 500, 502, 503, 504])  # a moment later the same question may be answered
_QUESTION = frozenset([400, 413, 414, 422])  # it is this question that the server does not take
_MOVED = frozenset([301, 302, 303, 307, 308])
_CHUNK = 65_536
_SAYING = ("message", "detail", "title", "description", "error")  # where JSON says what is wrong


@dataclass(frozen=True)
class Manners:
    """How a server is asked; times in seconds.

    ``deadline`` ends an answer however slowly it drips, ``whole`` all attempts together. ``pause`` lies between two questions to one host and doubles
    with each retry; one at a time, they stay within the minute of query time that Wikidata grants in a minute. A server that asks for more than
    ``patience`` (``Retry-After``) is not waited for.
    """

    contact: str = ""
    connect: float = 10.0
    deadline: float = 60.0
    whole: float = 180.0
    pause: float = 1.0
    patience: float = 120.0
    attempts: int = 4
    largest: int = 8 * 2**20

    @property
    def user_agent(self) -> str:
        """Who asks, as the rules of Wikimedia want it: program, version, address, and how to reach whoever runs it.

        >>> Manners("zhixia@example.org").user_agent.partition("/")[2].partition(" ")[2]
        '(https://w3id.org/whoclaims/; zhixia@example.org)'
        """
        return f"whoclaims/{__version__} (https://w3id.org/whoclaims/{'; ' if self.contact else ''}{self.contact})"


class Reply(NamedTuple):
    """What a server answered in the end: the type it gives it, and the bytes."""

    type: str
    body: bytes


@dataclass
class Fetcher:
    """Asks servers, one question at a time. ``now`` and ``sleep`` are the clock it waits by."""

    manners: Manners = field(default_factory=Manners)
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free: dict[str, float] = field(default_factory=dict)  # when each host may be asked again

    def fetch(self, url: str, fields: Mapping[str, str] | None = None, accept: str = "application/json") -> Reply:
        """The answer to a GET, or where there are ``fields`` to a POST of a form; raises LookUpFailed and SourceUnusable."""
        check_address(url)
        end = self.now() + self.manners.whole
        for attempt in range(1, self.manners.attempts + 1):
            last = attempt == self.manners.attempts
            try:
                return self._followed(url, fields, accept, end)
            except _Again as again:
                wait = self.manners.pause * 2**attempt if again.wait is None else max(again.wait, self.manners.pause)
                if wait > self.manners.patience:
                    raise unusable(
                        url, f"它要人等 {wait:.0f} 秒", f"it wants to be left alone for {wait:.0f} seconds", "过后再来", "come back then"
                    ) from None
                if last or self.now() + wait >= end:
                    raise again.error(url, attempt) from None  # what lies under it says no more
                self.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _followed(self, url: str, fields: Mapping[str, str] | None, accept: str, end: float) -> Reply:
        """One attempt, along the redirects that are allowed."""
        seen = [url]
        while True:
            reply = self._once(seen[-1], fields, accept, end, seen[0] if len(seen) > 1 else None)
            if isinstance(reply, Reply):
                return reply
            status, location = reply
            target = redirected(seen, location)
            fields = None if status == 303 else fields
            seen.append(target)

    def _once(self, url: str, fields: Mapping[str, str] | None, accept: str, end: float, origin: str | None) -> "Reply | tuple[int, str]":
        """One request; a redirect is its status and where it points."""
        import urllib3

        host = urlsplit(url).netloc
        if (wait := self._free.get(host, 0.0) - self.now()) > 0:
            self.sleep(wait)
        self._free[host] = self.now() + self.manners.pause
        headers = {"User-Agent": self.manners.user_agent, "Accept": accept, **urllib3.util.make_headers(accept_encoding=True)}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields)
        limit = min(self.manners.deadline, max(end - self.now(), 0.1))
        with watched(url, limit, origin) as (manager, expired):
            try:
                response = manager.request(
                    "GET" if body is None else "POST", url, body=body, headers=headers, redirect=False, retries=False, preload_content=False,
                    timeout=urllib3.Timeout(connect=min(self.manners.connect, limit), read=limit),
                )  # fmt: skip
                try:
                    return self._read(url, response, expired)
                finally:
                    response.close()
            except urllib3.exceptions.HTTPError as error:
                raise _failure(url, error, expired.is_set(), limit) from None

    def _read(self, url: str, response: "urllib3.BaseHTTPResponse", expired: threading.Event) -> "Reply | tuple[int, str]":
        status = response.status
        if status in _MOVED and "Location" in response.headers:
            return status, response.headers["Location"]
        if status in _AGAIN:
            raise _Again(f"它答 {status}", f"it answers {status}", _retry_after(response) if status in (429, 503) else None)
        if status in _QUESTION:
            zh, en = _refusal(response)
            raise LookUpFailed(f"它不接受这个问题（{status}）{zh}", f"it does not take this question ({status}){en}", where=url)
        if status != 200:
            raise unusable(
                url, f"它答 {status}", f"it answers {status}",
                {401: "这个服务要登录", 403: "看看它是否要求 --contact"}.get(status, "核对地址"),
                {401: "the service wants a login", 403: "see whether it wants a --contact"}.get(status, "check the address"),
            )  # fmt: skip
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > self.manners.largest:
                raise LookUpFailed(
                    f"回答超过 {self.manners.largest} 字节", f"its answer has more than {self.manners.largest} bytes", where=url
                )
        if expired.is_set():  # an answer of unknown length ends where it was cut off
            raise _Again("到了时限回答还没传完", "its answer had not ended at the time limit")
        return Reply(response.headers.get("Content-Type", "").partition(";")[0].strip().lower(), bytes(body))


class _Again(Exception):
    """What may pass: asked again after a while, ``wait`` where the server says how long."""

    def __init__(self, zh: str, en: str, wait: float | None = None, dead: bool = False) -> None:
        super().__init__(en)
        self.zh, self.en, self.wait, self.dead = zh, en, wait, dead

    def error(self, url: str, attempts: int) -> LookUpFailed | SourceUnusable:
        zh, en = f"问了 {attempts} 次，{self.zh}", f"asked {attempts} times, {self.en}"
        return (
            unusable(url, zh, en, "核对地址和网络", "check the address and the network") if self.dead else LookUpFailed(zh, en, where=url)
        )


def _failure(url: str, error: "urllib3.exceptions.HTTPError", expired: bool, limit: float) -> Exception:
    """What a failure of the connection means: a time limit, a break, or no such server."""
    from urllib3 import exceptions

    if isinstance(error.__cause__ or error.__context__, Refused):
        return unusable(url, "它转到内部网络的地址", "it redirects to an address of a private network", "核对地址", "check the address")
    if expired or (isinstance(error, exceptions.TimeoutError) and not isinstance(error, exceptions.ConnectTimeoutError)):
        return _Again(f"{limit:.0f} 秒里没有答完", f"it did not finish its answer in {limit:.0f} seconds")
    if isinstance(error, exceptions.SSLError):
        return unusable(url, "它的证书通不过", "its certificate is not accepted", "核对地址", "check the address")
    if isinstance(error, exceptions.ConnectTimeoutError | exceptions.NewConnectionError | exceptions.ProxyError):
        return _Again("连不上它", "it cannot be reached", dead=True)
    return _Again("回答中途断了", "its answer broke off")


def _refusal(response: "urllib3.BaseHTTPResponse") -> tuple[str, str]:
    """The server's own words on why it refuses, to stand behind ours; "" for a page that a browser would show."""
    from urllib3.exceptions import HTTPError

    body = bytearray()
    with suppress(HTTPError):
        while len(body) < _CHUNK and (chunk := response.read1(_CHUNK)):
            body += chunk
    text = bytes(body[:_CHUNK]).decode("utf-8", "replace").strip()
    if text.startswith("<"):
        return "", ""
    try:
        return stated(json.loads(text))
    except (ValueError, RecursionError):
        return stated(text)


def stated(told: Any) -> tuple[str, str]:
    """What a server says is wrong as a clause behind ours, in Chinese and in English; "" where it says nothing. Others say it once.

    >>> stated({"status": "error", "message": "unknown\\x1b[1m type"}), stated({"error": {"zh": "没有", "en": "none", "next_en": "ask"}}), stated(None)
    (('：unknown [1m type', ': unknown [1m type'), ('：没有', ': none; ask'), ('', ''))
    """
    while isinstance(told, dict):
        if isinstance(told.get("zh"), str) and isinstance(told.get("en"), str):  # as our own services do
            zh, en = (
                shown(mark.join(str(told[name]) for name in (lang, f"next_{lang}") if told.get(name)))
                for lang, mark in (("zh", "；"), ("en", "; "))
            )
            return f"：{zh}", f": {en}"
        told = next((told[name] for name in _SAYING if told.get(name)), None)
    line = shown(told) if isinstance(told, str) else ""
    return (f"：{line}", f": {line}") if line else ("", "")


def _retry_after(response: "urllib3.BaseHTTPResponse") -> float | None:
    from urllib3.exceptions import InvalidHeader

    with suppress(InvalidHeader):
        from urllib3.util import Retry

        return Retry(retry_after_max=10**9).get_retry_after(response)
    return None


def read_json(url: str, reply: Reply) -> Any:
    """What a reply says, as JSON: SourceUnusable where it is something else, LookUpFailed where it is JSON that is broken.

    >>> read_json("http://a.example/", Reply("application/json", '{"名": 1}'.encode()))
    {'名': 1}
    >>> read_json("http://a.example/", Reply("text/html", b"<html>"))
    Traceback (most recent call last):
    ...
    kg.errors.SourceUnusable: http://a.example/: 它答的不是 JSON，是 text/html。核对地址。
    http://a.example/: it does not answer in JSON but in text/html. Check the address.
    """
    if "json" not in reply.type and reply.body.lstrip()[:1] not in (b"{", b"["):
        kind = re.sub(r"[^\x21-\x7e]", "", reply.type)[:40] or "?"
        raise unusable(url, f"它答的不是 JSON，是 {kind}", f"it does not answer in JSON but in {kind}", "核对地址", "check the address")
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError):
        raise LookUpFailed("回答里的 JSON 是坏的", "the JSON of its answer is broken", where=url) from None
