"""The store that the tests of commands ask."""

import pytest

from kg.builds import build
from tests.running import MIRROR, NEWS, REPORT


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("commands") / "store"
    build([NEWS, REPORT, MIRROR], folder)
    return str(folder)
