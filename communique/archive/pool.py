"""Reading in several processes, results in the order of the tasks, memory bounded.

    for task, result in ordered(tasks, load, job_of, processes=2):
        ...

Each process is started afresh (spawn), calls `load` once and applies what it returns to one job after another. A
process that dies costs nothing but the job it was at: that one is tried once more, then comes back as `Lost`, as
does one that takes longer than `patience` seconds. At most `AHEAD` jobs a process are under way, and few finished ones
wait for their turn, so neither a slow job nor a slow receiver lets anything pile up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, NamedTuple, TypeVar

from communique.archive.errors import ArchiveError

T = TypeVar("T")
J = TypeVar("J")
R = TypeVar("R")

AHEAD = 4
WAITING = 16  # tasks a process that may wait for an earlier one
_END = object()
PATIENCE = 300.0


class Lost(NamedTuple):
    """What comes back for a task that has no result."""

    reason: str


class Failed(NamedTuple):
    """Sent by a process that could not start."""

    reason: str


def ordered(
    tasks: Iterable[T],
    load: Callable[[], Callable[[J], R]],
    job_of: Callable[[T], J | None],
    *,
    processes: int,
    patience: float = PATIENCE,
) -> Iterator[tuple[T, R | Lost | None]]:
    """Each task with the result of its job, in the order of the tasks; one without a job goes by with None.

    `load`, the jobs and the results must be picklable. Raises `ArchiveError` where a process can't load.
    """
    pool = _Pool(load, job_of, processes, patience)
    try:
        yield from pool.run(iter(tasks))
    finally:
        pool.stop()


class _Place(Generic[T]):
    """One task in the order of all; `result` is set when it is done."""

    def __init__(self, task: T, job: Any) -> None:
        self.task = task
        self.job = job
        self.result: Any = None
        self.done = job is None
        self.tries = 0


class _Worker:
    """A process with the tasks it was given; the first of them is the one it is at."""

    def __init__(self, load: Callable[[], Callable[[Any], Any]]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, far = context.Pipe()
        self.process = context.Process(target=_serve, args=(far, load), daemon=True)
        self.process.start()
        far.close()
        self.under_way: deque[_Place[Any]] = deque()
        self.since = time.monotonic()
        self.ready = False

    def give(self, place: _Place[Any]) -> None:
        """Hand over a task; one for a dead process stays under way until its death is seen."""
        if not self.under_way:
            self.since = time.monotonic()
        self.under_way.append(place)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send(place.job)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Pool:
    def __init__(
        self, load: Callable[[], Callable[[Any], Any]], job_of: Callable[[Any], Any], processes: int, patience: float
    ) -> None:
        self.load = load
        self.job_of = job_of
        self.patience = patience
        self.processes = max(1, processes)
        self.workers: list[_Worker] = []
        self.again: deque[_Place[Any]] = deque()
        self.exhausted = False

    def run(self, tasks: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        window: deque[_Place[Any]] = deque()
        while True:
            busy = self._hand_out(tasks, window)
            if any(w.under_way for w in self.workers):
                self._receive(0.0 if busy else 1.0)
            while window and window[0].done:
                place = window.popleft()
                yield place.task, place.result
            if self.exhausted and not window:
                return

    def _hand_out(self, tasks: Iterator[Any], window: deque[_Place[Any]]) -> bool:
        """Take one task and give one job to a process, as far as there is room; False where nothing was done."""
        place = None
        if not self.again and len(window) < WAITING * self.processes:
            task = next(tasks, _END)
            if task is _END:
                self.exhausted = True
            else:
                place = _Place(task, self.job_of(task))
                window.append(place)
                if not place.done:
                    self.again.append(place)
        worker = self._free() if self.again else None
        if worker:
            worker.give(self.again.popleft())
        return place is not None or worker is not None

    def stop(self) -> None:
        for worker in self.workers:
            worker.kill()

    def _free(self) -> _Worker | None:
        """The process with the fewest tasks, unless all have enough; processes start with the first job."""
        if not self.workers:
            self.workers = [_Worker(self.load) for _ in range(self.processes)]
        worker = min(self.workers, key=lambda w: len(w.under_way))
        return worker if len(worker.under_way) < AHEAD else None

    def _receive(self, patience: float) -> None:
        """Wait so many seconds for results and deaths, and look for overdue tasks."""
        by_connection = {w.connection: w for w in self.workers}
        for connection in wait(list(by_connection), timeout=patience):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if isinstance(message, Failed):
                raise ArchiveError(f"a reading process could not start: {message.reason}")
            worker.since = time.monotonic()
            if worker.ready:
                place = worker.under_way.popleft()
                place.result, place.done = message, True
            worker.ready = True
        for worker in list(self.workers):
            if worker.under_way and worker.ready and time.monotonic() - worker.since > self.patience:
                place = worker.under_way.popleft()
                place.result, place.done = Lost(f"took longer than {self.patience:.0f} s to read"), True
                self._replace(worker, blame=False)

    def _replace(self, worker: _Worker, blame: bool = True) -> None:
        """Put a new process in the place of a dead one; its tasks are given out again."""
        worker.kill()
        if not worker.ready:
            raise ArchiveError(f"a reading process ended while it started ({_manner(worker.process.exitcode)})")
        left = worker.under_way
        if blame and left:
            left[0].tries += 1
            if left[0].tries > 1:
                place = left.popleft()
                place.result = Lost(f"ended the reading process twice ({_manner(worker.process.exitcode)})")
                place.done = True
        self.again.extendleft(reversed(left))
        self.workers[self.workers.index(worker)] = _Worker(self.load)


def _serve(connection: Connection, load: Callable[[], Callable[[Any], Any]]) -> None:
    """The process: a thread takes tasks in, so that the sender never waits for a task that is being read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_take_in, args=(connection, tasks), daemon=True).start()
    try:
        apply = load()
    except Exception as error:  # noqa: BLE001  whatever it is, the parent must hear of it
        connection.send(Failed(f"{type(error).__name__}: {error}"))
        return
    connection.send("ready")
    while True:
        connection.send(apply(tasks.get()))


def _take_in(connection: Connection, tasks: SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(connection.recv())
    except (EOFError, OSError):  # the parent is gone
        os._exit(0)


def _manner(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
