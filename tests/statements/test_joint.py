"""Several who speak as one."""

from __future__ import annotations

import pytest

from communique.statements.joint import all_of, joint
from tests.statements.stage import cast
from tests.trees import tree

TOGETHER = """
    Vale   PROPN 4 nsubj
    and    CCONJ 3 cc
    Holm   PROPN 1 conj
    dined  VERB  0 root
    {}
    .      PUNCT 4 punct

    They   PRON  2 nsubj
    agreed VERB  0 root
    .      PUNCT 2 punct
"""
PEOPLE = (("v", "person", ["Vale"]), ("h", "person", ["Holm"]))


def together(rows: str, word: str, own: str | None, *actors: tuple[str, str, list[str]]) -> list[str]:
    parse = tree(rows)
    head = [t.i for t in parse.tokens if t.text == word][-1]
    return joint(parse, cast(parse, *actors), head, own)  # type: ignore[arg-type]


def test_they_are_those_who_stood_together() -> None:
    rows = TOGETHER.format("there ADV 4 advmod")
    assert together(rows, "They", None, *PEOPLE) == ["v", "h"]


def test_they_are_a_body_named_since() -> None:
    rows = TOGETHER.format("in ADP 6 case\nHarbour PROPN 4 obl")
    assert together(rows, "They", "b", *PEOPLE, ("b", "organisation", ["Harbour"])) == []


def test_they_are_those_who_met() -> None:
    rows = """
        Vale   PROPN 2 nsubj
        met    VERB  0 root meet
        with   ADP   4 case
        Holm   PROPN 2 obl
        .      PUNCT 2 punct

        They   PRON  2 nsubj
        agreed VERB  0 root
        .      PUNCT 2 punct
    """
    assert together(rows, "They", None, *PEOPLE) == ["v", "h"]


@pytest.mark.parametrize(("det", "expected"), [("Those", ["n", "s"]), ("Some", [])])
def test_those_nations_are_the_two_named_last(det: str, expected: list[str]) -> None:
    rows = f"""
        Norland  PROPN 4 nsubj
        and      CCONJ 3 cc
        Sudland  PROPN 1 conj
        left     VERB  0 root
        .        PUNCT 4 punct

        {det}    DET   2 det
        nations  NOUN  3 nsubj nation
        agreed   VERB  0 root
        .        PUNCT 3 punct
    """
    states = (("n", "government", ["Norland"]), ("s", "government", ["Sudland"]))
    assert together(rows, "nations", None, *states) == expected


@pytest.mark.parametrize(
    ("rows", "last", "expected"),
    [
        (
            "The DET 2 det\nenvoys NOUN 6 nsubj envoy\nVale PROPN 2 appos\nand CCONJ 5 cc\nHolm PROPN 3 conj\n"
            "spoke VERB 0 root speak",
            5,
            ["Vale", "Holm"],
        ),
        (
            "States NOUN 7 nsubj state\nsuch ADJ 4 case\nas ADP 2 fixed\nNorland PROPN 1 nmod\nand CCONJ 6 cc\n"
            "Sudland PROPN 4 conj\nspoke VERB 0 root speak",
            6,
            ["States", "Norland", "Sudland"],
        ),
        (
            "Vale PROPN 6 nsubj\n, PUNCT 4 punct\nwith ADP 4 case\nHolm PROPN 1 nmod\n, PUNCT 4 punct\n"
            "spoke VERB 0 root speak",
            5,
            ["Vale", "Holm"],
        ),
        (
            "Talks NOUN 4 nsubj talk\nwith ADP 3 case\nHolm PROPN 1 nmod\nfailed VERB 0 root fail",
            3,
            ["Talks"],
        ),
        (
            "Envoy NOUN 6 nsubj\nVale PROPN 1 appos\nand CCONJ 4 cc\nHolm PROPN 2 conj\n, PUNCT 1 punct\n"
            "spoke VERB 0 root speak",
            4,
            ["Envoy"],
        ),
    ],
)
def test_all_who_speak_in_a_source(rows: str, last: int, expected: list[str]) -> None:
    parse = tree(rows)
    head = parse.head_of(0, last)
    assert [parse.tokens[i].text for i in all_of(parse, (0, last), head)] == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Neither DET country NOUN", ["n", "s"]),
        ("Neither DET side NOUN", ["n", "s"]),
        ("Both DET sides NOUN", ["n", "s"]),
        ("Both DET papers NOUN", ["c", "m"]),
        ("Both DET committees NOUN", []),
    ],
)
def test_two_are_of_the_kind_that_the_noun_tells(phrase: str, expected: list[str]) -> None:
    det, _, noun, _ = phrase.split()
    rows = f"""
        Courier  PROPN 5 nsubj
        and      CCONJ 3 cc
        Mercury  PROPN 1 conj
        saw      VERB  5 aux
        Norland  PROPN 0 root
        and      CCONJ 7 cc
        Sudland  PROPN 5 conj
        .        PUNCT 5 punct

        {det}    DET   2 det
        {noun}   NOUN  3 nsubj
        agreed   VERB  0 root
        .        PUNCT 3 punct
    """
    powers = (("n", "government", ["Norland"]), ("s", "state", ["Sudland"]))
    assert together(rows, noun, None, *powers, ("c", "outlet", ["Courier"]), ("m", "outlet", ["Mercury"])) == expected
