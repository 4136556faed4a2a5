"""Move the weights that a run ended with a part of the way back to those that it began with:
`python -m training.average reading OLDER_CHECKPOINT --back 0.2`.

A run on new labels forgets a little of what the weights before it had from the old ones; between the two lie weights
that keep most of both (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). Both are means over last steps.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.keep import RUNS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("older", type=Path, help="checkpoint of the run before")
    parser.add_argument("--back", type=float, required=True, help="0: the run's own weights, 1: the older ones")
    a = parser.parse_args()
    path = RUNS / a.name / "checkpoint.pt"
    state = torch.load(path, weights_only=False)
    older = torch.load(a.older, weights_only=False)["mean"]
    for key, value in state["mean"].items():
        if value.is_floating_point():
            state["mean"][key] = a.back * older[key] + (1 - a.back) * value
    torch.save(state, path)


if __name__ == "__main__":
    main()
