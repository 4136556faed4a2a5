"""Quotations paired with the cue that stands right beside them, where no attribution has the quotation.

"It is over," the envoy told reporters.      The envoy told reporters on Monday: "It is over."
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.language.parse import Parse
from communique.statements import cues
from communique.statements.complements import verb_group
from communique.statements.drafts import Draft, draft, within
from communique.statements.quotations import LONG, runs, with_marks
from communique.statements.trimming import Range

CONFIDENCE = 0.5
DASHES = ("-", "–", "—", "--")
AFTER = 14  # tokens behind a quotation in which its cue may stand
BEFORE = 7  # tokens before one


def paired(parse: Parse, drafts: list[Draft]) -> Iterator[Draft]:
    """A draft for each quotation that no draft has and beside which a cue stands that no draft has."""
    for q in runs(parse):
        around = [d for d in drafts if any(r[0] < q[1] and q[0] < r[1] for r in (d.cue, *d.contents))]
        verb = _cue_beside(parse, q) if q[1] - q[0] >= LONG else _cue_at(parse, q)
        if verb is None and not around and (made := _labelled(parse, q)) is not None:
            yield made
        if verb is None or any(within((d.cue,), verb) for d in drafts):
            continue
        if not all(d.contents[0][0] <= verb < d.contents[-1][1] for d in around):
            continue
        piece = with_marks(parse, q)
        subject = next(parse.children(verb, "nsubj"))
        source = parse.subtree(subject.i)
        if source[0] < piece[1] and piece[0] < source[1]:
            source = (subject.i, subject.i + 1)
        made = draft(parse, verb_group(parse, verb), (source,), (piece,), CONFIDENCE, "cue beside a quotation")
        if made is not None:
            yield made


def _labelled(parse: Parse, q: Range) -> Draft | None:
    """A quotation with nothing but its speaker before a colon or behind a dash: `Vale: "It is over."`."""
    first, last = with_marks(parse, q)
    part = parse.sentence_of(q[0]).part
    begin, end = first, last
    while begin and parse.sentence_of(begin - 1).part == part:
        begin -= 1
    while end < len(parse.tokens) and parse.sentence_of(end).part == part:
        end += 1
    if q[1] - q[0] < LONG and parse.tokens[q[1] - 1].text not in (".", "!", "?", ","):
        return None
    end -= end > last and parse.tokens[end - 1].text == "."
    for mark, source in ((first - 1, (begin, first - 1)), (last, (last + 1, end))):
        sign = (":",) if mark < first else DASHES
        if begin <= mark < end and parse.tokens[mark].text in sign and _is_name(parse, source):
            return draft(parse, (mark, mark + 1), (source,), ((first, last),), CONFIDENCE, "speaker beside a quotation")
    return None


def _is_name(parse: Parse, source: Range) -> bool:
    """A noun phrase with a name, short and without a verb."""
    words = parse.tokens[slice(*source)]
    named = any(t.upos == "PROPN" for t in words)
    return named and len(words) <= AFTER and not any(t.upos in ("VERB", "AUX") or t.quoted for t in words)


def _cue_beside(parse: Parse, q: Range) -> int | None:
    """The nearest verb of saying with a subject behind the quotation, or else before it, with no quotation between."""
    first, last = with_marks(parse, q)
    part = parse.sentence_of(q[0]).part
    behind = range(last, min(last + AFTER, len(parse.tokens)))
    before = range(first - 1, max(first - BEFORE, 0) - 1, -1)
    introduced = first > 0 and parse.tokens[first - 1].text in (",", ":", "that", "said")
    ended = parse.tokens[q[1] - 1].text in (",", "?", "!") or (
        last < len(parse.tokens) and parse.tokens[last].text == ","
    )
    for side in (behind, before) if ended or not introduced else (before, behind):
        for i in side:
            t = parse.tokens[i]
            if t.quoted or parse.sentence_of(i).part != part or (t.text in (".", ";") and side is before):
                break
            if side is behind and t.text == "." and t.deprel == "punct":
                break
            if t.upos == "VERB" and _says(parse, i, q):
                return i
    return None


def _cue_at(parse: Parse, q: Range) -> int | None:
    """The cue of a short quotation, set off from it by a comma or colon alone: `replied, "No."`, `"No," he said`."""
    first, last = with_marks(parse, q)
    if first > 1 and parse.tokens[first - 1].text in (",", ":") and _says(parse, first - 2, q):
        return first - 2
    if parse.tokens[q[1] - 1].text == ",":
        behind = range(last, min(last + 4, len(parse.tokens)))
        return next((i for i in behind if parse.tokens[i].upos == "VERB" and _says(parse, i, q)), None)
    return None


def _says(parse: Parse, i: int, q: Range) -> bool:
    match = next(cues.matches(parse, i, i + 1), None)
    subject = next(parse.children(i, "nsubj"), None)
    return match is not None and match.row.open and subject is not None and not q[0] <= subject.i < q[1]
