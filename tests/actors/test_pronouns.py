"""Pronouns find the actor that agrees and stands out."""

from __future__ import annotations

import pytest

from communique.actors import find
from tests.trees import document, tree


def antecedent(rows: str, pronoun: str, **annotations: list[tuple[str, str]]) -> str | None:
    """Name of the actor that the last `pronoun` of a text stands for."""
    parse = tree(rows, **annotations)
    cast = find(parse, document(parse), ())
    token = [t.i for t in parse.tokens if t.text == pronoun][-1]
    id_ = cast.at(token)
    return cast.by_id[id_].name if id_ else None


TWO = """
    Maria    PROPN 3 nsubj
    Lund     PROPN 1 flat
    met      VERB  0 root
    Peter    PROPN 3 obj
    Holm     PROPN 4 flat
    .        PUNCT 3 punct

    {}       PRON  2 nsubj
    left     VERB  0 root
    .        PUNCT 2 punct
"""
PEOPLE = [("Maria Lund", "PER"), ("Peter Holm", "PER")]


@pytest.mark.parametrize(("pronoun", "name"), [("She", "Maria Lund"), ("He", "Peter Holm"), ("It", None), ("I", None)])
def test_gender_decides(pronoun: str, name: str | None) -> None:
    assert antecedent(TWO.format(pronoun), pronoun, names=PEOPLE) == name


def test_the_subject_before_the_object() -> None:
    rows = TWO.format("He").replace("Maria", "Arjo")
    assert antecedent(rows, "He", names=[("Arjo Lund", "PER"), ("Peter Holm", "PER")]) == "Arjo Lund"


def test_not_the_subject_of_the_same_verb() -> None:
    rows = """
        Peter PROPN 2 nsubj
        left  VERB  0 root
        .     PUNCT 2 punct

        Arjo  PROPN 2 nsubj
        saw   VERB  0 root
        him   PRON  2 obj
        .     PUNCT 2 punct
    """
    assert antecedent(rows, "him", names=[("Peter", "PER"), ("Arjo", "PER")]) == "Peter"


def test_they_are_several_and_it_is_a_body() -> None:
    rows = """
        Rebels PROPN 2 nsubj rebel
        fought VERB 0 root
        NATO   PROPN 2 obj
        .      PUNCT 2 punct

        {}     PRON 2 nsubj
        won    VERB 0 root
        .      PUNCT 2 punct
    """
    names = [("NATO", "ORG")]
    assert antecedent(rows.format("They"), "They", names=names) == "Rebels"
    assert antecedent(rows.format("It"), "It", names=names) == "NATO"


def test_who_is_the_noun_that_its_clause_describes() -> None:
    rows = """
        Peter PROPN 4 nsubj
        ,     PUNCT 4 punct
        who   PRON  4 nsubj
        left  VERB  5 acl:relcl
        Arjo  PROPN 0 root
    """
    assert antecedent(rows, "who", names=[("Peter", "PER"), ("Arjo", "PER")]) == "Arjo"
