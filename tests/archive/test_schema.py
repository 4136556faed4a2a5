"""The schema as other programs see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.archive import Archive

ROOT = Path(__file__).parents[2]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "news.db", writable=True)


def test_foreign_keys_name_their_column_as_datasette_needs_it(archive: Archive) -> None:
    tables = [r[0] for r in archive.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    keys = [k for t in tables for k in archive.connection.execute(f"PRAGMA foreign_key_list({t})")]
    assert len(keys) > 40
    assert {k[4] for k in keys} == {"id"}


def test_the_metadata_for_datasette_names_what_there_is(archive: Archive) -> None:
    told = json.loads((ROOT / "docs/datasette.json").read_text(encoding="utf-8"))["databases"]["news"]["tables"]
    for table, facts in told.items():
        columns = {r[1] for r in archive.connection.execute(f"PRAGMA table_info({table})")}
        assert columns, table
        assert {facts[k] for k in ("label_column", "sort_desc", "fts_pk") if k in facts} <= columns
        if "fts_table" in facts:
            assert archive.connection.execute(f"SELECT count(*) FROM {facts['fts_table']}").fetchone() == (0,)
