"""Where runs and the committed model are kept, and the weights that a run ended with."""

from __future__ import annotations

from pathlib import Path

import torch

from training.model import ReadingModel

RUNS = Path(__file__).parent / "runs"
SHIPPED = Path(__file__).parent.parent / "communique/language/model"


def kept(name: str, model: ReadingModel) -> ReadingModel:
    """`model` with the weights of the run `name`: the mean over its last steps."""
    state = torch.load(RUNS / name / "checkpoint.pt", weights_only=False)["mean"]
    model.load_state_dict({k.removeprefix("module."): v for k, v in state.items() if k.startswith("module.")})
    return model
