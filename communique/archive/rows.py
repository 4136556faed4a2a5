"""From a readout to the rows of the archive's tables.

`check` says whether a readout can be kept; `Rows.document` then adds its rows under fresh ids. Nothing here touches the
database: who an actor is across the archive comes in as `identities`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from communique.archive.errors import ArchiveError
from communique.archive.passages import Sentences
from communique.record import Actor, Event, Expectation, Position, Readout, Span, Statement, When, Where

NUMBERED = (
    "documents", "appearances", "failures", "actors", "times", "places", "passages",
    "statements", "events", "expectations", "positions",
)  # fmt: skip
FTS = {"words": "text", "issue_words": "issue"}  # full-text tables and their column
ORDER = (
    "documents", "appearances", "failures", "bands", "parts", "dropped", "notes", "actors", "mentions", "times",
    "places", "passages", "words", "statements", "contents", "speakers", "addressees", "relays", "events",
    "event_contexts", "event_actors", "event_recipients", "event_mentions", "according_to", "quantities",
    "expectations", "positions", "issue_words", "position_toward",
)  # fmt: skip

Row = tuple[Any, ...]


def check(readout: Readout) -> None:
    """Raises `ArchiveError` where a reference leads nowhere, an id is used twice, or a span is not in the text."""
    text = readout.document.text
    if "\x00" in text:
        raise ArchiveError("the text holds zero characters")
    labels = [i.id for group in _items(readout) for i in group]
    if len(set(labels)) < len(labels):
        raise ArchiveError("two items have the same id")
    actors = {a.id for a in readout.actors}
    statements = {s.id for s in readout.statements}
    events = {e.id for e in readout.events}
    for s in readout.statements:
        _require(s.id, actors, (*s.speakers, *s.addressees, *s.relay))
        _require(s.id, statements, [s.parent] if s.parent else ())
    for e in readout.events:
        _require(e.id, actors, (*e.actors, *e.recipients))
        _require(e.id, statements, e.according_to)
    for x in readout.expectations:
        _require(x.id, actors, [x.holder] if x.holder else ())
        _require(x.id, events, [o for o in (x.outcome, x.versus) if isinstance(o, str)])
    for p in readout.positions:
        _require(p.id, actors, (p.holder, *p.toward))
        _require(p.id, statements, [p.statement] if p.statement else ())
    for span in _spans(readout):
        if not 0 <= span.start <= span.end <= len(text):
            raise ArchiveError(f"the span {span.start}-{span.end} is not in the text of {len(text)} characters")


class Rows:
    """Rows for one transaction, by table; `ids` holds the next free id of each numbered table."""

    def __init__(self, ids: Mapping[str, int]) -> None:
        self.tables: dict[str, list[Row]] = defaultdict(list)
        self._next = dict(ids)

    def number(self, table: str) -> int:
        """A fresh id."""
        new = self._next[table]
        self._next[table] = new + 1
        return new

    def document(self, readout: Readout, identities: Mapping[str, int], model: int, added: str) -> int:
        """All rows of a new document; returns its id. `identities` maps the actors' labels."""
        d = readout.document
        number = self.number("documents")
        self.tables["documents"].append(
            (
                number, d.id, d.title, d.publisher, d.byline, d.url, _day(d.published), d.language, model, None, added,
                d.text,
            )
        )  # fmt: skip
        self.list("parts", number, ((p.kind, p.start, p.end) for p in d.parts))
        self.list("dropped", number, ((x.text, x.why) for x in d.dropped))
        self.reading(readout, number, identities)
        return number

    def reading(self, readout: Readout, number: int, identities: Mapping[str, int]) -> None:
        """The rows of what was read in document `number`, which may be there already."""
        self.list("notes", number, ((n,) for n in readout.notes))
        _Reading(self, readout, number, identities).add()

    def list(self, table: str, owner: int, entries: Iterable[Row]) -> None:
        """Rows of a list: owner, place, then the entry."""
        self.tables[table].extend((owner, place, *entry) for place, entry in enumerate(entries))


