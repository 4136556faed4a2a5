"""What an article says at a glance: its events by status, and where the parties stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from communique.page.markup import Html, el, join
from communique.page.telling import SOLID, STRUCK, Telling, interval, percent
from communique.record import Event, Expectation, Position, Readout
from communique.show.wording import GROUPS

SHOWN, STANDS_SHOWN = 3, 5
SHORT = {"Feared or possible": "Feared"}
ALWAYS = ("Happened", "Planned", "Feared or possible", "Denied")
FORMS = {**dict.fromkeys(SOLID, "solid"), **dict.fromkeys(STRUCK, "none")}


def columns(readout: Readout) -> list[tuple[str, list[Event]]]:
    """The headings with their events, nearest to the day of publication first, material before verbal."""
    published = readout.document.published
    found = []
    for heading, statuses in GROUPS.items():
        events = [e for e in readout.events if e.status in statuses]
        if events or heading in ALWAYS:
            found.append((heading, sorted(events, key=lambda e: _order(e, published))))
    return found


def strip(readout: Readout, telling: Telling) -> Html:
    """A column for each status; on a phone the headings are the tabs."""
    groups = columns(readout)
    tabs, shown = [], []
    for n, (heading, events) in enumerate(groups, 1):
        form = FORMS.get(GROUPS[heading][0], "dashed")
        number = el("span", str(len(events)), class_="count")
        label = el("label", number, " ", SHORT.get(heading, heading), for_=f"tab-{n}")
        tabs.append(join([el("input", type="radio", name="tab", id=f"tab-{n}", checked=n == 1), label]))
        lines = [_line(e, telling) for e in events]
        if "possible" in GROUPS[heading]:
            lines = list(_with_expectations(readout, events, lines, telling))
        head = el("h2", el("span", class_=f"mini {form}", aria_hidden="true"), el("span", heading), number)
        shown.append(el("section", head, _folded(lines, SHOWN), class_=f"column column-{n}"))
    tablist = el("fieldset", el("legend", "Events by status", class_="unseen"), *tabs, class_="tabs")
    return el("div", tablist, el("div", *shown, class_="columns"), class_="strip", id="summary")


def tallies(readout: Readout) -> Html:
    """ "12 happened" and so on, for the head of a page that is scrolled."""
    found = []
    for heading, events in columns(readout):
        if events:
            form = FORMS.get(GROUPS[heading][0], "dashed")
            bar = el("span", class_="bar", aria_hidden="true") if form == "none" else ""
            words = SHORT.get(heading, heading).lower()
            found.append(el("span", bar, f"{len(events)} {words}", class_=f"chip {form}"))
    return el("a", *found, class_="tallies", href="#summary", aria_label="Summary of events")


def stands(positions: Sequence[Position], telling: Telling) -> Html:
    """One line for each holder and issue; holders who agree and stances on one issue share a line."""
    if not positions:
        return Html()
    rows = [_stand(holders, group, telling) for holders, group in _grouped(positions, telling)]
    return el(
        "section",
        el("h2", "Where they stand"),
        _folded(rows, STANDS_SHOWN, class_="stands"),
        class_="standing",
    )


def _grouped(positions: Iterable[Position], telling: Telling) -> Iterator[tuple[list[str], list[Position]]]:
    by_holder: dict[tuple[str, str], list[Position]] = {}
    for p in positions:
        by_holder.setdefault((p.holder, telling.words(p.issue).casefold()), []).append(p)
    by_issue: dict[tuple[str, tuple[str, ...]], tuple[list[str], list[Position]]] = {}
    for (holder, issue), group in by_holder.items():
        holders, _ = by_issue.setdefault((issue, tuple(dict.fromkeys(p.stance for p in group))), ([], group))
        holders.append(holder)
    yield from by_issue.values()


def _stand(holders: list[str], group: list[Position], telling: Telling) -> Html:
    stances = dict.fromkeys(p.stance if len(holders) == 1 else p.stance.removesuffix("s") for p in group)
    first, who = group[0], telling.plain(holders)
    return el(
        "li",
        el("b", who, title=who),
        el("span", ", ".join(stances), class_="stance"),
        el("a", telling.words(first.issue), href=f"#{first.id}", class_="own plain"),
    )


def _line(e: Event, telling: Telling) -> Html:
    right = telling.denier(e) if e.status in STRUCK else telling.when(e.when)
    if not right and e.status == "planned":
        right = "no date"
    return el("li", el("a", telling.brief(e), href=f"#{e.id}", class_="plain"), el("span", right, class_="side"))


def _with_expectations(readout: Readout, events: list[Event], lines: list[Html], telling: Telling) -> Iterator[Html]:
    """Each event's line with what is expected of it under it; the expectations of nothing here come last."""
    about: dict[str, Expectation] = {}
    for x in readout.expectations:
        if isinstance(x.outcome, str) and x.probability:
            about.setdefault(x.outcome, x)
    for e, line in zip(events, lines, strict=True):
        yield join([line, _chance(about[e.id], telling)]) if e.id in about else line
    told = {about[e.id].id for e in events if e.id in about}
    if others := [x for x in readout.expectations if x.id not in told]:
        number = f"{len(others)} other expectation{'s' if len(others) > 1 else ''}"
        words = number if told else number.replace(" other", "")
        yield el("li", el("a", words, href=f"#{others[0].id}"))


def _chance(x: Expectation, telling: Telling) -> Html:
    if not x.probability:
        return Html()
    chance = percent(x.probability.low, x.probability.high)
    who = f"{telling.name(x.holder)}, {chance}" if x.holder else chance
    return el("li", el("span", who), interval(x.probability.low, x.probability.high, chance), class_="chance")


def _folded(lines: Sequence[Html], shown: int, class_: str = "lines") -> Html:
    """A list; all after the first few unfold in place."""
    if len(lines) == shown + 1:
        shown += 1
    if not lines:
        return el("p", "none", class_="empty")
    rest = lines[shown:]
    more = el("details", el("summary", f"{len(rest)} more"), el("ul", *rest, class_=class_)) if rest else ""
    return join([el("ul", *lines[:shown], class_=class_), more])


def _order(e: Event, published: date | None) -> tuple[int, int]:
    verbal = e.quad in (1, 3)
    days = [d for d in ((e.when.from_, e.when.to) if e.when else ()) if d]
    distance = min((abs((d - published).days) for d in days), default=10**6) if published else 0
    return distance, verbal
