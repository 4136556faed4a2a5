"""The words in which a readout's items are told, composed only from the record and the article's own words.

`Teller(readout).statement(s)` gives a `Line`: headline "Ana Roux urged the council", evidence (the content as the
article has it), detail "via The Courier, interview, 3 May 2021".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.record import Actor, Event, Expectation, Position, Quantity, Readout, Span, Statement, When

TOLD = {
    "say": "said", "ask": "asked", "urge": "urged", "demand": "demanded", "propose": "proposed", "promise": "promised",
    "offer": "offered", "threaten": "threatened", "warn": "warned", "accuse": "accused", "blame": "blamed",
    "deny": "denied", "reject": "rejected", "agree": "agreed", "claim": "claimed", "predict": "predicted",
    "believe": "believed", "reiterate": "reiterated", "retract": "retracted",
}  # fmt: skip
GROUPS = {
    "Happened": ("happened", "ongoing"),
    "Planned": ("planned",),
    "Feared or possible": ("possible", "conditional"),
    "Demanded": ("demanded",),
    "Denied": ("denied", "negated"),
}
PRECISIONS = {"year": "{0:%Y}", "month": "{0:%b %Y}", "season": "{0:%b %Y}"}  # a day for all others
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z])")
REACH = 110  # characters of the sentence shown on each side of a trigger


class Line(NamedTuple):
    """One item told: `marks` are the ranges of `evidence` that the item rests on."""

    id: str
    headline: str
    evidence: str
    marks: tuple[tuple[int, int], ...]
    detail: str
    why: str


class Teller:
    """Tells the items of one readout."""

    def __init__(self, readout: Readout) -> None:
        self._text = readout.document.text
        self._parts = readout.document.parts
        self._actors = {a.id: a for a in readout.actors}
        self._events = {e.id: e for e in readout.events}

    def names(self, ids: tuple[str, ...]) -> str:
        """ "Ana Roux and the Council"."""
        found = [self._actors[i].name if i in self._actors else i for i in ids]
        return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)

    def statement(self, s: Statement) -> Line:
        """Who said what to whom, via whom."""
        told = TOLD[s.act] if s.polarity == "affirmed" else self._words(s.cue)
        unnamed = self._words(s.source) if s.source else "[source not named]"
        headline = " ".join(x for x in (self.names(s.speakers) or unnamed, told, self.names(s.addressees)) if x)
        content = " … ".join(self._words(c) for c in s.content) or self._words(s.cue)
        via = f"via {self.names(s.relay)}" if s.relay else ""
        inside = f"inside {s.parent}" if s.parent else ""
        not_said = "denied" if s.polarity == "denied" and s.act != "deny" else ""
        detail = _list(not_said, via, s.medium, day(s.when), inside)
        return Line(s.id, headline, content, ((0, len(content)),), detail, s.why)

    def event(self, e: Event) -> Line:
        """Who did what to whom."""
        whom = f" → {self.names(e.recipients)}" if e.recipients else ""
        headline = f"{self.names(e.actors) or '[not said who]'}: {self._words(e.trigger)}{whom}"
        evidence, mark = self._around(e.trigger)
        kind = f"{e.type} {e.mode}" if e.mode else e.type
        counts = ", ".join(self._count(q) for q in e.quantities)
        place = e.where.name if e.where else ""
        told = f"according to {', '.join(e.according_to)}" if e.according_to else ""
        shown = e.status if e.status not in ("happened", "planned", "demanded") else ""
        return Line(e.id, headline, evidence, (mark,), _list(shown, kind, counts, place, day(e.when), told), e.why)

    def expectation(self, x: Expectation) -> Line:
        """Who expects what, how likely."""
        than = f" rather than {self._outcome(x.versus)}" if x.versus else ""
        headline = f"{self.names((x.holder,)) if x.holder else '[no holder named]'}: {self._outcome(x.outcome)}{than}"
        evidence, mark = self._around(x.phrase)
        chance = f"{x.probability.low:.0%} to {x.probability.high:.0%}" if x.probability else ""
        return Line(
            x.id, headline, evidence, (mark,), _list(f"“{self._words(x.phrase)}”", chance, day(x.horizon)), x.why
        )

    def position(self, p: Position) -> Line:
        """Who wants what, of whom."""
        of = f" (toward {self.names(p.toward)})" if p.toward else ""
        evidence, mark = self._around(p.issue)
        told = f"stated in {p.statement}" if p.statement else ""
        return Line(
            p.id, f"{self.names((p.holder,))} {p.stance}: {self._words(p.issue)}{of}", evidence, (mark,), told, p.why
        )

    def actor(self, a: Actor) -> Line:
        """Who someone is, with all names of the text."""
        forms = dict.fromkeys(self._words(m) for m in a.mentions if m.kind != "pronoun")
        role = f"{'former ' if a.former and a.role else ''}{a.role or ''}"
        return Line(a.id, a.name, "; ".join(forms), (), _list(a.kind, role, a.country, a.code), a.why)

    def _words(self, span: Span) -> str:
        return " ".join(self._text[span.start : span.end].split())

    def _count(self, q: Quantity) -> str:
        words = self._words(q)
        return words if q.unit in words else f"{words} {q.unit}"

    def _outcome(self, outcome: str | Span) -> str:
        if isinstance(outcome, Span):
            return self._words(outcome)
        return self._words(self._events[outcome].trigger) if outcome in self._events else outcome

    def _around(self, span: Span) -> tuple[str, tuple[int, int]]:
        """The sentence around a span, cut to `REACH` on each side, and the span's range in it."""
        block = next((p for p in self._parts if p.start <= span.start and span.end <= p.end), None)
        start, end = (block.start, block.end) if block else (0, len(self._text))
        for stop in SENTENCE_END.finditer(self._text, start, end):
            if stop.end() > span.start:
                end = min(end, stop.end())
                break
            start = stop.end()
        before, after = self._text[start : span.start].lstrip(), self._text[span.end : end].rstrip()
        if len(before) > REACH:
            before = "… " + before[-REACH:].partition(" ")[2]
        if len(after) > REACH:
            after = after[:REACH].rpartition(" ")[0] + " …"
        left, middle, right = (re.sub(r"\s+", " ", x) for x in (before, self._text[span.start : span.end], after))
        return left + middle + right, (len(left), len(left) + len(middle))


def day(when: When | None) -> str:
    """A time as precise as it is known: "14 Feb 2022", "since Oct 2021", "2014"; the article's words if unresolved."""
    if when is None:
        return ""
    first, last = when.from_, when.to
    if first is None and last is None:
        return f"“{' '.join(when.text.split())}”"
    if when.relation in ("since", "before"):
        first, last = first or last, first or last
    elif when.relation in ("by", "after"):
        first, last = last or first, last or first
    form = PRECISIONS.get(when.precision, "{0.day} {0:%b %Y}")
    begin, end = form.format(first or last), form.format(last or first)
    shown = begin if begin == end else f"{begin} to {end}"
    return shown if when.relation == "on" else f"{when.relation} {shown}"


def _list(*parts: str | None) -> str:
    return " · ".join(p for p in parts if p)
