"""The label sets, in the order in which the model's outputs have them; exported beside the model."""

from __future__ import annotations

from typing import get_args

from communique.record import Act

_UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
_DEPRELS = """
acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt conj cop
csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list mark nmod
nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis
punct reparandum root vocative xcomp
"""
_ENTITIES = "none person organization place event object abstract time animal plant substance"
_NAMES = "O B-PER I-PER B-ORG I-ORG B-LOC I-LOC B-MISC I-MISC"

UPOS, DEPRELS, ENTITIES, NAMES = _UPOS.split(), _DEPRELS.split(), _ENTITIES.split(), _NAMES.split()
ACTS: list[str] = list(get_args(Act))
