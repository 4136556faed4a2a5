"""The view *pair*: how two parties treat each other over time; and pairs that have something.

Only what happened or goes on counts; what is feared, planned, demanded or denied is in a table of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from starlette.datastructures import QueryParams

from communique.archive.dyads import Cell, Pair
from communique.archive.listing import Party
from communique.archive.quoting import Quoted
from communique.page.markup import Html, el, join
from communique.page.telling import QUADS
from communique.show.wording import GROUPS
from communique.web import asking, rows
from communique.web.actors import range_form
from communique.web.chart import bars
from communique.web.frame import page

WAYS = ("ab", "ba", "both")
DAYS = 62  # a longer time is shown by weeks


class Facts(NamedTuple):
    """What the view shows of a pair; `events` are those of the chosen day, else the newest."""

    a: Party
    b: Party
    cells: Sequence[Cell]
    events: Sequence[Quoted]
    total: int
    day: date | None


def listed(found: Sequence[Pair], a: str = "", b: str = "", why: str = "") -> str:
    """The form that asks for two names, and pairs that have something."""
    fields = [
        join([el("label", label, for_=name), el("input", name=name, id=name, value=value or None, required=True)])
        for name, label, value in (("a", "One", a), ("b", "the other", b))
    ]
    lines = [
        el(
            "tr",
            el("td", el("a", f"{p.a_name} and {p.b_name}", href=f"/pair/{p.a}/{p.b}")),
            el("td", f"{p.events:,}", class_="number-of"),
        )
        for p in found
    ]
    heads = el("thead", el("tr", el("th", "Pair", scope="col"), el("th", "Events", scope="col")))
    body = [
        el("h1", "Pairs"),
        el("p", why, class_="lead", role="alert") if why else Html(),
        el("form", *fields, el("button", "Show", class_="act"), class_="ask"),
        join([el("h2", "Lately"), el("table", heads, el("tbody", *lines), class_="grid")]) if lines else Html(),
    ]
    return page("Pairs", join(body), active="Pairs")


def one(facts: Facts, params: QueryParams, shown: asking.Page) -> str:
    """One pair."""
    a, b = facts.a, facts.b
    counted = [c for c in facts.cells if c.status in rows.COUNTED]
    n = sum(c.events for c in counted)
    names = [el("a", p.name, href=f"/actor/{p.number}", class_="plain") for p in (a, b)]
    told = f"{rows.counted(n, 'events')} that happened, each report counted once"
    body = [
        el("h1", join(names, " and ")),
        el("p", told, class_="lead"),
        range_form(params),
        el("div", el("div", *_time(facts, counted)), el("aside", *_totals(facts, counted)), class_="halves"),
        *_events(facts, params, shown),
    ]
    return page(f"{a.name} and {b.name}", join(body), active="Pairs")


def _time(facts: Facts, counted: Sequence[Cell]) -> Iterator[Html]:
    known = sorted({date.fromisoformat(c.day) for c in counted if c.day})
    if not known:
        yield el("h2", "Over time")
        yield el("p", "Nothing between them is dated.", class_="dim")
        return
    weeks = (known[-1] - known[0]).days > DAYS
    grain = "week" if weeks else "day"
    columns: dict[date, Counter[int]] = {}
    for c in counted:
        if c.day:
            columns.setdefault(_start(date.fromisoformat(c.day), weeks), Counter())[c.quad] += c.events
    yield el("h2", f"Events a {grain}")
    yield bars(columns, timedelta(days=7 if weeks else 1), f"{facts.a.name} and {facts.b.name}, events a {grain}")
    heads = [grain.capitalize(), *(QUADS[q].capitalize() for q in asking.QUADS)]
    path = f"/pair/{facts.a.number}/{facts.b.number}"
    lines = [
        el(
            "tr",
            el("th", _moment(path, day, weeks), scope="row"),
            *(el("td", str(counts[q]) if counts[q] else "-", class_="number-of") for q in asking.QUADS),
        )
        for day, counts in sorted(columns.items(), reverse=True)
    ]
    table = el("table", el("thead", el("tr", *(el("th", h, scope="col") for h in heads))), el("tbody", *lines))
    yield el("details", el("summary", "Show as table"), el("div", table, class_="grid scroll"))


def _moment(path: str, day: date, weeks: bool) -> Html:
    last = day + timedelta(days=6)
    query = f"from={day}&to={last}" if weeks else f"day={day}"
    return el("a", rows.told_day(day.isoformat()), href=f"{path}?{query}")


def _start(day: date, weeks: bool) -> date:
    return day - timedelta(days=day.weekday()) if weeks else day


def _totals(facts: Facts, counted: Sequence[Cell]) -> Iterator[Html]:
    heads = ["", f"by {facts.a.name}", f"by {facts.b.name}", "together"]
    head = el("thead", el("tr", *(el("th", h, scope="col") for h in heads)))
    classes = [
        el(
            "tr",
            el("th", rows.triangle(q), QUADS[q].capitalize(), scope="row"),
            *_ways(c for c in counted if c.quad == q),
        )
        for q in asking.QUADS
    ]
    yield el("h2", "What counts")
    between = el("tr", el("th", "Not counted", scope="rowgroup", colspan=4, class_="dim"))
    others = [
        el("tr", el("th", heading, scope="row"), *_ways(c for c in facts.cells if c.status in statuses))
        for heading, statuses in GROUPS.items()
        if heading != "Happened"
    ]
    yield el("table", head, el("tbody", *classes), el("tbody", between, *others), class_="counts")
    yield el(
        "p", "Only what happened or is going on counts. What is planned, feared, demanded or denied never does.",
        class_="dim note",
    )  # fmt: skip


def _ways(cells: Iterable[Cell]) -> Iterator[Html]:
    counts: Counter[str] = Counter()
    for c in cells:
        counts[c.direction] += c.events
    yield from (el("td", f"{counts[w]:,}" if counts[w] else "-", class_="number-of") for w in WAYS)


def _events(facts: Facts, params: QueryParams, shown: asking.Page) -> Iterator[Html]:
    path = f"/pair/{facts.a.number}/{facts.b.number}"
    if facts.day:
        yield el("h2", rows.told_day(facts.day.isoformat()), " ", el("a", "all days", href=path, class_="side"))
    else:
        yield el("h2", "Events, newest first")
    if not facts.events:
        nothing = "Nothing between them on this day." if facts.day else "Nothing between them is here."
        yield el("p", nothing, class_="dim")
        return
    done = [q for q in facts.events if q.hit.state in rows.COUNTED]
    undone = [q for q in facts.events if q.hit.state not in rows.COUNTED]
    if done:
        yield rows.items(done)
    if undone:
        yield el("h3", "Not counted")
        yield rows.items(undone)
    yield rows.steps(params, path, shown, len(facts.events), facts.total)
