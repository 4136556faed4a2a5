"""Time, medium, addressee and relay of a statement, from what stands beside its cue."""

import datetime

import msgspec
import pytest

from communique.actors.cast import Cast
from communique.record import MentionKind, When
from communique.statements.assembly import find
from communique.times import TimeMention
from tests.statements.stage import cast
from tests.trees import document, tree

DAY = datetime.date(2024, 3, 4)

PARSE = tree(
    """
    Vale      PROPN 2 nsubj
    told      VERB  0 root tell
    the       DET   4 det
    Courier   PROPN 2 iobj
    on        ADP   6 case
    Monday    PROPN 2 obl
    that      SCONJ 10 mark
    he        PRON  10 nsubj
    would     AUX   10 aux
    resign    VERB  2 ccomp
    on        ADP   12 case
    Friday    PROPN 10 obl
    ,         PUNCT 14 punct
    adding    VERB  2 advcl add
    the       DET   16 det
    deal      NOUN  18 nsubj
    was       AUX   18 cop be
    dead      ADJ   14 ccomp
    .         PUNCT 2 punct
    """,
    attributions=[("told", "Vale", "that he would resign on Friday"), ("adding", None, "the deal was dead")],
)


def time(word: str) -> TimeMention:
    i = next(t.i for t in PARSE.tokens if t.text == word)
    start, end = PARSE.chars(i, i + 1)
    return TimeMention(i, i + 1, i, When(start=start, end=end, text=word, from_=DAY, to=DAY, precision="day"))


def test_the_clause_of_the_cue_gives_time_and_outlet_and_lends_them() -> None:
    people = cast(PARSE, ("v", "person", ["Vale", "he"]), ("c", "outlet", ["Courier"]))
    first, second = find(PARSE, document(PARSE), people, (time("Monday"), time("Friday")))
    assert (first.act, first.addressees, first.relay, first.medium) == ("promise", ("c",), ("c",), "interview")
    assert first.when is not None
    assert first.when.text == "Monday"
    assert (second.speakers, second.act, second.relay, second.medium) == (("v",), "say", ("c",), "interview")
    assert second.when == first.when


def test_a_press_conference_that_the_speaker_held_is_the_medium_of_what_follows() -> None:
    parse = tree(
        """
        Vale       PROPN 2 nsubj
        held       VERB  0 root hold
        a          DET   5 det
        press      NOUN  5 compound
        conference NOUN  2 obj
        .          PUNCT 2 punct

        He         PRON  2 nsubj
        said       VERB  0 root say
        the        DET   4 det
        deal       NOUN  6 nsubj
        was        AUX   6 cop be
        dead       ADJ   2 ccomp
        .          PUNCT 2 punct
        """,
        attributions=[("said", "He", "the deal was dead")],
    )
    (found,) = find(parse, document(parse), cast(parse, ("v", "person", ["Vale", "He"])), ())
    assert found.medium == "press briefing"


def test_whom_a_letter_is_written_to() -> None:
    parse = tree(
        """
        In       ADP   3 case
        a        DET   3 det
        letter   NOUN  8 obl
        to       ADP   5 case
        Norland  PROPN 3 nmod
        ,        PUNCT 8 punct
        Vale     PROPN 8 nsubj
        proposed VERB  0 root propose
        a        DET   10 det
        truce    NOUN  8 obj
        .        PUNCT 8 punct
        """,
        attributions=[("proposed", "Vale", "a truce")],
    )
    people = cast(parse, ("v", "person", ["Vale"]), ("n", "state", ["Norland"]))
    (found,) = find(parse, document(parse), people, ())
    assert (found.medium, found.addressees, found.act) == ("letter", ("n",), "propose")


@pytest.mark.parametrize(
    ("told", "said", "apart", "kind", "carried"),
    [
        ("Vale", "Vale", False, "name", True),
        ("Vale", "Vale", True, "name", False),
        ("Vale", "She", True, "name", True),
        ("insider", "source", True, "nominal", True),
    ],
)
def test_the_outlet_is_carried_on(told: str, said: str, apart: bool, kind: MentionKind, carried: bool) -> None:
    parse = tree(
        f"""
        {told}  PROPN 2 nsubj
        told    VERB  0 root tell
        Courier PROPN 2 obj
        it      PRON  5 nsubj
        ended   VERB  2 ccomp end
        .       PUNCT 2 punct
        {"#par" if apart else ""}
        {said}  PROPN 2 nsubj
        said    VERB  0 root say
        it      PRON  4 nsubj
        failed  VERB  2 ccomp fail
        .       PUNCT 2 punct
        """,
        attributions=[("told", told, "it ended"), ("said", f"{said}#2" if said == told else said, "it failed")],
    )
    heads = [told, f"{said}#2" if said == told else said]
    people = cast(parse, ("v", "person", heads), ("c", "outlet", ["Courier"]))
    mentions = tuple(msgspec.structs.replace(m, kind=kind) if m.actor == "v" else m for m in people.mentions)
    first, second = find(parse, document(parse), Cast(people.actors, mentions), ())
    assert (first.relay, second.relay) == (("c",), ("c",) if carried else ())
