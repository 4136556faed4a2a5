"""Pronouns: he, she, they, it and "who" resolved to an actor.

A pronoun takes the candidate that agrees in person, number and gender and scores best on what the literature on
salience found to count most (Lappin and Leass 1994): nearness in sentences, subject over other roles, the name over a
phrase, how often it is mentioned. "I" and "we" belong to whoever speaks and are left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from communique.actors.drafts import Company, Draft
from communique.actors.spots import Scene
from communique.language.parse import Parse, Token

_KINDS = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
    "they": "many", "them": "many", "their": "many", "theirs": "many", "themselves": "many",
    "it": "thing", "its": "thing", "itself": "thing",
}  # fmt: skip
_WINDOW = 4
_RELATIVE = {"who", "whom", "whose", "which", "that"}


def cast_pronouns(scene: Scene, company: Company) -> None:
    """Add a mention for every pronoun whose antecedent is in the company."""
    parse = scene.parse
    mentions = sorted(((m.head, d) for d in company.drafts for m in d.mentions), key=lambda pair: pair[0])
    heads = [head for head, _ in mentions]
    speakers = _speakers(parse)
    for token in parse.tokens:
        kind = _KINDS.get(token.lower)
        found: Draft | None = None
        if token.upos in ("PRON", "DET") and token.lower in _RELATIVE:
            found = _relative(parse, company, token)
        elif kind and token.upos == "PRON" and token.deprel != "expl":
            found = _antecedent(parse, company, token, kind, mentions, heads, speakers)
        if found:
            company.mention(found, token.i, token.i + 1, token.i, "pronoun")
            at = bisect_left(heads, token.i)
            heads.insert(at, token.i)
            mentions.insert(at, (token.i, found))


def _speakers(parse: Parse) -> dict[int, set[int]]:
    """For each token of reported content, the tokens of its source."""
    out: dict[int, set[int]] = {}
    for a in parse.attributions:
        source = {i for first, last in a.sources for i in range(first, last)}
        for first, last in a.contents:
            for i in range(first, last):
                out.setdefault(i, set()).update(source)
    return out


def _relative(parse: Parse, company: Company, token: Token) -> Draft | None:
    """The noun that the relative clause of "who" describes."""
    for i in (token.i, *parse.ancestors(token.i)):
        if parse.tokens[i].deprel == "acl:relcl":
            return company.at.get(parse.tokens[i].head)
        if parse.tokens[i].sentence != token.sentence or parse.tokens[i].deprel in ("root", "ccomp", "parataxis"):
            return None
    return None


def _antecedent(
    parse: Parse,
    company: Company,
    token: Token,
    kind: str,
    mentions: list[tuple[int, Draft]],
    heads: list[int],
    speakers: dict[int, set[int]],
) -> Draft | None:
    scores: dict[int, tuple[float, Draft]] = {}
    barred = set(_barred(parse, company, token))
    source = speakers.get(token.i, set())
    for at in range(bisect_left(heads, token.i) - 1, -1, -1):
        head, draft = mentions[at]
        distance = token.sentence - parse.tokens[head].sentence
        if distance > _WINDOW:
            break
        if not _agrees(kind, draft) or id(draft) in barred or _inside(draft, token.i):
            continue
        score = _score(parse, token, head, distance, draft)
        if head in source:
            score += -3.0 if token.quoted else 1.5
        old = scores.get(id(draft))
        best = max(score, old[0]) + 0.15 if old else score
        scores[id(draft)] = (best, draft)
    if not scores:
        return None
    score, draft = max(scores.values(), key=lambda pair: pair[0])
    return draft if score > 0 else None


def _score(parse: Parse, token: Token, head: int, distance: int, draft: Draft) -> float:
    other = parse.tokens[head]
    score = 4.0 - 1.1 * distance
    if other.deprel.startswith("nsubj"):
        score += 1.5 if token.deprel.startswith("nsubj") or token.deprel == "nmod:poss" else 1.0
    elif other.deprel in ("obj", "iobj"):
        score += 0.4
    elif other.deprel in ("nmod:poss", "compound", "nmod"):
        score -= 0.4
    if draft.named:
        score += 0.6
    if any(m.head == head and m.kind == "pronoun" for m in draft.mentions):
        score += 0.5
    same_part = parse.sentences[token.sentence].part == parse.sentences[other.sentence].part
    return score if same_part else score - 0.5


def _agrees(kind: str, draft: Draft) -> bool:
    single = draft.kind in ("person", "office") and not draft.plural
    if kind == "male":
        return single and draft.gender != "female"
    if kind == "female":
        return single and draft.gender != "male"
    if kind == "thing":
        return not draft.plural and draft.kind in ("government", "state", "organisation", "group", "outlet")
    return draft.plural or draft.kind in ("public", "group", "organisation", "government", "state")


def _barred(parse: Parse, company: Company, token: Token) -> Iterator[int]:
    """Actors that the pronoun can't mean: other arguments of its verb, what it possesses; a reflexive bars none."""
    if token.lower.endswith(("self", "selves")) or token.head < 0:
        return
    governor = token.head
    if token.deprel == "nmod:poss":
        yield from _at(company, governor)
        return
    for child in parse.children(governor, "nsubj", "obj", "iobj", "obl"):
        if child.i != token.i:
            yield from _at(company, child.i)


def _at(company: Company, head: int) -> Iterator[int]:
    draft = company.at.get(head)
    if draft:
        yield id(draft)


def _inside(draft: Draft, i: int) -> bool:
    """Whether the pronoun stands inside a mention of the draft ("his minister" is not him)."""
    return any(m.first <= i < m.last for m in draft.mentions)
