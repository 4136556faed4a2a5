"""Two parties: what one did to the other, by day, direction, class and status; and pairs that have something.

between(archive, 3, 8) -> [Cell(day="2022-02-14", direction="ab", quad=3, status="happened", events=2, ...), ...]
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from communique.archive.store import Archive
from communique.record import Record

Direction = Literal["ab", "ba", "both"]
RECENT = 5_000  # events among which `pairs` looks


class Cell(Record, frozen=True, kw_only=True):
    """Events of one day, direction, quad class and status; `goldstein` is the sum of their scores.

    "ab" is done by the first party to the second, "ba" the other way; "both" they did together or to one another.
    """

    day: str | None
    direction: Direction
    quad: int
    status: str
    events: int
    goldstein: float | None


class Pair(Record, frozen=True, kw_only=True):
    """Two parties with the number of events that one did to the other."""

    a: int
    b: int
    a_name: str
    b_name: str
    events: int


_ARM = (
    "SELECT '{way}' AS way, x.event FROM identities m CROSS JOIN actors p ON p.identity = m.id"
    " CROSS JOIN actors q ON q.document = p.document CROSS JOIN identities n ON n.id = q.identity AND n.party = {to}"
    " CROSS JOIN event_actors x ON x.actor = p.id CROSS JOIN {side} y ON y.event = x.event AND y.actor = q.id"
    " WHERE m.party = {by}"
)
_ARMS = " UNION ".join(
    (
        _ARM.format(way="ab", by="?1", to="?2", side="event_recipients"),
        _ARM.format(way="ba", by="?2", to="?1", side="event_recipients"),
        _ARM.format(way="both", by="?1", to="?2", side="event_actors"),
    )
)
_BETWEEN = (
    "SELECT e.day, w.direction, e.quad, e.status, count(*) AS events, sum(e.goldstein) AS goldstein"
    " FROM (SELECT event, CASE WHEN count(*) > 1 THEN 'both' ELSE min(way) END AS direction"
    f" FROM ({_ARMS}) GROUP BY event) w JOIN events e ON e.id = w.event JOIN documents d ON d.id = e.document"
    " WHERE d.copy_of IS NULL AND (?3 IS NULL OR e.day >= ?3) AND (?4 IS NULL OR e.day <= ?4)"
    " GROUP BY e.day, w.direction, e.quad, e.status ORDER BY e.day, w.direction, e.quad, e.status"
)
_PAIRS = (
    "SELECT min(party, other) AS a, max(party, other) AS b, count(*) AS events FROM ("
    "SELECT DISTINCT e.id, ai.party, ri.party AS other"
    " FROM (SELECT id, document FROM events ORDER BY id DESC LIMIT ?1) e"
    " JOIN documents d ON d.id = e.document JOIN event_actors x ON x.event = e.id JOIN actors a ON a.id = x.actor"
    " JOIN identities ai ON ai.id = a.identity JOIN event_recipients y ON y.event = e.id"
    " JOIN actors r ON r.id = y.actor JOIN identities ri ON ri.id = r.identity"
    " WHERE d.copy_of IS NULL AND ai.party <> ri.party) GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?2"
)


def between(archive: Archive, a: int, b: int, *, first: date | None = None, last: date | None = None) -> list[Cell]:
    """What two parties, given by number, did to each other or together; each report counts once, oldest day first."""
    days = tuple(d.isoformat() if d else None for d in (first, last))
    return [Cell(**row) for row in archive.rows(_BETWEEN, (a, b, *days))]


def pairs(archive: Archive, *, limit: int = 20) -> list[Pair]:
    """The pairs with most events among the `RECENT` that were added last."""
    sql = (
        f"SELECT f.a, f.b, p.name AS a_name, q.name AS b_name, f.events FROM ({_PAIRS}) f"
        " JOIN parties p ON p.id = f.a JOIN parties q ON q.id = f.b ORDER BY f.events DESC, f.a, f.b"
    )
    return [Pair(**row) for row in archive.rows(sql, (RECENT, limit))]
