"""Processes that work for another: what they answer, raise, and leave."""

import os
from pathlib import Path

import pytest

from kg.workers import WorkerEnded, Workers


@pytest.fixture(autouse=True)
def spread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.workers._ALONE", 0)
    monkeypatch.setattr("kg.workers._cores", lambda: 2)


def test_the_first_job_is_done_here_and_the_others_elsewhere() -> None:
    with Workers(os.getpid) as workers:
        first, *others = [workers.submit().result() for _ in range(4)]
    assert first == os.getpid()
    assert first not in others
    assert len(set(others)) <= 2


def test_one_core_or_little_work_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.workers._cores", lambda: 1)
    with Workers(os.getpid) as workers:
        assert {workers.submit().result() for _ in range(3)} == {os.getpid()}
    monkeypatch.setattr("kg.workers._cores", lambda: 2)
    monkeypatch.setattr("kg.workers._ALONE", 60)
    with Workers(os.getpid) as workers:
        assert {workers.submit().result() for _ in range(3)} == {os.getpid()}


def test_many_jobs_to_come_start_others_after_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.workers._ALONE", 0.5)
    busy = "sum(range(2 * 10**6)) and __import__('os').getpid()"
    for jobs, elsewhere in ((0, False), (200, True)):
        with Workers(eval, jobs) as workers:
            others = [workers.submit(busy).result() for _ in range(3)]
        assert (others[2] != os.getpid(), others[:2]) == (elsewhere, [os.getpid()] * 2)


def test_what_the_work_raises_is_raised_here_or_elsewhere() -> None:
    with Workers(int) as workers:
        for _ in range(2):
            with pytest.raises(ValueError, match="云溪"):
                workers.submit("云溪").result()
        assert workers.submit("3").result() == 3


def test_a_process_that_ends_is_told_and_another_takes_the_next_job() -> None:
    with Workers(eval) as workers:
        jobs = [workers.submit(code) for code in ("1", "__import__('os')._exit(1)", "2", "3")]
        with pytest.raises(WorkerEnded):
            jobs[1].result()
        assert [jobs[n].result() for n in (0, 2, 3)] == [1, 2, 3]


def test_a_job_whose_process_was_ended_is_given_to_another(tmp_path: Path) -> None:
    sign = tmp_path / "met"
    once = f"(p := __import__('pathlib').Path({str(sign)!r})).exists() or (p.touch(), __import__('os')._exit(1))"
    with Workers(eval) as workers:
        assert [workers.submit(code).result() for code in ("1", once, "2")] == [1, True, 2]


def test_closing_ends_what_still_works() -> None:
    with Workers(eval) as workers:
        workers.submit("1")
        endless = workers.submit("__import__('time').sleep(600)")
    assert isinstance(endless.exception(), WorkerEnded)
