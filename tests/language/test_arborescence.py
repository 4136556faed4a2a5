"""The decoder against all trees of short sentences, and what it promises on ties and cycles."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from communique.language.arborescence import decode


def is_single_rooted_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        for _ in heads:
            word = heads[word - 1] if word else 0
        if word:
            return False
    return True


@cache
def all_trees(n: int) -> np.ndarray:
    return np.array([h for h in product(range(n + 1), repeat=n) if is_single_rooted_tree(list(h))])


def total(scores: np.ndarray, heads: np.ndarray) -> np.ndarray:
    return scores[heads, np.arange(1, len(scores))].sum(axis=-1)


@pytest.mark.parametrize(("n", "count"), [(1, 1), (2, 2), (3, 9), (4, 64), (5, 625)])
def test_enumeration_knows_cayleys_formula(n: int, count: int) -> None:
    assert len(all_trees(n)) == count


@given(st.integers(1, 5).flatmap(lambda n: arrays(np.float64, (n + 1, n + 1), elements=st.floats(-30, 30))))
def test_no_single_rooted_tree_scores_higher(scores: np.ndarray) -> None:
    heads = decode(scores)
    assert is_single_rooted_tree(heads.tolist())
    best = total(scores, all_trees(len(heads))).max()
    assert total(scores, heads) == pytest.approx(best, abs=1e-9)


@given(st.integers(1, 5).flatmap(lambda n: arrays(np.int64, (n + 1, n + 1), elements=st.integers(0, 2))))
def test_ties_are_still_best_and_decided_alike(scores: np.ndarray) -> None:
    heads = decode(scores.astype(np.float32))
    assert total(scores, heads) == total(scores, all_trees(len(heads))).max()
    assert heads.tolist() == decode(scores.copy()).tolist()


@given(st.integers(6, 60), st.integers(0, 10_000))
def test_long_sentences_give_trees_with_one_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n + 1, n + 1))
    assert is_single_rooted_tree(decode(scores).tolist())


def test_greedy_tree_is_returned_as_it_is() -> None:
    scores = np.zeros((4, 4))
    scores[2, 1] = scores[0, 2] = scores[2, 3] = 5.0
    assert decode(scores).tolist() == [2, 0, 2]


def test_second_root_goes_under_the_better_one() -> None:
    scores = np.full((3, 3), -10.0)
    scores[0, 1], scores[0, 2] = 4.0, 3.0
    scores[1, 2] = -1.0
    assert decode(scores).tolist() == [0, 1]


def test_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.full((4, 4), -20.0)
    scores[1, 2], scores[2, 3], scores[3, 1] = 9.0, 8.0, 7.0
    scores[0, 1], scores[0, 2] = 1.0, 2.5
    assert decode(scores).tolist() == [0, 1, 2]


def test_diagonal_and_first_column_do_not_count() -> None:
    scores = np.zeros((3, 3))
    scores[0, 1] = scores[1, 2] = 1.0
    loud = scores.copy()
    loud[:, 0] = 99.0
    loud[1, 1] = loud[2, 2] = 99.0
    assert decode(loud).tolist() == decode(scores).tolist() == [0, 1]


def test_no_words_no_heads() -> None:
    assert decode(np.zeros((1, 1))).tolist() == []


def test_scores_are_left_alone() -> None:
    scores = np.ones((4, 4), dtype=np.float32)
    decode(scores)
    assert (scores == 1).all()
