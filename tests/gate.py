"""The quality gate: reads annotated documents, scores what was found, and holds it to floors that only rise.

``python -m tests.gate`` prints every figure, ``--show`` what is wrong too, ``--raise-floors`` records what was reached in ``floors.toml``.
The reference documents stand in ``../shared`` beside the checkout; the examples of our own are always there.

Two sets more of documents from there were annotated by people who did not look at what the reader says; ``annotations/`` has offsets and
names, no text of theirs. Rules may be made from what is wrong in the ones ``developed`` on; of those set ``aside`` nothing is told but sums.
"""

import argparse
import contextlib
import importlib.util
import io
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.model import Metadata, Reading
from kg.pipeline import read, read_path
from kg.readers import read_bytes
from kg.records import KINDS
from kg.repair import repair
from kg.resources import EXAMPLES
from tests.scoring import score

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.toml"
ORDER = ("value", "strict", "complete", "repeats", "statements", "officials", "programmes", "places", "policy")
DIGITS = 3


@dataclass(frozen=True)
class Figures:
    """What one document reached: F1 of everything counted, right and all of every field, and what is wrong."""

    name: str
    f1: dict[str, float]
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    wrong: str = ""
    sure: "Sure | None" = None


@dataclass(frozen=True)
class Sure:
    """Of so many claims found, how many were sure, and of these how many strict-right and right in every field. One that is excused counts as none."""

    claims: int
    sure: int
    strict: int
    complete: int

    def __add__(self, other: "Sure") -> "Sure":
        return Sure(*(getattr(self, name) + getattr(other, name) for name in ("claims", "sure", "strict", "complete")))


