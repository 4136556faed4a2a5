"""Who is spoken to inside what is said: by what is demanded, offered or warned of."""

from __future__ import annotations

import pytest

from communique.statements.bidden import bidden
from communique.statements.drafts import tagged
from tests.trees import tree

SUBJUNCTIVE = """
    Vale     PROPN 2 nsubj
    demanded VERB  0 root demand
    that     SCONJ 5 mark
    Norland  PROPN 5 nsubj
    withdraw VERB  2 ccomp
    .        PUNCT 2 punct
"""

FACT = """
    The      DET   2 det
    court    NOUN  3 nsubj
    ruled    VERB  0 root rule
    that     SCONJ 6 mark
    Norland  PROPN 6 nsubj
    broke    VERB  3 ccomp break
    the      DET   8 det
    treaty   NOUN  6 obj
    .        PUNCT 3 punct
"""

DUTY = """
    Vale     PROPN 2 nsubj
    decided  VERB  0 root decide
    that     SCONJ 6 mark
    Holm     PROPN 6 nsubj
    must     AUX   6 aux
    leave    VERB  2 ccomp
    .        PUNCT 2 punct
"""

DONE_BY = """
    Vale     PROPN 2 nsubj
    demanded VERB  0 root demand
    that     SCONJ 6 mark
    Holm     PROPN 6 nsubj:pass
    be       AUX   6 aux:pass
    released VERB  2 ccomp release
    by       ADP   8 case
    Norland  PROPN 6 obl:agent
    .        PUNCT 2 punct
"""

BETWEEN = """
    Vale     PROPN 2 nsubj
    called   VERB  0 root call
    for      ADP   5 case
    an       DET   5 det
    end      NOUN  2 obl
    to       ADP   8 case
    the      DET   8 det
    war      NOUN  5 nmod
    between  ADP   10 case
    Norland  PROPN 8 nmod
    and      CCONJ 12 cc
    Sorland  PROPN 10 conj
    .        PUNCT 2 punct
"""

WALL = """
    Vale     PROPN 2 nsubj
    called   VERB  0 root call
    for      ADP   5 case
    a        DET   5 det
    wall     NOUN  2 obl
    between  ADP   7 case
    Norland  PROPN 5 nmod
    and      CCONJ 9 cc
    Sorland  PROPN 7 conj
    .        PUNCT 2 punct
"""

ALLOWED = """
    Vale     PROPN 2 nsubj
    offered  VERB  0 root offer
    to       PART  4 mark
    allow    VERB  2 xcomp
    Norland  PROPN 4 obj
    to       PART  7 mark
    send     VERB  4 xcomp
    troops   NOUN  7 obj troop
    .        PUNCT 2 punct
"""

GIVEN = """
    Vale     PROPN 2 nsubj
    offered  VERB  0 root offer
    to       PART  4 mark
    give     VERB  2 xcomp
    Norland  PROPN 4 iobj
    help     NOUN  4 obj
    .        PUNCT 2 punct
"""

DOUBTED = """
    Vale     PROPN 2 nsubj
    offered  VERB  0 root offer
    to       PART  4 mark
    fight    VERB  2 xcomp
    Norland  PROPN 4 obj
    .        PUNCT 2 punct
"""

IF = """
    Vale     PROPN 2 nsubj
    warned   VERB  0 root warn
    of       ADP   4 case
    war      NOUN  2 obl
    if       SCONJ 7 mark
    Norland  PROPN 7 nsubj
    fails    VERB  2 advcl fail
    to       PART  9 mark
    comply   VERB  7 xcomp
    .        PUNCT 2 punct
"""

WHEN = IF.replace("if  ", "when")

SHOULD = """
    Vale     PROPN 2 nsubj
    warned   VERB  0 root warn
    of       ADP   4 case
    war      NOUN  2 obl
    should   AUX   7 aux
    Norland  PROPN 7 nsubj
    join     VERB  2 advcl
    .        PUNCT 2 punct
"""

FACED = """
    Norland  PROPN 2 nsubj
    faced    VERB  0 root face
    demands  NOUN  2 obj demand
    to       PART  5 mark
    withdraw VERB  3 acl
    .        PUNCT 2 punct
"""

URGED = """
    "        PUNCT 3 punct
    I        PRON  3 nsubj
    urge     VERB  10 ccomp urge
    Norland  PROPN 3 obj
    to       PART  6 mark
    follow   VERB  3 xcomp
    "        PUNCT 3 punct
    ,        PUNCT 3 punct
    Vale     PROPN 10 nsubj
    said     VERB  0 root say
    .        PUNCT 10 punct
"""

WARNING_FOR = """
    Vale     PROPN 2 nsubj
    issued   VERB  0 root issue
    a        DET   4 det
    warning  NOUN  2 obj
    for      SCONJ 8 mark
    Norland  PROPN 8 nsubj
    to       PART  8 mark
    leave    VERB  4 acl
    .        PUNCT 2 punct
"""

REQUIRED = """
    Vale     PROPN 2 nsubj
    required VERB  0 root require
    Norland  PROPN 2 obj
    to       PART  5 mark
    pay      VERB  2 xcomp
    .        PUNCT 2 punct
"""

CASES: dict[str, tuple[str, tuple[str, str | None, str], list[str]]] = {
    "that he do it": (SUBJUNCTIVE, ("demanded", "Vale", "that Norland withdraw"), ["Norland"]),
    "that it is so": (FACT, ("ruled", "The court", "that Norland broke the treaty"), []),
    "that he must": (DUTY, ("decided", "Vale", "that Holm must leave"), ["Holm"]),
    "that it be done by him": (DONE_BY, ("demanded", "Vale", "that Holm be released by Norland"), ["Norland"]),
    "an end to war": (BETWEEN, ("called", "Vale", "an end to the war between Norland and"), ["Norland", "Sorland"]),
    "a wall between": (WALL, ("called", "Vale", "a wall between Norland and Sorland"), []),
    "to allow him": (ALLOWED, ("offered", "Vale", "to allow Norland to send troops"), ["Norland"]),
    "to give him": (GIVEN, ("offered", "Vale", "to give Norland help"), ["Norland"]),
    "to fight him": (DOUBTED, ("offered", "Vale", "to fight Norland"), []),
    "if he fails to": (IF, ("warned of", "Vale", "war if Norland fails to comply"), ["Norland"]),
    "should he join": (SHOULD, ("warned of", "Vale", "war should Norland join"), ["Norland"]),
    "when he fails to": (WHEN, ("warned of", "Vale", "war when Norland fails to comply"), []),
    "a warning for him to": (WARNING_FOR, ("issued a warning", "Vale", "for Norland to leave"), ["Norland"]),
    "required him to": (REQUIRED, ("required", "Vale", "Norland to pay"), ["Norland"]),
    "I urge him": (URGED, ("said", "Vale", '"I urge Norland to follow"'), ["Norland"]),
    "I urged him": (URGED.replace("urge    ", "urged   "), ("said", "Vale", '"I urged Norland to follow"'), []),
    "demands to": (FACED, ("demands", None, "to withdraw"), ["Norland"]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "attribution", "whom"), CASES.values(), ids=CASES.keys())
def test_bidden(rows: str, attribution: tuple[str, str | None, str], whom: list[str]) -> None:
    parse = tree(rows, attributions=[attribution])
    (draft,) = tagged(parse)
    assert [parse.tokens[i].text for i in bidden(parse, draft)] == whom
