"""Keeps what took long to find out, so that many visitors at once don't each have it found out again.

What is kept holds for one version of the archive. While another process writes all the time, what took long is shown
for a while longer: up to `PATIENCE` times as long as it took. What a visitor changes through the page is seen at once.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.archive.watching import Watch

T = TypeVar("T")
ENTRIES = 400
COSTLY = 0.02  # seconds of one core
PATIENCE = 40


class _Entry(NamedTuple):
    """A value with the version it is of, or a later one; `until` it is good enough though that has changed."""

    value: Any
    version: int
    until: float


class Memory:
    """What was found out about one archive; may be shared between threads."""

    def __init__(self, path: Path) -> None:
        self._watch = Watch(path)
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._gates: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()
        self._changes = 0

    def version(self) -> int:
        """The archive's version, to be asked for before it is opened; raises `ArchiveError`."""
        return self._watch.version()

    def recall(self, key: Hashable, version: int, find: Callable[[], T]) -> T:
        """What is known under the key for this version, else what `find` finds, by one thread for all that ask."""
        with self._lock:
            if found := self._known(key, version):
                return cast(T, found.value)
            gate = self._gates.setdefault(key, threading.Lock())
        with gate:
            with self._lock:
                if found := self._known(key, version):
                    return cast(T, found.value)
                changes = self._changes
            started = time.thread_time()
            try:
                value = find()
            finally:
                with self._lock:
                    self._gates.pop(key, None)
            cost = time.thread_time() - started
            with self._lock:
                if changes == self._changes:
                    until = time.monotonic() + cost * PATIENCE if cost >= COSTLY else 0.0
                    self._entries[key] = _Entry(value, version, until)
                    while len(self._entries) > ENTRIES:
                        self._entries.popitem(last=False)
            return value

    def forget(self) -> None:
        """Forget everything, also what is being found out."""
        with self._lock:
            self._changes += 1
            self._entries.clear()

    def _known(self, key: Hashable, version: int) -> _Entry | None:
        entry = self._entries.get(key)
        if entry is None or (entry.version < version and time.monotonic() > entry.until):
            return None
        self._entries.move_to_end(key)
        return entry


class Forgetting:
    """Wraps the application: before a request that may have changed something is answered, all is forgotten."""

    def __init__(self, app: ASGIApp, memory: Memory) -> None:
        self._app = app
        self._memory = memory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return

        async def forgetful(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._memory.forget()
            await send(message)

        await self._app(scope, receive, forgetful)
