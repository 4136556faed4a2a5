"""The archive's file: opened for reading or writing, created, and brought to the present version of the schema.

    connection = connect(Path("communique.db"), writable=True)

Version 1 is `schema.sql`; a later version N is the script `MIGRATIONS[N]` that starts from version N - 1. All that is
missing runs in one transaction, so that no other process ever sees half a schema.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from urllib.parse import quote

from communique.archive.errors import ArchiveError

APPLICATION = 0x636F6D71  # "comq", in the file's header
WAIT = 30.0  # seconds to wait for another writer
MIGRATIONS: dict[int, str] = {
    2: """
-- Reviewed ------------------------------------------------------------------------------------------------------------

CREATE TABLE reviews (                      -- what people decided about items; the tables above have it taken in
  id        INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES documents (id),
  kind      TEXT NOT NULL CHECK (kind IN ('actor', 'statement', 'event', 'expectation', 'position')),
  label     TEXT NOT NULL,                  -- of the item as it stands now
  verdict   TEXT NOT NULL CHECK (verdict IN ('accept', 'correct', 'reject', 'add')),
  who       TEXT NOT NULL,
  made      TEXT NOT NULL,                  -- UTC
  before    TEXT,                           -- the item as JSON; null for a new one
  after     TEXT,                           -- null where it was accepted or rejected
  named     TEXT NOT NULL,                  -- the items that these two name, by label, as JSON
  fits      INTEGER NOT NULL DEFAULT 1 CHECK (fits IN (0, 1)),  -- 0: a later reading has nothing at these words
  undone    TEXT                            -- UTC; null while it holds
) STRICT;
CREATE INDEX reviews_document ON reviews (document);

CREATE TABLE readings (                     -- what the machine read in reviewed documents, as a readout's JSON
  document  INTEGER PRIMARY KEY REFERENCES documents (id),
  readout   TEXT NOT NULL
) STRICT;
""",
}
VERSION = 1 + len(MIGRATIONS)


@cache
def script() -> str:
    """The whole schema's SQL."""
    return "\n".join([_first().rstrip() + "\n", *(m.strip() + "\n" for m in MIGRATIONS.values())])


def _first() -> str:
    return (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")


def connect(path: Path, *, writable: bool = False) -> sqlite3.Connection:
    """Open an archive, brought to the present version; with `writable`, create it where it isn't there.

    Any number of processes may read while one writes. Raises `ArchiveError` where the file is missing, is no archive,
    or is of a later version.
    """
    if not writable and not path.exists():
        raise ArchiveError(f"{path}: there is no archive; `communique add SOURCE --archive {path}` makes one")
    if writable and not path.absolute().parent.is_dir():
        raise ArchiveError(f"{path}: its folder does not exist; make it first")
    mode = "rwc" if writable else "ro"
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    try:
        connection = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA mmap_size = 1073741824")
        if writable:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            _migrate(connection, path)
        else:
            connection.execute("PRAGMA query_only = ON")
            _check(connection, path)
            if _version(connection) < VERSION:
                connect(path, writable=True).close()
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{path}: can't be opened as an archive: {error}") from error
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) == VERSION and _application(connection) == APPLICATION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        if version == 0 and not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            _run(connection, _first())
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            version = 1
        _check(connection, path)
        for step in range(version + 1, VERSION + 1):
            _run(connection, MIGRATIONS[step])
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _run(connection: sqlite3.Connection, text: str) -> None:
    """Execute a script statement by statement, inside the transaction (`executescript` would commit it)."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if _application(connection) != APPLICATION:
        raise ArchiveError(f"{path}: this SQLite file is not a communique archive; name another file")
    if _version(connection) > VERSION:
        raise ArchiveError(
            f"{path}: made by a later communique (schema {_version(connection)}, known up to {VERSION}); update it"
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _application(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])
