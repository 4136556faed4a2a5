"""Statements that stand inside the content of another as a mere phrase.

- a noun of speech with its holder: "the minister's pledge to resign", "a call by Vale for a halt";
- a participle with a lent subject: "a man claiming to be a doctor", "a letter criticising the plan";
- a verb of thought with its object, of admission with a gerund: "believes the plan to be dead", "admitted lying";
- a verb with its topic behind a preposition: "the families asked for privacy", "Norland agreed to three changes".

In the article's own voice such phrases more often tell of a deed, so that there they are none.
"""

from __future__ import annotations

from communique.language.arguments import is_passive, preposition
from communique.language.parse import Parse, Token
from communique.statements import cues
from communique.statements.complements import (
    behind_case,
    charge,
    gerund,
    infinitive,
    is_infinitive,
    is_own_act,
    is_real,
    is_that,
    verb_group,
    with_object,
)
from communique.statements.drafts import BY_TREE, Draft, draft
from communique.statements.trimming import Range

TOPICS = {
    "ask": ("for",),
    "urge": ("for",),
    "demand": ("for",),
    "agree": ("to",),
    "warn": ("of", "about", "against"),
    "say": ("about", "of"),
    "believe": ("about",),
    "accuse": ("of", "about", "against"),
    "reject": ("to",),
}  # prepositions before what an act is about
PURPOSES = frozenset({"promise", "offer", "demand", "ask", "urge", "propose", "threaten", "reject"})
VOICED = frozenset({"accuse", "deny", "demand", "reject", "reiterate", "blame"})
THOUGHT = frozenset({"believe", "consider", "deem", "find", "judge", "think"})
ADMITTED = frozenset({"say", "deny", "propose"})
PHASES = frozenset({"begin", "start", "continue", "describe"})  # a gerund under these is what is done
POSSESSIVE = ("'s", "'", "’s", "’")


def inside(parse: Parse, t: Token) -> Draft | None:
    """The draft whose cue has its main word at `t`, which stands in the content of another."""
    if t.upos == "NOUN":
        return _held(parse, t)
    if t.upos == "ADJ":
        return _on_topic(parse, t)
    return _participle(parse, t) or _on_topic(parse, t) or _thought(parse, t) if t.upos == "VERB" else None


def _held(parse: Parse, t: Token) -> Draft | None:
    """A noun of speech with its holder and what it says: "the president's belief that ..."."""
    row = next((m.row for m in cues.matches(parse, t.i, t.i + 1)), None)
    source = _holder(parse, t)
    content = None if row is None else _of_noun(parse, t, row)
    if source is None or content is None:
        return None
    return draft(parse, (t.i, t.i + 1), (source,), (content,), BY_TREE, "noun with its clause")


def _holder(parse: Parse, t: Token) -> Range | None:
    """The possessor of a noun, without the "'s", or who stands behind it: "a warning from Norland", "made by Vale"."""
    holder = next((c for c in parse.children(t.i, "nmod:poss") if c.deprel == "nmod:poss"), None)
    if holder is not None:
        first, last = parse.subtree(holder.i)
        marked = any(c.lower in POSSESSIVE for c in parse.children(holder.i, "case"))
        return first, max(last - marked, first + 1)
    made = [c for v in parse.children(t.i, "acl") if is_passive(parse, v.i) for c in parse.children(v.i, "obl")]
    behind = (c for c in (*parse.children(t.i, "nmod"), *made) if preposition(parse, c.i) in ("by", "from"))
    return next((behind_case(parse, c) for c in behind), None)


def _of_noun(parse: Parse, t: Token, row: cues.Row) -> Range | None:
    """The "that" clause of a noun; also the infinitive of one that promises or asks, the topic of one that speaks."""
    under = list(parse.children(t.i, "acl", "ccomp"))
    said = next((c for c in under if is_that(parse, c)), None)
    if said is None and row.act in PURPOSES:
        said = next((c for c in under if is_infinitive(parse, c)), None)
    if said is not None:
        return parse.subtree(said.i)
    return _topic(parse, t, row) if row.act != "say" or row.open else None


def _participle(parse: Parse, t: Token) -> Draft | None:
    """A participle of speech with an infinitive, a charge or a topic, its subject lent by the noun before it."""
    row = next((m.row for m in cues.matches(parse, t.i, t.i + 1)), None)
    if row is None or row.deed or t.deprel != "acl" or not t.lower.endswith("ing"):
        return None
    content = infinitive(parse, t) or (charge(parse, t) if row.act in VOICED else None) or _topic(parse, t, row)
    return None if content is None else draft(parse, (t.i, t.i + 1), (), (content,), BY_TREE, "participle")


def _on_topic(parse: Parse, t: Token) -> Draft | None:
    """A finite verb or predicate with its subject and its topic."""
    row = next((m.row for m in cues.matches(parse, t.i, t.i + 1)), None)
    subject = next(parse.children(t.i, "nsubj"), None)
    if row is None or subject is None or is_passive(parse, t.i) or is_own_act(t, subject):
        return None
    if row.deed and row.act != "say":
        return None
    plain = row.open and "obj" not in row.addressee  # "Vale said of the plan" tells only what his quotation is about
    content = None if plain else _topic(parse, t, row)
    if content is None or not is_real(parse, t):
        return None
    return draft(parse, verb_group(parse, t.i), (parse.subtree(subject.i),), (content,), BY_TREE, "verb on its topic")


def _thought(parse: Parse, t: Token) -> Draft | None:
    """A finite verb with what it takes its object to be ("believes the plan to be dead") or with a gerund ("admitted
    taking the money")."""
    row = next((m.row for m in cues.matches(parse, t.i, t.i + 1)), None)
    subject = next(parse.children(t.i, "nsubj"), None)
    if row is None or subject is None or is_own_act(t, subject) or is_passive(parse, t.i) or not is_real(parse, t):
        return None
    content = infinitive(parse, t) if t.lemma in THOUGHT else None
    if content is not None:
        content = with_object(parse, t, content)
    elif row.act in ADMITTED and not row.deed and t.lemma not in PHASES:
        content = gerund(parse, t)
    source = parse.subtree(subject.i)
    return None if content is None else draft(parse, verb_group(parse, t.i), (source,), (content,), BY_TREE, "thought")


def _topic(parse: Parse, t: Token, row: cues.Row) -> Range | None:
    """The phrase or gerund behind a word of speech that has the preposition of its act, without it."""
    for c in parse.children(t.i, "obl", "nmod", "obj", "advcl"):
        words = preposition(parse, c.i) or next((m.lower for m in parse.children(c.i, "mark")), "")
        if c.i > t.i and c.upos in ("NOUN", "VERB") and words in TOPICS.get(row.act, ()):
            first, last = parse.subtree(c.i)
            if c.upos == "NOUN" or not is_infinitive(parse, c):
                return first + len(words.split()), last
    return None
