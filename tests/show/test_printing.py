"""Readouts printed for a terminal."""

from datetime import date

from communique.page import to_frame
from communique.record import (
    Actor,
    Document,
    Dropped,
    Event,
    Expectation,
    Mention,
    Part,
    Position,
    Probability,
    Readout,
    Span,
    Statement,
    When,
)
from communique.show import to_text
from communique.show.wording import Teller, day

TEXT = (
    "Harbour <strike> ends\n\n"
    'The minister, Ana Roux, said on Monday that "talks will go on". Troops entered Port Alder. '
    "The council denied the raid, according to The Courier. A deal could be near, she believes."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


MONDAY = When(
    start=at("Monday").start,
    end=at("Monday").end,
    text="Monday",
    from_=date(2021, 5, 3),
    to=date(2021, 5, 3),
    precision="day",
)
ROUX = Mention(start=at("Ana Roux").start, end=at("Ana Roux").end, kind="name")
READOUT = Readout(
    document=Document(
        id="d",
        text=TEXT,
        title="Harbour <strike> ends",
        publisher="The Courier",
        published=date(2021, 5, 3),
        parts=(Part(start=0, end=21, kind="title"), Part(start=23, end=len(TEXT), kind="paragraph")),
        dropped=(Dropped(text="Share this\npage", why="share line"),),
    ),
    actors=(
        Actor(id="A1", name="Ana Roux", kind="person", role="minister", mentions=(ROUX,)),
        Actor(id="A2", name="The council", kind="organisation"),
        Actor(id="A3", name="The Courier", kind="outlet"),
    ),
    statements=(
        Statement(id="S1", speakers=("A1",), cue=at("said"), content=(at('that "talks will go on"'),), when=MONDAY),
        Statement(
            id="S2", speakers=("A2",), cue=at("denied"), content=(at("the raid"),), act="deny", relay=("A3",), why="cue"
        ),
    ),
    events=(
        Event(id="E1", type="MOBILIZE", mode="troops", quad=4, trigger=at("entered"), recipients=("A2",)),
        Event(id="E2", type="ASSAULT", quad=4, trigger=at("raid"), status="denied", according_to=("S2",)),
    ),
    expectations=(
        Expectation(
            id="X1",
            holder="A1",
            outcome=at("A deal"),
            phrase=at("could"),
            probability=Probability(low=0.25, high=0.5),
        ),
    ),
    positions=(
        Position(id="P1", holder="A1", stance="seeks", issue=at("A deal"), toward=("A2", "A3"), statement="S1"),
    ),
    notes=("The publisher is not named.",),
)

PRINTED = """\
Harbour <strike> ends
The Courier · 3 May 2021

SAID
S1  Ana Roux said
    that "talks will go on"
    3 May 2021
S2  The council denied
    the raid
    via The Courier

HAPPENED
E1  [not said who]: entered → The council
    Troops entered Port Alder.
    MOBILIZE troops

DENIED
E2  [not said who]: raid
    The council denied the raid, according to The Courier.
    denied · ASSAULT · according to S2

EXPECTED
X1  Ana Roux: A deal
    A deal could be near, she believes.
    “could” · 25% to 50%

WHERE THEY STAND
P1  Ana Roux seeks: A deal (toward The council and The Courier)
    A deal could be near, she believes.
    stated in S1

Note: The publisher is not named."""


def test_text() -> None:
    assert to_text(READOUT, width=80) == PRINTED


def test_str_and_jupyter_print_the_readout() -> None:
    assert str(READOUT) == to_text(READOUT)
    assert READOUT._repr_html_() == to_frame(READOUT)


def test_colour_changes_no_words() -> None:
    coloured = to_text(READOUT, width=40, colour=True)
    assert "\x1b[36mentered\x1b[0m" in coloured
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == to_text(READOUT, width=40)


def test_narrow_lines_are_never_longer_than_asked() -> None:
    for width in (24, 31, 60):
        assert (
            max(len(line) for line in to_text(READOUT, width=width, explain=True, verbose=True).splitlines()) <= width
        )


def test_explain_and_verbose_add_reasons_actors_and_what_was_left_out() -> None:
    lines = to_text(READOUT, width=80, explain=True, verbose=True).splitlines()
    assert "    why: cue" in lines
    assert lines[lines.index("ACTORS") + 1 : lines.index("ACTORS") + 4] == [
        "A1  Ana Roux",
        "    Ana Roux",
        "    person · minister",
    ]
    assert lines[-1] == "share line: Share this page"


def test_a_denied_cue_is_told_in_its_own_words() -> None:
    silent = Statement(id="S1", speakers=("A2",), cue=at("denied the raid"), polarity="denied")
    assert Teller(READOUT).statement(silent).headline == "The council denied the raid"


def test_a_long_sentence_is_cut_around_the_trigger() -> None:
    text = "word " * 60 + "attack " + "word " * 60
    readout = Readout(document=Document(id="d", text=text.strip()))
    line = Teller(readout).event(Event(id="E1", type="ASSAULT", quad=4, trigger=Span(start=300, end=306)))
    assert line.evidence.startswith("… word")
    assert line.evidence.endswith("word …")
    (start, end), *_ = line.marks
    assert line.evidence[start:end] == "attack"


def test_days_are_as_precise_as_they_are_known() -> None:
    def when(precision: str, first: date | None, last: date | None, relation: str = "on") -> str:
        return day(When(start=0, end=1, text="then", from_=first, to=last, precision=precision, relation=relation))  # type: ignore[arg-type]

    assert when("day", date(2022, 2, 14), date(2022, 2, 14)) == "14 Feb 2022"
    assert when("day", None, date(2022, 2, 20), "by") == "by 20 Feb 2022"
    assert when("month", date(2022, 2, 1), date(2022, 2, 28)) == "Feb 2022"
    assert when("season", date(2021, 10, 1), date(2021, 12, 31), "since") == "since Oct 2021"
    assert when("year", date(2014, 1, 1), date(2014, 12, 31)) == "2014"
    assert when("year", date(2014, 1, 1), date(2016, 12, 31)) == "2014 to 2016"
    assert when("unknown", None, None) == "“then”"
    assert day(None) == ""
