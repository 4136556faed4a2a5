"""Phrases that stand for two actors."""

from __future__ import annotations

import msgspec

from communique.record import Actor, Mention
from tests.events.worlds import at, statement, world

MET = """
    Norway    PROPN 4 nsubj
    and       CCONJ 3 cc
    Peru      PROPN 1 conj
    regret    VERB  0 root
    .         PUNCT 4 punct

    The       DET   3 det
    two       NUM   3 nummod
    countries NOUN  4 nsubj country
    agreed    VERB  0 root agree
"""
SAID = """
    Vale  PROPN 4 nsubj
    and   CCONJ 3 cc
    Moss  PROPN 1 conj
    said  VERB  0 root say
    they  PRON  6 nsubj
    left  VERB  4 ccomp leave
"""


def test_two_countries_are_those_named_last() -> None:
    scene = world(MET, {"Norway": "state", "Peru": "state"})
    actors = []
    for actor in scene.cast.actors:
        token = scene.parse.tokens[at(scene.parse, actor.name)]
        mention = Mention(start=token.start, end=token.end, kind="name")
        actors.append(Actor(id=actor.id, name=actor.name, kind=actor.kind, mentions=(mention,)))
    scene = msgspec.structs.replace(scene, cast=msgspec.structs.replace(scene.cast, actors=tuple(actors)))
    assert scene.parties([at(scene.parse, "countries")]) == ("Norway", "Peru")
    one = msgspec.structs.replace(scene, cast=msgspec.structs.replace(scene.cast, actors=tuple(actors[:1])))
    assert one.parties([at(scene.parse, "countries")]) == ()


def test_they_are_the_several_who_say_so() -> None:
    scene = world(SAID, {"Vale": "person", "Moss": "person"})
    said = statement(scene.parse, 1, "said", (4, 6), speakers=("Vale", "Moss"))
    scene = msgspec.structs.replace(scene, statements=(said,))
    assert scene.parties([at(scene.parse, "they")]) == ("Vale", "Moss")
