"""Datelines: the place, day and agency before the first sentence.

    >>> find_dateline("KYIV, Feb 14 (Reuters) - Ukraine's president said ...")
    Dateline(end=24, publisher='Reuters', published=None)

A dateline's words are real (a place, a day, a house), but no part of the sentence behind it: it stays in the text and
becomes a part of its own.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import NamedTuple

from communique.sources.dates import MONTH, find_date
from communique.sources.tables import rows

_WORD = r"[A-ZÀ-ÖØ-ÞĀĆČĐĞİŁŌŚŞŠŻŽȘȚ][\w.’'-]*"
_DAY = (
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]? ?)?"
    rf"(?:(?:{MONTH}) \d{{1,2}}|\d{{1,2}} (?:{MONTH}))(?:,? \d{{4}})?"
)
_DATELINE = re.compile(
    rf"(?P<city>{_WORD}(?:[ /]{_WORD}){{0,3}})(?P<region>, {_WORD}(?: {_WORD}){{0,2}})??"
    rf"(?P<day>,? (?i:{_DAY}))?(?: \((?P<agency>[A-Z][^()\n]{{1,40}})\))?"
    rf"(?P<dash> ?[-–—―]{{1,2}} +|(?(day): +|(?!)))(?=[\"“‘'(]?\w)"
)
_AGENCY_ONLY = re.compile(r"\((?P<agency>[A-Z][A-Za-z/ ]{1,15})\) ?(?:[-–—―]{1,2} *)?(?=[\"“‘]?\w)")


class Dateline(NamedTuple):
    """The dateline of a paragraph: `text[:end]`, and the publisher and date that it states."""

    end: int
    publisher: str | None
    published: datetime.date | None


def find_dateline(text: str) -> Dateline | None:
    """The dateline with which a paragraph opens, or None.

    Without a day or an agency, only a place in capitals and a spaced dash make one ("GENEVA — ").
    """
    match = _DATELINE.match(text)
    if match:
        marked = match["day"] or match["agency"]
        capitals = match["city"].isupper() and len(match["city"]) > 3 and len(match["dash"]) > 2
        if marked or capitals:
            end = len(match[0].rstrip())
            return Dateline(end, _publisher(match["agency"]), find_date(match[0]))
        return None
    match = _AGENCY_ONLY.match(text)
    if match and match["agency"] in _agencies():
        return Dateline(len(match[0].rstrip()), _publisher(match["agency"]), None)
    return None


def house(line: str) -> str | None:
    """The agency whose name, short or full, is all that a line holds; None for other lines."""
    name = _agencies().get(line, line)
    return name if name in _agencies().values() else None


def _publisher(agency: str | None) -> str | None:
    name = (agency or "").split(",")[0].strip()
    return _agencies().get(name, name) or None


@cache
def _agencies() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("agencies", ("short", "name"))}
