"""Parties that a sentence leaves out, from the acts before it; effects and headlines merged into their act."""

from __future__ import annotations

from communique.events import find
from communique.record import ActorKind, Event
from tests.events.worlds import world

STATES: dict[str, ActorKind] = {"Norway": "state", "Kenya": "state", "Peru": "state"}

REPLY = """
    Kenya    PROPN 2 nsubj
    urged    VERB  0 root   urge
    Peru     PROPN 2 obj
    to       PART  5 mark
    leave    VERB  2 xcomp
    .        PUNCT 2 punct

    Peru     PROPN 2 nsubj
    rejected VERB  0 root   reject
    the      DET   4 det
    idea     NOUN  2 obj
    .        PUNCT 2 punct
"""
MEANT = """
    Kenya    PROPN 2 nsubj
    invaded  VERB  0 root   invade
    Peru     PROPN 2 obj
    .        PUNCT 2 punct

    Norway    PROPN 2 nsubj
    condemned VERB  0 root  condemn
    the       DET   4 det
    invasion  NOUN  2 obj
    .         PUNCT 2 punct
"""
EFFECT = """
    Rebels   NOUN  2 nsubj  rebel
    attacked VERB  0 root   attack
    Peru     PROPN 2 obj
    ,        PUNCT 5 punct
    killing  VERB  2 advcl  kill
    12       NUM   7 nummod
    miners   NOUN  5 obj    miner
    .        PUNCT 2 punct
"""
COURT = """
    Odo       PROPN 3 nsubj:pass
    was       AUX   3 aux:pass  be
    convicted VERB  0 root      convict
    .         PUNCT 3 punct

    The       DET   2 det
    court     NOUN  3 nsubj
    closed    VERB  0 root      close
    .         PUNCT 3 punct
"""


def events(text: str, extra: dict[str, ActorKind] | None = None) -> list[Event]:
    scene = world(text, STATES | (extra or {}))
    return list(find(scene.parse, scene.document, scene.cast, (), (), ()))


def test_who_rejects_answers_the_last_who_asked() -> None:
    urged, rejected = events(REPLY)
    assert (urged.type, urged.actors, urged.recipients) == ("REQUEST", ("Kenya",), ("Peru",))
    assert (rejected.type, rejected.actors, rejected.recipients) == ("REJECT", ("Peru",), ("Kenya",))
    assert rejected.why.endswith("recipient: replies to")


def test_who_condemns_an_invasion_means_the_invader() -> None:
    invaded, condemned = events(MEANT)
    assert len(invaded.mentions) == 1
    assert (condemned.type, condemned.actors, condemned.recipients) == ("ACCUSE", ("Norway",), ("Kenya",))


def test_an_effect_is_part_of_its_act() -> None:
    (attack,) = events(EFFECT, {"Rebels": "group", "miners": "group"})
    assert (attack.type, attack.actors, attack.recipients) == ("ASSAULT", ("Rebels",), ("Peru",))
    assert [(q.value, q.unit) for q in attack.quantities] == [(12, "miners")]
    assert len(attack.mentions) == 1


def test_the_only_court_convicts() -> None:
    (verdict,) = events(COURT, {"Odo": "person", "court": "organisation"})
    assert (verdict.type, verdict.mode) == ("SANCTION", "convict")
    assert (verdict.actors, verdict.recipients) == (("court",), ("Odo",))
