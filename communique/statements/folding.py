"""Which drafts are one statement: copies, repeating headlines, and outlets that only hand on another's words."""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.parse import Parse
from communique.statements.drafts import Draft
from communique.statements.trimming import Range

SAME = 0.8  # share of the words of two contents from which on they are the same


def size(contents: Sequence[Range]) -> int:
    """Number of tokens."""
    return sum(last - first for first, last in contents)


def shared(a: Sequence[Range], b: Sequence[Range]) -> int:
    """Number of tokens that two contents have in common."""
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def encloses(outer: Draft, inner: Draft) -> bool:
    """True if `inner`'s cue and most of its content stand inside the content of `outer`."""
    cue = any(first <= inner.cue[0] and inner.cue[1] <= last for first, last in outer.contents)
    return cue and shared(outer.contents, inner.contents) >= SAME * size(inner.contents)


def without_copies(drafts: list[Draft]) -> list[Draft]:
    """The drafts, the better one of any two with overlapping cues, or with one content under the same source."""
    kept: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (-d.score, d.cue)):
        if not any(_copies(d, k) for k in kept):
            kept.append(d)
    return sorted(kept, key=lambda d: (d.cue, d.contents))


def _copies(a: Draft, b: Draft) -> bool:
    if not _overlap(_extent(a), _extent(b)):
        return False
    common = shared(a.contents, b.contents)
    if shared([a.cue], [b.cue]):
        return common >= 0.5 * min(size(a.contents), size(b.contents))
    whole = common >= SAME * max(size(a.contents), size(b.contents))
    return whole and shared(a.sources, b.sources) > 0


def _extent(d: Draft) -> Range:
    """From the first to the last token of cue and content."""
    return min(d.cue[0], d.contents[0][0]), max(d.cue[1], d.contents[-1][1])


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def enclosing(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the smallest other one that encloses it."""
    out: list[int | None] = []
    for k, d in enumerate(drafts):
        around = [j for j, o in enumerate(drafts) if j != k and encloses(o, d) and not encloses(d, o)]
        out.append(min(around, key=lambda j: size(drafts[j].contents), default=None))
    return out


def handed_on(parse: Parse, relay: Draft, inner: Draft) -> bool:
    """True if `relay` stands behind the words that it hands on and has no more than `inner` in them.

    "X said so, according to the Daily": the content of the Daily is the whole statement of X. So also before it.
    """
    if not _overlap(_extent(relay), _extent(inner)):
        return False
    begin, end = inner.contents[0][0], inner.contents[-1][1]
    behind = relay.cue[0] >= max(end, inner.cue[1])
    if (not behind and parse.tokens[relay.cue[0]].lower != "according") or not _one_block(parse, inner, relay):
        return False
    around = encloses(relay, inner)
    alike = shared(relay.contents, inner.contents) >= 0.5 * size(relay.contents) and relay.contents[0][0] >= begin
    return around or alike


def _one_block(parse: Parse, a: Draft, b: Draft) -> bool:
    return parse.sentence_of(a.cue[0]).part == parse.sentence_of(b.cue[0]).part


def words(parse: Parse, d: Draft) -> set[str]:
    """Lemmas of the content words of a draft's content."""
    return {
        t.lemma
        for c in d.contents
        for t in parse.tokens[slice(*c)]
        if t.upos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    }


def repeats(head: set[str], body: set[str]) -> bool:
    """True if the words of a headline's content are for the most part those of a body's."""
    return bool(head) and len(head & body) >= 0.5 * len(head)
