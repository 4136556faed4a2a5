"""The decoder against all allowed label sequences, the spans read off them, and their probabilities."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from communique.language.bio import decode, scores, spans

O, B0, I0, B1, I1 = range(5)  # noqa: E741 - the labels' own names


def allowed(labels: tuple[int, ...]) -> bool:
    return all(
        label == 0 or label % 2 == 1 or before in (label, label - 1)
        for before, label in zip((0, *labels), labels, strict=False)
    )


logits_of = st.tuples(st.integers(1, 4), st.sampled_from([3, 5])).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.floats(-9, 9))
)


@given(logits_of)
def test_no_allowed_labels_score_higher(logits: np.ndarray) -> None:
    n, c = logits.shape
    labels = tuple(decode(logits).tolist())
    assert allowed(labels)

    def total(path: tuple[int, ...]) -> float:
        return sum(float(logits[i, label]) for i, label in enumerate(path))

    best = max(total(path) for path in product(range(c), repeat=n) if allowed(path))
    assert total(labels) == pytest.approx(best, abs=1e-9)


@given(st.lists(st.integers(1, 7), min_size=1, max_size=6), st.integers(0, 10_000))
def test_a_run_does_not_depend_on_its_neighbours(lengths: list[int], seed: int) -> None:
    logits = np.random.default_rng(seed).normal(size=(sum(lengths), 5)).astype(np.float32)
    firsts = [sum(lengths[:k]) for k in range(len(lengths))]
    together = decode(logits, firsts)
    for first, length in zip(firsts, lengths, strict=True):
        run = slice(first, first + length)
        assert together[run].tolist() == decode(logits[run]).tolist()


@given(st.lists(st.integers(0, 4), max_size=12).filter(lambda labels: allowed(tuple(labels))))
def test_spans_carry_all_that_allowed_labels_say(labels: list[int]) -> None:
    again = [O] * len(labels)
    for first, last, kind in spans(labels):
        again[first] = 1 + 2 * kind
        again[first + 1 : last] = [2 + 2 * kind] * (last - first - 1)
    assert again == labels


def test_a_likely_inside_gets_its_begin() -> None:
    logits = np.array([[2.0, 1.5, 0.0], [0.0, 0.0, 5.0], [3.0, 0.0, 0.0]])
    assert decode(logits).tolist() == [B0, I0, O]


def test_an_inside_of_another_type_is_not_reached() -> None:
    logits = np.array([[0.0, 9.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.5, 4.0]])
    assert decode(logits).tolist() == [B0, I0]


def test_spans_that_touch_stay_apart() -> None:
    assert spans([B0, B0, I0, B1, O, I1]) == [(0, 1, 0), (1, 3, 0), (3, 4, 1), (5, 6, 1)]


def test_scores_are_geometric_means_of_probabilities() -> None:
    probabilities = np.array([[0.2, 0.8, 0.0], [0.3, 0.2, 0.5], [0.9, 0.05, 0.05], [0.1, 0.9, 0.0]])
    logits = np.log(np.maximum(probabilities, 1e-12)) + 3.0
    labels = decode(logits)
    assert labels.tolist() == [B0, I0, O, B0]
    assert scores(logits, labels) == pytest.approx([(0.8 * 0.5) ** 0.5, 0.9])


def test_nothing_to_label() -> None:
    assert decode(np.zeros((0, 3))).tolist() == []
    assert scores(np.zeros((0, 3)), []) == []
