"""To whom something was said: by the row of the cue, the noun of the occasion, what is asked, and the model."""

from __future__ import annotations

import msgspec
import pytest

from communique.actors.cast import Cast
from communique.record import ActorKind
from communique.statements.assembly import find
from tests.statements.stage import cast
from tests.trees import document, tree

Mentions = list[tuple[str, ActorKind, list[str]]]


def spoken_to(rows: str, attributions: list[tuple[str, str | None, str]], actors: Mentions) -> list[tuple[str, ...]]:
    parse = tree(rows, attributions=attributions)
    return [s.addressees for s in find(parse, document(parse), cast(parse, *actors), ())]


STATEMENT_TO = """
    In         ADP   3 case
    a          DET   3 det
    statement  NOUN  7 obl
    to         ADP   5 case
    parliament NOUN  3 nmod
    Vale       PROPN 7 nsubj
    said       VERB  0 root say
    it         PRON  10 nsubj
    was        AUX   10 cop be
    over       ADJ   7 ccomp
    .          PUNCT 7 punct
"""

NAMES_BEHIND_A_NOUN = """
    Vale    PROPN 2 nsubj
    warned  VERB  0 root warn
    the     DET   4 det
    leaders NOUN  2 iobj leader
    Holm    PROPN 4 appos
    and     CCONJ 7 cc
    Berg    PROPN 5 conj
    that    SCONJ 10 mark
    it      PRON  10 nsubj
    ended   VERB  2 ccomp end
    .       PUNCT 2 punct
"""

FOR_SOMEBODY_TO_DO = """
    Vale     PROPN 2 nsubj
    called   VERB  0 root call
    for      SCONJ 6 mark
    Holm     PROPN 2 nsubj
    to       PART  6 mark
    resign   VERB  2 xcomp
    .        PUNCT 2 punct
"""

ASKED_FROM = """
    Vale      PROPN 2 nsubj
    requested VERB  0 root request
    a         DET   4 det
    report    NOUN  2 obj
    from      ADP   7 case
    the       DET   7 det
    ministry  NOUN  4 nmod
    .         PUNCT 2 punct
"""

RESIGNATION = """
    Vale        PROPN 2 nsubj
    demanded    VERB  0 root demand
    his         PRON  4 nmod:poss
    resignation NOUN  2 obj
    .           PUNCT 2 punct
"""

CONTACTED = """
    Vale      PROPN 2 nsubj
    contacted VERB  0 root contact
    Holm      PROPN 2 obj
    ,         PUNCT 5 punct
    warning   VERB  2 advcl warn
    that      SCONJ 8 mark
    it        PRON  8 nsubj
    ended     VERB  5 ccomp end
    .         PUNCT 2 punct
"""

THE_LETTER = """
    Vale    PROPN 2 nsubj
    wrote   VERB  0 root write
    to      ADP   4 case
    Holm    PROPN 2 obl
    .       PUNCT 2 punct

    The     DET   2 det
    letter  NOUN  3 nsubj
    said    VERB  0 root say
    it      PRON  5 nsubj
    ended   VERB  3 ccomp end
    .       PUNCT 3 punct
"""

SAID_TO = """
    It      PRON  2 nsubj
    ended   VERB  4 ccomp end
    ,       PUNCT 2 punct
    said    VERB  0 root say
    a       DET   6 det
    miner   NOUN  4 nsubj
    to      ADP   9 case
    the     DET   9 det
    Courier PROPN 6 nmod
    .       PUNCT 4 punct
"""

INTERVIEW = """
    Vale      PROPN 6 nsubj
    in        ADP   3 case
    interview NOUN  1 nmod
    with      ADP   5 case
    Holm      PROPN 3 nmod
    said      VERB  0 root say
    it        PRON  8 nsubj
    ended     VERB  6 ccomp end
    .         PUNCT 6 punct
"""

CALLED_AND_ASKED = """
    Holm    PROPN 3 nsubj:pass
    was     AUX   3 aux:pass be
    called  VERB  0 root call
    by      ADP   5 case
    Vale    PROPN 3 obl:agent
    and     CCONJ 7 cc
    asked   VERB  3 conj ask
    to      PART  9 mark
    resign  VERB  7 xcomp
    .       PUNCT 3 punct
"""

