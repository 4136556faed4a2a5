"""Reviews: taken in by everything, never over the machine's reading, undone, found again by their words."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.archive import Archive, ArchiveError, Query, hits, reviews, schema
from communique.archive.errors import BusyError
from communique.archive.reviewing import KINDS, Review, apply, plain
from communique.archive.rows import check
from communique.record import Readout, decode, encode
from tests.archive.readouts import FULL, article, at, span
from tests.archive.strategies import readouts

DOCUMENT = FULL.document.id
replace = msgspec.structs.replace


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "a.db", writable=True)
    archive.add([article(1), FULL], model="m1")
    return archive


def found(archive: Archive, **query: Any) -> list[tuple[str, str, str | None]]:
    return [(h.label, h.what, h.actors) for h in hits(archive, Query(**query)) if h.document == DOCUMENT]


def whole(archive: Archive) -> Readout:
    """The document's readout, after looking whether the file is in order."""
    assert archive.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("words", "issue_words"):
        archive.connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    return archive.readout(DOCUMENT)


def test_a_correction_is_found_and_the_reading_is_kept(archive: Archive) -> None:
    number = reviews.correct(archive, DOCUMENT, "S1", {"act": "deny", "speakers": ["A5"]}, who="K. Alder")
    readout = whole(archive)
    assert readout.statements[0] == replace(FULL.statements[0], act="deny", speakers=("A5",))
    assert readout.statements[1:] == FULL.statements[1:]
    assert ("S1", "deny", "the Belmark envoy") in found(archive, act=("deny",))
    assert found(archive, act=("reject",)) == []
    with reviews.without(archive):
        assert archive.readout(DOCUMENT) == FULL
        assert found(archive, act=("reject",)) == [("S1", "reject", "Dana Ruiz")]
    assert found(archive, act=("reject",)) == []
    (kept,) = archive.rows("SELECT readout FROM readings")
    assert decode(kept["readout"]) == FULL
    (review,) = reviews.reviews(archive, DOCUMENT)
    assert (review.id, review.kind, review.label, review.verdict, review.who) == (
        number, "statement", "S1", "correct", "K. Alder",
    )  # fmt: skip
    assert review.before is not None
    assert review.after is not None
    assert (review.before["act"], review.after["act"]) == ("reject", "deny")
    assert review.made.endswith("Z")
    assert review.named["A5"]["name"] == "the Belmark envoy"
    reviews.reject(archive, DOCUMENT, "E1", who="K. Alder")
    assert list(archive.rows("SELECT readout FROM readings")) == [kept]


def test_undo_and_redo(archive: Archive) -> None:
    first = reviews.correct(archive, DOCUMENT, "S1", {"act": "deny"}, who="a")
    second = reviews.reject(archive, DOCUMENT, "E1", who="b")
    assert "E1" not in {e.id for e in whole(archive).events}
    reviews.undo(archive, first)
    assert whole(archive).statements == FULL.statements
    assert "E1" not in {e.id for e in whole(archive).events}
    reviews.undo(archive, second)
    assert whole(archive) == FULL
    assert list(archive.rows("SELECT * FROM readings")) == []
    assert [r.undone is None for r in reviews.reviews(archive)] == [False, False]
    reviews.redo(archive, second)
    assert "E1" not in {e.id for e in whole(archive).events}
    with pytest.raises(ArchiveError, match="no review 99"):
        reviews.undo(archive, 99)


def test_rejecting_takes_an_item_and_what_hangs_on_it(archive: Archive) -> None:
    reviews.reject(archive, DOCUMENT, "A1", who="a")
    readout = whole(archive)
    assert "A1" not in {a.id for a in readout.actors}
    named = {
        *(a for s in readout.statements for a in (*s.speakers, *s.addressees, *s.relay)),
        *(a for e in readout.events for a in (*e.actors, *e.recipients)),
        *(x.holder for x in readout.expectations),
        *(p.holder for p in readout.positions),
    }
    assert "A1" not in named
    for s in FULL.statements:
        reviews.reject(archive, DOCUMENT, s.id, who="a")
    readout = whole(archive)
    assert readout.statements == ()
    assert all(not e.according_to for e in readout.events)
    assert all(p.statement is None for p in readout.positions)


