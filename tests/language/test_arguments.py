"""Agents, objects and obliques on small trees written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language import arguments
from communique.language.parse import Parse
from tests.trees import tree

URGED = """
    Lavrov   PROPN 2 nsubj
    urged    VERB  0 root
    Putin    PROPN 2 obj
    to       PART  5 mark
    continue VERB  2 xcomp
    talks    NOUN  5 obj
    with     ADP   8 case
    Berlin   PROPN 6 nmod
    .        PUNCT 2 punct
"""
PASSIVE = """
    Two         NUM   2 nummod
    ministers   NOUN  4 nsubj:pass
    were        AUX   4 aux:pass
    arrested    VERB  0 root
    and         CCONJ 6 cc
    charged     VERB  4 conj
    by          ADP   8 case
    police      NOUN  6 obl
    in          ADP   10 case
    Minsk       PROPN 4 obl
    .           PUNCT 4 punct
"""
RELATIVE = """
    Rebels    NOUN  4 nsubj
    who       PRON  3 nsubj
    attacked  VERB  1 acl:relcl
    fled      VERB  0 root
    towns     NOUN  4 obj
    that      PRON  8 obj
    they      PRON  8 nsubj
    held      VERB  5 acl:relcl
    .         PUNCT 4 punct
"""
GAP = """
    Demands  NOUN  4 nsubj
    Moscow   PROPN 3 nsubj
    made     VERB  1 acl:relcl
    failed   VERB  0 root
    .        PUNCT 4 punct
"""
SHARED = """
    France   PROPN 5 nsubj
    and      CCONJ 3 cc
    Spain    PROPN 1 conj
    will     AUX   5 aux
    meet     VERB  0 root
    and      CCONJ 7 cc
    sign     VERB  5 conj
    a        DET   9 det
    treaty   NOUN  7 obj
    after    SCONJ 11 mark
    visiting VERB  5 advcl
    Rome     PROPN 11 obj
    .        PUNCT 5 punct
"""
NOUN = """
    The       DET   3 det
    Russian   ADJ   3 amod
    invasion  NOUN  6 nsubj
    of        ADP   5 case
    Georgia   PROPN 3 nmod
    followed  VERB  0 root
    Bush      PROPN 9 nmod:poss
    's        PART  7 case
    visit     NOUN  6 obj
    to        ADP   11 case
    Tbilisi   PROPN 9 nmod
    .         PUNCT 6 punct
"""
LIGHT = """
    Rebels    NOUN  3 nsubj
    have      AUX   3 aux
    launched  VERB  0 root launch
    no        DET   5 det
    attack    NOUN  3 obj
    on        ADP   7 case
    police    NOUN  5 nmod
    and       CCONJ 9 cc
    troops    NOUN  7 conj
    .         PUNCT 3 punct
"""
PARTICIPLES = """
    Troops     NOUN  6 nsubj:pass
    guarding   VERB  1 acl
    it         PRON  2 obj
    were       AUX   6 aux:pass
    not        PART  6 advmod
    forced     VERB  0 root
    to         PART  8 mark
    leave      VERB  6 xcomp
    a          DET   10 det
    town       NOUN  8 obj
    seized     VERB  10 acl
    by         ADP   13 case
    rebels     NOUN  11 obl:agent
    .          PUNCT 6 punct
"""
PROMISED = """
    Merkel    PROPN 2 nsubj
    promised  VERB  0 root promise
    Kyiv      PROPN 2 iobj
    to        PART  5 mark
    help      VERB  2 xcomp
    because   ADP   8 case
    of        ADP   6 fixed
    war       NOUN  2 obl
    .         PUNCT 2 punct
