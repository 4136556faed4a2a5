"""What common nouns stand for: somebody named ("the foreign minister", "the alliance") or an actor of their own.

In: a scene and the company of named actors. Each noun is either found to mean one that is there (by role, country,
words) or becomes an actor.
"""

from __future__ import annotations

from communique.actors.bodies import is_initials
from communique.actors.drafts import Company, Draft
from communique.actors.nouns import Noun, find_nouns
from communique.actors.phrases import is_headline, is_igo
from communique.actors.powers import power
from communique.actors.spots import Scene, Spot, usual
from communique.actors.tables import Office, words
from communique.record import ActorKind

_BODIES = ("organisation", "group", "outlet")
_PARTS = ("nsubj", "obj", "iobj", "obl:agent")


def cast_nominals(scene: Scene, company: Company) -> None:
    """Find or make the actor of every noun that can stand for one."""
    for noun in find_nouns(scene, company):
        draft = _beside(scene, company, noun)
        if draft:
            draft.country = draft.country or noun.country
        elif noun.office and noun.office.kind == "government":
            draft = _government(scene, company, noun, noun.office)
            if draft is None and not noun.source and noun.head.i not in scene.addressed:
                continue
        elif noun.core.i in scene.country_at and noun.core.i in scene.spot_at:
            draft = _people(scene, company, noun)
        elif noun.office and noun.office.person and not noun.plural:
            draft = _holder(scene, company, noun, noun.office)
        draft = draft or _again(company, noun) or company.add(_make(scene, noun))
        _name(scene, draft, noun)
        if noun.shared:
            company.share(draft, noun.first, noun.last, noun.head.i)
        else:
            company.mention(draft, noun.first, noun.last, noun.head.i, "nominal")


def _beside(scene: Scene, company: Company, noun: Noun) -> Draft | None:
    """The named body that stands in apposition: "the state news agency, Tanjug", "Tanjug, the state news agency"."""
    if (noun.office.kind if noun.office else noun.type) not in (*_BODIES, "organization"):
        return None
    near = [c.i for c in scene.parse.children(noun.head.i, "appos", "flat")]
    near += [noun.head.head] if noun.head.deprel in ("appos", "flat") else []
    if (
        noun.office
        and noun.office.kind == "outlet"
        and (after := scene.spot_at.get(noun.last) or _spot_after(scene, noun))
    ):
        near.append(after.head)
    found = (company.at.get(i) for i in near)
    return next((d for d in found if d and d.named and d.kind in _BODIES), None)


def _spot_after(scene: Scene, noun: Noun) -> Spot | None:
    """The name right behind a noun and an article: "the newspaper | The Harbour Times"."""
    article = noun.last < len(scene.parse.tokens) and scene.parse.tokens[noun.last].text == "The"
    return scene.spot_at.get(noun.last + 1) if article else None


def _government(scene: Scene, company: Company, noun: Noun, office: Office) -> Draft | None:
    """The government that "the government", "the authorities", "the country" means; None where it is a place."""
    head = noun.head
    if noun.plural and head.lemma != "authority":
        states = Draft("government", scene.parse.words(noun.first, noun.last), plural=True)
        states.words = frozenset({head.lemma.lower()})
        states.why.append(f"{states.name!r}")
        return company.add(states) if head.deprel in _PARTS or noun.source else None
    powers = [d for d in company.drafts if d.kind == "government"]
    if office.words in ("country", "nation", "state"):
        acts = noun.source or head.deprel in ("nsubj", "nmod:poss", "obl:agent")
        said = any(c.lower in words("definite") for c in scene.parse.children(head.i, "det"))
        return max(powers, key=lambda d: d.nearest(head.i), default=None) if acts and said else None
    country = noun.country or scene.home
    if noun.country is None and (_is_of_another(scene, noun) or _is_under(scene, noun)):
        return None
    if country is None:
        powers = [d for d in powers if d.nearest(head.i) >= 0]
        return max(powers, key=lambda d: d.nearest(head.i), default=None)
    found = next((d for d in powers if d.country == country), None)
    if found is None:
        found = company.add(power(country))
        found.why.append(f"{scene.parse.words(noun.first, noun.last)!r}")
    return found


