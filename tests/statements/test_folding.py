"""Which attribution only hands on another's words, and whose a piece of content is."""

import msgspec

from communique.language.parse import Attribution, Parse
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
    assert folding.enclosing(LEADING, [outer, inner]) == [None, 0]


def test_whom_an_outlet_cites_rests_under_it() -> None:
    rows = """
        Talks     NOUN  2 nsubj talk
        failed    VERB  0 root fail
        ,         PUNCT 2 punct
        according VERB  7 case accord
        to        ADP   4 fixed
        the       DET   7 det
        Courier   PROPN 2 obl
        ,         PUNCT 9 punct
        citing    VERB  7 acl cite
        officials NOUN  9 obj official
        .         PUNCT 2 punct
    """
    said = tree(rows, attributions=[((3, 5), [(5, 7)], [(0, 2)]), ((8, 9), [(9, 10)], [(0, 2)])])
    assert folding.enclosing(said, two(said)) == [None, 0]


def test_whom_an_outlet_quotes_stays_in_what_it_says() -> None:
    rows = """
        The      DET   2 det
        Courier  PROPN 3 nsubj
        quoted   VERB  0 root quote
        Vale     PROPN 5 nsubj
        saying   VERB  3 advcl say
        snow     NOUN  7 nsubj
        fell     VERB  5 ccomp fall
        .        PUNCT 3 punct
    """
    said = tree(rows, attributions=[((2, 3), [(0, 2)], [(3, 7)]), ((4, 5), [(3, 4)], [(5, 7)])])
    assert [d.contents for d in folding.settled(said, two(said))] == [((3, 7),), ((5, 7),)]


def test_who_speaks_inside_goes_on() -> None:
    parse = tree(
        """
        Vale       PROPN 2 nsubj
        said       VERB  0 root say
        Elm        PROPN 4 nsubj
        complained VERB  2 ccomp complain
        and        CCONJ 6 cc
        joked      VERB  4 conj joke
        that       SCONJ 9 mark
        he         PRON  9 nsubj
        froze      VERB  6 ccomp freeze
        .          PUNCT 2 punct
        """
    )
    said = ((1, 2), [(0, 1)], [(2, 4)])
    for source, whole in (((2, 3), (2, 9)), ((0, 1), (2, 4))):
        drafts = list(tagged(tree_with(parse, said, ((5, 6), [source], [(6, 9)]))))
        outer, inner = folding.with_joined(parse, drafts)
        assert (outer.contents, inner.contents) == ((whole,), ((6, 9),))


def tree_with(
    parse: Parse, *attributions: tuple[tuple[int, int], list[tuple[int, int]], list[tuple[int, int]]]
) -> Parse:
    """The parse with attributions."""
    made = tuple(Attribution(cue, tuple(s), tuple(c), 0.9) for cue, s, c in attributions)
    return msgspec.structs.replace(parse, attributions=made)
