"""What all charts share: size, type, the axis of time, the band of a chosen day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from math import ceil, floor, log10
from textwrap import wrap
from typing import Any

import altair as alt

from communique.charts.palette import Palette
from communique.charts.timeline import Timeline

WIDTH = 720  # pixels of the plot
FONT = "Inter, system-ui, Helvetica, Arial, sans-serif"
SMALL = 11
WIDEST = 28  # pixels of a bar
DAY = "http://day/"  # begins the address of a day in a drawing with links; who shows it puts an own one there
_TICK = (  # the first tick and those at which a year begins tell the year
    "datum.index == 0 || (utcmonth(datum.value) == 0 && utcdate(datum.value) <= {1}) ? utcFormat(datum.value, '{0} %Y')"
    " : utcFormat(datum.value, '{0}')"
)
_TICKS = {
    "day": _TICK.format("%-d %b", 1),
    "week": _TICK.format("%-d %b", 7),
    "month": _TICK.format("%b", 1),
    "year": "utcFormat(datum.value, '%Y')",
}


def values(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Rows as the data of a layer; as `alt.Data`, each would be checked against a schema, which takes seconds."""
    return {"values": list(rows)}


def moment(day: date, after: timedelta = timedelta()) -> str:
    """The beginning of a day, or a time after it, as a chart reads it."""
    return (datetime(day.year, day.month, day.day, tzinfo=UTC) + after).isoformat().replace("+00:00", "Z")


def slot(timeline: Timeline, start: date) -> dict[str, str]:
    """From where to where a slot goes."""
    return {"from": moment(start), "to": moment(start + timeline.step)}


def bar(timeline: Timeline, start: date) -> dict[str, str]:
    """From where to where a bar goes: in the middle of its slot, with a gap where there is room for one."""
    wide = _wide(timeline)
    share = min(wide - 2, WIDEST) / wide if wide > 4 else 1.0
    gap = timedelta(seconds=round(timeline.step.total_seconds() * (1 - share) / 2))
    return {"from": moment(start, gap), "to": moment(start, timeline.step - gap)}


def steps(low: float, high: float, most: int, *, whole: bool) -> list[float]:
    """Round values from `low` to `high` with 0 among them, `most` or a few more: the lines of an axis.

    >>> steps(-7, 4, 6, whole=True)
    [-6, -4, -2, 0, 2, 4]
    """
    rough = (high - low) / most or 1.0
    tens: float = 10.0 ** floor(log10(rough))
    step = next(n * tens for n in (1, 2, 5, 10) if n * tens >= rough * 0.999)
    if whole:
        step = max(1, round(step))
    return [round(n * step, 6) for n in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def edge(timeline: Timeline) -> float:
    """The width of a bar's edge in pixels; thin bars would be all edge."""
    return 1 if _wide(timeline) > 4 else 0.4


def time(timeline: Timeline, *, labels: bool) -> alt.X:
    """The axis of time, with the field `from`. A tick's words stand where what it names begins, a day's below it."""
    kind, days = timeline.ticks()
    shift = timeline.step / 2 if kind == "day" else timedelta()
    axis = alt.Axis(
        title=None,
        values=[_milliseconds(d, shift) for d in days],
        grid=kind != "day",
        labels=labels,
        ticks=labels,
        labelExpr=_TICKS[kind],
        labelAlign="center" if kind == "day" else "left",
        labelOffset=0 if kind == "day" else 2,
        labelOverlap="greedy",
        labelFlush=False,
    )
    ends = [_milliseconds(d) for d in (timeline.slot(timeline.first), timeline.end)]
    return alt.X("from:T", scale=alt.Scale(type="utc", domain=ends, nice=False), axis=axis)


def band(timeline: Timeline, day: date | None, x: alt.X, colours: Palette) -> list[alt.Chart]:
    """The grey band of a chosen day or its week, as a layer; none where it is not in the time."""
    if day is None or not timeline.holds(day):
        return []
    where = values([slot(timeline, timeline.slot(day))])
    mark: alt.Chart = alt.Chart(where).mark_rect(color=colours.line, opacity=0.55)
    return [mark.encode(x=x, x2="to:T")]


def dressed(chart: alt.VConcatChart, title: str, told: str, colours: Palette, *, own: bool) -> alt.VConcatChart:
    """The chart in our type and colours, described by `told`; one of its `own` has a title and a ground of paper."""
    chart.description = told
    if own:
        chart.title = alt.TitleParams(text=wrap(title, 80), subtitle=wrap(told, 104))
    done: alt.VConcatChart = chart.configure(
        aria=False,  # the sentence and the table say it; a name for each bar would drown them
        background=colours.paper if own else "transparent",
        padding=12 if own else {"left": 0, "right": 8, "top": 4, "bottom": 2},
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=colours.ink2, labelFontSize=SMALL, gridColor=colours.hair, tickColor=colours.line,
            domain=False, titleColor=colours.ink2, titleFontSize=SMALL, titleFontWeight="normal",
        ),
        legend=alt.LegendConfig(labelColor=colours.ink, labelFontSize=12, titleColor=colours.ink2),
        title=alt.TitleConfig(
            anchor="start", color=colours.ink, fontSize=15, fontWeight=600, subtitleColor=colours.ink2,
            subtitleFontSize=12, subtitlePadding=5, offset=14, frame="group",
        ),
    )  # fmt: skip
    return done


def _wide(timeline: Timeline) -> float:
    return WIDTH / timeline.size


def _milliseconds(day: date, after: timedelta = timedelta()) -> int:
    return int((datetime(day.year, day.month, day.day, tzinfo=UTC) + after).timestamp() * 1000)
