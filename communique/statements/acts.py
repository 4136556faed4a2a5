"""Which of the codebook's acts a statement does: by rule, weighed against what the model reads in context.

The rule is the row of the cue. Cues that only say ("said", "added", "told") and those that argue ("claims") take the
act from the content: "I would propose ..." proposes, "claims it has no plans" denies, "rain will fall" predicts; a mere
"may" is said. `contents.csv` has phrases. Words that name the act weigh more than a content that hints at it.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec

from communique.language.arguments import auxiliaries, is_negated, is_passive, subjects, surface_subjects, word_class
from communique.language.parse import LEAST_ACT, Parse, Token
from communique.record import Act
from communique.statements import cues
from communique.statements.complements import is_infinitive
from communique.statements.drafts import Draft
from communique.statements.quotations import kind
from communique.statements.trimming import Range

TABLE = Path(__file__).with_name("contents.csv")
NAMED, HINTED, OPEN = 32.0, 12.0, 3.0  # how many times likelier an act is if a cue names it, a content hints at it, or
# the cue only says
FUTURE = frozenset({"will", "would", "shall"})
DUTY = frozenset({"must", "should"})
SPEAKER = frozenset({"i", "we"})
NAMING = frozenset(get_args(Act)) - {"say", "claim", "believe", "predict"}
DONE_SAYING = frozenset({"propose", "offer", "urge", "demand", "ask", "warn"})  # whoever would do these does them
READY = frozenset({"ready", "willing", "prepared", "open", "happy"})
PLANS = frozenset({"plan", "intend", "intention", "resolve", "determination"})


class Phrase(msgspec.Struct, frozen=True):
    """Words that give a content its act, for cues whose own act is among `cues`; `place` is any, start or whole."""

    words: tuple[str, ...]
    act: Act
    cues: frozenset[str]
    place: str


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """All phrases by their first word. Raises `ValueError` on an unknown act or place."""
    found: dict[str, list[Phrase]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            if r["act"] not in get_args(Act) or r["place"] not in ("any", "start", "whole"):
                raise ValueError(f"contents.csv: {r['words']!r} has an unknown act or place")
            words = tuple(r["words"].split())
            phrase = Phrase(words, r["act"], frozenset(r["cues"].split() or ["say"]), r["place"])  # type: ignore[arg-type]
            found.setdefault(words[0], []).append(phrase)
    return {word: tuple(group) for word, group in found.items()}


class Rule(msgspec.Struct, frozen=True):
    """An act by rule, what it rests on, and by how much that makes it likelier than without."""

    act: Act
    why: str
    weight: float


def act(parse: Parse, draft: Draft, same: frozenset[int]) -> tuple[Act, str]:
    """The act and what it rests on; `same` are the tokens in the content that stand for the speaker."""
    by_rule = rule(parse, draft, same)
    read = draft.tag.acts if draft.tag else {}
    best = max(read, key=lambda a: read[a], default=by_rule.act)
    if best == by_rule.act or read[best] <= by_rule.weight * max(read.get(by_rule.act, 0.0), LEAST_ACT):
        return by_rule.act, by_rule.why
    return best, f"act {read[best]:.2f} in context, by rule {by_rule.act}"


def rule(parse: Parse, draft: Draft, same: frozenset[int]) -> Rule:
    """The act by the cue's row and the content alone."""
    base: Act = draft.match.row.act if draft.match else "say"
    why = f"cue {' '.join(draft.match.row.words)!r}" if draft.match else "cue in no table"
    noun = _noun_of(parse, draft) if base == "say" else None
    if noun is not None:
        why = f"cue {' '.join(draft.match.row.words) if draft.match else ''} {' '.join(noun.words)!r}"
        return Rule(noun.act, why, NAMED)
    if draft.match is not None and not draft.match.row.open:
        return Rule(base, why, OPEN if base == "say" else NAMED)
    if base == "say" and _is_order(parse, draft):
        return Rule("demand", "told to do", NAMED)
    words = [t for c in draft.contents for t in parse.tokens[slice(*c)] if t.upos != "PUNCT"]
    if words and words[0].lower == "that":
        words = words[1:]
    if _asks(parse, draft.contents):
        return Rule("ask", "question mark", HINTED)
    hint = _by_phrase(parse, words, base) or _by_verb(parse, draft.contents[0], base, same)
    return Rule(base, why, OPEN) if hint is None else Rule(*hint, HINTED)


def _noun_of(parse: Parse, draft: Draft) -> cues.Row | None:
    """The row of the noun that a verb without an act of its own has as its object: "expressed doubts"."""
    if parse.tokens[draft.head].lemma not in word_class("light"):
        return None
    nouns = (t.i for t in parse.children(draft.head, "obj") if t.upos == "NOUN")
    rows = (m.row for i in nouns for m in cues.matches(parse, i, i + 1))
    return next((r for r in rows if r.act != "say"), None)


def _is_order(parse: Parse, draft: Draft) -> bool:
    """ "Told them to leave": what is said is an infinitive."""
    first, last = draft.contents[0]
    start = [t.lower for t in parse.tokens[first : min(first + 2, last)]]
    return parse.tokens[draft.head].lemma == "tell" and (start[0] == "to" or start == ["not", "to"])


def _asks(parse: Parse, contents: tuple[Range, ...]) -> bool:
    last = contents[-1]
    ending = {t.text for t in parse.tokens[max(last[0], last[1] - 2) : last[1]]}
    return "?" in ending and kind(parse, contents) == "direct"