def test_an_outcome_that_was_rejected_is_its_words(archive: Archive) -> None:
    (event,) = {x.outcome for x in FULL.expectations if isinstance(x.outcome, str)}
    trigger = next(e.trigger for e in FULL.events if e.id == event)
    reviews.reject(archive, DOCUMENT, event, who="a")
    outcomes = [x.outcome for x in whole(archive).expectations]
    assert trigger in outcomes
    assert event not in outcomes


def test_new_items(archive: Archive) -> None:
    words = {"trigger": at("stall"), "type": "REJECT", "quad": 3, "actors": ["A2"], "recipients": ["A4"]}
    number = reviews.create(archive, DOCUMENT, "event", words, who="a")
    new = reviews.reviews(archive)[-1].label
    assert new not in {e.id for e in FULL.events}
    assert [e.trigger for e in whole(archive).events if e.id == new] == [span("stall")]
    assert found(archive, type=("REJECT",), actor=("Arvania",))[0][0] == new
    reviews.correct(archive, DOCUMENT, new, {"status": "ongoing"}, who="b")
    assert next(e.status for e in whole(archive).events if e.id == new) == "ongoing"
    reviews.undo(archive, number)
    assert whole(archive).events == FULL.events
    assert [r.verdict for r in reviews.unfit(archive)] == ["correct"]
    reviews.redo(archive, number)
    assert reviews.unfit(archive) == []
    assert next(e.status for e in whole(archive).events if e.id == new) == "ongoing"


def test_accepting_changes_nothing(archive: Archive) -> None:
    reviews.accept(archive, DOCUMENT, "P1", who="a")
    assert whole(archive) == FULL
    assert [(r.label, r.verdict) for r in reviews.reviews(archive)] == [("P1", "accept")]


