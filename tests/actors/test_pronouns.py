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


def test_what_is_quoted_between_does_not_make_them_far() -> None:
    quoted = "\n".join(["I PRON 2 nsubj", "go VERB 0 root", ". PUNCT 2 punct", ""] * 4)
    rows = f"""
        Vale  PROPN 2 nsubj
        spoke VERB  0 root
        :     PUNCT 2 punct
        "     PUNCT 2 punct

        {quoted}
        "     PUNCT 3 punct
        They  PRON  3 nsubj
        left  VERB  0 root
        .     PUNCT 3 punct

        He    PRON  2 nsubj
        left  VERB  0 root
        .     PUNCT 2 punct
    """
    assert antecedent(rows, "He", names=[("Vale", "PER")]) == "Vale"


def test_a_speaker_does_not_name_himself_in_his_own_quotation() -> None:
    rows = """
        Holm  PROPN 2 nsubj
        came  VERB  0 root
        .     PUNCT 2 punct

        "     PUNCT 3 punct
        Vale  PROPN 3 nsubj
        lies  VERB  7 ccomp lie
        ,     PUNCT 3 punct
        "     PUNCT 3 punct
        he    PRON  7 nsubj
        said  VERB  0 root say
        .     PUNCT 7 punct
    """
    parse = tree(rows, names=[("Holm", "PER"), ("Vale", "PER")], attributions=[("said", "he", '"Vale lies,"')])
    cast = find(parse, document(parse), ())
    (he,) = [t.i for t in parse.tokens if t.text == "he"]
    assert cast.by_id[cast.at(he) or ""].name == "Holm"


def test_who_is_named_in_what_he_says_is_another() -> None:
    rows = """
        Holm  PROPN 2 nsubj
        met   VERB  0 root
        Vale  PROPN 2 obj
        .     PUNCT 2 punct

        Vale  PROPN 2 nsubj
        left  VERB  0 root
        .     PUNCT 2 punct

        He    PRON  2 nsubj
        said  VERB  0 root say
        Vale  PROPN 4 nsubj
        lies  VERB  2 ccomp lie
        .     PUNCT 2 punct
    """
    said = [("said", "He", "Vale lies")]
    assert antecedent(rows, "He", names=[("Holm", "PER"), ("Vale", "PER")]) == "Vale"
    assert antecedent(rows, "He", names=[("Holm", "PER"), ("Vale", "PER")], attributions=said) == "Holm"


def test_a_clear_she_tells_who_later_is_no_he() -> None:
    rows = """
        Arjo  PROPN 2 nsubj
        left  VERB  0 root
        .     PUNCT 2 punct

        She   PRON  2 nsubj
        slept VERB  0 root
        .     PUNCT 2 punct

        {}    PRON  2 nsubj
        woke  VERB  0 root
        .     PUNCT 2 punct
    """
    assert antecedent(rows.format("He"), "He", names=[("Arjo", "PER")]) is None
    assert antecedent(rows.format("She"), "She", names=[("Arjo", "PER")]) == "Arjo"
