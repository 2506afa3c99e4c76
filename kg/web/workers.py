"""The pool of worker processes: who is idle, whose time is up, and what replaces a worker that was ended.

A query's time counts from the moment a worker takes it. A worker that is ended is replaced; the others go on. Where a query runs long,
another worker takes its place, up to a bound for all lanes, so that short queries need not wait for long ones: the system shares the processors
among them. Where all the workers that are always there run long, each query that waits is given one, for it may be another such.
"""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.resources import PACKAGE
from kg.store import open_snapshot
from kg.web import problems
from kg.web.frames import DATA, DONE, ERROR, HEAD, PREFIX, SIZE, Job
from kg.web.limits import Limits
from kg.web.problems import Problem
from kg.web.spool import Full, Room, Spool

_LONG = 0.25  # seconds after which a query counts as long
# what else would set address space aside that is never used, against the bound of a worker: Arrow alone 1 GiB
_SPARING = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}
_AFTER_LEAVING = 1.0  # seconds a query goes on whose client is gone: most end by then, and a new worker costs more


class Answer:
    """What a worker says to a job: a head, then bytes as they come."""

    def __init__(self, room: Room) -> None:
        self.head: dict[str, Any] = {}
        self.spool = Spool(room)
        self.task: asyncio.Task[None] | None = None

    async def begun(self) -> None:
        """Wait until the head is there with enough to send, or all of it; raises what went wrong until then."""
        await self.spool.filled(SIZE)
        if self.spool.error is not None:
            self.spool.close()
            raise self.spool.error

    async def whole(self) -> bytes:
        """All bytes of the answer; raises what went wrong."""
        try:
            return b"".join([chunk async for chunk in self.spool.chunks()])
        finally:
            self.close()

    def close(self) -> None:
        """The client is done or gone: a query that still runs is ended soon."""
        self.spool.close()
        if self.task is not None and not self.task.done():
            asyncio.get_running_loop().call_later(_AFTER_LEAVING, self.task.cancel)


