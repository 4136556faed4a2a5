"""Resolving one expression to a period of the calendar.

Each rule of the vocabulary has its function here: it takes the expression and the context and returns the period meant,
one with unknown ends where the text doesn't tell, or None where the words are no time after all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import msgspec

from communique.record import Precision
from communique.times import periods
from communique.times.expressions import Expression
from communique.times.orientation import Direction
from communique.times.periods import Period

_SOON = timedelta(days=45)
_NEAR = timedelta(days=92)
_FAR = timedelta(days=3 * 366)
_AT = timedelta(days=60)
_INSIDE = ("in", "over", "for", "within", "between")
_AHEAD = ("ahead", "until", "by", "before")
_UNIT_PRECISION: dict[str, Precision] = {
    "hour": "day", "day": "day", "week": "week", "fortnight": "week", "month": "month", "quarter": "season",
    "year": "year", "decade": "year", "century": "year",
}  # fmt: skip


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


def resolve(expression: Expression, context: Context) -> Period | None:
    """The period that the expression means; None if it is none."""
    try:
        return _RULES[expression.rule](expression, context)
    except (OverflowError, ValueError):  # 31 June, or a year outside the calendar
        return None


def _unknown(precision: Precision) -> Period:
    return Period(None, None, precision)


def _numeric(e: Expression, c: Context) -> Period | None:
    return periods.day(e.figures) if e.figures else None


def _event(e: Expression, c: Context) -> Period | None:
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
        return _unknown("day")
    reach = _AT if c.relation == "at" else _FAR
    near = [p for p in named.near(c.published) if _distance(p, c.published) <= reach]
    which = _which(e)
    if which == "next" or (c.ahead and which != "last"):
        near = [p for p in near if p.last and p.last >= c.published] or near
        return min(near, key=lambda p: _distance(p, c.published), default=None)
    if which == "last":
        near = [p for p in near if p.last and p.last < c.published]
    return min(near, key=lambda p: _distance(p, c.published), default=None)


def _distance(period: Period, day: date | None) -> timedelta:
    if day is None or period.first is None or period.last is None:
        return timedelta.max
    return max(period.first - day, day - period.last, timedelta(0))


def _which(e: Expression) -> str:
    """The determiner that places a unit: last, past, previous, next, coming, following, this, that, or empty."""
    for symbol in ("last", "next", "this", "that", "recent"):
        if symbol in e.values:
            return e.word(symbol) or "" if symbol in ("last", "next", "this") else symbol
    return ""


def _fit(candidates: Iterable[Period], c: Context) -> Period:
    """Of periods in different years the one that the context means; they are in order."""
    periods_ = [p for p in candidates if p.first and p.last]
    published = c.published
    if published is None or not periods_:
        return _unknown(periods_[0].precision if periods_ else "day")
    past = [p for p in periods_ if p.first and p.first <= published]
    coming = [p for p in periods_ if p.last and p.last >= published]
    if c.ahead and coming:
        return coming[0]
    nearest = min(periods_, key=lambda p: _distance(p, published))
    if not past or _distance(nearest, published) <= (_SOON if c.direction == "past" else _NEAR):
        return nearest
    return past[-1]


def _around_years(c: Context) -> range:
    year = c.published.year if c.published else 2000
    return range(year - 1, year + 2)


def _days(year: int, month: int, first: int, last: int) -> Period:
    return Period(date(year, month, first), date(year, month, last), "day")


def _month_days(e: Expression, c: Context) -> Period | None:
    month, (first, last) = e.number("month"), [int(d) for d in e.values["daynum"]]
    if first >= last:
        return None
    if "year" in e.values:
        return _days(e.number("year"), month, first, last)
    return _fit((_days(y, month, first, last) for y in _around_years(c)), c)


def _month_day(e: Expression, c: Context) -> Period | None:
    month, number = e.number("month"), e.number("daynum")
    if "year" in e.values:
        return periods.day(date(e.number("year"), month, number))
    leap = (month, number) == (2, 29)
    years = [y for y in _around_years(c) if not leap or y % 4 == 0]
    candidates = [periods.day(date(y, month, number)) for y in years]
    if "weekday" in e.values:
        candidates = [p for p in candidates if p.first and p.first.weekday() == e.number("weekday")] or candidates
    return _fit(candidates, c)


def _month_year(e: Expression, c: Context) -> Period | None:
    if "year" in e.values:
        period = periods.month(e.number("year"), e.number("month"))
    elif e.word("unit") == "year" and c.published:
        base = _shifted(_which(e), "year", c)
        if base.first is None:
            return _unknown("month")
        period = periods.month(base.first.year, e.number("month"))
    else:
        return _unknown("month")
    return _edge(e, period)


def _edge(e: Expression, period: Period) -> Period:
    part = e.word("part")
    return periods.part(period, part) if part else period


def _weekday_week(e: Expression, c: Context) -> Period | None:
    base = _shifted(_which(e), e.word("unit") or "", c)
    if e.word("unit") != "week" or base.first is None:
        return _unknown("day") if e.word("unit") == "week" else None
    monday = base.first - timedelta(days=base.first.weekday())
    return periods.day(monday + timedelta(days=e.number("weekday")))


def _weekday(e: Expression, c: Context) -> Period | None:
    if c.published is None:
        return _unknown("day")
    back = (c.published.weekday() - e.number("weekday")) % 7
    on = (e.number("weekday") - c.published.weekday()) % 7
    which = _which(e)
    ahead = c.direction == "future" or c.relation in ("until", "ahead") or (c.ahead and c.relation == "by")
    if which in ("last", "past", "previous"):
        return periods.day(c.published - timedelta(days=back or 7))
    if which in ("next", "coming", "following"):
        return periods.day(c.published + timedelta(days=on or 7))
    if ahead:
        return periods.day(c.published + timedelta(days=on))
    return periods.day(c.published - timedelta(days=back))


def _daypart(e: Expression, c: Context) -> Period | None:
    if c.published is None:
        return _unknown("day")
    return periods.day(c.published - timedelta(days=1 if "last" in e.values else 0))


def _deictic(e: Expression, c: Context) -> Period | None:
    if c.published is None:
        return _unknown("day")
    beyond = e.number("before") + e.number("after")
    return periods.day(c.published + timedelta(days=e.number("deictic") + beyond))


def _portion(e: Expression, c: Context) -> Period | None:
    which = _which(e)
    units = [str(u) for u in e.values.get("unit", ())]
    if "decade" in e.values:
        base = _decade_years(e.number("decade"))
    elif "month" in e.values:
        base = _month_year(e, c) if "year" in e.values else _month(e, c)  # type: ignore[assignment]
    elif "year" in e.values:
        base = periods.year(e.number("year"))
    elif units and units[-1] in ("week", "month", "year", "decade", "century"):
        base = _shifted("this" if which == "last" and "half" in e.values else which or "this", units[-1], c, whole=True)
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


def _decade_years(value: int) -> Period:
    return periods.years(value, value + 9)


def _quarter(e: Expression, c: Context) -> Period | None:
    if e.word("unit") != "quarter" or not 1 <= e.number("ordinal") <= 4:
        return None
    return _fit((periods.quarter(y, e.number("ordinal")) for y in _around_years(c)), c)


def _season(e: Expression, c: Context) -> Period | None:
    name = e.word("season") or ""
    if "year" in e.values:
        return _edge(e, periods.season(e.number("year"), name))
    if c.published is None:
        return _unknown("season")
    which = _which(e)
    if "unit" in e.values:
        base = _shifted(which, "year", c)
        return _edge(e, periods.season(base.first.year, name)) if base.first else _unknown("season")
    seasons = [periods.season(y, name) for y in range(c.published.year - 2, c.published.year + 3)]
    if which in ("last", "past", "previous"):
        return _edge(e, [p for p in seasons if p.last and p.last < c.published][-1])
    if which in ("next", "coming", "following"):
        return _edge(e, next(p for p in seasons if p.first and p.first > c.published))
    if not which and ("the" not in e.values and c.relation not in ("in", "since", "by", "until", "over")):
        return None
    if which == "this" and c.direction != "future":
        return _edge(e, min(seasons, key=lambda p: _distance(p, c.published)))
    return _edge(e, _fit(seasons, c))


def _weekend(e: Expression, c: Context) -> Period | None:
    if c.published is None:
        return _unknown("day")
    which = _which(e)
    saturday = c.published - timedelta(days=(c.published.weekday() - 5) % 7)
    inside = c.published.weekday() >= 5
    if which in ("next", "coming", "following") or (not inside and c.direction == "future"):
        saturday += timedelta(days=7)
    elif which in ("last", "past", "previous") and inside:
        saturday -= timedelta(days=7)
    return Period(saturday, saturday + timedelta(days=1), "day")


def _count(e: Expression) -> int | None:
    """How many; None where the words don't say."""
    if "half" in e.values:
        return None
    if "vague" in e.values:
        return e.number("vague") or None
    numbers = [int(n) for i, n in sorted(
        (i, n) for s in ("number", "daynum", "a") for i, n in zip(e.slots.get(s, ()), e.values.get(s, ()), strict=True)
    )]  # fmt: skip
    if not numbers:
        return None
    if len(numbers) > 1 and numbers[0] >= 20 and numbers[0] % 10 == 0 and numbers[1] < 10:
        return numbers[0] + numbers[1]
    return numbers[-1]


