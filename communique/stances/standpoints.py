"""Positions: what parties want on an issue, read from words of wanting (`stances.csv`) and their place in the tree.

"The ministry demanded an apology from the mayor" is the ministry, demands, "an apology", toward the mayor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.actors.cast import Cast
from communique.language.arguments import (
    auxiliaries,
    is_negated,
    is_passive,
    objects,
    obliques,
    preposition,
    subjects,
    surface_subjects,
)
from communique.language.parse import Parse, Token
from communique.record import Document, Event, Position, Stance, Statement
from communique.stances.issues import Issue, content_issues, find_issues, issue_span
from communique.stances.tables import Want, wanting, wants
from communique.stances.voices import FIRST_PERSON, Voices, span, summary_sentences

NEGATED: dict[Stance, Stance | None] = {
    "demands": None,
    "seeks": "opposes",
    "offers": "rejects",
    "accepts": "rejects",
    "supports": "opposes",
    "opposes": None,
    "rejects": None,
    "retracts": None,
}
UNSURE = frozenset({"may", "might", "could", "can"})
SIDES = frozenset({"country", "government", "nation", "party", "side", "administration"})
CONDITIONS = frozenset({"if", "unless", "whether"})


class _Found(NamedTuple):
    """A word of wanting with its issue, before it is known whether it is told twice."""

    word: Token
    holder: str
    stance: Stance
    issue: Issue
    row: Want


def positions(
    parse: Parse, document: Document, cast: Cast, statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> tuple[Position, ...]:
    """The positions of the article in text order, one for each holder and issue; ids P1, P2, ..."""
    voices = Voices(parse, statements)
    found: list[_Found] = []
    for token in parse.tokens:
        found.extend(_read(parse, token, cast, voices, found))
    out: list[Position] = []
    for f in _told_once(parse, document, found):
        statement = voices.cued_by(f.word.i) or voices.saying(f.word.i)
        out.append(
            Position(
                id=f"P{len(out) + 1}",
                holder=f.holder,
                stance=f.stance,
                issue=span(parse, *issue_span(parse, f.issue)),
                toward=_toward(parse, f, cast),
                statement=statement.id if statement else None,
                why=f"“{f.word.text}” ({f.row.lemma}: {f.row.stance}) with issue {f.issue.place}",
            )
        )
    return tuple(out)


def _read(parse: Parse, token: Token, cast: Cast, voices: Voices, before: list[_Found]) -> Iterator[_Found]:
    """The positions that `token` states; `before` are those found to its left."""
    rows = _rows(parse, token)
    if not rows or not _meant(parse, token):
        return
    cued = voices.cued_by(token.i)
    for row in rows:
        issues = find_issues(parse, token, row)
        if not issues and row.stance == "retracts":
            yield from _taken_back(token, row, before)
        if not issues and row is rows[-1] and cued:
            issues = content_issues(parse, token, row, cued)
        for issue in issues:
            stance = _stance(parse, token, row, issue)
            holders = _holders(parse, token, row, issue, cast, voices)
            yield from (_Found(token, h, stance, issue, row) for h in holders if stance)
        if issues:
            return


def _taken_back(token: Token, row: Want, before: list[_Found]) -> list[_Found]:
    """What a bare "backtracked" takes back: the last offer of its sentence, or else the last position."""
    earlier = [f for f in before if f.word.sentence == token.sentence]
    last = max(earlier, key=lambda f: (f.stance == "offers", f.word.i), default=None)
    return [f._replace(word=token, stance=row.stance, row=row) for f in earlier if last and f.word == last.word]


def _rows(parse: Parse, token: Token) -> tuple[Want, ...]:
    """The table's rows for a word, with its particle ("rule out") or prefix ("non-starter"), or as a participle."""
    adjectives = wants().get((token.lower, "ADJ")) if token.upos == "VERB" else None
    if adjectives and is_passive(parse, token.i):
        return adjectives
    if token.lemma not in wanting():
        return ()
    particle = next((f" {t.lower}" for t in parse.children(token.i, "compound") if t.deprel == "compound:prt"), "")
    prefix = "non-" if token.i and parse.tokens[token.i - 1].lower == "non-" else ""
    whole = wants().get((prefix + token.lemma + particle, token.upos))
    return whole or wants().get((token.lemma, token.upos), ())


def _meant(parse: Parse, token: Token) -> bool:
    """False for what may be wanted only, or on a condition."""
    if UNSURE & set(auxiliaries(parse, token.i)) or (
        token.lower == "like" and "would" not in auxiliaries(parse, token.i)
    ):
        return False
    for i in (token.i, *parse.ancestors(token.i)):
        if any(t.lower in CONDITIONS for t in parse.children(i, "mark")) or _wanted_of_others(parse, i):
            return False
        if parse.tokens[i].head >= 0 and parse.tokens[parse.tokens[i].head].lemma == "fail":
            return False
        if parse.tokens[i].deprel not in ("xcomp", "conj", "cop", "obj"):
            return True
    return True


