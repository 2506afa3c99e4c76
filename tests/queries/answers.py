"""What each named query answers over five short documents about an invented city.

``tests/queries/documents`` holds the texts, and the divisions of the invented province in place of the gazetteer;
``tests/queries/NAME.csv`` holds the parameters of a call and the rows it gives. ``python -m tests.queries.answers`` writes the rows
anew, for a person to read before they are kept.
"""

import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.answers import Graph, Iri, Table
from kg.queries import catalogue, run
from kg.store import Snapshot, open_snapshot
from kg.tables.plain import written
from kg.vocabulary import DEFAULT_BASE, PREFIXES

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
NAMES = ("briefing", "bulletin", "feature", "note", "report")
_SHORT = {**{iri: f"{prefix}:" for prefix, iri in PREFIXES.items()}, DEFAULT_BASE: "id:"}
# what changes with the software that read the documents
_CHANGING = re.compile(r"id:(version|run)/\w+")
_READER = PREFIXES["kg"] + "reader"

# in a process of its own: the reader keeps what it once read of the gazetteer
_BUILD = """
import sys
from pathlib import Path
import kg.gazetteer
from kg.builds import build
from kg.model import Metadata

store, *names = sys.argv[1:]
kg.gazetteer.resource = lambda name: Path(Path(name).name)
for name in names:
    build([f"{name}.txt"], store, Metadata(id=name))
"""


def build(store: Path) -> None:
    """Read the documents, from a folder beside it, into a store."""
    beside = shutil.copytree(DOCUMENTS, store.resolve().parent / "documents", dirs_exist_ok=True)
    subprocess.run([sys.executable, "-c", _BUILD, str(store.resolve()), *NAMES], cwd=beside, check=True)


def stated(name: str) -> tuple[dict[str, str], str]:
    """The parameters of a call, a line each that begins with ``#+``, and the rows below them."""
    lines = (HERE / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    parameters = dict(line[2:].strip().split(": ", 1) for line in lines if line.startswith("#+"))
    return parameters, "".join(line for line in lines if not line.startswith("#+"))


def answered(snapshot: Snapshot, name: str, parameters: dict[str, str]) -> str:
    """The rows of an answer as CSV; IRIs are shortened, and a graph is a row a triple."""
    answer = run(snapshot, name, parameters)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(_rows(answer))
    return stream.getvalue()


def _rows(answer: Table | Graph) -> Iterator[tuple[str, ...]]:
    if isinstance(answer, Table):
        yield answer.columns
        yield from (tuple(_short(written(cell)) if isinstance(cell, Iri) else written(cell) for cell in row) for row in answer.rows)
    else:
        yield ("subject", "predicate", "object")
        told = [triple for triple in answer.triples if triple.predicate.value != _READER]
        yield from sorted(tuple(_short(term.value) for term in (t.subject, t.predicate, t.object)) for t in told)


def _short(iri: str) -> str:
    base = max((base for base in _SHORT if iri.startswith(base)), key=len, default="")
    return _CHANGING.sub(r"id:\1/…", _SHORT.get(base, "") + iri.removeprefix(base))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "store")
        with open_snapshot(Path(folder) / "store") as snapshot:
            for name in catalogue():
                path = HERE / f"{name}.csv"
                parameters, _ = stated(name) if path.exists() else ({}, "")
                given = "".join(f"#+ {key}: {text}\n" for key, text in parameters.items())
                path.write_text(given + answered(snapshot, name, parameters), encoding="utf-8")


if __name__ == "__main__":
    main()
