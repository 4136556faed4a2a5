"""Rules for times counted from the day of publication, or from what the text named last.

Each function takes an expression and the context and returns the period meant, one with unknown ends where the text
doesn't tell, or None where the words are no time after all.
"""

from __future__ import annotations

from datetime import date, timedelta

from communique.times import periods
from communique.times.context import PRECISION, Context, edge, placing, shifted, unknown
from communique.times.expressions import Expression
from communique.times.periods import Period

_INSIDE = ("in", "over", "for", "within", "between")


def weekday_week(e: Expression, c: Context) -> Period | None:
    """Words like "Tuesday of next week"."""
    base = shifted(placing(e), e.word("unit") or "", c)
    if e.word("unit") != "week" or base.first is None:
        return unknown("day") if e.word("unit") == "week" else None
    monday = base.first - timedelta(days=base.first.weekday())
    return periods.day(monday + timedelta(days=e.number("weekday")))


def weekday(e: Expression, c: Context) -> Period | None:
    """A weekday: the last one or the day of publication itself, the next one where the clause looks ahead."""
    if c.published is None:
        return unknown("day")
    back = (c.published.weekday() - e.number("weekday")) % 7
    on = (e.number("weekday") - c.published.weekday()) % 7
    which = placing(e)
    ahead = c.direction == "future" or c.relation in ("until", "ahead") or (c.ahead and c.relation == "by")
    if which in ("last", "past", "previous"):
        return periods.day(c.published - timedelta(days=back or 7))
    if which in ("next", "coming", "following"):
        return periods.day(c.published + timedelta(days=on or 7))
    if ahead:
        return periods.day(c.published + timedelta(days=on))
    return periods.day(c.published - timedelta(days=back))


def daypart(e: Expression, c: Context) -> Period | None:
    """Words like "this morning", "last night"."""
    if c.published is None:
        return unknown("day")
    return periods.day(c.published - timedelta(days=1 if "last" in e.values else 0))


def deictic(e: Expression, c: Context) -> Period | None:
    """Words like "today", "the day before yesterday"."""
    if c.published is None:
        return unknown("day")
    beyond = e.number("before") + e.number("after")
    return periods.day(c.published + timedelta(days=e.number("deictic") + beyond))


def weekend(e: Expression, c: Context) -> Period | None:
    """A weekend: the last or present one, the next one where the clause looks ahead."""
    if c.published is None:
        return unknown("day")
    which = placing(e)
    saturday = c.published - timedelta(days=(c.published.weekday() - 5) % 7)
    inside = c.published.weekday() >= 5
    if which in ("next", "coming", "following") or (not inside and c.direction == "future"):
        saturday += timedelta(days=7)
    elif which in ("last", "past", "previous") and inside:
        saturday -= timedelta(days=7)
    return Period(saturday, saturday + timedelta(days=1), "day")


def window(e: Expression, c: Context) -> Period | None:
    """Stretches that touch the day of publication: "the past two weeks", "the coming days"."""
    unit = e.word("unit") or "day"
    precision = PRECISION[unit]
    if c.published is None:
        return unknown(precision)
    which, count = placing(e), _count(e)
    if which == "recent" and count is None:
        count = 7 if unit == "day" else None
    if which in ("next", "coming", "following"):
        return Period(c.published, periods.shift(c.published, unit, count) if count else None, precision)
    return Period(periods.shift(c.published, unit, -count) if count else None, c.published, precision)


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


def ago(e: Expression, c: Context) -> Period | None:
    """A point so long before publication."""
    unit = e.word("unit") or "day"
    if c.published is None:
        return unknown(PRECISION[unit])
    if "half" in e.values:
        return _point(periods.shift(c.published, "month", -6), "month") if unit == "year" else None
    count = _count(e)
    if count is None:
        return Period(None, c.published, PRECISION[unit])
    return _point(periods.shift(c.published, unit, -count), unit)


