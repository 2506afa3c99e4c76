"""The two hundred names, by the real client over HTTP: the floors that were promised."""

import pytest

from tests.reconciliation.__main__ import measured

PRECISION, RECALL = 0.97, 0.95


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_two_hundred_names_as_people_write_them() -> None:
    precision, recall, told = measured()
    assert len(told) == 200
    assert sum(case.meant is None for case, _ in told) == 60
    assert precision >= PRECISION
    assert recall >= RECALL
    assert not [case for case, got in told if case.why in ("several divisions", "two people of one name") and got]
