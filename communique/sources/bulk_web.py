"""Addresses: pages and feeds fetched politely, one request at a time for a host, as robots.txt allows.

    web = Web()
    for item in web.items("https://news.example/feed.rss"):
        ...

A feed gives the pages that its entries link to, without those that are known; where a page may not be fetched, the text
of the entry itself. What a server calls the version of an address (ETag, Last-Modified) is sent back at the next visit,
so an unchanged feed costs next to nothing. Needs the extra `feeds`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import msgspec

from communique.sources.article import LIMIT
from communique.sources.bulk_extras import library
from communique.sources.bulk_feeds import Entry, entries, is_feed
from communique.sources.bulk_records import Input, Item, Unreadable
from communique.sources.errors import SourceError

AGENT = "communique"
PAUSE = 1.0  # seconds between two requests to a host; robots.txt may ask for more
HOPS = 5
SECONDS = 20.0
_MOVED = frozenset({301, 302, 303, 307, 308})


class Version(NamedTuple):
    """What a server calls the version of an address that it gave."""

    etag: str | None = None
    modified: str | None = None


class Answer(NamedTuple):
    """What came back; `body` is None where it has not changed."""

    body: bytes | None
    version: Version


class RefusedError(Exception):
    """An address that was not fetched, and why."""


class Web:
    """Fetches. `versions` are those of earlier visits; after `items` of an address are through, it has the new one."""

    def __init__(
        self,
        versions: dict[str, Version] | None = None,
        *,
        known: Callable[[str], bool] = lambda _: False,
        pause: float | None = None,
        limit: int = LIMIT,
    ) -> None:
        self.versions = dict(versions or {})
        self.known = known
        self.pause = PAUSE if pause is None else pause
        self.limit = limit
        self._robots: dict[str, RobotFileParser] = {}
        self._last: dict[str, float] = {}
        self._library: Any = None

    def items(self, address: str) -> Iterator[Item]:
        """The article at an address, or those of the feed there; nothing where it has not changed."""
        try:
            answer = self.get(address, self.versions.get(address, Version()))
            if answer.body is None:
                return
            if is_feed(answer.body):
                yield from self._linked(answer.body)
            else:
                yield Input(name=address, data=answer.body, url=address)
        except RefusedError as error:
            yield Unreadable(name=address, data=b"", kind="not fetched", reason=str(error))
        except SourceError as error:
            yield Unreadable(name=address, data=b"", kind=error.kind, reason=str(error))
        else:
            self.versions[address] = answer.version

    def get(self, address: str, version: Version = Version()) -> Answer:  # noqa: B008  an immutable
        """Fetch one address, unless it is of this version still; raises `RefusedError` where it can't or may not be."""
        headers = {"If-None-Match": version.etag, "If-Modified-Since": version.modified}
        for _ in range(HOPS + 1):
            self._ask_leave(address)
            status, got, body = self._request(address, {k: v for k, v in headers.items() if v})
            if status in _MOVED and got.get("Location"):
                address = urljoin(address, got["Location"])
            elif status == 304:
                return Answer(None, version)
            elif status == 200:
                return Answer(body, Version(got.get("ETag"), got.get("Last-Modified")))
            else:
                raise RefusedError(f"the server answered {status}")
        raise RefusedError(f"it is moved more than {HOPS} times")

    def _linked(self, feed: bytes) -> Iterator[Item]:
        for entry in entries(feed):
            if entry.link is None:
                yield entry.item()
            elif not self.known(entry.link):
                yield self._page(entry, entry.link)

    def _page(self, entry: Entry, link: str) -> Item:
        """The page of an entry, else the entry by itself; both are named by the page's address."""
        try:
            body = self.get(link).body or b""
            if not is_feed(body):  # a feed that links to feeds goes round in circles
                return Input(name=link, data=body, url=link, published=entry.published)
            reason = "a feed links here as to an article, but this is a feed"
        except RefusedError as error:
            reason = str(error)
        if entry.body.strip():
            return msgspec.structs.replace(entry.item(), name=link)
        return Unreadable(name=link, data=b"", kind="not fetched", reason=reason)

    def _ask_leave(self, address: str) -> None:
        """Raises `RefusedError` where robots.txt forbids the address."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise RefusedError(f"{address} is no http or https address")
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            rules = self._robots[host] = RobotFileParser()
            status, _, body = self._request(f"{host}/robots.txt", {})
            if status == 200:
                rules.parse(body.decode("utf-8", "replace").splitlines())
            elif 400 <= status < 500:
                rules.parse([])
            else:
                del self._robots[host]
                raise RefusedError(f"robots.txt can't be read, the server answered {status}")
        if not self._robots[host].can_fetch(AGENT, address):
            raise RefusedError("robots.txt forbids it")

    def _request(self, address: str, headers: dict[str, str]) -> tuple[int, Any, bytes]:
        """Status, headers and body (up to one byte above the limit), after the pause that is due to the host."""
        urllib3 = library("urllib3", "feeds")
        if self._library is None:
            self._library = urllib3.PoolManager(retries=False, timeout=SECONDS)
        parts = urlsplit(address)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        pause = max(self.pause, float((rules.crawl_delay(AGENT) if rules else None) or 0))
        time.sleep(max(0.0, self._last.get(parts.netloc, 0.0) + pause - time.monotonic()))
        sent = {"User-Agent": f"{AGENT} (reads political news)", "Accept-Encoding": "gzip", **headers}
        try:
            answer = self._library.request("GET", address, headers=sent, redirect=False, preload_content=False)
            try:
                body = answer.read(self.limit + 1, decode_content=True)
            finally:
                answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise RefusedError(f"no answer: {error}") from error
        finally:
            self._last[parts.netloc] = time.monotonic()
        return int(answer.status), answer.headers, body
