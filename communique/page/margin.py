"""The margin: a card for each number of the text, with its details and the reasons that `--explain` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from communique.page.beside import Beside
from communique.page.cards import Card
from communique.page.marks import SHARED_TINT
from communique.page.markup import Html, el, join, unseen
from communique.page.telling import SOLID, Telling, chip, interval, percent, triangle
from communique.record import Event, Expectation, Part, Quantity, Readout, Statement
from communique.show.wording import day

NOTHING = "Nothing attributed or done was found in this text."
DOT = " · "
FITS = 22  # characters of a field that has half the card's width


def margin(readout: Readout, beside: Beside, colours: Mapping[str, int], telling: Telling) -> Html:
    """All cards in the order of the text, or the least sure first."""
    cards: Sequence[Card] = beside.cards
    if beside.unsure:
        cards = sorted(cards, key=lambda c: 2.0 if c.sure is None else c.sure)
    if not cards:
        return el("p", NOTHING, class_="nothing")
    writer = _Cards(readout, beside, colours, telling)
    return el("ol", *(el("li", writer.card(c)) for c in cards), class_="cards")


class _Cards:
    def __init__(self, readout: Readout, beside: Beside, colours: Mapping[str, int], telling: Telling) -> None:
        self._beside = beside
        self._parts = readout.document.parts
        self._colours = colours
        self._telling = telling

    def card(self, card: Card) -> Html:
        n, name = card.number, f"card-{card.number}-says"
        kinds = {type(r).__name__.lower() for r in (*card.records, *card.rejected)}
        ids = (*card.ids, *(r.id for r in card.rejected))
        if card.records:
            below = self._beside.below.get(n, Html())
            lines = el("div", *self._lines(card, name), below, class_="lines")
            inside = [self._beside.signs.get(n, Html()), lines, el("div", *self._more(card), class_="more")]
        else:
            inside = [el("div", self._beside.gone.get(n, Html()), class_="lines", id=name)]
        return el(
            "article",
            *(el("span", id=i, class_="anchor") for i in ids),
            el("a", str(n), class_="number", href=f"#{ids[0]}", aria_label=f"item {n}"),
            *inside,
            class_=f"card {self._edge(card)}" if card.records else "card gone",
            id=f"card-{n}",
            tabindex="-1",
            aria_labelledby=name,
            data_n=n,
            data_ids=" ".join(ids),
            data_kinds=" ".join(sorted(kinds)),
            data_sure=card.sure,
        )

    def _edge(self, card: Card) -> str:
        """The bar at the card's edge: the speaker's colour, or ink, dashed when nothing was done."""
        if s := card.statement:
            tint = self._colours.get(s.speakers[0], SHARED_TINT) if s.speakers else SHARED_TINT
            return f"s{tint}"
        done = not card.events or any(e.status in SOLID for e in card.events)
        return "ink" if done else "ink open"

    def _lines(self, card: Card, name: str) -> Iterator[Html]:
        """The card's sentence, then a line for whatever else rests on its words."""
        yield el("p", self._telling.card(card), class_="says", id=name)
        acted: list[Event] = []
        if s := card.statement:
            acted = [e for e in card.events if e.trigger.start < s.cue.end and s.cue.start < e.trigger.end]
            yield from self._meta(s, dated=all(e.when != s.when for e in acted))
        elif card.events:
            acted = [card.events[0]]
        told = {s.speakers[0]} if s and s.speakers else set()
        for e in (*acted, *(e for e in card.events if e not in acted)):
            if e not in acted:
                yield el("p", self._telling.event(e), class_="also event")
            yield el("p", *self._event(e), class_="meta event")
            for x in card.expectations:
                if x.outcome == e.id:
                    yield from self._expectation(x, told=x.holder in told)
        for x in card.expectations:
            if x.outcome not in card.ids:
                yield from self._expectation(x, told=x is card.records[0])
        for p in card.positions:
            if p is not card.records[0]:
                yield el("p", self._telling.position(p), class_="also position")

    def _expectation(self, x: Expectation, *, told: bool) -> Iterator[Html]:
        """Its sentence, unless the card has told who expects what, and its chance."""
        if not told:
            yield el("p", self._telling.expectation(x), class_="also expectation")
        yield el("p", *self._chance(x), class_="meta expectation")

    def _meta(self, s: Statement, *, dated: bool) -> Iterator[Html]:
        denied = chip("denied") if s.polarity == "denied" and s.act != "deny" else ""
        facts = join(self._statement(s, dated), DOT)
        if denied or facts:
            yield el("p", join([denied, facts], " "), class_="meta statement")

    def _statement(self, s: Statement, dated: bool) -> Iterator[str]:
        if s.relay:
            yield f"via {self._telling.plain(s.relay)}"
        yield s.medium or ""
        yield self._telling.when(s.when) if dated else ""
        if s.parent in self._telling.numbers:
            yield join(["inside ", el("a", f"note {self._telling.numbers[s.parent]}", href=f"#{s.parent}")])

    def _event(self, e: Event) -> Iterator[Html]:
        yield chip(e.status)
        kind = f"{e.type} {e.mode}" if e.mode else e.type
        counts = ", ".join(self._count(q) for q in e.quantities)
        place = e.where.name if e.where else ""
        also = "also " + ", ".join(places) if (places := self._elsewhere(e)) else ""
        yield join([triangle(e), join([kind, counts, place, self._telling.when(e.when), also], DOT)])

    def _elsewhere(self, e: Event) -> list[str]:
        """ "headline", "key point 2": the blocks other than paragraphs that tell the event again."""
        points = [p for p in self._parts if p.kind == "key_point"]
        found = dict.fromkeys(_block(p, points) for m in e.mentions for p in self._parts if p.start <= m.start < p.end)
        return [name for name in found if name]

    def _count(self, q: Quantity) -> str:
        words = self._telling.words(q)
        return words if q.unit in words else f"{words} {q.unit}"

    def _chance(self, x: Expectation) -> Iterator[Html]:
        phrase = f"“{self._telling.words(x.phrase)}”"
        if x.probability:
            chance = percent(x.probability.low, x.probability.high)
            yield interval(x.probability.low, x.probability.high, chance)
            yield join([el("b", chance), f" for {phrase}"])
        else:
            yield join([phrase, ", no interval"])
        yield join([DOT, self._telling.when(x.horizon)]) if x.horizon else Html()

    def _more(self, card: Card) -> Iterator[Html]:
        """What a selected card adds: the fields, the reasons and the address."""
        facts = [
            el("div", el("dt", name), el("dd", value), class_="whole" if len(value) > FITS else None)
            for name, value in self._fields(card)
            if value
        ]
        yield el("dl", *facts)
        yield self._beside.acts.get(card.number, Html())
        reasons = [join([el("dt", r.id), el("dd", r.why or "no reason kept")]) for r in card.records]
        yield el("details", el("summary", "Why this?"), el("dl", *reasons), class_="why")
        yield el("p", *self._links(card), class_="links")

    def _links(self, card: Card) -> Iterator[Html]:
        for i in card.ids:
            yield el("a", unseen("link to "), i, href=f"#{i}")

    def _fields(self, card: Card) -> Iterator[tuple[str, str]]:
        if s := card.statement:
            yield "Who", self._telling.words(s.source) if s.source else ""
            yield "Act", s.act
            yield "Cue", f"“{self._telling.words(s.cue)}”"
            yield "Form", {"direct": "direct quote", "indirect": "indirect", "mixed": "partly quoted"}[s.kind]
            yield "Sure", f"{s.confidence:.2f}"
            yield "When", day(s.when)
        for e in card.events:
            score = "" if e.goldstein is None else f"{e.goldstein:+g}".replace("-", "−")
            code = f"CAMEO {e.cameo}" if e.cameo else ""
            yield e.id, join([code, score, ", ".join(e.contexts), f"sure {e.confidence:.2f}"], DOT)


def _block(part: Part, points: Sequence[Part]) -> str:
    if part.kind == "key_point":
        return f"key point {points.index(part) + 1}"
    return {"title": "headline", "caption": "caption"}.get(part.kind, "")
