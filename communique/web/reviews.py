"""Reviews over the page: the article view with its verdicts, what its forms send, and the same as JSON.

POST /api/article/ID/reviews {"item": "S4", "verdict": "reject", "who": "K. Alder"} -> 201 {"items": [{"id": 12, …}]}

Decisions go into the archive's layer of reviews; the reading stays as it is. Forms answer with the article.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote, unquote, urlencode

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from communique.archive import listing
from communique.archive import reviews as layer
from communique.archive.errors import ArchiveError, BusyError
from communique.archive.reviewing import Review, ReviewKind, Verdict, kind_of
from communique.archive.reviews import Decision
from communique.archive.store import Archive
from communique.web import articles, asking, verdicts
from communique.web.fields import FIELDS, UnclearError, changes
from communique.web.frame import page
from communique.web.state import opened, readout
from communique.web.verdicts import State

WHO = "communique_reviewer"
YEAR = 365 * 86_400  # seconds
LONGEST = 80  # characters of a name
MOST = 100  # items of one decision
KINDS = ("statements", "events", "expectations", "positions")  # in the order that addresses have
T = TypeVar("T")


def article(request: Request) -> Response:
    """One article; an item is addressed by its fragment, the form of one by `correct`, that of a new one by `new`."""
    params = request.query_params
    new = None
    if kind := params.get("new"):
        at = params.get("t", "")
        start, _, end = at.partition("-")
        known = start.isdecimal() and end.isdecimal() and len(at) < 30
        new = (kind, params.get("words", "")[: asking.LONGEST], at if known else "")
    with opened(request) as archive:
        return _shown(request, archive, correct=params.get("correct", ""), new=new)


async def decide(request: Request) -> Response:
    """POST /article/ID/reviews: a decision about the items of a card, or a new item, from a form."""
    async with request.form(max_files=0, max_fields=2_000) as form:
        return await run_in_threadpool(_decide, request, form)


async def undo(request: Request) -> Response:
    """POST /article/ID/reviews/undo: decisions are taken back."""
    async with request.form(max_files=0, max_fields=MOST + 10) as form:
        numbers = [_number(str(v)) for v in form.getlist("review")[:MOST]]

    def work() -> Response:
        document = request.path_params["document"]
        with _writable(request) as archive:
            found = _own(archive, document, numbers)
            _busy(lambda: layer.undo(archive, *numbers))
        return _back(request, found[0].label if found else "")

    return await run_in_threadpool(work)


async def reviewer(request: Request) -> Response:
    """POST /article/ID/reviewer: the name under which this visitor decides."""
    async with request.form(max_files=0, max_fields=10) as form:
        answer = _back(request, "")
        _remember(answer, _name(str(form.get("who", ""))))
        return answer


def listed(request: Request) -> Response:
    """GET /api/article/ID/reviews: all reviews of an article as they were made, undone ones too."""
    shown = asking.page(request.query_params)
    document = request.path_params["document"]
    with opened(request) as archive:
        readout(archive, document)
        found = layer.reviews(archive, document)
    end = shown.offset + shown.limit
    following = f"{request.url.path}?{asking.moved(request.query_params, end)}" if len(found) > end else None
    told = {"items": found[shown.offset : end], "offset": shown.offset, "limit": shown.limit, "next": following}
    return _json({**told, "total": len(found)})


async def made(request: Request) -> Response:
    """POST /api/article/ID/reviews: one decision; `changes` go with "correct", `kind` and `fields` with "add"."""
    given = _object(request, await request.body())
    who = _name(given.who) or _who(request)
    if not who:
        raise HTTPException(400, "who is missing: a review needs the name of the person who makes it")
    if given.verdict == "add":
        decision = Decision("add", given.kind, None, given.fields) if given.kind else None
    else:
        fields = given.changes if given.verdict == "correct" else None
        decision = Decision(given.verdict, kind_of(given.item), given.item, fields) if given.item else None
        if given.verdict == "correct" and not fields:
            raise HTTPException(400, "changes are missing")
    if decision is None:
        raise HTTPException(400, "kind is missing" if given.verdict == "add" else "item is missing")

    def work() -> Response:
        numbers = _keep(request, [decision], who)
        with opened(request) as archive:
            return _json({"items": _own(archive, request.path_params["document"], numbers)}, 201)

    return await run_in_threadpool(work)


def undone(request: Request) -> Response:
    """DELETE /api/article/ID/reviews/NUMBER: the review is taken back; it stays in the list with the time."""
    document, number = request.path_params["document"], _number(request.path_params["number"])
    with _writable(request) as archive:
        _own(archive, document, [number])
        _busy(lambda: layer.undo(archive, number))
        return _json({"items": _own(archive, document, [number])})


class Asked(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a decision as JSON."""

    verdict: Verdict
    item: str | None = None
    changes: dict[str, Any] | None = None
    kind: ReviewKind | None = None
    fields: dict[str, Any] | None = None
    who: str = ""


