"""Noun phrases: extent, number, what they are about, whose country."""

from __future__ import annotations

import pytest

from communique.actors.phrases import country_of, is_definite, is_plural, meant, noun_phrase, office_at
from communique.actors.spots import read_scene
from tests.trees import tree

AMBASSADOR = """
    Ukraine  PROPN 3 nmod:poss
    's       PART  1 case
    ambassador NOUN 9 nsubj
    to       ADP   6 case
    the      DET   6 det
    UK       PROPN 3 nmod
    who      PRON  8 nsubj
    left     VERB  3 acl:relcl
    spoke    VERB  0 root
"""


def test_a_phrase_stops_before_its_relative_clause() -> None:
    parse = tree(AMBASSADOR)
    assert parse.words(*noun_phrase(parse, 2)) == "Ukraine's ambassador to the UK"


def test_the_possessor_gives_the_country_not_where_to() -> None:
    scene = read_scene(tree(AMBASSADOR))
    assert country_of(scene, 2) == "UKR"


def test_a_phrase_does_not_reach_back_over_a_verb() -> None:
    parse = tree("He PRON 2 nsubj\nsaid VERB 4 compound\nformer ADJ 4 amod\nministers NOUN 0 root")
    assert parse.words(*noun_phrase(parse, 3)) == "former ministers"


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("dozens NOUN 0 root dozen\nof ADP 3 case\nminers NOUN 1 nmod", "miners"),
        ("members NOUN 0 root\nof ADP 3 case\nparliament NOUN 1 nmod", "members"),
        ("owners NOUN 0 root\nof ADP 3 case\nmines NOUN 1 nmod", "owners"),
    ],
)
def test_meant(rows: str, word: str) -> None:
    parse = tree(rows)
    assert parse.tokens[meant(parse, 0)].text == word


def test_number_and_definiteness() -> None:
    parse = tree(
        "The DET 2 det\npolice NOUN 0 root\nhis PRON 4 nmod:poss\nenvoys NOUN 2 appos\nan DET 6 det\nenvoy NOUN 2 appos"
    )
    assert [is_plural(parse.tokens[i]) for i in (1, 3, 5)] == [True, True, False]
    assert [is_definite(parse, i) for i in (1, 3, 5)] == [True, True, False]


@pytest.mark.parametrize(
    ("rows", "head", "words"),
    [
        ("vice NOUN 2 compound\npresident NOUN 0 root", 1, "vice president"),
        ("secretary NOUN 0 root\nof ADP 3 case\nstate NOUN 1 nmod", 0, "secretary of state"),
        ("secretary NOUN 3 compound\n_- PUNCT 3 punct\n_general NOUN 0 root", 2, "secretary general"),
        ("PM PROPN 0 root p.m.", 0, "pm"),
        ("kettle NOUN 0 root", 0, None),
    ],
)
def test_office_at(rows: str, head: int, words: str | None) -> None:
    office = office_at(tree(rows), head)
    assert (office.words if office else None) == words
