"""Walks over the parse, and the notation in which tests write parses down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.parse import Parse
from tests.trees import document, from_conllu, tree

TREATY = """
    The         DET    2 det
    ministers   NOUN   9 nsubj
    and         CCONJ  5 cc
    their       PRON   5 nmod:poss
    envoys      NOUN   2 conj
    ,           PUNCT  7 punct
    tired       ADJ    2 amod
    ,           PUNCT  7 punct
    signed      VERB   0 root
    "           PUNCT 12 punct
    a           DET   12 det
    treaty      NOUN   9 obj
    "           PUNCT 12 punct
    on          ADP   15 case
    Monday      PROPN  9 obl:tmod
    .           PUNCT  9 punct

    It          PRON   3 nsubj
    did         AUX    3 aux
    n't         PART   2 advmod
    last        VERB   0 root
    .           PUNCT  4 punct
    #par
    “           PUNCT  2 punct
    Peace       NOUN   4 nsubj
    ,           PUNCT  2 punct
    broken      VERB   0 root
    ”           PUNCT  4 punct
    two_        NUM    8 nummod
    -           PUNCT  8 punct
    _week       NOUN   4 obl
"""


@pytest.fixture(scope="module")
def parse() -> Parse:
    return tree(TREATY, names=[("Monday", "MISC", 0.5)], nominals=[("The ministers", "person"), ("treaty", "object")])


def test_text_is_spaced_like_prose(parse: Parse) -> None:
    first, second = parse.text.split("\n\n")
    assert first == 'The ministers and their envoys, tired, signed "a treaty" on Monday. It didn\'t last.'
    assert second == "“Peace, broken” two-week"
    assert all(parse.text[t.start : t.end] == t.text for t in parse.tokens)


def test_sentences_and_parts(parse: Parse) -> None:
    assert [(s.first, s.last, s.part) for s in parse.sentences] == [(0, 16, 0), (16, 21, 0), (21, 29, 1)]
    assert [parse.text[s.start : s.end] for s in parse.sentences][1:] == ["It didn't last.", "“Peace, broken” two-week"]
    assert parse.sentence_of(18).i == 1


def test_quoted_is_what_stands_between_the_marks(parse: Parse) -> None:
    assert [t.text for t in parse.tokens if t.quoted] == ["a", "treaty", "Peace", ",", "broken"]


def test_lemmas_are_filled_in(parse: Parse) -> None:
    assert [parse.tokens[i].lemma for i in (1, 8, 17, 18)] == ["minister", "sign", "do", "not"]


def test_children_by_relation_and_subtype(parse: Parse) -> None:
    assert [t.text for t in parse.children(8, "obj", "obl")] == ["treaty", "Monday"]
    assert [t.text for t in parse.children(8, "obl:tmod")] == ["Monday"]
    assert not list(parse.children(8, "nsubj:pass"))
    assert len(list(parse.children(8))) == 4


def test_subtrees_cover_their_descendants(parse: Parse) -> None:
    assert parse.words(*parse.subtree(1)) == "The ministers and their envoys, tired,"
    assert parse.words(*parse.subtree(11)) == '"a treaty"'
    assert parse.subtree(8) == (0, 16)


def test_head_of_a_range(parse: Parse) -> None:
    assert parse.head_of(0, 5) == 1
    assert parse.head_of(9, 13) == 11
    assert parse.head_of(0, 16) == 8


def test_conjuncts_from_either_end(parse: Parse) -> None:
    assert parse.conjuncts(1) == parse.conjuncts(4) == [1, 4]
    assert parse.conjuncts(11) == [11]


def test_ancestors_nearest_first(parse: Parse) -> None:
    assert list(parse.ancestors(3)) == [4, 1, 8]


def test_tokens_in_characters(parse: Parse) -> None:
    start = parse.text.index("tired")
    assert parse.tokens_in(start, start + 5) == (6, 7)
    assert parse.tokens_in(start + 1, start + 8) == (6, 9)
    space = parse.text.index(" signed")
    assert parse.tokens_in(space, space + 1) == (8, 8)


def test_annotations_by_words(parse: Parse) -> None:
    assert [(n.first, n.last, n.type, n.score) for n in parse.names] == [(14, 15, "MISC", 0.5)]
    assert [(n.head, n.first, n.last, n.type) for n in parse.nominals] == [(1, 0, 8, "person"), (11, 9, 13, "object")]
    row = "Vera PROPN 2 nsubj\nsaid VERB 0 root\nVera PROPN 2 obj\nsaid VERB 2 dep"
    said = tree(row, attributions=[("said#2", ["Vera", "Vera#2"], None), ((1, 2), (0, 1), "Vera said#2", 0.7)])
    assert [(a.cue, a.sources, a.contents, a.score) for a in said.attributions] == [
        ((3, 4), ((0, 1), (2, 3)), (), 1.0),
        ((1, 2), ((0, 1),), ((2, 4),), 0.7),
    ]
    assert [n.first for n in tree(row, names=[("Vera", "PER")]).names] == [0, 2]


@pytest.mark.parametrize(
    ("notation", "message"),
    [
        ("Peace NOUN root", "expected"),
        ("Peace NOUN 0 root\nnow ADV 7 advmod", "outside the sentence"),
        ("Peace NOUN 2 dep\nnow ADV 1 dep", "not one root"),
    ],
)
def test_bad_notation_says_what_is_wrong(notation: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tree(notation)


def test_words_that_are_not_there() -> None:
    with pytest.raises(ValueError, match="not a run of tokens"):
        tree("Peace NOUN 0 root", names=[("War", "MISC")])
    with pytest.raises(ValueError, match="does not follow"):
        tree("Peace NOUN 0 root", text="War")


def test_document_has_the_parts(parse: Parse) -> None:
    parts = document(parse, ("title",)).parts
    assert [(p.kind, p.start, p.end) for p in parts] == [("title", 0, 83), ("paragraph", 85, 109)]


CONLLU = """\
# newdoc id = a
# text = Don't
1-2 Don't _ _ _ _ _ _ _ SpaceAfter=No
1 Do do AUX _ _ 0 root _ _
2 n't not PART _ _ 1 advmod _ _

