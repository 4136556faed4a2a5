"""The archive: what adding costs beside reading, how it bears kills and broken inputs, how fast it answers.

    python -m benchmarks.archive add 400              throughput of `add` beside `read_many`, and the database's share
    python -m benchmarks.archive kills 20000 10       broken inputs; killed so often at random moments, then compared
    python -m benchmarks.archive search 100000        ten queries on ten times as many statements, idle and while adding
    python -m benchmarks.archive copies 400           precision and recall of near copies

The numbers say how many documents are made. Files go into $TMPDIR and are removed. `add` and `kills` read with the
model that ships, `search` and `copies` need none. The ten queries are those of docs/archive.md.
"""

from __future__ import annotations

import os
import random
import re
import resource
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import click
from click.testing import CliRunner

from benchmarks import archive_data
from communique.archive import Archive
from communique.archive.adding import add, default_processes
from communique.archive.digest import digests
from communique.archive.store import Read
from communique.commands import archive as commands
from communique.sources.bulk import Bulk

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "archive.md"
ROUNDS = 5


def main(arguments: list[str]) -> None:
    """Run one measurement, or one of the processes that they start."""
    measures: dict[str, Callable[..., None]] = {"add": adding, "kills": kills, "search": search, "copies": copies}
    started: dict[str, Callable[..., None]] = {"read": read, "run": run, "fill": fill}
    if arguments and arguments[0] in measures:
        measures[arguments[0]](*map(int, arguments[1:]))
    elif arguments and arguments[0] in started:
        started[arguments[0]](*arguments[1:])
    else:
        raise SystemExit(__doc__)


def adding(count: int = 400) -> None:
    """Articles a second of `add` and of `read_many`, with as many processes as cores; seconds spent in the database."""
    processes = default_processes()
    with _folder() as folder:
        archive_data.articles(folder / "articles", count)
        paths = sorted(p for p in (folder / "articles").rglob("*") if p.suffix in (".txt", ".html"))
        started = time.perf_counter()
        workers = [
            subprocess.Popen(
                [sys.executable, "-m", "benchmarks.archive", "read", *map(str, paths[k::processes])], cwd=ROOT
            )
            for k in range(processes)
        ]
        assert [w.wait() for w in workers] == [0] * processes
        reading = len(paths) / (time.perf_counter() - started)
        spent = 0.0
        with Archive(folder / "a.db", writable=True) as archive:
            write = archive.write

            def timed(*a: object, **k: object) -> object:
                nonlocal spent
                begun = time.process_time()
                written = write(*a, **k)  # type: ignore[arg-type]
                spent += time.process_time() - begun
                return written

            archive.write = timed  # type: ignore[method-assign, assignment]
            started = time.perf_counter()
            counts = add(archive, Bulk([str(p) for p in paths]), processes=processes)
            total = time.perf_counter() - started
        size = (folder / "a.db").stat().st_size
    rate = len(paths) / total
    share = spent / total / processes
    print(f"read_many, {processes} processes: {reading:.1f} articles/s, with the loading of the model")
    print(f"add, {processes} processes: {rate:.1f} articles/s, {rate / reading:.0%}; {counts}")
    print(f"the database: {1000 * spent / len(paths):.2f} ms an article, {share:.1%} of the cores")
    print(f"size: {size / len(paths) / 1024:.1f} KiB an article")


def kills(count: int = 20_000, times: int = 10) -> None:
    """Adds with broken inputs undisturbed, and again with kills; prints failures, memory, and if rows are equal."""
    chance = random.Random(7)
    with _folder() as folder:
        broken = archive_data.articles(folder / "articles", count)
        print("broken on purpose:", broken)
        whole, killed = folder / "whole.db", folder / "killed.db"
        started = time.perf_counter()
        process = _start(folder, whole)
        process.wait()
        undisturbed = time.perf_counter() - started
        print(f"undisturbed: {undisturbed:.0f} s; parent's peak {_peak():.0f} MiB")
        for n in range(times):
            process = _start(folder, killed)
            time.sleep(undisturbed / (times + 1) * (0.5 + chance.random()))
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            with Archive(killed, writable=True) as archive:
                state = archive.connection.execute("PRAGMA quick_check").fetchone()[0]
                print(f"kill {n + 1}: {len(archive)} documents, {state}")
        assert _start(folder, killed).wait() == 0
        with Archive(whole) as a, Archive(killed) as b:
            kinds = a.rows("SELECT kind, count(*) AS n FROM failures GROUP BY 1")
            print("failures:", {r["kind"]: r["n"] for r in kinds})
            one, other = digests(a), digests(b)
            print(f"{len(a)} documents; rows equal in all {len(one)} tables:", one == other)
            print("different:", [t for t in one if one[t] != other[t]])


