"""The same as JSON, under /api: one object an answer, lists in pages.

GET /api/search?q=toll&limit=2 -> {"items": [...], "offset": 0, "limit": 2, "next": "/api/search?…&offset=2", …}

Fields are those of the records of `communique.archive` and of the readout (docs/codebook.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import asdict, replace
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.archive import dyads, listing, profile, search
from communique.archive.query import Query
from communique.archive.search import MOST
from communique.archive.store import Failed, Read
from communique.record import encode
from communique.web import asking
from communique.web.giving import take
from communique.web.pages import quoted
from communique.web.state import desk, kept, opened, party, readout

FIELDS = ("text", "address", "published", "publisher", "url")
Given = tuple[dict[str, str], tuple[str, bytes] | None]  # fields, and a file by name


def articles(request: Request) -> Response:
    """GET /api/article: all articles, newest first."""
    shown = asking.page(request.query_params)
    with opened(request) as archive:
        found = listing.articles(archive, limit=shown.limit + 1, offset=shown.offset)
        return _page(request, found, shown, total=listing.reports(archive))


def article(request: Request) -> Response:
    """GET /api/article/ID: the readout, as `communique read --json` prints it."""
    with opened(request) as archive:
        return _json(encode(readout(archive, request.path_params["document"])))


def actors(request: Request) -> Response:
    """GET /api/actor?name=: parties, those of most articles first."""
    shown = asking.page(request.query_params)
    words = request.query_params.get("name", "")[: asking.LONGEST]
    with opened(request) as archive:
        return _page(request, listing.parties(archive, words, limit=shown.limit + 1, offset=shown.offset), shown)


def actor(request: Request) -> Response:
    """GET /api/actor/NUMBER?from=&to=: who it is, its figures, acts, whom it addresses, who reports it."""
    first, last = asking.days(request.query_params)
    with opened(request) as archive:
        number = party(archive, request.path_params["party"])
        told = asdict(profile.profile(archive, number, first=first, last=last))
        told["acts"] = profile.acts(archive, number, first=first, last=last)
        told["addressed"] = profile.addressed(archive, number, first=first, last=last)
        told["relayed"] = profile.relayed(archive, number, first=first, last=last)
    told["items"] = f"/api/search?actor=%23{number}"
    return _json(msgspec.json.encode(told))


def pairs(request: Request) -> Response:
    """GET /api/pair: the pairs with most events lately."""
    with opened(request) as archive:
        return _json(msgspec.json.encode({"items": dyads.pairs(archive)}))


def pair(request: Request) -> Response:
    """GET /api/pair/A/B?from=&to=: counts by day, direction, quad class and status."""
    first, last = asking.days(request.query_params)
    with opened(request) as archive:
        a, b = (party(archive, request.path_params[k]) for k in ("a", "b"))
        told = {
            "a": profile.party(archive, a),
            "b": profile.party(archive, b),
            "cells": dyads.between(archive, a, b, first=first, last=last),
            "items": f"/api/search?kind=event&pair=%23{a}&pair=%23{b}",
        }
    return _json(msgspec.json.encode(told))


def found(request: Request) -> Response:
    """GET /api/search?q=&actor=&…: items with their words; the parameters are those of the search view."""
    query = asking.query(request.query_params)
    shown = asking.page(request.query_params)
    with opened(request) as archive:
        rows = quoted(archive, search.hits(archive, _one_more(query)))
        total = search.total(archive, query)
    items = [{**asdict(q.hit), "text": q.text, "words": q.words, "own": q.own, "found": q.found} for q in rows]
    return _page(request, items, shown, total=total, least=total >= MOST)


async def read(request: Request) -> Response:
    """POST /api/read: the readout of a text; nothing is kept."""
    given = await _given(request)
    entry = await run_in_threadpool(_read, request, given)
    return _json(encode(entry.readout))


async def add(request: Request) -> Response:
    """POST /api/add: read a text and keep it."""
    given = await _given(request)

    def work() -> Response:
        entry = _read(request, given)
        document, new = entry.readout.document.id, kept(request, entry)
        told = {"document": document, "new": new, "article": f"/article/{document}"}
        return _json(msgspec.json.encode(told), 201 if new else 200)

    return await run_in_threadpool(work)


def _read(request: Request, given: Given) -> Read:
    entry = desk(request).read(take(*given))
    if isinstance(entry, Failed):
        raise HTTPException(422, entry.reason)
    return entry


async def _given(request: Request) -> Given:
    """A JSON object with `text` or `address`; any other body is the article, with the rest in the address."""
    body = await request.body()
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return {k: v for k, v in request.query_params.items() if k in FIELDS}, ("request", body)
    try:
        fields = msgspec.json.decode(body, type=dict[str, str | None])
    except msgspec.DecodeError as error:
        raise HTTPException(400, f"The body is no JSON object of strings: {error}") from error
    unknown = sorted(fields.keys() - set(FIELDS))
    if unknown:
        raise HTTPException(400, f"{unknown[0][:40]} is none of {', '.join(FIELDS)}")
    return {k: v for k, v in fields.items() if v is not None}, None


def _one_more(query: Query) -> Query:
    """The same query with one row more, which tells whether there is a next page."""
    return replace(query, limit=None if query.limit is None else query.limit + 1)


def _page(request: Request, rows: Sequence[Any], shown: asking.Page, **more: Any) -> Response:
    """Rows with where they stand; of one row more than asked for comes the address of the next page."""
    following = None
    if len(rows) > shown.limit:
        following = f"{request.url.path}?{asking.moved(request.query_params, shown.offset + shown.limit)}"
    told = {"items": rows[: shown.limit], "offset": shown.offset, "limit": shown.limit, "next": following, **more}
    return _json(msgspec.json.encode(told))


def _json(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")


ROUTES = [
    Route("/api/article", articles),
    Route("/api/article/{document}", article),
    Route("/api/actor", actors),
    Route("/api/actor/{party}", actor),
    Route("/api/pair", pairs),
    Route("/api/pair/{a}/{b}", pair),
    Route("/api/search", found),
    Route("/api/read", read, methods=["POST"]),
    Route("/api/add", add, methods=["POST"]),
]
