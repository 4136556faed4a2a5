"""Days and weeks: which time a chart shows, its slots, the lines of its axis."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from communique.charts.timeline import Timeline, fit

REPORTS = (date(2024, 1, 1), date(2024, 3, 31))


def test_weeks_begin_on_monday() -> None:
    t = Timeline(date(2024, 2, 7), date(2024, 2, 20), "week")
    assert t.slots == [date(2024, 2, 5), date(2024, 2, 12), date(2024, 2, 19)]
    assert t.end == date(2024, 2, 26)
    assert t.bounds(date(2024, 2, 5)) == (date(2024, 2, 7), date(2024, 2, 11))
    assert t.told(date(2024, 2, 19)) == "19 Feb 2024 to 20 Feb 2024"


def test_the_time_is_that_of_the_reports() -> None:
    days = [date(1931, 5, 1), date(2024, 2, 5), date(2024, 2, 14), date(2031, 1, 1)]
    assert fit(days, reports=REPORTS) == (date(2024, 2, 5), date(2024, 2, 14), "day")
    assert fit(days, reports=REPORTS, since=date(1930, 1, 1)) == (date(1930, 1, 1), date(2024, 2, 14), "week")
    assert fit(days[:1], reports=REPORTS) == (date(1931, 5, 1), date(1931, 5, 1), "day")
    assert fit(days[1:3], until=date(2024, 2, 20), grain="week") == (date(2024, 2, 5), date(2024, 2, 20), "week")
    assert fit([], since=date(2024, 2, 1), until=date(2024, 2, 3)) == (date(2024, 2, 1), date(2024, 2, 3), "day")
    assert fit([], reports=REPORTS) is None
    assert fit([], since=date(2024, 2, 3), until=date(2024, 2, 1)) is None


def test_over_two_years_it_is_weeks() -> None:
    first = date(2022, 1, 1)
    assert fit([], since=first, until=date(2024, 1, 2)) == (first, date(2024, 1, 2), "day")
    assert fit([], since=first, until=date(2024, 1, 3)) == (first, date(2024, 1, 3), "week")


@pytest.mark.parametrize(
    ("days", "kind", "some"),
    [
        (1, "day", date(2024, 2, 5)),
        (14, "day", date(2024, 2, 18)),
        (15, "week", date(2024, 2, 12)),
        (112, "month", date(2024, 3, 1)),
        (730, "month", date(2024, 4, 1)),
        (3000, "year", date(2027, 1, 1)),
        (30000, "year", date(2100, 1, 1)),
    ],
)
def test_the_axis_has_few_lines(days: int, kind: str, some: date) -> None:
    first = date(2024, 2, 5)
    t = fit([], since=first, until=first + timedelta(days=days - 1))
    assert t is not None
    ticks = t.ticks()
    assert ticks.kind == kind
    assert some in ticks.days or days == 30000
    assert len(ticks.days) <= 21
    assert all(first <= d < t.end for d in ticks.days)
