"""How far two people agree on the documents set aside, and how the reader does where they agree.

``python -m tests.agreement`` prints sums only: each annotator beside the other and beside the reader, field by field, and of the claims on which
both say the same in every field, how many the reader has right. ``annotations/aside`` was made by the first, ``annotations/again`` by the
second, who saw neither the first annotation nor what the reader says. Two annotators bound what a figure of the gate can mean: a claim that
they see otherwise cannot be right for both.
"""

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model import Metadata
from kg.pipeline import read_path
from tests.gate import HERE, SHARED, records, scorer

ASIDE, AGAIN = HERE / "annotations" / "aside", HERE / "annotations" / "again"
ROWS = (("first", "second"), ("first", "reader"), ("second", "reader"))
FIELDS = ("unit", "metric", "place", "speaker", "kind", "measure", "base", "comparator", "period", "programme")


def documents() -> Iterator[tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]]:
    """Both annotations of each document, and the claims that the reader finds where it is annotated."""
    for path in sorted(ASIDE.glob("*.json")):
        first, second = annotated(path), annotated(AGAIN / path.name)
        told = first["document"]
        source = SHARED / told["text"]
        text = source.read_text(encoding="utf-8")
        reading = next(read_path(str(source), Metadata(published=told["published"], place=told["home_place"])))
        begin, end = told.get("range", (0, len(text)))
        found = scorer().aligned(records(reading)["claims"], reading.document.text, text)
        yield first, second, [claim for claim in found if begin <= claim["start"] < end]


def annotated(path: Path) -> dict[str, Any]:
    """An annotation with its quotations read from the text."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    text = (SHARED / gold["document"]["text"]).read_text(encoding="utf-8")
    for item in (*gold["claims"], *gold["statements"], *gold["ignore"]):
        item["quote"] = item["text"] = text[item["start"] : item["end"]]
    return gold


def as_found(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims of an annotation in the form of what the reader finds, each by the best of its names."""
    return [
        {
            **claim,
            "metric": claim["metric"][0],
            "period_start": (claim["period"] or [None, None])[0],
            "period_end": (claim["period"] or [None, None])[1],
            "programmes": claim["programme"],
            "number": {name: claim[name] for name in ("start", "end", "quote")},
        }
        for claim in gold["claims"]
    ]


def counted() -> tuple[dict[tuple[str, str], dict[str, Any]], dict[str, int]]:
    """The counts of the scorer for each pair of ROWS over all documents, and how the reader does where both annotators say the same."""
    rules = scorer()
    totals: dict[tuple[str, str], dict[str, Any]] = {row: {} for row in ROWS}
    same = dict.fromkeys(("both", "found", "strict", "complete", "sure", "sure strict", "sure complete"), 0)
    for first, second, claims in documents():
        results = {
            ("first", "second"): rules.score(first, as_found(second)),
            ("first", "reader"): rules.score(first, claims),
            ("second", "reader"): rules.score(second, claims),
        }
        for row, result in results.items():
            with contextlib.redirect_stdout(io.StringIO()):
                rules.add(totals[row], rules.report("", result, show=False))
        both = {id(gold) for gold, found in results["first", "second"]["pairs"] if rules.judge(gold, found)["complete"]}
        same["both"] += len(both)
        for gold, found in results["first", "reader"]["pairs"]:
            if id(gold) in both:
                right = rules.judge(gold, found)
                sure = found["confidence"] == "sure"
                held = {"found": True, "strict": right["strict"], "complete": right["complete"], "sure": sure}
                held |= {"sure strict": sure and right["strict"], "sure complete": sure and right["complete"]}
                for name, holds in held.items():
                    same[name] += bool(holds)
    return totals, same


def main() -> None:
    totals, same = counted()
    print("| F1 | value | strict | complete | " + " | ".join(FIELDS) + " |\n| --- |" + " ---: |" * (3 + len(FIELDS)))
    for row, total in totals.items():
        f1, fields = scorer().figures(total), total["fields"]
        cells = [*(f"{f1[name]:.3f}" for name in ("value", "strict", "complete")), *("/".join(map(str, fields[name])) for name in FIELDS)]
        print(f"| {row[0]}, {row[1]} | " + " | ".join(cells) + " |")
    print("\n" + ", ".join(f"{name} {count}" for name, count in same.items()))


if __name__ == "__main__":
    main()
