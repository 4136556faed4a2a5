"""Common nouns that stand for an actor: "the foreign minister", "U.S. officials", "the alliance", "protesters".

In: a scene and the company of named actors. Each noun is either found to mean one that is there (by role, country,
words) or becomes an actor of its own.
"""

from __future__ import annotations

from communique.actors.drafts import Company, Draft
from communique.actors.phrases import (
    country_of,
    is_definite,
    is_igo,
    is_plural,
    meant,
    modifiers,
    noun_phrase,
    office_at,
)
from communique.actors.powers import power
from communique.actors.spots import Scene, usual
from communique.actors.tables import Office, words
from communique.language.parse import Parse, Token
from communique.record import ActorKind

_PART = {"compound", "nmod:desc", "amod", "flat", "fixed", "goeswith", "cop", "det", "vocative"}
_BODIES = ("organisation", "group", "outlet")
_SURE = 0.6


def cast_nominals(scene: Scene, company: Company) -> None:
    """Find or make the actor of every noun that can stand for one."""
    parse = scene.parse
    sources = {_source_head(parse, *source): source for a in parse.attributions for source in a.sources}
    inner: set[int] = set()
    for token in parse.tokens:
        head = token.i
        if head in company.at or head in inner:
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
        if not _is_actor(office, kind, score, source is not None, token):
            continue
        if office and office.words in words("reports") and _has_maker(scene, company, head):
            continue
        phrase = noun_phrase(parse, head) if source is None else _widest(parse, head, source)
        phrase = _trimmed(parse, *phrase)
        _place(scene, company, token, core, office, kind, phrase, source is not None)


def _source_head(parse: Parse, first: int, last: int) -> int:
    """The word of a source that names it: its head, or its first noun where the head is none."""
    head = parse.head_of(first, last)
    if parse.tokens[head].upos in ("NOUN", "PROPN", "PRON", "NUM"):
        return head
    nouns = (i for i in range(first, last) if parse.tokens[i].upos in ("NOUN", "PROPN"))
    return next(nouns, head)


def _widest(parse: Parse, head: int, source: tuple[int, int]) -> tuple[int, int]:
    """The words of a source that belong to its noun: up to a comma, a relative clause or a coordination."""
    first, last = noun_phrase(parse, head)
    starts = [i + 1 for i in range(source[0], head) if _ends(parse.tokens[i])]
    ends = (i for i in range(head + 1, source[1]) if _ends(parse.tokens[i]))
    return min(first, max(starts, default=source[0])), max(last, next(ends, source[1]))


def _has_maker(scene: Scene, company: Company, head: int) -> bool:
    """Whether a report says whose it is: "reports by the BBC", "the BBC's report"."""
    return any(c.i in company.at for c in scene.parse.children(head, "nmod", "compound"))


