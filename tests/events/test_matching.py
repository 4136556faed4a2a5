"""Which words trigger an event, and by which row."""

from __future__ import annotations

import pytest

from communique.events.matching import find_triggers
from communique.record import ActorKind
from tests.events.worlds import world

CAST: dict[str, ActorKind] = {"Norway": "state", "Haugen": "person", "Kenya": "state"}


def found(text: str) -> list[tuple[str, str, str | None]]:
    scene = world(text, CAST)
    return [(scene.parse.tokens[h.i].text, h.row.type, h.row.mode) for h in find_triggers(scene)]


def sentence(verb: str, lemma: str, thing: str, thing_lemma: str) -> str:
    return f"""
        Norway  PROPN 2 nsubj
        {verb}  VERB  0 root  {lemma}
        {thing} NOUN  2 obj   {thing_lemma}
        .       PUNCT 2 punct
    """


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("signed", "sign", "treaty", "treaty"), ("SUPPORT", None)),
        (("signed", "sign", "autographs", "autograph"), None),
        (("lifted", "lift", "sanctions", "sanction"), ("RETREAT", None)),
        (("imposed", "impose", "sanctions", "sanction"), ("COERCE", "restrict")),
        (("gathered", "gather", "troops", "troop"), ("MOBILIZE", "troops")),
        (("gathered", "gather", "evidence", "evidence"), None),
        (("withdrew", "withdraw", "soldiers", "soldier"), ("RETREAT", "withdraw")),
        (("recalled", "recall", "ambassador", "ambassador"), ("SANCTION", "withdraw")),
        (("provided", "provide", "weapons", "weapon"), ("AID", None)),
        (("dropped", "drop", "demands", "demand"), ("CONCEDE", None)),
        (("dropped", "drop", "bombs", "bomb"), ("ASSAULT", "aerial")),
        (("seized", "seize", "ships", "ship"), ("COERCE", "seize")),
        (("seized", "seize", "opportunities", "opportunity"), None),
    ],
)
def test_the_object_decides(words: tuple[str, str, str, str], expected: tuple[str, str | None] | None) -> None:
    hits = found(sentence(*words))
    assert [h[1:] for h in hits if h[0] == words[0]] == ([expected] if expected else [])


def test_the_particle_decides() -> None:
    text = """
        Haugen  PROPN 2 nsubj
        stepped VERB  0 root  step
        {}      ADP   2 compound:prt
        .       PUNCT 2 punct
    """
    assert found(text.format("down")) == [("stepped", "RETREAT", "resign")]
    assert found(text.format("up")) == []


def test_a_name_s_call_is_a_verdict_only_with_a_hard_word() -> None:
    text = """
        Haugen PROPN 2 nsubj
        called VERB  0 root  call
        it     PRON  2 obj
        a      DET   5 det
        {}     NOUN  2 xcomp
        .      PUNCT 2 punct
    """
    assert found(text.format("farce")) == [("called", "ACCUSE", "disapprove")]
    assert found(text.format("success")) == []


def test_sport_is_passed_over() -> None:
    assert (
        found("""
        Norway   PROPN 2 nsubj
        attacked VERB  0 root  attack
        Kenya    PROPN 2 obj
        in       ADP   6 case
        the      DET   6 det
        match    NOUN  2 obl
        before   ADP   9 case
        a        DET   9 det
        goal     NOUN  2 obl
        .        PUNCT 2 punct
    """)
        == []
    )


def test_a_phrase_of_the_object_counts_as_the_verb_s() -> None:
    text = """
        Haugen    PROPN 2 nsubj
        expressed VERB  0 root   express
        concern   NOUN  2 obj
        {}        ADP   5 case
        raids     NOUN  3 nmod   raid
        .         PUNCT 2 punct
    """
    assert ("expressed", "ACCUSE", "disapprove") in found(text.format("over"))
    assert ("expressed", "ACCUSE", "disapprove") not in found(text.format("during"))


def test_the_words_in_apposition_to_a_name_say_what_it_is() -> None:
    text = """
        Norway   PROPN 2 nsubj
        summoned VERB  0 root   summon
        Wei      PROPN 2 obj
        ,        PUNCT 6 punct
        the      DET   6 det
        {}       NOUN  3 appos
        .        PUNCT 2 punct
    """
    assert found(text.format("ambassador")) == [("summoned", "ACCUSE", "disapprove")]
    assert found(text.format("plumber")) == []
