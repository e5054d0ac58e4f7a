"""What all decoders share: the best legal path, its runs, and probabilities."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.mark.decode import log_softmax, read, runs, stack, viterbi
from sayso.mark.labels import ARCS, ENTITIES


def legal(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]


@pytest.mark.parametrize("labels", [ARCS, ENTITIES])
@given(length=st.integers(1, 12), seed=st.integers(0, 2**32 - 1))
def test_viterbi_is_the_best_legal_path(labels: tuple[str, ...], length: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(1, length, len(labels))).astype(np.float32)
    [path] = viterbi(scores)
    names = ["O", *(labels[i] for i in path)]
    assert all(legal(a, b) for a, b in pairwise(names))
    best = {j: float(scores[0, 0, j]) for j, name in enumerate(labels) if legal("O", name)}
    for t in range(1, length):
        best = {
            j: max(v for i, v in best.items() if legal(labels[i], name)) + float(scores[0, t, j])
            for j, name in enumerate(labels)
            if any(legal(labels[i], name) for i in best)
        }
    got = float(sum(scores[0, t, path[t]] for t in range(length)))
    assert abs(got - max(best.values())) < 1e-4


def test_paths_of_a_batch_are_those_of_each_alone() -> None:
    scores = np.random.default_rng(3).normal(size=(5, 9, len(ARCS))).astype(np.float32)
    together = viterbi(scores)
    for one, path in zip(scores, together, strict=True):
        assert (viterbi(one[None])[0] == path).all()


def test_runs_split_where_a_new_one_begins() -> None:
    assert runs(np.array([[1, 2, 1, 0, 3, 4, 4]])) == [[(0, 2, 1), (2, 3, 1), (4, 7, 3)]]


def test_an_inside_without_its_begin_is_no_run() -> None:
    assert runs(np.array([[0, 2, 2, 3, 2]])) == [[(3, 4, 3)]]


def test_runs_end_where_their_row_ends() -> None:
    assert runs(np.array([[0, 1, 2], [2, 2, 1], [0, 0, 0]])) == [[(1, 3, 1)], [(2, 3, 1)], []]


@given(path=st.lists(st.integers(0, len(ARCS) - 1), min_size=1, max_size=20))
def test_runs_are_those_of_a_plain_reading(path: list[int]) -> None:
    found: list[tuple[int, int, int]] = []
    for at, label in enumerate(path):
        if label % 2:
            found.append((at, at + 1, label))
        elif label and found and found[-1][1:] == (at, label - 1):
            found[-1] = (found[-1][0], at + 1, label - 1)
    assert runs(np.array([path])) == [found]


def test_stacked_scores_are_padded_with_nothing() -> None:
    one, two = np.ones((2, 3), np.float32), np.ones((1, 3), np.float32)
    both = stack([one, two])
    assert both.shape == (2, 2, 3)
    assert (both[0] == 1).all()
    assert both[1, 1, 0] == 0
    assert (both[1, 1, 1:] < -1000).all()


def test_probabilities_sum_to_one() -> None:
    logs = log_softmax(np.array([[2.0, 0.0, 1.0], [1000.0, 0.0, 0.0]], np.float32))
    assert np.allclose(np.exp(logs).sum(axis=1), 1)


def test_the_score_of_a_run_is_the_mean_chance_of_its_labels() -> None:
    logs = log_softmax(np.array([[[0, 2, 0], [0, 0, 1], [9, 0, 0]]], np.float32))
    [[run]] = read(logs)
    assert run[:3] == (0, 2, 1)
    e = np.e
    assert run.score == pytest.approx((e**2 / (e**2 + 2) + e / (e + 2)) / 2)


def test_runs_of_several_rows_are_read_as_if_alone() -> None:
    logs = log_softmax(np.random.default_rng(5).normal(size=(4, 8, len(ARCS))).astype(np.float32))
    together = read(logs)
    assert any(together)
    assert together == [read(line[None])[0] for line in logs]
    assert all(0 < run.score <= 1 for line in together for run in line)
