"""The numbers of a chart as a table, for those who don't see it or want to count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from communique.charts.timeline import Timeline


class Row(NamedTuple):
    """A day or week (`first` to `last`, told in words) and its numbers as text."""

    first: date
    last: date
    time: str
    cells: tuple[str, ...]


class Table(NamedTuple):
    """Heads, that of the time first, and rows."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def row(timeline: Timeline, start: date, values: Sequence[float]) -> Row:
    """The row of a slot; "-" for nothing."""
    return Row(*timeline.bounds(start), timeline.told(start), tuple(number(n) if n else "-" for n in values))


def number(n: float) -> str:
    """ "1,204", "−12.5" with a true minus."""
    return f"{n:,.1f}".removesuffix(".0").replace("-", "−")
