"""The room's tables: countries, organisations, outlets, and what nouns say of an actor.

    forms()["the Kremlin"] is not there, forms()["Kremlin"] is: Form(country="RUS", use="seat", ...)
    office_of(("foreign", "minister")) -> Office(words="foreign minister", kind="office", sector="GOV", person=True)

Every loader reads its file once, checks it (`TableError` names file and row) and keeps it. Where the facts come from is
said in the first line of each file and in SOURCES.md.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from communique.record import ActorKind

Gender = Literal["male", "female"]
Use = Literal["", "name", "capital", "seat"]

SECTORS = {
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "JRN", "JUD", "LAB", "LEG", "MED", "MIL",
    "NGO", "OPP", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF",
}  # fmt: skip

_SHORT = 6  # letters from which on a form is known whichever of them are large

_ROOM = Path(__file__).parent
_KINDS = set(get_args(ActorKind))


class TableError(ValueError):
    """A row of a table that can't be meant."""


class Organisation(msgspec.Struct, frozen=True):
    """A row of organisations.csv or outlets.csv; `nouns` are the words by which a later phrase may call it."""

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    code: str | None
    nouns: frozenset[str]


class Form(msgspec.Struct, frozen=True):
    """What one written form can stand for; `use` says how it names `country`."""

    country: str | None = None
    use: Use = ""
    adjective: str | None = None
    people: str | None = None
    organisation: Organisation | None = None


class Office(msgspec.Struct, frozen=True):
    """What a noun says of an actor; `person`: one person can be called so; `country`: whose office it usually is."""

    words: str
    kind: ActorKind
    sector: str | None
    person: bool
    country: str | None = None


def _rows(name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    with (_ROOM / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(line for line in file if not line.startswith("#"))
        head = next(reader, [])
        if head != list(columns):
            raise TableError(f"{name}: columns are {head}, expected {list(columns)}")
        for row in reader:
            if len(row) != len(head):
                raise TableError(f"{name}: wrong number of columns in {row}")
            yield dict(zip(head, row, strict=True))


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@cache
def country_names() -> dict[str, str]:
    """The usual English name of a country by its ISO 3166 alpha-3 code (XKX for Kosovo)."""
    return {row["country"]: row["name"] for row in _countries()}


@cache
def _countries() -> tuple[dict[str, str], ...]:
    columns = ("country", "name", "names", "adjectives", "people", "capitals", "seats")
    rows = tuple(_rows("countries.csv", columns))
    codes = [row["country"] for row in rows]
    if len(set(codes)) != len(codes) or any(len(code) != 3 or not code.isupper() for code in codes):
        raise TableError("countries.csv: country codes must be alpha-3 and each there once")
    return rows


@cache
def organisations() -> tuple[tuple[Organisation, tuple[str, ...]], ...]:
    """All organisations and outlets, each with every form that names it; outlets come last."""
    out = []
    columns = ("name", "aliases", "kind", "country", "sector", "code", "nouns")
    for row in _rows("organisations.csv", columns):
        if row["kind"] not in _KINDS or (row["sector"] and row["sector"] not in SECTORS):
            raise TableError(f"organisations.csv: unknown kind or sector in {row}")
        kind = cast(ActorKind, row["kind"])
        nouns = frozenset(_split(row["nouns"]))
        made = Organisation(
            row["name"], kind, row["country"] or None, row["sector"] or None, row["code"] or None, nouns
        )
        out.append((made, (row["name"], *_split(row["aliases"]))))
    outlet_nouns = frozenset({"newspaper", "paper", "agency", "broadcaster", "network", "channel", "magazine"})
    for row in _rows("outlets.csv", ("name", "aliases", "country")):
        country = row["country"] or None
        code = f"{country}MED" if country else "MED"
        made = Organisation(row["name"], "outlet", country, "JRN", code, outlet_nouns)
        out.append((made, (row["name"], *_split(row["aliases"]))))
    return tuple(out)


@cache
def forms() -> dict[str, Form]:
    """Every written form of the tables of names, case as written."""
    out: dict[str, dict[str, object]] = {}
    for row in _countries():
        code = row["country"]
        named = {"name": [row["name"], *_split(row["names"])]}
        named |= {"capital": _split(row["capitals"]), "seat": _split(row["seats"])}
        for use, written in named.items():
            for text in written:
                out.setdefault(text, {}).setdefault("country", code)
                out[text].setdefault("use", use)
        for column in ("adjectives", "people"):
            for text in _split(row[column]):
                key = "adjective" if column == "adjectives" else "people"
                if out.setdefault(text, {}).setdefault(key, code) != code:
                    raise TableError(f"countries.csv: {text!r} is {key} of two countries")
    for organisation, texts in organisations():
        for text in texts:
            out.setdefault(text, {}).setdefault("organisation", organisation)
    return {text: Form(**fields) for text, fields in out.items()}  # type: ignore[arg-type]


def form_of(text: str) -> Form | None:
    """What a written form can stand for; an organisation's also where the letters inside its words are large or small
    otherwise (ITAR-Tass, REUTERS), if it is not so short that another word could be meant."""
    found = forms().get(text)
    if found or len(text) < _SHORT or not all(w[0].isupper() or w.islower() for w in text.split()):
        return found
    return _folded().get(text.lower()) if any(c.isupper() for c in text.split()[-1]) else None


@cache
def _folded() -> dict[str, Form]:
    """The forms that name organisations alone, in small letters."""
    return {text.lower(): f for text, f in forms().items() if f.organisation and not (f.country or f.people)}


@cache
def first_letters() -> frozenset[str]:
    """The first three characters of every form, in small letters: a quick test whether one can start at a word."""
    return frozenset(text[:3].lower() for text in forms())


@cache
def offices() -> dict[str, Office]:
    """offices.csv by its words."""
    out: dict[str, Office] = {}
    for row in _rows("offices.csv", ("words", "kind", "sector", "person", "country")):
        if row["words"] in out:
            raise TableError(f"offices.csv: {row['words']!r} is there twice")
        if (row["sector"] and row["sector"] not in SECTORS) or (row["kind"] and row["kind"] not in _KINDS):
            raise TableError(f"offices.csv: unknown kind or sector in {row}")
        if row["kind"]:
            kind = cast(ActorKind, row["kind"])
            out[row["words"]] = Office(
                row["words"], kind, row["sector"] or None, row["person"] == "1", row["country"] or None
            )
    return out


def office_of(words: Sequence[str]) -> Office | None:
    """The row that fits the end of `words` (lower case, the last one a lemma) best, longest first."""
    table = offices()
    for length in (3, 2, 1):
        if len(words) >= length:
            found = table.get(" ".join(words[-length:]))
            if found:
                return found
    return None


@cache
def given_names() -> dict[str, Gender]:
    """Gender of given names (lower case) that are of one gender almost everywhere."""
    out: dict[str, Gender] = {}
    for row in _rows("given_names.csv", ("gender", "names")):
        if row["gender"] not in get_args(Gender):
            raise TableError(f"given_names.csv: unknown gender in {row}")
        for name in row["names"].split():
            if out.setdefault(name, cast(Gender, row["gender"])) != row["gender"]:
                raise TableError(f"given_names.csv: {name!r} is there for both")
    return out


@cache
def words(group: str) -> frozenset[str]:
    """A group of words.csv; raises KeyError for one that isn't there."""
    return _words()[group]


@cache
def _words() -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for row in _rows("words.csv", ("group", "words")):
        if row["group"] in out:
            raise TableError(f"words.csv: group {row['group']!r} is there twice")
        out[row["group"]] = frozenset(row["words"].split())
    return out
