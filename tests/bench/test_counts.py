"""The sums under the figures, each on numbers that can be worked out by hand."""

import math

import pytest

from bench.counts import Judged, Tally, bins, ece, macro_f1, pearson


def test_a_tally_counts_each_thing_once() -> None:
    tally = Tally()
    tally.add(["a", "b", "c"], ["a", "a", "d"])
    tally.add([], ["e"])
    assert (tally.gold, tally.found, tally.right) == (3, 3, 1)
    assert tally.f1 == pytest.approx(33.33)


@pytest.mark.parametrize(
    ("gold", "found", "f1"),
    [([], [], 0.0), (["a"], [], 0.0), ([], ["a"], 0.0), (["a"], ["a"], 100)],
)
def test_f1_at_its_ends(gold: list[str], found: list[str], f1: float) -> None:
    tally = Tally()
    tally.add(gold, found)
    assert tally.f1 == f1


def test_in_macro_f1_a_rare_class_weighs_as_much_as_a_common_one() -> None:
    gold = ["AID"] * 9 + ["YIELD"]
    # AID: 9 right of 9 in gold and 10 found; YIELD: none.
    assert macro_f1(gold, ["AID"] * 10) == pytest.approx((18 / 19 + 0) / 2)


def test_a_class_that_only_the_run_holds_counts_as_nought() -> None:
    assert macro_f1(["AID", "AID"], ["AID", "AGREE"]) == pytest.approx((2 / 3 + 0) / 2)


def test_macro_f1_of_nothing() -> None:
    assert macro_f1([], []) == 0.0


def test_pearson_knows_direction_and_not_scale() -> None:
    assert pearson([1, 2, 4], [10, 20, 40]) == pytest.approx(1)
    assert pearson([1, 2, 4], [-1, -2, -4]) == pytest.approx(-1)
    # Covariance 1, variances 2 and 2, over three points.
    assert pearson([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)


@pytest.mark.parametrize(("x", "y"), [([], []), ([1.0], [2.0]), ([1, 1], [1, 2]), ([1, 2], [3, 3])])
def test_pearson_of_what_does_not_vary_is_nought(x: list[float], y: list[float]) -> None:
    assert pearson(x, y) == 0.0


def test_a_bin_holds_its_upper_edge() -> None:
    edges: list[Judged] = [(0.0, False), (0.1, False), (0.11, False), (0.3, True), (1.0, True)]
    assert [(each.low, each.high, each.n) for each in bins(edges)] == [
        (0.0, 0.1, 2),
        (0.1, 0.2, 1),
        (0.2, 0.3, 1),
        (0.9, 1.0, 1),
    ]


def test_the_error_weighs_bins_by_what_they_hold() -> None:
    sure: list[Judged] = [(0.95, True)] * 3 + [(0.95, False)]  # .95 said, .75 true
    unsure: list[Judged] = [(0.25, False)] * 4  # .25 said, none true
    assert ece(sure + unsure) == pytest.approx((4 * 0.2 + 4 * 0.25) / 8)


def test_within_a_bin_too_high_and_too_low_cancel() -> None:
    assert ece([(0.55, True), (0.55, False), (0.51, True), (0.59, False)]) == pytest.approx(0.05)


def test_the_error_of_nothing_is_nought() -> None:
    assert ece([]) == 0.0
    assert math.isclose(ece([(1.0, False)]), 1.0)
