"""How much of a content is quoted, and how far a quotation goes."""

import pytest

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
