"""The tables of the times room, and the calendar that they rest on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.times import periods, resolution
from communique.times.named import NamedDate, named_dates
from communique.times.periods import Period
from communique.times.vocabulary import vocabulary


def named(words: str) -> NamedDate:
    """The named date of these words."""
    key = tuple(words.split())
    return next(what for name, what in named_dates()[key[0]] if name == key)


def test_every_rule_has_its_function() -> None:
    assert set(vocabulary().pattern.groupindex) == set(resolution._RULES)


def test_symbols_have_one_character_each() -> None:
    chars = vocabulary().chars
    assert len(set(chars.values())) == len(chars)


def test_dated_events_run_forward() -> None:
    editions = [p for rows in named_dates().values() for _, what in rows for p in what.editions]
    assert len(editions) > 100
    assert all(p.first and p.last and p.first <= p.last for p in editions)


@pytest.mark.parametrize(
    ("words", "year", "first"),
    [
        ("easter", 2022, date(2022, 4, 17)),
        ("good friday", 2008, date(2008, 3, 21)),
        ("thanksgiving", 2021, date(2021, 11, 25)),
        ("memorial day", 2022, date(2022, 5, 30)),
        ("christmas eve", 2010, date(2010, 12, 24)),
        ("winter olympics", 2022, date(2022, 2, 4)),
    ],
)
def test_named_days_of_a_year(words: str, year: int, first: date) -> None:
    period = named(words).in_year(year)
    assert period is not None
    assert period.first == first


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("ramadan", date(2022, 4, 2)),
        ("ramadan", date(2010, 8, 11)),
        ("eid al - adha", date(2006, 1, 10)),
        ("eid al - adha", date(2006, 12, 31)),
        ("ashura", date(2009, 12, 27)),
    ],
)
def test_feasts_of_the_moon_hold_the_day_that_was_kept(words: str, seen: date) -> None:
    assert any(p.first and p.last and p.first <= seen <= p.last for p in named(words).near(seen))


@pytest.mark.parametrize(
    ("period", "which", "expected"),
    [
        (periods.year(2021), "late", (date(2021, 10, 1), date(2021, 12, 31))),
        (periods.year(2021), "early", (date(2021, 1, 1), date(2021, 4, 30))),
        (periods.month(2020, 2), "late", (date(2020, 2, 21), date(2020, 2, 29))),
        (periods.years(1990, 1999), "early", (date(1990, 1, 1), date(1993, 12, 31))),
        (periods.season(2020, "winter"), "end", (date(2021, 1, 30), date(2021, 2, 28))),
        (periods.day(date(2022, 2, 14)), "late", (date(2022, 2, 14), date(2022, 2, 14))),
    ],
)
def test_parts_of_periods(period: Period, which: str, expected: tuple[date, date]) -> None:
    part = periods.part(period, which)
    assert (part.first, part.last) == expected


def test_shifting_cuts_late_days_and_stays_in_the_calendar() -> None:
    assert periods.shift(date(2020, 3, 31), "month", -1) == date(2020, 2, 29)
    with pytest.raises(OverflowError):
        periods.shift(date(2020, 1, 1), "century", -21)


@given(
    st.dates(date(200, 1, 1), date(3000, 1, 1)), st.sampled_from(["day", "week", "month", "quarter", "year", "decade"])
)
def test_a_unit_holds_its_day(day: date, unit: str) -> None:
    period = periods.around(day, unit)
    assert period.first is not None
    assert period.last is not None
    assert period.first <= day <= period.last