def records(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """What ``kg extract --what …`` prints, by kind."""
    return {kind: list(list_of(reading)) for kind, list_of in KINDS.items()}


# ------------------------------------------------------------------------------------------------ examples of our own


def examples() -> Iterator[Figures]:
    """Every annotated example, read from the form it ships in and told nothing."""
    for path in sorted((HERE / "examples").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        reading = next(read_path(str(EXAMPLES / gold["document"]["example"])))
        found = records(reading)
        result = score(gold, found["claims"], found["statements"], found["people"], found["document"][0])
        yield Figures(path.stem, result.f1(), result.fields, "\n".join(f"  {line}" for line in result.wrong))


# ------------------------------------------------------------------------------------------------ reference documents


@cache
def scorer() -> ModuleType:
    """The scorer that stands beside the reference documents."""
    spec = importlib.util.spec_from_file_location("reference_scorer", SHARED / "eval" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def references() -> Iterator[Figures]:
    """The damaged copy told nothing, then every reference document told its date and home place, then all of these together."""
    gold = SHARED / "gold"
    yield referenced("hebi-2020 damaged", gold / "hebi-2020.json", SHARED / "seeds" / "hebi-2020.raw.txt", Metadata())
    paths = sorted(gold.glob("*.json"))
    yield from together("all references", paths)
    *_, typed = together("all references, typed", paths, as_typed)
    yield typed


def annotated() -> Iterator[Figures]:
    """Those developed on, each and together, and the sums of those set aside."""
    yield from together("developed on", sorted((HERE / "annotations" / "developed").glob("*.json")))
    *_, aside = together("set aside", sorted((HERE / "annotations" / "aside").glob("*.json")))
    yield aside


def as_typed(text: str) -> str:
    """A text with half-width marks and straight quotation marks, character for character."""
    return text.translate(str.maketrans("，：；（）？！“”‘’", ",:;()?!\"\"''"))


def together(name: str, paths: list[Path], setting: Callable[[str], str] | None = None) -> Iterator[Figures]:
    """Documents told their date and home place, then all of these as one; with a ``setting``, their texts set so."""
    total: dict[str, Any] = {}
    sure = Sure(0, 0, 0, 0)
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))["document"]
        text = SHARED / document["text"] if path.is_relative_to(HERE) else path.with_suffix(".txt")
        figures = referenced(path.stem, path, text, Metadata(published=document["published"], place=document["home_place"]), total, setting)
        sure += figures.sure or Sure(0, 0, 0, 0)
        yield figures
    yield Figures(name, scorer().figures(total), fields_of(total["fields"]), sure=sure)


def referenced(
    name: str,
    gold_path: Path,
    source: Path,
    given: Metadata,
    total: dict[str, Any] | None = None,
    setting: Callable[[str], str] | None = None,
) -> Figures:
    """Score one reference document; its counts go into ``total`` where one is given. Of one that is annotated in part, only that part."""
    rules = scorer()
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    if setting:
        [document] = read_bytes(source.name, setting(source.read_text(encoding="utf-8")).encode())
        reading = read(repair(document, given))
    else:
        reading = next(read_path(str(source), given))
    found = records(reading)
    text, gold_text = reading.document.text, (source if total is not None else gold_path.with_suffix(".txt")).read_text(encoding="utf-8")
    text = gold_text if setting else text  # as long, and each mark where it was
    first, last = gold["document"].get("range", (0, len(gold_text)))
    for item in (*gold["claims"], *gold["statements"], *gold["ignore"]):
        item["quote"] = item["text"] = gold_text[item["start"] : item["end"]]
    claims, statements = (
        [item for item in rules.aligned(found[kind], text, gold_text) if first <= item["start"] < last] for kind in ("claims", "statements")
    )
    result = rules.score(gold, claims)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        counts = rules.report(name, result, show=True)
    of_all = {"officials": rules.people(gold, found["people"]), **rules.listed(gold, found["document"])}
    counts["lists"] = {"statements": rules.statements(gold, statements), **({} if "range" in gold["document"] else of_all)}
    if total is not None:
        rules.add(total, counts)
    f1 = {**rules.figures(counts), **repeats(gold, result, claims)}
    wrong = printed.getvalue().splitlines()[1:] + list(misses(gold, found, counts["lists"]))
    return Figures(name, f1, fields_of(counts["fields"]), "\n".join(wrong), sure_of(claims, result))


def sure_of(claims: list[dict[str, Any]], result: dict[str, Any]) -> Sure:
    """How often a claim that is sure is right."""
    judged = {id(found): scorer().judge(gold, found) for gold, found in result["pairs"]}
    counted = [claim for claim in claims if id(claim) in judged or any(claim is extra for extra in result["extra"])]
    right = [judged.get(id(claim), {"strict": False, "complete": False}) for claim in counted if claim["confidence"] == "sure"]
    return Sure(len(counted), len(right), sum(found["strict"] for found in right), sum(found["complete"] for found in right))


def misses(gold: dict[str, Any], found: dict[str, Any], lists: dict[str, Any]) -> Iterator[str]:
    """Both sides of every list that is not wholly right."""
    said = {
        **found["document"][0],
        "policy": found["document"][0]["policy_documents"],
        "officials": found["people"],
        "statements": found["statements"],
    }
    for name, (right, expected, predicted) in lists.items():
        if not right == expected == predicted:
            expected_items = gold["policy_documents" if name == "policy" else name]
            yield f"  {name}: expected {[brief(item) for item in expected_items]}"
            yield f"  {name}: found    {[brief(item) for item in said[name]]}"


def brief(item: Any) -> Any:
    """An item of a list, short enough to read."""
    if not isinstance(item, dict):
        return item
    if "posts" in item:
        return (item["name"], item["posts"], item["organisation"], item["role"])
    return (item["speaker"], (item.get("text") or item["quote"])[:12]) if "speaker" in item else item.get("title")


def repeats(gold: dict[str, Any], result: dict[str, Any], claims: list[dict[str, Any]]) -> dict[str, float]:
    """How many of the claims marked as repeats were found as repeats of the right claim, beside those found too many."""
    mine = {g["id"]: f["id"] for g, f in result["pairs"]}
    expected = [g for g in gold["claims"] if g.get("repeats")]
    if not expected:
        return {}
    right = sum(f["repeats"] is not None and f["repeats"] == mine.get(g["repeats"]) for g, f in result["pairs"] if g.get("repeats"))
    return {"repeats": 2 * right / (len(expected) + sum(bool(f["repeats"]) for f in claims))}


def fields_of(counted: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    return {name: counted[name] for name in sorted(counted) if name not in ("strict", "complete")}


def every() -> Iterator[Figures]:
    """What can be scored here."""
    yield from examples()
    if (SHARED / "gold").is_dir():
        yield from references()
    if (SHARED / "corpus" / "news").is_dir():
        yield from annotated()


# ------------------------------------------------------------------------------------------------ floors


def floors() -> dict[str, dict[str, float]]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def below(figures: Figures, least: dict[str, float]) -> list[str]:
    """What fell short of its floor, in words."""
    return [
        f"{figures.name}: {name} {figures.f1.get(name, 0.0):.4f} < {floor}"
        for name, floor in least.items()
        if figures.f1.get(name, 0.0) < floor - 1e-9
    ]


def rounded_down(figure: float) -> float:
    return int(figure * 10**DIGITS + 1e-9) / 10**DIGITS


def raised(old: dict[str, dict[str, float]], reached: list[Figures]) -> dict[str, dict[str, float]]:
    """The floors after ``reached``: each the higher of what it was and what was reached."""
    new = {name: dict(least) for name, least in old.items()}
    for figures in reached:
        least = new.setdefault(figures.name, {})
        for name, figure in figures.f1.items():
            least[name] = max(least.get(name, 0.0), rounded_down(figure))
    return new


def written(least: dict[str, dict[str, float]]) -> str:
    """Floors as TOML, with what the file is for at its head."""
    head = "# Floors of the quality gate (F1). `make floors` raises them to what was reached; they never fall.\n"
    parts = [
        f'\n["{name}"]\n' + "".join(f"{key} = {figures[key]}\n" for key in sorted(figures, key=lambda key: (ORDER.index(key), key)))
        for name, figures in least.items()
    ]
    return head + "".join(parts)


# ------------------------------------------------------------------------------------------------ what `make gate` prints


def table(reached: list[Figures]) -> str:
    """The F1 figures as a Markdown table."""
    rows = [("F1", *ORDER), ("---", *("---:" for _ in ORDER))]
    rows += [(figures.name, *(f"{figures.f1[name]:.3f}" if name in figures.f1 else "" for name in ORDER)) for figures in reached]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def field_table(reached: list[Figures]) -> str:
    """Right of all, field by field, over the claims whose value was found."""
    names = sorted({name for figures in reached for name in figures.fields})
    rows = [("right/all", *names), ("---", *("---:" for _ in names))]
    rows += [
        (figures.name, *("/".join(map(str, figures.fields[name])) if name in figures.fields else "" for name in names))
        for figures in reached
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def sure_table(reached: list[Figures]) -> str:
    """The share of claims that are sure, and of these the shares that are right."""
    rows = [("sure", "claims", "sure", "strict-right", "right in every field"), ("---", *("---:" for _ in range(4)))]
    for figures in reached:
        if (told := figures.sure) and told.sure:
            shares = (told.sure / told.claims, told.strict / told.sure, told.complete / told.sure)
            rows.append((figures.name, str(told.claims), *(f"{share:.1%}" for share in shares)))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--show", action="store_true", help="what is wrong, document by document")
    arguments.add_argument("--raise-floors", action="store_true", help="record what was reached")
    options = arguments.parse_args()
    reached = list(every())
    print(table(reached), field_table(reached), sure_table(reached), sep="\n\n")
    if not (SHARED / "gold").is_dir():
        print("\n../shared 不在，参考文献未评分 · ../shared is absent: the reference documents were not scored", file=sys.stderr)
    if options.show:
        for figures in reached:
            print(f"\n{figures.name}\n{figures.wrong}")
    least = floors()
    if options.raise_floors:
        FLOORS.write_text(written(raised(least, reached)), encoding="utf-8")
    short = [line for figures in reached for line in below(figures, least.get(figures.name, {}))]
    if short:
        sys.exit("低于下限 · below the floor:\n" + "\n".join(short))


if __name__ == "__main__":
    main()