def _is_of_another(scene: Scene, noun: Noun) -> bool:
    """Whether a place that no table knows says whose it is: "Sorland's government", "the Castelle regime"."""
    whose = [t for t in scene.parse.children(noun.head.i, "nmod:poss", "compound", "nmod") if t.upos == "PROPN"]
    spots = [scene.spot_at.get(t.i) for t in whose]
    return any(spot is None or spot.type not in ("PER", "ORG") for spot in spots)


def _is_under(scene: Scene, noun: Noun) -> bool:
    """Whether somebody whose country nobody tells is at its head: "the Vale administration"."""
    before = (scene.spot_at.get(t.i) for t in scene.parse.children(noun.head.i, "compound") if t.upos == "PROPN")
    types = {spot.type for spot in before if spot and spot.form is None}
    return "PER" in types or ("ORG" in types and noun.head.lemma == "administration")


def _people(scene: Scene, company: Company, noun: Noun) -> Draft | None:
    """ "The Iranians" as a subject means those who govern Iran, if they are there; "Iranians" are people."""
    if not noun.definite or noun.core.deprel != "nsubj":
        return None
    country = scene.country_at[noun.core.i]
    return next((d for d in company.drafts if d.kind == "government" and d.country == country), None)


def _holder(scene: Scene, company: Company, noun: Noun, office: Office) -> Draft | None:
    """The person of this article who holds the office named."""
    head = noun.head
    title = head.upos == "PROPN" or head.text[:1].isupper() or is_headline(scene.parse, head.i)
    bare = title and not any(scene.parse.children(head.i, "det"))
    if not (noun.definite or bare):
        return None
    former = any(c.lower in words("former") for c in scene.parse.children(head.i, "amod"))
    own = noun.own - words("former")
    fits = [d for d in company.drafts if d.office and d.kind in ("person", "office") and not d.plural]
    fits = [d for d in fits if _holds(d, office, own, noun.country) and (not former or d.former)]
    fits = [d for d in fits if noun.country and d.country == noun.country] or fits
    fits = [d for d in fits if d.named and d.role == office.words] or [d for d in fits if d.named] or fits
    if not fits and office.words in ("man", "woman"):
        gender = "male" if office.words == "man" else "female"
        fits = [d for d in company.drafts if d.kind == "person" and d.named and d.gender in (gender, None)]
    earlier = [d for d in fits if d.nearest(head.i) >= 0]
    if earlier:
        return max(earlier, key=lambda d: d.nearest(head.i))
    return fits[0] if len(fits) == 1 else None


def _holds(draft: Draft, office: Office, own: frozenset[str], country: str | None) -> bool:
    role = draft.role or ""
    said = set(role.split())
    if country and draft.country and country != draft.country:
        return False
    if draft.office is None or not own <= said | set(office.words.split()):
        return False
    if _same_office(draft.office.words, office.words):
        return not own or own <= said
    return office.words in draft.office.words.split() and not said & {"vice", "deputy"}


def _same_office(one: str, other: str) -> bool:
    """Whether two offices are one, also where one of them is cut short (Prof., professor)."""
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return short == long or (short in words("short") and long.startswith(short))


def _again(company: Company, noun: Noun) -> Draft | None:
    """An organisation, group or kind of people that was there already; of several the one that has the noun in its
    name, as "the council" is the Security Council, else the nearest before."""
    at = noun.core.i
    fitting: list[Draft] = []
    for draft in company.drafts:
        named = draft.kind == "person" and draft.named
        if named or draft.kind in ("government", "state") or draft.nearest(at) < 0:
            continue
        if noun.country and draft.country and noun.country != draft.country:
            continue
        fits = _calls(draft, noun) if draft.named else _repeats(draft, noun) or _is_source(draft, noun)
        if fits or _are_those(draft, noun):
            fitting.append(draft)
    return max(fitting, key=lambda d: (_is_titled(d, noun), d.nearest(at)), default=None)


def _is_titled(draft: Draft, noun: Noun) -> bool:
    """Whether a noun that bodies have in their name is in this one's: no commission is called "the council"."""
    lemma = noun.core.lemma.lower()
    return draft.named and lemma in words("titled") and lemma in draft.words


def _are_those(draft: Draft, noun: Noun) -> bool:
    """Whether "the men" can be the pirates or officers spoken of before, who were counted."""
    bare = noun.plural and noun.definite and not noun.own and noun.core.lemma.lower() in words("folk")
    return bare and not draft.named and draft.plural and bool(draft.count) and draft.kind in ("public", "group")


