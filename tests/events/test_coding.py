"""Whole events on hand-written parses: who, whom, type, status, and what is no event."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.events import find
from communique.events.scene import Scene
from communique.record import ActorKind, Event, Span, Statement, When
from communique.times import TimeMention
from tests.events.worlds import at, statement, world

STATES: dict[str, ActorKind] = {"Norway": "state", "Kenya": "state", "Peru": "state"}

VISIT = """
    Haugen  PROPN 2 nsubj
    visited VERB  0 root    visit
    Kenya   PROPN 2 obj
    on      ADP   5 case
    Monday  PROPN 2 obl
    .       PUNCT 2 punct
"""
TALKS = """
    Norway  PROPN 2 nsubj
    held    VERB  0 root    hold
    talks   NOUN  2 obj     talk
    with    ADP   5 case
    Kenya   PROPN 3 nmod
    .       PUNCT 2 punct
"""
TWICE = """
    Kenya    PROPN 2 nsubj
    invades  VERB  0 root   invade
    Peru     PROPN 2 obj
    #par
    Kenya    PROPN 2 nsubj
    invaded  VERB  0 root   invade
    Peru     PROPN 2 obj
    .        PUNCT 2 punct

    The      DET   2 det
    invasion NOUN  3 nsubj
    shocked  VERB  0 root   shock
    Norway   PROPN 3 obj
    .        PUNCT 3 punct
"""
SAID = """
    Norway  PROPN 2 nsubj
    said    VERB  0 root    say
    Kenya   PROPN 4 nsubj
    invaded VERB  2 ccomp   invade
    Peru    PROPN 4 obj
    .       PUNCT 2 punct
"""
WAR = """
    The     DET   3 det
    Iraq    PROPN 3 compound
    War     PROPN 4 nsubj
    divided VERB  0 root    divide
    Kenya   PROPN 4 obj
    .       PUNCT 4 punct
"""
HELICOPTER = """
    Kenya       PROPN 2 nsubj
    bought      VERB  0 root   buy
    attack      NOUN  4 compound
    helicopters NOUN  2 obj    helicopter
    .           PUNCT 2 punct
"""
KILLED = """
    Forty    NUM   2 nummod
    miners   NOUN  4 nsubj:pass miner
    were     AUX   4 aux:pass  be
    killed   VERB  0 root      kill
    .        PUNCT 4 punct
"""
PLAN = """
    Peru       PROPN 2 nsubj
    criticised VERB  0 root     criticise
    Kenya      PROPN 5 nmod:poss
    's         PART  3 case
    plan       NOUN  2 obj
    .          PUNCT 2 punct
