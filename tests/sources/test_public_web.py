"""Pages for addresses that somebody typed: only public ones, in bounds, also behind redirects and names."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from communique.sources import public_web
from communique.sources.bulk_web import RefusedError
from communique.sources.public_web import fetch, public
from tests.sources.webserver import Server

pytest.importorskip("urllib3")
PRIVATE = "is an address of a private network"
resolve = socket.getaddrinfo


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch, server: Server) -> dict[str, str]:
    """Names and their addresses; 127.0.0.1 counts as public, so that the test's server can be reached."""
    known = {"news.example": "127.0.0.1"}

    def answer(host: str, port: int, **more: int) -> list[tuple[object, ...]]:
        return resolve(known.get(host, host), port, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(public_web.socket, "getaddrinfo", answer)  # type: ignore[attr-defined]
    monkeypatch.setattr(public_web, "public", lambda address: address == "127.0.0.1")
    return known


def at(server: Server, path: str, host: str = "news.example") -> str:
    return f"http://{host}:{server.http.server_port}{path}"


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "127.9.9.9", "0.0.0.0", "100.64.0.1", "169.254.169.254",
        "224.0.0.1", "255.255.255.255", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:0:1:1::1",
    ],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"]
)
def test_public_addresses(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "0"])
def test_a_private_address_is_refused_before_a_connection(server: Server, host: str) -> None:
    with pytest.raises(RefusedError, match=PRIVATE):
        fetch(at(server, "/", host))
    assert server.asked == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("file:///etc/passwd", "is no http or https address"),
        ("gopher://news.example/", "is no http or https address"),
        ("news.example/page", "is no http or https address"),
        ("", "is no http or https address"),
        ("http://", "is no http or https address"),
        ("http://me:secret@news.example/", "with a name or password"),
        ("http://[bad/", "is no address"),
        ("http://nowhere.invalid/", "nowhere.invalid has no address"),
    ],
)
def test_what_is_no_address_of_a_page(address: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        fetch(address)


def test_a_page(server: Server, names: dict[str, str]) -> None:
    server.page("/old", "", 301, Location="/new")
    server.page("/new", gzip.compress(b"<p>Talks</p>"), Content_Encoding="gzip")
    assert fetch(at(server, "/old")) == (b"<p>Talks</p>", at(server, "/new"))
    assert server.asked == ["/robots.txt", "/old", "/new"]


def test_a_redirect_to_a_private_address_is_refused(server: Server, names: dict[str, str]) -> None:
    server.page("/out", "", 302, Location="http://10.0.0.7/admin")
    with pytest.raises(RefusedError, match=f"10.0.0.7 {PRIVATE}"):
        fetch(at(server, "/out"))
    server.page("/file", "", 302, Location="file:///etc/passwd")
    with pytest.raises(RefusedError, match="no http or https address"):
        fetch(at(server, "/file"))


def test_a_name_that_leads_to_a_private_address_is_refused(server: Server, names: dict[str, str]) -> None:
    names["inside.example"] = "192.168.0.3"
    with pytest.raises(RefusedError, match=f"inside.example {PRIVATE}"):
        fetch(at(server, "/", "inside.example"))


def test_a_name_with_one_private_address_among_others_is_refused(
    monkeypatch: pytest.MonkeyPatch, server: Server, names: dict[str, str]
) -> None:
    port = server.http.server_port
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in ("127.0.0.1", "10.0.0.1")]
    monkeypatch.setattr(public_web.socket, "getaddrinfo", lambda *_, **__: both)  # type: ignore[attr-defined]
    with pytest.raises(RefusedError, match=PRIVATE):
        fetch(at(server, "/"))
    assert server.asked == []


def test_the_address_that_was_looked_at_is_the_one_connected_to(
    monkeypatch: pytest.MonkeyPatch, server: Server, names: dict[str, str]
) -> None:
    """A name that answers 127.0.0.1 at the first question and 10.0.0.1 later is asked once for each connection."""
    server.page("/", "here")
    asked: list[str] = []

    def answer(host: str, port: int, **more: int) -> list[tuple[object, ...]]:
        asked.append(host)
        return resolve("127.0.0.1", port, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(public_web.socket, "getaddrinfo", answer)  # type: ignore[attr-defined]
    assert fetch(at(server, "/")).body == b"here"
    assert asked == ["news.example"] * 2  # robots.txt, the page


def test_what_robots_txt_forbids_is_not_fetched(server: Server, names: dict[str, str]) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 3600\n")
    server.page("/private", "no")
    server.page("/open", "yes")
    with pytest.raises(RefusedError, match=r"robots\.txt forbids it"):
        fetch(at(server, "/private"))
    assert fetch(at(server, "/open")).body == b"yes"


def test_too_large_a_page(server: Server, names: dict[str, str]) -> None:
    server.page("/large", gzip.compress(b"x" * 1_000_000), Content_Encoding="gzip")
    with pytest.raises(RefusedError, match="more than 5,000 bytes"):
        fetch(at(server, "/large"), limit=5_000)


def test_a_feed_is_no_page(server: Server, names: dict[str, str]) -> None:
    server.feed((at(server, "/1"), "text"))
    with pytest.raises(RefusedError, match="this is a feed"):
        fetch(at(server, "/feed"))


def test_errors_of_the_server(server: Server, names: dict[str, str]) -> None:
    with pytest.raises(RefusedError, match="the server answered 404"):
        fetch(at(server, "/none"))
    server.page("/round", "", 302, Location="/round")
    with pytest.raises(RefusedError, match="moved more than 5 times"):
        fetch(at(server, "/round"))


def test_a_server_that_never_ends_is_left(names: dict[str, str]) -> None:
    """It sends a byte now and then, so that no single wait is long."""
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        while True:
            try:
                caller, _ = listener.accept()
                while True:
                    caller.sendall(b"H")
                    time.sleep(0.05)
            except OSError:
                if listener.fileno() < 0:
                    return

    threading.Thread(target=drip, daemon=True).start()
    started = time.monotonic()
    with pytest.raises(RefusedError, match="took too long"):
        fetch(f"http://news.example:{listener.getsockname()[1]}/", seconds=1.0)
    assert time.monotonic() - started < 5
    listener.close()
