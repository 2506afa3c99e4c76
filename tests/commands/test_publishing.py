"""Claims as files from the command line: what selects them, how a call ends."""

import json
import zipfile
from pathlib import Path

import pytest
from Crypto.PublicKey import RSA

import kg
from kg.errors import UnknownName, UsageError
from kg.graphs import VIEWS
from kg.publications import PUBLICATIONS, endings
from tests.publications.reading_back import READERS
from tests.running import ask, rows


@pytest.mark.parametrize("format", PUBLICATIONS)
def test_a_selection_that_holds_nothing_leaves_its_file_and_exit_code_1(format: str, store: str, tmp_path: Path) -> None:
    file = tmp_path / f"claims{PUBLICATIONS[format].ending}"
    done = ask("export", "claims", "--year", "1999", "--format", format, "--store", store, "-o", str(file))
    assert done.exit_code == 1 and "There are no such claims" in done.stderr and "0 条说法" in done.stderr
    assert file.is_file()


@pytest.mark.parametrize("format", PUBLICATIONS)
def test_the_command_and_python_write_the_same_bytes(format: str, store: str, tmp_path: Path) -> None:
    typed, called = tmp_path / "typed", tmp_path / "called"
    ask("export", "claims", "--place", "鹤壁市", "--format", format, "--store", store, "-o", str(typed))
    with kg.open_graph(store) as graph:
        graph.publish(format, called, place="鹤壁市")
    assert typed.read_bytes() == called.read_bytes()
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["called", "typed"]


def test_one_claim_can_be_had_alone(store: str, tmp_path: Path) -> None:
    with kg.open_graph(store) as graph:
        claims = [str(row["claim"]) for row in graph.claims()]
    for claim in claims[:3]:
        done = ask("export", "claims", "--claim", claim, "--format", "nanopub", "--store", store)
        assert done.exit_code == 0 and list(READERS["nanopub"](done.stdout.encode())) == [claim]


def test_the_ending_of_a_file_names_its_format(store: str, tmp_path: Path) -> None:
    for ending, format in endings().items():
        file = tmp_path / f"a{ending}"
        done = ask("export", "claims", "--person", "贺兰舟", "--store", store, "-o", str(file))
        assert "claims" in done.stderr
        with kg.open_graph(store) as graph:
            graph.publish(format, tmp_path / "meant", person="贺兰舟")
        assert file.read_bytes() == (tmp_path / "meant").read_bytes(), ending
    assert json.loads((tmp_path / "a.jsonld").read_bytes())["@context"] == "https://schema.org"
    assert zipfile.ZipFile(tmp_path / "a.zip").namelist() == ["claims.csv", "claims.csv-metadata.json"]


def test_a_view_nobody_knows_is_answered_with_claims_too(store: str) -> None:
    done = ask("export", "claim", "-o", "a.trig", "--store", store)
    assert isinstance(done.exception, UnknownName) and "Nearest: claims" in str(done.exception)


def test_formats_are_listed_beside_views(store: str) -> None:
    listed = [row["view"] for row in rows(ask("export").stdout)]
    assert listed == [*VIEWS, *(f"claims --format {name}" for name in PUBLICATIONS)]


def test_a_file_that_cannot_be_written_is_told_of(store: str, tmp_path: Path) -> None:
    with kg.open_graph(store) as graph, pytest.raises(UsageError, match="cannot be written"):
        graph.publish("schemaorg", tmp_path / "nowhere" / "a.jsonld")
    with kg.open_graph(store) as graph, pytest.raises(UsageError, match="a path"):
        graph.publish("schemaorg", 3)  # type: ignore[arg-type]


def test_what_a_format_cannot_say_is_counted(store: str, tmp_path: Path) -> None:
    done = ask("export", "claims", "--format", "quickstatements", "--store", store, "-o", str(tmp_path / "a.tsv"))
    assert done.exit_code == 1 and (tmp_path / "a.tsv").read_bytes() == b""
    assert "left out: Wikidata has no property for the metric" in done.stderr and "no such claims" not in done.stderr


def test_a_key_signs_and_mappings_name_items(store: str, tmp_path: Path) -> None:
    key, mappings = tmp_path / "id_rsa", tmp_path / "m.sssom.tsv"
    key.write_bytes(RSA.generate(2048).export_key())
    mappings.write_text("subject_id\tpredicate_id\tobject_id\nplace:410600\tskos:exactMatch\twikidata:Q404301\n", encoding="utf-8")
    signed = ask(
        "export", "claims", "--person", "贺兰舟", "--format", "nanopub", "--key", str(key), "--created", "2023-01-01", "--store", store
    )
    assert signed.exit_code == 0 and "npx:hasSignature " in signed.stdout and '"2023-01-01"^^xsd:date' in signed.stdout
    told = ask("export", "claims", "--place", "鹤壁市", "--format", "quickstatements", "--items", str(mappings), "--store", store)
    assert told.exit_code in (0, 1) and "no confirmed item" not in told.stderr


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        (("--claim", "urn:a"), UnknownName, "urn:a"), (("--format", "graphml"), UnknownName, "schemaorg"),
        (("--person", "贺兰"), UnknownName, "贺兰舟"), (("--created", "2023-01-01"), UsageError, "nanopub only"),
        (("--format", "nanopub", "--created", "today"), UsageError, "2022-12-09"), (("--format", "nanopub", "--creator", "me"), UsageError, "orcid"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_answered_with_what_can(arguments: tuple[str, ...], error: type, said: str, store: str) -> None:
    done = ask("export", "claims", *arguments, "--store", store)
    assert type(done.exception) is error and said in str(done.exception)
    assert not done.stdout
