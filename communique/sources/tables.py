"""Loads the tables of this room: tab-separated, `#` lines are comments, the first row names the columns.

>>> rows("agencies", ("short", "name"))[0]
('AA', 'Anadolu Agency')
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def rows(table: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows of `table`.tsv; raises `ValueError` on other columns, a row of another width, or a row twice."""
    lines = (_FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    found = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    if found[0] != columns:
        raise ValueError(f"{table}.tsv has the columns {found[0]}, not {columns}")
    body = found[1:]
    for row in body:
        if len(row) != len(columns):
            raise ValueError(f"{table}.tsv: {len(row)} cells where {len(columns)} are due: {row}")
    if len(set(body)) != len(body):
        raise ValueError(f"{table}.tsv holds a row twice")
    return body
