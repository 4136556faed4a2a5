"""The tables of words of probability and of wanting."""

from communique.record import Probability
from communique.stances.tables import phrases, wants


def test_measured_phrases_have_their_intervals() -> None:
    likely = phrases()["likely/adjective"]
    assert likely[""].probability == Probability(low=0.65, high=0.8)
    assert likely["no"].probability == phrases()["unlikely/adjective"][""].probability
    assert phrases()["could/modal"][""].probability == Probability(low=0.25, high=0.5)


def test_unmeasured_phrases_have_none() -> None:
    assert phrases()["risk/noun"][""].probability is None
    assert phrases()["would/modal"][""].probability is None


def test_stronger_words_never_mean_less() -> None:
    def low(key: str, modifier: str = "") -> float:
        chance = phrases()[key][modifier].probability
        assert chance is not None
        return chance.low

    order = [
        low("unlikely/adjective", "extremely"),
        low("unlikely/adjective", "highly"),
        low("unlikely/adjective"),
        low("might/modal"),
        low("possibility/noun", "realistic"),
        low("likely/adjective"),
        low("likely/adjective", "very"),
        low("certain/adjective", "almost"),
        low("certain/adjective", "virtually"),
    ]
    assert order == sorted(order)


def test_a_word_may_want_in_two_ways() -> None:
    assert [(w.stance, w.issue) for w in wants()["call", "VERB"]] == [
        ("demands", ("inf",)),
        ("seeks", ("for",)),
    ]
    assert wants()["rule out", "VERB"][0].stance == "rejects"
