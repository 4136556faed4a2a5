"""How attributions are scored against an annotator's: each role alone, linked, as triples, by kind, by confidence.

Roles alone, as CofeNet's authors count: every contiguous fragment of a source, cue or content inside one line is a span
of its own, links are left out, a fragment that several attributions share counts once; `exact` asks for the same
characters, `begin` for the same first one.

Linked, as Citron's authors count, but one to one: attributions whose cues overlap are paired, those that share most
first. `exact` asks for all spans of a role in a pair to be the same, `overlap` counts the words that the pair shares;
`whole` is all three roles at once.

Triples: a pair counts if cues overlap, the sources have the same head word (or both are missing), and the contents'
words agree with an F1 of at least so much; those that agree best are paired first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from benchmarks.data import Attributed, Span
from communique.language.parse import Parse

ROLES = ("source", "cue", "content")
FAULTS = (
    "cue missed", "other source", "other content", "content, both ends", "content, begin", "content, end",
    "content, a gap", "source, an end", "cue, an end",
)  # fmt: skip
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
T = TypeVar("T")


class Compared(NamedTuple):
    """The attributions of one text by an annotator and by somebody else; the parse gives words and heads."""

    parse: Parse
    gold: list[Attributed]
    found: list[Attributed]


class Score(NamedTuple):
    """How many of so many gold ones are found, and how many of so many found ones are right."""

    recalled: int = 0
    gold: int = 0
    right: int = 0
    found: int = 0

    @property
    def recall(self) -> float:
        return self.recalled / max(1, self.gold)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


class Bin(NamedTuple):
    """Items whose confidence lies in `[low, high)`: how many, their mean confidence, and the share that is right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


class Words(NamedTuple):
    """One attribution as sets of tokens, with the head words of its sources."""

    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]
    heads: frozenset[int]


def found_in(parse: Parse) -> list[Attributed]:
    """The attributions that a parse carries."""

    def chars(ranges: Iterable[Span]) -> list[Span]:
        return [parse.chars(*r) for r in ranges if r[0] < r[1]]

    return [Attributed(chars([a.cue]), chars(a.sources), chars(a.contents)) for a in parse.attributions]


def by_role(compared: Iterable[Compared]) -> dict[str, dict[str, Score]]:
    """Scores by kind (exact, begin) and role, links left out."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for c in compared:
        for role in ROLES:
            want, have = (
                {line for a in side for span in getattr(a, role) for line in _lines(c.parse.text, span)}
                for side in (c.gold, c.found)
            )
            for kind, width in (("exact", 2), ("begin", 1)):
                a, b = ({span[:width] for span in spans} for spans in (want, have))
                for what, n in (("hits", len(a & b)), ("gold", len(a)), ("found", len(b))):
                    counts[kind, role, what] += n
    return {kind: {role: _score(counts, kind, role) for role in ROLES} for kind in ("exact", "begin")}


def linked(compared: Iterable[Compared]) -> dict[str, dict[str, Score]]:
    """Scores by kind (exact, overlap) and role or `whole`, of attributions paired one to one by their cues."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for c in compared:
        words = {"gold": [_words(c.parse, a) for a in c.gold], "found": [_words(c.parse, a) for a in c.found]}
        for side, attributed in (("gold", c.gold), ("found", c.found)):
            for a, w in zip(attributed, words[side], strict=True):
                counts["exact", "whole", side] += 1
                for role in ROLES:
                    counts["exact", role, side] += bool(getattr(a, role))
                    for name in (role, "whole"):
                        counts["overlap", name, side] += len(getattr(w, role))
        for i, j in paired(words["gold"], words["found"], _shared):
            counts["exact", "whole", "hits"] += c.gold[i] == c.found[j]
            for role in ROLES:
                spans = getattr(c.gold[i], role)
                counts["exact", role, "hits"] += bool(spans) and spans == getattr(c.found[j], role)
                for name in (role, "whole"):
                    shared = getattr(words["gold"][i], role) & getattr(words["found"][j], role)
                    counts["overlap", name, "hits"] += len(shared)
    return {kind: {name: _score(counts, kind, name) for name in (*ROLES, "whole")} for kind in ("exact", "overlap")}


def triples(compared: Iterable[Compared], least: float) -> Score:
    """The score of linked triples whose contents agree by at least `least`."""
    hits = gold = found = 0
    for c in compared:
        hits += len(matched(c, least))
        gold += len(c.gold)
        found += len(c.found)
    return Score(hits, gold, hits, found)


def faults(compared: Iterable[Compared]) -> dict[str, int]:
    """How many of an annotator's attributions have this as the first thing wrong with them, the gravest first; `extra`
    is how many were found that the annotator has not."""
    counts: dict[str, int] = dict.fromkeys((*FAULTS, "nothing", "extra"), 0)
    for c in compared:
        gold, found = ([_words(c.parse, a) for a in side] for side in (c.gold, c.found))
        pairs = dict(paired(gold, found, _shared))
        counts["extra"] += len(found) - len(pairs)
        for i, want in enumerate(gold):
            have = found[pairs[i]] if i in pairs else None
            counts[_fault(want, have)] += 1
    return counts


