"""Common nouns that can stand for an actor, found in a parse with what they say of it.

In: a scene and the company of named actors. Out: one `Noun` for each: "U.S. officials", "thousands of protesters",
"the foreign minister", and every noun that is the source of a statement.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.actors.drafts import Company
from communique.actors.phrases import (
    country_of,
    is_definite,
    is_of_which,
    is_plural,
    meant,
    modifiers,
    noun_phrase,
    office_at,
    tells,
    uncut,
)
from communique.actors.shared import called, parts
from communique.actors.spots import Scene
from communique.actors.tables import Office, words
from communique.language.arguments import antecedent
from communique.language.parse import Parse, Token

_PART = {"compound", "nmod:desc", "amod", "flat", "fixed", "goeswith", "cop", "det", "vocative"}
_SURE = 0.6


class Noun(msgspec.Struct, frozen=True):
    """A noun phrase `[first, last)` headed by `head`; `core` is the noun that it is about ("thousands of miners").

    `type` is GUM's, `own` the words before it that say which one, `count` how many ("some", "67"), `source` whether it
    is one of a statement or is quoted in one, `shared` its name where the noun is that of several ("French and German
    ministries").
    """

    head: Token
    core: Token
    first: int
    last: int
    office: Office | None
    type: str
    country: str | None
    own: frozenset[str]
    definite: bool
    plural: bool
    count: str
    source: bool
    shared: str = ""


def find_nouns(scene: Scene, company: Company) -> Iterator[Noun]:
    """All nouns that can stand for an actor and head no mention yet, in text order."""
    parse = scene.parse
    sources = dict(_source(parse, *source) for a in parse.attributions for source in a.sources)
    inner = {i for t in parse.tokens for first, last, _ in parts(scene, t.i) for i in range(first, last) if i < t.i}
    for token in parse.tokens:
        head = token.i
        if head in company.at or head in inner or is_of_which(parse, head):
            continue
        source = sources.get(head)
        if not _can_head(scene, token, source is not None):
            continue
        core = meant(parse, head)
        if core != head:
            inner.add(core)
        office = office_at(parse, head) if core != head else None
        office = office if office and " of " in office.words else office_at(parse, core)
        kind, score = scene.types.get(head, ("", 0.0))
        asked = source is not None or head in scene.addressed
        if not (_is_actor(office, kind, score, asked, token) or _is_named_teller(parse, head)):
            continue
        if office and office.words in words("reports") and _has_maker(scene, company, head):
            continue
        first, last = noun_phrase(parse, head) if source is None else _widest(scene, company, head, source)
        noun = Noun(
            head=token,
            core=parse.tokens[core],
            first=first,
            last=_trimmed(parse, first, last),
            office=office,
            type=kind,
            country=_country(scene, company, head, core),
            own=modifiers(scene, core) - words("plain"),
            definite=is_definite(parse, core),
            plural=is_plural(parse.tokens[core]) or is_plural(token),
            count=_count(parse, core),
            source=source is not None or _is_quoted(parse, token),
        )
        yield from _shared(scene, noun) or [noun]


def _shared(scene: Scene, noun: Noun) -> list[Noun]:
    """The nouns of all who share a plural one, each with its country."""
    head = noun.head.i
    return [
        msgspec.structs.replace(
            noun, first=first, last=last, country=country, definite=True, plural=False,
            shared=called(scene, head, first, last),
        )
        for first, last, country in (parts(scene, head) if noun.core is noun.head else ())
    ]  # fmt: skip


def _count(parse: Parse, core: int) -> str:
    """The word that says how many or which of many are meant: "some people", "67 people", "other officials"."""
    before = (c for c in parse.children(core, "nummod", "det", "amod") if c.i < core)
    return next((c.lower for c in before if c.deprel == "nummod" or c.lower in words("some")), "")


def _country(scene: Scene, company: Company, head: int, core: int) -> str | None:
    own = scene.country_at.get(core) or country_of(scene, core)
    return own or (country_of(scene, head) if core != head else None) or _possessor(scene, company, core)


def _source(parse: Parse, first: int, last: int) -> tuple[int, tuple[int, int]]:
    """Head and words of a source; for "both of which" those of the noun before it."""
    first, last = uncut(parse, first, last)
    head = _source_head(parse, first, last)
    if not is_of_which(parse, head):
        return head, (first, last)
    noun = antecedent(parse, head)
    return noun, noun_phrase(parse, noun)


def _source_head(parse: Parse, first: int, last: int) -> int:
    """The word of a source that names it: its head, or its first noun where the head is none."""
    head = parse.head_of(first, last)
    if parse.tokens[head].upos in ("NOUN", "PROPN", "PRON", "NUM"):
        return head
    nouns = (i for i in range(first, last) if parse.tokens[i].upos in ("NOUN", "PROPN"))
    return next(nouns, head)


def _widest(scene: Scene, company: Company, head: int, source: tuple[int, int]) -> tuple[int, int]:
    """The words of a source that belong to its noun: up to a comma, a relative clause, a coordination or those told."""
    parse = scene.parse
    first, last = noun_phrase(parse, head)
    starts = [i + 1 for i in range(source[0], head) if _ends(parse.tokens[i])]
    if any(t.i == head + 1 and parse.subtree(t.i)[1] == source[1] for t in parse.children(head, "acl")):
        last = source[1]  # "scientists | working for the city"
    ends = (i for i in range(head + 1, source[1]) if _ends(parse.tokens[i]))
    last = max(last, next(ends, source[1]))
    away = (t.i for t in parse.tokens[head + 1 : last] if _leads_away(scene, company, t))
    return min(first, max(starts, default=source[0])), next(away, last)


def _leads_away(scene: Scene, company: Company, token: Token) -> bool:
    """Whether a preposition leads to a day, to one spoken to or to an outlet: "said a diplomat | to the Courier"."""
    noun = token.head
    if token.lower == "on":
        return scene.parse.tokens[noun].lower in words("calendar")
    if token.lower != "to":
        return False
    named = (company.at.get(t.i) for t in (scene.parse.tokens[noun], *scene.parse.children(noun, "compound")))
    return noun in scene.addressed or any(d is not None and d.kind == "outlet" for d in named)


def _ends(token: Token) -> bool:
    return token.upos in ("PUNCT", "SCONJ", "CCONJ", "VERB", "AUX") or token.lower in ("who", "which", "that", "whose")


def _can_head(scene: Scene, token: Token, source: bool) -> bool:
    spot = scene.spot_at.get(token.i)
    if source:
        people = spot is not None and spot.form is not None and spot.form.people is not None
        named = token.upos in ("NOUN", "PROPN", "NUM", "SYM") or token.lower in words("light")
        return named or people or token.lower in words("somebody")
    if token.lower in words("somebody"):
        return token.deprel == "nsubj" and any(scene.parse.children(token.head, "ccomp"))
    if token.upos not in ("NOUN", "PROPN") or token.deprel in _PART:
        return token.deprel not in _PART and token.upos == "ADJ" and bool(spot and spot.form and spot.form.people)
    if spot is None:
        return True
    if spot.type in ("PER", "LOC"):
        return False
    return spot.form is None or bool(spot.form.people)


def _is_actor(office: Office | None, kind: str, score: float, source: bool, token: Token) -> bool:
    if source and office is None:
        thing = kind not in ("", "person", "organization", "place", "animal") and score >= 0.5
        return not thing and token.lemma not in words("makerless") and token.lower not in words("honorific")
    if source:
        return True
    if kind in ("person", "organization"):
        doubtful = token.upos == "PROPN" and (score < 0.8 or token.text.startswith(("D-", "R-")))
        return office is not None or (score >= 0.5 and not doubtful)
    if office is None or (kind and score >= _SURE and not (kind == "place" and office.kind == "government")):
        return False
    return not (kind == "" and office.words in words("unsure"))


def _is_named_teller(parse: Parse, head: int) -> bool:
    """Whether a noun with a name before it tells something, whatever the model thinks it is: "Mission control told"."""
    before = parse.tokens[head - 1] if head else None
    named = before is not None and before.head == head and before.upos == "PROPN"
    return named and tells(parse, head) and parse.tokens[head].lemma not in words("makerless")


def _has_maker(scene: Scene, company: Company, head: int) -> bool:
    """Whether a report says whose it is: "reports by the BBC", "the BBC's report"."""
    return any(c.i in company.at for c in scene.parse.children(head, "nmod", "compound"))


def _is_quoted(parse: Parse, token: Token) -> bool:
    """Whether somebody is the object of a verb that quotes: "citing an official"."""
    return token.deprel == "obj" and parse.tokens[token.head].lemma in words("quoting")


def _possessor(scene: Scene, company: Company, head: int) -> str | None:
    """Country of the person or body whose minister, party or troops these are."""
    for child in scene.parse.children(head, "nmod", "compound"):
        owner = company.at.get(child.i)
        if owner and owner.country and (child.deprel != "nmod" or child.i > head):
            return owner.country
    return None


def _trimmed(parse: Parse, first: int, last: int) -> int:
    """The end of a phrase without punctuation and a preposition that leads on."""
    while last - 1 > first and parse.tokens[last - 1].upos in ("PUNCT", "ADP"):
        last -= 1
    return last
