"""Cues that decline or fail to say: "refused to answer questions", "did not comment on the plan", "made no comment".

Such a cue takes in the verb of saying, its content is what was not spoken of, and its polarity is `denied`.

    "The ministry declined to explain the delay."    cue "declined to explain", content "the delay"
"""

from __future__ import annotations

from communique.language.arguments import is_negated, is_passive, preposition, word_class
from communique.language.parse import Parse, Token
from communique.record import Polarity
from communique.statements import cues
from communique.statements.drafts import Draft
from communique.statements.trimming import Range

TOLD = frozenset({"answer", "clarify", "comment", "confirm", "describe", "detail", "disclose", "discuss", "divulge"})
TOLD |= {"elaborate", "explain", "mention", "reply", "respond", "reveal", "specify"}  # what it is news not to do
ABOUT = ("to", "on", "about", "into")  # prepositions before what is not spoken of
ANSWERS = frozenset({"answer", "comment", "detail", "explanation", "reply", "report", "response", "statement", "word"})
UNREACHED = frozenset({"reach", "available"})
WANTED = frozenset({"want", "wish", "hope", "intend", "expect", "plan"})  # not to want is no refusal to speak


def refused(parse: Parse, t: Token) -> tuple[Range, Range] | None:
    """Cue and content of a verb or adjective `t` that refuses a saying, or of a verb of saying that is negated."""
    match = next(cues.matches(parse, t.i, t.i + 1), None)
    if t.lemma in UNREACHED:
        return _unreached(parse, t)
    if match is None:
        return None
    if match.row.polarity == "denied":
        said = next((c for c in parse.children(t.i, "xcomp", "advcl", "ccomp") if _tells(parse, c)), None)
    else:
        said = t if _is_withheld(parse, t) else None
    content = _unsaid(parse, said) if said is not None else None
    return None if said is None or content is None else ((_start(parse, t), said.i + 1), content)


def silent(parse: Parse, t: Token) -> tuple[Range, Token, Range] | None:
    """Cue, source and content where there is "no comment": "has no comment on it", "there was no reply from Vale"."""
    verb = parse.tokens[t.head]
    if t.head < 0 or t.lemma not in ANSWERS or not is_negated(parse, t.i) or verb.i > t.i:
        return None
    if t.deprel == "obj" and verb.lemma in word_class("light"):
        source = next(parse.children(verb.i, "nsubj"), None)
        topic = _topic(parse, t) or _topic(parse, verb)
        cue, content = ((_start(parse, verb), t.i + 1), topic) if topic else (_alone(parse, verb), parse.subtree(t.i))
    elif t.deprel == "nsubj" and verb.lemma == "be":
        source = next((c for h in (t, verb) for c in parse.children(h.i, "nmod", "obl") if _is_from(parse, c)), None)
        cue, content = _alone(parse, verb), (parse.subtree(t.i)[0], t.i + 1)
    else:
        return None
    return None if source is None else (cue, source, content)


def _topic(parse: Parse, t: Token) -> Range | None:
    """The phrase that tells what is not spoken of, behind `t`."""
    said = (c for c in parse.children(t.i, "nmod", "obl") if c.i > t.i and preposition(parse, c.i) in ABOUT)
    return next((parse.subtree(c.i) for c in said), None)


def _is_from(parse: Parse, t: Token) -> bool:
    return preposition(parse, t.i) == "from"


def _alone(parse: Parse, verb: Token) -> Range:
    return _start(parse, verb), verb.i + 1


def _is_withheld(parse: Parse, t: Token) -> bool:
    return t.upos == "VERB" and t.lemma in TOLD and is_negated(parse, t.i) and not is_passive(parse, t.i)


