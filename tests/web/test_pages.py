"""The views, over the bundled examples: what they show, where they lead, that they are valid without scripts."""

from __future__ import annotations

import multiprocessing
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from communique.archive import Archive, Query, dyads, hits, listing, profile
from communique.web import make
from communique.web.search import command
from tests.archive.readouts import article
from tests.web.conftest import BASE

TITLE = "Armenia and Azerbaijan agree to truce talks as each accuses the other of new shelling"


@pytest.fixture(scope="module")
def archive(examples: Path) -> Archive:
    return Archive(examples)


@pytest.fixture(scope="module")
def document(archive: Archive) -> str:
    (found,) = (a.document for a in listing.articles(archive, limit=9) if a.title == TITLE)
    return found


def page(client: TestClient, address: str, status: int = 200) -> Element:
    """The page, which must be valid HTML."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(answer.text)


def said(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def with_class(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if name in e.get("class", "").split()]


def test_articles(client: TestClient, document: str) -> None:
    root = page(client, "/")
    titles = with_class(root, "title")
    assert len(titles) == 3
    assert {said(t): t.get("href") for t in titles}[TITLE] == f"/article/{document}"
    assert "1 to 3 of 3" in said(root)
    second = page(client, "/?limit=2&offset=2")
    assert "3 to 3 of 3" in said(second)
    assert [a.get("href") for a in second.iter("a") if a.get("rel") == "prev"] == ["/?limit=2"]


def test_an_article_has_every_item_at_its_address(client: TestClient, archive: Archive, document: str) -> None:
    root = page(client, f"/article/{document}")
    readout = archive.readout(document)
    ids = {e.get("id") for e in root.iter()}
    records = (*readout.statements, *readout.events, *readout.expectations, *readout.positions)
    assert {r.id for r in records} <= ids
    assert said(root.find(".//h1")).startswith("Armenia and Azerbaijan agree")
    cast = {said(a): a.get("href") for a in with_class(root, "cast")[0].iter("a")}
    assert cast["Levan Abashidze"] == f"/actor/{profile.number(archive, _number(archive, 'Levan Abashidze'))}"
    page(client, "/article/none", 404)


def test_what_pages_load_is_ours_and_there(client: TestClient, document: str) -> None:
    for address in ("/", f"/article/{document}"):
        root = page(client, address)
        loaded = [e.get("src") or e.get("href") or "" for e in root.iter() if e.tag in ("script", "link")]
        assert len(loaded) >= 3
        for file in loaded:
            answer = client.get(file)
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(("text/css", "text/javascript"))
            assert "max-age" in answer.headers["cache-control"]
    assert client.get("/static/../pyproject.toml").status_code == 404
    assert client.get("/static/frame.py").status_code == 404


def test_actors(client: TestClient, archive: Archive) -> None:
    root = page(client, "/actor?name=abash")
    (link,) = (a for a in root.iter("a") if said(a) == "Levan Abashidze")
    found = page(client, link.get("href", ""))
    assert said(found.find(".//h1")) == "Levan Abashidze"
    number = int(link.get("href", "").rpartition("/")[2])
    told = profile.profile(archive, number)
    figures = {said(e.find("dt")): int(said(e.find("dd"))) for e in with_class(found, "figures")[0]}
    assert figures["statements"] == told.statements > 0
    own = list(hits(archive, Query(kinds=("statement",), actor=(f"#{number}",), limit=None)))
    links = {a.get("href") for a in found.iter("a")}
    assert {f"/article/{h.document}#{h.label}" for h in own} <= links
    assert f"/search?actor=%23{number}&kind=statement" in links
    page(client, "/actor?name=nobody%20such")
    page(client, "/actor/99999", 404)
    page(client, "/actor/Q0", 404)


def test_an_actor_in_a_time(client: TestClient, archive: Archive) -> None:
    number = _number(archive, "Levan Abashidze")
    assert "None is here." in said(page(client, f"/actor/{number}?from=2030-01-01"))
    page(client, f"/actor/{number}?from=monday", 400)


def test_a_pair_counts_what_happened_alone(client: TestClient, archive: Archive) -> None:
    pair = dyads.pairs(archive, limit=1)[0]
    cells = dyads.between(archive, pair.a, pair.b)
    counted = sum(c.events for c in cells if c.status in ("happened", "ongoing"))
    root = page(client, f"/pair/{pair.a}/{pair.b}")
    assert said(root.find(".//h1")) == f"{pair.a_name} and {pair.b_name}"
    assert f"{counted} event" in said(with_class(root, "lead")[0])
    (chart,) = with_class(root, "chart")
    bars = [e for e in chart.iter() if e.get("class", "").startswith("bar-")]
    assert len(bars) == len({(c.day, c.quad) for c in cells if c.status in ("happened", "ongoing") and c.day})
    assert re.search(r"\d+ cooperative, \d+ conflictual", chart.get("aria-label", ""))
    (day, *_) = (c.day for c in cells)
    assert "all days" in said(page(client, f"/pair/{pair.a}/{pair.b}?day={day}"))
    assert "Nothing between them on this day." in said(page(client, f"/pair/{pair.a}/{pair.b}?day=1999-01-01"))


def test_a_pair_is_found_by_names(client: TestClient, archive: Archive) -> None:
    pair = dyads.pairs(archive, limit=1)[0]
    answer = client.get("/pair", params={"a": pair.a_name, "b": pair.b_name}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/pair/{pair.a}/{pair.b}"
    assert "Nobody here has the name Zzz." in said(page(client, f"/pair?a={pair.a_name}&b=Zzz", 404))
    assert "one and the same" in said(page(client, f"/pair?a={pair.a_name}&b={pair.a_name}", 404))


def test_search_shows_what_the_archive_finds(client: TestClient, archive: Archive) -> None:
    root = page(client, "/search?q=talks&kind=statement&limit=200")
    found = list(hits(archive, Query(words="talks", kinds=("statement",), limit=None)))
    assert said(with_class(root, "found")[0]) == f"{len(found)} items"
    assert [a.get("href") for a in with_class(root, "go")] == [f"/article/{h.document}#{h.label}" for h in found]
    marked = {said(m).lower() for m in with_class(root, "hit")}
    assert marked <= {"talks", "talk", "talking"}
    assert "talks" in marked
    assert said(root.find(".//pre")) == "communique search --kind statement talks"


def test_filters_come_off_one_by_one(client: TestClient) -> None:
    root = page(client, "/search?q=talks&kind=statement&act=say&offset=0")
    links = {a.get("aria-label"): a.get("href") for a in with_class(root, "chips")[0].iter("a")}
    assert links == {
        "without kind statement": "/search?q=talks&act=say",
        "without act say": "/search?q=talks&kind=statement",
    }
    nothing = page(client, "/search?q=talks+zeppelin&act=say")
    assert "Nothing has all of this." in said(nothing)
    assert "without act say" in said(nothing)


def test_pages_of_a_search_hold_every_item_once(client: TestClient, archive: Archive) -> None:
    address, found = "/search?kind=statement&limit=25", []
    while address:
        root = page(client, address)
        found += [a.get("href") for a in with_class(root, "go")]
        address = next((a.get("href", "") for a in root.iter("a") if a.get("rel") == "next"), "")
    everything = list(hits(archive, Query(kinds=("statement",), limit=None)))
    assert found == [f"/article/{h.document}#{h.label}" for h in everything]


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("act=shout", "act is none of say,"),
        ("quad=7", "quad is none of"),
        ("from=yesterday", "from is no day such as"),
        ("limit=9999&q=a", "limit is no number from 0 to 200"),
        ("offset=-1&q=a", "offset is no number"),
        ("pair=a&kind=event", "pair needs two"),
        ("q=!", "has no word to search for"),
        ("act=say&status=happened", "nothing has all of"),
    ],
)
def test_what_is_wrong_is_told(client: TestClient, query: str, why: str) -> None:
    assert why in said(page(client, f"/search?{query}", 400))


def test_an_empty_search_gives_examples(client: TestClient) -> None:
    root = page(client, "/search")
    links = [a.get("href", "") for a in root.iter("a") if a.get("href", "").startswith("/search?")]
    assert links
    for link in links:
        assert "<h1" in client.get(link).text


def test_nothing_else_is_here(client: TestClient) -> None:
    assert "Nothing is at this address." in said(page(client, "/none", 404))
    assert client.post("/search").status_code == 405


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=toll&actor=Dana+Ruiz&newest=1", "communique search --actor 'Dana Ruiz' --newest toll"),
        ("q=toll+-navy&pair=A&pair=B", "communique search --pair A B -- toll -navy"),
        ('q="a+b"+c&from=2024-01-01', "communique search --from 2024-01-01 '\"a b\" c'"),
    ],
)
def test_the_same_on_the_command_line(query: str, expected: str) -> None:
    assert command(QueryParams(query)) == expected


def test_links_of_pages_lead_somewhere(client: TestClient, document: str, archive: Archive) -> None:
    pair = dyads.pairs(archive, limit=1)[0]
    starts = ("/", f"/article/{document}", f"/actor/{pair.a}", f"/pair/{pair.a}/{pair.b}", "/search?q=talks", "/add")
    links = {
        a.get("href", "").partition("#")[0]
        for start in starts
        for a in page(client, start).iter("a")
        if a.get("href", "").startswith("/")
    }
    assert len(links) > 20
    for link in sorted(links)[::3]:
        assert client.get(link).status_code == 200, link
        assert parse_qsl(urlsplit(unescape(link)).query) or "?" not in link


def _number(archive: Archive, name: str) -> str:
    return str(listing.parties(archive, name, limit=1)[0].number)


def _write(path: Path) -> None:
    with Archive(path, writable=True) as archive:
        for n in range(1, 30):
            archive.add([article(n)], model="m")


def test_it_answers_while_another_process_adds(fresh: Path) -> None:
    client = TestClient(make(fresh), base_url=BASE)
    addresses = ("/", "/actor", "/search?q=gate", "/pair", "/api/search?q=gate&limit=200")
    seen: list[int] = []
    writer = multiprocessing.get_context("spawn").Process(target=_write, args=(fresh,))
    writer.start()
    try:
        while writer.is_alive():
            for address in addresses:
                assert client.get(address).status_code == 200
            seen.append(client.get("/api/article").json()["total"])
    finally:
        writer.join(120)
    assert writer.exitcode == 0
    assert seen == sorted(seen)
    assert client.get("/api/article").json()["total"] == 3 + 29
