"""Spans from BIO labels: the best allowed labels of a sequence, their spans, and how sure the model is of each.

With k types there are 2k + 1 labels: O is 0, B-x is 1 + 2j and I-x is 2 + 2j for type number j. I-x is allowed only
after B-x or I-x.

    labels = decode(logits)                  # (n, 2k + 1) -> (n,), say [0, 1, 2, 0, 3]
    spans(labels)                            # [(1, 3, 0), (4, 5, 1)]: tokens [first, last), type number
    scores(logits, labels)                   # one probability per span
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Ints = NDArray[np.intp]


def decode(logits: Floats, firsts: Sequence[int] | Ints = (0,)) -> Ints:
    """The allowed labels `(n,)` with the highest sum of `logits` `(n, 2k + 1)`.

    `firsts` are the places, ascending from 0, where a new sequence begins: no span reaches over them.
    """
    labels: Ints = logits.argmax(axis=1)
    before = np.zeros_like(labels)
    before[1:] = labels[:-1]
    before[np.asarray(firsts)[np.asarray(firsts) < len(labels)]] = 0
    stray = np.flatnonzero((labels > 0) & (labels % 2 == 0) & (before != labels) & (before != labels - 1))
    if len(stray):  # where the best labels, each taken alone, are allowed, they stand
        begins = _surely_outside(logits)
        begins[np.asarray(firsts)] = True
        bounds = np.append(np.flatnonzero(begins), len(labels))
        for run in sorted(set((np.searchsorted(bounds, stray, side="right") - 1).tolist())):
            first, last = bounds[run : run + 2].tolist()
            labels[first:last] = _viterbi(logits[first:last].tolist())
    return labels


def spans(labels: Sequence[int] | Ints) -> list[tuple[int, int, int]]:
    """`(first, last, type number)` of the spans `[first, last)`; an I-x that continues nothing begins a span."""
    out: list[tuple[int, int, int]] = []
    every = np.asarray(labels)
    where = np.flatnonzero(every)
    for i, label in zip(where.tolist(), every[where].tolist(), strict=True):
        kind = (label - 1) // 2
        if label % 2 == 0 and out and out[-1][1:] == (i, kind):
            out[-1] = (out[-1][0], i + 1, kind)
        else:
            out.append((i, i + 1, kind))
    return out


def scores(logits: Floats, labels: Sequence[int] | Ints) -> list[float]:
    """The probability of each of `spans(labels)`: the geometric mean over its tokens of their labels' softmax."""
    chosen = np.asarray(labels, dtype=np.intp)
    where = np.flatnonzero(chosen)
    some = logits[where]
    top = some.max(axis=1, initial=-np.inf)
    log_p = some[np.arange(len(where)), chosen[where]] - top - np.log(np.exp(some - top[:, None]).sum(axis=1))
    sums = [0.0, *np.cumsum(log_p, dtype=np.float64).tolist()]
    out, done = [], 0
    for first, last, _ in spans(chosen):
        out.append(math.exp((sums[done + last - first] - sums[done]) / (last - first)))
        done += last - first
    return out


def _surely_outside(logits: Floats) -> NDArray[np.bool_]:
    """Where O is among the best labels whatever is around it: to be in a span there is worth, to the label after it, no
    more than the step from B-x to I-x, and O wins by at least that."""
    wins = logits[:, 0] - logits[:, 1:].max(axis=1)
    step = np.maximum((logits[:, 2::2] - logits[:, 1::2]).max(axis=1), 0)
    wins[:-1] -= step[1:]
    sure: NDArray[np.bool_] = wins >= 0
    return sure


def _viterbi(logits: list[list[float]]) -> list[int]:
    """Labels by Viterbi over k + 1 states, O and "in a span of type j": as B-x and I-x may both go on, they are one."""
    types = range(len(logits[0]) // 2)
    outside, best = len(types), 0.0
    inside = [-math.inf] * len(types)
    ends: list[int] = []  # the best state at each token
    begins: list[list[bool]] = []  # whether the best way into each type's state is by B
    for row in logits:
        values = [(best + row[1 + 2 * j], inside[j] + row[2 + 2 * j]) for j in types]
        begins.append([b >= i for b, i in values])
        inside = [max(pair) for pair in values]
        states = [*inside, best + row[0]]
        best = max(states)
        ends.append(outside if states[-1] == best else states.index(best))
    labels = [0] * len(logits)
    state = ends[-1]
    for i in range(len(logits) - 1, -1, -1):
        if state == outside or begins[i][state]:
            labels[i] = 0 if state == outside else 1 + 2 * state
            state = ends[i - 1]
        else:
            labels[i] = 2 + 2 * state
    return labels