def _window(e: Expression, c: Context) -> Period | None:
    unit = e.word("unit") or "day"
    precision = _UNIT_PRECISION[unit]
    if c.published is None:
        return _unknown(precision)
    which, count = _which(e), _count(e)
    if which == "recent" and count is None:
        count = 7 if unit == "day" else None
    if which in ("next", "coming", "following"):
        return Period(c.published, periods.shift(c.published, unit, count) if count else None, precision)
    return Period(periods.shift(c.published, unit, -count) if count else None, c.published, precision)


def _point(day: date, unit: str) -> Period:
    """The stretch meant by a point so many units away: the day, the week round it, the month, the year."""
    if unit in ("week", "fortnight"):
        return Period(day - timedelta(days=3), day + timedelta(days=3), "week")
    return periods.around(day, "year" if unit in ("decade", "century") else unit)


def _ago(e: Expression, c: Context) -> Period | None:
    unit = e.word("unit") or "day"
    if c.published is None:
        return _unknown(_UNIT_PRECISION[unit])
    if "half" in e.values:
        return _point(periods.shift(c.published, "month", -6), "month") if unit == "year" else None
    count = _count(e)
    if count is None:
        return Period(None, c.published, _UNIT_PRECISION[unit])
    return _point(periods.shift(c.published, unit, -count), unit)


