"""How much of a content is quoted, and how far a quotation goes."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.parse import Parse
from communique.statements import drafts, quotations
from communique.statements.trimming import Range
from tests.trees import tree

PARSE = tree(
    """
    Vale    PROPN 2 nsubj
    said    VERB  0 root
    that    SCONJ 9 mark
    "       PUNCT 9 punct
    all     PRON  9 nsubj
    was     AUX   9 cop
    well    ADV   9 advmod
    "       PUNCT 9 punct
    calm    ADJ   2 ccomp
    .       PUNCT 2 punct
    """
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [((2, 8), "direct"), ((3, 8), "direct"), ((2, 9), "mixed"), ((8, 9), "indirect"), ((4, 7), "direct")],
)
def test_kind(content: tuple[int, int], kind: str) -> None:
    assert quotations.kind(PARSE, (content,)) == kind


def test_runs_stand_between_the_marks() -> None:
    assert quotations.runs(PARSE) == [(4, 7)]


def test_pieces_that_touch_are_one() -> None:
    assert quotations.merged([(7, 9), (1, 3), (3, 5), (8, 12)]) == [(1, 5), (7, 12)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda p: (p[0], p[0] + p[1]))))
def test_merged_pieces_hold_the_same_words_in_order_and_apart(pieces: list[tuple[int, int]]) -> None:
    merged = quotations.merged(pieces)
    assert {i for p in merged for i in range(*p)} == {i for p in pieces for i in range(*p)}
    assert all(a[1] < b[0] for a, b in itertools.pairwise(merged))


RUNS_ON = tree(
    """
    Vale    PROPN 2 nsubj
    said    VERB  0 root
    :       PUNCT 6 punct
    “       PUNCT 6 punct
    Cracks  NOUN  6 nsubj
    grow    VERB  2 ccomp
    .       PUNCT 2 punct
    #par
    “       PUNCT 4 punct
    Nobody  PRON  4 nsubj
    will    AUX   4 aux
    cross   VERB  0 root
    .       PUNCT 4 punct
    ”       PUNCT 4 punct
    #par
    It      PRON  2 nsubj
    rained  VERB  0 root
    .       PUNCT 2 punct
    """
)
ALONE = tree(
    """
    Vale    PROPN 2 nsubj
    said    VERB  0 root
    so      ADV   2 advmod
    .       PUNCT 2 punct
    #par
    “       PUNCT 4 punct
    We      PRON  4 nsubj
    will    AUX   4 aux
    wait    VERB  0 root
    until   ADP   6 case
    May     PROPN 4 obl
    .       PUNCT 4 punct
    ”       PUNCT 4 punct
    """
)


def completed(parse: Parse, cue: Range, content: Range) -> list[str]:
    """The pieces that the content of one statement of the first word becomes."""
    made = drafts.draft(parse, cue, ((0, 1),), (content,), 1.0, "")
    assert made is not None
    return [parse.words(*c) for d in quotations.completed(parse, [made]) for c in d.contents]


def test_a_quotation_opened_again_in_the_next_paragraph_is_a_piece_for_each() -> None:
    assert completed(RUNS_ON, (1, 2), (3, 13)) == ["“Cracks grow.", "“Nobody will cross.”"]


def test_a_quotation_that_is_a_paragraph_of_its_own_goes_on_from_the_speaker_before_it() -> None:
    assert completed(ALONE, (1, 2), (2, 3)) == ["so", "“We will wait until May.”"]


def test_a_statement_inside_a_quotation_does_not_end_it() -> None:
    parse = tree(
        """
        Vale    PROPN 2 nsubj
        said    VERB  0 root say
        :       PUNCT 6 punct
        "       PUNCT 6 punct
        It      PRON  6 nsubj
        failed  VERB  2 ccomp fail
        .       PUNCT 2 punct

        But     CCONJ 3 cc
        they    PRON  3 nsubj
        assured VERB  0 root assure
        us      PRON  3 iobj we
        it      PRON  6 nsubj
        worked  VERB  3 ccomp work
        .       PUNCT 3 punct
        "       PUNCT 3 punct
        """,
        attributions=[((1, 2), [(0, 1)], [(3, 8)]), ((9, 10), [(8, 9)], [(11, 13)])],
    )
    outer, inner = quotations.completed(parse, list(drafts.tagged(parse)))
    assert (outer.contents, inner.contents) == (((3, 15),), ((11, 13),))
