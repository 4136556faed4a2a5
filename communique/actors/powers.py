"""Countries: which mentions of a country, capital or seat stand for its government or state, and which for the place.

    "Moscow has made demands"   metonym of Russia        "Scholz visited Kyiv"   a place
    "Ukraine's ambassador"      Ukraine                  "in Ukraine"            a place

Evidence comes in two strengths: a strong one makes the actor, a weak one ("Ukraine's border") only adds a mention to
an actor that is there for another reason. The rules follow what the metonymy literature found to decide nearly all
cases: the word's grammatical role and the word that governs it (Nissim and Markert 2003; Gritta et al. 2017).
"""

from __future__ import annotations

from typing import Literal

from communique.actors.drafts import Company, Draft
from communique.actors.phrases import office_at
from communique.actors.spots import Scene, Spot
from communique.actors.tables import country_names, offices, words
from communique.language.parse import Parse, Token
from communique.record import MentionKind

Evidence = Literal["strong", "weak", "place"]


def cast_countries(scene: Scene, company: Company) -> None:
    """Add one actor for each country with strong evidence, with all its mentions."""
    found: dict[str, list[tuple[Spot, Evidence, str]]] = {}
    sources = {i for a in scene.parse.attributions for first, last in a.sources for i in range(first, last)}
    for spot in scene.spots:
        form = spot.form
        country = (form.country or form.adjective) if form else None
        if country is None or (form and form.organisation and not form.use) or spot.type == "PER":
            continue
        evidence, why = weigh(scene.parse, spot, sources)
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


def power(country: str) -> Draft:
    """A country as an actor."""
    return Draft(
        "government", country_names()[country], country=country, sector="GOV", code=f"{country}GOV", named=True
    )


def weigh(parse: Parse, spot: Spot, sources: set[int]) -> tuple[Evidence, str]:
    """How far this mention stands for those who govern, and why."""
    token = parse.tokens[spot.head]
    if spot.form and spot.form.country is None and token.deprel not in ("amod", "compound"):
        return "place", ""
    name = parse.words(spot.first, spot.last)
    capital = bool(spot.form and spot.form.use == "capital")
    relation = token.deprel
    seen = 0
    while relation in ("conj", "appos", "flat") and token.head >= 0 and seen < 4:
        token = parse.tokens[token.head]
        relation, seen = token.deprel, seen + 1
    governor = parse.tokens[token.head] if token.head >= 0 else None
    case = next((c.lower for c in parse.children(spot.head, "case") if c.lower not in ("'s", "’s", "'", "’")), None)
    case = case or next(
        (c.lower for c in parse.children(token.i, "case") if c.lower not in ("'s", "’s", "'", "’")), None
    )
    return _weigh(parse, name, token, relation, governor, case, capital, spot.head in sources)


def _weigh(
    parse: Parse,
    name: str,
    token: Token,
    relation: str,
    governor: Token | None,
    case: str | None,
    capital: bool,
    source: bool,
) -> tuple[Evidence, str]:
    if relation in ("compound", "amod") and governor and governor.lemma in words("deeds"):
        return "strong", f"{name!r} describes {governor.text!r}"
    if relation in ("compound", "amod", "nmod:desc", "flat", "det") or governor is None:
        return ("weak", "") if governor is None and not capital and case is None else ("place", "")
    verb = governor.lemma
    if relation == "nsubj" and case is None:
        if governor.upos in ("VERB", "AUX") and verb not in words("still"):
            return "strong", f"{name!r} is the subject of {governor.text!r}"
        return ("weak" if capital else "strong"), f"{name!r} is the subject of {governor.text!r}"
    if source and case not in words("in"):
        return "strong", f"{name!r} is the source of a statement"
    if relation in ("obj", "iobj", "nsubj:pass") and case is None:
        acts = verb in words("address")
        if acts or not (capital or verb in words("place")):
            return "strong", f"{name!r} is the object of {governor.text!r}"
        return "place", ""
    if relation == "nmod:poss":
        if _governs(parse, governor):
            return "strong", f"{name!r} is the possessor of {governor.text!r}"
        if capital or governor.lemma in words("locale"):
            return ("place" if capital else "weak"), ""
        return "strong", f"{name!r} is the possessor of {governor.text!r}"
    if any(c.lower == "who" for r in parse.children(token.i, "acl") for c in parse.children(r.i, "nsubj")):
        return "strong", f"{name!r} is one who acts"
    if relation.startswith(("obl", "nmod", "acl", "advcl")):
        if relation == "obl:agent" or case in words("with"):
            return "strong", f"{name!r} stands after {case!r}"
        if case in words("in"):
            return "place", ""
        if case in ("of", "from") and (governor.lemma in words("of") or _governs(parse, governor)):
            return "strong", f"{name!r} stands after {governor.text!r} of"
        if capital:
            return (
                ("strong", f"{name!r} stands after {case!r}")
                if case == "from" and verb in words("asked")
                else ("place", "")
            )
        return "weak", ""
    return "weak" if not capital else "place", ""


def _governs(parse: Parse, noun: Token) -> bool:
    """Whether a possessed noun is part of governing: minister, government, army, policy's doers."""
    office = office_at(parse, noun.i) or offices().get(noun.lemma)
    return bool(office and office.sector in ("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
