"""The words of time and the patterns that they form, from `vocabulary.toml`.

A pattern is written over the names of symbols; it is compiled to one regular expression over strings that hold one
character a token, so that a match's positions are token indexes.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from communique.times.named import NamedDate, named_dates

Value = int | str

_TABLE = Path(__file__).with_name("vocabulary.toml")
_FORMS = ("daynum", "year", "tail", "hour", "numeric", "event", "rest")
_NAME = re.compile(r"[a-z_]+")
_PART = re.compile(r"\{([a-z_]+)\}")


class Orientation(msgspec.Struct, frozen=True):
    """Words that tell whether a clause speaks of what is past or to come."""

    future: frozenset[str]
    perfect: frozenset[str]
    present: frozenset[str]
    planned: frozenset[str]
    appointed: frozenset[str]
    implicative: frozenset[str]
    futurate: frozenset[str]
    fixed: frozenset[str]
    aspectual: frozenset[str]


class Guards(msgspec.Struct, frozen=True):
    """Words that decide whether a figure or an ambiguous month is a time."""

    months: frozenset[str]
    month_before: frozenset[str]
    numbered: frozenset[str]
    counted: frozenset[str]
    repeated: frozenset[str]


class Vocabulary(msgspec.Struct, frozen=True):
    """`words` gives a lower-case word its symbol and value; `pattern` matches strings of the characters in `chars`."""

    words: dict[str, tuple[str, Value]]
    chars: dict[str, str]
    pattern: re.Pattern[str]
    guards: Guards
    relations: dict[str, str]
    orientation: Orientation
    named: dict[str, tuple[tuple[tuple[str, ...], NamedDate], ...]]


@cache
def vocabulary() -> Vocabulary:
    """The tables, read once; raises `ValueError` where a pattern uses an unknown symbol or a part is missing."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    words: dict[str, tuple[str, Value]] = {}
    for symbol, values in table["symbols"].items():
        for word, value in values.items():
            words.setdefault(word, (symbol, value))
    names = [*table["symbols"], *(f for f in _FORMS if f not in table["symbols"])]
    chars = {name: chr(ord("A") + i) for i, name in enumerate(names)}
    rules = (f"(?P<{name}>{_compiled(rule, table['parts'], chars)})" for name, rule in table["rules"].items())
    return Vocabulary(
        words=words,
        chars=chars,
        pattern=re.compile("(?! )(?:" + "|".join(rules) + ")"),
        guards=msgspec.convert(table["guards"], Guards),
        relations=table["relations"],
        orientation=msgspec.convert(table["orientation"], Orientation),
        named=named_dates(),
    )


def _compiled(rule: str, parts: dict[str, str], chars: dict[str, str]) -> str:
    """A rule of the table as a regular expression over `chars`."""

    def char(match: re.Match[str]) -> str:
        if match.group() not in chars:
            raise ValueError(f"unknown symbol {match.group()!r} in the time pattern {rule!r}")
        return re.escape(chars[match.group()])

    for _ in range(3):
        rule = _PART.sub(lambda m: f"({parts[m.group(1)]})", rule)
    return _NAME.sub(char, rule).replace(" ", "").replace("(", "(?:")
