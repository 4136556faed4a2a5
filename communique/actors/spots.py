"""Named things in the text: the model's names joined with what the tables know.

In: a parse and the places found in it. Out: a `Scene`, the layer on which the other modules of this room stand:

    scene.spots        Spot(first, last, head, type, form): "Russia", "German", "Olaf Scholz", "Foreign Ministry"
    scene.country_at   country of each token that names or describes one: {4: "DEU"}
    scene.home         the country that the article is mostly about, if there is one
    scene.types        type and score of the nominal that a token heads
    scene.only         the same, where hardly any other is spoken of
    scene.sources      heads of the sources of statements
    scene.addressed    heads of those spoken to, and of the outlets told
    scene.told         the latter alone
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from communique.actors.tables import Form, first_letters, form_of, offices, words
from communique.language.parse import Parse, Token

_LONGEST = 9
_SURE = 0.8
_ONLY = 0.6
_ARTICLES = {"the", "a", "an"}
_GOES_ON = {"of", "on", "for"}
_NO_NAMES = _ARTICLES | {"'s", "’s"}
_WEIGHTS = {"name": 1.0, "capital": 0.7, "seat": 0.7}


class Place(Protocol):
    """What this room needs to know of a place mention."""

    @property
    def head(self) -> int: ...
    @property
    def where(self) -> Located: ...


class Located(Protocol):
    """What this room needs to know of a resolved place."""

    @property
    def country(self) -> str | None: ...


class Spot(msgspec.Struct, frozen=True):
    """Tokens that name something. `type` is the model's (PER, ORG, LOC, MISC) or empty, `form` the table's."""

    first: int
    last: int
    head: int
    type: str
    score: float
    form: Form | None


class Scene(msgspec.Struct, frozen=True):
    """A parse with its named things."""

    parse: Parse
    spots: tuple[Spot, ...]
    spot_at: dict[int, Spot]
    country_at: dict[int, str]
    home: str | None
    only: str | None
    weights: dict[str, float]
    types: dict[int, tuple[str, float]]
    sources: frozenset[int]
    addressed: frozenset[int]
    told: frozenset[int]

    def named(self, spot: Spot) -> str:
        """The words of a spot, as written."""
        return self.parse.words(spot.first, spot.last)


def read_scene(parse: Parse, places: Iterable[Place] = ()) -> Scene:
    """Join the names of the model with the tables'; a longer reading wins over a shorter one inside it."""
    listed = _by_table(parse)
    located = [place for place in places if place.where.country]
    named = _by_model(parse, {place.head for place in located})
    spots = _choose(parse, sorted([*named, *_told(parse, [*named, *listed])], key=lambda s: s.first), listed)
    spot_at = {i: spot for spot in spots for i in range(spot.first, spot.last)}
    country_at, weights = _countries(parse, listed, spot_at, located)
    home = _home(weights)
    types = {n.head: (n.type, n.score) for n in parse.nominals}
    only = home if home and weights[home] >= _ONLY * sum(weights.values()) else None
    for spot in listed:
        if _is_common(parse, spot) and spot.form and spot.form.organisation and spot.form.organisation.country:
            country = usual(spot.form.organisation.country, home, weights)
            if country:
                country_at |= dict.fromkeys(range(spot.first, spot.last), country)
    sources = frozenset(parse.head_of(*source) for a in parse.attributions for source in a.sources)
    told = _heads(parse, (r for a in parse.attributions for r in a.relays))
    addressed = told | _heads(parse, (r for a in parse.attributions for r in a.addressees))
    return Scene(parse, tuple(spots), spot_at, country_at, home, only, weights, types, sources, addressed, told)


def _told(parse: Parse, known: list[Spot]) -> Iterator[Spot]:
    """The outlets that the model reads as told and not as a name: "told The Harbour Journal-Gazette"."""
    taken = {i for s in known for i in range(s.first, s.last)}
    for first, last in dict.fromkeys(r for a in parse.attributions for r in a.relays):
        while first < last and parse.tokens[first].lower in _ARTICLES:
            first += 1
        large = all(t.text[0].isupper() or t.text in ("-", "&") for t in parse.tokens[first:last])
        if first < last and large and not taken & set(range(first, last)):
            head = parse.head_of(first, last)
            if parse.tokens[head].upos == "PROPN":
                taken.update(range(first, last))
                yield Spot(first, last, head, "ORG", _SURE, None)


