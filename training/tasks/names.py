"""Names by CoNLL-2003's types, as BIO labels of atoms."""

from __future__ import annotations

from typing import Any

import numpy as np
from torch import Tensor, nn

from communique.language import bio
from training.encoder import WIDTH
from training.windows import IGNORE


class Names(nn.Module):
    """One softmax over BIO labels for each atom."""

    group, labels = "names", ("name",)

    def __init__(self, n_labels: int) -> None:
        super().__init__()
        self.out = nn.Linear(WIDTH, n_labels)
        self.drop = nn.Dropout(0.2)

    def forward(self, x: Tensor) -> Tensor:
        """(b, atoms, WIDTH) -> (b, atoms, labels)."""
        return self.out(self.drop(x))  # type: ignore[no-any-return]

    def loss(self, x: Tensor, batch: dict[str, Any]) -> Tensor:
        """Mean cross-entropy over atoms."""
        return nn.functional.cross_entropy(
            self(x).float().flatten(0, 1), batch["labels"]["name"].flatten(), ignore_index=IGNORE
        )

    def score(self, x: Tensor, batch: dict[str, Any]) -> dict[str, tuple[int, int]]:
        """Twice the exact entities over gold and found ones (F1 when divided)."""
        logits = self(x).float().numpy()
        right = both = 0
        for row, gold, n in zip(logits, batch["labels"]["name"].numpy(), batch["atoms"].tolist(), strict=True):
            want, have = set(bio.spans(gold[:n])), set(bio.spans(np.asarray(bio.decode(row[:n]))))
            right += len(want & have)
            both += len(want) + len(have)
        return {"name f1": (2 * right, both)}
