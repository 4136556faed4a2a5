"""Countries: which mentions of a country, capital or seat stand for its government or state, and which for the place.

    "Moscow has made demands"   metonym of Russia        "Scholz visited Kyiv"   a place
    "Ukraine's ambassador"      Ukraine                  "in Ukraine"            a place

Evidence comes in two strengths: a strong one makes the actor, a weak one ("Ukraine's border") only adds a mention to
an actor that is there for another reason. The rules follow what the metonymy literature found to decide nearly all
cases: the word's grammatical role and the word that governs it (Nissim and Markert 2003; Gritta et al. 2017).
"""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

import msgspec

from communique.actors.cast import ActorMention
from communique.actors.drafts import Company, Draft
from communique.actors.phrases import office_at
from communique.actors.spots import Scene, Spot
from communique.actors.tables import country_names, offices, words
from communique.language.parse import Parse, Token
from communique.record import MentionKind

Evidence = Literal["strong", "weak", "place"]
_MODIFIERS = ("compound", "amod", "nmod:desc", "flat", "det")


def cast_countries(scene: Scene, company: Company) -> None:
    """Add one actor for each country with strong evidence, with all its mentions."""
    found: dict[str, list[tuple[Spot, Evidence, str]]] = {}
    parse = scene.parse
    heads = {parse.head_of(*source) for a in parse.attributions for source in a.sources}
    sources = {i for head in heads for i in parse.conjuncts(head)}
    for spot in scene.spots:
        form = spot.form
        country = (form.country or form.adjective) if form else None
        if country is None or (form and form.organisation and not form.use) or spot.type == "PER":
            continue
        evidence, why = weigh(scene.parse, spot, sources, scene.addressed)
        if evidence != "place":
            found.setdefault(country, []).append((spot, evidence, why))
    for country, rows in found.items():
        reasons = [why for _, evidence, why in rows if evidence == "strong"]
        if not reasons:
            continue
        draft = company.add(power(country))
        draft.why.append(reasons[0])
        for spot, _, _ in rows:
            use = spot.form.use if spot.form else ""
            kind: MentionKind = "metonym" if use in ("capital", "seat") else "name"
            company.mention(draft, spot.first, spot.last, spot.head, kind)


def cast_grounds(scene: Scene, company: Company) -> None:
    """Add, last of all, the countries that are named only as a place or an origin ("in Peru", "Peruvian exports").

    They have no mention in the cast: nobody is meant by their name alone, but an act may turn out to be toward them.
    """
    acting = {d.country for d in company.drafts if d.kind == "government" and not d.plural}
    grounds: dict[str, Draft] = {}
    for spot in scene.spots:
        country = (spot.form.country or spot.form.adjective) if spot.form else None
        if country is None or country in acting or spot.type == "PER" or (spot.form and spot.form.organisation):
            continue
        if country not in grounds:
            grounds[country] = company.add(power(country))
            grounds[country].why.append(f"{scene.named(spot)!r} is a place or an origin")
        kind: MentionKind = "metonym" if spot.form and spot.form.use in ("capital", "seat") else "name"
        grounds[country].aside.append(ActorMention("", spot.first, spot.last, spot.head, kind))


def power(country: str) -> Draft:
    """A country as an actor."""
    return Draft(
        "government", country_names()[country], country=country, sector="GOV", code=f"{country}GOV", named=True
    )


class _Site(msgspec.Struct, frozen=True):
    """Where a country's name stands: its relation, the word that governs it, its preposition."""

    name: str
    relation: str
    governor: Token | None
    case: str | None
    capital: bool
    source: bool
    acts: bool


