"""The mapping files that ship are what ``kg link`` writes now, valid, and of things that the vocabularies and the gazetteer have."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner

from kg.commands import cli
from kg.gazetteer import gazetteer
from kg.links.tables import rows
from kg.mappings import read, shipped
from kg.reference import vocabularies
from kg.resources import resource
from kg.vocabulary import PREFIXES
from tests.reported import stored

FILES = sorted(resource("mappings").glob("*.sssom.tsv"))
ONLY = {"geonames": ("--place", "河南省")}  # the others were not read by a person


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("shipped"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])
def test_a_file_is_what_the_command_writes(file: Path, store: Path, tmp_path: Path) -> None:
    name = file.name.partition(".")[0]
    made = tmp_path / file.name
    done = CliRunner().invoke(cli, ["link", name, "--all", *ONLY.get(name, ()), "--store", str(store), "-o", str(made)])
    assert done.exit_code == 0, done.output
    assert made.read_bytes() == file.read_bytes(), f"run: kg link {name} --all {' '.join(ONLY.get(name, ()))} -o mappings/{file.name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])
def test_a_file_is_valid_to_its_community(file: Path) -> None:
    checked = subprocess.run(
        [str(Path(sys.executable).with_name("sssom")), "validate", str(file)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


def test_what_is_linked_is_there() -> None:
    known = vocabularies().decode()
    for row in shipped():
        kind, local = row.subject_id.rsplit("/", 2)[1:]
        assert gazetteer().by_code(local) if kind == "place" else f"\n{kind}:{local} a kg:" in known, row.subject_id


def test_every_prefecture_and_county_of_henan_was_looked_for() -> None:
    rows = read(resource("mappings/geonames.sssom.tsv"))
    looked_for = {row.subject_id.rsplit("/", 1)[1] for row in rows}
    assert looked_for == {e.code for e in gazetteer().entries if e.code[:2] == "41" and e.level in ("prefecture", "county")}


def test_every_unit_was_looked_for() -> None:
    rows = read(resource("mappings/qudt.sssom.tsv"))
    assert len({row.subject_id for row in rows}) == vocabularies().decode().count(" a kg:Unit ;")


def test_every_table_of_others_has_its_source_told(checkout: Path) -> None:
    for told in (checkout / "NOTICE", resource("ontology/links/README.md")):
        said = told.read_text(encoding="utf-8")
        assert [file.name for file in resource("ontology/links").glob("*.csv") if file.name not in said and "errata" not in file.name] == []


def test_what_is_narrower_than_a_metric_is_not_as_close_to_its_indicator() -> None:
    vocabulary = pyoxigraph.Store()
    vocabulary.bulk_load(vocabularies(), pyoxigraph.RdfFormat.TURTLE)
    above = {
        (quad.subject.value.rsplit("/", 1)[1], quad.object.value.rsplit("/", 1)[1])
        for quad in vocabulary.quads_for_pattern(None, pyoxigraph.NamedNode(PREFIXES["skos"] + "broader"), None)
    }
    for table in ("sdg", "worldbank"):
        relation = {(row["metric"], row["code"]): row["relation"] for row in rows(table)}
        for metric, code in relation:
            broader = [name for child, name in above if child == metric and relation.get((name, code)) == "close"]
            assert not broader or relation[metric, code] == "broad", f"{metric} is narrower than {broader}"


def test_fine_particles_are_judged_alike() -> None:
    """Both indicators are weighted by population, and stations are not."""
    judged = {row["relation"] for table in ("sdg", "worldbank") for row in rows(table) if row["metric"] in ("pm25", "pm10")}
    assert judged == {"related"}
