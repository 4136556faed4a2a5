"""Through what something was said."""

from __future__ import annotations

import pytest

from communique.record import ActorKind, Medium
from communique.statements.assembly import find
from communique.statements.media import medium_of
from tests.statements.stage import cast
from tests.trees import document, tree

Actors = list[tuple[str, ActorKind, list[str]]]

CROWD = """
    Vale     PROPN 2 nsubj
    told     VERB  0 root tell
    a        DET   4 det
    crowd    NOUN  2 iobj
    it       PRON  6 nsubj
    ended    VERB  2 ccomp end
"""
BRIEFING = """
    Vale       PROPN 2 nsubj
    told       VERB  0 root tell
    a          DET   5 det
    news       NOUN  5 compound
    conference NOUN  2 iobj
    it         PRON  7 nsubj
    ended      VERB  2 ccomp end
"""
WROTE_TO = """
    Vale  PROPN 2 nsubj
    wrote VERB  0 root write
    to    ADP   4 case
    Holm  PROPN 2 obl
    that  SCONJ 7 mark
    it    PRON  7 nsubj
    ended VERB  2 ccomp end
"""
NAME = """
    The   DET   3 det
    Ports PROPN 3 compound
    Post  PROPN 4 nsubj
    said  VERB  0 root say
    it    PRON  6 nsubj
    ended VERB  4 ccomp end
"""
REPORTS = """
    Reports NOUN 2 nsubj report
    said    VERB 0 root say
    it      PRON 4 nsubj
    ended   VERB 2 ccomp end
"""
ON_AIR = """
    Vale  PROPN 2 nsubj
    said  VERB  0 root say
    on    ADP   4 case
    NPR   PROPN 2 obl
    it    PRON  6 nsubj
    ended VERB  2 ccomp end
"""
CALLED_TO_SAY = """
    Vale   PROPN 2 nsubj
    called VERB  0 root call
    Holm   PROPN 2 obj
    to     PART  5 mark
    say    VERB  2 advcl
    it     PRON  7 nsubj
    ended  VERB  5 ccomp end
"""
CASES: dict[str, tuple[str, tuple[str, str | None, str], Actors, Medium | None]] = {
    "a crowd hears a speech": (CROWD, ("told", "Vale", "it ended"), [], "speech"),
    "a news conference": (BRIEFING, ("told", "Vale", "it ended"), [], "press briefing"),
    "one writes a letter": (WROTE_TO, ("wrote", "Vale", "that it ended"), [("h", "person", ["Holm"])], "letter"),
    "a name is no medium": (NAME, ("said", "The Ports Post", "it ended"), [("p", "outlet", ["Post"])], None),
    "hearsay is no report": (REPORTS, ("said", "Reports", "it ended"), [], None),
    "on a station": (ON_AIR, ("said", "Vale", "it ended"), [("n", "outlet", ["NPR"])], "radio"),
    "called to say": (CALLED_TO_SAY, ("say", "Vale", "it ended"), [("h", "person", ["Holm"])], "phone call"),
}


@pytest.mark.parametrize(("rows", "attribution", "actors", "medium"), CASES.values(), ids=CASES.keys())
def test_the_medium(rows: str, attribution: tuple[str, str | None, str], actors: Actors, medium: Medium | None) -> None:
    parse = tree(rows, attributions=[attribution])
    speaker: Actors = [("v", "person", ["Vale"])] if "Vale" in parse.text else []
    (found,) = find(parse, document(parse), cast(parse, *speaker, *actors), ())
    assert found.medium == medium


def test_a_person_called_bill_is_no_document() -> None:
    parse = tree("Vale PROPN 2 nsubj\nasked VERB 0 root ask\nBill PROPN 2 obl", names=[("Bill", "PER")])
    assert medium_of(parse, 2) is None
    assert medium_of(tree("a DET 2 det\nbill NOUN 0 root"), 1) == "document"
