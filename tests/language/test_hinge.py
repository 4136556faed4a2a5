from __future__ import annotations

import numpy as np

from communique.language import hinge


def test_distances_are_exact_near_the_cue_and_coarse_far_from_it() -> None:
    got = hinge.distances(np.array([10, 11]), 200)
    middle = hinge.N_DISTANCES // 2
    assert got[10] == got[11] == middle
    assert (got[9], got[2], got[12], got[19]) == (middle - 1, middle - 8, middle + 1, middle + 8)
    assert got[40] == got[41] > got[25]
    assert got.min() >= 0
    assert got[199] == got.max() == middle + 17
    assert hinge.distances(np.array([0]), 5000).max() == hinge.N_DISTANCES - 1


def test_offsets_count_breaks_and_are_clipped() -> None:
    breaks = np.array([1, 1, 2, 2, 3, 4, 5, 6])
    assert hinge.offsets(np.array([2]), breaks).tolist() == [2, 2, 3, 3, 4, 5, 6, 6]
