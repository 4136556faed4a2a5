"""Actors while they are being made: what is known of each so far, and its mentions."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.actors.cast import ActorMention
from communique.actors.tables import Gender, Office, Organisation
from communique.record import ActorKind, Link, MentionKind


@dataclass(slots=True, eq=False)
class Draft:
    """One actor in the making. `words` are the lower-case words by which a later phrase can be matched to it; `count`
    is the word that says how many or which of many they are, `spoke` whether it was the source of a statement."""

    kind: ActorKind
    name: str
    role: str | None = None
    office: Office | None = None
    former: bool = False
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    link: Link | None = None
    organisation: Organisation | None = None
    gender: Gender | None = None
    plural: bool = False
    count: str = ""
    spoke: bool = False
    igo: bool = False
    named: bool = False
    words: frozenset[str] = frozenset()
    why: list[str] = field(default_factory=list)
    mentions: list[ActorMention] = field(default_factory=list)
    aside: list[ActorMention] = field(default_factory=list)
    """Words that name it without standing for it: a country that is only a place or an origin."""

    @property
    def first(self) -> int:
        """First token of its first mention."""
        return min(m.first for m in self.mentions or self.aside)

    def nearest(self, before: int) -> int:
        """Head of its last mention before a token, -1 if there is none."""
        return max((m.head for m in self.mentions if m.head < before), default=-1)


@dataclass(slots=True)
class Company:
    """All drafts of an article and which tokens head a mention of which."""

    drafts: list[Draft] = field(default_factory=list)
    at: dict[int, Draft] = field(default_factory=dict)

    def add(self, draft: Draft) -> Draft:
        """Take a draft in."""
        self.drafts.append(draft)
        return draft

    def mention(self, draft: Draft, first: int, last: int, head: int, kind: MentionKind) -> None:
        """Note a mention, unless its head is one already; the actor's id comes later."""
        if head not in self.at:
            self.at[head] = draft
            draft.mentions.append(ActorMention("", first, last, head, kind))

    def share(self, draft: Draft, first: int, last: int, head: int) -> None:
        """Note a phrase of one of several whose noun is the same token; the last of them is the one at it."""
        self.at[head] = draft
        draft.mentions.append(ActorMention("", first, last, head, "nominal"))
