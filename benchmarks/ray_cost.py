"""What Ray costs beside plain processes: seconds of processor time, and of the clock, for the same articles.

    python -m benchmarks.ray_cost 18

Both read so many copies of the bundled examples, as JSON lines, in two processes, and write an archive or Parquet.
Processor time is that of all processes that either way has, so it bears a machine that is busy with other things; of
Ray's, that of the actors, which load the model and read, is told from that of all others.
"""

from __future__ import annotations

import json
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
    """Print what both ways take."""
    for name, way in (("plain processes", plain), ("Ray", spread)):
        actors, others, clock = measured(way, count)
        print(f"{name}: actors {actors:.1f} s, others {others:.1f} s of a core; {clock:.1f} s by the clock")


def plain(source: Path, out: Path) -> None:
    """Plain processes and their archive."""
    with Archive(out / "a.db", writable=True) as archive:
        add(archive, Bulk([str(source)]), processes=CORES)


def spread(source: Path, out: Path) -> None:
    """Ray, started and stopped."""
    ray.init(
        num_cpus=CORES,
        include_dashboard=False,
        object_store_memory=200 << 20,
        log_to_driver=False,
        logging_level="error",
    )
    reading.read([str(source)], out / "rows")


def measured(way: Callable[[Path, Path], None], count: int) -> tuple[float, float, float]:
    """Processor seconds of Ray's actors and of all other processes, and seconds of one run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source, told = Path(folder) / "articles.jsonl", Path(folder) / "told.json"
        texts = [p.read_text(encoding="utf-8") for p in EXAMPLES]
        lines = [json.dumps({"text": f"{texts[k % len(texts)]}\nThis is copy {k}."}) for k in range(count)]
        source.write_text("\n".join(lines), encoding="utf-8")
        started = time.perf_counter()
        child = os.fork()
        if not child:
            way(source, Path(folder))
            told.write_text(json.dumps(_spent()))
            ray.shutdown()
            os._exit(0)
        os.waitpid(child, 0)
        actors, others = json.loads(told.read_text())
        return actors, others, time.perf_counter() - started


def _spent() -> tuple[float, float]:
    """Processor seconds of this process and all below it: actors, others."""
    me = psutil.Process()
    spent = [0.0, 0.0]
    for process in (me, *me.children(recursive=True)):
        reads = "MapBatches(_Reader)" in " ".join(process.cmdline())
        spent[0 if reads else 1] += sum(process.cpu_times()[:4])
    return spent[0], spent[1]


if __name__ == "__main__":
    main(int(sys.argv[1]))
