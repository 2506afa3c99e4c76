"""The reader stays as good as it was: every floor of ``floors.toml`` holds, and no floor falls."""

import subprocess
import tomllib
from pathlib import Path

import pytest

from tests import agreement, gate

PROMISED = {  # of the damaged copy, told nothing
    "value": 0.98, "strict": 0.95, "complete": 0.85, "repeats": 1.0, "statements": 0.90, "officials": 1.0,
    "programmes": 0.75, "places": 0.75, "policy": 1.0,
}  # fmt: skip
EXAMPLES = sorted(path.stem for path in (gate.HERE / "examples").glob("*.json"))


@pytest.fixture(scope="module")
def examples() -> dict[str, gate.Figures]:
    return {figures.name: figures for figures in gate.examples()}


@pytest.fixture(scope="module")
def references(shared: Path) -> dict[str, gate.Figures]:
    assert shared == gate.SHARED
    return {figures.name: figures for figures in (*gate.references(), *gate.annotated())}


@pytest.mark.parametrize("name", EXAMPLES)
def test_our_own_examples(name: str, examples: dict[str, gate.Figures]) -> None:
    assert gate.below(examples[name], gate.floors()[name]) == []


@pytest.mark.parametrize("name", [name for name in gate.floors() if name not in EXAMPLES])
def test_reference_documents(name: str, references: dict[str, gate.Figures]) -> None:
    assert gate.below(references[name], gate.floors()[name]) == []


def test_every_document_that_is_scored_has_floors(shared: Path) -> None:
    folders = shared / "gold", gate.HERE / "annotations" / "developed"
    together = {"hebi-2020 damaged", "all references", "all references, typed", "developed on", "set aside"}
    names = {*EXAMPLES, *together, *(path.stem for folder in folders for path in folder.glob("*.json"))}
    assert names == set(gate.floors())


def test_the_floors_keep_what_was_promised() -> None:
    floors = gate.floors()["hebi-2020 damaged"]
    assert all(floors[name] >= least for name, least in PROMISED.items())


SETS = {"developed on": "developed", "set aside": "aside"}


@pytest.mark.parametrize("revision", ["HEAD", "HEAD~1"])
def test_no_floor_falls(revision: str, checkout: Path) -> None:
    try:
        shown = subprocess.run(["git", "show", f"{revision}:tests/floors.toml"], cwd=checkout, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("没有 git，无从与从前的下限比较 · no git to compare with earlier floors")
    if shown.returncode:
        pytest.skip(f"{revision} 没有 floors.toml · no floors.toml in {revision}")
    now = gate.floors()
    for name, least in tomllib.loads(shown.stdout.decode()).items():
        if name in SETS and documents_then(checkout, revision, SETS[name]) != documents_now(SETS[name]):
            continue  # another set of documents, to which its floor does not compare
        for what, floor in least.items():
            assert now[name][what] >= floor, (name, what)


def documents_now(folder: str) -> set[str]:
    return {path.name for path in (gate.HERE / "annotations" / folder).glob("*.json")}


def documents_then(checkout: Path, revision: str, folder: str) -> set[str]:
    listed = ["git", "ls-tree", "--name-only", revision, f"tests/annotations/{folder}/"]
    return {
        Path(line).name for line in subprocess.run(listed, cwd=checkout, capture_output=True, check=True, text=True).stdout.splitlines()
    }


def test_raising_never_lowers() -> None:
    old = {"a": {"value": 0.9, "strict": 0.5}}
    reached = [gate.Figures("a", {"value": 0.8, "strict": 2 / 3}), gate.Figures("b", {"value": 1.0})]
    new = gate.raised(old, reached)
    assert new == {"a": {"value": 0.9, "strict": 0.666}, "b": {"value": 1.0}}
    assert tomllib.loads(gate.written(new)) == new


def test_what_is_below_a_floor_is_told() -> None:
    assert gate.below(gate.Figures("a", {"value": 0.8}), {"value": 0.9, "strict": 0.1}) == [
        "a: value 0.8000 < 0.9",
        "a: strict 0.0000 < 0.1",
    ]


def test_two_annotators_agree_on_what_is_set_aside(shared: Path) -> None:
    assert shared == gate.SHARED
    totals, same = agreement.counted()
    figures = gate.scorer().figures(totals["first", "second"])
    assert figures["value"] >= 0.99 and figures["strict"] >= 0.97 and figures["complete"] >= 0.84
    assert same["both"] >= same["found"] >= same["strict"] >= same["complete"] > 0
