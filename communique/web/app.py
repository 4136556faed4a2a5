"""The application: routes, errors, and the guard around all of it.

make(Path("news.db"), token="…") is an ASGI application, for uvicorn or a test client.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from inspect import iscoroutinefunction
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from communique.archive.errors import ArchiveError
from communique.web import api, frame, pages, reviews
from communique.web.desk import Desk
from communique.web.guard import LOOPBACK, Guard
from communique.web.memory import Forgetting, Memory

THREADS = (os.cpu_count() or 1) + 2  # one may wait for another's drawing


def make(
    archive: Path,
    *,
    names: frozenset[str] = LOOPBACK,
    numbers: bool = False,
    token: str | None = None,
    desk: Desk | None = None,
) -> Guard:
    """The page over one archive. `names`, `numbers` and `token` are those of `Guard`."""
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="view")
    app = Starlette(
        routes=[
            *(_in_turn(r, threads) for r in (*reviews.ROUTES, *pages.ROUTES, *api.ROUTES)),
            Route("/static/{name}", static),
        ],
        exception_handlers={HTTPException: refused, ArchiveError: unanswered, Exception: broken},
    )
    app.state.archive = archive
    app.state.memory = Memory(archive)
    app.state.desk = desk or Desk(archive)
    return Guard(Forgetting(app, app.state.memory), names=names, numbers=numbers, token=token)


def _in_turn(route: Route, threads: ThreadPoolExecutor) -> Route:
    """The route; a view that is no coroutine is run in one of a few threads, as many at once only hinder each other."""
    view: Callable[[Request], Response] = route.endpoint
    if iscoroutinefunction(view) or "GET" not in (route.methods or ()):  # what writes may wait for another writer
        return route

    async def shown(request: Request) -> Response:
        return await asyncio.get_running_loop().run_in_executor(threads, view, request)

    return Route(route.path, shown, methods=sorted(route.methods or ()))


def static(request: Request) -> Response:
    """A style sheet or script; its address changes with it, so browsers may keep it."""
    found = frame.asset(request.path_params["name"])
    if found is None:
        raise HTTPException(404, "There is no such file.")
    return Response(found.body, headers={"Content-Type": found.type, "Cache-Control": "public, max-age=31536000"})


def refused(request: Request, error: Exception) -> Response:
    """A request that can't be answered, with the reason."""
    assert isinstance(error, HTTPException)
    why = {404: "Nothing is at this address.", 405: "This can't be done here."}
    said = error.detail if error.detail not in ("Not Found", "Method Not Allowed") else why[error.status_code]
    return _answer(request, error.status_code, said, error.headers)


def unanswered(request: Request, error: Exception) -> Response:
    """A question that the archive can't answer."""
    return _answer(request, 400, str(error))


def broken(request: Request, error: Exception) -> Response:
    """A fault of ours; what it was is on the server's standard error, not on the page."""
    return _answer(request, 500, "Something went wrong here. Please tell us what you did.")


def _answer(request: Request, status: int, why: str, headers: object = None) -> Response:
    more = dict(headers) if isinstance(headers, dict) else None
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": why}, status, headers=more)
    return HTMLResponse(frame.trouble(status, why), status, headers=more)