ANOTHER_MESSAGE = """
    Vale     PROPN 2 nsubj
    sent     VERB  0 root send
    messages NOUN  2 obj message
    to       ADP   5 case
    Holm     PROPN 2 obl
    .        PUNCT 2 punct

    One      NUM   2 nummod
    message  NOUN  3 nsubj
    said     VERB  0 root say
    it       PRON  5 nsubj
    ended    VERB  3 ccomp end
    .        PUNCT 3 punct
"""

LASHED_OUT = """
    Vale    PROPN 2 nsubj
    lashed  VERB  0 root lash
    out     ADP   2 compound:prt
    at      ADP   5 case
    Holm    PROPN 2 obl
    .       PUNCT 2 punct
"""

COMPLAINT = """
    Vale      PROPN 2 nsubj
    filed     VERB  0 root file
    a         DET   4 det
    complaint NOUN  2 obj
    to        ADP   6 case
    Holm      PROPN 2 obl
    ,         PUNCT 8 punct
    saying    VERB  2 advcl say
    it        PRON  10 nsubj
    ended     VERB  8 ccomp end
    .         PUNCT 2 punct
"""

SENT_A_REPORT = """
    Vale      PROPN 2 nsubj
    sent      VERB  0 root send
    Holm      PROPN 2 obj
    a         DET   5 det
    report    NOUN  2 obj
    that      PRON  7 nsubj
    said      VERB  5 acl:relcl say
    it        PRON  9 nsubj
    ended     VERB  7 ccomp end
    .         PUNCT 2 punct
"""

TWO_OBJECTS = """
    Vale      PROPN 2 nsubj
    offered   VERB  0 root offer
    Holm      PROPN 2 obj
    a         DET   5 det
    seat      NOUN  2 obj
    .         PUNCT 2 punct
"""

CASES: dict[str, tuple[str, list[tuple[str, str | None, str]], Mentions]] = {
    "a statement to": (STATEMENT_TO, [("said", "Vale", "it was over")], [("x", "organisation", ["parliament"])]),
    "called for him to": (FOR_SOMEBODY_TO_DO, [("called for", "Vale", "Holm to resign")], [("x", "person", ["Holm"])]),
    "his resignation": (RESIGNATION, [("demanded", "Vale", "his resignation")], [("x", "person", ["his"])]),
    "contacted him, warning": (CONTACTED, [("warning", "Vale", "that it ended")], [("x", "person", ["Holm"])]),
    "the letter said": (THE_LETTER, [("said", "The letter", "it ended")], [("x", "person", ["Holm"])]),
    "one message said": (ANOTHER_MESSAGE, [("said", "One message", "it ended")], [("x", "person", ["Holm"])]),
    "lashed out at": (LASHED_OUT, [("lashed out at", "Vale", "Holm")], [("x", "person", ["Holm"])]),
    "filed a complaint to": (COMPLAINT, [("saying", "Vale", "it ended")], [("x", "person", ["Holm"])]),
    "sent him a report": (SENT_A_REPORT, [("said", "Vale", "it ended")], [("x", "person", ["Holm"])]),
    "offered him a seat": (TWO_OBJECTS, [("offered", "Vale", "Holm a seat")], [("x", "person", ["Holm"])]),
    "a miner to": (SAID_TO, [("said", "a miner", "It ended")], [("x", "outlet", ["Courier"])]),
    "in interview with": (INTERVIEW, [("said", "Vale", "it ended")], [("x", "person", ["Holm"])]),
    "called and asked": (CALLED_AND_ASKED, [("asked", "Vale", "to resign")], [("x", "person", ["Holm"])]),
    "a report from": (
        ASKED_FROM,
        [("requested", "Vale", "a report from the ministry")],
        [("x", "office", ["ministry"])],
    ),
}


@pytest.mark.parametrize(("rows", "attributions", "actors"), CASES.values(), ids=CASES.keys())
def test_one_spoken_to(rows: str, attributions: list[tuple[str, str | None, str]], actors: Mentions) -> None:
    source: Mentions = [("v", "person", ["Vale" if "Vale" in rows else "miner"])]
    assert spoken_to(rows, attributions, [*source, *actors]) == [("x",)]


