"""The scene: one article's parse, cast, places, times and statements as the other modules of the room ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from communique.actors.cast import Cast
from communique.actors.tables import forms
from communique.events.pairs import pair
from communique.events.tables import classes
from communique.language import arguments
from communique.language.parse import Parse, Token
from communique.record import Document, Statement

if TYPE_CHECKING:
    from communique.places import PlaceMention
    from communique.times import TimeMention

PERSONAL = frozenset({"person", "office"})
LEADING = frozenset({"person", "office", "government"})
STATELY = frozenset({"state", "government", "organisation"})
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
MADE_BY = frozenset({"of", "by", "from", "between"})
TOWARD = MADE_BY | {"against", "on", "in", "at"}
OFFICIAL = frozenset({"person", "office", "government", "state", "organisation"})


class Scene(msgspec.Struct, frozen=True, dict=True):
    """What is known of an article before its events are read."""

    parse: Parse
    document: Document
    cast: Cast
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    statements: tuple[Statement, ...] = ()

    @cached_property
    def dated(self) -> frozenset[int]:
        """Tokens that are part of a time expression."""
        return frozenset(i for t in self.times for i in range(t.first, t.last))

    @cached_property
    def _enclosing(self) -> dict[int, list[tuple[int, Statement]]]:
        """By token, the statements in whose content it stands, with the length of the piece."""
        found: dict[int, list[tuple[int, Statement]]] = {}
        for s in self.statements:
            for piece in s.content:
                first, last = self.parse.tokens_in(piece.start, piece.end)
                for i in range(first, last):
                    found.setdefault(i, []).append((last - first, s))
        return found

    @cached_property
    def told_by(self) -> dict[int, Statement]:
        """By token of a cue, its statement."""
        return {i: s for s in self.statements for i in range(*self.parse.tokens_in(s.cue.start, s.cue.end))}

    def around(self, i: int) -> tuple[Statement, ...]:
        """The statements whose content encloses token `i`, innermost first."""
        ranked = sorted(self._enclosing.get(i, ()), key=lambda pair: pair[0])
        return tuple({s.id: s for _, s in ranked}.values())

    @cached_property
    def place_at(self) -> dict[int, PlaceMention]:
        """Place mentions by their head token."""
        return {p.head: p for p in self.places}

    @cached_property
    def name_at(self) -> dict[int, str]:
        """CoNLL type of the name that a token is part of."""
        return {i: n.type for n in self.parse.names for i in range(n.first, n.last)}

    @cached_property
    def nominal_at(self) -> dict[int, str]:
        """Entity type of nominals by their head token."""
        return {n.head: n.type for n in self.parse.nominals}

    @cached_property
    def summary(self) -> frozenset[int]:
        """Sentences that stand in the title or a key point."""
        parts = self.document.parts
        short = {i for i, p in enumerate(parts) if p.kind in ("title", "key_point")}
        return frozenset(s.i for s in self.parse.sentences if s.part in short)

    def phrases(self, i: int) -> list[tuple[str, int]]:
        """`(preposition, head)` of the circumstances of a trigger, dates left out.

        Its own phrases, those of a verb's object noun ("throw stones at"), of a participle after a noun ("threats made
        against").
        """
        found = list(arguments.obliques(self.parse, i))
        if self.parse.tokens[i].upos == "VERB":
            over = [o for o in arguments.objects(self.parse, i) if self.parse.tokens[o].upos == "NOUN"]
        else:
            over = [t.i for t in self.parse.children(i, "acl") if t.deprel == "acl"]
        found.extend(p for o in over for p in arguments.obliques(self.parse, o))
        return [p for p in found if p[1] not in self.dated]

    def actor(self, head: int) -> str | None:
        """Id of the actor whose mention is headed by token `head`; a name's other tokens count as its head."""
        found = self.cast.at(head)
        if found:
            return found
        for t in self.parse.children(head, "flat", "appos"):
            found = self.cast.at(t.i)
            if found:
                return found
        return self._named.get(head)

    @cached_property
    def _named(self) -> dict[int, str]:
        """By token of a name that is a mention, its actor; the shortest mention wins."""
        names = (m for m in self.cast.mentions if m.kind == "name" and m.last - m.first <= 6)
        ranked = sorted(names, key=lambda m: m.first - m.last)
        return {i: m.actor for m in ranked for i in range(m.first, m.last) if self.parse.tokens[i].upos == "PROPN"}

    def kind(self, head: int) -> str | None:
        """Kind of the actor at token `head`."""
        found = self.actor(head)
        return self.cast.by_id[found].kind if found else None

    def parties(self, heads: Iterable[int], *, place: bool = False) -> tuple[str, ...]:
        """Ids of the actors that `heads` stand for, each once; with `place`, a place stands for its government."""
        return tuple(dict.fromkeys(a for h in heads for a in self._stands_for(h, place)))

    def _stands_for(self, head: int, place: bool) -> tuple[str, ...]:
        token = self.parse.tokens[head]
        several = pair(self.parse, self.cast, token, self.around(head))
        if several:
            return several
        found = self.actor(head)
        if found:
            return (found, *self._examples(head, place))
        if token.lemma in classes()["partitive"]:
            inner = [h for word, h in arguments.obliques(self.parse, head) if word in ("of", "among")]
            if inner:
                return self.parties(inner, place=place)
        if token.lower in FIRST_PERSON:
            return next((s.speakers for s in self.around(head)), ())
        if token.deprel in ("amod", "compound", "nsubj") or token.upos == "ADJ":
            form = forms().get(token.text)
            country = (form.adjective or (form.country if token.deprel != "nsubj" else None)) if form else None
            government = self.cast.government(country) if country else None
            joined = [t.i for t in self.parse.children(head, "conj") if token.deprel == "amod"]
            return ((government,) if government else ()) + self.parties(joined)
        if place:
            spot = self.place_at.get(head)
            country = spot.where.country if spot else None
            government = self.cast.government(country) if country else None
            if government:
                return (government,)
        return ()

    def _examples(self, head: int, place: bool) -> tuple[str, ...]:
        """Actors that are named as part of a group, or whom envoys come from ("delegates from Peru")."""
        sent = self.parse.tokens[head].lemma in classes()["envoys"]
        words = ("including", "such as", "like", *(("from", "of") if sent else ()))
        named = [h for word, h in arguments.obliques(self.parse, head) if word in words]
        return self.parties(named, place=place or sent)

    def owners(self, head: int, *, place: bool = False, words: frozenset[str] = TOWARD) -> tuple[str, ...]:
        """Ids of the actors behind a thing: possessor, nationality, or in a phrase with one of `words` ("plan of")."""
        heads: list[int] = []
        for t in self.parse.children(head, "nmod", "compound", "amod"):
            if t.deprel == "nmod:poss" or t.deprel == "compound" or (t.deprel == "amod" and t.text[:1].isupper()):
                heads.append(t.i)
            elif arguments.preposition(self.parse, t.i) in words:
                heads.extend(arguments.conjoined(self.parse, t.i))
        return self.parties(heads, place=place)

    @cached_property
    def violent(self) -> bool:
        """Whether the article speaks of violence more often than of accidents."""
        violence, accident = classes()["violence"] | classes()["armed"], classes()["accident"]
        balance = sum((t.lemma in violence) - (t.lemma in accident) for t in self.parse.tokens)
        return balance >= 0

    def is_bare_passive(self, i: int) -> bool:
        """A headline's passive without its auxiliary ("Two miners detained"), where the verb could be one at all."""
        token = self.parse.tokens[i]
        if (
            token.sentence not in self.summary
            or token.upos != "VERB"
            or token.lower in (token.lemma, f"{token.lemma}s")
        ):
            return False
        if token.lower.endswith("ing") or arguments.auxiliaries(self.parse, i) or arguments.is_passive(self.parse, i):
            return False
        return not arguments.objects(self.parse, i)

    def is_property(self, token: Token, name: str) -> bool:
        """Whether the phrase headed by `token` has a property that `triggers.csv` writes with `%`."""
        if name == "%any":
            return True
        if name == "%place":
            return token.i in self.place_at or self.name_at.get(token.i) == "LOC"
        if name == "%several":
            return len(arguments.conjoined(self.parse, token.i)) > 1 or (
                token.upos == "NOUN" and token.lower != token.lemma
            )
        kind = self.kind(token.i)
        if name == "%person":
            return kind in PERSONAL or self.name_at.get(token.i) == "PER" or self.nominal_at.get(token.i) == "person"
        if name == "%leader":
            return kind in LEADING or self.name_at.get(token.i) == "PER"
        if name == "%actor":
            return kind is not None
        return kind in (OFFICIAL if name == "%official" else STATELY)
