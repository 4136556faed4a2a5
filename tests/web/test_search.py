"""The search view: what it shows is what the archive finds; filters, their numbers, pages, what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from communique.archive import Archive, Query, hits, listing
from communique.web.search import command
from tests.web.reading import page, said, with_class


@pytest.fixture(scope="module")
def archive(examples: Path) -> Archive:
    return Archive(examples)


def test_search_shows_what_the_archive_finds(client: TestClient, archive: Archive) -> None:
    root = page(client, "/search?q=talks&kind=statement&limit=200")
    found = list(hits(archive, Query(words="talks", kinds=("statement",), limit=None)))
    assert said(with_class(root, "found")[0]) == f"{len(found)} statements"
    assert [a.get("href") for a in with_class(root, "go")] == [f"/article/{h.document}#{h.label}" for h in found]
    marked = {said(m).lower() for m in with_class(root, "hit")}
    assert marked <= {"talks", "talk", "talking"}
    assert "talks" in marked
    assert said(root.find(".//pre")) == "communique search --kind statement talks"


def test_filters_come_off_one_by_one(client: TestClient) -> None:
    root = page(client, "/search?q=talks&kind=statement&act=say&offset=0")
    links = {a.get("aria-label"): a.get("href") for a in with_class(root, "chips")[0].iter("a")}
    assert links == {
        "without kind statements": "/search?q=talks&act=say",
        "without act said": "/search?q=talks&kind=statement",
        None: "/search",
    }


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("q=talks+zeppelin&act=say", "Without words talks zeppelin: {} items."),
        ("q=talks&act=retract&kind=statement", "Without act retracted: {} items."),
        ("q=zeppelin&act=retract", "No one of the filters is in the way alone."),
    ],
)
def test_nothing_found_names_the_filter_in_the_way(client: TestClient, archive: Archive, query: str, hint: str) -> None:
    root = page(client, f"/search?{query}")
    assert "Nothing has all of this." in said(root)
    (lead,) = with_class(root, "lead")[1:]
    links = [a.get("href", "") for a in lead.iter("a")]
    assert said(lead) == hint.format(client.get(f"/api{links[0]}").json()["total"] if links else "")


def test_numbers_beside_the_filters_are_those_of_the_searches(client: TestClient) -> None:
    root = page(client, "/search?q=talks&kind=statement")
    (nav,) = with_class(root, "facets")
    assert {said(s.find("h2")) for s in nav.iter("section")} >= {"Kind", "Who speaks or acts", "Act", "Outlet"}
    lines = [(line.find("a"), said(with_class(line, "number-of")[0])) for line in nav.iter("li")]
    assert len(lines) > 10
    chosen = 0
    for link, number in lines:
        assert link is not None
        address = link.get("href", "")
        if link.get("class") == "on":
            assert said(link) == "✓ without statements"
            assert address == "/search?q=talks"
            address, chosen = "/search?q=talks&kind=statement", chosen + 1
        elif "kind=event" in address or "kind=position" in address:
            address = address.replace("kind=statement&", "")
        assert client.get(f"/api{address}").json()["total"] == int(number), address
    assert chosen == 1


def test_five_values_of_a_field_are_shown_the_others_unfold(client: TestClient) -> None:
    root = page(client, "/search")
    for section in with_class(root, "facets")[0].iter("section"):
        first, *others = section.iter("ul")
        assert 1 <= len(first) <= 5
        (more,) = section.iter("summary") if others else (None,)
        assert not others or said(more) == f"{len(others[0])} more"


def test_a_party_is_named_in_its_filter(client: TestClient, archive: Archive) -> None:
    party = listing.parties(archive, "Levan Abashidze", limit=1)[0]
    root = page(client, f"/search?actor=%23{party.number}")
    (chip,) = with_class(root, "filter")
    assert said(chip) == "actor Levan Abashidze ×"
    assert "0 items" in said(page(client, "/search?actor=%2399999"))


def test_earlier_rows_are_those_that_were_shown(client: TestClient) -> None:
    root = page(client, "/search?kind=statement&limit=10")
    shown, address = [], ""
    for _ in range(3):
        shown.append([a.get("href") for a in with_class(root, "go")])
        (address,) = (a.get("href", "") for a in root.iter("a") if a.get("rel") == "next")
        root = page(client, address)
    assert "31 to 40 of" in said(root)
    for before in reversed(shown):
        (address,) = (a.get("href", "") for a in root.iter("a") if a.get("rel") == "prev")
        root = page(client, address)
        assert [a.get("href") for a in with_class(root, "go")] == before
    assert address == "/search?kind=statement&limit=10"


def test_pages_of_a_search_hold_every_item_once(client: TestClient, archive: Archive) -> None:
    address, found = "/search?kind=statement&limit=25", []
    while address:
        root = page(client, address)
        found += [a.get("href") for a in with_class(root, "go")]
        address = next((a.get("href", "") for a in root.iter("a") if a.get("rel") == "next"), "")
        assert all("after=" in a.get("href", "") for a in root.iter("a") if a.get("rel") == "next")
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
        ("offset=20000&q=a", "offset alone reaches 10000 rows"),
        ("after=x/S1&q=a", "the item x/S1 beside these rows is not there any more"),
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
