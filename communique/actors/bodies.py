"""Organisations, armed groups and outlets that have a name.

In: a scene. Out: one draft for each, however it is named: by the table's forms, by a shorter name, by its initials.
"""

from __future__ import annotations

from communique.actors.drafts import Company, Draft
from communique.actors.phrases import country_of, tells
from communique.actors.spots import Scene, Spot, usual
from communique.actors.tables import Organisation, forms, office_of, offices, words
from communique.record import ActorKind

_SURE = 0.7
_THINGS = ("object", "event", "time", "place", "abstract", "substance", "animal", "plant")
_BODIES = ("organisation", "outlet", "group")
_SMALL = {"the", "of", "and", "for", "in", "on", "to", "'s", "’s", "de", "la", "du", "&", "-", "'", ",", "."}


def cast_bodies(scene: Scene, company: Company) -> None:
    """Add every named organisation, group and outlet; longer names first, so that shorter ones find them."""
    spots = [s for s in scene.spots if _is_body(scene, s)]
    for spot in sorted(spots, key=lambda s: (-len(_key(scene, s)), s.first)):
        row = _row(scene, spot)
        if spot.head in company.at:
            continue
        draft = _listed(scene, company, spot, row) if row else _unlisted(scene, company, spot)
        company.mention(draft, spot.first, spot.last, spot.head, "name")


def _is_body(scene: Scene, spot: Spot) -> bool:
    if spot.form and spot.form.organisation and not (spot.form.country and spot.form.use):
        token = scene.parse.tokens[spot.head]
        word = token.deprel in ("compound", "amod") and token.lower in words("common") and spot.type != "ORG"
        return not (word and scene.parse.tokens[token.head].upos == "NOUN")
    return spot.type == "ORG" and spot.form is None and not _is_thing(scene, spot)


def _is_thing(scene: Scene, spot: Spot) -> bool:
    """A treaty, prize, ship or place that the model took for an organisation."""
    if scene.parse.tokens[spot.last - 1].lower in words("things") or scene.named(spot).islower():
        return True
    if any(spot.first <= i < spot.last for i in (*scene.sources, *scene.addressed)) or tells(scene.parse, spot.head):
        return False
    kind, score = scene.types.get(spot.head, ("", 0.0))
    return kind in _THINGS and score >= _SURE


def _row(scene: Scene, spot: Spot) -> Organisation | None:
    """The table's row, unless its form is a common noun (Congress, Labour) and the country is another."""
    row = spot.form.organisation if spot.form else None
    if row and row.country and scene.named(spot).lower() in offices():
        near = country_of(scene, spot.head) or usual(row.country, scene.home, scene.weights)
        return row if near == row.country else None
    if row and row.sector == "PTY" and row.country and scene.home:
        return row if row.country in scene.weights else None
    return row


def _listed(scene: Scene, company: Company, spot: Spot, row: Organisation) -> Draft:
    text = scene.named(spot)
    bare = text.removeprefix("The ")
    for draft in company.drafts:
        if draft.organisation and (draft.organisation.name == row.name or draft.name == row.name):
            return _widen(draft, text)
        if row.kind == "outlet" and draft.kind == "outlet" and draft.name.endswith(" " + bare):
            return draft
    if " " not in text and row.sector in ("JRN", "BUS", None) and (longer := _begun(company, text)) is not None:
        return longer
    for draft in company.drafts:
        if _is_row(draft, row):
            draft.organisation, draft.code, draft.sector = row, row.code, row.sector or draft.sector
            return _widen(draft, text)
    names = frozenset(w.lower() for w in f"{row.name} {text}".split()) - _SMALL
    draft = Draft(row.kind, text, country=row.country, sector=row.sector, code=row.code, organisation=row, named=True)
    draft.words = names
    draft.why.append(f"{text!r} is {row.name} in the table of {'outlets' if row.kind == 'outlet' else 'organisations'}")
    return company.add(draft)


def _begun(company: Company, word: str) -> Draft | None:
    """The one body of the article whose longer name a word begins: Fox, of the Fox Broadcasting Company."""
    found = [d for d in company.drafts if d.named and d.kind in _BODIES and d.name.startswith(word + " ")]
    return found[0] if len(found) == 1 else None


def _is_row(draft: Draft, row: Organisation) -> bool:
    """Whether a named body is a row of the table behind its country (United States | State Department)."""
    if draft.organisation or not draft.named or row.country is None or not draft.name.endswith(" " + row.name):
        return False
    form = forms().get(draft.name.removesuffix(row.name).strip())
    return form is not None and row.country in (form.country, form.adjective)


def _widen(draft: Draft, text: str) -> Draft:
    if len(text) > len(draft.name):
        draft.name = text
    draft.words |= frozenset(w.lower() for w in text.split()) - _SMALL
    return draft


def _key(scene: Scene, spot: Spot) -> frozenset[str]:
    """The words that tell this name from others of its country."""
    tokens = scene.parse.tokens[spot.first : spot.last]
    own = [t for t in tokens if t.lower not in _SMALL]
    kept = [t for t in own if t.i not in scene.country_at] or own
    return frozenset(t.lower for t in kept)


def _unlisted(scene: Scene, company: Company, spot: Spot) -> Draft:
    parse, key = scene.parse, _key(scene, spot)
    text = scene.named(spot)
    inside = (scene.country_at.get(i) for i in range(spot.first, spot.last))
    country = next((c for c in inside if c), None) or country_of(scene, spot.head)
    lowered = [t.lower for t in parse.tokens[spot.first : spot.last]]
    office = office_of((*lowered[:-1], parse.tokens[spot.last - 1].lemma.lower())) or office_of(
        [parse.tokens[spot.head].lemma.lower()]
    )
    for draft in company.drafts:
        if draft.kind in ("person", "government", "state") or not draft.named:
            continue
        if country and draft.country and country != draft.country:
            continue
        if (key <= draft.words and not (draft.organisation and len(key) == 1 and office)) or is_initials(
            text, draft.name
        ):
            draft.country = draft.country or country
            return _widen(draft, text)
    kind, sector = _kind(lowered, office.kind if office else None, office.sector if office else None)
    if kind == "organisation" and sector is None and spot.head in scene.told:
        kind, sector = "outlet", "JRN"
    if country is None and (office and (set(lowered) - _SMALL) <= set(office.words.split()) | {lowered[-1]}):
        country = scene.home
    draft = Draft(kind, text, country=country, sector=sector, named=True, words=key)
    draft.why.append(f"named {text!r}, tagged {spot.type}")
    return company.add(draft)


def _kind(lowered: list[str], kind: ActorKind | None, sector: str | None) -> tuple[ActorKind, str | None]:
    if {part for word in lowered for part in (word, *word.split("-"))} & words("outlet"):
        return "outlet", "JRN"
    if kind == "group" or set(lowered) & words("armed"):
        return "group", sector
    return "organisation", sector if kind in ("organisation", "outlet", "group") else None


def is_initials(short: str, full: str) -> bool:
    """Whether `short` is made of the first letters of `full`: MAS, Movement Against Silence."""
    if len(short) > len(full):
        short, full = full, short
    letters = short.replace(".", "")
    parts = full.replace("-", " ").split()
    if not (2 <= len(letters) <= 6 and letters.isupper() and len(parts) > 1):
        return False
    large = "".join(w[0] for w in parts if w[0].isupper())
    clipped = len(letters) > 2 and large[:-1] == letters and "and" in parts
    return clipped or letters in (large, "".join(w[0].upper() for w in parts))
