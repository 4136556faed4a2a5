"""Roles of persons, read from the text: titles, appositions, "X is the president of Y".

"German Chancellor Olaf Scholz"                    Role(text="chancellor", country="DEU", former=False)
"William Taylor, a former US ambassador to Ukraine"   Role(text="ambassador to ukraine", country="USA", former=True)
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.actors.phrases import country_of, is_igo, is_plural, noun_of, noun_phrase, office_at
from communique.actors.spots import Scene, Spot
from communique.actors.tables import Office, words
from communique.language.parse import Parse, Token

_LONGEST = 10


class Role(msgspec.Struct, frozen=True):
    """What a phrase says of a person; `[first, last)` are its tokens, `source` how it stands to the name."""

    text: str
    office: Office | None
    country: str | None
    former: bool
    igo: bool
    head: int
    first: int
    last: int
    source: str


def roles_of(scene: Scene, spot: Spot) -> Iterator[Role]:
    """All roles that stand beside a person's name, the title before it first; a plural is no role of one alone."""
    parse = scene.parse
    several = parse.tokens[spot.head].deprel == "conj" or any(parse.children(spot.head, "conj"))
    for role in _roles(scene, spot):
        if several or not is_plural(parse.tokens[role.head]):
            yield role


def _roles(scene: Scene, spot: Spot) -> Iterator[Role]:
    parse, head = scene.parse, spot.head
    for title in _titles(parse, spot):
        yield read_role(scene, title, "title", stop=spot.first)
    name = parse.tokens[head]
    for child in parse.children(head, "appos"):
        if (child.i not in scene.spot_at and child.upos in ("NOUN", "PROPN", "ADJ")) or _is_office(scene, child.i):
            yield read_role(scene, child.i, "apposition")
    anchor = name
    while anchor.deprel == "conj" and anchor.head >= 0:
        anchor = parse.tokens[anchor.head]
    first = scene.spot_at.get(anchor.i)
    if anchor is not name and first and first.type == "PER":
        for title in _titles(parse, first):
            if is_plural(parse.tokens[title]):
                yield read_role(scene, title, "title before the first", stop=first.first)
    if anchor.deprel in ("appos", "flat", "nmod:unmarked") and anchor.head >= 0:
        noun = parse.tokens[anchor.head]
        if noun.deprel == "nmod" and noun.head >= 0 and _is_office(scene, noun.head):
            noun = parse.tokens[noun.head]
        if _is_office(scene, noun.i) or (noun.i not in scene.spot_at and scene.types.get(noun.i, ("",))[0] == "person"):
            yield read_role(scene, noun.i, "apposition")
    after = _after_comma(scene, spot)
    if after is not None:
        yield read_role(scene, after, "apposition")
    if name.deprel == "nsubj" and name.head >= 0:
        noun = parse.tokens[name.head]
        copula = any(c.deprel == "cop" for c in parse.children(noun.i, "cop"))
        denied = any(c.lower in ("not", "n't", "never") for c in parse.children(noun.i, "advmod"))
        if copula and not denied and noun.i not in scene.spot_at and office_at(parse, noun.i):
            yield read_role(scene, noun.i, "predicate")


def _after_comma(scene: Scene, spot: Spot) -> int | None:
    """The role noun of ", a former ambassador to ..." directly after a name, however the tree has it."""
    tokens = scene.parse.tokens
    end = scene.parse.sentence_of(spot.head).last
    if spot.last >= end or tokens[spot.last].text != ",":
        return None
    for i in range(spot.last + 1, min(spot.last + 8, end)):
        office = office_at(scene.parse, i) if tokens[i].upos in ("NOUN", "PROPN") else None
        if office and office.person:
            if i in scene.sources or tokens[i].deprel.startswith("nsubj"):
                return None
            nearer = i + 1 < end and (_is_person(scene, i + 1) or tokens[i + 1].upos in ("NOUN", "PROPN"))
            return None if nearer else i
        if tokens[i].upos not in ("DET", "ADJ", "NOUN", "PROPN", "PART", "PRON") or _is_person(scene, i):
            return None
    return None


def _is_office(scene: Scene, head: int) -> bool:
    spot = scene.spot_at.get(head)
    office = office_at(scene.parse, head)
    return bool(office and office.person and (spot is None or spot.type != "PER"))


def _titles(parse: Parse, spot: Spot) -> list[int]:
    """Heads of titles before the name: nmod:desc, or a role noun that the name hangs on or that touches it."""
    found = [c.i for c in parse.children(spot.head, "nmod") if c.deprel == "nmod:desc" and c.i < spot.first][-1:]
    if not found and spot.first > parse.sentence_of(spot.first).first:
        found = _touching(parse, spot.first)
    clear = (i for i in found if not any(t.upos in ("VERB", "AUX") for t in parse.tokens[i + 1 : spot.first]))
    return [i for i in clear if parse.tokens[i].lower not in words("honorific")]


