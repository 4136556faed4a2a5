"""Which drafts are one statement: copies, repeating headlines, and outlets that only hand on another's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from communique.language.parse import Parse, Token
from communique.statements.drafts import Draft
from communique.statements.trimming import Range

FAR = 12  # words between a cue and what an "according to" behind it has as its content
PLAIN = frozenset({"say", "tell", "add"})  # cues that an outlet before them only hands on
CITING = frozenset({"cite", "quote"})
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


def neighbours(drafts: Sequence[Draft]) -> list[list[int]]:
    """For each draft the indexes of the others no more than `FAR` words away; so a long text costs no more a word."""
    extents = [_extent(d) for d in drafts]
    out: list[list[int]] = [[] for _ in drafts]
    open_: list[int] = []
    for k in sorted(range(len(drafts)), key=lambda k: extents[k]):
        open_ = [j for j in open_ if extents[j][1] + FAR > extents[k][0]]
        for j in open_:
            out[j].append(k)
            out[k].append(j)
        open_.append(k)
    return out


def without_copies(drafts: list[Draft]) -> list[Draft]:
    """The drafts, the better one of any two with overlapping cues, or with one content under the same source."""
    near = neighbours(drafts)
    kept: set[int] = set()
    for k in sorted(range(len(drafts)), key=lambda k: (-drafts[k].score, drafts[k].cue)):
        if not any(j in kept and _copies(drafts[k], drafts[j]) for j in near[k]):
            kept.add(k)
    return sorted((drafts[k] for k in kept), key=lambda d: (d.cue, d.contents))


def settled(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each without the words that are another one's beside it: "denied it, saying ..."."""
    out = []
    for a, around in zip(drafts, neighbours(drafts), strict=True):
        near = [drafts[k] for k in around if not encloses(drafts[k], a)]
        kept = [p for p in (_before_next(parse, a, p, near) for p in a.contents) if p[0] < p[1]]
        if len(kept) > 1:
            kept = [p for p in kept if not any(_is_of(parse, b, p, a) for b in near)] or kept
        out.append(msgspec.structs.replace(a, contents=tuple(kept) or a.contents))
    return out


