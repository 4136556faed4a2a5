"""Which time and place belong to which act."""

from __future__ import annotations

import msgspec

from communique.events.settings import when_of, where_of
from communique.language.parse import Parse
from communique.places import PlaceMention
from communique.record import When, Where
from communique.times import TimeMention
from tests.events.worlds import at, world

TWO = """
    Norway   PROPN 2 nsubj
    said     VERB  0 root      say
    on       ADP   4 case
    Friday   PROPN 2 obl
    that     SCONJ 7 mark
    rebels   NOUN  7 nsubj     rebel
    attacked VERB  2 ccomp     attack
    police   NOUN  7 obj
    in       ADP   10 case
    Lima     PROPN 7 obl
    on       ADP   12 case
    Monday   PROPN 7 obl
    .        PUNCT 2 punct
"""
LIGHT = """
    Rebels   NOUN  2 nsubj     rebel
    launched VERB  0 root      launch
    an       DET   4 det
    attack   NOUN  2 obj
    on       ADP   6 case
    Monday   PROPN 2 obl
    near     ADP   8 case
    Lima     PROPN 2 obl
    .        PUNCT 2 punct
"""


def day(parse: Parse, word: str) -> TimeMention:
    i = at(parse, word)
    token = parse.tokens[i]
    return TimeMention(i, i + 1, i, When(text=word, start=token.start, end=token.end))


CAPITAL = """
    The     DET   2 det
    envoys  NOUN  5 nsubj   envoy
    from    ADP   4 case
    Bergen  PROPN 2 nmod
    met     VERB  0 root    meet
    in      ADP   8 case
    the     DET   8 det
    capital NOUN  5 obl
    Lima    PROPN 8 appos
"""


def spot(parse: Parse, word: str) -> PlaceMention:
    i = at(parse, word)
    token = parse.tokens[i]
    return PlaceMention(i, i + 1, i, Where(text=word, name=word, start=token.start, end=token.end))


def test_each_clause_has_its_own_day() -> None:
    scene = world(TWO, {})
    times = (day(scene.parse, "Friday"), day(scene.parse, "Monday"))
    said, attacked = (when_of(scene.parse, at(scene.parse, w), times) for w in ("said", "attacked"))
    assert said == times[0].when
    assert attacked == times[1].when


def test_a_noun_shares_the_setting_of_its_light_verb() -> None:
    scene = world(LIGHT, {})
    scene = msgspec.structs.replace(scene, places=(spot(scene.parse, "Lima"),))
    i = at(scene.parse, "attack")
    when, where = when_of(scene.parse, i, (day(scene.parse, "Monday"),)), where_of(scene, i)
    assert when is not None
    assert when.text == "Monday"
    assert where is not None
    assert where.name == "Lima"


def test_a_place_of_another_clause_is_not_the_act_s() -> None:
    scene = world(TWO, {})
    scene = msgspec.structs.replace(scene, places=(spot(scene.parse, "Lima"),))
    assert where_of(scene, at(scene.parse, "said")) is None
    assert where_of(scene, at(scene.parse, "attacked")) == scene.places[0].where


def test_a_place_beside_its_noun_locates_and_an_origin_does_not() -> None:
    scene = world(CAPITAL, {"envoys": "office"})
    scene = msgspec.structs.replace(scene, places=(spot(scene.parse, "Lima"), spot(scene.parse, "Bergen")))
    where = where_of(scene, at(scene.parse, "met"))
    assert where is not None
    assert where.name == "Lima"
