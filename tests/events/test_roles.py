"""Who acts and who is acted on, by the slots of the row and the type."""

from __future__ import annotations

import pytest

from communique.events import find
from communique.record import ActorKind, Event
from tests.events.worlds import world

CAST: dict[str, ActorKind] = {
    "Norway": "state",
    "Kenya": "state",
    "Peru": "state",
    "miners": "group",
    "Lund": "person",
}

HEADLINE = """
    Striking  ADJ  2 amod
    miners    NOUN 3 nsubj  miner
    detained  VERB 0 root   detain
    in        ADP  5 case
    Oslo      PROPN 3 obl
"""
LETTER = """
    Lund     PROPN 2 nsubj
    sent     VERB  0 root   send
    Kenya    PROPN 2 iobj
    a        DET   5 det
    letter   NOUN  2 obj
    urging   VERB  5 acl    urge
    Peru     PROPN 6 obj
    to       PART  9 mark
    leave    VERB  6 xcomp
    .        PUNCT 2 punct
"""
ACCUSED = """
    Norway   PROPN 2 nsubj
    accused  VERB  0 root   accuse
    Kenya    PROPN 2 iobj
    of       ADP   5 case
    fraud    NOUN  2 obj
    .        PUNCT 2 punct
"""
GAVE = """
    Norway   PROPN 2 nsubj
    gave     VERB  0 root   give
    Kenya    PROPN 2 iobj
    weapons  NOUN  2 obj    weapon
    .        PUNCT 2 punct
"""
BORDER = """
    Kenya    PROPN 2 nsubj
    massed   VERB  0 root   mass
    troops   NOUN  2 obj    troop
    on       ADP   7 case
    Peru     PROPN 7 nmod:poss
    's       PART  5 case
    border   NOUN  3 nmod
    .        PUNCT 2 punct
"""
DRILLS = """
    Norway   PROPN 2 nsubj
    held     VERB  0 root   hold
    joint    ADJ   4 amod
    drills   NOUN  2 obj    drill
    with     ADP   6 case
    Kenya    PROPN 2 obl
    .        PUNCT 2 punct
"""


def events(text: str, parts: tuple[str, ...] = ()) -> dict[str, Event]:
    scene = world(text, CAST, parts)
    return {e.type: e for e in find(scene.parse, scene.document, scene.cast, (), (), ())}


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        (LETTER, "REQUEST", ("Lund",), ("Peru",)),
        (ACCUSED, "ACCUSE", ("Norway",), ("Kenya",)),
        (GAVE, "AID", ("Norway",), ("Kenya",)),
        (BORDER, "MOBILIZE", ("Kenya",), ("Peru",)),
        (DRILLS, "COOPERATE", ("Norway",), ("Kenya",)),
    ],
)
def test_who_does_it_to_whom(text: str, kind: str, actors: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    event = events(text)[kind]
    assert (event.actors, event.recipients) == (actors, recipients)


def test_a_headline_leaves_out_the_auxiliary_of_a_passive() -> None:
    (event,) = events(HEADLINE, ("title",)).values()
    assert (event.type, event.mode, event.actors, event.recipients) == ("COERCE", "arrest", (), ("miners",))
