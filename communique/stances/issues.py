"""The issue of a word of wanting: its object, infinitive, clause or phrase, and the few words that name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from communique.language.arguments import objects, preposition, surface_subjects
from communique.language.parse import Parse, Token
from communique.record import Statement
from communique.stances.tables import Want, speaking
from communique.stances.voices import clause, trimmed

LONGEST = 14  # tokens
ASIDES = ("acl:relcl", "appos", "parataxis", "advcl")
PHRASES = frozenset({"nmod", "obl", "acl", "advcl", "conj", "appos"})


class Issue(NamedTuple):
    """The head token of an issue and the place, as in `stances.csv`, where it was found."""

    head: int
    place: str


def find_issues(parse: Parse, token: Token, row: Want) -> list[Issue]:
    """The issues at the first of the row's places that has any."""
    for place in row.issue:
        heads = [h for h in _PLACES.get(place, _at_preposition)(parse, token, place) if _tells(parse, h)]
        if place != "obj" and place in row.toward:
            heads = [h for h in heads if parse.tokens[h].upos == "VERB"]
        if heads:
            return [Issue(h, place) for h in heads]
    return []


def content_issues(parse: Parse, token: Token, row: Want, statement: Statement) -> list[Issue]:
    """What a statement with the cue `token` says, where the tree finds no issue: "appealed to her not to go"."""
    for piece in statement.content:
        first, last = parse.tokens_in(piece.start, piece.end)
        if first >= last or parse.tokens[first].sentence != token.sentence:
            continue
        head, opener = parse.tokens[parse.head_of(first, last)], parse.tokens[first].lower
        place = {"to": "inf", "not": "inf"}.get(opener, opener)
        named = head.upos in ("NOUN", "PROPN") and "obj" in row.issue
        if (place in row.issue or named) and _tells(parse, head.i):
            return [Issue(head.i, "content")]
    return []


def issue_span(parse: Parse, issue: Issue) -> tuple[int, int]:
    """The tokens of the issue without asides, cut after the last phrase that keeps it short."""
    head = issue.head
    first, last = clause(parse, head)
    if issue.place == "inf":
        first = next((t.i + 1 for t in parse.children(head, "mark") if t.lower == "to"), first)
    elif issue.place == "obj":  # "they are against the tax": the noun is its clause's predicate too
        own = [parse.subtree(t.i)[1] for t in parse.children(head, "nsubj", "cop", "aux") if t.i < head]
        first = max([first, *own])
    elif issue.place in ("pred", "content"):
        first = head
    asides = [t for t in parse.children(head, *ASIDES) if t.deprel in ASIDES]
    later = parse.children(head, "conj") if issue.place == "inf" else ()
    last = min([last, *(parse.subtree(t.i)[0] for t in (*asides, *later) if t.i > head)])
    first, last = min(first, head), max(last, head + 1)  # crossing branches may begin before the head
    return trimmed(parse, first, _shortened(parse, first, last, head), head)


def _shortened(parse: Parse, first: int, last: int, head: int) -> int:
    """Where a phrase of more than `LONGEST` tokens ends at the latest: before a phrase inside it begins."""
    if last - first <= LONGEST:
        return last
    limit = max(first + LONGEST, head + 1)
    inside = (parse.tokens[i] for i in range(head + 1, last))
    begins = (parse.subtree(t.i)[0] for t in inside if t.deprel.split(":")[0] in PHRASES)
    return max((b for b in begins if head < b <= limit), default=limit)


def _tells(parse: Parse, head: int) -> bool:
    """False for a bare pronoun, and for "declined to comment"."""
    token = parse.tokens[head]
    return token.upos not in ("PRON", "DET", "ADV") and token.lemma not in speaking()


