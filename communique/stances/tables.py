"""This room's tables: words of estimative probability (`phrases.csv`) and of wanting (`stances.csv`, `speaking.csv`).

The loaders raise `ValueError` on a row with an unknown code, an interval that is none, or a duplicate.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from communique.record import Probability, Stance

KINDS = frozenset({"adjective", "adverb", "noun", "modal", "going", "verb"})
CLASSES = frozenset({"VERB", "NOUN", "ADJ", "ADP", "AUX"})


class Phrase(NamedTuple):
    """A word of estimative probability: `kind` is how it governs its outcome, `said` that it counts in speech only."""

    word: str
    modifier: str
    kind: str
    said: bool
    probability: Probability | None
    basis: str


class Want(NamedTuple):
    """One word of wanting: `issue` and `toward` are the places in the tree to look for them, in order."""

    lemma: str
    upos: str
    stance: Stance
    issue: tuple[str, ...]
    toward: tuple[str, ...]


@cache
def phrases() -> dict[str, dict[str, Phrase]]:
    """Rows by word and kind ("likely/adjective"), then by modifier; one without modifier may be missing."""
    table: dict[str, dict[str, Phrase]] = {}
    for row in _rows("phrases.csv"):
        low, high = row["low"], row["high"]
        if row["kind"] not in KINDS or row["voice"] not in ("any", "said"):
            raise ValueError(f"phrases.csv: unknown kind or voice: {row}")
        if bool(low) != bool(high) or bool(low) != bool(row["basis"]):
            raise ValueError(f"phrases.csv: an interval needs low, high and basis: {row}")
        if low and not 0 <= float(low) < float(high) <= 1:
            raise ValueError(f"phrases.csv: not an interval: {row}")
        chance = Probability(low=float(low), high=float(high)) if low else None
        phrase = Phrase(row["word"], row["modifier"], row["kind"], row["voice"] == "said", chance, row["basis"])
        key = f"{phrase.word}/{phrase.kind}"
        if phrase.modifier in table.setdefault(key, {}):
            raise ValueError(f"phrases.csv: twice: {row}")
        table[key][phrase.modifier] = phrase
    return table


@cache
def wants() -> dict[tuple[str, str], tuple[Want, ...]]:
    """Rows by lemma and part of speech, in the order of the table."""
    table: dict[tuple[str, str], tuple[Want, ...]] = {}
    for row in _rows("stances.csv"):
        if row["upos"] not in CLASSES or row["stance"] not in get_args(Stance) or not row["issue"]:
            raise ValueError(f"stances.csv: unknown part of speech or stance, or no issue: {row}")
        stance: Stance = row["stance"]  # type: ignore[assignment]  # checked above
        want = Want(row["lemma"], row["upos"], stance, tuple(row["issue"].split()), tuple(row["toward"].split()))
        known = table.get((want.lemma, want.upos), ())
        if any(w.stance == want.stance for w in known):
            raise ValueError(f"stances.csv: twice: {row}")
        table[want.lemma, want.upos] = (*known, want)
    return table


@cache
def wanting() -> frozenset[str]:
    """The lemmas that a row of `wants` can begin with, without its prefix ("non-") or particle ("out")."""
    return frozenset(lemma.removeprefix("non-").split()[0] for lemma, _ in wants())


@cache
def speaking() -> frozenset[str]:
    """Lemmas that are no issue as infinitives: "wanted to thank"."""
    return frozenset(row["lemma"] for row in _rows("speaking.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return iter(csv.DictReader(line for line in lines if not line.startswith("#")))