"""


def events(text: str, extra: dict[str, ActorKind] | None = None, parts: tuple[str, ...] = ()) -> tuple[Event, ...]:
    scene = world(text, STATES | (extra or {}), parts)
    return find(scene.parse, scene.document, scene.cast, (), (), ())


def test_a_visit_with_its_day() -> None:
    scene = world(VISIT, STATES | {"Haugen": "person"})
    i = at(scene.parse, "Monday")
    token = scene.parse.tokens[i]
    day = TimeMention(i, i + 1, i, When(text="Monday", start=token.start, end=token.end, precision="day"))
    (event,) = find(scene.parse, scene.document, scene.cast, (day,), (), ())
    assert (event.id, event.type, event.mode, event.cameo, event.quad) == ("E1", "CONSULT", "visit", "042", 1)
    assert (event.actors, event.recipients, event.status) == (("Haugen",), ("Kenya",), "happened")
    assert event.when == day.when
    assert event.goldstein == 1.9
    assert scene.parse.text[event.trigger.start : event.trigger.end] == "visited Kenya"
    assert event.why == "visit (verb) -> CONSULT visit, CAMEO 042"


def test_parties_of_talks_are_all_actors() -> None:
    (event,) = events(TALKS)
    assert (event.type, event.actors, event.recipients) == ("CONSULT", ("Norway", "Kenya"), ())


def test_headline_and_later_noun_are_mentions_of_the_body_s_act() -> None:
    (event,) = events(TWICE, parts=("title", "paragraph"))
    scene = world(TWICE, STATES)
    assert scene.parse.text[event.trigger.start : event.trigger.end] == "invaded"
    assert [scene.parse.text[m.start : m.end] for m in event.mentions] == ["invades", "invasion"]
    assert (event.actors, event.recipients) == (("Kenya",), ("Peru",))


def test_an_act_inside_a_statement_is_according_to_it() -> None:
    scene = world(SAID, STATES)
    said = statement(scene.parse, 1, "said", (2, 5), speakers=("Norway",))
    (event,) = find(scene.parse, scene.document, scene.cast, (), (), (said,))
    assert (event.type, event.according_to) == ("ASSAULT", ("S1",))


def test_names_and_modifiers_are_no_acts() -> None:
    assert events(WAR) == ()
    assert events(HELICOPTER) == ()


def test_violence_counts_without_actors_and_carries_its_number() -> None:
    (event,) = events(KILLED)
    assert (event.type, event.actors, event.recipients) == ("ASSAULT", (), ())
    assert [(q.value, q.unit) for q in event.quantities] == [(40, "miners")]


def test_an_act_against_somebody_s_thing_is_toward_its_owner() -> None:
    (event,) = events(PLAN)
    assert (event.type, event.actors, event.recipients) == ("ACCUSE", ("Peru",), ("Kenya",))


def test_a_statement_s_act_makes_an_event_where_no_trigger_does() -> None:
    scene = world(SAID, STATES)
    cue = Span(start=scene.parse.tokens[1].start, end=scene.parse.tokens[1].end)
    said = Statement(id="S1", speakers=("Norway",), cue=cue, act="demand", addressees=("Kenya",))
    found = find(scene.parse, scene.document, scene.cast, (), (), (said,))
    assert [(e.type, e.actors, e.recipients) for e in found] == [
        ("REQUEST", ("Norway",), ("Kenya",)),
        ("ASSAULT", ("Kenya",), ("Peru",)),
    ]


def test_a_denied_statement_makes_no_act_of_its_own() -> None:
    scene = world(SAID, STATES)
    cue = Span(start=scene.parse.tokens[1].start, end=scene.parse.tokens[1].end)
    said = Statement(id="S1", speakers=("Norway",), cue=cue, act="demand", polarity="denied")
    assert [e.type for e in find(scene.parse, scene.document, scene.cast, (), (), (said,))] == ["ASSAULT"]


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Any tree over words that trigger events, with states in it."""
    n = draw(st.integers(1, 9))
    order = draw(st.permutations(range(1, n + 1)))
    words = st.sampled_from(
        [
            "Kenya PROPN",
            "Peru PROPN",
            "attack VERB",
            "attack NOUN",
            "urge VERB",
            "say VERB",
            "talk NOUN",
            "it PRON",
            "12 NUM",
        ]
    )
    relations = st.sampled_from(
        [
            "nsubj",
            "nsubj:pass",
            "obj",
            "obl",
            "conj",
            "xcomp",
            "advcl",
            "acl",
            "acl:relcl",
            "ccomp",
            "nmod",
            "nummod",
            "compound",
        ]
    )
    rows = {order[0]: f"{draw(words)} 0 root"}
    for k, i in enumerate(order[1:], 1):
        rows[i] = f"{draw(words)} {order[draw(st.integers(0, k - 1))]} {draw(relations)}"
    return world("\n".join(rows[i] for i in sorted(rows)), STATES, draw(st.sampled_from([(), ("title",)])))


@given(scene=scenes())
def test_any_tree_gives_events_in_text_order_with_spans_in_the_text(scene: Scene) -> None:
    found = find(scene.parse, scene.document, scene.cast, (), (), ())
    assert [e.id for e in found] == [f"E{n}" for n in range(1, len(found) + 1)]
    assert [e.trigger.start for e in found] == sorted(e.trigger.start for e in found)
    for event in found:
        for span in (event.trigger, *event.mentions, *event.quantities):
            assert 0 <= span.start < span.end <= len(scene.parse.text)
        assert not set(event.actors) & set(event.recipients)
        assert set(event.actors) | set(event.recipients) <= set(scene.cast.by_id)
