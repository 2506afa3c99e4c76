"""What every format of claims must do, run over the whole table, with plain claims and with claims made to break it."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.publications import PUBLICATIONS, Settings, Written, endings, publisher
from kg.publications.claims import Claim
from kg.publications.reading import claims
from tests.publications.invented import CASES
from tests.publications.reading_back import READERS

FORMATS = [(format, name) for format in PUBLICATIONS for name in CASES]


def on_one_line(text: str) -> str:
    return re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]+", " ", text).strip().replace("/*", "/ *")


# what a format cannot hold as it is, as it is kept
KEPT = {"quickstatements": on_one_line, "openrefine": lambda text: f"'{text}" if text[0] in "=+-@\t\r\n" else text}


def written(format: str, claims: list[Claim], settings: Settings | None = None) -> tuple[bytes, Written]:
    stream = io.BytesIO()
    told = publisher(format)(iter(claims), stream, settings or Settings())
    return stream.getvalue(), told


def legible(content: bytes) -> str:
    """What a file says, also one that is packed."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_every_format_is_read_back() -> None:
    assert set(READERS) == set(PUBLICATIONS)


@pytest.mark.parametrize(("format", "name"), FORMATS)
def test_the_same_claims_give_the_same_bytes(format: str, name: str) -> None:
    assert written(format, CASES[name]) == written(format, CASES[name])


@pytest.mark.parametrize(("format", "name"), FORMATS)
def test_what_is_written_is_read_back_as_so_many_claims(format: str, name: str) -> None:
    content, told = written(format, CASES[name])
    assert told.claims + told.left_out.total() == len(CASES[name])
    assert len(READERS[format](content)) == told.claims


@pytest.mark.parametrize(("format", "name"), [case for case in FORMATS if case[1] != "empty"])
def test_words_come_back_as_they_were(format: str, name: str) -> None:
    read = READERS[format](written(format, CASES[name])[0])
    known = {claim.iri: claim for claim in CASES[name]}
    for iri, quote in read.items():
        assert quote == KEPT.get(format, lambda text: text)(known[iri].quote)


@pytest.mark.parametrize(("format", "name"), FORMATS)
def test_no_value_is_spelled_as_python_spells_it_and_no_day_is_today(format: str, name: str) -> None:
    text = legible(written(format, CASES[name])[0])
    assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|\bnan\b|Decimal", text)
    assert not re.search(r"20[23]\d-(?!00)\d\d-\d\d", text.replace("2022-12-09", "").replace("2022-11-30", ""))


@pytest.mark.parametrize("format", PUBLICATIONS)
def test_every_claim_of_a_store_is_written_or_counted(format: str, reports: KnowledgeGraph) -> None:
    told = list(claims(reports.snapshot))
    content, found = written(format, told)
    assert found.claims + found.left_out.total() == len(told) == len(reports.claims())
    assert set(READERS[format](content)) <= {claim.iri for claim in told}


def test_every_format_says_what_it_is_in_both_languages() -> None:
    for format in PUBLICATIONS.values():
        assert re.search(r"[\u4e00-\u9fff]{2}", format.zh) and re.search(r"[a-z]{3}", format.en) and "/" in format.media
    assert set(endings().values()) <= set(PUBLICATIONS)


def test_every_format_is_documented(checkout: Path) -> None:
    prose = (checkout / "docs" / "publishing.md").read_text(encoding="utf-8")
    for name, format in PUBLICATIONS.items():
        assert re.search(rf"^\| `{name}` \| `{re.escape(format.ending)}` \|", prose, re.MULTILINE), name


@pytest.mark.parametrize("format", ["schemaorg", "nanopub", "annotations", "datacube", "openrefine"])
def test_a_claim_is_written_before_the_next_is_read(format: str) -> None:
    stream, sizes = io.BytesIO(), []

    def told() -> Iterator[Claim]:
        for claim in CASES["hostile"]:
            sizes.append(stream.tell())
            yield claim

    publisher(format)(told(), stream, Settings())
    assert all(before < after for before, after in pairwise(sizes))
