"""Reviews: what people decided about items, kept as a layer of its own beside the machine's reading.

    with Archive("news.db", writable=True) as archive:
        reviews.correct(archive, "9f2c3a…", "S4", {"act": "deny"}, who="K. Alder")
        number = reviews.reject(archive, "9f2c3a…", "E2", who="K. Alder")
        reviews.undo(archive, number)

All tables but `readings` then show the articles as reviewed; the machine's reading is in `readings`, byte for byte, and
`without(archive)` shows it. A new reading takes its place there, and reviews find their items in it by their words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from communique.archive import readback
from communique.archive.errors import ArchiveError
from communique.archive.reviewing import KINDS, Review, ReviewKind, Verdict, apply, fresh, kind_of, made, plain
from communique.archive.reviewing import named as names_in
from communique.archive.rows import check
from communique.record import Readout, decode, encode

if TYPE_CHECKING:
    from communique.archive.store import Archive

_COLUMNS = (
    "r.id, d.hash AS document, r.kind, r.label, r.verdict, r.who, r.made, r.before, r.after, r.named, r.fits, r.undone"
)


class Decision(NamedTuple):
    """What to do with one item: `fields` are those that change, or a new item's; `label` is None for a new one."""

    verdict: Verdict
    kind: ReviewKind
    label: str | None = None
    fields: Mapping[str, Any] | None = None


def accept(archive: Archive, document: str, label: str, *, who: str) -> int:
    """Say that an item is right; returns the review's number. Raises `ArchiveError` where there is no such item."""
    return decide(archive, document, [Decision("accept", kind_of(label), label)], who=who)[0]


def correct(archive: Archive, document: str, label: str, changes: Mapping[str, Any], *, who: str) -> int:
    """Give fields of an item new values, as the readout's JSON has them; returns the review's number.

    Raises `ArchiveError` for an item, field or code that isn't there, a span outside the text, an unknown label.
    """
    return decide(archive, document, [Decision("correct", kind_of(label), label, changes)], who=who)[0]


def reject(archive: Archive, document: str, label: str, *, who: str) -> int:
    """Say that an item is none, and take it out; returns the review's number. Raises as `accept` does."""
    return decide(archive, document, [Decision("reject", kind_of(label), label)], who=who)[0]


def create(archive: Archive, document: str, kind: ReviewKind, item: Mapping[str, Any], *, who: str) -> int:
    """Add an item that the machine didn't find, without its `id`; returns the review's number. Raises as `correct`."""
    return decide(archive, document, [Decision("add", kind, None, item)], who=who)[0]


def decide(archive: Archive, document: str, decisions: Iterable[Decision], *, who: str) -> list[int]:
    """Several of these at once, all or none, each seeing those before it; returns the reviews' numbers.

    They have one time, by which they are known to belong together.
    """
    with archive.transaction():
        return keep(archive, document, decisions, who)


def keep(archive: Archive, document: str, decisions: Iterable[Decision], who: str) -> list[int]:
    """The same inside a transaction of the caller, who may decide about several documents at once."""
    if not who.strip():
        raise ArchiveError("a review needs the name of the person who makes it")
    number, now = _number(archive, document), _now()
    return [_decide(archive, document, number, d, who, now) for d in decisions]


def undo(archive: Archive, *numbers: int) -> None:
    """Take reviews back; they stay in the table with the time. Later ones that lose their item by it are `unfit`."""
    _set_undone(archive, numbers, _now())


def redo(archive: Archive, *numbers: int) -> None:
    """Let reviews that were undone hold again."""
    _set_undone(archive, numbers, None)


def reading(archive: Archive, document: str) -> Readout:
    """What the machine read, without reviews; raises `ArchiveError` where there is no such document."""
    number = _number(archive, document)
    kept = archive.connection.execute("SELECT readout FROM readings WHERE document = ?", (number,)).fetchone()
    return decode(kept[0]) if kept else readback.readout(archive.connection, number)


def reviews(archive: Archive, document: str | None = None) -> list[Review]:
    """All reviews, or those of the document with this hash, in the order in which they were made, undone ones too."""
    where = ("", ()) if document is None else (" WHERE d.hash = ?", (document,))
    return _reviews(archive.connection, *where)


def unfit(archive: Archive) -> list[Review]:
    """Reviews in force whose item a later reading does not have."""
    return _reviews(archive.connection, " WHERE r.fits = 0 AND r.undone IS NULL", ())


