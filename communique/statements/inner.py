"""Statements that stand inside the content of another as a mere phrase.

- a noun of speech with its holder: "the minister's pledge to resign", "a call by Vale for a halt";
- a participle with a lent subject: "a man claiming to be a doctor", "a letter criticising the plan";
- a verb of thought with its object, of admission with a gerund: "believes the plan to be dead", "admitted lying";
- a verb with its topic behind a preposition: "the families asked for privacy", "Norland agreed to three changes";
- what one takes or declares a thing to be: "sees the deal as a threat", "is regarded by Norland as dead", "Vale's
  labelling of the march as a riot", "what Norland calls its partners".

In the article's own voice such phrases more often tell of a deed, so that there they are none.
"""

from __future__ import annotations

from communique.language.arguments import is_passive, preposition, subjects
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
THOUGHT = frozenset({"believe", "consider", "deem", "find", "judge", "think", "view", "perceive"})
TAKEN_AS = frozenset(
    {"see", "view", "regard", "perceive", "describe", "characterise", "characterize", "depict", "portray", "label"}
)
LABELS = frozenset({"labelling", "labeling", "description", "characterisation", "characterization", "portrayal"})
CALLED = frozenset({"call", "term", "dub", "describe", "consider", "label"})
GROUNDS = frozenset({"on", "in", "with", "under", "from", "because of", "out of"})  # "did so on the belief that"
ADMITTED = frozenset({"say", "deny", "propose"})
PHASES = frozenset({"begin", "start", "continue", "describe"})  # a gerund under these is what is done
POSSESSIVE = ("'s", "'", "’s", "’")


def inside(parse: Parse, t: Token) -> Draft | None:
    """The draft whose cue has its main word at `t`, which stands in the content of another."""
    if t.upos == "NOUN":
        return _held(parse, t)
    if t.upos == "ADJ":
        return _on_topic(parse, t)
    if t.upos != "VERB":
        return None
    return _participle(parse, t) or _on_topic(parse, t) or _thought(parse, t) or _taken(parse, t) or _called(parse, t)


def _held(parse: Parse, t: Token) -> Draft | None:
    """A noun of speech with its holder and what it says: "the president's belief that ..."."""
    row = next((m.row for m in cues.matches(parse, t.i, t.i + 1)), None)
    content = None if row is None else _labelling(parse, t) or _of_noun(parse, t, row)
    source = _holder(parse, t) or _believer(parse, t)
    if source is None or content is None:
        return None
    return draft(parse, (t.i, t.i + 1), (source,), (content,), BY_TREE, "noun with its clause")


def _holder(parse: Parse, t: Token) -> Range | None:
    """The possessor of a noun, without the "'s", or who stands behind it ("a warning from Norland", "made by Vale") or
    before it ("a Norland proposal", "an American demand")."""
    holder = next((c for c in parse.children(t.i, "nmod:poss") if c.deprel == "nmod:poss"), None)
    if holder is not None:
        first, last = parse.subtree(holder.i)
        marked = any(c.lower in POSSESSIVE for c in parse.children(holder.i, "case"))
        return first, max(last - marked, first + 1)
    made = [c for v in parse.children(t.i, "acl") if is_passive(parse, v.i) for c in parse.children(v.i, "obl")]
    behind = (c for c in (*parse.children(t.i, "nmod"), *made) if preposition(parse, c.i) in ("by", "from"))
    before = (c for c in parse.children(t.i, "compound", "amod") if c.upos == "PROPN" or _is_demonym(c))
    return next((behind_case(parse, c) for c in behind), None) or next((parse.subtree(c.i) for c in before), None)


def _is_demonym(t: Token) -> bool:
    return t.upos == "ADJ" and t.text[:1].isupper()


def _believer(parse: Parse, t: Token) -> Range | None:
    """Who acts on a belief that stands without its holder: "| Norland | did so on the belief that ..."."""
    verb = parse.tokens[t.head] if t.deprel == "obl" else None
    belief = any(r.pos == "NOUN" and r.act == "believe" for r in cues.table().get(t.lemma, ()))
    if verb is None or verb.upos != "VERB" or not belief or preposition(parse, t.i) not in GROUNDS:
        return None
    return next((parse.subtree(i) for i in subjects(parse, verb.i)), None)


def _labelling(parse: Parse, t: Token) -> Range | None:
    """What a noun like "labelling" says of a thing: "labelling of | the march as a riot"."""
    thing = next((c for c in parse.children(t.i, "nmod") if preposition(parse, c.i) == "of"), None)
    if t.lemma not in LABELS or thing is None:
        return None
    first, last = behind_case(parse, thing)
    if parse.tokens[last].lower == "as" and parse.tokens[last].deprel == "case":
        last = parse.subtree(parse.tokens[last].head)[1]
    return (first, last) if any(w.lower == "as" for w in parse.tokens[first:last]) else None


def _of_noun(parse: Parse, t: Token, row: cues.Row) -> Range | None:
    """The "that" clause of a noun; also the infinitive of one that promises or asks, the topic of one that speaks."""
    under = list(parse.children(t.i, "acl", "ccomp"))
    said = next((c for c in under if is_that(parse, c) or (c.deprel == "acl:relcl" and _is_whole(parse, c))), None)
    if said is None and row.act in PURPOSES:
        said = next((c for c in under if is_infinitive(parse, c)), None)
    if said is not None:
        return parse.subtree(said.i)
    return _topic(parse, t, row) if row.act != "say" or row.open else None


