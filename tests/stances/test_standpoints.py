"""Positions: holder, stance, issue, toward, and the statement that shows it."""

import pytest

from communique.language.parse import Parse
from communique.record import Position
from communique.stances import positions
from tests.stances.actors import cast, said, span
from tests.trees import document, tree


def words(parse: Parse, p: Position) -> tuple[str, str, str, tuple[str, ...]]:
    return p.holder, p.stance, parse.text[p.issue.start : p.issue.end], p.toward


DEMAND = tree("""
    The DET 2 det
    union NOUN 3 nsubj
    demanded VERB 0 root
    an DET 5 det
    apology NOUN 3 obj
    from ADP 8 case
    the DET 8 det
    mayor NOUN 3 obl
    . PUNCT 3 punct
""")


def test_object_and_addressee() -> None:
    (p,) = positions(DEMAND, document(DEMAND), cast(DEMAND, union="A1", mayor="A2"), (), ())
    assert words(DEMAND, p) == ("A1", "demands", "an apology", ("A2",))
    assert (p.id, p.statement, p.why) == ("P1", None, "“demanded” (demand: demands) with issue obj")


def test_the_statement_of_its_cue() -> None:
    demand = said(DEMAND, "A1", "demanded", "an apology", "demand")
    (p,) = positions(DEMAND, document(DEMAND), cast(DEMAND, union="A1"), (demand,), ())
    assert p.statement == "S1"


def test_a_party_that_is_no_actor_holds_nothing() -> None:
    assert positions(DEMAND, document(DEMAND), cast(DEMAND, mayor="A2"), (), ()) == ()


def test_light_verb_with_noun() -> None:
    parse = tree("""
        Lund PROPN 3 nsubj
        has AUX 3 aux
        made VERB 0 root
        demands NOUN 3 obj
        for ADP 7 case
        water NOUN 7 compound
        rights NOUN 4 nmod
        from ADP 10 case
        the DET 10 det
        region NOUN 3 obl
        . PUNCT 3 punct
    """)
    (p,) = positions(parse, document(parse), cast(parse, lund="A1", region="A2"), (), ())
    assert words(parse, p) == ("A1", "demands", "water rights", ("A2",))


def test_a_negated_infinitive_is_opposition() -> None:
    parse = tree("""
        Unions NOUN 2 nsubj
        urged VERB 0 root
        her PRON 2 obj
        not PART 6 advmod
        to PART 6 mark
        sign VERB 2 xcomp
        the DET 8 det
        law NOUN 6 obj
        . PUNCT 2 punct
    """)
    (p,) = positions(parse, document(parse), cast(parse, unions="A1", her="A2"), (), ())
    assert words(parse, p) == ("A1", "opposes", "sign the law", ("A2",))


@pytest.mark.parametrize(("words_before", "expected"), [((), "supports"), (("did AUX", "not PART"), "opposes")])
def test_negated_support_is_opposition(words_before: tuple[str, ...], expected: str) -> None:
    head = len(words_before) + 2
    relations = ("aux", "advmod")
    extra = "\n".join(f"{w} {head} {r}" for w, r in zip(words_before, relations, strict=False))
    parse = tree(
        f"""
        Lund PROPN {head} nsubj
        {extra}
        support VERB 0 root
        the DET {head + 2} det
        tax NOUN {head} obj
    """.replace("\n        \n", "\n")
    )
    (p,) = positions(parse, document(parse), cast(parse, lund="A1"), (), ())
    assert words(parse, p) == ("A1", expected, "the tax", ())


def test_what_may_be_wanted_only_is_no_position() -> None:
    for auxiliary, kept in (("might", 0), ("would", 1)):
        parse = tree(
            f"""
            Lund PROPN 3 nsubj
            {auxiliary} AUX 3 aux
            reject VERB 0 root
            it PRON 3 obj
            . PUNCT 3 punct
        """.replace("it PRON", "terms NOUN")
        )
        assert len(positions(parse, document(parse), cast(parse, lund="A1"), (), ())) == kept


def test_joint_holders_and_a_relative_clause_left_out() -> None:
    parse = tree("""
        Lund PROPN 4 nsubj
        and CCONJ 3 cc
        Malmo PROPN 1 conj
        oppose VERB 0 root
        the DET 6 det
        bridge NOUN 4 obj
        that PRON 9 obj
        Oslo PROPN 9 nsubj
        planned VERB 6 acl:relcl
        . PUNCT 4 punct
    """)
    found = positions(parse, document(parse), cast(parse, lund="A1", malmo="A2"), (), ())
    assert [words(parse, p) for p in found] == [
        ("A1", "opposes", "the bridge", ()),
        ("A2", "opposes", "the bridge", ()),
    ]


def test_first_person_is_the_speaker() -> None:
    parse = tree("""
        “ PUNCT 3 punct
        We PRON 3 nsubj
        reject VERB 0 root
        the DET 5 det
        plan NOUN 3 obj
        , PUNCT 3 punct
        ” PUNCT 3 punct
        Olsen PROPN 9 nsubj
        said VERB 3 parataxis
        . PUNCT 3 punct
    """)
    speech = said(parse, "A1", "said", "“We reject the plan,”")
    (p,) = positions(parse, document(parse), cast(parse, olsen="A1"), (speech,), ())
    assert (*words(parse, p), p.statement) == ("A1", "rejects", "the plan", (), "S1")