def reviewed(connection: sqlite3.Connection, document: int, reading: Readout) -> Readout:
    """A new reading with the document's reviews taken in, as it is to be kept; inside the caller's transaction.

    Where there are reviews in force, the reading itself goes into `readings`.
    """
    found = _reviews(connection, " WHERE r.document = ? AND r.undone IS NULL", (document,))
    connection.execute("DELETE FROM readings WHERE document = ?", (document,))
    if not found:
        return reading
    connection.execute("INSERT INTO readings VALUES (?, ?)", (document, encode(reading).decode()))
    readout, placed = apply(reading, found)
    for review in found:
        label = placed[review.id]
        connection.execute(
            "UPDATE reviews SET label = coalesce(?, label), fits = ? WHERE id = ?",
            (label, int(label is not None), review.id),
        )
    check(readout)
    return readout


@contextmanager
def without(archive: Archive) -> Iterator[None]:
    """Inside, all tables show the machine's readings alone; nothing of this is kept.

    The archive must be open for writing, and nobody else can write meanwhile.
    """
    archive.connection.execute("BEGIN IMMEDIATE")
    try:
        found = archive.connection.execute("SELECT document, readout FROM readings").fetchall()
        archive.replace((number, decode(text)) for number, text in found)
        yield
    finally:
        archive.connection.execute("ROLLBACK")


def _decide(archive: Archive, document: str, number: int, decision: Decision, who: str, now: str) -> int:
    """Keep a review and take it in, inside the caller's transaction."""
    verdict, kind, label, given = decision
    present = readback.readout(archive.connection, number)
    items = {i.id: i for k in KINDS.values() for i in getattr(present, k.field)}
    before = after = None
    if label is None:
        used = archive.connection.execute("SELECT label FROM reviews WHERE document = ? AND kind = ?", (number, kind))
        label = fresh(kind, [*(i.id for i in getattr(present, KINDS[kind].field)), *(u[0] for u in used)])
        after = plain(made(kind, {**(given or {}), "id": label}))
    elif label not in items:
        raise ArchiveError(f"{document} has no item {label}")
    else:
        before = plain(items[label])
        if given is not None:
            after = plain(made(kind, {**before, **given, "id": label}))
    named = {}
    for fields in (before, after):
        for of, other in names_in(kind, fields or {}):
            if other not in items or kind_of(other) != of:
                raise ArchiveError(f"{label} refers to {other}, which is no {of} of {document}")
            named[other] = plain(items[other])
    row = archive.connection.execute(
        "INSERT INTO reviews (document, kind, label, verdict, who, made, before, after, named)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, kind, label, verdict, who, now, _json(before), _json(after), _json(named)),
    ).lastrowid
    _settle(archive, number)
    return int(row or 0)


def _set_undone(archive: Archive, numbers: Iterable[int], when: str | None) -> None:
    with archive.transaction():
        documents = set()
        for number in numbers:
            row = archive.connection.execute("SELECT document FROM reviews WHERE id = ?", (number,)).fetchone()
            if row is None:
                raise ArchiveError(f"there is no review {number}")
            archive.connection.execute("UPDATE reviews SET undone = ? WHERE id = ?", (when, number))
            documents.add(row[0])
        for document in sorted(documents):
            _settle(archive, document)


def _settle(archive: Archive, document: int) -> None:
    """Bring a document's rows to what its reading and its reviews say."""
    kept = archive.connection.execute("SELECT readout FROM readings WHERE document = ?", (document,)).fetchone()
    reading = decode(kept[0]) if kept else readback.readout(archive.connection, document)
    archive.replace([(document, reviewed(archive.connection, document, reading))])


def _reviews(connection: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> list[Review]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    found = cursor.execute(
        f"SELECT {_COLUMNS} FROM reviews r JOIN documents d ON d.id = r.document{where} ORDER BY r.id", values
    )
    return [_review(dict(r)) for r in found]


def _review(row: dict[str, Any]) -> Review:
    for field in ("before", "after", "named"):
        row[field] = None if row[field] is None else msgspec.json.decode(row[field])
    return Review(**{**row, "fits": bool(row["fits"])})


def _number(archive: Archive, document: str) -> int:
    row = archive.connection.execute("SELECT id FROM documents WHERE hash = ?", (document,)).fetchone()
    if row is None:
        raise ArchiveError(f"{archive.path}: there is no document {document}")
    return int(row[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()
