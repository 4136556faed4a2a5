"""Rules for times of the calendar: dates, months, seasons, years, decades, feasts and dated events, and parts of them.

Each function takes an expression and the context and returns the period meant, one with unknown ends where the text
doesn't tell, or None where the words are no time after all.
"""

from __future__ import annotations

from datetime import date, timedelta

from communique.times import periods
from communique.times.context import Context, around_years, distance, edge, fit, placing, shifted, unknown
from communique.times.expressions import Expression
from communique.times.periods import Period

_FAR = timedelta(days=3 * 366)
_AT = timedelta(days=60)
_NEEDED = ("since", "before", "after", "until", "ahead", "over", "at", "by")


def numeric(e: Expression, c: Context) -> Period | None:
    """Dates in figures."""
    return periods.day(e.figures) if e.figures else None


def event(e: Expression, c: Context) -> Period | None:
    """Feasts and dated events; those that aren't times by themselves need a preposition of time."""
    named = e.named
    if named is None or not (
        named.bare or c.relation in ("since", "before", "after", "until", "ahead", "over", "at", "by")
    ):
        return None
    if e.values.get("year"):
        return named.in_year(e.number("year"))
    if len(named.editions) == 1:
        return named.editions[0]
    if c.published is None:
        return unknown("day")
    reach = _AT if c.relation == "at" else _FAR
    near = [p for p in named.near(c.published) if distance(p, c.published) <= reach]
    which = placing(e)
    if which == "next" or (c.ahead and which != "last"):
        near = [p for p in near if p.last and p.last >= c.published] or near
        return min(near, key=lambda p: distance(p, c.published), default=None)
    if which == "last":
        near = [p for p in near if p.last and p.last < c.published]
    return min(near, key=lambda p: distance(p, c.published), default=None)


def month_days(e: Expression, c: Context) -> Period | None:
    """Days of a month as a range: "March 14-16"."""
    month, (first, last) = e.number("month"), [int(d) for d in e.values["daynum"]]
    if first >= last:
        return None
    if "year" in e.values:
        return _days(e.number("year"), month, first, last)
    return fit((_days(y, month, first, last) for y in around_years(c)), c)


def _days(year: int, month: int, first: int, last: int) -> Period:
    return Period(date(year, month, first), date(year, month, last), "day")


def month_day(e: Expression, c: Context) -> Period | None:
    """One day, with or without its year; a weekday beside it helps to find the year."""
    month, number = e.number("month"), e.number("daynum")
    if "year" in e.values:
        return periods.day(date(e.number("year"), month, number))
    leap = (month, number) == (2, 29)
    years = [y for y in around_years(c) if not leap or y % 4 == 0]
    candidates = [periods.day(date(y, month, number)) for y in years]
    if "weekday" in e.values:
        candidates = [p for p in candidates if p.first and p.first.weekday() == e.number("weekday")] or candidates
    return fit(candidates, c)


def month_year(e: Expression, c: Context) -> Period | None:
    """A month of a given year."""
    if "year" in e.values:
        period = periods.month(e.number("year"), e.number("month"))
    elif e.word("unit") == "year" and c.published:
        base = shifted(placing(e), "year", c)
        if base.first is None:
            return unknown("month")
        period = periods.month(base.first.year, e.number("month"))
    else:
        return unknown("month")
    return edge(e, period)


def month(e: Expression, c: Context) -> Period | None:
    """A month without its year."""
    if c.published is None:
        return unknown("month")
    number, which = e.number("month"), placing(e)
    months = [periods.month(y, number) for y in range(c.published.year - 2, c.published.year + 3)]
    if which in ("last", "past", "previous"):
        return edge(e, [p for p in months if p.last and p.last < c.published][-1])
    if which in ("next", "coming", "following"):
        return edge(e, next(p for p in months if p.first and p.first > c.published))
    if which == "that":
        year = c.explicit or c.latest
        return edge(e, periods.month(year.first.year, number)) if year and year.first else unknown("month")
    if which == "this":
        return edge(e, periods.month(c.published.year, number))
    return edge(e, fit(months, c))


def quarter(e: Expression, c: Context) -> Period | None:
    """A quarter of a year."""
    if e.word("unit") != "quarter" or not 1 <= e.number("ordinal") <= 4:
        return None
    return fit((periods.quarter(y, e.number("ordinal")) for y in around_years(c)), c)


def season(e: Expression, c: Context) -> Period | None:
    """A season, of a given year or the one meant."""
    name = e.word("season") or ""
    if "year" in e.values:
        return edge(e, periods.season(e.number("year"), name))
    if c.published is None:
        return unknown("season")
    which = placing(e)
    if "unit" in e.values:
        base = shifted(which, "year", c)
        return edge(e, periods.season(base.first.year, name)) if base.first else unknown("season")
    seasons = [periods.season(y, name) for y in range(c.published.year - 2, c.published.year + 3)]
    if which in ("last", "past", "previous"):
        return edge(e, [p for p in seasons if p.last and p.last < c.published][-1])
    if which in ("next", "coming", "following"):
        return edge(e, next(p for p in seasons if p.first and p.first > c.published))
    if not which and ("the" not in e.values and c.relation not in ("in", "since", "by", "until", "over")):
        return None
    if which == "this" and c.direction != "future":
        return edge(e, min(seasons, key=lambda p: distance(p, c.published)))
    return edge(e, fit(seasons, c))


def decade(e: Expression, c: Context) -> Period | None:
    """A decade."""
    return edge(e, _decade_years(e.number("decade")))


def _decade_years(value: int) -> Period:
    return periods.years(value, value + 9)


def years(e: Expression, c: Context) -> Period | None:
    """A range of years: "2003-05"."""
    first, *rest = [int(y) for y in e.values["year"]]
    last = rest[0] if rest else first // 100 * 100 + (e.number("number") or e.number("daynum") or e.number("tail"))
    return periods.years(first, last) if first < last <= first + 200 else None


def year(e: Expression, c: Context) -> Period | None:
    """A year."""
    if "unit" in e.values and e.word("unit") != "year":
        return None
    return edge(e, periods.year(e.number("year")))


def portion(e: Expression, c: Context) -> Period | None:
    """A part of a longer time: "the end of May", "the first half of 2021"."""
    which = placing(e)
    units = [str(u) for u in e.values.get("unit", ())]
    if "decade" in e.values:
        base = _decade_years(e.number("decade"))
    elif "month" in e.values:
        base = month_year(e, c) if "year" in e.values else month(e, c)  # type: ignore[assignment]
    elif "year" in e.values:
        base = periods.year(e.number("year"))
    elif units and units[-1] in ("week", "month", "year", "decade", "century"):
        base = shifted("this" if which == "last" and "half" in e.values else which or "this", units[-1], c, whole=True)
    else:
        return None
    ordinal = e.number("ordinal") or (2 if "last" in e.values and "half" in e.values else 0)
    if base.first is None:
        return base
    if "half" in e.values:
        return periods.fraction(base, ordinal, 2)
    if "portion" in e.values:
        return periods.part(base, e.word("portion") or "")
    if units and units[0] == "quarter" and ordinal:
        return periods.fraction(base, ordinal, 4)
    return periods.nth(base, units[0], -1 if "last" in e.values else ordinal)
