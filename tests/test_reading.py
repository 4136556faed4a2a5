"""The whole way, with the committed model, on articles and sentences of our own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique import record
from communique.reading import Article, Failure
from communique.record import Event, Readout, Span

EXAMPLES = sorted(p for p in (Path(__file__).parents[1] / "examples").iterdir() if p.suffix in (".txt", ".html"))
READER = communique.load()
DAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def readouts() -> dict[str, Readout]:
    return {p.name: READER.read(p.read_bytes()) for p in EXAMPLES}


def spans(item: object) -> Iterator[Span]:
    if isinstance(item, Span):
        yield item
    if isinstance(item, msgspec.Struct):
        for name in item.__struct_fields__:
            yield from spans(getattr(item, name))
    if isinstance(item, tuple):
        for part in item:
            yield from spans(part)


def check(readout: Readout) -> None:
    """Every span lies in the text, every id resolves, ids are unique and in order."""
    text = readout.document.text
    assert all(0 <= s.start < s.end <= len(text) for s in spans(readout))
    actors = {a.id for a in readout.actors}
    said = [s.id for s in readout.statements]
    done = [e.id for e in readout.events]
    assert said == [f"S{n}" for n in range(1, len(said) + 1)]
    assert done == [f"E{n}" for n in range(1, len(done) + 1)]
    assert len(actors) == len(readout.actors)
    for s in readout.statements:
        assert {*s.speakers, *s.addressees, *s.relay} <= actors
        assert s.parent is None or (s.parent in said and s.parent != s.id)
        assert 0 <= s.confidence <= 1
        assert s.why
    for e in readout.events:
        assert {*e.actors, *e.recipients} <= actors
        assert set(e.according_to) <= set(said)
        assert e.why
    for x in readout.expectations:
        assert x.holder is None or x.holder in actors
        assert isinstance(x.outcome, Span) or x.outcome in done
        assert x.probability is None or 0 <= x.probability.low < x.probability.high <= 1
    for p in readout.positions:
        assert {p.holder, *p.toward} <= actors
        assert p.statement is None or p.statement in said


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_examples_keep_the_contract(path: Path, readouts: dict[str, Readout]) -> None:
    readout = readouts[path.name]
    check(readout)
    assert record.decode(record.encode(readout)) == readout
    assert len(readout.statements) >= 8
    assert len(readout.events) >= 5
    assert readout.document.published


def test_a_stream_gives_what_single_readings_give(readouts: dict[str, Readout]) -> None:
    inputs = [p.read_bytes() for p in EXAMPLES] * 3
    assert list(READER.read_many(inputs)) == [readouts[p.name] for p in EXAMPLES] * 3


def test_a_stream_survives_its_bad_articles() -> None:
    good = Article(data="Envoys of Norway met rebels in Oslo on Monday, the ministry said.", published=DAY)
    bad, read, worse = READER.read_many(["", good, b"\x00\x01\x02"])
    assert isinstance(read, Readout)
    assert read.document.published == DAY
    assert isinstance(bad, Failure)
    assert isinstance(worse, Failure)
    assert (bad.index, worse.index) == (0, 2)


def test_without_a_date_days_stay_relative_and_it_is_said() -> None:
    text = "Norway's prime minister visited Cairo on Monday. He said the visit had gone well for both countries."
    undated, dated = READER.read(text), READER.read(text, published=DAY)
    assert any("date" in n for n in undated.notes)
    visit, same = undated.events[0], dated.events[0]
    assert visit.when is not None
    assert (visit.when.text, visit.when.from_) == ("Monday", None)
    assert same.when is not None
    assert same.when.from_ == date(2026, 3, 9)


def events(sentence: str, kind: str) -> list[Event]:
    return [e for e in READER.read(sentence, published=DAY).events if e.type == kind]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Russian forces attacked the Ukrainian city of Kharkiv on Sunday.", {"happened"}),
        ("Germany may invade France, the prime minister of Italy said.", {"possible"}),
        ("Russia denied that it had attacked Ukraine.", {"denied"}),
        ("If talks fail, Israel would attack Iran, the minister said.", {"conditional", "possible"}),
        ("The army did not attack the village, the mayor said.", {"negated", "denied"}),
    ],
)
def test_an_attack_that_did_not_happen_never_counts_as_one(sentence: str, status: set[str]) -> None:
    attacks = events(sentence, "ASSAULT")
    assert {e.status for e in attacks} <= status
    assert attacks


def test_who_said_what_to_whom_through_whom() -> None:
    readout = READER.read(
        "Iran's foreign minister, Kamran Daneshvar, urged the United Nations on Monday to condemn the raid, "
        "according to Reuters.",
        published=DAY,
    )
    names = {a.id: a.name for a in readout.actors}
    said = readout.statements[0]
    assert [names[a] for a in said.speakers] == ["Kamran Daneshvar"]
    assert [names[a] for a in said.addressees] == ["United Nations"]
    assert [names[a] for a in said.relay] == ["Reuters"]
    assert said.act == "urge"
    assert said.when is not None
    assert said.when.from_ == date(2026, 3, 9)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "“We will not go,” said the minister.",
                'He said: "No',
                "The army, \"it is said\", may attack.”",
                "Kyiv denied it",
                "—",
                "according to the Times",
                "On Monday, 300 people were killed in Gaza.",
                "(a)\n\n“",
                "’’",
                "Talks could resume by June, the U.N. envoy told CNN; she urged calm.",
            ]
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from([" ", "\n", "\n\n", ""]),
)  # fmt: skip
def test_mangled_texts_keep_the_contract(pieces: list[str], gap: str) -> None:
    try:
        check(READER.read("The government of Norway said this in Oslo. " + gap.join(pieces)))
    except communique.SourceError:
        pytest.fail("an English text was refused")


def test_a_stream_leaves_the_turns_of_threads_as_they_were() -> None:
    before = sys.getswitchinterval()
    assert len(list(READER.read_many(["Envoys of Norland met in Narva on Monday."]))) == 1
    assert sys.getswitchinterval() == before
