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
_WINDOW = 3  # sentences, those wholly in quotation marks not counted
_PATIENCE = 8  # for "he" and "she" where nobody is nearer
_DECAY = 0.3
_NAMED = 0.1
_PLURAL = 1.2
_NAME = 0.6
_FEMALE = 0.5
_PARALLEL = 0.35
_REPORTED = 1.0
_QUOTED = -2.0
_CLEAR = 3.0  # lead over the next that tells the gender of a person whose name does not
_ROLES = {"nsubj": 2.3, "obj": 2.0, "iobj": 2.2, "obl": 2.0, "nmod": 1.2, "compound": 1.0, "appos": 1.5, "conj": 1.6}
_RELATIVE = {"who", "whom", "whose", "which", "that"}


def cast_pronouns(scene: Scene, company: Company) -> None:
    """Add a mention for every pronoun whose antecedent is in the company."""
    parse = scene.parse
    mentions = sorted(((m.head, d) for d in company.drafts for m in d.mentions), key=lambda pair: pair[0])
    heads = [head for head, _ in mentions]
    depth = _narrated(parse)
    for token in parse.tokens:
        kind = _KINDS.get(token.lower)
        found: Draft | None = None
        if token.upos in ("PRON", "DET") and token.lower in _RELATIVE:
            found = _relative(parse, company, token)
        elif kind and token.upos == "PRON" and token.deprel != "expl":
            found = _antecedent(parse, company, token, kind, mentions, heads, depth)
        if found:
            company.mention(found, token.i, token.i + 1, token.i, "pronoun")
            at = bisect_left(heads, token.i)
            heads.insert(at, token.i)
            mentions.insert(at, (token.i, found))


def _narrated(parse: Parse) -> list[int]:
    """For each sentence the number of those before it that are not wholly quoted: the others are not the article's."""
    out, count = [], 0
    for s in parse.sentences:
        out.append(count)
        words = [t for t in parse.tokens[s.first : s.last] if t.upos != "PUNCT"]
        count += not words or not all(t.quoted for t in words)
    return out


def _own_words(parse: Parse, i: int) -> list[tuple[int, int]]:
    """The contents of the attributions whose source is token `i`."""
    own = (a for a in parse.attributions if any(first <= i < last for first, last in a.sources))
    return [content for a in own for content in a.contents]


def _source_of(parse: Parse, i: int) -> set[int]:
    """The tokens of the sources whose reported content holds token `i`."""
    around = (a for a in parse.attributions if any(first <= i < last for first, last in a.contents))
    return {j for a in around for first, last in a.sources for j in range(first, last)}


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
    depth: list[int],
) -> Draft | None:
    best: dict[tuple[int, int], float] = {}
    drafts: dict[int, Draft] = {}
    barred = set(_barred(parse, company, token))
    source = _source_of(parse, token.i)
    own = _own_words(parse, token.i)
    within = [(head, d) for head, d in mentions if any(first <= head < last for first, last in own)] if own else []
    named = ((head, d) for head, d in within if parse.tokens[head].upos == "PROPN")
    barred.update(id(d) for head, d in named if head > token.i or parse.tokens[head].quoted)
    person = kind in ("male", "female")
    for at in range(bisect_left(heads, token.i) - 1, -1, -1):
        head, draft = mentions[at]
        distance = depth[token.sentence] - depth[parse.tokens[head].sentence]
        if distance > _WINDOW and (best or not person or distance > _PATIENCE):
            break
        if parse.tokens[head].quoted and any(first <= head < last for first, last in own):
            continue
        if id(draft) in barred or not _agrees(kind, draft) or _inside(draft, token.i):
            continue
        score = _weight(parse.tokens[head], token) * _DECAY**distance
        if head in source:
            score += _QUOTED if token.quoted else _REPORTED
        drafts[id(draft)] = draft
        key = (id(draft), distance)
        best[key] = max(best.get(key, -9.0), score)
    totals: dict[int, float] = {}
    for (who, _), score in best.items():
        totals[who] = totals.get(who, 0.0) + score
    for who, draft in drafts.items():
        totals[who] += _NAMED * min(sum(m.kind == "name" and m.head < token.i for m in draft.mentions), 4)
        totals[who] += _fit(kind, draft)
    if not totals:
        return None
    first, *others = sorted(totals, key=lambda who: -totals[who])
    if person and (not others or totals[first] - totals[others[0]] > _CLEAR):
        _learn(drafts[first], kind)
    return drafts[first]


def _learn(draft: Draft, kind: str) -> None:
    """Note the gender of a person whom a pronoun clearly means, where name and titles do not tell it."""
    if draft.named and draft.gender is None:
        draft.gender = "male" if kind == "male" else "female"


def _fit(kind: str, draft: Draft) -> float:
    """How well one that agrees fits: "they" prefers plurals, "he" and "she" those who have a name."""
    if kind == "many":
        return _PLURAL if draft.plural else 0.0
    return (_NAME if draft.named else 0.0) + (_FEMALE if draft.gender == kind == "female" else 0.0)


def _weight(other: Token, token: Token) -> float:
    """Salience of one mention, by its grammatical role; the roles' order is Lappin and Leass's."""
    relation = other.deprel.split(":")[0]
    weight = _ROLES.get(relation, 0.4)
    if relation == "nsubj" and token.deprel.startswith("nsubj"):
        weight += _PARALLEL
    return weight


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
