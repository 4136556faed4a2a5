"""The geometry of an attribution: where each atom stands as seen from a cue.

The attribution decoder is given, for every atom, its distance to the cue and the number of likely sentence breaks
between them, both as indexes into small embeddings.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_EXACT, _FAR = 8, 20
N_DISTANCES = 2 * _FAR + 1
_SENTENCES = 3
N_SENTENCES = 2 * _SENTENCES + 1


def distances(cue: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """(n,) indexes below N_DISTANCES for the signed distance of each of `n` atoms to the cue's atoms: exact up to 8
    atoms, then by powers of the square root of two."""
    at = np.arange(n)
    signed = np.where(at < cue[0], at - cue[0], np.where(at > cue[-1], at - cue[-1], 0))
    signed[cue] = 0
    size = np.abs(signed)
    far = _EXACT + np.floor(2 * np.log2(np.maximum(size, _EXACT) / _EXACT)).astype(np.int64)
    bucket = np.minimum(np.where(size <= _EXACT, size, far), _FAR)
    return np.sign(signed) * bucket + _FAR


def offsets(cue: NDArray[np.int64], breaks: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n,) indexes below N_SENTENCES for the number of sentence breaks between each atom and the cue; `breaks` counts
    them from the start of the window."""
    between: NDArray[np.int64] = np.clip(breaks - breaks[cue[0]], -_SENTENCES, _SENTENCES)
    return between + _SENTENCES
