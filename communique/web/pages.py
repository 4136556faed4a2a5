"""The pages: from a request to records of the archive, from these to a view. No SQL and no markup is here."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from msgspec.structs import replace
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from communique.archive import dyads, listing, profile, quoting, search
from communique.archive.errors import ArchiveError
from communique.archive.facets import facets as dividing
from communique.archive.query import Query
from communique.archive.quoting import Quoted
from communique.archive.search import MOST, Hit
from communique.archive.store import Archive, Failed, Read
from communique.charts import speaking, treatment
from communique.charts.timeline import Timeline
from communique.sources.article import LIMIT
from communique.web import actors, add, articles, asking, chart, pairs
from communique.web import search as searching
from communique.web.giving import take
from communique.web.state import desk, kept, opened, party, readout, recall

POSITIONS = 12


def all_articles(request: Request) -> Response:
    """The list of articles."""
    shown = asking.page(request.query_params)
    with opened(request) as archive:
        found = listing.articles(archive, limit=shown.limit, offset=shown.offset)
        total = recall(request, listing.reports, archive)
    return HTMLResponse(articles.listed(found, total, request.query_params, shown))


def all_actors(request: Request) -> Response:
    """The list of parties, by a part of their names."""
    params, shown = request.query_params, asking.page(request.query_params)
    words = params.get("name", "")[: asking.LONGEST]
    with opened(request) as archive:
        found = recall(request, listing.parties, archive, words, limit=shown.limit + 1, offset=shown.offset)
    return HTMLResponse(actors.listed(found, words, params, shown))


def actor(request: Request) -> Response:
    """One party, by its number or link."""
    params, shown = request.query_params, asking.page(request.query_params)
    asked = chart.asked(params)
    first, last = asked.first, asked.last
    with opened(request) as archive:
        number = party(archive, request.path_params["party"])
        numbers = recall(request, speaking.of_actor, archive, number, since=first, until=last, grain=asked.grain)
        own = Query(actor=(f"#{number}",), first=first, last=last, limit=POSITIONS)
        held = replace(own, kinds=("position",))
        start, end = _slot(numbers.timeline, asked.day) if asked.day else (first, last)
        said = shown.of(replace(own, kinds=("statement",), first=start, last=end))
        facts = actors.Facts(
            profile=recall(request, profile.profile, archive, number, first=first, last=last),
            acts=recall(request, profile.acts, archive, number, first=first, last=last),
            addressed=recall(request, profile.addressed, archive, number, first=first, last=last),
            relayed=recall(request, profile.relayed, archive, number, first=first, last=last),
            positions=quoted(archive, search.hits(archive, held)),
            statements=quoted(archive, search.hits(archive, said)),
            total=search.total(archive, said) if asked.day else None,
            namesakes=profile.namesakes(archive, number),
            numbers=numbers,
            day=asked.day,
        )
    return HTMLResponse(actors.one(facts, params, shown))


def all_pairs(request: Request) -> Response:
    """The form for a pair; with two names, the pair."""
    a, b = (request.query_params.get(k, "").strip()[: asking.LONGEST] for k in ("a", "b"))
    with opened(request) as archive:
        why, status = "", 200
        if a and b:
            found = [listing.parties(archive, name, limit=1) for name in (a, b)]
            missing = [name for name, of in zip((a, b), found, strict=True) if not of]
            if not missing and found[0] != found[1]:
                return RedirectResponse(f"/pair/{found[0][0].number}/{found[1][0].number}", 303)
            why = f"Nobody here has the name {missing[0]}." if missing else "These are one and the same."
            status = 404
        return HTMLResponse(pairs.listed(recall(request, dyads.pairs, archive), a, b, why), status)


def pair(request: Request) -> Response:
    """Two parties, by number or link."""
    params, shown = request.query_params, asking.page(request.query_params)
    asked = chart.asked(params)
    with opened(request) as archive:
        a, b = (party(archive, request.path_params[k]) for k in ("a", "b"))
        who = profile.party(archive, a), profile.party(archive, b)
        cells = recall(request, dyads.between, archive, a, b, first=asked.first, last=asked.last)
        numbers = treatment.treatment(
            cells, who[0].name, who[1].name, recall(request, listing.period, archive),
            since=asked.first, until=asked.last, grain=asked.grain, direction=asked.direction, measure=asked.measure,
        )  # fmt: skip
        first, last = _slot(numbers.timeline, asked.day) if asked.day else (asked.first, asked.last)
        sides: dict[str, Any] = {
            "both": {"pair": (f"#{a}", f"#{b}")},
            "ab": {"actor": (f"#{a}",), "recipient": (f"#{b}",)},
            "ba": {"actor": (f"#{b}",), "recipient": (f"#{a}",)},
        }
        query = shown.of(Query(kinds=("event",), first=first, last=last, **sides[asked.direction]))
        facts = pairs.Facts(
            *who,
            cells=cells,
            numbers=numbers,
            events=quoted(archive, search.hits(archive, query)),
            total=search.total(archive, query),
            day=asked.day,
            others=() if cells else recall(request, dyads.pairs, archive, limit=5),
        )
    return HTMLResponse(pairs.one(facts, params, shown))


def _slot(timeline: Timeline | None, day: date) -> tuple[date, date]:
    """The day, or its week where the chart is in weeks."""
    return timeline.bounds(timeline.slot(day)) if timeline and timeline.holds(day) else (day, day)


def search_view(request: Request) -> Response:
    """What answers a query."""
    params = request.query_params
    try:
        with opened(request) as archive:
            if not any(v.strip() for k, v in params.multi_items() if k in searching.LABELS):
                return HTMLResponse(searching.empty(params, recall(request, dividing, archive, Query())))
            found = _found(request, archive, params)
            looser = None if found.items else _looser(archive, params)
    except HTTPException as error:
        return HTMLResponse(searching.wrong(params, error.detail), error.status_code)
    except ArchiveError as error:
        return HTMLResponse(searching.wrong(params, str(error)), 400)
    return HTMLResponse(searching.view(found, params, asking.page(params), looser))


def _found(request: Request, archive: Archive, params: QueryParams) -> searching.Found:
    query = asking.query(params)
    given = {n for field in ("actor", "recipient", "relay", "pair") for n in params.getlist(field) if n[:1] == "#"}
    names = {}
    for name in given:
        with suppress(ArchiveError):  # nobody has this number: nothing is found
            names[name] = profile.party(archive, profile.number(archive, name)).name
    return searching.Found(
        items=quoted(archive, search.hits(archive, query)),
        total=search.total(archive, query),
        most=MOST,
        by_fit=search.by_fit(archive, query),
        facets=recall(request, dividing, archive, asking.Page(0, 0).of(query)),
        sql=search.shown(archive, query),
        names=names,
    )


def _looser(archive: Archive, params: QueryParams) -> searching.Looser | None:
    """The filter without which most is found."""
    best = None
    for name, value in searching.filters(params):
        rest = QueryParams(asking.without(params, name, None if name == "pair" else value))
        with suppress(ArchiveError):
            total = search.total(archive, asking.query(rest))
            if rest and total > (best.total if best else 0):
                best = searching.Looser(name, value, total, MOST)
    return best


async def adding(request: Request) -> Response:
    """The form; what it gives is read and shown."""
    if request.method != "POST":
        return HTMLResponse(add.form({}))
    async with request.form(max_files=1, max_fields=10, max_part_size=LIMIT + 1) as given:
        fields = {k: str(v) for k, v in given.items() if k in add.FIELDS and isinstance(v, str)}
        sent = given.get("file")
        file = (sent.filename, await sent.read()) if isinstance(sent, UploadFile) and sent.filename else None

    def work() -> Response:
        try:
            entry = desk(request).read(take(fields, file))
        except HTTPException as error:
            return HTMLResponse(add.form(fields, error.detail), error.status_code)
        if isinstance(entry, Failed):
            return HTMLResponse(add.form(fields, f"It can't be read: {entry.reason}."), 422)
        return RedirectResponse(f"/draft/{desk(request).hold(entry)}", 303)

    return await run_in_threadpool(work)


def draft(request: Request) -> Response:
    """A reading that is not kept yet; one that is kept is shown as such."""
    document = request.path_params["document"]
    entry = desk(request).held(document)
    with opened(request) as archive:
        if entry is None or listing.holds(archive, document):
            readout(archive, document)
            return RedirectResponse(f"/article/{document}", 303)
    return HTMLResponse(articles.one(entry.readout, (), above=add.offer(document)))


def keep(request: Request) -> Response:
    """Keep a reading in the archive, and show it there."""
    entry = _held(request)
    kept(request, entry)
    return RedirectResponse(f"/article/{entry.readout.document.id}", 303)


def forget(request: Request) -> Response:
    """Forget a reading."""
    desk(request).forget(request.path_params["document"])
    return RedirectResponse("/add", 303)


def quoted(archive: Archive, found: Iterable[Hit]) -> list[Quoted]:
    """Hits with their words."""
    return [quoting.quoted(archive, hit) for hit in found]


def _held(request: Request) -> Read:
    entry = desk(request).held(request.path_params["document"])
    if entry is None:
        raise HTTPException(404, "This reading is not held any more: add the text again.")
    return entry


ROUTES = [
    Route("/", all_articles),
    Route("/actor", all_actors),
    Route("/actor/{party}", actor),
    Route("/pair", all_pairs),
    Route("/pair/{a}/{b}", pair),
    Route("/search", search_view),
    Route("/add", adding, methods=["GET", "POST"]),
    Route("/draft/{document}", draft),
    Route("/draft/{document}/keep", keep, methods=["POST"]),
    Route("/draft/{document}/forget", forget, methods=["POST"]),
]
