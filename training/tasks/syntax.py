"""Parts of speech and the dependency tree: a biaffine arc scorer (Dozat and Manning 2017) over a sentence."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.encoder import WIDTH
from training.windows import IGNORE

ARC, RELATION = 256, 80


class Syntax(nn.Module):
    """Tags, and for arcs four vectors a word whose products score `head -> dependent` and its relation."""

    group, labels = "syntax", ("upos", "head", "deprel", "sentence")

    def __init__(self, n_upos: int, n_deprels: int) -> None:
        super().__init__()
        self.upos = nn.Linear(WIDTH, n_upos)
        self.dependent, self.head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Linear(ARC, ARC)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.dependent_r, self.head_r = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.relation = nn.Parameter(torch.randn(RELATION + 1, n_deprels, RELATION + 1) * 0.02)
        self.drop = nn.Dropout(0.33)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """(b, atoms, WIDTH) -> upos logits, arc dependents (already times the arc matrix), arc heads, relation
        dependents, relation heads; arc score = dependent . head."""
        act = nn.functional.gelu
        return (
            self.upos(self.drop(x)),
            self.arc(self.drop(act(self.dependent(x)))),
            self.drop(act(self.head(x))),
            self.drop(act(self.dependent_r(x))),
            self.drop(act(self.head_r(x))),
        )

    def arcs(self, dependent: Tensor, head: Tensor, sentence: Tensor) -> Tensor:
        """(b, words, 1 + words) scores, the root in column 0, other sentences masked out."""
        _, root, _, _ = self.root_vectors()
        scores = torch.cat([dependent @ root.unsqueeze(-1), dependent @ head.transpose(1, 2)], -1) / ARC**0.5
        same = (sentence.unsqueeze(2) == sentence.unsqueeze(1)) & (sentence != IGNORE).unsqueeze(1)
        return scores.float().masked_fill(~nn.functional.pad(same, (1, 0), value=True), -1e4)

    def root_vectors(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The root as a head: its (unused) dependent, head, relation dependent and relation head vectors."""
        _, d, h, dr, hr = self(self.root)
        return d, h, dr, hr

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """(n, RELATION) dependents and heads -> (n, relations) logits."""
        one = dependent.new_ones(*dependent.shape[:-1], 1)
        d, h = torch.cat([dependent, one], -1), torch.cat([head, one], -1)
        n_deprels = self.relation.shape[1]
        left = (d @ self.relation.flatten(1)).view(-1, n_deprels, RELATION + 1)
        return (left @ h.unsqueeze(-1)).squeeze(-1)

    def loss(self, x: Tensor, batch: dict[str, Any]) -> Tensor:
        """Cross-entropy of tags, heads and relations, summed."""
        gold = batch["labels"]
        upos, d, h, dr, hr = self(x)
        if not (gold["upos"] != IGNORE).any():
            return upos.sum() * 0
        total = nn.functional.cross_entropy(upos.float().flatten(0, 1), gold["upos"].flatten(), ignore_index=IGNORE)
        target = gold["head"]
        on = target != IGNORE
        scores = self.arcs(d, h, gold["sentence"])
        total = total + nn.functional.cross_entropy(scores[on], target[on] + 1)
        logits = self.relations(*self._pairs(dr, hr, target, on))
        return total + nn.functional.cross_entropy(logits.float(), gold["deprel"][on], ignore_index=IGNORE)

    def _pairs(self, dr: Tensor, hr: Tensor, heads: Tensor, on: Tensor) -> tuple[Tensor, Tensor]:
        root = self.root_vectors()[3].expand(hr.shape[0], 1, -1)
        every = torch.cat([root, hr], 1)
        chosen = every.gather(1, (heads.clamp(min=-1) + 1).unsqueeze(-1).expand(-1, -1, every.shape[-1]))
        return dr[on], chosen[on]

    def score(self, x: Tensor, batch: dict[str, Any]) -> dict[str, tuple[int, int]]:
        """Greedy accuracy with gold words and sentences; the runtime decodes trees and does a little better."""
        gold = batch["labels"]
        upos, d, h, dr, hr = self(x)
        tagged = gold["upos"] != IGNORE
        on = gold["head"] != IGNORE
        heads = self.arcs(d, h, gold["sentence"]).argmax(-1) - 1
        right = heads[on] == gold["head"][on]
        labelled = right & (self.relations(*self._pairs(dr, hr, heads, on)).argmax(-1) == gold["deprel"][on])
        return {
            "upos": (int((upos.argmax(-1) == gold["upos"])[tagged].sum()), int(tagged.sum())),
            "uas": (int(right.sum()), int(on.sum())),
            "las": (int(labelled.sum()), int(on.sum())),
        }