class Worker:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin and process.stdout
        self.process, self.jobs, self.frames = process, process.stdin, process.stdout

    @classmethod
    async def start(cls, root: Path, limits: Limits) -> "Worker":
        """A new process, which hears no signal of the terminal's."""
        arguments = (str(root), str(limits.rows), str(limits.size), str(limits.memory))
        searched = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "kg.web.worker", *arguments, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": searched, **_SPARING}, start_new_session=True, limit=2 * SIZE,
        )  # fmt: skip
        return cls(process)

    async def answer(self, job: Job, answer: Answer) -> None:
        """Pass a job on and its answer back; raises IncompleteReadError where the process ends in the middle."""
        self.jobs.write(job.line())
        await self.jobs.drain()
        while True:
            prefix = await self.frames.readexactly(PREFIX)
            kind, content = prefix[:1], await self.frames.readexactly(int.from_bytes(prefix[1:], "big"))
            if kind == HEAD:
                answer.head = json.loads(content)
            elif kind == DATA:
                answer.spool.append(content)
            elif kind in (DONE, ERROR):
                answer.spool.finish(Problem.read(json.loads(content)) if kind == ERROR else None)
                return

    async def end(self) -> None:
        """End the process now, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


class Pool:
    """A lane of workers. Named queries, free SPARQL and files of claims have a lane each, so that none waits for another; ``lanes`` are all there are."""

    def __init__(self, root: Path, limits: Limits, lanes: "list[Pool]") -> None:
        self.root, self.limits, self.lanes = root, limits, lanes
        self.room: Room = lanes[0].room if lanes else Room(limits.held)  # of all lanes
        lanes.append(self)
        self.workers: set[Worker] = set()
        self.idle: asyncio.Queue[Worker] = asyncio.Queue()
        self.starting: set[asyncio.Task[None]] = set()
        self.asked = self.long = 0
        self.stopping = False

    async def start(self) -> None:
        """Start the processes."""
        await asyncio.gather(*(self._add() for _ in range(self.limits.workers)))

    async def _add(self) -> None:
        worker = await Worker.start(self.root, self.limits)
        if self.stopping or len(self.workers) >= self._most():
            await worker.end()
            return
        self.workers.add(worker)
        self.idle.put_nowait(worker)

    def _most(self) -> int:
        """How many workers there may be while so many queries run long and so many are asked."""
        wanted = max(self.long, self.asked - self.limits.workers if self.long >= self.limits.workers else 0)
        left = self.limits.long - sum(lane._further() for lane in self.lanes if lane is not self)
        return self.limits.workers + max(0, min(wanted, left))

    def _further(self) -> int:
        """How many workers there are beside those that are always there."""
        return max(0, len(self.workers) + len(self.starting) - self.limits.workers)

    def _fill(self) -> None:
        """Start the workers that there may be and are not."""
        for _ in range(self._most() - len(self.workers) - len(self.starting)):
            task = asyncio.create_task(self._add())
            self.starting.add(task)
            task.add_done_callback(self.starting.discard)

    async def _counted_long(self) -> None:
        """Count a query as long from when it is until it is cancelled."""
        await asyncio.sleep(_LONG)
        self.long += 1
        self._fill()
        try:
            await asyncio.Event().wait()
        finally:
            self.long -= 1

    def snapshot(self) -> str:
        """The name of the newest snapshot of the store."""
        return open_snapshot(self.root).name

    async def run(self, job: Job, gone: Callable[[], Awaitable[None]] | None = None) -> Answer:
        """Have a job answered; returns as soon as there is something to send.

        ``gone`` returns when the client left. Raises Problem: too busy, timed out, refused, or whatever the worker says.
        """
        job = replace(job, snapshot=self.snapshot())
        if self.stopping:
            raise problems.stopping()
        if self.asked >= self.limits.requests:
            raise problems.too_busy()
        self.asked += 1
        answer = Answer(self.room)
        try:
            await _first(self._begin(job, answer), gone)
        except BaseException:
            answer.close()
            raise
        return answer

    async def _begin(self, job: Job, answer: Answer) -> None:
        """Wait for a worker, then until it has something to send."""
        try:
            async with asyncio.timeout(self.limits.waiting):
                worker = await self._living()
        except BaseException as error:
            self.asked -= 1
            raise (problems.too_busy() if isinstance(error, TimeoutError) else error) from None
        answer.task = asyncio.create_task(self._carry(worker, job, answer))
        await answer.begun()

    async def _living(self) -> Worker:
        """A worker that has nothing to do; one that the system ended meanwhile is replaced."""
        while (worker := await self.idle.get()).process.returncode is not None:
            await self._end(worker)
        return worker

    async def _carry(self, worker: Worker, job: Job, answer: Answer) -> None:
        """Let a worker answer within its time; one that does not is ended and replaced."""
        well, counting = False, asyncio.create_task(self._counted_long())
        try:
            async with asyncio.timeout(self.limits.seconds):
                await worker.answer(job, answer)
            well = True
        except TimeoutError:
            answer.spool.finish(problems.timed_out(self.limits.seconds))
        except Full:
            answer.spool.finish(problems.no_room())
        except (asyncio.IncompleteReadError, OSError):
            answer.spool.finish(problems.stopping() if self.stopping else problems.too_heavy())
        finally:
            self.asked -= 1
            counting.cancel()
            if not well:
                answer.spool.finish(problems.stopping())
                await self._end(worker)
            else:
                self.idle.put_nowait(worker)
                while len(self.workers) > self._most() and self.idle.qsize() > self.limits.workers:
                    await self._end(self.idle.get_nowait())

    async def _end(self, worker: Worker) -> None:
        """End a worker; another takes its place where there may be one."""
        try:
            await worker.end()
        finally:  # it counts until it is gone, so that there are never more than may be
            self.workers.discard(worker)
            for lane in self.lanes:
                if not lane.stopping:
                    lane._fill()

    async def stop(self) -> None:
        """End all processes; what still runs is answered with that."""
        self.stopping = True
        await asyncio.gather(*self.starting, *(worker.end() for worker in self.workers))


async def _first(work: Any, gone: Callable[[], Awaitable[None]] | None) -> None:
    """Do the work, unless the client leaves before."""
    if gone is None:
        await work
        return
    doing, leaving = asyncio.ensure_future(work), asyncio.ensure_future(gone())
    try:
        await asyncio.wait((doing, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise ClientGone
        await doing
    finally:
        for task in (doing, leaving):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await leaving


class ClientGone(Exception):
    """Nobody waits for the answer any more."""
