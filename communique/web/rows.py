"""Rows that several views show: items with their words, days as headings, steps to the next page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from communique.archive.quoting import Quoted
from communique.archive.search import Hit
from communique.page.markup import Html, el, join
from communique.page.telling import QUADS, TRIANGLES, chip
from communique.record import Span
from communique.show.wording import TOLD
from communique.web import asking

COUNTED = ("happened", "ongoing")


def link(hit: Hit) -> str:
    """The address of an item in its article."""
    return f"/article/{hit.document}#{hit.label}"


def told_day(day: str | None) -> str:
    """ "14 Feb 2022"."""
    if not day:
        return "No date"
    known = date.fromisoformat(day)
    return f"{known.day} {known:%b %Y}"


def act(hit: Hit) -> str:
    """What an item did, in words: "urged", "CONSULT meet", "seeks"."""
    if hit.kind == "statement":
        return TOLD.get(hit.what, hit.what) if hit.state != "denied" or hit.what == "deny" else f"{hit.what} (denied)"
    return hit.what.replace("/", " ")


def outlets(hit: Hit) -> str:
    """ "The Courier and 3 more"."""
    name = hit.outlet or "outlet not named"
    return f"{name} and {hit.outlets - 1} more" if hit.outlets > 1 else name


def actors(hit: Hit) -> Html:
    """Who acts, each a link to the party."""
    names, numbers = (hit.actors or "").split("; "), (hit.parties or "").split("; ")
    if not hit.actors:
        return el("span", "not said who", class_="dim")
    if len(names) != len(numbers):  # a name with "; " in it
        return el("b", hit.actors)
    links = [
        el("a", n, href=f"/actor/{p.removeprefix('#')}", class_="plain") for n, p in zip(names, numbers, strict=True)
    ]
    return el("b", join(links, ", "))


def sentence(quoted: Quoted) -> Html:
    """The passage: the item's own words in ink, what was searched for marked."""
    edges = {0, len(quoted.text)} | {e for s in (*quoted.own, *quoted.found) for e in (s.start, s.end)}
    pieces: list[str] = []
    for start, end in pairwise(sorted(edges)):
        own, found = (_in(start, end, spans) for spans in (quoted.own, quoted.found))
        words = quoted.text[start:end]
        kind = " ".join((["its"] if own else []) + (["hit"] if found else []))
        pieces.append(el("mark" if found else "span", words, class_=kind) if kind else words)
    return el("p", *pieces, class_="sentence")


def _in(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(s.start <= start and end <= s.end for s in spans)


def item(quoted: Quoted) -> Html:
    """One item found: its sentence, below it who, what, to whom, where it stood."""
    hit = quoted.hit
    whom = f", to {hit.recipients}" if hit.recipients else ""
    facts = [join([actors(hit), " ", act(hit), whom]), state(hit), outlets(hit), told_day(hit.day)]
    return el(
        "li",
        el("a", sentence(quoted), href=link(hit), class_="plain go"),
        el("p", join(facts, " · "), class_="facts"),
    )


def state(hit: Hit) -> Html:
    """An event's status as the article view shows it."""
    return chip(hit.state) if hit.kind == "event" and hit.state else Html()


def items(found: Sequence[Quoted]) -> Html:
    """Items, one under the other."""
    return el("ol", *(item(q) for q in found), class_="items")


def by_day(found: Iterable[Quoted]) -> Iterator[Html]:
    """Items under their days, a line each: what, the words, to whom, the outlets."""
    for day, group in groupby(found, key=lambda q: q.hit.day):
        lines = [
            el(
                "tr",
                el("td", act(q.hit), " ", state(q.hit), class_="what"),
                el("td", el("a", q.words or q.text, href=link(q.hit), class_="own plain")),
                el("td", f"to {q.hit.recipients}" if q.hit.recipients else "", class_="dim"),
                el("td", outlets(q.hit), class_="dim side"),
            )
            for q in group
        ]
        yield el("h3", told_day(day))
        yield el("table", el("tbody", *lines), class_="lines")


def counted(number: int, what: str) -> str:
    """ "1 event", "2 events"; `what` is the plural."""
    return f"{number:,} {what.removesuffix('s') if number == 1 else what}"


def figure(number: int, what: str) -> Html:
    """A large number with what it counts, given in the plural."""
    return el("div", el("dd", f"{number:,}"), el("dt", counted(number, what).partition(" ")[2]))


def ends(found: Sequence[Quoted]) -> tuple[str, str] | None:
    """The addresses of the first and last item of a page, from which those before and after it are found."""
    return (address(found[0].hit), address(found[-1].hit)) if found else None


def address(hit: Hit) -> str:
    """An item as a query names it: "9f2c…/S4"."""
    return f"{hit.document}/{hit.label}"


def steps(
    params: QueryParams,
    path: str,
    shown: asking.Page,
    got: int,
    total: int,
    *,
    more: bool = False,
    ends: tuple[str, str] | None = None,
) -> Html:
    """ "21 to 40 of 300" with the pages before and after; `more`: there are `total` or more.

    With `ends`, the neighbouring pages are found from these items, else by the number of the row.
    """
    first, last = shown.offset + 1, shown.offset + got
    if not got:
        return Html()
    told = f"{first:,} to {last:,} of {max(total, last):,}" + (" or more" if more else "")
    before, after = ends or ("", "")
    links = []
    if shown.offset:
        start = max(0, shown.offset - shown.limit)
        earlier = asking.moved(params, start, before=before if start else "")
        links.append(el("a", "earlier rows", href=f"{path}?{earlier}", rel="prev"))
    if last < total or (more and got == shown.limit):
        further = asking.moved(params, shown.offset + shown.limit, after=after)
        links.append(el("a", "more rows", href=f"{path}?{further}", rel="next"))
    return el("p", el("span", told), *links, class_="steps")


def search_link(words: str, **fields: str) -> Html:
    """A link to a search."""
    return el("a", words, href=f"/search?{urlencode(fields)}")


def share(number: int, most: int) -> Html:
    """A bar for a number beside it."""
    shape = el("rect", x=0, y=0, width=round(100 * number / most, 1), height=2, class_="fill")
    return el("svg", shape, viewBox="0 0 100 2", preserveAspectRatio="none", class_="part", aria_hidden="true")


def triangle(quad: int, *, counts: bool = True) -> Html:
    """The sign of a quad class, grey where it does not count."""
    shape = el("path", d=TRIANGLES[quad])
    colour = f"q{quad}" if counts else f"q{quad} open"
    return el("svg", shape, viewBox="0 0 12 10", class_=f"tri {colour}", role="img", aria_label=QUADS[quad])
