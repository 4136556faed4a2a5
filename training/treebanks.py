"""UD treebanks as labelled texts: atoms with word and sentence boundaries, tags, trees and (GUM) entity mentions.

Data: UD_English-EWT (CC BY-SA 4.0) and UD_English-GUM (annotations CC BY 4.0), github.com/UniversalDependencies; GUM's
non-commercial genres are left out. Read from `$COMMUNIQUE_DATA/ud`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.language.atoms import Atom, atoms, mark
from training.windows import IGNORE, Text

NON_COMMERCIAL = ("fiction", "whow", "essay", "letter", "podcast")
_OPEN = re.compile(r"\((\d+)(?:\[\d+/\d+\])?-([a-z]+)-[^()]*(\))?|(\d+)(?:\[[^\]]*\])?\)")


@dataclass
class Word:
    """One syntactic word of a treebank; `head` is 0-based in its sentence, -1 at the root."""

    form: str
    upos: str
    head: int
    deprel: str
    space: bool
    misc: str


def sentences(path: Path) -> Iterator[tuple[str, bool, list[Word]]]:
    """(document, starts a paragraph, words) of every sentence of a CoNLL-U file."""
    doc, par, words = "", True, []
    glue: dict[int, bool] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                doc, par = line.split("=")[1].strip(), True
            elif line.startswith("# newpar") and "block" not in line:
                par = True
            elif not line:
                if words:
                    yield doc, par, words
                par, words, glue = False, [], {}
            elif line[0] != "#":
                cols = line.split("\t")
                if "-" in cols[0]:
                    first, last = map(int, cols[0].split("-"))
                    glue.update(dict.fromkeys(range(first, last), True))
                    glue[last] = "SpaceAfter=No" in cols[9]
                elif "." not in cols[0]:
                    n = int(cols[0])
                    glued = glue.get(n, "SpaceAfter=No" in cols[9])
                    words.append(Word(cols[1], cols[3], int(cols[6]) - 1, cols[7], not glued, cols[9]))


def running(path: Path) -> Iterator[tuple[str, str]]:
    """(document, text) as it can be read: sentences joined by a space, paragraphs by an empty line."""
    name = ""
    paragraphs: list[list[str]] = [[]]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.rstrip("\n").partition("= ")
            if key == "# newdoc id ":
                if name:
                    yield name, _joined(paragraphs)
                name, paragraphs = value, [[]]
            elif key.startswith("# newpar"):
                paragraphs.append([])
            elif key == "# text ":
                paragraphs[-1].append(value)
    yield name, _joined(paragraphs)


def _joined(paragraphs: list[list[str]]) -> str:
    return "\n\n".join(" ".join(p) for p in paragraphs if p)


def entity_heads(words: list[Word]) -> dict[int, str]:
    """Index of the head word -> entity type, for every mention inside this sentence (GUM's `Entity=`)."""
    stack: list[tuple[str, str, int]] = []
    out: dict[int, str] = {}
    for i, w in enumerate(words):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", w.misc)
        if not m:
            continue
        for o in _OPEN.finditer(m.group(1)):
            if o.group(1):
                stack.append((o.group(1), o.group(2), i))
                if not o.group(3):
                    continue
                key = o.group(1)
            else:
                key = o.group(4)
            for k in range(len(stack) - 1, -1, -1):
                if stack[k][0] == key:
                    _, kind, first = stack.pop(k)
                    outside = [
                        j for j in range(first, i + 1) if not first <= words[j].head <= i and words[j].upos != "PUNCT"
                    ]
                    if outside:
                        out.setdefault(outside[0], kind)
                    break
    return out


def texts(
    path: Path, upos: list[str], deprels: list[str], entities: list[str] | None, *, commercial: bool
) -> list[Text]:
    """Documents with labels `join`, `start`, `upos`, `deprel`, `head`, `sentence` and, with `entities`, `mention`."""
    out: list[Text] = []
    name, state = "", None
    for doc, par, words in sentences(path):
        if commercial and any(f"GUM_{g}_" in doc for g in NON_COMMERCIAL):
            continue
        if doc != name or state is None:
            if state:
                out.append(state.done())
            name, state = doc, _Builder(upos, deprels, entities)
        state.add(par, words)
    if state:
        out.append(state.done())
    return out


class _Builder:
    def __init__(self, upos: list[str], deprels: list[str], entities: list[str] | None) -> None:
        self.upos, self.deprels, self.entities = upos, deprels, entities
        self.forms: list[list[tuple[str, int, int]]] = []
        names = ["join", "start", "upos", "deprel", "head", "sentence"] + ["mention"] * (entities is not None)
        self.labels: dict[str, list[int]] = {n: [] for n in names}
        self.at = self.n = 0

    def add(self, par: bool, words: list[Word]) -> None:
        if par or not self.forms:
            self.forms.append([])
            self.at = 0
        kinds = entity_heads(words) if self.entities is not None else {}
        firsts, base = [], len(self.labels["join"])
        for w in words:
            parts: list[Atom] = atoms(w.form)
            firsts.append(base)
            base += len(parts)
        k = self.labels
        for i, w in enumerate(words):
            inner_space = False
            for j, a in enumerate(atoms(w.form)):
                self.forms[-1].append((a.text, self.at + a.start, self.at + a.end))
                first = j == 0
                inner_space = inner_space or (a.spaced and not first)
                free = len(self.forms[-1]) == 1
                k["join"].append(
                    IGNORE if free or (first and i and words[i - 1].space) or inner_space else int(not first)
                )
                k["start"].append(IGNORE if free else int(first and i == 0))
                k["upos"].append(self.upos.index(w.upos) if first else IGNORE)
                k["deprel"].append(self.deprels.index(w.deprel) if first and w.deprel in self.deprels else IGNORE)
                k["head"].append(IGNORE if not first else -1 if w.head < 0 else firsts[w.head])
                k["sentence"].append(self.n if first else IGNORE)
                if self.entities is not None:
                    k["mention"].append(self.entities.index(kinds.get(i, "none")) if first else IGNORE)
            self.at += len(w.form) + w.space
        self.n += 1

    def done(self) -> Text:
        return Text([mark(b) for b in self.forms], self.labels)
