"""Claims as files from the command line: what selects them, how a call ends."""

import json
from pathlib import Path

import pytest

import kg
from kg.errors import UnknownName, UsageError
from kg.publications import PUBLICATIONS
from tests.running import ask


@pytest.mark.parametrize("format", PUBLICATIONS)
def test_a_selection_that_holds_nothing_leaves_its_file_and_exit_code_1(format: str, store: str, tmp_path: Path) -> None:
    file = tmp_path / f"claims{PUBLICATIONS[format].ending}"
    done = ask("export", "claims", "--year", "1999", "--format", format, "--store", store, "-o", str(file))
    assert done.exit_code == 1 and "There are no such claims" in done.stderr
    assert file.is_file()


@pytest.mark.parametrize("format", PUBLICATIONS)
def test_the_command_and_python_write_the_same_bytes(format: str, store: str, tmp_path: Path) -> None:
    typed, called = tmp_path / "typed", tmp_path / "called"
    ask("export", "claims", "--place", "鹤壁市", "--format", format, "--store", store, "-o", str(typed))
    with kg.open_graph(store) as graph:
        graph.publish(format, called, place="鹤壁市")
    assert typed.read_bytes() == called.read_bytes()
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["called", "typed"]


def test_the_ending_of_a_file_names_its_format(store: str, tmp_path: Path) -> None:
    done = ask("export", "claims", "--person", "贺兰舟", "--store", store, "-o", str(tmp_path / "a.jsonld"))
    assert done.exit_code == 0 and "claims" in done.stderr
    assert json.loads((tmp_path / "a.jsonld").read_bytes())["@context"] == "https://schema.org"


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        (("--claim", "urn:a"), UsageError, "--document"), (("--format", "graphml"), UnknownName, "schemaorg"),
        (("--person", "贺兰"), UnknownName, "贺兰舟"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_answered_with_what_can(arguments: tuple[str, ...], error: type, said: str, store: str) -> None:
    done = ask("export", "claims", *arguments, "--store", store)
    assert type(done.exception) is error and said in str(done.exception)
    assert not done.stdout
