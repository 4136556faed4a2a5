"""The chart of a pair: cooperation above the line, conflict below, what is material next to the line.

chart_pair(archive, "RUS", "UKR", since=date(2021, 11, 1)) is an altair chart.

What was feared or threatened has a strip of its own with its own scale, a dashed outline and no fill, so that it can't
be added to the bars by eye.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import altair as alt

from communique.archive import profile
from communique.archive.errors import ArchiveError
from communique.archive.store import Archive
from communique.charts import frame
from communique.charts.palette import PALETTES, Palette, Theme
from communique.charts.table import number
from communique.charts.timeline import Grain, Timeline
from communique.charts.treatment import CLASSES, Counts, Direction, Measure, Treatment, of_pair, sentence, title

HEIGHT, STRIP = 290, 64  # pixels
ROOM = 0.11  # of the height, above and below the bars for the words there


def chart_pair(
    archive: Archive,
    a: str,
    b: str,
    *,
    since: date | None = None,
    until: date | None = None,
    grain: Grain = "day",
    direction: Direction = "both",
    measure: Measure = "events",
    theme: Theme = "light",
) -> alt.VConcatChart:
    """The chart of two parties, given by number ("#12"), link, country code or name.

    `direction` "ab" is what the first did to the second, "ba" the other way; "both" has these and what they did
    together. `measure` "score" adds PLOVER scores in the place of events. Raises `ArchiveError` for an unknown name.
    """
    numbers = profile.find(archive, a), profile.find(archive, b)
    if numbers[0] == numbers[1]:
        raise ArchiveError(f"{a} and {b} are one and the same here")
    return draw_pair(
        of_pair(archive, *numbers, since=since, until=until, grain=grain, direction=direction, measure=measure),
        theme=theme,
    )


def draw_pair(
    t: Treatment, *, theme: Theme = "light", day: date | None = None, linked: bool = False
) -> alt.VConcatChart:
    """The chart of these numbers; `day` is marked, with `linked` days are links. For the page it has no title."""
    colours = PALETTES[theme]
    rows = [_bars(t, colours, day, linked=linked)]
    if t.timeline and any(c.feared for c in t.columns):
        rows.append(_strip(t, t.timeline, colours, day))
    return frame.dressed(alt.vconcat(*rows, spacing=8), title(t), sentence(t), colours, own=theme != "page")


def _bars(t: Treatment, colours: Palette, day: date | None, *, linked: bool) -> alt.LayerChart:
    up, down = _reach(t)
    room = ROOM * ((up + down) or 2)
    scale = alt.Scale(domain=[-max(down, room) - room, max(up, room) + room], nice=False, zero=True)
    ticks = frame.steps(-down, up, 6, whole=t.measure == "events")
    y = alt.Y("high:Q", scale=scale, axis=alt.Axis(title=None, values=ticks, labelExpr="format(abs(datum.value), ',')"))
    line = alt.Chart(frame.values([{"high": 0}])).mark_rule(color=colours.ink, strokeWidth=1.25)
    layers = [
        line.encode(y=y),
        _words("Cooperation", 6, colours, bold=True),
        _words("Conflict", HEIGHT - 6, colours, bold=True),
    ]
    if t.timeline is None or not any(any(c.counts) for c in t.columns):
        nothing = "Nothing counts in this time." if t.timeline else "Nothing is dated."
        layers.append(_words(nothing, HEIGHT / 2 - 12, colours))
    if t.timeline:
        x = frame.time(t.timeline, labels=not any(c.feared for c in t.columns))
        below, above = _pieces(t, t.timeline, x, y, colours), _slots(t, t.timeline, x, linked=linked)
        layers = [*frame.band(t.timeline, day, x, colours), below, *layers, above]
    return alt.LayerChart(layer=layers, width=frame.WIDTH, height=HEIGHT)


def _pieces(t: Treatment, timeline: Timeline, x: alt.X, y: alt.Y, colours: Palette) -> alt.Chart:
    """The bars, each of up to two pieces on either side of the line."""
    rows = [{**frame.bar(timeline, c.start), **piece} for c in t.columns for piece in _stacked(t, c.counts)]
    names = list(CLASSES.values())
    key = alt.Legend(title=None, orient="top", direction="horizontal", symbolType="square", symbolStrokeWidth=1)
    fills = [colours.coop2, colours.coop, colours.conf2, colours.conf]
    edges = [colours.coop, colours.coop, colours.conf, colours.conf]
    bars: alt.Chart = alt.Chart(frame.values(rows)).mark_bar(strokeWidth=frame.edge(timeline))
    return bars.encode(
        x=x,
        x2="to:T",
        y=y,
        y2="low:Q",
        fill=alt.Fill("class:N", scale=alt.Scale(domain=names, range=fills), legend=key),
        stroke=alt.Stroke("class:N", scale=alt.Scale(domain=names, range=edges), legend=key),
    )


def _slots(t: Treatment, timeline: Timeline, x: alt.X, *, linked: bool) -> alt.Chart:
    """What a pointer finds over a day: its numbers in a notebook, its address on the page. Nothing is seen of it."""
    rows: list[dict[str, Any]] = []
    for c in t.columns:
        row = {**frame.slot(timeline, c.start), "time": timeline.told(c.start), "feared": number(c.feared)}
        row |= {CLASSES[q]: number(n) for q, n in enumerate(c.counts, 1)}
        rows.append(row | ({"address": f"{frame.DAY}{c.start}"} if linked else {}))
    whole: alt.Chart = alt.Chart(frame.values(rows)).mark_rect(color="transparent").encode(x=x, x2="to:T")
    if linked:
        return whole.encode(href="address:N")
    tips = [alt.Tooltip(f"{k}:N", title=k.capitalize()) for k in ("time", *CLASSES.values())]
    return whole.encode(tooltip=[*tips, alt.Tooltip("feared:N", title="Feared or threatened")])


def _strip(t: Treatment, timeline: Timeline, colours: Palette, day: date | None) -> alt.LayerChart:
    """Acts feared or threatened, each day of the time, as a line that stays level for a day."""
    feared = {c.start: c.feared for c in t.columns}
    heights = [(s, feared.get(s, 0)) for s in timeline.slots]
    rows = [{"from": frame.moment(s), "acts": n} for s, n in (*heights, (timeline.end, heights[-1][1]))]
    most = max(feared.values())
    axis = alt.Axis(title=None, values=frame.steps(0, most, 2, whole=True))
    y = alt.Y("acts:Q", scale=alt.Scale(domain=[0, most * 1.45], nice=False), axis=axis)
    x = frame.time(timeline, labels=True)
    line = alt.Chart(frame.values(rows)).mark_line(
        interpolate="step-after", color=colours.ink2, strokeWidth=1.25, strokeDash=[3, 2]
    )
    ground = alt.Chart(frame.values([{"acts": 0}])).mark_rule(color=colours.line)
    words = _words("Feared or threatened, not counted above", 5, colours)
    layers = [*frame.band(timeline, day, x, colours), ground.encode(y=y), line.encode(x=x, y=y), words]
    return alt.LayerChart(layer=layers, width=frame.WIDTH, height=STRIP)


def _words(words: str, y: float, colours: Palette, *, bold: bool = False) -> alt.Chart:
    mark: alt.Chart = alt.Chart(frame.values([{"words": words}])).mark_text(
        align="left", baseline="middle", fontSize=frame.SMALL, fontWeight=600 if bold else 400, color=colours.ink
    )
    return mark.encode(text="words:N", x=alt.value(4), y=alt.value(y))


def _stacked(t: Treatment, counts: Counts) -> Iterator[dict[str, Any]]:
    """A column's pieces from the line outward, those of what is material first."""
    ends = {1: 0.0, -1: 0.0}
    for quad in (2, 1, 4, 3):
        value = _signed(t, quad, counts[quad - 1])
        if value:
            side = 1 if value > 0 else -1
            yield {"class": CLASSES[quad], "low": ends[side], "high": ends[side] + value}
            ends[side] += value


def _reach(t: Treatment) -> tuple[float, float]:
    """How far the longest bars go up and down."""
    columns = [[_signed(t, q, n) for q, n in enumerate(c.counts, 1)] for c in t.columns]
    up = max((sum(n for n in column if n > 0) for column in columns), default=0)
    down = max((-sum(n for n in column if n < 0) for column in columns), default=0)
    return up, down


def _signed(t: Treatment, quad: int, value: float) -> float:
    """Counts of conflict go down; scores have their sign."""
    return -value if t.measure == "events" and quad in (3, 4) else value
