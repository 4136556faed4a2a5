"""The reading model for training: one encoder, a mix of its layers for each group of tasks, one head a task."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.encoder import WIDTH, Encoder, Mix, Upper, outside
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
        # six layers are few for trees; the teacher has enough
        self.upper = nn.ModuleDict({} if encoder else {"syntax": Upper(WIDTH, 6, 2 * WIDTH, 0.1).as_nothing()})
        self.tasks = nn.ModuleDict(
            {
                "boundaries": Boundaries(),
                "syntax": Syntax(len(UPOS), len(DEPRELS)),
                "mentions": Mentions(len(ENTITIES)),
                "names": Names(len(NAMES)),
                "attribution": Attribution(),
            }
        )

    def read(
        self, ids: Tensor, features: Tensor, firsts: Tensor, inside: Tensor | None, atoms: Tensor | None
    ) -> dict[str, Tensor]:
        """Each group's vectors at the atoms; `inside` (b, pieces), `atoms` (b, atoms): where there is no padding."""
        layers = self.encoder(ids, features, firsts, inside)
        out = {g: self.mixes[g](layers) for g in GROUPS}
        for g, layer in self.upper.items():
            out[g] = layer(out[g], None if atoms is None else outside(atoms, out[g].dtype))
        return out

    def read_batch(self, batch: dict[str, Any]) -> dict[str, Tensor]:
        """`read` of a collated batch."""

        def up_to(lengths: Tensor, n: int) -> Tensor:
            return torch.arange(n).unsqueeze(0) < lengths.unsqueeze(1)

        inside, atoms = up_to(batch["lengths"], batch["ids"].shape[1]), up_to(batch["atoms"], batch["firsts"].shape[1])
        return self.read(batch["ids"], batch["features"], batch["firsts"], inside, atoms)

    def asked(self, batch: dict[str, Any]) -> list[Any]:
        """The tasks whose labels the batch carries."""
        return [t for t in self.tasks.values() if all(name in batch["labels"] for name in t.labels)]

    def loss(self, batch: dict[str, Any]) -> dict[str, Tensor]:
        """Loss of each task that the batch has labels for."""
        x = self.read_batch(batch)
        return {type(t).__name__: t.loss(x[t.group], batch) for t in self.asked(batch)}

    @torch.no_grad()
    def score(self, batch: dict[str, Any]) -> dict[str, tuple[int, int]]:
        """Sums for the development scores of the batch's tasks."""
        x = self.read_batch(batch)
        out: dict[str, tuple[int, int]] = {}
        for t in self.asked(batch):
            out.update(t.score(x[t.group], batch))
        return out
