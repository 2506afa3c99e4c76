"""Many clients at once on one server: good ones whose answers are held against those taken before, and among them bad, slow and greedy ones."""

import contextlib
import random
import socket
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import NamedTuple
from urllib.parse import quote, urlencode

from tests.serving import Service

CLIENTS = 64
NINE = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s{i} ?p{i} ?o{i}" for i in range(9)) + " }"
ENDLESS = (
    NINE,
    NINE.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?o8",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)*/(!<urn:x>|^!<urn:x>)*/(!<urn:x>|^!<urn:x>)* ?b }",
)
_LARGE = "SELECT * { ?s ?p ?o . ?a a kg:Metric } LIMIT 20000"


def sparql(query: str, **more: str) -> str:
    """The address of a query."""
    return "/sparql?" + urlencode({"query": query, **more})


GOOD = (
    sparql("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x kg:current ?v }", format="csv"),
    sparql("SELECT ?x ?l { ?x a kg:Metric ; skos:prefLabel ?l } ORDER BY ?x ?l LIMIT 200", format="json"),
    sparql("SELECT ?x ?l { ?x a kg:Programme ; skos:prefLabel ?l } ORDER BY ?x ?l LIMIT 100", format="xml"),
    sparql("ASK { ?x a schema:Claim }", format="json"),
    sparql("SELECT ?c ?v { ?c kg:voice ?v } ORDER BY ?c LIMIT 500", format="tsv"),
    "/api/documents?format=csv",
    f"/api/claims-by-person?format=jsonl&person={quote('贺兰舟')}",
    f"/api/metric-timeline?format=json&metric={quote('城镇新增就业')}",
    f"/api/claims-by-person?person={quote('没有这个人')}",
    "/openapi.json",
    "/?lang=zh",
    f"/queries/claims-by-person?lang=en&person={quote('贺兰舟')}",
)  # fmt: skip


class Told(NamedTuple):
    """What came of a crowd: how many good answers were right, those that were wrong, and how often what else came: by client and status."""

    right: int
    wrong: tuple[str, ...]
    others: Counter[str]


def crowd(service: Service, seconds: float, clients: int = CLIENTS) -> Told:
    """So many clients for so long: of eight, five good, one that sends nonsense, one that reads slowly, one whose queries never end."""
    expected = {path: (reply.status, reply.body) for path in GOOD for reply in [service.ask(path)]}
    over = Event()
    right, wrong, others = Counter[str](), [], Counter[str]()

    def good(number: int) -> None:
        connection, order = service.connection(60), number
        while not over.is_set():
            path = GOOD[order % len(GOOD)]
            order += 1
            connection.request("GET", path)
            reply = connection.getresponse()
            answer = (reply.status, reply.read())
            if answer == expected[path]:
                right[path] += 1
            elif answer[0] in (503, 504):
                # told to come back, or out of time on a machine that does other things too: no answer, and no wrong one
                others[f"good {answer[0]}"] += 1
            else:
                wrong.append(f"{answer[0]} {path} {answer[1][:200]!r}")
        connection.close()

    def bad(number: int) -> None:
        chance = random.Random(number)
        while not over.is_set():
            others[_sent(service, nonsense(chance))] += 1

    def slow(number: int) -> None:
        while not over.is_set():
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", service.port), timeout=5) as client:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                client.sendall(f"GET {sparql(_LARGE, format='csv')} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                while client.recv(512) and not over.wait(0.05):
                    others["slow"] += 1

    def endless(number: int) -> None:
        while not over.is_set():
            reply = service.sparql(ENDLESS[number % len(ENDLESS)])
            others[f"endless {reply.status}"] += 1

    parts: tuple[Callable[[int], None], ...] = (good, good, good, good, good, bad, slow, endless)
    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(parts[number % len(parts)], number) for number in range(clients)]
        time.sleep(seconds)
        over.set()
        for client in running:
            client.result()
    return Told(right.total(), tuple(wrong), others)


def nonsense(random: random.Random) -> bytes:
    """A request that is none, or none that can be answered."""
    junk = bytes(random.randrange(256) for _ in range(random.randrange(1, 60)))
    query = "".join(random.choice("SELECT{}?.*<>'\"\\ u0053#\n鹤") for _ in range(random.randrange(1, 60)))
    return random.choice([
        junk + b"\r\n\r\n",
        b"GET /" + junk.hex().encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql?query=" + junk.hex().encode() + b"%GG%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b"
        % (len(query.encode()), query.encode()),
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999\r\n\r\nquery=",
        b"GET /api/who-claimed?metric=" + b"%E6" * 30 + b" HTTP/1.1\r\nHost: x\r\nAccept: " + junk.hex().encode() + b"\r\n\r\n",
        b"TRACE /sparql HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /static/../../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\nHost: x\r\n\r\nZZ\r\n",
    ])  # fmt: skip


def _sent(service: Service, request: bytes) -> str:
    """Send bytes, and the status that comes back; nothing for a connection that is ended."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", service.port), timeout=5) as client:
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        client.settimeout(5)
        return f"bad {client.recv(2000)[9:12].decode('ascii', 'replace')}"
    return "bad"
