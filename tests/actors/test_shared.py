"""Several who share one plural noun."""

from __future__ import annotations

import pytest

from communique.actors import find
from tests.trees import document, tree


def meant(rows: str) -> list[tuple[str, str | None, list[str]]]:
    """Name, country and words of every actor that a phrase stands for."""
    parse = tree(rows)
    cast = find(parse, document(parse), ())
    told = {m.actor for m in cast.mentions}
    texts = {a.id: [parse.text[m.start : m.end] for m in a.mentions] for a in cast.actors}
    return [(a.name, a.country, texts[a.id]) for a in cast.actors if a.id in told]


def two(noun: str, lemma: str, first: str = "French") -> str:
    return f"""
        The     DET   5 det
        {first} ADJ   5 amod
        and     CCONJ 4 cc
        German  ADJ   2 conj
        {noun}  NOUN  6 nsubj {lemma}
        met     VERB  0 root
    """


@pytest.mark.parametrize(
    ("noun", "lemma", "names"),
    [
        ("governments", "government", ["France", "Germany"]),
        ("armies", "army", ["French army", "German army"]),
        ("presidents", "president", ["French president", "German president"]),
    ],
)
def test_each_country_has_its_own(noun: str, lemma: str, names: list[str]) -> None:
    first, second = names
    assert meant(two(noun, lemma)) == [(first, "FRA", ["French"]), (second, "DEU", [f"German {noun}"])]


def test_a_country_has_many_officials() -> None:
    assert [name for name, *_ in meant(two("officials", "official"))] == ["French and German officials"]


def test_one_country_is_not_several() -> None:
    assert [name for name, *_ in meant(two("armies", "army", "large"))] == ["large and German armies"]


def test_each_with_an_article() -> None:
    rows = """
        The    DET   2 det
        French PROPN 7 nsubj
        and    CCONJ 6 cc
        the    DET   6 det
        German ADJ   6 amod
        armies NOUN  2 conj army
        met    VERB  0 root
    """
    assert [(name, country) for name, country, _ in meant(rows)] == [("French army", "FRA"), ("German army", "DEU")]


def test_a_place_before_a_comma_is_no_adjective() -> None:
    rows = """
        In      ADP   2 case
        Iran    PROPN 8 obl
        ,       PUNCT 2 punct
        Russian ADJ   7 amod
        and     CCONJ 6 cc
        Turkish ADJ   4 conj
        armies  NOUN  8 nsubj army
        met     VERB  0 root
    """
    assert [name for name, *_ in meant(rows)] == ["Russian army", "Turkish army"]
