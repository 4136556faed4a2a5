"""What a party says over time, in numbers: what an actor's chart draws, tells and puts into a table.

of_actor(archive, 12).dots -> (Dot(start=2022-02-14, family="said, reiterated", statements=3), ...)

A statement counts once, however many outlets copied the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from communique.archive import listing, profile
from communique.archive.profile import Spoken
from communique.archive.store import Archive
from communique.charts.families import families
from communique.charts.table import Table, number, row
from communique.charts.timeline import Grain, Timeline, dated, fit, told


class Dot(NamedTuple):
    """Statements of one family on a day or in a week."""

    start: date
    family: str
    statements: int


class Speaking(NamedTuple):
    """The numbers of a party. `timeline` is None where nothing is dated; `outside` counts statements off it."""

    name: str
    timeline: Timeline | None
    dots: tuple[Dot, ...]
    outside: int


def of_actor(
    archive: Archive, of: int, *, since: date | None = None, until: date | None = None, grain: Grain = "day"
) -> Speaking:
    """The numbers of the party with this number."""
    spoken = profile.spoken(archive, of, first=since, last=until)
    name, reports = profile.party(archive, of).name, listing.period(archive)
    return speaking(spoken, name, reports, since=since, until=until, grain=grain)


def speaking(
    spoken: Iterable[Spoken],
    name: str,
    reports: tuple[date, date] | None,
    *,
    since: date | None = None,
    until: date | None = None,
    grain: Grain = "day",
) -> Speaking:
    """The same from what the party said by day; `reports` is the time in which articles were published."""
    acts = list(spoken)
    timeline = fit(dated(a.day for a in acts), since=since, until=until, reports=reports, grain=grain)
    family_of = {act: family for family, members in families().items() for act in members}
    sums: Counter[tuple[date, str]] = Counter()
    outside = 0
    for act in acts:
        day = date.fromisoformat(act.day) if act.day else None
        if timeline is None or day is None or not timeline.holds(day):
            outside += act.statements
        else:
            sums[timeline.slot(day), family_of[act.act]] += act.statements
    return Speaking(name, timeline, tuple(Dot(*key, n) for key, n in sorted(sums.items())), outside)


def title(s: Speaking) -> str:
    """What the chart is of."""
    return f"{s.name}: statements a {unit(s)}"


def sentence(s: Speaking) -> str:
    """What the chart shows, in words."""
    if s.timeline is None:
        return f"{s.name}: nothing is dated."
    time = f"{s.name}, {told(s.timeline.first, s.timeline.last)}"
    total = sum(d.statements for d in s.dots)
    if not total:
        return f"{time}: no statement."
    by_family, by_slot = Counter[str](), Counter[date]()
    for dot in s.dots:
        by_family[dot.family] += dot.statements
        by_slot[dot.start] += dot.statements
    (family, most), *others = by_family.most_common(2)
    slot, height = max(by_slot.items(), key=lambda i: (i[1], i[0]))
    first, last = s.timeline.bounds(slot)
    when = f"on {told(first, first)}" if s.timeline.grain == "day" else f"from {told(first, last)}"
    parts = [f"{time}: {number(total)} statement{'' if total == 1 else 's'}"]
    if not others or most > others[0][1]:
        parts[0] += f", {number(most)} of them “{family}”"
    if len(by_slot) > 1:
        parts[0] += f"; most {when} ({number(height)})"
    if s.outside:
        parts.append(
            f"{number(s.outside)} outside this time or without a date {'is' if s.outside == 1 else 'are'} not shown"
        )
    return ". ".join(parts) + "."


def table(s: Speaking) -> Table:
    """The same numbers, a row for each day or week with a statement, oldest first."""
    counts = {(d.start, d.family): d.statements for d in s.dots}
    heads = (unit(s).capitalize(), *(f.capitalize() for f in families()))
    starts = sorted({d.start for d in s.dots}) if s.timeline else []
    rows = (row(s.timeline, day, [counts.get((day, f), 0) for f in families()]) for day in starts if s.timeline)
    return Table(heads, tuple(rows))


def unit(s: Speaking) -> Grain:
    """What a dot stands for."""
    return s.timeline.grain if s.timeline else "day"
