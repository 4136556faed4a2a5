"""Reading on many machines with Ray Data (extra `ray`): files of articles in, Parquet out, one actor a core.

    communique.ray.read(["crawl/*.warc.gz", "news.parquet"], "readouts/")

    with Archive("news.db", writable=True) as archive:
        communique.ray.keep(archive, "readouts/")

Or as the program of a cluster's job: `python -m communique.ray SOURCE... --out FOLDER`. Files must be found under the
same path on every machine. A row is an article: where it was found, and its readout as JSON or the reason why it can't
be read. It is what one machine gives, and `keep` makes the archive that `communique add` would have made.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import click
import pyarrow
import pyarrow.dataset
import pyarrow.parquet
import ray
import ray.data
from ray.data import ActorPoolStrategy, TaskPoolStrategy

from communique.archive import Archive, ArchiveError, Counts
from communique.archive.adding import digest_of
from communique.archive.store import BATCH, Entry, Failed, Read
from communique.archive.work import Job, load, model_name
from communique.record import decode, encode
from communique.sources.bulk import Bulk
from communique.sources.bulk_records import Columns, Input

BLOCK = 1 << 20  # bytes of articles that an actor takes at once
PACKERS = 8  # actors that one unpacking task feeds; it is a hundred times as fast as they are
_TEXT = pyarrow.string()
ROWS = pyarrow.schema(
    {
        "source": pyarrow.int64(),  # number of the file, and of the article in it: together the order of one machine
        "place": pyarrow.int64(),
        "input": _TEXT,
        "digest": _TEXT,
        "document": _TEXT,
        "title": _TEXT,
        "publisher": _TEXT,
        "url": _TEXT,
        "published": pyarrow.date32(),
        "readout": _TEXT,  # JSON; null where it can't be read
        "bands": pyarrow.list_(pyarrow.int64()),
        "failure": _TEXT,
        "reason": _TEXT,
        "model": _TEXT,
    }
)


def read(
    sources: Iterable[str], out: Path | str, *, actors: int | None = None, columns: Columns | None = None
) -> Counts:
    """Read all articles of files, folders and patterns into Parquet files in `out`, a new or empty folder.

    `actors` read at once, by default one for each core of the cluster; Ray is started here where it isn't running.
    Raises `SourceError` where a source isn't there, `ArchiveError` where `out` is in use.
    """
    folder = Path(out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ArchiveError(f"{folder}: is there already; name a new or empty folder")
    files = [s for s in Bulk(list(sources)).sources if isinstance(s, Path)]
    if not ray.is_initialized():
        ray.init()
    actors = actors or int(ray.cluster_resources()["CPU"])
    # The actors take all cores, so what stands before and behind them must ask for none, or it would wait for ever.
    data = ray.data.from_items([{"source": k, "path": str(p)} for k, p in enumerate(files)])
    data.context.target_max_block_size = BLOCK
    data = data.flat_map(partial(_items, columns=columns), num_cpus=0, compute=TaskPoolStrategy(1 + actors // PACKERS))
    data = data.map_batches(
        _Reader, batch_format="pyarrow", batch_size=None, compute=ActorPoolStrategy(size=actors), num_cpus=1
    )
    data.write_parquet(str(folder), ray_remote_args={"num_cpus": 0})
    failed = pyarrow.dataset.dataset(folder, schema=ROWS).to_table(columns=["failure"])["failure"]
    return Counts(added=failed.null_count, failed=len(failed) - failed.null_count)


def keep(archive: Archive, folder: Path | str) -> Counts:
    """Put the rows of a folder into an archive, in the order in which one machine would have read them."""
    counts = Counts()
    for model, rows in groupby(_rows(Path(folder)), key=lambda r: str(r["model"])):
        while batch := [_entry(r) for r in islice(rows, BATCH)]:
            counts = counts.plus(archive.write(batch, model))
    archive.tune()
    return counts


def _items(row: dict[str, Any], columns: Columns | None) -> Iterator[dict[str, Any]]:
    """What is in one file, article by article."""
    for place, item in enumerate(Bulk([row["path"]], columns=columns)):
        yield {"source": row["source"], "place": place, "item": pickle.dumps(item)}


class _Reader:
    """An actor: it loads the model once, then takes blocks of articles."""

    def __init__(self) -> None:
        self._read = load()
        self._model = model_name()

    def __call__(self, block: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.Table.from_pylist([self._row(r) for r in block.to_pylist()], schema=ROWS)

    def _row(self, row: dict[str, Any]) -> dict[str, Any]:
        item = pickle.loads(row["item"])
        digest = digest_of(item)
        entry: Entry = (
            self._read(Job(item.name, digest, item))
            if isinstance(item, Input)
            else Failed(item.name, digest, item.kind, item.reason)
        )
        return {"source": row["source"], "place": row["place"], "model": self._model, **_told(entry)}


def _told(entry: Entry) -> dict[str, Any]:
    """The columns of what became of an article."""
    told: dict[str, Any] = {"input": _plain(entry.input), "digest": entry.digest}
    if isinstance(entry, Read):
        d = entry.readout.document
        told |= {"document": d.id, "title": d.title, "publisher": d.publisher, "url": d.url, "published": d.published}
        told |= {"readout": encode(entry.readout).decode(), "bands": entry.bands}
    elif isinstance(entry, Failed):
        told |= {"failure": entry.kind, "reason": _plain(entry.reason)}
    return told


def _plain(text: str) -> str:
    """Text without the halves of characters that file names may hold."""
    return text.encode("utf-8", "replace").decode()


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    """All rows in their order; a file holds neighbours, so files are ordered by their first row."""
    firsts = []
    for path in folder.glob("*.parquet"):
        keys = pyarrow.parquet.read_table(path, columns=["source", "place"]).slice(0, 1).to_pylist()
        firsts += [(k["source"], k["place"], path) for k in keys]
    if not firsts:
        raise ArchiveError(f"{folder}: there are no Parquet files with articles; communique.ray.read makes them")
    for *_, path in sorted(firsts):
        yield from pyarrow.parquet.read_table(path, schema=ROWS).to_pylist()


def _entry(row: dict[str, Any]) -> Entry:
    if row["readout"] is None:
        return Failed(row["input"], row["digest"], row["failure"], row["reason"])
    return Read(row["input"], row["digest"], decode(row["readout"]), tuple(row["bands"]))


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--out", "-o", required=True, type=click.Path(path_type=Path), help="A new or empty folder.")
@click.option("--actors", type=click.IntRange(min=1), help="How many read at once; by default one a core.")
def main(sources: tuple[str, ...], out: Path, actors: int | None) -> None:
    """Read articles with Ray Data: WARC, Parquet and all other files that `communique add` takes; Parquet out."""
    counts = read(sources, out, actors=actors)
    click.echo(f"Read {counts.added:,}, failed {counts.failed:,}: {out}")


if __name__ == "__main__":
    main()