# text = Yes!
1 Yes yes INTJ _ _ 0 root _ SpaceAfter=No
2 ! ! PUNCT _ _ 1 punct _ _

# newpar
# text = Yes
1 Yes yes INTJ _ _ 0 root _ _

# newdoc id = b
# text = No
1 No no INTJ _ _ 0 root _ _
"""


def test_conllu_becomes_documents() -> None:
    content = "\n".join(s if s.startswith("#") else s.replace(" ", "\t") for s in CONLLU.splitlines())
    a, b = from_conllu(content)
    assert a.text == "Don'tYes!\n\nYes"
    assert [s.part for s in a.sentences] == [0, 0, 1]
    assert [t.head for t in a.tokens] == [-1, 0, -1, 2, -1]
    assert [t.lemma for t in a.tokens] == ["do", "not", "yes", "!", "yes"]
    assert b.text == "No"
    assert from_conllu(content, documents=1) == [a]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=7))
def test_every_child_has_its_parent_and_lies_in_its_subtree(heads: list[int]) -> None:
    heads = [0, *(1 + h % (i + 1) for i, h in enumerate(heads))]
    parse = tree("\n".join(f"w{i} NOUN {h} dep" for i, h in enumerate(heads)))
    for t in parse.tokens:
        first, last = parse.subtree(t.i)
        assert first <= t.i < last
        for c in parse.children(t.i):
            assert c.head == t.i
            assert first <= parse.subtree(c.i)[0]
            assert parse.subtree(c.i)[1] <= last
            assert t.i in parse.ancestors(c.i)
