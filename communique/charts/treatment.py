"""How two parties treat each other over time, in numbers: what a pair's chart draws, tells and puts into a table.

of_pair(archive, 3, 8, direction="ab").columns -> (Column(start=2022-02-14, counts=(2, 0, 1, 0), feared=3), ...)

Only what happened or goes on counts. What is possible or conditional, feared or threatened, is kept apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from communique.archive import dyads, listing, profile
from communique.archive.dyads import Cell
from communique.archive.store import Archive
from communique.charts.table import Table, number, row
from communique.charts.timeline import Grain, Timeline, dated, fit, told

Direction = Literal["both", "ab", "ba"]
Measure = Literal["events", "score"]
Counts = tuple[float, float, float, float]  # of quad class 1 to 4
COUNTED, FEARED = ("happened", "ongoing"), ("possible", "conditional")
CLASSES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


class Column(NamedTuple):
    """A day or week on which there is something: counts or scores by quad class, and acts feared or threatened."""

    start: date
    counts: Counts
    feared: int


class Treatment(NamedTuple):
    """The numbers of a pair. `timeline` is None where nothing is dated; `outside` counts events off it or undated."""

    a: str
    b: str
    direction: Direction
    measure: Measure
    timeline: Timeline | None
    columns: tuple[Column, ...]
    outside: int

    @property
    def totals(self) -> Counts:
        """The sum of all columns by quad class."""
        one, two, three, four = (round(sum(c.counts[q] for c in self.columns), 1) for q in range(4))
        return one, two, three, four


def of_pair(
    archive: Archive,
    a: int,
    b: int,
    *,
    since: date | None = None,
    until: date | None = None,
    grain: Grain = "day",
    direction: Direction = "both",
    measure: Measure = "events",
) -> Treatment:
    """The numbers of two parties, given by number."""
    cells = dyads.between(archive, a, b, first=since, last=until)
    names = profile.party(archive, a).name, profile.party(archive, b).name
    reports = listing.period(archive)
    return treatment(
        cells, *names, reports, since=since, until=until, grain=grain, direction=direction, measure=measure
    )


def treatment(
    cells: Iterable[Cell],
    a: str,
    b: str,
    reports: tuple[date, date] | None,
    *,
    since: date | None = None,
    until: date | None = None,
    grain: Grain = "day",
    direction: Direction = "both",
    measure: Measure = "events",
) -> Treatment:
    """The same from a pair's cells; `reports` is the time in which articles were published.

    The time shown is that of both directions, so that a switch of direction moves no bar.
    """
    shown = [c for c in cells if c.status in (*COUNTED, *FEARED)]
    timeline = fit(dated(c.day for c in shown), since=since, until=until, reports=reports, grain=grain)
    sums: defaultdict[date, list[float]] = defaultdict(lambda: [0.0] * 4)
    feared: Counter[date] = Counter()
    outside = 0
    for cell in shown:
        if direction not in ("both", cell.direction):
            continue
        day = date.fromisoformat(cell.day) if cell.day else None
        if timeline is None or day is None or not timeline.holds(day):
            outside += cell.events if cell.status in COUNTED else 0
        elif cell.status in FEARED:
            feared[timeline.slot(day)] += cell.events
        else:
            value = cell.events if measure == "events" else cell.goldstein or 0.0
            sums[timeline.slot(day)][cell.quad - 1] += value
    columns = (Column(start, _counts(sums.get(start)), feared[start]) for start in sorted({*sums, *feared}))
    return Treatment(a, b, direction, measure, timeline, tuple(columns), outside)


def title(t: Treatment) -> str:
    """What the chart is of."""
    return f"{who(t)}: {'events' if t.measure == 'events' else 'scores of events'} a {unit(t)}"


def sentence(t: Treatment) -> str:
    """What the chart shows, in words."""
    if t.timeline is None:
        return f"{who(t)}: nothing is dated."
    parts = [f"{who(t)}, {told(t.timeline.first, t.timeline.last)}: {_sums(t)}"]
    if feared := sum(c.feared for c in t.columns):
        parts.append(f"{_n(feared, 'act')} feared or threatened {_are(feared)} not counted")
    if t.outside:
        parts.append(f"{_n(t.outside, 'event')} outside this time or without a date {_are(t.outside)} not shown")
    return ". ".join(parts) + "."


def _sums(t: Treatment) -> str:
    """Cooperation and conflict of the whole time, and when there was most."""
    counted = [c for c in t.columns if any(c.counts)]
    if not counted or t.timeline is None:
        return "nothing counts"
    one, two, three, four = t.totals
    up, down = number(one + two), number(three + four)
    most = max(counted, key=lambda c: (sum(map(abs, c.counts)), c.start))
    first, last = t.timeline.bounds(most.start)
    when = f"on {told(first, first)}" if t.timeline.grain == "day" else f"from {told(first, last)}"
    if t.measure == "score":
        said, height = f"scores add up to {up} for cooperation and {down} for conflict", ""
    else:
        said = f"{_n(one + two + three + four, 'event')} that happened, {up} cooperative and {down} conflictual"
        height = f" ({number(sum(most.counts))})"
    return said if len(counted) == 1 else f"{said}; most {when}{height}"


def table(t: Treatment) -> Table:
    """The same numbers, a row for each day or week on which there is something, oldest first."""
    heads = (unit(t).capitalize(), *(words.capitalize() for words in CLASSES.values()), "Feared or threatened")
    return Table(heads, tuple(row(t.timeline, c.start, (*c.counts, c.feared)) for c in t.columns if t.timeline))


def who(t: Treatment) -> str:
    """ "Arvania and Belmark", "Arvania toward Belmark"."""
    return {"both": f"{t.a} and {t.b}", "ab": f"{t.a} toward {t.b}", "ba": f"{t.b} toward {t.a}"}[t.direction]


def unit(t: Treatment) -> Grain:
    """What a bar stands for."""
    return t.timeline.grain if t.timeline else "day"


def _counts(found: Sequence[float] | None) -> Counts:
    one, two, three, four = (round(n, 1) for n in found or (0, 0, 0, 0))
    return one, two, three, four


def _n(n: float, what: str) -> str:
    return f"{number(n)} {what}{'' if n == 1 else 's'}"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"
