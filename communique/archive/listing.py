"""What an archive holds, a page at a time: its articles, its parties, and who appears in one article.

articles(archive, limit=20, offset=40) -> [Listed(document="9f2c…", title="Talks stall", ...), ...]
"""

from __future__ import annotations

from datetime import date

from communique.archive.identities import fold
from communique.archive.query import OUTLETS
from communique.archive.store import Archive
from communique.record import Record


class Listed(Record, frozen=True, kw_only=True):
    """An article with the number of its items; `outlets` are those that carried it or a copy of it."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    statements: int
    events: int
    outlets: int


class Party(Record, frozen=True, kw_only=True):
    """A party across articles; `articles` counts the reports that name it, each once however often it was copied."""

    number: int
    name: str
    kind: str
    role: str | None
    country: str | None
    code: str | None
    link: str | None
    articles: int


class Appearing(Record, frozen=True, kw_only=True):
    """An actor of one article (`label`) and the party that it is in the archive."""

    label: str
    name: str
    party: int


_ARTICLES = (
    "SELECT d.hash AS document, d.title, d.publisher, d.published, d.url,"
    " (SELECT count(*) FROM statements s WHERE s.document = d.id) AS statements,"
    " (SELECT count(*) FROM events e WHERE e.document = d.id) AS events,"
    f" ({OUTLETS.format('d.id')}) AS outlets"
    " FROM documents d WHERE d.copy_of IS NULL ORDER BY d.published DESC, d.id DESC LIMIT ? OFFSET ?"
)
_PARTIES = (
    "SELECT p.id AS number, p.name, p.kind, p.role, p.country, p.code, p.link_id AS link, c.articles"
    " FROM (SELECT i.party, count(DISTINCT a.document) AS articles FROM identities i"
    " CROSS JOIN actors a ON a.identity = i.id CROSS JOIN documents d ON d.id = a.document"
    " WHERE d.copy_of IS NULL{} GROUP BY i.party ORDER BY articles DESC, i.party LIMIT ? OFFSET ?) c"
    " JOIN parties p ON p.id = c.party ORDER BY c.articles DESC, p.id"
)
_NAMED = (
    " AND i.party IN (SELECT n.party FROM names f JOIN identities n ON n.id = f.identity"
    " WHERE f.id IN (SELECT rowid FROM name_words WHERE name_words MATCH ?))"
)


def articles(archive: Archive, *, limit: int, offset: int = 0) -> list[Listed]:
    """Reports, newest first, those without a date last; copies stand behind their report."""
    return [Listed(**row) for row in archive.rows(_ARTICLES, (limit, offset))]


def reports(archive: Archive) -> int:
    """The number of articles that `articles` goes through."""
    (row,) = archive.rows("SELECT count(*) AS n FROM documents WHERE copy_of IS NULL")
    return int(row["n"])


def period(archive: Archive) -> tuple[date, date] | None:
    """The first and last day on which something here was published; None where nothing has a date."""
    (row,) = archive.rows("SELECT min(published) AS first, max(published) AS last FROM documents")
    return (date.fromisoformat(row["first"]), date.fromisoformat(row["last"])) if row["first"] else None


def holds(archive: Archive, document: str) -> bool:
    """Whether the document with this hash is there."""
    return next(archive.rows("SELECT 1 FROM documents WHERE hash = ?", (document,)), None) is not None


def parties(archive: Archive, words: str = "", *, limit: int, offset: int = 0) -> list[Party]:
    """Parties, those of most articles first; with `words`, those that have a name with all of them, as beginnings."""
    terms = [w.strip('"') for w in fold(words).split()]
    asked = " ".join(f'"{w}"*' for w in terms if any(c.isalnum() for c in w))
    if words.strip() and not asked:
        return []
    values = (asked, limit, offset) if asked else (limit, offset)
    return [Party(**row) for row in archive.rows(_PARTIES.format(_NAMED if asked else ""), values)]


def appearing(archive: Archive, document: str) -> list[Appearing]:
    """Who is who in the document with this hash, in the order of its actors."""
    sql = (
        "SELECT a.label, a.name, i.party FROM documents d JOIN actors a ON a.document = d.id"
        " JOIN identities i ON i.id = a.identity WHERE d.hash = ? ORDER BY a.id"
    )
    return [Appearing(**row) for row in archive.rows(sql, (document,))]
