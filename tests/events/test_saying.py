"""Verbal acts from statements: by the statement's act, by harm laid at another's door, and when they are none."""

from __future__ import annotations

from communique.events import find
from communique.record import Act, ActorKind, Event, Polarity, Span, Statement
from tests.events.worlds import at, world

CAST: dict[str, ActorKind] = {"Norway": "state", "Kenya": "state", "witnesses": "public"}

TOLD = """
    {}       NOUN  2 nsubj
    said     VERB  0 root    say
    Kenya    PROPN 5 nsubj
    {}       AUX   5 aux
    violate  VERB  2 ccomp
    the      DET   7 det
    rules    NOUN  5 obj     rule
    .        PUNCT 2 punct
"""


def events(speaker: str, auxiliary: str, act: Act = "say", polarity: Polarity = "affirmed") -> list[Event]:
    """What `speaker` said Kenya did to the rules, as a statement of `act`."""
    scene = world(TOLD.format(speaker, auxiliary), CAST)
    parse = scene.parse
    cue, (start, end) = parse.tokens[at(parse, "said")], parse.chars(2, 7)
    said = Statement(
        id="S1",
        speakers=(speaker,),
        cue=Span(start=cue.start, end=cue.end),
        content=(Span(start=start, end=end),),
        act=act,
        polarity=polarity,
    )
    return [e for e in find(parse, scene.document, scene.cast, (), (), (said,)) if e.trigger.start == cue.start]


def test_who_lays_harm_at_another_s_door_accuses() -> None:
    (event,) = events("Norway", "did")
    assert (event.type, event.mode, event.actors, event.recipients) == ("ACCUSE", "disapprove", ("Norway",), ("Kenya",))
    assert event.status == "happened"


def test_no_accusation_of_what_only_might_be_nor_of_oneself_nor_by_bystanders() -> None:
    assert events("Norway", "might") == []
    assert events("Kenya", "did") == []
    assert events("witnesses", "did") == []


def test_a_demand_is_made_of_the_subject_of_what_is_demanded() -> None:
    (event,) = events("Norway", "must", "demand")
    assert (event.type, event.actors, event.recipients) == ("REQUEST", ("Norway",), ("Kenya",))
    assert event.why == "statement S1 is of act demand -> REQUEST, CAMEO 104"


def test_a_declined_saying_is_no_act() -> None:
    assert events("Norway", "must", "demand", "denied") == []


def test_a_refusal_takes_up_the_not_of_its_cue() -> None:
    rows = """
        Norway NOUN 4 nsubj
        did    AUX  4 aux    do
        not    PART 4 advmod
        want   VERB 0 root
        to     PART 6 mark
        join   VERB 4 xcomp
        Kenya  PROPN 6 obj
        .      PUNCT 4 punct
    """
    scene = world(rows, CAST)
    parse = scene.parse
    cue = parse.tokens[at(parse, "want")]
    content = Span(start=parse.tokens[4].start, end=parse.tokens[6].end)
    said = Statement(
        id="S1", speakers=("Norway",), cue=Span(start=cue.start, end=cue.end), content=(content,), act="reject"
    )
    events = find(parse, scene.document, scene.cast, (), (), (said,))
    assert [(e.type, e.status) for e in events if e.trigger.start == cue.start] == [("REJECT", "happened")]
