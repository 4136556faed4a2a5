"""Who had asked what a statement answers."""

from __future__ import annotations

import pytest

from communique.statements.drafts import tagged
from communique.statements.replies import askers
from tests.statements.stage import cast
from tests.trees import tree

QUERIES = """
    Vale      PROPN 4 nsubj
    did       AUX   4 aux do
    not       PART  4 advmod
    respond   VERB  0 root
    to        ADP   6 case
    queries   NOUN  4 obl query
    from      ADP   9 case
    the       DET   9 det
    Courier   PROPN 6 nmod
    .         PUNCT 4 punct
"""

IN_RESPONSE = """
    In        ADP   2 case
    response  NOUN  9 obl
    to        ADP   5 case
    a         DET   5 det
    question  NOUN  2 nmod
    by        ADP   7 case
    Holm      PROPN 5 nmod
    Vale      PROPN 9 nsubj
    said      VERB  0 root say
    it        PRON  11 nsubj
    ended     VERB  9 ccomp end
    .         PUNCT 9 punct
"""

REPLIED = """
    Vale      PROPN 3 nsubj:pass
    was       AUX   3 aux:pass be
    asked     VERB  0 root ask
    by        ADP   5 case
    Holm      PROPN 3 obl:agent
    if        SCONJ 8 mark
    it        PRON  8 nsubj
    ended     VERB  3 advcl end
    ;         PUNCT 11 punct
    she       PRON  11 nsubj
    replied   VERB  3 parataxis reply
    it        PRON  13 nsubj
    would     AUX   11 ccomp
    .         PUNCT 3 punct
"""

OF_ANOTHER = REPLIED.replace("Vale      PROPN", "Berg      PROPN")

ASKED_WHEN = """
    Asked     VERB  6 advcl ask
    by        ADP   3 case
    Holm      PROPN 1 obl:agent
    ,         PUNCT 1 punct
    Vale      PROPN 6 nsubj
    said      VERB  0 root say
    it        PRON  8 nsubj
    ended     VERB  6 ccomp end
    .         PUNCT 6 punct
"""

CASES: dict[str, tuple[str, tuple[str, str | None, str], list[str]]] = {
    "queries from": (QUERIES, ("did not respond", "Vale", "to queries from the Courier"), ["Courier"]),
    "in response to": (IN_RESPONSE, ("said", "Vale", "it ended"), ["Holm"]),
    "asked, she replied": (REPLIED, ("replied", "she", "it would"), ["Holm"]),
    "another was asked": (OF_ANOTHER, ("replied", "she", "it would"), []),
    "asked by": (ASKED_WHEN, ("said", "Vale", "it ended"), ["Holm"]),
}


@pytest.mark.parametrize(("rows", "attribution", "whom"), CASES.values(), ids=CASES.keys())
def test_askers_of_vale(rows: str, attribution: tuple[str, str | None, str], whom: list[str]) -> None:
    parse = tree(rows, attributions=[attribution])
    people = cast(parse, *((name, "person", [name]) for name in ("Vale", "Berg") if name in parse.text))
    (draft,) = tagged(parse)
    assert [parse.tokens[i].text for i in askers(parse, people, draft, ("Vale",))] == whom
