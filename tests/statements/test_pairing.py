"""Quotations with the cue, or the bare name, that stands beside them."""

import pytest

from communique.statements import pairing
from tests.trees import tree

SAYS = (
    "“ PUNCT {n} punct\nNobody PRON {n} nsubj\nwill AUX {n} aux\ncross VERB {head}\n"
    ". PUNCT {n} punct\n” PUNCT {n} punct"
)
COLON = "Ana PROPN 0 root\nVale PROPN 1 flat\n: PUNCT 1 punct\n" + SAYS.format(n=7, head="1 parataxis")
DASH = (
    SAYS.format(n=4, head="0 root") + "\n— PUNCT 8 punct\nVale PROPN 4 parataxis\n, PUNCT 10 punct\nmayor NOUN 8 appos"
)
TITLE = "The DET 2 det\nbook NOUN 0 root\n: PUNCT 2 punct\n" + SAYS.format(n=7, head="2 appos")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (COLON, [("Ana Vale", ":", "“Nobody will cross.”")]),
        (DASH, [("Vale, mayor", "—", "“Nobody will cross.”")]),
        (TITLE, []),
    ],
)
def test_a_name_before_a_colon_or_behind_a_dash_speaks(rows: str, expected: list[tuple[str, str, str]]) -> None:
    parse = tree(rows)
    found = [
        (parse.words(*d.sources[0]), parse.words(*d.cue), parse.words(*d.contents[0]))
        for d in pairing.paired(parse, [])
    ]
    assert found == expected