def search(count: int = 100_000) -> None:
    """Seconds for each query of the docs, the middle of some rounds, idle and while another process adds."""
    with _folder() as folder:
        path = folder / "a.db"
        started = time.perf_counter()
        with Archive(path, writable=True) as archive:
            # bands stay empty: generated reports are no copies of one another, and the grouping is measured elsewhere
            readouts = archive_data.readouts(count)
            while batch := [Read(r.document.id, r.document.id, r, ()) for r in islice(readouts, 512)]:
                archive.write(batch, "generated")
            archive.tune()
        with Archive(path) as archive:
            count_of = "SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM events)"
            counts = archive.connection.execute(count_of).fetchone()
        made, size = time.perf_counter() - started, path.stat().st_size / 2**30
        print(f"{counts[0]:,} statements, {counts[1]:,} events, {size:.2f} GiB, {made:.0f} s to make")
        idle = [_asked(path, q) for q in queries()]
        writer = subprocess.Popen([sys.executable, "-m", "benchmarks.archive", "fill", str(path)], cwd=ROOT)
        try:
            time.sleep(3)
            busy = [_asked(path, q) for q in queries()]
        finally:
            writer.kill()
            writer.wait()
    print("   idle  adding")
    for query, quiet, loud in zip(queries(), idle, busy, strict=True):
        print(f"{quiet:7.3f} {loud:7.3f}  {query}")


def queries() -> list[str]:
    """The commands under "Ten queries" in the page on the archive."""
    text = PAGE.read_text("utf-8").split("\n## Ten queries")[1].split("\n## ")[0]
    block = re.search(r"```sh\n(.*?)```", text, re.DOTALL)
    assert block
    return block[1].strip().splitlines()


def _asked(path: Path, command: str) -> float:
    """Seconds of one command, all but the start of Python."""
    program = click.Group()
    commands.register(program)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        result = CliRunner().invoke(program, [*shlex.split(command)[1:], "--archive", str(path)])
        times.append(time.perf_counter() - started)
        assert result.exit_code == 0, result.output
    return statistics.median(times)


def copies(reports: int = 400) -> None:
    """Precision and recall of the pairs in one group, on wire reports with five copies each."""
    from communique.archive.copies import bands
    from communique.record import Document, Readout
    from tests.archive.wires import scores, wires

    made = wires(reports, copies=5, seed=5)
    with _folder() as folder, Archive(folder / "a.db", writable=True) as archive:
        started = time.perf_counter()
        for k in range(0, len(made), 64):
            entries = [
                Read(str(n), str(n), Readout(document=Document(id=str(n), text=made[n].text)), bands(made[n].text))
                for n in range(k, min(k + 64, len(made)))
            ]
            archive.write(entries, "generated")
        seconds = time.perf_counter() - started
        groups = [r["g"] for r in archive.rows("SELECT coalesce(copy_of, id) AS g FROM documents ORDER BY id")]
    precision, recall = scores(made, groups)
    print(f"{len(made)} texts of {reports} reports: precision {precision:.3f}, recall {recall:.3f}, {seconds:.1f} s")


def read(*paths: str) -> None:
    """Read files with `read_many`, on one thread."""
    from communique import language
    from communique.reading import Reader

    reader = Reader(language.load(threads=1))
    print(sum(1 for _ in reader.read_many(Path(p).read_bytes() for p in paths)), "read", file=sys.stderr)


def run(folder: str, path: str) -> None:
    """Add a folder, with all processes."""
    with Archive(path, writable=True) as archive:
        print(add(archive, Bulk([folder]), processes=default_processes()))


def fill(path: str) -> None:
    """Add generated readouts until it is stopped."""
    with Archive(path, writable=True) as archive:
        for readout in archive_data.readouts(10**9, seed=2):
            archive.add([readout], model="generated")


def _start(folder: Path, archive: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.archive", "run", str(folder / "articles"), str(archive)]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


if __name__ == "__main__":
    main(sys.argv[1:])