def _calls(draft: Draft, noun: Noun) -> bool:
    """Whether a definite phrase can call a named body so: by a word of its name, a noun of its row, or its kind."""
    if not noun.definite:
        return False
    nouns = draft.organisation.nouns if draft.organisation else frozenset()
    known = draft.words | nouns
    if is_initials(noun.core.text, draft.name):
        return True
    if not noun.own - draft.words and (noun.core.lemma.lower() in known or noun.core.lower in nouns):
        return True
    foreign = noun.country is not None and noun.country != draft.country
    return not noun.plural and not noun.own and not foreign and _generic(noun.office, draft)


def _repeats(draft: Draft, noun: Noun) -> bool:
    """Whether a phrase speaks again of unnamed people or bodies: protesters, the protesters."""
    lemma = noun.core.lemma.lower()
    if lemma not in draft.words or draft.plural != noun.plural:
        return False
    if not noun.definite and noun.count != draft.count:
        return False
    if not (noun.definite or (noun.plural and draft.kind in ("public", "group", "organisation"))):
        return False
    same = not noun.own or noun.own <= draft.words or (noun.definite and not draft.words - {lemma})
    return same and (noun.country == draft.country or noun.definite or noun.country is None)


def _is_source(draft: Draft, noun: Noun) -> bool:
    """Whether "the source", "the insider" can be one who spoke before without a name: "someone close to the talks"."""
    if noun.plural or not noun.definite or noun.core.lemma not in words("source"):
        return False
    return not draft.plural and draft.spoke and draft.kind in ("public", "person", "office")


def _generic(office: Office | None, draft: Draft) -> bool:
    """ "The group", "the party", "the newspaper" for one named before whose kind and sector fit."""
    if office is None or office.words not in words("generic") or draft.kind not in _BODIES:
        return False
    if office.kind == "outlet" or draft.kind == "outlet":
        return office.kind == draft.kind
    return office.sector is None or office.sector == draft.sector


def _name(scene: Scene, draft: Draft, noun: Noun) -> None:
    """Give one who has no name the fullest phrase that speaks of it, not of a part of it ("half of the miners")."""
    text = _called(scene, noun)
    part = noun.definite and noun.core is not noun.head
    if not draft.named and not part and noun.core.lemma.lower() in draft.words and len(text) > len(draft.name):
        draft.name = text


def _called(scene: Scene, noun: Noun) -> str:
    """The phrase without its article."""
    if noun.shared:
        return noun.shared
    return scene.parse.words(_begin(scene, noun), noun.last)


def _begin(scene: Scene, noun: Noun) -> int:
    tokens, first = scene.parse.tokens, noun.first
    while first < noun.head.i and (tokens[first].lower in ("the", "a", "an") or tokens[first].upos == "PUNCT"):
        first += 1
    return first


def _make(scene: Scene, noun: Noun) -> Draft:
    """An actor of its own, named by its phrase."""
    tokens, office, head = scene.parse.tokens, noun.office, noun.head.i
    first, text = _begin(scene, noun), _called(scene, noun)
    kind: ActorKind = office.kind if office else ("organisation" if noun.type == "organization" else "public")
    if kind == "government" and not _is_under(scene, noun):
        kind = "group"
    if kind == "organisation" and head in scene.told:
        kind = "outlet"
    plural = (
        noun.plural or noun.core.lower in words("light") or (noun.core.upos == "NUM" and noun.core is not noun.head)
    )
    alone = office.person and kind in ("group", "public") if office else noun.type == "person"
    if alone and not plural and noun.core.upos != "PRON":
        kind = "person"
    sector, country = office.sector if office else None, noun.country
    ours = sector in words("home") and not (_is_of_another(scene, noun) or _is_under(scene, noun))
    if country is None and ours and not any(is_igo(scene, i) for i in range(first, noun.last)):
        country = usual(office.country if office else None, scene.home, scene.weights)
    role = None
    if kind in ("office", "person"):
        kept = (t for t in tokens[first : noun.last] if t.i not in scene.country_at or t.i > head)
        role = " ".join(t.lower for t in kept if t.upos not in ("PUNCT", "PART"))
    draft = Draft(kind, text, role=role, office=office, country=country, sector=sector, plural=plural)
    draft.count, draft.spoke = noun.count, noun.source or noun.core.upos == "PRON"
    draft.words = frozenset({noun.core.lemma.lower(), *noun.own})
    draft.why.append(f"{text!r}: {office.words if office else noun.type or 'source of a statement'}")
    return draft
