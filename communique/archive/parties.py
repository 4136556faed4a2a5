"""Parties across the archive: which actors of different articles share one, how they are joined, and split again.

An actor has an identity (`identities.py` says by what rule), an identity belongs to a party. A name that exactly one
linked identity carries belongs to that one's party; with a second bearer it goes back to its own. What was joined or
split by hand stays so. Everything runs inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3

from communique.archive.errors import ArchiveError
from communique.archive.identities import forms, identity, name_key
from communique.record import Actor


def enter(connection: sqlite3.Connection, actor: Actor, document: str, text: str) -> int:
    """The number of the actor's identity, which is made where it is new; `document` is the document's hash."""
    key, rule = identity(actor, document)
    known = connection.execute("SELECT id FROM identities WHERE key = ?", (key,)).fetchone()
    number = known[0] if known else _create(connection, actor, key, rule)
    connection.executemany(
        "INSERT OR IGNORE INTO names (name, identity) VALUES (?, ?)", [(f, number) for f in forms(actor, text)]
    )
    if rule == "link":
        name = name_key(actor)
        if name and connection.execute("INSERT OR IGNORE INTO namesakes VALUES (?, ?)", (name, number)).rowcount:
            _settle(connection, name)
    elif rule == "name" and not known:
        _settle(connection, key)
    return number


def index_names(connection: sqlite3.Connection, after: int) -> None:
    """Put the names numbered above `after` into the full-text table."""
    connection.execute("INSERT INTO name_words (rowid, name) SELECT id, name FROM names WHERE id > ?", (after,))


def join(connection: sqlite3.Connection, party: int, into: int) -> None:
    """Make two parties one: all identities of `party` go to `into`."""
    for number in (party, into):
        if not connection.execute("SELECT 1 FROM parties WHERE id = ?", (number,)).fetchone():
            raise ArchiveError(f"there is no party {number}; `communique search --actor NAME --json` shows numbers")
    for (number,) in connection.execute("SELECT id FROM identities WHERE party = ?", (party,)).fetchall():
        _move(connection, number, into)


def split(connection: sqlite3.Connection, number: int) -> int:
    """Take an identity out of its party, back to its own; returns that party's number."""
    row = connection.execute("SELECT home FROM identities WHERE id = ?", (number,)).fetchone()
    if not row:
        raise ArchiveError(f"there is no identity {number}; the view `merges` lists those that share a party")
    _move(connection, number, row[0])
    return int(row[0])


def _create(connection: sqlite3.Connection, a: Actor, key: str, rule: str) -> int:
    link = (a.link.source, a.link.id) if a.link else (None, None)
    party = connection.execute(
        "INSERT INTO parties VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
        (a.name, a.kind, a.role, a.country, a.sector, a.code, *link),
    ).lastrowid
    number = connection.execute(
        "INSERT INTO identities VALUES (NULL, ?, ?, ?, ?, 0)", (key, rule, party, party)
    ).lastrowid
    return int(number or 0)


def _settle(connection: sqlite3.Connection, name: str) -> None:
    bearers = connection.execute(
        "SELECT i.party FROM namesakes n JOIN identities i ON i.id = n.identity WHERE n.name_key = ?", (name,)
    ).fetchall()
    party = bearers[0][0] if len(bearers) == 1 else None
    connection.execute(
        "UPDATE identities SET party = coalesce(?, home) WHERE key = ? AND by_hand = 0 AND party <> coalesce(?, home)",
        (party, name, party),
    )


def _move(connection: sqlite3.Connection, number: int, party: int) -> None:
    connection.execute("UPDATE identities SET party = ?, by_hand = 1 WHERE id = ?", (party, number))
    for (name,) in connection.execute("SELECT name_key FROM namesakes WHERE identity = ?", (number,)).fetchall():
        _settle(connection, name)