def _unreached(parse: Parse, t: Token) -> tuple[Range, Range] | None:
    """ "Could not be reached for comment", "was not available to comment on it"."""
    if not is_negated(parse, t.i) or (t.upos == "VERB" and not is_passive(parse, t.i)):
        return None
    answers = (c for c in parse.children(t.i, "obl") if c.lemma in ANSWERS and preposition(parse, c.i) == "for")
    tells = (c for c in parse.children(t.i, "advcl", "xcomp") if c.lemma in TOLD and _tells(parse, c))
    sought = next(answers, None) or next(tells, None)
    if sought is None:
        return None
    return _alone(parse, t), _unsaid(parse, sought) or parse.subtree(sought.i)


def _tells(parse: Parse, t: Token) -> bool:
    """An infinitive or gerund of saying."""
    to = any(m.lower == "to" for m in parse.children(t.i, "mark")) or _is_gerund(parse, t)
    row = next((m.row for m in cues.matches(parse, t.i, t.i + 1)), None)
    return to and (t.lemma in TOLD or (row is not None and row.open))


def _is_gerund(parse: Parse, t: Token) -> bool:
    """ "Avoided answering", "refrained from commenting", not "declined, saying"."""
    of = any(m.lower in ("of", "from") for m in parse.children(t.i, "mark"))
    return t.lower.endswith("ing") and (of or t.deprel == "xcomp")


def _unsaid(parse: Parse, verb: Token) -> Range | None:
    """What was not spoken of: a clause, the object, or a phrase with "on", "to", "about"."""
    for t in parse.children(verb.i, "ccomp", "xcomp", "obj", "obl"):
        first, last = parse.subtree(t.i)
        topic = t.deprel == "obj" or t.deprel.endswith("comp") or preposition(parse, t.i) in ABOUT
        if topic and first > verb.i:
            return first, last
    return None


def _start(parse: Parse, t: Token) -> int:
    """The first auxiliary, copula or negation before `t`."""
    first = t.i
    while first and (c := parse.tokens[first - 1]).head == t.i and c.deprel in ("aux", "aux:pass", "cop", "advmod"):
        first -= 1
    return first


def polarity(parse: Parse, d: Draft) -> Polarity:
    """`denied` where the cue denies, refuses or is negated, or nothing was said ("no comment", "no reports that")."""
    head = parse.tokens[d.head]
    if any(m.row.polarity == "denied" for m in cues.matches(parse, *d.cue)) or _is_held_back(parse, head):
        return "denied"
    if head.lemma in WANTED or (is_passive(parse, d.head) and not _is_not(parse, d.head)):
        return "affirmed"
    return "denied" if is_negated(parse, d.head) or _is_nothing(parse, d) else "affirmed"


def _is_held_back(parse: Parse, t: Token) -> bool:
    """Whether the word over a verb of saying denies or refuses it: "stopped short of saying", "denied telling"."""
    over = next((m.row for m in cues.matches(parse, t.head, t.head + 1)), None) if t.head >= 0 else None
    return t.upos == "VERB" and over is not None and over.polarity == "denied" and _tells(parse, t)


def _is_not(parse: Parse, i: int) -> bool:
    """Whether the verb itself is negated, not only its subject ("no damage was reported")."""
    return any(c.lower in ("not", "n't", "n’t", "never") for c in parse.children(i, "advmod"))


def _is_nothing(parse: Parse, d: Draft) -> bool:
    """ "Made no promise" or "said nothing" as the cue, "no comment" or "nothing" right behind it as the content, or
    "neither side"."""
    first, last = d.contents[0]
    behind = parse.tokens[first:last] if d.cue[1] <= first <= d.cue[1] + 1 else ()
    if any(t.lower == "nothing" for t in (*parse.tokens[slice(*d.cue)], *behind[:1])):
        return True
    if any(c.lower == "neither" for t in parse.children(d.head, "nsubj") for c in parse.children(t.i, "det")):
        return True
    nouns = [t for t in parse.tokens[slice(*d.cue)] if t.upos == "NOUN"]
    nouns.extend(t for t in behind if t.lemma in ANSWERS and t.head == d.head)
    return any(is_negated(parse, t.i) for t in nouns)
