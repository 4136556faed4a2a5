"""The scorers on parses whose scores can be counted by hand."""

from __future__ import annotations

import pytest

from benchmarks.names import as_parse, bio, entities, f1
from benchmarks.parse_scores import from_raw_text, with_gold_words
from communique.language.parse import Name, Parse
from tests.trees import tree

GOLD = """
    Ada     PROPN 2 nsubj
    said    VERB  0 root
    so      ADV   2 advmod
    .       PUNCT 2 punct

    She     PRON  2 nsubj:pass
    left    VERB  0 root
    #par
    Peace   NOUN  0 root
"""


def test_a_parse_agrees_with_itself() -> None:
    gold = tree(GOLD)
    assert from_raw_text([(gold, gold)]) == dict.fromkeys(("words", "sentences", "UPOS", "UAS", "LAS"), 100)


def test_raw_text_scores_by_hand() -> None:
    found = """
        Ada   PROPN 2 nsubj
        said  VERB  0 root
        so.   ADJ   2 advmod
        She   PRON  5 nsubj
        left  VERB  2 parataxis
        #par
        Peace NOUN  0 root
    """
    scores = from_raw_text([(tree(GOLD), tree(found))])  # 7 gold words, 6 found, 5 shared
    assert scores["words"] == pytest.approx(100 * 2 * 5 / 13)
    assert scores["sentences"] == pytest.approx(100 * 2 * 1 / 5)
    assert scores["UPOS"] == pytest.approx(100 * 2 * 5 / 13)
    assert scores["UAS"] == pytest.approx(100 * 2 * 4 / 13)
    assert scores["LAS"] == pytest.approx(100 * 2 * 3 / 13)


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="another text"):
        from_raw_text([(tree(GOLD), tree("Peace NOUN 0 root"))])


class FlatModel:
    """Says the same of every text: one root, from which all words hang."""

    def reparse(self, given: Parse) -> Parse:
        rows = [
            "\n".join(f"{t.text} NOUN {min(t.i - s.first, 1)} dep" for t in given.tokens[s.first : s.last])
            for s in given.sentences
        ]
        return tree("\n\n".join(rows))


def test_gold_words_by_hand() -> None:
    scores = with_gold_words([tree(GOLD)], FlatModel())  # type: ignore[arg-type]
    assert scores == {"UPOS": pytest.approx(100 / 7), "UAS": pytest.approx(100 / 7), "LAS": 0.0}


def test_words_as_a_parse_and_back() -> None:
    parse = as_parse([["Ada", "_", ",", "said"], ["Peace"]])
    assert [t.text for t in parse.tokens] == ["Ada", "_", ",", "said", "Peace"]
    assert [s.part for s in parse.sentences] == [0, 1]
    named = Parse(parse.text, parse.tokens, parse.sentences, names=(Name(0, 2, "PER", 1.0), Name(4, 5, "ORG", 1.0)))
    assert bio(named) == [["B-PER", "I-PER", "O", "O"], ["B-ORG"]]


def test_entities_of_labels() -> None:
    assert entities(["B-PER", "I-PER", "B-PER", "I-LOC", "O", "I-ORG"]) == {
        (0, 2, "PER"),
        (2, 3, "PER"),
        (3, 4, "LOC"),
        (5, 6, "ORG"),
    }


def test_entity_f1_by_hand() -> None:
    gold = [["B-PER", "I-PER", "O", "B-LOC"], ["B-MISC"]]
    found = [["B-PER", "O", "O", "B-LOC"], ["O"]]
    assert f1(gold, found) == pytest.approx(2 * 1 / 5)
    assert f1(gold, found, ["MISC"]) == pytest.approx(2 * 1 / 4)
