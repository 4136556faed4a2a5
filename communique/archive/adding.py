"""Adding many articles: what is known is skipped, the rest read in parallel, and kept in batches by this one process.

    with Archive("news.db", writable=True) as archive:
        counts = add(archive, Bulk(["articles/"]), processes=2, show=print)

Documents go into the archive in the order of the inputs, so its rows are the same whatever the number of processes, and
after a kill the same command goes on where the last batch ended.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from communique.archive.pool import Lost, ordered
from communique.archive.store import Again, Archive, Counts, Entry, Failed, Read
from communique.archive.work import Job, load, model_name
from communique.record import Readout
from communique.sources.bulk_records import Input, Item

BATCH = 64
SECONDS = 2.0  # a batch waits no longer


class Progress(NamedTuple):
    """How far it is: `share` of the bytes of all sources, None where their size isn't known."""

    counts: Counts
    read: int
    seconds: float
    share: float | None

    @property
    def rate(self) -> float:
        """Articles read in a second."""
        return self.read / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left at this pace."""
        return self.seconds * (1 - self.share) / self.share if self.share else None


def add(
    archive: Archive,
    items: Iterable[Item],
    *,
    size: int | None = None,
    processes: int = 1,
    retry: bool = False,
    reader: Callable[[], Callable[[Job], Entry]] = load,
    model: str | None = None,
    show: Callable[[Progress], None] = lambda _: None,
) -> Counts:
    """Read and keep all items; `retry` gives what failed before another try. `show` is called after each batch.

    Raises `ArchiveError` where the archive can't be written or no process can load the model.
    """
    model = model or model_name()
    started = last = time.monotonic()
    counts, done = Counts(), 0
    batch: list[Entry] = []
    position = 0

    def keep() -> None:
        nonlocal counts, last
        counts = counts.plus(archive.write(batch, model, retry=retry))
        batch.clear()
        last = time.monotonic()
        share = min(1.0, position / size) if size else None
        show(Progress(counts, done, last - started, share))

    try:
        for task, result in ordered(_tasks(archive, items, retry), reader, _job, processes=processes):
            position = task.position
            if task.entry is None and task.job is None:
                counts = counts.plus(Counts(same=1))
            else:
                batch.append(task.entry or _outcome(task, result))
                done += task.job is not None
            if len(batch) >= BATCH or (batch and time.monotonic() - last > SECONDS):
                keep()
    except KeyboardInterrupt:
        keep()
        raise
    keep()
    archive.tune()
    return counts


def reread(
    archive: Archive,
    *,
    processes: int = 1,
    every: bool = False,
    reader: Callable[[], Callable[[Job], Entry]] = load,
    model: str | None = None,
    show: Callable[[Progress], None] = lambda _: None,
) -> Counts:
    """Read again what another model read (`every`: all); a document that fails keeps its old reading."""
    model = model or model_name()
    started = time.monotonic()
    old = [
        row["hash"]
        for row in archive.rows(
            "SELECT d.hash FROM documents d JOIN models m ON m.id = d.model WHERE m.name <> ? OR ? ORDER BY d.id",
            (model, every),
        )
    ]
    jobs = (Task(Job(h, h, archive.readout(h).document), None, 0) for h in old)
    counts, batch = Counts(), list[Readout]()

    def keep() -> None:
        nonlocal counts
        counts = counts.plus(Counts(added=archive.renew(batch, model)))
        batch.clear()
        done = counts.added + counts.failed
        show(Progress(counts, done, time.monotonic() - started, done / len(old) if old else 1.0))

    for task, result in ordered(jobs, reader, _job, processes=processes):
        entry = _outcome(task, result)
        if isinstance(entry, Read):
            batch.append(entry.readout)
        else:
            counts = counts.plus(Counts(failed=1))
        if len(batch) >= BATCH:
            keep()
    keep()
    archive.tune()
    return counts


class Task(NamedTuple):
    """One item on its way: a job to be read, an entry that is ready, or neither for what is known."""

    job: Job | None
    entry: Entry | None
    position: int


def _tasks(archive: Archive, items: Iterable[Item], retry: bool) -> Iterator[Task]:
    for item in items:
        digest = digest_of(item)
        if archive.known(item.name, digest, failures=not retry):
            yield Task(None, None, item.position)
        elif not isinstance(item, Input):
            yield Task(None, Failed(item.name, digest, item.kind, item.reason), item.position)
        elif archive.holds(digest):
            yield Task(None, Again(item.name, digest), item.position)
        else:
            yield Task(Job(item.name, digest, item), None, item.position)


def _job(task: Task) -> Job | None:
    return task.job


def _outcome(task: Task, result: Entry | Lost | None) -> Entry:
    if isinstance(result, Lost):
        assert task.job
        return Failed(task.job.input, task.job.digest, "lost", result.reason)
    assert result is not None
    return result


def digest_of(item: Item) -> str:
    """What identifies an input: its bytes, and what its source says of it."""
    data = item.data.encode("utf-8", "surrogatepass") if isinstance(item.data, str) else item.data
    said = repr((item.published, item.url, item.publisher)) if isinstance(item, Input) else item.kind
    return hashlib.sha256(data + b"\0" + said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def default_processes() -> int:
    """One for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
