"""What the endpoint adds to a small query, how much memory a million rows take while they stream, and whether good answers stay right in a crowd.

The time of an answer over a connection that is kept, less that of the same query in process; both are asked in turn. The store is made up, or the
one that ``KG_BENCH_STORE`` names. Memory is the most that a process ever held (``VmHWM`` of Linux), of the server and of the worker that answers.
"""

import http.client
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from kg.builds import build
from kg.resources import EXAMPLES
from kg.store import Snapshot, open_snapshot
from kg.web.output import Rows
from tests.benchmarks.generated import at_hand
from tests.benchmarks.measure import Row
from tests.serving import Service, serving
from tests.web.crowd import CLIENTS, crowd, sparql

CLAIMS = 30_000  # more than a million quads
ROWS = 1_000_000
TIMES = 300
SECONDS = 60
ADDS, HOLDS = 3, 200  # milliseconds, MB
SMALL = "SELECT ?claim ?quote { ?claim kg:voice kg:OwnVoice ; ^oa:hasBody/oa:hasTarget/oa:hasSelector/oa:exact ?quote } LIMIT 10"
LARGE = f"SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT {ROWS}"


def rows() -> Iterator[Row]:
    with at_hand(CLAIMS) as root, open_snapshot(root) as snapshot, serving(root, "-q", "--time-limit", "120") as service:
        yield _added(service, snapshot)
        yield _streamed(service)
    with tempfile.TemporaryDirectory() as folder:
        build([str(path) for path in sorted(EXAMPLES.iterdir()) if path.is_file()], Path(folder) / "store")
        with serving(Path(folder) / "store", "-q", "--time-limit", "1") as service:
            yield _crowded(service)


def _crowded(service: Service) -> Row:
    told = crowd(service, SECONDS)
    busy = told.others["good 503"] + told.others["good 504"]
    return Row(
        f"{CLIENTS} 个客户 {SECONDS} 秒，八分之五正常，其余乱写、慢读、问没完没了的 · {CLIENTS} clients for {SECONDS} s, three in eight hostile or slow",
        f"{told.right} 对，{len(told.wrong)} 错，{busy} 次请稍后 · right, wrong, told to come back", "", "0 错 · wrong",
        not told.wrong and told.right > busy,
    )  # fmt: skip


def _added(service: Service, snapshot: Snapshot) -> Row:
    import pyoxigraph as ox

    def in_process() -> bytes:
        return bytes(snapshot.query(SMALL).serialize(format=ox.QueryResultsFormat.CSV))

    connection = service.connection()
    served, asked = [], []
    for _ in range(TIMES + 20):  # the first ones find nothing in memory
        served.append(_timed(lambda: _read(connection, sparql(SMALL, format="csv"))))
        asked.append(_timed(in_process))
    assert _read(connection, sparql(SMALL, format="csv")) == in_process()
    here, there = served[20:], asked[20:]
    usual, least = 1000 * (median(here) - median(there)), 1000 * (min(here) - min(there))
    return Row(
        "小查询在端点上多用的时间，中位数 · what the endpoint adds to a small query, median", f"{usual:.2f} ms",
        f"同一查询在进程内 {1000 * median(there):.2f} ms；最少多 {least:.2f} ms · in process; the least added", f"< {ADDS} ms", usual < ADDS,
    )  # fmt: skip


def _timed(run: Any) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _read(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    reply = connection.getresponse()
    assert reply.status == 200
    return reply.read()


def _streamed(service: Service) -> Row:
    """A million rows, counted as they come and not kept."""
    connection = service.connection(300)
    start = time.perf_counter()
    connection.request("GET", sparql(LARGE, format="csv"))
    reply, counted, lines, size = connection.getresponse(), Rows(b"\r\n", -1, quoted=True), 0, 0
    first = time.perf_counter() - start
    while piece := reply.read(65_536):
        lines, size = counted.count(piece), size + len(piece)
    spent = time.perf_counter() - start
    assert lines == ROWS
    server, workers = memory(service.process.pid)
    return Row(
        f"{ROWS} 行 CSV，{size / 10**6:.0f} MB，{spent:.1f} 秒，{first:.2f} 秒后开始 · {ROWS} rows as CSV, first bytes after {first:.2f} s",
        f"{server + max(workers):.0f} MB", f"服务 {server:.0f}，查询进程 {max(workers):.0f} · server, worker", f"< {HOLDS} MB", server + max(workers) < HOLDS,
    )  # fmt: skip


def memory(process: int) -> tuple[float, list[float]]:
    """The most that a process and each of its children ever held, in MB."""
    children = [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and f"\nPPid:\t{process}\n" in _status(int(folder.name))
    ]
    return _peak(process), [_peak(child) for child in children]


def _status(process: int) -> str:
    try:
        return Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:  # it has ended since
        return ""


def _peak(process: int) -> float:
    found = re.search(r"VmHWM:\s+(\d+) kB", _status(process))
    return int(found[1]) / 1000 if found else 0.0