def _fault(want: Words, have: Words | None) -> str:
    if have is None:
        return "cue missed"
    if not want.heads & have.heads and (want.heads or have.heads):
        return "other source"
    if agreement(want.content, have.content) < 0.5:
        return "other content"
    if want.content != have.content:
        left = min(want.content) != min(have.content)
        right = max(want.content) != max(have.content)
        return "content, " + ("both ends" if left and right else "begin" if left else "end" if right else "a gap")
    return "source, an end" if want.source != have.source else "cue, an end" if want.cue != have.cue else "nothing"


def matched(one: Compared, least: float) -> list[tuple[int, int]]:
    """Indexes (gold, found) of the triples that agree."""
    want, have = ([_words(one.parse, a) for a in side] for side in (one.gold, one.found))
    return paired(want, have, lambda w, h: fit if (fit := _agreement(w, h)) >= least else 0.0)


def by_kind(
    compared: Iterable[Compared], kind: Callable[[Parse, Attributed], str | None], least: float
) -> dict[str, Score]:
    """Scores of triples for each kind: recall over the gold ones of that kind, precision over the found ones of it."""
    counts: Counter[tuple[str | None, str]] = Counter()
    for c in compared:
        pairs = matched(c, least)
        wants, haves = ([kind(c.parse, a) for a in side] for side in (c.gold, c.found))
        counts.update((k, "gold") for k in wants)
        counts.update((k, "found") for k in haves)
        counts.update((wants[i], "recalled") for i, _ in pairs)
        counts.update((haves[j], "right") for _, j in pairs)
    kinds = sorted({k for k, _ in counts if k is not None})
    return {k: Score(*(counts[k, field] for field in Score._fields)) for k in kinds}


def quoting(parse: Parse, a: Attributed) -> str | None:
    """`direct` if all words of the content stand in quotation marks, `indirect` if none does, else `mixed`."""
    words = [t for t in (parse.tokens[i] for i in _tokens(parse, a.content)) if t.upos not in ("PUNCT", "SYM")]
    inside = sum(t.quoted for t in words)
    if not words:
        return None
    return "indirect" if not inside else "direct" if inside == len(words) else "mixed"


def naming(parse: Parse, a: Attributed) -> str:
    """`pronoun` if the source is that one word, else `name or noun`; `none` without a source."""
    tokens = [parse.tokens[i] for i in _tokens(parse, a.source)]
    if not tokens:
        return "none"
    return "pronoun" if len(tokens) == 1 and tokens[0].upos == "PRON" else "name or noun"


def reliability(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Bins of (confidence, whether right); a confidence of 1 is in the last, empty bins are left out."""
    items = sorted(judged)
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(p, right) for p, right in items if low <= p < high or p == high == EDGES[-1]]
        if inside:
            n = len(inside)
            bins.append(Bin(low, high, n, sum(p for p, _ in inside) / n, sum(right for _, right in inside) / n))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance of confidence from the share that is right, bins weighted by their items."""
    return sum(b.n * abs(b.confidence - b.right) for b in bins) / max(1, sum(b.n for b in bins))


def paired(gold: Sequence[T], found: Sequence[T], fit: Callable[[T, T], float]) -> list[tuple[int, int]]:
    """Indexes (gold, found) of a one-to-one pairing, best fits first; what fits by 0 is never paired."""
    fits = sorted(((fit(w, h), i, j) for i, w in enumerate(gold) for j, h in enumerate(found)), reverse=True)
    pairs: list[tuple[int, int]] = []
    left, right = set(range(len(gold))), set(range(len(found)))
    for value, i, j in fits:
        if value > 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j))
    return pairs


def agreement(a: frozenset[int], b: frozenset[int]) -> float:
    """F1 of two sets."""
    return 2 * len(a & b) / max(1, len(a) + len(b))


def _score(counts: Counter[tuple[str, str, str]], *key: str) -> Score:
    hits, gold, found = (counts[(*key, what)] for what in ("hits", "gold", "found"))  # type: ignore[index]
    return Score(hits, gold, hits, found)


def _lines(text: str, span: Span) -> list[Span]:
    """A span cut at the ends of lines, each piece without white space at its edges."""
    out = []
    start = span[0]
    for line in text[slice(*span)].splitlines(keepends=True):
        if line.strip():
            out.append((start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
        start += len(line)
    return out


def _words(parse: Parse, a: Attributed) -> Words:
    cue, source, content = (_tokens(parse, spans) for spans in a)
    ranges = (parse.tokens_in(*span) for span in a.source)
    return Words(cue, source, content, frozenset(parse.head_of(*r) for r in ranges if r[0] < r[1]))


def _tokens(parse: Parse, spans: list[Span]) -> frozenset[int]:
    return frozenset(i for span in spans for i in range(*parse.tokens_in(*span)))


def _shared(a: Words, b: Words) -> float:
    """Token F1 over all roles; 0 unless the cues overlap."""
    if not a.cue & b.cue:
        return 0.0
    sides = [[(role, i) for role in ROLES for i in getattr(w, role)] for w in (a, b)]
    return 2 * len(set(sides[0]) & set(sides[1])) / sum(map(len, sides))


def _agreement(a: Words, b: Words) -> float:
    """Token F1 of the contents; 0 unless the cues overlap and the sources share a head or are both missing."""
    if not a.cue & b.cue or not (a.heads & b.heads or not (a.heads or b.heads)):
        return 0.0
    return agreement(a.content, b.content)
