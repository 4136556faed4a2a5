"""The cast: the actors of one article with the words that stand for them, as later rooms ask for it."""

from __future__ import annotations

from functools import cached_property

import msgspec

from communique.record import Actor, MentionKind


class ActorMention(msgspec.Struct, frozen=True):
    """One mention: tokens `[first, last)`, its head token, and the actor that it stands for."""

    actor: str
    first: int
    last: int
    head: int
    kind: MentionKind


class Cast(msgspec.Struct, frozen=True, dict=True):
    """All actors of an article, by id, with all their mentions in text order."""

    actors: tuple[Actor, ...]
    mentions: tuple[ActorMention, ...]

    @cached_property
    def _by_head(self) -> dict[int, ActorMention]:
        return {m.head: m for m in self.mentions}

    @cached_property
    def _all_by_head(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for m in self.mentions:
            found[m.head] = (*found.get(m.head, ()), m.actor)
        return found

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        """Actor by id."""
        return {a.id: a for a in self.actors}

    def at(self, head: int) -> str | None:
        """Id of the actor whose mention is headed by token `head`, if any."""
        mention = self._by_head.get(head)
        return mention.actor if mention else None

    def all_at(self, head: int) -> tuple[str, ...]:
        """Ids of the actors at token `head`: of several who share a noun ("the Chinese and U.S. governments"), all."""
        return self._all_by_head.get(head, ())

    def names(self, head: int) -> bool:
        """Whether token `head` heads a name, not a phrase or a pronoun."""
        mention = self._by_head.get(head)
        return mention is not None and mention.kind == "name"

    def within(self, first: int, last: int) -> tuple[str, ...]:
        """Ids of the actors mentioned by heads in tokens `[first, last)`, in text order, each once.

        Mentions inside another of them are left out: "Iran's foreign minister" is the minister, not Iran.
        """
        inside = [m for m in self.mentions if first <= m.head < last]
        outer = (m.actor for m in inside if not any(_holds(other, m) for other in inside))
        return tuple(dict.fromkeys(outer))

    def government(self, country: str) -> str | None:
        """Id of the state or government of an ISO alpha-3 country, if it is in the cast."""
        for a in self.actors:
            if a.country == country and a.kind in ("government", "state"):
                return a.id
        return None


def _holds(outer: ActorMention, inner: ActorMention) -> bool:
    """Whether one mention lies inside a longer one and is not headed by the same word."""
    longer = outer.last - outer.first > inner.last - inner.first
    return longer and outer.first <= inner.first and inner.last <= outer.last
