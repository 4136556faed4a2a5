"""Statements by the tree alone."""

from collections.abc import Sequence

import pytest

from communique.language.parse import Parse
from communique.statements import clauses, drafts
from communique.statements.drafts import Draft
from tests.trees import tree


def found(parse: Parse, tagged: Sequence[Draft] = ()) -> list[tuple[str, str, str]]:
    """Source, cue and content of each draft."""
    return [
        (
            parse.words(*d.sources[0]) if d.sources else "",
            parse.words(*d.cue),
            " | ".join(parse.words(*c) for c in d.contents),
        )
        for d in clauses.plain(parse, list(tagged))
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Vale PROPN 3 nsubj\nhas AUX 3 aux\naccused VERB 0 root accuse\nthem PRON 3 obj\nof SCONJ 6 mark\n"
            "lying VERB 3 advcl lie\n. PUNCT 3 punct",
            [("Vale", "has accused", "lying")],
        ),
        (
            "Vale PROPN 2 nsubj\nrefused VERB 0 root refuse\nto PART 4 mark\nresign VERB 2 xcomp\n. PUNCT 2 punct",
            [("Vale", "refused", "to resign")],
        ),
        (
            "Vale PROPN 2 nsubj\ncontinues VERB 0 root continue\nto PART 4 mark\nclaim VERB 2 xcomp\nit PRON 7 nsubj\n"
            "is AUX 7 cop be\nfalse ADJ 4 ccomp\n. PUNCT 2 punct",
            [("", "continues to claim", "it is false")],
        ),
        (
            "Norland PROPN 3 nsubj:pass\nis AUX 3 aux:pass be\nexpected VERB 0 root expect\nto PART 5 mark\n"
            "sign VERB 3 xcomp\n. PUNCT 3 punct",
            [("", "is expected", "to sign")],
        ),
        (
            "According VERB 3 case accord\nto ADP 1 fixed\nVale PROPN 6 obl\n, PUNCT 6 punct\nsnow NOUN 6 nsubj\n"
            "fell VERB 0 root fall\noften ADV 6 advmod\n. PUNCT 6 punct",
            [("Vale", "According to", "snow fell often")],
        ),
        (
            "Snow NOUN 2 nsubj\nfell VERB 0 root fall\nhard ADV 2 advmod\n, PUNCT 2 punct\nVale PROPN 6 nsubj\n"
            "said VERB 2 parataxis say\n. PUNCT 2 punct",
            [("Vale", "said", "Snow fell hard")],
        ),
        (
            "Vale PROPN 3 nsubj\nis AUX 3 cop be\nconfident ADJ 0 root\nthat SCONJ 6 mark\nall PRON 6 nsubj\n"
            "agree VERB 3 ccomp\n. PUNCT 3 punct",
            [("Vale", "is confident", "that all agree")],
        ),
        (
            "It PRON 3 nsubj:pass\nwas AUX 3 aux:pass be\nfeared VERB 0 root believe\nthat SCONJ 6 mark\n"
            "all PRON 6 nsubj\ndrowned VERB 3 ccomp drown\n. PUNCT 3 punct",
            [("", "was feared", "that all drowned")],
        ),
        (
            "Two NUM 2 nummod\nmen NOUN 6 nsubj\nbelieved VERB 2 acl believe\nto PART 5 mark\nbe VERB 3 xcomp\n"
            "fled VERB 0 root flee\n. PUNCT 6 punct",
            [("", "believed", "to be")],
        ),
        (
            "As SCONJ 3 mark\nVale PROPN 3 nsubj\nsaid VERB 7 advcl say\n, PUNCT 7 punct\nsnow NOUN 7 nsubj\n"
            "often ADV 7 advmod\nfell VERB 0 root fall\n. PUNCT 7 punct",
            [("Vale", "said", "snow often fell")],
        ),
        (
            "Vale PROPN 2 nsubj\ntold VERB 0 root tell\nher PRON 2 obj\nthat SCONJ 6 mark\nit PRON 6 nsubj\n"
            "broke VERB 3 acl break\n. PUNCT 2 punct",
            [("Vale", "told", "that it broke")],
        ),
        (
            "Vale PROPN 3 nsubj\nnever ADV 3 advmod\nanswered VERB 0 root answer\ntheir PRON 5 nmod:poss\n"
            "questions NOUN 3 obj\n. PUNCT 3 punct",
            [("Vale", "never answered", "their questions")],
        ),
        (
            "Vale PROPN 3 nsubj\nis AUX 3 aux:pass be\nsupposed VERB 0 root suppose\nto PART 5 mark\n"
            "sign VERB 3 xcomp\n. PUNCT 3 punct",
            [],
        ),
        (
            "Vale PROPN 3 nsubj\nwill AUX 3 aux\nsay VERB 0 root say\nthat SCONJ 6 mark\nall PRON 6 nsubj\n"
            "agree VERB 3 ccomp\n. PUNCT 3 punct",
            [],
        ),
        (
            "Vale PROPN 2 nsubj\nsaw VERB 0 root see\nher PRON 4 det\nteam NOUN 5 nsubj\nwin VERB 2 ccomp\n"
            ". PUNCT 2 punct",
            [],
        ),
        ("Vale PROPN 2 nsubj\nleft VERB 0 root leave\nto PART 4 mark\nwin VERB 2 advcl\n. PUNCT 2 punct", []),
    ],
)
def test_plain(rows: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(tree(rows)) == expected


INSIDE = """
    Vale      PROPN 2 nsubj
    said      VERB  0 root  say
    that      SCONJ 5 mark
    {}
    the       DET   7 det
    plan      NOUN  5 obj
    .         PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("subject", "verb", "expected"),
    [
        ("Norland PROPN 5 nsubj", "praised VERB 2 ccomp praise", [("Norland", "praised", "the plan")]),
        ("Norland PROPN 5 nsubj", "wanted VERB 2 ccomp want", [("Norland", "wanted", "the plan")]),
        ("Norland PROPN 5 nsubj", "supported VERB 2 ccomp support", []),
        ("we PRON 5 nsubj", "condemn VERB 2 ccomp condemn", []),
        ("we PRON 5 nsubj", "condemned VERB 2 ccomp condemn", [("we", "condemned", "the plan")]),
    ],
)
def test_inside_a_content_a_voice_pays_but_not_a_deed_nor_the_act_of_the_speaker_himself(
    subject: str, verb: str, expected: list[tuple[str, str, str]]
) -> None:
    parse = tree(INSIDE.format(f"{subject}\n{verb}"), attributions=[((1, 2), [(0, 1)], [(2, 7)])])
    assert found(parse, list(drafts.tagged(parse))) == expected


@pytest.mark.parametrize(
    ("source", "verb", "expected"),
    [
        ("Intelligence NOUN 2 nsubj", "suggests VERB 0 root suggest", True),
        ("Someone PRON 2 nsubj", "said VERB 0 root say", True),
        ("He PRON 2 nsubj", "said VERB 0 root say", False),
        ("Norland PROPN 2 nsubj", "warned VERB 0 root warn", False),
    ],
)
def test_a_noun_with_a_clause_needs_no_known_speaker(source: str, verb: str, expected: bool) -> None:
    parse = tree(f"{source}\n{verb}\nthat SCONJ 5 mark\nall PRON 5 nsubj\nagree VERB 2 ccomp\n. PUNCT 2 punct")
    assert [clauses.is_open(parse, d) for d in clauses.plain(parse, [])] == [expected]
