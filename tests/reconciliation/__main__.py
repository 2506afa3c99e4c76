"""How well ``/reconcile`` matches the two hundred names of :mod:`tests.reconciliation.names`, asked by the client ``reconciler`` from PyPI over HTTP.

Run: ``python -m tests.reconciliation``. Precision is how many of its matches are right, recall how many of the 140 names that mean one thing are matched right.
"""

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from kg.builds import build
from kg.resources import EXAMPLES
from kg.store import open_snapshot
from tests.reconciliation.names import Case, cases, written
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


def measured() -> tuple[float, float, list[tuple[Case, str | None]]]:
    """Precision, recall, and each name with what it was matched to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build([*written(folder), *sorted(str(path) for path in EXAMPLES.iterdir() if path.is_file())], folder / "store")
        with open_snapshot(folder / "store") as snapshot:
            asked = cases(snapshot)
        with serving(folder / "store") as service:
            found = matched([case.written for case in asked], f"http://127.0.0.1:{service.port}/reconcile")
    told = [(case, found.get(case.written)) for case in asked]
    right = sum(got is not None and got == case.meant for case, got in told)
    return right / max(1, len(found)), right / sum(case.meant is not None for case in asked), told


def main() -> None:
    """Print both figures, by kind of name, and what went wrong."""
    precision, recall, told = measured()
    kinds = Counter(case.why for case, _ in told)
    well = Counter(case.why for case, got in told if got == case.meant)
    for kind, count in kinds.items():
        print(f"{kind}: {well[kind]}/{count}")
    for case, got in told:
        if got != case.meant:
            print(f"  {case.written} ({case.why}): {case.meant} ≠ {got}")
    print(f"precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()
