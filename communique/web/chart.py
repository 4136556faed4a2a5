"""The charts of the views: what an address asks of them, their pictures, and the links that switch them.

Drawing takes some 100 ms, so pictures are kept by the very numbers that they show: twenty readers of a pair pay once,
and what is added or reviewed shows at once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from threading import Lock
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

from communique.charts import drawing
from communique.charts.pair import draw_pair
from communique.charts.speaking import Speaking
from communique.charts.speech import draw_actor
from communique.charts.timeline import Grain, Timeline
from communique.charts.treatment import Direction, Measure, Treatment
from communique.page.markup import Html, el
from communique.web import asking

ORDER = ("from", "to", "dir", "grain", "measure", "day")  # of an address
KEPT = 128  # pictures of at most some 150 kB
_pictures: OrderedDict[tuple[Treatment | Speaking, date | None], str] = OrderedDict()
_drawing = Lock()


class Asked(NamedTuple):
    """What an address asks of a chart."""

    first: date | None
    last: date | None
    direction: Direction
    grain: Grain
    measure: Measure
    day: date | None


def asked(params: QueryParams) -> Asked:
    """By `from`, `to`, `dir`, `grain`, `measure` and `day`; raises 400."""
    return Asked(
        *asking.days(params),
        _one_of(params, "dir", Direction),
        _one_of(params, "grain", Grain),
        _one_of(params, "measure", Measure),
        asking.day(params, "day"),
    )


def picture(numbers: Treatment | Speaking, day: date | None) -> str:
    """The drawing for the page, its days linked; the slot of `day` is marked."""
    timeline = numbers.timeline
    key = (numbers, timeline.slot(day) if timeline and day and timeline.holds(day) else None)
    if found := _pictures.get(key):
        return found
    with _drawing:  # one at a time: those who wait find what the first one drew
        if key not in _pictures:
            draw: Any = draw_pair if isinstance(numbers, Treatment) else draw_actor
            _pictures[key] = drawing.drawn(draw(numbers, theme="page", day=key[1], linked=True))
            while len(_pictures) > KEPT:
                _pictures.popitem(last=False)
        return _pictures[key]


def address(path: str, params: QueryParams, **changes: str) -> str:
    """The view's address with other values, in the one order; empty ones, usual ones and the rows go."""
    usual = {"dir": "both", "grain": "day", "measure": "events"}
    values = {name: changes.get(name, params.get(name, "")) for name in ORDER}
    query = urlencode({k: v for k, v in values.items() if v and v != usual.get(k)})
    return f"{path}?{query}" if query else path


def to_day(path: str, params: QueryParams, part: str) -> Callable[[date], str]:
    """Gives the address of a day, at a part of the page; for a chart with very many."""
    before, after = f"{address(path, params, day=chr(0))}#{part}".split("day=%00", 1)
    return lambda day: f"{before}day={day}{after}"


def switch(path: str, params: QueryParams, name: str, what: str, words: Mapping[str, str], now: str) -> Html:
    """Links side by side of which one holds; `what` is said of all to who can't see them."""
    links = [
        el("a", label, href=address(path, params, **{name: value}), aria_current="true" if value == now else None)
        for value, label in words.items()
    ]
    return el("nav", *links, class_="switch", aria_label=what)


def grains(path: str, params: QueryParams, timeline: Timeline | None) -> Html:
    """Day or week; over two years there are weeks alone."""
    if timeline and timeline.only_weeks:
        return el("span", "by week over two years", class_="dim")
    now = timeline.grain if timeline else "day"
    return switch(path, params, "grain", "A bar is", {"day": "Day", "week": "Week"}, now)


def around(numbers: Treatment, day: date) -> Iterator[tuple[Literal["prev", "next"], date]]:
    """The nearest days or weeks before and after one on which something counts."""
    counted = [c.start for c in numbers.columns if any(c.counts)]
    slot = numbers.timeline.slot(day) if numbers.timeline else day
    if before := [d for d in counted if d < slot]:
        yield "prev", before[-1]
    if after := [d for d in counted if d > slot]:
        yield "next", after[0]


def _one_of(params: QueryParams, name: str, kind: Any) -> Any:
    """The value of one of the words of a type, the first if there is none; raises 400."""
    words = get_args(kind)
    value = params.get(name) or words[0]
    if value not in words:
        raise HTTPException(400, f"{name} is none of {', '.join(words)}: {value[:40]}")
    return value
