"""One party across all articles: who it is, what it said, to whom, and who reports it.

profile(archive, 12) -> Profile(party=Party(name="Dana Ruiz", ...), statements=41, ...)

A report counts once, however many outlets copied it. `first` and `last` bound the days of the items.
"""

from __future__ import annotations

from datetime import date

from communique.archive import listing
from communique.archive.errors import ArchiveError
from communique.archive.identities import fold
from communique.archive.listing import Party
from communique.archive.store import Archive
from communique.record import Record


class Name(Record, frozen=True, kw_only=True):
    """A name under which articles have the party."""

    name: str
    articles: int


class Act(Record, frozen=True, kw_only=True):
    """How often the party performed an act of speech."""

    act: str
    statements: int


class Spoken(Record, frozen=True, kw_only=True):
    """How often the party performed an act of speech on one day."""

    day: str | None
    act: str
    statements: int


class Addressed(Record, frozen=True, kw_only=True):
    """Another party, the statements addressed to it, and the events done to it by what they are."""

    party: int
    name: str
    statements: int
    cooperative: int
    conflictual: int


class Relayed(Record, frozen=True, kw_only=True):
    """An outlet, its statements by the party, and how many of them are direct quotations from first to last word."""

    outlet: str | None
    statements: int
    direct: int


class Profile(Record, frozen=True, kw_only=True):
    """The party and its figures; `outlets` are those whose reports have a statement or deed of it."""

    party: Party
    names: tuple[Name, ...]
    statements: int
    events: int
    positions: int
    outlets: int


_PARTY = (
    "SELECT p.id AS number, p.name, p.kind, p.role, p.country, p.code, p.link_id AS link,"
    " (SELECT count(DISTINCT a.document) FROM identities i JOIN actors a ON a.identity = i.id"
    " JOIN documents d ON d.id = a.document WHERE i.party = p.id AND d.copy_of IS NULL) AS articles"
    " FROM parties p WHERE p.id = ?"
)
_NAMES = (
    "SELECT a.name, count(DISTINCT a.document) AS articles FROM identities i JOIN actors a ON a.identity = i.id"
    " WHERE i.party = ? GROUP BY a.name ORDER BY articles DESC, a.name"
)
_OWN = (  # items `t` of one kind on whose side the party stands; ?1 is its number, ?2 and ?3 the first and last day
    "FROM identities n CROSS JOIN actors a ON a.identity = n.id CROSS JOIN {side} x ON x.{actor} = a.id"
    " CROSS JOIN {items} t ON t.id = x.{item} CROSS JOIN documents d ON d.id = t.document{further}"
    " WHERE n.party = ?1 AND d.copy_of IS NULL AND (?2 IS NULL OR t.day >= ?2) AND (?3 IS NULL OR t.day <= ?3)"
)
_SPOKE = {"side": "speakers", "items": "statements", "actor": "actor", "item": "statement"}
_ACTED = {"side": "event_actors", "items": "events", "actor": "actor", "item": "event"}
_SAID, _DONE = _OWN.format(**_SPOKE, further=""), _OWN.format(**_ACTED, further="")
_HELD = _OWN.format(side="positions", items="positions", actor="holder", item="id", further="")
_OTHER = (  # further: the parties `i` on the other side
    " CROSS JOIN {} y ON y.{} = t.id CROSS JOIN actors b ON b.id = y.actor CROSS JOIN identities i ON i.id = b.identity"
)
_FIGURES = (
    f"SELECT (SELECT count(DISTINCT t.id) {_SAID}) AS statements, (SELECT count(DISTINCT t.id) {_DONE}) AS events,"
    f" (SELECT count(DISTINCT t.id) {_HELD}) AS positions,"
    f" (SELECT count(publisher) FROM (SELECT d.publisher {_SAID} UNION SELECT d.publisher {_DONE})) AS outlets"
)
_ACTS = f"SELECT t.act, count(DISTINCT t.id) AS statements {_SAID} GROUP BY t.act ORDER BY statements DESC, t.act"
_SPOKEN = f"SELECT t.day, t.act, count(DISTINCT t.id) AS statements {_SAID} GROUP BY t.day, t.act ORDER BY t.day, t.act"
_STATE = (  # the state itself and its government, not its ministers and ministries
    "SELECT p.id FROM parties p JOIN identities i ON i.party = p.id JOIN actors a ON a.identity = i.id"
    " WHERE p.country = ? AND p.kind IN ('government', 'state') AND p.role IS NULL"
    " GROUP BY p.id ORDER BY count(DISTINCT a.document) DESC, p.id LIMIT 1"
)
_RELAYED = (
    "SELECT outlet, count(*) AS statements, sum(direct) AS direct"
    f" FROM (SELECT DISTINCT t.id, d.publisher AS outlet, t.kind = 'direct' AS direct {_SAID})"
    " GROUP BY outlet ORDER BY statements DESC, outlet LIMIT ?4"
)
_TOLD = _OWN.format(**_SPOKE, further=_OTHER.format("addressees", "statement"))
_TREATED = _OWN.format(**_ACTED, further=_OTHER.format("event_recipients", "event"))
_ADDRESSED = (
    "SELECT p.id AS party, p.name, count(*) FILTER (WHERE quad = 0) AS statements,"
    " count(*) FILTER (WHERE quad IN (1, 2)) AS cooperative, count(*) FILTER (WHERE quad IN (3, 4)) AS conflictual"
    f" FROM (SELECT DISTINCT 's' AS kind, t.id, i.party, 0 AS quad {_TOLD} UNION ALL"
    f" SELECT DISTINCT 'e', t.id, i.party, t.quad {_TREATED} AND t.status IN ('happened', 'ongoing'))"
    " JOIN parties p ON p.id = party WHERE party <> ?1 GROUP BY party ORDER BY count(*) DESC, party LIMIT ?4"
)


