"""Organisations, groups and outlets that have a name."""

from __future__ import annotations

import pytest

from communique.actors import find
from communique.record import Actor
from tests.trees import document, tree


def bodies(rows: str, names: list[tuple[str, str]]) -> list[Actor]:
    parse = tree(rows, names=names)
    return list(find(parse, document(parse), ()).actors)


def test_one_row_of_the_table_is_one_actor() -> None:
    (un,) = bodies(
        "UN PROPN 2 nsubj\nleft VERB 0 root\nUnited PROPN 4 compound\nNations PROPN 2 obj",
        [("UN", "ORG"), ("United Nations", "ORG")],
    )
    assert (un.name, un.kind, un.sector, un.code, len(un.mentions)) == (
        "United Nations",
        "organisation",
        "IGO",
        "IGOUNO",
        2,
    )


def test_initials_and_short_forms_join() -> None:
    rows = """
        Green    PROPN 3 compound
        Harbour  PROPN 3 compound
        Movement PROPN 4 nsubj
        left     VERB  0 root
        .        PUNCT 4 punct

        GHM      PROPN 2 nsubj
        won      VERB  0 root
        .        PUNCT 2 punct
    """
    (movement,) = bodies(rows, [("Green Harbour Movement", "ORG"), ("GHM", "ORG")])
    assert (movement.name, len(movement.mentions)) == ("Green Harbour Movement", 2)


def test_a_country_s_ministry_and_paper() -> None:
    rows = """
        Latvian  ADJ   3 amod
        Foreign  PROPN 3 compound
        Ministry PROPN 4 nsubj
        told     VERB  0 root
        Harbour  PROPN 6 compound
        Gazette  PROPN 4 obj
    """
    ministry, paper = bodies(rows, [("Latvian Foreign Ministry", "ORG"), ("Harbour Gazette", "ORG")])
    assert (ministry.kind, ministry.country, ministry.code) == ("organisation", "LVA", "LVAGOV")
    assert (paper.kind, paper.country, paper.code) == ("outlet", None, "MED")


def test_the_times_is_the_one_named_before() -> None:
    rows = """
        New   PROPN 3 compound
        York  PROPN 1 flat
        Times PROPN 4 nsubj
        left  VERB  0 root
        .     PUNCT 4 punct

        The   DET   2 det
        Times PROPN 3 nsubj
        won   VERB  0 root
        .     PUNCT 3 punct
    """
    (times,) = bodies(rows, [("New York Times", "ORG"), ("The Times", "ORG")])
    assert (times.name, times.country, len(times.mentions)) == ("New York Times", "USA", 2)


def test_a_party_of_another_country_is_not_the_table_s() -> None:
    rows = """
        Finnish  ADJ   3 amod
        Social   PROPN 3 compound
        Democrats PROPN 4 nsubj
        left     VERB  0 root
        Finland  PROPN 4 obj
    """
    party = bodies(rows, [("Social Democrats", "ORG"), ("Finnish", "MISC"), ("Finland", "LOC")])[0]
    assert (party.name, party.country) == ("Social Democrats", "FIN")


def test_initials_may_leave_out_what_stands_behind_and() -> None:
    rows = """
        Centre     PROPN 6 nsubj
        for        ADP   3 case
        Harbour    PROPN 1 nmod
        Control    PROPN 3 flat
        and        CCONJ 6 cc
        Rescue     PROPN 0 root
        .          PUNCT 6 punct

        CHC        PROPN 2 nsubj
        left       VERB  0 root
        .          PUNCT 2 punct
    """
    (centre,) = bodies(rows, [("Centre for Harbour Control and Rescue", "ORG"), ("CHC", "ORG")])
    assert [m.kind for m in centre.mentions] == ["name", "name"]


def test_a_country_in_full_before_a_row_of_the_table_is_that_row() -> None:
    rows = """
        United     PROPN 4 compound
        States     PROPN 4 compound
        State      PROPN 4 compound
        Department PROPN 5 nsubj
        left       VERB  0 root
        .          PUNCT 5 punct

        State      PROPN 2 compound
        Department PROPN 3 nsubj
        won        VERB  0 root
        .          PUNCT 3 punct
    """
    (found,) = [a for a in bodies(rows, [("United States State Department", "ORG")]) if a.kind == "organisation"]
    assert (found.name, found.country, len(found.mentions)) == ("United States State Department", "USA", 2)


def test_a_body_keeps_the_of_behind_its_other_words() -> None:
    rows = """
        Institute PROPN 7 nsubj
        for       ADP   3 case
        Harbours  PROPN 1 nmod
        of        ADP   6 case
        the       DET   6 det
        Academy   PROPN 1 nmod
        reported  VERB  0 root report
    """
    assert [a.name for a in bodies(rows, [("Institute for Harbours", "ORG")])] == [
        "Institute for Harbours of the Academy"
    ]


def test_a_newspaper_and_its_name_are_one() -> None:
    rows = """
        Vale      PROPN 2 nsubj
        told      VERB  0 root tell
        the       DET   4 det
        newspaper NOUN  2 iobj
        The       DET   7 det
        Harbour   PROPN 7 compound
        Herald    PROPN 2 iobj
        .         PUNCT 2 punct
    """
    (herald,) = (a for a in bodies(rows, [("Harbour Herald", "ORG")]) if a.kind == "outlet")
    assert (herald.name, len(herald.mentions)) == ("Harbour Herald", 2)


def test_a_hyphen_does_not_hide_what_makes_an_outlet() -> None:
    rows = "The DET 2 det\nCourier-Ledger PROPN 3 nsubj\nran VERB 0 root run\nit PRON 3 obj"
    (paper,) = bodies(rows, [("Courier-Ledger", "ORG")])
    assert (paper.kind, paper.sector) == ("outlet", "JRN")


def test_one_word_is_the_body_whose_name_it_begins() -> None:
    found = bodies(
        "Fox PROPN 2 compound\nFerries PROPN 3 nsubj\nmet VERB 0 root\nFox PROPN 3 obj", [("Fox Ferries", "ORG")]
    )
    assert [(a.name, len(a.mentions)) for a in found] == [("Fox Ferries", 2)]


@pytest.mark.parametrize(
    ("after", "name"),
    [
        ("Environmental ADJ 4 amod\nQuality", "Council on Environmental Quality"),
        ("grey ADJ 4 amod\nFriday", "Council"),
    ],
)
def test_a_name_goes_on_over_what_it_is_for(after: str, name: str) -> None:
    rows = f"Council PROPN 5 nsubj\non ADP 4 case\n{after} PROPN 1 nmod\nmet VERB 0 root"
    assert [a.name for a in bodies(rows, [("Council", "ORG")])] == [name]
