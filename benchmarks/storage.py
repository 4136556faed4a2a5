"""Bytes that an article takes in an archive and as a row of `communique.ray`; what the archive costs beside reading.

    python -m benchmarks.storage 20

On PolNeAR dev articles, as `cost.py` has them, read in this process; figures are means. Seconds are of the processor.
The archive holds `COPIES` of each under numbers of their own, so that what an empty archive takes hardly counts.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import msgspec
import polars as pl

from benchmarks.data import polnear
from communique.archive import Archive
from communique.archive.store import Read
from communique.archive.work import Job, load
from communique.record import encode
from communique.sources.bulk_records import Input

COPIES = 25


def main(count: int) -> None:
    """Print words, bytes and seconds of an article."""
    texts = [text for text, _ in polnear()][:count]
    read = load()
    started = time.process_time()
    found = [read(Job(str(k), str(k), Input(name=str(k), data=text))) for k, text in enumerate(texts)]
    reading = time.process_time() - started
    entries = [e for e in found if isinstance(e, Read)]
    rows = [{"readout": encode(e.readout).decode(), "bands": e.bands} for e in entries]
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        with Archive(Path(folder) / "a.db", writable=True) as archive:
            for k in range(COPIES):
                archive.write([_copy(e, k) for e in entries], "measured")
            tables = dict(archive.connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY 1 ORDER BY 2 DESC"))
        writing = time.process_time() - started
        file = Path(folder) / "rows.parquet"
        pl.DataFrame(rows).write_parquet(file, compression="snappy")
        packed = file.stat().st_size
    n = len(entries)
    kib = 1024 * n
    stored = kib * COPIES
    print(f"{n} articles of {sum(len(t.split()) for t in texts) / n:.0f} words, {sum(map(len, texts)) / kib:.1f} KiB")
    print(f"reading: {1000 * reading / n:.0f} ms; archive: {1000 * writing / n / COPIES:.1f} ms")
    print(f"archive: {sum(tables.values()) / stored:.1f} KiB an article; Parquet (snappy): {packed / kib:.1f} KiB")
    print("largest tables, KiB an article:", {k: round(v / stored, 1) for k, v in list(tables.items())[:6]})


def _copy(entry: Read, number: int) -> Read:
    """The same reading under another number, near to no other."""
    document = msgspec.structs.replace(entry.readout.document, id=f"{entry.readout.document.id}-{number}")
    readout = msgspec.structs.replace(entry.readout, document=document)
    return Read(f"{entry.input}-{number}", f"{entry.digest}-{number}", readout, tuple(b + number for b in entry.bands))


if __name__ == "__main__":
    main(int(sys.argv[1]))
