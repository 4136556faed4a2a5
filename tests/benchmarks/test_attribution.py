"""The scorers of attributions, on ones whose scores can be counted by hand."""

from __future__ import annotations

import pytest

from benchmarks import peer
from benchmarks.attribution_scores import (
    Bin,
    Compared,
    Score,
    by_kind,
    by_role,
    calibration_error,
    faults,
    found_in,
    linked,
    naming,
    quoting,
    reliability,
    triples,
)
from benchmarks.data import Attributed
from communique.language.parse import Parse
from tests.trees import tree

SAID = """
    The       DET   2 det
    mayor     NOUN  3 nsubj
    said      VERB  0 root
    taxes     NOUN  5 nsubj
    rise      VERB  3 ccomp
    and       CCONJ 8 cc
    rents     NOUN  8 nsubj
    fall      VERB  5 conj
    .         PUNCT 3 punct
"""
FULL = Score(1, 1, 1, 1)


def spoken(*attributions: tuple[object, ...]) -> Parse:
    return tree(SAID, attributions=attributions)


def compared(gold: Parse, found: Parse) -> list[Compared]:
    return [Compared(found, found_in(gold), found_in(found))]


def test_the_same_is_full() -> None:
    parse = spoken(("said", "The mayor", ["taxes rise", "rents fall"]))
    same = compared(parse, parse)
    for kind in by_role(same).values():
        assert kind == {"source": FULL, "cue": FULL, "content": Score(2, 2, 2, 2)}
    assert linked(same)["exact"] == dict.fromkeys(("source", "cue", "content", "whole"), FULL)
    assert linked(same)["overlap"]["whole"] == Score(7, 7, 7, 7)
    assert triples(same, 0.8) == FULL


def test_by_hand() -> None:
    gold = spoken(("said", "The mayor", ["taxes rise", "rents fall"]), ("rise", "taxes", None))
    pair = compared(gold, spoken(("said", "mayor", "taxes rise and")))
    roles = by_role(pair)
    assert roles["exact"] == {"source": Score(0, 2, 0, 1), "cue": Score(1, 2, 1, 1), "content": Score(0, 2, 0, 1)}
    assert roles["begin"]["content"] == Score(1, 2, 1, 1)
    assert triples(pair, 0.5).f1 == pytest.approx(2 / 3)
    assert triples(pair, 0.8).f1 == 0.0  # contents agree by 4 / 7 of their words


def test_linked_by_hand() -> None:
    gold = spoken(("said", "The mayor", ["taxes rise", "rents fall"]), ("rise", "taxes", None))
    scores = linked(compared(gold, spoken(("said", "mayor", "taxes rise and"))))
    assert scores["exact"] == {
        "source": Score(0, 2, 0, 1),
        "cue": Score(1, 2, 1, 1),
        "content": Score(0, 1, 0, 1),
        "whole": Score(0, 2, 0, 1),
    }
    assert scores["overlap"] == {
        "source": Score(1, 3, 1, 1),
        "cue": Score(1, 2, 1, 1),
        "content": Score(2, 4, 2, 3),
        "whole": Score(4, 9, 4, 5),
    }


def test_a_span_ends_with_its_line() -> None:
    parse = tree("Taxes NOUN 2 nsubj\nrise VERB 0 root\n#par\nRents NOUN 2 nsubj\nfall VERB 0 root")
    whole, cut = Attributed([(0, 5)], [], [(0, 22)]), Attributed([(0, 5)], [], [(0, 10), (12, 22)])
    assert parse.text[12:22] == "Rents fall"
    assert by_role([Compared(parse, [whole], [cut])])["exact"]["content"] == Score(2, 2, 2, 2)


def test_triples_need_the_source_and_are_one_to_one() -> None:
    gold = spoken(("said", "The mayor", "taxes rise"))
    assert triples(compared(gold, spoken(("said", "taxes", "taxes rise"))), 0.5) == Score(0, 1, 0, 1)
    assert triples(compared(gold, spoken(("said", None, "taxes rise"))), 0.5) == Score(0, 1, 0, 1)
    twice = spoken(("said", "mayor", "taxes rise"), ("said", "mayor", "taxes rise"))
    assert triples(compared(gold, twice), 0.5) == Score(1, 1, 1, 2)


QUOTED = """
    "     PUNCT 2 punct
    Yes   INTJ  5 ccomp
    ,     PUNCT 2 punct
    "     PUNCT 2 punct
    said  VERB  0 root
    she   PRON  5 nsubj
    ,     PUNCT 5 punct
    but   CCONJ 9 cc
    doubted VERB 5 conj
    it    PRON  9 obj
"""


def test_kinds() -> None:
    parse = tree(QUOTED, attributions=[("said", "she", '"Yes,"'), ("doubted", None, "it"), ("but", "Yes", '," said')])
    found = found_in(parse)
    assert [quoting(parse, a) for a in found] == ["direct", "indirect", "indirect"]
    assert quoting(parse, Attributed([], [], [(0, len(parse.text))])) == "mixed"
    assert quoting(parse, Attributed([], [], [])) is None
    assert [naming(parse, a) for a in found] == ["pronoun", "none", "name or noun"]
    only = [Compared(parse, found[:2], [found[0], found[2]])]
    assert by_kind(only, quoting, 0.5) == {"direct": FULL, "indirect": Score(0, 1, 0, 1)}


def test_each_attribution_has_one_first_fault() -> None:
    gold = spoken(("said", "The mayor", "taxes rise"))
    for found, fault in (
        (("said", "The mayor", "taxes rise"), "nothing"),
        (("said", "mayor", "taxes rise"), "source, an end"),
        (("said", "mayor", "taxes rise and"), "content, end"),
        (("said", "The mayor", "rise and"), "content, both ends"),
        (("said", "The mayor", "rents fall"), "other content"),
        (("said", "taxes", "taxes rise"), "other source"),
    ):
        counts = faults(compared(gold, spoken(found)))
        assert {k: n for k, n in counts.items() if n} == {fault: 1}
    missed = faults(compared(gold, spoken(("rise", "taxes", "rents fall"))))
    assert {k: n for k, n in missed.items() if n} == {"cue missed": 1, "extra": 1}


def test_reliability_by_hand() -> None:
    bins = reliability([(0.3, False), (0.8, True), (0.85, False), (1.0, True)])
    assert bins == [
        Bin(0.0, 0.5, 1, 0.3, 0.0),
        Bin(0.8, 0.9, 2, pytest.approx(0.825), 0.5),
        Bin(0.95, 1.0, 1, 1.0, 1.0),
    ]
    assert calibration_error(bins) == pytest.approx((0.3 + 2 * 0.325) / 4)
    assert reliability([]) == []


def test_the_peers_quotations_of_one_cue_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = '"Yes," Ada Holm said, "soon." "No," Bo said.'
    ada = [[(16, 20)], [(7, 10), (11, 15)]]
    answer = [[[*ada, [(0, 6)]], [*ada, [(22, 29)]], [[(39, 43)], [(36, 38)], [(30, 35)]]], None]
    monkeypatch.setattr(peer, "_ask", lambda request: answer)
    first, second = peer.quotations([text, '"Odd'])
    assert second is None
    assert first is not None
    assert [[text[a:b] for a, b in spans] for spans in first[0]] == [["said"], ["Ada Holm"], ['"Yes,"', '"soon."']]
    assert [[text[a:b] for a, b in spans] for spans in first[1]] == [["said"], ["Bo"], ['"No,"']]
