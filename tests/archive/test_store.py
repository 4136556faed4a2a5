"""Readouts go in whole and come back equal; nothing is doubled, nothing half-written."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings

from communique.archive import Archive, ArchiveError, Counts, reviews, schema
from communique.archive.digest import TABLES, digests
from communique.archive.store import Again, Failed, Read
from communique.record import Readout, Statement
from tests.archive.readouts import FULL, article
from tests.archive.strategies import readouts


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "a.db", writable=True)


def count(archive: Archive, table: str) -> int:
    return int(archive.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_full_readout_comes_back_equal(archive: Archive) -> None:
    assert archive.add([FULL], model="m1") == Counts(added=1)
    assert archive.readout(FULL.document.id) == FULL
    assert list(archive.readouts()) == [FULL]
    assert len(archive) == 1


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("shared") / "a.db", writable=True)
    archive.connection.execute("PRAGMA synchronous = OFF")
    archive.add([article(1), FULL], model="m")
    return archive


@settings(max_examples=60, deadline=None)
@given(readout=readouts())
def test_any_readout_comes_back_equal(shared: Archive, readout: Readout) -> None:
    number = len(shared)
    document = msgspec.structs.replace(
        readout.document, id=f"document {number}", url=f"https://harbour.example/{number}"
    )
    readout = msgspec.structs.replace(readout, document=document)
    assert shared.add([readout], model="m") == Counts(added=1)
    assert shared.readout(document.id) == readout
    shared.renew([readout], "m2")
    assert shared.readout(document.id) == readout


def test_the_tables_agree_with_one_another_after_all_that(shared: Archive) -> None:
    assert shared.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("words", "issue_words", "name_words"):
        shared.connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    assert shared.readout(FULL.document.id) == FULL
    assert shared.readout(article(1).document.id) == article(1)


def test_what_is_there_is_skipped_and_each_appearance_is_kept(archive: Archive) -> None:
    first, other = article(1), article(1, publisher="Another Paper", url="https://another.example/1")
    assert archive.write([Read("a.txt", "d1", first, ()), Read("a.txt", "d1", first, ())], "m") == Counts(1, 1, 0)
    assert archive.write([Read("b.html", "d2", other, ()), Again("c.txt", "d1")], "m") == Counts(0, 2, 0)
    assert archive.write([Read("a.txt", "d1", first, ())], "m") == Counts(0, 1, 0)
    assert len(archive) == 1
    assert archive.readout(first.document.id) == first
    assert [tuple(r.values()) for r in archive.rows("SELECT input, digest, publisher FROM appearances")] == [
        ("a.txt", "d1", "Paper 1"),
        ("b.html", "d2", "Another Paper"),
        ("c.txt", "d1", "Paper 1"),
    ]
    assert [r["outlet"] for r in archive.rows("SELECT DISTINCT outlet FROM outlets ORDER BY 1")] == [
        "Another Paper",
        "Paper 1",
    ]


def test_failures_are_kept_with_their_reasons(archive: Archive) -> None:
    failed = Failed("x.bin", "d9", "binary", "this is no text")
    assert archive.write([failed], "m") == Counts(failed=1)
    assert archive.write([failed], "m") == Counts(same=1)
    assert list(archive.rows("SELECT input, kind, reason FROM failures")) == [
        {"input": "x.bin", "kind": "binary", "reason": "this is no text"}
    ]
    assert archive.known("x.bin", "d9")
    assert not archive.holds("d9")


@pytest.mark.parametrize(
    ("broken", "kind", "reason"),
    [
        (
            msgspec.structs.replace(FULL, positions=(msgspec.structs.replace(FULL.positions[0], holder="A9"),)),
            "fault",
            "fault in communique: P1 refers to A9, which is not in the readout",
        ),
        (
            msgspec.structs.replace(FULL, document=msgspec.structs.replace(FULL.document, text="Short.", parts=())),
            "fault",
            "fault in communique: the span 44-53 is not in the text of 6 characters",
        ),
        (
            msgspec.structs.replace(FULL, document=msgspec.structs.replace(FULL.document, title="half \ud800 of it")),
            "unfit",
            "can't be stored: 'utf-8' codec can't encode character '\\ud800' in position 5: surrogates not allowed",
        ),
    ],
)
def test_a_bad_readout_is_a_failure_and_holds_up_no_other(
    archive: Archive, broken: Readout, kind: str, reason: str
) -> None:
    batch = [Read("1", "1", article(1), ()), Read("bad", "bad", broken, ()), Read("2", "2", article(2), ())]
    assert archive.write(batch, "m") == Counts(added=2, failed=1)
    assert list(archive.rows("SELECT input, kind, reason FROM failures")) == [
        {"input": "bad", "kind": kind, "reason": reason}
    ]
    assert [r.document.title for r in archive.readouts()] == ["Gate 1", "Gate 2"]
    assert count(archive, "actors") == 4


def test_an_error_in_the_middle_of_a_batch_leaves_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("communique.archive.grouping.group", stop)
    with pytest.raises(KeyboardInterrupt):
        archive.add([FULL], model="m")
    tables = archive.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    filled = [t for (t,) in tables if not t.endswith(("_config", "_data")) and count(archive, t)]
    assert filled == []


def test_renewing_replaces_the_reading_and_keeps_the_document(archive: Archive) -> None:
    archive.add([FULL, article(3)], model="old")
    newer = msgspec.structs.replace(
        FULL, statements=FULL.statements[:1], events=(), expectations=(), positions=(), notes=()
    )
    assert archive.renew([newer], "new") == 1
    assert archive.readout(FULL.document.id) == newer
    assert archive.readout(article(3).document.id) == article(3)
    models = "SELECT d.title, m.name FROM documents d JOIN models m ON m.id = d.model ORDER BY d.id"
    assert [tuple(r.values()) for r in archive.rows(models)] == [
        ("Talks on the strait stall", "new"),
        ("Gate 3", "old"),
    ]
    assert count(archive, "appearances") == 2
    assert list(archive.rows("SELECT rowid FROM words WHERE words MATCH 'patrol'")) == []


def test_readers_need_an_archive_and_may_not_write(tmp_path: Path, archive: Archive) -> None:
    with pytest.raises(ArchiveError, match=r"there is no archive; `communique add SOURCE --archive"):
        Archive(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("no database at all, only some words that go on for a while" * 30)
    with pytest.raises(ArchiveError, match="can't be opened as an archive"):
        Archive(tmp_path / "text.db")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t (x)")
    other.close()
    for writable in (True, False):
        with pytest.raises(ArchiveError, match="not a communique archive"):
            Archive(tmp_path / "other.db", writable=writable)
    with Archive(archive.path) as reader, pytest.raises(ArchiveError, match="attempt to write a readonly database"):
        list(reader.rows("DELETE FROM documents"))
    with pytest.raises(ArchiveError, match="there is no document 12"):
        archive.readout("12")


def test_an_archive_of_a_later_version_is_refused(archive: Archive) -> None:
    archive.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match=r"made by a later communique \(schema 99, known up to 2\)"):
        Archive(archive.path)


def test_old_archives_are_migrated_in_one_step(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add([FULL], model="m")
    archive.close()
    script = "ALTER TABLE documents ADD COLUMN mood TEXT;\nCREATE INDEX moods ON documents (mood);\n"
    monkeypatch.setattr("communique.archive.schema.MIGRATIONS", {3: script})
    monkeypatch.setattr("communique.archive.schema.VERSION", 3)
    with Archive(archive.path, writable=True) as migrated:
        assert list(migrated.rows("SELECT mood FROM documents")) == [{"mood": None}]
        assert list(migrated.rows("PRAGMA user_version")) == [{"user_version": 3}]
    monkeypatch.setattr(
        "communique.archive.schema.MIGRATIONS", {4: "CREATE TABLE half (x);\nCREATE TABLE oops oops;\n"}
    )
    monkeypatch.setattr("communique.archive.schema.VERSION", 4)
    with pytest.raises(ArchiveError):
        Archive(archive.path, writable=True)
    with sqlite3.connect(archive.path) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)


def test_statements_are_filed_under_their_day(archive: Archive) -> None:
    archive.add([FULL], model="m")
    assert [tuple(r.values()) for r in archive.rows("SELECT label, day FROM statements")] == [
        ("S1", "2024-05-07"),
        ("S2", "2024-05-08"),
        ("S3", "2024-05-08"),
        ("S4", "2024-05-08"),
    ]
    assert [tuple(r.values()) for r in archive.rows("SELECT label, day FROM events")] == [
        ("E1", "2024-05-06"),
        ("E2", "2024-05-08"),
        ("E3", "2024-05-08"),
    ]


def test_the_views_answer_the_questions_of_their_names(archive: Archive) -> None:
    archive.add([FULL], model="m")
    said = "SELECT day, outlet, speakers, act, addressees, content, cue FROM who_said_what WHERE label = 'S1'"
    assert list(archive.rows(said)) == [
        {
            "day": "2024-05-07",
            "outlet": "The Harbour Post",
            "speakers": "Dana Ruiz",
            "act": "reject",
            "addressees": "reporters",
            "content": "Arvania would reject any toll on the strait",
            "cue": "told",
        }
    ]
    columns = "actors, type, mode, status, recipients, trigger, location, contexts"
    done = f"SELECT {columns} FROM who_did_what WHERE label = 'E1'"
    assert [tuple(r.values()) for r in archive.rows(done)] == [
        ("port police", "COERCE", "seize", "happened", "Belmark", "seized", "Selm", "military; crime")
    ]
    pairs = "SELECT day, actor_name, recipient_name, quad, events, goldstein FROM dyad_days ORDER BY 1"
    assert [tuple(r.values()) for r in archive.rows(pairs)] == [
        ("2024-05-06", "port police", "Belmark", 4, 1, -7.0),
        ("2024-05-08", "the Belmark envoy", "Arvania", 3, 1, -5.0),
    ]
    wanted = "SELECT holder, stance, issue, toward, statement FROM actor_positions ORDER BY position"
    assert [tuple(r.values()) for r in archive.rows(wanted)] == [
        ("Dana Ruiz", "rejects", "any toll on the strait", None, "S1"),
        ("the Belmark envoy", "seeks", "talks", "Arvania; Dana Ruiz", None),
    ]


def test_statement_defaults_survive(archive: Archive) -> None:
    """A statement of which nothing but the cue is known."""
    bare = msgspec.structs.replace(article(5), statements=(Statement(id="S1", cue=article(5).statements[0].cue),))
    archive.add([bare], model="m")
    assert archive.readout(bare.document.id) == bare


def test_every_table_has_its_digest(archive: Archive) -> None:
    made = re.findall(r"CREATE TABLE (\w+)", schema.script())
    assert sorted(TABLES) == sorted(made)
    empty = digests(archive)
    archive.add([FULL], model="m")
    archive.write([Failed("x", "x", "empty", "nothing in it")], "m")
    reviews.accept(archive, FULL.document.id, "S1", who="K. Alder")
    archive.remember({"https://harbour.example/feed": ("v1", None), "https://harbour.example/": (None, None)})
    full = digests(archive)
    assert [t for t in TABLES if empty[t] == full[t]] == []
    archive.connection.execute("UPDATE documents SET added = 'later'")
    assert digests(archive) == full
    archive.connection.execute("UPDATE positions SET stance = 'accepts' WHERE label = 'P1'")
    assert [t for t in TABLES if digests(archive)[t] != full[t]] == ["positions"]


def test_visits(archive: Archive) -> None:
    archive.remember({"https://harbour.example/feed": ("v1", None), "https://harbour.example/": (None, None)})
    archive.remember({"https://harbour.example/feed": ("v2", "Monday")})
    assert archive.visits() == {"https://harbour.example/feed": ("v2", "Monday")}
    archive.write([Read("https://harbour.example/1", "d", FULL, ()), Failed("https://x.example", "d", "k", "r")], "m")
    assert archive.visited("https://harbour.example/1")
    assert archive.visited("https://harbour.example/strait")
    assert archive.visited("https://x.example")
    assert not archive.visited("https://x.example", failures=False)
    assert not archive.visited("https://harbour.example/2")


def test_a_page_with_other_bytes_but_the_same_text_is_one_appearance(archive: Archive) -> None:
    archive.write([Read("https://a.example", "d1", article(1), ())], "m")
    assert archive.write([Read("https://a.example", "d2", article(1), ())], "m") == Counts(same=1)
    assert count(archive, "appearances") == 1
