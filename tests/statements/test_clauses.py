"""Statements by the tree alone."""

import pytest

from communique.language.parse import Parse
from communique.statements import clauses
from tests.trees import tree


def found(parse: Parse) -> list[tuple[str, str, str]]:
    """Source, cue and content of each draft."""
    return [
        (
            parse.words(*d.sources[0]) if d.sources else "",
            parse.words(*d.cue),
            " | ".join(parse.words(*c) for c in d.contents),
        )
        for d in clauses.plain(parse, [])
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
            "Vale PROPN 3 nsubj\nhas AUX 3 aux\nmade VERB 0 root make\ndemands NOUN 3 obj demand\nfor ADP 7 case\n"
            "binding ADJ 7 amod\npromises NOUN 4 nmod promise\n. PUNCT 3 punct",
            [("Vale", "has made demands", "binding promises")],
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
        ("Vale PROPN 2 nsubj\nleft VERB 0 root leave\nto PART 4 mark\nwin VERB 2 advcl\n. PUNCT 2 punct", []),
    ],
)
def test_plain(rows: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(tree(rows)) == expected
