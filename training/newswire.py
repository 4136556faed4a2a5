"""CoNLL-2003 names as labelled texts (Reuters, for training and measuring only). Read from `$COMMUNIQUE_DATA/names`."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

from communique.language.atoms import atoms, mark
from training.windows import Text

_NO_SPACE_BEFORE = frozenset(
    [",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"]
)
_NO_SPACE_AFTER = frozenset(["(", "[", "$"])


def sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """(word, BIO label) pairs, one list a sentence; an empty list starts a document."""
    rows: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cols = line.rstrip("\n").split("\t")
            if len(cols) == 3 and cols[1] == "-DOCSTART-":
                yield []
            elif len(cols) == 3:
                rows.append((cols[1], cols[2]))
            elif rows:
                yield rows
                rows = []
    if rows:
        yield rows


def texts(path: Path, labels: list[str], rng: random.Random) -> list[Text]:
    """Documents with label `name`; one to three sentences make a paragraph, and spaces are put where print has them."""
    out: list[Text] = []
    forms: list[list[tuple[str, int, int]]] = []
    names: list[int] = []
    left, at, open_quote = 0, 0, False
    for rows in sentences(path):
        if not rows:
            if forms:
                out.append(Text([mark(b) for b in forms], {"name": names}))
            forms, names, left = [], [], 0
            continue
        if not left:
            forms.append([])
            left, at, open_quote = rng.randint(1, 3), 0, False
        left -= 1
        glued = True
        for word, label in rows:
            closes = word == '"' and open_quote
            at += not (glued or closes or word in _NO_SPACE_BEFORE)
            for j, a in enumerate(atoms(word)):
                forms[-1].append((a.text, at + a.start, at + a.end))
                names.append(labels.index(label if j == 0 else label.replace("B-", "I-")))
            at += len(word)
            opens = word == '"' and not open_quote
            open_quote = open_quote != (word == '"')
            glued = word in _NO_SPACE_AFTER or opens
        at += 1
    if forms:
        out.append(Text([mark(b) for b in forms], {"name": names}))
    return out
