"""What every test shares: property tests that draw the same cases each time, and the reference texts beside the checkout."""

from collections.abc import Generator
from pathlib import Path

import pyarrow  # noqa: F401 - with numpy, which kg build, called in this process, would keep out
import pytest
from hypothesis import settings

from kg.api import KnowledgeGraph, open_graph
from tests.reported import stored
from tests.turns import turn

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=False, database=None)
settings.load_profile("repeatable")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Where several processes run tests (``pytest -n``), one that is marked ``alone`` waits for those beside it, and they for it."""
    if not hasattr(item.config, "workerinput"):
        return (yield)
    with turn(Path(item.config.option.basetemp).parent, alone=item.get_closest_marker("alone") is not None):
        return (yield)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds pyproject.toml."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``../shared`` with seeds, gold documents and scorer; the test is skipped where it is absent."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("参考文献不在 ../shared，本项测试未运行 · ../shared with the reference texts is absent: not run")
    return SHARED


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The graph of three short invented reports."""
    return open_graph(stored(tmp_path_factory.mktemp("reports")))
