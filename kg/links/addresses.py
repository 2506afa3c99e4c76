"""Where a question to a server of others may go: addresses a person names, redirects that are followed, connections that end in time."""

import ipaddress
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from kg.errors import SourceUnusable, UsageError

if TYPE_CHECKING:
    import urllib3

_REDIRECTS = 5


def unusable(url: str, zh: str, en: str, next_zh: str = "", next_en: str = "") -> SourceUnusable:
    """The error that ends the questions to a server."""
    return SourceUnusable(zh, en, where=url, next_zh=next_zh, next_en=next_en)


def check_address(url: str) -> None:
    """Raise UsageError for what is no address of a service.

    >>> check_address("https://example.org/sparql")
    >>> check_address("file:///etc/passwd")
    Traceback (most recent call last):
    ...
    kg.errors.UsageError: “file:///etc/passwd”不是服务的地址。写作 https://…，不带用户名。
    "file:///etc/passwd" is no address of a service. Write it as https://…, without a user name.
    """
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or re.search(r"[\x00-\x20\x7f]", url):
        raise UsageError(
            f"“{url}”不是服务的地址", f'"{url}" is no address of a service',
            next_zh="写作 https://…，不带用户名", next_en="write it as https://…, without a user name",
        )  # fmt: skip


def redirected(seen: list[str], location: str) -> str:
    """The address a redirect leads to; raises SourceUnusable where it is not followed."""
    here = seen[-1]
    try:
        target = urljoin(here, location)
        check_address(target)
    except (UsageError, ValueError) as error:
        raise unusable(
            seen[0], "它转到的不是网址", "it redirects to what is no address on the web", "核对地址", "check the address"
        ) from error
    if target in seen or len(seen) > _REDIRECTS:
        raise unusable(seen[0], "它转来转去没有尽头", "its redirects have no end", "核对地址", "check the address")
    if urlsplit(here).scheme == "https" and urlsplit(target).scheme == "http":
        raise unusable(
            seen[0],
            "它从 https 转到 http",
            "it redirects from https to http",
            f"要用就直接给出 {target}",
            f"give {target} itself if you mean it",
        )
    return target


class Refused(OSError):
    """The peer lies in a private network."""


def _same_server(one: str, other: str) -> bool:
    a, b = urlsplit(one), urlsplit(other)
    return (a.hostname, a.port) == (b.hostname, b.port)


def _is_public(address: str) -> bool:
    """Whether an address belongs to a host of the open network.

    >>> [_is_public(a) for a in ("127.0.0.1", "10.0.0.8", "::ffff:127.0.0.1", "fe80::1%eth0", "8.8.8.8")]
    [False, False, False, False, True]
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_global


@contextmanager
def watched(url: str, limit: float, origin: str | None) -> "Iterator[tuple[urllib3.PoolManager, threading.Event]]":
    """Connections that end at a time limit whatever the server sends, and for a redirect lead to no private network.

    A time limit of the socket starts anew with each byte, so that a timer shuts the connection; the address is looked at once it is connected,
    because a name may mean another one a moment later. To the server a person named (``origin``) everything is allowed.
    """
    import urllib3
    from urllib3.connection import HTTPConnection, HTTPSConnection

    parts = urlsplit(url)
    proxy = "" if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme, "")
    strange = origin is not None and not _same_server(url, origin)
    opened: list[socket.socket] = []
    expired, lock = threading.Event(), threading.Lock()

    def enter(sock: socket.socket) -> socket.socket:
        if strange and not proxy and not _is_public(str(sock.getpeername()[0])):
            sock.close()
            raise Refused
        with lock:
            opened.append(sock.dup())
            if expired.is_set():
                _shut(opened)
        return sock

    def expire() -> None:
        with lock:
            expired.set()
            _shut(opened)

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return enter(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return enter(super()._new_conn())

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    if strange and proxy and not _is_open_name(parts.hostname or ""):
        raise unusable(url, "转到内部网络的地址", "a redirect to an address of a private network", "核对地址", "check the address")
    manager = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
    manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    timer = threading.Timer(limit, expire)
    timer.daemon = True
    timer.start()
    try:
        yield manager, expired
    finally:
        timer.cancel()
        manager.clear()
        with lock:
            for sock in opened:
                sock.close()


def _is_open_name(host: str) -> bool:
    """Whether a host that only a proxy sees may be one of the open network: no bare name, no private address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." in host and not host.endswith((".local", ".internal", ".localhost"))
    return _is_public(host)


def _shut(opened: list[socket.socket]) -> None:
    for sock in opened:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