def _heads(parse: Parse, ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Heads of the ranges and what is joined to them by "and"."""
    return frozenset(i for r in ranges for i in parse.conjuncts(parse.head_of(*r)))


def usual(country: str | None, home: str | None, weights: dict[str, float]) -> str | None:
    """The country whose office or house of common name is meant: the usual one if the article speaks of it enough."""
    if country and (home is None or weights.get(country, 0.0) >= 0.25 * weights[home]):
        return country
    return home


def _home(weights: dict[str, float]) -> str | None:
    """The country with two fifths of all that is said of countries, well before the next."""
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked:
        return None
    first, second = ranked[0][1], ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0] if first >= 0.4 * sum(weights.values()) and first >= 1.4 * second else None


def _is_common(parse: Parse, spot: Spot) -> bool:
    """Whether a form is a common noun of many countries (Senate, Congress), which the table gives to one."""
    return parse.words(spot.first, spot.last).lower() in offices()


def _by_table(parse: Parse) -> list[Spot]:
    """Longest forms of the tables, left to right."""
    starts = first_letters()
    out: list[Spot] = []
    for sentence in parse.sentences:
        i = sentence.first
        while i < sentence.last:
            token, step = parse.tokens[i], 1
            begins = token.text[0].isupper() or token.lower in ("al", "al-qaeda", "al-qaida", "eurozone", "peshmerga")
            if begins and (token.lower[:3] in starts or len(token.text) < 3):
                for last in range(min(i + _LONGEST, sentence.last), i, -1):
                    form = form_of(parse.text[token.start : parse.tokens[last - 1].end])
                    if form and _stands(parse, i, last):
                        out.append(Spot(i, last, parse.head_of(i, last), "", 1.0, form))
                        step = last - i
                        break
            i += step
    return out


def _stands(parse: Parse, first: int, last: int) -> bool:
    """Whether a form can end here: no verb, and no noun goes on after "The Australian"."""
    if parse.tokens[last - 1].upos in ("VERB", "AUX", "ADP"):
        return False
    goes_on = last < len(parse.tokens) and parse.tokens[last].upos in ("NOUN", "PROPN", "ADJ")
    return not (goes_on and parse.tokens[first].lower == "the" and last - first == 2)


def _by_model(parse: Parse, located: set[int]) -> list[Spot]:
    """The model's names without articles, titles and party letters; a doubtful person that is a known place is one."""
    out: list[Spot] = []
    others = {i: n.type for n in parse.names for i in range(n.first, n.last)}
    for name in parse.names:
        first, last = name.first, name.last
        while first < last - 1 and parse.tokens[first].lower in _ARTICLES:
            first += 1
        while last - 1 > first and not any(c.isalnum() for c in parse.tokens[last - 1].text.replace("'s", "")):
            last -= 1
        last = _over_hyphens(parse, last)
        if name.type == "ORG":
            last = _over_of(parse, first, last, others)
        while first >= 2 and parse.tokens[first - 1].text == "-" and _glued(parse, first - 1):
            first -= 2
        if name.type == "PER":
            first = _after_titles(parse, first, last)
        head, kind = parse.head_of(first, last), name.type
        text = parse.words(first, last)
        if text.startswith(("D-", "R-")) or text.lower() in _NO_NAMES or not any(map(str.isalnum, text)):
            continue
        if out and first < out[-1].last:
            continue
        title = _is_title(text.lower()) and text.lower() not in words("crowned")
        if kind == "PER" and (title or parse.tokens[head].upos == "PRON"):
            continue
        if kind in ("PER", "ORG") and head in located and last - first == 1 and name.score < _SURE:
            kind = "LOC"
        if kind == "PER" and out and out[-1].type == "PER" and _goes_on(parse, out[-1], first):
            before = out.pop()
            first, last = before.first, max(last, before.last)
            head = parse.head_of(first, last)
        out.append(Spot(first, last, head, kind, name.score, None))
    return out


def _goes_on(parse: Parse, before: Spot, first: int) -> bool:
    """Whether a name at `first` follows on `before` in the same sentence; a headline's last name does not."""
    return first <= before.last and parse.tokens[before.first].sentence == parse.tokens[first].sentence


def _is_place(spot: Spot) -> bool:
    return bool(spot.form and spot.form.use)


def _after_titles(parse: Parse, first: int, last: int) -> int:
    """Where a person's name begins after the titles that the model took in (Grand Ayatollah | Ali ...)."""
    for i in range(min(last - 1, first + 4) - 1, first - 1, -1):
        if _is_title(parse.tokens[i].lower):
            return i + 1
    return first


def _over_hyphens(parse: Parse, last: int) -> int:
    """The end of a name that the tokens cut at a hyphen (Kim Jong | -il)."""
    tokens = parse.tokens
    while (
        last < len(tokens) and tokens[last].text.startswith(("-", "–")) and tokens[last].start == tokens[last - 1].end
    ):
        if len(tokens[last].text) > 1:
            last += 1
        elif last + 1 < len(tokens) and _glued(parse, last):
            last += 2
        else:
            break
    return last


def _over_of(parse: Parse, first: int, last: int, others: dict[int, str]) -> int:
    """The end of an organisation's name with the phrase that the model left out (National Congress | of Bolivia,
    Council | on Environmental Quality); not with a place, a day or another name that only follows it."""
    tokens, end = parse.tokens, parse.sentence_of(first).last
    at = last - 1 if tokens[last - 1].lower in _GOES_ON and last - 1 > first else last
    name = [t.lower for t in tokens[first:at]]
    body = any(((row := offices().get(w)) and not row.person) or w in words("bodies") for w in name)
    if body and at < end and tokens[at].lower == "and" and {"on", "for"} & set(name):
        return _over_and(parse, last, others)
    if at >= end or tokens[at].lower not in _GOES_ON or not body:
        return last
    of = tokens[at].lower == "of"
    i = at + 1
    while i < end and (_is_large(tokens[i]) or (i == at + 1 and tokens[i].lower == "the")):
        if not of and (others.get(i) in ("LOC", "PER") or tokens[i].lower in words("calendar")):
            return at
        i += 1
    if i == at + 1 or tokens[i - 1].upos not in ("PROPN", "NOUN"):
        return at if last > at else last
    return i if of else _over_and(parse, i, others)


def _over_and(parse: Parse, last: int, others: dict[int, str]) -> int:
    """The end of a committee's name that joins two matters (Committee on Oversight | and Government Reform)."""
    tokens, end, i = parse.tokens, parse.sentence_of(last - 1).last, last + 1
    if last >= end or tokens[last].lower != "and":
        return last
    while i < end and _is_large(tokens[i]) and i not in others:
        i += 1
    return i if i > last + 1 and tokens[i - 1].upos in ("PROPN", "NOUN") else last


def _is_large(token: Token) -> bool:
    return token.text[0].isupper() and token.upos in ("PROPN", "NOUN", "ADJ")


def _glued(parse: Parse, i: int) -> bool:
    """Whether a token stands between two words without a space."""
    before, token, after = parse.tokens[i - 1 : i + 2]
    return token.start == before.end and after.start == token.end


def _is_title(word: str) -> bool:
    office = offices().get(word)
    return word in words("honorific") or bool(office and office.person)


def _choose(parse: Parse, named: list[Spot], listed: list[Spot]) -> list[Spot]:
    """One reading for each stretch of text. Equal stretches join: the model's type with the table's form."""
    by_token = {i: spot for spot in named for i in range(spot.first, spot.last)}
    full = {parse.tokens[s.last - 1].text for s in named if s.type == "PER" and s.last - s.first > 1}
    out: list[Spot] = []
    covered: set[int] = set()
    for spot in listed:
        rivals = {id(s): s for s in (by_token.get(i) for i in range(spot.first, spot.last)) if s}.values()
        longest = max((s.last - s.first for s in rivals), default=0)
        if longest > spot.last - spot.first:
            continue
        rival = next(iter(rivals), None)
        kind = rival.type if rival else ""
        if kind == "PER" and not (spot.form and spot.form.organisation):
            if parse.words(spot.first, spot.last) in full or (rival and rival.score >= _SURE and not _is_place(spot)):
                continue
            kind = "LOC"
        out.append(Spot(spot.first, spot.last, spot.head, kind, spot.score, spot.form))
        covered.update(range(spot.first, spot.last))
    out += [s for s in named if not covered & set(range(s.first, s.last))]
    return _with_adjectives(sorted(out, key=lambda s: s.first))


def _with_adjectives(spots: list[Spot]) -> list[Spot]:
    """Nationality adjectives directly before an organisation's name are part of it (Chilean | Electoral Service)."""
    out: list[Spot] = []
    for spot in spots:
        before = out[-1] if out else None
        body = spot.type == "ORG" and spot.form is None
        if body and before and before.last == spot.first and before.form and before.form.adjective:
            out[-1] = Spot(before.first, spot.last, spot.head, spot.type, spot.score, None)
        else:
            out.append(spot)
    return out


def _countries(
    parse: Parse, listed: list[Spot], spot_at: dict[int, Spot], places: Iterable[Place]
) -> tuple[dict[int, str], dict[str, float]]:
    country_at: dict[int, str] = {}
    weights: dict[str, float] = {}
    for spot in listed:
        form, holder = spot.form, spot_at.get(spot.first)
        if form is None or (holder and holder.type == "PER" and holder.form is None):
            continue
        country = form.adjective or form.country or form.people
        if country:
            weights[country] = weights.get(country, 0.0) + _WEIGHTS.get(form.use, 1.0)
        elif form.organisation and form.organisation.country and not _is_common(parse, spot):
            country = form.organisation.country
            if form.organisation.sector == "PTY" and country not in weights:
                continue
            weights[country] = weights.get(country, 0.0) + (0.2 if form.organisation.kind == "outlet" else 1.0)
        if country:
            for i in range(spot.first, spot.last):
                country_at[i] = country
    for place in places:
        country = place.where.country
        if country and place.head not in country_at:
            holder = spot_at.get(place.head)
            if holder is None or holder.type != "PER":
                country_at[place.head] = country
                weights[country] = weights.get(country, 0.0) + 0.3
    return country_at, weights
