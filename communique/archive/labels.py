"""A reviewed article in the form in which articles are labelled by hand, so that corrections become training data.

Words are given as snippets of the article. A short one that occurs more than once has a longer one beside it
(`cue_in`, `trigger_in` …) that occurs once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from communique.archive.passages import Sentences
from communique.archive.reviewing import Review
from communique.record import Actor, Event, Expectation, Position, Readout, Span, Statement, When

MOST_REJECTED = 6
Fields = dict[str, Any]


def labels(readout: Readout, reviews: Iterable[Review]) -> Fields:
    """The labels of one article; rejected events are what must not come out as one."""
    return _Labels(readout).all(reviews)


class _Labels:
    def __init__(self, readout: Readout) -> None:
        self.readout = readout
        self.text = readout.document.text
        self.sentences = Sentences(self.text, readout.document.parts)
        twice = {name for name, n in Counter(a.name for a in readout.actors).items() if n > 1}
        self.names = {a.id: f"{a.name} ({a.id})" if a.name in twice else a.name for a in readout.actors}
        self.cast = {a.id: a for a in readout.actors}
        self.events = {e.id: e for e in readout.events}

    def all(self, reviews: Iterable[Review]) -> Fields:
        d = self.readout.document
        forms = self.forms()
        return {
            "published": d.published.isoformat() if d.published else None,
            "document": {"title": d.title, "publisher": d.publisher},
            "actors": [self.actor(a, forms) for a in self.readout.actors],
            "statements": [_full(self.statement(s)) for s in self.readout.statements],
            "events": [_full(self.event(e)) for e in self.readout.events],
            "expectations": [_full(self.expectation(x)) for x in self.readout.expectations],
            "positions": [_full(self.position(p)) for p in self.readout.positions],
            "no_event": [
                {"words": self.words(Span(**r.before["trigger"])), "why": f"rejected by {r.who}"}
                for r in reviews
                if r.kind == "event" and r.verdict == "reject" and r.before
            ][:MOST_REJECTED],
            "arguable": [],
        }

    def forms(self) -> Counter[str]:
        """How many actors have each form of name."""
        return Counter(f for a in self.readout.actors for f in {self.words(m).lower() for m in a.mentions})

    def actor(self, a: Actor, forms: Counter[str]) -> Fields:
        named = dict.fromkeys(self.words(m) for m in a.mentions if m.kind in ("name", "nominal"))
        seats = dict.fromkeys(self.words(m) for m in a.mentions if m.kind == "metonym")
        fields: Fields = {"name": self.names[a.id], "kind": a.kind, "country": a.country, "role": a.role}
        fields |= {"former": a.former, "mentions": [n for n in named if forms[n.lower()] == 1]}
        return fields | ({"metonyms": list(seats)} if seats else {})

    def statement(self, s: Statement) -> Fields:
        return {
            "id": s.id,
            "speaker": _one([self.names[a] for a in s.speakers]),
            "source": self.words(s.source) if s.source else None,
            "source_in": self.around(s.source) if s.source else None,
            "cue": self.words(s.cue),
            "cue_in": self.around(s.cue),
            **self.pieces("content", s.content),
            "kind": s.kind,
            "act": s.act,
            "addressee": _one([self.names[a] for a in s.addressees]),
            "relay": [self.names[a] for a in s.relay],
            "medium": s.medium,
            "when": _days(s.when),
            "polarity": s.polarity if s.polarity == "denied" else None,
            "parent": s.parent,
        }

    def event(self, e: Event) -> Fields:
        return {
            "id": e.id,
            "actors": [self.names[a] for a in e.actors],
            "recipients": [self.names[a] for a in e.recipients],
            "type": [e.type],
            "mode": e.mode,
            "trigger": self.words(e.trigger),
            "trigger_in": self.around(e.trigger),
            "also": [self.words(m) for m in e.mentions if self.text.find(self.words(m)) == m.start],
            "status": [e.status],
            **self.pieces("actor_words", self.expressed(e.actors, e.trigger)),
            **self.pieces("recipient_words", self.expressed(e.recipients, e.trigger)),
            "according_to": list(e.according_to),
            "when": _days(e.when),
            "where": e.where.name if e.where else None,
            "quantities": [self.words(q) for q in e.quantities],
        }

    def expectation(self, x: Expectation) -> Fields:
        outcome = self.events[x.outcome].trigger if isinstance(x.outcome, str) else x.outcome
        return {
            "holder": self.names[x.holder] if x.holder else None,
            "phrase": self.words(x.phrase),
            "phrase_in": self.around(x.phrase),
            "outcome": self.words(outcome),
            "overlaps": [x.probability.low, x.probability.high] if x.probability else None,
            "by": x.horizon.to.isoformat() if x.horizon and x.horizon.to else None,
        }

    def position(self, p: Position) -> Fields:
        return {
            "holder": self.names[p.holder],
            "stance": p.stance,
            "issue": self.words(p.issue),
            "issue_in": self.around(p.issue),
            "toward": [self.names[a] for a in p.toward],
            "statement": p.statement,
        }

    def expressed(self, actors: Sequence[str], trigger: Span) -> list[Span]:
        """For each actor its mention nearest to the trigger in the same sentence, where there is one."""
        start, stop = self.sentences.around([trigger])
        found = []
        for a in actors:
            near = [m for m in self.cast[a].mentions if start <= m.start and m.end <= stop]
            if near:
                found.append(min(near, key=lambda m: max(m.start - trigger.end, trigger.start - m.end)))
        return [Span(start=m.start, end=m.end) for m in found]

    def pieces(self, field: str, spans: Sequence[Span]) -> Fields:
        contexts = [self.around(s) for s in spans]
        fields: Fields = {field: [self.words(s) for s in spans]}
        return fields | ({f"{field}_in": contexts} if any(contexts) else {})

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def around(self, span: Span) -> str | None:
        """A longer snippet of the same part that occurs once; None where the words themselves do, or nothing does."""
        words = self.words(span)
        if self.text.count(words) < 2:
            return None
        parts = self.readout.document.parts
        part = next(
            (p for p in parts if p.start <= span.start and span.end <= p.end), Span(start=0, end=len(self.text))
        )
        for start, end in self.wider(span, part):
            snippet = self.text[start:end]
            if self.text.count(snippet) == 1 and snippet.index(words) == span.start - start:
                return snippet
        return None

    def wider(self, span: Span, part: Span) -> Iterator[tuple[int, int]]:
        """Ever wider spans by whole words: to the right, to the left, and to both sides, up to the part's ends."""
        rights = [k for k in range(span.end + 1, part.end + 1) if k == part.end or self.text[k].isspace()]
        lefts = [k for k in range(span.start - 1, part.start - 1, -1) if k == part.start or self.text[k - 1].isspace()]
        for n in range(max(len(rights), len(lefts))):
            right = rights[min(n, len(rights) - 1)] if rights else span.end
            left = lefts[min(n, len(lefts) - 1)] if lefts else span.start
            yield from ((span.start, right), (left, span.end), (left, right))


def _one(names: list[str]) -> str | list[str] | None:
    return names if len(names) > 1 else names[0] if names else None


def _days(when: When | None) -> Fields | None:
    if when is None or when.from_ is None:
        return None
    return {"from": when.from_.isoformat(), "to": (when.to or when.from_).isoformat()}


def _full(fields: Fields) -> Fields:
    """Without what is empty, but for what a label must tell even then."""
    told = (
        "speaker",
        "source",
        "content",
        "actors",
        "recipients",
        "actor_words",
        "recipient_words",
        "holder",
        "toward",
    )
    return {k: v for k, v in fields.items() if k in told or v not in (None, [], {})}
