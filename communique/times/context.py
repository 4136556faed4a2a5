"""What an expression is resolved against, and the choices that several rules share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from communique.record import Precision
from communique.times import periods
from communique.times.expressions import Expression
from communique.times.orientation import Direction
from communique.times.periods import Period

PRECISION: dict[str, Precision] = {
    "hour": "day", "day": "day", "week": "week", "fortnight": "week", "month": "month", "quarter": "season",
    "year": "year", "decade": "year", "century": "year",
}  # fmt: skip
_SOON = timedelta(days=45)
_NEAR = timedelta(days=92)
_RECENT = timedelta(days=60)
_AHEAD = ("ahead", "until", "by", "before")


class Context(msgspec.Struct, frozen=True):
    """What an expression is resolved against.

    `explicit`: the last period that the text gave with its year; `latest`: the last period of any kind, by mention.
    """

    published: date | None
    direction: Direction
    relation: str
    perfect: bool
    explicit: Period | None
    latest: Period | None

    @property
    def ahead(self) -> bool:
        """Whether the words look ahead, by the clause or by the preposition."""
        return self.direction == "future" or (self.direction == "unknown" and self.relation in _AHEAD)


def unknown(precision: Precision) -> Period:
    return Period(None, None, precision)


def placing(e: Expression) -> str:
    """The determiner that places a unit: last, past, previous, next, coming, following, this, that, or empty."""
    for symbol in ("last", "next", "this", "that", "recent"):
        if symbol in e.values:
            return e.word(symbol) or "" if symbol in ("last", "next", "this") else symbol
    return ""


def edge(e: Expression, period: Period) -> Period:
    part = e.word("part")
    return periods.part(period, part) if part else period


def fit(candidates: Iterable[Period], c: Context) -> Period:
    """Of periods in different years the one that the context means; they are in order."""
    periods_ = [p for p in candidates if p.first and p.last]
    published = c.published
    if published is None or not periods_:
        return unknown(periods_[0].precision if periods_ else "day")
    past = [p for p in periods_ if p.first and p.first <= published]
    coming = [p for p in periods_ if p.last and p.last >= published]
    if c.ahead and coming:
        return coming[0]
    told = c.explicit if c.explicit is c.latest else None
    recent = bool(past) and distance(past[-1], published) <= _RECENT
    if (
        told
        and told.first
        and told.precision in ("day", "month")
        and not recent
        and told.first.year < published.year - 1
    ):
        return _in_year(periods_[0], told.first.year)
    nearest = min(periods_, key=lambda p: distance(p, published))
    if not past or distance(nearest, published) <= (_SOON if c.direction == "past" else _NEAR):
        return nearest
    return past[-1]


def _in_year(period: Period, year: int) -> Period:
    """The same days of another year: what follows a date of long ago is told of its year."""
    first, last = period.first, period.last
    if first is None or last is None or first.year != last.year:
        return period
    if first.day == 1 and period.precision == "month":
        return periods.month(year, first.month)
    return Period(first.replace(year=year), last.replace(year=year), period.precision)


def around_years(c: Context) -> range:
    year = c.published.year if c.published else 2000
    return range(year - 1, year + 2)


def distance(period: Period, day: date | None) -> timedelta:
    if day is None or period.first is None or period.last is None:
        return timedelta.max
    return max(period.first - day, day - period.last, timedelta(0))


def shifted(which: str, unit: str, c: Context, *, whole: bool = False) -> Period:
    """The last, this or next calendar unit; the present one is cut at the day of publication in the past."""
    published = c.published
    if published is None or unit in ("hour",):
        return unknown(PRECISION[unit])
    step = -1 if which in ("last", "past", "previous") else 1 if which in ("next", "coming", "following") else 0
    if step == -1 and unit == "week" and published.weekday() == 6:
        # on a Sunday the week that has just gone by is the last one
        return Period(published - timedelta(days=7), published - timedelta(days=1), "week")
    period = periods.around(periods.shift(published, unit, step), unit)
    if step == 0 and not whole and period.first != period.last and c.direction == "past":
        return Period(period.first, published, period.precision)
    return period
