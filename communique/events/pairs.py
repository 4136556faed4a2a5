"""Pairs: phrases that stand for several actors at once, which the cast knows only singly.

"both leaders", "the two presidents"     the two persons named last
"the two countries", "those nations"     the two states named last
"they", inside what several said         those who said it
"""

from __future__ import annotations

from communique.actors.cast import Cast
from communique.events.tables import classes
from communique.language.parse import Parse, Token
from communique.record import ActorKind, Statement

PLURAL = frozenset({"they", "them", "their", "themselves"})
PAIRING = frozenset({"both", "two", "these", "those"})
STATES: frozenset[ActorKind] = frozenset({"government", "state"})
PERSONS: frozenset[ActorKind] = frozenset({"person"})


def pair(parse: Parse, cast: Cast, token: Token, around: tuple[Statement, ...]) -> tuple[str, ...]:
    """Ids of the two or more actors that `token` stands for, empty if it stands for one or none.

    `around` are the statements that enclose it, innermost first.
    """
    if token.lower in PLURAL:
        said = not token.quoted and around and len(around[0].speakers) > 1
        return around[0].speakers if said else ()
    kinds = _kinds(token)
    marks = {t.lower for t in parse.children(token.i, "det", "nummod")}
    if not kinds or token.lower == token.lemma or not marks & PAIRING:
        return ()
    if "two" in marks and not marks & (PAIRING - {"two"} | {"the"}):
        return ()
    return _last_two(cast, kinds, token.start)


def _kinds(token: Token) -> frozenset[ActorKind]:
    if token.lemma in classes()["leader"] | {"man", "woman"}:
        return PERSONS
    return STATES if token.lemma in classes()["country"] else frozenset()


def _last_two(cast: Cast, kinds: frozenset[ActorKind], before: int) -> tuple[str, ...]:
    """The two actors of these kinds named last before an offset; nobody if there is only one."""
    named = ((m.start, a.id) for a in cast.actors if a.kind in kinds for m in a.mentions if m.start < before)
    near = dict.fromkeys(actor for _, actor in sorted(named, reverse=True))
    last = tuple(near)[:2]
    return last[::-1] if len(last) == 2 else ()