def _is_whole(parse: Parse, t: Token) -> bool:
    """Whether a clause called relative is none, as it has a "that" that is no part of it and a subject."""
    return any(m.lower == "that" for m in parse.children(t.i, "mark")) and any(parse.children(t.i, "nsubj"))


def _participle(parse: Parse, t: Token) -> Draft | None:
    """A participle of speech with an infinitive, a charge or a topic, its subject lent by the noun before it."""
    row = next((m.row for m in cues.matches(parse, t.i, t.i + 1)), None)
    if row is None or row.deed or t.deprel != "acl" or not t.lower.endswith("ing"):
        return None
    content = infinitive(parse, t) or (charge(parse, t) if row.act in VOICED else None) or _topic(parse, t, row)
    return None if content is None else draft(parse, (t.i, t.i + 1), (), (content,), BY_TREE, "participle")


def _on_topic(parse: Parse, t: Token) -> Draft | None:
    """A finite verb or predicate with its subject and its topic."""
    match = next(cues.matches(parse, t.i, t.i + 1), None)
    subject = next(parse.children(t.i, "nsubj"), None)
    if match is None:
        return None
    row = match.row
    if subject is None or is_passive(parse, t.i) or is_own_act(t, subject):
        return None
    if row.deed and row.act != "say":
        return None
    plain = row.open and "obj" not in row.addressee  # "Vale said of the plan" tells only what his quotation is about
    content = None if plain else _topic(parse, t, row) or _topic(parse, parse.tokens[match.last], row)
    if content is None or not is_real(parse, t):
        return None
    cue = (verb_group(parse, t.i)[0], match.last + 1)
    return draft(parse, cue, (parse.subtree(subject.i),), (content,), BY_TREE, "verb on its topic")


def _thought(parse: Parse, t: Token) -> Draft | None:
    """A finite verb with what it takes its object to be ("believes the plan to be dead") or with a gerund ("admitted
    taking the money")."""
    row = next((m.row for m in cues.matches(parse, t.i, t.i + 1)), None)
    subject = next(parse.children(t.i, "nsubj"), None)
    if row is None or subject is None or is_own_act(t, subject) or is_passive(parse, t.i) or not is_real(parse, t):
        return None
    content = (
        infinitive(parse, t, *(["advcl"] if any(parse.children(t.i, "obj")) else [])) if t.lemma in THOUGHT else None
    )
    if content is not None:
        content = with_object(parse, t, content)
    elif t.lemma == "support" or (row.act in ADMITTED and not row.deed and t.lemma not in PHASES):
        content = gerund(parse, t)
    source = parse.subtree(subject.i)
    return None if content is None else draft(parse, verb_group(parse, t.i), (source,), (content,), BY_TREE, "thought")


def _taken(parse: Parse, t: Token) -> Draft | None:
    """A verb with what it takes a thing as: "sees | the deal as a threat", "| it | is seen | as a threat | by Vale"."""
    role = next((c for c in parse.children(t.i, "obl", "advcl", "xcomp") if _is_as(parse, c) and c.i > t.i), None)
    if t.lemma not in TAKEN_AS or role is None or not is_real(parse, t):
        return None
    passive = is_passive(parse, t.i)
    subject = next(parse.children(t.i, "nsubj"), None)
    if subject is None or (not passive and is_own_act(t, subject)):
        return None
    first, last = parse.subtree(role.i)
    if not passive:
        thing = next((c for c in parse.children(t.i, "obj") if t.i < c.i < first), None)
        first = first if thing is None else parse.subtree(thing.i)[0]
        contents: tuple[Range, ...] = ((first, last),)
        holder = parse.subtree(subject.i)
    else:
        agents = [*parse.children(t.i, "obl"), *(parse.tokens[i] for i in range(role.i + 1, last))]
        agent = next((a for a in agents if preposition(parse, a.i) == "by"), None)
        if agent is None:
            return None
        holder = behind_case(parse, agent)
        last = min(last, parse.subtree(agent.i)[0]) if agent.i > role.i else last
        contents = (parse.subtree(subject.i), (first, last))
    return draft(parse, verb_group(parse, t.i), (holder,), contents, BY_TREE, "taken as")


def _is_as(parse: Parse, t: Token) -> bool:
    return any(c.lower == "as" for c in parse.children(t.i, "case", "mark"))


def _called(parse: Parse, t: Token) -> Draft | None:
    """What a thing is called: "what Norland calls | its partners"."""
    subject = next(parse.children(t.i, "nsubj"), None)
    if t.lemma not in CALLED or t.deprel != "acl:relcl" or parse.tokens[t.head].lower != "what" or subject is None:
        return None
    name = next((c for c in parse.children(t.i, "obj", "xcomp", "obl") if c.i > t.i), None)
    if name is None or is_own_act(t, subject):
        return None
    source = parse.subtree(subject.i)
    return draft(parse, verb_group(parse, t.i), (source,), (parse.subtree(name.i),), BY_TREE, "what it is called")


def _topic(parse: Parse, t: Token, row: cues.Row) -> Range | None:
    """The phrase or gerund behind a word of speech that has the preposition of its act, without it."""
    for c in parse.children(t.i, "obl", "nmod", "obj", "advcl"):
        words = preposition(parse, c.i) or next((m.lower for m in parse.children(c.i, "mark")), "")
        if c.i > t.i and c.upos in ("NOUN", "VERB") and words in TOPICS.get(row.act, ()):
            first, last = parse.subtree(c.i)
            if c.upos == "NOUN" or not is_infinitive(parse, c):
                return first + len(words.split()), last
    return None
