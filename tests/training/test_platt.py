"""Scores are fitted to how often they are right."""

from __future__ import annotations

import numpy as np
import pytest

from bench.counts import Judged, ece
from sayso.mark.network import Fit
from training.platt import crossed, fit, odds, shown


def judged(slope: float, shift: float, many: int = 4000) -> list[Judged]:
    """Scores that are right as often as a slope and a shift of their log odds say."""
    rng = np.random.default_rng(7)
    scores = rng.uniform(0.02, 0.98, many)
    chance = 1 / (1 + np.exp(-(slope * np.log(scores / (1 - scores)) + shift)))
    return [
        (float(s), bool(r)) for s, r in zip(scores, rng.uniform(size=many) < chance, strict=True)
    ]


@pytest.mark.parametrize(("slope", "shift"), [(1.0, 0.0), (0.4, -0.8), (2.0, 0.5)])
def test_the_slope_and_the_shift_are_found_again(slope: float, shift: float) -> None:
    got = fit(judged(slope, shift))
    assert got == pytest.approx((slope, shift, 0.0), abs=0.15)


def test_a_bend_is_found_where_there_is_one() -> None:
    rng = np.random.default_rng(11)
    scores = rng.uniform(0.3, 0.98, 4000)
    z = np.log(scores / (1 - scores))
    chance = 1 / (1 + np.exp(-(0.3 * z - 0.2 + 0.2 * z * z)))
    pairs = zip(scores, rng.uniform(size=4000) < chance, strict=True)
    raw = [(float(s), bool(r)) for s, r in pairs]
    assert fit(raw) == pytest.approx((0.3, -0.2, 0.2), abs=0.1)
    assert ece(crossed(raw)) < 0.02


def test_a_fit_brings_the_error_down() -> None:
    raw = judged(0.3, -1.0)
    after = list(zip(shown([s for s, _ in raw], fit(raw)), [r for _, r in raw], strict=True))
    assert ece(raw) > 0.2
    assert ece(after) < 0.03
    assert ece(crossed(raw)) < 0.05


def test_crossed_scores_are_all_there_with_their_truth() -> None:
    raw = judged(1.0, 0.0, many=101)
    made = crossed(raw)
    assert len(made) == 101
    assert [good for _, good in made] == [g for _, g in raw[::2]] + [g for _, g in raw[1::2]]


def test_few_scores_stay_near_what_they_were() -> None:
    assert fit([(0.8, True)]) == pytest.approx((1.0, 0.0, 0.0), abs=0.3)


def test_scores_of_zero_and_one_have_finite_odds() -> None:
    assert np.isfinite(odds([0.0, 1.0])).all()


def test_scores_that_are_all_near_one_are_fitted_too() -> None:
    rng = np.random.default_rng(5)
    scores = 1 - 10 ** rng.uniform(-6, -1, 2000)
    raw = [(float(s), bool(r)) for s, r in zip(scores, rng.uniform(size=2000) < 0.7, strict=True)]
    after = list(zip(shown([s for s, _ in raw], fit(raw)), [r for _, r in raw], strict=True))
    assert ece(after) < 0.03


@pytest.mark.parametrize("by", [(0.5, -0.3, 0.0), (0.35, -0.2, 0.13), (0.8, 0.1, -0.2)])
def test_order_is_kept(by: Fit) -> None:
    scores = shown([0.0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0], by)
    assert scores == sorted(scores)
    assert scores[0] < scores[-1]
