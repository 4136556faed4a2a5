"""A pair's events as bars, drawn by the server: cooperation above the line, conflict below, material next to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from communique.page.markup import Html, el
from communique.web.rows import told_day

WIDTH, HALF, LEFT, FOOT = 760, 96, 34, 20
WIDEST = 22.0  # of a bar


def bars(columns: Mapping[date, Counter[int]], step: timedelta, name: str) -> Html:
    """Counts by quad class for the days or weeks that have some; `step` is what a bar stands for."""
    first, last = min(columns), max(columns)
    slots = (last - first) // step + 1
    slot = min(WIDEST * 1.5, (WIDTH - LEFT) / slots)
    up = max(c[1] + c[2] for c in columns.values())
    down = max(c[3] + c[4] for c in columns.values())
    unit = HALF / max(up, down, 1)
    shapes = [
        shape
        for start, counts in sorted(columns.items())
        for shape in _bar(LEFT + (start - first) // step * slot + slot * 0.15, slot * 0.7, unit, counts)
    ]
    total: Counter[int] = sum(columns.values(), Counter())
    said = f"{name}, {told_day(first.isoformat())} to {told_day(last.isoformat())}: {total[1] + total[2]} cooperative, "
    said += f"{total[3] + total[4]} conflictual"
    line = el("path", d=f"M{LEFT} {HALF}H{WIDTH}", class_="zero")
    marks = [
        el("text", str(n), x=LEFT - 8, y=round(y + 4, 1), class_="tick end")
        for n, y in sorted({(up, HALF - up * unit), (0, HALF), (down, HALF + down * unit)})
    ]
    ends = [el("text", told_day(first.isoformat()), x=LEFT, y=2 * HALF + FOOT - 2, class_="tick")]
    if last > first:
        right = min(WIDTH, LEFT + slots * slot)
        ends.append(el("text", told_day(last.isoformat()), x=max(right, 190), y=2 * HALF + FOOT - 2, class_="tick end"))
    return el(
        "svg", *shapes, line, *marks, *ends,
        viewBox=f"0 -8 {WIDTH} {2 * HALF + FOOT + 8}", class_="chart", role="img", aria_label=said,
    )  # fmt: skip


def _bar(x: float, width: float, unit: float, counts: Counter[int]) -> Iterator[Html]:
    """Material first, so that it lies next to the line."""
    for material, verbal, sign in ((2, 1, -1), (4, 3, 1)):
        reach = 0.0
        for quad in (material, verbal):
            height = counts[quad] * unit
            if height:
                top = HALF + reach if sign > 0 else HALF - reach - height
                yield el(
                    "rect", x=round(x, 1), y=round(top, 1), width=round(width, 1), height=round(height, 1),
                    class_=f"bar-{quad}",
                )  # fmt: skip
                reach += height
