"""Forecasts that somebody voices: who expects what, in which words, how likely these words make it, and until when.

A word of `phrases.csv` is a forecast where the tree gives it an outcome. In "There is a credible prospect that the
rebels could return before Sunday" the phrase is "credible prospect", the outcome "the rebels could return before
Sunday", 0.40 to 0.75, by that Sunday. "Talks look more likely than war" has an order instead: `versus` is "war".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from communique.actors.cast import Cast
from communique.language.arguments import (
    NEGATORS,
    RELATIVES,
    is_negated,
    is_passive,
    preposition,
    subjects,
    surface_subjects,
)
from communique.language.parse import Parse, Token
from communique.record import Document, Event, Expectation, Span, Statement, When
from communique.stances.tables import Phrase, phrases
from communique.stances.voices import FIRST_PERSON, Voices, clause, span, summary_sentences
from communique.times import TimeMention

KINDS = {"ADJ": "adjective", "ADV": "adverb", "NOUN": "noun", "AUX": "modal", "VERB": "verb"}
LONGEST_MODIFIER = 3  # words: "better than even"
OWN_WILL = frozenset({"promise", "offer", "threaten", "propose", "agree", "deny", "reject", "demand", "ask", "urge"})
MINDS = frozenset({"confident", "convinced", "optimistic", "afraid", "sure"})
CLAUSES_ONLY = frozenset({"hope", "worry", "doubt", "project", "possible", *MINDS})
STEERED = frozenset(
    {"will", "would", "'ll", "’ll", "wo", "going"}
)  # of one's own will they plan, of others they foresee
CONJECTURE = frozenset({"could", "may", "might"})
PERSONS = frozenset(
    {"he", "she", "they"}
)  # in reported speech, unless they are known to be somebody else, the speakers
WISHES = frozenset({"like", "prefer", "love"})


class _Forecast(NamedTuple):
    """A phrase `[first, last)` headed by `word`, the head of its outcome, and of what it is compared with."""

    word: int
    first: int
    last: int
    outcome: int
    versus: int | None
    row: Phrase


def expectations(
    parse: Parse,
    document: Document,
    cast: Cast,
    times: tuple[TimeMention, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
) -> tuple[Expectation, ...]:
    """The forecasts of the article in text order, one for each holder; ids X1, X2, ..."""
    voices = Voices(parse, statements)
    triggers = {i: e for e in events for i in range(*parse.tokens_in(e.trigger.start, e.trigger.end))}
    foreseen = _outermost(parse, [f for t in parse.tokens for f in _read(parse, t, cast, voices)])
    foreseen = [f for f in foreseen if not _planned(parse, f, triggers)]
    held = [(f, holder) for f in foreseen for holder in _holders(parse, f, cast, voices)]
    out: list[Expectation] = []
    for f, holder in _told_once(parse, document, held):
        chance = None if f.versus is not None else f.row.probability
        basis = f"interval {f.row.basis}" if chance else "no interval"
        phrase = parse.words(f.first, f.last)
        out.append(
            Expectation(
                id=f"X{len(out) + 1}",
                holder=holder,
                outcome=_event(parse, f.outcome, triggers) or _words(parse, f.outcome, voices),
                phrase=span(parse, f.first, f.last),
                probability=chance,
                horizon=_horizon(parse, f, times, document, voices),
                versus=None
                if f.versus is None
                else _event(parse, f.versus, triggers) or _words(parse, f.versus, voices),
                why=f"“{phrase}” ({f.row.kind}) over “{parse.tokens[f.outcome].text}”, {basis}",
            )
        )
    return tuple(out)


def _read(parse: Parse, token: Token, cast: Cast, voices: Voices) -> list[_Forecast]:
    """The forecast that `token` is the head word of, if it is one."""
    kind = "going" if token.lower == "going" else KINDS.get(token.upos, "")
    rows = phrases().get(f"{token.lower if kind in ('modal', 'going') else token.lemma}/{kind}", {})
    worded = _modified(parse, token, rows) if rows else None
    if worded is None or (worded[0].said and not _foreseen(parse, token, kind, cast, voices)):
        return []
    row, first, last = worded
    compared = _comparison(parse, token) if kind == "adjective" else None
    if compared:
        outcome, versus, degree = compared
        return [_Forecast(token.i, min(first, degree), max(last, token.i + 1), outcome, versus, row)]
    governed = GOVERNORS[kind](parse, token)
    return [] if governed is None else [_Forecast(token.i, first, last, governed, None, row)]


def _modified(parse: Parse, token: Token, rows: dict[str, Phrase]) -> tuple[Phrase, int, int] | None:
    """The row for the word with its modifiers and negation, and the range of the words it rests on."""
    if "no" in rows and is_negated(parse, token.i):
        first = min([token.i, *(t.i for t in parse.children(token.i, "advmod", "det") if t.lower in NEGATORS)])
        return rows["no"], first, token.i + 1
    for first in range(max(parse.sentence_of(token.i).first, token.i - LONGEST_MODIFIER), token.i):
        before = " ".join(t.lower for t in parse.tokens[first : token.i])
        if before in rows:
            return rows[before], first, token.i + 1
    for child in parse.children(token.i, "amod", "advmod"):
        if child.lower in rows and child.i < token.i:
            return rows[child.lower], child.i, token.i + 1
    return (rows[""], token.i, token.i + 1) if "" in rows else None


# ---- what a phrase governs -------------------------------------------------------------------------------------------


def _comparison(parse: Parse, token: Token) -> tuple[int, int, int] | None:
    """`(likelier, less likely, word of degree)`: of "A looks more likely than B", A, B and "more"."""
    degree = next((t for t in parse.children(token.i, "advmod") if t.lower in ("more", "less")), None)
    over = (token.i, token.head) if token.deprel in ("xcomp", "advmod") else (token.i,)  # "looks more likely than"
    than = next((t for i in over for t in parse.children(i, "obl", "nmod", "advcl") if _than(parse, t)), None)
    one = next((found for i in over if (found := surface_subjects(parse, i))), ())
    if degree is None or than is None or not one:
        return None
    return (one[0], than.i, degree.i) if degree.lower == "more" else (than.i, one[0], degree.i)


def _than(parse: Parse, token: Token) -> bool:
    return any(t.lower == "than" for t in parse.children(token.i, "case", "mark"))


def _of_adjective(parse: Parse, token: Token) -> int | None:
    if token.deprel == "amod" or any(t.lower == "if" for t in parse.children(token.i, "mark")):
        return None
    for child in parse.children(token.i, "xcomp", "ccomp", "csubj", "advcl"):
        if child.deprel != "advcl" or any(t.lower in ("to", "that") for t in parse.children(child.i, "mark")):
            return child.i
    return None if token.lemma in CLAUSES_ONLY else _named(parse, surface_subjects(parse, token.i))


def _of_adverb(parse: Parse, token: Token) -> int | None:
    head = parse.tokens[token.head] if token.head >= 0 else token
    finite = any(t.deprel in ("nsubj", "nsubj:pass", "expl") for t in parse.children(head.i))
    return head.i if finite and not _accomplished(parse, head.i) else None


def _of_noun(parse: Parse, token: Token) -> int | None:
    for child in parse.children(token.i, "acl", "ccomp"):
        if token.lemma == "chance" and any(t.lower == "to" for t in parse.children(child.i, "mark")):
            continue  # an opportunity
        relative = any(t.lower in RELATIVES for t in parse.children(child.i, "nsubj", "obj", "obl"))
        if child.deprel != "acl:relcl" or not relative:
            return child.i
    weighed = (
        any(parse.children(token.i, "amod")) or is_negated(parse, token.i) or any(parse.children(token.head, "expl"))
    )
    phrases = [t.i for t in parse.children(token.i, "nmod") if preposition(parse, t.i) in ("of", "for")]
    return phrases[0] if phrases and weighed else None


def _of_modal(parse: Parse, token: Token) -> int | None:
    if token.head < 0 or _accomplished(parse, token.head) or parse.tokens[token.head].deprel == "acl:relcl":
        return None
    if token.lower == "would" and parse.tokens[token.head].lemma in WISHES:
        return None
    subject = surface_subjects(parse, token.head)
    return token.head if subject or any(parse.children(token.head, "expl")) else None


def _of_going(parse: Parse, token: Token) -> int | None:
    return next((t.i for t in parse.children(token.i, "xcomp")), None)


def _of_verb(parse: Parse, token: Token) -> int | None:
    passive = is_passive(parse, token.i)
    if token.lemma == "project" and not passive:
        return None
    for child in parse.children(token.i, "ccomp", "xcomp", "csubj"):
        if child.deprel != "xcomp" or passive or token.lemma == "expect":
            return child.i
    if passive or token.lemma in CLAUSES_ONLY:
        return None
    return _named(parse, tuple(t.i for t in parse.children(token.i, "obj")))


GOVERNORS: dict[str, Callable[[Parse, Token], int | None]] = {
    "adjective": _of_adjective,
    "adverb": _of_adverb,
    "noun": _of_noun,
    "modal": _of_modal,
    "going": _of_going,
    "verb": _of_verb,
}


def _named(parse: Parse, heads: tuple[int, ...]) -> int | None:
    return next((h for h in heads if parse.tokens[h].upos in ("NOUN", "PROPN")), None)


def _accomplished(parse: Parse, i: int) -> bool:
    """True for "could have won" and "has probably left": no forecast."""
    return any(t.lemma == "have" for t in parse.children(i, "aux"))


# ---- who foresees it -------------------------------------------------------------------------------------------------


def _foreseen(parse: Parse, token: Token, kind: str, cast: Cast, voices: Voices) -> bool:
    """True if a word such as "will" or "could" foresees something: in speech, but not of one's own plans."""
    statement = voices.saying(token.i)
    if statement is None or statement.act in OWN_WILL or statement.polarity == "denied":
        return False
    if kind not in ("modal", "going"):
        return True
    predicate = token.head if kind == "modal" else token.i
    if is_negated(parse, predicate) and token.lower == "could":
        return False
    steered = token.lower in STEERED
    return not steered or not any(_own(parse, s, statement, cast) for s in surface_subjects(parse, predicate))


