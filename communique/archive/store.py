"""The archive: readouts kept in one SQLite file, added in batches, read back as they were.

    with Archive(Path("communique.db"), writable=True) as archive:
        archive.add(readouts, model="0.1.0")
        archive.readout("3f2a...")

A batch is one transaction, so a document is in the file whole or not at all, whatever ends the process. Other processes
may read meanwhile. Nothing is remembered between transactions, so that several writers would only wait for one another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

from communique.archive import copies, grouping, parties, readback, reviews, schema
from communique.archive.errors import ArchiveError, BusyError
from communique.archive.rows import FTS, NUMBERED, ORDER, Rows, check
from communique.record import Readout

BATCH = 64
_UNFIT = (sqlite3.IntegrityError, sqlite3.DataError, UnicodeEncodeError, OverflowError)
_READING = ("expectations", "positions", "events", "statements", "actors", "times", "places", "passages", "notes")


class Read(NamedTuple):
    """An input that was read; `digest` identifies what was given, `bands` come from `copies.bands`."""

    input: str
    digest: str
    readout: Readout
    bands: tuple[int, ...]


class Failed(NamedTuple):
    """An input that could not be read, and why."""

    input: str
    digest: str
    kind: str
    reason: str


class Again(NamedTuple):
    """An input that equals one that is there, under another name."""

    input: str
    digest: str


Entry = Read | Failed | Again


class Counts(NamedTuple):
    """What became of inputs: new documents, documents that were there already, failures."""

    added: int = 0
    same: int = 0
    failed: int = 0

    def plus(self, other: Counts) -> Counts:
        """The sum, field by field."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