def _decide(request: Request, form: FormData) -> Response:
    verdict = str(form.get("verdict", ""))
    labels = list(dict.fromkeys(str(v) for v in form.getlist("item")))[:MOST]
    if verdict not in ("accept", "reject", "correct", "add") or (verdict != "add" and not labels):
        raise HTTPException(400, "This is no decision about an item.")
    who = _name(str(form.get("who", ""))) or _who(request)
    sent = _sent(form)
    with opened(request) as archive:
        if not who:
            along = [(k, str(v)) for k, v in form.multi_items() if k != "who"]
            state = _state(request, archive)
            return HTMLResponse(page("Who decides?", verdicts.asked(state, along), active="Articles"))
        if verdict == "add":
            kind = str(form.get("new", ""))
            made_of = next((k for k in FIELDS if k == kind), None)
            if made_of is None:
                raise HTTPException(400, "This is no kind of item.")
            fields = {n.partition(".")[2]: v for n, v in sent.items() if n.startswith("new.")}
            present = readout(archive, request.path_params["document"])
            try:
                some = [Decision("add", made_of, None, changes(made_of, fields, None, present))]
                return _kept(request, some, who, "")
            except (UnclearError, ArchiveError) as error:
                return _shown(request, archive, new=(kind, "", ""), sent=sent, wrong=str(error), status=400)
        if verdict != "correct":
            ids = _state(request, archive).items
            if missing := [i for i in labels if i not in ids]:
                raise HTTPException(409, f"{missing[0][:20]} is not there any more: look at the article again.")
            some = [Decision("accept" if verdict == "accept" else "reject", kind_of(i), i) for i in labels]
            return _kept(request, some, who, labels[0])
        return _corrected(request, archive, labels, sent, who)


def _corrected(
    request: Request, archive: Archive, labels: Sequence[str], sent: Mapping[str, Sequence[str]], who: str
) -> Response:
    """Keeps what a form of corrections changed; shows it again where it can't be taken."""
    state = _state(request, archive)
    items = [state.items[i] for i in labels if i in state.items]
    if len(items) < len(labels) or verdicts.digest(items) not in sent.get("seen", ()):
        told = "This was changed meanwhile by somebody else. What stands now is shown; nothing of yours is kept."
        return _shown(request, archive, correct=labels[0], wrong=told, status=409)
    try:
        some = []
        for item in items:
            kind = kind_of(item.id)
            if sent.get(f"{item.id}.reject"):
                some.append(Decision("reject", kind, item.id))
                continue
            fields = {n.partition(".")[2]: v for n, v in sent.items() if n.startswith(f"{item.id}.")}
            if changed := changes(kind, fields, item, state.readout):
                some.append(Decision("correct", kind, item.id, changed))
        some.sort(key=lambda d: d.verdict == "reject")  # what is rejected may be named by what is corrected
        return _kept(request, some, who, labels[0])
    except (UnclearError, ArchiveError) as error:
        return _shown(request, archive, correct=labels[0], sent=sent, wrong=str(error), status=400)


def _shown(
    request: Request,
    archive: Archive,
    *,
    correct: str = "",
    new: tuple[str, str, str] | None = None,
    sent: Mapping[str, Sequence[str]] | None = None,
    wrong: str = "",
    status: int = 200,
) -> Response:
    """The article with its verdicts."""
    state = msgspec.structs.replace(_state(request, archive), correct=correct, new=new, sent=sent, wrong=wrong[:300])
    cast = listing.appearing(archive, request.path_params["document"])
    return HTMLResponse(articles.one(state.readout, cast, beside=verdicts.beside(state)), status)


