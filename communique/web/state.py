"""What requests share: the archive's file, opened anew by each, the desk, and the memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request

from communique.archive import profile
from communique.archive.errors import ArchiveError
from communique.archive.store import Archive, Read
from communique.record import Readout
from communique.web.desk import Desk
from communique.web.memory import Memory

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def opened(request: Request) -> Iterator[Archive]:
    """The archive as it is at one moment; raises 503 where it can't be opened."""
    try:
        request.state.version = memory(request).version()
        archive = Archive(request.app.state.archive)
    except ArchiveError as error:
        raise HTTPException(503, "The archive can't be opened.") from error
    with archive, archive.snapshot():
        yield archive


def memory(request: Request) -> Memory:
    """What is known from earlier requests."""
    found = request.app.state.memory
    assert isinstance(found, Memory)
    return found


def recall(request: Request, find: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
    """What a function of the opened archive, its first argument, gives, found out once for each version of it."""
    key = (find.__module__, find.__qualname__, given[1:], tuple(sorted(named.items())))
    return memory(request).recall(key, request.state.version, lambda: find(*given, **named))


def desk(request: Request) -> Desk:
    """The desk that reads and holds."""
    found = request.app.state.desk
    assert isinstance(found, Desk)
    return found


def kept(request: Request, entry: Read) -> bool:
    """Put a reading into the archive; whether it is new there. Raises 503 where it can't be written."""
    try:
        return desk(request).keep(entry)
    except ArchiveError as error:
        raise HTTPException(503, "The archive can't be written now; try again later.") from error


def readout(archive: Archive, document: str) -> Readout:
    """The readout of a document; raises 404."""
    try:
        return archive.readout(document)
    except ArchiveError as error:
        raise HTTPException(404, f"There is no article {document[:60]} in this archive.") from error


def party(archive: Archive, name: str) -> int:
    """The number of a party, by its number or link; raises 404."""
    try:
        return profile.number(archive, name)
    except ArchiveError as error:
        raise HTTPException(404, f"There is no actor {name[:60]} in this archive.") from error
