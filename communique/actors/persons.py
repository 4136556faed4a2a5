"""Persons: names grouped by full name, surname or given name; role and country read from the text, then from the table.

In: a scene. Out: one draft for each person, with the mentions that name it and those that state its role.
"""

from __future__ import annotations

from datetime import date

from communique.actors.drafts import Company, Draft
from communique.actors.holders import fold, leads, look_up, surname
from communique.actors.phrases import noun_phrase, office_at
from communique.actors.roles import Role, read_role, roles_of
from communique.actors.spots import Scene, Spot, usual
from communique.actors.tables import Gender, given_names, office_of, words
from communique.record import Link

_SLIP = 6  # letters from which on a surname may be misspelled


def cast_persons(scene: Scene, company: Company, day: date | None) -> None:
    """Add every person named in the text."""
    spoken = spoken_roles(scene)
    for spots in group(scene, day):
        draft = company.add(_draft(scene, company, spots))
        _ask_table(draft, day, scene)
        draft.gender = draft.gender or given_names().get(draft.name.lower().split()[0])
        if draft.country is None and len(spoken.get(draft.role or "", ())) == 1:
            draft.country = next(iter(spoken[draft.role or ""]))
        if draft.country is None and draft.office and draft.office.sector != "CRM" and not draft.igo:
            draft.country = usual(draft.office.country, scene.home, scene.weights)
        elif draft.country is None and draft.office is None:
            draft.country = scene.only
        if draft.igo and draft.sector in ("GOV", None):
            draft.sector = "IGO"
        draft.sector = "ELI" if draft.former and draft.sector in ("GOV", "LEG", "MIL") else draft.sector


def spoken_roles(scene: Scene) -> dict[str, set[str]]:
    """Countries of the roles that the article speaks of without a name: "Norway's foreign minister"."""
    out: dict[str, set[str]] = {}
    for token in scene.parse.tokens:
        if token.upos not in ("NOUN", "PROPN") or token.i in scene.spot_at or token.deprel in ("compound", "nmod:desc"):
            continue
        office = office_at(scene.parse, token.i)
        if office and office.person and office.kind == "office":
            role = read_role(scene, token.i, "")
            if role.country:
                out.setdefault(role.text, set()).add(role.country)
    return out


def group(scene: Scene, day: date | None = None) -> list[list[Spot]]:
    """Spots of persons, one list a person, in order of first mention."""
    spots = [s for s in scene.spots if s.type == "PER" and not (s.form and s.form.organisation)]
    surnames = {surname(scene.named(s)) for s in spots if " " in scene.named(s)}
    spots += [s for s in scene.spots if _mistaken(scene, s, surnames, day)]
    groups: list[tuple[list[str], list[Spot]]] = []
    full = [s for s in spots if len(scene.named(s).split()) > 1]
    for spot in full:
        parts = fold(scene.named(spot)).split() or [scene.named(spot)]
        home = next((g for g in groups if _same(parts, g[0])), None)
        if home is None:
            groups.append((parts, [spot]))
        else:
            home[1].append(spot)
            if len(parts) > len(home[0]):
                home[0][:] = parts
    for spot in (s for s in spots if s not in full):
        own = fold(surname(scene.named(spot)))
        fits = [g for g in groups if g[0][-1] == own or fold(surname(scene.named(g[1][0]))) == own]
        fits = fits or [g for g in groups if g[0][0] == own or own in g[0][1:-1]]
        fits = fits or [g for g in groups if len(g[0]) > 1 and _is_slip(own, g[0][-1])]
        if fits:
            nearest = max(fits, key=lambda g: max((s.first for s in g[1] if s.first < spot.first), default=-1))
            nearest[1].append(spot)
        else:
            groups.append(([own], [spot]))
    lists = [sorted(g[1], key=lambda s: s.first) for g in groups]
    return sorted(lists, key=lambda g: g[0].first)


def _mistaken(scene: Scene, spot: Spot, surnames: set[str], day: date | None) -> bool:
    """Whether a word that the model took for something else is a person's surname: one of the article's, or a leader's
    of that day ("the Biden administration")."""
    if spot.last - spot.first > 1:
        return False
    name = scene.named(spot)
    if spot.type == "PER":  # an outlet's or a company's name is also that of a person
        return spot.form is not None and spot.form.organisation is not None and name in surnames
    if spot.form:
        return False
    if name in surnames:
        return True
    held = look_up(name, day, scene.weights)
    return held is not None and leads(held)


