"""Attribution with the cue as the hinge: cues are tagged, then all else is read off for one cue at a time.

This links source and content, those spoken to and the outlets between by construction, and lets attributions nest and
contents come in pieces. A small layer of attention reads the window's atoms as seen from the cue
(`communique.language.hinge`); from what it makes of them come the spans, and from their weighted mean the act and
whether the cue denies.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from communique.language import bio, hinge
from training.encoder import WIDTH, Upper, outside
from training.labels import ACTS
from training.windows import IGNORE, Layers, Link

SMALL, HEADS, INNER = 160, 5, 384
STYLES = 2
ROLES = ("source", "content", "addressee", "relay")


class Attribution(nn.Module):
    """Cue logits for each atom, and for each cue BIO logits of source and content."""

    group, labels = "attribution", ("cue",)

    def __init__(self, dropout: float = 0.15) -> None:
        super().__init__()
        self.style = nn.Embedding(STYLES, WIDTH)
        nn.init.zeros_(self.style.weight)
        self.over = Upper(WIDTH, 6, 2 * WIDTH, 0.1).as_nothing()
        self.cue_inner, self.cue = nn.Linear(WIDTH, SMALL), nn.Linear(SMALL, 3)
        self.word, self.hinge = nn.Linear(WIDTH, SMALL), nn.Linear(WIDTH, SMALL)
        self.distance = nn.Embedding(hinge.N_DISTANCES, SMALL)
        self.offset = nn.Embedding(hinge.N_SENTENCES, SMALL)
        self.norm = nn.LayerNorm(SMALL)
        self.reader = Upper(SMALL, HEADS, INNER, dropout)
        self.near = nn.Linear(3 * SMALL, SMALL)
        self.out = nn.Linear(SMALL, 3 * len(ROLES))
        self.weigh = nn.Linear(SMALL, 1)
        self.sense, self.act = nn.Linear(2 * SMALL, SMALL), nn.Linear(SMALL, len(ACTS) + 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, style: Tensor, bias: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """(b, atoms, WIDTH), (b,), what to add to the scores of attention -> cue logits (b, atoms, 3), atoms as words
        and as hinges (b, atoms, SMALL)."""
        x = self.drop(self.over(x + self.style(style).unsqueeze(1), bias))
        return self.cue(nn.functional.gelu(self.cue_inner(x))), self.word(x), self.hinge(x)

    def read(
        self, words: Tensor, cues: Tensor, distances: Tensor, offsets: Tensor, inside: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """(n, atoms, SMALL) words, (n, SMALL) mean hinge of the cue, (n, atoms) indexes -> (n, atoms, 12) BIO logits of
        each of ROLES, (n, acts + 1) logits of the acts and of denial."""
        h = self.norm(words + cues.unsqueeze(1) + self.distance(distances) + self.offset(offsets))
        bias = None if inside is None else outside(inside, h.dtype)
        h = self.reader(h, bias)
        wide = nn.functional.pad(h, (0, 0, 1, 1))
        h = h + nn.functional.gelu(self.near(torch.cat([wide[:, :-2], h, wide[:, 2:]], -1)))
        weights = self.weigh(h).squeeze(-1)
        if bias is not None:
            weights = weights + bias[:, 0, 0]
        mean = (weights.float().softmax(-1).to(h.dtype).unsqueeze(1) @ h).squeeze(1)
        sense = nn.functional.gelu(self.sense(self.drop(torch.cat([mean, cues], -1))))
        return self.out(self.drop(h)), self.act(self.drop(sense))

    def _over(self, x: Tensor, batch: dict[str, Any]) -> tuple[Tensor, Tensor, Tensor]:
        inside = torch.arange(x.shape[1]).unsqueeze(0) < batch["atoms"].unsqueeze(1)
        return self(x, batch["style"], outside(inside, x.dtype))  # type: ignore[no-any-return]

    def _around(
        self, words: Tensor, hinges: Tensor, batch: dict[str, Any], links: list[tuple[int, Link]]
    ) -> tuple[Tensor, Tensor]:
        """Logits for given cues: `links` holds (row of the batch, attribution)."""
        rows = torch.tensor([r for r, _ in links])
        n = words.shape[1]
        cues = torch.stack([hinges[r, list(k.cue)].mean(0) for r, k in links])
        breaks = batch["breaks"].numpy()
        where = [np.array(k.cue) for _, k in links]
        distances = torch.from_numpy(np.stack([hinge.distances(c, n) for c in where]))
        offsets = torch.from_numpy(
            np.stack([hinge.offsets(c, breaks[r]) for c, (r, _) in zip(where, links, strict=True)])
        )
        inside = torch.arange(n).unsqueeze(0) < batch["atoms"][rows].unsqueeze(1)
        return self.read(words[rows], cues, distances, offsets, inside)

    def loss(self, x: Tensor, batch: dict[str, Any]) -> Tensor:
        """3 x cue + 2 x source + 2 x content + addressee + relay + act + denial, each a mean cross-entropy."""
        cue, words, hinges = self._over(x, batch)
        entropy = nn.functional.cross_entropy
        total = 3 * entropy(cue.float().flatten(0, 1), batch["labels"]["cue"].flatten(), ignore_index=IGNORE)
        links = [(r, k) for r, row in enumerate(batch["links"]) for k in row]
        if not links:
            return total
        logits, sense = (t.float() for t in self._around(words, hinges, batch, links))
        for side, role in enumerate(ROLES):
            gold = torch.full(logits.shape[:2], IGNORE)
            for j, (r, k) in enumerate(links):
                atoms = _atoms(k, role)
                if atoms is not None:
                    gold[j, : batch["atoms"][r]] = 0
                    for i in atoms:
                        gold[j, i] = 2 if i - 1 in atoms else 1
            if (gold != IGNORE).any():
                weight = 2 if side < 2 else 1
                total = total + weight * entropy(
                    logits[..., 3 * side : 3 * side + 3].flatten(0, 1), gold.flatten(), ignore_index=IGNORE
                )
        known = [(j, k.layers) for j, (_, k) in enumerate(links) if k.layers is not None]
        return total + self._sense_loss(sense, known) if known else total

    def _sense_loss(self, sense: Tensor, known: list[tuple[int, Layers]]) -> Tensor:
        acts, denied = torch.zeros(len(known), len(ACTS)), torch.zeros(len(known))
        for row, (_, layers) in enumerate(known):
            denied[row] = layers.denied
            for act, weight in layers.acts:
                acts[row, act] = weight
        some = sense[[j for j, _ in known]]
        return nn.functional.cross_entropy(
            some[:, :-1], acts, label_smoothing=0.05
        ) + nn.functional.binary_cross_entropy_with_logits(some[:, -1], denied)

    def score(self, x: Tensor, batch: dict[str, Any]) -> dict[str, tuple[int, int]]:
        """Exact F1 of each role's contiguous pieces, and of linked triples whose contents overlap by 0.5 and 0.8."""
        cue, words, hinges = self._over(x, batch)
        found: list[tuple[int, Link]] = []
        for r, (row, n) in enumerate(zip(cue.float().numpy(), batch["atoms"].tolist(), strict=True)):
            found += [(r, Link(tuple(range(a, b)), (), ())) for a, b, _ in bio.spans(bio.decode(row[:n]))]
        if found:
            logits = self._around(words, hinges, batch, found)[0].float().numpy()
            for j, (r, k) in enumerate(found):
                source, content = (_decoded(logits[j], int(batch["atoms"][r]), side) for side in (0, 1))
                found[j] = (r, Link(k.cue, source, content))
        gold = [(r, k) for r, row in enumerate(batch["links"]) for k in row]
        out = {}
        for role in ("source", "cue", "content"):
            want, have = ({(r, p) for r, k in some for p in _pieces(getattr(k, role))} for some in (gold, found))
            out[f"{role} f1"] = (2 * len(want & have), len(want) + len(have))
        for least in (0.5, 0.8):
            out[f"triple@{least} f1"] = (2 * _linked(gold, found, least), len(gold) + len(found))
        return {**out, **self._score_layers(words, hinges, batch, [g for g in gold if g[1].layers is not None])}

    def _score_layers(
        self, words: Tensor, hinges: Tensor, batch: dict[str, Any], gold: list[tuple[int, Link]]
    ) -> dict[str, tuple[int, int]]:
        """With the cue given: right acts, and F1 of addressees and relays as sets of atoms."""
        if not gold:
            return {}
        logits, sense = (t.float().numpy() for t in self._around(words, hinges, batch, gold))
        acts = sense[:, :-1].argmax(1)
        right = sum(max(k.layers.acts, key=lambda a: a[1])[0] == acts[j] for j, (_, k) in enumerate(gold) if k.layers)
        out = {"act": (right, len(gold))}
        for side, role in enumerate(ROLES[2:], 2):
            both = good = 0
            for j, (r, k) in enumerate(gold):
                want = _atoms(k, role)
                if want is not None:
                    have = _decoded(logits[j], int(batch["atoms"][r]), side)
                    both += bool(want) + bool(have)
                    good += bool(set(want) & set(have))
            out[f"{role} f1"] = (2 * good, both)
        return out


def _atoms(link: Link, role: str) -> tuple[int, ...] | None:
    """The atoms of one role, None where they are not known."""
    if role in ("source", "content"):
        return getattr(link, role)  # type: ignore[no-any-return]
    return getattr(link.layers, role) if link.layers else None


def _decoded(logits: np.ndarray, n: int, side: int) -> tuple[int, ...]:
    return tuple(np.flatnonzero(bio.decode(logits[:n, 3 * side : 3 * side + 3])).tolist())


def _pieces(atoms: tuple[int, ...]) -> list[tuple[int, ...]]:
    runs: list[list[int]] = []
    for i in atoms:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [tuple(r) for r in runs]


def _linked(gold: list[tuple[int, Link]], found: list[tuple[int, Link]], least: float) -> int:
    taken: set[int] = set()
    for r, g in gold:
        for j, (q, f) in enumerate(found):
            if j in taken or q != r or not set(g.cue) & set(f.cue):
                continue
            same_source = bool(set(g.source) & set(f.source)) or (not g.source and not f.source)
            both = len(g.content) + len(f.content)
            if same_source and both and 2 * len(set(g.content) & set(f.content)) / both >= least:
                taken.add(j)
                break
    return len(taken)
