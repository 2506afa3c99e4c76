"""A store of the examples and a server over it, shared by the tests of the web."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.builds import build
from kg.resources import EXAMPLES
from tests.serving import Service, serving


@pytest.fixture(scope="session")
def examples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "store"
    build([str(path) for path in sorted(EXAMPLES.iterdir()) if path.suffix in (".txt", ".md", ".jsonl", ".html")], folder)
    return folder


@pytest.fixture(scope="session")
def service(examples_store: Path) -> Iterator[Service]:
    with serving(examples_store, "-q", "--time-limit", "5") as service:
        yield service
