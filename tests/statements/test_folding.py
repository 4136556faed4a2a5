"""Which attribution only hands on another's words, and whose a piece of content is."""

from communique.language.parse import Parse
from communique.statements import folding
from communique.statements.drafts import Draft, tagged
from tests.trees import tree

LEADING = tree(
    """
    According VERB  4 case
    to        ADP   1 fixed
    the       DET   4 det
    Courier   PROPN 8 obl
    ,         PUNCT 4 punct
    Norland   PROPN 8 nsubj
    has       AUX   8 aux
    agreed    VERB  0 root
    to        PART  10 mark
    talk      VERB  8 xcomp
    .         PUNCT 8 punct
    """,
    attributions=[((0, 2), [(2, 4)], [(5, 10)]), ((6, 8), [(5, 6)], [(8, 10)])],
)
TRAILING = tree(
    """
    Norland   PROPN 3 nsubj
    has       AUX   3 aux
    agreed    VERB  0 root
    to        PART  5 mark
    talk      VERB  3 xcomp
    ,         PUNCT 3 punct
    according VERB  9 case
    to        ADP   7 fixed
    Vale      PROPN 3 obl
    .         PUNCT 3 punct
    """,
    attributions=[((6, 8), [(8, 9)], [(0, 5)]), ((1, 3), [(0, 1)], [(3, 5)])],
)


def two(parse: Parse) -> tuple[Draft, Draft]:
    """The "according to" and the statement inside it, settled."""
    drafts = folding.settled(parse, list(tagged(parse)))
    outer, inner = sorted(drafts, key=lambda d: parse.tokens[d.cue[0]].lower != "according")
    return outer, inner


def test_according_to_behind_another_statement_hands_it_on() -> None:
    assert folding.handed_on(TRAILING, *two(TRAILING))


def test_according_to_before_what_another_says_hands_it_on() -> None:
    rows = """
        According VERB  4 case
        to        ADP   1 fixed
        the       DET   4 det
        Courier   PROPN 6 obl
        Vale      PROPN 6 nsubj
        said      VERB  0 root say
        so        ADV   6 advmod
        .         PUNCT 6 punct
    """
    said = tree(rows, attributions=[((0, 2), [(2, 4)], [(4, 7)]), ((5, 6), [(4, 5)], [(6, 7)])])
    assert folding.handed_on(said, *two(said))


def test_according_to_before_another_statement_encloses_it() -> None:
    outer, inner = two(LEADING)
    assert not folding.handed_on(LEADING, outer, inner)
    assert LEADING.words(*outer.contents[0]) == "Norland has agreed to talk"
    assert folding.enclosing([outer, inner]) == [None, 0]
