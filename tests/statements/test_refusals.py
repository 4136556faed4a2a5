"""Cues that decline or fail to say."""

import pytest

from communique.statements import refusals
from communique.statements.drafts import tagged
from tests.trees import tree

DECLINED = """
    Vale       PROPN 2 nsubj
    declined   VERB  0 root decline
    to         PART  4 mark
    explain    VERB  2 xcomp
    the        DET   6 det
    delay      NOUN  4 obj
    .          PUNCT 2 punct
"""
SILENT = """
    Vale       PROPN 4 nsubj
    did        AUX   4 aux do
    not        PART  4 advmod
    comment    VERB  0 root
    on         ADP   7 case
    the        DET   7 det
    delay      NOUN  4 obl
    .          PUNCT 4 punct
"""
UNABLE = """
    Vale       PROPN 3 nsubj
    was        AUX   3 cop be
    unable     ADJ   0 root
    to         PART  5 mark
    say        VERB  3 xcomp
    what       PRON  7 obj
    happened   VERB  5 ccomp happen
    .          PUNCT 3 punct
"""
SPOKE = """
    Vale       PROPN 2 nsubj
    commented  VERB  0 root comment
    on         ADP   5 case
    the        DET   5 det
    delay      NOUN  2 obl
    .          PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("rows", "head", "expected"),
    [
        (DECLINED, 1, ("declined to explain", "the delay")),
        (SILENT, 3, ("did not comment", "on the delay")),
        (UNABLE, 2, ("was unable to say", "what happened")),
        (SPOKE, 1, None),
    ],
)
def test_refused(rows: str, head: int, expected: tuple[str, str] | None) -> None:
    parse = tree(rows)
    found = refusals.refused(parse, parse.tokens[head])
    assert (found and (parse.words(*found[0]), parse.words(*found[1]))) == expected


@pytest.mark.parametrize(
    ("rows", "attribution", "expected"),
    [
        (DECLINED, ((1, 4), [(0, 1)], [(4, 6)]), "denied"),
        (SILENT, ((1, 4), [(0, 1)], [(4, 7)]), "denied"),
        (UNABLE, ((1, 5), [(0, 1)], [(5, 7)]), "denied"),
        (SPOKE, ((1, 2), [(0, 1)], [(2, 5)]), "affirmed"),
        (
            "No DET 2 det\nloss NOUN 4 nsubj:pass\nwas AUX 4 aux:pass be\nreported VERB 0 root report\n. PUNCT 4 punct",
            ((2, 4), [], [(0, 2)]),
            "affirmed",
        ),
        (
            "Vale PROPN 4 nsubj\ndoes AUX 4 aux\nnot PART 4 advmod\nwant VERB 0 root\nwar NOUN 4 obj\n. PUNCT 4 punct",
            ((1, 4), [(0, 1)], [(4, 5)]),
            "affirmed",
        ),
        (
            "Vale PROPN 2 nsubj\nsaid VERB 0 root say\nnothing PRON 2 obj\nof ADP 5 case\nit PRON 3 nmod",
            ((1, 2), [(0, 1)], [(2, 5)]),
            "denied",
        ),
        (
            "Vale PROPN 2 nsubj\nmade VERB 0 root make\nno DET 4 det\npromise NOUN 2 obj\nto PART 6 mark\n"
            "stay VERB 4 acl\n. PUNCT 2 punct",
            ((1, 4), [(0, 1)], [(4, 6)]),
            "denied",
        ),
        (
            "Vale PROPN 2 nsubj\nmade VERB 0 root make\nno DET 4 det\ncomment NOUN 2 obj\n. PUNCT 2 punct",
            ((1, 2), [(0, 1)], [(2, 4)]),
            "denied",
        ),
    ],
)
def test_polarity(rows: str, attribution: tuple[object, ...], expected: str) -> None:
    parse = tree(rows, attributions=[attribution])
    assert [refusals.polarity(parse, d) for d in tagged(parse)] == [expected]
