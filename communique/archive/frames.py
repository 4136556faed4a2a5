"""Rows as polars frames and Parquet files (extra `frames`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from communique.archive.errors import ArchiveError


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
