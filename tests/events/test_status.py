"""Whether an act was done: cues around the trigger, and what they must not reach."""

from __future__ import annotations

import pytest

from communique.events.status import status_of
from tests.events.worlds import at, statement, world

COULD = """
    Kenya   PROPN 3 nsubj
    could   AUX   3 aux
    invade  VERB  0 root
    Peru    PROPN 3 obj
    .       PUNCT 3 punct
"""
PLANS = """
    Kenya   PROPN 3 nsubj
    {}      {}    3 advmod
    plans   VERB  0 root   plan
    to      PART  5 mark
    invade  VERB  3 xcomp
    Peru    PROPN 5 obj
    .       PUNCT 3 punct
"""
URGED = """
    Norway   PROPN 2 nsubj
    urged    VERB  0 root   urge
    Kenya    PROPN 2 obj
    to       PART  5 mark
    withdraw VERB  2 xcomp
    troops   NOUN  5 obj    troop
    .        PUNCT 2 punct
"""
THREAT = """
    The      DET   2 det
    threat   NOUN  6 nsubj
    of       ADP   4 case
    invasion NOUN  2 nmod
    has      AUX   6 aux
    grown    VERB  0 root   grow
    .        PUNCT 6 punct
"""
DEMANDS = """
    Miners    NOUN  2 nsubj    miner
    repeated  VERB  0 root     repeat
    their     PRON  4 nmod:poss
    demands   NOUN  2 obj      demand
    for       ADP   7 case
    a         DET   7 det
    boycott   NOUN  2 obl
    .         PUNCT 2 punct
"""
ANY = """
    They     PRON  2 nsubj
    guard    VERB  0 root
    the      DET   4 det
    border   NOUN  2 obj
    against  ADP   7 case
    any      DET   7 det
    attack   NOUN  2 obl
"""
WOULD = """
    Leaks    NOUN  3 nsubj  leak
    would    AUX   3 aux
    provoke  VERB  0 root
    war      NOUN  3 obj
"""
INCLUDES = """
    This     PRON  2 nsubj
    includes VERB  0 root   include
    banning  VERB  2 xcomp  ban
    Peru     PROPN 3 obj
"""
CRITICISED = """
    Peru       PROPN 3 nsubj
    will       AUX   3 aux
    criticise  VERB  0 root
    the        DET   5 det
    invasion   NOUN  3 obj
    .          PUNCT 3 punct
"""
BEGIN = """
    The      DET   2 det
    talks    NOUN  4 nsubj  talk
    will     AUX   4 aux
    begin    VERB  0 root
    in       ADP   6 case
    Oslo     PROPN 4 obl
    .        PUNCT 4 punct
"""
REFUSED = """
    Kenya    PROPN 2 nsubj
    refused  VERB  0 root   refuse
    to       PART  4 mark
    withdraw VERB  2 xcomp
    .        PUNCT 2 punct
"""
IF = """
    If       SCONJ 3 mark
    Kenya    PROPN 3 nsubj
    attacks  VERB  7 advcl  attack
    ,        PUNCT 7 punct
    Peru     PROPN 7 nsubj
    will     AUX   7 aux
    retaliate VERB 0 root
    .        PUNCT 7 punct
"""
RELATIVE = """
    Peru     PROPN 3 nsubj
    may      AUX   3 aux
    meet     VERB  0 root
    troops   NOUN  3 obj
    that     PRON  6 nsubj
    attacked VERB  4 acl:relcl attack
    Kenya    PROPN 6 obj
    .        PUNCT 3 punct
"""
SAID = """
    Kenya    PROPN 2 nsubj
    said     VERB  0 root   say
    it       PRON  5 nsubj
    would    AUX   5 aux
    invade   VERB  2 ccomp
    Peru     PROPN 5 obj
    .        PUNCT 2 punct
"""
CONTINUING = """
    Rebels   NOUN  3 nsubj  rebel
    are      AUX   3 aux    be
    shelling VERB  0 root   shell
    Oslo     PROPN 3 obj
    .        PUNCT 3 punct
"""
HELD = """
    Rebels   NOUN  4 nsubj:pass rebel
    are      AUX   4 aux        be
    being    AUX   4 aux:pass   be
    held     VERB  0 root       hold
    .        PUNCT 4 punct
"""
FACT = """
    The      DET   2 det
    fact     NOUN  6 nsubj
    that     SCONJ 5 mark
    Kenya    PROPN 5 nsubj
    invaded  VERB  2 acl    invade
    hurts    VERB  0 root   hurt
    .        PUNCT 6 punct
"""
FEAR = """
    The      DET   2 det
    fear     NOUN  7 nsubj
    that     SCONJ 6 mark
    an       DET   5 det
    invasion NOUN  6 nsubj
    begins   VERB  2 acl    begin
    hurts    VERB  0 root   hurt
    .        PUNCT 7 punct
"""
HEADLINE = """
    Leaders  NOUN  3 nsubj  leader
    to       PART  3 mark
    meet     VERB  0 root
    in       ADP   5 case
    Oslo     PROPN 3 obl
"""


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        (COULD, "invade", "possible"),
        (PLANS.format("now", "ADV"), "invade", "planned"),
        (PLANS.format("never", "ADV"), "invade", "negated"),
        (URGED, "urged", "happened"),
        (URGED, "withdraw", "demanded"),
        (THREAT, "invasion", "possible"),
        (CRITICISED, "criticise", "planned"),
        (CRITICISED, "invasion", "happened"),
        (BEGIN, "talks", "planned"),
        (REFUSED, "refused", "happened"),
        (REFUSED, "withdraw", "negated"),
        (IF, "attacks", "conditional"),
        (IF, "retaliate", "conditional"),
        (RELATIVE, "meet", "possible"),
        (RELATIVE, "attacked", "happened"),
        (SAID, "invade", "conditional"),
        (CONTINUING, "shelling", "ongoing"),
        (HELD, "held", "ongoing"),
        (FACT, "invaded", "happened"),
        (FEAR, "invasion", "possible"),
        (DEMANDS, "boycott", "demanded"),
        (ANY, "attack", "possible"),
        (WOULD, "war", "conditional"),
        (INCLUDES, "banning", "possible"),
    ],
)
def test_cues_around_the_trigger(text: str, trigger: str, status: str) -> None:
    scene = world(text, {})
    assert status_of(scene, at(scene.parse, trigger), ()).status == status


