"""Statements that stand in the content of another as a mere phrase."""

from __future__ import annotations

import pytest

from communique.statements import clauses, drafts
from tests.trees import tree

SAID = "Vale PROPN 2 nsubj\nsaid VERB 0 root say\n"


def found(rows: str, last: int, score: float = 0.9) -> list[tuple[str, str, str]]:
    """Source, cue and content of the drafts that the tree shows in what Vale said, tokens 2 to `last`."""
    parse = tree(SAID + rows, attributions=[((1, 2), [(0, 1)], [(2, last)], score)])
    return [
        (parse.words(*d.sources[0]) if d.sources else "", parse.words(*d.cue), parse.words(*d.contents[0]))
        for d in clauses.plain(parse, list(drafts.tagged(parse)))
    ]


@pytest.mark.parametrize(
    ("rows", "last", "expected"),
    [
        (
            "Norland PROPN 5 nmod:poss\n's PART 3 case\npledge NOUN 8 nsubj\nto PART 7 mark\nleave VERB 5 acl\n"
            "helps VERB 2 ccomp help\n. PUNCT 2 punct",
            8,
            [("Norland", "pledge", "to leave")],
        ),
        (
            "Norland PROPN 5 nmod:poss\n's PART 3 case\nremarks NOUN 8 nsubj remark\nabout ADP 7 case\n"
            "prices NOUN 5 nmod price\nhelp VERB 2 ccomp\n. PUNCT 2 punct",
            8,
            [("Norland", "remarks", "prices")],
        ),
        (
            "Norland PROPN 5 nmod:poss\n's PART 3 case\nhope NOUN 8 nsubj\nof ADP 7 case\npeace NOUN 5 nmod\n"
            "fades VERB 2 ccomp fade\n. PUNCT 2 punct",
            8,
            [],
        ),
        (
            "a DET 4 det\nman NOUN 8 nsubj\nclaiming VERB 4 acl claim\nto PART 7 mark\nheal VERB 5 xcomp\n"
            "came VERB 2 ccomp come\n. PUNCT 2 punct",
            8,
            [("", "claiming", "to heal")],
        ),
        (
            "a DET 4 det\nletter NOUN 7 nsubj\ncriticising VERB 4 acl criticise\nprices NOUN 5 obj price\n"
            "came VERB 2 ccomp come\n. PUNCT 2 punct",
            7,
            [("", "criticising", "prices")],
        ),
        (
            "a DET 4 det\nshop NOUN 7 nsubj\noffering VERB 4 acl offer\nbread NOUN 5 obj\nclosed VERB 2 ccomp close\n"
            ". PUNCT 2 punct",
            7,
            [],
        ),
        (
            "Norland PROPN 5 nsubj\nhas AUX 5 aux have\nagreed VERB 2 ccomp agree\nto ADP 8 case\nthree NUM 8 nummod\n"
            "changes NOUN 5 obl change\n. PUNCT 2 punct",
            8,
            [("Norland", "has agreed", "three changes")],
        ),
        (
            "Norland PROPN 4 nsubj\nagreed VERB 2 ccomp agree\non ADP 6 case\nMonday PROPN 4 obl\n. PUNCT 2 punct",
            6,
            [],
        ),
        (
            "Norland PROPN 5 nsubj\nis AUX 5 cop be\nworried ADJ 2 ccomp\nabout SCONJ 7 mark\n"
            "losing VERB 5 advcl lose\nvotes NOUN 7 obj vote\n. PUNCT 2 punct",
            8,
            [("Norland", "is worried", "losing votes")],
        ),
        (
            "Norland PROPN 4 nsubj\nbelieves VERB 2 ccomp believe\nthe DET 6 det\nplan NOUN 4 obj\nto PART 9 mark\n"
            "be AUX 9 cop\ndead ADJ 4 xcomp\n. PUNCT 2 punct",
            9,
            [("Norland", "believes", "the plan to be dead")],
        ),
        (
            "Norland PROPN 4 nsubj\nspoke VERB 2 ccomp say\nof ADP 6 case\nprices NOUN 4 obl price\n. PUNCT 2 punct",
            6,
            [],
        ),
        (
            "Norland PROPN 4 nsubj\nadmitted VERB 2 ccomp admit\nlosing VERB 4 xcomp lose\nships NOUN 5 obj ship\n"
            ". PUNCT 2 punct",
            6,
            [("Norland", "admitted", "losing ships")],
        ),
        (
            "Norland PROPN 4 nsubj\nexpects VERB 2 ccomp expect\ntalks NOUN 4 obj talk\nto PART 7 mark\n"
            "fail VERB 4 xcomp\n. PUNCT 2 punct",
            7,
            [("Norland", "expects", "talks to fail")],
        ),
        (
            "a DET 4 det\ncall NOUN 9 nsubj\nby ADP 6 case\nNorland PROPN 4 nmod\nfor ADP 8 case\npeace NOUN 4 nmod\n"
            "came VERB 2 ccomp come\n. PUNCT 2 punct",
            9,
            [("Norland", "call", "peace")],
        ),
        (
            "according VERB 5 case accord\nto ADP 3 fixed\nNorland PROPN 9 obl\n, PUNCT 5 punct\n"
            "talks NOUN 9 nsubj talk\noften ADV 9 advmod\nfail VERB 2 ccomp\n. PUNCT 2 punct",
            9,
            [("Norland", "according to", "talks often fail")],
        ),
        (
            "it PRON 5 expl\nwas AUX 5 aux:pass be\nrumoured VERB 2 ccomp rumour\nthat SCONJ 8 mark\n"
            "talks NOUN 8 nsubj talk\nfailed VERB 5 ccomp fail\n. PUNCT 2 punct",
            8,
            [("", "was rumoured", "that talks failed")],
        ),
        (
            "as SCONJ 5 mark\nwe PRON 5 nsubj\ndemanded VERB 9 advcl demand\n, PUNCT 5 punct\nall DET 8 det\n"
            "troops NOUN 9 nsubj troop\nleft VERB 2 ccomp leave\n. PUNCT 2 punct",
            9,
            [("we", "demanded", "all troops left")],
        ),
        (
            "a DET 5 det\nNorland PROPN 5 compound\nproposal NOUN 8 nsubj\nto PART 7 mark\nleave VERB 5 acl\n"
            "helps VERB 2 ccomp help\n. PUNCT 2 punct",
            8,
            [("Norland", "proposal", "to leave")],
        ),
        (
            "an DET 5 det\nAmerican ADJ 5 amod\ndemand NOUN 9 nsubj\nthat SCONJ 8 mark\nit PRON 8 nsubj\n"
            "stop VERB 5 acl:relcl\nfailed VERB 2 ccomp fail\n. PUNCT 2 punct",
            9,
            [("American", "demand", "that it stop")],
        ),
        (
            "a DET 5 det\nlong ADJ 5 amod\nproposal NOUN 8 nsubj\nto PART 7 mark\nleave VERB 5 acl\n"
            "helps VERB 2 ccomp help\n. PUNCT 2 punct",
            8,
            [],
        ),
        (
            "Elm PROPN 5 nmod:poss\n's PART 3 case\nlabelling NOUN 13 nsubj\nof ADP 8 case\nthe DET 8 det\n"
            "march NOUN 5 nmod\nas ADP 11 case\na DET 11 det\nriot NOUN 5 nmod\nwas AUX 13 cop be\n"
            "wrong ADJ 2 ccomp\n. PUNCT 2 punct",
            13,
            [("Elm", "labelling", "the march as a riot")],
        ),
        (
            "Norland PROPN 4 nsubj\nsees VERB 2 ccomp see\nthe DET 6 det\ndeal NOUN 4 obj\nas ADP 9 case\n"
            "a DET 9 det\nthreat NOUN 4 obl\n. PUNCT 2 punct",
            9,
            [("Norland", "sees", "the deal as a threat")],
        ),
        (
            "it PRON 5 nsubj:pass\nis AUX 5 aux:pass be\nregarded VERB 2 ccomp regard\nas ADP 8 case\na DET 8 det\n"
            "threat NOUN 5 obl\nby ADP 10 case\nNorland PROPN 8 nmod\n. PUNCT 2 punct",
            10,
            [("Norland", "is regarded", "as a threat")],
        ),
        (
            "it PRON 5 nsubj:pass\nis AUX 5 aux:pass be\nregarded VERB 2 ccomp regard\nas ADP 8 case\na DET 8 det\n"
            "threat NOUN 5 obl\n. PUNCT 2 punct",
            8,
            [],
        ),
        (
            "Elm PROPN 4 nsubj\nviewed VERB 2 ccomp view\ntalks NOUN 4 obj talk\nto PART 8 mark\nbe AUX 8 cop\n"
            "dead ADJ 4 advcl\n. PUNCT 2 punct",
            8,
            [("Elm", "viewed", "talks to be dead")],
        ),
        (
            "he PRON 4 nsubj\nattacked VERB 2 ccomp attack\nwhat PRON 4 obj\nNorland PROPN 7 nsubj\n"
            "calls VERB 5 acl:relcl call\npeace NOUN 7 obj\n. PUNCT 2 punct",
            8,
            [("Norland", "calls", "peace")],
        ),
        (
            "Elm PROPN 4 nsubj\nfired VERB 2 ccomp fire\non ADP 7 case\nthe DET 7 det\nbelief NOUN 4 obl\n"
            "that SCONJ 10 mark\nhe PRON 10 nsubj\nwon VERB 7 acl win\n. PUNCT 2 punct",
            10,
            [("Elm", "belief", "that he won")],
        ),
        (
            "Elm PROPN 4 nsubj\nseems VERB 2 ccomp seem\nto PART 6 mark\nbelieve VERB 4 xcomp\nthat SCONJ 9 mark\n"
            "he PRON 9 nsubj\nwon VERB 6 ccomp win\n. PUNCT 2 punct",
            9,
            [("Elm", "seems to believe", "that he won")],
        ),
        (
            "Elm PROPN 4 nsubj\nmade VERB 2 ccomp make\na DET 6 det\nquip NOUN 4 obj\nabout ADP 8 case\n"
            "prices NOUN 6 nmod price\n. PUNCT 2 punct",
            8,
            [("Elm", "made a quip", "prices")],
        ),
        (
            "Elm PROPN 4 nsubj\nsupports VERB 2 ccomp support\nthe DET 6 det\nban NOUN 4 obj\n. PUNCT 2 punct",
            6,
            [("Elm", "supports", "the ban")],
        ),
        (
            "Elm PROPN 4 nsubj\nsupports VERB 2 ccomp support\nclosing VERB 4 xcomp close\nmines NOUN 5 obj mine\n"
            ". PUNCT 2 punct",
            6,
            [("Elm", "supports", "closing mines")],
        ),
    ],
)
def test_inside(rows: str, last: int, expected: list[tuple[str, str, str]]) -> None:
    assert found(rows, last) == expected