def _lapse(e: Expression, c: Context) -> Period | None:
    unit, count = e.word("unit") or "day", _count(e)
    if c.latest is None or c.latest.first is None or count is None:
        return _unknown(_UNIT_PRECISION[unit])
    finer = (
        ("day", "week", "month", "season", "year").index(c.latest.precision) if c.latest.precision != "unknown" else 9
    )
    if finer > ("day", "week", "month", "season", "year").index(_UNIT_PRECISION[unit]):
        return _unknown(_UNIT_PRECISION[unit])
    return _point(periods.shift(c.latest.first, unit, count * e.number("lead")), unit)


def _shift(e: Expression, c: Context) -> Period | None:
    unit, which = e.word("unit") or "day", _which(e)
    if unit == "day" and which == "last":
        return None
    if which in ("last", "past") and (which == "past" or ("the" in e.slots and c.relation in _INSIDE)):
        if c.published is None:
            return _unknown(_UNIT_PRECISION[unit])
        return Period(periods.shift(c.published, unit, -1), c.published, _UNIT_PRECISION[unit])
    if which == "coming" and unit != "day" and "the" in e.slots and c.published is not None:
        return Period(c.published, periods.shift(c.published, unit, 1), _UNIT_PRECISION[unit])
    anchored = which in ("that", "previous", "following") or (which == "next" and ("the" in e.slots or unit == "day"))
    if anchored:
        return _anchored(which, unit, c)
    if "lead" in e.values and which == "this":
        base = _shifted(which, unit, c, whole=True)
        later = e.number("lead") > 0
        if base.first is None or c.published is None:
            return base
        return Period(c.published if later else base.first, base.last if later else c.published, base.precision)
    return _edge(e, _shifted(which, unit, c, whole="part" in e.values))


def _anchored(which: str, unit: str, c: Context) -> Period | None:
    """ "that year", "the following day": counted from what the text named last."""
    explicit = c.explicit if unit in ("year", "decade", "century", "month") else None
    anchor = explicit or c.latest
    if anchor is None or anchor.first is None or anchor.last is None:
        return _unknown(_UNIT_PRECISION[unit])
    if unit in ("hour", "day", "week") and anchor.precision not in ("day", "week"):
        return _unknown(_UNIT_PRECISION[unit])
    step = {"that": 0, "previous": -1, "following": 1, "next": 1}[which]
    return periods.around(periods.shift(anchor.last if step > 0 else anchor.first, unit, step), unit)


