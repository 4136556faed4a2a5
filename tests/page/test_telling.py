"""Sentences of cards and of the summary."""

from datetime import date
from html import unescape
from re import sub

from communique.page.cards import deal
from communique.page.summary import columns, stands, strip
from communique.page.telling import Telling, chip, interval, triangle
from communique.record import Document, Event, Position, Readout, Span, When
from tests.page.harbour import READOUT

CARDS = deal(READOUT)
TELLING = Telling(READOUT, CARDS)


def plain(markup: str) -> str:
    return unescape(sub(r"<[^>]+>", "", markup))


def test_statements_are_told_by_names_act_and_the_articles_words() -> None:
    assert [plain(TELLING.statement(s)) for s in READOUT.statements] == [
        "Roux urged the dockers to return to work “at once & for all”",
        "the dockers said: Roux had claimed that Norland could send 400 soldiers",
        "Roux claimed that Norland could send 400 soldiers",
    ]


def test_events_name_a_recipient_that_the_trigger_does_not() -> None:
    assert [plain(TELLING.event(e)) for e in READOUT.events] == [
        "Roux urged → the dockers",
        "Norland could send 400 soldiers",
        "[not said who] raid",
        "Norland entered Port Alder → the dockers",
    ]
    assert TELLING.brief(READOUT.events[0]) == "Roux urged → the dockers"


def test_expectations_and_positions() -> None:
    assert [plain(TELLING.expectation(x)) for x in READOUT.expectations] == [
        "Roux expects: could send 400 soldiers",
        "[no holder named] expects: a deal",
    ]
    assert [plain(TELLING.position(p)) for p in READOUT.positions] == [
        "Roux seeks, of the dockers: return to work",
        "Norland seeks: the island",
    ]


def test_notes_have_names() -> None:
    assert [TELLING.note(c) for c in CARDS] == [
        "note 1, Roux urged",
        "note 2, the dockers said",
        "note 3, Roux claimed",
        "note 4, an expectation",
        "note 5, Norland entered Port Alder → the dockers",
        "note 6, Norland seeks",
    ]


def test_the_year_of_publication_is_not_repeated() -> None:
    def when(day: date) -> When:
        return When(start=0, end=1, text="then", from_=day, to=day, precision="day")

    assert TELLING.when(when(date(2021, 5, 3))) == "3 May"
    assert TELLING.when(when(date(2020, 5, 3))) == "3 May 2020"
    assert TELLING.when(When(start=0, end=1, text="Monday")) == "“Monday”"
    assert TELLING.when(None) == ""


def test_a_status_is_always_told_in_words() -> None:
    assert chip("ongoing") == '<span class="chip solid">ongoing</span>'
    assert chip("conditional") == '<span class="chip dashed">conditional</span>'
    assert plain(chip("denied")) == "denied"
    assert 'class="tri q4 open"' in triangle(READOUT.events[1])
    assert 'class="tri q4"' in triangle(READOUT.events[3])


def test_the_ends_of_a_band_are_low_and_high() -> None:
    assert '<rect x="26.0" y="4" width="25.0" height="4" class="band">' in interval(0.25, 0.5, "25–50 %")


def test_columns_are_by_status_nearest_day_first() -> None:
    assert [(heading, [e.id for e in events]) for heading, events in columns(READOUT)] == [
        ("Happened", ["E1", "E4"]),
        ("Planned", []),
        ("Feared or possible", ["E2"]),
        ("Denied", ["E3"]),
    ]


def test_a_column_unfolds_after_three_lines_and_says_who_denies() -> None:
    many = tuple(Event(id=f"E{n}", type="AID", quad=2, trigger=Span(start=0, end=2)) for n in range(6))
    readout = Readout(document=Document(id="d", text="So it was."), events=many)
    assert plain(strip(readout, Telling(readout, deal(readout)))).count("3 more") == 1
    assert "[not said who] raidRoux" in plain(strip(READOUT, TELLING))
    assert "Roux, 25–50 %" in plain(strip(READOUT, TELLING))
    assert "1 other expectation" in plain(strip(READOUT, TELLING))


def test_holders_of_one_stance_share_a_line_and_so_do_stances_on_one_issue() -> None:
    issue, other = READOUT.positions[0].issue, READOUT.positions[1].issue
    positions = [
        Position(id="P1", holder="A1", stance="rejects", issue=issue),
        Position(id="P2", holder="A3", stance="rejects", issue=issue),
        Position(id="P3", holder="A2", stance="offers", issue=other),
        Position(id="P4", holder="A2", stance="retracts", issue=other),
    ]
    assert [plain(row) for row in stands(positions, TELLING).split("<li>")[1:]] == [
        "Roux, Norlandrejectreturn to work",
        "the dockersoffers, retractsthe island",
    ]
    assert stands([], TELLING) == ""
