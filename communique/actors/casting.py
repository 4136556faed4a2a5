"""From a parse to its cast: the one page on which the order of this room's steps can be seen.

cast = find(parse, document, places)
cast.at(head)               the actor that a token stands for
keep(cast, {"A1", "A4"})    what the readout shows
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.actors.bodies import cast_bodies
from communique.actors.cast import ActorMention, Cast
from communique.actors.codes import code_of
from communique.actors.drafts import Company, Draft
from communique.actors.nominals import cast_nominals
from communique.actors.persons import cast_persons
from communique.actors.powers import cast_countries, cast_grounds
from communique.actors.pronouns import cast_pronouns
from communique.actors.spots import Place, read_scene
from communique.language.parse import Parse
from communique.record import Actor, Document, Mention

_POLITICAL = {"government", "state", "organisation", "group", "outlet"}
_PUBLIC_LIFE = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "IGO", "PTY", "OPP", "REB", "ELI", "NGO", "REL"}


def find(parse: Parse, document: Document, places: Iterable[Place] = ()) -> Cast:
    """All actors of an article with all their mentions; ids A1, A2, ... in order of first mention, countries that are
    only places after all others."""
    scene = read_scene(parse, places)
    company = Company()
    cast_persons(scene, company, document.published)
    cast_bodies(scene, company)
    cast_countries(scene, company)
    cast_nominals(scene, company)
    cast_pronouns(scene, company)
    cast_grounds(scene, company)
    drafts = sorted((d for d in company.drafts if d.mentions or d.aside), key=lambda d: (not d.mentions, d.first))
    actors, mentions = [], []
    for number, draft in enumerate(drafts, 1):
        own = sorted(draft.mentions, key=lambda m: m.first)
        actors.append(_actor(f"A{number}", draft, own or draft.aside, parse))
        mentions += [ActorMention(f"A{number}", m.first, m.last, m.head, m.kind) for m in own]
    return Cast(tuple(actors), tuple(sorted(mentions, key=lambda m: (m.first, -m.last))))


def keep(cast: Cast, used: set[str]) -> tuple[Actor, ...]:
    """The actors that an item uses, and those that are political, named in the text and not just places."""
    meant = {m.actor for m in cast.mentions}
    return tuple(a for a in cast.actors if a.id in used or (a.id in meant and _is_political(a)))


def _is_political(actor: Actor) -> bool:
    if not any(m.kind in ("name", "metonym") for m in actor.mentions):
        return False
    return actor.kind in _POLITICAL or (actor.kind == "person" and actor.sector in _PUBLIC_LIFE)


def _actor(id_: str, draft: Draft, mentions: list[ActorMention], parse: Parse) -> Actor:
    spans = []
    for m in mentions:
        start, end = parse.chars(m.first, m.last)
        spans.append(Mention(start=start, end=end, kind=m.kind))
    return Actor(
        id=id_,
        name=draft.name,
        kind=draft.kind,
        role=draft.role,
        former=draft.former,
        country=draft.country,
        sector=draft.sector,
        code=draft.code or code_of(draft.kind, draft.country, draft.sector),
        link=draft.link,
        mentions=tuple(spans),
        why="; ".join(draft.why[:3]),
    )
