"""A document whose words would break any file, from the bytes received to every format and back."""

import json
from pathlib import Path

import pytest

import kg
from kg.api import KnowledgeGraph
from kg.publications import PUBLICATIONS
from tests.publications.invented import HOSTILE
from tests.publications.reading_back import READERS
from tests.publications.test_conformance import KEPT


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("hostile")
    lines = [
        json.dumps({
            "id": f"{order} {text}", "title": f"{text}松溪县的一年", "published": "2022-01-10", "place": "松溪县", "publisher": f"{text}报", "url": f"https://example.org/{order}{text}",
            "text": f"松溪县的一年\n\n{text}\n\n松溪县县长周晓禾说：“2021年，松溪县新建{text}学校12所，{text}地区生产总值达到128.6亿元。”{text}",
        })
        for order, text in enumerate(HOSTILE)
    ]  # fmt: skip
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    kg.build(folder / "a.jsonl", folder / "store")
    return kg.open_graph(folder / "store")


@pytest.mark.parametrize("format", PUBLICATIONS)
def test_what_was_read_is_written_and_read_back(format: str, hostile: KnowledgeGraph, tmp_path: Path) -> None:
    known = {str(row["claim"]): str(row["quote"]) for row in hostile.claims()}
    assert len(known) >= len(HOSTILE)
    told = hostile.publish(format, tmp_path / "file")
    read = READERS[format]((tmp_path / "file").read_bytes())
    assert told.claims + told.left_out.total() == len(known) and len(read) == told.claims
    for iri, quote in read.items():
        assert quote == KEPT.get(format, lambda text: text)(known[iri])
    hostile.publish(format, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == (tmp_path / "file").read_bytes()
