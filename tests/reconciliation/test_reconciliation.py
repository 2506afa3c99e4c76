"""The names as people write them, by the real client over HTTP: the floors that were promised."""

import pytest

from tests.reconciliation.__main__ import measured

PRECISION, RECALL = 0.97, 0.95


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_names_as_people_write_them() -> None:
    drawn, renamed = measured()
    assert len(drawn.told) == 200
    assert sum(case.meant is None for case, _ in drawn.told) == 60
    assert len(renamed.told) == 159 and sum(case.meant is None for case, _ in renamed.told) == 10
    for found in (drawn, renamed):
        assert found.precision >= PRECISION
        assert found.recall >= RECALL
    assert not [case for case, got in drawn.told if case.why in ("several divisions", "two people of one name") and got]
