"""Attribution on the PolNeAR dev articles, from raw text, one annotator per article, by PolNeAR's idea of one.

By role, as CofeNet's authors count: every contiguous fragment of a source, cue or content is a span of its own, links
are left out, a fragment that several attributions share counts once; `exact` asks for the same characters, `begin` for
the same first one. Linked: attributions are paired one to one, best contents first; a pair counts if cues overlap, the
sources have the same head word (or both are missing), and the contents' words agree with an F1 of at least 0.5 (0.8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from benchmarks.data import Gold, Row, Span, plain_document, polnear
from communique.language import Model
from communique.language.parse import Parse

ROLES = ("source", "cue", "content")
PEERS = {
    ("source", "exact"): ".781 two annotators; .832 CofeNet (test)",
    ("cue", "exact"): ".714 two annotators; .753 CofeNet (test)",
    ("content", "exact"): ".688 two annotators; .729 CofeNet (test)",
    ("source", "begin"): ".871 CofeNet (test)",
    ("cue", "begin"): ".823 CofeNet (test)",
    ("content", "begin"): ".796 CofeNet (test)",
}


class Linked(NamedTuple):
    """One attribution as sets of tokens, with the head words of its sources."""

    cue: frozenset[int]
    heads: frozenset[int]
    content: frozenset[int]


def measure(model: Model) -> list[Row]:
    """All figures."""
    pairs = [(gold, model.reparse(model.parse(plain_document(text)), "polnear")) for text, gold in polnear()]
    rows = []
    for kind, scores in by_role(pairs).items():
        rows += [Row("PolNeAR dev", f"{role} {kind} F1", f"{v:.3f}", PEERS[role, kind]) for role, v in scores.items()]
    rows += [
        Row("PolNeAR dev", f"linked triple F1, contents at {least}", f"{v:.3f}") for least, v in linked(pairs).items()
    ]
    return rows


def by_role(pairs: Iterable[tuple[list[Gold], Parse]]) -> dict[str, dict[str, float]]:
    """F1 by kind (exact, begin) and role."""
    hits: Counter[tuple[str, str]] = Counter()
    sizes: Counter[tuple[str, str]] = Counter()
    for gold, parse in pairs:
        for role in ROLES:
            want = {span for g in gold for span in getattr(g, role)}
            have = {parse.chars(*r) for found in ranges(parse) for r in found[ROLES.index(role)]}
            for kind, width in (("exact", 2), ("begin", 1)):
                a, b = ({span[:width] for span in spans} for spans in (want, have))
                hits[kind, role] += len(a & b)
                sizes[kind, role] += len(a) + len(b)
    return {kind: {r: 2 * hits[kind, r] / max(1, sizes[kind, r]) for r in ROLES} for kind in ("exact", "begin")}


def linked(pairs: Iterable[tuple[list[Gold], Parse]], thresholds: tuple[float, ...] = (0.5, 0.8)) -> dict[float, float]:
    """F1 of linked triples by the contents' least agreement."""
    hits = dict.fromkeys(thresholds, 0)
    total = 0
    for gold, parse in pairs:
        tokens = [[[parse.tokens_in(*span) for span in spans] for spans in (g.source, g.cue, g.content)] for g in gold]
        want = [_linked(parse, t) for t in tokens]
        have = [_linked(parse, t) for t in ranges(parse)]
        total += len(want) + len(have)
        fits = sorted(((_agreement(w, h), i, j) for i, w in enumerate(want) for j, h in enumerate(have)), reverse=True)
        for least in thresholds:
            taken: set[tuple[str, int]] = set()
            for agreement, i, j in fits:
                if agreement >= least and not taken & {("gold", i), ("found", j)}:
                    taken |= {("gold", i), ("found", j)}
            hits[least] += len(taken) // 2
    return {least: 2 * n / max(1, total) for least, n in hits.items()}


def ranges(parse: Parse) -> list[list[list[Span]]]:
    """Token ranges of each found attribution's sources, cue and contents."""
    return [[list(a.sources), [a.cue], list(a.contents)] for a in parse.attributions]


def _linked(parse: Parse, roles: list[list[Span]]) -> Linked:
    _, cue, content = (frozenset(i for first, last in spans for i in range(first, last)) for spans in roles)
    heads = frozenset(parse.head_of(first, last) for first, last in roles[0] if first < last)
    return Linked(cue, heads, content)


def _agreement(a: Linked, b: Linked) -> float:
    """Token F1 of the contents; 0 unless the cues overlap and the sources share a head or are both missing."""
    if not a.cue & b.cue or not (a.heads & b.heads or not (a.heads or b.heads)):
        return 0.0
    return 2 * len(a.content & b.content) / max(1, len(a.content) + len(b.content))
