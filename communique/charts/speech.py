"""The chart of an actor: a row for each family of acts of speech, a dot for each day, its area by the statements.

chart_actor(archive, "Dana Ruiz", since=date(2024, 5, 1)) is an altair chart.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt

from communique.archive import profile
from communique.archive.store import Archive
from communique.charts import frame
from communique.charts.families import families
from communique.charts.palette import PALETTES, Palette, Theme
from communique.charts.speaking import Speaking, of_actor, sentence, title
from communique.charts.timeline import Grain, Timeline

ROW = 26  # pixels
SMALLEST, LARGEST = 14, 260  # areas of dots in square pixels
ROOM = 120  # pixels less than a pair's plot is wide: the names of the rows stand there


def chart_actor(
    archive: Archive,
    name: str,
    *,
    since: date | None = None,
    until: date | None = None,
    grain: Grain = "day",
    theme: Theme = "light",
) -> alt.VConcatChart:
    """The chart of a party, given by number ("#12"), link, country code or name; raises `ArchiveError` for others."""
    of = profile.find(archive, name)
    return draw_actor(of_actor(archive, of, since=since, until=until, grain=grain), theme=theme)


def draw_actor(
    s: Speaking, *, theme: Theme = "light", day: date | None = None, linked: bool = False
) -> alt.VConcatChart:
    """The chart of these numbers; `day` is marked, with `linked` days are links. For the page it has no title."""
    colours = PALETTES[theme]
    rows = [_dots(s, s.timeline, colours, day, linked=linked)] if s.timeline else [_nothing(colours)]
    return frame.dressed(alt.vconcat(*rows), title(s), sentence(s), colours, own=theme != "page")


def _dots(s: Speaking, timeline: Timeline, colours: Palette, day: date | None, *, linked: bool) -> alt.LayerChart:
    rows: list[dict[str, Any]] = []
    for dot in s.dots:
        row = {"from": frame.moment(dot.start, timeline.step / 2), "family": dot.family, "statements": dot.statements}
        row["time"] = timeline.told(dot.start)
        rows.append(row | ({"address": f"{frame.DAY}{dot.start}"} if linked else {}))
    x = frame.time(timeline, labels=True)
    names = list(families())
    axis = alt.Axis(title=None, grid=True, ticks=False, labelPadding=10, labelFontSize=12, labelLimit=ROOM)
    y = alt.Y("family:N", scale=alt.Scale(domain=names), sort=names, axis=axis)
    most = max((d.statements for d in s.dots), default=1)
    key = alt.Legend(
        title=f"statements a {timeline.grain}", orient="top", direction="horizontal", titleOrient="left",
        values=sorted({1, most, max(1, round(most / 3))}), symbolFillColor=colours.ink2, symbolStrokeWidth=0,
        titleFontWeight="normal", format=",d",
    )  # fmt: skip
    areas = alt.Scale(domain=[1, max(most, 2)], range=[SMALLEST, LARGEST])
    dots: alt.Chart = alt.Chart(frame.values(rows)).mark_circle(color=colours.ink2, opacity=1)
    shown = dots.encode(x=x, y=y, size=alt.Size("statements:Q", scale=areas, legend=key))
    if linked:
        shown = shown.encode(href="address:N")
    else:
        shown = shown.encode(tooltip=[alt.Tooltip(f"{k}:N", title=k) for k in ("time", "family", "statements")])
    layers = [*frame.band(timeline, day, x, colours), shown]
    return alt.LayerChart(layer=layers, width=frame.WIDTH - ROOM, height=ROW * len(names))


def _nothing(colours: Palette) -> alt.LayerChart:
    words: alt.Chart = alt.Chart(frame.values([{"words": "Nothing is dated."}])).mark_text(
        align="left", fontSize=frame.SMALL, color=colours.ink
    )
    return alt.LayerChart(layer=[words.encode(text="words:N", x=alt.value(4))], width=frame.WIDTH - ROOM, height=ROW)
