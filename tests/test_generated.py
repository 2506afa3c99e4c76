"""The made-up claims that speed is measured on are claims like any other: their store conforms, and is the same twice."""

import subprocess
import sys
from pathlib import Path

from kg.resources import PACKAGE
from kg.shapes import validate
from kg.store import open_snapshot


def generate(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "tests.benchmarks.generated", "700", str(folder)], cwd=PACKAGE.parent, check=True)


def test_generated_claims_conform_stand_in_their_text_and_are_the_same_twice(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    generate(first)
    generate(second)
    with open_snapshot(first) as snapshot, open_snapshot(second) as again:
        assert validate(snapshot.store).conforms
        assert set(snapshot.store) == set(again.store)
        assert [path.read_bytes() for path in snapshot.claim_parts()] == [path.read_bytes() for path in again.claim_parts()]
        texts = {version.document: snapshot.text(version) for version in snapshot.versions()}
        claims = list(snapshot.query(
            "SELECT ?document ?start ?end ?quote { ?claim a schema:Claim ; prov:wasQuotedFrom ?document ; ^oa:hasBody/oa:hasTarget/oa:hasSelector ?at, ?words . "
            "?at oa:start ?start ; oa:end ?end . ?words oa:exact ?quote }"
        ))  # fmt: skip
    assert len(claims) == 700
    for row in claims:
        document, start, end, quote = (row[name].value for name in ("document", "start", "end", "quote"))
        assert texts[document][int(start) : int(end)] == quote
