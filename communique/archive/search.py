"""Searching: the items that answer a query, as records.

for hit in hits(archive, Query(words="prisoner exchange", status=("happened",))):
    print(hit.day, hit.actors, hit.what, hit.text)
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.archive import selecting
from communique.archive.query import Query
from communique.archive.store import Archive
from communique.record import Record

MOST = 1_000


class Hit(Record, frozen=True, kw_only=True):
    """One item found. `document` and `label` are its address, `start` and `stop` the passage in the document's text.

    `what` is a statement's act, an event's type and mode, a position's stance; `state` an event's status or a
    statement's polarity. In `text` the words searched for stand in [brackets]. `outlets` counts those that carried the
    report.
    """

    kind: str
    document: str
    label: str
    day: str | None
    outlet: str | None
    outlets: int
    actors: str | None
    parties: str | None
    what: str
    state: str | None
    recipients: str | None
    text: str
    start: int
    stop: int
    title: str | None
    url: str | None
    confidence: float | None


def hits(archive: Archive, query: Query) -> Iterator[Hit]:
    """The items that answer, best first where words are asked for, else newest first; raises `ArchiveError`."""
    sql = selecting.build(query, archive.connection)
    return (Hit(**row) for row in archive.rows(sql.text, sql.values))


def total(archive: Archive, query: Query, *, most: int = MOST) -> int:
    """How many items answer, whatever the limit; `most` where there are as many or more."""
    sql = selecting.count(query, archive.connection, most)
    return next(int(n) for row in archive.rows(sql.text, sql.values) for n in row.values())


def by_fit(archive: Archive, query: Query) -> bool:
    """Whether the items come best first, as they do where words are asked for that not too many passages have."""
    return selecting.by_fit(query, archive.connection)


def shown(archive: Archive, query: Query) -> str:
    """The SQL that `hits` runs, with its values written in."""
    return selecting.build(query, archive.connection).shown()
