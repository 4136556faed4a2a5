"""The parse: what the reading model sees in one document, as immutable layers over its text.

`Token.head` and every `first`/`last` are indexes into `Parse.tokens`; `start`/`end` are code-point offsets into the
text. Ranges are half-open: `tokens[first:last]`.

    for t in parse.tokens:
        if t.deprel == "root": print(t.lemma, [c.text for c in parse.children(t.i)])
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import msgspec

from communique.record import Act

LEAST_ACT = 0.01  # probability from which on an attribution names an act


class Token(msgspec.Struct, frozen=True, gc=False):
    """A syntactic word (UD English: "don't" is two, "U.S." one). `head` is -1 at the root of a sentence."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    upos: str
    head: int
    deprel: str
    sentence: int
    quoted: bool


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence: its tokens, its offsets, and the index into `document.parts` of the block that holds it."""

    i: int
    first: int
    last: int
    start: int
    end: int
    part: int


class Name(msgspec.Struct, frozen=True, gc=False):
    """A named entity by CoNLL-2003's types: PER, ORG, LOC, MISC (nationality adjectives are MISC)."""

    first: int
    last: int
    type: str
    score: float


class Nominal(msgspec.Struct, frozen=True, gc=False):
    """A mention of an entity by its head word, named or not, with GUM's types: person, organization, place, event,
    object, abstract, time, animal, plant, substance. `[first, last)` is the phrase that the tree gives the head."""

    head: int
    first: int
    last: int
    type: str
    score: float


class Attribution(msgspec.Struct, frozen=True, gc=False):
    """One attribution: a cue with all that is linked to it, as ranges of tokens.

    `sources` is empty for a sourceless passive; `contents` may be in pieces; `addressees` are those spoken to, `relays`
    the outlets between. `score`, `acts` and `denied` are the model's probabilities: of the spans, of each act, and that
    the cue denies or declines.
    """

    cue: tuple[int, int]
    sources: tuple[tuple[int, int], ...]
    contents: tuple[tuple[int, int], ...]
    score: float
    addressees: tuple[tuple[int, int], ...] = ()
    relays: tuple[tuple[int, int], ...] = ()
    acts: dict[Act, float] = {}
    denied: float = 0.0


class Parse(msgspec.Struct, frozen=True, dict=True):
    """All layers of one document."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    nominals: tuple[Nominal, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    @cached_property
    def _dependents(self) -> list[list[tuple[Token, str]]]:
        """The dependents of each token, each with its relation without the subtype."""
        out: list[list[tuple[Token, str]]] = [[] for _ in self.tokens]
        for t in self.tokens:
            if t.head >= 0:
                out[t.head].append((t, t.deprel.partition(":")[0]))
        return out

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Leftmost and rightmost token of each token's subtree."""
        left, right = list(range(len(self.tokens))), list(range(len(self.tokens)))
        for s in self.sentences:
            for i in self._bottom_up(s):
                h = self.tokens[i].head
                if h >= 0:
                    left[h], right[h] = min(left[h], left[i]), max(right[h], right[i])
        return left, right

    def _bottom_up(self, sentence: Sentence) -> list[int]:
        order = [i for i in range(sentence.first, sentence.last) if self.tokens[i].head < 0]
        for i in order:
            order.extend(t.i for t, _ in self._dependents[i])
        return order[::-1]

    def sentence_of(self, i: int) -> Sentence:
        """The sentence that holds token `i`."""
        return self.sentences[self.tokens[i].sentence]

    def children(self, i: int, *deprels: str) -> Iterator[Token]:
        """Dependents of token `i` in text order; of the given relations only (subtypes included), if any are given."""
        below = self._dependents[i]
        if not below:
            return iter(())
        if not deprels:
            return iter([t for t, _ in below])
        return iter([t for t, base in below if base in deprels or t.deprel in deprels])

    def subtree(self, i: int) -> tuple[int, int]:
        """`[first, last)` of the tokens from the leftmost to the rightmost descendant of `i`."""
        left, right = self._edges
        return left[i], right[i] + 1

    def head_of(self, first: int, last: int) -> int:
        """The token of `[first, last)` whose head lies outside it; the first such if there are several."""
        for i in range(first, last):
            if not first <= self.tokens[i].head < last and self.tokens[i].upos != "PUNCT":
                return i
        return first

    def conjuncts(self, i: int) -> list[int]:
        """`i` with all tokens coordinated with it, in text order; `i` may be any of them."""
        while self.tokens[i].deprel == "conj" and self.tokens[i].head >= 0:
            i = self.tokens[i].head
        return [i, *(c.i for c in self.children(i, "conj"))]

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of `i`, nearest first, up to the root."""
        i = self.tokens[i].head
        while i >= 0:
            yield i
            i = self.tokens[i].head

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """`[first, last)` of the tokens that overlap the characters `[start, end)`; empty if there are none."""
        first = bisect_right(self._ends, start)
        return first, max(first, bisect_left(self._starts, end))

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [t.end for t in self.tokens]

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Offsets `(start, end)` of the tokens `[first, last)`."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def words(self, first: int, last: int) -> str:
        """The text of the tokens `[first, last)`, as written."""
        start, end = self.chars(first, last)
        return self.text[start:end]
