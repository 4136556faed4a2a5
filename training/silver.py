"""Trees for the texts that have none: `python -m training.silver` lets the trained teacher parse the other corpora.

What it says becomes labels beside those that a window has, so that the small network learns syntax from news too, and
not only from the treebanks. Kept in `training/runs/teacher/silver.pickle`.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import random
import time
from itertools import pairwise

import numpy as np
import torch

from communique.language import arborescence
from communique.language.atoms import FIRST, SPACED
from training.corpora import SEED, Corpus, load
from training.keep import RUNS, kept
from training.model import ReadingModel
from training.teacher import Teacher
from training.windows import IGNORE, Window, collate

PATH = RUNS / "teacher/silver.pickle"
PIECES = 4000
LABELS = ("join", "start", "upos", "head", "deprel", "sentence", "mention")
Labels = dict[str, np.ndarray]


def attach(corpora: list[Corpus]) -> None:
    """Give the training windows that have no trees those of the teacher."""
    if not PATH.exists():
        raise SystemExit(
            "no trees of the teacher yet: python -m training.train teacher, then python -m training.silver"
        )
    with PATH.open("rb") as f:
        found: dict[bytes, Labels] = pickle.load(f)
    for c in corpora:
        for w in c.train:
            if "head" not in w.labels:
                nothing = dict.fromkeys(LABELS, np.full(len(w.firsts), IGNORE))
                w.labels.update({k: v.astype(np.int64) for k, v in found.get(_key(w), nothing).items()})


def _key(w: Window) -> bytes:
    return hashlib.sha256(w.ids.tobytes() + w.features.tobytes()).digest()[:12]


@torch.no_grad()
def parse(model: ReadingModel, group: list[Window]) -> list[Labels]:
    """The labels of some windows, by the model."""
    batch = collate(group)
    with torch.autocast("cpu", torch.bfloat16):
        x = model.read_batch(batch)["syntax"]
        boundaries = model.tasks["boundaries"](x).float().numpy()
        syntax = model.tasks["syntax"]
        upos, d, h, dr, hr = syntax(x)
        root = syntax.root_vectors()
        arcs = torch.cat([d @ root[1].unsqueeze(-1), d @ h.transpose(1, 2)], -1).float().numpy()  # type: ignore[operator]
        mentions = model.tasks["mentions"](x).float().argmax(-1).numpy()
        tags = upos.float().argmax(-1).numpy()
    out = []
    for k, w in enumerate(group):
        n = len(w.firsts)
        labels = _decoded(w, boundaries[k, :n], arcs[k, :n, : n + 1])
        on = labels["head"] != IGNORE
        words = np.flatnonzero(on)
        every = torch.cat([root[3].unsqueeze(0), hr[k, :n]])
        related = syntax.relations(dr[k, words], every[labels["head"][words] + 1])  # type: ignore[operator]
        for name, values in (("upos", tags[k, :n]), ("mention", mentions[k, :n])):
            labels[name] = np.where(on, values, IGNORE)
        labels["deprel"] = np.full(n, IGNORE)
        labels["deprel"][words] = related.float().argmax(-1).numpy()
        out.append({name: labels[name].astype(np.int16) for name in LABELS})
    return out


def _decoded(w: Window, boundaries: np.ndarray, arcs: np.ndarray) -> Labels:
    """Words, sentences and trees of one window from the scores, as the runtime decodes them."""
    n = len(w.firsts)
    shown = w.features[w.firsts]
    opens, spaced = (shown & FIRST) > 0, (shown & SPACED) > 0
    join = (boundaries[:, 0] > 0) & ~spaced & ~opens
    start = ((boundaries[:, 1] > 0) & ~join) | opens
    head, sentence = np.full(n, IGNORE), np.full(n, IGNORE)
    words = np.flatnonzero(~join)
    number = np.cumsum(start[words]) - 1
    sentence[words] = number
    for a, b in pairwise([*np.flatnonzero(start[words]), len(words)]):
        at = words[a:b]
        scores = np.full((b - a + 1, b - a + 1), -1e4, np.float32)
        scores[0, 1:] = arcs[at, 0]
        scores[1:, 1:] = arcs[np.ix_(at, at + 1)].T
        found = arborescence.decode(scores)
        head[at] = np.where(found == 0, -1, at[found - 1])
    return {
        "join": np.where(opens | spaced, IGNORE, join),
        "start": np.where(opens, IGNORE, start & ~join),
        "head": head,
        "sentence": sentence,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="stop after so long; the rest stays without trees")
    end = time.monotonic() + 60 * parser.parse_args().minutes
    torch.set_num_threads(2)
    model = kept("teacher", ReadingModel(Teacher())).eval()
    todo = {_key(w): w for c in load() for w in c.train if "head" not in w.labels}
    order = sorted(todo, key=lambda k: len(todo[k].ids))
    groups = []
    while order:
        n = max(1, PIECES // len(todo[order[-1]].ids))
        groups.append(order[-n:])
        del order[-n:]
    random.Random(SEED).shuffle(groups)
    found: dict[bytes, Labels] = {}
    for some in groups:
        if time.monotonic() > end:
            break
        found.update(zip(some, parse(model, [todo[k] for k in some]), strict=True))
        print(f"{len(found)} of {len(todo)} windows", end="\r", flush=True)
    with PATH.open("wb") as f:
        pickle.dump(found, f)
    print()


if __name__ == "__main__":
    main()
