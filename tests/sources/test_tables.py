"""The loader of this room's tables, and the tables themselves."""

from __future__ import annotations

import pytest

from communique.sources import tables
from communique.sources.tables import rows


def test_agencies_and_formats_are_keyed_once() -> None:
    for table, columns in (
        ("agencies", ("short", "name")),
        ("formats", ("magic", "name", "advice")),
        ("stopwords", ("code", "name", "words")),
    ):
        keys = [row[0] for row in rows(table, columns)]
        assert len(set(keys)) == len(keys)
    assert all(bytes.fromhex(row[0]) for row in rows("formats", ("magic", "name", "advice")))


def test_faults_are_told(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    (tmp_path / "t.tsv").write_text("# why\na\tb\n1\t2\n1\t2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="twice"):
        rows("t", ("a", "b"))
    with pytest.raises(ValueError, match="columns"):
        rows("t", ("a",))
    (tmp_path / "t.tsv").write_text("a\tb\n1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="cells"):
        rows("t", ("a", "b"))