def _point(day: date, unit: str) -> Period:
    """The stretch meant by a point so many units away: the day, the week round it, the month, the year."""
    if unit in ("week", "fortnight"):
        return Period(day - timedelta(days=3), day + timedelta(days=3), "week")
    return periods.around(day, "year" if unit in ("decade", "century") else unit)


def lapse(e: Expression, c: Context) -> Period | None:
    """A point so long before or after what was named last: "two days later"."""
    unit, count = e.word("unit") or "day", _count(e)
    if c.latest is None or c.latest.first is None or count is None:
        return unknown(PRECISION[unit])
    finer = (
        ("day", "week", "month", "season", "year").index(c.latest.precision) if c.latest.precision != "unknown" else 9
    )
    if finer > ("day", "week", "month", "season", "year").index(PRECISION[unit]):
        return unknown(PRECISION[unit])
    return _point(periods.shift(c.latest.first, unit, count * e.number("lead")), unit)


def shift(e: Expression, c: Context) -> Period | None:
    """The last, this or next unit: "last year", "earlier this month", "that day"."""
    unit, which = e.word("unit") or "day", placing(e)
    if unit == "day" and which == "last":
        return None
    if which in ("last", "past") and (which == "past" or ("the" in e.slots and c.relation in _INSIDE)):
        if c.published is None:
            return unknown(PRECISION[unit])
        return Period(periods.shift(c.published, unit, -1), c.published, PRECISION[unit])
    if which == "coming" and unit != "day" and "the" in e.slots and c.published is not None:
        return Period(c.published, periods.shift(c.published, unit, 1), PRECISION[unit])
    anchored = which in ("that", "previous", "following") or (which == "next" and ("the" in e.slots or unit == "day"))
    if anchored:
        return _anchored(which, unit, c)
    if "lead" in e.values and which == "this":
        base = shifted(which, unit, c, whole=True)
        later = e.number("lead") > 0
        if base.first is None or c.published is None:
            return base
        return Period(c.published if later else base.first, base.last if later else c.published, base.precision)
    return edge(e, shifted(which, unit, c, whole="part" in e.values))


def _anchored(which: str, unit: str, c: Context) -> Period | None:
    """ "that year", "the following day": counted from what the text named last."""
    explicit = c.explicit if unit in ("year", "decade", "century", "month") else None
    anchor = explicit or c.latest
    if anchor is None or anchor.first is None or anchor.last is None:
        return unknown(PRECISION[unit])
    if unit in ("hour", "day", "week") and anchor.precision not in ("day", "week"):
        return unknown(PRECISION[unit])
    step = {"that": 0, "previous": -1, "following": 1, "next": 1}[which]
    return periods.around(periods.shift(anchor.last if step > 0 else anchor.first, unit, step), unit)


def duration(e: Expression, c: Context) -> Period | None:
    """Lengths of time count only where they are measured from the day of publication."""
    unit, count = e.word("unit") or "day", _count(e)
    precision = PRECISION[unit]
    within = c.relation == "within" and c.direction != "past"
    coming = c.relation == "in" and c.direction == "future"
    lasting = c.relation == "for" and c.perfect
    if not (within or coming or lasting):
        return None
    if c.published is None or not count:
        return unknown(precision)
    if lasting:
        return Period(periods.shift(c.published, unit, -count), c.published, precision)
    end = periods.shift(c.published, unit, count) if unit != "hour" else c.published + timedelta(days=-(-count // 24))
    return Period(c.published, end, precision) if within else _point(end, unit)


def then(e: Expression, c: Context) -> Period | None:
    """Words like "since then"."""
    return c.latest if c.relation in ("since", "until", "by", "before") else None


def clock(e: Expression, c: Context) -> Period | None:
    """A time by the clock: the day named last."""
    if c.latest is not None and c.latest.precision == "day" and c.latest.first == c.latest.last:
        return c.latest
    return unknown("day")
