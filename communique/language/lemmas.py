"""Lemmas of English words from their lower-case form and part of speech.

    lemma("was", "AUX")           # be
    lemma("escalating", "VERB")   # escalate
    lemma("ministries", "NOUN")   # ministry

Always lower case, names too. Regular inflection is undone by rules; `lemmas.tsv` lists the forms on which they err:
irregular ones, closed classes, and unruly silent e's and doubled letters. It is made by `training/lemma_table.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("lemmas.tsv")

_SILENT_E = re.compile(
    r"""
      .*[^s]s | .*[^z]z | .*[cvu] | .*[dlr]g            # rais|e accus|e seiz|e announc|e argu|e judg|e
    | .*(ch|r)ang | .*[lv]eng | .*[lo]ung | .*ieg       # chang|e aveng|e plung|e besieg|e
    | .*[bcdfgkptz]l                                    # settl|e
    | .*([^aeiou]|[iu])at                               # negotiat|e, not repeat
    | .*[^aeiou](ad|id|ud|od|ed) | .*uad                # invad|e decid|e includ|e explod|e, not avoid
    | .*[^aeiou]([aiou]k|[aiou]b|ag|ug|ap|ut|ot)        # provok|e describ|e manag|e execut|e promot|e, not look
    | .*([^aeiou]|qu)(ar|ir|ur|in|um|ul|il|ven)         # declar|e requir|e captur|e defin|e, not appear
    | .*aven | .*[wc]om | .*[ln]am | .*pon              # contraven|e becom|e inflam|e postpon|e
    | .*(pl|gn|st|d|sc)or                               # explor|e ignor|e restor|e, not honor
    | .*[^e]e                                           # agre|e
    """,
    re.VERBOSE,
)
_ONE_SYLLABLE = re.compile(r"(qu|[^aeiou])*[aeiouy][^aeiouwxy]")  # mak|e hop|e: without an e they would double a letter
_DOUBLED = re.compile(
    r".*[aeiouy]([bdgkmnprtvz])\1(?<!^add)(?<!cott)|.*[aeiou][^aeiou]+(e|ro)ll"
)  # stopp, travell; not call


@lru_cache(maxsize=65536)
def lemma(form_lower: str, upos: str) -> str:
    """The dictionary form of a word; where no rule applies, the form itself."""
    form = form_lower.replace("’", "'")
    return table().get((form, upos)) or by_rule(form, upos)


@cache
def table() -> dict[tuple[str, str], str]:
    """Lemma by form and part of speech, of the forms for which the rules alone won't do."""
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {(form, upos): base for form, upos, base in rows}


def by_rule(form: str, upos: str) -> str:
    """The lemma that the rules alone give."""
    rule = _RULES.get(upos)
    return rule(form) if rule and len(form) > 3 and form.isascii() and form[-2].isalpha() else form


def _base(stem: str) -> str:
    """The word that lost or doubled its last letter before -ed, -ing, -er or -est."""
    if _DOUBLED.fullmatch(stem):
        return stem[:-1]
    return stem + "e" if _SILENT_E.fullmatch(stem) or _ONE_SYLLABLE.fullmatch(stem) else stem


def _without_s(form: str) -> str:
    if form.endswith("ies"):
        return form[:-3] + "y" if len(form) > 4 else form[:-1]
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith(("ss", "us", "is")) else form


def _verb(form: str) -> str:
    if form.endswith("ied"):
        return form[:-3] + "y" if len(form) > 4 else form[:-1]
    if form.endswith("ing"):
        return _base(form[:-3]) if re.search("[aeiouy]", form[:-3]) else form
    return _base(form[:-2]) if form.endswith("ed") and not form.endswith("eed") else _without_s(form)


def _noun(form: str) -> str:
    if form.endswith("men"):
        return form[:-2] + "an"
    return form[:-2] if len(form) > 6 and re.search("[^ao]uses$", form) else _without_s(form)  # viruses, not causes


def _adjective(form: str) -> str:
    for ending in ("er", "est"):
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 1:
            return stem[:-1] + "y" if stem.endswith("i") else _base(stem)
    return form


def _name(form: str) -> str:
    """Peoples, parties and creeds in the plural; other names keep their s."""
    return form[:-1] if form.endswith(("ians", "icans", "crats", "ists")) else form


_RULES: dict[str, Callable[[str], str]] = {
    "VERB": _verb,
    "AUX": _verb,
    "NOUN": _noun,
    "ADJ": _adjective,
    "PROPN": _name,
}
