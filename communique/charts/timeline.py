"""Days or weeks, one after the other, as every chart lays them out.

Timeline(date(2022, 2, 1), date(2022, 2, 3), "day").slots -> [date(2022, 2, 1), date(2022, 2, 2), date(2022, 2, 3)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

Grain = Literal["day", "week"]
LONGEST = 731  # days; beyond two years a bar for a day would be thinner than a pixel
DAY = timedelta(days=1)


class Ticks(NamedTuple):
    """Where an axis has lines, and what begins there."""

    kind: Literal["day", "week", "month", "year"]
    days: list[date]


class Timeline(NamedTuple):
    """From the first to the last day, both in it; weeks begin on Monday, so the first may begin earlier."""

    first: date
    last: date
    grain: Grain

    @property
    def step(self) -> timedelta:
        """How long a slot is."""
        return timedelta(days=7 if self.grain == "week" else 1)

    @property
    def slots(self) -> list[date]:
        """The first day of every slot."""
        start = self.slot(self.first)
        return [start + n * self.step for n in range(self.size)]

    @property
    def size(self) -> int:
        """The number of slots."""
        return (self.last - self.slot(self.first)) // self.step + 1

    @property
    def only_weeks(self) -> bool:
        """Whether it is too long for days."""
        return (self.last - self.first).days > LONGEST

    @property
    def end(self) -> date:
        """The day after the last slot."""
        return self.slot(self.last) + self.step

    def slot(self, day: date) -> date:
        """The first day of the slot in which a day is."""
        return day - timedelta(days=day.weekday()) if self.grain == "week" else day

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last

    def bounds(self, slot: date) -> tuple[date, date]:
        """The first and last day of a slot, none outside the time."""
        return max(slot, self.first), min(slot + self.step - DAY, self.last)

    def told(self, slot: date) -> str:
        """ "14 Feb 2022", of a week "14 Feb 2022 to 20 Feb 2022"."""
        return told(*self.bounds(slot))

    def ticks(self) -> Ticks:
        """The lines of the axis: days, Mondays, months, quarters or years, about 20 at most."""
        start = self.slot(self.first)
        days = [start + n * DAY for n in range((self.end - start).days)]
        if len(days) <= 14:
            return Ticks("day" if self.grain == "day" else "week", days if self.grain == "day" else self.slots)
        if len(days) <= 70:
            return Ticks("week", [d for d in days if d.weekday() == 0])
        months = [d for d in days if d.day == 1]
        if len(months) <= 14:
            return Ticks("month", months)
        if len(months) <= 48:
            return Ticks("month", [d for d in months if d.month in (1, 4, 7, 10)])
        apart = len(months) // 12 // 20 + 1
        return Ticks("year", [d for d in months if d.month == 1 and d.year % apart == 0])


def fit(
    days: Iterable[date],
    *,
    since: date | None = None,
    until: date | None = None,
    reports: tuple[date, date] | None = None,
    grain: Grain = "day",
) -> Timeline | None:
    """The time that a chart of these days shows; None where there is none.

    Without `since` and `until` it goes from the first to the last of the days that lie in the time of the `reports`: a
    war of a hundred years ago that an article mentions does not squeeze this year to a line. Over two years it is in
    weeks, whatever is asked.
    """
    known = sorted(days)
    inside = [d for d in known if reports is None or reports[0] <= d <= reports[1]] or known
    ends = [d for d in (since, *inside, until) if d]
    first, last = (since or ends[0], until or ends[-1]) if ends else (None, None)
    if first is None or last is None or last < first:
        return None
    time = Timeline(first, last, grain)
    return time._replace(grain="week") if time.only_weeks else time


def told(first: date, last: date) -> str:
    """ "14 Feb 2022", "14 Feb 2022 to 20 Feb 2022"."""
    return " to ".join(dict.fromkeys(f"{d.day} {d:%b %Y}" for d in (first, last)))


def dated(rows: Iterable[str | None]) -> Iterator[date]:
    """Days as the archive has them, without those that are not known."""
    return (date.fromisoformat(d) for d in rows if d)
