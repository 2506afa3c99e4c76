"""A hostile client: queries that never end, answers too large, clients that crawl or leave, nonsense; the others get right answers."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.web.limits import Limits
from tests.serving import Reply, Service, serving
from tests.web.crowd import NINE, crowd, nonsense

SECONDS = 10  # of a crowd; make bench lets it stay a minute

ENDLESS = {
    "a nine-way cross product": NINE,
    "the same, sorted": NINE.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?o8",
    "the same as a graph": "CONSTRUCT { ?s0 ?p1 ?o2 } " + NINE[NINE.index("{") :] + " ORDER BY ?o8",
    "an exploding path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)*/(!<urn:x>|^!<urn:x>)*/(!<urn:x>|^!<urn:x>)* ?b }",
    "a filter that is never true": NINE.replace("(COUNT(*) AS ?n)", "*").replace(" }", ' FILTER(CONCAT(STR(?o0), STR(?o8)) = "") }'),
}
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"  # without end too, in a quarter of the memory of nine, for many at once
SMALL = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x kg:current ?v }"
RIGHT = "n\r\n6\r\n"


@pytest.fixture(scope="module")
def strict(examples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> object:
    log = tmp_path_factory.mktemp("log") / "access"
    options = ("--time-limit", "1", "--max-rows", "500", "--max-bytes", "200000", "--max-query", "5000")
    with serving(examples_store, *options, log=log) as running:
        running.log = log  # type: ignore[attr-defined]
        yield running


@pytest.mark.parametrize("line", [b"HELO who\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"GET / HTTP/1.1\r\nno header\r\n\r\n"])
def test_what_is_no_request_is_told_so_in_the_shape_of_every_error(line: bytes, strict: Service) -> None:
    with socket.create_connection(("127.0.0.1", strict.port), 10) as client:
        client.sendall(line)
        reply = http.client.HTTPResponse(client)
        reply.begin()
        assert (reply.status, reply.headers.get_content_type()) == (400, "application/json")
        assert json.loads(reply.read())["error"]["code"] == "bad-request"


@pytest.mark.alone
@pytest.mark.parametrize("query", ENDLESS.values(), ids=list(ENDLESS))
def test_a_query_without_end_is_ended_and_others_go_on(query: str, strict: Service) -> None:
    with ThreadPoolExecutor() as pool:
        began = time.monotonic()
        endless = pool.submit(strict.sparql, query)
        time.sleep(0.1)
        assert strict.sparql(SMALL, "text/csv").text == RIGHT
        assert strict.ask("/api/documents", {"limit": "1"}).status == 200
        reply = endless.result()
        assert (reply.status, json.loads(reply.body)["error"]["code"]) == (504, "timed-out")
        assert time.monotonic() - began < 5


@pytest.mark.alone
def test_when_all_workers_of_sparql_are_busy_the_pages_go_on(strict: Service) -> None:
    with ThreadPoolExecutor() as pool:
        endless = [pool.submit(strict.sparql, LONG) for _ in range(2)]
        time.sleep(0.1)
        began = time.monotonic()
        assert strict.ask("/api/documents", {"limit": "1"}).status == 200
        assert time.monotonic() - began < 0.9
        assert {reply.result().status for reply in endless} == {504}
    assert strict.sparql(SMALL, "text/csv").text == RIGHT


@pytest.mark.alone
def test_as_many_long_queries_as_are_bounded_leave_room_for_short_ones(service: Service) -> None:
    bound = Limits().long
    with ThreadPoolExecutor() as pool:
        endless = [pool.submit(service.sparql, LONG) for _ in range(bound)]
        time.sleep(0.1)
        for waited in (0.0, 2.0, 0.0):  # the first one comes when none of them has run long yet
            time.sleep(waited)
            began = time.monotonic()
            assert service.sparql("ASK {}").status == 200
            assert time.monotonic() - began < 2
        assert service.ask("/api/documents", {"limit": "1"}).status == 200
        assert {reply.result().status for reply in endless} == {504}


@pytest.mark.alone
def test_both_lanes_together_have_no_more_workers_than_are_bounded(examples_store: Path) -> None:
    def workers() -> int:
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(running.process.pid)], capture_output=True, text=True, check=False)
        return len(listed.stdout.split())

    with serving(examples_store, "-q", "--time-limit", "3", "--workers", "1", "--long", "2") as running, ThreadPoolExecutor(12) as pool:
        endless = [pool.submit(running.sparql, LONG) for _ in range(8)]
        most = 0
        while not all(reply.done() for reply in endless):
            most = max(most, workers())
            time.sleep(0.1)
        assert most == 5  # one of each lane, and two for what runs long
        assert {reply.result().status for reply in endless} <= {503, 504}


def test_one_connection_too_many_is_told_so_in_the_shape_of_every_error(examples_store: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.web.server import serve; from kg.web.limits import Limits\n"
        f"serve(Path({str(examples_store)!r}), '127.0.0.1', 0, Limits(connections=3), lambda a: print(a, file=sys.stderr, flush=True))"
    )
    with serving(examples_store, code=code) as running, ExitStack() as opened:
        for _ in range(3):
            opened.enter_context(socket.create_connection(("127.0.0.1", running.port)))
        reply = running.ask("/api")
        assert (reply.status, reply.headers.get_content_type(), reply.headers["Connection"]) == (503, "application/json", "close")
        assert json.loads(reply.body)["error"]["code"] == "too-busy" and reply.headers["Retry-After"]
        opened.close()
        time.sleep(0.2)
        assert running.ask("/api").status == 200


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_more_rows_or_bytes_than_allowed_are_refused(form: str, strict: Service) -> None:
    few = strict.ask("/sparql", {"query": "SELECT (1 AS ?x) { ?s ?p ?o } LIMIT 500", "format": form})
    assert few.status == 200
    many = strict.ask("/sparql", {"query": "SELECT (1 AS ?x) { ?s ?p ?o } LIMIT 502", "format": form})
    assert (many.status, json.loads(many.body)["error"]["code"]) == (422, "answer-too-large")


def test_an_answer_that_grows_too_large_is_refused_or_cut_and_seen_to_be(strict: Service) -> None:
    query = "SELECT (CONCAT(STR(?s), STR(?p), STR(?o), STR(?s), STR(?p), STR(?o), STR(?s), STR(?s), STR(?s)) AS ?x) { ?s ?p ?o } LIMIT 1000"
    for _ in range(8):  # its head may be sent before it has grown, or not: it is never taken for a whole one
        try:
            reply = strict.sparql(query, "text/csv")
        except (http.client.IncompleteRead, ConnectionError):
            continue
        assert reply.status in (422, 503, 504)


def test_a_query_that_is_too_long_is_refused(strict: Service) -> None:
    long = "SELECT * { ?s ?p '" + "长" * 5000 + "' }"
    for reply in (
        strict.ask("/sparql", {"query": long}),
        strict.ask("/sparql", method="POST", body=long.encode(), headers={"Content-Type": "application/sparql-query"}),
        strict.ask("/sparql", method="POST", body=b"x" * 10**7, headers={"Content-Type": "application/sparql-query"}),
    ):
        assert (reply.status, json.loads(reply.body)["error"]["code"]) == (413, "query-too-long")


def test_a_body_that_says_it_is_too_long_is_refused_before_it_comes(strict: Service) -> None:
    with socket.create_connection(("127.0.0.1", strict.port), 5) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 99999999999\r\n\r\nASK"
        )
        reply = http.client.HTTPResponse(client)
        reply.begin()
        assert (reply.status, json.loads(reply.read())["error"]["code"]) == (413, "query-too-long")


def test_what_would_call_out_or_write_is_refused_in_every_form(strict: Service) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.setblocking(False)
        address = f"<http://127.0.0.1:{trap.getsockname()[1]}/>"
        for query in (
            f"SELECT * {{ SERVICE {address} {{ ?s ?p ?o }} }}", f"ASK {{ SERVICE SILENT {address} {{ ?s ?p ?o }} }}",
            f"CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE {address} {{ ?s ?p ?o }} }}", f"DESCRIBE ?s {{ SERVICE {address} {{ ?s ?p ?o }} }}",
            f"LOAD {address}", f"SELECT * {{ \\u0053ERVICE {address} {{ ?s ?p ?o }} }}", "CLEAR ALL", "INSERT DATA { <urn:a> <urn:b> 1 }",
        ):  # fmt: skip
            assert strict.sparql(query).status == 400
        assert strict.sparql(f"SELECT * FROM {address} {{ ?s ?p ?o }}", "text/csv").text == "o,p,s\r\n"
        fields = {"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": address.strip("<>")}
        assert strict.ask("/sparql", fields, headers={"Accept": "text/csv"}).text == "o,p,s\r\n"
        for file in ("file:///etc/passwd", "file://localhost/etc/hostname"):
            assert strict.sparql(f"SELECT * FROM <{file}> {{ ?s ?p ?o }}", "text/csv").text == "o,p,s\r\n"
        with pytest.raises(BlockingIOError):
            trap.accept()


@pytest.mark.alone
def test_two_hundred_bad_requests_among_many_clients_leave_good_answers_right(strict: Service) -> None:
    chance = random.Random(1)
    bad = [nonsense(chance) for _ in range(200)]

    def send(request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", strict.port), timeout=5) as client:
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
            client.settimeout(2)
            try:
                return client.recv(2000)
            except OSError:
                return b""

    def asked() -> Reply:
        """What a client gets that asks again where it is told to: those who went away count until their requests end."""
        reply = strict.sparql(SMALL, "text/csv")
        for _ in range(5):
            if reply.status != 503:
                break
            time.sleep(float(reply.headers["retry-after"]) / 5)
            reply = strict.sparql(SMALL, "text/csv")
        return reply

    with ThreadPoolExecutor(64) as pool:
        answers = pool.map(send, bad)
        good = [pool.submit(asked) for _ in range(60)]
        statuses = {answer[9:12] for answer in answers if answer}
        assert {reply.result().text for reply in good if reply.result().status == 200} == {RIGHT}
        assert Counter((reply.result().status, reply.result().body[:60]) for reply in good) == {(200, RIGHT.encode()): 60}
    assert not any(status.startswith(b"2") and status != b"200" for status in statuses) and b"500" not in statuses
    assert strict.log.read_text(encoding="utf-8").count("Traceback") == 0  # type: ignore[attr-defined]


@pytest.mark.alone
def test_a_crowd_of_sixty_four_leaves_good_answers_right(strict: Service) -> None:
    told = crowd(strict, SECONDS)
    assert told.wrong == ()
    assert told.right > (told.others["good 503"] + told.others["good 504"]) and told.right > 20
    assert told.others["endless 504"] >= 4 and told.others["slow"]
    assert not {"bad 500", "endless 500", "endless 200"} & told.others.keys()
    assert strict.log.read_text(encoding="utf-8").count("Traceback") == 0  # type: ignore[attr-defined]


@pytest.mark.alone
def test_clients_that_crawl_hold_no_worker_and_are_ended(examples_store: Path) -> None:
    limits = "Limits(seconds=20, patience=1.5, workers=1)"
    code = (
        "import sys; from pathlib import Path; from kg.web.server import serve; from kg.web.limits import Limits\n"
        f"serve(Path({str(examples_store)!r}), '127.0.0.1', 0, {limits}, lambda a: print(a, file=sys.stderr, flush=True), lambda l: None)"
    )
    query = "/sparql?format=csv&query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20.%20%3Fa%20a%20kg%3AMetric%20%7D%20LIMIT%2080000"
    with serving(examples_store, code=code) as running, ExitStack() as opened:
        readers, writers = [], []
        for _ in range(4):
            reader = opened.enter_context(socket.create_connection(("127.0.0.1", running.port)))
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 17)
            reader.sendall(f"GET {query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            readers.append(reader)
            writer = opened.enter_context(socket.create_connection(("127.0.0.1", running.port)))
            writer.sendall(b"GET / HTTP/1.1\r\nHo")
            writers.append(writer)
        assert running.sparql(SMALL, "text/csv").text == RIGHT  # the only worker is free again although nobody reads
        time.sleep(5)
        assert all(rest(client, 10) == b"" for client in writers)
        assert not any(rest(client, 1 << 20).endswith(b"0\r\n\r\n") for client in readers)  # the last chunk of an answer that is whole


def rest(client: socket.socket, size: int) -> bytes:
    """What a connection still gives until its end."""
    client.settimeout(5)
    got = b""
    try:
        while piece := client.recv(size):
            got += piece
    except ConnectionResetError:
        pass
    return got


def test_a_query_that_eats_memory_ends_alone(examples_store: Path) -> None:
    query = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?b), STR(?c))) AS ?x) { ?a ?p ?b . ?c ?q ?d }"
    with serving(examples_store, "-q", "--memory", "700", "--time-limit", "3", "--workers", "1") as running:
        assert running.sparql(query).status in (422, 504)
        assert running.sparql(SMALL, "text/csv").text == RIGHT


@pytest.mark.alone
def test_a_client_that_leaves_frees_its_worker(examples_store: Path) -> None:
    with serving(examples_store, "-q", "--time-limit", "30", "--workers", "1") as running:
        connection = running.connection()
        connection.request("POST", "/sparql", NINE, {"Content-Type": "application/sparql-query"})
        time.sleep(0.3)
        connection.close()
        began = time.monotonic()
        assert running.sparql(SMALL, "text/csv").text == RIGHT
        assert time.monotonic() - began < 10


def test_more_requests_than_are_taken_are_told_to_come_back(examples_store: Path) -> None:
    with (
        serving(examples_store, "-q", "--time-limit", "0.7", "--workers", "1", "--max-requests", "3") as running,
        ThreadPoolExecutor(8) as pool,
    ):
        replies = [reply.result() for reply in [pool.submit(running.sparql, NINE) for _ in range(8)]]
        busy = [reply for reply in replies if reply.status == 503]
        assert len(busy) >= 5 and all(reply.headers["Retry-After"] for reply in busy)


@pytest.mark.alone
def test_a_signal_to_stop_ends_running_queries_and_leaves_with_nothing_wrong(examples_store: Path) -> None:
    with serving(examples_store, "-q", "--time-limit", "60") as running, ThreadPoolExecutor() as pool:
        endless = pool.submit(running.sparql, NINE)
        time.sleep(0.5)
        began = time.monotonic()
        running.process.terminate()
        assert (endless.result().status, running.process.wait(10)) == (503, 0)
        assert time.monotonic() - began < 3


def test_the_access_log_tells_each_request_on_one_line(strict: Service) -> None:
    strict.ask("/api/documents", {"limit": "2"})
    time.sleep(0.2)
    last = [line for line in strict.log.read_text(encoding="utf-8").splitlines() if "/api/documents?limit=2" in line]  # type: ignore[attr-defined]
    assert len(last) == 1 and " 200 " in last[0] and last[0].endswith("ms")


def test_a_request_names_a_document_by_what_the_store_keeps_and_finds_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.builds import build

    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("云溪县新建学校3所。", encoding="utf-8")
    build(["a.txt"], "store")
    with serving(tmp_path / "store", "-q") as running:
        asked = [
            running.ask("/api/claims-of-document", {"document": name})
            for name in ("a.txt", str(tmp_path / "a.txt"), "./a.txt", "/etc/hostname")
        ]
    assert [reply.status for reply in asked] == [200, 400, 400, 400]
    assert str(tmp_path).encode() not in asked[2].body + asked[3].body


def test_a_store_that_grows_is_served_as_it_is_now(tmp_path: Path) -> None:
    from kg.builds import build

    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"云溪县新建学校{3 if name == 'a' else 4}所。", encoding="utf-8")
    build([str(tmp_path / "a.txt")], tmp_path / "store")
    with serving(tmp_path / "store", "-q") as running:
        first = running.ask("/api/documents")
        build([str(tmp_path / "b.txt")], tmp_path / "store")
        second = running.ask("/api/documents", headers={"If-None-Match": first.headers["ETag"]})
        assert (first.headers["Whoclaims-Rows"], second.headers["Whoclaims-Rows"]) == ("1", "2")


@pytest.mark.parametrize("pieces", [1, 7])
def test_an_address_in_plain_utf8_is_read_as_a_shell_sends_it(strict: Service, pieces: int) -> None:
    target = "/api/claims-of-document?document=岚溪县公布年度民生账单&format=csv"
    request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    expected = strict.ask(quote(target, safe="/?=&"))
    length = -(-len(request) // pieces)
    with socket.create_connection(("127.0.0.1", strict.port), timeout=10) as client:
        for at in range(0, len(request), length):
            client.sendall(request[at : at + length])
            time.sleep(0.02)
        received = b"".join(iter(lambda: client.recv(65536), b""))
    assert (expected.status, received.split(b"\r\n", 1)[0]) == (200, b"HTTP/1.1 200 OK")
    assert received.endswith(expected.body)


HELD = (
    "import sys; from pathlib import Path; from kg.web.server import serve; from kg.web.limits import Limits\n"
    "serve(Path({store!r}), '127.0.0.1', 0, Limits({limits}), lambda a: print(a, file=sys.stderr, flush=True), lambda l: None)"
)


def test_answers_that_nobody_reads_take_no_more_than_is_held(examples_store: Path) -> None:
    large = "SELECT ('" + "x" * 20_000 + "' AS ?x) { ?s ?p ?o } LIMIT 900"  # 18 MB
    with serving(examples_store, code=HELD.format(store=str(examples_store), limits="held=2**25")) as running, ExitStack() as opened:
        readers = []
        for _ in range(2):
            reader = opened.enter_context(socket.create_connection(("127.0.0.1", running.port)))
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 15)
            body = large.encode()
            head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
            reader.sendall(head.encode() + body)
            readers.append(reader)
            time.sleep(1.5)
        assert running.sparql(SMALL, "text/csv").text == RIGHT  # what is small needs no room
        ends = [rest(reader, 1 << 20).endswith(b"0\r\n\r\n") for reader in readers]
        assert ends == [True, False]  # the second found no room, and is seen not to be whole
        reply = running.ask(
            "/sparql", method="POST", body=large, headers={"Content-Type": "application/sparql-query", "Accept": "text/csv"}
        )
        assert (reply.status, len(reply.body)) == (200, 900 * 20_002 + 3)  # there is room again


@pytest.mark.alone
def test_half_sent_requests_make_room_soon_where_they_are_many(examples_store: Path) -> None:
    code = HELD.format(store=str(examples_store), limits="connections=8")
    with serving(examples_store, code=code) as running, ExitStack() as opened:
        for _ in range(12):
            client = opened.enter_context(socket.create_connection(("127.0.0.1", running.port)))
            client.sendall(b"GET / HTTP/1.1\r\nHo")
        assert running.ask("/api").status == 503
        time.sleep(7)
        assert running.ask("/api").status == 200


@pytest.mark.alone
def test_a_reader_that_is_slow_and_steady_gets_all_of_its_answer(examples_store: Path) -> None:
    code = HELD.format(store=str(examples_store), limits="patience=1.5")
    with serving(examples_store, code=code) as running, socket.create_connection(("127.0.0.1", running.port)) as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 15)
        query = "SELECT%20(%22" + "x" * 3000 + "%22%20AS%20?x)%20{%20?s%20?p%20?o%20}%20LIMIT%203000"
        reader.sendall(f"GET /sparql?format=csv&query={query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        for _ in range(60):  # 9 MB at 64 KiB each 0.1 s take longer than patience lasts, then all at once
            assert reader.recv(1 << 16, socket.MSG_WAITALL)
            time.sleep(0.1)
        assert rest(reader, 1 << 20).endswith(b"0\r\n\r\n")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="workers are found in /proc")
def test_a_worker_that_the_system_ended_is_replaced_before_it_is_asked(examples_store: Path) -> None:
    with serving(examples_store, "-q", "--workers", "1") as running:
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(running.process.pid)], capture_output=True, text=True, check=False)
        for pid in map(int, listed.stdout.split()):
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.3)
        assert running.sparql(SMALL, "text/csv").text == RIGHT
        assert running.ask("/api/documents").status == 200


def test_an_address_without_end_is_told_to_be_too_long(service: Service) -> None:
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as client:
        with suppress(ConnectionError):
            client.sendall(b"GET /sparql?query=" + b"x" * 2_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert client.recv(2000).startswith(b"HTTP/1.1 414 ")
