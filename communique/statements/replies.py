"""Who had asked what a statement answers, and so is spoken to by it.

"did not respond to queries from the Courier"               the Courier
"in response to a question by a reporter, Vale said"        the reporter
"Holm was asked by the moderator ...; she replied"          the moderator
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.cast import Cast
from communique.language.arguments import is_negated, objects, obliques, subjects
from communique.language.parse import Parse
from communique.statements.drafts import Draft

ANSWERS = frozenset({"answer", "reply", "respond", "retort", "return"})
ANSWER_NOUNS = frozenset({"answer", "reply", "response"})
QUESTIONS = frozenset({"call", "email", "e-mail", "enquiry", "inquiry", "message", "query", "question", "request"})
ASKS = frozenset({"ask", "question"})
BY = frozenset({"by", "from"})


def askers(parse: Parse, cast: Cast, draft: Draft, speakers: tuple[str, ...]) -> list[int]:
    """Heads of those to whom an answer is given, or refused."""
    found = [i for noun in _answered(parse, draft) for i in _of_question(parse, noun)]
    return found or _who_asked(parse, cast, draft, speakers)


def _answered(parse: Parse, draft: Draft) -> Iterator[int]:
    """Nouns of what is answered: beside a verb of answering, or behind a noun of it beside any cue."""
    refused = (t.i for t in parse.children(draft.head, "xcomp") if t.lemma in ANSWERS)
    for i in dict.fromkeys((*range(*draft.cue), draft.head, *refused)):
        beside = [t for t in parse.children(i, "obj", "obl", "nmod") if t.upos == "NOUN"]
        if parse.tokens[i].lemma in ANSWERS | ANSWER_NOUNS:
            yield from (t.i for t in beside if t.lemma in QUESTIONS)
        behind = (o for t in beside if t.lemma in ANSWER_NOUNS for word, o in obliques(parse, t.i) if word == "to")
        yield from (o for o in behind if parse.tokens[o].lemma in QUESTIONS)


def _of_question(parse: Parse, noun: int) -> list[int]:
    """Whose a question is: behind "from" or "by" at the noun, at what it asks for or at its verb, or its possessor."""
    over = parse.tokens[noun].head
    found = [t.i for t in parse.children(noun, "nmod:poss") if t.deprel == "nmod:poss"]
    for i in (noun, *(o for word, o in obliques(parse, noun) if word == "for"), *([over] if over >= 0 else [])):
        found.extend(o for word, o in obliques(parse, i) if word in BY and o > noun)
    return found


def _who_asked(parse: Parse, cast: Cast, draft: Draft, speakers: tuple[str, ...]) -> list[int]:
    """Who asked right before, in the same sentence or paragraph, if it may have been the speaker who was asked."""
    head = parse.tokens[draft.head]
    asked = [t.i for t in parse.children(draft.head, "advcl") if t.lemma in ASKS and t.i < draft.head]
    if head.lemma in ANSWERS and head.upos == "VERB":
        asked += _before(parse, draft)
    for i in asked[:1]:
        whom = {a for o in objects(parse, i) if (a := cast.at(o)) is not None}
        if not whom or whom & set(speakers):
            return list(subjects(parse, i)) if any(parse.children(i, "nsubj")) else _by(parse, i)
    return []


def _by(parse: Parse, i: int) -> list[int]:
    """Who stands behind "by": "asked a question by X"; the participle's subject would be the one asked."""
    return [o for word, o in obliques(parse, i) if word == "by"]


def _before(parse: Parse, draft: Draft) -> list[int]:
    """Verbs of asking before the cue in its sentence, else in the one before it in the paragraph; the nearest first."""
    here = parse.sentence_of(draft.cue[0])
    spans = [(here.first, draft.cue[0])]
    spans += [(s.first, s.last) for s in parse.sentences[max(0, here.i - 1) : here.i] if s.part == here.part]
    for first, last in spans:
        verbs = [t for t in parse.tokens[first:last] if t.lemma in ASKS and t.upos == "VERB" and not t.quoted]
        if verbs:
            return [t.i for t in reversed(verbs) if not is_negated(parse, t.i)]
    return []
