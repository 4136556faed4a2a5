"""One figure for each table: two archives with equal figures hold the same rows."""

from __future__ import annotations

import hashlib

from communique.archive.rows import FTS, ORDER
from communique.archive.store import Archive

TABLES = (
    "models",
    "visits",
    "reviews",
    "readings",
    "parties",
    "identities",
    "namesakes",
    "names",
    *(t for t in ORDER if t not in FTS),
)
MOMENTS = frozenset({"added", "made"})  # columns that tell when, not what


def digests(archive: Archive) -> dict[str, str]:
    """SHA-256 of the rows of every table, but for the time at which they were added."""
    return {table: _digest(archive, table) for table in TABLES}


def _digest(archive: Archive, table: str) -> str:
    total = hashlib.sha256()
    for row in archive.rows(f"SELECT * FROM {table} ORDER BY 1, 2"):
        total.update(repr([v for column, v in row.items() if column not in MOMENTS]).encode())
    return total.hexdigest()
