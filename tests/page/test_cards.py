"""Records dealt onto cards."""

from communique.page.cards import deal, words_of
from communique.record import Document, Event, Readout, Statement
from tests.page.harbour import READOUT, TEXT, at


def test_a_statement_holds_what_rests_on_its_words() -> None:
    assert [c.ids for c in deal(READOUT)] == [
        ("S1", "E1", "E3", "P1"),
        ("S2",),
        ("S3", "E2", "X1"),
        ("X2",),
        ("E4",),
        ("P2",),
    ]


def test_numbers_follow_the_text() -> None:
    cards = deal(READOUT)
    assert [c.number for c in cards] == [1, 2, 3, 4, 5, 6]
    firsts = [min(s.start for s in words_of(c.records[0])) for c in cards]
    assert firsts == sorted(firsts)


def test_every_record_is_on_exactly_one_card() -> None:
    dealt = [i for c in deal(READOUT) for i in c.ids]
    everything = (*READOUT.statements, *READOUT.events, *READOUT.expectations, *READOUT.positions)
    assert sorted(dealt) == sorted(r.id for r in everything)


def test_a_number_stands_after_the_last_words_said_and_all_that_tell_the_event_again() -> None:
    first = deal(READOUT)[0]
    assert [TEXT[s.start : s.end] for s in first.noted] == [
        "to return to work “at once & for all”",
        "raid",  # told elsewhere than in what was said
        "urged",
        "return",
    ]


def test_an_event_belongs_to_the_shortest_statement_around_it() -> None:
    inner, outer = (
        at("that Norland could send 400 soldiers"),
        at("Roux had claimed that Norland could send 400 soldiers"),
    )
    statements = tuple(
        Statement(id=i, cue=cue, content=(content,))
        for i, cue, content in (("S1", at("said"), outer), ("S2", at("had claimed"), inner))
    )
    event = Event(id="E1", type="MOBILIZE", quad=4, trigger=at("send"))
    for order in (statements, statements[::-1]):
        cards = deal(Readout(document=Document(id="d", text=TEXT), statements=order, events=(event,)))
        assert [c.ids for c in cards] == [("S1",), ("S2", "E1")]


def test_the_least_sure_record_tells_how_sure_a_card_is() -> None:
    assert [c.sure for c in deal(READOUT)] == [0.9, 1.0, 0.4, None, 1.0, None]


def test_an_empty_readout_has_no_cards() -> None:
    assert deal(Readout(document=Document(id="d", text=""))) == ()