def test_would_is_a_plan_when_somebody_says_so() -> None:
    scene = world(SAID, {})
    said = statement(scene.parse, 1, "said", (2, 6))
    assert status_of(scene, at(scene.parse, "invade"), (said,)).status == "planned"


def test_inside_a_denial_nothing_happened() -> None:
    scene = world(SAID, {})
    denied = statement(scene.parse, 1, "said", (2, 6), act="deny", polarity="denied")
    assert status_of(scene, at(scene.parse, "invade"), (denied,)).status == "denied"


def test_a_negated_plan_that_somebody_states_is_a_denial() -> None:
    scene = world(PLANS.format("never", "ADV"), {})
    said = statement(scene.parse, 1, "plans", (0, 6))
    assert status_of(scene, at(scene.parse, "invade"), (said,)).status == "denied"


def test_an_infinitive_is_a_plan_only_in_a_headline() -> None:
    body, title = world(HEADLINE, {}), world(HEADLINE, {}, ("title",))
    assert status_of(body, at(body.parse, "meet"), ()).status == "happened"
    assert status_of(title, at(title.parse, "meet"), ()).status == "planned"


def test_the_reason_names_the_words() -> None:
    scene = world(COULD, {})
    assert status_of(scene, at(scene.parse, "invade"), ()).why == "could"
