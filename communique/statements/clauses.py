"""Statements that the tree shows plainly, for where the tagger has none.

- a reporting verb with its subject and a clause ("The minister said the road was closed"), also beside the clause;
- a verb of asking, promising or refusing with an infinitive ("refused to sign"), of blame or rejection with its object;
- a noun of speech under a light verb ("has made demands for guarantees");
- "according to" with its clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.language.arguments import is_passive, preposition, word_class
from communique.language.parse import Parse, Token
from communique.statements import cues
from communique.statements.drafts import Draft, Range, draft

CONFIDENCE = 0.4
REPORTS = frozenset(
    {
        "say",
        "ask",
        "demand",
        "propose",
        "promise",
        "warn",
        "accuse",
        "deny",
        "claim",
        "predict",
        "believe",
        "reiterate",
        "threaten",
    }
)
INFINITIVES = frozenset({"ask", "urge", "demand", "promise", "offer", "threaten", "reject", "agree"})
OBJECTS = frozenset({"accuse", "deny", "reject", "reiterate", "propose", "blame"})
NOUNS = frozenset({"demand", "urge", "propose", "promise", "threaten", "warn", "accuse", "offer"})
CHARGES = ("of", "for")  # "accused X of Y", "blamed X for Y"
CONTENT_PREPOSITIONS = ("for", "of", "about", "against", "to")


def plain(parse: Parse, drafts: list[Draft]) -> Iterator[Draft]:
    """Drafts for cues that no draft has, whose content and cue touch no draft's."""
    taken = {i for d in drafts for r in (d.cue, *d.contents) for i in range(*r)}
    for t in parse.tokens:
        if t.i in taken:
            continue
        found = None
        if t.upos == "VERB" and t.lemma in cues.table():
            found = _verb(parse, t)
        elif t.upos == "NOUN" and t.lemma in cues.table():
            found = _noun(parse, t)
        elif t.lower == "according":
            found = _according(parse, t)
        if found is not None and taken.isdisjoint(i for c in (found.cue, *found.contents) for i in range(*c)):
            yield found


def _verb(parse: Parse, t: Token) -> Draft | None:
    """A verb with its own subject and what it says."""
    match = next(cues.matches(parse, t.i, t.i + 1), None)
    subject = next(parse.children(t.i, "nsubj"), None)
    if match is None or subject is None or subject.deprel != "nsubj" or is_passive(parse, t.i):
        return None
    act = match.row.act
    content = None
    if act in REPORTS and match.row.open:
        content = _clause(parse, t, subject)
    if content is None and act in INFINITIVES:
        content = next((parse.subtree(c.i) for c in parse.children(t.i, "xcomp") if _is_infinitive(parse, c)), None)
    if content is None and act in OBJECTS:
        content = _charge(parse, t)
    if content is None:
        return None
    cue = (_group_start(parse, t.i), t.i + 1)
    return draft(parse, cue, (parse.subtree(subject.i),), (content,), CONFIDENCE, "clause of a reporting verb")


def _clause(parse: Parse, t: Token, subject: Token) -> Range | None:
    for c in parse.children(t.i, "ccomp"):
        first, last = parse.subtree(c.i)
        if last - first >= 3 and not first <= t.i < last:
            return first, last
    if t.deprel == "parataxis" and t.head < min(t.i, subject.i):
        first = parse.subtree(t.head)[0]
        return (first, parse.subtree(t.i)[0]) if first < t.head else None
    return None


def _charge(parse: Parse, t: Token) -> Range | None:
    """What is blamed on or charged to the object, or else the object."""
    for c in parse.children(t.i, "advcl", "obl"):
        if preposition(parse, c.i) in CHARGES or any(m.lower in CHARGES for m in parse.children(c.i, "mark")):
            return parse.subtree(c.i)
    obj = next(parse.children(t.i, "obj"), None)
    return parse.subtree(obj.i) if obj is not None and obj.upos == "NOUN" else None


def _noun(parse: Parse, t: Token) -> Draft | None:
    """A noun of speech that is the object of a light verb: "has made demands for guarantees"."""
    match = next(cues.matches(parse, t.i, t.i + 1), None)
    if (
        match is None
        or match.row.act not in NOUNS
        or t.deprel != "obj"
        or parse.tokens[t.head].lemma not in word_class("light")
    ):
        return None
    subject = next(parse.children(t.head, "nsubj"), None)
    said = [c for c in parse.children(t.i, "nmod", "acl") if c.i > t.i and c.deprel != "nmod:poss"]
    said = [c for c in said if c.deprel.startswith("acl") or preposition(parse, c.i) in CONTENT_PREPOSITIONS]
    if subject is None or subject.deprel != "nsubj" or not said:
        return None
    first, last = parse.subtree(said[0].i)
    if parse.tokens[first].upos == "ADP":
        first += 1
    cue = (_group_start(parse, t.head), t.i + 1)
    return draft(parse, cue, (parse.subtree(subject.i),), ((first, last),), CONFIDENCE, "noun of speech")


def _group_start(parse: Parse, i: int) -> int:
    """The first auxiliary, negation or adverb of the verb group before verb `i`."""
    first = i
    while first and parse.tokens[first - 1].head == i and parse.tokens[first - 1].deprel in ("aux", "advmod"):
        first -= 1
    return first


def _is_infinitive(parse: Parse, t: Token) -> bool:
    return any(m.lower == "to" for m in parse.children(t.i, "mark"))


def _according(parse: Parse, t: Token) -> Draft | None:
    """ "According to X" with the rest of its clause."""
    noun = t.head
    if noun <= t.i or parse.tokens[noun].head < 0:
        return None
    clause = parse.subtree(parse.tokens[noun].head)
    phrase = parse.subtree(noun)
    content = (phrase[1], clause[1]) if phrase[0] == clause[0] else (clause[0], phrase[0])
    source = (t.i + 2, phrase[1])
    if content[1] - content[0] < 3 or source[0] >= source[1]:
        return None
    return draft(parse, (t.i, t.i + 2), (source,), (content,), CONFIDENCE, "according to")
