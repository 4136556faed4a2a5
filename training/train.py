"""Train the reading model: `python -m training.train --minutes 110`.

The learning rate falls linearly with the time used, so a run of any length ends well. The same command goes on after a
kill from the last checkpoint in `training/runs/NAME` (written every 8 minutes). Development scores go to `log.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from training.corpora import SEED, Corpus, load
from training.model import ReadingModel
from training.windows import batches, collate

RUNS = Path(__file__).parent / "runs"
PIECES = 2000
# share of the steps in the first half of the run, up to nine tenths, and to the end: trees gain longest
SHARES = {
    "ewt": (0.20, 0.31, 0.42),
    "gum": (0.15, 0.24, 0.34),
    "conll": (0.14, 0.06, 0.04),
    "polnear": (0.47, 0.36, 0.17),
    "wikinews": (0.04, 0.03, 0.03),
}
ENCODER_RATE, HEAD_RATE, WARM_UP = 2e-4, 1.5e-3, 0.04


def evaluate(model: ReadingModel, corpora: list[Corpus], share: float = 1.0) -> dict[str, dict[str, float]]:
    """Development scores by corpus, on the first `share` of each one's windows."""
    model.eval()
    out = {}
    for c in corpora:
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        dev = c.dev[: max(1, int(len(c.dev) * share))]
        for k in range(0, len(dev), 12):
            with torch.autocast("cpu", torch.bfloat16), torch.inference_mode():
                for name, (good, n) in model.score(collate(dev[k : k + 12])).items():
                    sums[name][0] += good
                    sums[name][1] += n
        out[c.name] = {name: round(good / n, 4) for name, (good, n) in sums.items() if n}
    model.train()
    return out


def rate(progress: float) -> float:
    """Share of the peak learning rate after `progress` (0..1) of the budget."""
    return min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP))


def train(name: str, minutes: float, every: float) -> None:
    """Run the recipe for `minutes` of training time, scoring a part of dev every `every` minutes."""
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    folder = RUNS / name
    folder.mkdir(parents=True, exist_ok=True)
    corpora = load()
    model = ReadingModel()
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.") or "features" in n]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and "features" not in n]
    optimiser = torch.optim.AdamW(
        [{"params": body, "peak": ENCODER_RATE}, {"params": heads, "peak": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    used, steps, seen = 0.0, 0, 0
    saved = folder / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=False)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        used, steps, seen = state["used"], state["steps"], state["seen"]
    else:
        model.encoder.load_base()
    rng = random.Random(SEED + steps)
    feeds = [batches(c.train, PIECES, rng) for c in corpora]
    running: dict[str, float] = {}
    last_saved = last_scored = used
    model.train()

    def log(**row: object) -> None:
        line = json.dumps({"minutes": round(used / 60, 1), "steps": steps, "pieces": seen, **row})
        with (folder / "log.jsonl").open("a") as f:
            f.write(line + "\n")
        print(line, flush=True)

    def save() -> None:
        part = saved.with_suffix(".part")
        torch.save(
            {
                "model": model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "used": used,
                "steps": steps,
                "seen": seen,
            },
            part,
        )
        part.replace(saved)

    while used < minutes * 60:
        begun = time.monotonic()
        progress = used / (minutes * 60)
        shares = [SHARES[c.name][(progress > 0.5) + (progress > 0.9)] for c in corpora]
        which = rng.choices(range(len(corpora)), shares)[0]
        batch = collate(next(feeds[which]))
        with torch.autocast("cpu", torch.bfloat16):
            losses = model.loss(batch)
        total = torch.stack(list(losses.values())).sum()
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * max(0.0, rate(progress))
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        for task, loss in losses.items():
            running[task] = 0.98 * running.get(task, loss.item()) + 0.02 * loss.item()
        steps += 1
        seen += int(batch["lengths"].sum())
        used += time.monotonic() - begun
        if steps % 100 == 0:
            log(loss={k: round(v, 3) for k, v in running.items()}, speed=round(seen / used))
        if used - last_saved > 480:
            save()
            last_saved = used
        if used - last_scored > every * 60:
            log(dev=evaluate(model, corpora, 0.25))
            last_scored = used
    save()
    log(dev=evaluate(model, corpora))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, required=True, help="training time, without scoring")
    parser.add_argument("--name", default="reading")
    parser.add_argument(
        "--score-every", type=float, default=20.0, help="minutes between development scores on a quarter of dev"
    )
    a = parser.parse_args()
    np.random.seed(SEED)
    train(a.name, a.minutes, a.score_every)


if __name__ == "__main__":
    main()