class Archive:
    """One archive file; not to be shared between threads or processes: each opens its own.

    Raises `ArchiveError` where the file can't be used.
    """

    def __init__(self, path: Path | str, *, writable: bool = False) -> None:
        self.path = Path(path)
        self.connection = schema.connect(self.path, writable=writable)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        """The number of documents."""
        return int(self.connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    # Reading

    def readout(self, document: str) -> Readout:
        """The readout of the document with this hash; raises `ArchiveError` where there is none."""
        row = self.connection.execute("SELECT id FROM documents WHERE hash = ?", (document,)).fetchone()
        if row is None:
            raise ArchiveError(f"{self.path}: there is no document {document}")
        return readback.readout(self.connection, row[0])

    def readouts(self) -> Iterator[Readout]:
        """All readouts, in the order in which they were added, one at a time."""
        last = 0
        while row := self.connection.execute("SELECT min(id) FROM documents WHERE id > ?", (last,)).fetchone():
            if row[0] is None:
                return
            last = row[0]
            yield readback.readout(self.connection, last)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
        """The rows of a query; raises `ArchiveError` with SQLite's message where it is wrong."""
        try:
            found = self.connection.execute(sql, parameters)
            if found.description is None:
                return
            names = [c[0] for c in found.description]
            for row in found:
                yield dict(zip(names, row, strict=True))
        except sqlite3.Error as error:
            raise ArchiveError(f"the query failed: {error}") from error

    def frame(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The rows of a query as a `polars.DataFrame`, with `.to_pandas()` and Arrow behind it (extra `frames`)."""
        from communique.archive.frames import frame

        return frame(self.connection, sql, parameters)

    def chart_pair(
        self,
        a: str,
        b: str,
        *,
        since: date | None = None,
        until: date | None = None,
        grain: Literal["day", "week"] = "day",
        direction: Literal["both", "ab", "ba"] = "both",
        measure: Literal["events", "score"] = "events",
        theme: Literal["light", "dark"] = "light",
    ) -> Any:
        """What two parties did to each other over time, as an altair chart (extra `charts`).

        Names are those of `profile.find`: "#12", "Q123", "RUS", "Lavrov". "ab" is what the first did to the second.
        """
        return self._charts().chart_pair(
            self, a, b, since=since, until=until, grain=grain, direction=direction, measure=measure, theme=theme
        )

    def chart_actor(
        self,
        name: str,
        *,
        since: date | None = None,
        until: date | None = None,
        grain: Literal["day", "week"] = "day",
        theme: Literal["light", "dark"] = "light",
    ) -> Any:
        """What a party said over time, by families of acts, as an altair chart (extra `charts`)."""
        return self._charts().chart_actor(self, name, since=since, until=until, grain=grain, theme=theme)

    def _charts(self) -> Any:
        try:
            return import_module("communique.charts")
        except ImportError as error:
            raise ArchiveError("this needs altair and vl-convert: pip install 'communique[charts]'") from error

    def known(self, input_: str, digest: str, *, failures: bool = True) -> bool:
        """Whether this very input was read before; with `failures`, also whether it failed."""
        asked = (input_, digest)
        return any(
            self.connection.execute(f"SELECT 1 FROM {table} WHERE input = ? AND digest = ?", asked).fetchone()
            for table in (("appearances", "failures") if failures else ("appearances",))
        )

    def holds(self, digest: str) -> bool:
        """Whether an input of this digest was read before, under any name."""
        return self.connection.execute("SELECT 1 FROM appearances WHERE digest = ?", (digest,)).fetchone() is not None

    def visited(self, address: str, *, failures: bool = True) -> bool:
        """Whether something from this address is here; with `failures`, also whether it failed."""
        sql = (
            "SELECT 1 FROM appearances WHERE url = ?1 UNION ALL SELECT 1 FROM appearances WHERE input = ?1"
            " UNION ALL SELECT 1 FROM failures WHERE input = ?1 AND ?2"
        )
        return self.connection.execute(sql, (address, failures)).fetchone() is not None

    def visits(self) -> dict[str, tuple[str | None, str | None]]:
        """The versions of addresses, by ETag and date, at their last visit."""
        rows = self.connection.execute("SELECT address, etag, modified FROM visits")
        return {address: (etag, modified) for address, etag, modified in rows}

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Inside, everything is read as it was at one moment, whatever is written meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")

    # Writing

    def transaction(self) -> AbstractContextManager[None]:
        """Inside, all that is written is kept together, or nothing where something is raised."""
        return _Transaction(self.connection)

    def add(self, readouts: Iterable[Readout], *, model: str, batch: int = BATCH) -> Counts:
        """Keep readouts that were made elsewhere, `batch` documents a transaction; those that are there are skipped."""
        counts = Counts()
        entries = (
            Read(r.document.url or r.document.id, r.document.id, r, copies.bands(r.document.text)) for r in readouts
        )
        while chunk := list(islice(entries, batch)):
            counts = counts.plus(self.write(chunk, model))
        return counts

    def write(self, entries: Sequence[Entry], model: str, *, retry: bool = False) -> Counts:
        """Keep a batch in one transaction. A readout that can't be kept becomes a failure and holds up no other.

        What is known is skipped; with `retry`, what failed before is not known.
        """
        try:
            with self.transaction():
                if retry:
                    sql = "DELETE FROM failures WHERE input = ? AND digest = ?"
                    self.connection.executemany(sql, [(e.input, e.digest) for e in entries])
                return self._write(entries, model)
        except _UNFIT as error:
            if len(entries) > 1:
                total = Counts()
                for entry in entries:
                    total = total.plus(self.write([entry], model, retry=retry))
                return total
            first = entries[0]
            return self.write([Failed(first.input, first.digest, "unfit", f"can't be stored: {error}")], model)

    def renew(self, readouts: Iterable[Readout], model: str) -> int:
        """Put new readings in the place of old ones, in one transaction; the documents must be there.

        Reviews are taken in again, by the words of their items.
        """
        with self.transaction():
            number = self._model(model)
            new = []
            for readout in readouts:
                check(readout)
                document = self._find("SELECT id FROM documents WHERE hash = ?", readout.document.id) or 0
                self.connection.execute("UPDATE documents SET model = ? WHERE id = ?", (number, document))
                new.append((document, reviews.reviewed(self.connection, document, readout)))
            self.replace(new)
        return len(new)

    def replace(self, readouts: Iterable[tuple[int, Readout]]) -> None:
        """Put readouts in the place of what documents with these numbers have, inside the caller's transaction."""
        rows, last_name = Rows(self._ids()), self._last("names")
        for document, readout in readouts:
            self._forget(document)
            rows.reading(readout, document, self._identities(readout))
        self._insert(rows)
        parties.index_names(self.connection, last_name)

    def remember(self, visits: Mapping[str, tuple[str | None, str | None]]) -> None:
        """Keep the versions of addresses for the next visit."""
        with self.transaction():
            self.connection.executemany(
                "INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", [(a, *v) for a, v in visits.items() if any(v)]
            )

    def join(self, party: int, into: int) -> None:
        """Make two parties one."""
        with self.transaction():
            parties.join(self.connection, party, into)

    def split(self, identity: int) -> int:
        """Take an identity out of the party that it shares (view `merges`); returns its own party."""
        with self.transaction():
            return parties.split(self.connection, identity)

    def tune(self) -> None:
        """Let SQLite look at what is there, so that queries take the right index; cheap."""
        self.connection.execute("PRAGMA analysis_limit = 1000")
        self.connection.execute("PRAGMA optimize = 0x10002")

    def _write(self, entries: Sequence[Entry], model: str) -> Counts:
        rows, last_name = Rows(self._ids()), self._last("names")
        number = self._model(model)
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        new: dict[str, int] = {}
        seen: set[tuple[str, str]] = set()
        failed = 0
        for entry in entries:
            if (entry.input, entry.digest) in seen or self.known(entry.input, entry.digest):
                continue
            seen.add((entry.input, entry.digest))
            failure = entry if isinstance(entry, Failed) else _fault(entry)
            if failure:
                rows.tables["failures"].append((rows.number("failures"), *failure, now))
                failed += 1
            elif isinstance(entry, Read):
                d = entry.readout.document
                document = new.get(d.id) or self._find("SELECT id FROM documents WHERE hash = ?", d.id)
                if document is None:
                    document = rows.document(entry.readout, self._identities(entry.readout), number, now)
                    rows.tables["bands"].extend((b, document) for b in sorted(set(entry.bands)))
                    new[d.id] = document
                if document in new.values() or not self._appears(document, entry.input):
                    published = d.published.isoformat() if d.published else None
                    rows.tables["appearances"].append(
                        (rows.number("appearances"), document, entry.input, entry.digest, d.publisher, d.url, published)
                    )
            else:
                first = self.connection.execute(
                    "SELECT document, publisher, url, published FROM appearances WHERE digest = ? ORDER BY id",
                    (entry.digest,),
                ).fetchone()
                rows.tables["appearances"].append(
                    (rows.number("appearances"), first[0], entry.input, entry.digest, *first[1:])
                )
        self._insert(rows)
        parties.index_names(self.connection, last_name)
        grouping.group(self.connection, list(new.values()))
        return Counts(len(new), len(entries) - len(new) - failed, failed)

    def _appears(self, document: int, input_: str) -> bool:
        """Whether this input gave this document before, in other bytes: a page with another advertisement."""
        sql = "SELECT 1 FROM appearances WHERE document = ? AND input = ?"
        return self.connection.execute(sql, (document, input_)).fetchone() is not None

    def _insert(self, rows: Rows) -> None:
        for table in ORDER:
            if found := rows.tables.get(table):
                columns = f"{table} (rowid, {FTS[table]})" if table in FTS else table
                marks = ", ".join("?" * len(found[0]))
                self.connection.executemany(f"INSERT INTO {columns} VALUES ({marks})", found)

    def _forget(self, document: int) -> None:
        """Take out everything that was read in a document; its text and appearances stay."""
        for table, column, texts, owner in (
            ("words", "text", "passage_texts", "passages"),
            ("issue_words", "issue", "position_issues", "positions"),
        ):
            self.connection.execute(
                f"INSERT INTO {table} ({table}, rowid, {column}) SELECT 'delete', id, {column} FROM {texts}"
                f" WHERE id IN (SELECT id FROM {owner} WHERE document = ?)",
                (document,),
            )
        for table in _READING:
            self.connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))

    def _identities(self, readout: Readout) -> dict[str, int]:
        d = readout.document
        return {a.id: parties.enter(self.connection, a, d.id, d.text) for a in readout.actors}

    def _model(self, name: str) -> int:
        self.connection.execute("INSERT OR IGNORE INTO models (name) VALUES (?)", (name,))
        return int(self._find("SELECT id FROM models WHERE name = ?", name) or 0)

    def _find(self, sql: str, value: str) -> int | None:
        row = self.connection.execute(sql, (value,)).fetchone()
        return row[0] if row else None

    def _ids(self) -> dict[str, int]:
        return {table: self._last(table) + 1 for table in NUMBERED}

    def _last(self, table: str) -> int:
        return int(self.connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


class _Transaction(AbstractContextManager[None]):
    """BEGIN IMMEDIATE, then COMMIT, or ROLLBACK where something is raised."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise BusyError(f"the archive can't be written: {error}") from error

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            try:
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
        elif self.connection.in_transaction:
            self.connection.execute("ROLLBACK")


def _fault(entry: Read | Again) -> Failed | None:
    """A readout that breaks its own contract, as a failure."""
    if isinstance(entry, Read):
        try:
            check(entry.readout)
        except ArchiveError as error:
            return Failed(entry.input, entry.digest, "fault", f"fault in communique: {error}")
    return None