class _Reading:
    """The items of one readout on their way into `rows`."""

    def __init__(self, rows: Rows, readout: Readout, number: int, identities: Mapping[str, int]) -> None:
        self.rows = rows
        self.readout = readout
        self.number = number
        self.identities = identities
        self.text = readout.document.text
        self.published = readout.document.published
        self.sentences = Sentences(self.text, readout.document.parts)
        self.passages: dict[tuple[int, int], int] = {}
        self.days: dict[str, str | None] = {}
        self.actors = {a.id: rows.number("actors") for a in readout.actors}
        self.statements = {s.id: rows.number("statements") for s in readout.statements}
        self.events = {e.id: rows.number("events") for e in readout.events}

    def add(self) -> None:
        for actor in self.readout.actors:
            self.actor(actor)
        for statement in self.readout.statements:
            self.statement(statement)
        for event in self.readout.events:
            self.event(event)
        for expectation in self.readout.expectations:
            self.expectation(expectation)
        for position in self.readout.positions:
            self.position(position)

    def actor(self, a: Actor) -> None:
        link = (a.link.source, a.link.id) if a.link else (None, None)
        self.rows.tables["actors"].append(
            (
                self.actors[a.id], self.number, a.id, self.identities[a.id], a.name, a.kind, a.role, int(a.former),
                a.country, a.sector, a.code, *link, a.why,
            )
        )  # fmt: skip
        self.rows.list("mentions", self.actors[a.id], ((m.kind, m.start, m.end) for m in a.mentions))

    def statement(self, s: Statement) -> None:
        number = self.statements[s.id]
        spans = [*([s.source] if s.source else []), s.cue, *s.content]
        self.days[s.id] = self.day(s.when)
        self.rows.tables["statements"].append(
            (
                number, self.number, s.id, self.days[s.id], s.kind, s.act, s.polarity, s.medium,
                self.statements[s.parent] if s.parent else None, *_ends(s.source), s.cue.start, s.cue.end,
                self.time(s.when), self.passage(spans), s.confidence, s.why,
            )
        )  # fmt: skip
        self.rows.list("contents", number, ((c.start, c.end) for c in s.content))
        for table, labels in (("speakers", s.speakers), ("addressees", s.addressees), ("relays", s.relay)):
            self.rows.list(table, number, ((self.actors[a],) for a in labels))

    def event(self, e: Event) -> None:
        number = self.events[e.id]
        self.rows.tables["events"].append(
            (
                number, self.number, e.id, self.day(None if e.status == "ongoing" else e.when), e.type, e.mode, e.cameo,
                e.quad, e.goldstein, e.status, e.trigger.start, e.trigger.end, self.time(e.when), self.place(e.where),
                self.passage([e.trigger]), e.confidence, e.why,
            )
        )  # fmt: skip
        self.rows.list("event_contexts", number, ((c,) for c in e.contexts))
        self.rows.list("event_actors", number, ((self.actors[a],) for a in e.actors))
        self.rows.list("event_recipients", number, ((self.actors[a],) for a in e.recipients))
        self.rows.list("event_mentions", number, ((m.start, m.end) for m in e.mentions))
        self.rows.list("according_to", number, ((self.statements[s],) for s in e.according_to))
        self.rows.list(
            "quantities",
            number,
            ((q.start, q.end, q.unit, q.value, q.low, q.high, int(q.approximate)) for q in e.quantities),
        )

    def expectation(self, x: Expectation) -> None:
        interval = (x.probability.low, x.probability.high) if x.probability else (None, None)
        self.rows.tables["expectations"].append(
            (
                self.rows.number("expectations"), self.number, x.id, self.actors[x.holder] if x.holder else None,
                *self.outcome(x.outcome), x.phrase.start, x.phrase.end, *interval, self.time(x.horizon),
                *self.outcome(x.versus), x.why,
            )
        )  # fmt: skip

    def position(self, p: Position) -> None:
        number = self.rows.number("positions")
        day = self.days[p.statement] if p.statement else _day(self.published)
        self.rows.tables["positions"].append(
            (
                number, self.number, p.id, day, self.actors[p.holder], p.stance, p.issue.start, p.issue.end,
                self.statements[p.statement] if p.statement else None, self.passage([p.issue]), p.why,
            )
        )  # fmt: skip
        self.rows.tables["issue_words"].append((number, self.text[p.issue.start : p.issue.end]))
        self.rows.list("position_toward", number, ((self.actors[a],) for a in p.toward))

    def passage(self, spans: Iterable[Span]) -> int:
        """The passage around these spans; items that rest on the same sentences share one."""
        start, stop = self.sentences.around(spans)
        if (start, stop) not in self.passages:
            new = self.passages[start, stop] = self.rows.number("passages")
            self.rows.tables["passages"].append((new, self.number, start, stop))
            self.rows.tables["words"].append((new, self.text[start:stop]))
        return self.passages[start, stop]

    def time(self, when: When | None) -> int | None:
        if when is None:
            return None
        number = self.rows.number("times")
        days = (_day(when.from_), _day(when.to))
        self.rows.tables["times"].append(
            (number, self.number, when.start, when.end, when.text, *days, when.precision, when.relation)
        )
        return number

    def place(self, w: Where | None) -> int | None:
        if w is None:
            return None
        number = self.rows.number("places")
        self.rows.tables["places"].append(
            (number, self.number, w.start, w.end, w.text, w.name, w.country, w.lat, w.lon, w.geonameid)
        )
        return number

    def outcome(self, outcome: str | Span | None) -> tuple[int | None, int | None, int | None]:
        """Event, start and end of an outcome."""
        if isinstance(outcome, str):
            return self.events[outcome], None, None
        return (None, *_ends(outcome))

    def day(self, when: When | None) -> str | None:
        """The single day that a time tells, else the day of publication."""
        if when and when.precision == "day" and when.relation == "on" and when.from_ and when.from_ == when.to:
            return _day(when.from_)
        return _day(self.published)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _ends(span: Span | None) -> tuple[int, int] | tuple[None, None]:
    return (span.start, span.end) if span else (None, None)


def _items(readout: Readout) -> tuple[tuple[Actor | Statement | Event | Expectation | Position, ...], ...]:
    return (readout.actors, readout.statements, readout.events, readout.expectations, readout.positions)


def _require(item: str, known: set[str], wanted: Iterable[str]) -> None:
    missing = [w for w in wanted if w not in known]
    if missing:
        raise ArchiveError(f"{item} refers to {missing[0]}, which is not in the readout")


def _spans(readout: Readout) -> Iterator[Span]:
    yield from readout.document.parts
    for a in readout.actors:
        yield from a.mentions
    for s in readout.statements:
        yield from (s.cue, *s.content, *(x for x in (s.source, s.when) if x))
    for e in readout.events:
        yield from (e.trigger, *e.mentions, *e.quantities, *(x for x in (e.when, e.where) if x))
    for x in readout.expectations:
        yield from (x.phrase, *(s for s in (x.outcome, x.versus, x.horizon) if isinstance(s, Span)))
    for p in readout.positions:
        yield p.issue
