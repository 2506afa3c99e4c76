"""Mapping files: written and read alike, valid to the community's own validator, whatever stands in a cell; names are made up."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.links import TARGETS
from kg.mappings import LINKED, NOT_FOUND, Mapping, current, links, parsed, read, shipped, text
from kg.vocabulary import EDITION, LINKS_GRAPH, PREFIXES, SPACE

SKOS = PREFIXES["skos"]
ROW = Mapping(
    "https://w3id.org/whoclaims/place/410621", SKOS + "closeMatch", "https://sws.geonames.org/1787874/", "semapv:CompositeMatching",
    "浚县", "Xun Xian", confidence=0.9, object_source="https://www.geonames.org/", object_source_version="3", mapping_date="2026-01-31", comment="同名 · the same name",
)  # fmt: skip
OTHER = replace(
    ROW, subject_id="https://w3id.org/whoclaims/place/410622", subject_label="淇县", object_id=NOT_FOUND, object_label="", confidence=None
)
FOREIGN = replace(
    ROW, object_id="http://data.example.org/thing/a%20b#c", reviewer_label="林知夏", review_date="2026-02-01", predicate_modifier="Not"
)
HOSTILE = ['"引号"\t制表\n换行', "=1+1", "#开头", "\x00\x1b[31m", "\u2028", "半\ud800个", "'单'", "a: b", "\\N", "", "·"]


def sssom(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(Path(sys.executable).with_name("sssom")), *arguments], capture_output=True, text=True, check=False)


def test_what_is_written_is_read_alike_and_the_same_twice() -> None:
    rows = [OTHER, FOREIGN, ROW]
    written = text(rows, "试 · a test", "https://example.org/a")
    assert written == text(reversed(rows), "试 · a test", "https://example.org/a")
    assert set(parsed(written)) == set(rows)
    assert [line.split("\t")[0] for line in written.splitlines() if not line.startswith("#")] == [
        "subject_id", "place:410621", "place:410621", "place:410622",
    ]  # fmt: skip


def test_no_row_is_a_file_all_the_same() -> None:
    assert list(parsed(text([], "空 · empty", "urn:a"))) == []


@given(st.lists(st.tuples(st.sampled_from(HOSTILE) | st.text(), st.floats(0, 1)), max_size=5))
def test_any_text_stays_in_its_cell(cells: list[tuple[str, float]]) -> None:
    rows = [
        replace(ROW, subject_id=f"urn:thing:{n}", subject_label=label, object_label=label, comment=label, confidence=float(f"{score:g}"))
        for n, (label, score) in enumerate(cells)
    ]
    found = sorted(parsed(text(rows, "试", "urn:a")), key=lambda row: int(row.subject_id.rsplit(":", 1)[1]))
    assert [(row.subject_id, row.object_id, row.confidence) for row in found] == [(r.subject_id, r.object_id, r.confidence) for r in rows]
    assert text(found, "试", "urn:a") == text(rows, "试", "urn:a")


def test_what_is_written_is_valid_to_its_community(tmp_path: Path) -> None:
    file = tmp_path / "a.sssom.tsv"
    hostile = [replace(ROW, subject_id=f"urn:thing:{n}", subject_label=label, comment=label) for n, label in enumerate(HOSTILE)]
    file.write_text(text([OTHER, FOREIGN, ROW, *hostile], "试 · a test", "https://example.org/a"), encoding="utf-8")
    checked = sssom("validate", str(file))
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout + checked.stderr == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("place:1\tskos:sameAs\tx:b\tsemapv:LexicalMatching", "SKOS"),
        ("place:1\towl:sameAs\tx:b\tsemapv:LexicalMatching", "owl"),
        ("lace:1\tskos:exactMatch\tx:b\tsemapv:LexicalMatching", "lace"),
        ("place:1\tskos:exactMatch\tx:b> . <urn:c\tsemapv:LexicalMatching", "IRI"),
        ("place:1\tskos:exactMatch\tx:b", "mapping_justification"),
        ("place:1\tskos:exactMatch\thttp://[b\tsemapv:LexicalMatching", "IRI"),
        ("place:1\tskos:exactMatch\tx:b\tsemapv:LexicalMatching\t2", "0 和 1"),
        ("place:1\tskos:exactMatch\tx:b\tsemapv:LexicalMatching\tnan", "0 和 1"),
        ("place:1\tskos:exactMatch\tx:b\tsemapv:LexicalMatching\t1\t昨天", "昨天"),
    ],
)
def test_a_row_that_cannot_be_meant_is_told_with_its_line(line: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "a.sssom.tsv"
    head = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tmapping_date"
    file.write_text(
        f'#curie_map:\n#  place: "https://w3id.org/whoclaims/place/"\n#  x: http://data.example.org/\n{head}\n{line}\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match=said) as told:
        read(file)
    assert told.value.where.endswith("a.sssom.tsv:5")


def test_a_file_of_others_is_read_with_its_own_prefixes_and_what_it_states_once(tmp_path: Path) -> None:
    file = tmp_path / "a.sssom.tsv"
    file.write_text(
        "\ufeff# curie_map:\n#   p: 'https://w3id.org/whoclaims/place/'\n#   x: http://data.example.org/\n# creator_id:\n#   - x:me\n"
        "# mapping_date: 2026-01-31\nsubject_id\tsubject_category\tpredicate_id\tobject_id\tmapping_justification\r\n"
        "p:410621\t县\tskos:exactMatch\tx:1\tsemapv:ManualMappingCuration\r\n",
        encoding="utf-8",
    )
    (row,) = read(file)
    assert (row.subject_id, row.object_id, row.mapping_date) == (
        "https://w3id.org/whoclaims/place/410621",
        "http://data.example.org/1",
        "2026-01-31",
    )


def test_a_file_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path / "none.sssom.tsv") == ()
    with pytest.raises(InputError):
        read(tmp_path)


def test_what_a_person_said_of_a_pair_is_the_last_word() -> None:
    row = next(row for row in shipped() if row.is_link and not row.object_id.startswith(SPACE))
    refused = replace(row, predicate_modifier="Not", reviewer_label="林知夏")
    waiting = next(row for row in shipped() if "wikidata" in row.object_id and not row.is_link)
    confirmed = replace(waiting, predicate_id=SKOS + "exactMatch", reviewer_label="林知夏")
    before, after = links(current()), links(current([refused, confirmed]))
    assert set(before) - set(after) == {f"<{row.subject_id}> <{row.predicate_id}> <{row.object_id}> <{LINKS_GRAPH}> ."}
    assert set(after) - set(before) == {f"<{waiting.subject_id}> <{SKOS}exactMatch> <{waiting.object_id}> <{LINKS_GRAPH}> ."}


def test_only_links_of_things_that_are_held_are_made() -> None:
    assert links(shipped(), set()) == []
    assert len(links(shipped(), {ROW.subject_id})) == sum(row.is_link for row in shipped() if row.subject_id == ROW.subject_id) > 0


def test_what_links_lead_to_in_our_own_namespace_is_described() -> None:
    made = links(shipped())
    ours = {row.object_id for row in shipped() if row.is_link and row.object_id.startswith(SPACE)}
    described = {iri: [line for line in made if line.startswith(f"<{iri}> ")] for iri in ours}
    assert len(ours) > 300 and all(len(lines) == 4 for lines in described.values())
    editions = {line.split()[2][1:-1] for lines in described.values() for line in lines if "isDefinedBy" in line}
    assert all(any(line.startswith(f"<{edition}> ") and "issued" in line for line in made) for edition in editions)
    assert f'<{EDITION}2010-12/420600> <{SKOS}prefLabel> "襄樊市"@zh <{LINKS_GRAPH}> .' in made


def test_nothing_that_ships_is_the_same_as_or_without_ground() -> None:
    for row in shipped():
        assert row.predicate_id.startswith(SKOS)
        assert row.mapping_date and row.object_source and row.object_source_version and row.subject_label
        assert row.object_id == NOT_FOUND or row.confidence is not None
        assert (row.mapping_justification == "semapv:ManualMappingCuration") == bool(row.author_label), "somebody read both definitions"
        assert row.mapping_date in {target.date for target in TARGETS.values()}
        assert not re.fullmatch(r"\d{4}-\d\d", row.object_source_version) or row.object_source_version < row.mapping_date
        assert " · " in row.comment
        if "geonames" in row.object_id:
            assert row.predicate_id == SKOS + "closeMatch", "a populated place is no county"
    assert LINKED == 0.8
