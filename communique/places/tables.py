"""The small tables of places: countries, areas that are not towns, and abbreviations of federal states."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import msgspec

_FOLDER = Path(__file__).parent


class Country(msgspec.Struct, frozen=True):
    """A country or territory; `names` begins with the one to show, `adjectives` are its people and what is theirs."""

    alpha3: str
    alpha2: str
    geonameid: int
    lat: float
    lon: float
    population: int
    names: tuple[str, ...]
    adjectives: tuple[str, ...]


class Area(msgspec.Struct, frozen=True):
    """A continent, region, sea, river or well-known site with a point inside it; none for words like "the West"."""

    names: tuple[str, ...]
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None


class Region(msgspec.Struct, frozen=True):
    """A federal state that has abbreviations: its name, country and GeoNames region code."""

    name: str
    country: str
    code: str


class Tables(msgspec.Struct, frozen=True):
    """Lookups by lower-case name; `region` is that of "Texas", "Tex." and "TX"."""

    country: dict[str, Country]
    by_alpha3: dict[str, Country]
    area: dict[str, Area]
    adjective: dict[str, str]
    region: dict[str, Region]
    modifiers: frozenset[str]


@cache
def countries() -> tuple[Country, ...]:
    """All rows of `countries.csv`."""
    return tuple(
        Country(
            row["alpha3"], row["alpha2"], int(row["geonameid"]), float(row["lat"]), float(row["lon"]),
            int(row["population"]), _list(row["names"]), _list(row["adjectives"]),
        )
        for row in _rows("countries.csv")
    )  # fmt: skip


@cache
def areas() -> tuple[Area, ...]:
    """All rows of `areas.csv`."""
    return tuple(
        Area(
            _list(row["names"]), row["country"] or None, _float(row["lat"]), _float(row["lon"]),
            int(row["geonameid"]) if row["geonameid"] else None,
        )
        for row in _rows("areas.csv")
    )  # fmt: skip


@cache
def tables() -> Tables:
    """The lookups, made once."""
    return Tables(
        country={name.lower(): c for c in reversed(countries()) for name in c.names},
        by_alpha3={c.alpha3: c for c in countries()},
        area={name.lower(): a for a in reversed(areas()) for name in a.names},
        adjective={word.lower(): c.alpha3 for c in reversed(countries()) for word in c.adjectives},
        region={
            form.lower(): Region(row["name"], row["country"], row["region"])
            for row in _rows("regions.csv")
            for form in (row["name"], *_list(row["forms"]))
        },
        modifiers=frozenset(row["word"] for row in _rows("modifiers.csv")),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _float(cell: str) -> float | None:
    return float(cell) if cell else None


def _rows(file: str) -> list[dict[str, str]]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))
