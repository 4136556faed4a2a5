"""Attributions as the model tags them, trimmed to the conventions of the codebook.

The tagger follows the corpus it learned from; here a cue loses the adverbs around it, a content gains its quotation
marks and loses stray commas and the prepositions "of" and "on" before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from communique.language.arguments import NEGATORS
from communique.language.parse import Parse, Token
from communique.statements import cues

Range = tuple[int, int]
OPENING, CLOSING = frozenset('"“„«'), frozenset('"”»')
MARKS = OPENING | CLOSING | {"``", "''"}
EDGE = frozenset({",", ";", ":", "-", "–", "—", "--"})
BEFORE_CONTENT = frozenset({"of", "on", "with", "about"})


class Draft(msgspec.Struct, frozen=True):
    """A statement in the making: ranges of tokens, the head of the cue, and the row of the table that fits it."""

    cue: Range
    head: int
    match: cues.Match | None
    sources: tuple[Range, ...]
    contents: tuple[Range, ...]
    score: float
    why: str


def draft(
    parse: Parse, cue: Range, sources: tuple[Range, ...], contents: tuple[Range, ...], score: float, why: str
) -> Draft | None:
    """A trimmed draft; None if no cue or content is left."""
    cue = trim_cue(parse, cue)
    contents = tuple(sorted(c for c in (trim_content(parse, c, cue) for c in contents) if c[0] < c[1]))
    if cue[0] >= cue[1] or not contents:
        return None
    sources = tuple(s for s in (_without_edge(parse, s) for s in sources) if s[0] < s[1])
    return Draft(cue, parse.head_of(*cue), cues.match(parse, *cue), sources, contents, score, why)


def tagged(parse: Parse, least: float) -> Iterator[Draft]:
    """The model's attributions that have a content and at least the score `least`."""
    for a in parse.attributions:
        if a.score >= least:
            found = draft(parse, a.cue, a.sources, a.contents, a.score, "tagged")
            if found is not None:
                yield found


def trim_cue(parse: Parse, cue: Range) -> Range:
    """The cue without punctuation, adverbs and conjunctions at its edges; particles and negation stay."""
    first, last = cue
    while first < last and _loose(parse, first):
        first += 1
    while first < last and _loose(parse, last - 1):
        last -= 1
    return (first, last) if first < last else cue


def _loose(parse: Parse, i: int) -> bool:
    t = parse.tokens[i]
    if t.lower in NEGATORS or t.deprel in ("compound:prt", "fixed"):
        return False
    return t.upos in ("PUNCT", "CCONJ") or (t.upos == "ADV" and t.deprel == "advmod")


def trim_content(parse: Parse, content: Range, cue: Range) -> Range:
    """The content without commas, dashes and "of" at its edges, with the quotation marks that belong to it."""
    first, last = _without_edge(parse, content)
    tokens = parse.tokens
    if first < last and first == cue[1] and tokens[first].lower in BEFORE_CONTENT:
        first += 1
    if first >= last:
        return first, first
    if first and tokens[first - 1].text in MARKS and _is_quoted_word(tokens[first]):
        first -= 1
    if last < len(tokens) and tokens[last].text in MARKS and _is_quoted_word(tokens[last - 1]):
        last += 1
    while last - first > 1 and tokens[last - 1].text in (".", *EDGE) and not tokens[last - 1].quoted:
        last -= 1
    if last - first > 1 and tokens[first].text in MARKS and not _is_quoted_word(tokens[first + 1]):
        first += 1
    if last - first > 1 and tokens[last - 1].text in MARKS and not _is_quoted_word(tokens[last - 2]):
        last -= 1
    return first, last


def _is_quoted_word(token: Token) -> bool:
    """Inside quotation marks and no mark itself."""
    return token.quoted and token.text not in MARKS


def _without_edge(parse: Parse, span: Range) -> Range:
    first, last = span
    while first < last and parse.tokens[first].text in EDGE:
        first += 1
    while first < last and parse.tokens[last - 1].text in EDGE:
        last -= 1
    return first, last


def within(ranges: Iterable[Range], i: int) -> bool:
    """Whether token `i` is in one of the ranges."""
    return any(first <= i < last for first, last in ranges)
