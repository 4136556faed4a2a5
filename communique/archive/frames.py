"""Rows as polars frames and Parquet files (extra `frames`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from communique.archive.errors import ArchiveError

PIECE = 20_000
_TYPES = {"INTEGER": "Int64", "REAL": "Float64", "TEXT": "String"}
_COUNTS = {  # columns of views that SQLite gives no type, but for text
    ("who_said_what", "is_copy"): "INTEGER",
    ("who_did_what", "is_copy"): "INTEGER",
    ("actor_positions", "is_copy"): "INTEGER",
    ("dyad_days", "events"): "INTEGER",
    ("dyad_days", "goldstein"): "REAL",
    ("merges", "actors"): "INTEGER",
    ("outlets", "report"): "INTEGER",
}


def frame(connection: sqlite3.Connection, sql: str, parameters: Sequence[Any] = ()) -> Any:
    """The rows of a query as a `polars.DataFrame`; types come from the values, a column without any is text."""
    pl = library()
    found = connection.execute(sql, parameters)
    names = [c[0] for c in found.description]
    columns: list[Sequence[Any]] = list(zip(*found, strict=True)) or [()] * len(names)
    return pl.DataFrame([_series(pl, n, c) for n, c in zip(names, columns, strict=True)])


def library() -> ModuleType:
    """polars; raises `ArchiveError` where it is not installed."""
    try:
        return import_module("polars")
    except ImportError as error:
        raise ArchiveError("this needs polars: pip install 'communique[frames]'") from error


def _series(pl: ModuleType, name: str, values: Sequence[Any]) -> Any:
    kinds = {type(v) for v in values if v is not None}
    kind = pl.Float64 if float in kinds else pl.Int64 if kinds == {int} else pl.String
    return pl.Series(name, values, dtype=kind)


def write_parquet(connection: sqlite3.Connection, name: str, folder: Path) -> int:
    """A table or view as Parquet files of at most `PIECE` rows in a new folder; returns the number of rows."""
    pl = library()
    found = connection.execute(f"SELECT * FROM {name}")
    names = [c[0] for c in found.description]
    declared = {r[1]: r[2] for r in connection.execute(f"PRAGMA table_info({name})")}
    kinds = [getattr(pl, _TYPES[_COUNTS.get((name, n)) or declared[n] or "TEXT"]) for n in names]
    folder.mkdir()
    count = 0
    while (rows := found.fetchmany(PIECE)) or not count:
        columns = list(zip(*rows, strict=True)) or [()] * len(names)
        series = [pl.Series(n, c, dtype=k) for n, c, k in zip(names, columns, kinds, strict=True)]
        pl.DataFrame(series).write_parquet(folder / f"{count // PIECE:05}.parquet")
        count += len(rows)
        if not rows:
            break
    return count


def parquet_of_lines(source: Path, out: Path, columns: Mapping[str, str]) -> None:
    """JSON lines as one Parquet file, a part at a time; `columns` have the types of SQLite."""
    pl = library()
    schema = {name: getattr(pl, _TYPES[kind]) for name, kind in columns.items()}
    pl.scan_ndjson(source, schema=schema).sink_parquet(out)
