"""How large a claim is in the graph, and how fast a graph loads from N-Quads, beside rdflib parsing the same file."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Row, best, seconds
from tests.benchmarks.starting import kg
from tests.benchmarks.texts import articles

ARTICLES = 100
CLAIM = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Claim> "


def dumped(folder: Path, count: int = ARTICLES) -> Path:
    """The N-Quads of a store built from varied examples, through the commands that a user has."""
    items = folder / "articles.jsonl"
    with items.open("w", encoding="utf-8") as stream:
        for n, text in enumerate(articles(count)):
            stream.write(json.dumps({"id": f"bench-{n}", "text": text}, ensure_ascii=False) + "\n")
    kg("build", "-q", "--store", str(folder / "store"), str(items))
    path = folder / "all.nq"
    kg("dump", "--store", str(folder / "store"), "--format", "nquads", "-o", str(path))
    return path


def load_in_memory(path: Path) -> int:
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS)
    return len(store)


def load_on_disk(path: Path, folder: Path) -> int:
    import pyoxigraph

    store = pyoxigraph.Store(str(folder))
    store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS)
    return len(store)


def parse(path: Path) -> int:
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(str(path), format="nquads")
    return sum(1 for _ in dataset.quads())


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = dumped(folder)
        lines = path.read_text(encoding="utf-8").splitlines()
        claims = sum(CLAIM in line for line in lines)
        own = sum(is_of_a_document(line) for line in lines) / claims
        yield Row(f"每条说法的四元组，{claims} 条 · quads a claim, over {claims}", f"{own:.1f}", "", "≤ 40", own <= 40)
        assert load_in_memory(path) == parse(path)
        memory = best(lambda: load_in_memory(path))
        folders = iter(folder / f"loaded-{n}" for n in range(3))
        disk = best(lambda: load_on_disk(path, next(folders)))
        peer = seconds(lambda: parse(path))
        rate = len(lines) / 1000
        theirs = f"rdflib {rate / peer:.0f} k/s"
        yield Row(
            f"载入 N-Quads，内存，{len(lines)} 条 · load N-Quads in memory, {len(lines)} quads",
            f"{rate / memory:.0f} k/s", f"{theirs}（{peer / memory:.0f}×）", "≥ 10×", peer / memory >= 10,
        )  # fmt: skip
        yield Row(
            "载入 N-Quads，磁盘 · load N-Quads on disk",
            f"{rate / disk:.0f} k/s",
            f"{theirs}（{peer / disk:.1f}×）",
            "≥ 4×",
            peer / disk >= 4,
        )


def is_of_a_document(line: str) -> bool:
    """Whether a quad stands in the graph of a document; vocabulary and places are there once for all."""
    return "/id/" in line.rpartition(" <")[2]