def _by_phrase(parse: Parse, words: list[Token], base: Act) -> tuple[Act, str] | None:
    """The first phrase of the table in the content; one that only marks an opinion yields to a later one."""
    table = phrases()
    lower = [t.lower for t in words]
    opinion = None
    for i, word in enumerate(lower):
        for p in table.get(word, ()):
            n = len(p.words)
            if base not in p.cues or tuple(lower[i : i + n]) != p.words:
                continue
            if p.act == "accuse" and _is_topic(parse, words[i + n - 1]):
                continue
            if p.place == "any" or (i == 0 and (p.place == "start" or len(lower) <= n + 1)):
                found: tuple[Act, str] = (p.act, f"says {' '.join(p.words)!r}")
                if p.act != "believe":
                    return found
                opinion = opinion or found
    return opinion


def _is_topic(parse: Parse, token: Token) -> bool:
    """A noun that only names what is spoken of: "the corruption inquiry", not "it is corruption"."""
    charged = token.head >= 0 and parse.tokens[token.head].lemma in ("commit", "be", "call")
    return token.upos in ("NOUN", "PROPN") and not charged and not any(parse.children(token.i, "cop"))


def _by_noun(parse: Parse, main: int) -> tuple[Act, str] | None:
    """The act of a noun with what it is to do: "announced | its readiness to talk"."""
    if parse.tokens[main].upos != "NOUN" or not any(is_infinitive(parse, t) for t in parse.children(main, "acl")):
        return None
    if parse.tokens[main].lemma in PLANS:
        return "promise", f"says {parse.tokens[main].lemma!r}"
    rows = (m.row for m in cues.matches(parse, main, main + 1))
    return next(((r.act, f"says {' '.join(r.words)!r}") for r in rows if r.act not in ("say", "claim")), None)


def _by_verb(parse: Parse, content: Range, base: Act, same: frozenset[int]) -> tuple[Act, str] | None:
    """The act by the content's main verb: what the speaker does in it ("I call on"), or its auxiliary."""
    main = parse.head_of(*content)
    token = parse.tokens[main]
    if base == "say" and (noun := _by_noun(parse, main)) is not None:
        return noun
    subject = surface_subjects(parse, main)
    own = any(s in same or parse.tokens[s].lower in SPEAKER for s in subject)
    negated = is_negated(parse, main)
    if base == "propose":
        return None if _wished(parse, main) else ("say", "a fact suggested")
    if base == "claim":
        return ("deny", "claims not") if own and negated else None
    if base == "believe":
        return None
    helpers = frozenset(auxiliaries(parse, main))
    infinitive = parse.tokens[content[0]].lower == "to" and content[0] < main <= content[0] + 2
    if (own or infinitive) and token.upos in ("VERB", "ADJ") and not negated and not helpers & DUTY:
        kept = DONE_SAYING if helpers & FUTURE else NAMING
        for m in cues.matches(parse, main, main + 1):
            if m.row.act in kept:
                return m.row.act, f"says {' '.join(m.row.words)!r}"
        if own and token.lemma in READY:
            return "offer", f"is {token.lemma}"
        if own and token.lemma in PLANS:
            return "promise", f"{token.lemma}s to"
    return _by_helper(parse, main, helpers, own)


def _by_helper(parse: Parse, main: int, helpers: frozenset[str], own: bool) -> tuple[Act, str] | None:
    """Duties urge or demand, a future of the speaker's own promises, that of something else is predicted."""
    perfect = "have" in helpers or "had" in helpers
    if "must" in helpers and not perfect:
        return ("urge", "we must") if own else ("demand", "must")
    if "should" in helpers and not perfect:
        return "urge", "should"
    if own and parse.tokens[main].lower == "going" and any(parse.children(main, "xcomp")):
        if is_negated(parse, main):
            return "reject", "the speaker isn't going to"
        return "promise", "the speaker is going to"
    future = helpers & FUTURE
    if future and not perfect:
        if own and parse.tokens[main].upos == "VERB" and parse.tokens[main].lemma not in ("like", "depend"):
            if any(c.i > main and _has_condition(parse, c.i) for c in parse.children(main, "advcl")):
                return "threaten", "the speaker will, if"
            refused = is_negated(parse, main) and not any(t.lower == "never" for t in parse.children(main, "advmod"))
            return ("reject", "the speaker will not") if refused else ("promise", "the speaker will")
        if is_passive(parse, main):
            return ("predict", "will") if subjects(parse, main) else ("promise", "will be done")
        if parse.tokens[main].upos in ("ADJ", "NOUN") or _abstract(parse, main):
            return "predict", "will"
    return None


def _has_condition(parse: Parse, i: int) -> bool:
    return any(m.lower in ("if", "unless") for m in parse.children(i, "mark"))


def _abstract(parse: Parse, main: int) -> bool:
    """The subject is a thing, not a person or a body that decides on its future."""
    return all(
        parse.tokens[s].upos == "NOUN" or parse.tokens[s].lower in ("it", "this", "that")
        for s in surface_subjects(parse, main)
    )


def _wished(parse: Parse, main: int) -> bool:
    """What is suggested is something to do, not a fact: an infinitive, a noun, a modal, a bare subjunctive."""
    token = parse.tokens[main]
    helpers = auxiliaries(parse, main)
    if token.upos not in ("VERB", "AUX") and not any(parse.children(main, "cop")):
        return True
    if set(helpers) & {"would", "should", "could", "can", "might"} or not any(parse.children(main, "nsubj")):
        return True
    return not helpers and token.lower == token.lemma
