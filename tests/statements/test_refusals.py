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
        (
            "Vale PROPN 5 nsubj:pass\ncould AUX 5 aux\nnot PART 5 advmod\nbe AUX 5 aux:pass\n"
            "reached VERB 0 root reach\nfor ADP 7 case\ncomment NOUN 5 obl\n. PUNCT 5 punct",
            4,
            ("could not be reached", "for comment"),
        ),
    ],
)
def test_refused(rows: str, head: int, expected: tuple[str, str] | None) -> None:
    parse = tree(rows)
    found = refusals.refused(parse, parse.tokens[head])
    assert (found and (parse.words(*found[0]), parse.words(*found[1]))) == expected


NO_COMMENT = """
    Vale       PROPN 2 nsubj
    had        VERB  0 root have
    no         DET   4 det
    comment    NOUN  2 obj
    {}
    .          PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("rows", "noun", "expected"),
    [
        (NO_COMMENT.format("on ADP 6 case\nit PRON 4 nmod"), 3, ("had no comment", "Vale", "on it")),
        (NO_COMMENT.format("yesterday NOUN 2 obl:tmod"), 3, ("had", "Vale", "no comment")),
        (
            "There PRON 2 expl\nwas VERB 0 root be\nno DET 4 det\nreply NOUN 2 nsubj\nfrom ADP 6 case\n"
            "Vale PROPN 4 nmod\n. PUNCT 2 punct",
            3,
            ("was", "Vale", "no reply"),
        ),
        ("Vale PROPN 2 nsubj\nhad VERB 0 root have\na DET 4 det\ncomment NOUN 2 obj\n. PUNCT 2 punct", 3, None),
    ],
)
def test_silent(rows: str, noun: int, expected: tuple[str, str, str] | None) -> None:
    parse = tree(rows)
    found = refusals.silent(parse, parse.tokens[noun])
    assert (found and (parse.words(*found[0]), found[1].text, parse.words(*found[2]))) == expected


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
        (
            "Vale PROPN 2 nsubj\nstopped VERB 0 root stop\nshort ADV 2 advmod\nof SCONJ 5 mark\n"
            "saying VERB 2 advcl say\nall PRON 7 nsubj\nfailed VERB 5 ccomp fail\n. PUNCT 2 punct",
            ((4, 5), [(0, 1)], [(5, 7)]),
            "denied",
        ),
        (
            "Vale PROPN 2 nsubj\ndenied VERB 0 root deny\nit PRON 2 obj\n, PUNCT 5 punct\nsaying VERB 2 advcl say\n"
            "all PRON 7 nsubj\nlied VERB 5 ccomp lie\n. PUNCT 2 punct",
            ((4, 5), [(0, 1)], [(5, 7)]),
            "affirmed",
        ),
        (
            "Neither DET 2 det\nside NOUN 3 nsubj\nconfirmed VERB 0 root confirm\nthe DET 5 det\ndeal NOUN 3 obj\n"
            ". PUNCT 3 punct",
            ((2, 3), [(0, 2)], [(3, 5)]),
            "denied",
        ),
    ],
)
def test_polarity(rows: str, attribution: tuple[object, ...], expected: str) -> None:
    parse = tree(rows, attributions=[attribution])
    assert [refusals.polarity(parse, d) for d in tagged(parse)] == [expected]


@pytest.mark.parametrize(
    ("rows", "word", "expected"),
    [
        (
            "Vale PROPN 2 nsubj\navoided VERB 0 root avoid\nanswering VERB 2 xcomp answer\n"
            "questions NOUN 3 obj question\n. PUNCT 2 punct",
            1,
            ("avoided answering", "questions"),
        ),
        (
            "Vale PROPN 2 nsubj\nrefrained VERB 0 root refrain\nfrom SCONJ 4 mark\ncommenting VERB 2 advcl comment\n"
            "on ADP 6 case\nit PRON 4 obl\n. PUNCT 2 punct",
            1,
            ("refrained from commenting", "on it"),
        ),
        (
            "Vale PROPN 2 nsubj\ndeclined VERB 0 root decline\n, PUNCT 4 punct\ncommenting VERB 2 advcl comment\n"
            "on ADP 6 case\nit PRON 4 obl\n. PUNCT 2 punct",
            1,
            None,
        ),
        (
            "Vale PROPN 4 nsubj\nwas AUX 4 cop be\nnot PART 4 advmod\navailable ADJ 0 root\nfor ADP 6 case\n"
            "comment NOUN 4 obl\n. PUNCT 4 punct",
            3,
            ("was not available", "for comment"),
        ),
        (
            "Vale PROPN 4 nsubj\nwas AUX 4 cop be\nnot PART 4 advmod\navailable ADJ 0 root\nto PART 6 mark\n"
            "discuss VERB 4 advcl\nit PRON 6 obj\n. PUNCT 4 punct",
            3,
            ("was not available", "it"),
        ),
        (
            "Vale PROPN 3 nsubj\nwas AUX 3 cop be\navailable ADJ 0 root\nfor ADP 5 case\ncomment NOUN 3 obl\n"
            ". PUNCT 3 punct",
            2,
            None,
        ),
    ],
)
def test_gerunds_and_those_not_available(rows: str, word: int, expected: tuple[str, str] | None) -> None:
    parse = tree(rows)
    found = refusals.refused(parse, parse.tokens[word])
    assert (found and (parse.words(*found[0]), parse.words(*found[1]))) == expected
