"""The best dependency tree of a sentence: the maximum spanning arborescence with exactly one root.

    scores[h, d]: score of word h as head of word d, both from 1; row 0 is the root
    decode(scores) -> heads, heads[d - 1] is the head of word d, 0 for the one root

Chu-Liu/Edmonds by contraction of cycles (Edmonds 1967) over a dense matrix: O(n^2) for each contracted cycle, of which
a trained parser's scores need few; most sentences need none: the best heads, each taken alone, are already a tree.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Ints = NDArray[np.intp]


def decode(scores: Floats) -> Ints:
    """Heads `(n,)` of the tree with the highest sum of `scores` `(n + 1, n + 1)`, which must be finite.

    The diagonal and column 0 are ignored. Of equal heads the first is taken, so the same scores give the same tree.
    """
    size = len(scores)
    weights = np.array(scores, dtype=np.float64)
    weights[:, 0] = -np.inf
    weights.flat[:: size + 1] = -np.inf
    heads: Ints = weights.argmax(axis=0)
    if not _is_tree(heads):
        heads = _arborescence(weights)
    if size > 1 and np.count_nonzero(heads[1:] == 0) != 1:
        heads = _arborescence(_one_root_pays(weights))
    return heads[1:]


def _is_tree(heads: Ints) -> bool:
    """Whether every node reaches node 0, which points to itself (pointers double their reach each time)."""
    for _ in range(len(heads).bit_length()):
        heads = heads[heads]
    return not heads.any()


def _one_root_pays(weights: Floats) -> Floats:
    """Weights under which every tree with one root beats every tree with more, in the same order among themselves.

    Each arc from node 0 is made dearer by more than any two trees can differ in all their arcs together; a tree with
    one root always exists, as all scores are finite.
    """
    inner = weights[np.isfinite(weights)]
    dearer: Floats = weights.copy()
    dearer[0] -= len(weights) * (inner.max() - inner.min()) + 1.0
    return dearer


def _arborescence(weights: Floats) -> Ints:
    """Heads of the maximum spanning arborescence from node 0, whatever its number of roots; the diagonal is -inf."""
    heads: Ints = weights.argmax(axis=0)
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    outside = np.ones(len(weights), dtype=bool)
    outside[cycle] = False
    rest = np.flatnonzero(outside)
    # The cycle becomes the last node: an arc into it breaks the cycle at the word where that costs least.
    gains = weights[np.ix_(rest, cycle)] - weights[heads[cycle], cycle]
    leaving = weights[np.ix_(cycle, rest)]
    breaks, leaves = gains.argmax(axis=1), leaving.argmax(axis=0)
    last = len(rest)
    contracted = np.full((last + 1, last + 1), -np.inf)
    contracted[:last, :last] = weights[np.ix_(rest, rest)]
    contracted[:last, last] = gains.max(axis=1)
    contracted[last, :last] = leaving.max(axis=0)
    found = _arborescence(contracted)
    from_cycle = found[:last] == last
    heads[rest] = np.where(from_cycle, cycle[leaves], rest[np.where(from_cycle, 0, found[:last])])
    entered_from = found[last]
    heads[cycle[breaks[entered_from]]] = rest[entered_from]
    return heads


def _cycle(heads: Ints) -> Ints | None:
    """The nodes of one cycle among `heads`, or None; node 0, which heads itself, is none."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node, path = start, []
        while node and not seen[node]:
            seen[node] = start
            path.append(node)
            node = int(heads[node])
        if node and seen[node] == start:
            return np.array(path[path.index(node) :], dtype=np.intp)
    return None
