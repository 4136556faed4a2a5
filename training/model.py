"""The reading model for training: one encoder, a mix of its layers for each group of tasks, one head a task."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.encoder import Encoder, Mix
from training.labels import DEPRELS, ENTITIES, NAMES, UPOS
from training.tasks.attribution import Attribution
from training.tasks.boundaries import Boundaries
from training.tasks.mentions import Mentions
from training.tasks.names import Names
from training.tasks.syntax import Syntax

GROUPS = ("syntax", "names", "attribution")


class ReadingModel(nn.Module):
    """Every task reads the mix of its group; a batch trains the tasks whose labels it carries."""

    def __init__(self, encoder: nn.Module | None = None) -> None:
        super().__init__()
        self.encoder = encoder or Encoder()
        self.mixes = nn.ModuleDict({g: Mix() for g in GROUPS})
        self.tasks = nn.ModuleDict(
            {
                "boundaries": Boundaries(),
                "syntax": Syntax(len(UPOS), len(DEPRELS)),
                "mentions": Mentions(len(ENTITIES)),
                "names": Names(len(NAMES)),
                "attribution": Attribution(),
            }
        )

    def encode(self, batch: dict[str, Any]) -> list[Tensor]:
        """All layers' vectors at the atoms."""
        inside = torch.arange(batch["ids"].shape[1]).unsqueeze(0) < batch["lengths"].unsqueeze(1)
        return self.encoder(batch["ids"], batch["features"], batch["firsts"], inside)  # type: ignore[no-any-return]

    def asked(self, batch: dict[str, Any]) -> list[Any]:
        """The tasks whose labels the batch carries."""
        return [t for t in self.tasks.values() if all(name in batch["labels"] for name in t.labels)]

    def loss(self, batch: dict[str, Any]) -> dict[str, Tensor]:
        """Loss of each task that the batch has labels for."""
        layers = self.encode(batch)
        return {type(t).__name__: t.loss(self.mixes[t.group](layers), batch) for t in self.asked(batch)}

    @torch.no_grad()
    def score(self, batch: dict[str, Any]) -> dict[str, tuple[int, int]]:
        """Sums for the development scores of the batch's tasks."""
        layers = self.encode(batch)
        out: dict[str, tuple[int, int]] = {}
        for t in self.asked(batch):
            out.update(t.score(self.mixes[t.group](layers), batch))
        return out
