"""Periods of the calendar: pure arithmetic on days, weeks, months, seasons and years."""

from __future__ import annotations

import calendar
import datetime
from datetime import date, timedelta

import msgspec

from communique.record import Precision

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (10, 12), "end": (12, 12)}


class Period(msgspec.Struct, frozen=True):
    """First and last day of a stretch of time, and how finely the words gave it; an end that isn't known is None."""

    first: date | None
    last: date | None
    precision: Precision


def day(d: date) -> Period:
    """One day."""
    return Period(d, d, "day")


def week(d: date) -> Period:
    """The week of `d`, Monday to Sunday."""
    monday = d - timedelta(days=d.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def month(year: int, number: int) -> Period:
    """A month; `number` may lie outside 1..12 and then runs on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), "month")


def months(year: int, first: int, last: int, precision: Precision) -> Period:
    """Months `first` to `last` counted from January of `year`."""
    return Period(month(year, first).first, month(year, last).last, precision)


def quarter(year: int, number: int) -> Period:
    """A quarter of a year, 1..4."""
    return months(year, 3 * number - 2, 3 * number, "season")


def season(year: int, name: str) -> Period:
    """A northern season by whole months; the winter of a year begins in its December."""
    return months(year, _SEASONS[name], _SEASONS[name] + 2, "season")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def years(first: int, last: int) -> Period:
    """Whole years `first` to `last`."""
    return Period(date(first, 1, 1), date(last, 12, 31), "year")


def shift(d: date, unit: str, count: int) -> date:
    """`d` moved by `count` units (day, week, month, quarter, year, decade, century); late days of a month are cut.

    Raises `OverflowError` outside the years 1 to 9999.
    """
    if unit in ("hour", "day", "week", "fortnight"):
        return d + timedelta(days=count * {"hour": 0, "day": 1, "week": 7, "fortnight": 14}[unit])
    number = d.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    target, number = d.year + number // 12, number % 12 + 1
    if not 1 <= target <= datetime.MAXYEAR:
        raise OverflowError(f"year {target} is outside the calendar")
    return date(target, number, min(d.day, calendar.monthrange(target, number)[1]))


def around(d: date, unit: str) -> Period:
    """The calendar unit that holds `d`."""
    if unit in ("hour", "day"):
        return day(d)
    if unit in ("week", "fortnight"):
        return week(d)
    if unit == "month":
        return month(d.year, d.month)
    if unit == "quarter":
        return quarter(d.year, (d.month + 2) // 3)
    if unit == "decade":
        return years(d.year // 10 * 10, d.year // 10 * 10 + 9)
    if unit == "century":
        return years((d.year - 1) // 100 * 100 + 1, (d.year - 1) // 100 * 100 + 100)
    return year(d.year)


def part(period: Period, which: str) -> Period:
    """The early, mid or late part of a period, or its end; days and weeks stay whole."""
    first, last = period.first, period.last
    if first is None or last is None or period.precision not in ("month", "season", "year"):
        return period
    length = (last - first).days + 1
    if length <= 31:
        cuts = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31)}[which]
        return Period(first.replace(day=cuts[0]), min(last, first + timedelta(days=cuts[1] - 1)), "week")
    if length <= 366 and first.month == 1 and last.month == 12:
        low, high = _THIRDS[which]
        return months(first.year, low, high, "month" if which == "end" else "season")
    if length > 366:
        count = last.year - first.year + 1
        start, stop = {"early": (0, 0.4), "mid": (0.4, 0.7), "late": (0.7, 1), "end": (0.9, 1)}[which]
        return years(first.year + round(start * count), first.year + round(stop * count) - 1)
    third = length // 3
    low, high = {"early": (0, third), "mid": (third, 2 * third)}.get(which, (2 * third, length))
    return Period(first + timedelta(days=low), first + timedelta(days=high - 1), "month")


def fraction(period: Period, number: int, of: int) -> Period:
    """The `number`-th of `of` equal parts (halves, quarters) of a year or decade, counted from 1."""
    first, last = period.first, period.last
    if first is None or last is None or not 1 <= number <= of:
        return period
    if last.year == first.year:
        size = 12 // of
        return months(first.year, size * (number - 1) + 1, size * number, "season")
    size = (last.year - first.year + 1) // of
    return years(first.year + size * (number - 1), first.year + size * number - 1)


def nth(period: Period, unit: str, number: int) -> Period:
    """The `number`-th day or week of a period from its first day, the last one for -1; other units leave it whole."""
    first, last = period.first, period.last
    if first is None or last is None or unit not in ("day", "week"):
        return period
    length = 1 if unit == "day" else 7
    start = first + timedelta(days=length * (number - 1)) if number > 0 else last - timedelta(days=length - 1)
    end = start + timedelta(days=length - 1)
    return Period(start, end, "day" if unit == "day" else "week") if first <= start and end <= last else period
