"""How long a command takes from the shell: wall time of a new process, imports included."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.resources import EXAMPLES
from tests.benchmarks.measure import Row, median

HEAVY = ("duckdb", "jieba", "networkx", "numpy", "opencc", "pandas", "pyarrow", "pyoxigraph", "pyshacl", "rdflib")
RUNS = 7
# modules are compiled once, as they are when a package is installed, whatever this environment asks for
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def kg(*arguments: str) -> str:
    """Run a command of ours in a new process; its standard output."""
    return subprocess.run([sys.executable, "-m", "kg", *arguments], env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout


def loaded() -> list[str]:
    """Heavy libraries that are in memory after ``import kg``."""
    code = f"import sys, json, kg; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    names: list[str] = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    return names


def row(what: str, taken: float, peer: str, promised: str, most: float) -> Row:
    return Row(what, f"{taken * 1000:.0f} ms", peer, promised, taken < most)


def rows() -> Iterator[Row]:
    from kg.builds import build

    bare = f"python -c pass {median(lambda: subprocess.run([sys.executable, '-c', 'pass'], check=True)) * 1000:.0f} ms"
    yield row("`kg --help`", median(lambda: kg("--help")), bare, "< 150 ms", 0.150)
    with tempfile.TemporaryDirectory() as folder:
        stores = (str(Path(folder) / f"store-{n}") for n in range(2 * RUNS))
        article = str(EXAMPLES / "hebi-feature.txt")
        yield row(
            "`kg build`，一篇文章，新库 · one article, a new store",
            median(lambda: kg("build", "--store", next(stores), article), RUNS),
            bare,
            "< 1 s",
            1,
        )
        within = median(lambda: build([article], next(stores)), RUNS)
        yield row("同上，在已启动的进程里 · the same in a process that runs already", within, "", "< 1 s", 1)
        yield row("`kg info`", median(lambda: kg("info", "--store", str(Path(folder) / "store-0"))), bare, "< 400 ms", 0.4)
    heavy = loaded()
    yield Row("`import kg` 带入的大库 · heavy libraries pulled in", "、".join(heavy) or "无 · none", "", "无 · none", not heavy)
