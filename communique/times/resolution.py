"""Resolving one expression: each rule of the vocabulary has its function in `absolute` or `relative`."""

from __future__ import annotations

from collections.abc import Callable

from communique.times import absolute, relative
from communique.times.context import Context
from communique.times.expressions import Expression
from communique.times.periods import Period


def resolve(expression: Expression, context: Context) -> Period | None:
    """The period that the expression means; None if it is none."""
    try:
        return _RULES[expression.rule](expression, context)
    except (OverflowError, ValueError):  # 31 June, or a year outside the calendar
        return None


_RULES: dict[str, Callable[[Expression, Context], Period | None]] = {
    "numeric": absolute.numeric,
    "event": absolute.event,
    "month_days": absolute.month_days,
    "days_month": absolute.month_days,
    "month_day": absolute.month_day,
    "day_month": absolute.month_day,
    "month_year": absolute.month_year,
    "weekday_week": relative.weekday_week,
    "weekday": relative.weekday,
    "daypart": relative.daypart,
    "deictic": relative.deictic,
    "portion": absolute.portion,
    "quarter": absolute.quarter,
    "season": absolute.season,
    "weekend": relative.weekend,
    "window": relative.window,
    "lapse": relative.lapse,
    "ago": relative.ago,
    "shift": relative.shift,
    "decade": absolute.decade,
    "years": absolute.years,
    "year": absolute.year,
    "month": absolute.month,
    "duration": relative.duration,
    "then": relative.then,
    "clock": relative.clock,
}
