"""From the place names of a parse to places: country, coordinates and GeoNames id, chosen by the rest of the article.

    "Shelling went on in Aleppo, Syria."  ->  Aleppo: country SYR, lat 36.2, lon 37.16;  Syria: country SYR

Each name is read against countries, areas and the gazetteer. A candidate's weight is its size (ten times the logarithm
of its population), more where a name beside it contains it ("Paris, Texas"), and where its country or region is named
in the article or holds other places of it. One name means one place throughout an article.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Set

import msgspec

from communique.language.parse import Name, Parse
from communique.places.gazetteer import entries, fold
from communique.places.names import Container, container_of, key_of, place_names
from communique.places.tables import Tables, tables
from communique.record import Where

_COUNTRY_WEIGHT = 75
_AREA_WEIGHT = 74
_REGION_SIZE = 55
_OTHER_NAME = -8
_CONTAINED = 60
_CONTAINER = 30
_COUNTRY_NAMED = 10
_COUNTRY_SHARE = 6
_REGION_SHARE = 4
_KNOWN = 52


class PlaceMention(msgspec.Struct, frozen=True):
    """A name: tokens `[first, last)`, its head, and the place. `where` also covers its container ("Paris, Texas")."""

    first: int
    last: int
    head: int
    where: Where


class _Candidate(msgspec.Struct, frozen=True):
    """One reading of a name."""

    weight: float
    country: str | None
    region: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    whole: bool


def find(parse: Parse) -> tuple[PlaceMention, ...]:
    """All names of places in text order; coordinates are null where a name is unknown."""
    known = tables()
    names = place_names(parse, known)
    if not names:
        return ()
    containers = {n.first: c for n in names if (c := container_of(parse, n, names, known))}
    readings: dict[str, list[_Candidate]] = {}
    for name in names:
        key = key_of(parse, name)
        if key not in readings:
            readings[key] = _candidates(key, known)
    inside: dict[str, set[tuple[str, str | None]]] = {}
    holding: dict[str, set[tuple[str | None, str | None]]] = {}
    for name in names:
        if container := containers.get(name.first):
            inside.setdefault(key_of(parse, name), set()).update(container.regions)
            holding.setdefault(container.key, set()).update(
                (c.country, c.region) for c in readings[key_of(parse, name)]
            )
    named = _countries_named(parse, known)
    first_choice = {k: _choice(r, inside.get(k), holding.get(k), named, Counter()) for k, r in readings.items()}
    votes = _votes(parse, names, first_choice)
    choice: dict[str, _Candidate | None] = {}
    for key, candidates in readings.items():
        first = first_choice[key]
        own = (first.country, first.region) if first else None
        choice[key] = _choice(candidates, inside.get(key), holding.get(key), named, votes, own)
    return tuple(_mention(parse, n, choice[key_of(parse, n)], containers.get(n.first)) for n in names)


def _candidates(key: str, known: Tables) -> list[_Candidate]:
    """All readings of a name; where there are none, those of the known place inside it, without its identity."""
    found = _exact(key, known, whole=True)
    if found:
        return found
    words = key.split()
    while words and not found:
        words = words[1:] if words[0] in known.modifiers else words[:-1]
        found = [c for c in _exact(" ".join(words), known, whole=False) if c.weight >= _KNOWN] if words else []
    return found


def _exact(key: str, known: Tables, *, whole: bool) -> list[_Candidate]:
    found = []
    if country := known.country.get(key):
        found.append(
            _Candidate(_COUNTRY_WEIGHT, country.alpha3, None, country.lat, country.lon, country.geonameid, whole)
        )
    if area := known.area.get(key):
        found.append(_Candidate(_AREA_WEIGHT, area.country, None, area.lat, area.lon, area.geonameid, whole))
    region = known.region.get(key) or known.region.get(f"{key}.")
    for e in (*entries(key), *(entries(fold(region.name)) if region and fold(region.name) != key else ())):
        if not e.is_region:
            weight = float(e.size + (_OTHER_NAME if e.by_other_name else 0))
        else:
            weight = _REGION_SIZE + _prominence(e.country, known)
        found.append(_Candidate(weight, e.country or None, e.region, e.lat, e.lon, e.geonameid, whole))
    return found


def _prominence(alpha3: str, known: Tables) -> float:
    """A little more for regions of populous countries: 0 for ten million people, 2 for a hundred."""
    country = known.by_alpha3.get(alpha3)
    return 2 * (math.log10(max(country.population, 1)) - 7) if country else 0.0


def _countries_named(parse: Parse, known: Tables) -> Counter[str]:
    """How often the article names each country, its people or what is theirs."""
    counts: Counter[str] = Counter()
    for token in parse.tokens:
        if token.text[0].isupper():
            if alpha3 := known.adjective.get(token.lower):
                counts[alpha3] += 1
            elif country := known.country.get(token.lower):
                counts[country.alpha3] += 1
    for name in parse.names:
        if name.last - name.first > 1 and (country := known.country.get(key_of(parse, name))):
            counts[country.alpha3] += 1
    return counts


def _choice(
    readings: list[_Candidate],
    inside: set[tuple[str, str | None]] | None,
    holding: set[tuple[str | None, str | None]] | None,
    named: Counter[str],
    votes: Counter[tuple[str | None, str | None]],
    own: tuple[str | None, str | None] | None = None,
) -> _Candidate | None:
    """The heaviest reading; `own` is the vote that the name itself has cast."""
    total = max(1, sum(named.values()))

    def weight(c: _Candidate) -> float:
        w: float = c.weight
        if inside and _is_held(c, inside):
            w += _CONTAINED
        if holding and any(h == (c.country, c.region) or (c.region is None and h[0] == c.country) for h in holding):
            w += _CONTAINER
        if c.country and named[c.country]:
            w += _COUNTRY_NAMED + _COUNTRY_SHARE * named[c.country] / total
        if c.region:
            w += _REGION_SHARE * min(3, votes[c.country, c.region] - (own == (c.country, c.region)))
        return w

    return max(readings, key=weight, default=None)


def _is_held(place: _Candidate, regions: Set[tuple[str, str | None]]) -> bool:
    """Whether a place lies in one of the countries or regions."""
    return any(place.country == c and region in (None, place.region) for c, region in regions)


def _votes(
    parse: Parse, names: list[Name], choice: dict[str, _Candidate | None]
) -> Counter[tuple[str | None, str | None]]:
    """How many different names of the article lie in each region, by the first choice."""
    votes: Counter[tuple[str | None, str | None]] = Counter()
    for key in {key_of(parse, n) for n in names}:
        candidate = choice[key]
        if candidate and candidate.region:
            votes[candidate.country, candidate.region] += 1
    return votes


def _mention(parse: Parse, name: Name, place: _Candidate | None, container: Container | None) -> PlaceMention:
    first = name.first + (parse.tokens[name.first].lower == "the" and name.last - name.first > 1)
    held = container is not None and place is not None and _is_held(place, container.regions)
    start, end = parse.chars(first, container.last if container and held else name.last)
    text = parse.text[start:end]
    return PlaceMention(
        first=name.first,
        last=name.last,
        head=parse.head_of(name.first, name.last),
        where=Where(
            start=start,
            end=end,
            text=text,
            name=text.title() if text.isupper() and len(text) > 4 else text,
            country=place.country if place else None,
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            geonameid=place.geonameid if place and place.whole else None,
        ),
    )
