"""Over the web, what is asked of the indexes has the rows that the graph gives."""

import json
import shutil
from pathlib import Path

import pytest

from kg import indexes
from kg.queries import catalogue
from kg.store import open_snapshot
from tests.serving import Service, serving

# two documents' worth of examples stand behind each; several posts in one cell stand in no order that SPARQL would fix
JOINED = {"post", "body", "programme"}
NAMES = sorted(name for name, query in catalogue().items() if query.sql)


@pytest.fixture(scope="module")
def indexed_store(examples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(examples_store, tmp_path_factory.mktemp("indexed") / "store")
    with open_snapshot(folder) as snapshot:
        indexes.make(snapshot, indexes.WORDS)
        assert all(indexes.at_hand(snapshot, name) for name in indexes.INDEXES)
    return folder


def rows(service: Service, name: str, **parameters: object) -> list[dict[str, object]]:
    needed = {p.name: p.example for p in catalogue()[name].parameters if not p.optional}
    reply = service.ask(f"/api/{name}", {**needed, **parameters, "format": "json"})
    assert reply.status in (200, 204), reply.text
    return [
        {key: sorted(cell.split("、")) if key in JOINED and isinstance(cell, str) else cell for key, cell in row.items()}
        for row in json.loads(reply.body or b"[]")
    ]


def test_the_interface_gives_the_same_rows_with_indexes_and_without(service: Service, indexed_store: Path) -> None:
    found = 0
    with serving(indexed_store, "-q", "--time-limit", "5") as indexed:
        for name in NAMES:
            for asked in ({"limit": 1000}, {"limit": 3, "offset": 1}, {"limit": 1000, "lang": "en"}):
                without = rows(service, name, **asked)
                assert rows(indexed, name, **asked) == without, (name, asked)
                found += bool(without)
    assert found > 2 * len(NAMES)
