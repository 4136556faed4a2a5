"""Trees for the texts that have none: `python -m training.silver` lets the teacher and the shipped model parse them.

Two networks that learnt the same treebanks err in different places, so that what they say together is better than
either by two points of LAS. It becomes labels beside those that a window has, and the small network learns syntax from
news too. Kept in `training/runs/teacher/silver.pickle`.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import torch
from onnxruntime import InferenceSession

from communique.language import arborescence
from communique.language.atoms import FIRST, SPACED
from training import shipped
from training.attributions import CODEBOOK
from training.corpora import SEED, Corpus, load
from training.keep import RUNS, SHIPPED, kept
from training.labels import DEPRELS
from training.model import ReadingModel
from training.tasks.syntax import ARC
from training.teacher import Teacher
from training.windows import IGNORE, Window, collate

PATH = RUNS / "teacher/silver.pickle"
PIECES = 4000
ROOT = DEPRELS.index("root")
LABELS = ("join", "start", "upos", "head", "deprel", "sentence", "mention")
Labels = dict[str, np.ndarray]


def attach(corpora: list[Corpus]) -> None:
    """Give the training windows that have no trees those that were found for them."""
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


class Scores(NamedTuple):
    """What a model makes of a window: logits by atom, and those of relations for words and heads (-1 the root)."""

    boundaries: np.ndarray
    upos: np.ndarray
    mentions: np.ndarray
    arcs: np.ndarray
    relate: Callable[[np.ndarray, np.ndarray], np.ndarray]


@torch.no_grad()
def by_teacher(model: ReadingModel, group: list[Window]) -> Iterator[Scores]:
    """The teacher's scores of some windows."""
    batch = collate([replace(w, labels={}) for w in group])
    syntax: Any = model.tasks["syntax"]
    with torch.autocast("cpu", torch.bfloat16):
        x = model.read_batch(batch)["syntax"]
        boundaries, mentions = (model.tasks[name](x).float().numpy() for name in ("boundaries", "mentions"))
        upos, d, h, dr, hr = syntax(x)
        root = syntax.root_vectors()
        arcs = torch.cat([d @ root[1].unsqueeze(-1), d @ h.transpose(1, 2)], -1).float().numpy() / ARC**0.5
    for k, w in enumerate(group):
        n = len(w.firsts)
        relate = partial(_relate, syntax, dr[k, :n], torch.cat([root[3].unsqueeze(0), hr[k, :n]]))
        yield Scores(boundaries[k, :n], upos[k, :n].float().numpy(), mentions[k, :n], arcs[k, :n, : n + 1], relate)


def by_shipped(reader: InferenceSession, syntax: Any, w: Window) -> Scores:
    """The shipped model's scores of a window."""
    feed = {"ids": w.ids[None], "features": w.features[None], "firsts": w.firsts[None], "style": np.array([CODEBOOK])}
    names = ("boundaries", "upos", "mentions", "arcs", "relation_dependent", "relation_head")
    *scores, dr, hr = reader.run(list(names), feed)
    heads = torch.cat([syntax.root_vectors()[3].detach().unsqueeze(0), torch.from_numpy(hr)])
    return Scores(*scores, partial(_relate, syntax, torch.from_numpy(dr), heads))


@torch.no_grad()
def _relate(
    syntax: Any, dependents: torch.Tensor, heads: torch.Tensor, words: np.ndarray, of: np.ndarray
) -> np.ndarray:
    with torch.autocast("cpu", torch.bfloat16):
        return syntax.relations(dependents[words], heads[of + 1]).float().numpy()  # type: ignore[no-any-return]


def together(w: Window, a: Scores, b: Scores) -> Labels:
    """The labels on which two models agree best: their log-probabilities are added."""
    n = len(w.firsts)
    shown = w.features[w.firsts]
    opens, spaced = (shown & FIRST) > 0, (shown & SPACED) > 0
    boundaries = a.boundaries + b.boundaries
    join = (boundaries[:, 0] > 0) & ~spaced & ~opens
    start = ((boundaries[:, 1] > 0) & ~join) | opens
    words = np.flatnonzero(~join)
    out = {name: np.full(n, IGNORE) for name in LABELS}
    out["join"][~opens & ~spaced] = join[~opens & ~spaced]
    out["start"][~opens] = start[~opens]
    out["sentence"][words] = np.cumsum(start[words]) - 1
    for first, last in pairwise([*np.flatnonzero(start[words]), len(words)]):
        at = words[first:last]
        scores = np.full((len(at) + 1, len(at) + 1), -1e4)
        scores[:, 1:] = sum(_log_softmax(s.arcs[at][:, [0, *(at + 1)]]) for s in (a, b)).T
        found = arborescence.decode(scores)
        out["head"][at] = np.where(found == 0, -1, at[found - 1])
    of = out["head"][words]
    related = sum(_log_softmax(s.relate(words, of)) for s in (a, b))
    related[of >= 0, ROOT] = -np.inf
    out["deprel"][words] = np.where(of < 0, ROOT, related.argmax(1))
    for name, first_scores, second_scores in (("upos", a.upos, b.upos), ("mention", a.mentions, b.mentions)):
        out[name][words] = (_log_softmax(first_scores) + _log_softmax(second_scores))[words].argmax(1)
    return {name: values.astype(np.int16) for name, values in out.items()}


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits.astype(np.float64) - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))  # type: ignore[no-any-return]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="stop after so long; the rest stays without trees")
    end = time.monotonic() + 60 * parser.parse_args().minutes
    torch.set_num_threads(2)
    model = kept("teacher", ReadingModel(Teacher())).eval()
    small = ReadingModel()
    if missing := shipped.load(small, SHIPPED):
        raise SystemExit(f"not in the shipped model: {', '.join(missing)}")
    reader = InferenceSession(str(SHIPPED / "reader.onnx"), providers=["CPUExecutionProvider"])
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
        for key, scores in zip(some, by_teacher(model, [todo[k] for k in some]), strict=True):
            w = todo[key]
            found[key] = together(w, scores, by_shipped(reader, small.tasks["syntax"], w))
        print(f"{len(found)} of {len(todo)} windows", end="\r", flush=True)
    with PATH.open("wb") as f:
        pickle.dump(found, f)
    print()


if __name__ == "__main__":
    main()
