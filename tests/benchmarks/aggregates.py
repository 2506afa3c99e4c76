"""How fast what aggregates runs over the claim table, and a phrase is found in the index of words, beside the same SPARQL on Oxigraph in memory.

Over the store that ``KG_BENCH_STORE`` names, or one of 10,000 made-up claims. The peers hold the triples whose predicates or classes the queries
name; rdflib is asked up to a hundred thousand claims, for conflicts alone. An answer is there when both engines have all its rows; making cells
of them in Python costs both the same, and is told beside it. A peer is ended when it has taken somewhat more than the promise, and its ratio is
then at least so much; one that wants 2 GB besides what it has loaded has no answer here. That both give the same rows is what tests/queries/test_tables.py proves.
"""

import os
import re
import resource
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
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
# a peer may take so much more than the promise; seconds it may take in any case, and the most where no promise is held
ENOUGH, LEAST, MOST = 1.2, 5.0, 20.0
MEMORY = 2 * 2**30  # bytes that a peer may take besides what it has loaded
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
        touched = _touched(snapshot, Path(folder))
        yield from _aggregated(snapshot, claims, touched)
        if claims <= RDFLIB:
            yield _beside_rdflib(snapshot, claims, touched)


def _made(snapshot: Snapshot, name: str) -> float:
    (indexes.folder(snapshot) / name).unlink(missing_ok=True)
    return seconds(lambda: indexes.make(snapshot, name))


def _parameters(snapshot: Snapshot, query: Query) -> dict[str, str]:
    table = indexes.at_hand(snapshot, indexes.CLAIMS)
    return {p.name: str(table.ask(_MOST[p.kind], {}).rows[0][0]) for p in query.parameters if not p.optional}


def _queries() -> list[Query]:
    return [query for query in catalogue().values() if query.index == indexes.CLAIMS]


def _touched(snapshot: Snapshot, folder: Path) -> list[Path]:
    """The triples that the queries could look at, as N-Triples: those of each predicate that one names, and of each class."""
    import pyoxigraph

    bodies = "\n".join(line for query in _queries() for line in query.text.split("\n") if not line.startswith(("#", "PREFIX")))
    paths = []
    for prefix, name in sorted(set(re.findall(r"\b([a-z-]+):(\w+)", bodies))):
        pattern = f"?s a {prefix}:{name}" if name[0].isupper() else f"?s {prefix}:{name} ?o"
        paths.append(folder / f"{prefix}-{name}.nt")
        snapshot.query(f"CONSTRUCT WHERE {{ {pattern} }}").serialize(str(paths[-1]), pyoxigraph.RdfFormat.N_TRIPLES)
    return paths


def _aggregated(snapshot: Snapshot, claims: int, touched: list[Path]) -> Iterator[Row]:
    import pyoxigraph

    memory, table = pyoxigraph.Store(), indexes.at_hand(snapshot, indexes.CLAIMS)
    load = sum(seconds(partial(memory.bulk_load, path=str(path), format=pyoxigraph.RdfFormat.N_TRIPLES)) for path in touched)
    yield Row(f"载入内存，{len(memory)} 个三元组 · load in memory, triples", "", f"Oxigraph {load:.1f} s")
    for query in _queries():
        yield _beside_oxigraph(query, terms(snapshot, query, _parameters(snapshot, query)), table, memory, claims >= MILLION)


def _beside_oxigraph(query: Query, values: Mapping[str, Sequence[Any]], table: Any, memory: Any, held: bool) -> Row:
    text, known = with_values(query.text, values), bound(query, values)

    def ask() -> Any:
        return table.ask(query.sql, known)

    def once() -> int:
        return sum(1 for _ in memory.query(text, prefixes=PREFIXES))

    def celled() -> Any:
        return read(memory.query(text, prefixes=PREFIXES))

    here = (best(ask), best(lambda: tuple(ask().rows)))
    # twice, because a process that was forked off copies what it touches first
    peer = _within(_limit(AGGREGATES, here[0], held), once, once, celled)
    told = [min(peer[:2], key=lambda each: each[1]), *peer[2:]] if peer[0][0] else peer
    return _row(f"{query.name}，{len(ask())} 行 · rows", here, "Oxigraph", told, AGGREGATES, held)


