"""Every named query beside other forms of it, over made-up stores; the evidence of one claim and one page of claims in process.

A form is a file ``variants/NAME.*.rq``, or the named query as it stands, without what its marks allow at run time; all answer with the
same rows. Stores are those that ``KG_BENCH_STORES`` names (folders with ``:`` between, from ``tests.benchmarks.generated``), else one of
100,000 claims made for the run. A form that takes several times as long as the shipped one is ended; that forms answer alike is tested in
``tests/queries`` too. Queries that count over the whole store may take longer than the endpoint allows.
"""

import multiprocessing
import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from kg.queries import Query, _terms, catalogue, prepare, run
from kg.store import Snapshot, open_snapshot
from kg.templates import each, with_values
from tests.benchmarks.generated import store as generate
from tests.benchmarks.measure import Row

VARIANTS = Path(__file__).parent / "variants"
LIMIT = 10.0  # seconds, the default of the endpoint
NOISE = 0.005  # seconds, within which two forms are equally fast
# what is asked of a made-up store; None is looked up there
GIVEN = {
    "metric": "metric:forest-cover", "place": "place:900102", "programme": "programme:poverty-alleviation", "post": "局长",
    "body": "晴渡岚市教育局", "source": "有关负责人", "document": "generated-5", "voice": "kg:DirectQuotation",
    "phrase": "雁临苗圃", "scheme": "指标", "term": "森林覆盖率", "claim": None, "person": None,
}  # fmt: skip
_SOUGHT = {
    "claim": "SELECT ?x { ?x a schema:Claim } LIMIT 1",
    "person": "SELECT ?x { ?claim kg:voice kg:DirectQuotation ; prov:wasAttributedTo/schema:name ?x } LIMIT 1",
}
# a row for each thing of the whole store: counted over the claim table where there are many claims
COUNTING = {
    "coverage-by-place", "coverage-by-publisher", "coverage-by-year", "documents", "metrics", "places", "terms-used",
    "edges-repeats", "place-rollup",
}  # fmt: skip


class Measured(NamedTuple):
    """CPU seconds of the best of three runs, and a digest of the rows; infinite where the form was ended."""

    seconds: float
    rows: int


def forms(query: Query) -> Mapping[str, str]:
    """The other forms of a query by what they are called."""
    found = {path.name.split(".")[1]: each(path.read_text(encoding="utf-8")) for path in sorted(VARIANTS.glob(f"{query.name}.*.rq"))}
    return {"as it stands": query.text, **found} if "#+ each" in query.text else found


def parameters(snapshot: Snapshot, query: Query) -> dict[str, str]:
    """What a query is asked about: all it needs, and a document where it may be given one."""
    given = {}
    for parameter in query.parameters:
        if not parameter.optional or parameter.name == "document":
            text = GIVEN[parameter.name]
            given[parameter.name] = text or next(iter(snapshot.query(_SOUGHT[parameter.name])))["x"].value
    return given


def _values(snapshot: Snapshot, query: Query) -> dict[str, Sequence[object]]:
    values: dict[str, Sequence[object]] = {}
    for name, text in parameters(snapshot, query).items():
        values |= _terms(snapshot, query.parameter(name), text)
    return values


def _work(store: str, name: str, which: list[str], answers: Connection) -> None:
    query = catalogue()[name]
    with open_snapshot(store) as snapshot:
        shipped = prepare(snapshot, query, parameters(snapshot, query))
        others = forms(query)
        for form in which:
            text = with_values(others[form], _values(snapshot, query)) if form else shipped
            taken = []
            while not taken or (len(taken) < 3 and taken[-1] < 1):
                start = time.process_time()
                rows = sorted(map(_row, snapshot.query(text)))
                taken.append(time.process_time() - start)
            answers.send(Measured(min(taken), hash(tuple(rows))))


def _row(solution: Any) -> str:
    """A row as text, with what a cell joins in an order of its own: the order within GROUP_CONCAT is nobody's."""
    return " ".join(sorted(re.split('[、；\\s"]+', str(solution))))


def measured(store: str, name: str) -> dict[str, Measured]:
    """Each form of a query, the shipped one under an empty name."""
    todo, found = ["", *forms(catalogue()[name])], {}
    while todo:
        here, there = multiprocessing.Pipe(duplex=False)
        worker = multiprocessing.get_context("fork").Process(target=_work, args=(store, name, todo, there))
        worker.start()
        there.close()
        # what has taken so much longer than the shipped form is not the fastest, whatever it would still answer
        while todo and here.poll(min(1 + 4 * found[""].seconds, 2 * LIMIT) if "" in found else 2 * LIMIT):
            try:
                found[todo[0]] = here.recv()
            except EOFError:
                break
            todo.pop(0)
        worker.kill()
        worker.join()
        if todo:
            found[todo.pop(0)] = Measured(float("inf"), 0)
    return found


def _shown(seconds: float) -> str:
    return "–" if seconds == float("inf") else f"{seconds * 1000:.1f} ms"


def _in_process(store: str, size: str) -> Iterator[Row]:
    def least(times: int, name: str, given: dict[str, str], **page: int) -> float:
        taken = []
        for _ in range(times):
            start = time.process_time()
            run(snapshot, name, given, **page)
            taken.append(time.process_time() - start)
        return min(taken)

    with open_snapshot(store) as snapshot:
        claim = next(iter(snapshot.query(_SOUGHT["claim"])))["x"].value
        took = least(200, "evidence-of-claim", {"claim": claim})
        yield Row(f"一条说法的证据，{size} · evidence of one claim", _shown(took), "", "< 1 ms", took < 0.001)
        for given in ({"metric": "metric:forest-cover"}, {"place": "place:900100"}, {"voice": "kg:DeliveredReport"}):
            took = least(10, "who-claimed", given, limit=20, page=2)
            yield Row(f"一页 20 条说法，{size} · a page of 20 claims, {' '.join(given)}", _shown(took), "", "< 20 ms", took < 0.02)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        stores = os.environ.get("KG_BENCH_STORES", "").split(":")
        if stores == [""]:
            generate(100_000, Path(folder) / "store")
            stores = [str(Path(folder) / "store")]
        for store in stores:
            with open_snapshot(store) as snapshot:
                [counted] = snapshot.query("SELECT (COUNT(*) AS ?n) { ?claim a schema:Claim }")
            size = f"{int(counted['n'].value):,}"
            yield from _in_process(store, size)
            for name in sorted(catalogue()):
                yield _compared(name, size, measured(store, name))


def _compared(name: str, size: str, found: dict[str, Measured]) -> Row:
    here = found.pop("")
    for form, other in found.items():
        assert other.rows == here.rows or float("inf") in (other.seconds, here.seconds), f"{name} ({form}) has other rows"
    form = min(found, key=lambda f: found[f].seconds, default="")
    fastest = found[form].seconds if form else float("inf")
    kept = here.seconds <= fastest * 1.2 + NOISE and (here.seconds < LIMIT or name in COUNTING)
    peer = f"{_shown(fastest)} ({form})" if form else ""
    return Row(f"{name}, {size}", _shown(here.seconds), peer, "≤ 1.2 ×", kept)