def _planned(parse: Parse, f: _Forecast, triggers: dict[int, Event]) -> bool:
    """True for "will" and the like over an act that is planned: an announcement, no forecast."""
    event = triggers.get(f.outcome)
    return event is not None and event.status == "planned" and parse.tokens[f.word].lower in STEERED


def _own(parse: Parse, subject: int, statement: Statement, cast: Cast) -> bool:
    """True if the speakers, or their own country, are the subject of what will be."""
    token, actor = parse.tokens[subject], cast.at(subject)
    if token.lower in FIRST_PERSON or actor in statement.speakers:
        return True
    if actor is None:
        return token.lower in PERSONS and not token.quoted
    countries = {cast.by_id[s].country for s in statement.speakers if s in cast.by_id}
    country = cast.by_id[actor].country
    return country is not None and country in countries


def _holders(parse: Parse, f: _Forecast, cast: Cast, voices: Voices) -> list[str | None]:
    """Ids of whoever expects it; `[None]` if the article says it itself or the source is not named."""
    token = parse.tokens[f.word]
    cued, saying = voices.cued_by(f.word), voices.saying(f.word)
    minds: tuple[int, ...] = ()
    if f.row.kind in ("verb", "noun") or token.lemma in MINDS:
        minds = subjects(parse, f.word) if f.row.kind != "adjective" else surface_subjects(parse, f.word)
    first_person = any(parse.tokens[m].lower in FIRST_PERSON for m in minds)
    if cued and not is_passive(parse, f.word) and not (first_person and saying):
        return list(cued.speakers) or [None]
    known = [a for m in minds if (a := cast.at(m))]
    if known and not (first_person and saying):
        return list(dict.fromkeys(known))
    if cued or (minds and not first_person):  # "is expected": whoever is expected to act is no holder
        return [None]
    return list(saying.speakers) if saying and saying.speakers else [None]


