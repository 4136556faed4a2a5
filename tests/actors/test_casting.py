"""One short article end to end: who is in it, with which mentions, roles and codes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.actors import find, keep
from communique.actors.cast import Cast
from communique.language.parse import Parse
from communique.record import Actor
from tests.trees import document, tree

ARTICLE = """
    Norway   PROPN 4 nmod:poss
    's       PART  1 case
    foreign  ADJ   4 amod
    minister NOUN  5 nsubj
    urged    VERB  0 root
    Prime    ADJ   7 amod
    Minister PROPN 8 nmod:desc
    Petra    PROPN 5 obj
    Lindqvist PROPN 8 flat
    to       PART  11 mark
    wait     VERB  5 xcomp
    .        PUNCT 5 punct
    #par
    Foreign  ADJ   2 amod
    Minister PROPN 3 nmod:desc
    Jonas    PROPN 5 nsubj
    Berg     PROPN 3 flat
    told     VERB  0 root
    Reuters  PROPN 5 obj
    that     SCONJ 9 mark
    Stockholm PROPN 9 nsubj
    made     VERB  5 ccomp
    demands  NOUN  9 obj
    .        PUNCT 5 punct

    He       PRON  2 nsubj
    visited  VERB  0 root
    Stockholm PROPN 2 obj
    with     ADP   6 case
    Swedish  ADJ   6 amod
    troops   NOUN  2 obl
    .        PUNCT 2 punct

    Erik     PROPN 10 nsubj
    Dahl     PROPN 1 flat
    ,        PUNCT 7 punct
    a        DET   7 det
    former   ADJ   7 amod
    Swedish  ADJ   7 amod
    ambassador NOUN 1 appos
    to       ADP   9 case
    Norway   PROPN 7 nmod
    left     VERB  0 root
    .        PUNCT 10 punct

    Some     DET   2 det
    experts  NOUN  3 nsubj
    believe  VERB  0 root
    they     PRON  5 nsubj
    erred    VERB  3 ccomp
    .        PUNCT 3 punct
"""
NAMES = [
    ("Petra Lindqvist", "PER"), ("Jonas Berg", "PER"), ("Erik Dahl", "PER"), ("Norway", "LOC"), ("Reuters", "ORG"),
    ("Stockholm", "LOC"), ("Swedish", "MISC"),
]  # fmt: skip
SAID = [("told", "Jonas Berg", "that Stockholm made demands"), ("believe", "Some experts", "they erred")]


@pytest.fixture(scope="module")
def parse() -> Parse:
    return tree(ARTICLE, names=NAMES, attributions=SAID)


@pytest.fixture(scope="module")
def cast(parse: Parse) -> Cast:
    return find(parse, document(parse, published=date(2019, 5, 6)), ())


def by_name(cast: Cast, name: str) -> Actor:
    return next(a for a in cast.actors if a.name == name)


def mentions(parse: Parse, actor: Actor) -> list[tuple[str, str]]:
    return [(parse.text[m.start : m.end], m.kind) for m in actor.mentions]


def test_ids_follow_the_text(cast: Cast) -> None:
    assert [(a.id, a.name) for a in cast.actors] == [
        ("A1", "Jonas Berg"),
        ("A2", "Norway"),
        ("A3", "Petra Lindqvist"),
        ("A4", "Reuters"),
        ("A5", "Sweden"),
        ("A6", "Swedish troops"),
        ("A7", "Erik Dahl"),
        ("A8", "Some experts"),
    ]


def test_the_minister_is_one_person(parse: Parse, cast: Cast) -> None:
    berg = by_name(cast, "Jonas Berg")
    assert (berg.kind, berg.role, berg.country, berg.code) == ("person", "foreign minister", "NOR", "NORGOV")
    assert mentions(parse, berg) == [
        ("Norway's foreign minister", "nominal"),
        ("Foreign Minister Jonas Berg", "name"),
        ("He", "pronoun"),
    ]


def test_a_capital_speaks_or_is_a_place(parse: Parse, cast: Cast) -> None:
    sweden = by_name(cast, "Sweden")
    assert (sweden.kind, sweden.code) == ("government", "SWEGOV")
    assert [m for m in mentions(parse, sweden) if m[0] == "Stockholm"] == [("Stockholm", "metonym")]
    visited = next(t.i for t in parse.tokens if t.text == "visited")
    assert cast.at(visited + 1) is None


def test_former_ambassador(cast: Cast) -> None:
    dahl = by_name(cast, "Erik Dahl")
    assert (dahl.role, dahl.country, dahl.former, dahl.sector) == ("ambassador to norway", "SWE", True, "ELI")


def test_unnamed_source_and_outlet(parse: Parse, cast: Cast) -> None:
    experts = by_name(cast, "Some experts")
    assert (experts.kind, experts.country) == ("public", None)
    assert mentions(parse, experts) == [("Some experts", "nominal"), ("they", "pronoun")]
    assert (by_name(cast, "Reuters").kind, by_name(cast, "Reuters").country) == ("outlet", "GBR")


def test_within_leaves_out_what_stands_inside(parse: Parse, cast: Cast) -> None:
    assert cast.within(0, 4) == ("A1",)
    assert cast.within(0, len(parse.tokens)) == tuple(a.id for a in cast.actors if a.id != "A2")
    assert cast.government("NOR") == "A2"


def test_keep_drops_what_nobody_uses(cast: Cast) -> None:
    kept = {a.name for a in keep(cast, set())}
    assert kept == {"Jonas Berg", "Norway", "Petra Lindqvist", "Reuters", "Sweden", "Erik Dahl"}
    assert {a.name for a in keep(cast, {by_name(cast, "Some experts").id})} == kept | {"Some experts"}


def test_every_actor_says_why(cast: Cast) -> None:
    assert all(a.why for a in cast.actors)


WORDS = st.sampled_from(["Norway", "Berg", "Oslo", "minister", "officials", "he", "they", "the", "NATO", "urged", "of"])


@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_any_tree_gives_a_sound_cast(words: list[str], data: st.DataObject) -> None:
    """Whatever the tree, mentions lie inside the text, heads inside their mentions, and no token heads two."""
    relations = ["nsubj", "obj", "nmod", "nmod:poss", "appos", "conj", "compound", "flat", "obl", "amod"]
    rows = [f"{words[0]} NOUN 0 root"]
    for i, word in enumerate(words[1:], 2):
        head = data.draw(st.integers(1, i - 1))
        upos = data.draw(st.sampled_from(["NOUN", "PROPN", "PRON", "VERB", "ADJ"]))
        rows.append(f"{word} {upos} {head} {data.draw(st.sampled_from(relations))}")
    names = [name for name in (("Berg", "PER"), ("NATO", "ORG")) if name[0] in words and data.draw(st.booleans())]
    parse = tree("\n".join(rows), names=names)
    cast = find(parse, document(parse), ())
    heads = [m.head for m in cast.mentions]
    assert len(heads) == len(set(heads))
    for m in cast.mentions:
        assert 0 <= m.first <= m.head < m.last <= len(parse.tokens)
    for actor in cast.actors:
        assert actor.mentions
        assert all(0 <= m.start < m.end <= len(parse.text) for m in actor.mentions)
    assert find(parse, document(parse), ()) == cast