def _trimmed(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """A phrase without punctuation at its end."""
    while last - 1 > first and parse.tokens[last - 1].upos == "PUNCT":
        last -= 1
    return first, last


def _ends(token: Token) -> bool:
    return token.upos in ("PUNCT", "SCONJ", "CCONJ", "VERB", "AUX") or token.lower in ("who", "which", "that", "whose")


def _can_head(scene: Scene, token: Token, source: bool) -> bool:
    spot = scene.spot_at.get(token.i)
    if source:
        people = spot is not None and spot.form is not None and spot.form.people is not None
        return token.upos in ("NOUN", "PROPN", "NUM", "SYM") or token.lower in words("light") or people
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


def _place(
    scene: Scene,
    company: Company,
    token: Token,
    core: int,
    office: Office | None,
    kind: str,
    phrase: tuple[int, int],
    source: bool,
) -> None:
    parse, head = scene.parse, token.i
    noun = parse.tokens[core]
    first, last = phrase
    country = scene.country_at.get(core) if core in scene.country_at else country_of(scene, core)
    country = country or (country_of(scene, head) if core != head else None) or _possessor(scene, company, core)
    definite = is_definite(parse, core)
    plural = is_plural(noun) or is_plural(token)
    draft = _beside(scene, company, head, office, kind)
    if draft:
        draft.country = draft.country or country
    elif office and office.kind == "government":
        draft = _government(scene, company, token, office, country, plural, source)
        if draft is None and not source:
            return
    elif core in scene.country_at and scene.spot_at.get(core) is not None:
        draft = _people(scene, company, noun, definite)
    elif office and office.person and not plural:
        draft = _holder(scene, company, head, office, country, definite)
    if draft is None:
        draft = _again(scene, company, core, office, country, definite, plural)
    if draft is None:
        draft = company.add(_make(scene, head, core, office, country, plural, kind, phrase))
    company.mention(draft, first, last, head, "nominal")


def _beside(scene: Scene, company: Company, head: int, office: Office | None, kind: str) -> Draft | None:
    """The named body that stands in apposition: "the state news agency, Tanjug", "Tanjug, the state news agency"."""
    if (office.kind if office else kind) not in (*_BODIES, "organization"):
        return None
    token = scene.parse.tokens[head]
    near = [c.i for c in scene.parse.children(head, "appos", "flat")]
    near += [token.head] if token.deprel in ("appos", "flat") else []
    found = (company.at.get(i) for i in near)
    return next((d for d in found if d and d.named and d.kind in _BODIES), None)


def _possessor(scene: Scene, company: Company, head: int) -> str | None:
    """Country of the person or body whose minister, party or troops these are."""
    for child in scene.parse.children(head, "nmod", "compound"):
        owner = company.at.get(child.i)
        if owner and owner.country and (child.deprel != "nmod" or child.i > head):
            return owner.country
    return None


def _government(
    scene: Scene, company: Company, token: Token, office: Office, country: str | None, plural: bool, source: bool
) -> Draft | None:
    """The government that "the government", "the authorities", "the country" means; None where it is a place."""
    if plural and token.lemma != "authority":
        states = Draft("government", scene.parse.words(*noun_phrase(scene.parse, token.i)), plural=True)
        states.words = frozenset({token.lemma.lower()})
        return company.add(states) if token.deprel in ("nsubj", "obj", "iobj", "obl:agent") or source else None
    acts = source or token.deprel in ("nsubj", "nmod:poss", "obl:agent")
    if office.words in ("country", "nation", "state"):
        definite = any(c.lower in words("definite") for c in scene.parse.children(token.i, "det"))
        if not acts or not definite:
            return None
        powers = [d for d in company.drafts if d.kind == "government"]
        return max(powers, key=lambda d: d.nearest(token.i), default=None)
    country = country or scene.home
    if country is None:
        powers = [d for d in company.drafts if d.kind == "government" and d.nearest(token.i) >= 0]
        return max(powers, key=lambda d: d.nearest(token.i), default=None)
    found = next((d for d in company.drafts if d.kind == "government" and d.country == country), None)
    if found is None:
        found = company.add(power(country))
        found.why.append(f"{scene.parse.words(*noun_phrase(scene.parse, token.i))!r}")
    return found


def _people(scene: Scene, company: Company, noun: Token, definite: bool) -> Draft | None:
    """ "The Iranians" as a subject means those who govern Iran, if they are there; "Iranians" are people."""
    if definite and noun.deprel == "nsubj":
        country = scene.country_at[noun.i]
        return next((d for d in company.drafts if d.kind == "government" and d.country == country), None)
    return None


def _holder(
    scene: Scene, company: Company, head: int, office: Office, country: str | None, definite: bool
) -> Draft | None:
    """The person of this article who holds the office named."""
    parse = scene.parse
    token = parse.tokens[head]
    bare = not any(c.deprel == "det" for c in parse.children(head, "det")) and token.upos == "PROPN"
    if not (definite or bare):
        return None
    former = any(c.lower in words("former") for c in parse.children(head, "amod"))
    own = modifiers(scene, head) - words("former") - words("plain")
    fits = [d for d in company.drafts if d.office and d.kind in ("person", "office") and not d.plural]
    fits = [d for d in fits if _holds(d, office, own, country) and (not former or d.former)]
    if country:
        fits = [d for d in fits if d.country == country] or fits
    fits = [d for d in fits if d.role == office.words] or fits
    if not fits and office.words in ("man", "woman"):
        gender = "male" if office.words == "man" else "female"
        fits = [d for d in company.drafts if d.kind == "person" and d.named and d.gender in (gender, None)]
    earlier = [d for d in fits if d.nearest(head) >= 0]
    if earlier:
        return max(earlier, key=lambda d: d.nearest(head))
    return fits[0] if len(fits) == 1 else None


def _holds(draft: Draft, office: Office, own: frozenset[str], country: str | None) -> bool:
    role = draft.role or ""
    said = set(role.split())
    if country and draft.country and country != draft.country:
        return False
    if draft.office is None or not own <= said | set(office.words.split()):
        return False
    if draft.office.words == office.words:
        return not own or own <= said
    return office.words in draft.office.words.split() and not said & {"vice", "deputy"}


def _again(
    scene: Scene, company: Company, core: int, office: Office | None, country: str | None, definite: bool, plural: bool
) -> Draft | None:
    """An organisation, group or kind of people that was there already."""
    noun = scene.parse.tokens[core]
    lemma = noun.lemma.lower()
    own = modifiers(scene, core) - words("plain")
    best: Draft | None = None
    for draft in company.drafts:
        if draft.kind in ("person", "government", "state") or draft.nearest(core) < 0:
            continue
        if country and draft.country and country != draft.country:
            continue
        if draft.named:
            nouns = draft.organisation.nouns if draft.organisation else frozenset()
            fits = (
                definite and not (own - draft.words) and (lemma in draft.words or noun.lower in nouns or lemma in nouns)
            )
            fits = fits or (definite and not plural and not own and _generic(office, draft))
        else:
            same = lemma in draft.words and draft.plural == plural
            loose = definite or (plural and draft.kind in ("public", "group", "organisation"))
            fits = same and loose and (not own or own <= draft.words or (definite and not draft.words - {lemma}))
            fits = fits and (country == draft.country or definite or country is None)
        if fits and (best is None or draft.nearest(core) > best.nearest(core)):
            best = draft
    return best


def _generic(office: Office | None, draft: Draft) -> bool:
    """ "The group", "the party", "the newspaper" for one named before whose kind and sector fit."""
    if office is None or office.words not in words("generic") or draft.kind not in _BODIES:
        return False
    if office.kind == "outlet" or draft.kind == "outlet":
        return office.kind == draft.kind
    return office.sector is None or office.sector == draft.sector


def _make(
    scene: Scene,
    head: int,
    core: int,
    office: Office | None,
    country: str | None,
    plural: bool,
    type_: str,
    phrase: tuple[int, int],
) -> Draft:
    parse = scene.parse
    noun = parse.tokens[core]
    first, last = phrase
    while first < head and (parse.tokens[first].lower in ("the", "a", "an") or parse.tokens[first].upos == "PUNCT"):
        first += 1
    text = parse.words(first, last)
    kind: ActorKind = office.kind if office else ("organisation" if type_ == "organization" else "public")
    if kind == "government":
        kind = "group"
    plural = plural or noun.lower in words("light")
    alone = office.person and kind in ("group", "public") if office else type_ == "person"
    if alone and not plural:
        kind = "person"
    sector = office.sector if office else None
    if country is None and sector in words("home") and not any(is_igo(scene, i) for i in range(first, last)):
        country = usual(office.country if office else None, scene.home, scene.weights)
    role = None
    if kind in ("office", "person"):
        kept = (t for t in parse.tokens[first:last] if t.i not in scene.country_at or t.i > head)
        role = " ".join(t.lower for t in kept if t.upos not in ("PUNCT", "PART"))
    draft = Draft(kind, text, role=role, office=office, country=country, sector=sector, plural=plural)
    draft.words = frozenset({noun.lemma.lower(), *(modifiers(scene, core) - words("plain"))})
    draft.why.append(f"{text!r}: {office.words if office else type_ or 'source of a statement'}")
    return draft
