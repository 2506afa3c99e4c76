"""How fast a view is made from a store, and leaves as GraphML and GEXF, beside networkx's own writers on the same view in the same run.

The view is who-claimed, which of all views has most edges: two for a claim and a few more. A store has to be asked and its rows drawn, and both
are told. Each writer has its best of two runs. What they write is compared on a view of 2,000 edges: the same nodes and edges with the same attributes.
"""

import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg import indexes
from kg.graphs import drawn, without_collection
from kg.queries import columns
from kg.store import Snapshot, open_snapshot
from tests.benchmarks.generated import at_hand
from tests.benchmarks.measure import Row, best, seconds

EDGES = int(os.environ.get("KG_BENCH_EDGES", "200000"))
AT_LEAST = 7
CLAIMS, MILLION = 10_000, 10  # seconds that a view of a million edges may take
_IDS = "https://w3id.org/whoclaims/id/"


def view(edges: int) -> Any:
    """Claims of skewed speakers about skewed metrics, an edge a claim, with what an edge of the view who-claimed carries."""
    import networkx as nx

    draw = random.Random(7)
    made = nx.MultiDiGraph()
    speakers = [f"{_IDS}person/{order:020x}" for order in range(edges // 20)]
    metrics = [f"{_IDS}metric/{order:020x}" for order in range(500)]
    for type_, names in (("person", speakers), ("metric", metrics)):
        made.add_nodes_from((name, {"type": type_, "label": f"{type_} {order}", "claims": order}) for order, name in enumerate(names))
    for order in range(edges):
        source = speakers[int(len(speakers) * draw.random() ** 2)]
        target = metrics[int(len(metrics) * draw.random() ** 3)]
        made.add_edge(
            source, target, key=f"claims {order}", relation="claims", claim=f"{_IDS}claim/{order:020x}",
            quote=f"全县新建改建学校{order}所，超额完成任务", document=f"{_IDS}document/{order // 25:020x}", start=order % 5000, end=order % 5000 + 19,
            value=str(order), unit="所", bound="=", voice="direct", confidence="sure", period_start="2016",
            period_end="2020-11",
        )  # fmt: skip
    return made


def rows() -> Iterator[Row]:
    with at_hand(CLAIMS) as root, open_snapshot(root) as snapshot:
        yield _made(snapshot)
    yield from _written()


def _made(snapshot: Snapshot) -> Row:
    import networkx as nx

    index = indexes.folder(snapshot) / indexes.CLAIMS
    index.unlink(missing_ok=True)
    indexed = seconds(lambda: indexes.make(snapshot, indexes.CLAIMS))
    start = time.perf_counter()
    with without_collection():
        asked = columns(snapshot, "edges-who-claimed", {})
        answered = time.perf_counter()
        made = drawn("who-claimed", asked)
    done = time.perf_counter()
    del asked
    edges = made.number_of_edges()
    again, spent = nx.MultiDiGraph(), time.perf_counter()
    again.add_nodes_from(made.nodes(data=True))
    with without_collection():
        again.add_edges_from(made.edges(keys=True, data=True))
    peer = time.perf_counter() - spent
    a_million = (done - start) * 10**6 / edges
    return Row(
        f"库 → networkx 视图 who-claimed，{edges} 条边 · store to a view of {edges} edges",
        f"{done - start:.2f} s，合百万条边 {a_million:.0f} s；查询 {answered - start:.2f} s，画 {done - answered:.2f} s，此前做索引 {indexed:.1f} s · a million, query, drawing, index made before",
        f"networkx 只抄这个视图 {peer:.2f} s · networkx copies the view", f"百万条边 · a million < {MILLION} s", a_million < MILLION,
    )  # fmt: skip


def _written() -> Iterator[Row]:
    import networkx as nx

    from kg.exports import gexf, graphml

    writers: dict[str, tuple[Any, Any]] = {
        "GraphML": (graphml.write, lambda made, stream: nx.write_graphml(made, stream)),
        "GEXF": (gexf.write, lambda made, stream: nx.write_gexf(made, stream, version="1.3")),
    }
    large, small = view(EDGES), view(2000)
    with tempfile.TemporaryDirectory() as name:
        for format, (ours, theirs) in writers.items():
            paths = Path(name) / "ours", Path(name) / "theirs"
            for path, write in zip(paths, (ours, theirs), strict=True):
                _write(write, small, path)
            assert _content(format, paths[0]) == _content(format, paths[1])
            here, peer = (
                best(lambda write=write, path=path: _write(write, large, path), 2)
                for write, path in zip((ours, theirs), paths, strict=True)
            )  # type: ignore[misc]
            yield Row(
                f"{format}，{EDGES} 条边 · {format} of {EDGES} edges", f"{here:.2f} s", f"networkx {peer:.1f} s（{peer / here:.1f}×）",
                f"≥ {AT_LEAST}×", peer / here >= AT_LEAST,
            )  # fmt: skip


def _write(write: Any, made: Any, path: Path) -> None:
    with path.open("wb") as stream:
        write(made, stream)


def _content(format: str, path: Path) -> tuple[Counter[Any], Counter[Any]]:
    """What networkx reads: nodes and edges with their attributes, less what each writer calls its own.

    networkx makes the offsets of a quote the times of an edge in GEXF, which are text when read again; our spells and labels it has not.
    """
    import networkx as nx

    read = nx.read_graphml(path, force_multigraph=True) if format == "GraphML" else nx.read_gexf(path, version="1.3")
    names = nx.get_node_attributes(read, "iri") or {name: name for name in read}
    nodes = Counter((names[name], *_facts(data)) for name, data in read.nodes(data=True))
    return nodes, Counter((names[source], names[target], *_facts(data)) for source, target, data in read.edges(data=True))


def _facts(data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in data.items() if name not in ("id", "iri", "label", "spells", "key")))
