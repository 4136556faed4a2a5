"""The views, over the bundled examples: what they show, where they lead, that they are valid without scripts."""

from __future__ import annotations

import multiprocessing
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from communique.archive import Archive, Query, dyads, hits, listing, profile
from communique.web import make
from tests.archive.readouts import article
from tests.web.conftest import BASE
from tests.web.reading import page, said, with_class

TITLE = "Armenia and Azerbaijan agree to truce talks as each accuses the other of new shelling"


@pytest.fixture(scope="module")
def archive(examples: Path) -> Archive:
    return Archive(examples)


@pytest.fixture(scope="module")
def document(archive: Archive) -> str:
    (found,) = (a.document for a in listing.articles(archive, limit=9) if a.title == TITLE)
    return found


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
    assert f"{counted} event" in said(chart.find("figcaption"))
    assert len({a.get("href") for a in chart.findall("details//a")}) == len({c.day for c in cells if c.day})
    (day, *_) = (c.day for c in cells)
    assert "all days" in said(page(client, f"/pair/{pair.a}/{pair.b}?day={day}"))
    assert "Nothing counted on this day." in said(page(client, f"/pair/{pair.a}/{pair.b}?day=1999-01-01"))


def test_a_pair_is_found_by_names(client: TestClient, archive: Archive) -> None:
    pair = dyads.pairs(archive, limit=1)[0]
    answer = client.get("/pair", params={"a": pair.a_name, "b": pair.b_name}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/pair/{pair.a}/{pair.b}"
    assert "Nobody here has the name Zzz." in said(page(client, f"/pair?a={pair.a_name}&b=Zzz", 404))
    assert "one and the same" in said(page(client, f"/pair?a={pair.a_name}&b={pair.a_name}", 404))


def test_nothing_else_is_here(client: TestClient) -> None:
    assert "Nothing is at this address." in said(page(client, "/none", 404))
    assert client.post("/search").status_code == 405


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