def test_i_who_was_asked_speak_around_it() -> None:
    rows = """
        "        PUNCT 4 punct
        Holm     PROPN 4 nsubj
        has      AUX   4 aux have
        asked    VERB  10 ccomp ask
        me       PRON  4 obj
        to       PART  7 mark
        resign   VERB  4 xcomp
        "        PUNCT 4 punct
        Vale     PROPN 10 nsubj
        said     VERB  0 root say
        .        PUNCT 10 punct
    """
    said = [("said", "Vale", '"Holm has asked me to resign"'), ("has asked", "Holm", "to resign")]
    actors: Mentions = [("v", "person", ["Vale"]), ("h", "person", ["Holm"])]
    assert spoken_to(rows, said, actors) == [(), ("v",)]


def test_names_behind_a_noun_are_those_meant() -> None:
    actors: Mentions = [
        ("v", "person", ["Vale"]),
        ("l", "person", ["leaders"]),
        ("h", "person", ["Holm"]),
        ("b", "person", ["Berg"]),
    ]
    assert spoken_to(NAMES_BEHIND_A_NOUN, [("warned", "Vale", "that it ended")], actors) == [("h", "b")]


def test_who_is_spoken_of_is_not_spoken_to() -> None:
    rows = """
        Vale     PROPN 2 nsubj
        paid     VERB  0 root pay
        tribute  NOUN  2 obj
        to       ADP   5 case
        Holm     PROPN 3 nmod
        ,        PUNCT 7 punct
        saying   VERB  2 advcl say
        it       PRON  9 nsubj
        ended    VERB  7 ccomp end
        .        PUNCT 2 punct
    """
    actors: Mentions = [("v", "person", ["Vale"]), ("h", "person", ["Holm"])]
    assert spoken_to(rows, [("paid tribute", "Vale", "it ended")], actors) == [()]


def test_a_promised_thing_is_not_spoken_to() -> None:
    rows = """
        Vale     PROPN 2 nsubj
        promised VERB  0 root promise
        a        DET   5 det
        larger   ADJ   5 amod
        army     NOUN  2 obj
        .        PUNCT 2 punct
    """
    actors: Mentions = [("v", "person", ["Vale"]), ("a", "organisation", ["army"])]
    assert spoken_to(rows, [("promised", "Vale", "a larger army")], actors) == [()]


def test_a_range_of_the_model_that_ends_too_early_leads_to_its_noun() -> None:
    rows = """
        Vale     PROPN 2 nsubj
        insisted VERB  0 root insist
        before   ADP   5 case
        the      DET   5 det
        council  NOUN  2 obl
        that     SCONJ 8 mark
        it       PRON  8 nsubj
        ended    VERB  2 ccomp end
        .        PUNCT 2 punct
    """
    parse = tree(rows, attributions=[("insisted", "Vale", "that it ended")])
    people: Cast = cast(parse, ("v", "person", ["Vale"]), ("c", "organisation", ["council"]))
    read = msgspec.structs.replace(parse.attributions[0], addressees=((3, 4),))
    (told,) = find(msgspec.structs.replace(parse, attributions=(read,)), document(parse), people, ())
    assert told.addressees == ("c",)


def test_who_calls_is_not_called_on() -> None:
    rows = """
        Vale     PROPN 2 nsubj
        echoed   VERB  0 root echo
        calls    NOUN  2 obj call
        from     ADP   5 case
        Norland  PROPN 3 nmod
        urging   VERB  3 acl urge
        all      PRON  6 obj
        to       PART  9 mark
        leave    VERB  6 xcomp
        .        PUNCT 2 punct
    """
    parse = tree(rows, attributions=[("echoed calls", "Vale", "urging all to leave")])
    tag = msgspec.structs.replace(parse.attributions[0], addressees=((4, 5),))
    parse = msgspec.structs.replace(parse, attributions=(tag,))
    actors: Mentions = [("v", "person", ["Vale"]), ("n", "government", ["Norland"])]
    assert "n" not in find(parse, document(parse), cast(parse, *actors), ())[0].addressees