def _shifted(which: str, unit: str, c: Context, *, whole: bool = False) -> Period:
    """The last, this or next calendar unit; the present one is cut at the day of publication in the past."""
    published = c.published
    if published is None or unit in ("hour",):
        return _unknown(_UNIT_PRECISION[unit])
    step = -1 if which in ("last", "past", "previous") else 1 if which in ("next", "coming", "following") else 0
    if step == -1 and unit == "week" and published.weekday() == 6:
        # on a Sunday the week that has just gone by is the last one
        return Period(published - timedelta(days=7), published - timedelta(days=1), "week")
    period = periods.around(periods.shift(published, unit, step), unit)
    if step == 0 and not whole and period.first != period.last and c.direction == "past":
        return Period(period.first, published, period.precision)
    return period


def _decade(e: Expression, c: Context) -> Period | None:
    return _edge(e, _decade_years(e.number("decade")))


def _years(e: Expression, c: Context) -> Period | None:
    first, *rest = [int(y) for y in e.values["year"]]
    last = rest[0] if rest else first // 100 * 100 + (e.number("number") or e.number("daynum"))
    return periods.years(first, last) if first < last <= first + 200 else None


def _year(e: Expression, c: Context) -> Period | None:
    if "unit" in e.values and e.word("unit") != "year":
        return None
    return _edge(e, periods.year(e.number("year")))


def _month(e: Expression, c: Context) -> Period | None:
    if c.published is None:
        return _unknown("month")
    number, which = e.number("month"), _which(e)
    months = [periods.month(y, number) for y in range(c.published.year - 2, c.published.year + 3)]
    if which in ("last", "past", "previous"):
        return _edge(e, [p for p in months if p.last and p.last < c.published][-1])
    if which in ("next", "coming", "following"):
        return _edge(e, next(p for p in months if p.first and p.first > c.published))
    if which == "that":
        year = c.explicit or c.latest
        return _edge(e, periods.month(year.first.year, number)) if year and year.first else _unknown("month")
    if which == "this":
        return _edge(e, periods.month(c.published.year, number))
    return _edge(e, _fit(months, c))


def _duration(e: Expression, c: Context) -> Period | None:
    """Lengths of time count only where they are measured from the day of publication."""
    unit, count = e.word("unit") or "day", _count(e)
    precision = _UNIT_PRECISION[unit]
    within = c.relation == "within" and c.direction != "past"
    coming = c.relation == "in" and c.direction == "future"
    lasting = c.relation == "for" and c.perfect
    if not (within or coming or lasting):
        return None
    if c.published is None or not count:
        return _unknown(precision)
    if lasting:
        return Period(periods.shift(c.published, unit, -count), c.published, precision)
    end = periods.shift(c.published, unit, count) if unit != "hour" else c.published + timedelta(days=-(-count // 24))
    return Period(c.published, end, precision) if within else _point(end, unit)


def _then(e: Expression, c: Context) -> Period | None:
    return c.latest if c.relation in ("since", "until", "by", "before") else None


def _clock(e: Expression, c: Context) -> Period | None:
    if c.latest is not None and c.latest.precision == "day" and c.latest.first == c.latest.last:
        return c.latest
    return _unknown("day")


_RULES: dict[str, Callable[[Expression, Context], Period | None]] = {
    "numeric": _numeric,
    "event": _event,
    "month_days": _month_days,
    "days_month": _month_days,
    "month_day": _month_day,
    "day_month": _month_day,
    "month_year": _month_year,
    "weekday_week": _weekday_week,
    "weekday": _weekday,
    "daypart": _daypart,
    "deictic": _deictic,
    "portion": _portion,
    "quarter": _quarter,
    "season": _season,
    "weekend": _weekend,
    "window": _window,
    "lapse": _lapse,
    "ago": _ago,
    "shift": _shift,
    "decade": _decade,
    "years": _years,
    "year": _year,
    "month": _month,
    "duration": _duration,
    "then": _then,
    "clock": _clock,
}
