"""Work in processes of its own, one a core: each answers one job after the other over its pipes, and ends when they do.

A process is started afresh rather than forked, because the database has threads, and without the caller's main module, so that a script
needs no guard. Nothing is started for little work: what the first jobs take, or all those to come are to take, is what starting a process takes.
"""

import gc
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

from kg.resources import PACKAGE

Answer = TypeVar("Answer")

_ALONE = 1.0  # seconds of work in this process, after the first job, which loads the vocabularies, before others are started
_MOST = 4  # the one that asks keeps no more of them busy


class WorkerEnded(Exception):
    """A process ended while it worked, and another over the same: something ended them, or the machine's memory did."""


class Workers(Generic[Answer]):
    """Does jobs with one function, which a module holds; ``submit`` takes its arguments and gives a future. ``jobs`` says how many there will be, if that
    is known: where they are many, others are started sooner.

    >>> with Workers(len) as workers:
    ...     [workers.submit(word).result() for word in ("云溪县", "学校")]
    [3, 2]
    """

    def __init__(self, work: Callable[..., Answer], jobs: int = 0) -> None:
        self._work, self._jobs = work, jobs
        self._cores = min(_cores(), _MOST)
        self._threads = ThreadPoolExecutor(self._cores)
        self._own = threading.local()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._closed = False
        self._met, self._taken = 0, 0.0

    def submit(self, *arguments: Any) -> "Future[Answer]":
        """Have a job done: here and now as long as there was little to do, else as soon as a process is free.

        The future raises what the work raises, or WorkerEnded where two processes ended over it; the next job goes to a new one.
        """
        if self._cores > 1 and self._is_much():
            return self._threads.submit(self._ask, arguments)
        done: Future[Answer] = Future()
        began = time.process_time()
        try:
            done.set_result(self._work(*arguments))
        except Exception as error:
            done.set_exception(error)
        self._taken += (time.process_time() - began) if self._met else 0
        self._met += 1
        return done

    def _is_much(self) -> bool:
        """Whether the jobs after the first took, or those to come will take, what makes up for a process; they are taken to be alike."""
        alike = self._met - 1
        each = self._taken / alike if alike > 0 else 0.0
        return self._met > 0 and self._taken + each * (self._jobs - self._met) >= _ALONE

    def _ask(self, arguments: tuple[Any, ...]) -> Answer:
        """What runs in the thread of a process: have it do the job, and another where it ends over it, for it may have been ended for what others used."""
        try:
            return self._asked(arguments)
        except WorkerEnded:
            return self._asked(arguments)

    def _asked(self, arguments: tuple[Any, ...]) -> Answer:
        """Pass a job on and wait for the answer."""
        process = getattr(self._own, "process", None) or self._start()
        try:
            assert process.stdin and process.stdout
            pickle.dump((self._work, arguments), process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            well, answer = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self._own.process = None
            self._end(process)
            raise WorkerEnded from error
        if not well:
            raise answer
        found: Answer = answer
        return found

    def _start(self) -> "subprocess.Popen[bytes]":
        if self._closed:
            raise WorkerEnded
        searched = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.workers"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": searched}, start_new_session=True,
        )  # fmt: skip
        self._own.process = process
        self._processes.add(process)
        if self._closed:  # meanwhile
            process.kill()
        return process

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        with suppress(OSError):
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self._processes.discard(process)

    def close(self) -> None:
        """End the processes, whatever they do; what they were not done with is not done."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in list(self._processes):
            with suppress(OSError):
                process.kill()
        self._threads.shutdown(wait=True)
        for process in list(self._processes):
            self._end(process)

    def __enter__(self) -> "Workers[Answer]":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def available() -> float:
    """MiB of memory that this process and its children may have: those of the machine or of its control group; no bound where neither is told."""
    told = [float("inf")]
    with suppress(OSError, ValueError, AttributeError):
        told.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20)
    with suppress(OSError, ValueError):
        told.append(int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")) / 2**20)
    return min(told)


def main() -> None:
    """Answer jobs from stdin on stdout until there are no more."""
    gc.set_threshold(100_000)  # as the command line does: work makes many small values and lets go of few
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    while True:
        try:
            work, arguments = pickle.load(jobs)
        except EOFError:
            return
        try:
            answer: tuple[bool, Any] = (True, work(*arguments))
        except Exception as error:
            answer = (False, error)
        try:
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # nobody waits any longer


if __name__ == "__main__":
    main()
