"""Marks: which words of the text carry what, cut into segments at every edge.

Spans may nest and overlap at will. A frame (a trigger) is drawn around whole segments, so it is what the others are cut
at: a tint cut in two looks as before, a frame would not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from communique.page.cards import Card, words_of
from communique.record import Document, Part, Readout, Span, Statement

TINTS = 5  # the most quoted speakers have a colour of their own, the others share the next
SHARED_TINT = TINTS + 1

Kind = Literal["content", "cue", "trigger", "words"]


class Mark(NamedTuple):
    """Words of one card; `tint` is its speaker's (0: none), `status` and `id` are of the event that a trigger is of."""

    start: int
    end: int
    kind: Kind
    card: int
    tint: int = 0
    status: str = ""
    id: str = ""


class Segment(NamedTuple):
    """Words with no edge inside them and all marks over them, the shortest first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


class Frame(NamedTuple):
    """A trigger with what lies in it: segments, notes and other frames."""

    mark: Mark
    inside: tuple[Segment | Frame | int, ...]


def tints(statements: Iterable[Statement]) -> dict[str, int]:
    """1 to 5 for the most quoted speakers, numbered in the order in which they first speak."""
    quoted = Counter(s.speakers[0] for s in statements if s.speakers)
    chosen = {speaker for speaker, _ in quoted.most_common(TINTS)}
    return {speaker: n for n, speaker in enumerate((q for q in quoted if q in chosen), 1)}


def marks(readout: Readout, cards: Iterable[Card]) -> tuple[Mark, ...]:
    """Every mark of the text, as the cards have them."""
    return tuple(_marks(tints(readout.statements), cards))


def _marks(colours: dict[str, int], cards: Iterable[Card]) -> Iterator[Mark]:
    for card in cards:
        n = card.number
        if s := card.statement:
            tint = colours.get(s.speakers[0], SHARED_TINT) if s.speakers else SHARED_TINT
            yield from (Mark(c.start, c.end, "content", n, tint) for c in s.content)
            yield Mark(s.cue.start, s.cue.end, "cue", n, tint)
        for e in card.events:
            yield Mark(e.trigger.start, e.trigger.end, "trigger", n, status=e.status, id=e.id)
            yield from (Mark(m.start, m.end, "words", n) for m in e.mentions)
        rest = (*(w for x in card.expectations for w in words_of(x)), *(p.issue for p in card.positions))
        yield from (Mark(w.start, w.end, "words", n) for w in rest)


def blocks(document: Document) -> tuple[Part, ...]:
    """The parts of the text in order; words between two parts are a paragraph, so that nothing is left out."""
    found: list[Part] = []
    at = 0
    for part in sorted(document.parts, key=lambda p: p.start):
        found += _between(document.text, at, part.start)
        if part.end > max(part.start, at):
            found.append(Part(kind=part.kind, start=max(part.start, at), end=part.end))
        at = max(at, part.end)
    return (*found, *_between(document.text, at, len(document.text)))


def _between(text: str, start: int, end: int) -> list[Part]:
    words = text[start:end]
    if not words.strip():
        return []
    first = start + len(words) - len(words.lstrip())
    return [Part(kind="paragraph", start=first, end=start + len(words.rstrip()))]


def notes(cards: Iterable[Card], parts: tuple[Part, ...]) -> dict[int, list[int]]:
    """The card numbers to print, by the offset that they come after: each at most once in a block."""
    found: dict[int, list[int]] = {}
    for card in cards:
        last: dict[int, int] = {}
        for span in card.noted:
            home = max((p for p in parts if p.start < span.end), key=lambda p: p.start, default=None)
            if home:
                last[home.start] = max(last.get(home.start, 0), min(span.end, home.end))
        for end in last.values():
            found.setdefault(end, []).append(card.number)
    return found


def cut(part: Span, over: Iterable[Mark], noted: dict[int, list[int]]) -> tuple[Segment | Frame | int, ...]:
    """A block as segments, frames and note numbers, in reading order; the segments' words join to the block's."""
    inside = [m for m in over if max(m.start, part.start) < min(m.end, part.end)]
    shortest = sorted(inside, key=lambda m: m.end - m.start)
    here = [m._replace(start=max(m.start, part.start), end=min(m.end, part.end)) for m in shortest]
    stops = {n for n in noted if part.start < n <= part.end}
    edges = sorted({part.start, part.end, *stops, *(e for m in here for e in (m.start, m.end))})
    pieces: list[Segment | int] = []
    for start, end in pairwise(edges):
        covering = tuple(m for m in here if m.start <= start and end <= m.end)
        pieces += [Segment(start, end, covering), *noted.get(end, ())]
    return _framed(pieces, sorted((m for m in here if m.kind == "trigger"), key=lambda m: (m.start, -m.end)))


def _framed(pieces: list[Segment | int], triggers: list[Mark]) -> tuple[Segment | Frame | int, ...]:
    """Pieces with each trigger drawn around its own; of two that overlap, the later is cut where the first ends."""
    found: list[Segment | Frame | int] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        outer = next((t for t in triggers if isinstance(piece, Segment) and t in piece.marks), None)
        if outer is None:
            found.append(piece)
            at += 1
            continue
        last = max(i for i, p in enumerate(pieces) if isinstance(p, Segment) and p.end <= outer.end)
        inner = [t for t in triggers if t is not outer]
        found.append(Frame(outer, _framed(pieces[at : last + 1], inner)))
        at = last + 1
    return tuple(found)
