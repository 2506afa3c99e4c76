"""How well ``/reconcile`` matches the names of :mod:`tests.reconciliation.names`, asked by the client ``reconciler`` from PyPI over HTTP.

Run: ``python -m tests.reconciliation``. Precision is how many of its matches are right, recall how many of the names that mean one thing are matched right:
of the two hundred, and of the former names that mappings give.
"""

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from kg.builds import build
from kg.resources import EXAMPLES
from kg.store import open_snapshot
from tests.reconciliation.names import Case, cases, renamed, written
from tests.serving import serving


def matched(names: list[str], address: str) -> dict[str, str]:
    """What the client says is a match, by name."""
    os.environ["TQDM_DISABLE"] = "1"
    import numpy as np
    import pandas as pd

    np.NaN = np.nan  # as the client, which is older than numpy 2, calls it
    import reconciler

    answer: Any = reconciler.reconcile(pd.Series(names), top_res="all", reconciliation_endpoint=address)
    rows = answer[answer["match"].fillna(False).astype(bool)]
    return dict(zip(rows["input_value"], rows["id"], strict=True))


class Measured(NamedTuple):
    """Precision, recall, and each name with what it was matched to."""

    precision: float
    recall: float
    told: list[tuple[Case, str | None]]


def measured() -> tuple[Measured, Measured]:
    """How the two hundred were matched, and the former names of the mappings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build([*written(folder), *sorted(str(path) for path in EXAMPLES.iterdir() if path.is_file())], folder / "store")
        with open_snapshot(folder / "store") as snapshot:
            drawn = cases(snapshot)
        with serving(folder / "store") as service:
            address = f"http://127.0.0.1:{service.port}/reconcile"
            return _measured(drawn, address), _measured(renamed(), address)


def _measured(asked: list[Case], address: str) -> Measured:
    found = matched([case.written for case in asked], address)
    told = [(case, found.get(case.written)) for case in asked]
    right = sum(got is not None and got == case.meant for case, got in told)
    return Measured(right / max(1, len(found)), right / sum(case.meant is not None for case in asked), told)


def main() -> None:
    """Print the figures of both, by kind of name, and what went wrong."""
    for title, (precision, recall, told) in zip(("two hundred names", "former names of the mappings"), measured(), strict=True):
        print(f"{title}:")
        kinds = Counter(case.why for case, _ in told)
        well = Counter(case.why for case, got in told if got == case.meant)
        for kind, count in kinds.items():
            print(f"  {kind}: {well[kind]}/{count}")
        for case, got in told:
            if got != case.meant:
                print(f"    {case.written} ({case.why}): {case.meant} ≠ {got}")
        print(f"  precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()
