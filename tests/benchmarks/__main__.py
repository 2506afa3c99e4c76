"""``python -m tests.benchmarks [PART …]``: every figure beside its peer in the same run, as a Markdown table; exit 1 where a promise is missed."""

import sys

from tests.benchmarks import aggregates, corpus, exporting, queries, reading, serving, shacl, starting, storing
from tests.benchmarks.measure import HEADER, line

PARTS = {
    "reading": reading, "exporting": exporting, "starting": starting, "storing": storing, "corpus": corpus, "queries": queries, "aggregates": aggregates,
    "serving": serving, "shacl": shacl,
}  # fmt: skip


def main(names: list[str]) -> None:
    print(HEADER, flush=True)
    kept = True
    for name in names or PARTS:
        for row in PARTS[name].rows():
            print(line(row), flush=True)
            kept = kept and row.kept
    sys.exit(not kept)


if __name__ == "__main__":
    main(sys.argv[1:])
