"""The same as JSON, under /api: one object an answer, lists in pages; all of it described at /api/openapi.json.

GET /api/search?q=toll&limit=2 -> {"items": [...], "offset": 0, "limit": 2, "next": "/api/search?…&offset=2", …}

Fields are those of the records of `communique.archive` and of the readout (docs/codebook.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, TypeVar

import msgspec
from msgspec.structs import asdict, replace
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.archive import dyads, listing, profile, search
from communique.archive.facets import Value
from communique.archive.facets import facets as dividing
from communique.archive.reviewing import Review
from communique.archive.search import MOST
from communique.archive.store import Failed, Read
from communique.record import Readout, Record, encode
from communique.web import asking, exporting, reviews, rows
from communique.web.described import Operation, description
from communique.web.exporting import TYPES, Item
from communique.web.giving import take
from communique.web.pages import quoted
from communique.web.state import desk, kept, opened, party, readout, recall

T = TypeVar("T")
FIELDS = ("text", "address", "published", "publisher", "url")
Given = tuple[dict[str, str], tuple[str, bytes] | None]  # fields, and a file by name


class Page(Record, frozen=True, kw_only=True):
    """Where a page of a list stands; `next` is the address of the one after it."""

    offset: int
    limit: int
    next: str | None


class Articles(Page, frozen=True, kw_only=True):
    """Articles, newest first."""

    items: tuple[listing.Listed, ...]
    total: int


class Parties(Page, frozen=True, kw_only=True):
    """Parties, those of most articles first."""

    items: tuple[listing.Party, ...]


class Told(profile.Profile, frozen=True, kw_only=True):
    """A party with its acts, whom it addresses, who reports it; `items` is the address of what it said and did."""

    acts: tuple[profile.Act, ...]
    addressed: tuple[profile.Addressed, ...]
    relayed: tuple[profile.Relayed, ...]
    items: str


class Pairs(Record, frozen=True, kw_only=True):
    """Pairs with most events lately."""

    items: tuple[dyads.Pair, ...]


class Between(Record, frozen=True, kw_only=True):
    """Two parties and their events by day, direction, class and status; `items` is the address of these events."""

    a: listing.Party
    b: listing.Party
    cells: tuple[dyads.Cell, ...]
    items: str


class Found(Page, frozen=True, kw_only=True):
    """Items found; with `least`, there are `total` of them or more."""

    items: tuple[Item, ...]
    total: int
    least: bool


class Divided(Record, frozen=True, kw_only=True):
    """Values by field with the number of items of each under the other filters; without `all`, the newest count."""

    fields: dict[str, tuple[Value, ...]]
    all: bool


class Reviews(Page, frozen=True, kw_only=True):
    """Reviews of an article as they were made, undone ones too."""

    items: tuple[Review, ...]
    total: int


class Decided(Record, frozen=True, kw_only=True):
    """Reviews that were made or undone."""

    items: tuple[Review, ...]


class Kept(Record, frozen=True, kw_only=True):
    """An article that is in the archive, and whether it is new there."""

    document: str
    new: bool
    article: str


class Article(Record, frozen=True, kw_only=True):
    """An article to be read: its text or its address, and what is known of it."""

    text: str | None = None
    address: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


def articles(request: Request) -> Response:
    """All articles, newest first."""
    shown = asking.page(request.query_params)
    with opened(request) as archive:
        found = listing.articles(archive, limit=shown.limit + 1, offset=shown.offset)
        total = recall(request, listing.reports, archive)
    return _json(Articles(items=_cut(found, shown), total=total, **_place(request, found, shown)))


def article(request: Request) -> Response:
    """The readout, as `communique read --json` prints it."""
    with opened(request) as archive:
        return _body(encode(readout(archive, request.path_params["document"])))


def actors(request: Request) -> Response:
    """Parties, those of most articles first."""
    shown = asking.page(request.query_params)
    words = request.query_params.get("name", "")[: asking.LONGEST]
    with opened(request) as archive:
        found = recall(request, listing.parties, archive, words, limit=shown.limit + 1, offset=shown.offset)
    return _json(Parties(items=_cut(found, shown), **_place(request, found, shown)))


def actor(request: Request) -> Response:
    """Who it is, its figures, acts, whom it addresses, who reports it."""
    first, last = asking.days(request.query_params)
    with opened(request) as archive:
        number = party(archive, request.path_params["party"])
        told = Told(
            **asdict(recall(request, profile.profile, archive, number, first=first, last=last)),
            acts=tuple(recall(request, profile.acts, archive, number, first=first, last=last)),
            addressed=tuple(recall(request, profile.addressed, archive, number, first=first, last=last)),
            relayed=tuple(recall(request, profile.relayed, archive, number, first=first, last=last)),
            items=f"/api/search?actor=%23{number}",
        )
    return _json(told)


def pairs(request: Request) -> Response:
    """The pairs with most events lately."""
    with opened(request) as archive:
        return _json(Pairs(items=tuple(recall(request, dyads.pairs, archive))))


def pair(request: Request) -> Response:
    """Counts by day, direction, quad class and status."""
    first, last = asking.days(request.query_params)
    with opened(request) as archive:
        a, b = (party(archive, request.path_params[k]) for k in ("a", "b"))
        told = Between(
            a=profile.party(archive, a),
            b=profile.party(archive, b),
            cells=tuple(recall(request, dyads.between, archive, a, b, first=first, last=last)),
            items=f"/api/search?kind=event&pair=%23{a}&pair=%23{b}",
        )
    return _json(told)


def found(request: Request) -> Response:
    """Items with their words; the parameters are those of the search view."""
    query = asking.query(request.query_params)
    shown = asking.page(request.query_params)
    with opened(request) as archive:
        items = quoted(archive, search.hits(archive, replace(query, limit=shown.limit + 1)))
        total = search.total(archive, query)
        by_fit = search.by_fit(archive, query)
    after = "" if by_fit or len(items) <= shown.limit else rows.address(items[shown.limit - 1].hit)
    told = tuple(exporting.item(q) for q in _cut(items, shown))
    return _json(Found(items=told, total=total, least=total >= MOST, **_place(request, items, shown, after=after)))


def divided(request: Request) -> Response:
    """How the items that a search finds divide, field by field."""
    query = asking.query(request.query_params)
    with opened(request) as archive:
        fields, whole = recall(request, dividing, archive, asking.Page(0, 0).of(query))
    return _json(Divided(fields=fields, all=whole))


async def read(request: Request) -> Response:
    """POST /api/read: the readout of a text; nothing is kept."""
    given = await _given(request)
    entry = await run_in_threadpool(_read, request, given)
    return _body(encode(entry.readout))


async def add(request: Request) -> Response:
    """POST /api/add: read a text and keep it."""
    given = await _given(request)

    def work() -> Response:
        entry = _read(request, given)
        document, new = entry.readout.document.id, kept(request, entry)
        return _json(Kept(document=document, new=new, article=f"/article/{document}"), 201 if new else 200)

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


def _cut(found: Sequence[T], shown: asking.Page) -> tuple[T, ...]:
    return tuple(found[: shown.limit])


def _place(request: Request, found: Sequence[Any], shown: asking.Page, *, after: str = "") -> dict[str, Any]:
    """Where the rows stand; of one row more than asked for comes the address of the next page."""
    following = None
    if len(found) > shown.limit:
        rest = asking.moved(request.query_params, shown.offset + shown.limit, after=after)
        following = f"{request.url.path}?{rest}"
    return {"offset": shown.offset, "limit": shown.limit, "next": following}


def _json(told: Record, status: int = 200) -> Response:
    return _body(msgspec.json.encode(told), status)


def _body(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")


def openapi(request: Request) -> Response:
    """This description."""
    return _body(_described())


@cache
def _described() -> bytes:
    return msgspec.json.encode(description(OPERATIONS, version("communique")))


_QUERY = (
    "q", "kind", "actor", "recipient", "relay", "pair", "act", "form", "type", "status", "quad", "stance", "place",
    "issue", "outlet", "from", "to", "copies",
)  # fmt: skip
_PAGE, _DAYS = ("limit", "offset"), ("from", "to")
OPERATIONS = (
    Operation("GET", "/api/article", articles, "Articles, newest first.", Articles, _PAGE),
    Operation("GET", "/api/article/{document}", article, "The readout of an article.", Readout, wrong=(404,)),
    Operation(
        "GET", "/api/article/{document}/reviews", reviews.listed, "The reviews of an article.", Reviews, _PAGE,
        wrong=(404,),
    ),
    Operation(
        "POST", "/api/article/{document}/reviews", reviews.made, "Accept, correct, reject or add an item.", Decided,
        takes=reviews.Asked, status=(201,), wrong=(404, 503),
    ),
    Operation(
        "DELETE", "/api/article/{document}/reviews/{number}", reviews.undone, "Take a review back.", Decided,
        wrong=(404, 503),
    ),
    Operation("GET", "/api/actor", actors, "Parties, those of most articles first.", Parties, ("name", *_PAGE)),
    Operation("GET", "/api/actor/{party}", actor, "One party and its figures.", Told, _DAYS, wrong=(404,)),
    Operation("GET", "/api/pair", pairs, "Pairs with most events lately.", Pairs),
    Operation("GET", "/api/pair/{a}/{b}", pair, "What two parties did to each other.", Between, _DAYS, wrong=(404,)),
    Operation(
        "GET", "/api/search", found, "Items with their words.", Found, (*_QUERY, "newest", *_PAGE, "after")
    ),
    Operation("GET", "/api/facets", divided, "How the items found divide, field by field.", Divided, _QUERY),
    Operation(
        "GET", "/api/export", exporting.export, "All items found, newest first.", tuple(TYPES.values()),
        ("format", *_QUERY),
    ),
    Operation(
        "POST", "/api/read", read, "Read an article; nothing is kept.", Readout, FIELDS[2:], Article, True,
        wrong=(413, 422),
    ),
    Operation(
        "POST", "/api/add", add, "Read an article and keep it.", Kept, FIELDS[2:], Article, True, (200, 201),
        wrong=(413, 422, 503),
    ),
    Operation("GET", "/api/openapi.json", openapi, "This description.", dict[str, Any]),
)  # fmt: skip
ROUTES = [Route(o.path, o.endpoint, methods=[o.method]) for o in OPERATIONS]
