"""What Ray costs beside plain processes: seconds of processor time, and of the clock, for the same articles.

    python -m benchmarks.ray_cost 18

Both read so many copies of the bundled examples in two processes and write Parquet or an archive; then a third as many,
so that starting up can be told from reading. Processor time is that of all processes that either way has, Ray's own
included, so it holds on a machine that is busy with other things.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import ray

from communique import ray as reading
from communique.archive import Archive
from communique.archive.adding import add
from communique.sources.bulk import Bulk

EXAMPLES = sorted(p for p in (Path(__file__).parents[1] / "examples").iterdir() if p.suffix in (".txt", ".html"))
CORES = 2


def main(count: int) -> None:
    """Print startup and cost an article of both ways."""
    for name, way in (("plain processes", plain), ("Ray", spread)):
        (few, few_clock), (many, many_clock) = (measured(way, n) for n in (count // 3, count))
        each, clock = (many - few) / (count - count // 3), (many_clock - few_clock) / (count - count // 3)
        start = few - each * (count // 3)
        print(f"{name}: {1000 * each:.0f} ms of a core an article, {start:.1f} s to start; by the clock {clock:.2f} s")


def plain(source: Path, out: Path) -> None:
    """Plain processes and their archive."""
    with Archive(out / "a.db", writable=True) as archive:
        add(archive, Bulk([str(source)]), processes=CORES)


def spread(source: Path, out: Path) -> None:
    """Ray, started and stopped."""
    ray.init(num_cpus=CORES, include_dashboard=False, object_store_memory=200 << 20, log_to_driver=False)
    reading.read([str(source)], out / "rows")


def measured(way: Callable[[Path, Path], None], count: int) -> tuple[float, float]:
    """Processor seconds and seconds of one run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles"
        source.mkdir()
        for k in range(count):  # equal texts are read once, so each gets a line of its own
            path = EXAMPLES[k % len(EXAMPLES)]
            (source / f"{k:04}{path.suffix}").write_text(f"{path.read_text(encoding='utf-8')}\nThis is copy {k}.\n")
        started = time.perf_counter()
        child = os.fork()
        if not child:
            way(source, Path(folder))
            me = psutil.Process()
            (Path(folder) / "used").write_text(str(sum(map(_spent, [me, *me.children(recursive=True)]))))
            ray.shutdown()
            os._exit(0)
        os.waitpid(child, 0)
        return float((Path(folder) / "used").read_text()), time.perf_counter() - started


def _spent(process: psutil.Process) -> float:
    """Processor seconds of a process and of those of its own that have ended."""
    return float(sum(process.cpu_times()[:4]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
