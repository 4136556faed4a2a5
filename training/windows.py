"""Training windows: what the runtime feeds the model, with the labels that a corpus gives it.

A corpus becomes `Block`s (a paragraph's atoms with labels for each atom); blocks of one document are packed into
`Window`s as at run time. Labels of relations between atoms (tree heads, attributions) are kept as indexes into the
window's atoms, so that they survive the packing.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from communique.language.atoms import Atom, pack, piece, window

IGNORE = -100


@dataclass(frozen=True)
class Layers:
    """What is labelled of an attribution beside its spans: the weights of its acts (one, or two that are defensible),
    whether the cue denies, and the atoms of those spoken to and of the outlets between, None where not known."""

    acts: tuple[tuple[int, float], ...]
    denied: bool
    addressee: tuple[int, ...] | None
    relay: tuple[int, ...] | None


@dataclass(frozen=True)
class Link:
    """One attribution: indexes of the atoms of its cue, source and content in the document."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    layers: Layers | None = None

    def moved(self, by: int, n: int) -> Link:
        """The same in a window of `n` atoms that begins `by` atoms further on; what lies outside is cut off."""

        def move(atoms: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(i - by for i in atoms if by <= i < by + n)

        layers = self.layers
        if layers is not None:
            sides = (None if a is None else move(a) for a in (layers.addressee, layers.relay))
            layers = Layers(layers.acts, layers.denied, *sides)
        return Link(move(self.cue), move(self.source), move(self.content), layers)


@dataclass
class Text:
    """One labelled document: blocks of atoms and, for the atoms of the whole document, labels by task.

    `labels[name][k]` belongs to the k-th atom; `heads[k]` is the atom that is the head of atom k's word.
    """

    blocks: list[list[Atom]]
    labels: dict[str, list[int]] = field(default_factory=dict)
    links: list[Link] | None = None
    style: int = 0


@dataclass
class Window:
    """Arrays of one window; `labels` are parallel to `firsts`."""

    ids: np.ndarray
    features: np.ndarray
    firsts: np.ndarray
    breaks: np.ndarray
    labels: dict[str, np.ndarray]
    links: list[Link] | None
    style: int


def windows(text: Text, tokenizer: Tokenizer, limit: int) -> Iterator[Window]:
    """Cut a document into windows of at most `limit` word pieces."""
    at = 0
    for packed in pack(piece(tokenizer, text.blocks, {}), limit):
        p = window(tokenizer, packed)
        n = len(p.firsts)
        labels = {}
        for name, values in text.labels.items():
            part = np.array(values[at : at + n])
            if name == "head":
                inside = (part >= at) & (part < at + n)
                part = np.where(part >= 0, np.where(inside, part - at, IGNORE), part)
            labels[name] = part
        links = None
        if text.links is not None:
            links = [m for k in text.links if (m := k.moved(at, n)).cue]
        breaks = np.cumsum([a.break_ for b in packed for a in b.atoms])
        yield Window(p.ids, p.features, p.firsts, breaks, labels, links, text.style)
        at += n


def all_windows(
    texts: Iterable[Text], tokenizer: Tokenizer, limits: tuple[int, ...], rng: random.Random
) -> list[Window]:
    """Windows of many documents, the limit drawn for each document."""
    return [w for t in texts for w in windows(t, tokenizer, rng.choice(limits))]


def batches(pool: list[Window], pieces: int, rng: random.Random) -> Iterator[list[Window]]:
    """Endless batches of about `pieces` word pieces, windows of like length together, order drawn anew."""
    while True:
        order = sorted(pool, key=lambda w: len(w.ids) + rng.random() * 20)
        made: list[list[Window]] = []
        size = 0
        for w in order:
            if not made or size + len(w.ids) > pieces:
                made.append([])
                size = 0
            made[-1].append(w)
            size += len(w.ids)
        rng.shuffle(made)
        yield from made


def collate(group: list[Window]) -> dict[str, Any]:
    """Padded tensors of a batch: `ids`, `features` (b, pieces), `firsts`, `breaks` and every label (b, atoms)."""

    def pad(rows: list[np.ndarray], value: int) -> torch.Tensor:
        out = np.full((len(rows), max(map(len, rows))), value, dtype=np.int64)
        for o, r in zip(out, rows, strict=True):
            o[: len(r)] = r
        return torch.from_numpy(out)

    return {
        "ids": pad([w.ids for w in group], 0),
        "features": pad([w.features for w in group], 7),
        "lengths": torch.tensor([len(w.ids) for w in group]),
        "firsts": pad([w.firsts for w in group], 0),
        "atoms": torch.tensor([len(w.firsts) for w in group]),
        "breaks": pad([w.breaks for w in group], 0),
        "labels": {k: pad([w.labels[k] for w in group], IGNORE) for k in group[0].labels},
        "links": [w.links for w in group],
        "style": torch.tensor([w.style for w in group]),
    }
