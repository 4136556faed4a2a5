"""How much of a content is quoted, and how far a quotation goes."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.statements import quotations
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