"""


def words(parse: Parse, heads: Iterable[int]) -> list[str]:
    return [parse.tokens[h].text for h in heads]


def at(parse: Parse, word: str) -> int:
    return next(t.i for t in parse.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "predicate", "who", "whom"),
    [
        (URGED, "urged", ["Lavrov"], ["Putin"]),
        (URGED, "continue", ["Putin"], ["talks"]),
        (URGED, "talks", ["Putin"], ["Berlin"]),
        (PASSIVE, "arrested", ["police"], ["ministers"]),
        (PASSIVE, "charged", ["police"], ["ministers"]),
        (RELATIVE, "attacked", ["Rebels"], []),
        (RELATIVE, "fled", ["Rebels"], ["towns"]),
        (RELATIVE, "held", ["they"], ["towns"]),
        (GAP, "made", ["Moscow"], ["Demands"]),
        (SHARED, "meet", ["France", "Spain"], []),
        (SHARED, "sign", ["France", "Spain"], ["treaty"]),
        (SHARED, "visiting", ["France", "Spain"], ["Rome"]),
        (NOUN, "invasion", ["Russian"], ["Georgia"]),
        (NOUN, "visit", ["Bush"], ["Tbilisi"]),
        (LIGHT, "attack", ["Rebels"], ["police", "troops"]),
        (PARTICIPLES, "guarding", ["Troops"], ["it"]),
        (PARTICIPLES, "forced", [], ["Troops"]),
        (PARTICIPLES, "leave", ["Troops"], ["town"]),
        (PARTICIPLES, "seized", ["rebels"], ["town"]),
        (PROMISED, "help", ["Merkel"], []),
    ],
)
def test_who_does_what_to_whom(text: str, predicate: str, who: list[str], whom: list[str]) -> None:
    parse = tree(text)
    i = at(parse, predicate)
    assert words(parse, arguments.subjects(parse, i)) == who
    assert words(parse, arguments.objects(parse, i)) == whom


def test_obliques_share_their_preposition_and_keep_long_ones_whole() -> None:
    light, promised = tree(LIGHT), tree(PROMISED)
    assert [(p, light.tokens[h].text) for p, h in arguments.obliques(light, at(light, "attack"))] == [
        ("on", "police"),
        ("on", "troops"),
    ]
    assert arguments.obliques(promised, at(promised, "promised")) == (("because of", at(promised, "war")),)


def test_passives() -> None:
    passive, shared, participles = tree(PASSIVE), tree(SHARED), tree(PARTICIPLES)
    assert [w for w in ("arrested", "charged") if arguments.is_passive(passive, at(passive, w))] == [
        "arrested",
        "charged",
    ]
    assert arguments.is_passive(participles, at(participles, "seized"))
    assert not arguments.is_passive(participles, at(participles, "guarding"))
    assert not arguments.is_passive(shared, at(shared, "sign"))


def test_negation_belongs_to_its_own_predicate() -> None:
    participles, light = tree(PARTICIPLES), tree(LIGHT)
    assert arguments.is_negated(participles, at(participles, "forced"))
    assert not arguments.is_negated(participles, at(participles, "leave"))
    assert arguments.is_negated(light, at(light, "attack"))
    assert not arguments.is_negated(light, at(light, "launched"))


def test_a_coordinated_verb_shares_the_auxiliary() -> None:
    shared = tree(SHARED)
    assert arguments.auxiliaries(shared, at(shared, "meet")) == ("will",)
    assert arguments.auxiliaries(shared, at(shared, "sign")) == ("will",)
    assert arguments.auxiliaries(shared, at(shared, "visiting")) == ()


def test_contracted_auxiliaries_are_written_out() -> None:
    parse = tree("""
        They   PRON 4 nsubj
        wo     AUX  4 aux
        n't    PART 4 advmod
        attack VERB 0 root
        us     PRON 4 obj
    """)
    assert arguments.auxiliaries(parse, 3) == ("will",)
    assert arguments.is_negated(parse, 3)


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """Any tree of up to eight words with arbitrary tags and relations, cycles excluded."""
    n = draw(st.integers(1, 8))
    order = draw(st.permutations(range(1, n + 1)))
    tags = st.sampled_from(["NOUN", "VERB", "PROPN", "PRON", "ADJ"])
    relations = st.sampled_from(
        [
            "nsubj",
            "nsubj:pass",
            "obj",
            "obl",
            "conj",
            "xcomp",
            "advcl",
            "acl",
            "acl:relcl",
            "ccomp",
            "nmod",
            "nmod:poss",
        ]
    )
    rows = {order[0]: f"{draw(st.sampled_from(['who', 'seized', 'talks']))} {draw(tags)} 0 root"}
    for k, i in enumerate(order[1:], 1):
        word = draw(st.sampled_from(["who", "seized", "talks", "Kyiv"]))
        rows[i] = f"{word} {draw(tags)} {order[draw(st.integers(0, k - 1))]} {draw(relations)}"
    return tree("\n".join(rows[i] for i in sorted(rows)))


@pytest.mark.parametrize("read", [arguments.subjects, arguments.objects])
@given(parse=parses())
def test_any_tree_gives_tokens_in_order_and_never_the_predicate_twice(
    read: Callable[[Parse, int], tuple[int, ...]], parse: Parse
) -> None:
    for i in range(len(parse.tokens)):
        found = read(parse, i)
        assert list(found) == sorted(set(found))
        assert all(0 <= f < len(parse.tokens) for f in found)


def test_word_classes_have_rows() -> None:
    assert "threaten" in arguments.word_class("subject_control")
    assert "launch" in arguments.word_class("light")
    assert "visit" in arguments.word_class("of_agent")
    assert not arguments.word_class("nothing of the kind")


def test_who_suffers_an_attack_is_met_by_it() -> None:
    parse = tree("""
        Lima      PROPN 2 nsubj
        suffered  VERB  0 root   suffer
        an        DET   4 det
        attack    NOUN  2 obj
        .         PUNCT 2 punct
    """)
    assert words(parse, arguments.subjects(parse, 3)) == []
    assert words(parse, arguments.objects(parse, 3)) == ["Lima"]


def test_a_particle_before_a_bare_phrase_is_its_preposition() -> None:
    parse = tree("""
        I       PRON 2 nsubj
        call    VERB 0 root
        on      ADP  2 compound:prt
        rebels  NOUN 2 obl      rebel
        to      PART 6 mark
        stop    VERB 2 advcl
        .       PUNCT 2 punct
    """)
    assert arguments.obliques(parse, 1) == (("on", 3),)
