"""Whom words stand for: partitives, places, nationalities, first persons, owners."""

from __future__ import annotations

import msgspec

from communique.events.scene import Scene
from communique.places import PlaceMention
from communique.record import Where
from tests.events.worlds import at, statement, world

GROUP = """
    Thousands NOUN  5 nsubj    thousand
    of        ADP   3 case
    miners    NOUN  1 nmod     miner
    in        ADP   5 case
    Oslo      PROPN 0 root
"""
SAID = """
    "        PUNCT 3 punct
    We       PRON  3 nsubj
    condemn  VERB  7 ccomp
    Peruvian ADJ   5 amod
    attacks  NOUN  3 obj     attack
    "        PUNCT 3 punct
    said     VERB  0 root    say
    Norway   PROPN 7 nsubj
"""
OWNER = """
    Kenya   PROPN 3 nmod:poss
    's      PART  1 case
    plan    NOUN  0 root
"""


def test_a_partitive_stands_for_what_it_is_of() -> None:
    scene = world(GROUP, {"miners": "group"})
    assert scene.parties([at(scene.parse, "Thousands")]) == ("miners",)


def test_a_place_stands_for_its_government_only_where_asked() -> None:
    scene = world(GROUP, {"Norway": "state"})
    i = at(scene.parse, "Oslo")
    token = scene.parse.tokens[i]
    where = Where(text="Oslo", name="Oslo", country="NOR", start=token.start, end=token.end)
    scene = msgspec.structs.replace(scene, places=(PlaceMention(i, i + 1, i, where),))
    assert scene.parties([i]) == ()
    assert scene.parties([i], place=True) == ("Norway",)


def test_a_nationality_stands_for_its_state_and_we_for_the_speaker() -> None:
    scene = world(SAID, {"Norway": "state", "Peru": "state"})
    said = statement(scene.parse, 1, "said", (0, 6), speakers=("Norway",))
    scene = msgspec.structs.replace(scene, statements=(said,))
    assert scene.parties([at(scene.parse, "Peruvian")]) == ("Peru",)
    assert scene.parties([at(scene.parse, "We")]) == ("Norway",)
    assert scene.owners(at(scene.parse, "attacks")) == ("Peru",)


def test_the_innermost_statement_comes_first() -> None:
    scene = world(SAID, {"Norway": "state"})
    outer = statement(scene.parse, 1, "said", (0, 6))
    inner = statement(scene.parse, 2, "condemn", (3, 5))
    scene = msgspec.structs.replace(scene, statements=(outer, inner))
    assert [s.id for s in scene.around(at(scene.parse, "attacks"))] == ["S2", "S1"]
    assert [s.id for s in scene.around(at(scene.parse, "condemn"))] == ["S1"]
    assert scene.around(at(scene.parse, "Norway")) == ()


def test_owners_are_actors_behind_a_thing() -> None:
    scene: Scene = world(OWNER, {"Kenya": "state"})
    assert scene.owners(at(scene.parse, "plan")) == ("Kenya",)
    assert scene.parties([at(scene.parse, "plan")]) == ()


def test_an_article_about_an_accident_is_not_violent() -> None:
    accident = world("The DET 2 det\ncrash NOUN 3 nsubj\nkilled VERB 0 root kill\nmany ADJ 3 obj", {})
    attack = world("The DET 2 det\nraid NOUN 3 nsubj\nkilled VERB 0 root kill\nmany ADJ 3 obj", {})
    bombing = world("The DET 2 det\nbombing NOUN 3 nsubj\nkilled VERB 0 root kill\nmany ADJ 3 obj", {})
    assert [s.violent for s in (accident, attack, bombing)] == [False, True, True]
