"""The view *pair*: how two parties treat each other over time; and pairs that have something.

Only what happened or goes on counts; what is feared, planned, demanded or denied is in a table of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from starlette.datastructures import QueryParams

from communique.archive.dyads import Cell, Pair
from communique.archive.listing import Party
from communique.archive.quoting import Quoted
from communique.charts import treatment
from communique.charts.figure import figure
from communique.charts.treatment import Treatment
from communique.page.markup import Html, el, join, unseen
from communique.page.telling import QUADS
from communique.show.wording import GROUPS
from communique.web import asking, chart, rows
from communique.web.actors import range_form
from communique.web.frame import page

WAYS = ("ab", "ba", "both")


class Facts(NamedTuple):
    """What the view shows of a pair; `events` are those of the chosen `day` (or its week), else the newest.

    `others` are pairs that have something, for one that has nothing.
    """

    a: Party
    b: Party
    cells: Sequence[Cell]
    numbers: Treatment
    events: Sequence[Quoted]
    total: int
    day: date | None
    others: Sequence[Pair] = ()


def listed(found: Sequence[Pair], a: str = "", b: str = "", why: str = "") -> str:
    """The form that asks for two names, and pairs that have something."""
    fields = [
        join([el("label", label, for_=name), el("input", name=name, id=name, value=value or None, required=True)])
        for name, label, value in (("a", "One", a), ("b", "the other", b))
    ]
    body = [
        el("h1", "Pairs"),
        el("p", why, class_="lead", role="alert") if why else Html(),
        el("form", *fields, el("button", "Show", class_="act"), class_="ask"),
        _suggested("Lately", found) if found else Html(),
    ]
    return page("Pairs", join(body), active="Pairs")


def _suggested(heading: str, found: Sequence[Pair]) -> Html:
    lines = [
        el(
            "tr",
            el("td", el("a", f"{p.a_name} and {p.b_name}", href=f"/pair/{p.a}/{p.b}")),
            el("td", f"{p.events:,}", class_="number-of"),
        )
        for p in found
    ]
    heads = el("thead", el("tr", el("th", "Pair", scope="col"), el("th", "Events", scope="col")))
    return join([el("h2", heading), el("table", heads, el("tbody", *lines), class_="grid")])


def one(facts: Facts, params: QueryParams, shown: asking.Page) -> str:
    """One pair."""
    a, b, timeline = facts.a, facts.b, facts.numbers.timeline
    cells = [c for c in facts.cells if c.day and timeline and timeline.holds(date.fromisoformat(c.day))]
    counted = [c for c in cells if c.status in rows.COUNTED]
    names = [el("a", p.name, href=f"/actor/{p.number}", class_="plain") for p in (a, b)]
    happened = f"{rows.counted(sum(c.events for c in counted), 'events')} that happened, each report counted once"
    body = [
        el("h1", join(names, " and ")),
        el("p", happened, class_="lead"),
        range_form(params, "dir", "grain", "measure"),
        el("div", el("div", *_time(facts, params)), el("aside", *_totals(facts, cells)), class_="halves"),
        *_events(facts, params, shown),
    ]
    if facts.others:
        body.append(_suggested("Pairs that have something", facts.others))
    return page(f"{a.name} and {b.name}", join(body), active="Pairs")


def _time(facts: Facts, params: QueryParams) -> Iterator[Html]:
    """The chart, the links that switch it, and the same as a table."""
    t, path = facts.numbers, _path(facts)
    yield el("h2", f"{'Events' if t.measure == 'events' else 'Scores'} a {treatment.unit(t)}")
    if t.timeline is None:
        yield el("p", "Nothing between them is dated.", class_="dim")
        return
    ways = {"both": "Both ways", "ab": f"By {facts.a.name}", "ba": f"By {facts.b.name}"}
    yield el(
        "div",
        chart.switch(path, params, "dir", "Direction", ways, t.direction),
        chart.grains(path, params, t.timeline),
        chart.switch(path, params, "measure", "Measure", {"events": "Events", "score": "Score"}, t.measure),
        class_="switches",
    )
    yield figure(
        chart.picture(t, facts.day),
        treatment.sentence(t),
        treatment.table(t),
        chart.to_day(path, params, "day"),
    )


def _path(facts: Facts) -> str:
    return f"/pair/{facts.a.number}/{facts.b.number}"


def _totals(facts: Facts, cells: Sequence[Cell]) -> Iterator[Html]:
    heads = [unseen("what"), f"by {facts.a.name}", f"by {facts.b.name}", "together"]
    head = el("thead", el("tr", *(el("th", h, scope="col") for h in heads)))
    classes = [
        el(
            "tr",
            el("th", rows.triangle(q), QUADS[q].capitalize(), scope="row"),
            *_ways(c for c in cells if c.quad == q and c.status in rows.COUNTED),
        )
        for q in asking.QUADS
    ]
    yield el("h2", "What counts")
    between = el("tr", el("th", "Not counted", scope="rowgroup", colspan=4, class_="dim"))
    others = [
        el("tr", el("th", heading, scope="row"), *_ways(c for c in cells if c.status in statuses))
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
    """The list behind a day or week, what counts first; without one the newest events."""
    path, timeline = _path(facts), facts.numbers.timeline
    if facts.day:
        steps = [
            el("a", rows.told_day(day.isoformat()), href=chart.address(path, params, day=f"{day}") + "#day", rel=rel)
            for rel, day in chart.around(facts.numbers, facts.day)
        ]
        steps.append(el("a", "all days", href=chart.address(path, params, day="")))
        slot = timeline.slot(facts.day) if timeline else facts.day
        told = timeline.told(slot) if timeline and timeline.holds(facts.day) else rows.told_day(facts.day.isoformat())
        yield el("h2", told, *(el("span", s, class_="side") for s in steps), id="day")
    else:
        yield el("h2", "Events, newest first", id="day")
    done = [q for q in facts.events if q.hit.state in rows.COUNTED]
    undone = [q for q in facts.events if q.hit.state not in rows.COUNTED]
    if facts.day and not done and not shown.offset:
        weekly = timeline is not None and timeline.grain == "week"
        yield el("p", "Nothing counted in this week." if weekly else "Nothing counted on this day.", class_="dim")
    elif not facts.events:
        yield el("p", "Nothing between them is here.", class_="dim")
    if done:
        yield rows.items(done)
    if undone:
        yield el("h3", "Not counted")
        yield rows.items(undone)
    yield rows.steps(params, path, shown, len(facts.events), facts.total)