def _is_slip(mine: str, theirs: str) -> bool:
    """Whether a surname is another one with a letter too many or too few (Salgard, Salgar)."""
    short, long = sorted((mine, theirs), key=len)
    if len(short) < _SLIP or len(long) - len(short) != 1 or short[0] != long[0]:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _same(mine: list[str], theirs: list[str]) -> bool:
    """Whether two full names are one person's: same surname, given names that fit."""
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    return mine[-1] == theirs[-1] and (
        mine[0][:3] == theirs[0][:3] or (min(len(mine[0]), len(theirs[0])) == 1 and mine[0][0] == theirs[0][0])
    )


def _draft(scene: Scene, company: Company, spots: list[Spot]) -> Draft:
    longest = max(spots, key=lambda s: (len(scene.named(s).split()), len(scene.named(s))))
    name = scene.named(longest).removesuffix("'s").removesuffix("’s")
    draft = Draft("person", name, named=True, words=frozenset(fold(name).split()))
    draft.why.append(f"named {name!r}")
    roles: list[Role] = []
    for spot in spots:
        here = list(roles_of(scene, spot))
        first = min([spot.first, *(r.first for r in here if r.source == "title" and r.last == spot.first)])
        head = scene.parse.head_of(first, spot.last)
        titles = {r.head for r in here if r.source == "title"}
        company.mention(draft, first, spot.last, head if head in titles else spot.head, "name")
        for inner in (spot.head, *titles):
            company.at.setdefault(inner, draft)
        for role in here:
            if role.source != "title":
                company.mention(draft, role.first, role.last, role.head, "nominal")
        roles += here
        draft.gender = draft.gender or _gender(scene, spot, here)
    _settle(draft, roles)
    if draft.country is None:
        owners = (_owner(scene, s.head) for s in spots)
        draft.country = next((c for c in owners if c), None)
    return draft


def _owner(scene: Scene, head: int) -> str | None:
    """ "India's Shashi Tharoor" is of India."""
    before = (c.i for c in scene.parse.children(head, "nmod", "compound", "amod") if c.i < head)
    return next((scene.country_at[i] for i in before if i in scene.country_at), None)


def _settle(draft: Draft, roles: list[Role]) -> None:
    """Choose the role: one with an office before one without, fuller before shorter, earlier before later."""
    known = [r for r in roles if r.office and r.office.sector not in ("CVL", "CRM")] or [r for r in roles if r.office]
    known = known or roles
    if not known:
        return
    current = [r for r in known if not r.former] or known
    best = max(current, key=_rank)
    draft.role, draft.office, draft.former = best.text or None, best.office, best.former
    draft.country = best.country or next((r.country for r in known if r.country), None)
    draft.sector = best.office.sector if best.office else None
    draft.igo = any(r.igo for r in known)
    draft.why.append(f"role from the {best.source} {best.text!r}")


def _rank(role: Role) -> tuple[bool, bool, int]:
    return bool(role.office and role.office.sector), role.source != "predicate", min(len(role.text.split()), 6)


def _ask_table(draft: Draft, day: date | None, scene: Scene) -> None:
    """Fill what the text leaves open from the table of holders, and link the person to Wikidata where the two agree."""
    held = look_up(draft.name, day, scene.weights)
    if held is None and (past := look_up(draft.name, None, scene.weights)):
        draft.country = draft.country or past.country
        draft.link = Link(source="wikidata", id=past.wikidata) if past.wikidata else None
    if held is None or (draft.country and held.country and draft.country != held.country):
        return
    mine, theirs = set((draft.role or "").split()), set(held.role.lower().split())
    if draft.role is None:
        draft.role, draft.why = held.role, [*draft.why, f"role and country from the table of holders: {held.role}"]
        office = office_of(held.role.lower().split(" of ")[0].split(" to ")[0].split())
        draft.office, draft.sector = office, office.sector if office else "GOV"
    elif not mine & theirs and not draft.former:
        draft.why.append(f"the table of holders has {held.role}")
    draft.country = draft.country or held.country
    draft.igo = draft.igo or held.country is None
    if held.wikidata:
        draft.link = Link(source="wikidata", id=held.wikidata)
    if " " not in draft.name:
        draft.name = held.name


def _gender(scene: Scene, spot: Spot, roles: list[Role]) -> Gender | None:
    parse = scene.parse
    start = noun_phrase(parse, spot.head)[0]
    near = {parse.tokens[i].lower for i in range(max(0, min(start, spot.first) - 1), spot.first)}
    near |= {word for role in roles for word in role.text.split()}
    if near & words("her"):
        return "female"
    return "male" if near & words("his") else None
