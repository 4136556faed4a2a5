"""Entity mentions by their head word: GUM's entity type of the mention that a word heads, or none.

The phrase is what the tree gives the head, so mentions may nest; pronouns have types too.
"""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from training.encoder import WIDTH
from training.windows import IGNORE


class Mentions(nn.Module):
    """One softmax over types (index 0 is none) for each word."""

    group, labels = "syntax", ("mention",)

    def __init__(self, n_types: int) -> None:
        super().__init__()
        self.out = nn.Linear(WIDTH, n_types)
        self.drop = nn.Dropout(0.2)

    def forward(self, x: Tensor) -> Tensor:
        """(b, atoms, WIDTH) -> (b, atoms, types)."""
        return self.out(self.drop(x))  # type: ignore[no-any-return]

    def loss(self, x: Tensor, batch: dict[str, Any]) -> Tensor:
        """Mean cross-entropy over words."""
        if not (batch["labels"]["mention"] != IGNORE).any():
            return x.sum() * 0
        return nn.functional.cross_entropy(
            self(x).float().flatten(0, 1), batch["labels"]["mention"].flatten(), ignore_index=IGNORE
        )

    def score(self, x: Tensor, batch: dict[str, Any]) -> dict[str, tuple[int, int]]:
        """True positives over the mean of gold and found mentions (F1 when divided), head and type both right."""
        gold = batch["labels"]["mention"]
        found = self(x).argmax(-1)
        on = gold != IGNORE
        right = ((found == gold) & on & (gold > 0)).sum()
        return {"mention f1": (2 * int(right), int((on & (gold > 0)).sum() + (on & (found > 0)).sum()))}
