"""Quotations: their extent, whether a content is direct or mixed, and to whom a quotation without a cue belongs.

A quotation that runs on in the next sentence is a further piece of the same statement. A whole sentence in quotation
marks with no cue belongs to the speaker in force.
"""

from __future__ import annotations

import itertools

import msgspec

from communique.language.parse import Parse
from communique.record import StatementKind
from communique.statements.drafts import Draft
from communique.statements.trimming import MARKS, Range

LONG = 5  # words from which on a quotation without a cue is speech, not a title or a doubted word


def kind(parse: Parse, contents: tuple[Range, ...]) -> StatementKind:
    """`direct` where all words are in quotation marks (but for a "that" before them), `mixed` where some are."""
    words = [t for c in contents for t in parse.tokens[slice(*c)] if t.upos != "PUNCT" and t.upos != "SYM"]
    if words and words[0].lower == "that" and len(words) > 1 and words[1].quoted:
        words = words[1:]
    inside = sum(t.quoted for t in words)
    return "indirect" if not inside else "direct" if inside == len(words) else "mixed"


def runs(parse: Parse) -> list[Range]:
    """All quotations, as ranges of the words between the marks; a new part ends a quotation."""
    found: list[Range] = []
    first = None
    for t in parse.tokens:
        if first is not None and (not t.quoted or t.text in MARKS or _part(parse, t.i) != _part(parse, first)):
            found.append((first, t.i))
            first = None
        if first is None and t.quoted and t.text not in MARKS:
            first = t.i
    if first is not None:
        found.append((first, len(parse.tokens)))
    return found


def _part(parse: Parse, i: int) -> int:
    return parse.sentence_of(i).part


def completed(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts with quotations that they hold in part made whole, and loose quotations joined to the one before."""
    quotes = [q for q in runs(parse) if q[1] - q[0] >= 2]
    owners: dict[Range, int] = {}
    pieces = [list(d.contents) for d in drafts]
    for q in quotes:
        owner = _owner(parse, drafts, q)
        if owner is not None:
            owners[q] = owner
            _take(parse, pieces[owner], drafts, q)
    order = sorted(range(len(drafts)), key=lambda k: drafts[k].cue)
    for q in quotes:
        if q in owners or not _is_speech(parse, q, drafts):
            continue
        holder = _in_force(parse, drafts, pieces, order, q)
        if holder is not None:
            pieces[holder].append(with_marks(parse, q))
    whole = [_by_part(parse, merged(p)) for p in pieces]
    return [msgspec.structs.replace(d, contents=tuple(p)) for d, p in zip(drafts, whole, strict=True)]


def _owner(parse: Parse, drafts: list[Draft], q: Range) -> int | None:
    """The draft whose content holds most of the words of the quotation; the smallest such content."""
    best = None
    for k, d in enumerate(drafts):
        shared = sum(max(0, min(c[1], q[1]) - max(c[0], q[0])) for c in d.contents)
        inside = q[0] <= d.cue[0] < q[1]
        if shared and not inside:
            size = sum(c[1] - c[0] for c in d.contents)
            key = (shared, -size)
            if best is None or key > best[0]:
                best = (key, k)
    return best[1] if best else None


def _take(parse: Parse, pieces: list[Range], drafts: list[Draft], q: Range) -> None:
    """Extend the piece that holds a part of quotation `q` to its ends, up to the next cue or source of a statement that
    isn't wholly quoted ("But they told us so")."""
    first, last = with_marks(parse, q)
    taken = [
        r
        for d in drafts
        if not all(first <= r[0] and r[1] <= last for r in (d.cue, *d.sources, *d.contents))
        for r in (d.cue, *d.sources)
        if q[0] <= r[0] < q[1] and not any(p[0] <= r[0] < p[1] for p in pieces)
    ]
    for r in taken:
        if any(p[0] < r[0] for p in pieces):
            last = min(last, r[0])
    for k, p in enumerate(pieces):
        if p[0] < last and first < p[1]:
            pieces[k] = (min(p[0], first), max(p[1], last))


def with_marks(parse: Parse, q: Range) -> Range:
    """The quotation with its marks, those of its own paragraph."""
    first, last = q
    if first and parse.tokens[first - 1].text in MARKS and _part(parse, first - 1) == _part(parse, first):
        first -= 1
    end = last < len(parse.tokens) and parse.tokens[last].text in MARKS
    if end and _part(parse, last) == _part(parse, last - 1):
        last += 1
    return first, last


def _is_speech(parse: Parse, q: Range, drafts: list[Draft]) -> bool:
    """Whole sentences of some length that no draft's content, cue or source touches."""
    if q[1] - q[0] < LONG or any(r[0] < q[1] and q[0] < r[1] for d in drafts for r in (d.cue, *d.contents, *d.sources)):
        return False
    first = with_marks(parse, q)[0]
    starts = parse.sentence_of(q[0]).first in (first, q[0])
    return starts and parse.tokens[q[1] - 1].text in (".", "!", "?", "…", "...", ",")


def _in_force(parse: Parse, drafts: list[Draft], pieces: list[list[Range]], order: list[int], q: Range) -> int | None:
    """The last statement before the quotation, if it is in the same part, or ends the part before.

    It must end that part with a quotation, unless the quotation in search of a speaker is a part of its own.
    """
    before = [k for k in order if max(p[1] for p in pieces[k]) <= q[0] and drafts[k].cue[1] <= q[0]]
    if not before:
        return None
    part = _part(parse, q[0])
    k = max(
        before,
        key=lambda k: (
            max(max(p[1] for p in pieces[k]), drafts[k].cue[1]),
            kind(parse, tuple(pieces[k])) != "indirect",
        ),
    )
    last = max(pieces[k])
    same = _part(parse, drafts[k].cue[0]) == part
    near = same and parse.sentence_of(q[0]).i - parse.sentence_of(max(last[1] - 1, drafts[k].cue[0])).i <= 2
    end = max(last[1], drafts[k].cue[1]) - 1
    before_it = _part(parse, end) == part - 1
    alone = _is_alone(parse, q) and parse.sentences[parse.tokens[end].sentence + 1].part == part
    follows = before_it and (kind(parse, (last,)) == "direct" or (alone and bool(drafts[k].sources)))
    return k if near or follows else None


def _is_alone(parse: Parse, q: Range) -> bool:
    """Whether the quotation is a paragraph of its own."""
    first, last = with_marks(parse, q)
    part = _part(parse, q[0])
    begins = first == 0 or _part(parse, first - 1) != part
    return begins and (last == len(parse.tokens) or _part(parse, last) != part)


def _by_part(parse: Parse, pieces: list[Range]) -> list[Range]:
    """The pieces, one that runs over the end of a paragraph cut there."""
    out: list[Range] = []
    for first, last in pieces:
        cuts = [i for i in range(first + 1, last) if _part(parse, i) != _part(parse, i - 1)]
        out.extend(itertools.pairwise([first, *cuts, last]))
    return out


def merged(pieces: list[Range]) -> list[Range]:
    """Pieces in text order, those that touch or overlap made one."""
    out: list[Range] = []
    for p in sorted(pieces):
        if out and p[0] <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], p[1]))
        else:
            out.append(p)
    return out
