"""Cards: the records of a readout that rest on the same words, numbered as the text has them.

A statement's card also holds the events inside its content or at its cue, the expectations about them and the positions
it states. Whatever no statement holds has a card of its own. Items that a person rejected keep their place among the
cards, so that the numbers stay, but rest on no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from communique.record import Event, Expectation, Position, Readout, Record, Span, Statement

Item = Statement | Event | Expectation | Position


class Card(Record, frozen=True, kw_only=True):
    """One number in the text: `ids` of all its records, the statement's first; `spans` are the words it rests on."""

    number: int
    statement: Statement | None = None
    events: tuple[Event, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    positions: tuple[Position, ...] = ()
    rejected: tuple[Item, ...] = ()

    @property
    def records(self) -> tuple[Item, ...]:
        said = (self.statement,) if self.statement else ()
        return (*said, *self.events, *self.expectations, *self.positions)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(r.id for r in self.records)

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(span for r in self.records for span in words_of(r))

    @property
    def noted(self) -> tuple[Span, ...]:
        """The spans whose end carries the card's number: the last words said, and all that name an event elsewhere."""
        if self.statement is None:
            own = words_of(self.records[0])[:1]
        else:
            said = words_of(self.statement)
            apart = (e.trigger for e in self.events if not any(_touch(e.trigger, s) for s in said))
            own = (max(self.statement.content or said, key=lambda s: s.end), *apart)
        return (*own, *(m for e in self.events for m in e.mentions))

    @property
    def sure(self) -> float | None:
        """The lowest score among the records that have one, 0..1."""
        scores = [r.confidence for r in self.records if isinstance(r, Statement | Event)]
        return min(scores, default=None)


def words_of(record: Item) -> tuple[Span, ...]:
    """The words that a record rests on, in the order of its fields."""
    match record:
        case Statement():
            return (*record.content, record.cue)
        case Event():
            return (record.trigger,)
        case Expectation():
            outcomes = (x for x in (record.outcome, record.versus) if isinstance(x, Span))
            return (record.phrase, *outcomes)
        case Position():
            return (record.issue,)


def deal(readout: Readout, rejected: Iterable[Item] = ()) -> tuple[Card, ...]:
    """All records of a readout, each on exactly one card, and those that were rejected where they would be."""
    gone = tuple(rejected)
    if gone:
        return tuple(_without(c, {r.id for r in gone}) for c in deal(_with(readout, gone)))
    said = {s.id: s for s in readout.statements}
    events: dict[str, list[Event]] = {}
    homes: dict[str, str] = {}  # the record whose card an event is on
    for e in readout.events:
        homes[e.id] = _holder(e.trigger, readout.statements) or next((i for i in e.according_to if i in said), e.id)
        events.setdefault(homes[e.id], []).append(e)
    expectations: dict[str, list[Expectation]] = {}
    for x in readout.expectations:
        about = homes.get(x.outcome) if isinstance(x.outcome, str) else None
        expectations.setdefault(_holder(x.phrase, readout.statements) or about or x.id, []).append(x)
    positions: dict[str, list[Position]] = {}
    for p in readout.positions:
        home = p.statement if p.statement in said else _holder(p.issue, readout.statements)
        positions.setdefault(home or p.id, []).append(p)
    owners = dict.fromkeys((*said, *events, *expectations, *positions))
    hands = [
        Card(
            number=0,
            statement=said.get(i),
            events=tuple(events.get(i, ())),
            expectations=tuple(expectations.get(i, ())),
            positions=tuple(positions.get(i, ())),
        )
        for i in owners
    ]
    return tuple(_numbered(sorted(hands, key=_place)))


def _with(readout: Readout, more: Iterable[Item]) -> Readout:
    kinds = {"statements": Statement, "events": Event, "expectations": Expectation, "positions": Position}
    records = tuple(more)
    added = {field: [r for r in records if isinstance(r, of)] for field, of in kinds.items()}
    return replace(readout, **{field: (*getattr(readout, field), *some) for field, some in added.items()})


def _without(card: Card, gone: set[str]) -> Card:
    return Card(
        number=card.number,
        statement=card.statement if card.statement and card.statement.id not in gone else None,
        events=tuple(e for e in card.events if e.id not in gone),
        expectations=tuple(x for x in card.expectations if x.id not in gone),
        positions=tuple(p for p in card.positions if p.id not in gone),
        rejected=tuple(r for r in card.records if r.id in gone),
    )


def _holder(span: Span, statements: Iterable[Statement]) -> str | None:
    """The statement whose cue these words touch, else the one of the shortest content around them."""
    for s in statements:
        if _touch(span, s.cue):
            return s.id
    around = [
        (c.end - c.start, s.id) for s in statements for c in s.content if c.start <= span.start and span.end <= c.end
    ]
    return min(around)[1] if around else None


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _place(card: Card) -> tuple[int, int]:
    spans = words_of(card.records[0])
    return min(s.start for s in spans), -max(s.end for s in spans)


def _numbered(cards: Iterable[Card]) -> Iterator[Card]:
    for number, c in enumerate(cards, 1):
        yield Card(
            number=number,
            statement=c.statement,
            events=c.events,
            expectations=c.expectations,
            positions=c.positions,
        )
