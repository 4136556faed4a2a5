"""When actors of different articles are one party: the same link, or the same name, role and country.

>>> name_key(Actor(id="A1", name="Dana Ruiz", kind="person", role="foreign minister", country="ESP"))
'person|dana ruiz|foreign minister|ESP'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from communique.record import Actor

Rule = Literal["link", "name", "alone"]
FORMS = frozenset({"name", "metonym"})  # kinds of mention that name a party; "he" and "the minister" don't


class Identity(NamedTuple):
    """Why this actor is the same as another: all actors with one key share a party."""

    key: str
    rule: Rule


def identity(actor: Actor, document: str) -> Identity:
    """The actor's identity across the archive; its own where nothing tells who it is."""
    if actor.link:
        return Identity(f"{actor.link.source}:{actor.link.id}", "link")
    key = name_key(actor)
    return Identity(key, "name") if key else Identity(f"{document}/{actor.id}", "alone")


def name_key(actor: Actor) -> str | None:
    """Kind, name, role and country as one key; None where they don't tell one party from another.

    A person needs a role or a country beside the name, an unnamed holder or body a role and a country ("the foreign
    minister of Spain" is one office, "a spokesman" is not).
    """
    named = any(m.kind in FORMS for m in actor.mentions)
    described = (actor.role is not None) + (actor.country is not None)
    needed = {"person": 1, "office": 2, "public": 3}.get(actor.kind, 0) if named else 2
    if actor.kind == "public" or described < needed:
        return None
    return "|".join((actor.kind, fold(actor.name), fold(actor.role or ""), actor.country or ""))


def forms(actor: Actor, text: str) -> Iterator[str]:
    """Every folded form by which the article names the actor, each once, the fullest first."""
    seen = set()
    for form in (actor.name, *(text[m.start : m.end] for m in actor.mentions if m.kind in FORMS)):
        folded = fold(form)
        if folded and folded not in seen:
            seen.add(folded)
            yield folded


def fold(name: str) -> str:
    """A name without case, accents and doubled space, for comparing.

    >>> fold("Recep Tayyip  Erdoğan")
    'recep tayyip erdogan'
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(name.casefold().split())