def test_an_offer_taken_back() -> None:
    parse = tree("""
        The DET 2 det
        envoy NOUN 4 nsubj
        was AUX 4 cop
        open ADJ 0 root
        to SCONJ 6 mark
        dropping VERB 4 advcl
        the DET 8 det
        claim NOUN 6 obj
        before SCONJ 10 mark
        backtracking VERB 4 advcl
        . PUNCT 4 punct
    """)
    found = positions(parse, document(parse), cast(parse, envoy="A1"), (), ())
    assert [words(parse, p) for p in found] == [
        ("A1", "offers", "dropping the claim", ()),
        ("A1", "retracts", "dropping the claim", ()),
    ]


def test_against_as_a_predicate() -> None:
    parse = tree("""
        Farmers NOUN 5 nsubj
        were AUX 5 cop
        against ADP 5 case
        the DET 5 det
        tax NOUN 0 root
        . PUNCT 5 punct
    """)
    (p,) = positions(parse, document(parse), cast(parse, farmers="A1"), (), ())
    assert words(parse, p) == ("A1", "opposes", "the tax", ())


def test_a_verdict_is_the_position_of_whoever_gives_it() -> None:
    parse = tree("""
        Lund PROPN 2 nsubj
        says VERB 0 root
        the DET 4 det
        toll NOUN 6 nsubj
        is AUX 6 cop
        unacceptable ADJ 2 ccomp
        . PUNCT 2 punct
    """)
    speech = said(parse, "A1", "says", "the toll is unacceptable")
    (p,) = positions(parse, document(parse), cast(parse, lund="A1"), (speech,), ())
    assert words(parse, p) == ("A1", "opposes", "the toll", ())


def test_silence_is_no_position() -> None:
    parse = tree("""
        Lund PROPN 2 nsubj
        declined VERB 0 root
        to PART 4 mark
        comment VERB 2 xcomp
        . PUNCT 2 punct
    """)
    assert positions(parse, document(parse), cast(parse, lund="A1"), (), ()) == ()


def test_a_long_issue_is_cut_to_a_few_words() -> None:
    parse = tree(
        """
        Lund PROPN 2 nsubj
        seeks VERB 0 root
        a DET 4 det
        treaty NOUN 2 obj
        on ADP 6 case
        fishing NOUN 4 nmod
        in ADP 8 case
        waters NOUN 6 nmod
        between ADP 11 case
        the DET 11 det
        island NOUN 8 nmod
        and CCONJ 14 cc
        the DET 14 det
        coast NOUN 11 conj
        with ADP 17 case
        new ADJ 17 amod
        rules NOUN 4 nmod
        . PUNCT 2 punct
    """
    )
    (p,) = positions(parse, document(parse), cast(parse, lund="A1"), (), ())
    assert p.issue == span(parse, "a treaty on fishing in waters between the island and the coast")


@pytest.mark.parametrize(("who", "stance", "toward"), [("Lund", "demands", ("A2",)), ("we", "seeks", ())])
def test_what_must_be_is_what_the_speaker_wants(who: str, stance: str, toward: tuple[str, ...]) -> None:
    parse = tree(f"""
        {who} PROPN 3 nsubj
        must AUX 3 aux
        pay VERB 0 root
        the DET 5 det
        bill NOUN 3 obj
        , PUNCT 3 punct
        Olsen PROPN 8 nsubj
        said VERB 3 parataxis
        . PUNCT 3 punct
    """)
    speech = said(parse, "A1", "said", f"{who} must pay the bill")
    (p,) = positions(parse, document(parse), cast(parse, olsen="A1", lund="A2"), (speech,), ())
    assert words(parse, p) == ("A1", stance, "pay the bill", toward)
    assert positions(parse, document(parse), cast(parse, lund="A2"), (), ()) == ()


def test_an_aim_is_told_by_its_predicate() -> None:
    parse = tree("""
        “ PUNCT 6 punct
        Our PRON 3 nmod:poss
        aim NOUN 6 nsubj
        is AUX 6 cop
        to PART 6 mark
        win VERB 0 root
        back ADV 6 advmod
        trust NOUN 6 obj
        , PUNCT 6 punct
        ” PUNCT 6 punct
        Olsen PROPN 12 nsubj
        said VERB 6 parataxis
        . PUNCT 6 punct
    """)
    speech = said(parse, "A1", "said", "“Our aim is to win back trust,”")
    (p,) = positions(parse, document(parse), cast(parse, olsen="A1"), (speech,), ())
    assert words(parse, p) == ("A1", "seeks", "win back trust", ())


def test_his_country_speaks_through_him() -> None:
    parse = tree("""
        Olsen PROPN 2 nsubj
        said VERB 0 root
        that SCONJ 7 mark
        his PRON 5 nmod:poss
        country NOUN 7 nsubj
        would AUX 7 aux
        reject VERB 2 ccomp
        the DET 9 det
        treaty NOUN 7 obj
        . PUNCT 2 punct
    """)
    speech = said(parse, "A1", "said", "that his country would reject the treaty")
    (p,) = positions(parse, document(parse), cast(parse, olsen="A1"), (speech,), ())
    assert words(parse, p) == ("A1", "rejects", "the treaty", ())