def _beside_rdflib(snapshot: Snapshot, claims: int, touched: list[Path]) -> Row:
    import rdflib

    graph, table, query = rdflib.Graph(), indexes.at_hand(snapshot, indexes.CLAIMS), named("conflicting-values")
    for path in touched:
        graph.parse(str(path), format="nt")
    values = terms(snapshot, query, {})
    here = best(lambda: tuple(table.ask(query.sql, bound(query, values)).rows))
    peer = _within(_limit(CONFLICTS, here, claims >= RDFLIB), lambda: len(graph.query(with_values(query.text, values), initNs=PREFIXES)))
    return _row(query.name, (here,), "rdflib", peer, CONFLICTS, claims >= RDFLIB)


def _limit(promised: int, here: float, held: bool) -> float:
    limit = max(LEAST, ENOUGH * promised * here)
    return limit if held else min(limit, MOST)


def _row(what: str, here: tuple[float, ...], name: str, peer: list[tuple[bool, float]], promised: int, held: bool) -> Row:
    """What both took; cells in brackets where both have made them."""

    def told(ended: bool, took: float, mine: float) -> str:
        if took == float("inf"):
            return f"再给 {MEMORY >> 30} GB 内存也没有答案 · no answer in {MEMORY >> 30} GB of memory more"
        more = "" if ended else "> "
        return f"{more}{took:.2f} s（{more}{took / mine:.0f}×）"

    both = [(*theirs, mine) for theirs, mine in zip(peer, here, strict=False)]
    cells = f"；连同各格 · with cells {told(*both[1])}" if len(both) > 1 else ""
    mine = " / ".join(f"{took * 1000:.1f}" for took in here)
    ratio = peer[0][1] / here[0]
    return Row(what, f"{mine} ms", f"{name} {told(*both[0])}{cells}", f"≥ {promised}×", ratio >= promised or not held)


def _within(limit: float, *runs: Callable[[], Any]) -> list[tuple[bool, float]]:
    """Whether each run ended and how many seconds it took, up to the first that used more of the processor than ``limit`` or more memory than it may,
    which takes it for ever: in a process that can be ended.

    What the kernel does for it is not counted against the limit, which is mostly copying what is touched first.
    """
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for run in runs:
            signal.setitimer(signal.ITIMER_VIRTUAL, limit)  # ends the process, whatever it is at
            try:
                os.write(tell, f"{seconds(run)} ".encode())
            except MemoryError:  # as the engine in Rust ends where it gets no more
                os.abort()
        os._exit(0)
    os.close(tell)
    _, status = os.waitpid(child, 0)
    with os.fdopen(told) as stream:
        took = [(True, float(each)) for each in stream.read().split()]
    assert status in (0, signal.SIGVTALRM, signal.SIGABRT), "the peer could not answer"
    return took if len(took) == len(runs) else [*took, (False, float("inf") if status == signal.SIGABRT else limit)]


def _searched(snapshot: Snapshot, claims: int) -> Iterator[Row]:
    """The first page of passages with a phrase of one, two and five characters: common ones, as the words that most begin a passage with."""
    words, query = indexes.at_hand(snapshot, indexes.WORDS), named("passages")
    for length in (1, 2, 5):
        most = f"SELECT substr(quote, 1, {length}) AS quote FROM passages GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
        for phrase in (str(words.ask(most, {}).rows[0][0]), "没有这些字"[:length]):
            values = bound(query, terms(snapshot, query, {"phrase": phrase}))
            here = best(partial(words.ask, query.sql, values, PAGE))
            count = words.ask("SELECT count(*) AS passages FROM words WHERE words MATCH phrase($phrase)", {"phrase": phrase}).rows[0][0]
            yield Row(
                f"含“{phrase}”的原文，{count} 处，前 {PAGE} 处 · passages with it, the first {PAGE}",
                f"{here * 1000:.2f} ms", "", f"< {SEARCH * 1000:.0f} ms", here < SEARCH,
            )  # fmt: skip
