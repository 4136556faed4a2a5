"""Who made what is written: reports, letters, polls and statements speak for their makers.

"A Health Ministry report says ..."                   the ministry
"The mayor published a letter. The letter says ..."   the mayor
"The board apologised. The statement says ..."        the board
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from communique.actors.cast import Cast
from communique.actors.phrases import is_plural
from communique.language.arguments import conjoined, is_passive, preposition, subjects
from communique.language.parse import Parse, Token
from communique.statements import cues
from communique.statements.joint import MEMBERS

UNMADE = frozenset({"report", "poll", "rumour", "rumor", "survey"})  # without a maker they have no speaker
UTTERED = frozenset(
    {
        *("statement", "announcement", "declaration", "communique", "comment", "remark", "remarks", "speech"),
        *("message", "release", "letter", "email", "memo", "post", "tweet", "warning"),
    }
)
WRITTEN = frozenset({"letter", "email", "memo", "article", "column", "note", "message", "editorial"})
INSIDE = frozenset({"in", "on", "via", "through"})
THESE = frozenset({"the", "this", "that", "these", "those"})
BACKING = frozenset({"back", "support", "oppose", "criticise", "criticize", "endorse", "welcome", "reject"})
COUNTS = frozenset({"one", "two", "some", "another", "several", "many"})
NEAR = 3  # sentences over which "the statement" is what was just said
TABLE = Path(__file__).with_name("heads.csv")
VERBS = Path(__file__).with_name("issuing.csv")


@cache
def roles() -> dict[str, str]:
    """Heads of sources that are not the speaker: `written` ones speak for their maker."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {r["word"]: r["role"] for r in csv.DictReader(file)}


@cache
def issuing() -> frozenset[str]:
    """Lemmas of verbs whose subject is the maker of the document that is their object."""
    with VERBS.open(encoding="utf-8", newline="") as file:
        return frozenset(r["verb"] for r in csv.DictReader(file))


def is_written(token: Token) -> bool:
    """Whether a noun names something that speaks for its maker."""
    return roles().get(token.lemma) == "written" or roles().get(token.lower) == "written"


def makers(parse: Parse, cast: Cast, head: int) -> list[str]:
    """Ids of the actors who made what `head` names: told beside it, or where the text spoke of it before."""
    token = parse.tokens[head]
    found = _beside(parse, cast, head)
    if found:
        return found
    if (several := _member_of(parse, head)) is not None:
        return makers(parse, cast, several)
    if not (_is_known(parse, head) or _is_one_of(parse, head)):
        return []
    for i in (t.i for t in reversed(parse.tokens[:head]) if t.lemma == token.lemma and t.upos in ("NOUN", "PROPN")):
        if found := _beside(parse, cast, i):
            return found
    found = _writers(parse, cast, head) if token.lemma in WRITTEN or token.lemma == "report" else []
    return found or (_last_speakers(parse, cast, head) if token.lemma in UTTERED else [])


def _is_known(parse: Parse, head: int) -> bool:
    """Whether the phrase is about a document that the text has told of: "the report", "their letter"."""
    return any(t.deprel == "nmod:poss" or t.lower in THESE for t in parse.children(head, "det", "nmod"))


def _member_of(parse: Parse, head: int) -> int | None:
    """The plural of which one is told: "remarks" for "remarks seen as rude, including a comment"."""
    if preposition(parse, head) not in MEMBERS:
        return None
    before = reversed(parse.tokens[parse.sentence_of(head).first : head])
    return next((t.i for t in before if t.upos == "NOUN" and is_plural(t) and is_written(t)), None)


def _is_one_of(parse: Parse, head: int) -> bool:
    """Whether one of those is meant of which the sentence has just told: "sent messages, with one message saying"."""
    token, first = parse.tokens[head], parse.sentence_of(head).first
    counted = any(t.lower in COUNTS for t in parse.children(head, "nummod", "det", "amod"))
    return counted and any(t.lemma == token.lemma and is_plural(t) for t in parse.tokens[first:head])


def _beside(parse: Parse, cast: Cast, head: int) -> list[str]:
    """The makers whom the words round one mention of a document name, the clearest sign first."""
    for heads in _signs(parse, cast, head):
        found = [a for h in heads if (a := cast.at(h)) is not None]
        if found:
            return list(dict.fromkeys(found))
    return []


