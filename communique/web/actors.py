"""The view *actor*: who a party is, what it said, to whom, what it wants; and the list of parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from starlette.datastructures import QueryParams

from communique.archive.listing import Party
from communique.archive.profile import Act, Addressed, Profile, Relayed
from communique.archive.quoting import Quoted
from communique.charts import speaking
from communique.charts.figure import figure
from communique.charts.speaking import Speaking
from communique.page.markup import Html, el, join, unseen
from communique.show.wording import TOLD
from communique.web import asking, chart, rows
from communique.web.frame import page

WIKIDATA = "https://www.wikidata.org/wiki/"
FEW = 5  # statements; fewer have no chart


class Facts(NamedTuple):
    """What the view shows of a party; the `statements` are those of the chosen `day`, of `total`, else the newest."""

    profile: Profile
    acts: Sequence[Act]
    addressed: Sequence[Addressed]
    relayed: Sequence[Relayed]
    positions: Sequence[Quoted]
    statements: Sequence[Quoted]
    total: int | None
    namesakes: Sequence[Party]
    numbers: Speaking
    day: date | None


def listed(found: Sequence[Party], words: str, params: QueryParams, shown: asking.Page) -> str:
    """Parties, those of most articles first."""
    lines = [
        el(
            "tr",
            el("td", el("a", p.name, href=f"/actor/{p.number}")),
            el("td", _who(p), class_="dim"),
            el("td", f"{p.articles:,}", class_="number-of"),
        )
        for p in found[: shown.limit]
    ]
    heads = [el("th", h, scope="col") for h in ("Name", "Who", "Articles")]
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *lines), class_="grid")
    box = el("input", type="search", name="name", id="name", value=words or None)
    form = el("form", el("label", "Name", for_="name"), box, el("button", "Find", class_="act"), class_="ask")
    body = [el("h1", "Actors"), form, table if lines else el("p", "Nobody has such a name here.", class_="lead")]
    if len(found) > shown.limit:
        further = f"/actor?{asking.moved(params, shown.offset + shown.limit)}"
        body.append(el("p", el("a", "more rows", href=further, rel="next"), class_="steps"))
    return page("Actors", join(body), active="Actors")


def one(facts: Facts, params: QueryParams, shown: asking.Page) -> str:
    """One party."""
    main = [*_said(facts, params), *_positions(facts), *_statements(facts, params, shown)]
    side = [*_acts(facts), *_addressed(facts), *_relayed(facts)]
    body = join([*_head(facts, params), el("div", el("div", *main), el("aside", *side), class_="halves")])
    return page(facts.profile.party.name, body, active="Actors")


def _who(p: Party) -> str:
    role = f"{p.role} of {p.country}" if p.role and p.country else p.role or p.country or ""
    return " · ".join(x for x in (role, p.kind, p.code) if x)


def _head(facts: Facts, params: QueryParams) -> Iterator[Html]:
    profile, p = facts.profile, facts.profile.party
    yield el("h1", p.name)
    link = (
        el("a", "Wikidata", href=f"{WIKIDATA}{p.link}", rel="noreferrer noopener")
        if p.link and p.link[:1] == "Q" and p.link[1:].isdigit()
        else Html()
    )
    yield el("p", join([_who(p), link], " · "), class_="lead")
    if facts.namesakes:
        others = [el("a", n.name, href=f"/actor/{n.number}", title=_who(n)) for n in facts.namesakes]
        yield el("p", "Another of that name: ", join(others, ", "), class_="lead")
    if len(profile.names) > 1:
        names = [el("li", n.name, " ", el("span", f"{n.articles:,}", class_="dim")) for n in profile.names]
        summary = el("summary", f"{len(names)} names in the archive")
        yield el("details", summary, el("ul", *names, class_="names"))
    figures = (
        (profile.statements, "statements"),
        (profile.events, "events"),
        (profile.positions, "positions"),
        (p.articles, "articles"),
        (profile.outlets, "outlets"),
    )
    yield el("dl", *(rows.figure(n, what) for n, what in figures), class_="figures")
    yield range_form(params, "grain")


def range_form(params: QueryParams, *kept: str) -> Html:
    """From and to, as a form of its own; the values of `kept` go along."""
    fields = [
        join(
            [
                el("label", label, for_=name),
                el("input", type="date", name=name, id=name, value=params.get(name) or None),
            ]
        )
        for name, label in (("from", "From"), ("to", "to"))
    ]
    hidden = [el("input", type="hidden", name=k, value=v) for k, v in params.multi_items() if k in kept and v]
    return el("form", *fields, *hidden, el("button", "Show", class_="act"), class_="ask range")


def _positions(facts: Facts) -> Iterator[Html]:
    yield el("h2", "Positions")
    if not facts.positions:
        yield el("p", "None was stated.", class_="dim")
        return
    lines = [
        el(
            "tr",
            el("td", rows.told_day(q.hit.day), class_="dim"),
            el("td", q.hit.what, class_="what"),
            el("td", el("a", q.words, href=rows.link(q.hit), class_="own plain")),
            el("td", f"of {q.hit.recipients}" if q.hit.recipients else "", class_="dim"),
        )
        for q in facts.positions
    ]
    yield el("table", el("tbody", *lines), class_="lines")
    if facts.profile.positions > len(facts.positions):
        yield el("p", _all(facts, "position", facts.profile.positions), class_="steps")


def _said(facts: Facts, params: QueryParams) -> Iterator[Html]:
    """The chart; a list says more of a handful."""
    timeline = facts.numbers.timeline
    if timeline is None or sum(d.statements for d in facts.numbers.dots) < FEW:
        return
    path = _path(facts)
    yield el("h2", f"Statements a {timeline.grain}")
    yield el("div", chart.grains(path, params, timeline), class_="switches")
    yield figure(
        chart.picture(facts.numbers, facts.day),
        speaking.sentence(facts.numbers),
        speaking.table(facts.numbers),
        chart.to_day(path, params, "statements"),
    )


def _statements(facts: Facts, params: QueryParams, shown: asking.Page) -> Iterator[Html]:
    path, timeline = _path(facts), facts.numbers.timeline
    heading: list[Html | str] = ["Statements"]
    if facts.day:
        told = timeline.told(timeline.slot(facts.day)) if timeline and timeline.holds(facts.day) else None
        heading = [f"Statements, {told or rows.told_day(facts.day.isoformat())} "]
        heading.append(el("a", "all days", href=chart.address(path, params, day=""), class_="side"))
    yield el("h2", *heading, id="statements")
    if not facts.statements:
        yield el("p", "None is here.", class_="dim")
        return
    yield from rows.by_day(facts.statements)
    total = facts.profile.statements if facts.total is None else facts.total
    yield rows.steps(params, path, shown, len(facts.statements), total, ends=rows.ends(facts.statements))
    yield el("p", _all(facts, "statement", facts.profile.statements), class_="steps")


def _path(facts: Facts) -> str:
    return f"/actor/{facts.profile.party.number}"


def _all(facts: Facts, kind: str, n: int) -> Html:
    return rows.search_link(f"all {n:,} in search", actor=f"#{facts.profile.party.number}", kind=kind)


def _acts(facts: Facts) -> Iterator[Html]:
    if not facts.acts:
        return
    most = max(a.statements for a in facts.acts)
    number = f"#{facts.profile.party.number}"
    lines = [
        el(
            "tr",
            el("th", rows.search_link(TOLD.get(a.act, a.act), actor=number, act=a.act), scope="row"),
            el("td", bar(a.statements, most)),
            el("td", f"{a.statements:,}", class_="number-of"),
        )
        for a in facts.acts
    ]
    yield el("h2", f"What {facts.profile.party.name} said")
    yield el("table", el("tbody", *lines), class_="counts")


def _addressed(facts: Facts) -> Iterator[Html]:
    if not facts.addressed:
        return
    heads = [el("th", h, scope="col") for h in (unseen("to whom"), "told", "cooperative", "conflictual")]
    lines = [
        el(
            "tr",
            el("th", el("a", o.name, href=f"/pair/{facts.profile.party.number}/{o.party}"), scope="row"),
            *(
                el("td", f"{n:,}" if n else "-", class_="number-of")
                for n in (o.statements, o.cooperative, o.conflictual)
            ),
        )
        for o in facts.addressed
    ]
    yield el("h2", f"Whom {facts.profile.party.name} addresses")
    yield el("table", el("thead", el("tr", *heads)), el("tbody", *lines), class_="counts")
    yield el(
        "p", "What was told to them, and what was done to them by the class of the act; a request is conflictual.",
        class_="dim note",
    )  # fmt: skip


def _relayed(facts: Facts) -> Iterator[Html]:
    if not facts.relayed:
        return
    heads = [el("th", h, scope="col") for h in (unseen("outlet"), "statements", "quoted directly")]
    lines = [
        el(
            "tr",
            el("th", r.outlet or "outlet not named", scope="row"),
            el("td", f"{r.statements:,}", class_="number-of"),
            el("td", f"{100 * r.direct / r.statements:.0f} %", class_="number-of"),
        )
        for r in facts.relayed
    ]
    yield el("h2", f"Who reports {facts.profile.party.name}")
    yield el("table", el("thead", el("tr", *heads)), el("tbody", *lines), class_="counts")


def bar(n: int, most: int) -> Html:
    """A bar for a number beside it."""
    width = round(100 * n / most, 1)
    shape = el("rect", x=0, y=2, width=width, height=8, class_="fill")
    return el("svg", shape, viewBox="0 0 100 12", preserveAspectRatio="none", class_="share", aria_hidden="true")