# ---- which of them count ---------------------------------------------------------------------------------------------


def _outermost(parse: Parse, found: list[_Forecast]) -> list[_Forecast]:
    """Of forecasts inside one another the outer; of two on one outcome the measured one, an adverb before a modal.

    "Fears that it could" is "could", "would almost certainly" is "almost certainly".
    """
    kept: list[_Forecast] = []
    for f in sorted(found, key=lambda f: (sum(1 for _ in parse.ancestors(f.outcome)), f.word)):
        outer = next((k for k in kept if k.outcome == f.outcome or _under(parse, f.word, k.outcome)), None)
        if outer is None:
            kept.append(f)
            continue
        better = outer.row.probability is None or (outer.row.kind, f.row.kind) == ("modal", "adverb")
        if outer.outcome == f.outcome and outer.versus is None and f.row.probability and better:
            kept[kept.index(outer)] = outer._replace(row=f.row, first=f.first, last=f.last)
    return sorted(kept, key=lambda f: f.first)


def _under(parse: Parse, i: int, head: int) -> bool:
    return i == head or head in parse.ancestors(i)


def _told_once(
    parse: Parse, document: Document, found: list[tuple[_Forecast, str | None]]
) -> list[tuple[_Forecast, str | None]]:
    """The forecasts without those of the title and the key points that the body has too."""
    summary = summary_sentences(parse, document)

    def lemma(f: _Forecast) -> str:
        return parse.tokens[f.outcome].lemma

    body = {lemma(f) for f, _ in found if parse.tokens[f.word].sentence not in summary}
    return [(f, h) for f, h in found if parse.tokens[f.word].sentence not in summary or lemma(f) not in body]


# ---- the outcome -----------------------------------------------------------------------------------------------------


def _event(parse: Parse, head: int, triggers: dict[int, Event]) -> str | None:
    """The event that the outcome is, unless the words negate it."""
    event = triggers.get(head)
    return event.id if event and event.status not in ("negated", "denied") and not is_negated(parse, head) else None


def _words(parse: Parse, head: int, voices: Voices) -> Span:
    return span(parse, *clause(parse, head, _piece(parse, head, voices)))


def _piece(parse: Parse, head: int, voices: Voices) -> tuple[int, int] | None:
    """The piece of a statement's content that holds a token."""
    statement = voices.saying(head)
    pieces = (parse.tokens_in(c.start, c.end) for c in (statement.content if statement else ()))
    return next((p for p in pieces if p[0] <= head < p[1]), None)


def _horizon(
    parse: Parse, f: _Forecast, times: tuple[TimeMention, ...], document: Document, voices: Voices
) -> When | None:
    """The time named inside the outcome, beside the phrase or later in the quotation; none before the article."""
    ranges = [parse.subtree(f.outcome), parse.subtree(f.word)]
    if piece := _piece(parse, f.outcome, voices):
        ranges.append((f.outcome, min(piece[1], parse.sentence_of(f.outcome).last)))
    for first, last in ranges:
        for t in times:
            past = document.published and t.when.to and t.when.to < document.published
            if first <= t.head < last and not past:
                return t.when
    return None
