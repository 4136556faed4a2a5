"""Queries find what they should, in the order they should, and their SQL says the same."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from communique.archive import Archive, ArchiveError
from communique.archive.facets import facets
from communique.archive.query import Query, match
from communique.archive.search import by_fit, hits, shown, total
from communique.archive.store import Read
from tests.archive.readouts import FULL, article


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("search") / "a.db", writable=True)
    archive.add([FULL, *(article(n) for n in range(30))], model="m")
    archive.write([Read("copy", "copy", article(3, publisher="The Copyist"), ())], "m")
    return archive


def found(archive: Archive, **fields: object) -> list[str]:
    query = Query(**{"limit": None, **fields})  # type: ignore[arg-type]
    answer = [f"{h.title} {h.label}" for h in hits(archive, query)]
    assert total(archive, query) == len(answer)
    return answer


STRAIT = "Talks on the strait stall"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"actor": ("Dana Ruiz",)}, ["S2", "S1"]),
        ({"actor": ("ruiz",)}, ["S2", "S1"]),
        ({"actor": ("Q900001",)}, ["S2", "S1"]),
        ({"actor": ("#1",)}, ["S2", "S1"]),
        ({"actor": ("envoy",), "outlet": ("the harbour post",)}, ["E3", "S3"]),
        ({"actor": ("Dana Ruiz",), "act": ("reject",)}, ["S1"]),
        ({"actor": ("Dana Ruiz", "port police")}, ["S2", "S1", "E1"]),
        ({"recipient": ("Belmark",)}, ["E1"]),
        ({"recipient": ("reporters",)}, ["S1"]),
        ({"pair": ("Belmark", "Arvania")}, ["E2"]),
        ({"pair": ("Arvania", "Belmark")}, ["E2"]),
        ({"type": ("COERCE",)}, ["E1"]),
        ({"type": ("MOBILIZE",), "status": ("happened", "ongoing")}, []),
        ({"status": ("possible",)}, ["E2"]),
        ({"quad": (4,)}, ["E2", "E1"]),
        ({"relay": ("reporters",)}, ["S2"]),
        ({"form": ("direct",)}, ["S3"]),
        ({"place": ("Selm",)}, ["E1"]),
        ({"kinds": ("position",)}, ["P2", "P1"]),
        ({"kinds": ("position",), "actor": ("Dana Ruiz",)}, ["P1"]),
        ({"kinds": ("position",), "recipient": ("Dana Ruiz",)}, ["P2"]),
        ({"stance": ("seeks",)}, ["P2"]),
        ({"issue": "tolls"}, ["S1"]),
        ({"kinds": ("position",), "issue": "toll"}, ["P1"]),
        ({"words": "boat", "newest": True}, ["S2", "E1"]),
        ({"words": '"patrol ships"'}, ["S4", "E2"]),
        ({"words": "patrol -june"}, []),
        ({"words": "boats OR toll", "kinds": ("statement",), "newest": True}, ["S2", "S1"]),
        ({"first": date(2024, 5, 8)}, ["E3", "E2", "S4", "S3", "S2"]),
        ({"last": date(2024, 5, 7), "first": date(2024, 5, 1)}, ["S1", "E1"]),
        ({"actor": ("nobody of that name",)}, []),
    ],
)
def test_fields(archive: Archive, fields: dict[str, object], expected: list[str]) -> None:
    assert sorted(found(archive, **fields)) == sorted(f"{STRAIT} {e}" for e in expected)


def test_newest_come_first(archive: Archive) -> None:
    query = Query(kinds=("statement",), limit=3)
    assert [(h.day, h.label) for h in hits(archive, query)] == [
        ("2024-05-08", "S4"),
        ("2024-05-08", "S3"),
        ("2024-05-08", "S2"),
    ]
    assert [h.title for h in hits(archive, Query(actor=("Sorland", "Kim Alder 7"), limit=2, offset=0))] == [
        "Gate 7"
    ] * 2


def test_pages_follow_one_another(archive: Archive) -> None:
    whole = [(h.document, h.label) for h in hits(archive, Query(limit=None))]
    pages = [(h.document, h.label) for k in range(0, 80, 7) for h in hits(archive, Query(limit=7, offset=k))]
    assert pages == whole
    assert len(whole) == 7 + 60


UNDATED = [article(n, published=None) for n in range(40, 44)]
QUERIES = [
    Query(),
    Query(kinds=("statement", "event", "position")),
    Query(actor=("Sorland", "Norland", "Dana Ruiz")),
    Query(recipient=("Sorland",), status=("happened",)),
    Query(words="gate OR toll", newest=True),
    Query(words="gate", first=date(2024, 1, 5), copies=True, newest=True),
]


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("undated") / "a.db", writable=True)
    archive.add([FULL, *(article(n) for n in range(12)), *UNDATED, article(3, title="Again")], model="m")
    return archive


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("limit", [1, 3, 50])
def test_from_page_to_page_by_their_last_and_first_items(undated: Archive, query: Query, limit: int) -> None:
    whole = [f"{h.document}/{h.label}" for h in hits(undated, replace(query, limit=None))]
    forth: list[str] = []
    while page := _page(undated, replace(query, limit=limit, after=forth[-1] if forth else "")):
        forth += page
    assert forth == whole
    back = whole[-1:]
    while page := _page(undated, replace(query, limit=limit, before=back[0])):
        back = page + back
    assert back == whole


def _page(archive: Archive, query: Query) -> list[str]:
    return [f"{h.document}/{h.label}" for h in hits(archive, query)]


@pytest.mark.parametrize("query", QUERIES)
def test_what_many_have_is_found_as_what_few_have(
    undated: Archive, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = list(hits(undated, replace(query, limit=None)))
    number, counted = total(undated, query), facets(undated, query)
    monkeypatch.setattr("communique.archive.conditions.MANY", 1)
    monkeypatch.setattr("communique.archive.conditions.RANKED", 1)
    assert list(hits(undated, replace(query, limit=None))) == few
    assert (total(undated, query), facets(undated, query)) == (number, counted)


def test_words_that_too_many_passages_have_come_newest_first(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    query = Query(words="gate", limit=None)
    assert by_fit(archive, query)
    monkeypatch.setattr("communique.archive.conditions.RANKED", 10)
    assert not by_fit(archive, query)
    days = [h.day or "" for h in hits(archive, query)]
    assert days == sorted(days, reverse=True)
    assert len(days) == 60


def test_an_item_that_is_gone_begins_no_page(archive: Archive) -> None:
    for address in ("x/S1", f"{FULL.document.id}/S99", FULL.document.id):
        with pytest.raises(ArchiveError, match="is not there any more"):
            list(hits(archive, Query(after=address)))


def test_a_hit_tells_all(archive: Archive) -> None:
    (hit,) = hits(archive, Query(words="tolls", kinds=("statement",), limit=1))
    assert (hit.kind, hit.document, hit.label, hit.day) == ("statement", FULL.document.id, "S1", "2024-05-07")
    assert (hit.actors, hit.what, hit.state, hit.recipients) == ("Dana Ruiz", "reject", "affirmed", "reporters")
    assert (hit.parties, hit.outlet, hit.outlets, hit.url) == (
        "#1",
        "The Harbour Post",
        1,
        "https://harbour.example/strait",
    )
    plain = FULL.document.text[hit.start : hit.stop]
    assert plain.startswith("Foreign Minister Dana Ruiz told")
    assert plain.endswith("toll on the strait.")
    assert hit.text == plain.replace("toll on", "[toll] on")


def test_outlets_of_the_same_report(archive: Archive) -> None:
    by_copyist = list(hits(archive, Query(outlet=("The Copyist",))))
    assert [(h.title, h.label, h.outlet, h.outlets) for h in by_copyist] == [
        ("Gate 3", "S1", "Paper 3", 2),
        ("Gate 3", "E1", "Paper 3", 2),
    ]


@pytest.mark.parametrize(
    "query",
    [
        Query(words="gate of the dam", actor=("Kim Alder 7", "it's"), first=date(2024, 1, 1), limit=None),
        Query(pair=("Sorland", "Kim Alder 4"), status=("happened",), outlet=("Paper 4", "O'Hara's")),
        Query(issue="toll", newest=True),
        Query(),
    ],
)
def test_the_sql_shown_gives_the_same_rows(archive: Archive, query: Query) -> None:
    sql = shown(archive, query)
    assert "?" not in sql
    with sqlite3.connect(f"file:{archive.path}?mode=ro", uri=True) as other:
        rows = other.execute(sql).fetchall()
    assert rows == [tuple(getattr(h, f) for f in h.__struct_fields__) for h in hits(archive, query)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("toll", '"toll"'),
        ('toll "the strait" ship* -navy', '"toll" "the strait" "ship"* NOT "navy"'),
        ("a OR b", '"a" OR "b"'),
        ("a OR b -c", '("a" OR "b") NOT "c"'),
        ("OR a OR", '"a"'),
        ('NEAR(x) y:z "open', '"NEAR(x)" "y:z" "open"'),
    ],
)
def test_words_become_a_safe_query(archive: Archive, words: str, expected: str) -> None:
    assert match(words) == expected
    assert isinstance(found(archive, words=words), list)


def test_questions_that_have_no_answer_say_so(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="has no word to search for"):
        list(hits(archive, Query(words="-,- !")))
    with pytest.raises(ArchiveError, match="nothing has all of act, status"):
        list(hits(archive, Query(act=("say",), status=("happened",))))
    with pytest.raises(ArchiveError, match="the query failed: no such column: mood"):
        list(archive.rows("SELECT mood FROM documents"))


def test_copies_stand_behind_their_report(tmp_path: Path) -> None:
    body = " ".join(f"Line {n} tells of gate {n} of the dam and of what was said there." for n in range(20))
    texts = [f"{article(1).document.text} {body}", f"{article(1).document.text} {body} (Agencies)"]
    with Archive(tmp_path / "a.db", writable=True) as archive:
        archive.add([article(n, t, publisher=f"The {n}") for n, t in enumerate(texts)], model="m")
        archive.write([Read("x", "x", article(1, texts[1], publisher="Third"), ())], "m")

        def outlets(*outlet: str, copies: bool = False) -> list[tuple[str | None, int]]:
            query = Query(outlet=outlet, copies=copies, kinds=("statement",))
            return [(h.outlet, h.outlets) for h in hits(archive, query)]

        assert outlets() == outlets("The 0") == outlets("The 1") == outlets("third") == [("The 0", 3)]
        assert outlets(copies=True) == outlets("third", copies=True) == [("The 1", 3), ("The 0", 3)]
        assert outlets("Fourth", copies=True) == []


def test_counting_stops(archive: Archive) -> None:
    assert [total(archive, Query(), most=n) for n in (1, 66, 67, 68)] == [1, 66, 67, 67]


def test_searching_needs_no_writing(archive: Archive) -> None:
    with Archive(Path(archive.path)) as reader:
        assert [h.label for h in hits(reader, Query(type=("COERCE",)))] == ["E1"]
