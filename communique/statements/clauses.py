"""Statements that the tree shows plainly, for where the tagger has none.

A verb of the table with a subject and a clause as its object or beside it ("The minister said the road was closed"),
and "according to" with its clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.language.arguments import surface_subjects
from communique.language.parse import Parse
from communique.statements import cues
from communique.statements.drafts import Draft, Range, draft

CONFIDENCE = 0.4
SPEECH = frozenset(
    {
        "say",
        "ask",
        "urge",
        "demand",
        "propose",
        "promise",
        "warn",
        "accuse",
        "deny",
        "claim",
        "predict",
        "reiterate",
        "threaten",
    }
)


def plain(parse: Parse, drafts: list[Draft]) -> Iterator[Draft]:
    """Drafts for cues that no draft has, whose content no draft has."""
    taken = {i for d in drafts for i in range(*d.cue)}
    held = [c for d in drafts for c in d.contents]
    for t in parse.tokens:
        if t.i in taken:
            continue
        found = None
        if t.upos == "VERB" and t.lemma in cues.table():
            found = _reported(parse, t.i)
        elif t.lower == "according":
            found = _according(parse, t.i)
        if found is not None and not any(_overlaps(c, h) for c in found.contents for h in held):
            yield found


def _overlaps(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _reported(parse: Parse, i: int) -> Draft | None:
    """A verb of speech with its own subject and a finite clause."""
    match = next(cues.matches(parse, i, i + 1), None)
    subject = next(parse.children(i, "nsubj"), None)
    if match is None or match.row.act not in SPEECH or subject is None or subject.deprel != "nsubj":
        return None
    content = next((parse.subtree(c.i) for c in parse.children(i, "ccomp")), None)
    t = parse.tokens[i]
    if content is None and t.deprel == "parataxis" and t.head < subject.i:
        content = (parse.subtree(t.head)[0], parse.subtree(i)[0])
    if content is None or not surface_subjects(parse, i) or content[1] - content[0] < 3:
        return None
    cue = _verb_group(parse, i)
    if _overlaps(content, cue):
        return None
    return draft(parse, cue, (parse.subtree(subject.i),), (content,), CONFIDENCE, "clause of a reporting verb")


def _verb_group(parse: Parse, i: int) -> Range:
    """The verb with the auxiliaries and negation before it."""
    first = i
    while (
        first
        and parse.tokens[first - 1].head == i
        and parse.tokens[first - 1].deprel.split(":")[0] in ("aux", "advmod")
    ):
        first -= 1
    return first, i + 1


def _according(parse: Parse, i: int) -> Draft | None:
    """ "According to X" with the rest of its clause."""
    noun = parse.tokens[i].head
    if noun < 0 or parse.tokens[noun].head < 0 or noun <= i:
        return None
    clause = parse.subtree(parse.tokens[noun].head)
    phrase = parse.subtree(noun)
    content = (phrase[1], clause[1]) if phrase[0] == clause[0] else (clause[0], phrase[0])
    source = (i + 2, phrase[1])
    if content[1] - content[0] < 3 or source[0] >= source[1]:
        return None
    return draft(parse, (i, i + 2), (source,), (content,), CONFIDENCE, "according to")
