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

OWN_REPORTER = """
    A        DET   3 det
    Courier  PROPN 3 compound
    reporter NOUN  4 nsubj
    noted    VERB  0 root note
    it       PRON  6 nsubj
    ended    VERB  4 ccomp end
    .        PUNCT 4 punct
"""

POLLED_BY = """
    Some      DET   2 det
    residents NOUN  6 nsubj resident
    polled    VERB  2 acl poll
    by        ADP   5 case
    Courier   PROPN 3 obl
    believe   VERB  0 root
    it        PRON  8 nsubj
    ended     VERB  6 ccomp end
    .         PUNCT 6 punct
"""

EDITION_OF = """
    It        PRON  2 nsubj
    ended     VERB  4 ccomp end
    ,         PUNCT 2 punct
    said      VERB  0 root say
    Vale      PROPN 4 nsubj
    ,         PUNCT 8 punct
    who       PRON  8 nsubj
    leads     VERB  5 acl:relcl lead
    Elm       PROPN 8 obj
    ,         PUNCT 12 punct
    in        ADP   12 case
    edition   NOUN  8 obl
    of        ADP   15 case
    the       DET   15 det
    newspaper NOUN  12 nmod
    Courier   PROPN 15 nmod
    .         PUNCT 4 punct
"""

JOURNAL = """
    Vale     PROPN 2 nsubj
    reported VERB  0 root report
    findings NOUN  2 obj finding
    in       ADP   5 case
    Courier  PROPN 3 nmod
    .        PUNCT 2 punct
"""

CONTRAST = """
    While   SCONJ 3 mark
    Courier PROPN 3 nsubj
    reports VERB  8 advcl report
    it      PRON  5 nsubj
    ended   VERB  3 ccomp end
    ,       PUNCT 3 punct
    Vale    PROPN 8 nsubj
    said    VERB  0 root say
    it      PRON  10 nsubj
    began   VERB  8 ccomp begin
    .       PUNCT 8 punct
"""

CASES: dict[str, tuple[str, Attributions, str]] = {
    "according to, behind": (BEHIND, [("believe", "Some residents", "it ended")], "residents"),
    "a reporter for": (REPORTER_FOR, [("told", "Vale", "it ended")], "Vale"),
    "appearing on": (ON_AIR, [("said", "Vale", "it ended")], "Vale"),
    "an interview of": (INTERVIEW_OF, [("said", "Vale", "it ended")], "Vale"),
    "one of its reporters": (OWN_REPORTER, [("noted", "A Courier reporter", "it ended")], "reporter"),
    "polled by": (POLLED_BY, [("believe", "Some residents polled by Courier", "it ended")], "residents"),
    "in its edition, behind a clause": (EDITION_OF, [("said", "Vale, who leads Elm", "It ended")], "Vale"),
    "in a journal": (JOURNAL, [("reported", "Vale", "findings")], "Vale"),
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


def test_what_others_report_in_contrast_is_not_handed_on() -> None:
    assert handed_on(CONTRAST, [("said", "Vale", "it began")], "Vale") == [()]