def _state(request: Request, archive: Archive) -> State:
    document = request.path_params["document"]
    present = readout(archive, document)
    kinds, order, query = _switches(request.query_params)
    return State(
        readout=present,
        machine=layer.reading(archive, document),
        reviews=layer.reviews(archive, document),
        who=_who(request),
        query=query,
        kinds=kinds,
        unsure=order,
    )


def _switches(params: QueryParams) -> tuple[frozenset[str] | None, bool, str]:
    """Which kinds are shown, whether the least sure come first, and how an address says so."""
    show = params.get("show")
    kinds = None if show is None else frozenset(show.split(",")) & set(KINDS)
    said = {} if kinds is None else {"show": ",".join(k for k in KINDS if k in kinds)}
    if unsure := params.get("order") == "unsure":
        said["order"] = "unsure"
    return kinds, unsure, urlencode(said, safe=",")


def _kept(request: Request, decisions: Sequence[Decision], who: str, label: str) -> Response:
    """Keeps decisions from a form and leads back to the article."""
    numbers = _keep(request, decisions, who) if decisions else []
    if not label and numbers:
        with opened(request) as archive:
            label = _own(archive, request.path_params["document"], numbers)[0].label
    answer = _back(request, label)
    _remember(answer, who)
    return answer


def _keep(request: Request, decisions: Sequence[Decision], who: str) -> list[int]:
    document = request.path_params["document"]
    with _writable(request) as archive:
        readout(archive, document)
        return _busy(lambda: layer.decide(archive, document, decisions, who=who))


def _busy(work: Callable[[], T]) -> T:
    try:
        return work()
    except BusyError as error:
        raise HTTPException(503, "The archive can't be written now; try again later.") from error


def _writable(request: Request) -> Archive:
    try:
        return Archive(request.app.state.archive, writable=True)
    except ArchiveError as error:
        raise HTTPException(503, "The archive can't be opened for writing.") from error


def _own(archive: Archive, document: str, numbers: Sequence[int]) -> list[Review]:
    """These reviews, which must be of the document; raises 404."""
    known = {r.id: r for r in layer.reviews(archive, document)}
    if missing := [n for n in numbers if n not in known]:
        raise HTTPException(404, f"There is no review {missing[0]} of this article.")
    return [known[n] for n in numbers]


def _back(request: Request, label: str) -> Response:
    """Leads to the article as it was shown, at an item."""
    _, _, query = _switches(request.query_params)
    path = f"/article/{quote(request.path_params['document'], safe='')}"
    return RedirectResponse(path + (f"?{query}" if query else "") + (f"#{label}" if label else ""), 303)


def _sent(form: FormData) -> dict[str, list[str]]:
    sent: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        sent.setdefault(name, []).append(str(value))
    return sent


def _object(request: Request, body: bytes) -> Asked:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(400, "The body must be a JSON object, with Content-Type: application/json.")
    try:
        return msgspec.json.decode(body, type=Asked)
    except msgspec.DecodeError as error:
        raise HTTPException(400, f"The body is no decision: {error}") from error


def _json(told: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(told), status, media_type="application/json")


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise HTTPException(404, "There is no such review.")
    return int(given)


def _who(request: Request) -> str:
    return _name(unquote(request.cookies.get(WHO, "")))


def _name(given: str) -> str:
    """A name on one line."""
    return "".join(c for c in " ".join(given.split()) if c.isprintable())[:LONGEST].strip()


def _remember(answer: Response, who: str) -> None:
    if who:
        answer.set_cookie(WHO, quote(who, safe=""), max_age=YEAR, httponly=True, samesite="lax", path="/")
    else:
        answer.delete_cookie(WHO, path="/")


ROUTES = [
    Route("/article/{document}", article),
    Route("/article/{document}/reviews", decide, methods=["POST"]),
    Route("/article/{document}/reviews/undo", undo, methods=["POST"]),
    Route("/article/{document}/reviewer", reviewer, methods=["POST"]),
]
