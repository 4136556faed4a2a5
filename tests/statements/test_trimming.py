"""The edges of cues, sources and contents."""

import pytest

from communique.language.parse import Parse
from communique.statements.drafts import draft
from tests.trees import tree


def trimmed(parse: Parse, cue: tuple[int, int], source: tuple[int, int], content: tuple[int, int]) -> tuple[str, ...]:
    """Cue, source and content pieces of the trimmed draft."""
    made = draft(parse, cue, (source,), (content,), 1.0, "")
    assert made is not None
    return (parse.words(*made.cue), parse.words(*made.sources[0]), *(parse.words(*c) for c in made.contents))


ACCUSED = tree(
    """
    Vale     PROPN 3 nsubj
    also     ADV   3 advmod
    accused  VERB  0 root accuse
    Norland  PROPN 3 obj
    of       SCONJ 6 mark
    lying    VERB  3 advcl lie
    ,        PUNCT 8 punct
    adding   VERB  3 advcl add
    nothing  PRON  8 obj
    .        PUNCT 3 punct
    """
)

CLAIMED = tree(
    """
    Norland  PROPN 2 nsubj
    claims   VERB  0 root claim
    it       PRON  4 nsubj
    left     VERB  2 ccomp leave
    ,        PUNCT 8 punct
    though   SCONJ 8 mark
    troops   NOUN  8 nsubj
    stayed   VERB  2 advcl stay
    .        PUNCT 2 punct
    """
)

VOICED = tree(
    """
    Vale     PROPN 2 nsubj
    voiced   VERB  0 root voice
    grave    ADJ   4 amod
    concerns NOUN  2 obj concern
    that     SCONJ 7 mark
    all      PRON  7 nsubj
    left     VERB  4 acl leave
    .        PUNCT 2 punct
    """
)

TWO_PARTS = tree(
    """
    Vale     PROPN 2 nsubj
    said     VERB  0 root say
    yes      INTJ  2 ccomp
    .        PUNCT 2 punct
    #par
    All      PRON  2 nsubj
    left     VERB  0 root leave
    .        PUNCT 2 punct
    """
)


@pytest.mark.parametrize(
    ("parse", "cue", "source", "content", "expected"),
    [
        (ACCUSED, (1, 3), (0, 1), (3, 9), ("accused", "Vale", "lying")),
        (CLAIMED, (1, 2), (0, 1), (2, 9), ("claims", "Norland", "it left")),
        (VOICED, (1, 2), (0, 1), (2, 7), ("voiced grave concerns", "Vale", "that all left")),
        (TWO_PARTS, (1, 2), (0, 1), (2, 7), ("said", "Vale", "yes")),
    ],
)
def test_the_words_of_others_are_left_out(
    parse: Parse,
    cue: tuple[int, int],
    source: tuple[int, int],
    content: tuple[int, int],
    expected: tuple[str, ...],
) -> None:
    assert trimmed(parse, cue, source, content) == expected


def test_the_marks_of_a_quotation_belong_to_it() -> None:
    parse = tree(
        """
        Vale     PROPN 2 nsubj
        wrote    VERB  0 root write
        “        PUNCT 5 punct
        all      PRON  5 nsubj
        left     VERB  2 ccomp leave
        ”        PUNCT 5 punct
        .        PUNCT 2 punct
        """
    )
    assert trimmed(parse, (1, 2), (0, 1), (3, 5)) == ("wrote", "Vale", "“all left”")


def test_nothing_is_left_of_a_content_without_words() -> None:
    assert draft(CLAIMED, (1, 2), ((0, 1),), ((4, 5),), 1.0, "") is None
