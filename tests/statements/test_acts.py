"""The act of a statement, by its cue and by what is said."""

import msgspec
import pytest

from communique.language.parse import Attribution
from communique.statements import acts
from communique.statements.drafts import draft
from tests.trees import tree


def said(content: str) -> str:
    """The act of `Vale said` with this content, given as `form upos head deprel lemma` rows after the verb."""
    parse = tree(f"Vale PROPN 2 nsubj\nsaid VERB 0 root say\n{content}")
    made = draft(parse, (1, 2), ((0, 1),), ((2, len(parse.tokens)),), 1.0, "")
    assert made is not None
    same = frozenset(t.i for t in parse.tokens if t.lower == "he")
    return acts.act(parse, made, same)[0]


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("he PRON 5 nsubj\nwould AUX 5 aux\nresign VERB 2 ccomp", "promise"),
        ("rain NOUN 5 nsubj\nwould AUX 5 aux\nfall VERB 2 ccomp", "predict"),
        ("Norland PROPN 5 nsubj\nwould AUX 5 aux\nattend VERB 2 ccomp", "say"),
        ("troops NOUN 5 nsubj\nmust AUX 5 aux\nleave VERB 2 ccomp", "demand"),
        ("all PRON 5 nsubj\nshould AUX 5 aux\nleave VERB 2 ccomp", "urge"),
        ("prices NOUN 5 nsubj\nmay AUX 5 aux\nrise VERB 2 ccomp", "say"),
        ("prices NOUN 6 nsubj\nmay AUX 6 aux\nhave AUX 6 aux\nrisen VERB 2 ccomp rise", "say"),
        ("it PRON 5 nsubj\nis AUX 5 cop be\ncorruption NOUN 2 ccomp", "accuse"),
        ("the DET 5 det\ncorruption NOUN 5 compound\ninquiry NOUN 6 nsubj\nended VERB 2 ccomp end", "say"),
        ("he PRON 5 nsubj\nwas AUX 5 cop be\nready ADJ 2 ccomp", "offer"),
        ("he PRON 4 nsubj\nrejects VERB 2 ccomp reject\nit PRON 4 obj", "reject"),
        ("no INTJ 2 ccomp", "reject"),
        ("yes INTJ 2 ccomp", "agree"),
        ("it PRON 5 nsubj\nwas AUX 5 cop be\nlate ADJ 2 ccomp", "say"),
        ("it PRON 5 nsubj\nwas AUX 5 cop be\nbaseless ADJ 2 ccomp", "deny"),
    ],
)
def test_act_by_content(content: str, act: str) -> None:
    assert said(content) == act


def test_a_threat_is_a_promise_with_a_condition_behind_it() -> None:
    start = "he PRON 5 nsubj\nwould AUX 5 aux\nresign VERB 2 ccomp\n"
    rows = f"{start}if SCONJ 8 mark\nall PRON 8 nsubj\nlost VERB 5 advcl lose"
    assert said(rows) == "threaten"
    assert said(rows.replace("if SCONJ", "once SCONJ")) == "promise"


def test_told_to_do_something_is_an_order() -> None:
    parse = tree("Vale PROPN 2 nsubj\ntold VERB 0 root tell\nthem PRON 2 obj\nto PART 5 mark\nleave VERB 2 xcomp")
    made = draft(parse, (1, 2), ((0, 1),), ((2, 5),), 1.0, "")
    assert made is not None
    assert made.contents == ((3, 5),)
    assert acts.act(parse, made, frozenset())[0] == "demand"


def test_the_noun_of_a_light_verb_gives_the_act() -> None:
    parse = tree(
        "Vale PROPN 2 nsubj\nexpressed VERB 0 root express\ndoubt NOUN 2 obj\nthat SCONJ 6 mark\nit PRON 6 nsubj\n"
        "works VERB 3 acl work"
    )
    made = draft(parse, (1, 2), ((0, 1),), ((3, 6),), 1.0, "")
    assert made is not None
    assert acts.act(parse, made, frozenset())[0] == "believe"


@pytest.mark.parametrize(
    ("read", "act"),
    [
        ({"say": 0.4, "accuse": 0.6}, "say"),
        ({"say": 0.1, "accuse": 0.9}, "accuse"),
        ({}, "say"),
    ],
)
def test_where_the_rules_only_know_that_it_was_said_a_model_that_is_sure_has_the_act(
    read: dict[str, float], act: str
) -> None:
    parse = tree("Vale PROPN 2 nsubj\nsaid VERB 0 root say\nit PRON 5 nsubj\nwas AUX 5 cop be\nlate ADJ 2 ccomp late")
    made = draft(parse, (1, 2), ((0, 1),), ((2, 5),), 1.0, "")
    assert made is not None
    tagged = msgspec.structs.replace(made, tag=Attribution((1, 2), ((0, 1),), ((2, 5),), 1.0, acts=read))  # type: ignore[arg-type]
    assert acts.act(parse, tagged, frozenset())[0] == act


@pytest.mark.parametrize(
    ("read", "act"),
    [({"accuse": 0.3}, "reject"), ({"accuse": 0.6, "reject": 0.02}, "reject"), ({"accuse": 0.97}, "accuse")],
)
def test_a_cue_that_names_its_act_yields_only_to_a_model_that_is_much_surer(read: dict[str, float], act: str) -> None:
    parse = tree("Vale PROPN 2 nsubj\nrejected VERB 0 root reject\nthe DET 4 det\noffer NOUN 2 obj offer")
    made = draft(parse, (1, 2), ((0, 1),), ((2, 4),), 1.0, "")
    assert made is not None
    tagged = msgspec.structs.replace(made, tag=Attribution((1, 2), ((0, 1),), ((2, 4),), 1.0, acts=read))  # type: ignore[arg-type]
    assert acts.act(parse, tagged, frozenset())[0] == act


@pytest.mark.parametrize(
    ("rows", "act"),
    [
        ("it PRON 5 nsubj\nwill AUX 5 aux\nreturn VERB 2 ccomp", "promise"),
        ("it PRON 6 nsubj\nwill AUX 6 aux\nnot PART 6 advmod\nreturn VERB 2 ccomp", "reject"),
        ("it PRON 5 nsubj\nwould AUX 5 aux\nretract VERB 2 ccomp", "promise"),
    ],
)
def test_what_one_will_do_oneself_is_promised_and_what_one_will_not_is_refused(rows: str, act: str) -> None:
    parse = tree("Norland PROPN 2 nsubj\nsaid VERB 0 root say\n" + rows)
    made = draft(parse, (1, 2), ((0, 1),), ((2, len(parse.tokens)),), 1.0, "")
    assert made is not None
    assert acts.act(parse, made, frozenset({2}))[0] == act


def test_a_noun_with_what_it_is_to_do_gives_the_act() -> None:
    rows = """
        Vale      PROPN 2 nsubj
        announced VERB  0 root announce
        the       DET   4 det
        readiness NOUN  2 obj
        to        PART  6 mark
        talk      VERB  4 acl
    """
    parse = tree(rows)
    made = draft(parse, (1, 2), ((0, 1),), ((2, 6),), 1.0, "")
    assert made is not None
    assert acts.act(parse, made, frozenset())[0] == "offer"