def _signs(parse: Parse, cast: Cast, head: int) -> Iterator[list[int]]:
    phrases = [t for t in parse.children(head, "nmod") if t.deprel != "nmod:poss"]
    yield [t.i for t in parse.children(head, "nmod:poss")]
    yield [h for t in phrases if preposition(parse, t.i) in ("by", "from") for h in conjoined(parse, t.i)]
    yield _after(parse, cast, head + 1)
    made = [t for t in parse.children(head, "acl") if t.lemma not in BACKING]
    yield [s for t in made for s in subjects(parse, t.i) if s != head]
    yield [t.i for t in parse.children(head, "compound", "amod") if _is_maker(cast, t.i)]
    yield [h for t in phrases if preposition(parse, t.i) == "of" for h in conjoined(parse, t.i) if _is_maker(cast, h)]
    yield [s for s in _issuers(parse, head) if s != head]
    for t in phrases:
        if preposition(parse, t.i) in INSIDE and is_written(parse.tokens[t.i]):
            yield from _signs(parse, cast, t.i)


def _after(parse: Parse, cast: Cast, i: int) -> list[int]:
    """The head of the mention right after "by" or "from" at token `i`, where the tree hangs it elsewhere."""
    if i >= len(parse.tokens) or parse.tokens[i].lower not in ("by", "from"):
        return []
    return [m.head for m in cast.mentions if i < m.first <= i + 2 and m.kind != "pronoun"][:1]


def _is_maker(cast: Cast, head: int) -> bool:
    """Whether "the X report" or "the report of X" is one by X: bodies and persons, not countries and the public."""
    actor = cast.at(head)
    return actor is not None and cast.by_id[actor].kind in ("organisation", "outlet", "person", "office")


def _issuers(parse: Parse, head: int) -> tuple[int, ...]:
    """Subjects of the verb that brings a document out, or in whose "in ..." phrase it stands."""
    token = parse.tokens[head]
    if token.head < 0 or parse.tokens[token.head].upos != "VERB":
        return ()
    verb = parse.tokens[token.head]
    if token.deprel.split(":")[0] == "obl":
        said = preposition(parse, head) in INSIDE and cues.match(parse, verb.i, verb.i + 1) is not None
        return subjects(parse, verb.i) if said else ()
    issued = token.deprel in ("obj", "nsubj:pass") and verb.lemma in issuing()
    return _doers(parse, verb) if issued else ()


def _doers(parse: Parse, verb: Token) -> tuple[int, ...]:
    """Subjects of a verb; for "Vale has a history of making remarks" those of the verb over the noun."""
    noun = parse.tokens[verb.head]
    own = any(parse.children(verb.i, "nsubj")) or is_passive(parse, verb.i)
    if own or verb.deprel != "acl" or noun.deprel != "obj" or not verb.lower.endswith("ing"):
        return subjects(parse, verb.i)
    return subjects(parse, noun.head)


def _writers(parse: Parse, cast: Cast, head: int) -> list[str]:
    """Who wrote last before "the letter", or reported shortly before "the report", where the text only says that."""
    letter = parse.tokens[head].lemma in WRITTEN
    for t in reversed(parse.tokens[:head]):
        if not letter and parse.tokens[head].sentence - t.sentence > NEAR:
            break
        if t.lemma == ("write" if letter else "report") and t.upos == "VERB":
            return [a for s in subjects(parse, t.i) if (a := cast.at(s)) is not None]
    return []


def spoken_of(parse: Parse, head: int, known: bool) -> int | None:
    """The noun of what is written for which the pronoun "it" or "they" at `head` stands: what spoke in the sentence
    before, or what was named last in it where the pronoun means nobody who is `known`."""
    several, sentence = parse.tokens[head].lower == "they", parse.tokens[head].sentence
    speaking = {parse.head_of(*s) for a in parse.attributions for s in a.sources}
    for t in reversed(parse.tokens[:head]):
        if sentence - t.sentence > 1:
            break
        fits = t.upos == "NOUN" and is_written(t) and is_plural(t) == several
        if fits and not t.quoted and (t.i in speaking or not known):
            return t.i
    return None


def _last_speakers(parse: Parse, cast: Cast, head: int) -> list[str]:
    """Those who said the last thing before, at most a few sentences back, if they are not in writing themselves."""
    sentence = parse.tokens[head].sentence
    for a in reversed([a for a in parse.attributions if a.sources and a.cue[1] <= parse.sentence_of(head).first]):
        if sentence - parse.tokens[a.cue[0]].sentence > NEAR:
            break
        heads = [h for s in a.sources for h in parse.conjuncts(parse.head_of(*s))]
        found = [x for h in heads if not is_written(parse.tokens[h]) and (x := cast.at(h)) is not None]
        if found:
            return list(dict.fromkeys(found))
    return []
