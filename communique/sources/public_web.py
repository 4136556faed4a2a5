"""One page from the public web, for an address that somebody typed: nothing private, not too large, not too slow.

    body, address = fetch("https://news.example/talks.html")

A server that fetches what it is told to can be told to fetch from its own network. So each connection is made to an IP
address that was looked at, after the DNS answer and after every redirect: one that is not public is refused, and what
was looked at is what is connected to. Needs the extra `web` or `feeds`.
"""

from __future__ import annotations

import socket
import threading
import time
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from communique.sources.article import LIMIT
from communique.sources.bulk_extras import library
from communique.sources.bulk_feeds import is_feed
from communique.sources.bulk_web import AGENT, RefusedError, Web

SECONDS = 20.0  # for everything: robots.txt, redirects, the page
CHUNK = 65_536
_NAT64 = ip_network("64:ff9b::/96")  # an IPv4 address stands in the last 32 bits


class Page(NamedTuple):
    """What came back, and the address that gave it after all redirects."""

    body: bytes
    address: str


def fetch(address: str, *, limit: int = LIMIT, seconds: float = SECONDS) -> Page:
    """The page at an address, as robots.txt allows; raises `RefusedError` with the reason where it is not to be had.

    `limit` is in bytes after unpacking. Raises `SourceError` where the library that fetches is missing.
    """
    web = _PublicWeb(limit, time.monotonic() + seconds)
    try:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RefusedError(f"{address[:200]} is no http or https address")
        if parts.username or parts.password:
            raise RefusedError("an address with a name or password in it is not fetched")
        body = web.get(address).body or b""
    except ValueError as error:  # a port that is no number, an IPv6 address that is none
        raise RefusedError(f"{address[:200]} is no address: {error}") from error
    if len(body) > limit:
        raise RefusedError(f"the page has more than {limit:,} bytes")
    if is_feed(body):
        raise RefusedError("this is a feed, not a page; `communique add` and `communique watch` take feeds")
    return Page(body, web.last)


def public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it wraps another one.

    >>> public("93.184.215.14"), public("10.0.0.1"), public("::ffff:127.0.0.1"), public("169.254.169.254")
    (True, False, False, False)
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and (wrapped := _wrapped(ip)):
        ip = wrapped
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _wrapped(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 or int(ip) >> 32 == 0 else None


class _PublicWeb(Web):
    """Requests over connections to public addresses alone, all of them before one moment."""

    def __init__(self, limit: int, deadline: float) -> None:
        super().__init__(limit=limit)
        self.last = ""
        self._deadline = deadline
        self._urllib3: Any = library("urllib3", "web")
        self._pools: Any = _pools(self._urllib3, deadline)

    def _request(self, address: str, headers: dict[str, str]) -> tuple[int, Any, bytes]:
        sent = {"User-Agent": f"{AGENT} (reads political news)", "Accept-Encoding": "gzip", **headers}
        self.last = address
        try:
            answer = self._pools.request("GET", address, headers=sent, redirect=False, preload_content=False)
            try:
                body = self._body(answer)
            finally:
                answer.close()
        except self._urllib3.exceptions.HTTPError as error:
            late = time.monotonic() >= self._deadline
            raise RefusedError("it took too long" if late else f"no answer: {_reason(error)}") from error
        return int(answer.status), answer.headers, body

    def _body(self, answer: Any) -> bytes:
        """Up to one byte above the limit, unpacked."""
        body = b""
        while len(body) <= self.limit and (piece := answer.read(min(CHUNK, self.limit + 1 - len(body)))):
            body += piece
        if time.monotonic() >= self._deadline:
            raise RefusedError("it took too long")
        return body


def _pools(urllib3: Any, deadline: float) -> Any:
    """A pool manager whose connections go to public addresses and are cut at the deadline."""

    def connect(connection: Any) -> socket.socket:
        left = deadline - time.monotonic()
        if left <= 0:
            raise RefusedError("it took too long")
        try:
            found = socket.getaddrinfo(connection.host.strip("[]"), connection.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise RefusedError(f"{connection.host} has no address") from error
        addresses = [(family, where) for family, _, _, _, where in found]
        if not all(public(str(where[0])) for _, where in addresses):
            raise RefusedError(f"{connection.host} is an address of a private network, and those are not fetched")
        made = _first(addresses, min(left, SECONDS / 4))
        _cut(made, deadline)
        return made

    class Plain(urllib3.connection.HTTPConnection):  # type: ignore[misc]
        _new_conn = connect

    class Secure(urllib3.connection.HTTPSConnection):  # type: ignore[misc]
        _new_conn = connect

    class PlainPool(urllib3.HTTPConnectionPool):  # type: ignore[misc]
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):  # type: ignore[misc]
        ConnectionCls = Secure

    pools = urllib3.PoolManager(retries=False, timeout=SECONDS)
    pools.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return pools


def _first(addresses: list[tuple[Any, Any]], timeout: float) -> socket.socket:
    """A connection to the first address that takes one."""
    reason = "no address"
    for family, where in addresses:
        made = socket.socket(family, socket.SOCK_STREAM)
        made.settimeout(timeout)
        try:
            made.connect(where)
        except OSError as error:
            made.close()
            reason = error.strerror or "no answer"
        else:
            made.settimeout(SECONDS)
            return made
    raise RefusedError(f"no connection: {reason}")


def _cut(made: socket.socket, deadline: float) -> None:
    """End a connection at the deadline, also one that sends a byte now and then to seem alive.

    A copy of the socket is shut down, since TLS takes the socket itself over.
    """
    copy = made.dup()

    def end() -> None:
        try:
            copy.shutdown(socket.SHUT_RDWR)
        except OSError:  # it ended by itself
            return
        finally:
            copy.close()

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), end)
    timer.daemon = True
    timer.start()


def _reason(error: Exception) -> str:
    return str(error).partition("(Caused by")[0].strip() or type(error).__name__
