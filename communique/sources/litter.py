"""Litter: what a page's text holds beside the article, by the table `litter.tsv`.

>>> match("Read the original article on The Meridian", "tail").name
'The Meridian'
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from communique.sources.tables import rows

Place = Literal["top", "tail"]
Does = Literal[
    "drop", "publisher", "owner", "byline", "published", "updated", "key_points", "links", "end", "caption", "credit",
]  # fmt: skip
_LONGEST = 500
_BEFORE_CREDIT = r"""(?:\A|(?<=[.!?…"”)\]] )|(?<=\s)(?=[(\[])|(?<=\s)[|/–—-] ?)"""  # a credit ends no sentence


class Rule(NamedTuple):
    """A row of the table; `pattern` is compiled when one of its cues is first met."""

    cues: tuple[str, ...]
    does: Does
    where: str
    pattern: str
    why: str


class Match(NamedTuple):
    """What a line is: the rule's effect and reason, the name that it states, and where the litter starts in it."""

    does: Does
    why: str
    name: str | None
    start: int


@cache
def rules() -> tuple[Rule, ...]:
    """The table's rows; raises `ValueError` on an unknown effect or place."""
    found = []
    for cue, does, where, pattern, why in rows("litter", ("cue", "does", "where", "pattern", "why")):
        if does not in get_args(Does) or where not in ("top", "tail", "any"):
            raise ValueError(f"litter.tsv: no such effect or place: {does}, {where}")
        found.append(Rule(tuple(cue.split("|")), cast(Does, does), where, pattern, why))
    return tuple(found)


def match(text: str, place: Place) -> Match | None:
    """The first rule that a line meets at this place of the page; a long line is never litter."""
    if len(text) > _LONGEST:
        return None
    lower = text.lower()
    for cue, rule in _by_cue(place):
        if cue in lower:
            pattern = _compile(rule)
            found = pattern.search(text) if rule.does == "credit" else pattern.fullmatch(text)
            if found:
                return Match(rule.does, rule.why, found[1] if pattern.groups else None, found.start())
    return None


@cache
def _by_cue(place: Place) -> list[tuple[str, Rule]]:
    return [(cue, rule) for rule in rules() if rule.where in ("any", place) for cue in rule.cues]


@cache
def _compile(rule: Rule) -> re.Pattern[str]:
    if rule.does == "credit":
        return re.compile(rf"{_BEFORE_CREDIT}(?:{rule.pattern})\Z", re.IGNORECASE)
    return re.compile(rule.pattern, re.IGNORECASE | re.DOTALL)
