"""How long a command takes from the shell: wall time of a new process, imports included."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.resources import EXAMPLES
from tests.benchmarks.measure import Row, best

HEAVY = ("duckdb", "jieba", "networkx", "numpy", "opencc", "pandas", "pyarrow", "pyoxigraph", "pyshacl", "rdflib")


def kg(*arguments: str) -> str:
    """Run a command of ours in a new process; its standard output."""
    command = [sys.executable, "-c", "from kg.commands import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def loaded() -> list[str]:
    """Heavy libraries that are in memory after ``import kg``."""
    code = f"import sys, json, kg; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    names: list[str] = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    return names


def rows() -> Iterator[Row]:
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)
    shown = best(lambda: kg("--help"), 5)
    peer = f"python -c pass {bare * 1000:.0f} ms"
    yield Row("`kg --help`", f"{shown * 1000:.0f} ms", peer, "< 150 ms", shown < 0.150)
    with tempfile.TemporaryDirectory() as folder:
        stores = iter(str(Path(folder) / f"store-{n}") for n in range(4))
        article = str(EXAMPLES / "hebi-feature.txt")
        built = best(lambda: kg("build", "--store", next(stores), article))
        yield Row("`kg build`，一篇文章 · one article", f"{built * 1000:.0f} ms", peer, "< 1 s", built < 1)
        store = str(Path(folder) / "store-0")
        told = best(lambda: kg("info", "--store", store), 5)
        yield Row("`kg info`", f"{told * 1000:.0f} ms", peer, "< 400 ms", told < 0.4)
    heavy = loaded()
    yield Row("`import kg` 带入的大库 · heavy libraries pulled in", "、".join(heavy) or "无 · none", "", "无 · none", not heavy)
