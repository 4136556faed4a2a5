"""Sentences about a readout's items as markup, composed only from the record and the article's own words.

Names are bold, words of the article are in the serif of sources (class `own`), everything else is the tool's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from communique.page.cards import Card, Item
from communique.page.markup import Html, el, join, text, unseen
from communique.record import Actor, Event, Expectation, Position, Readout, Span, Statement, When
from communique.show.wording import TOLD, day

TO_SOMEONE = frozenset({"ask", "urge", "warn", "accuse", "blame", "threaten"})  # verbs that take whom as an object
RUNS_ON = re.compile(r"(?:that|to|if|whether|how|why|what|when|where|who|of|for)\b")  # content that follows its verb
SOLID, STRUCK = ("happened", "ongoing"), ("denied", "negated")  # all others are dashed


class Telling:
    """Tells the items of one readout; `cards` give the numbers to refer to."""

    def __init__(self, readout: Readout, cards: Iterable[Card]) -> None:
        self._text = readout.document.text
        self._actors = {a.id: a for a in readout.actors}
        self._events = {e.id: e for e in readout.events}
        self._statements = {s.id: s for s in readout.statements}
        self._published = readout.document.published
        self.numbers = {i: card.number for card in cards for i in card.ids}
        short = {a.id: self._surname(a) for a in readout.actors}
        shared = {name for name, n in Counter(short.values()).items() if n > 1}
        self._short = {a.id: a.name if short[a.id] in shared else short[a.id] for a in readout.actors}

    def words(self, span: Span) -> str:
        """The article's words on one line."""
        return " ".join(self._text[span.start : span.end].split())

    def name(self, actor: str) -> str:
        """The short name: "Roux" for Ana Roux, if the article calls her so and means nobody else."""
        return self._short.get(actor, actor)

    def names(self, ids: Iterable[str]) -> Html:
        """ "Roux and Courier", bold, with full names as titles."""
        told = [el("b", self.name(i), title=self._title(i)) for i in ids]
        return join([join(told[:-1], ", "), told[-1]], " and ") if len(told) > 1 else join(told)

    def plain(self, ids: Iterable[str]) -> str:
        """ "Roux, the council"."""
        return ", ".join(self.name(i) for i in ids)

    def statement(self, s: Statement) -> Html:
        """Who said what to whom; pieces that only name the addressee are told by the name."""
        told = TOLD[s.act] if s.polarity == "affirmed" else self.words(s.cue)
        who = self.names(s.speakers) or (text(self.words(s.source)) if s.source else text("[source not named]"))
        named = {(m.start, m.end) for a in s.addressees if a in self._actors for m in self._actors[a].mentions}
        pieces = [self.words(c) for c in s.content if (c.start, c.end) not in named]
        content = " … ".join(pieces)
        head = join([who, told], " ")
        if s.addressees and s.act in TO_SOMEONE:
            head = join([head, self.names(s.addressees)], " ")
        elif s.addressees:
            head = join([head, join(["to ", self.names(s.addressees)])], ", ")
        if not content:
            return head
        return join([head, " " if RUNS_ON.match(content) else ": ", el("span", content, class_="own")])

    def event(self, e: Event) -> Html:
        """Who did what to whom; a recipient that the trigger's words name is not told again."""
        others = [r for r in e.recipients if not self._named_in(r, e.trigger)]
        who = self.names(e.actors) or text("[not said who]")
        whom = join([Html(" → "), self.names(others)]) if others else ""
        return join([who, " ", el("span", self.words(e.trigger), class_="own"), whom])

    def brief(self, e: Event) -> str:
        """The same as one plain line."""
        others = [r for r in e.recipients if not self._named_in(r, e.trigger)]
        whom = f" → {self.plain(others)}" if others else ""
        return f"{self.plain(e.actors) or '[not said who]'} {self.words(e.trigger)}{whom}"

    def expectation(self, x: Expectation) -> Html:
        """Who expects what; a comparison names both sides."""
        who = self.names((x.holder,)) if x.holder else text("[no holder named]")
        than = f" rather than {self._outcome(x.versus)}" if x.versus else ""
        return join([who, " expects: ", el("span", f"{self._outcome(x.outcome)}{than}", class_="own")])

    def position(self, p: Position) -> Html:
        """Who wants what of whom."""
        of = join([", of ", self.names(p.toward)]) if p.toward else ""
        issue = el("span", self.words(p.issue), class_="own")
        return join([self.names((p.holder,)), f" {p.stance}", of, ": ", issue])

    def when(self, when: When | None) -> str:
        """A time as precise as it is known, without the year of publication."""
        told = day(when)
        year = self._published.year if self._published else None
        return told.removesuffix(f" {year}") if when and _same_year(when, year) else told

    def denier(self, e: Event) -> str:
        """Who denies, by the first statement inside which the event is told."""
        inside = (self._statements[i] for i in e.according_to if i in self._statements)
        return self.plain(next((s.speakers for s in inside), ()))

    def card(self, card: Card) -> Html:
        """The card's sentence: that of its first record."""
        return self.record(card.records[0])

    def record(self, record: Item) -> Html:
        """The sentence of one item."""
        match record:
            case Statement():
                return self.statement(record)
            case Event():
                return self.event(record)
            case Expectation():
                return self.expectation(record)
            case Position():
                return self.position(record)

    def note(self, card: Card) -> str:
        """The name of a number in the text: "note 4, Roux urged"."""
        first = card.records[0]
        match first:
            case Statement():
                told = TOLD[first.act] if first.polarity == "affirmed" else self.words(first.cue)
                return f"note {card.number}, {self.plain(first.speakers) or 'someone'} {told}"
            case Event():
                return f"note {card.number}, {self.brief(first)}"
            case Expectation():
                return f"note {card.number}, an expectation"
            case Position():
                return f"note {card.number}, {self.name(first.holder)} {first.stance}"

    def _outcome(self, outcome: str | Span) -> str:
        if isinstance(outcome, Span):
            return self.words(outcome)
        return self.words(self._events[outcome].trigger) if outcome in self._events else outcome

    def _title(self, actor: str) -> str | None:
        full = self._actors[actor].name if actor in self._actors else actor
        return full if full != self.name(actor) else None

    def _named_in(self, actor: str, span: Span) -> bool:
        mentions = self._actors[actor].mentions if actor in self._actors else ()
        return any(m.start < span.end and span.start < m.end for m in mentions)

    def _surname(self, actor: Actor) -> str:
        """The last word of a person's name, if the article uses it alone."""
        alone = actor.name.split()[-1] if actor.kind == "person" and actor.name else actor.name
        used = any(m.kind == "name" and self.words(m) == alone for m in actor.mentions)
        return alone if used else actor.name