def _touching(parse: Parse, name: int) -> list[int]:
    """The role noun directly before a name, or the one whose "of ..." ends there (Secretary of State)."""
    start = max(parse.sentence_of(name).first, name - _LONGEST)
    while name > start and parse.tokens[name - 1].lower in words("honorific"):
        name -= 1
    nouns = 0
    for i in range(name - 1, start - 1, -1):
        token = parse.tokens[i]
        office = office_at(parse, i) if token.upos in ("NOUN", "PROPN") else None
        if office and office.person:
            after = parse.tokens[i + 1].lower
            return [i] if i == name - 1 or (nouns and after in ("of", "for", "to")) else []
        nouns += token.upos in ("NOUN", "PROPN")
        if token.upos not in ("NOUN", "PROPN", "ADJ", "DET") and token.lower not in ("of", "for", "to", "and", "the"):
            break
    return []


def read_role(scene: Scene, head: int, source: str, stop: int | None = None) -> Role:
    """The role that the phrase around `head` states; `stop` is where the name begins."""
    parse = scene.parse
    first, last = noun_phrase(parse, head)
    if stop is not None:
        last = stop
    first = min(first, _run(scene, head))
    clauses = (parse.subtree(c.i)[0] for c in parse.children(head, "acl") if c.i > head)
    last = max(head + 1, min([last, *clauses]))
    office = office_at(parse, head)
    country = country_of(scene, head)
    country = country or next((c for i in range(first, head) if (c := scene.country_at.get(i))), None)
    kept: list[str] = []
    former = False
    i = first
    while i < last and len(kept) < _LONGEST:
        token = parse.tokens[i]
        bare = token.lower.strip("-'’")
        if i < head and (bare in words("former") or token.lower.startswith("ex-")):
            former = True
            if token.lower.startswith("ex-") and len(token.lower) > 3:
                kept.append(token.lower[3:])
        elif i < head and scene.country_at.get(i) and not _keeps_country(scene, token):
            pass
        elif i > head and token.lower == "of" and _own_country(scene, i, country, office):
            break
        elif _speaks(scene, token, head):
            kept.append(noun_of(token) if i == head else token.lower.strip("-"))
        i += 1
    if parse.tokens[head].lower.startswith("ex-"):
        former = True
        kept = [word.removeprefix("ex-") for word in kept]
    of = head + 1 < last and parse.tokens[head + 1].lower in ("of", "for")
    igo = any(is_igo(scene, i) for i in range(first, last if of else head))
    return Role(" ".join(kept), office, country, former, igo, head, first, last, source)


def _run(scene: Scene, head: int) -> int:
    """Start of the run of nouns and adjectives that ends in a title, where the tree cuts it short."""
    i = head
    while i > 0 and head - i < 6:
        before = scene.parse.tokens[i - 1]
        if before.sentence != scene.parse.tokens[head].sentence or _is_person(scene, i - 1):
            break
        if before.upos not in ("NOUN", "PROPN", "ADJ") and before.text != "-":
            break
        i -= 1
    spot = scene.spot_at.get(i)
    return spot.first if spot else i


def _speaks(scene: Scene, token: Token, head: int) -> bool:
    """Whether a word of the phrase belongs to the role: "the" does inside it ("ambassador to the UN")."""
    if token.upos == "PUNCT" or _is_person(scene, token.i):
        return False
    return token.lower not in words("plain") or (token.i > head and token.lower == "the")


def _is_person(scene: Scene, i: int) -> bool:
    spot = scene.spot_at.get(i)
    return spot is not None and spot.type == "PER"


def _keeps_country(scene: Scene, token: Token) -> bool:
    """Organisations of a country stay in the role ("Pentagon spokesman"), the country itself does not."""
    spot = scene.spot_at.get(token.i)
    if spot is None:
        return False
    form = spot.form
    return form is None or form.organisation is not None or form.use == "seat"


def _own_country(scene: Scene, of: int, country: str | None, office: Office | None) -> bool:
    """Whether "of ..." only names the country of a president or the like."""
    if not office or office.words.split()[-1] not in words("first_rank") | {"minister"}:
        return False
    ahead = range(of + 1, min(of + 3, len(scene.parse.tokens)))
    named = next((i for i in ahead if scene.parse.tokens[i].lower != "the"), of)
    spot = scene.spot_at.get(named)
    return bool(spot and spot.form and spot.form.use and spot.form.country == country)
