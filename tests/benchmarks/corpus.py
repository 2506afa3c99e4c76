"""The work reports of ``../shared/corpus`` built, checked and verified: wall time, time of all cores, and the most memory that all processes of a command held.

Where the time goes is measured on every eighteenth report in this process, in milliseconds of a core for each. Memory is the sum of what each process holds (``VmRSS`` of Linux), looked at twenty times a second.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.claimtable import part
from kg.contents import contents
from kg.model import Document, Metadata, Reading
from kg.pipeline import read
from kg.quads import Writer
from kg.readers import read_file
from kg.repair import repair
from kg.vocabulary import DEFAULT_BASE
from tests.benchmarks.measure import Row
from tests.benchmarks.starting import ENVIRONMENT
from tests.benchmarks.texts import REPORTS, reports

MEGABYTES, SECONDS = 1500, 60
FEW, GROWN = 20, 1.2  # of so many files, and what all of them may hold besides


def held(process: int) -> float:
    """Megabytes that a process and its children hold."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        except OSError:  # it has ended
            continue
        if process in (int(status.parent.name), int(fields["PPid"])):
            total += int(fields.get("VmRSS", "0").split()[0])
    return total / 1000


def run(*arguments: str) -> tuple[float, float, float]:
    """Seconds of wall time, seconds of all cores and megabytes of a command of ours that ends well."""
    before, began, most = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0.0
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments], env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            most = max(most, held(process.pid))
            time.sleep(0.05)
    lasted, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 0
    return lasted, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most


def stages() -> Iterator[tuple[str, float]]:
    """What each step takes for a report, once the vocabularies are loaded."""
    import pyoxigraph

    read_all = [source for path in reports() for source in read_file(str(path))]
    contents(read(repair(read_all[0], Metadata())))  # loads them

    def timed(step: str, work: Callable[[], Any]) -> tuple[str, float]:
        began = time.process_time()
        work()
        return step, (time.process_time() - began) / len(read_all) * 1000

    documents: list[Document] = []
    readings: list[Reading] = []
    yield timed("解码 · decoding", lambda: [list(read_file(str(path))) for path in reports()])
    yield timed("修复 · repair", lambda: documents.extend(repair(source, Metadata()) for source in read_all))
    yield timed("抽取 · extraction", lambda: readings.extend(map(read, documents)))
    yield timed(
        "字节位置与 N-Quads · positions in bytes and N-Quads",
        lambda: [Writer(reading, DEFAULT_BASE).triples.nquads() for reading in readings],
    )
    kept = [contents(reading) for reading in readings]
    yield timed("Parquet 分片 · part of the table", lambda: [part(Writer(reading, DEFAULT_BASE)) for reading in readings])
    with tempfile.TemporaryDirectory() as folder:
        store = pyoxigraph.Store(folder)
        quads = b"".join(found.quads for found in kept)
        yield timed("载入 · loading", lambda: store.bulk_load(quads, format=pyoxigraph.RdfFormat.N_QUADS))
        graphs = [pyoxigraph.NamedNode(found.graph) for found in kept]
        yield timed("从库中读出 · reading back", lambda: [store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=g) for g in graphs])


def rows() -> Iterator[Row]:
    paths = sorted(map(str, REPORTS.rglob("*.md")))
    if not paths:
        yield Row("政府工作报告 · work reports", "../shared/corpus 不在，未测 · is absent: not measured")
        return
    what = f"{len(paths)} 篇政府工作报告，{os.cpu_count()} 核 · work reports, cores"
    with tempfile.TemporaryDirectory() as folder:
        store, wall, most = str(Path(folder) / "store"), 0.0, 0.0
        for command in (("build", "-q", *paths), ("check",), ("verify",)):
            lasted, busy, memory = run(*command, "--store", store)
            wall, most = wall + lasted, max(most, memory)
            yield Row(f"`kg {command[0]}`，{what}", f"{lasted:.0f} s；{busy:.0f} s CPU；{memory:.0f} MB")
    kept = wall < SECONDS and most < MEGABYTES
    yield Row("三者合计 · the three together", f"{wall:.0f} s；{most:.0f} MB", "", f"< {SECONDS} s, < {MEGABYTES / 1000:.1f} GB", kept)
    few, all_of_them = (run("extract", *some, "--format", "jsonl")[2] for some in (paths[:FEW], paths))
    told = f"`kg extract`，{FEW} 篇与 {len(paths)} 篇 · of so many files"
    yield Row(told, f"{few:.0f} MB；{all_of_them:.0f} MB", "", f"≤ {GROWN}×", all_of_them <= GROWN * few)
    for step, taken in stages():
        yield Row(f"一篇报告：{step} · of a report", f"{taken:.1f} ms")
