"""Train a network by its recipe: `python -m training.train reading --minutes 70`.

The learning rate falls linearly with the time used, so a run of any length ends well. The same command goes on after a
kill from the last checkpoint in `training/runs/NAME` (written every 8 minutes). Development scores go to `log.jsonl`;
from the last tenth of a run on they are those of the mean of its weights, which is what is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from training import shipped as shipped_model
from training import silver
from training.corpora import SEED, Corpus, load
from training.keep import RUNS, SHIPPED
from training.model import ReadingModel
from training.teacher import Teacher
from training.windows import batches, collate

PIECES = 2000
MASK, NEVER_HIDDEN = 103, (0, 101, 102)  # numbers in BERT's vocabulary
WARM_UP = 0.04
AVERAGED, EVERY = 0.9, 5  # from this part of the run on the weights of every so many steps are averaged


@dataclass(frozen=True)
class Recipe:
    """What a run trains: its network, the share of each corpus in the steps, and the peak learning rates."""

    network: Callable[[], ReadingModel]
    shares: dict[str, float]
    encoder_rate: float
    head_rate: float
    taught: bool = False  # whether texts without trees get those of the teacher
    masked: float = 0.0  # share of the word pieces that are hidden


RECIPES = {
    "teacher": Recipe(lambda: ReadingModel(Teacher()), {"ewt": 0.6, "gum": 0.4}, 1e-4, 1e-3),
    "reading": Recipe(
        ReadingModel,
        {"ewt": 0.13, "gum": 0.12, "conll": 0.05, "polnear": 0.10, "read": 0.46, "wikinews": 0.11, "plain": 0.03},
        2e-4,
        1.5e-3,
        taught=True,
        masked=0.05,
    ),
}


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


def hidden(ids: torch.Tensor, share: float) -> torch.Tensor:
    """The word pieces with a share of them, never the marks at a window's ends, replaced by the mask."""
    hit = (torch.rand(ids.shape) < share) & ~torch.isin(ids, torch.tensor(NEVER_HIDDEN))
    return ids.masked_fill(hit, MASK)


def rate(progress: float) -> float:
    """Share of the peak learning rate after `progress` (0..1) of the budget."""
    return min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP))


def _new(name: str) -> bool:
    """Whether a parameter starts from chance and not from the base model."""
    return not name.startswith("encoder.") or "features" in name or "narrow" in name


def train(name: str, minutes: float, every: float, shipped: bool) -> None:
    """Run the recipe for `minutes` of training time, scoring a part of dev every `every` minutes."""
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    recipe = RECIPES[name]
    folder = RUNS / name
    folder.mkdir(parents=True, exist_ok=True)
    corpora = [c for c in load() if c.name in recipe.shares]
    if recipe.taught:
        silver.attach(corpora)
    model = recipe.network()
    heads = [p for n, p in model.named_parameters() if _new(n)]
    body = [p for n, p in model.named_parameters() if not _new(n)]
    optimiser = torch.optim.AdamW(
        [{"params": body, "peak": recipe.encoder_rate}, {"params": heads, "peak": recipe.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    mean = torch.optim.swa_utils.AveragedModel(model)
    used, steps, seen = 0.0, 0, 0
    saved = folder / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=False)
        model.load_state_dict(state["model"])
        mean.load_state_dict(state["mean"])
        optimiser.load_state_dict(state["optimiser"])
        used, steps, seen = state["used"], state["steps"], state["seen"]
    else:
        model.encoder.load_base()  # type: ignore[operator, union-attr]
        if shipped:
            print("not in the shipped model:", ", ".join(shipped_model.load(model, SHIPPED)), flush=True)
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
                "mean": mean.state_dict(),
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
        which = rng.choices(range(len(corpora)), [recipe.shares[c.name] for c in corpora])[0]
        batch = collate(next(feeds[which]))
        batch["ids"] = hidden(batch["ids"], recipe.masked)
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
        if progress >= AVERAGED and steps % EVERY == 0:
            mean.update_parameters(model)
        seen += int(batch["lengths"].sum())
        used += time.monotonic() - begun
        if steps % 100 == 0:
            log(loss={k: round(v, 3) for k, v in running.items()}, speed=round(seen / used))
        if used - last_saved > 480:
            save()
            last_saved = used
        if used - last_scored > every * 60:
            log(dev=evaluate(mean.module if mean.n_averaged else model, corpora, 0.25))
            last_scored = used
    save()
    log(dev=evaluate(mean.module, corpora))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", choices=RECIPES)
    parser.add_argument("--minutes", type=float, required=True, help="training time, without scoring")
    parser.add_argument(
        "--score-every", type=float, default=20.0, help="minutes between development scores on a quarter of dev"
    )
    parser.add_argument("--shipped", action="store_true", help="begin with the weights of the committed model")
    a = parser.parse_args()
    np.random.seed(SEED)
    train(a.recipe, a.minutes, a.score_every, a.shipped)


if __name__ == "__main__":
    main()
