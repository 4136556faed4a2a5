"""Forecasts: phrase, outcome, interval, horizon, comparison and holder."""

from datetime import date

from communique.record import Event, Probability, When
from communique.stances import expectations
from communique.times import TimeMention
from tests.stances.actors import cast, said, span
from tests.trees import document, tree

CREDIBLE = tree("""
    Olsen PROPN 2 nsubj
    said VERB 0 root
    there PRON 4 expl
    was VERB 2 ccomp
    a DET 7 det
    credible ADJ 7 amod
    prospect NOUN 4 nsubj
    rebels NOUN 10 nsubj
    could AUX 10 aux
    return VERB 7 acl
    before ADP 12 case
    Sunday PROPN 10 obl
    . PUNCT 2 punct
""")
SUNDAY = When(start=0, end=0, text="Sunday", to=date(2024, 5, 12), precision="day", relation="before")


def test_a_noun_with_its_clause_and_horizon() -> None:
    p = CREDIBLE
    speech = said(p, "A1", "said", "there was a credible prospect rebels could return before Sunday")
    (x,) = expectations(
        p,
        document(p, published=date(2024, 5, 6)),
        cast(p, olsen="A1"),
        (TimeMention(11, 12, 11, SUNDAY),),
        (speech,),
        (),
    )
    assert (x.id, x.holder, x.probability) == ("X1", "A1", Probability(low=0.4, high=0.75))
    assert x.phrase == span(p, "credible prospect")
    assert x.outcome == span(p, "rebels could return before Sunday")
    assert x.horizon == SUNDAY
    assert x.why == "“credible prospect” (noun) over “return”, interval as realistic possibility"


def test_the_outcome_is_the_event_where_there_is_one() -> None:
    p = CREDIBLE
    back = Event(id="E4", type="MOBILIZE", quad=4, trigger=span(p, "return"), status="possible")
    (x,) = expectations(p, document(p), cast(p), (), (), (back,))
    assert (x.outcome, x.holder, x.horizon) == ("E4", None, None)


def test_a_time_before_the_article_is_no_horizon() -> None:
    p = CREDIBLE
    (x,) = expectations(p, document(p, published=date(2024, 6, 1)), cast(p), (TimeMention(11, 12, 11, SUNDAY),), (), ())
    assert x.horizon is None


COMPARED = tree("""
    Talks NOUN 2 nsubj
    look VERB 0 root
    more ADV 4 advmod
    likely ADJ 2 xcomp
    than ADP 6 case
    war NOUN 4 obl
    , PUNCT 2 punct
    Olsen PROPN 9 nsubj
    said VERB 2 parataxis
    . PUNCT 2 punct
""")


def test_a_comparison_gives_an_order_and_no_interval() -> None:
    p = COMPARED
    speech = said(p, "A1", "said", "Talks look more likely than war")
    (x,) = expectations(p, document(p), cast(p, olsen="A1"), (), (speech,), ())
    assert (x.holder, x.probability) == ("A1", None)
    assert (x.phrase, x.outcome, x.versus) == (span(p, "more likely"), span(p, "Talks"), span(p, "war"))


def test_likely_with_an_infinitive() -> None:
    p = tree("""
        The DET 2 det
        strike NOUN 5 nsubj
        is AUX 5 cop
        not PART 5 advmod
        likely ADJ 0 root
        to PART 7 mark
        end VERB 5 xcomp
        soon ADV 7 advmod
        . PUNCT 5 punct
    """)
    (x,) = expectations(p, document(p), cast(p), (), (), ())
    assert (x.phrase, x.outcome) == (span(p, "not likely"), span(p, "end soon"))
    assert x.probability == Probability(low=0.05, high=0.3)


def test_modals_count_in_what_somebody_foresees_only() -> None:
    p = tree("""
        Experts NOUN 2 nsubj
        believe VERB 0 root
        that SCONJ 6 mark
        prices NOUN 6 nsubj
        might AUX 6 aux
        fall VERB 2 ccomp
        . PUNCT 2 punct

        Boats NOUN 3 nsubj
        can AUX 3 aux
        sink VERB 0 root
        . PUNCT 3 punct
    """)
    experts = cast(p, experts="A1")
    assert expectations(p, document(p), experts, (), (), ()) == ()
    belief = said(p, "A1", "believe", "that prices might fall", "believe")
    (x,) = expectations(p, document(p), experts, (), (belief,), ())
    assert (x.holder, x.outcome) == ("A1", span(p, "prices might fall"))
    assert x.probability == Probability(low=0.25, high=0.5)


def test_what_one_will_do_oneself_is_no_forecast() -> None:
    p = tree("""
        “ PUNCT 4 punct
        We PRON 4 nsubj
        will AUX 4 aux
        win VERB 0 root
        ” PUNCT 4 punct
        , PUNCT 4 punct
        Olsen PROPN 8 nsubj
        said VERB 4 parataxis
        . PUNCT 4 punct
    """)
    speech = said(p, "A1", "said", "“We will win”")
    assert expectations(p, document(p), cast(p, olsen="A1"), (), (speech,), ()) == ()


def test_fear_takes_the_interval_of_its_clause() -> None:
    p = tree("""
        Lund PROPN 2 nsubj
        fears VERB 0 root
        the DET 4 det
        dam NOUN 6 nsubj
        could AUX 6 aux
        break VERB 2 ccomp
        . PUNCT 2 punct
    """)
    fear = said(p, "A1", "fears", "the dam could break", "believe")
    (x,) = expectations(p, document(p), cast(p, lund="A1"), (), (fear,), ())
    assert (x.holder, x.outcome) == ("A1", span(p, "the dam could break"))
    assert x.probability == Probability(low=0.25, high=0.5)


def test_a_title_that_the_body_repeats_is_left_out() -> None:
    sentence = """
        Rain NOUN 4 nsubj
        is AUX 4 aux:pass
        widely ADV 4 advmod
        expected VERB 0 root
        to PART 6 mark
        fall VERB 4 xcomp
    """
    p = tree(f"{sentence}\n#par\n{sentence}")
    (x,) = expectations(p, document(p, ("title",)), cast(p), (), (), ())
    assert x.phrase.start == p.text.rindex("expected")
    assert x.holder is None