def _wanted_of_others(parse: Parse, i: int) -> bool:
    """True for what a word of wanting asks of somebody else: "hopes that all will agree", "wants her to accept"."""
    token = parse.tokens[i]
    if token.deprel not in ("xcomp", "ccomp", "acl"):
        return False
    over = parse.tokens[token.head]
    other = token.deprel == "ccomp" or any(parse.children(over.i, "obj", "iobj"))
    return other and any(w.stance in ("demands", "seeks") for w in wants().get((over.lemma, over.upos), ()))


def _stance(parse: Parse, token: Token, row: Want, issue: Issue) -> Stance | None:
    if issue.place == "pred":
        own = any(parse.tokens[s].lower in FIRST_PERSON for s in surface_subjects(parse, issue.head))
        return "opposes" if is_negated(parse, issue.head) else "seeks" if own else row.stance
    if is_negated(parse, token.i):
        return NEGATED[row.stance]
    if (
        issue.place in ("inf", "that", "content")
        and row.stance in ("demands", "seeks", "supports")
        and is_negated(parse, issue.head)
    ):
        return "opposes"
    return row.stance


def _holders(parse: Parse, token: Token, row: Want, issue: Issue, cast: Cast, voices: Voices) -> tuple[str, ...]:
    """Ids of whoever wants it: the word's agents, or whoever says that something is unacceptable."""
    saying = voices.saying(token.i)
    if {"subj", "pred"} & set(row.issue):
        if saying and saying.polarity == "affirmed":
            return saying.speakers
        return _ids(cast, surface_subjects(parse, token.head)) if token.deprel == "ccomp" and token.head >= 0 else ()
    cued = voices.cued_by(token.i)
    if cued and cued.speakers and not is_passive(parse, token.i):
        return cued.speakers
    wanted = parse.conjuncts(issue.head)
    heads = [h for h in _agents(parse, token, row) if h not in wanted]
    ids = _ids(cast, heads)
    if ids:
        return ids
    own = any(parse.tokens[h].lower in FIRST_PERSON or _own_side(parse, h) for h in heads)
    return saying.speakers if own and saying else ()


def _own_side(parse: Parse, i: int) -> bool:
    """True for "his country" and the like, which speaks through the speaker."""
    owners = parse.children(i, "nmod")
    return parse.tokens[i].lemma in SIDES and any(t.deprel == "nmod:poss" and t.upos == "PRON" for t in owners)


def _agents(parse: Parse, token: Token, row: Want) -> tuple[int, ...]:
    if token.upos == "ADP":
        return surface_subjects(parse, token.head)
    if row.upos == "ADJ" or any(parse.children(token.i, "cop")):
        return surface_subjects(parse, token.i)
    if token.upos != "NOUN":
        return subjects(parse, token.i)
    if preposition(parse, token.i) == "in" and token.head >= 0:  # "came out in support of"
        return surface_subjects(parse, token.head) or subjects(parse, token.i)
    owners = tuple(t.i for t in parse.children(token.i, "nmod") if preposition(parse, t.i) == "of")
    return subjects(parse, token.i) or owners or (token.i,)


def _toward(parse: Parse, f: _Found, cast: Cast) -> tuple[str, ...]:
    """Ids of those from whom it is wanted, or whose issue it is."""
    heads: list[int] = []
    for place in f.row.toward:
        if place == "obj":
            heads.extend(objects(parse, f.word.i))
        elif place == "subj":
            heads.extend(surface_subjects(parse, f.issue.head))
        else:
            lender = [f.word.head] if f.word.upos == "NOUN" and f.word.deprel == "obj" else []  # "made demands from"
            heads.extend(head for i in (f.word.i, *lender) for word, head in obliques(parse, i) if word == place)
    heads.extend(t.i for t in parse.children(f.issue.head, "nmod") if t.deprel == "nmod:poss")
    return tuple(a for a in _ids(cast, (h for h in heads if h != f.issue.head)) if a != f.holder)


def _ids(cast: Cast, heads: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a for h in heads if (a := cast.at(h))))


def _told_once(parse: Parse, document: Document, found: list[_Found]) -> list[_Found]:
    """One position for each holder, stance and issue; from the title and key points only what the body has not.

    A title's position is the body's if its word or a word of its issue is.
    """
    summary = summary_sentences(parse, document)
    chosen: dict[tuple[str, Stance, str], _Found] = {}
    told: dict[tuple[str, Stance], set[str]] = {}
    for f in sorted(found, key=lambda f: f.word.sentence in summary):
        first, last = issue_span(parse, f.issue)
        words = {f.word.lemma, *(t.lemma for t in parse.tokens[first:last] if t.upos in ("NOUN", "PROPN", "VERB"))}
        before = told.setdefault((f.holder, f.stance), set())
        if f.word.sentence not in summary or not words & before:
            chosen.setdefault((f.holder, f.stance, parse.tokens[f.issue.head].lemma), f)
            before |= words
    return sorted(chosen.values(), key=lambda f: (f.issue.head, f.word.i))
