"""Fetching from a server of our own: feeds, pages, versions, robots.txt, redirects, refusals."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from datetime import date

import pytest

from communique.sources.bulk import Bulk
from communique.sources.bulk_records import Input, Item, Unreadable
from communique.sources.bulk_web import RefusedError, Version, Web
from tests.sources.webserver import Server

pytest.importorskip("feedparser")


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


def got(web: Web, address: str) -> list[Item]:
    return list(web.items(address))


def test_a_feed_gives_the_pages_that_it_links_to(server: Server) -> None:
    server.page("/1", "<html>One</html>")
    server.page("/2", gzip.compress(b"<html>Two</html>"), Content_Encoding="gzip")
    links = [f"{server.root}/{n}" for n in (1, 2, 3, 4)]
    server.feed((links[0], ""), (links[1], ""), (links[2], "Only here"), (links[3], ""), (f"{server.root}/feed", ""))
    web = Web(pause=0, known=lambda address: address == links[0])
    two, three, four, circle = got(web, f"{server.root}/feed")
    assert two == Input(name=links[1], data=b"<html>Two</html>", url=links[1], published=date(2024, 2, 14))
    assert isinstance(three, Input)
    assert three.name == links[2]
    assert "<p>Only here</p>" in str(three.data)
    assert four == Unreadable(name=links[3], data=b"", kind="not fetched", reason="the server answered 404")
    assert isinstance(circle, Unreadable)
    assert circle.reason == "a feed links here as to an article, but this is a feed"
    assert server.asked == ["/robots.txt", "/feed", "/2", "/3", "/4", "/feed"]
    assert server.headers["/2"]["User-Agent"].startswith("communique ")


def test_an_unchanged_address_is_not_sent_again(server: Server) -> None:
    server.feed((f"{server.root}/1", ""), ETag='"v1"', Last_Modified="Wed, 14 Feb 2024 09:00:00 GMT")
    server.page("/1", "<html>One</html>")
    address = f"{server.root}/feed"
    web = Web(pause=0)
    assert len(got(web, address)) == 1
    assert web.versions == {address: Version('"v1"', "Wed, 14 Feb 2024 09:00:00 GMT")}
    later = Web(web.versions, pause=0)
    assert got(later, address) == []
    assert server.headers["/feed"]["If-Modified-Since"] == "Wed, 14 Feb 2024 09:00:00 GMT"
    assert later.versions == web.versions
    server.feed((f"{server.root}/1", ""), ETag='"v2"')
    assert len(got(later, address)) == 1
    assert later.versions == {address: Version('"v2"', None)}


def test_a_version_counts_only_when_all_its_items_are_through(server: Server) -> None:
    server.feed((f"{server.root}/1", "a"), (f"{server.root}/2", "b"), ETag='"v1"')
    web = Web(pause=0)
    items = web.items(f"{server.root}/feed")
    next(items)
    items.close()
    assert web.versions == {}


def test_robots_are_obeyed(server: Server) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 1\n")
    server.page("/private/1", "<html>Secret</html>")
    server.page("/1", "<html>One</html>")
    web = Web(pause=0)
    assert got(web, f"{server.root}/private/1") == [
        Unreadable(name=f"{server.root}/private/1", data=b"", kind="not fetched", reason="robots.txt forbids it")
    ]
    started = time.monotonic()
    assert len(got(web, f"{server.root}/1")) == 1
    assert time.monotonic() - started > 0.8
    assert server.asked == ["/robots.txt", "/1"]


def test_a_server_in_trouble_is_left_alone(server: Server) -> None:
    server.page("/robots.txt", "", status=503)
    with pytest.raises(RefusedError, match=r"robots\.txt can't be read, the server answered 503"):
        Web(pause=0).get(f"{server.root}/1")


def test_redirects(server: Server) -> None:
    server.page("/old", "", status=301, Location="/new")
    server.page("/new", "<html>New</html>")
    server.page("/round", "", status=302, Location="/round")
    server.page("/away", "", status=302, Location="ftp://files.example/1")
    web = Web(pause=0)
    assert web.get(f"{server.root}/old").body == b"<html>New</html>"
    for path, reason in (("/round", "it is moved more than 5 times"), ("/away", "is no http or https address")):
        with pytest.raises(RefusedError, match=reason):
            web.get(server.root + path)


def test_no_more_is_taken_than_the_limit(server: Server) -> None:
    server.page("/1", b"x" * 5000)
    (item,) = got(Web(pause=0, limit=1000), f"{server.root}/1")
    assert len(item.data) == 1001


def test_where_nobody_answers(server: Server) -> None:
    server.http.shutdown()
    server.http.server_close()
    (item,) = got(Web(pause=0), f"{server.root}/1")
    assert isinstance(item, Unreadable)
    assert (item.kind, item.reason.split(":")[0]) == ("not fetched", "no answer")


def test_addresses_among_other_sources(server: Server) -> None:
    server.page("/1", "<html>One</html>")
    bulk = Bulk(["-"], lines=[f"{server.root}/1\n"], web=Web(pause=0))
    assert [i.name for i in bulk] == [f"{server.root}/1"]
    assert Bulk([f"{server.root}/1"]).size is None
