"""From the rows of one document back to its readout, equal to the one that was stored."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from typing import Any

from communique.record import (
    Actor,
    Document,
    Dropped,
    Event,
    Expectation,
    Link,
    Mention,
    Part,
    Position,
    Probability,
    Quantity,
    Readout,
    Span,
    Statement,
    When,
    Where,
)

_LISTS = {  # table -> its column of the owner, and the owners' table
    "mentions": ("actor", "actors"),
    "contents": ("statement", "statements"),
    "speakers": ("statement", "statements"),
    "addressees": ("statement", "statements"),
    "relays": ("statement", "statements"),
    "event_contexts": ("event", "events"),
    "event_actors": ("event", "events"),
    "event_recipients": ("event", "events"),
    "event_mentions": ("event", "events"),
    "according_to": ("event", "events"),
    "quantities": ("event", "events"),
    "position_toward": ("position", "positions"),
}


def readout(connection: sqlite3.Connection, document: int) -> Readout:
    """The readout of the document with this number, which must be there, as of one moment."""
    if connection.in_transaction:
        return _Document(connection, document).readout()
    connection.execute("BEGIN")
    try:
        return _Document(connection, document).readout()
    finally:
        connection.execute("COMMIT")


class _Document:
    """The rows of one document; items that others refer to are known by number."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        self.cursor = connection.cursor()
        self.cursor.row_factory = sqlite3.Row
        self.number = number
        self.times = {r["id"]: _when(r) for r in self.own("times")}
        self.places = {r["id"]: _where(r) for r in self.own("places")}
        self.label = {t: {r["id"]: r["label"] for r in self.own(t)} for t in ("actors", "statements", "events")}
        self.lists = {table: self.listed(table, *owner) for table, owner in _LISTS.items()}

    def readout(self) -> Readout:
        return Readout(
            document=self.document(),
            actors=tuple(self.actor(r) for r in self.own("actors")),
            statements=tuple(self.statement(r) for r in self.own("statements")),
            events=tuple(self.event(r) for r in self.own("events")),
            expectations=tuple(self.expectation(r) for r in self.own("expectations")),
            positions=tuple(self.position(r) for r in self.own("positions")),
            notes=tuple(r["text"] for r in self.own("notes", "place")),
        )

    def document(self) -> Document:
        r = self.cursor.execute("SELECT * FROM documents WHERE id = ?", (self.number,)).fetchone()
        return Document(
            id=r["hash"],
            text=r["text"],
            title=r["title"],
            publisher=r["publisher"],
            byline=r["byline"],
            url=r["url"],
            published=_date(r["published"]),
            language=r["language"],
            parts=tuple(Part(kind=p["kind"], start=p["start"], end=p["stop"]) for p in self.own("parts", "place")),
            dropped=tuple(Dropped(text=x["text"], why=x["why"]) for x in self.own("dropped", "place")),
        )

    def actor(self, r: sqlite3.Row) -> Actor:
        return Actor(
            id=r["label"],
            name=r["name"],
            kind=r["kind"],
            role=r["role"],
            former=bool(r["former"]),
            country=r["country"],
            sector=r["sector"],
            code=r["code"],
            link=Link(source=r["link_source"], id=r["link_id"]) if r["link_source"] is not None else None,
            mentions=tuple(
                Mention(kind=m["kind"], start=m["start"], end=m["stop"]) for m in self.lists["mentions"][r["id"]]
            ),
            why=r["why"],
        )

    def statement(self, r: sqlite3.Row) -> Statement:
        return Statement(
            id=r["label"],
            speakers=self.actors("speakers", r),
            source=_span(r, "source"),
            cue=Span(start=r["cue_start"], end=r["cue_stop"]),
            content=self.spans("contents", r),
            kind=r["kind"],
            act=r["act"],
            addressees=self.actors("addressees", r),
            relay=self.actors("relays", r),
            medium=r["medium"],
            when=self.times.get(r["time"]),
            polarity=r["polarity"],
            parent=self.label["statements"].get(r["parent"]),
            confidence=r["confidence"],
            why=r["why"],
        )

    def event(self, r: sqlite3.Row) -> Event:
        return Event(
            id=r["label"],
            type=r["type"],
            mode=r["mode"],
            cameo=r["cameo"],
            quad=r["quad"],
            goldstein=r["goldstein"],
            contexts=tuple(c["context"] for c in self.lists["event_contexts"][r["id"]]),
            actors=self.actors("event_actors", r),
            recipients=self.actors("event_recipients", r),
            trigger=Span(start=r["trigger_start"], end=r["trigger_stop"]),
            mentions=self.spans("event_mentions", r),
            when=self.times.get(r["time"]),
            where=self.places.get(r["location"]),
            status=r["status"],
            according_to=tuple(self.label["statements"][a["statement"]] for a in self.lists["according_to"][r["id"]]),
            quantities=tuple(_quantity(q) for q in self.lists["quantities"][r["id"]]),
            confidence=r["confidence"],
            why=r["why"],
        )

    def expectation(self, r: sqlite3.Row) -> Expectation:
        outcome = self.outcome(r, "outcome")
        assert outcome is not None  # the schema has it so
        return Expectation(
            id=r["label"],
            holder=self.label["actors"].get(r["holder"]),
            outcome=outcome,
            phrase=Span(start=r["phrase_start"], end=r["phrase_stop"]),
            probability=Probability(low=r["low"], high=r["high"]) if r["low"] is not None else None,
            horizon=self.times.get(r["time"]),
            versus=self.outcome(r, "versus"),
            why=r["why"],
        )

    def position(self, r: sqlite3.Row) -> Position:
        return Position(
            id=r["label"],
            holder=self.label["actors"][r["holder"]],
            stance=r["stance"],
            issue=Span(start=r["issue_start"], end=r["issue_stop"]),
            toward=self.actors("position_toward", r),
            statement=self.label["statements"].get(r["statement"]),
            why=r["why"],
        )

    def actors(self, table: str, r: sqlite3.Row) -> tuple[str, ...]:
        return tuple(self.label["actors"][x["actor"]] for x in self.lists[table][r["id"]])

    def spans(self, table: str, r: sqlite3.Row) -> tuple[Span, ...]:
        return tuple(Span(start=x["start"], end=x["stop"]) for x in self.lists[table][r["id"]])

    def outcome(self, r: sqlite3.Row, name: str) -> str | Span | None:
        event: str | None = self.label["events"].get(r[f"{name}_event"])
        return event if event is not None else _span(r, name)

    def own(self, table: str, order: str = "id") -> list[sqlite3.Row]:
        """The document's rows of a table in their order."""
        sql = f"SELECT * FROM {table} WHERE document = ? ORDER BY {order}"
        return self.cursor.execute(sql, (self.number,)).fetchall()

    def listed(self, table: str, owner: str, owners: str) -> dict[int, list[sqlite3.Row]]:
        """The lists of all the document's items in one table, by the item's number."""
        found: dict[int, list[sqlite3.Row]] = defaultdict(list)
        sql = (
            f"SELECT * FROM {table} WHERE {owner} IN (SELECT id FROM {owners} WHERE document = ?)"
            f" ORDER BY {owner}, place"
        )
        for r in self.cursor.execute(sql, (self.number,)):
            found[r[owner]].append(r)
        return found


def _span(r: sqlite3.Row, name: str) -> Span | None:
    start = r[f"{name}_start"]
    return None if start is None else Span(start=start, end=r[f"{name}_stop"])


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _when(r: sqlite3.Row) -> When:
    return When(
        start=r["start"],
        end=r["stop"],
        text=r["text"],
        from_=_date(r["first_day"]),
        to=_date(r["last_day"]),
        precision=r["precision"],
        relation=r["relation"],
    )


def _where(r: sqlite3.Row) -> Where:
    places: dict[str, Any] = {k: r[k] for k in ("start", "text", "name", "country", "lat", "lon", "geonameid")}
    return Where(end=r["stop"], **places)


def _quantity(r: sqlite3.Row) -> Quantity:
    return Quantity(
        start=r["start"],
        end=r["stop"],
        unit=r["unit"],
        value=r["value"],
        low=r["low"],
        high=r["high"],
        approximate=bool(r["approximate"]),
    )
