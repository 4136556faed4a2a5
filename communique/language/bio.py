"""Spans from BIO labels: the best allowed labels of a sequence, their spans, and how sure the model is of each.

With k types there are 2k + 1 labels: O is 0, B-x is 1 + 2j and I-x is 2 + 2j for type number j. I-x is allowed only
after B-x or I-x.

    labels = decode(logits)                  # (n, 2k + 1) -> (n,), say [0, 1, 2, 0, 3]
    spans(labels)                            # [(1, 3, 0), (4, 5, 1)]: tokens [first, last), type number
    scores(logits, labels)                   # one probability per span
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Ints = NDArray[np.intp]


def decode(logits: Floats) -> Ints:
    """The allowed labels `(n,)` with the highest sum of `logits` `(n, 2k + 1)`."""
    labels: Ints = decode_batch(logits[None], [len(logits)])[0]
    return labels


def decode_batch(logits: Floats, lengths: Sequence[int] | Ints) -> Ints:
    """`decode` of each row of `logits` `(b, n, 2k + 1)` up to its length; labels `(b, n)`, O beyond the length."""
    labels: Ints = logits.argmax(axis=2)
    labels[np.arange(logits.shape[1]) >= np.asarray(lengths)[:, None]] = 0
    before = np.zeros_like(labels)
    before[:, 1:] = labels[:, :-1]
    inside = (labels > 0) & (labels % 2 == 0)
    stray = (inside & (before != labels) & (before != labels - 1)).any(axis=1)
    for_viterbi = np.flatnonzero(stray)  # where the best labels, each taken alone, are allowed, they are the best row
    if len(for_viterbi):
        labels[for_viterbi] = _viterbi(logits[for_viterbi], np.asarray(lengths)[for_viterbi])
    return labels


def spans(labels: Sequence[int] | Ints) -> list[tuple[int, int, int]]:
    """`(first, last, type number)` of the spans `[first, last)`; an I-x that continues nothing begins a span."""
    out: list[tuple[int, int, int]] = []
    for i, label in enumerate(np.asarray(labels).tolist()):
        if not label:
            continue
        kind = (label - 1) // 2
        if label % 2 == 0 and out and out[-1][1:] == (i, kind):
            out[-1] = (out[-1][0], i + 1, kind)
        else:
            out.append((i, i + 1, kind))
    return out


def scores(logits: Floats, labels: Sequence[int] | Ints) -> list[float]:
    """The probability of each of `spans(labels)`: the geometric mean over its tokens of their labels' softmax."""
    chosen = np.asarray(labels, dtype=np.intp)
    top = logits.max(axis=1)
    log_p = logits[np.arange(len(chosen)), chosen] - top - np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return [float(np.exp(log_p[first:last].mean())) for first, last, _ in spans(chosen)]


def _viterbi(logits: Floats, lengths: Ints) -> Ints:
    """Only I-x restricts what comes before it, so each step needs the best label so far and, per type, B-x or I-x."""
    rows, n, _ = logits.shape
    beyond = np.arange(n) >= lengths[:, None]
    weights = logits.astype(np.float64)
    weights[beyond] = -np.inf
    weights[beyond, 0] = 0.0
    value = weights[:, 0].copy()
    value[:, 2::2] = -np.inf
    back = np.zeros(logits.shape, dtype=np.intp)
    begins = np.arange(1, logits.shape[2], 2)
    for i in range(1, n):
        best = value.argmax(axis=1)
        back[:, i] = best[:, None]
        goes_on = value[:, 2::2] > value[:, 1::2]
        back[:, i, 2::2] = begins + goes_on
        value = weights[:, i] + np.take_along_axis(value, back[:, i], axis=1)
    labels = np.zeros((rows, n), dtype=np.intp)
    labels[:, -1] = value.argmax(axis=1)
    for i in range(n - 1, 0, -1):
        labels[:, i - 1] = back[np.arange(rows), i, labels[:, i]]
    return labels
