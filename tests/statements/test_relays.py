"""Through which outlet the article has a statement."""

from __future__ import annotations

import pytest

from communique.record import ActorKind
from communique.statements.assembly import find
from tests.statements.stage import cast
from tests.trees import document, tree

Attributions = list[tuple[str, str | None, str]]

BEHIND = """
    Some      DET   2 det
    residents NOUN  3 nsubj resident
    believe   VERB  0 root
    it        PRON  5 nsubj
    ended     VERB  3 ccomp end
    ,         PUNCT 9 punct
    according VERB  9 case
    to        ADP   7 fixed
    Courier   PROPN 5 obl
    .         PUNCT 3 punct
"""

REPORTER_FOR = """
    Vale     PROPN 2 nsubj
    told     VERB  0 root tell
    a        DET   4 det
    reporter NOUN  2 iobj
    for      ADP   7 case
    the      DET   7 det
    Courier  PROPN 4 nmod
    it       PRON  9 nsubj
    ended    VERB  2 ccomp end
    .        PUNCT 2 punct
"""

ON_AIR = """
    Vale      PROPN 6 nsubj
    ,         PUNCT 3 punct
    appearing VERB  1 acl appear
    on        ADP   5 case
    Courier   PROPN 3 obl
    said      VERB  0 root say
    it        PRON  8 nsubj
    ended     VERB  6 ccomp end
    .         PUNCT 6 punct
"""

INTERVIEW_OF = """
    In        ADP   4 case
    a         DET   4 det
    Courier   PROPN 4 compound
    interview NOUN  6 obl
    Vale      PROPN 6 nsubj
    said      VERB  0 root say
    it        PRON  8 nsubj
    ended     VERB  6 ccomp end
    .         PUNCT 6 punct
"""

PUBLISHED_IN = """
    In        ADP   3 case
    a         DET   3 det
    letter    NOUN  8 obl
    published VERB  3 acl publish
    in        ADP   6 case
    Courier   PROPN 4 obl
    Vale      PROPN 8 nsubj
    said      VERB  0 root say
    it        PRON  10 nsubj
    ended     VERB  8 ccomp end
    .         PUNCT 8 punct
"""

CASES: dict[str, tuple[str, Attributions, str]] = {
    "according to, behind": (BEHIND, [("believe", "Some residents", "it ended")], "residents"),
    "a reporter for": (REPORTER_FOR, [("told", "Vale", "it ended")], "Vale"),
    "appearing on": (ON_AIR, [("said", "Vale", "it ended")], "Vale"),
    "an interview of": (INTERVIEW_OF, [("said", "Vale", "it ended")], "Vale"),
    "published in": (PUBLISHED_IN, [("said", "Vale", "it ended")], "Vale"),
}


def handed_on(rows: str, attributions: Attributions, speaker: str, kind: ActorKind = "outlet") -> list[tuple[str, ...]]:
    parse = tree(rows, attributions=attributions)
    people = cast(parse, ("v", "person", [speaker]), ("c", kind, ["Courier"]))
    return [s.relay for s in find(parse, document(parse), people, ())]


@pytest.mark.parametrize(("rows", "attributions", "speaker"), CASES.values(), ids=CASES.keys())
def test_the_outlet_between(rows: str, attributions: Attributions, speaker: str) -> None:
    assert handed_on(rows, attributions, speaker) == [("c",)]
    assert handed_on(rows, attributions, speaker, "organisation") == [()]


def test_an_outlet_that_is_accused_hands_nothing_on() -> None:
    rows = """
        Vale    PROPN 2 nsubj
        accused VERB  0 root accuse
        Courier PROPN 2 obj
        of      SCONJ 5 mark
        lying   VERB  2 advcl lie
        .       PUNCT 2 punct
    """
    parse = tree(rows, attributions=[("accused", "Vale", "of lying")])
    people = cast(parse, ("v", "person", ["Vale"]), ("c", "outlet", ["Courier"]))
    (found,) = find(parse, document(parse), people, ())
    assert (found.addressees, found.relay) == (("c",), ())
