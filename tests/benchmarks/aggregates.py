"""How fast what aggregates runs over the claim table, and a phrase is found in the index of words, beside the same SPARQL on Oxigraph in memory.

Over the store that ``KG_BENCH_STORE`` names, or one of 10,000 made-up claims. Oxigraph holds a hundred thousand claims in 1 GB of
memory and rdflib in 5 GB; rdflib is asked up to a hundred thousand, for conflicts alone. A query is ended after ``KG_BENCH_SECONDS``,
and its ratio is at least so much. That both give the same rows is what tests/queries/test_tables.py proves.
"""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg import indexes
from kg.answers import read
from kg.queries import Query, bound, catalogue, named, terms
from kg.store import Snapshot, open_snapshot
from kg.templates import with_values
from kg.vocabulary import PREFIXES
from tests.benchmarks.generated import at_hand
from tests.benchmarks.measure import Row, best, seconds

CLAIMS, MILLION, RDFLIB = 10_000, 1_000_000, 100_000
SECONDS = int(os.environ.get("KG_BENCH_SECONDS", "60"))
AGGREGATES, CONFLICTS, SEARCH, PAGE = 25, 1_000, 0.03, 100
_MOST = {  # what of each class most claims are about
    "kg:Metric": "SELECT iri FROM claims JOIN things ON things.id = metric WHERE scheme IS NOT NULL GROUP BY iri ORDER BY count(*) DESC, iri LIMIT 1",
    "kg:Programme": "SELECT iri FROM credits JOIN things ON things.id = programme GROUP BY iri ORDER BY count(*) DESC, iri LIMIT 1",
    "kg:Place": "SELECT iri FROM claims JOIN things ON things.id = place GROUP BY iri ORDER BY count(*) DESC, iri LIMIT 1",
    "skos:ConceptScheme": "SELECT scheme AS iri FROM things WHERE scheme IS NOT NULL GROUP BY scheme ORDER BY count(*) DESC, iri LIMIT 1",
}


def rows() -> Iterator[Row]:
    with at_hand(CLAIMS) as root, open_snapshot(root) as snapshot, TemporaryDirectory() as folder:
        took = {name: _made(snapshot, name) for name in indexes.INDEXES}
        table = indexes.at_hand(snapshot, indexes.CLAIMS)
        claims = int(table.ask("SELECT count(*) AS claims FROM claims", {}).rows[0][0])
        yield Row(f"做说法表的索引，{claims} 条说法 · index of the claim table, {claims} claims", f"{took[indexes.CLAIMS]:.1f} s")
        yield Row("做字词的索引 · index of words", f"{took[indexes.WORDS]:.1f} s")
        yield from _searched(snapshot, claims)
        dump = Path(folder) / "all.nq"
        _dump(snapshot, dump)
        yield from _aggregated(snapshot, claims, dump)
        if claims <= RDFLIB:
            yield _beside_rdflib(snapshot, claims, dump)


def _made(snapshot: Snapshot, name: str) -> float:
    (indexes.folder(snapshot) / name).unlink(missing_ok=True)
    return seconds(lambda: indexes.make(snapshot, name))


def _parameters(snapshot: Snapshot, query: Query) -> dict[str, str]:
    table = indexes.at_hand(snapshot, indexes.CLAIMS)
    return {p.name: str(table.ask(_MOST[p.kind], {}).rows[0][0]) for p in query.parameters if not p.optional}


def _dump(snapshot: Snapshot, path: Path) -> None:
    import pyoxigraph

    snapshot.store.dump(str(path), pyoxigraph.RdfFormat.N_QUADS)


def _aggregated(snapshot: Snapshot, claims: int, dump: Path) -> Iterator[Row]:
    import pyoxigraph

    memory, table = pyoxigraph.Store(), indexes.at_hand(snapshot, indexes.CLAIMS)
    load = seconds(lambda: memory.bulk_load(path=str(dump), format=pyoxigraph.RdfFormat.N_QUADS))
    yield Row("载入内存 · load in memory", "", f"Oxigraph {load:.1f} s")
    for query in catalogue().values():
        if query.index != indexes.CLAIMS:
            continue
        values = terms(snapshot, query, _parameters(snapshot, query))
        sparql = with_values(query.text, values)
        here, mine = best(lambda: table.ask(query.sql, bound(query, values))), table.ask(query.sql, bound(query, values))  # noqa: B023
        ended, peer = _within(SECONDS, lambda: read(memory.query(sparql, use_default_graph_as_union=True, prefixes=PREFIXES)))  # noqa: B023
        yield _row(f"{query.name}，{len(mine)} 行 · rows", here, "Oxigraph", peer, ended, AGGREGATES, claims >= MILLION)


def _beside_rdflib(snapshot: Snapshot, claims: int, dump: Path) -> Row:
    import rdflib

    graph, table, query = rdflib.Dataset(default_union=True), indexes.at_hand(snapshot, indexes.CLAIMS), named("conflicting-values")
    graph.parse(str(dump), format="nquads")
    values = terms(snapshot, query, {})
    here = best(lambda: table.ask(query.sql, bound(query, values)))
    ended, peer = _within(10 * SECONDS, lambda: len(graph.query(with_values(query.text, values), initNs=PREFIXES)))
    return _row(query.name, here, "rdflib", peer, ended, CONFLICTS, claims >= RDFLIB)


def _row(what: str, here: float, name: str, peer: float, ended: bool, promised: int, held: bool) -> Row:
    ratio = peer / here
    more = "" if ended else "> "
    return Row(
        what, f"{here * 1000:.1f} ms", f"{name} {more}{peer:.2f} s（{more}{ratio:.0f}×）", f"≥ {promised}×", ratio >= promised or not held
    )


def _within(limit: int, run: Callable[[], Any]) -> tuple[bool, float]:
    """Whether a run ended in so many seconds, and how long it took, the better of two: in a process of its own that can be ended."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(limit)  # ends the process, whatever it is at
        os.write(tell, f"{seconds(run)} ".encode())
        os.write(tell, f"{seconds(run)} ".encode())
        os._exit(0)
    os.close(tell)
    _, status = os.waitpid(child, 0)
    with os.fdopen(told) as stream:
        took = [float(each) for each in stream.read().split()]
    assert took or status == signal.SIGALRM, "the peer could not answer"
    return (True, min(took)) if took else (False, float(limit))


def _searched(snapshot: Snapshot, claims: int) -> Iterator[Row]:
    """The first page of passages with a phrase of one, two and five characters: common ones, as the words that most begin a passage with."""
    words, query = indexes.at_hand(snapshot, indexes.WORDS), named("passages")
    for length in (1, 2, 5):
        most = f"SELECT substr(quote, 1, {length}) AS quote FROM passages GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
        for phrase in (str(words.ask(most, {}).rows[0][0]), "没有这些字"[:length]):
            values = bound(query, terms(snapshot, query, {"phrase": phrase}))
            here = best(lambda: words.ask(query.sql, values, PAGE))  # noqa: B023
            count = words.ask("SELECT count(*) AS passages FROM words WHERE words MATCH phrase($phrase)", {"phrase": phrase}).rows[0][0]
            yield Row(
                f"含“{phrase}”的原文，{count} 处，前 {PAGE} 处 · passages with it, the first {PAGE}",
                f"{here * 1000:.2f} ms", "", f"< {SEARCH * 1000:.0f} ms", here < SEARCH,
            )  # fmt: skip
