"""The names of places in a parse: their extent, their key for the tables, and what stands after them as container."""

from __future__ import annotations

import msgspec

from communique.language.parse import Name, Parse
from communique.places.gazetteer import entries, fold
from communique.places.tables import Tables

_REACH = (2, 1, 0)


class Container(msgspec.Struct, frozen=True):
    """The name after a comma that holds the one before: its key, its end, and the countries or regions it may be."""

    key: str
    last: int
    regions: frozenset[tuple[str, str | None]]


def place_names(parse: Parse, known: Tables) -> list[Name]:
    """The LOC names in text order; one that is a piece of a known name beside it ("States") grows to the whole."""
    found: list[Name] = []
    for name in parse.names:
        if name.type == "LOC" and (not found or name.first >= found[-1].last):
            found.append(_grown(parse, name, found[-1].last if found else 0, known))
    return found


def key_of(parse: Parse, name: Name) -> str:
    """The name as the tables have it: folded, single spaces, without "the" and "'s"."""
    key = " ".join(fold(parse.words(name.first, name.last)).split())
    return key.removeprefix("the ").removesuffix("'s")


def container_of(parse: Parse, name: Name, names: list[Name], known: Tables) -> Container | None:
    """The container that follows a name: "Aleppo, Syria", "Miami, Fla."."""
    tokens = parse.tokens
    if name.last + 1 >= parse.sentence_of(name.first).last or tokens[name.last].text != ",":
        return None
    after = next((n for n in names if n.first == name.last + 1), None)
    first, last = (after.first, after.last) if after else (name.last + 1, name.last + 2)
    key = fold(parse.words(first, last))
    regions: set[tuple[str, str | None]] = set()
    if region := known.region.get(key):
        regions.add((region.country, region.code))
    if after and key_of(parse, name) not in known.country:
        if country := known.country.get(key):
            regions.add((country.alpha3, None))
        if (area := known.area.get(key)) and area.country:
            regions.add((area.country, None))
        regions.update((e.country, e.region) for e in entries(key) if e.is_region)
    return Container(key, last, frozenset(regions)) if regions else None


def _grown(parse: Parse, name: Name, free: int, known: Tables) -> Name:
    """The longest known name that holds `name` among the capitalised words round it, from token `free` on."""
    sentence = parse.sentence_of(name.first)
    known_alone = _is_known(key_of(parse, name), known, towns=True)
    for left in _REACH:
        for right in _REACH:
            first, last = name.first - left, name.last + right
            if (left or right) and first >= max(free, sentence.first) and last <= sentence.last:
                wider = Name(first, last, name.type, name.score)
                beside = (*range(first, name.first), *range(name.last, last))
                capital = all(parse.tokens[i].text[0].isupper() for i in beside)
                if capital and _is_known(key_of(parse, wider), known, towns=not known_alone):
                    return wider
    return name


def _is_known(key: str, known: Tables, *, towns: bool) -> bool:
    """Whether a country, an area with a point, a region, or, if asked for, a town has the name."""
    area = known.area.get(key)
    if key in known.country or (area and area.lat is not None):
        return True
    return any(towns or e.is_region for e in entries(key))
