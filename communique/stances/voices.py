"""Who speaks at a token: the innermost statement around it; and phrases of the tree as spans of the text."""

from __future__ import annotations

from communique.language.parse import Parse
from communique.record import Document, Span, Statement

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
STOPS = frozenset({".", "?", "!", ";", "..."})  # inside a phrase they show that a sentence was not split
HANGING = frozenset({"case", "mark", "cc", "det"})  # these open something that was cut off
QUOTES = frozenset("\"“”'‘’")


class Voices:
    """The statements of an article, asked by token."""

    def __init__(self, parse: Parse, statements: tuple[Statement, ...]) -> None:
        self._said: dict[int, Statement] = {}
        self._cued: dict[int, Statement] = {}
        for s in sorted(statements, key=lambda s: -sum(c.end - c.start for c in s.content)):
            # widest first: a statement inside another one is written over it
            for c in s.content:
                self._said.update(dict.fromkeys(range(*parse.tokens_in(c.start, c.end)), s))
            self._cued.update(dict.fromkeys(range(*parse.tokens_in(s.cue.start, s.cue.end)), s))

    def saying(self, i: int) -> Statement | None:
        """The innermost statement whose content holds token `i`."""
        return self._said.get(i)

    def cued_by(self, i: int) -> Statement | None:
        """The statement whose cue token `i` belongs to."""
        return self._cued.get(i)


def summary_sentences(parse: Parse, document: Document) -> frozenset[int]:
    """Indexes of the sentences of the title and the key points, which tell again what the body tells."""
    kinds = [p.kind for p in document.parts]
    return frozenset(s.i for s in parse.sentences if s.part < len(kinds) and kinds[s.part] in ("title", "key_point"))


def clause(parse: Parse, head: int, within: tuple[int, int] | None = None) -> tuple[int, int]:
    """`[first, last)` of the clause or phrase under `head`, without the words that only open it ("that", "to", "for").

    Asides before or after the head are left out, and so is what lies outside the tokens `within`.
    """
    first, last = parse.subtree(head)
    for child in parse.children(head, "parataxis", "discourse", "vocative"):
        begin, end = parse.subtree(child.i)
        if begin > head:
            last = min(last, begin)
        elif end <= head:
            first = max(first, end)
    if within and within[0] <= head < within[1]:
        first, last = max(first, within[0]), min(last, within[1])
    stops = (i for i in range(head + 1, last - 1) if parse.tokens[i].text in STOPS)
    last = next((i for i in stops if parse.tokens[i + 1].upos != "PUNCT"), last)
    return trimmed(parse, first, last, head)


def trimmed(parse: Parse, first: int, last: int, head: int) -> tuple[int, int]:
    """The range without punctuation and hanging words at its edges; a pair of quotation marks stays."""
    while last - 1 > head and (_idle(parse, last - 1, first, last) or parse.tokens[last - 1].deprel in HANGING):
        last -= 1
    while first < head and (_idle(parse, first, first, last) or _opens(parse, first, head)):
        first += 1
    return first, last


def span(parse: Parse, first: int, last: int) -> Span:
    """The characters of tokens `[first, last)`."""
    start, end = parse.chars(first, last)
    return Span(start=start, end=end)


def _idle(parse: Parse, i: int, first: int, last: int) -> bool:
    """Punctuation, unless it is a quotation mark whose other one stands in the range too."""
    token = parse.tokens[i]
    if token.upos != "PUNCT":
        return False
    return token.text not in QUOTES or sum(parse.tokens[j].text in QUOTES for j in range(first, last)) % 2 == 1


def _opens(parse: Parse, i: int, head: int) -> bool:
    token = parse.tokens[i]
    return token.head == head and token.deprel in ("mark", "case", "cc") and token.lower != "not"