def chip(status: str) -> Html:
    """A status in words; a bar stands before what was denied, since a struck "denied" would deny it."""
    if status in STRUCK:
        return el("span", el("span", class_="bar", aria_hidden="true"), status, class_="chip none")
    return el("span", status, class_=f"chip {'solid' if status in SOLID else 'dashed'}")


TRIANGLES = {1: "M1 9 6 1l5 8z", 2: "M1 9 6 1l5 8z", 3: "M1 1h10L6 9z", 4: "M1 1h10L6 9z"}
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def triangle(e: Event) -> Html:
    """Up for cooperation, down for conflict, filled if material; grey when the event doesn't count as done."""
    if e.quad not in TRIANGLES:
        return Html()
    colour = f"q{e.quad}" if e.status in SOLID else f"q{e.quad} open"
    shape = el("svg", el("path", d=TRIANGLES[e.quad]), viewBox="0 0 12 10", class_=f"tri {colour}", aria_hidden="true")
    return join([shape, unseen(f"{QUADS[e.quad]} ")])


def interval(low: float, high: float, title: str) -> Html:
    """A band from low to high on 0..1, with ticks at the quarters."""
    left, right = 1 + 100 * low, 1 + 100 * high
    axis = el("path", d="M1 6h100M1 3v6M26 4v4M51 4v4M76 4v4M101 3v6", class_="axis")
    band = el("rect", x=round(left, 1), y=4, width=round(right - left, 1), height=4, class_="band")
    ends = el("path", d=f"M{left:.1f} 1v10M{right:.1f} 1v10", class_="ends")
    return el("svg", axis, band, ends, viewBox="0 0 102 12", class_="interval", role="img", aria_label=title)


def percent(low: float, high: float) -> str:
    """ "25–80 %"."""
    return f"{low * 100:.0f}–{high * 100:.0f} %"


def _same_year(when: When, year: int | None) -> bool:
    days: list[date] = [d for d in (when.from_, when.to) if d]
    return bool(days) and when.precision != "year" and all(d.year == year for d in days)