def weigh(parse: Parse, spot: Spot, sources: Set[int], addressed: Set[int] = frozenset()) -> tuple[Evidence, str]:
    """How far this mention stands for those who govern, and why."""
    token = parse.tokens[spot.head]
    if spot.form and spot.form.country is None and token.deprel not in _MODIFIERS:
        return "place", ""
    site = _site(parse, spot, spot.head in sources)
    named = site.source and site.relation not in _MODIFIERS and site.case not in words("in")
    if named and site.relation != "nmod:poss":
        return "strong", f"{site.name!r} is the source of a statement"
    if spot.head in addressed and site.relation not in (*_MODIFIERS, "nmod:poss") and site.case not in words("in"):
        return "strong", f"{site.name!r} is spoken to"
    if site.governor is None:
        return ("place" if site.capital or site.case else "weak"), ""
    if site.relation in _MODIFIERS:
        acts = site.relation in ("compound", "amod") and site.governor.lemma in words("deeds")
        return ("strong", f"{site.name!r} describes {site.governor.text!r}") if acts else ("place", "")
    if site.case is None and site.relation == "nsubj":
        still = site.governor.upos not in ("VERB", "AUX") or site.governor.lemma in words("still")
        weak = still and site.capital
        return ("weak" if weak else "strong"), f"{site.name!r} is the subject of {site.governor.text!r}"
    if site.case is None and site.relation in ("obj", "iobj", "nsubj:pass"):
        return _as_object(site)
    if site.relation == "nmod:poss":
        return _as_possessor(parse, site)
    if site.acts:
        return "strong", f"{site.name!r} is one who acts"
    if site.relation.startswith(("obl", "nmod", "acl", "advcl")):
        return _after_preposition(parse, site)
    return ("place" if site.capital else "weak"), ""


def _site(parse: Parse, spot: Spot, source: bool) -> _Site:
    """A conjunct stands where the first does, an apposition where its noun does."""
    token = parse.tokens[spot.head]
    case = _case(parse, token)
    for _ in range(4):
        if token.deprel not in ("conj", "appos", "flat") or token.head < 0:
            break
        token = parse.tokens[token.head]
        case = case or _case(parse, token)
    clauses = (c for r in parse.children(spot.head, "acl") for c in parse.children(r.i, "nsubj"))
    acts = any(c.lower == "who" for c in clauses)
    governor = parse.tokens[token.head] if token.head >= 0 else None
    capital = bool(spot.form and spot.form.use == "capital")
    return _Site(parse.words(spot.first, spot.last), token.deprel, governor, case, capital, source, acts)


def _case(parse: Parse, token: Token) -> str | None:
    return next((c.lower for c in parse.children(token.i, "case") if c.upos != "PART"), None)


def _as_object(site: _Site) -> tuple[Evidence, str]:
    verb = site.governor.lemma if site.governor else ""
    if site.capital and verb not in words("address"):
        return "place", ""
    if verb in words("place") and verb not in words("address"):
        return "place", ""
    return "strong", f"{site.name!r} is the object of {verb!r}"


def _as_possessor(parse: Parse, site: _Site) -> tuple[Evidence, str]:
    if site.governor is None or _governs(parse, site.governor):
        return "strong", f"{site.name!r} governs"
    if site.capital:
        return "place", ""
    if site.governor.lemma in words("locale"):
        return "weak", ""
    return "strong", f"{site.name!r} is the possessor of {site.governor.text!r}"


def _after_preposition(parse: Parse, site: _Site) -> tuple[Evidence, str]:
    noun, case = site.governor, site.case
    if noun is None or case in words("in"):
        return "place", ""
    because = f"{site.name!r} stands after {noun.text!r} {case}"
    if site.relation == "obl:agent" or case in words("with"):
        return "strong", because
    if case in ("of", "from") and (noun.lemma in words("of") or _governs(parse, noun)):
        return "strong", because
    asked = (case == "from" and noun.lemma in words("asked")) or (case == "to" and noun.lemma in words("given"))
    asked = asked or (case == "on" and noun.lemma in words("pressed"))
    if site.capital:
        return ("strong", because) if asked else ("place", "")
    host = case == "to" and noun.lemma in words("host")
    behalf = case == "for" and noun.lemma not in words("bound")
    return ("strong", because) if asked or host or behalf else ("weak", "")


def _governs(parse: Parse, noun: Token) -> bool:
    """Whether a possessed noun is part of governing: minister, government, army."""
    office = office_at(parse, noun.i) or offices().get(noun.lemma)
    return bool(office and office.sector in ("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