def number(archive: Archive, name: str) -> int:
    """The number of the party "12", "#12" or with the link "Q123"; raises `ArchiveError` where there is none."""
    given = name.removeprefix("#")
    by_number = given.isascii() and given.isdigit() and len(given) < 16
    column, value = ("id", int(given)) if by_number else ("link_id", name)
    found = next(archive.rows(f"SELECT id FROM parties WHERE {column} = ?", (value,)), None)
    if found is None:
        raise ArchiveError(f"there is no party {name}; look for it by name")
    return int(found["id"])


def find(archive: Archive, name: str) -> int:
    """The number of the party meant by "12", "#12", "Q123", a country's code ("RUS") or the first letters of a name.

    Of several, that of most articles; raises `ArchiveError` where there is none.
    """
    if name.removeprefix("#").isdigit() or (name[:1] == "Q" and name[1:].isdigit()):
        return number(archive, name)
    if len(name) == 3 and name.isupper() and (state := next(archive.rows(_STATE, (name,)), None)):
        return int(state["id"])
    if found := listing.parties(archive, name, limit=1) if name.strip() else []:
        return found[0].number
    raise ArchiveError(f"nobody here has the name {name}; `communique search --actor` finds items by names")


def party(archive: Archive, of: int) -> Party:
    """Who the party with this number is; raises `ArchiveError` where there is none."""
    row = next(archive.rows(_PARTY, (of,)), None)
    if row is None:
        raise ArchiveError(f"there is no party {of}; look for it by name")
    return Party(**row)


def namesakes(archive: Archive, of: int) -> list[Party]:
    """Other parties of the very same name."""
    sql = "SELECT q.id FROM parties p JOIN names f ON f.name = ? JOIN identities i ON i.id = f.identity"
    sql += (
        " JOIN parties q ON q.id = i.party WHERE p.id = ? AND q.id <> p.id AND q.name = p.name GROUP BY q.id LIMIT 10"
    )
    name = fold(party(archive, of).name)
    return [party(archive, row["id"]) for row in list(archive.rows(sql, (name, of)))]


def profile(archive: Archive, of: int, *, first: date | None = None, last: date | None = None) -> Profile:
    """The party with this number and its figures; raises `ArchiveError` where there is none."""
    (figures,) = archive.rows(_FIGURES, _values(of, first, last))
    names = tuple(Name(**row) for row in archive.rows(_NAMES, (of,)))
    return Profile(party=party(archive, of), names=names, **figures)


def acts(archive: Archive, of: int, *, first: date | None = None, last: date | None = None) -> list[Act]:
    """What the party did with words, the most frequent first."""
    return [Act(**row) for row in archive.rows(_ACTS, _values(of, first, last))]


def spoken(archive: Archive, of: int, *, first: date | None = None, last: date | None = None) -> list[Spoken]:
    """What the party did with words, by day, oldest first."""
    return [Spoken(**row) for row in archive.rows(_SPOKEN, _values(of, first, last))]


def relayed(
    archive: Archive, of: int, *, first: date | None = None, last: date | None = None, limit: int = 20
) -> list[Relayed]:
    """The outlets that have statements of the party, those with most first."""
    return [Relayed(**row) for row in archive.rows(_RELAYED, (*_values(of, first, last), limit))]


def addressed(
    archive: Archive, of: int, *, first: date | None = None, last: date | None = None, limit: int = 20
) -> list[Addressed]:
    """The parties to which it spoke or did something, those of most items first; only events that were done count."""
    return [Addressed(**row) for row in archive.rows(_ADDRESSED, (*_values(of, first, last), limit))]


def _values(of: int, first: date | None, last: date | None) -> tuple[int, str | None, str | None]:
    return of, first.isoformat() if first else None, last.isoformat() if last else None
