"""What is written speaks for who made it."""

from __future__ import annotations

import pytest

from communique.statements.makers import issuing, makers, roles
from tests.statements.stage import cast
from tests.trees import tree

RELEASED = """
    Vale     PROPN 2 nsubj
    {}       VERB  0 root {}
    a        DET   4 det
    report   NOUN  2 obj
    .        PUNCT 2 punct

    {}       DET   2 det
    report   NOUN  3 nsubj
    warned   VERB  0 root warn
    .        PUNCT 3 punct
"""


def made(rows: str, word: str, *actors: tuple[str, str, list[str]], **annotations: object) -> list[str]:
    """Makers of the last `word` of a text."""
    parse = tree(rows, **annotations)  # type: ignore[arg-type]
    head = [t.i for t in parse.tokens if t.text == word][-1]
    return makers(parse, cast(parse, *actors), head)  # type: ignore[arg-type]


def test_tables_load() -> None:
    assert roles()["letter"] == roles()["tally"] == "written"
    assert {"publish", "release", "issue"} <= issuing()
    assert "criticise" not in issuing()


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("A DET 3 det\nMinistry PROPN 3 compound\nreport NOUN 4 nsubj\nwarned VERB 0 root", "report"),
        ("A DET 2 det\nreport NOUN 5 nsubj\nby ADP 4 case\nMinistry PROPN 2 nmod\nwarned VERB 0 root", "report"),
        ("list NOUN 5 nsubj\npost NOUN 1 appos\nfrom ADP 1 case\nMinistry PROPN 1 appos\nran VERB 0 root", "post"),
    ],
)  # fmt: skip
def test_the_maker_stands_beside_what_was_made(rows: str, word: str) -> None:
    assert made(rows, word, ("m", "organisation", ["Ministry"])) == ["m"]


def test_a_country_before_a_report_is_what_it_is_about() -> None:
    rows = "A DET 3 det\nNorland PROPN 3 compound\nreport NOUN 4 nsubj\nwarned VERB 0 root"
    assert made(rows, "report", ("n", "government", ["Norland"])) == []


@pytest.mark.parametrize(
    ("verb", "lemma", "article", "expected"),
    [
        ("released", "release", "The", ["v"]),
        ("criticised", "criticise", "The", []),
        ("released", "release", "A", []),
    ],
)
def test_who_brought_it_out_made_it(verb: str, lemma: str, article: str, expected: list[str]) -> None:
    assert made(RELEASED.format(verb, lemma, article), "report", ("v", "person", ["Vale"])) == expected


def test_the_letter_is_by_who_wrote() -> None:
    rows = """
        Vale     PROPN 2 nsubj
        wrote    VERB  0 root write
        to       ADP   5 case
        the      DET   5 det
        Board    PROPN 2 obl
        .        PUNCT 2 punct

        The      DET   2 det
        letter   NOUN  3 nsubj
        asked    VERB  0 root ask
        .        PUNCT 3 punct
    """
    assert made(rows, "letter", ("v", "person", ["Vale"]), ("b", "organisation", ["Board"])) == ["v"]


def test_the_statement_is_what_was_just_said() -> None:
    rows = """
        Nobody   NOUN 2 nsubj
        died     VERB 5 ccomp
        ,        PUNCT 5 punct
        Vale     PROPN 5 nsubj
        said     VERB  0 root say
        .        PUNCT 5 punct

        The      DET   2 det
        {}       NOUN  3 nsubj
        added    VERB  0 root add
        .        PUNCT 3 punct
    """
    said = [("said", "Vale", "Nobody died")]
    assert made(rows.format("statement"), "statement", ("v", "person", ["Vale"]), attributions=said) == ["v"]
    assert made(rows.format("poll"), "poll", ("v", "person", ["Vale"]), attributions=said) == []


def test_one_of_the_messages_sent_is_by_who_sends_them() -> None:
    rows = """
        Norland  PROPN 2 nsubj
        sent     VERB  0 root send
        messages NOUN  2 obj message
        ,        PUNCT 8 punct
        with     ADP   8 mark
        one      NUM   7 nummod
        message  NOUN  8 nsubj
        saying   VERB  2 advcl say
    """
    assert made(rows, "message", ("n", "state", ["Norland"])) == ["n"]


def test_a_comment_among_remarks_is_by_who_makes_them() -> None:
    rows = """
        Vale      PROPN 2 nsubj
        has       VERB  0 root have
        a         DET   4 det
        history   NOUN  2 obj
        of        SCONJ 6 mark
        making    VERB  4 acl make
        remarks   NOUN  6 obj remark
        including VERB  10 case include
        a         DET   10 det
        comment   NOUN  7 nmod
    """
    assert made(rows, "comment", ("v", "person", ["Vale"])) == ["v"]


def test_the_report_is_by_who_reported() -> None:
    rows = """
        Holm     PROPN 2 nsubj
        reported VERB  0 root report
        losses   NOUN  2 obj loss
        .        PUNCT 2 punct

        The      DET   2 det
        report   NOUN  3 nsubj
        urges    VERB  0 root urge
        calm     NOUN  3 obj
        .        PUNCT 3 punct
    """
    assert made(rows, "report", ("h", "person", ["Holm"])) == ["h"]


def test_a_statement_is_not_by_those_who_back_it() -> None:
    rows = """
        A         DET   3 det
        Council   PROPN 3 compound
        statement NOUN  7 nsubj
        backed    VERB  3 acl back
        by        ADP   6 case
        Norland   PROPN 4 obl:agent
        failed    VERB  0 root fail
    """
    assert made(rows, "statement", ("c", "organisation", ["Council"]), ("n", "state", ["Norland"])) == ["c"]
