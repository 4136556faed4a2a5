"""Days and stretches of time that have names: feasts that come round every year, and single dated events.

`feasts.csv` gives rules, `dated.csv` first and last days of single events. Feasts of the moon's calendar are reckoned
by the tabular Islamic calendar, which is right to a day, so their periods are a day wider at both ends.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import msgspec

from communique.record import Precision
from communique.times.periods import Period

_FOLDER = Path(__file__).parent


class NamedDate(msgspec.Struct, frozen=True):
    """A name of time: `rule` for what comes round every year, else the `editions` that there were.

    `bare`: the name alone is a time; otherwise it needs a preposition of time before it.
    """

    bare: bool
    rule: tuple[str, ...] = ()
    editions: tuple[Period, ...] = ()

    def in_year(self, year: int) -> Period | None:
        """The first one that begins in `year`."""
        editions = _feasts(self.rule, year) if self.rule else self.editions
        return next((p for p in editions if p.first and p.first.year == year), None)

    def near(self, day: date) -> tuple[Period, ...]:
        """Those of the years round `day`, or the only one there is."""
        if self.rule:
            return tuple(p for y in (day.year - 1, day.year, day.year + 1) for p in _feasts(self.rule, y))
        return self.editions


def named_dates() -> dict[str, tuple[tuple[tuple[str, ...], NamedDate], ...]]:
    """By first word, lower case: the words of each name, longest first, and what it names. Raises `ValueError`."""
    found: dict[tuple[str, ...], NamedDate] = {}
    for row in _rows("feasts.csv"):
        for name in row["names"].split("|"):
            _add(found, name, NamedDate(bare=True, rule=tuple(row["rule"].split())))
    editions: dict[str, list[Period]] = defaultdict(list)
    bare: dict[str, bool] = {}
    for row in _rows("dated.csv"):
        precision: Precision = row["precision"]  # type: ignore[assignment]
        if precision not in get_args(Precision):
            raise ValueError(f"unknown precision {precision!r} in dated.csv")
        period = Period(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), precision)
        for name in row["names"].split("|"):
            editions[name].append(period)
            bare[name] = row["bare"] == "yes"
    for name, periods in editions.items():
        _add(found, name, NamedDate(bare=bare[name], editions=tuple(periods)))
    by_first: dict[str, list[tuple[tuple[str, ...], NamedDate]]] = defaultdict(list)
    for words in sorted(found, key=len, reverse=True):
        by_first[words[0]].append((words, found[words]))
    return {word: tuple(rows) for word, rows in by_first.items()}


def _add(found: dict[tuple[str, ...], NamedDate], name: str, what: NamedDate) -> None:
    words = tuple(name.split())
    if not words or words in found:
        raise ValueError(f"empty or doubled name of a time: {name!r}")
    found[words] = what


def _rows(file: str) -> list[dict[str, str]]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _feasts(rule: tuple[str, ...], year: int) -> tuple[Period, ...]:
    """The feasts of a rule that begin in a Gregorian year: one, or up to two by the moon's calendar."""
    kind, *numbers = rule
    n = [int(x) for x in numbers]
    if kind == "fixed":
        first, last = date(year, n[0], n[1]), date(year, n[2], n[3])
        return (_span(first, (last - first).days + 1),)
    if kind == "easter":
        return (_span(_easter(year) + timedelta(days=n[0]), n[1]),)
    if kind == "nth":
        return (_span(_nth_weekday(year, *n[:3]) + timedelta(days=n[3]), 1),)
    if kind == "islamic":
        return _islamic_feasts(year, n[0], n[1], n[2])
    raise ValueError(f"unknown rule of a feast: {kind!r}")


def _span(first: date, days: int) -> Period:
    return Period(first, first + timedelta(days=days - 1), "day" if days == 1 else "week")


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The `n`-th `weekday` (Monday is 0) of a month; the last one for -1."""
    if n < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    start = date(year, month, 1)
    return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (n - 1))


def _easter(year: int) -> date:
    """Western Easter Sunday, by Gauss's rule with the Gregorian corrections."""
    century = year // 100
    m = (15 + century - century // 4 - (8 * century + 13) // 25) % 30
    n = (4 + century - century // 4) % 7
    d = (19 * (year % 19) + m) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7
    day = d + e
    if (d == 29 and e == 6) or (d == 28 and e == 6 and (11 * m + 11) % 30 < 19):
        day -= 7
    return date(year, 3, 22) + timedelta(days=day)


def _islamic_feasts(year: int, month: int, day: int, days: int) -> tuple[Period, ...]:
    """Feasts that begin in a Gregorian year, widened by a day at both ends for the sighting of the moon."""
    guess = round((year - 622) * 33 / 32)
    firsts = (_islamic(hijri, month, day) for hijri in range(guess - 1, guess + 3))
    precision: Precision = "month" if days > 20 else "week"
    return tuple(
        Period(first - timedelta(days=1), first + timedelta(days=days), precision)
        for first in firsts
        if first.year == year
    )


def _islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar (civil epoch, 16 July 622 Julian)."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(days + 227014)
