"""What the page asks of an archive: lists, one party, a pair, the words of what was found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from communique.archive import Archive, ArchiveError, dyads, listing, profile, quoting
from communique.archive.query import Query
from communique.archive.search import hits
from communique.archive.store import Read
from communique.record import Span
from tests.archive.readouts import FULL, article

RUIZ, SORLAND = "Q900001", "Sorland"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("views") / "a.db", writable=True)
    archive.add([FULL, *(article(n) for n in range(30))], model="m")
    archive.write([Read("copy", "copy", article(3, publisher="The Copyist"), ())], "m")
    return archive


def test_articles_come_newest_first_in_pages(archive: Archive) -> None:
    whole = listing.articles(archive, limit=100)
    assert listing.reports(archive) == len(whole) == 31
    first = whole[0]
    assert (first.document, first.title, first.published) == (FULL.document.id, FULL.document.title, "2024-05-08")
    assert (first.statements, first.events, first.outlets) == (len(FULL.statements), len(FULL.events), 1)
    assert [a.outlets for a in whole if a.title == "Gate 3"] == [2]
    assert [a.published for a in whole] == sorted((a.published or "" for a in whole), reverse=True)
    assert [a for k in range(0, 35, 7) for a in listing.articles(archive, limit=7, offset=k)] == whole


def test_parties_of_most_articles_come_first(archive: Archive) -> None:
    first, second = listing.parties(archive, limit=2)
    assert (first.name, first.kind, first.country, first.articles) == (SORLAND, "state", "SOR", 30)
    assert second.articles < 30
    assert [p.name for p in listing.parties(archive, "dana RU", limit=5)] == ["Dana Ruiz"]
    assert listing.parties(archive, "nobody", limit=5) == listing.parties(archive, '"*', limit=5) == []


def test_who_appears_in_an_article(archive: Archive) -> None:
    cast = listing.appearing(archive, FULL.document.id)
    assert [(a.label, a.name) for a in cast] == [(a.id, a.name) for a in FULL.actors]
    assert cast[0].party == profile.number(archive, RUIZ)
    assert listing.holds(archive, FULL.document.id)
    assert not listing.holds(archive, "none")


def test_a_party_has_a_number_and_a_link(archive: Archive) -> None:
    number = profile.number(archive, RUIZ)
    assert profile.number(archive, str(number)) == profile.number(archive, f"#{number}") == number
    for name in ("#99999", "Q1", "Dana", "", "9" * 40, "²"):
        with pytest.raises(ArchiveError, match="there is no party"):
            profile.number(archive, name)
    with pytest.raises(ArchiveError, match="there is no party 99999"):
        profile.party(archive, 99999)


def test_the_figures_of_a_party(archive: Archive) -> None:
    ruiz = profile.number(archive, RUIZ)
    told = profile.profile(archive, ruiz)
    assert (told.party.name, told.party.role, told.party.link) == ("Dana Ruiz", "foreign minister", RUIZ)
    assert (told.statements, told.events, told.positions, told.outlets) == (2, 0, 1, 1)
    assert told.names == (profile.Name(name="Dana Ruiz", articles=1),)
    assert profile.profile(archive, ruiz, last=date(2024, 5, 7)).statements == 1
    assert profile.profile(archive, ruiz, first=date(2025, 1, 1)).statements == 0
    assert {a.act: a.statements for a in profile.acts(archive, ruiz)} == {
        s.act: 1 for s in FULL.statements if s.speakers == ("A1",)
    }
    (outlet,) = profile.relayed(archive, ruiz)
    assert (outlet.outlet, outlet.statements) == ("The Harbour Post", 2)


def test_figures_equal_a_search(archive: Archive) -> None:
    for party in listing.parties(archive, limit=40):
        told, name = profile.profile(archive, party.number), (f"#{party.number}",)
        for kind in ("statement", "event", "position"):
            found = list(hits(archive, Query(kinds=(kind,), actor=name, limit=None)))
            assert getattr(told, f"{kind}s") == len(found)


def test_whom_a_party_addresses(archive: Archive) -> None:
    (alder,) = listing.parties(archive, "Kim Alder 7", limit=1)
    (other,) = profile.addressed(archive, alder.number)
    assert (other.name, other.statements, other.cooperative, other.conflictual) == (
        SORLAND,
        alder.articles,
        0,
        alder.articles,
    )


def test_a_pair_by_day_and_direction(archive: Archive) -> None:
    (alder,), (sorland,) = (listing.parties(archive, n, limit=1) for n in ("Kim Alder 7", SORLAND))
    cells = dyads.between(archive, alder.number, sorland.number)
    assert {(c.direction, c.quad, c.status) for c in cells} == {("ab", 3, "happened")}
    assert sum(c.events for c in cells) == alder.articles
    back = dyads.between(archive, sorland.number, alder.number)
    assert [(c.day, c.events) for c in back] == [(c.day, c.events) for c in cells]
    assert {c.direction for c in back} == {"ba"}
    day = date.fromisoformat(cells[0].day or "")
    assert dyads.between(archive, alder.number, sorland.number, first=day, last=day) == cells[:1]
    found = list(hits(archive, Query(kinds=("event",), pair=(f"#{alder.number}", f"#{sorland.number}"), limit=None)))
    assert len(found) == sum(c.events for c in cells)


def test_what_two_do_together_has_both_directions(archive: Archive) -> None:
    arvania, belmark = (listing.parties(archive, n, limit=1)[0].number for n in ("Arvania", "Belmark"))
    cells = dyads.between(archive, arvania, belmark)
    found = list(hits(archive, Query(kinds=("event",), pair=(f"#{arvania}", f"#{belmark}"), limit=None)))
    assert sum(c.events for c in cells) == len(found) == 1
    assert cells[0].status == found[0].state == "possible"


def test_pairs_with_most_events(archive: Archive) -> None:
    found = dyads.pairs(archive, limit=100)
    assert len(found) > 30
    assert [p.events for p in found] == sorted((p.events for p in found), reverse=True)
    assert dyads.pairs(archive, limit=3) == found[:3]
    for pair in found[:5]:
        assert pair.events == sum(c.events for c in dyads.between(archive, pair.a, pair.b))


def test_words_of_what_was_found(archive: Archive) -> None:
    (hit,) = hits(archive, Query(words="tolls", kinds=("statement",), limit=1))
    quoted = quoting.quoted(archive, hit)
    text = FULL.document.text
    assert quoted.text == text[hit.start : hit.stop]
    assert [quoted.text[s.start : s.end] for s in quoted.found] == ["toll"]
    content = next(s for s in FULL.statements if s.id == hit.label).content
    assert quoted.words == " … ".join(text[c.start : c.end] for c in content)
    assert [quoted.text[s.start : s.end] for s in quoted.own] == [text[c.start : c.end] for c in content]


def test_every_kind_has_words_of_its_own(archive: Archive) -> None:
    for hit in hits(archive, Query(kinds=("statement", "event", "position"), limit=None)):
        quoted = quoting.quoted(archive, hit)
        assert quoted.words
        assert quoted.own
        assert quoted.found == ()


@pytest.mark.parametrize(
    ("marked", "plain", "expected"),
    [
        ("a [toll] on ships", "a toll on ships", [(2, 6)]),
        ("[[sic]] and [toll]", "[sic] and toll", [(1, 4), (10, 14)]),
        ("nothing", "nothing", []),
        ("a [toll] on boats", "a toll on ships", []),
        ("[toll", "toll", []),
    ],
)
def test_marks_are_taken_out_again(marked: str, plain: str, expected: list[tuple[int, int]]) -> None:
    assert quoting.found(marked, plain) == tuple(Span(start=a, end=b) for a, b in expected)


def test_an_archive_with_nothing(tmp_path: Path) -> None:
    with Archive(tmp_path / "empty.db", writable=True) as archive:
        assert listing.articles(archive, limit=5) == listing.parties(archive, limit=5) == dyads.pairs(archive) == []
        assert listing.reports(archive) == 0