def with_joined(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each also with one right behind its content whose verb is joined to a verb of that content, so that
    he who spoke there goes on: "Vale said | that Elm complained of the cold and joked that ..."."""
    out = list(drafts)
    for k, around in enumerate(neighbours(drafts)):
        for j in sorted(around, key=lambda j: drafts[j].cue):
            first, last = out[k].contents[-1]
            if _goes_on(parse, (first, last), drafts[j]):
                whole = (first, max(last, _extent(drafts[j])[1]))
                out[k] = msgspec.structs.replace(out[k], contents=(*out[k].contents[:-1], whole))
    return out


def _goes_on(parse: Parse, piece: Range, d: Draft) -> bool:
    """Whether a draft stands right behind a piece, is joined to a verb in it and has no source but one in it."""
    t = parse.tokens[d.head]
    over = parse.tokens[t.head]
    between = parse.tokens[piece[1] : d.cue[0]]
    near = 0 < len(between) <= 3 and all(w.upos in ("CCONJ", "PUNCT", "ADV") for w in between)
    lent = all(piece[0] <= s[0] and s[1] <= piece[1] for s in d.sources)
    return t.deprel == "conj" and piece[0] <= over.i < piece[1] and over.upos == "VERB" and near and lent


def _before_next(parse: Parse, a: Draft, piece: Range, near: list[Draft]) -> Range:
    """The piece up to a cue that is joined to the cue of `a` itself, or nothing if it begins with such a cue."""
    first, last = piece
    for b in near:
        token = parse.tokens[b.head]
        inside = first <= b.cue[0] < last and a.cue[1] <= first and not token.quoted
        own = [s[0] for s in b.sources if first < s[0] < last]
        others = any(first <= s[0] < last for s in b.sources)  # "quoted | the minister saying" is no "said, adding"
        joined = token.head == a.head and (token.deprel == "conj" or (token.deprel == "advcl" and not others))
        if inside and joined:
            last = min([b.cue[0], *own])
            while last > first and parse.tokens[last - 1].upos in ("CCONJ", "PUNCT"):
                last -= 1
    return first, last


def _is_of(parse: Parse, b: Draft, piece: Range, a: Draft) -> bool:
    """Whether a piece is rather `b`'s: its cue opens it, or it has the same words with a nearer cue."""
    first = piece[0] + (parse.tokens[piece[0]].upos in ("CCONJ", "PUNCT", "ADV"))
    if b.cue[0] in (piece[0], first):
        return True
    same = shared(b.contents, [piece]) >= SAME * (piece[1] - piece[0])
    return same and not encloses(a, b) and _gap(b.cue, piece) < _gap(a.cue, piece)


def _gap(a: Range, b: Range) -> int:
    return max(b[0] - a[1], a[0] - b[1], 0)


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


def enclosing(parse: Parse, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the smallest other one that encloses it, or that rests on it."""
    out: list[int | None] = []
    for d, near in zip(drafts, neighbours(drafts), strict=True):
        around = [j for j in near if encloses(drafts[j], d) and not encloses(d, drafts[j])]
        around = around or [j for j in near if rests_on(parse, drafts[j], d)]
        out.append(min(around, key=lambda j: size(drafts[j].contents), default=None))
    return out


def rests_on(parse: Parse, outer: Draft, inner: Draft) -> bool:
    """True if the source of `outer` cites that of `inner` for what it says: "according to the Courier, citing two
    officials"."""
    cites = parse.tokens[inner.head].lemma in CITING
    under = any(first <= i < last for i in parse.ancestors(inner.head) for first, last in outer.sources)
    return cites and under and shared(outer.contents, inner.contents) >= SAME * size(inner.contents)


def handed_on(parse: Parse, relay: Draft, inner: Draft) -> bool:
    """True if `relay` stands behind the words that it hands on and has no more than `inner` in them.

    "X said so, according to the Daily": the content of the Daily is the whole statement of X. Before it, only what X
    says is handed on: "according to the Daily, X has agreed" is a statement of the Daily with that of X inside.
    """
    if parse.tokens[relay.cue[0]].lower == "according" and _closes(parse, relay, inner):
        return True
    if not _overlap(_extent(relay), _extent(inner)):
        return False
    begin, end = inner.contents[0][0], inner.contents[-1][1]
    behind = relay.cue[0] >= max(end, inner.cue[1])
    said = parse.tokens[relay.cue[0]].lower == "according" and parse.tokens[inner.head].lemma in PLAIN
    if not (behind or said) or not _one_block(parse, inner, relay):
        return False
    around = encloses(relay, inner)
    alike = shared(relay.contents, inner.contents) >= 0.5 * size(relay.contents) and relay.contents[0][0] >= begin
    return around or alike


def _closes(parse: Parse, relay: Draft, inner: Draft) -> bool:
    """Whether an "according to" ends the sentence in which `inner` has its cue, and hands on what is left of it."""
    after = inner.cue[1] <= min(relay.cue[0], relay.contents[0][0])
    one = parse.tokens[relay.cue[0]].sentence == parse.tokens[inner.cue[0]].sentence
    return one and after and relay.contents[-1][1] <= relay.cue[0] and relay.contents[0][0] - inner.cue[1] < FAR


def _one_block(parse: Parse, a: Draft, b: Draft) -> bool:
    return parse.sentence_of(a.cue[0]).part == parse.sentence_of(b.cue[0]).part


def words(parse: Parse, d: Draft) -> set[str]:
    """Lemmas of the content words of a draft's content."""
    return lemmas(t for c in d.contents for t in parse.tokens[slice(*c)])


def lemmas(tokens: Iterable[Token]) -> set[str]:
    """Lemmas of the content words among `tokens`."""
    return {t.lemma for t in tokens if t.upos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")}


def repeats(head: set[str], body: set[str]) -> bool:
    """True if the words of a headline's content are for the most part those of a body's."""
    return bool(head) and len(head & body) >= 0.5 * len(head)