@pytest.mark.parametrize(
    ("label", "changes", "wrong"),
    [
        ("S99", {}, "no item S99"),
        ("Z1", {}, "no item's label"),
        ("S1", {"mood": "good"}, "no field 'mood'"),
        ("S1", {"act": "shout"}, "no statement"),
        ("S1", {"speakers": ["A99"]}, "refers to A99"),
        ("S1", {"speakers": ["E1"]}, "no actor"),
        ("S1", {"cue": {"start": 0, "end": 100_000}}, "not in the text"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_kept(
    archive: Archive, label: str, changes: dict[str, Any], wrong: str
) -> None:
    with pytest.raises(ArchiveError, match=wrong):
        reviews.correct(archive, DOCUMENT, label, changes, who="a")
    assert reviews.reviews(archive) == []
    assert whole(archive) == FULL


def test_reviews_need_a_name_and_a_document(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="name of the person"):
        reviews.accept(archive, DOCUMENT, "S1", who=" ")
    with pytest.raises(ArchiveError, match="no document nowhere"):
        reviews.accept(archive, "nowhere", "S1", who="a")


def relabelled() -> Readout:
    """The same reading with other labels for actors and statements, one statement gone, and another confidence."""
    text = encode(FULL).decode()
    for old, new in (("A1", "A31"), ("A5", "A35"), ("S1", "S41"), ("S2", "S1")):
        text = text.replace(f'"{old}"', f'"{new}"')
    readout = decode(text)
    kept = tuple(replace(s, confidence=0.5) for s in readout.statements)
    return replace(readout, statements=kept)


def test_a_new_reading_keeps_reviews_by_their_words(archive: Archive) -> None:
    reviews.correct(archive, DOCUMENT, "S1", {"act": "deny", "speakers": ["A5"]}, who="a")
    reviews.reject(archive, DOCUMENT, "S3", who="a")
    archive.renew([relabelled()], "m2")
    readout = whole(archive)
    corrected = next(s for s in readout.statements if s.id == "S41")
    assert (corrected.act, corrected.speakers, corrected.confidence) == ("deny", ("A35",), 0.5)
    assert [r.label for r in reviews.reviews(archive)] == ["S41", "S3"]
    assert span("said") in [s.cue for s in relabelled().statements]
    assert next(s for s in readout.statements if s.id == "S1").act == relabelled().statements[1].act
    assert reviews.unfit(archive) == []
    with reviews.without(archive):
        assert archive.readout(DOCUMENT) == relabelled()


def test_what_no_longer_fits_is_listed_and_comes_back(archive: Archive) -> None:
    reviews.correct(archive, DOCUMENT, "S1", {"act": "deny"}, who="a")
    less = tuple(s for s in FULL.statements if s.id != "S1" and s.parent != "S1")
    without_first = replace(
        FULL,
        statements=less,
        events=tuple(replace(e, according_to=()) for e in FULL.events),
        positions=tuple(replace(p, statement=None) for p in FULL.positions),
    )
    archive.renew([without_first], "m2")
    assert [(r.label, r.fits) for r in reviews.unfit(archive)] == [("S1", False)]
    assert whole(archive).statements == less
    archive.renew([FULL], "m3")
    assert reviews.unfit(archive) == []
    assert whole(archive).statements[0].act == "deny"


def test_an_actor_that_a_later_model_misses_comes_with_the_correction(archive: Archive) -> None:
    reviews.correct(archive, DOCUMENT, "S1", {"speakers": ["A3"]}, who="a")
    used = {"A3"}
    fewer = replace(
        FULL,
        actors=tuple(a for a in FULL.actors if a.id not in used),
        events=tuple(
            replace(
                e,
                actors=tuple(a for a in e.actors if a not in used),
                recipients=tuple(a for a in e.recipients if a not in used),
            )
            for e in FULL.events
        ),
    )
    archive.renew([fewer], "m2")
    readout = whole(archive)
    (speaker,) = readout.statements[0].speakers
    assert next(a.name for a in readout.actors if a.id == speaker) == "port police"


def test_an_archive_of_version_1_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Archive(path, writable=True) as archive:
        archive.add([FULL], model="m")
    with sqlite3.connect(path) as raw:
        raw.executescript("DROP TABLE reviews; DROP TABLE readings; PRAGMA user_version = 1")
    raw.close()
    with Archive(path) as archive:
        assert reviews.reviews(archive) == []
        assert archive.connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert archive.readout(DOCUMENT) == FULL
    with Archive(path, writable=True) as archive:
        reviews.reject(archive, DOCUMENT, "S1", who="a")


@settings(max_examples=60, deadline=None)
@given(readout=readouts(), data=st.data())
def test_any_items_may_be_rejected(readout: Readout, data: st.DataObject) -> None:
    """What is left is a whole readout, and the same whatever the order."""
    items = [(kind, i) for kind, k in KINDS.items() for i in getattr(readout, k.field)]
    some = data.draw(st.lists(st.sampled_from(items), unique_by=lambda x: x[1].id)) if items else []
    made = [
        Review(
            id=n,
            document="d",
            kind=kind,
            label=item.id,
            verdict="reject",
            who="a",
            made="",
            before=plain(item),
            after=None,
            named={},
        )
        for n, (kind, item) in enumerate(some)
    ]
    left, placed = apply(readout, made)
    assert placed == {n: item.id for n, (_, item) in enumerate(some)}
    check(left)
    assert apply(readout, reversed(made))[0] == left
    assert apply(readout, [])[0] == readout


def test_several_decisions_are_all_kept_or_none(archive: Archive) -> None:
    some = [
        reviews.Decision("accept", "statement", "S1"),
        reviews.Decision("reject", "event", "E1"),
        reviews.Decision("correct", "position", "P1", {"stance": "opposes"}),
    ]
    with pytest.raises(ArchiveError, match="has no item E9"):
        reviews.decide(archive, DOCUMENT, [*some, reviews.Decision("reject", "event", "E9")], who="a")
    assert reviews.reviews(archive) == []
    assert whole(archive) == FULL
    numbers = reviews.decide(archive, DOCUMENT, some, who="a")
    assert [r.verdict for r in reviews.reviews(archive, DOCUMENT)] == ["accept", "reject", "correct"]
    assert len({r.made for r in reviews.reviews(archive, DOCUMENT)}) == 1
    assert "E1" not in {e.id for e in whole(archive).events}
    assert reviews.reading(archive, DOCUMENT) == FULL
    with pytest.raises(ArchiveError, match="no review 99"):
        reviews.undo(archive, *numbers, 99)
    assert "E1" not in {e.id for e in whole(archive).events}
    reviews.undo(archive, *numbers)
    assert whole(archive) == FULL == reviews.reading(archive, DOCUMENT)


def test_a_file_that_another_process_writes_is_busy(archive: Archive) -> None:
    other = sqlite3.connect(archive.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    archive.connection.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(BusyError, match="can't be written"):
        reviews.accept(archive, DOCUMENT, "S1", who="a")
    other.execute("ROLLBACK")
    other.close()
    assert reviews.accept(archive, DOCUMENT, "S1", who="a") == 1