def _at_object(parse: Parse, token: Token, _: str) -> list[int]:
    if token.upos == "ADP":
        standing = token.deprel == "case" and any(parse.children(token.head, "cop"))
        return [token.head] if standing else []
    if token.upos == "VERB":
        heads = objects(parse, token.i)
        return [h for h in heads if parse.tokens[h].deprel != "conj" or parse.tokens[h].head not in heads]
    named = [t.i for t in parse.children(token.i, "nmod") if preposition(parse, t.i) == "of"]
    return named or [t.i for t in parse.children(token.i, "compound") if t.deprel == "compound"]


def _at_infinitive(parse: Parse, token: Token, _: str) -> list[int]:
    for child in _infinitives(parse, token):
        return [child.i, *(c.i for c in parse.children(child.i, "conj") if c.upos == child.upos)]
    return []


def _infinitives(parse: Parse, token: Token) -> Iterator[Token]:
    """Infinitives under a word, surest first; last those that a parser may hang on a neighbour of it."""

    def marked(i: int, *relations: str) -> list[Token]:
        found = [c for c in parse.children(i, *relations) if c.i > token.i and c.deprel != "acl:relcl"]
        return [c for c in found if any(t.lower == "to" for t in parse.children(c.i, "mark", "case"))]

    yield from marked(token.i, "xcomp", "ccomp", "acl", "csubj")
    if token.deprel == "nsubj":  # "our aim is to win"
        predicate = parse.tokens[token.head]
        yield from [predicate] if any(t.lower == "to" for t in parse.children(predicate.i, "mark")) else []
    if token.upos != "VERB":
        yield from marked(token.i, "advcl")
    for phrase in parse.children(token.i, "obj", "obl"):  # "called on the owners to pay"
        yield from marked(phrase.i, "acl")
    if token.upos == "NOUN" and token.deprel == "obj":  # "won his bid to stay"
        after = parse.subtree(token.i)[1]
        yield from (c for c in marked(token.head, "advcl", "xcomp") if parse.subtree(c.i)[0] == after)
    beside = _beside(parse, token, "to")
    if beside is not None and parse.tokens[beside].upos == "VERB":
        yield parse.tokens[beside]


def _beside(parse: Parse, token: Token, word: str) -> int | None:
    """What the very next word opens, if that is `word`: "demands for a vote", wherever the parser hangs the vote."""
    following = parse.tokens[token.i + 1 : token.i + 3]
    opener = next((t for t in following if t.lower == word), None)
    between = [t for t in following if opener and t.i < opener.i]
    if opener is None or opener.deprel not in ("mark", "case") or any(t.lower != "not" for t in between):
        return None
    return opener.head if opener.head > opener.i else None


def _at_clause(parse: Parse, token: Token, _: str) -> list[int]:
    return [
        c.i
        for c in parse.children(token.i, "ccomp", "acl")
        if any(t.lower == "that" for t in parse.children(c.i, "mark"))
    ]


def _at_predicate(parse: Parse, token: Token, _: str) -> list[int]:
    inverted = any(t.i > token.i for t in parse.children(token.head, "nsubj", "expl"))  # "should there be"
    plain = token.deprel == "aux" and parse.tokens[token.head].upos == "VERB" and not inverted
    return [token.head] if plain else []


def _at_subject(parse: Parse, token: Token, _: str) -> list[int]:
    return list(surface_subjects(parse, token.i))[:1]


def _at_preposition(parse: Parse, token: Token, place: str) -> list[int]:
    for child in parse.children(token.i, "obl", "nmod", "advcl", "acl"):
        opened = any(t.lower == place for t in parse.children(child.i, "mark", "case"))
        if opened and child.deprel != "nmod:poss":
            return [child.i]
    if token.upos == "NOUN" and token.deprel == "obj":  # "repeated the demand for", hung on the verb
        after = parse.subtree(token.i)[1]
        phrases = [c for c in parse.children(token.head, "obl") if parse.subtree(c.i)[0] == after]
        return [c.i for c in phrases if preposition(parse, c.i) == place]
    beside = _beside(parse, token, place)
    return [] if beside is None else [beside]


_PLACES = {"obj": _at_object, "inf": _at_infinitive, "pred": _at_predicate, "that": _at_clause, "subj": _at_subject}
