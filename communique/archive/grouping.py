"""Groups of near copies: a new document joins the reports of which it is a copy, inside the caller's transaction.

A group is a connected component of `copies.are_copies`, so it doesn't depend on the order of adding, unless there are
more candidates than are looked at. Its report, to which `copy_of` of all others points, is the earliest published, then
the longest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from communique.archive.copies import LONGER, are_copies, triples

LIKELIEST = 40  # candidates that are looked at, those that share most bands first


def group(connection: sqlite3.Connection, new: Sequence[int]) -> None:
    """Find the copies of these documents among all earlier ones and put them into one group each."""
    for document in new:
        _group(connection, document)


def _group(connection: sqlite3.Connection, document: int) -> None:
    candidates = connection.execute(
        "SELECT d.id, length(d.text), coalesce(d.copy_of, d.id) FROM ("
        "  SELECT o.document, count(*) AS shared FROM bands b JOIN bands o ON o.band = b.band"
        "   WHERE b.document = ? AND o.document < ? GROUP BY o.document ORDER BY shared DESC, o.document LIMIT ?)"
        "  JOIN documents d ON d.id = document ORDER BY shared DESC, d.id",
        (document, document, LIKELIEST),
    ).fetchall()
    if not candidates:
        return
    text = _text(connection, document)
    own = triples(text)
    found: set[int] = set()
    for other, length, report in candidates:
        near = max(length, len(text)) < 2 * LONGER * min(length, len(text))
        if report not in found and near and are_copies(own, triples(_text(connection, other))):
            found.add(report)
    if found:
        _unite(connection, {document, *found})


def _text(connection: sqlite3.Connection, document: int) -> str:
    return str(connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()[0])


def _unite(connection: sqlite3.Connection, reports: set[int]) -> None:
    marks = ", ".join("?" * len(reports))
    members = connection.execute(
        f"SELECT id FROM documents WHERE id IN ({marks}) OR copy_of IN ({marks})"
        " ORDER BY published IS NULL, published, length(text) DESC, hash",
        (*reports, *reports),
    ).fetchall()
    report = members[0][0]
    connection.executemany("UPDATE documents SET copy_of = ? WHERE id = ?", [(report, m) for (m,) in members[1:]])
    connection.execute("UPDATE documents SET copy_of = NULL WHERE id = ?", (report,))
