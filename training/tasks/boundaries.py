"""Word and sentence boundaries: does an atom continue the word before it, and does it begin a sentence?"""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from training.encoder import WIDTH
from training.windows import IGNORE


class Boundaries(nn.Module):
    """Two logits for each atom: `join` and `start`."""

    group, labels = "syntax", ("join", "start")

    def __init__(self) -> None:
        super().__init__()
        self.out = nn.Linear(WIDTH, 2)

    def forward(self, x: Tensor) -> Tensor:
        """(b, atoms, WIDTH) -> (b, atoms, 2)."""
        return self.out(x)  # type: ignore[no-any-return]

    def loss(self, x: Tensor, batch: dict[str, Any]) -> Tensor:
        """Mean binary cross-entropy over the atoms where the text leaves it open."""
        logits = self(x).float()
        total = logits.sum() * 0
        for k, name in enumerate(self.labels):
            gold = batch["labels"][name]
            on = gold != IGNORE
            if on.any():
                total = total + nn.functional.binary_cross_entropy_with_logits(logits[..., k][on], gold[on].float())
        return total

    def score(self, x: Tensor, batch: dict[str, Any]) -> dict[str, tuple[int, int]]:
        """(right, asked) by label."""
        out = {}
        yes = self(x) > 0
        for k, name in enumerate(self.labels):
            gold = batch["labels"][name]
            on = gold == 1
            either = (on | (yes[..., k] & (gold != IGNORE))).sum()
            out[f"{name} jaccard"] = (int((yes[..., k] & on).sum()), int(either))
        return out