def test_an_article_alone_is_no_cue() -> None:
    parse = tree(
        "the DET 2 det\nview NOUN 0 root\nthat SCONJ 5 mark\ntalks NOUN 5 nsubj talk\nfailed VERB 2 acl fail",
        attributions=[("view", None, "that talks failed"), ("the", None, "that talks failed")],
    )
    assert [parse.words(*d.cue) for d in drafts.tagged(parse)] == ["view"]


def test_outside_a_content_a_phrase_is_a_deed() -> None:
    rows = "Norland PROPN 2 nsubj\nagreed VERB 0 root agree\nto ADP 4 case\nchanges NOUN 2 obl change\n. PUNCT 2 punct"
    assert list(clauses.plain(tree(rows), [])) == []


def test_what_the_model_tags_inside_another_needs_less_of_a_score() -> None:
    rows = SAID + (
        "Norland PROPN 4 nsubj\nreminded VERB 2 ccomp remind\nher PRON 4 obj\nof ADP 7 case\ndebts NOUN 4 obl debt\n"
        ". PUNCT 2 punct"
    )
    outer, inner = ((1, 2), [(0, 1)], [(2, 7)], 0.9), ((3, 4), [(2, 3)], [(5, 7)], 0.3)
    both = drafts.tagged(tree(rows, attributions=[outer, inner]))
    assert [(d.cue, d.contents) for d in both] == [((1, 2), ((2, 7),)), ((3, 4), ((5, 7),))]
    assert list(drafts.tagged(tree(rows, attributions=[inner]))) == []
