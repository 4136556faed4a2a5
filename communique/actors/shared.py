"""Several who share one plural noun: "the Chinese and U.S. governments" are two governments.

In: a scene and a noun. Out: the words of each of them, where each country has only one such body: its government, its
army, its foreign ministry, its president; not where it has many ("French and German officials").
"""

from __future__ import annotations

from communique.actors.phrases import is_plural, office_at
from communique.actors.spots import Scene, Spot
from communique.actors.tables import Office, words
from communique.language.parse import Token

_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_BETWEEN = frozenset({"and", "or", "&", ",", "the", "both"})
_LINKS = frozenset({"and", "or", "&"})
_MODIFIERS = 3  # words between the last country and the noun


def parts(scene: Scene, head: int) -> list[tuple[int, int, str]]:
    """Tokens `[first, last)` and country of each of those who share the plural noun at `head`; empty if it is one's
    own. The last of them holds the noun."""
    if not is_plural(scene.parse.tokens[head]):
        return []
    office = office_at(scene.parse, head)
    if office is None or not _one_each(office):
        return []
    spots, linked = _countries(scene, head)
    if len(spots) < 2 or not linked:
        return []
    ends = [s.last for s in spots[:-1]] + [head + 1]
    return [(s.first, end, scene.country_at[s.first]) for s, end in zip(spots, ends, strict=True)]


def called(scene: Scene, head: int, first: int, last: int) -> str:
    """The name of one of them: its own words with the noun in the singular ("French" -> "French foreign ministry")."""
    tokens, spot = scene.parse.tokens, scene.spot_at[first]
    start = next(i for i in range(head, -1, -1) if tokens[i - 1].i in scene.country_at)
    noun = tokens[head].lemma if tokens[head].lemma != tokens[head].lower else tokens[head].text
    return " ".join([scene.parse.words(first, min(spot.last, last)), *(t.text for t in tokens[start:head]), noun])


def _one_each(office: Office) -> bool:
    """Whether a country has one body or person of this name."""
    if office.kind == "government":
        return True
    if office.kind == "organisation":
        return office.sector in _STATE
    title = office.words.split()
    return office.person and (office.words in words("first_rank") or (len(title) > 1 and title[-1] == "minister"))


def _countries(scene: Scene, head: int) -> tuple[list[Spot], bool]:
    """The adjectives of countries in a row before a noun, and whether "and" or "or" joins them."""
    tokens, first = scene.parse.tokens, scene.parse.sentence_of(head).first
    i = head - 1
    while i >= first and head - i <= _MODIFIERS and _describes(scene, tokens[i]):
        i -= 1
    found: list[Spot] = []
    linked = comma = False
    while i >= first:
        spot = scene.spot_at.get(i)
        if spot is None or spot.first not in scene.country_at or not _is_adjective(scene, spot, comma):
            break
        found.insert(0, spot)
        i, comma = spot.first - 1, False
        start = i
        while i >= first and tokens[i].lower in _BETWEEN:
            comma = comma or tokens[i].text == ","
            linked = linked or tokens[i].lower in _LINKS
            i -= 1
        if i == start or all(t.lower == "the" for t in tokens[i + 1 : start + 1]):
            break
        comma = comma and not any(t.lower in _LINKS for t in tokens[i + 1 : start + 1])
    return found, linked


def _describes(scene: Scene, token: Token) -> bool:
    return token.upos in ("ADJ", "NOUN", "PROPN") and token.i not in scene.country_at


def _is_adjective(scene: Scene, spot: Spot, comma: bool) -> bool:
    """Whether the words describe: "French", "U.S."; a name before a comma is a place ("in Iran, Russian and ...")."""
    form = spot.form
    if form is None or form.organisation is not None or spot.type == "PER":
        return False
    return form.adjective is not None or not comma or scene.named(spot).isupper()
